package httpapi_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// FuzzRequests sends anything as a body and as a path: no request is the
// program's fault.
func FuzzRequests(f *testing.F) {
	h := server()
	f.Add(`{"question": "lập trạm"}`, "/v1/documents/901-2019-nd-cp/articles/15?as_of=2020-01-01")
	f.Add(`{"question": 1}`, "/v1/search?q=x&limit=3")
	f.Add(`[{]`, "/van-ban/%2e%2e/%00")
	f.Add(``, "/tep/"+strings.Repeat("0", 64))
	f.Add(``, "/v1/files/%2f..")
	f.Fuzz(func(t *testing.T, body, path string) {
		post := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/v1/ask", strings.NewReader(body))
		requests := []*http.Request{post}
		if get, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://x"+path, http.NoBody); err == nil && strings.HasPrefix(path, "/") {
			requests = append(requests, get)
		}
		for _, r := range requests {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code >= http.StatusInternalServerError {
				t.Errorf("%s %s with %q = %d %s", r.Method, r.URL, body, w.Code, w.Body)
			}
		}
	})
}
