package verify

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/starter"
)

func TestMissing(t *testing.T) {
	c := New(sources())
	for _, test := range []struct {
		said []Sentence
		want []string // words of the exceptions
	}{
		{
			[]Sentence{{Text: "Thời hạn giải quyết khiếu nại lần đầu không quá 30 ngày kể từ ngày thụ lý.", Cites: []int{1}}},
			[]string{"vụ việc phức tạp thì thời hạn giải quyết có thể kéo dài hơn nhưng không quá 45 ngày", "Ở vùng sâu, vùng xa"},
		},
		{
			[]Sentence{
				{Text: "Thời hạn không quá 30 ngày; vụ việc phức tạp không quá 45 ngày.", Cites: []int{1}},
				{Text: "Ở vùng sâu, vùng xa đi lại khó khăn: không quá 45 ngày; vụ việc phức tạp không quá 60 ngày.", Cites: []int{1}},
			},
			nil,
		},
		{[]Sentence{{Text: "Người có yêu cầu phải nộp hồ sơ trong thời hạn 6 tháng.", Cites: []int{5}}}, []string{"trừ trường hợp bất khả kháng"}},
		{[]Sentence{{Text: "Người có yêu cầu phải nộp hồ sơ trong thời hạn 6 tháng, trừ khi bất khả kháng.", Cites: []int{5}}}, nil},
		{[]Sentence{{Text: "Cơ quan tiếp nhận không được từ chối hồ sơ hợp lệ.", Cites: []int{5}}}, nil},
		{nil, nil},
	} {
		faults := c.Missing(test.said)
		for _, w := range test.want {
			found := false
			for _, f := range faults {
				found = found || strings.Contains(f.Words, w)
				if !strings.Contains(c.source(f.Cite).Text, f.Words) {
					t.Errorf("the source does not hold %q", f.Words)
				}
			}
			if !found {
				t.Errorf("%v: no exception with %q in %+v", test.said, w, faults)
			}
		}
		if len(test.want) == 0 && len(faults) > 0 {
			t.Errorf("%v: %+v", test.said, faults)
		}
	}
}

func TestEnded(t *testing.T) {
	s := sources()[:1]
	s[0].Ended = true
	s[0].Until = 20250710
	c := New(s)
	for text, want := range map[string]bool{
		"Thời hạn giải quyết khiếu nại lần đầu không quá 30 ngày kể từ ngày thụ lý.": false,
		"Điều 28 Luật Khiếu nại đã hết hiệu lực từ ngày 10/7/2025.":                  true,
		"Điều 28 Luật Khiếu nại đã hết hiệu lực từ ngày 11/7/2025.":                  false,
	} {
		if got := c.Sentence(Sentence{Text: text, Cites: []int{1}}); got.Stands() != want {
			t.Errorf("%s: %+v, want stands %t", text, got.Faults, want)
		}
	}
}

func TestAnswer(t *testing.T) {
	said := []Sentence{
		{Text: "Người có yêu cầu phải nộp hồ sơ trong 6 tháng.", Cites: []int{5}},
		{Text: "Trường hợp bất khả kháng được nộp trong 12 tháng.", Cites: []int{5}},
	}
	r := New(sources()).Answer(said)
	if len(r.Verdicts) != 2 || !r.Verdicts[0].Stands() || r.Verdicts[1].Stands() {
		t.Fatalf("verdicts %+v, want the first alone to stand", r.Verdicts)
	}
	if len(r.Missing) != 1 || r.Missing[0].Kind != MissingException {
		t.Errorf("missing %+v, want one exception: what does not stand mentions nothing", r.Missing)
	}
}

// TestCopies holds every sentence of the starter corpus, word for word, against the
// provision it was taken from.
func TestCopies(t *testing.T) {
	docs, err := starter.Documents()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, d := range docs {
		for _, a := range d.Articles {
			body := a.Text()
			c := New([]Source{{N: 1, Ref: a.Ref(d), Text: body, Names: []string{a.Heading, d.Title}}})
			for line := range strings.Lines(body) {
				for _, s := range Split(line) {
					if s = strings.TrimSpace(s); s == "" {
						continue
					}
					n++
					if v := c.Sentence(Sentence{Text: s, Cites: []int{1}}); !v.Stands() {
						t.Errorf("%s: %q: %+v", a.Ref(d), s, v.Faults)
					}
				}
			}
		}
	}
	t.Log(n, "sentences")
}

