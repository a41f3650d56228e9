package httpapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
	"github.com/trolycongvu/congvu/assistant/httpapi"
	"github.com/trolycongvu/congvu/assistant/web"
)

type generation string

func (g generation) Generation() string { return string(g) }
func (g generation) Revision() int64    { return 7 }

// serverWith is a server over the made-up corpus that logs into log.
func serverWith(log io.Writer, index httpapi.Index) *httpapi.Server {
	lib, a := assistanttest.NewLibrary(), assistanttest.New()
	logger := slog.New(slog.NewTextHandler(log, nil))
	return httpapi.New(httpapi.Config{
		Asker: a, Corpus: lib, Index: index, Logger: logger,
		Pages: web.New(web.Config{Asker: a, Corpus: lib, Logger: logger}),
	})
}

func server() http.Handler { return serverWith(io.Discard, generation("g1")).Handler() }

// do sends one request; target is method and path.
func do(t *testing.T, h http.Handler, target, body string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	method, path, _ := strings.Cut(target, " ")
	r := httptest.NewRequestWithContext(t.Context(), method, path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func decode[T any](t *testing.T, w *httptest.ResponseRecorder) (v T) {
	t.Helper()
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		t.Fatalf("%v in %s", err, w.Body)
	}
	return v
}

func TestAsk(t *testing.T) {
	w := do(t, server(), "POST /v1/ask", `{"question": "khoan 2 dieu 15 nd 901/2019", "as_of": "2020-03-01", "conversation_id": "`+annID+`"}`)
	got := decode[assistant.Answer](t, w)
	if w.Code != 200 || got.Status != assistant.StatusAnswered || got.AsOf != 20200301 || got.Conversation != annID {
		t.Fatalf("POST /v1/ask = %d %s", w.Code, w.Body)
	}
	c := got.Citations[0]
	if c.Clause != "2" || c.Article != "15" || c.Document.ID != "901-2019-nd-cp" || !strings.Contains(c.Quote, "03 ngày sau khi đo") {
		t.Errorf("citation = %+v", c)
	}
	for _, list := range []string{`"warnings":[`, `"suggestions":[`, `"nearest":[`, `"amendments":[`} {
		if !strings.Contains(w.Body.String(), list) {
			t.Errorf("answer lacks the list %s: %s", list, w.Body)
		}
	}
}

func TestAskRefusesBadRequests(t *testing.T) {
	tests := []struct {
		name, body string
		status     int
		field      string
	}{
		{"no body", ``, 400, ""},
		{"bad syntax", `{"question": `, 400, ""},
		{"not an object", `["x"]`, 400, ""},
		{"two objects", `{"question":"lập trạm"} {}`, 400, ""},
		{"no question", `{}`, 400, "question"},
		{"null question", `{"question": null}`, 400, "question"},
		{"empty question", `{"question": "  "}`, 400, "question"},
		{"number for question", `{"question": 5}`, 400, "question"},
		{"unknown field", `{"question": "lập trạm", "asof": "2020-01-01"}`, 400, "asof"},
		{"bad date", `{"question": "lập trạm", "as_of": "31/02/2020"}`, 400, "as_of"},
		{"number for date", `{"question": "lập trạm", "as_of": 20200101}`, 400, "as_of"},
		{"huge body", `{"question": "` + strings.Repeat("a", 70<<10) + `"}`, 413, ""},
		{"long question", `{"question": "` + strings.Repeat("a", 5000) + `"}`, 400, "question"},
	}
	h := server()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := do(t, h, "POST /v1/ask", tt.body)
			p := decode[httpapi.Problem](t, w)
			if w.Code != tt.status || p.Status != tt.status || p.Field != tt.field {
				t.Errorf("got %d, field %q: %s", w.Code, p.Field, w.Body)
			}
			if got, want := w.Header().Get("Content-Type"), "application/problem+json; charset=utf-8"; got != want {
				t.Errorf("Content-Type = %q, want %q", got, want)
			}
			if p.Detail == "" || p.Request == "" || p.Request != w.Header().Get("X-Request-Id") {
				t.Errorf("problem lacks detail or request number: %s", w.Body)
			}
		})
	}
	if w := do(t, h, "POST /v1/ask", `question=x`, "Content-Type", "application/x-www-form-urlencoded"); w.Code != http.StatusUnsupportedMediaType {
		t.Errorf("a form is answered with %d", w.Code)
	}
}

