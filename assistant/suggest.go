package assistant

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/assistant/passage"
	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// maxAlso is how many further provisions stand beside the first.
const maxAlso = 2

// alsoLimit bounds, in bytes, what is quoted of each.
const alsoLimit = 420

// alsoSay adds a line each from further provisions that match nearly as well,
// the highest legal force first.
func (d *draft) alsoSay(units []unit, best float64, in *inquiry) {
	added := 0
	for _, u := range byForce(units) {
		if added == maxAlso || u.worth < best+math.Log(closeScore) || d.cites(u) {
			continue
		}
		choice := passage.Choose(u.article, in.question, alsoLimit)
		if len(choice.Lead.Lines) == 0 {
			continue
		}
		r := reading{document: u.document, article: u.article}
		d.quote(u.place()+": “"+also(choice, passage.Text(u.article))+"”", false, d.citePassage(r, choice.Lead))
		d.warnOf(r, in.past)
		added++
	}
}

// also is a choice on one line, an ellipsis wherever the article's text goes on.
func also(c passage.Choice, text string) string {
	lines := c.Lead.Lines
	if len(c.Lead.Intro) > 0 {
		lines = append([]string{hang(c.Lead, 0)}, lines[1:]...)
	}
	for _, p := range c.Rest {
		for _, l := range p.Lines {
			if !strings.Contains(text, lines[len(lines)-1]+"\n"+l) {
				lines = append(lines, passage.Ellipsis)
			}
			lines = append(lines, l)
		}
	}
	line := strings.Join(lines, " ")
	if (c.Omitted > 0 || c.Lead.Shortened) && !strings.HasSuffix(line, passage.Ellipsis) {
		line += " " + passage.Ellipsis
	}
	return line
}

// place names a unit shortly.
func (u unit) place() string { return nearUnit(u).Place }

// cites tells whether the article is quoted already.
func (d *draft) cites(u unit) bool {
	link := ArticleLink(u.document.ID, u.article.Key)
	for _, c := range d.answer.Citations {
		if c.Link == link {
			return true
		}
	}
	return false
}

// suggestAround offers what lies next to the answer: further provisions found,
// and a procedure for a rule, or a rule for a procedure.
func (a *Assistant) suggestAround(d *draft, provisions, procedures []unit, in *inquiry) {
	if card := d.answer.Procedure; card != nil {
		if p := card.Name; in.question.Field != question.FieldNone {
			next := question.FieldDossier
			if in.question.Field == next {
				next = question.FieldDeadline
			}
			d.suggest(sayf(askField, fieldNames[next], firstWords(p, 18)))
		}
		for _, u := range provisions {
			if u.hit.Coverage >= insideCoverage {
				d.suggest(askAbout(nearUnit(u)))
				break
			}
		}
		return
	}
	for _, u := range provisions {
		if !d.cites(u) && u.hit.Coverage >= insideCoverage {
			d.suggest(askAbout(nearUnit(u)))
		}
	}
	for _, u := range procedures {
		if u.hit.Coverage >= insideCoverage {
			d.suggest(sayf(askField, fieldNames[question.FieldDossier], firstWords(u.procedure.Name, 18)))
			break
		}
	}
	d.suggestAmending()
}

// askAbout names a provision with its heading, so that asking it shows just that.
func askAbout(n Nearest) string {
	if n.Title == "" {
		return sayf(askArticle, n.Place)
	}
	return sayf(askHeading, n.Place, n.Title)
}

// suggestAmending offers the provision that amended the one quoted.
func (d *draft) suggestAmending() {
	if len(d.answer.Citations) == 0 {
		return
	}
	for _, ref := range d.amending {
		d.suggest(sayf(askArticle, viet.Capital(ref.String())))
	}
}

// suggestFields offers the other fields of a procedure.
func (d *draft) suggestFields(p corpus.Procedure, asked question.Field) {
	for _, f := range overviewFields {
		if f != asked && len(fieldLines(p, f)) > 0 {
			d.suggest(sayf(askField, fieldNames[f], p.Code))
		}
	}
}

// suggestNext offers the clause after the one quoted, or the article after it.
func (a *Assistant) suggestNext(ctx context.Context, d *draft, p place, art corpus.Article) {
	ref := corpus.Ref{Article: art.Label}
	if p.ref.Clause != "" {
		clauses := passage.Clauses(art)
		if i := slices.Index(clauses, p.ref.Clause); i >= 0 && i+1 < len(clauses) {
			d.suggest(placeIn(p.document, corpus.Ref{Article: art.Label, Clause: clauses[i+1]}))
		}
		d.suggest(placeIn(p.document, ref))
	}
	if next, ok := nextLabel(art.Label); ok {
		if _, err := a.corpus.Article(ctx, p.document.ID, next); err == nil {
			d.suggest(placeIn(p.document, corpus.Ref{Article: next}))
		}
	}
	d.suggestAmending()
}

// nextLabel is the number after an article's, for labels that are numbers.
func nextLabel(label string) (string, bool) {
	n, err := strconv.Atoi(label)
	return strconv.Itoa(n + 1), err == nil
}

// byForce orders units by legal force, keeping their order otherwise.
func byForce(units []unit) []unit {
	out := slices.Clone(units)
	slices.SortStableFunc(out, func(x, y unit) int { return y.document.Force() - x.document.Force() })
	return out
}