// TestShifted adds one to every duration and amount of the starter corpus that the
// provision does not name with the new number.
func TestShifted(t *testing.T) {
	docs, err := starter.Documents()
	if err != nil {
		t.Fatal(err)
	}
	planted, caught := 0, 0
	for _, d := range docs {
		for _, a := range d.Articles {
			body := a.Text()
			c := New([]Source{{N: 1, Ref: a.Ref(d), Text: body, Names: []string{a.Heading, d.Title}}})
			src := c.source(c.order[0])
			for _, f := range src.figures {
				v, ok := f.value.integer()
				if !ok || f.kind != count || !isDuration(f.unit) || len(src.byNumber[whole(uint64(v+7))]) > 0 || src.text.tokens[f.from].kind == 0 {
					continue
				}
				start, end := src.text.sentenceStart(f.from), src.text.sentenceEnd(f.from)
				text := src.text.words(start, f.from) + " " + string(rune('0'+(v+7)/10%10)) + string(rune('0'+(v+7)%10)) + " " + f.unit + " " + src.text.words(f.to, end)
				planted++
				if !c.Sentence(Sentence{Text: text, Cites: []int{1}}).Stands() {
					caught++
				} else {
					t.Errorf("%s: %q stands", a.Ref(d), text)
				}
			}
		}
	}
	if planted < 50 {
		t.Errorf("planted %d numbers, want at least 50", planted)
	}
	t.Logf("%d of %d found", caught, planted)
}

func FuzzSentence(f *testing.F) {
	for _, s := range []string{
		"Không quá ba mươi ngày.", "từ 5 đến 10 triệu đồng", "“a … b”", "điểm a khoản 2 Điều 5", "quý II năm 2020", "một phần hai", "3 0 ngày", "1/0 2/3/0 99999999999999999999 tỷ tỷ",
		"không được không phải nghiêm cấm:", "trừ trường hợp", "\U000E0031\u200b３０ ngày", "năm năm năm năm", "(((((", "”””“",
	} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, source, text string) {
		c := New([]Source{{N: 1, Ref: corpus.Ref{Number: "1/2020/NĐ-CP", Article: "1"}, Text: source}, {N: 2, Text: text, Names: []string{source}}})
		first := c.Answer([]Sentence{{Text: text, Cites: []int{1}}, {Text: text, Cites: []int{2, 1}}})
		again := c.Answer([]Sentence{{Text: text, Cites: []int{1}}, {Text: text, Cites: []int{2, 1}}})
		if diff := cmp.Diff(first, again); diff != "" {
			t.Errorf("two verdicts (-first +second):\n%s", diff)
		}
		if v := c.Sentence(Sentence{Text: text, Cites: []int{2}}); !v.Stands() && hasWords(text) {
			t.Errorf("a copy of %q does not stand: %+v", text, v.Faults)
		}
	})
}

func hasWords(s string) bool { return len(readText(clean(s)).tokens) > 0 }

func BenchmarkSentence(b *testing.B) {
	c := New(sources())
	s := Sentence{Text: "Thời hạn giải quyết khiếu nại lần đầu không quá 30 ngày kể từ ngày thụ lý; vụ việc phức tạp không quá 45 ngày.", Cites: []int{1}}
	for b.Loop() {
		c.Sentence(s)
	}
}

// BenchmarkLong reads and asks a source of 400,000 characters.
func BenchmarkLong(b *testing.B) {
	text := strings.Repeat(sources()[3].Text+"\n"+sources()[0].Text+"\n", 400)
	s := Sentence{Text: "Thời hạn giải quyết khiếu nại lần đầu không quá 30 ngày kể từ ngày thụ lý.", Cites: []int{1}}
	b.Run("New", func(b *testing.B) {
		for b.Loop() {
			New([]Source{{N: 1, Text: text}})
		}
	})
	c := New([]Source{{N: 1, Text: text}})
	b.Run("Answer", func(b *testing.B) {
		for b.Loop() {
			c.Answer([]Sentence{s})
		}
	})
}

// TestHuge tells that the work grows with the text and not with its square.
func TestHuge(t *testing.T) {
	for _, s := range []string{
		"không quá 30 ngày ", "trừ trường hợp 30 ngày có thể kéo dài 45 ngày; ", "\nkhoản 2 Điều 5 Luật này ", "“trích … “", "3 0 ", "một trăm linh năm ", "không được phải ", "a) không: ", "[1] ",
	} {
		long := strings.Repeat(s, 100_000/len(s))
		c := New([]Source{{N: 1, Ref: corpus.Ref{Number: "1/2020/NĐ-CP", Article: "1"}, Text: long}})
		for _, said := range []string{long, long[:longestSentence-1], "Thời hạn không quá 31 ngày, trừ trường hợp 5 ngày."} {
			start := time.Now()
			c.Answer([]Sentence{{Text: said, Cites: []int{1}}})
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("%q: %d bytes took %v", s, len(said), took)
			}
		}
		Split(long)
	}
}
