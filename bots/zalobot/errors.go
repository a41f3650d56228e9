package zalobot

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/trolycongvu/congvu/bots"
)

// ErrConfig is wrapped by every error that the configuration has to be changed for.
var ErrConfig = errors.New("cấu hình zalobot chưa đúng")

// Error is a refusal of the platform. It wraps an error of package bots where that
// says more than "try again".
type Error struct {
	Method      string
	Code        int    // error_code, or the HTTP status when the body has none
	Description string // the platform's, without the token
	After       time.Duration
}

// meanings say what each code means and what comes of it; from the platform's table
// of errors. 403 is documented as an internal error, and so is tried again.
var meanings = map[int]struct {
	said string
	is   error
}{
	http.StatusBadRequest:      {"yêu cầu không hợp lệ", bots.ErrRejected},
	http.StatusUnauthorized:    {"token không đúng hoặc đã bị đặt lại", bots.ErrUnauthorized},
	http.StatusForbidden:       {"lỗi bên trong Zalo", nil},
	http.StatusNotFound:        {"không có phương thức hoặc cuộc trò chuyện này", bots.ErrRejected},
	http.StatusRequestTimeout:  {"hết thời gian chờ", nil},
	http.StatusTooManyRequests: {"vượt hạn mức", nil},
}

func (e *Error) Error() string {
	said := meanings[e.Code].said
	if said == "" {
		said = "Zalo báo lỗi"
	}
	if e.Description != "" {
		said += ": " + e.Description
	}
	return fmt.Sprintf("%s: mã %d, %s", e.Method, e.Code, said)
}

func (e *Error) Unwrap() error {
	if e.Code == http.StatusTooManyRequests {
		return &bots.LimitedError{After: e.After, Err: errLimited}
	}
	return meanings[e.Code].is
}

var errLimited = errors.New("Zalo giới hạn số tin")

// isCode tells whether err is a refusal with that code.
func isCode(err error, code int) bool {
	var refused *Error
	return errors.As(err, &refused) && refused.Code == code
}
