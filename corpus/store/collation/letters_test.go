package collation

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/trolycongvu/congvu/corpus"
)

func article(text string) corpus.Article {
	return corpus.Article{Body: []corpus.Node{{Text: text}}}
}

func TestAlike(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"Điều 5. Thời hạn", "điều 5 – THỜI HẠN;", true},
		{"hoà giải", "hòa giải", true},
		{norm.NFD.String("Ủy ban nhân dân"), norm.NFC.String("Ủy ban nhân dân"), true},
		{"Ủy ban\n| nhân dân", "Ủy ban nhân dân", true},
		{"05 ngày", "15 ngày", false},
		{"Cơ quan", "Cơ quan A", false},
		{"日本", "日本 ", true},
		{"日本", "日", false},
	} {
		a, b := article(test.a), article(test.b)
		if got := alike(&a, &b); got != test.want {
			t.Errorf("%q and %q: got %v, want %v", test.a, test.b, got, test.want)
		}
	}
}

func TestFingerprintOf(t *testing.T) {
	text := strings.Repeat("Cơ quan có thẩm quyền quyết định. ", 30)
	one := corpus.Document{Articles: []corpus.Article{article(text), article("Hết.")}}
	two := corpus.Document{Number: "1/2020/NĐ-CP", Articles: []corpus.Article{article(strings.ToUpper(text) + "\nHết")}}
	a, ok, buf := FingerprintOf(one, nil)
	b, ok2, _ := FingerprintOf(two, buf)
	if a != b || !ok || !ok2 {
		t.Errorf("the same letters split otherwise have fingerprints %x and %x", a, b)
	}
	two.Articles[0].Body[0].Text += " 1"
	if c, _, _ := FingerprintOf(two, buf); c == a {
		t.Error("another text has the same fingerprint")
	}
	if _, ok, _ := FingerprintOf(corpus.Document{Articles: []corpus.Article{article("ngắn")}}, buf); ok {
		t.Error("a short text has a fingerprint")
	}
}

// FuzzLetters checks that folding keeps every letter and digit and nothing else.
func FuzzLetters(f *testing.F) {
	for _, s := range []string{"", "Điều 5.", "hòa\u0300 ½ ①", "日本 \xff\xfe", "ﬁ ǅ İ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1<<12 {
			return
		}
		got := appendLetters([]byte("x"), s)
		want := 0
		for _, r := range s {
			base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
			if r != utf8.RuneError && (unicode.IsLetter(base) || unicode.IsDigit(base) && (base < utf8.RuneSelf || r >= tableEnd)) {
				want++
			}
		}
		if n := utf8.RuneCount(got) - 1; n != want || got[0] != 'x' {
			t.Errorf("%q folds to %q: %d letters, want %d", s, got[1:], n, want)
		}
		if again := appendLetters(nil, string(got[1:])); string(again) != strings.ReplaceAll(string(got[1:]), "?", "") {
			t.Errorf("folding %q again gives %q", got[1:], again)
		}
	})
}
