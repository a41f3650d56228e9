package lexicon

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// show writes expansions as "typed→words": "=" when they replace it.
func show(text string, expansions []Expansion) []string {
	var out []string
	for _, e := range expansions {
		sign := "+"
		if e.Replace {
			sign = "="
		}
		out = append(out, text[e.Start:e.End]+sign+strings.Join(e.Words, "|"))
	}
	return out
}

func TestExpand(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{"Thẩm quyền của UBND xã", []string{"UBND=ủy ban nhân dân"}},
		{"ubnd, hđnd và TTHC?", []string{"ubnd=ủy ban nhân dân", "hđnd=hội đồng nhân dân", "TTHC=thủ tục hành chính"}},
		{"hdnd xa", []string{"hdnd=hội đồng nhân dân"}},
		{"Sở LĐTB&XH", []string{"LĐTB&XH=lao động thương binh và xã hội"}},
		{"Sở GD&ĐT, sở KH & ĐT", []string{"GD&ĐT=giáo dục và đào tạo", "KH & ĐT=kế hoạch và đầu tư"}},
		{"xh vn gv sv", nil},
		{"Cả tỉnh", nil},
		{"Nghị định 30/2020/NĐ-CP của BTP", []string{"BTP=bộ tư pháp"}},
		{"NĐ100 và nđ 30, TT 01", []string{"NĐ=nghị định", "TT+thông tư|thủ tục"}},
		{"Mất bìa đỏ, làm lại thế nào?", []string{"bìa đỏ+giấy chứng nhận quyền sử dụng đất", "làm lại+cấp lại"}},
		{"mat bia do thi sao", []string{"bia do+giấy chứng nhận quyền sử dụng đất"}},
		{"mất bia do", nil}, // another word of the text has marks
		{"sang tên sổ đỏ", []string{"sang tên sổ đỏ+đăng ký biến động|chuyển nhượng quyền sử dụng đất"}},
		{"sổ\nđỏ, sổ. đỏ", nil},
		{"đăng kí KT3", []string{"KT3+đăng ký tạm trú"}},
		{"lương bố mẹ", []string{"bố mẹ+cha mẹ"}},
		{"đi công tác", []string{"đi công tác+công tác phí"}},
		{"XỬ PHẠT TẠI CA XÃ", nil}, // in capitals throughout, CA may be a word
	} {
		if diff := cmp.Diff(test.want, show(test.text, Default().Expand(test.text))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.text, diff)
		}
	}
}

