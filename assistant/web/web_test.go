package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant/assistanttest"
	"github.com/trolycongvu/congvu/assistant/web"
)

func pages() *web.Pages {
	return web.New(web.Config{Asker: assistanttest.New(), Corpus: assistanttest.NewLibrary()})
}

func get(t *testing.T, p http.Handler, address string) (int, string) {
	t.Helper()
	w := httptest.NewRecorder()
	p.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, address, nil))
	return w.Code, w.Body.String()
}

func TestPages(t *testing.T) {
	p := pages()
	ask := func(q string) string { return "/?" + url.Values{"q": {q}}.Encode() }
	tests := []struct {
		address string
		status  int
		want    []string
	}{
		{"/", 200, []string{`<html lang="vi">`, "Hỏi về quy định", `<label for="q">`, "Bộ Pháp điển"}},
		{ask("Thời hạn quyết định lập trạm quan trắc cộng đồng"), 200, []string{`class="lead"`, "không quá 30 ngày", `id="nguon-1"`, "/van-ban/901-2019-nd-cp/10", "có trong Bộ Pháp điển (02/2026)"}},
		{ask("khoan 2 dieu 15 nd 901/2019"), 200, []string{"/van-ban/901-2019-nd-cp/15#khoan-2", "Lưu ý: Điều này có nội dung được sửa đổi"}},
		{ask("lệ phí cấp thẻ quan trắc viên cộng đồng"), 200, []string{"/thu-tuc/1.999001", "20.000 đồng"}},
		{ask("thời hạn bao lâu"), 200, []string{"Cần hỏi rõ hơn", `class="choices"`}},
		{ask("quy trình cấp phép nuôi rồng"), 200, []string{"Chưa tìm thấy", "Gần nhất"}},
		{ask("ĐỘ MẬT: TỐI MẬT\nkế hoạch tuần tra"), 200, []string{"bí mật nhà nước"}},
		{ask("CCCD 001093012345 lập trạm quan trắc cộng đồng"), 200, []string{"[đã che số căn cước]"}},
		{"/?q=%20&as_of=", 200, []string{"Ví dụ"}},
		{"/?q=x&as_of=31/02/2020", 400, []string{"ngày không hợp lệ"}},
		{ask("...")[:1] + "?q=...", 400, []string{"Câu hỏi trống"}},
		{"/van-ban", 200, []string{"6 văn bản", "/van-ban/90-2018-qh14"}},
		{"/van-ban?loc=phao%20tieu", 200, []string{"1 văn bản", "tóm lược"}},
		{"/van-ban/901-2019-nd-cp", 200, []string{"Điều 15. Cấp số, ghi sổ quan trắc", "Chính phủ"}},
		{"/van-ban/901-2019-nd-cp/15", 200, []string{`id="khoan-2"`, "Sửa đổi, bổ sung", "Bản khác mà kho giữ", `rel="next"`}},
		{"/van-ban/901-2019-nd-cp/15?as_of=2020-03-01", 200, []string{"chậm nhất là 03 ngày sau khi đo"}},
		{"/van-ban/901-2019-nd-cp/7", 200, []string{`id="khoan-1-diem-b"`}},
		{"/thu-tuc/1.999001", 200, []string{"Đơn đề nghị cấp thẻ", "7 ngày làm việc", "Lệ phí 20.000 đồng (mỗi thẻ)", "Bộ phận một cửa", "Bản ghi để trống"}},
		{"/thu-tuc/2.999002", 200, []string{"Tỉnh Vân Hải công bố"}},
		{"/van-ban/khong-co", 404, []string{"Không có trong kho"}},
		{"/van-ban/901-2019-nd-cp/99", 404, []string{"Không có trong kho"}},
		{"/la-gi", 404, []string{"Trang không có"}},
		{"/static/congvu.css", 200, []string{"--ink"}},
		{"/static/../web.go", 404, nil},
	}
	for _, tt := range tests {
		status, body := get(t, p, tt.address)
		if status != tt.status && !(tt.want == nil && status >= 300) {
			t.Errorf("GET %s = %d, want %d", tt.address, status, tt.status)
		}
		for _, want := range tt.want {
			if !strings.Contains(body, want) {
				t.Errorf("GET %s lacks %q:\n%s", tt.address, want, body)
			}
		}
	}
}

func TestPagesEscapeAndLoadNothing(t *testing.T) {
	_, body := get(t, pages(), "/?"+url.Values{"q": {`<script>alert(1)</script>"><img src=x> lập trạm`}}.Encode())
	for _, bad := range []string{"<script", "<img", "http://", "style=\"", "onload"} {
		if strings.Contains(strings.ReplaceAll(body, "https://phapdien.moj.gov.vn", ""), bad) {
			t.Errorf("page holds %q", bad)
		}
	}
}

// TestLook writes the pages into a folder for looking at: CONGVU_LOOK=DIR.
func TestLook(t *testing.T) {
	addr := os.Getenv("CONGVU_LOOK")
	if addr == "" {
		t.Skip("CONGVU_LOOK chưa đặt")
	}
	srv := &http.Server{Addr: addr, Handler: pages()}
	t.Log(srv.ListenAndServe())
}
