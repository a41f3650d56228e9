package basis

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// match is the document that a citation means, with what differs.
type match struct {
	document *corpus.Document // nil when the corpus has none
	faults   []Fault
	notes    []string
}

// resolve finds the document that a citation means: by its number, unless title and
// date both speak for another one; without a number by title and date.
func (k *check) resolve(ctx context.Context, c citation) (match, error) {
	if c.ref.Kind == corpus.KindConstitution {
		return k.constitution(ctx, c)
	}
	if c.ref.Number == "" {
		return k.byTitle(c), nil
	}
	numbered, err := k.corpus.FindRef(ctx, corpus.Ref{Kind: c.ref.Kind, Number: c.ref.Number})
	if err != nil {
		return match{}, err
	}
	if len(numbered) == 0 && c.ref.Kind != "" && !c.ref.Number.Incomplete() {
		if numbered, err = k.corpus.FindRef(ctx, corpus.Ref{Number: c.ref.Number}); err != nil {
			return match{}, err
		}
	}
	numbered = present(numbered)
	if c.names(numbered) { // the number is that of the law which an amending law changes
		c.ref.Number = ""
		return k.byTitle(c), nil
	}
	switch {
	case len(numbered) == 0:
		return k.misnumbered(c), nil
	case len(numbered) > 1:
		numbered = k.closest(numbered, c)
		if len(numbered) > 1 && c.ref.Number.Incomplete() {
			return match{notes: []string{fmt.Sprintf(saidSeveral, len(numbered), c.ref.Number)}}, nil
		}
	}
	return k.judge(c, numbered[0]), nil
}

// names tells whether the title cited ends with the name of the law that has the
// number: "Luật sửa đổi, bổ sung một số điều của Luật Quảng cáo số 16/2012/QH13".
func (c citation) names(docs []corpus.Document) bool {
	title := titleWords(c.title)
	if !changes(c.title) {
		return false
	}
	return slices.ContainsFunc(docs, func(d corpus.Document) bool {
		own := titleWords(titleOf(d))
		n := len(title) - len(own)
		return n > 0 && len(own) > 0 && slices.Equal(title[n:], own)
	})
}

// present leaves out what its source no longer holds, unless all is such.
func present(docs []corpus.Document) []corpus.Document {
	kept := slices.DeleteFunc(slices.Clone(docs), func(d corpus.Document) bool { return !d.Withdrawn.IsZero() })
	if len(kept) == 0 {
		return docs
	}
	return kept
}

// closest keeps the documents that agree best with the kind, date and title cited.
func (k *check) closest(docs []corpus.Document, c citation) []corpus.Document {
	score := func(d corpus.Document) int {
		n := 0
		if d.Kind == c.ref.Kind {
			n++
		}
		if !c.date.IsZero() && d.Issued == c.date {
			n += 2
		}
		if c.title != "" && titleLike(c, d) > 0.8 {
			n += 4
		}
		return n
	}
	best := -1
	for _, d := range docs {
		best = max(best, score(d))
	}
	return slices.DeleteFunc(slices.Clone(docs), func(d corpus.Document) bool { return score(d) < best })
}

// judge compares a citation with the document of its number.
func (k *check) judge(c citation, d corpus.Document) match {
	t := compareTitle(c, d)
	dateWrong := !d.Issued.IsZero() && (c.badDate || !c.date.IsZero() && c.date != d.Issued)
	if other, ok := k.otherwise(c, d, t, dateWrong); ok {
		return match{document: &other, faults: []Fault{{FaultNumber, fmt.Sprintf(saidNumberOf, other.Number, c.ref.Number, d.Name())}}}
	}
	if local(d.Number) && (t.fault != "" && t.like < sameTitle || dateWrong) {
		return match{notes: []string{fmt.Sprintf(saidShared, c.ref.Number)}}
	}
	if t.fault != "" && t.like < sameTitle && c.ref.Kind != "" && c.ref.Kind != d.Kind && sharesSeries(c.ref.Kind, d.Kind) {
		return match{} // a law and a resolution of one number
	}
	if c.kindless && (t.fault != "" || dateWrong) { // the end of a number that was broken
		return match{}
	}
	m := match{document: &d, notes: t.notes}
	switch {
	case c.borrowed:
		return m
	case t.fault != "" && t.like < otherTitle && (c.date.IsZero() || dateWrong): // numbers have been given twice: 01/2022/NĐ-CP
		m.faults = []Fault{{FaultOther, fmt.Sprintf(saidOther, d.Number, d.Ref().Official(&d))}}
		return m
	}
	if text := kindFault(c, d); text != "" {
		m.faults = append(m.faults, Fault{FaultKindName, text})
	}
	if t.fault != "" {
		m.faults = append(m.faults, Fault{FaultTitle, t.fault})
	}
	if dateWrong {
		m.faults = append(m.faults, Fault{FaultDate, fmt.Sprintf(saidDate, d.Issued.Vietnamese())})
	}
	if text := issuerFault(c, d); text != "" {
		m.faults = append(m.faults, Fault{FaultIssuer, text})
	}
	if year := c.ref.Year; year != 0 && d.Issued.Year() != 0 && year != d.Issued.Year() && year != d.Number.Year() {
		m.faults = append(m.faults, Fault{FaultDate, fmt.Sprintf(saidYear, d.Issued.Year())})
	}
	return m
}

