package corpus

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// titlesText lists the codes, laws and ordinances that people cite by title, one
// a line. It tells where a title ends in running text ("Luật Phí và lệ phí và
// Nghị định …"); acts that it lacks are recognised by their capitals.
//
//go:embed titles.txt
var titlesText string

// knownTitle is one line of titlesText.
type knownTitle struct {
	kind  Kind
	print string
	words []spelling
}

// spelling is a word in the forms that it is compared by.
type spelling struct {
	print string
	fold  string
	sign  string // letters with their marks, then the tone: equal for hoà and hòa
}

func spell(word string) spelling {
	return spelling{print: word, fold: fold(word), sign: sign(word)}
}

// titles holds the known titles by the fold of their first word, longest first.
var titles = buildTitles()

func buildTitles() map[string][]knownTitle {
	m := make(map[string][]knownTitle)
	for line := range strings.Lines(titlesText) {
		line = strings.TrimSpace(line)
		for _, kind := range []Kind{KindCode, KindLaw, KindOrdinance} {
			title, ok := strings.CutPrefix(line, string(kind)+" ")
			if !ok {
				continue
			}
			t := knownTitle{kind: kind, print: title}
			for w := range strings.FieldsFuncSeq(title, notWordRune) {
				t.words = append(t.words, spell(w))
			}
			m[t.words[0].fold] = append(m[t.words[0].fold], t)
			break
		}
	}
	for _, list := range m {
		slices.SortStableFunc(list, func(a, b knownTitle) int { return len(b.words) - len(a.words) })
	}
	return m
}

func notWordRune(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r)
}

// sign is the same for every placement of a syllable's tone.
func sign(word string) string {
	var letters, tones []rune
	for _, r := range norm.NFD.String(strings.ToLower(word)) {
		switch r {
		case '\u0300', '\u0301', '\u0303', '\u0309', '\u0323':
			tones = append(tones, r)
		case 'ð', 'ɖ':
			letters = append(letters, 'đ')
		default:
			letters = append(letters, r)
		}
	}
	return string(letters) + string(tones)
}

// sameWord compares a word of a text with a known one. Unmarked words match any
// marks only when the text may be unaccented.
func (s spelling) sameWord(text string, unaccented bool) bool {
	if strings.EqualFold(text, s.print) {
		return true
	}
	if fold(text) != s.fold {
		return false
	}
	if unaccented && !hasMarks(text) {
		return true
	}
	return sign(text) == s.sign
}

// shortTitles are the abbreviations by which the great codes are cited.
var shortTitles = map[string]knownTitle{
	"blds":    {kind: KindCode, print: "Dân sự"},
	"blhs":    {kind: KindCode, print: "Hình sự"},
	"blld":    {kind: KindCode, print: "Lao động"},
	"bltths":  {kind: KindCode, print: "Tố tụng hình sự"},
	"blttds":  {kind: KindCode, print: "Tố tụng dân sự"},
	"lttds":   {kind: KindCode, print: "Tố tụng dân sự"},
	"ltthc":   {kind: KindLaw, print: "Tố tụng hành chính"},
	"lxlvphc": {kind: KindLaw, print: "Xử lý vi phạm hành chính"},
	"lcbcc":   {kind: KindLaw, print: "Cán bộ, công chức"},
	"lbhxh":   {kind: KindLaw, print: "Bảo hiểm xã hội"},
}

// canonicalTitle returns the known spelling of a title.
func canonicalTitle(kind Kind, title string) string {
	key := TitleKey(title)
	first, _, _ := strings.Cut(key, " ")
	for _, t := range titles[first] {
		if t.kind == kind && TitleKey(t.print) == key {
			words := slices.Collect(strings.FieldsFuncSeq(title, notWordRune))
			if slices.EqualFunc(t.words, words, func(s spelling, w string) bool { return s.sameWord(w, true) }) {
				return t.print
			}
		}
	}
	return title
}
