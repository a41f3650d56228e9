package ingest

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

// newClient is a client that does not wait for ever and does not follow from
// https to http.
func newClient() *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			DialContext:           (&net.Dialer{Timeout: 20 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
			TLSHandshakeTimeout:   20 * time.Second,
			ResponseHeaderTimeout: time.Minute,
			ForceAttemptHTTP2:     true,
		},
		CheckRedirect: func(to *http.Request, via []*http.Request) error {
			if len(via) > 10 || via[0].URL.Scheme == "https" && to.URL.Scheme != "https" {
				return fmt.Errorf("%w: %s chuyển hướng đến %s", ErrDownload, via[0].URL, to.URL)
			}
			return nil
		},
	}
}

// attempt asks once and tells whether the file is there.
func (p *pull) attempt(ctx context.Context) (done bool, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	req, have, err := p.request(ctx)
	if err != nil {
		return false, err
	}
	resp, err := p.opts.Client.Do(req)
	if err != nil {
		if ctx.Err() != nil || errors.Is(err, ErrDownload) {
			return false, err
		}
		return false, retryable{err: err}
	}
	defer resp.Body.Close()
	offset, fresh, err := p.accept(resp, have)
	if err != nil || fresh {
		return fresh, err
	}
	stall := time.AfterFunc(p.opts.Stall, func() {
		cancel(fmt.Errorf("%w: không có dữ liệu trong %v", os.ErrDeadlineExceeded, p.opts.Stall))
	})
	defer stall.Stop()
	body := &watched{r: resp.Body, seen: func() { stall.Reset(p.opts.Stall) }}
	if err := p.grow(body, resp, offset); err != nil {
		if cause := context.Cause(ctx); errors.Is(cause, os.ErrDeadlineExceeded) {
			err = retryable{err: cause}
		}
		return false, err
	}
	return true, p.settle(resp)
}

// request asks for what is missing of the part, or for anything newer than the
// whole file that is there.
func (p *pull) request(ctx context.Context) (req *http.Request, have int64, err error) {
	req, err = http.NewRequestWithContext(ctx, http.MethodGet, p.address, http.NoBody)
	if err != nil {
		return nil, 0, err
	}
	req.Header.Set("Accept-Encoding", "identity") // ranges count the bytes of the file itself
	req.Header.Set("User-Agent", "congvu")
	if have = p.size(); have > 0 {
		if v := recorded(p.part).validator(); v != "" {
			req.Header.Set("Range", fmt.Sprintf("bytes=%d-", have))
			req.Header.Set("If-Range", v)
			return req, have, nil
		}
	}
	if d := recorded(p.file); d.Address == p.address {
		if info, err := os.Stat(p.file); err == nil && info.Size() == d.Size {
			p.result = d
			setIf(req.Header, "If-None-Match", d.ETag)
			setIf(req.Header, "If-Modified-Since", d.LastModified)
		}
	}
	return req, 0, nil
}

func setIf(h http.Header, key, value string) {
	if value != "" {
		h.Set(key, value)
	}
}

// validator names the version of a part for If-Range, which takes no weak tags.
func (d Download) validator() string {
	if d.ETag != "" && !strings.HasPrefix(d.ETag, "W/") {
		return d.ETag
	}
	return d.LastModified
}

// accept judges the answer: where its body belongs, or that the file that is
// there is fresh.
func (p *pull) accept(resp *http.Response, have int64) (offset int64, fresh bool, err error) {
	switch code := resp.StatusCode; {
	case code == http.StatusNotModified && p.result.Path != "":
		p.result.Unchanged = true
		return 0, true, nil
	case code == http.StatusPartialContent:
		if start, ok := rangeStart(resp.Header.Get("Content-Range")); !ok || start != have {
			return 0, false, p.restart("máy chủ gửi đoạn không đúng chỗ")
		}
		offset = have
	case code == http.StatusRequestedRangeNotSatisfiable:
		return 0, false, p.restart("phần đã tải không khớp với tệp trên máy chủ")
	case code == http.StatusTooManyRequests, code >= 500, code == http.StatusRequestTimeout:
		return 0, false, retryable{err: fmt.Errorf("máy chủ trả lời %s", resp.Status), after: retryAfter(resp.Header.Get("Retry-After"))}
	case code != http.StatusOK:
		return 0, false, fmt.Errorf("%w %s: máy chủ trả lời %s (kiểm tra địa chỉ)", ErrDownload, p.address, resp.Status)
	}
	if kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")); strings.HasPrefix(kind, "text/") {
		return 0, false, p.notZip("máy chủ gửi một trang %s thay cho tệp zip (trang có thể đang bảo trì hoặc đòi đăng nhập)", kind)
	}
	if resp.ContentLength > 0 && offset+resp.ContentLength > p.opts.Limit {
		return 0, false, p.tooLarge()
	}
	return offset, false, nil
}

