package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
)

// Counts says how many things of each kind were found or deleted.
type Counts struct {
	Conversations int `json:"conversations"`
	Turns         int `json:"turns"`
	Feedback      int `json:"feedback"`
	Records       int `json:"records"` // of the audit
}

// Total is all of them together.
func (c Counts) Total() int { return c.Conversations + c.Turns + c.Feedback + c.Records }

// Line is one line of an export: exactly one of its fields besides Kind is set.
type Line struct {
	Kind         string        `json:"kind"` // the JSON name of the field that is set
	Conversation *Conversation `json:"conversation,omitempty"`
	Turn         *Turn         `json:"turn,omitempty"`
	Feedback     *Feedback     `json:"feedback,omitempty"`
	Record       *Record       `json:"record,omitempty"`
}

// Export writes everything about user as JSON lines, all as of one moment:
// conversations, each with its turns, feedback, and the audit, oldest first.
func (s *Store) Export(ctx context.Context, user string, w io.Writer) (n Counts, err error) {
	if err := person(user); err != nil {
		return n, err
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	err = s.view(ctx, func(tx *sql.Tx) error {
		out := exporter{tx: tx, write: func(l Line) error {
			if err := e.Encode(l); err != nil {
				return fmt.Errorf("không ghi được bản trích xuất: %w", err)
			}
			return nil
		}}
		err := out.conversations(ctx, user)
		if err == nil {
			err = out.rest(ctx, user)
		}
		n = out.n
		return err
	})
	return n, err
}

type exporter struct {
	tx    *sql.Tx
	write func(Line) error
	n     Counts
}

func (x *exporter) conversations(ctx context.Context, user string) error {
	return each(ctx, x.tx, func(scan scanner) error {
		c, n, err := scanConversation(scan)
		if err != nil {
			return err
		}
		history, err := turns(ctx, x.tx, c.ID, `WHERE conversation = ? ORDER BY position`, n)
		if err != nil {
			return err
		}
		x.n.Conversations++
		if err := x.write(Line{Kind: "conversation", Conversation: &c}); err != nil {
			return err
		}
		for i := range history {
			x.n.Turns++
			if err := x.write(Line{Kind: "turn", Turn: &history[i]}); err != nil {
				return err
			}
		}
		return nil
	}, `SELECT `+conversationColumns+` FROM conversation c WHERE c.user = ? ORDER BY c.created, c.n`, user)
}

func (x *exporter) rest(ctx context.Context, user string) error {
	err := each(ctx, x.tx, func(scan scanner) error {
		f, err := scanFeedback(scan)
		if err != nil {
			return err
		}
		x.n.Feedback++
		return x.write(Line{Kind: "feedback", Feedback: &f})
	}, `SELECT `+feedbackColumns+` FROM feedback WHERE user = ? ORDER BY time, answer`, user)
	if err != nil {
		return err
	}
	var u unpacker
	return each(ctx, x.tx, func(scan scanner) error {
		r, err := scanRecord(scan, &u)
		if err != nil {
			return err
		}
		x.n.Records++
		return x.write(Line{Kind: "record", Record: &r})
	}, `SELECT body FROM audit WHERE user = ? ORDER BY id`, user)
}

// CountUser says how much there is about user.
func (s *Store) CountUser(ctx context.Context, user string) (n Counts, err error) {
	if err := person(user); err != nil {
		return n, err
	}
	return n, s.view(ctx, func(tx *sql.Tx) error { return n.count(ctx, tx, user) })
}

func (c *Counts) count(ctx context.Context, q querier, user string) error {
	return q.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM conversation WHERE user = ?1),
		(SELECT count(*) FROM turn JOIN conversation c ON c.n = conversation WHERE c.user = ?1),
		(SELECT count(*) FROM feedback WHERE user = ?1),
		(SELECT count(*) FROM audit WHERE user = ?1)`, user).Scan(&c.Conversations, &c.Turns, &c.Feedback, &c.Records)
}

// DeleteUser deletes everything about user: conversations, feedback and, so that
// nothing is left to recognise the person by, the audit. Of the answers that the person
// approved the name stays: an approval is an act of office.
func (s *Store) DeleteUser(ctx context.Context, user string) (n Counts, err error) {
	if err := person(user); err != nil {
		return n, err
	}
	err = s.change(ctx, func(tx *sql.Tx) error {
		if err := n.count(ctx, tx, user); err != nil {
			return err
		}
		for _, table := range []string{"conversation", "feedback", "audit"} { // turns go with their conversations
			if _, err := exec(ctx, tx, `DELETE FROM `+table+` WHERE user = ?`, user); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return Counts{}, err
	}
	return n, s.forget(ctx)
}
