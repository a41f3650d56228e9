package quality

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/trolycongvu/congvu/corpus"
)

// Comparison is how far two readings of one document agree, article by article.
type Comparison struct {
	Document corpus.DocumentID `json:"document"`
	Name     string            `json:"name"`
	Readings [2]string         `json:"readings"` // the sources
	Articles int               `json:"articles"` // that both hold
	Agree    int               `json:"agree"`    // of them, in every letter
	// Amended are articles of the consolidated reading that later acts reworded:
	// they may differ, and are not among Articles.
	Amended     int          `json:"amended,omitempty"`
	OnlyOne     []string     `json:"only_one,omitempty"` // keys that only one reading holds
	Differences []Difference `json:"differences,omitempty"`
}

// Difference is the first place where two readings of an article part.
type Difference struct {
	Article string    `json:"article"` // key
	Words   [2]string `json:"words"`   // some words around it, of each reading
}

// Compare holds two readings of one document against each other. Spaces, case,
// punctuation and the old or new placing of tone marks make no difference.
func Compare(a, b corpus.Document) Comparison {
	c := Comparison{Document: a.ID, Name: a.Name(), Readings: [2]string{a.Source.Name, b.Source.Name}}
	other := make(map[string]corpus.Article, len(b.Articles))
	for _, art := range b.Articles {
		other[art.Key] = art
	}
	for _, art := range a.Articles {
		twin, ok := other[art.Key]
		if !ok {
			c.OnlyOne = append(c.OnlyOne, art.Key)
			continue
		}
		delete(other, art.Key)
		if reworded(art) || reworded(twin) {
			c.Amended++
			continue
		}
		c.Articles++
		diff, same := compareArticles(art, twin)
		if same {
			c.Agree++
			continue
		}
		c.Differences = append(c.Differences, diff)
	}
	for _, art := range b.Articles {
		if _, left := other[art.Key]; left {
			c.OnlyOne = append(c.OnlyOne, art.Key)
		}
	}
	return c
}

// reworded tells whether the article carries amendments that change words.
func reworded(a corpus.Article) bool {
	return slices.ContainsFunc(a.Amendments, corpus.Amendment.Rewords)
}

// compareArticles holds the letters of two articles against each other.
func compareArticles(a, b corpus.Article) (Difference, bool) {
	x, y := lettersOf(a), lettersOf(b)
	if string(x.letters) == string(y.letters) {
		return Difference{}, true
	}
	i := 0
	for i < len(x.letters) && i < len(y.letters) && x.letters[i] == y.letters[i] {
		i++
	}
	return Difference{Article: a.Key, Words: [2]string{x.around(i), y.around(i)}}, false
}

// lettered is a text and its letters and digits alone, each with its place.
type lettered struct {
	text    string
	letters []rune
	at      []int
}

// passed is the sentence at the end of a law that says when it was passed. Some
// readings have it in the last article, some behind it.
var passed = regexp.MustCompile(`\n\P{L}*(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết) này (?:đã )?được (?:Quốc hội|Ủy ban [Tt]hường vụ)[^\n]*thông qua[^\n]*\s*$`)

func lettersOf(a corpus.Article) lettered {
	text := a.Text()
	if a.Heading != "" && !strings.Contains(text, a.Heading) {
		text = a.Heading + "\n" + text
	}
	l := lettered{text: norm.NFC.String(passed.ReplaceAllString(text, ""))}
	var tones []rune // of the vowels being read: hoà and hòa are one
	for i, r := range l.text {
		base, tone := splitTone(unicode.ToLower(r))
		if !strings.ContainsRune("aăâeêioôơuưy", base) {
			l.add(i, tones...)
			tones = tones[:0]
		}
		if unicode.IsLetter(base) || unicode.IsDigit(base) {
			l.add(i, base)
		}
		if tone != 0 {
			tones = append(tones, tone)
		}
	}
	l.add(len(l.text), tones...)
	return l
}

func (l *lettered) add(at int, runes ...rune) {
	for _, r := range runes {
		l.letters, l.at = append(l.letters, r), append(l.at, at)
	}
}

// splitTone takes the tone mark, one of five, off a vowel.
func splitTone(r rune) (base, tone rune) {
	if r < utf8.RuneSelf {
		return r, 0
	}
	var kept []rune
	for _, m := range norm.NFD.String(string(r)) {
		switch m {
		case '\u0300', '\u0301', '\u0303', '\u0309', '\u0323':
			tone = m
		default:
			kept = append(kept, m)
		}
	}
	base, _ = utf8.DecodeRuneInString(norm.NFC.String(string(kept)))
	return base, tone
}

// aroundRunes is how much of the text a difference shows to each side.
const aroundRunes = 40

// around is the text about its i-th letter.
func (l lettered) around(i int) string {
	at := len(l.text)
	if i < len(l.at) {
		at = l.at[i]
	}
	before, after := []rune(l.text[:at]), []rune(l.text[at:])
	before = before[max(0, len(before)-aroundRunes):]
	after = after[:min(len(after), aroundRunes)]
	return strings.Join(strings.Fields(string(before)+"▸"+string(after)), " ")
}
