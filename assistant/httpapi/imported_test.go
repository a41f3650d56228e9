package httpapi_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant/assistanttest"
	"github.com/trolycongvu/congvu/assistant/httpapi"
	"github.com/trolycongvu/congvu/assistant/web"
)

func importedServer() http.Handler {
	lib, a := assistanttest.NewImported(), assistanttest.NewWithImported()
	return httpapi.New(httpapi.Config{
		Asker: a, Corpus: lib, Index: generation("g1"), Pages: web.New(web.Config{Asker: a, Corpus: lib}),
	}).Handler()
}

func TestFiles(t *testing.T) {
	h := importedServer()
	sum := assistanttest.FileOf("thong-tu").SHA256
	w := do(t, h, "GET /v1/files/"+sum, "")
	header := w.Header()
	for name, want := range map[string]string{
		"Content-Type": "application/pdf", "ETag": `"` + sum + `"`, "X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-cache",
		"Content-Disposition": `inline; filename="thong tu 12.pdf"; filename*=UTF-8''th%C3%B4ng%20t%C6%B0%2012.pdf`,
	} {
		if got := header.Get(name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	if policy := header.Get("Content-Security-Policy"); w.Code != http.StatusOK || !strings.Contains(policy, "default-src 'none'") {
		t.Errorf("GET = %d with policy %q", w.Code, policy)
	}
	if policy := do(t, h, "GET /tep/"+assistanttest.FileOf("trang").SHA256, "").Header().Get("Content-Security-Policy"); !strings.HasPrefix(policy, "sandbox; default-src 'none'") {
		t.Errorf("policy of a web page = %q", policy)
	}
	if w := do(t, h, "GET /v1/files/"+sum, "", "Range", "bytes=0-4"); w.Code != http.StatusPartialContent || w.Body.String() != "%PDF-" {
		t.Errorf("range = %d %q", w.Code, w.Body)
	}
	if w := do(t, h, "HEAD /v1/files/"+sum, ""); w.Code != http.StatusOK || w.Body.Len() != 0 {
		t.Errorf("HEAD = %d %q", w.Code, w.Body)
	}
	for path, status := range map[string]int{
		"/v1/files/" + strings.Repeat("0", 64): 404, "/v1/files/abc": 400, "/v1/files/" + sum + "?x=1": 400, "/v1/files/": 404, "/v1/files": 404,
	} {
		w := do(t, h, "GET "+path, "")
		if p := decode[httpapi.Problem](t, w); w.Code != status || p.Status != status {
			t.Errorf("GET %s = %d %s", path, w.Code, w.Body)
		}
	}
}

func TestImportedDocument(t *testing.T) {
	h := importedServer()
	file := assistanttest.FileOf("quy-trinh")
	got := decode[map[string]any](t, do(t, h, "GET /v1/documents/qt-07-tttv", ""))
	for _, name := range []string{"basis", "amended_by", "amends", "in_force"} {
		if _, ok := got[name]; ok {
			t.Errorf("empty %s is written", name)
		}
	}
	outline, ok := got["outline"].([]any)
	if !ok || len(outline) != 4 {
		t.Fatalf("outline = %v", got["outline"])
	}
	page := "/qt-07-tttv/articles/M%E1%BB%A5c%205.3"
	for name, pair := range map[string][2]any{
		"file_link":  {"/v1/files/" + file.SHA256, got["file_link"]},
		"file_page":  {"/tep/" + file.SHA256, got["file_page"]},
		"signatory":  {"Trần Thị Bến", got["signatory"]},
		"recipients": {[]any{"Như trên;", "Lưu: VT."}, got["recipients"]},
		"warnings":   {[]any{}, got["warnings"]},
		"unit": {map[string]any{
			"key": "Mục 5.3", "label": "Mục 5.3", "title": "Mục 5.3. Các bước", "heading": "Các bước",
			"link": "/v1/documents" + page, "page": "/van-ban/qt-07-tttv/M%E1%BB%A5c%205.3",
		}, outline[2]},
		"step": {map[string]any{
			"label": "Bước 2", "text": "Thẩm tra", "who": "Chuyên viên", "forms": []any{"BM 01", "BM 02"}, "article": "Mục 5.3",
			"link": "/v1/documents" + page, "page": "/van-ban/qt-07-tttv/M%E1%BB%A5c%205.3",
		}, got["steps"].([]any)[1]},
	} {
		if diff := cmp.Diff(pair[0], pair[1]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if w := do(t, h, "GET /v1/documents"+page, ""); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"file_page":"/tep/`+file.SHA256) {
		t.Errorf("GET of a unit = %d %s", w.Code, w.Body)
	}
}

func TestImportedDocumentEnded(t *testing.T) {
	w := do(t, importedServer(), "GET /v1/documents/05-2015-tt-btn", "")
	var got struct {
		Validity struct{ Status, Evidence string }
		Warnings []string
		InForce  struct {
			Until   string
			EndedBy struct{ Except string } `json:"ended_by"`
		} `json:"in_force"`
		Outline []struct {
			Begins int `json:"begins_on"`
		}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Validity.Status != "expired" || len(got.Warnings) != 1 || got.InForce.Until != "2026-01-01" || got.InForce.EndedBy.Except != "trừ Điều 9" {
		t.Errorf("got %+v", got)
	}
}
