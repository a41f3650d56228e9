package assistant

import (
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/assistant/passage"
	"github.com/trolycongvu/congvu/corpus"
)

// maxWarnings bounds what stands below an answer.
const maxWarnings = 6

// draft is an answer being made.
type draft struct {
	answer   Answer
	day      corpus.Date
	amending []corpus.Ref // what reworded the provisions quoted
	readings []reading    // the articles quoted, in order
	found    []unit       // what was found for the question, best first
	conflict bool         // two of the provisions quoted disagree
	lasting  []string     // warnings that hold however the answer is worded
	trace    *trace
}

func newDraft(question string, day corpus.Date) *draft {
	return &draft{day: day, trace: &trace{}, answer: Answer{
		Status: StatusAnswered, Mode: ModeExtractive, Question: question, AsOf: day,
		Sentences: []Sentence{}, Citations: []Citation{}, Warnings: []string{}, Suggestions: []string{}, Nearest: []Nearest{},
	}}
}

// lead is the words of a cited text that answer, empty when the draft has none.
func (d *draft) lead() string {
	for _, s := range d.answer.Sentences {
		if s.Lead && s.Quoted {
			return s.Text
		}
	}
	return ""
}

// refuse makes the answer one sentence without a source.
func (d *draft) refuse(status Status, text string) Answer {
	d.answer.Status = status
	d.note(text)
	return d.finish()
}

// note says something about the search itself.
func (d *draft) note(text string) {
	d.answer.Sentences = append(d.answer.Sentences, Sentence{Text: text, Citations: []int{}})
}

// quote says words of a cited text.
func (d *draft) quote(text string, lead bool, n int) {
	d.answer.Sentences = append(d.answer.Sentences, Sentence{Text: text, Citations: []int{n}, Lead: lead, Quoted: true})
}

// tell says something about a cited text in our own words.
func (d *draft) tell(text string, lead bool, n int) {
	d.answer.Sentences = append(d.answer.Sentences, Sentence{Text: text, Citations: []int{n}, Lead: lead})
}

// warn adds a warning once.
func (d *draft) warn(text string) {
	if !slices.Contains(d.answer.Warnings, text) {
		d.answer.Warnings = append(d.answer.Warnings, text)
	}
}

// warnAlways adds a warning that does not depend on what is quoted.
func (d *draft) warnAlways(text string) {
	d.warn(text)
	d.lasting = append(d.lasting, text)
}

// suggest adds a question that may come next, once, three at most.
func (d *draft) suggest(text string) {
	if len(d.answer.Suggestions) < 3 && text != "" && !slices.Contains(d.answer.Suggestions, text) {
		d.answer.Suggestions = append(d.answer.Suggestions, text)
	}
}

// citePassage adds a passage of an article to the sources and returns its number.
// The same place has one number; what is quoted of it further joins its quote.
func (d *draft) citePassage(r reading, p passage.Passage) int {
	if !d.hasRead(r.document.ID, r.article.Key) {
		d.readings = append(d.readings, r)
	}
	c := cite(r, p, d.day)
	for i := range d.answer.Citations {
		old := &d.answer.Citations[i]
		if old.Link != c.Link || old.Clause != c.Clause || old.Point != c.Point {
			continue
		}
		switch {
		case strings.Contains(old.Quote, c.Quote):
		case strings.Contains(c.Quote, old.Quote):
			old.Quote = c.Quote
		default:
			old.Quote += "\n" + passage.Ellipsis + "\n" + c.Quote
		}
		old.Shortened = old.Shortened || c.Shortened
		return old.N
	}
	for _, m := range r.article.Amendments {
		if m.Rewords() && m.By.HasDocument() && !slices.Contains(d.amending, m.By) {
			d.amending = append(d.amending, m.By)
		}
	}
	return d.add(c)
}

// add numbers a citation.
func (d *draft) add(c Citation) int {
	c.N = len(d.answer.Citations) + 1
	d.answer.Citations = append(d.answer.Citations, c)
	return c.N
}

// partly lowers the status of an answer that does not answer all.
func (d *draft) partly() {
	if d.answer.Status == StatusAnswered {
		d.answer.Status = StatusPartlyAnswered
	}
}

// finish closes the draft: what every answer must say of its sources is said.
func (d *draft) finish() Answer {
	a := &d.answer
	scanned := 0.0 // the least confidence
	for _, c := range a.Citations {
		if sure := c.Source.Confidence; sure > 0 && (scanned == 0 || sure < scanned) {
			scanned = sure
		}
		if c.Digest {
			d.warn(warnDigest)
		}
		if c.Shortened {
			d.warn(warnShortened)
		}
	}
	if scanned > 0 {
		d.warn(sayf(warnScan, 100*scanned))
	}
	a.Warnings = a.Warnings[:min(len(a.Warnings), maxWarnings)]
	return *a
}
