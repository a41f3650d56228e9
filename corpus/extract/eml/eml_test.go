package eml_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/trolycongvu/congvu/corpus/extract/eml"
	"github.com/trolycongvu/congvu/corpus/extract/layout"
)

const mail = "From: =?UTF-8?B?VsSDbiB0aMawIFNuz7c=?= <vt@x.gov.vn>\r\nTo: a@b.vn\r\nSubject: =?UTF-8?Q?C=C3=B4ng_v=C4=83n?=\r\n" +
	"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=xx\r\n\r\n--xx\r\n" +
	"Content-Type: multipart/alternative; boundary=yy\r\n\r\n--yy\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>HTML</p>\r\n" +
	"--yy\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nK=C3=ADnh g=E1=BB=ADi\r\n--yy--\r\n" +
	"--xx\r\nContent-Type: application/octet-stream; name=\"=?UTF-8?Q?t=E1=BB=87p.txt?=\"\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
	"xJBp4buB\r\n dSAxLg==\r\n--xx--\r\n"

func TestRead(t *testing.T) {
	m, err := eml.Read([]byte(mail), layout.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := eml.Message{
		Subject: "Công văn", From: m.From, To: "a@b.vn",
		Body:        eml.Part{Type: "text/plain", Charset: "utf-8", Raw: []byte("Kính gửi")},
		Attachments: []eml.Part{{Name: "tệp.txt", Type: "application/octet-stream", Raw: []byte("Điều 1.")}},
	}
	if diff := cmp.Diff(want, m); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if !strings.HasPrefix(m.From, "Văn thư") {
		t.Errorf("got From %q", m.From)
	}
}

func TestSavedPage(t *testing.T) {
	page := "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x.vn/\r\nSubject: T\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/related; type=\"text/html\"; boundary=xx\r\n\r\n--xx\r\nContent-Type: text/html\r\n" +
		"Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>=C4=90i=E1=BB=81u 1.</p>\r\n--xx\r\nContent-Type: image/png\r\n\r\nPNG\r\n--xx--\r\n"
	m, err := eml.Read([]byte(page), layout.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if !m.Page || string(m.Body.Raw) != "<p>Điều 1.</p>" || len(m.Attachments) != 0 {
		t.Errorf("got page %v, body %q, %d attachments", m.Page, m.Body.Raw, len(m.Attachments))
	}
}

func TestIs(t *testing.T) {
	for in, want := range map[string]bool{
		mail:                              true,
		"Subject: chỉ một dòng\n\nthân":   false,
		"Điều 1. From: To: Date:":         false,
		"<html>\nfrom: a\nto: b":          false,
		"Return-Path: a\nReceived: b\n\n": true,
	} {
		if got := eml.Is([]byte(in)); got != want {
			t.Errorf("Is(%.30q): got %v, want %v", in, got, want)
		}
	}
}

func TestLimits(t *testing.T) {
	nested := "From: a\r\nTo: b\r\n"
	for range 50 {
		nested += "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
	}
	if _, err := eml.Read([]byte(nested), layout.Limits{}); err != nil && !errors.Is(err, layout.ErrTooLarge) {
		t.Errorf("nested: got %v", err)
	}
	if _, err := eml.Read([]byte(mail), layout.Limits{Unpacked: 5}); !errors.Is(err, layout.ErrTooLarge) {
		t.Errorf("large: got %v, want ErrTooLarge", err)
	}
}

// FuzzRead takes anything apart: no panic, and a message without marks keeps its text.
func FuzzRead(f *testing.F) {
	f.Add([]byte(mail))
	f.Add([]byte("From: a\nTo: b\nContent-Type: multipart/mixed; boundary=\n\n--\n"))
	f.Add([]byte("From: a\n\nthân"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 8<<10 {
			return
		}
		if _, err := eml.Read(raw, layout.Limits{}); err != nil {
			return
		}
		m, err := eml.Read(append([]byte("From: a@b\r\n\r\n"), raw...), layout.Limits{})
		if err != nil || string(m.Body.Raw) != string(raw) {
			t.Errorf("body %q: got %q, %v", raw, m.Body.Raw, err)
		}
	})
}
