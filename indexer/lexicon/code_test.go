package lexicon

import (
	"archive/zip"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// phrases are sequences of syllables to be seen in texts, by their first.
type phrases map[string][][]string

func (p phrases) add(words string) {
	if key := syllables(words); len(key) > 0 {
		p[key[0]] = append(p[key[0]], key)
	}
}

func (p phrases) none() bool { return len(p) == 0 }

// see takes out the phrases that a text has.
func (p phrases) see(text string) {
	all := syllables(text)
	for i, s := range all {
		if list, ok := p[s]; ok {
			p[s] = slices.DeleteFunc(list, func(key []string) bool {
				return len(key) <= len(all)-i && slices.Equal(key, all[i:i+len(key)])
			})
			if len(p[s]) == 0 {
				delete(p, s)
			}
		}
	}
}

func syllables(text string) []string {
	tokens := viet.Tokenize(viet.Lower(viet.Normalize(text)))
	out := make([]string, len(tokens))
	for i, t := range tokens {
		out[i] = t.Text
	}
	return out
}

// plainText leaves out the markup of a page, with a space for each tag or none.
func plainText(page, space string) string {
	var b strings.Builder
	for page != "" {
		text, rest, _ := strings.Cut(page, "<")
		b.WriteString(text)
		b.WriteString(space)
		_, page, _ = strings.Cut(rest, ">")
	}
	return b.String()
}

func TestPhrases(t *testing.T) {
	p := make(phrases)
	p.add("thủ tục hành chính")
	p.add("thủ tục")
	p.add("khai sinh")
	p.see("Thủ tục – hành chính; khai báo")
	if want := [][]string{{"khai", "sinh"}}; len(p) != 1 || !slices.EqualFunc(p["khai"], want, slices.Equal) {
		t.Errorf("left %v, want %v", p, want)
	}
}

// TestTermsOccur reads the official code, the procedures and the laws beside
// them: every term that the tables name must stand there, word beside word.
func TestTermsOccur(t *testing.T) {
	if testing.Short() {
		t.Skip("đọc cả Bộ Pháp điển: bỏ qua khi -short")
	}
	data := corpustest.SharedData(t)
	missing := make(phrases)
	terms := make(map[string]bool)
	for _, table := range []string{abbreviationTable, everydayTable} {
		for _, r := range rows(table, 1) {
			for _, w := range r.words {
				if !terms[w] {
					terms[w] = true
					missing.add(w)
				}
			}
		}
	}
	archives := []string{filepath.Join(data, "procedures", "tthc_dvcqg.zip"), filepath.Join(data, "phapdien", "BoPhapDienDienTu.zip")}
	laws, err := filepath.Glob(filepath.Join(data, "documents", "docx", "*.docx"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(laws, archives...) {
		seeAll(t, file, missing)
	}
	for _, first := range sortedKeys(missing) {
		for _, key := range missing[first] {
			t.Errorf("%q stands in no text", strings.Join(key, " "))
		}
	}
	t.Logf("%d terms looked for", len(terms))
}

// seeAll shows missing the text of every page, record and law in an archive.
func seeAll(t *testing.T, file string, missing phrases) {
	t.Helper()
	r, err := zip.OpenReader(file)
	if err != nil {
		t.Skip(err)
	}
	defer r.Close()
	for _, f := range r.File {
		if missing.none() {
			return // the rest of 150 MB can tell no more
		}
		text := ""
		switch name := f.Name; {
		case strings.HasPrefix(name, "demuc/"):
			text = plainText(readFile(t, f), " ")
		case strings.HasSuffix(name, ".json"):
			text = strings.ReplaceAll(readFile(t, f), `\n`, " ")
		case name == "word/document.xml":
			xml := strings.ReplaceAll(readFile(t, f), "</w:p>", "\n")
			text = plainText(xml, "") // a word may be split between runs
		default:
			continue
		}
		missing.see(text)
	}
}

func readFile(t *testing.T, f *zip.File) string {
	t.Helper()
	rc, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer rc.Close()
	b, err := io.ReadAll(rc)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