func TestGet(t *testing.T) {
	escaped := url.PathEscape("901/2019/NĐ-CP")
	tests := []struct {
		path   string
		status int
		want   string
	}{
		{"/healthz", 200, `"ok"`},
		{"/readyz", 200, `"generation":"g1"`},
		{"/v1/search?q=lap+tram", 200, `"hits":[{`},
		{"/v1/search?q=l%E1%BA%ADp+tr%E1%BA%A1m&limit=1&kind=ngh%E1%BB%8B+%C4%91%E1%BB%8Bnh&as_of=01/02/2020&scope=articles&in_force=true", 200, `"as_of":"2020-02-01"`},
		{"/v1/search", 400, `"field":"q"`},
		{"/v1/search?q=x&limit=0", 400, `"field":"limit"`},
		{"/v1/search?q=x&limit=1000", 400, `"field":"limit"`},
		{"/v1/search?q=x&limit=abc", 400, `"field":"limit"`},
		{"/v1/search?q=x&as_of=2020-13-01", 400, `"field":"as_of"`},
		{"/v1/search?q=x&kind=bua", 400, `"field":"kind"`},
		{"/v1/search?q=x&scope=all", 200, `"hits":`},
		{"/v1/search?q=x&scope=none", 400, `"field":"scope"`},
		{"/v1/search?q=x&in_force=maybe", 400, `"field":"in_force"`},
		{"/v1/search?q=x&sort=1", 400, `"field":"sort"`},
		{"/v1/search?q=%ZZ", 400, `problem`},
		{"/v1/documents", 200, `"total":6`},
		{"/v1/documents?per_page=2&page=2", 200, `"page":2`},
		{"/v1/documents?kind=Lu%E1%BA%ADt", 200, `"total":2`},
		{"/v1/documents?q=phao+tieu", 200, `"total":1`},
		{"/v1/documents?page=999", 200, `"documents":[]`},
		{"/v1/documents?page=0", 400, `"field":"page"`},
		{"/v1/documents/901-2019-nd-cp", 200, `"heading":"Lưu sổ"`},
		{"/v1/documents/" + escaped, 200, `"id":"901-2019-nd-cp"`},
		{"/v1/documents/901-2019-ND-CP", 200, `"id":"901-2019-nd-cp"`},
		{"/v1/documents/" + url.PathEscape("901/2019"), 409, `/v1/documents/901-2019-tt-btn`},
		{"/v1/documents/" + url.PathEscape("555/2020/NĐ-CP"), 404, `không có trong kho`},
		{"/v1/documents/khong-co", 404, `problem:not-found`},
		{"/v1/documents/%20", 400, `"field":"number"`},
		{"/v1/documents/901-2019-nd-cp/articles/15", 200, `"versions":[{`},
		{"/v1/documents/" + escaped + "/articles/15?as_of=2020-03-01", 200, `03 ngày sau khi đo`},
		{"/v1/documents/77-2024-qd-ttg/articles/1~2", 200, `Giờ mở cửa`},
		{"/v1/documents/901-2019-nd-cp/articles/99", 404, `không có trong kho`},
		{"/v1/documents/901-2019-nd-cp/articles/15?as_of=hom-qua", 400, `"field":"as_of"`},
		{"/v1/procedures/1.999001", 200, `"Cấp thẻ quan trắc viên cộng đồng"`},
		{"/v1/procedures/1.000000", 404, `không có trong kho`},
		{"/v1/nothing", 404, `problem:no-route`},
		{"/v1", 404, `problem:no-route`},
		{"/", 200, `<html lang="vi">`},
		{"/van-ban/901-2019-nd-cp/15", 200, `<html lang="vi">`},
		{"/static/congvu.css", 200, `--ink`},
		{"/khong-co", 404, `<html lang="vi">`},
	}
	h := server()
	for _, tt := range tests {
		w := do(t, h, "GET "+tt.path, "")
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.want) {
			t.Errorf("GET %s = %d, want %d with %s:\n%.600s", tt.path, w.Code, tt.status, tt.want, w.Body)
		}
	}
}

