package fault

import (
	"bytes"
	"errors"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant/verify"
	"github.com/trolycongvu/congvu/corpus/starter"
)

// starterLibrary is the library of the starter corpus on a day on which all of it is in force.
var starterLibrary = sync.OnceValues(func() (*Library, error) {
	docs, err := starter.Documents()
	if err != nil {
		return nil, err
	}
	l := NewLibrary(docs, 20260710)
	return l, l.WithWritten()
})

func library(t *testing.T) *Library {
	t.Helper()
	l, err := starterLibrary()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func casesOf(t *testing.T, seed uint64, n int) []Case {
	t.Helper()
	cases, err := library(t).Cases(seed, n)
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

func TestCasesRepeatBySeed(t *testing.T) {
	a, b, other := casesOf(t, 7, 30), casesOf(t, 7, 30), casesOf(t, 8, 30)
	if d := cmp.Diff(a, b); d != "" {
		t.Errorf("the same seed gives other cases (-first +second):\n%s", d)
	}
	if cmp.Equal(a, other) {
		t.Error("another seed gives the same cases")
	}
}

func TestEveryKindIsPlanted(t *testing.T) {
	got := map[Kind]int{}
	for _, c := range casesOf(t, 1, 120) {
		for _, p := range c.Planted {
			got[p.Kind]++
		}
		if n := len(c.Sources); n < 3 || n > 6 {
			t.Errorf("evidence of %d passages, want 3 to 6", n)
		}
		if n := len(c.Correct); n < 2 || n > 4 {
			t.Errorf("answer of %d sentences, want 2 to 4", n)
		}
	}
	for _, k := range Kinds() {
		if got[k] < 3 {
			t.Errorf("%s planted %d times in 120 answers, want at least 3", k, got[k])
		}
	}
}

// TestLabels checks of every planted fault that it is one, by the sources alone.
func TestLabels(t *testing.T) {
	for _, c := range casesOf(t, 2, 140) {
		correct := map[string][]int{}
		for _, s := range c.Correct {
			correct[s.Text] = s.Cites
		}
		for _, p := range c.Planted {
			s := c.Faulty[p.Sentence]
			if cites, ok := correct[s.Text]; ok && slices.Equal(cites, s.Cites) && p.Kind != ExceptionLost {
				t.Errorf("%s: %q is a sentence of the true answer", p.Kind, s.Text)
			}
			if p.Was != "" && slices.Equal(syllables(p.Was), syllables(s.Text)) && !slices.Contains([]Kind{PassageWrong, HandleUnknown, CitationNone}, p.Kind) {
				t.Errorf("%s: %q has the words of what was true", p.Kind, s.Text)
			}
			if why := untrue(c, p, s); why != "" {
				t.Errorf("%s: %q %v: %s", p.Kind, s.Text, s.Cites, why)
			}
		}
	}
}

// untrue says what keeps the sentence from being a fault of its kind, empty when nothing does.
func untrue(c Case, p Planted, s verify.Sentence) string {
	var text strings.Builder
	for _, n := range s.Cites {
		if n <= len(c.Sources) {
			text.WriteString(c.Sources[n-1].Text + "\n")
		}
	}
	source := text.String()
	has := func(q quantity) bool {
		return slices.ContainsFunc(quantities(source), func(o quantity) bool { return o.value == q.value && strings.EqualFold(o.unit, q.unit) })
	}
	switch p.Kind {
	case NumberShifted, NumberInWords, UnitChanged:
		if !slices.ContainsFunc(counted(s.Text), func(q quantity) bool { return !has(q) }) {
			return "the source holds all of its numbers"
		}
	case DateChanged:
		if cmp.Equal(dayValues(s.Text), dayValues(p.Was)) {
			return "its dates are the true ones"
		}
	case QuoteWord, QuoteJoined, QuoteInvented:
		words := strings.Join(syllables(quoted.FindString(s.Text)), " ")
		if words == "" || strings.Contains(strings.Join(syllables(source), " "), words) {
			return "its quotation is the source's"
		}
	case HandleUnknown:
		if !slices.ContainsFunc(s.Cites, func(n int) bool { return n > len(c.Sources) }) {
			return "all that it cites is there"
		}
	case CitationNone:
		if len(s.Cites) > 0 {
			return "it cites"
		}
	case Repealed:
		if !c.Sources[s.Cites[0]-1].Ended {
			return "its source is in force"
		}
	case ExtensionLost:
		if !extension.MatchString(source) || extension.MatchString(s.Text) {
			return "the longer deadline is still told, or there is none"
		}
	case ExceptionLost:
		if len(exceptions(source)) != 1 || strings.Contains(join(c.Faulty), p.Was) {
			return "the exception is still there, or there is none"
		}
	}
	return ""
}

func dayValues(text string) (list [][3]int) {
	for _, d := range days(text) {
		list = append(list, [3]int{d.day, d.month, d.year})
	}
	return list
}

// TestCorrectIsNoCopy holds the true sentences against their sources.
func TestCorrectIsNoCopy(t *testing.T) {
	var sum float64
	var n, copies int
	for _, c := range casesOf(t, 3, 100) {
		for i, share := range c.Copied {
			if c.Written[i] {
				continue
			}
			n++
			sum += share
			if share > maxCopied {
				copies++
			}
		}
	}
	// Exceptions said in a sentence of their own have few other words, and leads add none.
	if mean := sum / float64(n); mean > 0.25 || float64(copies)/float64(n) > 0.08 {
		t.Errorf("of %d true sentences %d are near copies, mean share of copied windows %.2f", n, copies, mean)
	}
	list, err := readWritten()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 60 {
		t.Errorf("%d sentences written by hand, want at least 60", len(list))
	}
	l := library(t)
	for _, p := range l.passages {
		for _, s := range p.written {
			if share := copied(s, p.text); share > maxCopied {
				t.Errorf("%s: %q is a copy (%.2f)", p.ref, s, share)
			}
		}
	}
}

// TestRewordKeepsNumbers holds every statement against what it is reworded to.
func TestRewordKeepsNumbers(t *testing.T) {
	values := func(text string) map[string]int {
		found := map[string]int{}
		for _, q := range quantities(text) {
			unit := strings.ReplaceAll(q.unit, "phần trăm", "%")
			found[figure(q.value)+" "+unit]++
		}
		return found
	}
	w := rewriter{rand.New(rand.NewPCG(1, 1))}
	for _, p := range library(t).useful {
		for _, s := range p.statements {
			for range 3 {
				said := w.reword(s.text)
				if got, want := values(said), values(s.text); !maps.Equal(got, want) {
					t.Errorf("%q\nbecame %q:\nnumbers %v, want %v", s.text, said, got, want)
				}
				if got, want := len(days(said)), len(days(s.text)); got != want {
					t.Errorf("%q\nbecame %q: %d dates, want %d", s.text, said, got, want)
				}
			}
		}
	}
}

func TestQuantities(t *testing.T) {
	for text, want := range map[string][]string{
		"không quá 30 ngày, phức tạp 05 ngày làm việc":      {"30 ngày", "5 ngày làm việc"},
		"ba mươi lăm ngày kể từ ngày 01 tháng 7 năm 2012":   {"35 ngày"},
		"năm năm (60 tháng), mỗi năm một lần":               {"5 năm", "60 tháng", "1 lần"},
		"từ 2.000.000 đồng đến 7,5 triệu đồng":              {"2.000.000 đồng", "7.500.000 đồng"},
		"trên 10% hoặc 30 (ba mươi) phần trăm":              {"10 %", "30 phần trăm"},
		"Điều 15 đồng ý, khoản 2 Điều 30 Nghị định 30/2020": nil,
		"ngày 09 tháng 11 hằng năm":                         nil,
	} {
		var got []string
		for _, q := range quantities(text) {
			got = append(got, figure(q.value)+" "+q.unit)
		}
		slices.Sort(got)
		slices.Sort(want)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%q (-want +got):\n%s", text, d)
		}
	}
}

func TestStatementException(t *testing.T) {
	for text, want := range map[string]statement{
		"Kết luận phải công khai, trừ nội dung là bí mật nhà nước.":      {text: "Kết luận phải công khai", exception: "trừ nội dung là bí mật nhà nước"},
		"Trừ trường hợp tại khoản 4, thời hiệu xử lý kỷ luật là 05 năm.": {text: "thời hiệu xử lý kỷ luật là 05 năm", exception: "trừ trường hợp tại khoản 4", front: true},
		"Cơ quan phải tổ chức phòng, trừ sinh vật gây hại cho rừng.":     {text: "Cơ quan phải tổ chức phòng, trừ sinh vật gây hại cho rừng"},
	} {
		got, ok := newStatement(text)
		if !ok || got != want {
			t.Errorf("%q: got %+v, %v, want %+v", text, got, ok, want)
		}
	}
}

func TestShare(t *testing.T) {
	for _, tt := range []struct {
		part, of  int
		low, high float64
	}{{0, 10, 0, 0.2775}, {10, 10, 0.7225, 1}, {99, 100, 0.9455, 0.9982}, {0, 0, 0, 1}} {
		s := NewShare(tt.part, tt.of)
		if math.Abs(s.Low-tt.low) > 0.0005 || math.Abs(s.High-tt.high) > 0.0005 {
			t.Errorf("%d of %d: %.4f to %.4f, want %.4f to %.4f", tt.part, tt.of, s.Low, s.High, tt.low, tt.high)
		}
	}
}

// answers is a checker that says the same of every sentence.
type answers struct {
	faults []verify.Fault
	short  bool
}

func (a answers) Answer(sentences []verify.Sentence) verify.Report {
	var r verify.Report
	for _, s := range sentences {
		r.Verdicts = append(r.Verdicts, verify.Verdict{Sentence: s, Faults: a.faults})
	}
	if a.short {
		r.Verdicts = r.Verdicts[1:]
	}
	return r
}

func TestMeasureOfKnownCheckers(t *testing.T) {
	o := Options{Answers: 20, Seeds: []uint64{1, 2}, Show: 1}
	measure := func(a answers) (Report, error) {
		return Measure(t.Context(), library(t), func([]verify.Source) Checker { return a }, o)
	}
	for _, tt := range []struct {
		name            string
		checker         answers
		caught, dropped float64
	}{
		{"all stand", answers{}, 0, 0},
		{"none stands", answers{faults: []verify.Fault{{Kind: verify.Unsupported}}}, 1, 1},
	} {
		r, err := measure(tt.checker)
		if err != nil {
			t.Fatal(err)
		}
		if r.All.Caught.Value != tt.caught || r.All.Dropped.Value != tt.dropped || r.All.Written.Value != tt.dropped {
			t.Errorf("%s: caught %v, dropped %v and %v", tt.name, r.All.Caught, r.All.Dropped, r.All.Written)
		}
		if r.All.Answers != 40 || len(r.Seeds) != 2 || r.All.Caught.Of+r.All.Apart.Of < 40 {
			t.Errorf("%s: %d answers, %d seeds, %d faults", tt.name, r.All.Answers, len(r.Seeds), r.All.Caught.Of)
		}
		var b bytes.Buffer
		if err := r.WriteText(&b); err != nil || !strings.Contains(b.String(), "đổi đơn vị") {
			t.Errorf("%s: report %q, %v", tt.name, b.String(), err)
		}
	}
	if _, err := measure(answers{short: true}); !errors.Is(err, ErrVerdicts) {
		t.Errorf("verdicts missing: %v, want ErrVerdicts", err)
	}
}
