package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/trolycongvu/congvu/corpus"
)

// Conversation is what is kept of a conversation besides its turns.
type Conversation struct {
	Number int         // counts the conversations begun at one place, from 1
	AsOf   corpus.Date // the day that questions are about, zero for none
}

// Conversation returns the conversation that goes on at key; the first, when none was begun.
func (s *Store) Conversation(ctx context.Context, key string) (c Conversation, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT number, as_of FROM conversation WHERE key = ?`, key).Scan(&c.Number, &c.AsOf)
	if errors.Is(err, sql.ErrNoRows) {
		return Conversation{Number: 1}, nil
	}
	return c, fail(s.file, err)
}

// PutConversation keeps c as the conversation that goes on at key.
func (s *Store) PutConversation(ctx context.Context, key string, c Conversation) error {
	_, err := s.exec(ctx, `INSERT INTO conversation (key, number, as_of, updated) VALUES (?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET number = excluded.number, as_of = excluded.as_of, updated = excluded.updated`,
		key, c.Number, int32(c.AsOf), s.now().UnixMilli())
	return err
}