func TestMethods(t *testing.T) {
	h := server()
	for _, tt := range []struct {
		target string
		status int
	}{{"GET /v1/ask", 405}, {"DELETE /v1/documents/901-2019-nd-cp", 405}, {"POST /", 405}, {"HEAD /healthz", 200}} {
		if w := do(t, h, tt.target, ""); w.Code != tt.status {
			t.Errorf("%s = %d, want %d", tt.target, w.Code, tt.status)
		}
	}
}

func TestHeaders(t *testing.T) {
	h := server()
	for _, path := range []string{"/", "/v1/search?q=x", "/v1/nothing", "/static/congvu.css"} {
		w := do(t, h, "GET "+path, "")
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
		} {
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s: %s = %q, want %q", path, name, got, want)
			}
		}
		policy := w.Header().Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "script-src") {
			t.Errorf("%s: Content-Security-Policy = %q", path, policy)
		}
	}
}

func TestRequestNumbers(t *testing.T) {
	h := server()
	for given, kept := range map[string]bool{"abc-123": true, "": false, "a b": false, "x\"y": false, strings.Repeat("a", 65): false} {
		got := do(t, h, "GET /healthz", "", "X-Request-Id", given).Header().Get("X-Request-Id")
		if got == "" || (got == given) != kept {
			t.Errorf("X-Request-Id %q became %q", given, got)
		}
	}
}

func TestNotReady(t *testing.T) {
	for _, index := range []httpapi.Index{nil, generation("")} {
		w := do(t, serverWith(io.Discard, index).Handler(), "GET /readyz", "")
		if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
			t.Errorf("GET /readyz without an index = %d: %s", w.Code, w.Body)
		}
	}
}

func TestLogHoldsNoQuestion(t *testing.T) {
	var log bytes.Buffer
	h := serverWith(&log, generation("g1")).Handler()
	do(t, h, "POST /v1/ask", `{"question": "lập trạm bí ẩn 001093012345"}`)
	do(t, h, "GET /?q=l%E1%BA%ADp+tr%E1%BA%A1m+b%C3%AD+%E1%BA%A9n", "")
	do(t, h, "GET /v1/search?q=tr%E1%BA%A1m+b%C3%AD+%E1%BA%A9n", "")
	if got := log.String(); strings.Contains(got, "bí ẩn") || strings.Contains(got, "%C3%AD") || strings.Contains(got, "0010930") || strings.Count(got, "msg=http") != 3 {
		t.Errorf("log:\n%s", got)
	}
}

// failing is an Asker that goes wrong.
type failing struct {
	httpapi.Asker
	fail func()
}

func (f failing) Ask(ctx context.Context, _ assistant.Request) (assistant.Answer, error) {
	f.fail()
	<-ctx.Done()
	return assistant.Answer{}, ctx.Err()
}

func TestPanicIsNotLeaked(t *testing.T) {
	var log bytes.Buffer
	s := httpapi.New(httpapi.Config{
		Asker: failing{fail: func() { panic("mật khẩu cơ sở dữ liệu") }}, Corpus: assistanttest.NewLibrary(),
		Logger: slog.New(slog.NewTextHandler(&log, nil)),
	})
	w := do(t, s.Handler(), "POST /v1/ask", `{"question": "lập trạm"}`)
	if w.Code != 500 || strings.Contains(w.Body.String(), "mật khẩu") || !strings.Contains(log.String(), "mật khẩu") {
		t.Errorf("panic answered %d %s; log %s", w.Code, w.Body, log.String())
	}
	if diff := cmp.Diff("urn:congvu:problem:internal", decode[httpapi.Problem](t, w).Type); diff != "" {
		t.Errorf("problem (-want +got):\n%s", diff)
	}
}
