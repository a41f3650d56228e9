package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/trolycongvu/congvu/corpus"
)

// Today is the day in Vietnam.
func (s *Store) Today() corpus.Date { return corpus.DateOf(s.now().In(corpus.Vietnam)) }

// ErrGone is a cited place that the corpus does not hold any more.
var ErrGone = errors.New("nơi viện dẫn không có trong kho văn bản")

// TextOf gives the text of a cited place as it reads now, and whether it is in force
// today. A place that is not there is an error wrapping ErrGone.
type TextOf func(ctx context.Context, ref string) (text string, inForce bool, err error)

// PutApproved keeps an approved answer as current, in place of an older one of the same
// identifier. Every citation must have its sum. An answer that is stale, withdrawn or
// rests on other sums than the kept one is only replaced by an approval of a later day,
// or of the day on which that came to be known: the text that was approved is not the
// text that stands, until a person has looked at it again. It returns what is kept.
func (s *Store) PutApproved(ctx context.Context, a Approved) (Approved, error) {
	if err := a.check(); err != nil {
		return Approved{}, err
	}
	for _, c := range a.Citations {
		if c.SHA256 == "" {
			return Approved{}, invalid("citations.sha256", "thiếu của %s", clip(c.Ref, 80))
		}
	}
	if today := s.Today(); a.ApprovedOn > today {
		return Approved{}, invalid("approved_on", "%s còn ở tương lai", a.ApprovedOn.Vietnamese())
	}
	a.State, a.Reason, a.Changed = Current, "", s.moment()
	return a, s.change(ctx, func(tx *sql.Tx) error {
		old, err := approved(ctx, tx, a.ID)
		if err == nil {
			err = a.mayReplace(old)
		} else if errors.Is(err, ErrNotFound) {
			err = nil
		}
		if err != nil {
			return err
		}
		return s.putApproved(ctx, tx, a)
	})
}

// mayReplace tells why a may not take the place of the old answer, nil when it may.
func (a Approved) mayReplace(old Approved) error {
	known := corpus.DateOf(old.Changed.In(corpus.Vietnam))
	switch {
	case old.State != Current && a.ApprovedOn < known:
		return invalid("approved_on", "câu này đã %s từ %s; cần phê duyệt lại, với ngày phê duyệt từ ngày đó", old.State.vietnamese(), known.Vietnamese())
	case old.State == Current && a.ApprovedOn <= old.ApprovedOn && !sameSums(old, a):
		return invalid("approved_on", "nội dung được viện dẫn đã khác so với khi phê duyệt ngày %s; cần phê duyệt lại", old.ApprovedOn.Vietnamese())
	}
	return nil
}

func (s State) vietnamese() string {
	switch s {
	case Stale:
		return "hết giá trị"
	case Withdrawn:
		return "rút lại"
	}
	return "có giá trị"
}

// sameSums tells whether the places that both cite have the same sums.
func sameSums(a, b Approved) bool {
	sums := map[string]string{}
	for _, c := range a.Citations {
		sums[c.Ref] = c.SHA256
	}
	for _, c := range b.Citations {
		if was, ok := sums[c.Ref]; ok && was != c.SHA256 {
			return false
		}
	}
	return true
}

func (s *Store) putApproved(ctx context.Context, tx *sql.Tx, a Approved) error {
	body, err := s.pack(a)
	if err != nil {
		return err
	}
	_, err = exec(ctx, tx, `INSERT INTO approved (id, state, reason, changed, body) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET state = excluded.state, reason = excluded.reason, changed = excluded.changed, body = excluded.body`,
		a.ID, a.State, a.Reason, instant(a.Changed), body)
	return err
}

const approvedColumns = `state, reason, changed, body`

func scanApproved(scan scanner, u *unpacker) (a Approved, err error) {
	var state State
	var reason string
	var changed int64
	var body []byte
	if err := scan(&state, &reason, &changed, &body); err != nil {
		return a, err
	}
	err = u.unpack(body, &a)
	a.State, a.Reason, a.Changed = state, reason, timeOf(changed)
	return a, err
}

func approved(ctx context.Context, q querier, id string) (Approved, error) {
	a, err := scanApproved(q.QueryRowContext(ctx, `SELECT `+approvedColumns+` FROM approved WHERE id = ?`, id).Scan, new(unpacker))
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("%w: câu đã duyệt %q", ErrNotFound, clip(id, 40))
	}
	return a, err
}

