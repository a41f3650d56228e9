package assistant

import (
	"context"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/authority"
)

// districtEnd is the first day without a district level.
const districtEnd corpus.Date = 20250701

// localGovernment is the law on the organisation of local government of 2025.
const localGovernment corpus.Number = "72/2025/QH15"

// warnAuthority says, when what is quoted names an authority that is gone on the
// day, which document moved the task of this very place, and otherwise that the
// authority ended.
func (a *Assistant) warnAuthority(ctx context.Context, d *draft) error {
	mentions := make([][]authority.Mention, len(d.answer.Citations))
	found := false
	for i, c := range d.answer.Citations {
		mentions[i] = authority.Affected(d.quotedFrom(c))
		found = found || len(mentions[i]) > 0
	}
	if !found {
		return nil
	}
	moves, err := a.moves.current(ctx)
	if err != nil {
		return err
	}
	district, warned := false, false
	for i, c := range d.answer.Citations {
		of := func(m authority.Mention) bool { return m.Level == authority.LevelDistrict }
		district = district || slices.ContainsFunc(mentions[i], of)
		for _, w := range authority.Warn(mentions[i], moves, c.place(), d.day) {
			text := w.Text
			if w.Exact && c.Link != d.answer.Citations[0].Link {
				text = sayf(warnAtSource, c.N, text)
			}
			d.warn(text)
			warned = warned || slices.ContainsFunc(w.Moves, func(m authority.Move) bool {
				return slices.ContainsFunc(authority.Affected(m.From), of)
			})
		}
	}
	if district && !warned && d.day >= districtEnd {
		return a.warnDistrict(ctx, d)
	}
	return nil
}

// quotedFrom is everything that the answer quotes from one source.
func (d *draft) quotedFrom(c Citation) string {
	text := c.Quote
	for _, s := range d.answer.Sentences {
		if s.Quoted && slices.Contains(s.Citations, c.N) && !strings.Contains(text, s.Text) {
			text += "\n" + s.Text
		}
	}
	return text
}

// place is the citation's place as a Ref.
func (c Citation) place() corpus.Ref {
	if c.Document == nil {
		return corpus.Ref{}
	}
	label, _, _ := strings.Cut(c.Article, "~")
	r := corpus.Ref{Kind: c.Document.Kind, Number: c.Document.Number, Article: label, Clause: c.Clause, Point: c.Point}
	if r.Number == "" {
		r.Title, r.Year = c.Document.Title, c.Document.Issued.Year()
	}
	return r
}

// warnDistrict says that the district level ended, naming the law when the corpus
// has it, for a corpus without the text that says so.
func (a *Assistant) warnDistrict(ctx context.Context, d *draft) error {
	docs, err := a.corpus.FindRef(ctx, corpus.Ref{Kind: corpus.KindLaw, Number: localGovernment})
	if err != nil {
		return err
	}
	if len(docs) == 0 {
		d.warn(warnDistrict)
		return nil
	}
	d.warn(sayf(warnDistrictBy, docs[0].Name()))
	return nil
}
