package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io/fs"
	"os"

	"github.com/trolycongvu/congvu/corpus"
)

// Stats is what the store holds. Withdrawn things count nowhere else.
type Stats struct {
	Revision   int64         `json:"revision"`
	Documents  int           `json:"documents"`
	Partial    int           `json:"partial"` // documents that the source holds in part
	Digests    int           `json:"digests"` // documents in our own words
	Articles   int           `json:"articles"`
	Versions   int           `json:"versions"` // older wordings
	Procedures int           `json:"procedures"`
	Amendments int           `json:"amendments"`
	Withdrawn  int           `json:"withdrawn"` // documents and procedures
	Bytes      int64         `json:"bytes"`     // on disk
	Sources    []SourceStats `json:"sources"`
	Imports    []ImportStats `json:"imports"` // the last ten, newest first
}

// SourceStats is what the store holds of one source.
type SourceStats struct {
	Name       string      `json:"name"`
	Edition    corpus.Date `json:"edition,omitzero"` // the newest
	Documents  int         `json:"documents"`
	Articles   int         `json:"articles"`
	Procedures int         `json:"procedures"`
}

// ImportStats is one line of the history of imports.
type ImportStats struct {
	Number   int64       `json:"number"`
	Source   string      `json:"source"`
	Path     string      `json:"path"`
	Checksum string      `json:"checksum,omitempty"`
	Edition  corpus.Date `json:"edition,omitzero"`
	Started  string      `json:"started"`
	Finished string      `json:"finished,omitempty"` // empty when it was interrupted or is under way
	Summary  *Summary    `json:"summary,omitempty"`
}

// Stats counts what the store holds.
func (s *Store) Stats(ctx context.Context) (st Stats, err error) {
	err = s.view(ctx, func(tx *sql.Tx) (err error) {
		if st.Revision, err = revision(ctx, tx); err != nil {
			return err
		}
		err = tx.QueryRowContext(ctx, `SELECT count(*), coalesce(sum(partial), 0), coalesce(sum(digest), 0), coalesce(sum(articles), 0),
			(SELECT count(*) FROM version), (SELECT count(*) FROM procedure WHERE withdrawn = 0), (SELECT count(*) FROM amendment),
			(SELECT count(*) FROM document WHERE withdrawn <> 0) + (SELECT count(*) FROM procedure WHERE withdrawn <> 0)
			FROM document WHERE withdrawn = 0`).
			Scan(&st.Documents, &st.Partial, &st.Digests, &st.Articles, &st.Versions, &st.Procedures, &st.Amendments, &st.Withdrawn)
		if err != nil {
			return err
		}
		if st.Sources, err = sourceStats(ctx, tx); err != nil {
			return err
		}
		st.Imports, err = importStats(ctx, tx)
		return err
	})
	if err != nil {
		return st, err
	}
	for _, suffix := range []string{"", "-wal"} {
		info, err := os.Stat(s.file + suffix)
		if err == nil {
			st.Bytes += info.Size()
		} else if !errors.Is(err, fs.ErrNotExist) {
			return st, fail(s.file, err)
		}
	}
	return st, nil
}

func sourceStats(ctx context.Context, q querier) (list []SourceStats, err error) {
	const query = `SELECT t.name, max(max(t.edition), coalesce(max(s.edition), 0)), sum(t.documents), sum(t.articles), sum(t.procedures)
		FROM (SELECT source AS name, edition, 1 AS documents, articles, 0 AS procedures FROM document WHERE withdrawn = 0
			UNION ALL SELECT source, edition, 0, 0, 1 FROM procedure WHERE withdrawn = 0) t
		LEFT JOIN source s ON s.name = t.name GROUP BY t.name ORDER BY t.name`
	err = each(ctx, q, func(scan scanner) error {
		var st SourceStats
		err := scan(&st.Name, &st.Edition, &st.Documents, &st.Articles, &st.Procedures)
		list = append(list, st)
		return err
	}, query)
	return list, err
}

func importStats(ctx context.Context, q querier) (list []ImportStats, err error) {
	err = each(ctx, q, func(scan scanner) error {
		var st ImportStats
		var summary []byte
		if err := scan(&st.Number, &st.Source, &st.Path, &st.Checksum, &st.Edition, &st.Started, &st.Finished, &summary); err != nil {
			return err
		}
		if len(summary) > 0 {
			st.Summary = new(Summary)
			if err := json.Unmarshal(summary, st.Summary); err != nil {
				return err
			}
		}
		list = append(list, st)
		return nil
	}, `SELECT n, source, path, checksum, edition, started, finished, summary FROM import ORDER BY n DESC LIMIT 10`)
	return list, err
}

// Imported tells whether a file of a source, known by its checksum, was imported
// to the end and nothing of the source since.
func (s *Store) Imported(ctx context.Context, source, checksum string) (bool, error) {
	var last, finished string
	err := s.read.QueryRowContext(ctx, `SELECT checksum, finished FROM import WHERE source = ? ORDER BY n DESC LIMIT 1`, source).
		Scan(&last, &finished)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return last == checksum && finished != "", fail(s.file, err)
}
