package original_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"mime"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant/original"
	"github.com/trolycongvu/congvu/corpus/store"
)

const pdf = "%PDF-1.4 một tệp"

func serve(t *testing.T, file store.FileContent, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	sum := sha256.Sum256(file.Bytes)
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/tep/x", http.NoBody)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	original.Serve(w, r, hex.EncodeToString(sum[:]), file)
	return w
}

func TestServeShowsOnlyWhatIsSafe(t *testing.T) {
	const unknown = "application/octet-stream"
	tests := []struct {
		name, media, body string
		wantMedia         string
		wantInline        bool
	}{
		{"a.pdf", "application/pdf", pdf, "application/pdf", true},
		{"a.pdf", "application/pdf", "<html><script>", unknown, false},
		{"a.png", "image/png", "\x89PNG\r\n\x1a\n…", "image/png", true},
		{"a.jpg", "image/jpeg", "\xff\xd8\xff\xe0", "image/jpeg", true},
		{"a.svg", "image/svg+xml", "<svg onload='x()'/>", unknown, false},
		{"a.gif", "image/gif", "GIF89a", unknown, false},
		{"a.md", "text/plain; charset=utf-8", "# Điều 1", "text/plain; charset=utf-8", true},
		{"a.txt", "text/plain; charset=utf-8", "\xd0i\xd2u 1", unknown, false},
		{"a.txt", "text/plain; charset=utf-16le", "a\x00b\x00", unknown, false},
		{"a.html", "text/html; charset=utf-8", "<html>", unknown, false},
		{"a.pdf.html", "text/html", pdf, unknown, false},
		{"a.docx", "application/zip", "PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false},
		{"A.DOC", "application/octet-stream", "\xd0\xcf\x11\xe0", "application/msword", false},
		{"a", "không phải kiểu", "x", unknown, false},
	}
	for _, tt := range tests {
		w := serve(t, store.FileContent{Name: tt.name, Media: tt.media, Bytes: []byte(tt.body)})
		got := w.Header()
		how, _, err := mime.ParseMediaType(got.Get("Content-Disposition"))
		if err != nil || got.Get("Content-Type") != tt.wantMedia || (how == "inline") != tt.wantInline {
			t.Errorf("%s as %s: %s, %s (%v), want %s, inline %v", tt.name, tt.media, got.Get("Content-Type"), got.Get("Content-Disposition"), err, tt.wantMedia, tt.wantInline)
		}
		if w.Body.String() != tt.body {
			t.Errorf("%s: body = %q", tt.name, w.Body)
		}
		if policy := got.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") ||
			strings.HasPrefix(policy, "sandbox") == (tt.wantMedia == "application/pdf") || got.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: headers %v", tt.name, got)
		}
	}
}

func TestServeNames(t *testing.T) {
	for name, want := range map[string]string{
		"35. Xác nhận hộ tịch.doc":       "35. Xác nhận hộ tịch.doc",
		"../../etc/passwd":               "passwd",
		`C:\tệp\"nghị định".docx`:        `"nghị định".docx`,
		"a\r\nSet-Cookie: x.doc":         "aSet-Cookie: x.doc",
		"đảo\u202ecod.exe":               "đảocod.exe",
		"...":                            "van-ban",
		strings.Repeat("dài ", 90) + "x": strings.Repeat("dài ", 15) + "…" + strings.Repeat("ài d", 14) + "ài x",
	} {
		w := serve(t, store.FileContent{Name: name, Bytes: []byte("x")})
		_, params, err := mime.ParseMediaType(strings.Replace(w.Header().Get("Content-Disposition"), "filename=", "plain=", 1))
		if err != nil {
			t.Errorf("%q: %v in %q", name, err, w.Header().Get("Content-Disposition"))
			continue
		}
		if diff := cmp.Diff(want, params["filename"]); diff != "" {
			t.Errorf("name of %q (-want +got):\n%s", name, diff)
		}
		if strings.ContainsFunc(params["plain"], func(r rune) bool { return r > 126 || r < 32 }) {
			t.Errorf("plain name of %q = %q", name, params["plain"])
		}
	}
}

func TestServeRangesAndTags(t *testing.T) {
	file := store.FileContent{Name: "a.pdf", Media: "application/pdf", Bytes: []byte(pdf)}
	if w := serve(t, file, "Range", "bytes=0-3"); w.Code != http.StatusPartialContent || w.Body.String() != "%PDF" {
		t.Errorf("range = %d %q", w.Code, w.Body)
	}
	tag := serve(t, file).Header().Get("ETag")
	if w := serve(t, file, "If-None-Match", tag); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
		t.Errorf("the same tag %s again = %d", tag, w.Code)
	}
}

func TestParseSum(t *testing.T) {
	sum := strings.Repeat("0a", 32)
	if got, err := original.ParseSum(strings.ToUpper(sum)); got != sum || err != nil {
		t.Errorf("ParseSum = %q, %v", got, err)
	}
	for _, bad := range []string{"", "0a", sum + "0a", strings.Repeat("g", 64), "../" + sum[3:]} {
		if _, err := original.ParseSum(bad); !errors.Is(err, original.ErrSum) {
			t.Errorf("ParseSum(%q) = %v, want ErrSum", bad, err)
		}
	}
}
