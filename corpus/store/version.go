package store

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"github.com/trolycongvu/congvu/corpus"
)

// Versions returns the wordings of an article that are no longer the current
// one, newest first; none is no error. The last wording of an article that was
// withdrawn is among them, its Article marked so. From is the day on which the
// last amendment in the wording took effect, Until the day on which the first
// one that the next wording adds did, zero when that names none. The wordings
// that an outlook and another reading give are among them.
func (s *Store) Versions(ctx context.Context, id corpus.DocumentID, key string) (versions []corpus.Version, err error) {
	row, err := s.articleRow(ctx, id, key)
	if err != nil {
		return nil, err
	}
	own := corpus.Version{Article: row.article, Since: row.since, Until: row.article.InForce.Until}
	own.Source = corpus.Source{Name: row.source, Edition: row.edition, Address: row.article.Address}
	if row.gone() != 0 {
		own.From = row.article.WordedFrom()
		versions = append(versions, own)
	} else {
		versions = row.outlook.Former(own)
	}
	var u unpacker
	err = each(ctx, s.read, func(scan scanner) error {
		var v corpus.Version
		var body []byte
		var withdrawn corpus.Date
		if err := scan(&v.Source.Name, &body, &v.Since, &v.Source.Edition, &v.Until, &withdrawn); err != nil {
			return err
		}
		if err := u.unpack(body, &v.Article); err != nil {
			return err
		}
		v.Article.Withdrawn, v.Source.Address = withdrawn, v.Article.Address
		v.From = v.Article.WordedFrom()
		versions = append(versions, v)
		return nil
	}, `SELECT source, body, since, until, replaced_on, withdrawn FROM version
		WHERE document = ? AND key = ? ORDER BY derived, n DESC`, row.document, key)
	return versions, fail(s.file, err)
}

// replacedOn is the first day on which an amendment that newer carries and
// older does not took effect.
func replacedOn(older, newer corpus.Article) corpus.Date {
	var first corpus.Date
	for _, m := range newer.Amendments {
		known := slices.ContainsFunc(older.Amendments, func(o corpus.Amendment) bool {
			return o.Effective == m.Effective && o.By.Number.Key() == m.By.Number.Key() && o.By.Article == m.By.Article
		})
		if !known && m.Rewords() && m.Effective != 0 && (first == 0 || m.Effective < first) {
			first = m.Effective
		}
	}
	return first
}

// sameWording compares heading and text, letters only: a reader of the source
// that splits lines or labels differently has not changed the law.
func sameWording(a, b corpus.Article) bool {
	return letters(a) == letters(b)
}

func letters(a corpus.Article) string {
	var b strings.Builder
	add := func(s string) {
		for _, r := range s {
			if !unicode.IsSpace(r) && r != '|' { // the stroke separates table cells
				b.WriteRune(r)
			}
		}
	}
	add(a.Heading)
	var walk func([]corpus.Node)
	walk = func(nodes []corpus.Node) {
		for _, n := range nodes {
			add(n.Marker)
			add(n.Text)
			walk(n.Children)
		}
	}
	walk(a.Body)
	return b.String()
}
