package web_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"html"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant/assistanttest"
	"github.com/trolycongvu/congvu/assistant/basis"
	"github.com/trolycongvu/congvu/assistant/web"
	"github.com/trolycongvu/congvu/corpus"
)

// revisioned is the made-up corpus with a revision, which never changes.
type revisioned struct{ assistanttest.Library }

func (revisioned) Revision(context.Context) (int64, error) { return 1, nil }

func checkingPages() *web.Pages {
	lib := assistanttest.NewImported()
	return web.New(web.Config{Asker: assistanttest.NewWithImported(), Corpus: lib, Checker: basis.New(revisioned{lib})})
}

// field is one part of a form; one with a file name is a file.
type field struct{ name, file, text string }

// body writes the parts as browsers do.
func body(t testing.TB, fields ...field) (media string, form *bytes.Buffer) {
	t.Helper()
	form = new(bytes.Buffer)
	w := multipart.NewWriter(form)
	for _, f := range fields {
		part, err := w.CreateFormField(f.name)
		if f.file != "" {
			part, err = w.CreateFormFile(f.name, f.file)
		}
		if err == nil {
			_, err = io.WriteString(part, f.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return w.FormDataContentType(), form
}

// post sends a form from the page itself.
func post(t testing.TB, p http.Handler, address, media string, form io.Reader) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, address, form)
	r.Header.Set("Content-Type", media)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return w
}

// request asks for a page, or sends a form if there is one, with more headers.
func request(t testing.TB, p http.Handler, address, form string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	method := http.MethodGet
	if form != "" {
		method = http.MethodPost
	}
	r := httptest.NewRequestWithContext(t.Context(), method, address, strings.NewReader(form))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return w
}

const (
	wrongDate = "Căn cứ Nghị định số 901/2019/NĐ-CP ngày 01 tháng 02 năm 2019 của Chính phủ;"
	ended     = "Căn cứ Thông tư số 05/2015/TT-BTN;"
	outside   = "Căn cứ Nghị định số 777/2031/NĐ-CP;"
)

func TestCheck(t *testing.T) {
	tests := []struct {
		name   string
		fields []field
		status int
		want   []string
		not    []string
	}{
		{
			"pasted",
			[]field{{"van-ban", "", wrongDate + "\r\n" + ended + "\r\n" + outside}, {"tep", "", ""}, {"ngay", "", ""}},
			200,
			[]string{
				`class="verdict wrong"`, `<span aria-hidden="true">✗</span> Sai`, `<span aria-hidden="true">⚠</span> Cảnh báo`,
				`<span aria-hidden="true">?</span> Ngoài kho`, "1 sai", "1 cảnh báo", "1 ngoài kho", "0 đúng",
				"Sai ngày (văn bản ghi ", "(dòng 1)", "<code>Căn cứ Nghị định số 901/2019/NĐ-CP ngày ",
				`<a href="/van-ban/901-2019-nd-cp">`, `<a href="/van-ban/05-2015-tt-btn">`, `<a href="/van-ban/12-2025-tt-btn">`,
				"Hết hiệu lực từ 01/01/2026", "bị bãi bỏ bởi", "Tải kết quả (.docx)", "xét theo ngày 01/02/2026", outside + "</textarea>",
			},
			nil,
		},
		{
			"a file and its day",
			[]field{{"van-ban", "", "\r\n"}, {"tep", `C:\du thao\Tờ trình.txt`, ended}, {"ngay", "", "01/06/2020"}},
			200,
			[]string{"Kết quả: Tờ trình.txt", "1 đúng", "Xét theo ngày của dự thảo: 01/06/2020", "(hôm nay 01/02/2026)", `value="01/06/2020"`},
			nil,
		},
		{"no citation", []field{{"van-ban", "", "Căn cứ tình hình thực tế;"}}, 200, []string{"Không thấy căn cứ hay dẫn chiếu nào"}, []string{"Tải kết quả"}},
		{
			"secret",
			[]field{{"van-ban", "", "TUYỆT MẬT\n" + outside}},
			422,
			[]string{`role="alert"`, "dấu chỉ độ mật"},
			[]string{"777/2031"},
		},
		{"secret file", []field{{"tep", "a.txt", "TUYỆT MẬT\n" + outside}}, 422, []string{"dấu chỉ độ mật"}, []string{"777/2031"}},
		{"nothing", []field{{"van-ban", "", " "}, {"tep", "", ""}}, 400, []string{"Hãy dán dự thảo vào ô hoặc chọn một tệp."}, nil},
		{"both", []field{{"van-ban", "", ended}, {"tep", "a.txt", ended}}, 400, []string{"không cả hai", ended + "</textarea>"}, nil},
		{"a date that is none", []field{{"van-ban", "", ended}, {"ngay", "", "31/02/2020"}}, 400, []string{"gày không hợp lệ", ended + "</textarea>"}, nil},
		{"unknown format", []field{{"tep", "a.bin", "\x00\x01\x02\x03"}}, 400, []string{">a.bin: dữ liệu không phải văn bản"}, nil},
		{"long text", []field{{"van-ban", "", strings.Repeat("a", 1<<20+1)}}, 413, []string{"hãy lưu thành tệp"}, []string{"aaaa"}},
		{"markup", []field{{"van-ban", "", `</textarea><script>alert(1)</script>`}}, 200, []string{"&lt;script&gt;"}, []string{"<script"}},
	}
	p := checkingPages()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			media, form := body(t, tt.fields...)
			w := post(t, p, "/kiem-tra-can-cu", media, form)
			if w.Code != tt.status {
				t.Errorf("status %d, want %d", w.Code, tt.status)
			}
			for _, want := range tt.want {
				if !strings.Contains(w.Body.String(), want) {
					t.Errorf("page lacks %q:\n%s", want, w.Body)
				}
			}
			for _, not := range tt.not {
				if strings.Contains(w.Body.String(), not) {
					t.Errorf("page holds %q:\n%s", not, w.Body)
				}
			}
		})
	}
}

