package ingest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
)

// OfficialCodeURL is where the Ministry of Justice publishes the official code.
const OfficialCodeURL = "https://phapdien.moj.gov.vn/TraCuuPhapDien/Files/BoPhapDienDienTu.zip"

// Errors of Pull. Each message names the address and what to do.
var (
	ErrDownload = errors.New("không tải được")
	ErrNotZip   = errors.New("tệp tải về không phải zip dùng được")
	ErrTooLarge = errors.New("tệp quá lớn")
)

// PullOptions change how Pull works. The zero value is fit for use.
type PullOptions struct {
	Client   *http.Client  // nil is one with time limits on connecting and on the first answer
	Limit    int64         // largest file in bytes; 0 is 1 GiB
	Attempts int           // how often in a row it may fail without getting further; 0 is 6
	Backoff  time.Duration // the first wait after a failure, doubled each time; 0 is 1 s
	Stall    time.Duration // how long no byte may come; 0 is 1 minute
	// Progress, when set, is told the bytes on disk and in all, 0 when unknown.
	Progress func(done, total int64)
	// Retrying, when set, is told of each failure that is tried again after wait.
	Retrying func(err error, wait time.Duration)
}

func (o PullOptions) filled() PullOptions {
	if o.Client == nil {
		o.Client = newClient()
	}
	if o.Limit == 0 {
		o.Limit = 1 << 30
	}
	if o.Attempts == 0 {
		o.Attempts = 6
	}
	if o.Backoff == 0 {
		o.Backoff = time.Second
	}
	if o.Stall == 0 {
		o.Stall = time.Minute
	}
	return o
}

// Download is a file that Pull brought, as recorded beside it in <file>.json.
type Download struct {
	Path         string    `json:"-"`
	Address      string    `json:"address"`
	ETag         string    `json:"etag,omitempty"`
	LastModified string    `json:"last_modified,omitempty"` // as the server wrote it
	Size         int64     `json:"size"`
	SHA256       string    `json:"sha256,omitempty"`
	Time         time.Time `json:"time,omitzero"`
	Unchanged    bool      `json:"-"` // the server has nothing newer than what was there
}

// Edition is the day on which the server's file was last changed, if it says so.
func (d Download) Edition() corpus.Date {
	t, err := http.ParseTime(d.LastModified)
	if err != nil {
		return 0
	}
	return corpus.DateOf(t)
}

// Pull downloads a zip from address to <dir>/downloads. An interrupted download
// is continued, by this call after a wait or by a later one, as long as the
// server's file stays the same; a file that is there already is fetched only
// when the server has another. The result is whole: every part of the zip was
// read and its check sum was right.
func Pull(ctx context.Context, address, dir string, opts PullOptions) (Download, error) {
	p, err := newPull(address, dir, opts.filled())
	if err != nil {
		return Download{}, err
	}
	for failures, best := 0, p.size(); ; {
		done, err := p.attempt(ctx)
		if done || err != nil && !errors.As(err, new(retryable)) {
			return p.result, p.explain(err)
		}
		if now := p.size(); now > best {
			failures, best = 0, now
		}
		failures++
		if failures >= p.opts.Attempts {
			return Download{}, p.explain(err)
		}
		if err := p.wait(ctx, err, failures); err != nil {
			return Download{}, p.explain(err)
		}
	}
}

// pull is one file being downloaded.
type pull struct {
	opts    PullOptions
	address string
	file    string   // where it goes in the end
	part    string   // where it grows; <part>.json names the server's version of it
	result  Download // what is there, then what was brought
}

func newPull(address, dir string, opts PullOptions) (*pull, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, fmt.Errorf("%w: %q không phải địa chỉ http(s)", ErrDownload, address)
	}
	name := path.Base(u.Path)
	if name == "." || name == "/" || name == ".." || strings.ContainsAny(name, `\:`) {
		name = "tep.zip"
	}
	folder := filepath.Join(dir, "downloads")
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return nil, fmt.Errorf("%w: %s: %w (chọn thư mục dữ liệu khác bằng --data)", ErrDownload, folder, err)
	}
	file := filepath.Join(folder, name)
	return &pull{opts: opts, address: address, file: file, part: file + ".part"}, nil
}

// size is how much of the part is there.
func (p *pull) size() int64 {
	info, err := os.Stat(p.part)
	if err != nil {
		return 0
	}
	return info.Size()
}

// explain says where and what to do.
func (p *pull) explain(err error) error {
	switch {
	case err == nil, errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("%w: %s: %w (giải phóng dung lượng rồi chạy lại, việc tải sẽ tiếp tục)", store.ErrNoSpace, p.part, err)
	case errors.Is(err, ErrDownload), errors.Is(err, ErrNotZip), errors.Is(err, ErrTooLarge):
		return err
	}
	return fmt.Errorf("%w %s: %w (kiểm tra mạng rồi chạy lại, việc tải sẽ tiếp tục từ chỗ dừng; "+
		"hoặc tải bằng trình duyệt rồi chạy congvu corpus import TỆP)", ErrDownload, p.address, err)
}

// wait waits before the next attempt, as long as the server asked for if it did.
func (p *pull) wait(ctx context.Context, err error, failures int) error {
	pause := min(p.opts.Backoff<<(failures-1), 32*p.opts.Backoff)
	var r retryable
	if errors.As(err, &r) && r.after > pause {
		pause = min(r.after, time.Minute)
	}
	if p.opts.Retrying != nil {
		p.opts.Retrying(err, pause)
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(pause):
		return nil
	}
}

// retryable is a failure that may pass.
type retryable struct {
	err   error
	after time.Duration // as the server asked
}

func (r retryable) Error() string { return r.err.Error() }
func (r retryable) Unwrap() error { return r.err }

// recorded reads the record beside file, the zero Download when there is none.
func recorded(file string) (d Download) {
	b, err := os.ReadFile(file + ".json")
	if err != nil || json.Unmarshal(b, &d) != nil {
		return Download{}
	}
	d.Path = file
	return d
}

// record writes the record beside file.
func record(file string, d Download) error {
	b, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return err
	}
	temp := file + ".json.new"
	if err := os.WriteFile(temp, b, 0o600); err != nil {
		return err
	}
	return os.Rename(temp, file+".json")
}

// forget removes the part and its record.
func (p *pull) forget() error {
	for _, name := range []string{p.part, p.part + ".json"} {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
