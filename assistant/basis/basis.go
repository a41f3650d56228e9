// Package basis checks the legal basis of a draft: every căn cứ that it names and
// every document and place that its text refers to is held against the corpus.
//
// Of each citation it is told whether the corpus has the document under that
// number, title, date, issuer and kind, whether the Điều, khoản or điểm is there,
// and how it stands on the day of the draft; with the line as it should read. What
// the corpus does not have is "ngoài kho", neither right nor wrong: a missing place
// is called wrong only where the corpus holds the whole text that would have it.
//
// The rules lean to one side. Words that differ in spelling alone (NFC, tone
// placement, i and y, case, marks, "và" in lists, the form of dates) are equal, and
// two features that point to one document outweigh the third: only then is a
// citation called wrong. References inside the draft ("khoản 2 Điều này") are not
// looked at.
package basis

import (
	"context"
	"fmt"
	"sync"

	"github.com/trolycongvu/congvu/corpus"
)

// Corpus is what a Checker reads; *store.Store is one. It must be safe for
// concurrent use.
type Corpus interface {
	// Revision changes whenever the content of the corpus does.
	Revision(ctx context.Context) (int64, error)
	// Heads returns every current document without its articles.
	Heads(ctx context.Context) ([]corpus.Document, error)
	// FindRef returns the heads of the documents that ref can mean. None is no error.
	FindRef(ctx context.Context, ref corpus.Ref) ([]corpus.Document, error)
	// Document returns a document with its articles.
	Document(ctx context.Context, id corpus.DocumentID) (corpus.Document, error)
}

// Checker checks drafts. It is safe for concurrent use.
type Checker struct {
	corpus Corpus
	mu     sync.Mutex
	held   *catalogue
}

// New returns a Checker over a corpus.
func New(c Corpus) *Checker { return &Checker{corpus: c} }

// check is one draft being checked.
type check struct {
	*Checker
	cat   *catalogue
	draft Draft
	day   corpus.Date // on which the citations must stand: that of the draft when it has one
	today corpus.Date
	whole map[corpus.DocumentID]corpus.Document // read so far
	told  told
}

// Check holds every citation of the draft against the corpus. today is the day on
// which the check is made; a draft without a date of its own is judged by it.
// Nothing of the draft is kept.
func (c *Checker) Check(ctx context.Context, draft Draft, today corpus.Date) (Report, error) {
	cat, err := c.catalogue(ctx)
	if err != nil {
		return Report{}, err
	}
	k := &check{Checker: c, cat: cat, draft: draft, day: draft.Date, today: today, whole: map[corpus.DocumentID]corpus.Document{}}
	if k.day.IsZero() {
		k.day = today
	}
	r := Report{
		Draft: draft.Name, Kind: draft.Kind, Number: draft.Number, Date: draft.Date, AsOf: k.day, Today: today,
		Lines: []Line{}, Warnings: append([]string{}, draft.Warnings...),
	}
	cited := draft.citations()
	k.told = tellOf(cited)
	for _, found := range cited {
		if err := ctx.Err(); err != nil {
			return Report{}, err
		}
		line, err := k.line(ctx, found)
		if err != nil {
			return Report{}, fmt.Errorf("dòng %d: %w", found.line, err)
		}
		line.N = len(r.Lines) + 1
		r.Lines = append(r.Lines, line)
	}
	r.count()
	return r, nil
}

// line judges one citation.
func (k *check) line(ctx context.Context, c citation) (Line, error) {
	l := Line{Text: c.text, Part: c.part, Line: c.line, Page: c.page, Times: c.times, Faults: []Fault{}, Notes: []string{}}
	c = k.completed(c)
	m, err := k.resolve(ctx, c)
	if err != nil {
		return l, err
	}
	if m.document == nil {
		l.Verdict = VerdictOutside
		l.Evidence = saidOutside
		l.Notes = append(l.Notes, m.notes...)
		return l, nil
	}
	l.of(*m.document)
	l.Faults, l.Notes = append(l.Faults, m.faults...), append(l.Notes, m.notes...)
	k.standing(&l, *m.document, c)
	if err := k.places(ctx, &l, *m.document, c); err != nil {
		return l, err
	}
	l.Corrected = k.corrected(ctx, c, *m.document, l)
	l.settle()
	return l, nil
}
