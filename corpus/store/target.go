package store

import (
	"context"

	"github.com/trolycongvu/congvu/corpus"
)

// candidate is a document that an act may mean.
type candidate struct {
	id     corpus.DocumentID
	kind   corpus.Kind
	number corpus.Number // its key
	issued corpus.Date
}

// target is the document that the act names, empty when the store has none or
// cannot tell which.
func (a actRow) target(ctx context.Context, q querier) (corpus.DocumentID, error) {
	var found []candidate
	var err error
	t := a.act.Target
	key := t.Number.Key()
	switch {
	case t.Number.Incomplete():
		found, err = candidates(ctx, q, `stem = ?`, stem.FindString(key))
		found = keep(found, func(c candidate) bool { return t.Number.Covers(c.number) && (t.Kind == "" || c.kind == t.Kind) })
	case key != "":
		found, err = candidates(ctx, q, `number_key = ?`, key)
		if len(found) > 1 { // laws and resolutions share numbers
			found = keep(found, func(c candidate) bool { return c.kind == t.Kind })
		}
	case t.Title != "":
		found, err = candidates(ctx, q, `title_fold = ?`, foldTitle(t.Kind, t.Title))
		found = a.named(found)
	}
	if err != nil || len(found) != 1 {
		return "", err
	}
	return found[0].id, nil
}

func candidates(ctx context.Context, q querier, where, key string) (found []candidate, err error) {
	if key == "" {
		return nil, nil
	}
	err = each(ctx, q, func(scan scanner) error {
		var c candidate
		err := scan(&c.id, &c.kind, &c.number, &c.issued)
		found = append(found, c)
		return err
	}, `SELECT id, kind, number_key, issued FROM document WHERE `+where+` ORDER BY id`, key)
	return found, err
}

// named picks the act that a title means among those that bear it: of the year
// that is named, and the newest at the time of the acting document.
func (a actRow) named(all []candidate) []candidate {
	t := a.act.Target
	var newest corpus.Date
	all = keep(all, func(c candidate) bool {
		fits := c.id != a.actor && (t.Kind == "" || c.kind == t.Kind) && (t.Year == 0 || c.issued.Year() == t.Year) &&
			(a.issued == 0 || c.issued <= a.issued)
		if fits {
			newest = max(newest, c.issued)
		}
		return fits
	})
	if a.issued == 0 {
		return all
	}
	return keep(all, func(c candidate) bool { return c.issued == newest })
}

func keep(all []candidate, fits func(candidate) bool) (kept []candidate) {
	for _, c := range all {
		if fits(c) {
			kept = append(kept, c)
		}
	}
	return kept
}
