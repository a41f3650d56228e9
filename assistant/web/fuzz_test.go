package web_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
)

// sound fails when a page is broken or lets markup of the sender through.
func sound(t *testing.T, status int, page string) {
	t.Helper()
	if status >= http.StatusInternalServerError {
		t.Errorf("status %d:\n%s", status, page)
	}
	if strings.Contains(strings.ToLower(page), "<script") || strings.Contains(page, "ZgotmplZ") {
		t.Errorf("the page holds what the sender wrote as markup:\n%s", page)
	}
}

func FuzzCheck(f *testing.F) {
	media, form := body(f, field{"van-ban", "", wrongDate + "\n" + ended}, field{"ngay", "", "01/06/2020"})
	f.Add(media, form.Bytes())
	media, form = body(f, field{"tep", "a<script>.html", "<p>" + outside + "</p><script>"})
	f.Add(media, form.Bytes())
	f.Add("multipart/form-data; boundary=x", []byte("--x\r\nContent-Disposition: form-data; name=van-ban\r\n\r\n</textarea><script>\r\n--x--"))
	f.Add("multipart/form-data; boundary=\"", []byte("--"))
	f.Add("", []byte(nil))
	p := checkingPages()
	f.Fuzz(func(t *testing.T, media string, form []byte) {
		if w := post(t, p, "/kiem-tra-can-cu", media, bytes.NewReader(form)); w.Code != http.StatusServiceUnavailable {
			sound(t, w.Code, w.Body.String())
		}
	})
}

func FuzzFeedback(f *testing.F) {
	p := rememberingPages(newState(f))
	form := asked(f, p, question)
	f.Add(with(form, "danh-gia", "up"))
	f.Add(with(form, "danh-gia", "down", "ly-do", "sai", "y-kien", "</textarea><script>\x00", "q", "//evil.example", "c", "\r\nX: y"))
	f.Add("q=%zz&q=;&tra-loi")
	f.Fuzz(func(t *testing.T, form string) {
		w := request(t, p, "/gop-y", form)
		sound(t, w.Code, w.Body.String())
		back := w.Header().Get("Location")
		if w.Code != http.StatusSeeOther {
			return
		}
		if !strings.HasPrefix(back, "/?") {
			t.Fatalf("back to %q, want a page of ours", back)
		}
		address, _, _ := strings.Cut(back, "#")
		w = request(t, p, address, "")
		sound(t, w.Code, w.Body.String())
	})
}
