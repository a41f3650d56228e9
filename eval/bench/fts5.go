package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// FTS5 is the full-text search of SQLite, by the same build of SQLite as the
// store's. Its table keeps no text, only the index.
func FTS5() Engine { return fts5{} }

type fts5 struct{}

func (fts5) Name() string     { return "fts5" }
func (fts5) Concurrent() bool { return true }

const (
	fts5File   = "fts5.db"
	fts5Create = `CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, title, heading, body,
		content='', contentless_unindexed=1, tokenize="unicode61 remove_diacritics 0")`
	fts5Insert = `INSERT INTO texts(id, title, heading, body) VALUES (?, ?, ?, ?)`
	fts5Merge  = `INSERT INTO texts(texts) VALUES ('optimize')`
	fts5Search = `SELECT id FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ?`
)

// openFTS5 opens the database of the folder dir with SQLite's mode (rwc, ro). It
// may keep as much of it in memory as the program's own index keeps of itself.
func openFTS5(dir, mode string) (*sql.DB, error) {
	path, err := filepath.Abs(filepath.Join(dir, fts5File))
	if err != nil {
		return nil, err
	}
	query := url.Values{"mode": {mode}, "_pragma": {"cache_size(-98304)"}}
	if mode == "rwc" {
		query["_pragma"] = append(query["_pragma"], "journal_mode(OFF)", "synchronous(OFF)")
	}
	name := url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: query.Encode()}
	return sql.Open("sqlite", name.String())
}

// Build writes all texts in one transaction, which SQLite spills to disk.
func (fts5) Build(ctx context.Context, dir string, texts Texts) (err error) {
	db, err := openFTS5(dir, "rwc")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, fts5Create); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	insert, err := tx.PrepareContext(ctx, fts5Insert)
	if err != nil {
		return err
	}
	defer insert.Close()
	if err := insertTexts(ctx, insert, texts); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, fts5Merge)
	return err
}

func insertTexts(ctx context.Context, insert *sql.Stmt, texts Texts) error {
	for text, err := range texts {
		if err != nil {
			return err
		}
		if _, err := insert.ExecContext(ctx, text.ID, text.Title, text.Heading, text.Body); err != nil {
			return fmt.Errorf("%s: %w", text.ID, err)
		}
	}
	return nil
}

func (fts5) Open(ctx context.Context, dir string) (_ Searcher, err error) {
	db, err := openFTS5(dir, "ro")
	if err != nil {
		return nil, err
	}
	s := &fts5Searcher{db: db}
	if err := db.QueryRowContext(ctx, `SELECT sqlite_version()`).Scan(&s.version); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if s.search, err = db.PrepareContext(ctx, fts5Search); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return s, nil
}

type fts5Searcher struct {
	db      *sql.DB
	search  *sql.Stmt
	version string
}

func (s *fts5Searcher) Version() string { return s.version }

func (s *fts5Searcher) Search(ctx context.Context, question string, k int) (ids []string, took time.Duration, err error) {
	start := time.Now()
	expression := anyWord(question)
	if expression == "" {
		return nil, time.Since(start), nil
	}
	rows, err := s.search.QueryContext(ctx, expression, k)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, 0, err
		}
		ids = append(ids, id)
	}
	return ids, time.Since(start), rows.Err()
}

func (s *fts5Searcher) Close() error { return errors.Join(s.search.Close(), s.db.Close()) }

// anyWord is FTS5's expression for texts with any word of the question, "" when
// it has none. Words are cut as unicode61 cuts them.
func anyWord(question string) string {
	words := strings.FieldsFunc(question, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) && !unicode.Is(unicode.Co, r)
	})
	for i, word := range words {
		words[i] = `"` + word + `"`
	}
	return strings.Join(words, " OR ")
}