func TestCheckLinked(t *testing.T) {
	p := checkingPages()
	draft := "/?" + url.Values{"q": {ended + " " + outside}}.Encode()
	for _, address := range []string{"/", "/van-ban", "/kiem-tra-can-cu", draft} {
		if _, body := get(t, p, address); !strings.Contains(body, `<a href="/kiem-tra-can-cu">Kiểm tra căn cứ</a></nav>`) {
			t.Errorf("GET %s has no link to the check", address)
		}
	}
	if _, body := get(t, p, draft); !strings.Contains(body, `<a class="go" href="/kiem-tra-can-cu">`) {
		t.Errorf("the answer to a draft has no link to the check:\n%s", body)
	}
	status, body := get(t, pages(), "/kiem-tra-can-cu")
	if status != http.StatusNotFound || strings.Contains(body, `href="/kiem-tra-can-cu"`) {
		t.Errorf("without a checker the page is %d and linked, want 404 and no link", status)
	}
}

var sealedReport = regexp.MustCompile(`name="ket-qua" value="([^"]+)"`)

func TestReportDownload(t *testing.T) {
	p := checkingPages()
	media, form := body(t, field{"van-ban", "", wrongDate})
	m := sealedReport.FindStringSubmatch(post(t, p, "/kiem-tra-can-cu", media, form).Body.String())
	if m == nil {
		t.Fatal("the page carries no report")
	}
	const form1 = "application/x-www-form-urlencoded"
	download := func(p http.Handler, word string) *httptest.ResponseRecorder {
		return post(t, p, "/kiem-tra-can-cu/ket-qua.docx", form1, strings.NewReader(url.Values{"ket-qua": {word}}.Encode()))
	}
	w := download(p, html.UnescapeString(m[1]))
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != basis.MediaDocx || !strings.HasPrefix(w.Header().Get("Content-Disposition"), "attachment; ") {
		t.Fatalf("download: %d %v", w.Code, w.Header())
	}
	z, err := zip.NewReader(bytes.NewReader(w.Body.Bytes()), int64(w.Body.Len()))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil || !strings.Contains(string(text), "901/2019/NĐ-CP") || !strings.Contains(string(text), "sai ngày") {
		t.Errorf("the document lacks the citation or its fault: %v", err)
	}
	flipped := "A" + m[1][1:]
	if flipped == m[1] {
		flipped = "B" + m[1][1:]
	}
	for _, word := range []string{"", "a", "!", flipped, m[1][:len(m[1])-4]} {
		if w := download(p, word); w.Code != http.StatusGone || !strings.Contains(w.Body.String(), "kiểm tra lại") {
			t.Errorf("a report that was not made here: %d, want 410", w.Code)
		}
	}
	if w := download(checkingPages(), m[1]); w.Code != http.StatusGone {
		t.Errorf("a report of another process: %d, want 410", w.Code)
	}
}

