package zalobot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// DefaultAddress is where the platform answers.
const DefaultAddress = "https://bot-api.zaloplatforms.com"

// Times of a call.
const (
	pollTime = 30 * time.Second // that the platform holds an empty poll
	slack    = 15 * time.Second // for the network besides
	callTime = 15 * time.Second // of every other method
)

// maxResponse bounds a response, in bytes.
const maxResponse = 1 << 20

// tokenForm is the form of a token: the number of the bot, a colon and a secret.
var tokenForm = regexp.MustCompile(`^[0-9]{4,}:[A-Za-z0-9_\-]{16,}$`)

// Client calls the methods of the platform. Its methods are safe for concurrent use.
type Client struct {
	address string
	token   string
	http    *http.Client
}

// NewClient returns a client; address is DefaultAddress when empty, and otherwise that
// of a gateway or of a fake. The error wraps ErrConfig.
func NewClient(token, address string) (*Client, error) {
	if address == "" {
		address = DefaultAddress
	}
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && !(u.Scheme == "http" && isLoopback(u.Hostname())):
		return nil, fmt.Errorf("%w: zalobot.base_url phải là địa chỉ https://… (http:// chỉ trên chính máy này)", ErrConfig)
	case token == "":
		return nil, fmt.Errorf("%w: chưa có zalobot.token", ErrConfig)
	case !tokenForm.MatchString(token):
		return nil, fmt.Errorf("%w: zalobot.token không đúng dạng SỐ:CHUỖI mà Zalo Bot Manager gửi (kiểm tra dấu cách, dấu nháy thừa)", ErrConfig)
	}
	return &Client{
		address: strings.TrimRight(address, "/"), token: token,
		http: &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse // the address has the token in it, which goes nowhere else
		}},
	}, nil
}

// isLoopback tells whether host is this machine, to which a token may go unencrypted.
func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// envelope is around every result.
type envelope struct {
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	Description string          `json:"description"`
	Code        int             `json:"error_code"`
}

// call calls a method and reads its result into out, unless that is nil.
func (c *Client) call(ctx context.Context, method string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.address+"/bot"+c.token+"/"+method, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("%s: không lập được yêu cầu", method) // the cause holds the address
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := c.http.Do(req)
	if err != nil {
		return fmt.Errorf("%s: không nối được tới Zalo: %w", method, c.hidden(err))
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(resp.Body, maxResponse))
	if err != nil {
		return fmt.Errorf("%s: đứt kết nối khi đang đọc: %w", method, c.hidden(err))
	}
	var e envelope
	if bad := json.Unmarshal(raw, &e); bad != nil || !e.OK {
		refused := &Error{Method: method, Code: e.Code, Description: c.redact(clip(e.Description, 200)), After: retryAfter(resp.Header)}
		if refused.Code == 0 {
			refused.Code = resp.StatusCode
		}
		if bad != nil {
			refused.Description = "nội dung trả về không phải JSON"
		}
		return refused
	}
	if out == nil {
		return nil
	}
	if err := json.Unmarshal(e.Result, out); err != nil {
		return fmt.Errorf("%s: không đọc được kết quả: %w", method, err)
	}
	return nil
}

// hidden is err without the address, which holds the token.
func (c *Client) hidden(err error) error {
	var at *url.Error
	if errors.As(err, &at) {
		err = at.Err
	}
	if strings.Contains(err.Error(), c.token) {
		return errors.New(c.redact(err.Error()))
	}
	return err
}

// redact takes the token out of a text.
func (c *Client) redact(text string) string { return strings.ReplaceAll(text, c.token, "…") }

// retryAfter is the pause that a response asks for, 0 for none; dates are not read.
func retryAfter(h http.Header) time.Duration {
	seconds, err := strconv.Atoi(h.Get("Retry-After"))
	if err != nil || seconds < 0 {
		return 0
	}
	return min(time.Duration(seconds)*time.Second, time.Hour)
}

// clip shortens a text that others wrote to n bytes, on one line.
func clip(text string, n int) string {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > n {
		text = text[:n] + "…"
	}
	return strings.ToValidUTF8(text, "")
}
