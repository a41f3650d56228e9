package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// The errors that callers can tell apart. Every error that people may see wraps
// one of them and says in Vietnamese what is meant and what to do.
var (
	ErrNotFound = errors.New("không tìm thấy")
	ErrInvalid  = errors.New("dữ liệu không hợp lệ")
	ErrBusy     = errors.New("sổ trạng thái đang bận")
	ErrNoSpace  = errors.New("ổ đĩa đã đầy")
	ErrReadOnly = errors.New("không mở được hoặc không có quyền ghi")
	ErrCorrupt  = errors.New("tệp trạng thái bị hỏng")
	ErrTooNew   = errors.New("tệp trạng thái do bản Công vụ mới hơn tạo ra")
)

// remedies says what the person can do about each kind of failure.
var remedies = map[error]string{
	ErrBusy:     "đợi tiến trình kia ghi xong rồi thử lại",
	ErrNoSpace:  "giải phóng dung lượng, hoặc xóa dữ liệu cũ bằng congvu state purge",
	ErrReadOnly: "cấp quyền ghi cho thư mục dữ liệu hoặc chọn thư mục khác bằng --data",
	ErrCorrupt:  "khôi phục từ bản sao lưu bằng congvu restore; tệp hỏng được giữ nguyên",
}

// fail wraps err, met at file, in the sentinel that fits it.
func fail(file string, err error) error {
	if err == nil || isOurs(err) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	kind := classify(err)
	if kind == nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return fmt.Errorf("%w: %s: %w (%s)", kind, file, err, remedies[kind])
}

// isOurs tells whether err already carries one of the package's sentinels.
func isOurs(err error) bool {
	for _, s := range []error{ErrNotFound, ErrInvalid, ErrBusy, ErrNoSpace, ErrReadOnly, ErrCorrupt, ErrTooNew, ErrGone} {
		if errors.Is(err, s) {
			return true
		}
	}
	return false
}

// classify maps what SQLite or the operating system said to a sentinel, or nil.
func classify(err error) error {
	var se *sqlite.Error
	switch {
	case errors.As(err, &se):
		return sentinelOf(se.Code())
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return ErrNoSpace
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return ErrReadOnly
	}
	return nil
}

func sentinelOf(code int) error {
	if code == sqlite3.SQLITE_IOERR_SHMSIZE { // the shared-memory file could not grow
		return ErrNoSpace
	}
	switch code & 0xff {
	case sqlite3.SQLITE_FULL:
		return ErrNoSpace
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return ErrBusy
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT:
		return ErrCorrupt
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return ErrReadOnly
	}
	return nil
}

// isBusy tells whether err is SQLite's word for a lock that someone else holds.
func isBusy(err error) bool {
	var se *sqlite.Error
	return errors.As(err, &se) && errors.Is(sentinelOf(se.Code()), ErrBusy)
}

// invalid is an ErrInvalid about one field of what was given.
func invalid(field, format string, args ...any) error {
	return fmt.Errorf("%w: %s: %s", ErrInvalid, field, fmt.Sprintf(format, args...))
}
