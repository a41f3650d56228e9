package store

import (
	"context"
	"database/sql"
	"time"
)

// Stats is what the store holds.
type Stats struct {
	Counts

	Users    int            `json:"users"` // people with at least one conversation or record
	Up       int            `json:"up"`    // of the feedback
	Down     int            `json:"down"`
	Oldest   time.Time      `json:"oldest,omitzero"` // of the audit
	Newest   time.Time      `json:"newest,omitzero"`
	Statuses []StatusCount  `json:"statuses"` // of the audit, in order of status
	Approved ApprovedCounts `json:"approved"`
	Space    Space          `json:"space"`
}

// StatusCount says how many records have one status.
type StatusCount struct {
	Status  string `json:"status"`
	Records int    `json:"records"`
}

// ApprovedCounts says how many approved answers are in each state.
type ApprovedCounts struct {
	Current   int `json:"current"`
	Stale     int `json:"stale"`
	Withdrawn int `json:"withdrawn"`
}

// Stats counts what the store holds.
func (s *Store) Stats(ctx context.Context) (st Stats, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		var oldest, newest int64
		err := tx.QueryRowContext(ctx, `SELECT
			(SELECT count(*) FROM conversation), (SELECT count(*) FROM turn), (SELECT count(*) FROM feedback), (SELECT count(*) FROM audit),
			(SELECT count(*) FROM (SELECT user FROM conversation UNION SELECT user FROM audit)),
			(SELECT count(*) FROM feedback WHERE verdict = 'up'), (SELECT count(*) FROM feedback WHERE verdict = 'down'),
			coalesce((SELECT min(time) FROM audit), 0), coalesce((SELECT max(time) FROM audit), 0),
			(SELECT count(*) FROM approved WHERE state = 'current'), (SELECT count(*) FROM approved WHERE state = 'stale'),
			(SELECT count(*) FROM approved WHERE state = 'withdrawn')`).
			Scan(&st.Conversations, &st.Turns, &st.Feedback, &st.Records, &st.Users, &st.Up, &st.Down, &oldest, &newest,
				&st.Approved.Current, &st.Approved.Stale, &st.Approved.Withdrawn)
		if err != nil {
			return err
		}
		if st.Records > 0 {
			st.Oldest, st.Newest = timeOf(oldest), timeOf(newest)
		}
		return each(ctx, tx, func(scan scanner) error {
			var c StatusCount
			err := scan(&c.Status, &c.Records)
			st.Statuses = append(st.Statuses, c)
			return err
		}, `SELECT status, count(*) FROM audit GROUP BY status ORDER BY status`)
	})
	if err != nil {
		return st, err
	}
	st.Space, err = s.Space(ctx)
	return st, err
}
