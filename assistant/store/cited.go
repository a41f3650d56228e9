package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
	corpusstore "github.com/trolycongvu/congvu/corpus/store"
)

// Library is what of the corpus approved answers are held against; corpus/store's
// Store is one. What it does not hold is an error wrapping that package's ErrNotFound.
type Library interface {
	// FindRef returns the heads of the documents that ref can mean.
	FindRef(ctx context.Context, ref corpus.Ref) ([]corpus.Document, error)
	// Article returns one article as it now reads.
	Article(ctx context.Context, id corpus.DocumentID, key string) (corpus.Article, error)
	// Procedure returns one procedure by its code.
	Procedure(ctx context.Context, code string) (corpus.Procedure, error)
}

// CitedIn returns the TextOf that reads from lib what is in force on day.
//
// The text of a điểm begins with the line of its khoản, on which it hangs; that of an
// Điều with its heading; that of a procedure is the whole record. A document as a whole
// has no text that could be compared, so that citing one is an error wrapping ErrGone,
// as is a number or title that several documents have.
func CitedIn(lib Library, day corpus.Date) TextOf {
	return func(ctx context.Context, ref string) (string, bool, error) {
		r, err := corpus.ParseRef(ref)
		if err != nil {
			return procedureText(ctx, lib, ref)
		}
		if r.Article == "" || !r.HasDocument() {
			return "", false, fmt.Errorf("%w: %s phải nêu văn bản và điều, khoản hoặc điểm", ErrGone, ref)
		}
		doc, err := citedDocument(ctx, lib, r)
		if err != nil {
			return "", false, err
		}
		return articleText(ctx, lib, doc, citedPlace{r, day})
	}
}

type citedPlace struct {
	ref corpus.Ref
	day corpus.Date
}

func procedureText(ctx context.Context, lib Library, code string) (string, bool, error) {
	p, err := lib.Procedure(ctx, code)
	if errors.Is(err, corpusstore.ErrNotFound) || err == nil && !p.Withdrawn.IsZero() {
		return "", false, fmt.Errorf("%w: %s không phải mã thủ tục hoặc dẫn chiếu có trong kho", ErrGone, clip(code, 80))
	}
	return p.Text(), true, err
}

// citedDocument finds the one current document that ref means.
func citedDocument(ctx context.Context, lib Library, ref corpus.Ref) (corpus.Document, error) {
	found, err := lib.FindRef(ctx, ref.Document())
	if err != nil {
		return corpus.Document{}, err
	}
	found = slices.DeleteFunc(found, func(d corpus.Document) bool {
		return !d.Withdrawn.IsZero() || ref.Year != 0 && !d.Issued.IsZero() && d.Issued.Year() != ref.Year
	})
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return corpus.Document{}, fmt.Errorf("%w: %s", ErrGone, ref.Document())
	}
	return corpus.Document{}, fmt.Errorf("%w: %s có thể là %d văn bản, cần viết đủ loại và số hiệu", ErrGone, ref.Document(), len(found))
}

// articleText reads the place in all articles of its label: a decision and the
// regulation issued with it both have Điều 1. One of them in force is enough; one that
// is not is left out.
func articleText(ctx context.Context, lib Library, doc corpus.Document, at citedPlace) (string, bool, error) {
	var parts []string
	found := false
	for n := 1; ; n++ {
		key := at.ref.Article
		if n > 1 {
			key += "~" + strconv.Itoa(n)
		}
		art, err := lib.Article(ctx, doc.ID, key)
		if errors.Is(err, corpusstore.ErrNotFound) {
			break
		}
		if err != nil {
			return "", false, err
		}
		text, ok := placeText(art, at.ref)
		if !ok || !art.Withdrawn.IsZero() {
			continue
		}
		found = true
		if holds(doc, art, at) {
			parts = append(parts, text)
		}
	}
	if !found {
		return "", false, fmt.Errorf("%w: %s", ErrGone, at.ref)
	}
	return strings.Join(parts, "\n"), len(parts) > 0, nil
}

// placeText is the text of an article or of the part of it that ref names.
func placeText(art corpus.Article, ref corpus.Ref) (string, bool) {
	if ref.Clause == "" && ref.Point == "" {
		return art.Heading + "\n" + art.Text(), true
	}
	node, ok := art.Find(ref.Clause, ref.Point)
	text := node.FullText()
	if ok && ref.Clause != "" && ref.Point != "" {
		clause, _ := art.Find(ref.Clause, "")
		text = clause.Line() + "\n" + text
	}
	return text, ok
}

// holds tells whether nothing is known by which the place is not in force on the day.
func holds(doc corpus.Document, art corpus.Article, at citedPlace) bool {
	for _, v := range []corpus.Validity{doc.InForce, art.InForce} {
		if force := v.At(at.day); force == corpus.ForceExpired || force == corpus.ForceNotYet {
			return false
		}
	}
	if doc.InForce.From.IsZero() && art.InForce.From.IsZero() && at.day < doc.Effective {
		return false
	}
	suspended := func(m corpus.Amendment) bool {
		return slices.Contains(m.Kinds, corpus.AmendSuspend) && !m.Effective.IsZero() && m.Effective <= at.day &&
			(m.Until.IsZero() || at.day < m.Until) && touches(m.Target, at.ref)
	}
	return !slices.ContainsFunc(doc.Amendedby, suspended) && !slices.ContainsFunc(art.Amendments, suspended)
}

// touches tells whether what is done to target, within the article or document that
// carries the note, may concern the place: what is done to another khoản or điểm does not.
func touches(target, place corpus.Ref) bool {
	return (target.Article == "" || strings.EqualFold(target.Article, place.Article)) &&
		(target.Clause == "" || place.Clause == "" || strings.EqualFold(target.Clause, place.Clause)) &&
		(target.Point == "" || place.Point == "" || strings.EqualFold(target.Point, place.Point))
}

// WordedAfter returns the day on which the cited place was last given new words, when
// that is after day, and zero otherwise: an approval of before does not speak of them.
func WordedAfter(ctx context.Context, lib Library, ref string, day corpus.Date) (corpus.Date, error) {
	r, err := corpus.ParseRef(ref)
	if err != nil || r.Article == "" {
		return 0, nil //nolint:nilerr // a procedure, which has no amendments
	}
	doc, err := citedDocument(ctx, lib, r)
	if err != nil {
		return 0, err
	}
	art, err := lib.Article(ctx, doc.ID, r.Article)
	if errors.Is(err, corpusstore.ErrNotFound) {
		return 0, fmt.Errorf("%w: %s", ErrGone, ref)
	}
	for _, m := range art.RewordedAfter(day) {
		if touches(m.Target, r) {
			return m.Effective, nil
		}
	}
	return 0, err
}
