package access

import (
	"errors"
	"fmt"
	"time"
)

// The errors that callers can tell apart. Their texts are for people and say nothing
// that helps a guesser.
var (
	ErrUnauthenticated = errors.New("chưa xác thực: khóa hoặc phiên đăng nhập không đúng hoặc đã hết hạn")
	ErrPassword        = errors.New("tên hoặc mật khẩu không đúng")
	ErrForbidden       = errors.New("không có quyền")
	ErrLocked          = errors.New("tạm khóa đăng nhập vì sai nhiều lần")
	ErrLimited         = errors.New("gửi yêu cầu quá nhanh")
	ErrNotFound        = errors.New("không tìm thấy")
	ErrInvalid         = errors.New("giá trị không hợp lệ")
	ErrExists          = errors.New("đã có")
	ErrBind            = errors.New("chưa bật xác thực")
)

// WaitError is an error that is over after a while: it wraps ErrLocked or ErrLimited.
type WaitError struct {
	Err  error
	Wait time.Duration // more than nothing
}

// Error says how long to wait.
func (e *WaitError) Error() string {
	return fmt.Sprintf("%v; hãy thử lại sau %d giây", e.Err, e.Seconds())
}

// Unwrap is what happened.
func (e *WaitError) Unwrap() error { return e.Err }

// Seconds is the wait as Retry-After has it (RFC 9110, section 10.2.3): whole, and never
// too short.
func (e *WaitError) Seconds() int { return int((e.Wait + time.Second - 1) / time.Second) }

// invalid is an ErrInvalid about one thing that was given.
func invalid(what, format string, args ...any) error {
	return fmt.Errorf("%w: %s: %s", ErrInvalid, what, fmt.Sprintf(format, args...))
}
