package extract_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/trolycongvu/congvu/corpus/extract"
)

// zipped makes a zip of parts.
func zipped(tb testing.TB, parts ...string) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// word makes a .docx of one paragraph.
func word(tb testing.TB, text string) []byte {
	tb.Helper()
	return zipped(tb, "[Content_Types].xml", "<Types/>", "word/document.xml",
		`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>`+text+`</w:t></w:r></w:p></w:body></w:document>`)
}

const ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

func wide(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteString(string(r) + "\x00")
	}
	return b.String()
}

// TestFormats tells formats by content: the names lie.
func TestFormats(t *testing.T) {
	for _, c := range []struct {
		name, raw    string
		format, line string
	}{
		{"a.doc", string(word(t, "Điều 1.")), "docx", "Điều 1."},
		{"b.doc", "<html><body><p>Điều 2.</p></body></html>", "html", "Điều 2."},
		{"c.doc", `{\rtf1\ansi Dieu 3.\par}`, "rtf", "Dieu 3."},
		{"d.doc", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>Điều 4.</p>\r\n--x--\r\n", "mhtml", "Điều 4."},
		{"e.docx", "Điều 5.\n", "txt", "Điều 5."},
		{"f.md", "# Điều 6.\n", "md", "Điều 6."},
		{"g.txt", "---\ntitle: x\n---\n# Điều 7.\n", "md", "Điều 7."},
		{"h.html", "\xff\xfe" + wide("<p>Dieu 8.</p>"), "html", "Dieu 8."},
		{"i", "Điều 9. Giá < 5 và > 3", "txt", "Điều 9. Giá < 5 và > 3"},
		{"k.eml", "From: a@b.vn\nTo: c@d.vn\n\nĐiều 10.\n", "eml", "Điều 10."},
		{"l.md", "<div>\n\nĐiều 11.\n\n</div>", "md", "Điều 11."},
	} {
		got, err := extract.ReadBytes(context.Background(), c.name, []byte(c.raw), extract.Options{})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got.Format != c.format || len(got.Lines) != 1 || got.Lines[0].Text != c.line {
			t.Errorf("%s: got %s %v, want %s %q", c.name, got.Format, got.Lines, c.format, c.line)
		}
	}
}

// TestRefused costs one error each, which names the file and says what to do.
func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name, raw string
		want      error
	}{
		{"rỗng.docx", "", extract.ErrNoText},
		{"trắng.txt", " \n\n\t", extract.ErrNoText},
		{"không chữ.docx", string(word(t, "")), extract.ErrNoText},
		{"khóa.docx", ole + strings.Repeat("\x00", 600) + wide("EncryptedPackage"), extract.ErrEncrypted},
		{"bảng.xlsx", string(zipped(t, "[Content_Types].xml", "", "xl/workbook.xml", "")), extract.ErrUnknownFormat},
		{"bảng.xls", ole + strings.Repeat("\x00", 600) + wide("Workbook"), extract.ErrUnknownFormat},
		{"nén.zip", string(zipped(t, "a.docx", "x")), extract.ErrUnknownFormat},
		{"chương trình.doc", "MZ\x90\x00\x03\x00\x00\x00" + strings.Repeat("\x00\x01\x02\x03", 200), extract.ErrUnknownFormat},
		{"cụt.docx", string(word(t, "chữ")[:150]), extract.ErrBroken},
		{"sai.docx", string(zipped(t, "word/document.xml", "<w:document><w:p>")), extract.ErrBroken},
	} {
		got, err := extract.ReadBytes(context.Background(), c.name, []byte(c.raw), extract.Options{})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: got %v (%d lines), want %v", c.name, err, len(got.Lines), c.want)
		}
		if err != nil && !strings.HasPrefix(err.Error(), c.name+": ") {
			t.Errorf("%s: %q does not name the file", c.name, err)
		}
	}
}

