package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Verdict is what a person thinks of an answer.
type Verdict string

// The verdicts.
const (
	Up   Verdict = "up"
	Down Verdict = "down"
)

// Reason is why an answer is no good. The list is closed.
type Reason string

// The reasons.
const (
	Wrong      Reason = "sai"
	Incomplete Reason = "thiếu"
	Outdated   Reason = "lỗi thời"
	Unclear    Reason = "khó hiểu"
	Other      Reason = "khác"
)

// Reasons are all reasons, in the order in which they are offered.
func Reasons() []Reason { return []Reason{Wrong, Incomplete, Outdated, Unclear, Other} }

// Feedback is what one person thinks of one answer.
type Feedback struct {
	User         string    `json:"user"`
	Answer       string    `json:"answer_id"` // Record.ID, or Turn.ID of a turn without a record
	Conversation string    `json:"conversation_id,omitempty"`
	Verdict      Verdict   `json:"verdict"`
	Reason       Reason    `json:"reason,omitempty"`  // of Down
	Comment      string    `json:"comment,omitempty"` // free text, personal data masked by the caller
	Time         time.Time `json:"time"`              // when it was last changed
}

func (f Feedback) check() error {
	var verdict, reason error
	if f.Verdict != Up && f.Verdict != Down {
		verdict = invalid("đánh giá", "%q không phải up hoặc down", clip(string(f.Verdict), 40))
	}
	switch {
	case f.Reason == "":
	case f.Verdict == Up:
		reason = invalid("lý do", "chỉ nêu khi đánh giá down")
	case !slices.Contains(Reasons(), f.Reason):
		reason = invalid("lý do", "%q không có trong danh sách: sai, thiếu, lỗi thời, khó hiểu, khác", clip(string(f.Reason), 40))
	}
	return check(person(f.User), verdict, reason, text("ý kiến", f.Comment, MaxComment))
}

// PutFeedback keeps what f.User thinks of an answer of that person, in place of what
// was thought before. Answer may be the identifier of the record or of the turn: both
// name one answer. It returns the feedback as kept; an answer that is not there or is
// another's is ErrNotFound.
func (s *Store) PutFeedback(ctx context.Context, f Feedback) (Feedback, error) {
	if err := f.check(); err != nil {
		return Feedback{}, err
	}
	f.Time = s.moment()
	return f, s.change(ctx, func(tx *sql.Tx) error {
		if err := f.resolve(ctx, tx); err != nil {
			return err
		}
		_, err := exec(ctx, tx, `INSERT INTO feedback (user, answer, conversation, verdict, reason, comment, time) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET conversation = excluded.conversation, verdict = excluded.verdict, reason = excluded.reason,
			comment = excluded.comment, time = excluded.time`,
			f.User, f.Answer, f.Conversation, f.Verdict, f.Reason, f.Comment, instant(f.Time))
		return err
	})
}

// resolve finds the answer among the turns and records of the person.
func (f *Feedback) resolve(ctx context.Context, tx *sql.Tx) error {
	given := f.Answer
	var record string
	err := tx.QueryRowContext(ctx, `SELECT t.record, c.id FROM turn t JOIN conversation c ON c.n = t.conversation WHERE t.id = ? AND c.user = ?`,
		given, f.User).Scan(&record, &f.Conversation)
	if err == nil {
		if record != "" {
			f.Answer = record
		}
		return nil
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	r, err := scanRecord(tx.QueryRowContext(ctx, `SELECT body FROM audit WHERE id = ? AND user = ?`, given, f.User).Scan, new(unpacker))
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("%w: câu trả lời %q", ErrNotFound, clip(given, 40))
	}
	f.Conversation = r.Conversation
	return err
}

// WithdrawFeedback deletes what user said of an answer.
func (s *Store) WithdrawFeedback(ctx context.Context, user, answer string) error {
	if err := person(user); err != nil {
		return err
	}
	return s.change(ctx, func(tx *sql.Tx) error {
		n, err := exec(ctx, tx, `DELETE FROM feedback WHERE user = ?1 AND answer IN (?2, (SELECT record FROM turn WHERE id = ?2))`, user, answer)
		if err == nil && n == 0 {
			err = fmt.Errorf("%w: đánh giá cho %q", ErrNotFound, clip(answer, 40))
		}
		return err
	})
}

const feedbackColumns = `user, answer, conversation, verdict, reason, comment, time`

func scanFeedback(scan scanner) (f Feedback, err error) {
	var at int64
	err = scan(&f.User, &f.Answer, &f.Conversation, &f.Verdict, &f.Reason, &f.Comment, &at)
	f.Time = timeOf(at)
	return f, err
}

// FeedbackOf returns what user said of an answer, by the identifier of its record or turn.
func (s *Store) FeedbackOf(ctx context.Context, user, answer string) (Feedback, error) {
	if err := person(user); err != nil {
		return Feedback{}, err
	}
	f, err := scanFeedback(s.read.QueryRowContext(ctx, `SELECT `+feedbackColumns+` FROM feedback
		WHERE user = ?1 AND answer IN (?2, (SELECT record FROM turn WHERE id = ?2))`, user, answer).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("%w: đánh giá cho %q", ErrNotFound, clip(answer, 40))
	}
	return f, fail(s.file, err)
}

// AllFeedback lists everybody's feedback since a time, newest first, for those who may
// see it; limit is at most 500, 0 is 50.
func (s *Store) AllFeedback(ctx context.Context, since time.Time, limit int) (list []Feedback, err error) {
	var from int64
	if !since.IsZero() {
		from = instant(since)
	}
	err = each(ctx, s.read, func(scan scanner) error {
		f, err := scanFeedback(scan)
		list = append(list, f)
		return err
	}, `SELECT `+feedbackColumns+` FROM feedback WHERE time >= ? ORDER BY time DESC, user, answer LIMIT ?`, from, Page{Limit: limit}.limit())
	return list, fail(s.file, err)
}
