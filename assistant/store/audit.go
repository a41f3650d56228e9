package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// AddRecord adds a record to the audit and returns it with its identifier and time; a
// zero Time is now. An identifier that NewID gave earlier is kept, so that an answer
// can name its record before it is whole; its time is the record's then. Texts of the
// answer and the model that are too long are cut.
func (s *Store) AddRecord(ctx context.Context, r Record) (Record, error) {
	if r.Time.IsZero() {
		r.Time = s.now()
	}
	if isID(r.ID) {
		r.Time = timeOfID(r.ID)
	}
	r.Time = timeOf(instant(r.Time))
	r.tidy()
	if err := r.check(); err != nil {
		return Record{}, err
	}
	if r.ID == "" {
		var err error
		if r.ID, err = s.NewID(r.Time); err != nil {
			return Record{}, err
		}
	}
	body, err := s.pack(r)
	if err != nil {
		return Record{}, err
	}
	return r, s.change(ctx, func(tx *sql.Tx) error {
		n, err := exec(ctx, tx, `INSERT INTO audit (id, time, user, status, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			r.ID, instant(r.Time), r.User, r.Status, body)
		if err == nil && n == 0 {
			err = invalid("bản ghi", "đã có %s, bản ghi không sửa được", r.ID)
		}
		return err
	})
}

// Filter chooses records. Its zero value chooses all.
type Filter struct {
	Since, Until time.Time // Until excluded; zero is open
	User         string
	Status       string
	Text         string // words of the question or the answer in this order, whatever their case and diacritics
}

// Records lists records for those who may see everybody's, newest first. more is the
// mark of the next part, empty when there is none. A filter by text reads the records
// one by one.
func (s *Store) Records(ctx context.Context, f Filter, page Page) (list []Record, more string, err error) {
	if page.After != "" && !isID(page.After) {
		return nil, "", invalid("trang", "dấu trang %q không đọc được", clip(page.After, 40))
	}
	wanted := strings.Fields(needle(f.Text))
	where, args := f.where(page.After)
	limit := page.limit()
	var u unpacker
	err = each(ctx, s.read, func(scan scanner) error {
		r, err := scanRecord(scan, &u)
		switch {
		case err != nil:
			return err
		case len(wanted) > 0 && !r.mentions(wanted):
			return nil
		case len(list) == limit:
			more = list[limit-1].ID
			return errStop
		}
		list = append(list, r)
		return nil
	}, `SELECT body FROM audit `+where+` ORDER BY id DESC`, args...)
	return list, more, fail(s.file, err)
}

// where is the filter in SQL, for records before the one of id.
func (f Filter) where(before string) (clause string, args []any) {
	var parts []string
	add := func(part string, arg any) {
		parts = append(parts, part)
		args = append(args, arg)
	}
	if before != "" {
		add("id < ?", before)
	}
	if !f.Since.IsZero() {
		add("id >= ?", firstID(f.Since))
	}
	if !f.Until.IsZero() {
		add("id < ?", firstID(f.Until))
	}
	if f.User != "" {
		add("user = ?", f.User)
	}
	if f.Status != "" {
		add("status = ?", f.Status)
	}
	if len(parts) == 0 {
		return "", nil
	}
	return "WHERE " + strings.Join(parts, " AND "), args
}

// needle is text as it is looked for: the words alone, folded.
func needle(text string) string {
	var words []string
	for _, t := range viet.Tokenize(viet.Normalize(text)) {
		words = append(words, viet.Fold(t.Text))
	}
	return strings.Join(words, " ")
}

// mentions tells whether question or answer contain the wanted words one after the other.
func (r Record) mentions(wanted []string) bool {
	run := " " + strings.Join(wanted, " ") + " "
	for _, text := range []string{r.Question, r.UnderstoodAs, r.Answer} {
		folded := viet.Fold(text)
		missing := func(w string) bool { return !strings.Contains(folded, w) }
		if !slices.ContainsFunc(wanted, missing) && strings.Contains(" "+needle(text)+" ", run) { // words cost more to tell apart
			return true
		}
	}
	return false
}

func scanRecord(scan scanner, u *unpacker) (r Record, err error) {
	var body []byte
	if err := scan(&body); err != nil {
		return r, err
	}
	err = u.unpack(body, &r)
	return r, err
}

// Record returns a record of user.
func (s *Store) Record(ctx context.Context, user, id string) (Record, error) {
	if err := person(user); err != nil {
		return Record{}, err
	}
	return s.record(ctx, id, `SELECT body FROM audit WHERE id = ? AND user = ?`, id, user)
}

// AnyRecord returns a record of whomever, for those who may see everybody's.
func (s *Store) AnyRecord(ctx context.Context, id string) (Record, error) {
	return s.record(ctx, id, `SELECT body FROM audit WHERE id = ?`, id)
}

func (s *Store) record(ctx context.Context, id, query string, args ...any) (Record, error) {
	r, err := scanRecord(s.read.QueryRowContext(ctx, query, args...).Scan, new(unpacker))
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("%w: bản ghi %q", ErrNotFound, clip(id, 40))
	}
	return r, fail(s.file, err)
}
