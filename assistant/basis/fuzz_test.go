package basis

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus/extract"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// FuzzCitations: reading a draft never panics, what is cited stands in the draft, and
// citations of one passage do not overlap.
func FuzzCitations(f *testing.F) {
	for _, s := range []string{
		"Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
		"Căn cứ Luật A ngày 01/01/2020 và Luật sửa đổi, bổ sung một số điều của Luật A số 5/2021/QH15 ngày 02/02/2021;\nLuật B;",
		"khoản 2 và điểm a khoản 3 Điều 5 Luật Khiếu nại, được sửa đổi, bổ sung bởi các Luật số 1/2020/QH14, số 2/2021/QH15",
		"- Căn cứ vào Điều 84 của Hiến pháp nước Cộng hoà xã hội chủ nghĩa Việt Nam năm 1992",
		"Căn cứ Luật sửa đổi", "Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15 (sau đây", "Căn cứ số 1/2020/NĐ-CP của ; Pháp lệnh số",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 4000 {
			return
		}
		s = strings.ToValidUTF8(s, "")
		var lines []structure.Line
		for line := range strings.Lines(s) {
			lines = append(lines, structure.Line{Text: strings.TrimRight(line, "\n")})
		}
		for _, p := range passages(lines) {
			at := 0
			for _, c := range p.citations() {
				i := strings.Index(p.text[at:], c.text)
				if i < 0 {
					t.Fatalf("citation %q does not stand behind byte %d of %q", c.text, at, p.text)
				}
				at += i + len(c.text)
				if !utf8.ValidString(c.text) || !utf8.ValidString(c.title) {
					t.Fatalf("broken letters in %q, %q", c.text, c.title)
				}
			}
		}
		if _, err := understand("", extract.Text{Lines: lines}); err != nil && !errors.Is(err, ErrSecret) {
			t.Fatal(err)
		}
	})
}

func FuzzTitleWords(f *testing.F) {
	f.Add("Về việc quy định chi tiết thi hành Luật, ngày 05 tháng 3 năm 2020 của Bộ trưởng Bộ Kỹ thuật")
	f.Fuzz(func(t *testing.T, s string) {
		w := titleWords(s)
		if again := titleWords(joined(w)); len(again) > len(w) {
			t.Errorf("%q: %q grew to %q", s, w, again)
		}
		if l := likeness(w, w); len(w) > 0 && l != 1 {
			t.Errorf("a title is %v like itself: %q", l, s)
		}
	})
}
