package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/trolycongvu/congvu/corpus"
)

// Conversation is what one person asked in turn.
type Conversation struct {
	ID      string    `json:"id"`
	User    string    `json:"user"`
	Title   string    `json:"title"`
	Created time.Time `json:"created"`
	Updated time.Time `json:"updated"` // the time of its last turn or renaming
	Turns   int       `json:"turns"`   // how many are kept
}

// Subject is what an answer was about: what the next question may lean on.
type Subject struct {
	Document  corpus.DocumentID `json:"document,omitempty"`
	Article   string            `json:"article,omitempty"` // corpus.Article.Key
	Procedure string            `json:"procedure,omitempty"`
}

// Turn is one question and its answer.
type Turn struct {
	ID           string          `json:"id"`
	Conversation string          `json:"conversation_id"`
	Position     int             `json:"position"` // in the conversation, from 1; the first ones may be gone
	Time         time.Time       `json:"time"`
	Question     string          `json:"question"`             // as asked, personal data masked
	Standalone   string          `json:"standalone,omitempty"` // the question made whole, when it leaned on earlier ones
	Answer       json.RawMessage `json:"answer,omitempty"`     // as the caller encodes its answers
	Subject      Subject         `json:"subject"`
	AsOf         corpus.Date     `json:"as_of,omitzero"`      // the day asked about
	Record       string          `json:"record_id,omitempty"` // Record.ID of the same answer
}

// Page asks for a part of a list.
type Page struct {
	Limit int    // 0 is 50; at most 500
	After string // the mark that came with the part before, empty for the first part
}

const (
	usualPage   = 50
	longestPage = 500
)

func (p Page) limit() int {
	if p.Limit <= 0 {
		return usualPage
	}
	return min(p.Limit, longestPage)
}

// Transcript is a whole conversation.
type Transcript struct {
	Conversation

	History []Turn `json:"history"` // oldest first
}

// NewConversation begins a conversation of user.
func (s *Store) NewConversation(ctx context.Context, user, title string) (Conversation, error) {
	if err := check(person(user), text("tiêu đề", title, MaxTitle)); err != nil {
		return Conversation{}, err
	}
	now := s.moment()
	id, err := s.NewID(now)
	if err != nil {
		return Conversation{}, err
	}
	c := Conversation{ID: id, User: user, Title: clip(title, MaxTitle), Created: now, Updated: now}
	return c, s.change(ctx, func(tx *sql.Tx) error {
		_, err := insertConversation(ctx, tx, c)
		return err
	})
}

// insertConversation adds a conversation and drops the oldest beyond MaxConversations.
func insertConversation(ctx context.Context, tx *sql.Tx, c Conversation) (n int64, err error) {
	err = tx.QueryRowContext(ctx, `INSERT INTO conversation (user, id, title, created, updated) VALUES (?, ?, ?, ?, ?) RETURNING n`,
		c.User, c.ID, c.Title, instant(c.Created), instant(c.Updated)).Scan(&n)
	if err != nil {
		return 0, err
	}
	old, err := column[int64](ctx, tx, `SELECT n FROM conversation WHERE user = ? ORDER BY updated DESC, n DESC LIMIT -1 OFFSET ?`, c.User, MaxConversations)
	if err != nil {
		return 0, err
	}
	for _, o := range old {
		if err := deleteConversation(ctx, tx, o); err != nil {
			return 0, err
		}
	}
	return n, nil
}

// deleteConversation deletes a conversation with its turns and the feedback on them.
func deleteConversation(ctx context.Context, tx *sql.Tx, n int64) error {
	_, err := exec(ctx, tx, `DELETE FROM feedback WHERE (user, conversation) = (SELECT user, id FROM conversation WHERE n = ?)`, n)
	if err == nil {
		_, err = exec(ctx, tx, `DELETE FROM conversation WHERE n = ?`, n)
	}
	return err
}

const conversationColumns = `c.id, c.user, c.title, c.created, c.updated, (SELECT count(*) FROM turn t WHERE t.conversation = c.n), c.n`

