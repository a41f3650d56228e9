package questions

import (
	"archive/zip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/corpus/starter"
)

// question is one line of a set.
type question struct {
	ID       string     `json:"id"`
	Question string     `json:"question"`
	Relevant []relevant `json:"relevant"`
	Expect   string     `json:"expect"`
	Slice    string     `json:"slice"`
	Absent   []string   `json:"absent,omitempty"`
}

type relevant struct {
	Document  corpus.Number `json:"document,omitempty"`
	Article   string        `json:"article,omitempty"`
	Clause    string        `json:"clause,omitempty"`
	Point     string        `json:"point,omitempty"`
	Procedure string        `json:"procedure,omitempty"`
}

// read reads a set and wants ids and questions to be there and to differ.
func read(t *testing.T, name string) []question {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out []question
	seen := map[string]bool{}
	for line := range strings.Lines(string(raw)) {
		var q question
		d := json.NewDecoder(strings.NewReader(line))
		d.DisallowUnknownFields()
		if err := d.Decode(&q); err != nil {
			t.Fatalf("%s: %v: %s", name, err, line)
		}
		if q.ID == "" || q.Question == "" || q.Slice == "" || seen[q.ID] || seen[q.Question] {
			t.Errorf("%s: thiếu hoặc lặp mã, câu hỏi, nhóm: %s", name, line)
		}
		seen[q.ID], seen[q.Question] = true, true
		out = append(out, q)
	}
	return out
}

func TestAnswerableStarter(t *testing.T) {
	docs, err := starter.Documents()
	if err != nil {
		t.Fatal(err)
	}
	procs, err := starter.Procedures()
	if err != nil {
		t.Fatal(err)
	}
	set := read(t, "answerable-starter.jsonl")
	asked := map[string]bool{}
	for _, q := range set {
		if q.Expect != "answered" || len(q.Relevant) == 0 {
			t.Errorf("%s: phải có nơi trả lời và expect \"answered\"", q.ID)
		}
		for _, r := range q.Relevant {
			asked[string(r.Document)+r.Procedure] = true
			if !inDocuments(docs, r) && !inProcedures(procs, r) {
				t.Errorf("%s: kho khởi đầu không có %+v", q.ID, r)
			}
		}
	}
	if len(set) < 40 {
		t.Errorf("có %d câu, cần ít nhất 40", len(set))
	}
	for _, d := range docs {
		if !asked[string(d.Number)] {
			t.Errorf("không câu nào hỏi %s", d.Number)
		}
	}
}

func inDocuments(docs []corpus.Document, r relevant) bool {
	for _, d := range docs {
		for _, a := range d.Articles {
			if d.Number == r.Document && a.Label == r.Article {
				_, ok := a.Find(r.Clause, r.Point)
				return ok
			}
		}
	}
	return false
}

func inProcedures(procs []corpus.Procedure, r relevant) bool {
	for _, p := range procs {
		if p.Code == r.Procedure {
			return true
		}
	}
	return false
}

func TestUnanswerable(t *testing.T) {
	set := read(t, "unanswerable.jsonl")
	for _, q := range set {
		if q.Expect != "nothing_found" || len(q.Relevant) != 0 || len(q.Absent) == 0 {
			t.Errorf("%s: phải có expect \"nothing_found\", không có nơi trả lời, có \"absent\"", q.ID)
		}
	}
	if len(set) < 40 {
		t.Errorf("có %d câu, cần ít nhất 40", len(set))
	}
}

// TestUnanswerableByTheData wants no article of the official code and no procedure
// of the portal to have all the words that a question's "absent" names.
func TestUnanswerableByTheData(t *testing.T) {
	if testing.Short() {
		t.Skip("tìm trong toàn bộ dữ liệu thật: bỏ qua khi -short")
	}
	shared := corpustest.SharedData(t)
	set := read(t, "unanswerable.jsonl")
	for i := range set {
		for k, words := range set[i].Absent {
			set[i].Absent[k] = plain(words)
		}
	}
	eachText(t, filepath.Join(shared, "phapdien/BoPhapDienDienTu.zip"), "<p class='pDieu'>", func(place, text string) {
		refute(t, set, place, text)
	})
	eachText(t, filepath.Join(shared, "procedures/tthc_dvcqg.zip"), "", func(place, text string) {
		refute(t, set, place, strings.ReplaceAll(text, `\n`, " "))
	})
}

// refute reports the questions whose words the text all has.
func refute(t *testing.T, set []question, place, text string) {
	t.Helper()
	text = plain(text)
	for _, q := range set {
		found := true
		for _, words := range q.Absent {
			found = found && strings.Contains(text, words)
		}
		if found {
			t.Errorf("%s: %s có đủ %q", q.ID, place, q.Absent)
		}
	}
}

var tag = regexp.MustCompile(`</?[a-zA-Z][^<>]*>`)

// plain is text without tags, in lower case, with single spaces between its words
// and around it.
func plain(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	b.WriteByte(' ')
	space := true
	for _, r := range norm.NFC.String(html.UnescapeString(tag.ReplaceAllLiteralString(text, " "))) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '/' || r == '-':
			space = false
			b.WriteRune(unicode.ToLower(r))
		case !space:
			space = true
			b.WriteByte(' ')
		}
	}
	if !space {
		b.WriteByte(' ')
	}
	return b.String()
}

// eachText calls with every HTML or JSON file of a zip, cut where separator begins.
func eachText(t *testing.T, name, separator string, with func(place, text string)) {
	t.Helper()
	z, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, ".json") && !strings.Contains(f.Name, "demuc/") || strings.HasSuffix(f.Name, "/") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		texts := []string{string(raw)}
		if separator != "" {
			texts = strings.Split(string(raw), separator)
		}
		for _, text := range texts {
			with(f.Name, text)
		}
	}
}

func TestPlain(t *testing.T) {
	got := plain("<p>Điều 5.</p>Nghị định&nbsp;30/2020/NĐ-CP: <b>Nuôi</b> rồng &lt; 5 tuổi")
	if want := " điều 5 nghị định 30/2020/nđ-cp nuôi rồng 5 tuổi "; got != want {
		t.Errorf("plain = %q, want %q", got, want)
	}
}
