package endpoint

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const key = "sk-khoa-bi-mat-0123456789"

// serving starts a server and an Endpoint for it that reads 1,000 bytes.
func serving(t *testing.T, answer http.HandlerFunc) *Endpoint {
	t.Helper()
	server := httptest.NewServer(answer)
	t.Cleanup(server.Close)
	e, err := New(Config{
		BaseURL: server.URL + "/v1", APIKey: key, LocalOnly: true, MaxAnswer: 1000, Section: "llm", Shorter: "giảm thử", Errors: tested,
		Check: func(body []byte) error {
			if strings.Contains(string(body), "NaN") {
				return tested.Answer
			}
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// asked sends one request and reads its answer.
func asked(t *testing.T, e *Endpoint, accept string) (body string, err error) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, e.BaseURL()+"/x", strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept", accept)
	res, err := e.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	return string(b), err
}

// TestDo: what comes back for which answer, and what is worth another try.
func TestDo(t *testing.T) {
	const whole, events = "application/json", "text/event-stream"
	long := strings.Repeat("x", 2000)
	for name, test := range map[string]struct {
		accept string
		status int
		kind   string // of the answer
		body   string
		want   error
		says   string
		again  bool
	}{
		"JSON":               {whole, 200, whole, `{"a":1}`, nil, "", false},
		"events":             {events, 200, events, "data: x\n\n", nil, "", false},
		"events, unnamed":    {events, 200, "", "data: x\n\n", nil, "", false},
		"long":               {whole, 200, whole, `{"a":"` + long + `"}`, tested.Answer, "dài quá", false},
		"long events":        {events, 200, events, "data: " + long, tested.Answer, "dài quá", false},
		"web page":           {whole, 200, "text/html", "<html>", tested.Answer, "HTML", false},
		"web page of events": {events, 200, "text/html; charset=utf-8", "<html>", tested.Answer, "HTML", false},
		"whole for events":   {events, 200, whole, "{}", ErrNotStreamed, "", false},
		"error for events":   {events, 200, whole, `{"error":{"message":"hỏng"}}`, tested.Refused, "hỏng", false},
		"checked":            {whole, 200, whole, `{"a":NaN}`, tested.Answer, "", false},
		"cut off":            {whole, 200, whole, `{"a":`, tested.Unavailable, "cắt ngang", true},
		"empty":              {whole, 200, whole, " ", tested.Unavailable, "rỗng", true},
		"key":                {whole, 401, whole, `{"error":{"message":"wrong key ` + key + `"}}`, tested.Refused, "llm.api_key", false},
		"forbidden":          {events, 403, whole, `{"error":"` + key + `"}`, tested.Refused, "llm.api_key", false},
		"no such":            {whole, 404, whole, ``, tested.Refused, "llm.model", false},
		"too much text":      {whole, 413, whole, `{"detail":"` + long + `"}`, tested.Refused, "giảm thử", false},
		"busy":               {whole, 429, whole, `{"message":"` + key + `"}`, tested.Busy, "quá nhiều", true},
		"down":               {events, 503, "text/html", `<html>` + key, tested.Unavailable, "503", true},
		"not implemented":    {whole, 501, whole, ``, tested.Refused, "501", false},
	} {
		t.Run(name, func(t *testing.T) {
			e := serving(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header()["Content-Type"] = []string{test.kind}
				w.WriteHeader(test.status)
				_, _ = w.Write([]byte(test.body))
			})
			body, err := asked(t, e, test.accept)
			if !errors.Is(err, test.want) || err == nil && body != test.body {
				t.Fatalf("got %q, %v, want %v", body, err, test.want)
			}
			if err == nil {
				return
			}
			if said := err.Error(); !strings.Contains(said, test.says) || strings.Contains(said, key) || len(said) > 1000 {
				t.Errorf("says %q", said)
			}
			var f *Failure
			if again := errors.As(err, &f) && f.Again; again != test.again {
				t.Errorf("worth another try: %v, want %v", again, test.again)
			}
			if errors.As(err, &f) && f.Mentions(regexp.MustCompile("sk-khoa")) {
				t.Error("the failure keeps the key")
			}
		})
	}
}

// TestStreamBreaks: a stream that breaks is told from one that ends.
func TestStreamBreaks(t *testing.T) {
	e := serving(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = w.Write([]byte("data: x\n\n"))
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	})
	body, err := asked(t, e, "text/event-stream")
	var f *Failure
	if !errors.Is(err, tested.Unavailable) || !errors.As(err, &f) || !f.Again || body != "data: x\n\n" {
		t.Errorf("got %q, %v", body, err)
	}
}

func TestMessage(t *testing.T) {
	e := &Endpoint{config: Config{APIKey: key}}
	got := map[string]string{}
	want := map[string]string{
		`{"error":{"message":" quá\n dài "}}`:                         "quá dài",
		`{"error":"không có mô hình","type":"x"}`:                     "không có mô hình",
		`{"detail":"sai","message":"khác"}`:                           "sai",
		`{"message":"của vLLM cũ","object":"error"}`:                  "của vLLM cũ",
		`{"error":{"message":"khóa sk-khoa-bi-mat-\u0030123456789"}}`: "khóa ********",
		`[1]`: "", `x`: "", ``: "", `{"error":null}`: "",
	}
	for body := range want {
		got[body] = e.message([]byte(body))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// FuzzRefusal: whatever a server answers, the error is one of ours, short and
// without the key.
func FuzzRefusal(f *testing.F) {
	f.Add(429, `{"error":{"message":"slow down `+key+`"}}`, "7", "")
	f.Add(307, ``, "Mon, 05 Jan 2026 08:00:30 GMT", "http://elsewhere/"+key)
	f.Add(200, `{"error":["`+key+`"]}`, "-1", "")
	f.Fuzz(func(t *testing.T, status int, body, after, location string) {
		e, err := New(Config{BaseURL: "http://127.0.0.1/v1", APIKey: key, Errors: tested, Section: "llm"})
		if err != nil {
			t.Fatal(err)
		}
		res := &http.Response{StatusCode: status, Header: http.Header{"Retry-After": {after}, "Location": {location}}}
		refused := e.refusal(res, []byte(body))
		if !errors.Is(refused, tested.Refused) && !errors.Is(refused, tested.Busy) && !errors.Is(refused, tested.Unavailable) {
			t.Errorf("got %v", refused)
		}
		if strings.Contains(refused.Error(), key) {
			t.Errorf("%v tells the key", refused)
		}
		var failure *Failure
		if errors.As(refused, &failure) && failure.After < 0 {
			t.Errorf("waits %v", failure.After)
		}
		if err := e.checkBody([]byte(body)); err != nil && strings.Contains(err.Error(), key) {
			t.Errorf("%v tells the key", err)
		}
	})
}
