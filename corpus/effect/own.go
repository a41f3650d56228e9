package effect

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// ownSpan is when one place of a document is in force, by its own clause.
type ownSpan struct {
	place       corpus.Ref // no article: the document
	from, until corpus.Date
	partly      bool // "quy định về … tại Điều 5": some of it
	by          corpus.Ref
	words       string
	except      string
	budget      int // from the beginning of that budget year
}

var (
	ownClause = regexp.MustCompile(`^(.+?) (?:bắt đầu |sẽ )?(?:có hiệu lực|có hiêu lực|được áp dụng|áp dụng|được thực hiện|thực hiện)(?: thi hành)?,? ((?:kể )?(?:từ|vào|sau|đến|trước|cho đến) .+)$`)
	ownWhole  = regexp.MustCompile(`^(?:` + thisDoc + `)(?: này)?$`)
	ownLead   = regexp.MustCompile(`^(?:Riêng |Các |Những |Nội dung |các |nội dung |[Qq]uy định tại |[Qq]uy định của |tại )*$`)
	ownPart   = regexp.MustCompile(`^(?:Riêng |Các |Những |Nội dung |Một số )*(?:quy định|Quy định|nội dung|Việc|việc)`)
	// untilWords is an end that stands right behind the start, or alone; other days
	// in the sentence belong to something else.
	untilWords = regexp.MustCompile(`^(?:(?:(?:kể )?(?:từ|vào)|sau) [^.;,]{4,70}?,?(?: và)?(?: có hiệu lực(?: thi hành)?)? )?(?:cho )?(đến (?:hết |trước )?ngày\s+` + dayPattern + `)`)
	fullStop   = regexp.MustCompile(`\.\s+\p{Lu}`)
	fromWord   = regexp.MustCompile(`^(?:kể )?(?:từ|vào|sau) `)
	noPlace    = regexp.MustCompile(`(?:Chương|Mục|Phần|Phụ lục) `)
)

// ownSpans reads from a sentence since when, or until when, the document or
// places of it are in force. self is the place of the sentence.
func ownSpans(s string, self corpus.Ref, issued corpus.Date) []ownSpan {
	m := ownClause.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return nil
	}
	span := ownSpan{by: self, words: s, except: exceptionOf(m[2])}
	words := m[2]
	if span.except != "" {
		words = words[:strings.Index(words, span.except)]
	}
	if fromWord.MatchString(words) {
		span.from = firstDay(fromWord.ReplaceAllString(words, ""), issued)
		if strings.HasPrefix(words, "sau ") {
			span.from = firstDay(words, issued)
		}
	}
	if b := budgetYear.FindStringSubmatch(words); b != nil && ownWhole.MatchString(m[1]) {
		span.budget = atoi(b[1])
		span.place, span.from = corpus.Ref{}, 0
		return []ownSpan{span}
	}
	if m := untilWords.FindStringSubmatch(words); m != nil {
		span.until = endDay(m[1])
	}
	if span.from.IsZero() && span.until.IsZero() {
		return nil
	}
	if ownWhole.MatchString(m[1]) {
		return []ownSpan{span}
	}
	return span.of(m[1], self)
}

// allSentences cuts text behind every full stop.
func allSentences(text string) []string {
	var out []string
	for {
		m := fullStop.FindStringIndex(text)
		if m == nil {
			return append(out, text)
		}
		out = append(out, text[:m[0]+1])
		text = strings.TrimLeft(text[m[0]+1:], " ")
	}
}

// of gives the span to the places that the subject names.
func (s ownSpan) of(subject string, self corpus.Ref) []ownSpan {
	refs := corpus.FindRefs(subject, self)
	if len(refs) == 0 || len(subject) > 900 {
		return nil
	}
	lead := subject[:refs[0].Start]
	switch {
	case ownLead.MatchString(lead):
	case ownPart.MatchString(lead):
		s.partly = true
	default:
		return nil
	}
	var out []ownSpan
	end := refs[0].Start
	for _, f := range refs {
		if f.Ref.Article == "" || !sameOwn(f.Ref, self) {
			return nil
		}
		gap := subject[min(end, f.Start):f.Start]
		if !plainJoint.MatchString(gap) && !noPlace.MatchString(gap) {
			return out
		}
		s.place = corpus.Ref{Article: f.Ref.Article, Clause: f.Ref.Clause, Point: f.Ref.Point}
		out = append(out, s)
		end = f.End
	}
	return out
}

// sameOwn tells whether the ref lies in the document of self.
func sameOwn(r, self corpus.Ref) bool {
	if r.Number != "" || self.Number != "" {
		return r.Number.Key() == self.Number.Key()
	}
	return r.Title == self.Title
}

// remark says in the words of a note since when a part of an article is in force.
func (s ownSpan) remark() string {
	return s.place.Place() + " có hiệu lực thi hành từ ngày " + s.from.Vietnamese()
}