// sameTitle is the likeness from which two titles are taken for one that was
// miswritten.
const sameTitle = 0.5

// otherTitle is the likeness below which two titles are of two documents.
const otherTitle = 0.35

// otherwise tells whether title and date speak for another document than the number.
func (k *check) otherwise(c citation, d corpus.Document, t titleFinding, dateWrong bool) (corpus.Document, bool) {
	if t.fault == "" || c.title == "" {
		return d, false
	}
	for _, o := range k.cat.titled(c.title, c.ref.Kind) {
		dated := c.date.IsZero() || o.Issued == c.date
		if o.ID != d.ID && dated && (dateWrong || c.date.IsZero() && t.like < sameTitle) {
			return o, true
		}
	}
	return d, false
}

// local tells whether several offices use the number: those of provinces and
// communes, and numbers without a year.
func local(n corpus.Number) bool {
	key := n.Key()
	return n.Year() == 0 || strings.Contains(key, "UBND") || strings.Contains(key, "HDND")
}

// sharesSeries tells whether acts of both kinds bear numbers of one form.
func sharesSeries(a, b corpus.Kind) bool {
	series := func(k corpus.Kind) bool { return byTitle(k) || k == corpus.KindResolution }
	return series(a) && series(b)
}

// misnumbered looks for the document that a number not in the corpus was meant for.
func (k *check) misnumbered(c citation) match {
	if c.title == "" {
		return match{}
	}
	var near []corpus.Document
	for _, d := range k.cat.titled(c.title, c.ref.Kind) {
		switch {
		case d.Number == "":
		case !c.date.IsZero() && d.Issued == c.date,
			byTitle(d.Kind) && c.date.IsZero() && c.ref.Number.Year() == d.Number.Year(),
			c.date.IsZero() && c.ref.Number.Year() == d.Number.Year() && oneSlip(c.ref.Number.Key(), d.Number.Key()):
			return match{document: &d, faults: []Fault{{FaultNumber, fmt.Sprintf(saidNumber, d.Number)}}}
		default:
			near = append(near, d)
		}
	}
	const miswritten = 0.85
	for _, d := range k.cat.byDate[c.date] { // none of the zero date
		if alike(c.ref.Kind, d.Kind) && oneSlip(c.ref.Number.Key(), d.Number.Key()) && titleLike(c, d) > miswritten {
			m := k.judge(c, d)
			m.faults = append([]Fault{{FaultNumber, fmt.Sprintf(saidNumber, d.Number)}}, m.faults...)
			return m
		}
	}
	if len(near) == 1 {
		return match{notes: []string{fmt.Sprintf(saidNear, near[0].Ref().Official(&near[0]))}}
	}
	return match{}
}

// oneSlip tells whether b is a with one character more, less or other, or with two
// neighbours exchanged.
func oneSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 || a == b {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	return a[i+1:] == b[i+1:] || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// byTitle finds an act that is cited by title alone, by its date where it has one.
func (k *check) byTitle(c citation) match {
	docs := present(k.cat.titled(c.title, c.ref.Kind))
	if len(docs) == 0 {
		return match{}
	}
	year := c.ref.Year
	slices.SortStableFunc(docs, func(a, b corpus.Document) int { return int(b.Issued) - int(a.Issued) })
	for _, d := range docs {
		if !c.date.IsZero() && d.Issued == c.date || c.date.IsZero() && year != 0 && (d.Issued.Year() == year || d.Number.Year() == year) {
			return k.judge(c, d)
		}
	}
	switch {
	case c.date.IsZero() && year == 0:
		if d, ok := k.meant(docs); ok {
			return k.judge(c, d)
		}
	case c.date.IsZero():
	default:
		for _, d := range docs { // no two acts of one title came in one year, nor on one day of two years
			if d.Issued.Year() == c.date.Year() || int(d.Issued)%10000 == int(c.date)%10000 {
				return k.judge(c, d)
			}
		}
	}
	return match{notes: []string{fmt.Sprintf(saidNear, docs[0].Ref().Official(&docs[0]))}}
}

// meant is the act of a title that a citation without a date means: the last one in
// effect on the day, or else the last one issued before it; docs are the newest first.
func (k *check) meant(docs []corpus.Document) (corpus.Document, bool) {
	for _, in := range []func(corpus.Document) bool{
		func(d corpus.Document) bool { return d.Issued <= k.day && d.Effective <= k.day },
		func(d corpus.Document) bool { return d.Issued <= k.day },
	} {
		if i := slices.IndexFunc(docs, in); i >= 0 {
			return docs[i], true
		}
	}
	return corpus.Document{}, false
}

// constitution finds the Hiến pháp that is meant.
func (k *check) constitution(ctx context.Context, c citation) (match, error) {
	found, err := k.corpus.FindRef(ctx, corpus.Ref{Kind: corpus.KindConstitution, Title: string(corpus.KindConstitution)})
	for _, d := range found {
		if c.ref.Year == 0 || d.Issued.Year() == c.ref.Year {
			return match{document: &d}, err
		}
	}
	return match{}, err
}
