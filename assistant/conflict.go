package assistant

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// sameMatter is the share of the words around two values from which they are taken to
// be values of one thing.
const sameMatter = 0.75

// ruled is a value that a cited provision sets.
type ruled struct {
	citation int    // index of Answer.Citations
	value    string // "30 ngày"
	unit     string
	words    []string // folded, of the sentence without the value
}

var duration = regexp.MustCompile(`(?i)(\d{1,4})\s*(ngày làm việc|ngày|tháng|năm|giờ|tuổi)(?:\PL|$)`)

// nameConflicts says when two provisions that the answer quotes from different
// documents set different values for the same thing, and which of them has the higher
// legal force and which is the later. It is careful: each must say it in one sentence
// with one value, of one unit, in nearly the same words.
func (a *Assistant) nameConflicts(ctx context.Context, d *draft) error {
	values := d.ruledValues()
	for i, x := range values {
		for _, y := range values[:i] {
			if !d.conflicting(x, y) {
				continue
			}
			rule, err := a.precedenceRule(ctx, d)
			if err != nil {
				return err
			}
			d.sayConflict(y, x, rule)
			return nil
		}
	}
	return nil
}

// ruledValues reads the one value that each citation's words for the answer set.
func (d *draft) ruledValues() []ruled {
	var out []ruled
	for i, c := range d.answer.Citations {
		if c.Document == nil || c.Validity.Status == ForceExpired || c.Validity.Status == ForceNotYet {
			continue
		}
		for _, s := range d.answer.Sentences {
			if !s.Quoted || !slices.Equal(s.Citations, []int{c.N}) {
				continue
			}
			if v, ok := valueIn(s.Text); ok {
				v.citation = i
				out = append(out, v)
				break
			}
		}
	}
	return out
}

// valueIn reads the only duration of a sentence, without the place that may stand
// in front of it.
func valueIn(text string) (ruled, bool) {
	if at := strings.Index(text, ": "); at >= 0 && strings.Contains(text[:at], "Điều ") {
		text = text[at+2:]
	}
	found := duration.FindAllStringSubmatchIndex(text, -1)
	if len(found) != 1 {
		return ruled{}, false
	}
	m := found[0]
	rest := text[:m[2]] + " " + text[m[5]:]
	v := ruled{value: strings.TrimLeft(text[m[2]:m[3]], "0") + " " + viet.Lower(text[m[4]:m[5]]), unit: viet.Lower(text[m[4]:m[5]])}
	v.words = question.Syllables(viet.Fold(rest))
	const least = 6 // syllables: fewer say nothing of what is counted
	return v, len(v.words) >= least
}

// conflicting tells whether two values are of one thing and differ.
func (d *draft) conflicting(x, y ruled) bool {
	one, other := d.answer.Citations[x.citation].Document, d.answer.Citations[y.citation].Document
	return one.ID != other.ID && x.unit == y.unit && x.value != y.value &&
		shareOf(x.words, y.words) >= sameMatter && shareOf(y.words, x.words) >= sameMatter
}

// sayConflict names both values and what decides between them.
func (d *draft) sayConflict(x, y ruled, rule *Citation) {
	one, other := d.answer.Citations[x.citation], d.answer.Citations[y.citation]
	line := sayf(saidConflict, x.value, one.N, y.value, other.N)
	first, second := corpus.ForceOf(one.Document.Kind, one.Document.Number), corpus.ForceOf(other.Document.Kind, other.Document.Number)
	higher, later := one, one
	if second > first {
		higher = other
	}
	if issuedOn(other) > issuedOn(one) {
		later = other
	}
	if first != second {
		line += sayf(saidHigherForce, shortCited(higher), higher.N)
	} else {
		line += saidSameForce
	}
	if issuedOn(one) != issuedOn(other) {
		line += sayf(saidLater, shortCited(later), later.N, issuedOn(later).Vietnamese())
	}
	cites := []int{one.N, other.N}
	if rule == nil {
		line += saidNoPrecedence
	} else {
		n := d.add(*rule)
		line += sayf(saidPrecedence, rule.Place, n)
		cites = append(cites, n)
	}
	d.answer.Sentences = append(d.answer.Sentences, Sentence{Text: line, Citations: cites})
	d.conflict = true
}

func issuedOn(c Citation) corpus.Date { return max(c.Document.Issued, c.Document.Effective) }

func shortCited(c Citation) string {
	return shortName(corpus.Document{Kind: c.Document.Kind, Number: c.Document.Number, Title: c.Document.Title})
}

// lawOnLaws is the name of the laws that say which of two provisions prevails.
const lawOnLaws = "luat ban hanh van ban quy pham phap luat"

// precedenceRule finds the provision on the application of legal documents in the law
// on them that is in force on the day; nil when the corpus does not hold it.
func (a *Assistant) precedenceRule(ctx context.Context, d *draft) (*Citation, error) {
	cat, err := a.catalogues.current(ctx)
	if err != nil {
		return nil, err
	}
	doc, ok := onDay(cat.byName[lawOnLaws], 0, d.day)
	if !ok || doc.Digest {
		return nil, nil //nolint:nilnil // no rule is no error
	}
	whole, err := a.corpus.Document(ctx, doc.ID)
	if err != nil {
		return nil, ignoreMissing(err)
	}
	for _, art := range whole.Articles {
		if !strings.HasPrefix(viet.Fold(art.Heading), "ap dung van ban quy pham phap luat") {
			continue
		}
		ref := art.Ref(doc)
		r := reading{document: doc, article: art}
		return &Citation{
			Ref: ref.String(), Place: ref.Official(&doc), Document: cited(doc), Article: art.Key, Heading: art.Heading, Quote: art.Text(),
			Validity: r.force(d.day), Amendments: r.amendments(), Source: sourceOf(doc, art),
			Link: ArticleLink(doc.ID, art.Key), Page: ArticlePage(doc.ID, art.Key),
		}, nil
	}
	return nil, nil //nolint:nilnil // no rule is no error
}
