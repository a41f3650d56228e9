package basis

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/starter"
)

// places checks the Điều, khoản and điểm of a citation.
func (k *check) places(ctx context.Context, l *Line, d corpus.Document, c citation) error {
	if len(c.places) == 0 {
		return nil
	}
	whole, ok := k.whole[d.ID]
	if !ok {
		var err error
		if whole, err = k.corpus.Document(ctx, d.ID); err != nil {
			return err
		}
		k.whole[d.ID] = whole
	}
	unsettled, err := k.unsettled(ctx, d, c)
	for _, r := range c.places {
		k.place(l, whole, r, c)
	}
	if unsettled {
		l.withdrawPlaces()
	}
	return err
}

// withdrawPlaces takes back that places are missing: the corpus only does not have them.
func (l *Line) withdrawPlaces() {
	for i, f := range l.Faults {
		if f.Kind == FaultPlace {
			place, _, _ := strings.Cut(strings.TrimPrefix(f.Text, "không có "), " (")
			l.Faults[i] = Fault{FaultAbsent, fmt.Sprintf(saidNoPlace, place) + saidOtherText}
		}
	}
}

// place checks one place. A decision and the regulation issued with it may both have
// a Điều 1: one that has the place will do.
func (k *check) place(l *Line, d corpus.Document, r corpus.Ref, c citation) {
	var named, having []corpus.Article
	for _, a := range d.Articles {
		if !strings.EqualFold(a.Label, r.Article) {
			continue
		}
		named = append(named, a)
		if _, ok := a.Find(r.Clause, r.Point); ok {
			having = append(having, a)
		}
	}
	name := corpus.Ref{Article: r.Article, Clause: r.Clause, Point: r.Point}.Place()
	switch {
	case c.supplies && len(having) == 0:
	case len(named) == 0:
		l.noArticle(d, r, name)
	case len(having) == 0:
		k.noPart(l, d, named[0], r)
	default:
		k.placeStanding(l, d, having[0], r, c)
	}
}

// noArticle says that the corpus does not have the article.
func (l *Line) noArticle(d corpus.Document, r corpus.Ref, name string) {
	if !plainNumber(r.Article) || !complete(d) {
		l.fault(FaultAbsent, fmt.Sprintf(saidNoPlace, name))
		return
	}
	l.fault(FaultPlace, fmt.Sprintf(saidArticles, name, lastArticle(d)))
}

// complete tells whether the corpus surely has all articles of a document: one that
// was imported whole from its own file, or one of the official code without gaps
// whose last article says when it takes effect or who sees to it.
func complete(d corpus.Document) bool {
	if d.Partial || d.Digest || d.Source.Name == starter.Name || len(d.Articles) == 0 {
		return false
	}
	if d.File.SHA256 != "" {
		return true
	}
	last := d.Articles[len(d.Articles)-1]
	return finalArticle.MatchString(last.Heading + "\n" + last.Text())
}

var finalArticle = regexp.MustCompile(`(?i)hiệu lực|chịu trách nhiệm (?:thi hành|thực hiện|hướng dẫn)|trách nhiệm thi hành|tổ chức thực hiện|quy định chi tiết`)

// plainNumber tells whether a label is a number alone: 6a is the label of what came
// later, with an act that the corpus may lack.
func plainNumber(label string) bool {
	_, err := strconv.Atoi(label)
	return err == nil
}

// lastArticle is the highest number among the articles.
func lastArticle(d corpus.Document) int {
	last := 0
	for _, a := range d.Articles {
		if n, err := strconv.Atoi(a.Label); err == nil {
			last = max(last, n)
		}
	}
	return last
}

// noPart says that the article has no such khoản or điểm: as a fact when its text is
// whole, has not been reworded since the day of the draft, and shows its numbering.
func (k *check) noPart(l *Line, d corpus.Document, a corpus.Article, r corpus.Ref) {
	name := corpus.Ref{Article: r.Article, Clause: r.Clause, Point: r.Point}.Place()
	late := len(a.RewordedAfter(k.day)) > 0
	if d.Digest || late || r.Clause != "" && !plainNumber(r.Clause) || mentions(a.Text(), r) {
		l.fault(FaultAbsent, fmt.Sprintf(saidNoPlace, name))
		return
	}
	within := corpus.Ref{Article: a.Label}
	labels := labelsOf(a.Body, corpus.LevelClause)
	kind := "khoản"
	if r.Point != "" {
		if n, ok := a.Find(r.Clause, ""); ok {
			within.Clause, kind, labels = r.Clause, "điểm", labelsOf(n.Children, corpus.LevelPoint)
		}
	}
	if len(labels) == 0 {
		l.fault(FaultPlace, fmt.Sprintf(saidUndivided, name, within.Place(), kind))
		return
	}
	l.fault(FaultPlace, fmt.Sprintf(saidParts, name, within.Place(), kind, strings.Join(labels, ", ")))
}

// mentions tells whether the text shows the label in a way that its tree may have missed.
func mentions(text string, r corpus.Ref) bool {
	label := r.Point
	if label == "" {
		label = r.Clause
	}
	return regexp.MustCompile(`(?i)(?:^|[\n.;:“"])\s*` + regexp.QuoteMeta(label) + `[.)]`).MatchString(text)
}

func labelsOf(nodes []corpus.Node, level corpus.Level) []string {
	var out []string
	for _, n := range nodes {
		if n.Level == level {
			out = append(out, n.Label)
		}
	}
	return out
}

// placeStanding says how the article stands on the day: ended, suspended, reworded.
func (k *check) placeStanding(l *Line, d corpus.Document, a corpus.Article, r corpus.Ref, c citation) {
	name := corpus.Ref{Article: r.Article, Clause: r.Clause, Point: r.Point}.Place() + " "
	if v := a.InForce; v.At(k.day) == corpus.ForceExpired && assistant.ForceOf(d, corpus.Article{}, k.day).Status != assistant.ForceExpired {
		l.fault(FaultEnded, name+endedText(v.Until, v))
	}
	for _, m := range a.Amendments {
		switch {
		case m.By.IsZero() || !touches(m.Target, r) || m.Effective > k.day:
		case slices.Contains(m.Kinds, corpus.AmendSuspend):
			if m.Until.IsZero() || k.day < m.Until {
				l.fault(FaultSuspended, name+m.Describe())
			}
		case m.Rewords() && c.cites(m.By.Number):
		case m.Rewords() && a.InForce.EndedBy != nil && a.InForce.EndedBy.By == m.By: // it was said
		case m.Rewords():
			m.Target = corpus.Ref{}
			l.fault(FaultAmended, name+described(m))
		}
	}
}

// touches tells whether an act on a part of an article concerns the place cited.
func touches(target, cited corpus.Ref) bool {
	same := func(a, b string) bool { return a == "" || b == "" || strings.EqualFold(a, b) }
	return same(target.Clause, cited.Clause) && same(target.Point, cited.Point)
}
