package store

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/trolycongvu/congvu/corpus"
)

// Imported says what became of a file of approved answers.
type Imported struct {
	Kept     []string       `json:"kept"` // identifiers
	Rejected []RejectedLine `json:"rejected"`
}

// RejectedLine is a line of a file that was not taken.
type RejectedLine struct {
	Line     int    `json:"line"`
	ID       string `json:"id,omitempty"`
	Question string `json:"question,omitempty"`
	Reason   string `json:"reason"`
}

// ImportApproved reads approved answers as JSON lines and keeps those whose citations
// stand in lib, are in force today and were not reworded after the day of approval. The
// sums are taken from lib; one that the file gives must be the same. A line that is not
// taken does not keep the others from being so; an error is returned only when file,
// corpus or store fail.
func (s *Store) ImportApproved(ctx context.Context, lib Library, r io.Reader) (done Imported, err error) {
	done = Imported{Kept: []string{}, Rejected: []RejectedLine{}}
	err = ReadApproved(r, func(line int, a Approved, bad error) error {
		if bad == nil {
			bad = s.seal(ctx, lib, &a)
		}
		if bad == nil {
			_, bad = s.PutApproved(ctx, a)
		}
		switch {
		case bad == nil:
			done.Kept = append(done.Kept, a.ID)
		case errors.Is(bad, ErrInvalid), errors.Is(bad, ErrGone):
			rejected := RejectedLine{Line: line, ID: a.ID, Reason: bad.Error()}
			if len(a.Questions) > 0 {
				rejected.Question = clip(a.Questions[0], MaxTitle)
			}
			done.Rejected = append(done.Rejected, rejected)
		default:
			return fmt.Errorf("dòng %d: %w", line, bad)
		}
		return nil
	})
	return done, err
}

// seal gives every citation the sum of its text, and its place in the one way of writing
// it.
func (s *Store) seal(ctx context.Context, lib Library, a *Approved) error {
	today := s.Today()
	textOf := CitedIn(lib, today)
	for i := range a.Citations {
		c := &a.Citations[i]
		if ref, err := corpus.ParseRef(c.Ref); err == nil {
			c.Ref = ref.String()
		}
		text, inForce, err := textOf(ctx, c.Ref)
		if err != nil {
			return err
		}
		reworded, err := WordedAfter(ctx, lib, c.Ref, a.ApprovedOn)
		if err != nil {
			return err
		}
		sum := TextSum(text)
		switch {
		case !inForce:
			return invalid("citations", "%s không có hiệu lực ngày %s", c.Ref, today.Vietnamese())
		case c.SHA256 != "" && c.SHA256 != sum:
			return invalid("citations", "nội dung %s trong kho khác bản đã phê duyệt", c.Ref)
		case !reworded.IsZero() && reworded <= today:
			return invalid("approved_on", "%s được sửa đổi từ %s, sau ngày phê duyệt", c.Ref, reworded.Vietnamese())
		}
		c.SHA256 = sum
	}
	return nil
}