func TestReadPath(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "-a b.txt")
	if err := os.WriteFile(path, []byte("Điều 1. Dài hơn."), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := extract.Read(context.Background(), path, extract.Options{}); err != nil || len(got.Lines) != 1 {
		t.Errorf("got %v, %v", got.Lines, err)
	}
	if _, err := extract.Read(context.Background(), dir, extract.Options{}); !errors.Is(err, extract.ErrUnknownFormat) {
		t.Errorf("folder: got %v, want ErrUnknownFormat", err)
	}
	if _, err := extract.Read(context.Background(), path, extract.Options{Limits: extract.Limits{FileBytes: 5}}); !errors.Is(err, extract.ErrTooLarge) {
		t.Errorf("size: got %v, want ErrTooLarge", err)
	}
	if _, err := extract.Read(context.Background(), path, extract.Options{Limits: extract.Limits{Bytes: 5}}); !errors.Is(err, extract.ErrTooLarge) {
		t.Errorf("text: got %v, want ErrTooLarge", err)
	}
	if _, err := extract.Read(context.Background(), filepath.Join(dir, "không có"), extract.Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("missing: got %v, want ErrNotExist", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := os.WriteFile(path, word(t, strings.Repeat("</w:t><w:t>", 5000)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := extract.Read(ctx, path, extract.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v, want context.Canceled", err)
	}
}

func TestMail(t *testing.T) {
	part := func(name string, raw []byte) string {
		return "--x\r\nContent-Disposition: attachment; filename=\"" + name + "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
			base64.StdEncoding.EncodeToString(raw) + "\r\n"
	}
	mail := func(body string, parts ...string) string {
		return "From: a@b.vn\r\nSubject: Gửi\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n" +
			body + "\r\n" + strings.Join(parts, "") + "--x--\r\n"
	}
	raw := mail("Kính gửi.", part("a.docx", word(t, "Điều 1.")), part("b.xlsx", zipped(t, "xl/a", "")), part("c.eml", []byte("From: a\nTo: b\n\nThư trong.")))
	got, err := extract.ReadBytes(context.Background(), "thư.eml", []byte(raw), extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var summary []string
	for _, a := range got.Attachments {
		s := a.Name + " " + a.Text.Format
		for _, l := range a.Text.Lines {
			s += " " + l.Text
		}
		if a.Err != nil {
			s += "error"
		}
		summary = append(summary, s)
	}
	want := []string{"a.docx docx Điều 1.", "b.xlsx error", "c.eml eml Thư trong."}
	if diff := cmp.Diff(want, summary); diff != "" || got.Lines[0].Text != "Kính gửi." || got.Title != "Gửi" {
		t.Errorf("body %v, title %q; -want +got\n%s", got.Lines, got.Title, diff)
	}

	inner := "From: a\nTo: b\n\nđáy"
	for range 10 {
		inner = strings.ReplaceAll(mail("tầng", part("trong.eml", []byte(inner))), "boundary=x", "boundary=x")
	}
	got, err = extract.ReadBytes(context.Background(), "lồng.eml", []byte(inner), extract.Options{})
	depth := 0
	for err == nil && len(got.Attachments) > 0 {
		got, err = got.Attachments[0].Text, got.Attachments[0].Err
		depth++
	}
	if !errors.Is(err, extract.ErrTooLarge) || depth > 10 {
		t.Errorf("nested mails: depth %d, error %v; want ErrTooLarge", depth, err)
	}
}

// FuzzReadBytes gives any bytes to the reader that their look asks for: an error at
// most, and always one of ours.
func FuzzReadBytes(f *testing.F) {
	f.Add("a.txt", []byte("Điều 1."))
	f.Add("a.md", []byte("---\na: b\n---\n# x"))
	f.Add("a.html", []byte("<p>x"))
	f.Add("a.eml", []byte("From: a\nTo: b\n\nx"))
	f.Add("a.rtf", []byte(`{\rtf1 x}`))
	f.Add("a.docx", word(f, "x"))
	f.Fuzz(func(t *testing.T, name string, raw []byte) {
		if len(raw) > 4<<10 || bytes.HasPrefix(raw, []byte(ole)) || bytes.Contains(raw, []byte("%PDF-")) || bytes.Contains(raw, []byte("PNG")) || bytes.Contains(raw, []byte("word")) || bytes.HasPrefix(raw, []byte(`{\rtf`)) {
			return // their packages have their own; other programs are slow
		}
		got, err := extract.ReadBytes(context.Background(), name, raw, extract.Options{OCR: extract.OCROff})
		if err != nil {
			for _, s := range []error{extract.ErrUnknownFormat, extract.ErrTooLarge, extract.ErrEncrypted, extract.ErrBroken, extract.ErrNeedsTool, extract.ErrNoText} {
				if errors.Is(err, s) {
					return
				}
			}
			t.Fatalf("%q: error of no kind: %v", raw, err)
		}
		if len(got.Lines) == 0 && len(got.Attachments) == 0 {
			t.Errorf("%q: no lines and no error", raw)
		}
	})
}