// restart throws the part away; the next attempt begins anew.
func (p *pull) restart(why string) error {
	if err := p.forget(); err != nil {
		return err
	}
	return retryable{err: errors.New(why)}
}

func (p *pull) notZip(format string, args ...any) error {
	return fmt.Errorf("%w: %s: %s", ErrNotZip, p.address, fmt.Sprintf(format, args...))
}

func (p *pull) tooLarge() error {
	return fmt.Errorf("%w: %s lớn hơn %d MB", ErrTooLarge, p.address, p.opts.Limit>>20)
}

// rangeStart reads "bytes 1000-1999/2000".
func rangeStart(header string) (int64, bool) {
	rest, ok := strings.CutPrefix(header, "bytes ")
	first, _, ok2 := strings.Cut(rest, "-")
	start, err := strconv.ParseInt(first, 10, 64)
	return start, ok && ok2 && err == nil
}

// retryAfter reads seconds or a date.
func retryAfter(header string) time.Duration {
	if seconds, err := strconv.Atoi(header); err == nil {
		return time.Duration(max(0, seconds)) * time.Second
	}
	if t, err := http.ParseTime(header); err == nil {
		return time.Until(t)
	}
	return 0
}

// grow appends the body to the part from offset on. What was written stays when
// it fails, for the next attempt.
func (p *pull) grow(body io.Reader, resp *http.Response, offset int64) (err error) {
	in := bufio.NewReader(body)
	if offset == 0 {
		if head, _ := in.Peek(4); len(head) == 4 && !bytes.Equal(head, []byte("PK\x03\x04")) {
			return p.notZip("nội dung không bắt đầu như tệp zip")
		}
		if err := p.begin(resp); err != nil {
			return err
		}
	}
	f, err := os.OpenFile(p.part, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	total := int64(0)
	if resp.ContentLength > 0 {
		total = offset + resp.ContentLength
	}
	out := &reporting{w: f, done: offset, total: total, report: p.opts.Progress}
	n, err := io.Copy(out, io.LimitReader(in, p.opts.Limit-offset+1))
	switch {
	case out.err != nil:
		return out.err
	case err != nil:
		return retryable{err: err}
	case offset+n > p.opts.Limit:
		return errors.Join(p.tooLarge(), p.forget())
	}
	return f.Sync()
}

// begin starts a new part and notes which version of the file it is of.
func (p *pull) begin(resp *http.Response) error {
	if err := p.forget(); err != nil {
		return err
	}
	return record(p.part, Download{
		Address: p.address, ETag: resp.Header.Get("ETag"), LastModified: resp.Header.Get("Last-Modified"),
	})
}

// settle checks the whole file and puts it in its place.
func (p *pull) settle(resp *http.Response) error {
	if err := checkZip(p.part); err != nil {
		return errors.Join(p.notZip("%v (chạy lại để tải từ đầu)", err), p.forget())
	}
	sum, size, err := checksum(p.part)
	if err != nil {
		return err
	}
	d := Download{
		Path: p.file, Address: p.address, ETag: resp.Header.Get("ETag"), LastModified: resp.Header.Get("Last-Modified"),
		Size: size, SHA256: sum, Time: time.Now().UTC().Truncate(time.Second),
	}
	d.Unchanged = p.result.SHA256 == sum && p.result.Path != ""
	if err := os.Rename(p.part, p.file); err != nil {
		return err
	}
	p.result = d
	return errors.Join(record(p.file, d), p.forget())
}

// checkZip reads every entry of a zip, which verifies its sums.
func checkZip(file string) (err error) {
	z, err := zip.OpenReader(file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, z.Close()) }()
	for _, f := range z.File {
		if err := checkEntry(f); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	return nil
}

// maxUnzipped bounds what checking unpacks; the official code is 150 MB.
const maxUnzipped = 4 << 30

func checkEntry(f *zip.File) error {
	if f.UncompressedSize64 > maxUnzipped {
		return errors.New("nở ra quá lớn")
	}
	r, err := f.Open()
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, io.LimitReader(r, maxUnzipped))
	return errors.Join(err, r.Close())
}

// checksum is the SHA-256 of a file.
func checksum(file string) (sum string, size int64, err error) {
	f, err := os.Open(file)
	if err != nil {
		return "", 0, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	h := sha256.New()
	size, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), size, err
}

// watched calls seen whenever bytes come.
type watched struct {
	r    io.Reader
	seen func()
}

func (w *watched) Read(b []byte) (int, error) {
	n, err := w.r.Read(b)
	if n > 0 {
		w.seen()
	}
	return n, err
}

// reporting writes, reports, and remembers that it was writing that failed.
type reporting struct {
	w           io.Writer
	done, total int64
	report      func(done, total int64)
	err         error
}

func (r *reporting) Write(b []byte) (int, error) {
	n, err := r.w.Write(b)
	r.err = err
	r.done += int64(n)
	if r.report != nil && err == nil {
		r.report(r.done, r.total)
	}
	return n, err
}
