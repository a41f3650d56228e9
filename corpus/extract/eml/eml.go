// Package eml takes mail messages (RFC 5322) and web pages saved as one file
// (MHTML, RFC 2557) apart: the text to read, and the files attached.
package eml

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"

	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"golang.org/x/net/html/charset"
)

// Message is a message taken apart.
type Message struct {
	Subject, From, To, Date string // readable; empty where the message has none
	Body                    Part   // the text to read, HTML only where there is no plain text
	Attachments             []Part
	Page                    bool // a saved web page rather than mail
}

// Part is one part of a message, decoded.
type Part struct {
	Name    string // of the file; empty for bodies
	Type    string // "text/html"
	Charset string // as the part names it
	Raw     []byte
}

// maxParts bounds how many parts a message may have.
const maxParts = 2000

// Is tells whether bytes begin like a message.
func Is(raw []byte) bool {
	head := bytes.ToLower(raw[:min(len(raw), 8192)])
	if i := bytes.Index(head, []byte("\n\n")); i >= 0 {
		head = head[:i]
	}
	if i := bytes.Index(head, []byte("\r\n\r\n")); i >= 0 {
		head = head[:i]
	}
	known := 0
	for _, name := range []string{"from:", "to:", "subject:", "date:", "mime-version:", "content-type:", "received:", "message-id:", "return-path:"} {
		if bytes.HasPrefix(head, []byte(name)) || bytes.Contains(head, []byte("\n"+name)) {
			known++
		}
	}
	first, _, _ := bytes.Cut(head, []byte(":"))
	return known >= 2 && len(first) < 40 && !bytes.ContainsAny(first, " \t\n<")
}

// Read takes a message apart.
func Read(raw []byte, limits layout.Limits) (Message, error) {
	limits = limits.OrDefault()
	raw = bytes.TrimLeft(bytes.TrimPrefix(raw, []byte("\ufeff")), "\r\n")
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return Message{}, fmt.Errorf("đầu thư: %w", err)
	}
	r := reader{left: limits.Unpacked, depth: min(limits.Depth, 32)}
	out := Message{
		Subject: words(m.Header.Get("Subject")), From: words(m.Header.Get("From")),
		To: words(m.Header.Get("To")), Date: m.Header.Get("Date"),
	}
	if err := r.part(textproto.MIMEHeader(m.Header), m.Body, 0); err != nil {
		return Message{}, err
	}
	kind, _, _ := mime.ParseMediaType(m.Header.Get("Content-Type"))
	out.Page = kind == "multipart/related" && len(m.Header["From"]) <= 1 && m.Header.Get("To") == "" || m.Header.Get("Snapshot-Content-Location") != ""
	out.choose(r.parts)
	return out, nil
}

// choose tells the body from what is attached.
func (m *Message) choose(parts []Part) {
	body := -1
	for i, p := range parts {
		if p.Name != "" && !m.Page {
			continue
		}
		if p.Type == "text/html" && body < 0 {
			body = i
		}
		if p.Type == "text/plain" && !m.Page && len(bytes.TrimSpace(p.Raw)) > 0 {
			body = i
			break
		}
	}
	if body >= 0 {
		m.Body = parts[body]
	}
	for i, p := range parts {
		if i != body && p.Name != "" && !m.Page {
			m.Attachments = append(m.Attachments, p)
		}
	}
}

// reader collects the parts.
type reader struct {
	left  int64 // bytes that may still be decoded
	depth int
	parts []Part
}

var errPart = errors.New("phần của thư bị hỏng")

func (r *reader) part(h textproto.MIMEHeader, body io.Reader, depth int) error {
	if depth > r.depth || len(r.parts) >= maxParts {
		return fmt.Errorf("%w: thư có quá nhiều phần lồng nhau", layout.ErrTooLarge)
	}
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil || kind == "" {
		kind = "text/plain"
	}
	if strings.HasPrefix(kind, "multipart/") && params["boundary"] != "" {
		return r.multipart(multipart.NewReader(body, params["boundary"]), depth)
	}
	raw, err := r.decode(h.Get("Content-Transfer-Encoding"), body)
	if err != nil {
		return err
	}
	p := Part{Name: fileName(h, params), Type: kind, Charset: params["charset"], Raw: raw}
	if kind == "message/rfc822" && p.Name == "" {
		p.Name = "thư đính kèm.eml"
	}
	r.parts = append(r.parts, p)
	return nil
}

// multipart reads the parts of a part. One that is cut off in the middle gives what
// came before.
func (r *reader) multipart(m *multipart.Reader, depth int) error {
	for n := 0; ; n++ {
		p, err := m.NextRawPart()
		if err != nil {
			if n == 0 && !errors.Is(err, io.EOF) {
				return fmt.Errorf("%w: %w", errPart, err)
			}
			return nil // what was read before the break is kept
		}
		if err := r.part(p.Header, p, depth+1); err != nil {
			return err
		}
	}
}

// decode undoes the transfer encoding. Where it is broken, what was decoded counts.
func (r *reader) decode(encoding string, body io.Reader) ([]byte, error) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, &lenient{body})
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	raw, err := io.ReadAll(io.LimitReader(body, r.left+1))
	if r.left -= int64(len(raw)); r.left < 0 {
		return nil, fmt.Errorf("%w: thư quá lớn", layout.ErrTooLarge)
	}
	if err != nil && len(raw) == 0 {
		return nil, fmt.Errorf("%w: %w", errPart, err)
	}
	return raw, nil
}

// lenient leaves out what base64 has no use for.
type lenient struct{ r io.Reader }

func (l *lenient) Read(b []byte) (int, error) {
	for {
		n, err := l.r.Read(b)
		kept := 0
		for _, c := range b[:n] {
			if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '=' {
				b[kept] = c
				kept++
			}
		}
		if kept > 0 || err != nil {
			return kept, err
		}
	}
}

func fileName(h textproto.MIMEHeader, params map[string]string) string {
	if _, disposition, err := mime.ParseMediaType(h.Get("Content-Disposition")); err == nil && disposition["filename"] != "" {
		return words(disposition["filename"])
	}
	return words(params["name"])
}

// words decodes encoded words ("=?UTF-8?B?…?=").
func words(s string) string {
	d := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	if out, err := d.DecodeHeader(s); err == nil {
		s = out
	}
	return layout.Clean(s)
}
