package store

import (
	"context"
	"database/sql"
	"time"
)

// Ages says how old things may become. Zero keeps them for ever; the caller decides,
// from its configuration.
type Ages struct {
	Conversations time.Duration // since they were last used
	Feedback      time.Duration
	Audit         time.Duration
}

// Purged says what a purge deleted, or would delete.
type Purged struct {
	Counts

	Before Space `json:"before"`
	After  Space `json:"after"`
	// Whole tells that nothing deleted is left in the write-ahead log. A reader in the
	// middle of a long export keeps it there until the next purge.
	Whole bool `json:"whole"`
}

// batch is how many rows are deleted in one transaction, so that those who answer
// questions meanwhile do not wait long.
const batch = 500

// Purge deletes what is older than ages and gives its space back to the file system.
// With dryRun it only counts.
func (s *Store) Purge(ctx context.Context, ages Ages, dryRun bool) (p Purged, err error) {
	now := s.now()
	limits := cutoffs{cutoff(now, ages.Conversations), cutoff(now, ages.Feedback), cutoff(now, ages.Audit)}
	if p.Before, err = s.Space(ctx); err != nil {
		return p, err
	}
	p.After = p.Before
	if dryRun {
		p.Counts, err = s.older(ctx, limits)
		return p, err
	}
	if err := s.purgeConversations(ctx, limits.conversations, &p.Counts); err != nil {
		return p, err
	}
	for _, t := range []struct {
		query  string
		before int64
		n      *int
	}{
		{`DELETE FROM feedback WHERE (user, answer) IN (SELECT user, answer FROM feedback WHERE time < ? LIMIT ?)`, limits.feedback, &p.Feedback},
		{`DELETE FROM audit WHERE rowid IN (SELECT rowid FROM audit WHERE time < ? LIMIT ?)`, limits.audit, &p.Records},
	} {
		n, err := s.purge(ctx, t.query, t.before)
		*t.n += n
		if err != nil {
			return p, err
		}
	}
	if p.Whole, err = s.reclaim(ctx); err != nil {
		return p, err
	}
	p.After, err = s.Space(ctx)
	return p, err
}

// cutoffs are the instants before which things are too old.
type cutoffs struct{ conversations, feedback, audit int64 }

func cutoff(now time.Time, age time.Duration) int64 {
	if age <= 0 {
		return -1 << 62
	}
	return instant(now.Add(-age))
}

// older counts what a purge would delete. Feedback that goes with its conversation is
// counted once.
func (s *Store) older(ctx context.Context, limits cutoffs) (n Counts, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM conversation WHERE updated < ?1),
		(SELECT count(*) FROM turn JOIN conversation c ON c.n = conversation WHERE c.updated < ?1),
		(SELECT count(*) FROM feedback f WHERE time < ?2
			OR EXISTS (SELECT 1 FROM conversation c WHERE c.user = f.user AND c.id = f.conversation AND c.updated < ?1)),
		(SELECT count(*) FROM audit WHERE time < ?3)`, limits.conversations, limits.feedback, limits.audit).
		Scan(&n.Conversations, &n.Turns, &n.Feedback, &n.Records)
	return n, fail(s.file, err)
}

// purgeConversations deletes the conversations last used before an instant, with their
// turns and the feedback on them.
func (s *Store) purgeConversations(ctx context.Context, before int64, n *Counts) error {
	for {
		found := 0
		err := s.change(ctx, func(tx *sql.Tx) error {
			const old = `(SELECT n FROM conversation WHERE updated < ?1 ORDER BY updated LIMIT ?2)`
			var turns int
			if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM turn WHERE conversation IN `+old, before, batch).Scan(&turns); err != nil {
				return err
			}
			feedback, err := exec(ctx, tx, `DELETE FROM feedback WHERE (user, conversation) IN
				(SELECT user, id FROM conversation WHERE n IN `+old+`)`, before, batch)
			if err != nil {
				return err
			}
			if found, err = exec(ctx, tx, `DELETE FROM conversation WHERE n IN `+old, before, batch); err != nil {
				return err
			}
			n.Conversations, n.Turns, n.Feedback = n.Conversations+found, n.Turns+turns, n.Feedback+feedback
			return nil
		})
		if err != nil || found < batch {
			return err
		}
	}
}

// purge runs a deletion of at most batch rows until it finds no more.
func (s *Store) purge(ctx context.Context, query string, before int64) (total int, err error) {
	for {
		n := 0
		err := s.change(ctx, func(tx *sql.Tx) (err error) {
			n, err = exec(ctx, tx, query, before, batch)
			return err
		})
		total += n
		if err != nil || n < batch {
			return total, err
		}
	}
}
