package quality

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/effect"
	"github.com/trolycongvu/congvu/corpus/store"
)

// Corpus is what is examined; *store.Store is one.
type Corpus interface {
	// Documents goes through all current documents with their articles.
	Documents(ctx context.Context) iter.Seq2[corpus.Document, error]
	// Readings lists what a document was read from; none is no error.
	Readings(ctx context.Context, id corpus.DocumentID) ([]store.Reading, error)
	// ReadingDocument is the n-th reading of a document, by Reading.N.
	ReadingDocument(ctx context.Context, id corpus.DocumentID, n int64) (corpus.Document, error)
	Graph
}

// Graph tells what documents do to each other.
type Graph interface {
	// Acts goes through what all documents do to others.
	Acts(ctx context.Context) iter.Seq2[store.Edge, error]
	// BaseDocument is a document in its own words, without what others did to it.
	BaseDocument(ctx context.Context, id corpus.DocumentID) (corpus.Document, error)
}

// Check examines the documents that only lists, all when it is empty. progress
// may be nil.
func Check(ctx context.Context, c Corpus, only []corpus.DocumentID, progress func(documents int)) (Report, error) {
	wanted := make(map[corpus.DocumentID]bool, len(only))
	for _, id := range only {
		wanted[id] = true
	}
	known := &places{articles: map[string]map[string]bool{}, shared: map[string]bool{}}
	for d, err := range c.Documents(ctx) {
		if err != nil {
			return Report{}, err
		}
		known.learn(d)
	}
	r := Report{Findings: []Finding{}}
	for d, err := range c.Documents(ctx) {
		if err != nil {
			return Report{}, err
		}
		if len(only) > 0 && !wanted[d.ID] {
			continue
		}
		r.Documents++
		r.Articles += len(d.Articles)
		r.Findings = append(r.Findings, examine(d)...)
		r.Findings = append(r.Findings, known.unresolved(d)...)
		if err := r.readings(ctx, c, d); err != nil {
			return r, err
		}
		if progress != nil {
			progress(r.Documents)
		}
	}
	if err := r.unapplied(ctx, c, wanted); err != nil {
		return r, err
	}
	r.count()
	return r, nil
}

// unapplied adds the amendments in force whose words could not be put into the
// text that they amend.
func (r *Report) unapplied(ctx context.Context, c Corpus, wanted map[corpus.DocumentID]bool) error {
	acts := make(map[corpus.DocumentID][]corpus.Amendment)
	for e, err := range c.Acts(ctx) {
		if err != nil {
			return err
		}
		if e.Document != "" && e.Amendment.Rewords() && (len(wanted) == 0 || wanted[e.Document]) {
			acts[e.Document] = append(acts[e.Document], e.Amendment)
		}
	}
	today := corpus.DateOf(time.Now())
	for _, id := range slices.Sorted(maps.Keys(acts)) {
		d, err := c.BaseDocument(ctx, id)
		if err != nil {
			return err
		}
		for _, a := range d.Articles {
			for _, failed := range effect.Apply(a, acts[id], today).Failed {
				r.Findings = append(r.Findings, Finding{
					Kind: KindUnapplied, Document: id, Name: d.Name(), Place: failed.Act.Target.Place(), File: d.File.Name, Page: a.Page,
					Text: failed.Act.By.String() + ": " + failed.Problem,
				})
			}
		}
	}
	return nil
}

// examine looks at one document alone.
func examine(d corpus.Document) []Finding {
	finding := func(k Kind, place, text string) Finding {
		return Finding{Kind: k, Document: d.ID, Name: d.Name(), File: d.File.Name, Place: place, Text: text}
	}
	var found []Finding
	for _, problem := range Numbering(d) {
		found = append(found, finding(KindNumbering, "", problem))
	}
	if !d.Digest {
		if d.Issued.IsZero() {
			found = append(found, finding(KindUndated, "", "chưa rõ ngày ban hành"))
		}
		if d.Effective.IsZero() {
			found = append(found, finding(KindUndated, "", "chưa rõ ngày có hiệu lực"))
		}
	}
	for _, a := range d.Articles {
		if len(a.Body) == 0 && a.Heading == "" {
			found = append(found, finding(KindEmpty, a.Title(), "không có nội dung"))
		}
	}
	return found
}

// readings adds what the files of a document warned of, and where they differ
// from the reading that is shown.
func (r *Report) readings(ctx context.Context, c Corpus, d corpus.Document) error {
	all, err := c.Readings(ctx, d.ID)
	if err != nil {
		return err
	}
	for _, reading := range all {
		for _, w := range reading.Warnings {
			r.Findings = append(r.Findings, Finding{
				Kind: KindWarning, Document: d.ID, Name: d.Name(), File: reading.File.Name,
				Line: w.Line, Page: w.Page, Text: w.Problem + quoted(w.Text),
			})
		}
		if reading.Chosen {
			continue
		}
		other, err := c.ReadingDocument(ctx, d.ID, reading.N)
		if err != nil {
			return err
		}
		r.compare(d, other)
	}
	return nil
}

func (r *Report) compare(d, other corpus.Document) {
	if d.Digest || other.Digest {
		return
	}
	compared := Compare(d, other)
	r.Compared = append(r.Compared, compared)
	for _, diff := range compared.Differences {
		r.Findings = append(r.Findings, Finding{
			Kind: KindDiffers, Document: d.ID, Name: d.Name(), File: other.File.Name,
			Place: corpus.Ref{Article: diff.Article}.Place(),
			Text:  fmt.Sprintf("%s: “…%s…”; %s: “…%s…”", compared.Readings[0], diff.Words[0], compared.Readings[1], diff.Words[1]),
		})
	}
}

func quoted(s string) string {
	if s == "" {
		return ""
	}
	return ": “" + s + "”"
}