func TestWith(t *testing.T) {
	l := Default().With([]Pair{
		{"UBND", "ủy ban khác", 9},
		{"XYZT", "xe yên zêrô tốt", 1},
		{"XYZT", "xa yếu zích tắc", 3},
		{"TOAN", "tổ ong an nam", 2},
	})
	for text, want := range map[string][]string{
		"UBND xyzt":      {"UBND=ủy ban nhân dân", "xyzt+xa yếu zích tắc|xe yên zêrô tốt"},
		"toan bo":        nil, // an ordinary syllable
		"số TOAN nào đó": {"TOAN+tổ ong an nam"},
	} {
		if diff := cmp.Diff(want, show(text, l.Expand(text))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
	if got := Default().Expand("xyzt"); len(got) > 0 {
		t.Errorf("the embedded lexicon learned %v", got)
	}
	e := l.Expand("xyzt")[0]
	if want := 0.9 * 0.75 * 0.75; e.Kind != Mined || e.Weight < want-1e-9 || e.Weight > want+1e-9 {
		t.Errorf("kind %d weight %v, want %d %v", e.Kind, e.Weight, Mined, want)
	}
}

func TestTables(t *testing.T) {
	for name, table := range map[string]string{"abbreviations": abbreviationTable, "everyday": everydayTable} {
		seen := make(map[string]bool)
		lines := 0
		for line := range strings.Lines(table) {
			if line = strings.TrimSuffix(line, "\n"); line != "" && line[0] != '#' {
				lines++
			}
		}
		all := rows(table, 1)
		if len(all) != lines {
			t.Errorf("%s: %d of %d lines read", name, len(all), lines)
		}
		for _, r := range all {
			checkRow(t, name, r)
			var key strings.Builder
			for _, tok := range viet.Tokenize(r.phrase) {
				key.WriteString(spelling(viet.Lower(tok.Text)) + " ")
			}
			if k := key.String(); seen[k] {
				t.Errorf("%s: %q stands twice", name, r.phrase)
			} else {
				seen[k] = true
			}
		}
	}
}

func checkRow(t *testing.T, name string, r row) {
	t.Helper()
	if r.weight <= 0 || r.weight > 1 {
		t.Errorf("%s: %q weighs %v", name, r.phrase, r.weight)
	}
	if strings.TrimSpace(r.phrase) != r.phrase || viet.Normalize(r.phrase) != r.phrase || r.phrase == "" {
		t.Errorf("%s: %q is not written as usual", name, r.phrase)
	}
	if name == "everyday" && r.phrase != "KT3" && viet.Lower(r.phrase) != r.phrase {
		t.Errorf("%s: %q has capitals", name, r.phrase)
	}
	for _, w := range r.words {
		if strings.TrimSpace(w) != w || w == "" || viet.Lower(viet.Normalize(w)) != w || w == viet.Lower(r.phrase) {
			t.Errorf("%s: %q: bad words %q", name, r.phrase, w)
		}
	}
}

func TestVariants(t *testing.T) {
	for syllable, want := range map[string]string{
		"qui": "quy", "quy": "qui", "lí": "lý", "sỹ": "sĩ", "kì": "kỳ", "kỷ": "kỉ", "mỹ": "mĩ", "tỉ": "tỷ",
		"thủy": "", "hai": "", "y": "", "quý": "quí", "quỷ": "quỉ", "": "", "vi": "", "qúy": "quí",
	} {
		got := strings.Join(Variants(syllable), " ")
		if got != want {
			t.Errorf("%q: got %q, want %q", syllable, got, want)
		}
		if want != "" && Variants(want)[0] != viet.Normalize(syllable) {
			t.Errorf("%q: there and back gives %q", syllable, Variants(want)[0])
		}
	}
}

func FuzzExpand(f *testing.F) {
	for _, s := range []string{"Mất sổ đỏ ở UBND", "GD&ĐT", "NĐ100", "so\u0302\u0309 đo\u0309", "\xff UBND\x80", "bia do", "TT-BTC"} {
		f.Add(s)
	}
	l := Default()
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, e := range l.Expand(text) {
			if e.Start < end || e.End <= e.Start || e.End > len(text) {
				t.Fatalf("%q: [%d,%d) after %d", text, e.Start, e.End, end)
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[e.Start:e.End]) {
				t.Fatalf("%q: [%d,%d) cuts a letter", text, e.Start, e.End)
			}
			if len(e.Words) == 0 || e.Weight <= 0 || e.Weight > 1 || e.Replace && len(e.Words) != 1 {
				t.Fatalf("%q: %+v", text, e)
			}
			end = e.End
		}
	})
}

func FuzzVariants(f *testing.F) {
	f.Add("lý")
	f.Add("qui")
	f.Fuzz(func(t *testing.T, s string) {
		for _, v := range Variants(s) {
			if back := Variants(v); len(back) != 1 || back[0] != viet.Normalize(s) {
				t.Fatalf("%q: %q, back %q", s, v, back)
			}
		}
	})
}

func BenchmarkExpand(b *testing.B) {
	text := "Cho hỏi thủ tục sang tên sổ đỏ tại UBND cấp huyện theo NĐ 101/2024/NĐ-CP được quy định như thế nào?"
	l := Default()
	b.ReportAllocs()
	for b.Loop() {
		l.Expand(text)
	}
}
