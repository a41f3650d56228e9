package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// State says how far a message has come.
type State string

// The states of a message. The first two are open, the others are the end.
const (
	Waiting  State = "waiting"  // for an answer
	Replying State = "replying" // the answer is made, not all of it is sent
	Answered State = "answered"
	Busy     State = "busy"   // told, or about to be told, that there were too many
	Failed   State = "failed" // the network would not take the answer
)

// Message is a message of a person in a chat network.
type Message struct {
	Seq      int64 // the order of arrival, given by Accept
	Network  string
	ID       string // given by the network
	Person   string
	Chat     string
	Thread   string
	Group    bool // the chat is one of several people
	Kind     string
	Text     string // masked; empty once the message is finished
	Masked   bool   // personal data was found in Text
	Received time.Time
	State    State
	Attempts int      // to make an answer
	Parts    []string // of the answer, in State Replying
	Sent     int      // how many of Parts the network has
	Sending  bool     // the program ended while the next part was on its way: it may have arrived
}

// Accept keeps a new message and returns it with its Seq and time. A message that
// was accepted before is not fresh, and nothing is changed. A message with Parts is
// Replying from the start.
func (s *Store) Accept(ctx context.Context, m Message) (kept Message, fresh bool, err error) {
	m.Received, m.State, m.Sent, m.Sending = s.moment(), Waiting, 0, false
	parts := ""
	if len(m.Parts) > 0 {
		m.State = Replying
		if parts, err = encode(m.Parts); err != nil {
			return m, false, err
		}
	}
	res, err := s.db.ExecContext(ctx, `INSERT INTO message
		(network, id, person, chat, thread, grouped, kind, text, masked, received, state, parts)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		m.Network, m.ID, m.Person, m.Chat, m.Thread, m.Group, m.Kind, m.Text, m.Masked, m.Received.UnixMilli(), m.State, parts)
	if err != nil {
		return m, false, fail(s.file, err)
	}
	n, err := res.RowsAffected()
	if err != nil || n == 0 {
		return m, false, fail(s.file, err)
	}
	m.Seq, err = res.LastInsertId()
	return m, true, fail(s.file, err)
}

// Known tells whether a message was accepted before.
func (s *Store) Known(ctx context.Context, network, id string) (known bool, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM message WHERE network = ? AND id = ?)`, network, id).Scan(&known)
	return known, fail(s.file, err)
}

// Unfinished returns the messages that are not finished, in the order of their arrival.
func (s *Store) Unfinished(ctx context.Context) (list []Message, err error) {
	rows, err := s.db.QueryContext(ctx, `SELECT seq, network, id, person, chat, thread, grouped, kind, text, masked,
		received, state, attempts, parts, sent, sending FROM message WHERE state IN ('waiting', 'replying') ORDER BY seq`)
	if err != nil {
		return nil, fail(s.file, err)
	}
	defer rows.Close()
	for rows.Next() {
		var m Message
		var received int64
		var parts string
		if err := rows.Scan(&m.Seq, &m.Network, &m.ID, &m.Person, &m.Chat, &m.Thread, &m.Group, &m.Kind, &m.Text, &m.Masked,
			&received, &m.State, &m.Attempts, &parts, &m.Sent, &m.Sending); err != nil {
			return nil, fail(s.file, err)
		}
		m.Received = time.UnixMilli(received).UTC()
		if parts != "" {
			if err := json.Unmarshal([]byte(parts), &m.Parts); err != nil {
				return nil, fmt.Errorf("%w: %s: tin %d: %w", ErrCorrupt, s.file, m.Seq, err)
			}
		}
		list = append(list, m)
	}
	return list, fail(s.file, rows.Err())
}

// Attempt counts one more try at an answer and returns how many that makes.
func (s *Store) Attempt(ctx context.Context, seq int64) (n int, err error) {
	err = s.db.QueryRowContext(ctx, `UPDATE message SET attempts = attempts + 1 WHERE seq = ? RETURNING attempts`, seq).Scan(&n)
	return n, fail(s.file, err)
}

// Reply keeps the answer of a message, in the parts in which it will be sent.
func (s *Store) Reply(ctx context.Context, seq int64, parts []string) error {
	text, err := encode(parts)
	if err != nil {
		return err
	}
	_, err = s.exec(ctx, `UPDATE message SET state = 'replying', parts = ?, sent = 0, sending = 0 WHERE seq = ?`, text, seq)
	return err
}

// Sending notes that the next part is about to be sent.
func (s *Store) Sending(ctx context.Context, seq int64) error {
	_, err := s.exec(ctx, `UPDATE message SET sending = 1 WHERE seq = ?`, seq)
	return err
}

// Sent notes that the network has the part, or, when it has not, that none is on its way.
func (s *Store) Sent(ctx context.Context, seq int64, has bool) error {
	_, err := s.exec(ctx, `UPDATE message SET sending = 0, sent = sent + ? WHERE seq = ?`, has, seq)
	return err
}

// Finish ends a message and erases its text and its answer.
func (s *Store) Finish(ctx context.Context, seq int64, end State) error {
	_, err := s.exec(ctx, `UPDATE message SET state = ?, text = '', parts = '', sending = 0 WHERE seq = ?`, end, seq)
	return err
}

// Purge forgets messages that arrived before then and are finished; one of them that
// arrives again is taken for a new one.
func (s *Store) Purge(ctx context.Context, before time.Time) (n int64, err error) {
	return s.exec(ctx, `DELETE FROM message WHERE received < ? AND state NOT IN ('waiting', 'replying')`, before.UnixMilli())
}

// moment is now as it is kept.
func (s *Store) moment() time.Time { return time.UnixMilli(s.now().UnixMilli()).UTC() }

func encode(parts []string) (string, error) {
	b, err := json.Marshal(parts)
	return string(b), err
}

// Rewrite keeps other parts in the place of those that the network did not take. The
// number of parts sent stays as it is.
func (s *Store) Rewrite(ctx context.Context, seq int64, parts []string) error {
	text, err := encode(parts)
	if err != nil {
		return err
	}
	_, err = s.exec(ctx, `UPDATE message SET parts = ?, sending = 0 WHERE seq = ?`, text, seq)
	return err
}
