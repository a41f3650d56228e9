package pdf

import (
	"bytes"
	"context"
	"errors"
	"os/exec"
	"strings"
	"time"

	"github.com/trolycongvu/congvu/corpus/extract/pdf/layout"
)

const (
	fallbackTime  = 2 * time.Minute
	fallbackBytes = 64 << 20
)

// fallBack reads with pdftotext, where it is installed, a file on which the reader
// failed with cause. It returns cause when that does not help either.
func fallBack(ctx context.Context, path string, opts Options, cause error) (Result, error) {
	if ctx.Err() != nil || errors.Is(cause, ErrEncrypted) || !errors.Is(cause, ErrBroken) && !errors.Is(cause, ErrReader) {
		return Result{}, cause
	}
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		return Result{}, cause
	}
	ctx, cancel := context.WithTimeout(ctx, fallbackTime)
	defer cancel()
	//nolint:gosec // the path is an argument of its own, and begins with no dash
	cmd := exec.CommandContext(ctx, program, "-layout", "-enc", "UTF-8", "-q", absolute(path), "-")
	cmd.WaitDelay = time.Second
	out := &limited{max: fallbackBytes}
	cmd.Stdout = out
	if err := cmd.Run(); err != nil || out.full || len(bytes.TrimSpace(out.Bytes())) == 0 {
		return Result{}, cause
	}
	pages := strings.Split(strings.TrimSuffix(out.String(), "\f"), "\f")
	if len(pages) > opts.maxPages() {
		return Result{}, cause
	}
	r := Result{Pages: len(pages), Reader: "pdftotext"}
	var sheets []layout.Page
	for i, text := range pages {
		sheets = append(sheets, printed(i+1, text))
		if len(strings.TrimSpace(text)) == 0 {
			r.Scanned = append(r.Scanned, i+1)
		}
	}
	t := layout.Build(sheets)
	r.Lines, r.Removed = t.Lines, t.Removed
	r.Warnings = []string{"đọc bằng pdftotext vì bộ đọc chính báo lỗi: " + cause.Error()}
	return r, nil
}

// limited keeps what a program writes, up to max bytes.
type limited struct {
	bytes.Buffer
	max  int
	full bool
}

func (l *limited) Write(p []byte) (int, error) {
	if l.Len()+len(p) > l.max {
		l.full = true
		return 0, errors.New("quá nhiều chữ")
	}
	return l.Buffer.Write(p)
}
