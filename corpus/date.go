package corpus

import (
	"errors"
	"fmt"
	"time"
)

// ErrDate is wrapped by every error about a date that cannot be read.
var ErrDate = errors.New("ngày không hợp lệ")

// Date is a civil date without time zone, held as the number yyyymmdd so that
// dates compare with < and ==. The zero Date means "unknown".
type Date int32

// NewDate returns the date of year, month (1–12) and day (1–31), or an error
// wrapping ErrDate when the calendar has no such day.
func NewDate(year, month, day int) (Date, error) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < 1000 || year > 9999 || t.Year() != year || int(t.Month()) != month || t.Day() != day {
		return 0, fmt.Errorf("%w: %02d/%02d/%04d không có trong lịch", ErrDate, day, month, year)
	}
	return Date(year*10000 + month*100 + day), nil
}

// DateOf returns the civil date of t in t's own zone.
func DateOf(t time.Time) Date {
	return Date(t.Year()*10000 + int(t.Month())*100 + t.Day())
}

// ParseDate reads 2012-07-01, 01/07/2012, 1-7-2012, "ngày 01 tháng 7 năm 2012"
// and, as the first day of the month, 07/2012, 2012-07 and "tháng 7 năm 2012".
// The whole string must be a date.
func ParseDate(s string) (Date, error) {
	d, rest, ok := cutDate(s)
	if !ok || rest != "" {
		return 0, fmt.Errorf("%w: %q (viết dạng 01/07/2025 hoặc 2025-07-01)", ErrDate, clip(s, 60))
	}
	return d, nil
}

// Year is 0 for the zero Date.
func (d Date) Year() int { return int(d) / 10000 }

// Month is 1–12, or 0 for the zero Date.
func (d Date) Month() int { return int(d) / 100 % 100 }

// Day is 1–31, or 0 for the zero Date.
func (d Date) Day() int { return int(d) % 100 }

// IsZero tells whether the date is unknown.
func (d Date) IsZero() bool { return d == 0 }

// String is the ISO form 2012-07-01, empty for the zero Date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year(), d.Month(), d.Day())
}

// Vietnamese is the form officials write: 01/07/2012, empty for the zero Date.
func (d Date) Vietnamese() string {
	if d == 0 {
		return ""
	}
	return fmt.Sprintf("%02d/%02d/%04d", d.Day(), d.Month(), d.Year())
}

// MarshalText writes the ISO form.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads every form that ParseDate reads; empty is the zero Date.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	v, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// clip shortens s to at most n runes for an error message.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n]) + "…"
}

// Vietnam is the country's only time zone; it has no summer time.
var Vietnam = time.FixedZone("ICT", 7*60*60)
