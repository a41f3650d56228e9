package httpapi_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant/basis"
	"github.com/trolycongvu/congvu/assistant/httpapi"
	"github.com/trolycongvu/congvu/corpus/extract/docx"
	"github.com/trolycongvu/congvu/corpus/extract/layout"
)

// draftText cites the made-up decree with a day that it was not issued on.
const draftText = `{"text": "Căn cứ Nghị định số 901/2019/NĐ-CP ngày 04 tháng 01 năm 2019 của Chính phủ về trạm quan trắc cộng đồng;"}`

func TestCheckText(t *testing.T) {
	w := do(t, server(), "POST /v1/check", draftText)
	if w.Code != http.StatusOK {
		t.Fatalf("%d: %s", w.Code, w.Body)
	}
	r := decode[basis.Report](t, w)
	if len(r.Lines) != 1 || r.Counts.Wrong != 1 || r.Lines[0].Faults[0].Kind != basis.FaultDate {
		t.Errorf("got %s", w.Body)
	}
	if want := "ngày 05 tháng 01 năm 2019"; !strings.Contains(r.Lines[0].Corrected, want) {
		t.Errorf("corrected line %q has no %q", r.Lines[0].Corrected, want)
	}
	if r.AsOf != 20260201 {
		t.Errorf("a draft without a date was judged on %s, want today", r.AsOf)
	}
}

func TestCheckTakesTheDraftsDate(t *testing.T) {
	body := strings.TrimSuffix(draftText, "}") + `, "draft_date": "01/02/2020", "as_of": "2026-03-01"}`
	r := decode[basis.Report](t, do(t, server(), "POST /v1/check", body))
	if r.Date != 20200201 || r.AsOf != 20200201 || r.Today != 20260301 {
		t.Errorf("got date %s, as of %s, today %s", r.Date, r.AsOf, r.Today)
	}
}

// form is a multipart body of fields, those named file as files.
func form(t *testing.T, fields ...string) (body *bytes.Buffer, contentType string) {
	t.Helper()
	body = new(bytes.Buffer)
	m := multipart.NewWriter(body)
	for i := 0; i+1 < len(fields); i += 2 {
		create := func() error {
			if fields[i] != "file" {
				return m.WriteField(fields[i], fields[i+1])
			}
			f, err := m.CreateFormFile("file", "du-thao.txt")
			if err == nil {
				_, err = f.Write([]byte(fields[i+1]))
			}
			return err
		}
		if err := create(); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	return body, m.FormDataContentType()
}

func postForm(t *testing.T, h http.Handler, accept string, fields ...string) *httptest.ResponseRecorder {
	t.Helper()
	body, contentType := form(t, fields...)
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/v1/check", body)
	r.Header.Set("Content-Type", contentType)
	r.Header.Set("Accept", accept)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

const draftFile = "QUYẾT ĐỊNH\nVề việc thử\nCăn cứ Nghị định số 901/2019/NĐ-CP ngày 04 tháng 01 năm 2019 của Chính phủ về trạm quan trắc cộng đồng;\nĐiều 1. Thử.\n"

func TestCheckFile(t *testing.T) {
	w := postForm(t, server(), "application/json", "draft_date", "2026-01-05", "file", draftFile)
	if w.Code != http.StatusOK {
		t.Fatalf("%d: %s", w.Code, w.Body)
	}
	if r := decode[basis.Report](t, w); r.Draft != "du-thao.txt" || r.Counts.Wrong != 1 || r.Date != 20260105 {
		t.Errorf("got %s", w.Body)
	}
}

func TestCheckAnswersWithWord(t *testing.T) {
	w := postForm(t, server(), basis.MediaDocx, "file", draftFile)
	if got := w.Header().Get("Content-Type"); w.Code != http.StatusOK || got != basis.MediaDocx {
		t.Fatalf("%d %s: %s", w.Code, got, w.Body)
	}
	raw := w.Body.Bytes()
	d, err := docx.Read(t.Context(), bytes.NewReader(raw), int64(len(raw)), layout.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Lines) == 0 || d.Lines[0].Text != "KẾT QUẢ KIỂM TRA CĂN CỨ" {
		t.Errorf("got %+v", d.Lines)
	}
}

func TestCheckProblems(t *testing.T) {
	h := server()
	for _, tt := range []struct {
		name, body, contentType string
		status                  int
		detail                  string
	}{
		{"no text", `{}`, "application/json", 400, "thiếu dự thảo"},
		{"empty", `{"text": " "}`, "application/json", 400, "dự thảo không có chữ"},
		{"a field that is none", `{"text": "a", "question": "b"}`, "application/json", 400, "text, as_of, draft_date"},
		{"not text", `{"text": 5}`, "application/json", 400, "trường text phải là chuỗi, không phải số"},
		{"a bad day", `{"text": "a", "as_of": "hôm qua"}`, "application/json", 400, "ngày không hợp lệ"},
		{"another type", `a`, "text/csv", 415, "multipart/form-data"},
		{"a broken form", "x", "multipart/form-data; boundary=b", 400, "thiếu dự thảo"},
		{"secret", `{"text": "TỐI MẬT\nKẾ HOẠCH\nCăn cứ Luật A;"}`, "application/json", 422, "dấu chỉ độ mật"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := do(t, h, "POST /v1/check", tt.body, "Content-Type", tt.contentType)
			p := decode[httpapi.Problem](t, w)
			if w.Code != tt.status || !strings.Contains(p.Detail, tt.detail) {
				t.Errorf("got %d %q, want %d with %q", w.Code, p.Detail, tt.status, tt.detail)
			}
		})
	}
	if w := postForm(t, h, "", "as_of", "2026-01-01"); w.Code != http.StatusBadRequest {
		t.Errorf("a form without a draft: %d %s", w.Code, w.Body)
	}
	if w := postForm(t, h, "", "file", strings.Repeat("a", 20<<20+1)); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("a file too large: %d %s", w.Code, w.Body)
	}
	if w := postForm(t, h, "", "file", "\x00\x01\x02\x03"); w.Code != http.StatusBadRequest {
		t.Errorf("a file that is none: %d %s", w.Code, w.Body)
	}
}