// TestForeignForms refuses what other sites send, as new browsers tell and as old ones do.
func TestForeignForms(t *testing.T) {
	p := checkingPages()
	for _, tt := range []struct {
		header, value string
		want          int
	}{
		{"Sec-Fetch-Site", "same-origin", 200},
		{"Sec-Fetch-Site", "cross-site", 403},
		{"Sec-Fetch-Site", "same-site", 403},
		{"Origin", "http://example.com", 200}, // the host of the request
		{"Origin", "https://other.example", 403},
		{"Origin", "null", 403},
		{"X-None", "", 200}, // no browser
	} {
		media, form := body(t, field{"van-ban", "", outside})
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/kiem-tra-can-cu", form)
		r.Header.Set("Content-Type", media)
		r.Header.Set(tt.header, tt.value)
		w := httptest.NewRecorder()
		p.ServeHTTP(w, r)
		if w.Code != tt.want {
			t.Errorf("%s: %s = %d, want %d", tt.header, tt.value, w.Code, tt.want)
		}
		if tt.want == 403 && (!strings.Contains(w.Body.String(), "gửi từ một trang khác") || strings.Contains(w.Body.String(), "777/2031")) {
			t.Errorf("%s: %s: the page of the refusal:\n%s", tt.header, tt.value, w.Body)
		}
		if got := w.Header().Get("Referrer-Policy"); got != "same-origin" {
			t.Errorf("Referrer-Policy %q, want same-origin: browsers send forms with the origin null without it", got)
		}
	}
}

// broken cannot check.
type broken struct{ err error }

func (b broken) Check(context.Context, basis.Draft, corpus.Date) (basis.Report, error) {
	return basis.Report{}, b.err
}

// endless is a file that has no end.
type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'a'
	}
	return len(b), nil
}

func TestCheckFails(t *testing.T) {
	media, form := body(t, field{"van-ban", "", outside})
	whole := form.String()
	head, _, _ := strings.Cut(whole, outside)
	file := strings.Replace(head, `name="van-ban"`, `name="tep"; filename="a.txt"`, 1)
	for _, tt := range []struct {
		name   string
		err    error
		media  string
		body   io.Reader
		status int
		want   string
	}{
		{"time", context.DeadlineExceeded, media, strings.NewReader(whole), 504, "hãy chia nhỏ"},
		{"fault", errors.New("ổ đĩa /var hỏng"), media, strings.NewReader(whole), 500, "Lỗi bên trong chương trình"},
		{"reading time", nil, media, io.MultiReader(strings.NewReader(head), failing{os.ErrDeadlineExceeded}), 504, "hãy chia nhỏ"},
		{"cut off", nil, media, strings.NewReader(head), 400, "thiếu phần cuối"},
		{"no form", nil, "text/plain", strings.NewReader("x"), 400, "Biểu mẫu gửi lên bị hỏng"},
		{"too large", nil, media, io.MultiReader(strings.NewReader(file), endless{}), 413, "20 MB"},
	} {
		p := web.New(web.Config{Asker: assistanttest.New(), Corpus: assistanttest.NewLibrary(), Checker: broken{tt.err}})
		w := post(t, p, "/kiem-tra-can-cu", tt.media, tt.body)
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.want) || strings.Contains(w.Body.String(), "/var") {
			t.Errorf("%s: %d, want %d and %q:\n%s", tt.name, w.Code, tt.status, tt.want, w.Body)
		}
	}
}

// failing is a connection that breaks.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
