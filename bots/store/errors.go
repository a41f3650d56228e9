package store

import (
	"context"
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// The errors that callers can tell apart.
var (
	ErrBusy    = errors.New("sổ tin nhắn đang được một tiến trình khác dùng")
	ErrNoSpace = errors.New("ổ đĩa đã đầy")
	ErrCorrupt = errors.New("tệp tin nhắn bị hỏng")
	ErrTooNew  = errors.New("tệp tin nhắn do bản Công vụ mới hơn tạo ra")
)

// remedies says what the person can do about each kind of failure.
var remedies = map[error]string{
	ErrBusy:    "dừng congvu serve kia, hoặc chạy không có bot",
	ErrNoSpace: "giải phóng dung lượng",
	ErrCorrupt: "khôi phục từ bản sao lưu bằng congvu restore; tệp hỏng được giữ nguyên",
	ErrTooNew:  "nâng cấp Công vụ",
}

// fail wraps err, met at file, in the sentinel that fits it.
func fail(file string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	for kind, remedy := range remedies {
		if errors.Is(err, kind) {
			return fmt.Errorf("%s: %w (%s)", file, err, remedy)
		}
	}
	if kind := sentinelOf(err); kind != nil {
		return fmt.Errorf("%w: %s: %w (%s)", kind, file, err, remedies[kind])
	}
	return fmt.Errorf("%s: %w", file, err)
}

// sentinelOf is the sentinel of what SQLite said, nil where there is none.
func sentinelOf(err error) error {
	var se *sqlite.Error
	if !errors.As(err, &se) {
		return nil
	}
	switch se.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return ErrNoSpace
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return ErrBusy
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT:
		return ErrCorrupt
	}
	return nil
}
