// Package question reads what an official means by a question, from its words
// alone: which syllables carry its content, what sort of answer it waits for,
// which field of a procedure it names, the day it speaks of, and whether it is
// small talk, a follow-up or an attempt to command the program.
//
// Everything is a pure function over text in Unicode NFC, typed with or without
// diacritics. Nothing here looks anything up.
package question

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// Question is a question taken apart.
type Question struct {
	Text    string // as given
	Folded  string // lower case, no diacritics, single spaces
	Toned   bool   // typed with diacritics
	Content []Term // the syllables that carry content, in order
	Wants   Wants  // what the answer should contain
	Field   Field  // the field of a procedure that is named, if any
}

// Term is one content syllable. Joined tells that it stood directly after the
// content syllable before it.
type Term struct {
	Text   string // lower case, with diacritics when the question has them
	Joined bool
}

// Parse takes text apart.
func Parse(text string) Question {
	q := Question{Text: text, Toned: viet.HasTones(text)}
	lower := viet.Lower(text)
	q.Folded = viet.Fold(strings.Join(Syllables(lower), " "))
	for phrase := range strings.FieldsFuncSeq(sinceWhen.ReplaceAllString(lower, ","), breaks) {
		q.Content = append(q.Content, content(Syllables(phrase), q.Toned)...)
	}
	q.Wants = wants(q.Folded)
	q.Field = field(q.Folded)
	return q
}

// Emphasis says how much each syllable of the question counts when it is measured
// how much of the question a text contains: nothing for those that carry no
// content; those that it does not name count in full.
func (q Question) Emphasis() map[string]float64 {
	emphasis := make(map[string]float64)
	for _, s := range Syllables(q.Form(q.Text)) {
		emphasis[s] = 0
	}
	for _, t := range q.Content {
		delete(emphasis, t.Text)
	}
	return emphasis
}

// Form brings text to the form that Terms have: lower case, and folded when the
// question was typed without diacritics.
func (q Question) Form(text string) string {
	if q.Toned {
		return viet.Lower(viet.Normalize(text))
	}
	return viet.Fold(text)
}

// sinceWhen is the time from which a question looks at the law ("từ năm 2020",
// "từ tháng 7/2020"): no text of the law contains it.
var sinceWhen = regexp.MustCompile(`(?:kể từ|từ|ke tu|tu|trong)\s+(?:ngày|ngay|tháng|thang|năm|nam)\s+\d+(?:[/-]\d+)*`)

// breaks tells whether what stands on both sides of r does not belong together.
func breaks(r rune) bool { return strings.ContainsRune(",;:.?!()\"“”\n", r) }

// Syllables splits text at everything that is neither letter nor digit.
func Syllables(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// has tells whether the folded text contains one of the phrases as whole words.
func has(folded string, phrases ...string) bool {
	padded := " " + folded + " "
	for _, p := range phrases {
		if strings.Contains(padded, " "+p+" ") {
			return true
		}
	}
	return false
}
