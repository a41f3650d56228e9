package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant/assistanttest"
	"github.com/trolycongvu/congvu/assistant/web"
)

func importedPages() *web.Pages {
	return web.New(web.Config{Asker: assistanttest.NewWithImported(), Corpus: assistanttest.NewImported()})
}

func TestImportedDocuments(t *testing.T) {
	pdf, scan := assistanttest.FileOf("thong-tu").SHA256, assistanttest.FileOf("quet").SHA256
	tests := []struct {
		address string
		want    []string
		not     []string
	}{
		{
			"/van-ban/12-2025-tt-btn",
			[]string{
				"Kho chưa thấy văn bản nào chấm dứt hiệu lực", "Hiệu lực từ 01/01/2026", "Lê Văn Sông", "(xét ngày 01/02/2026)",
				`<a href="/tep/` + pdf + `">thông tư 12.pdf</a>`, "Tệp PDF · 12 trang · đọc từ chữ có sẵn trong tệp",
				`<a href="/van-ban/901-2019-nd-cp">Nghị định số 901/2019/NĐ-CP về trạm quan trắc cộng đồng</a>`, "<li>Luật Khí quyển năm 1999</li>",
				"Tác động đến văn bản khác", `<a href="/van-ban/05-2015-tt-btn">`, "Bãi bỏ toàn bộ văn bản (Điều 2), từ 01/01/2026, “trừ Điều 9”",
			},
			nil,
		},
		{
			"/van-ban/05-2015-tt-btn",
			[]string{
				`class="force expired"`, "<strong>Hết hiệu lực</strong>", "bị bãi bỏ bởi Điều 2 Thông tư số 12/2025/TT-BTN, “trừ Điều 9”",
				"Văn bản sửa đổi, thay thế, bãi bỏ văn bản này", `<a href="/van-ban/12-2025-tt-btn">`,
			},
			nil,
		},
		{"/van-ban/06-2016-tt-btn", []string{"<strong>Đang bị ngưng hiệu lực</strong>", "Ngưng hiệu lực toàn bộ văn bản (Điều 1), từ 01/09/2025 đến trước 01/03/2027", "Nghị quyết số 77/2025/NQ-CP"}, nil},
		{"/van-ban/01-2026-tt-btn", []string{"<strong>Chưa có hiệu lực</strong>"}, nil},
		{"/van-ban/10-2020-tt-btn", []string{"Sửa đổi Điều 1, Điều 2, từ 01/01/2023", "Thông tư số 11/2022/TT-BTN"}, nil},
		{
			"/van-ban/88-2025-qd-btn",
			[]string{"nhận dạng chữ từ ảnh, độ tin cậy 93%: cần đối chiếu với bản gốc", "/tep/" + scan, `class="warnings"`},
			nil,
		},
		{
			"/van-ban/qt-07-tttv",
			[]string{
				"Các bước thực hiện", `<a href="/van-ban/qt-07-tttv/M%E1%BB%A5c%205.3">Bước 1</a>`, `data-label="Thời gian">0,5 ngày`, "BM 01; BM 02",
				"Mục 1. MỤC ĐÍCH", `>Mục 5.2</a> <span class="begin">Lệ phí của quy trình`, "Phụ lục I. Mẫu thẻ", "Trần Thị Bến", "<li>Lưu: VT.</li>",
				"Phần mở đầu của văn bản", "<td>SỞ THỦY NÔNG</td><td>QUY TRÌNH</td>", "Phần cuối của văn bản", "GIÁM ĐỐC",
			},
			[]string{"Điều"},
		},
		{"/van-ban/12-2025-tt-btn/1", []string{`<a href="/tep/` + pdf + `#page=2">Mở tệp gốc tại trang 2</a>`, `rel="next"`}, []string{"trang gốc"}},
		{
			"/van-ban/qt-07-tttv/M%E1%BB%A5c%205.3",
			[]string{
				"Tải tệp gốc", "<h1>Mục 5.3. Các bước</h1>", "<td>Nội dung</td><td>Người làm</td>",
				`<tr id="khoan-2"><td>2.</td><td>Thẩm tra</td><td>Chuyên viên</td></tr>`, "← Mục 5.2", "Phụ lục I. Mẫu thẻ →",
			},
			[]string{"Điều"},
		},
		{"/van-ban/qt-07-tttv/Ph%E1%BB%A5%20l%E1%BB%A5c%20I", []string{"Thẻ hình chữ nhật", `rel="prev"`}, []string{`rel="next"`, "Điều"}},
		{"/?q=%C4%90i%E1%BB%81u+1+th%C3%B4ng+t%C6%B0+12%2F2025%2FTT-BTN", []string{"Tệp đã nạp thông tư 12.pdf, trang 2", `href="/tep/` + pdf + `#page=2">mở tệp gốc`}, nil},
		{"/van-ban?loc=05/2015", []string{"hết hiệu lực từ 01/01/2026"}, nil},
	}
	p := importedPages()
	for _, tt := range tests {
		status, body := get(t, p, tt.address)
		if status != http.StatusOK {
			t.Errorf("GET %s = %d", tt.address, status)
		}
		for _, want := range tt.want {
			if !strings.Contains(body, want) {
				t.Errorf("GET %s lacks %q:\n%s", tt.address, want, body)
			}
		}
		for _, not := range tt.not {
			if strings.Contains(body, not) {
				t.Errorf("GET %s holds %q:\n%s", tt.address, not, body)
			}
		}
	}
}

func TestFiles(t *testing.T) {
	none := strings.Repeat("0", 64)
	tests := []struct {
		sum     string
		status  int
		media   string
		how     string
		content string
	}{
		{assistanttest.FileOf("thong-tu").SHA256, 200, "application/pdf", "inline; ", "%PDF-1.7 thông tư 12"},
		{assistanttest.FileOf("trang").SHA256, 200, "application/octet-stream", "attachment; ", "<script>alert(1)</script>"},
		{assistanttest.FileOf("quy-trinh").SHA256, 200, "application/msword", "attachment; ", "quy trình"},
		{none, 404, "text/html; charset=utf-8", "", "Tệp không có trong kho"},
		{"abc", 400, "text/html; charset=utf-8", "", "SHA-256"},
		{none + "0", 400, "text/html; charset=utf-8", "", "SHA-256"},
	}
	p := importedPages()
	for _, tt := range tests {
		w := httptest.NewRecorder()
		p.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/tep/"+tt.sum, http.NoBody))
		h := w.Header()
		if w.Code != tt.status || h.Get("Content-Type") != tt.media || !strings.HasPrefix(h.Get("Content-Disposition"), tt.how) || !strings.Contains(w.Body.String(), tt.content) {
			t.Errorf("GET /tep/%s = %d %v\n%s", tt.sum, w.Code, h, w.Body)
		}
	}
}