func scanConversation(scan scanner) (c Conversation, n int64, err error) {
	var created, updated int64
	err = scan(&c.ID, &c.User, &c.Title, &created, &updated, &c.Turns, &n)
	c.Created, c.Updated = timeOf(created), timeOf(updated)
	return c, n, err
}

// Conversations lists the conversations of user, the last used first. more is the
// mark of the next part, empty when there is none.
func (s *Store) Conversations(ctx context.Context, user string, page Page) (list []Conversation, more string, err error) {
	if err := person(user); err != nil {
		return nil, "", err
	}
	updated, n, err := mark(page.After)
	if err != nil {
		return nil, "", err
	}
	limit := page.limit()
	err = each(ctx, s.read, func(scan scanner) error {
		if len(list) == limit {
			last := list[limit-1]
			more = fmt.Sprintf("%d.%d", instant(last.Updated), n)
			return errStop
		}
		var c Conversation
		var err error
		c, n, err = scanConversation(scan)
		list = append(list, c)
		return err
	}, `SELECT `+conversationColumns+` FROM conversation c WHERE c.user = ? AND (? = 0 OR (c.updated, c.n) < (?, ?))
		ORDER BY c.updated DESC, c.n DESC LIMIT ?`, user, n, updated, n, limit+1)
	return list, more, fail(s.file, err)
}

// mark reads the mark of a part of Conversations.
func mark(s string) (updated, n int64, err error) {
	if s == "" {
		return 0, 0, nil
	}
	before, after, ok := strings.Cut(s, ".")
	if ok {
		updated, err = strconv.ParseInt(before, 10, 64)
	}
	if ok && err == nil {
		n, err = strconv.ParseInt(after, 10, 64)
	}
	if !ok || err != nil || n < 1 {
		return 0, 0, invalid("trang", "dấu trang %q không đọc được", clip(s, 40))
	}
	return updated, n, nil
}

// conversation finds a conversation of user.
func conversation(ctx context.Context, q querier, user, id string) (c Conversation, n int64, err error) {
	if err := person(user); err != nil {
		return c, 0, err
	}
	c, n, err = scanConversation(q.QueryRowContext(ctx, `SELECT `+conversationColumns+` FROM conversation c WHERE c.user = ? AND c.id = ?`, user, id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("%w: cuộc trò chuyện %q", ErrNotFound, clip(id, 40))
	}
	return c, n, err
}

// Conversation returns a conversation of user.
func (s *Store) Conversation(ctx context.Context, user, id string) (Conversation, error) {
	c, _, err := conversation(ctx, s.read, user, id)
	return c, fail(s.file, err)
}

// Transcript returns a conversation of user with all its turns.
func (s *Store) Transcript(ctx context.Context, user, id string) (t Transcript, err error) {
	err = s.view(ctx, func(tx *sql.Tx) error {
		c, n, err := conversation(ctx, tx, user, id)
		if err != nil {
			return err
		}
		t.Conversation = c
		t.History, err = turns(ctx, tx, c.ID, `WHERE conversation = ? ORDER BY position`, n)
		return err
	})
	return t, err
}

// Rename gives a conversation of user another title.
func (s *Store) Rename(ctx context.Context, user, id, title string) error {
	if err := required("tiêu đề", title, MaxTitle); err != nil {
		return err
	}
	return s.change(ctx, func(tx *sql.Tx) error {
		_, n, err := conversation(ctx, tx, user, id)
		if err == nil {
			_, err = exec(ctx, tx, `UPDATE conversation SET title = ?, updated = ? WHERE n = ?`, clip(title, MaxTitle), instant(s.now()), n)
		}
		return err
	})
}

// DeleteConversation deletes a conversation of user, its turns and the feedback on
// them. The audit keeps its records until they are old enough.
func (s *Store) DeleteConversation(ctx context.Context, user, id string) error {
	err := s.change(ctx, func(tx *sql.Tx) error {
		_, n, err := conversation(ctx, tx, user, id)
		if err == nil {
			err = deleteConversation(ctx, tx, n)
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.forget(ctx)
}
