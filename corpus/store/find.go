package store

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// FindNumber returns the heads of all documents of a number, compared by
// Number.Key. A number without its suffix, or with a part of it ("63/2010",
// "63/2010/NĐ"), finds every document whose number continues it. The highest
// legal force comes first, then the newest; withdrawn ones come last. Finding
// none is no error.
func (s *Store) FindNumber(ctx context.Context, number corpus.Number) ([]corpus.Document, error) {
	key := number.Key()
	if key == "" {
		return nil, nil
	}
	docs, err := heads(ctx, s.read, `WHERE d.number_key = ?`, key)
	if head := stem.FindString(key); err == nil && len(docs) == 0 && head != "" {
		docs, err = heads(ctx, s.read, `WHERE d.stem = ?`, head)
		docs = slices.DeleteFunc(docs, func(d corpus.Document) bool { return !shortens(number, d.Number) })
	}
	order(docs)
	return docs, fail(s.file, err)
}

// shortens tells whether part is number n without its end, cut at a hyphen or
// after the year.
func shortens(part, n corpus.Number) bool {
	if part.Covers(n) {
		return true
	}
	for end := strings.LastIndexByte(string(n), '-'); end > 0; end = strings.LastIndexByte(string(n[:end]), '-') {
		if n[:end].Key() == part.Key() {
			return true
		}
	}
	return false
}

// FindTitle returns the heads of the documents that are cited by name, such as
// Luật "Khiếu nại": those with this title, whatever its case and diacritics,
// and of this kind unless kind is empty. Several acts in turn may bear one
// title; all are returned in FindNumber's order for the caller to choose by date.
func (s *Store) FindTitle(ctx context.Context, kind corpus.Kind, title string) ([]corpus.Document, error) {
	folded := foldTitle(kind, title)
	if folded == "" {
		return nil, nil
	}
	docs, err := heads(ctx, s.read, `WHERE d.title_fold = ? AND (? = '' OR d.kind = ?)`, folded, kind, kind)
	order(docs)
	return docs, fail(s.file, err)
}

// FindRef returns the heads of the documents that ref can mean: by number when
// it has one, otherwise by title. With an incomplete number the kind decides;
// with a complete one it only decides among several.
func (s *Store) FindRef(ctx context.Context, ref corpus.Ref) ([]corpus.Document, error) {
	if ref.Number == "" {
		return s.FindTitle(ctx, ref.Kind, ref.Title)
	}
	docs, err := s.FindNumber(ctx, ref.Number)
	if err != nil || ref.Kind == "" {
		return docs, err
	}
	other := func(d corpus.Document) bool { return d.Kind != ref.Kind }
	complete := slices.ContainsFunc(docs, func(d corpus.Document) bool { return d.Number.Key() == ref.Number.Key() })
	if complete && !slices.ContainsFunc(docs, func(d corpus.Document) bool { return !other(d) }) {
		return docs, nil
	}
	return slices.DeleteFunc(docs, other), nil
}

// order sorts what a look-up found; the identifier makes the order unique.
func order(docs []corpus.Document) {
	slices.SortFunc(docs, func(a, b corpus.Document) int {
		return cmp.Or(
			cmp.Compare(min(a.Withdrawn, 1), min(b.Withdrawn, 1)),
			cmp.Compare(b.Kind.Force(), a.Kind.Force()),
			cmp.Compare(b.Issued, a.Issued),
			cmp.Compare(a.ID, b.ID),
		)
	})
}
