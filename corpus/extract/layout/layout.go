// Package layout holds what all readers of files share: the limits that they keep
// to, clean text, where a break inside a paragraph begins a line of its own, and
// how a table becomes lines.
package layout

import (
	"errors"
	"time"
)

// ErrTooLarge says that a file goes beyond one of the Limits.
var ErrTooLarge = errors.New("tệp vượt quá giới hạn")

// Limits bound what reading one file may cost. Zero fields stand for the values
// of DefaultLimits.
type Limits struct {
	FileBytes int64         // size of the file
	Bytes     int           // of text in UTF-8
	Lines     int           // lines of text
	Pages     int           // pages of a PDF or picture file
	Unpacked  int64         // bytes that the parts of a zip may unpack to
	Ratio     int64         // how many times larger than packed a part may become, once it is over 8 MB
	Depth     int           // how deep elements, tables, containers and attachments nest
	Time      time.Duration // for the whole file
}

// DefaultLimits are far above any real document and far below what harms the
// machine.
var DefaultLimits = Limits{
	FileBytes: 200 << 20,
	Bytes:     60 << 20,
	Lines:     1_000_000,
	Pages:     2000,
	Unpacked:  512 << 20,
	Ratio:     200,
	Depth:     256,
	Time:      30 * time.Minute,
}

// OrDefault fills in what is not set.
func (l Limits) OrDefault() Limits {
	return Limits{
		FileBytes: either(l.FileBytes, DefaultLimits.FileBytes),
		Bytes:     either(l.Bytes, DefaultLimits.Bytes),
		Lines:     either(l.Lines, DefaultLimits.Lines),
		Pages:     either(l.Pages, DefaultLimits.Pages),
		Unpacked:  either(l.Unpacked, DefaultLimits.Unpacked),
		Ratio:     either(l.Ratio, DefaultLimits.Ratio),
		Depth:     either(l.Depth, DefaultLimits.Depth),
		Time:      either(l.Time, DefaultLimits.Time),
	}
}

func either[T int | int64 | time.Duration](set, standard T) T {
	if set > 0 {
		return set
	}
	return standard
}
