package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// documentBody fills the page of a document.
type documentBody struct {
	corpus.Document
	Place    string
	AsOf     corpus.Date
	Standing assistant.Standing
	Basis    []linked
	Changes  []effect // what ended or changed it
	Guides   []effect // what guides it or takes it into a consolidated text
	Effects  []effect // what it does to others
	Steps    stepTable
	Outline  []outlineItem
}

// linked is a name with the page of what it names, when there is one.
type linked struct {
	Text, Page string
}

// outlineItem is one line of a document's table of contents.
type outlineItem struct {
	Title string
	Begin string // first words of a unit without a heading
	Depth int
	Page  string // empty for a division
}

func (p *Pages) document(r *http.Request) (page, error) {
	ctx := r.Context()
	doc, err := p.Corpus.Document(ctx, corpus.DocumentID(r.PathValue("id")))
	if err != nil {
		return page{}, err
	}
	if assistant.Removed(doc) {
		return page{}, fmt.Errorf("%s: %w", doc.ID, store.ErrNotFound)
	}
	ref, day := doc.Ref(), p.Asker.Today()
	body := documentBody{
		Document: doc, Place: viet.Capital(ref.Official(&doc)), AsOf: day, Standing: assistant.StandingOf(doc, day),
		Steps: stepsOf(doc), Outline: outline(doc, doc.Outline(), 0),
	}
	names := namer{documents: p.Corpus, known: map[corpus.Ref]linked{}}
	for _, b := range doc.Basis {
		l, err := names.of(ctx, b)
		if err != nil {
			return page{}, err
		}
		if !slices.Contains(body.Basis, l) {
			body.Basis = append(body.Basis, l)
		}
	}
	onIt, byIt := actsOn(doc), actsOf(doc)
	for _, e := range slices.Concat(onIt, byIt) {
		if e.Other, err = names.of(ctx, e.document); err != nil {
			return page{}, err
		}
	}
	for _, e := range onIt {
		if e.changes {
			body.Changes = append(body.Changes, *e)
		} else {
			body.Guides = append(body.Guides, *e)
		}
	}
	for _, e := range byIt {
		body.Effects = append(body.Effects, *e)
	}
	return page{Template: "document", Title: doc.Name(), Body: body}, nil
}

// namer names documents as the corpus has them.
type namer struct {
	documents Documents
	known     map[corpus.Ref]linked
}

// of names a place, with the page of its document when the corpus has exactly one
// that the place can lie in.
func (n namer) of(ctx context.Context, ref corpus.Ref) (linked, error) {
	if l, ok := n.known[ref]; ok {
		return l, nil
	}
	l := linked{Text: viet.Capital(ref.String())}
	if ref.HasDocument() {
		docs, err := n.documents.FindRef(ctx, ref.Document())
		if err != nil {
			return linked{}, err
		}
		if len(docs) == 1 {
			l.Page, l.Text = assistant.DocumentPage(docs[0].ID), docs[0].Name()
			if place := ref.Place(); place != "" {
				l.Text = viet.Capital(place + " " + l.Text)
			}
		}
	}
	n.known[ref] = l
	return l, nil
}

// outline lays the tree of a document out line by line.
func outline(doc corpus.Document, branches []corpus.Branch, depth int) []outlineItem {
	var out []outlineItem
	for _, b := range branches {
		item := outlineItem{Title: b.Heading.String(), Depth: min(depth, maxDepth)}
		if b.Article >= 0 {
			item = itemOf(doc, b.Article)
			item.Depth = min(depth, maxDepth)
		}
		out = append(append(out, item), outline(doc, b.Branches, depth+1)...)
	}
	return out
}

// itemOf is the line of one article.
func itemOf(doc corpus.Document, i int) outlineItem {
	a := doc.Articles[i]
	item := outlineItem{Title: a.Title(), Page: assistant.ArticlePage(doc.ID, a.Key)}
	if a.Heading == "" {
		item.Begin = beginning(a.Body)
	}
	return item
}

// beginWords is how many words of a unit stand for its heading.
const beginWords = 14

func beginning(nodes []corpus.Node) string {
	for _, n := range nodes {
		words := strings.Fields(n.Text)
		if len(words) > beginWords {
			words = append(words[:beginWords:beginWords], "…")
		}
		if len(words) > 0 {
			return strings.Join(words, " ")
		}
		if b := beginning(n.Children); b != "" {
			return b
		}
	}
	return ""
}

// maxDepth is the deepest indent that the style sheet has.
const maxDepth = 4

// stepTable is the table of the steps of a quy trình; the columns that no step
// fills are left out.
type stepTable struct {
	Rows             []stepRow
	Who, Time, Forms bool
}

type stepRow struct {
	corpus.Step
	Page string // of the unit that holds the step
}

func stepsOf(doc corpus.Document) stepTable {
	var t stepTable
	for _, s := range doc.Steps {
		row := stepRow{Step: s}
		if s.Article != "" {
			row.Page = assistant.ArticlePage(doc.ID, s.Article)
		}
		t.Rows = append(t.Rows, row)
		t.Who, t.Time, t.Forms = t.Who || s.Who != "", t.Time || s.Time != "", t.Forms || len(s.Forms) > 0
	}
	return t
}
