package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
)

type corpusHistoryCmd struct {
	Place []string `arg:"" name:"dẫn-chiếu" help:"Văn bản hoặc một nơi trong văn bản: \"Điều 8 NĐ 63/2010\"."`
	JSON  bool     `help:"In dạng JSON."`
}

// event is one day in the life of a place.
type event struct {
	Date  corpus.Date       `json:"date,omitzero"` // zero when the corpus does not know it
	Place string            `json:"place"`
	Text  string            `json:"text"`
	Act   *corpus.Amendment `json:"act,omitempty"`
}

// timeline is the history of a place, the oldest event first.
type timeline struct {
	Document corpus.DocumentID `json:"document"`
	Place    string            `json:"place"`
	Events   []event           `json:"events"`
}

// Run prints what happened to a place, and when.
func (c *corpusHistoryCmd) Run(a *app) error {
	return a.withStore(func(st *store.Store) error {
		ref, head, err := a.documentNamed(st, strings.Join(c.Place, " "))
		if err != nil {
			return err
		}
		t, err := a.timeline(st, head, ref)
		if err != nil {
			return err
		}
		if c.JSON {
			return a.printJSON(t)
		}
		if err := a.printf("%s\n", t.Place); err != nil {
			return err
		}
		for _, e := range t.Events {
			day := e.Date.Vietnamese()
			if e.Date.IsZero() {
				day = "chưa rõ ngày"
			}
			if err := a.printf("%-12s  %s %s\n", day, e.Place, e.Text); err != nil {
				return err
			}
		}
		return nil
	})
}

// timeline gathers the events of a document, or of the place in it that ref names.
func (a *app) timeline(st *store.Store, head corpus.Document, ref corpus.Ref) (timeline, error) {
	place := head.Ref()
	place.Article, place.Clause, place.Point = ref.Article, ref.Clause, ref.Point
	t := timeline{Document: head.ID, Place: place.String()}
	t.add(head.Issued, "Văn bản", "được ban hành", nil)
	t.add(head.Effective, "Văn bản", "có hiệu lực", nil)
	edges, err := st.Amendments(a.ctx, head.ID)
	if err != nil {
		return t, err
	}
	for _, e := range edges.On {
		at := e.Amendment.Target
		if at.Article == "" {
			at.Article, _, _ = strings.Cut(e.Article, "~")
		}
		if e.Document == head.ID && touches(at, ref) {
			m := e.Amendment
			t.add(m.Effective, placeWords(at), m.Describe(), &m)
		}
	}
	if end := head.InForce; !end.Until.IsZero() && end.EndedBy == nil {
		t.add(end.Until, "Văn bản", "hết hiệu lực", nil)
	}
	slices.SortStableFunc(t.Events, func(x, y event) int { return cmp.Compare(x.Date, y.Date) })
	return t, nil
}

func (t *timeline) add(day corpus.Date, place, text string, act *corpus.Amendment) {
	if !day.IsZero() || act != nil {
		t.Events = append(t.Events, event{Date: day, Place: place, Text: text, Act: act})
	}
}

func placeWords(at corpus.Ref) string {
	if s := at.Place(); s != "" {
		return s
	}
	return "Văn bản"
}

// touches tells whether an act on the place at concerns the place asked: it is
// the same, or one holds the other.
func touches(at, asked corpus.Ref) bool {
	for _, level := range [][2]string{{at.Article, asked.Article}, {at.Clause, asked.Clause}, {at.Point, asked.Point}} {
		if level[0] == "" || level[1] == "" {
			return true
		}
		if !strings.EqualFold(level[0], level[1]) {
			return false
		}
	}
	return true
}