// Approved returns an approved answer, whatever its state.
func (s *Store) Approved(ctx context.Context, id string) (Approved, error) {
	a, err := approved(ctx, s.read, id)
	return a, fail(s.file, err)
}

// ApprovedAnswers lists the approved answers in one state, or all when it is empty, in
// order of identifier.
func (s *Store) ApprovedAnswers(ctx context.Context, state State) (list []Approved, err error) {
	var u unpacker
	err = each(ctx, s.read, func(scan scanner) error {
		a, err := scanApproved(scan, &u)
		list = append(list, a)
		return err
	}, `SELECT `+approvedColumns+` FROM approved WHERE ?1 = '' OR state = ?1 ORDER BY id`, state)
	return list, fail(s.file, err)
}

// BankRevision changes whenever an approved answer does, by whichever process. It is
// cheap to ask, so that an index in memory is made anew when it must be.
func (s *Store) BankRevision(ctx context.Context) (rev int64, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT revision FROM bank`).Scan(&rev)
	return rev, fail(s.file, err)
}

// WithdrawApproved takes an approved answer back for good, or until it is approved anew.
func (s *Store) WithdrawApproved(ctx context.Context, id, reason string) error {
	if err := text("lý do", reason, MaxComment); err != nil {
		return err
	}
	return s.change(ctx, func(tx *sql.Tx) error {
		if _, err := approved(ctx, tx, id); err != nil {
			return err
		}
		_, err := exec(ctx, tx, `UPDATE approved SET state = ?, reason = ?, changed = ? WHERE id = ? AND state <> ?1`,
			Withdrawn, clip(reason, MaxComment), instant(s.now()), id)
		return err
	})
}

// MarkStale marks an approved answer stale that a caller found to be so when it was
// about to give it. Nothing happens when it is not the current one that was looked at.
func (s *Store) MarkStale(ctx context.Context, a Approved, reason string) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		now, err := approved(ctx, tx, a.ID)
		if errors.Is(err, ErrNotFound) || err == nil && (now.State != Current || now.ApprovedOn != a.ApprovedOn || !sameSums(now, a)) {
			return nil
		}
		if err == nil {
			_, err = exec(ctx, tx, `UPDATE approved SET state = ?, reason = ?, changed = ? WHERE id = ?`,
				Stale, clip(reason, MaxComment), instant(s.now()), a.ID)
		}
		return err
	})
}

// Fresh tells whether an approved answer may be given: every place that it cites reads
// as it did when it was approved and is in force. Otherwise reason says what is wrong.
func (a Approved) Fresh(ctx context.Context, textOf TextOf) (reason string, err error) {
	for _, c := range a.Citations {
		text, inForce, err := textOf(ctx, c.Ref)
		switch {
		case errors.Is(err, ErrGone):
			return c.Ref + ": không còn trong kho văn bản", nil
		case err != nil:
			return "", fmt.Errorf("%s: %w", c.Ref, err)
		case !inForce:
			return c.Ref + ": không có hiệu lực", nil
		case TextSum(text) != c.SHA256:
			return c.Ref + ": nội dung đã khác so với khi phê duyệt", nil
		}
	}
	return "", nil
}

// Checked says what Revalidate found.
type Checked struct {
	Current int        `json:"current"` // that still hold
	Stale   []Approved `json:"stale"`   // that were current until now; never nil
}

// Revalidate holds every current answer against the corpus and marks stale those that
// are not Fresh any more. A stale answer stays so though its text should come back: a
// person approves it anew. An error of textOf other than ErrGone ends it; what was
// marked before stays marked.
func (s *Store) Revalidate(ctx context.Context, textOf TextOf) (c Checked, err error) {
	c.Stale = []Approved{}
	list, err := s.ApprovedAnswers(ctx, Current)
	if err != nil {
		return c, err
	}
	for _, a := range list {
		reason, err := a.Fresh(ctx, textOf)
		if err != nil {
			return c, err
		}
		if reason == "" {
			c.Current++
			continue
		}
		if err := s.MarkStale(ctx, a, reason); err != nil {
			return c, err
		}
		a.State, a.Reason, a.Changed = Stale, reason, s.moment()
		c.Stale = append(c.Stale, a)
	}
	return c, nil
}
