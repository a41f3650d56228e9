package assistant

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/assistant/passage"
	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
)

// compose answers from one article: the words that answer first and marked, then
// what belongs to them.
func (d *draft) compose(r reading, in *inquiry) {
	choice := passage.Choose(r.article, in.question, passage.DefaultLimit)
	d.sayChoice(choice, r, in.question, d.citePassage(r, choice.Lead))
}

func (d *draft) sayChoice(choice passage.Choice, r reading, q question.Question, n int) {
	d.sayLead(choice.Lead, r.article, q, n)
	for _, p := range choice.Rest {
		m := d.citePassage(r, p)
		for _, line := range p.Lines {
			d.quote(line, false, m)
		}
	}
	if choice.Omitted > 0 {
		d.tell(sayf(saidOmitted, unitWord(r.article), choice.Omitted), false, n)
	}
}

// sayLead says the passage that answers. Its lead line comes first, with the
// lines it hangs on; the sentence of it that answers is marked.
func (d *draft) sayLead(p passage.Passage, art corpus.Article, q question.Question, n int) {
	if len(p.Lines) == 0 {
		d.tell(sayf(saidNoText, art.Title()), true, n)
		return
	}
	at := max(p.Lead, 0)
	if len(p.Intro) > 0 {
		d.quote(hang(p, at), true, n)
	} else {
		d.sayLine(p.Lines[at], art, q, n)
	}
	for i, line := range p.Lines {
		if i != at {
			d.quote(line, false, n)
		}
	}
}

// hang joins one line of a passage to the lines that introduce it; text between them
// is marked as left out.
func hang(p passage.Passage, at int) string {
	joint := " "
	if p.Apart || at > 0 {
		joint = " " + passage.Ellipsis + " "
	}
	return strings.Join(p.Intro, " ") + joint + p.Lines[at]
}

// anaphora begins sentences that lean on the one before them.
var anaphora = regexp.MustCompile(`(?i)^(?:\S+\s+){0,5}(?:này|đó|nêu trên|nói trên|trên đây)(?:\PL|$)`)

// sayLine says one line sentence by sentence, the one that answers first unless
// it leans on the one before it.
func (d *draft) sayLine(line string, art corpus.Article, q question.Question, n int) {
	sentences := passage.Sentences(line)
	best := passage.Best(art, q, sentences)
	if best > 0 && anaphora.MatchString(sentences[best]) {
		best = 0
	}
	d.quote(sentences[best], true, n)
	for i, s := range sentences {
		if i != best {
			d.quote(s, false, n)
		}
	}
}
