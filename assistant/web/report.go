package web

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/basis"
	"github.com/trolycongvu/congvu/corpus"
)

// reportView is a report as the page shows it.
type reportView struct {
	basis.Report
	Tallies []tally
	Parts   []reportPart
	Sealed  string // the report for the download; empty when it is too long
}

// tally counts the citations of one verdict.
type tally struct {
	Verdict basis.Verdict
	Number  int
}

// reportPart are the citations of one part of the draft.
type reportPart struct {
	ID, Title string
	Lines     []reportLine
}

// reportLine is one citation with the pages of the documents that it and what is said
// of it name.
type reportLine struct {
	basis.Line
	Links []linked
}

// Where says where in the draft the citation stands.
func (l reportLine) Where() string {
	where := "dòng " + count(l.Line.Line)
	if l.Page > 0 {
		where += ", trang " + count(l.Page)
	}
	if l.Times > 1 {
		where += fmt.Sprintf(", %s lần", count(l.Times))
	}
	return where
}

// Rewritten is the line to paste, where the draft does not have it already.
func (l reportLine) Rewritten() string {
	bare := strings.TrimSuffix(strings.TrimPrefix(l.Corrected, "Căn cứ "), ";")
	if l.Verdict == basis.VerdictRight || bare == l.Text {
		return ""
	}
	return l.Corrected
}

// viewOf lays a report out.
func (p *Pages) viewOf(ctx context.Context, r basis.Report) (*reportView, error) {
	sealed, err := p.seal.closed(r)
	if err != nil {
		return nil, err
	}
	v := &reportView{
		Report: r, Sealed: sealed,
		Tallies: []tally{
			{basis.VerdictWrong, r.Counts.Wrong},
			{basis.VerdictWarning, r.Counts.Warning},
			{basis.VerdictOutside, r.Counts.Outside},
			{basis.VerdictRight, r.Counts.Right},
		},
	}
	names := namer{documents: p.Corpus, known: map[corpus.Ref]linked{}}
	for _, part := range []struct {
		of        basis.Part
		id, title string
	}{{basis.PartBasis, "can-cu", "Căn cứ"}, {basis.PartText, "dan-chieu", "Dẫn chiếu trong nội dung"}} {
		lines := []reportLine{}
		for _, l := range r.Lines {
			if l.Part != part.of {
				continue
			}
			links, err := names.linksOf(ctx, l)
			if err != nil {
				return nil, err
			}
			lines = append(lines, reportLine{l, links})
		}
		if len(lines) > 0 {
			v.Parts = append(v.Parts, reportPart{part.id, part.title, lines})
		}
	}
	return v, nil
}

// linksOf finds the documents that the corpus has of those that a line names: the one
// cited first, then what changed or replaced it.
func (n namer) linksOf(ctx context.Context, l basis.Line) ([]linked, error) {
	var out []linked
	add := func(link linked) {
		if link.Page != "" && !slices.ContainsFunc(out, func(o linked) bool { return o.Page == link.Page }) {
			out = append(out, link)
		}
	}
	if l.Document != nil {
		add(linked{l.Document.Name, assistant.DocumentPage(l.Document.ID)})
	}
	texts := append([]string{}, l.Notes...)
	for _, f := range l.Faults {
		texts = append(texts, f.Text)
	}
	for _, text := range texts {
		for _, found := range corpus.FindRefs(text, corpus.Ref{}) {
			if found.Ref.Number == "" {
				continue
			}
			link, err := n.of(ctx, found.Ref.Document())
			if err != nil {
				return nil, err
			}
			add(link)
		}
	}
	return out, nil
}
