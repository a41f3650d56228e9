package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
)

// maxConversationID is the longest identifier that a client may choose, in bytes.
const maxConversationID = 128

// AddTurn adds a turn to the conversation of user that t names, and begins one when
// it names none or one that is not there; the question is its title then. It returns
// the turn with its identifier, conversation, position and time; a zero Time is now.
func (s *Store) AddTurn(ctx context.Context, user string, t Turn) (Turn, error) {
	if t.Time.IsZero() {
		t.Time = s.now()
	}
	t.Time = timeOf(instant(t.Time))
	if err := check(person(user), t.check()); err != nil {
		return Turn{}, err
	}
	var err error
	if t.ID, err = s.NewID(t.Time); err != nil {
		return Turn{}, err
	}
	if t.Conversation == "" {
		if t.Conversation, err = s.NewID(t.Time); err != nil {
			return Turn{}, err
		}
	}
	err = s.change(ctx, func(tx *sql.Tx) error {
		n, err := continued(ctx, tx, user, t)
		if err != nil {
			return err
		}
		return s.insertTurn(ctx, tx, n, &t)
	})
	return t, err
}

func (t Turn) check() error {
	var id error
	if t.Conversation != "" {
		id = name("cuộc trò chuyện", t.Conversation, maxConversationID)
	}
	var record error
	if t.Record != "" && !isID(t.Record) {
		record = invalid("bản ghi", "mã %q không đúng dạng", clip(t.Record, 40))
	}
	return check(id, record,
		required("câu hỏi", t.Question, MaxQuestion), text("câu hỏi đầy đủ", t.Standalone, MaxQuestion),
		raw("câu trả lời", t.Answer, MaxAnswer),
		text("văn bản", string(t.Subject.Document), maxWord), text("điều", t.Subject.Article, maxWord), text("thủ tục", t.Subject.Procedure, maxWord))
}

// continued finds or begins the conversation that t continues.
func continued(ctx context.Context, tx *sql.Tx, user string, t Turn) (int64, error) {
	_, n, err := conversation(ctx, tx, user, t.Conversation)
	if errors.Is(err, ErrNotFound) {
		return insertConversation(ctx, tx, Conversation{
			ID: t.Conversation, User: user, Title: clip(t.Question, MaxTitle/2), Created: t.Time, Updated: t.Time,
		})
	}
	if err == nil {
		_, err = exec(ctx, tx, `UPDATE conversation SET updated = max(updated, ?) WHERE n = ?`, instant(t.Time), n)
	}
	return n, err
}

// insertTurn adds t to conversation n, which drops the turns beyond MaxTurns.
func (s *Store) insertTurn(ctx context.Context, tx *sql.Tx, n int64, t *Turn) error {
	err := tx.QueryRowContext(ctx, `SELECT coalesce(max(position), 0) + 1 FROM turn WHERE conversation = ?`, n).Scan(&t.Position)
	if err != nil {
		return err
	}
	body, err := s.pack(t)
	if err != nil {
		return err
	}
	if _, err := exec(ctx, tx, `INSERT INTO turn (id, conversation, position, record, body) VALUES (?, ?, ?, ?, ?)`,
		t.ID, n, t.Position, t.Record, body); err != nil {
		return err
	}
	_, err = exec(ctx, tx, `DELETE FROM turn WHERE conversation = ? AND position <= ?`, n, t.Position-MaxTurns)
	return err
}

// turns reads turns of one conversation.
func turns(ctx context.Context, q querier, id, where string, args ...any) (list []Turn, err error) {
	var u unpacker
	err = each(ctx, q, func(scan scanner) error {
		var t Turn
		var body []byte
		err := scan(&body)
		if err == nil {
			err = u.unpack(body, &t)
		}
		t.Conversation = id
		list = append(list, t)
		return err
	}, `SELECT body FROM turn `+where, args...)
	return list, err
}

// LastTurns returns the last turns of a conversation of user, at most n, oldest
// first; none when there is no such conversation, since a client may name a new one.
func (s *Store) LastTurns(ctx context.Context, user, id string, n int) ([]Turn, error) {
	if err := person(user); err != nil {
		return nil, err
	}
	list, err := turns(ctx, s.read, id, `WHERE conversation = (SELECT n FROM conversation WHERE user = ? AND id = ?)
		ORDER BY position DESC LIMIT ?`, user, id, max(n, 0))
	slices.Reverse(list)
	return list, fail(s.file, err)
}
