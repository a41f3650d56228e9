package assistant

import (
	"context"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// maxPlaces bounds how many cited places one answer quotes.
const maxPlaces = 4

// place is one place that the question cites. Of documents, none is a document
// that the corpus does not hold, several are a choice for the person.
type place struct {
	ref       corpus.Ref
	documents []corpus.Document
	document  corpus.Document // documents[0] when there is one
}

func (p place) resolved() bool { return len(p.documents) == 1 }

// inside tells whether the place lies within a document, rather than being it.
func (p place) inside() bool { return p.ref.Article != "" }

// onlyDocument is the document that the whole question is about, if it cites
// one without a place in it.
func (in *inquiry) onlyDocument() corpus.DocumentID {
	if len(in.places) == 1 && in.places[0].resolved() && !in.places[0].inside() {
		return in.places[0].document.ID
	}
	return ""
}

// readPlaces finds the places that the question cites and the documents that
// they lie in, and takes their words out of the question.
func (a *Assistant) readPlaces(ctx context.Context, in *inquiry) error {
	cat, err := a.catalogues.current(ctx)
	if err != nil {
		return err
	}
	r := resolver{Assistant: a, in: in}
	r.byName, r.isNamed = cat.find(in.text)
	if r.isNamed {
		r.year, r.byName.end = yearAfter(in.text, r.byName.end)
	}
	cut := text{in.text, nil}
	for _, m := range mentionsIn(in.text) {
		p, ok, err := r.resolve(ctx, m.ref)
		if err != nil {
			return err
		}
		if ok {
			cut.remove(m.start, m.end)
			in.places = append(in.places, p)
		}
	}
	if r.isNamed {
		cut.remove(r.byName.start, r.byName.end)
	}
	if r.isNamed && !in.citesNumberOf(r.byName) {
		in.places = append(in.places, placeByName(corpus.Ref{Year: r.year}, r.byName, in.day))
	}
	in.dropRepeats()
	if rest, ok := question.PointsBack(in.text); ok && len(in.places) == 0 && in.context.document != "" {
		return a.pointBack(ctx, in, rest)
	}
	in.question = question.Parse(cut.rest())
	return nil
}

// citesNumberOf tells whether one of the acts of that name is cited by its number
// as well, which decides which of them is meant.
func (in *inquiry) citesNumberOf(n named) bool {
	return slices.ContainsFunc(in.places, func(p place) bool {
		return p.ref.Number != "" && slices.ContainsFunc(n.documents, func(d corpus.Document) bool { return p.resolved() && d.ID == p.document.ID })
	})
}

// resolver finds the documents of the places that one question cites.
type resolver struct {
	*Assistant
	in      *inquiry
	byName  named // the act that the question cites by its name
	year    int   // that follows its name
	isNamed bool
}

// resolve finds the document of one cited place. ok is false for words that cite
// nothing that can be looked up.
func (r resolver) resolve(ctx context.Context, ref corpus.Ref) (p place, ok bool, err error) {
	switch {
	case ref.Number != "":
		docs, err := r.corpus.FindRef(ctx, ref.Document())
		return newPlace(ref, current(docs)), true, err
	case ref.HasDocument() && !(r.isNamed && sameName(ref, r.byName)):
		docs, err := r.findByTitle(ctx, ref)
		if len(docs) > 0 {
			return placeByName(ref, named{documents: docs}, r.in.day), true, err
		}
		if ref.Article == "" {
			r.in.absent = append(r.in.absent, ref)
		}
		return newPlace(ref, nil), ref.Article != "", err
	case r.isNamed:
		ref.Year = max(ref.Year, r.year)
		return placeByName(ref, r.byName, r.in.day), true, nil
	case ref.Article == "":
		return place{}, false, nil
	case r.in.context.document != "":
		head, err := r.corpus.Head(ctx, r.in.context.document)
		if err != nil {
			return place{}, false, ignoreMissing(err)
		}
		r.in.understoodAs = viet.Capital(ref.String()) + " " + head.Name()
		return newPlace(ref, []corpus.Document{head}), true, nil
	}
	return newPlace(ref, nil), true, nil
}

// findByTitle looks an act up by its title; people say "Luật Lao động" for the
// Bộ luật.
func (r resolver) findByTitle(ctx context.Context, ref corpus.Ref) ([]corpus.Document, error) {
	docs, err := r.corpus.FindRef(ctx, corpus.Ref{Kind: ref.Kind, Title: ref.Title})
	if err != nil || len(docs) > 0 {
		return docs, err
	}
	switch ref.Kind {
	case corpus.KindLaw:
		ref.Kind = corpus.KindCode
	case corpus.KindCode:
		ref.Kind = corpus.KindLaw
	default:
		return nil, nil
	}
	return r.corpus.FindRef(ctx, corpus.Ref{Kind: ref.Kind, Title: ref.Title})
}

// pointBack takes "luật này", "điều đó" for what the last answer cited.
func (a *Assistant) pointBack(ctx context.Context, in *inquiry, rest string) error {
	head, err := a.corpus.Head(ctx, in.context.document)
	if err != nil {
		return ignoreMissing(err)
	}
	in.places = []place{newPlace(head.Ref(), []corpus.Document{head})}
	in.understoodAs = in.text + " (" + head.Name() + ")"
	in.question = question.Parse(rest)
	return nil
}

func newPlace(ref corpus.Ref, docs []corpus.Document) place {
	p := place{ref: ref, documents: docs}
	if len(docs) == 1 {
		p.document = docs[0]
	}
	return p
}

func placeByName(ref corpus.Ref, n named, day corpus.Date) place {
	doc, ok := onDay(n.documents, ref.Year, day)
	if !ok {
		ref.Kind, ref.Title = n.documents[0].Kind, n.documents[0].Title
		return newPlace(ref, nil)
	}
	ref.Kind, ref.Number, ref.Title, ref.Year = doc.Kind, doc.Number, doc.Title, 0
	if doc.Number != "" {
		ref.Title = ""
	}
	return newPlace(ref, []corpus.Document{doc})
}

// current leaves out documents that their source dropped, unless all are such.
func current(docs []corpus.Document) []corpus.Document {
	kept := slices.DeleteFunc(slices.Clone(docs), func(d corpus.Document) bool { return !d.Withdrawn.IsZero() })
	if len(kept) == 0 {
		return docs
	}
	return kept
}

// dropRepeats keeps each place once, and a document alone only when no place
// inside it is cited as well.
func (in *inquiry) dropRepeats() {
	var kept []place
	for i, p := range in.places {
		repeated := slices.ContainsFunc(in.places[:i], func(o place) bool { return o.ref == p.ref })
		covered := !p.inside() && slices.ContainsFunc(in.places, func(o place) bool { return o.inside() && o.document.ID == p.document.ID })
		if !repeated && !covered {
			kept = append(kept, p)
		}
	}
	in.places = kept[:min(len(kept), maxPlaces)]
}

// text is a question with some of its words taken out.
type text struct {
	whole string
	cuts  [][2]int
}

func (t *text) remove(start, end int) {
	if end > start {
		t.cuts = append(t.cuts, [2]int{start, end})
	}
}

func (t *text) rest() string {
	slices.SortFunc(t.cuts, func(a, b [2]int) int { return a[0] - b[0] })
	var b strings.Builder
	at := 0
	for _, c := range t.cuts {
		if c[0] > at {
			b.WriteString(t.whole[at:c[0]] + " ")
		}
		at = max(at, c[1])
	}
	b.WriteString(t.whole[at:])
	return strings.Join(strings.Fields(b.String()), " ")
}
