package verify

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSplit(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"Không quá 30 ngày [1]. Vụ việc phức tạp thì không quá 45 ngày [1, 2].", []string{"Không quá 30 ngày [1].", "Vụ việc phức tạp thì không quá 45 ngày [1, 2]."}},
		{"Không quá 30 ngày. [1] Vụ việc phức tạp thì 45 ngày. [1][2]", []string{"Không quá 30 ngày. [1]", "Vụ việc phức tạp thì 45 ngày. [1][2]"}},
		{"Lệ phí là 30.000 đồng. Nộp tại UBND TP. Hồ Chí Minh.", []string{"Lệ phí là 30.000 đồng.", "Nộp tại UBND TP. Hồ Chí Minh."}},
		{"Điều 5. Thời hạn giải quyết. Theo Điều 5. Người nộp chờ.", []string{"Điều 5. Thời hạn giải quyết.", "Theo Điều 5.", "Người nộp chờ."}},
		{"1. Tờ khai. [1]\n2. Bản sao. [1]", []string{"1. Tờ khai. [1]", "2. Bản sao. [1]"}},
		{"Hồ sơ gồm:\n- Tờ khai;\n- Bản sao [1]\n\nNộp một bộ [1].", []string{"Hồ sơ gồm:\n- Tờ khai;\n- Bản sao [1]", "Nộp một bộ [1]."}},
		{"Luật viết “Không quá 30 ngày. Vụ việc phức tạp thì 45 ngày.” [1] Hết.", []string{"Luật viết “Không quá 30 ngày. Vụ việc phức tạp thì 45 ngày.” [1]", "Hết."}},
		{"Ông Nguyễn V. A nộp đơn. Dự án nhóm A. Thời hạn khác.", []string{"Ông Nguyễn V. A nộp đơn.", "Dự án nhóm A.", "Thời hạn khác."}},
		{"Gồm đơn, ảnh, v.v. và phí? Không!", []string{"Gồm đơn, ảnh, v.v. và phí?", "Không!"}},
		{"", nil},
	} {
		var got []string
		for _, s := range Split(test.text) {
			got = append(got, strings.TrimSpace(s))
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.text, diff)
		}
	}
}

func TestCites(t *testing.T) {
	for _, test := range []struct {
		text, rest string
		cites      []int
	}{
		{"Không quá 30 ngày [1].", "Không quá 30 ngày.", []int{1}},
		{"[2] Không quá 30 ngày [1][2], [3, 4].", "Không quá 30 ngày,.", []int{2, 1, 3, 4}},
		{"Không quá 30 ngày ［１］", "Không quá 30 ngày", []int{1}},
		{"Không quá 30 ngày [1-3]", "Không quá 30 ngày", []int{1, 2, 3}},
		{"Số lớn [99999999999999999999]", "Số lớn", []int{0}},
		{"[điều này] giữ lại", "[điều này] giữ lại", nil},
	} {
		rest, cites := Cites(test.text)
		if rest != test.rest {
			t.Errorf("Cites(%q) leaves %q, want %q", test.text, rest, test.rest)
		}
		if diff := cmp.Diff(test.cites, cites); diff != "" {
			t.Errorf("Cites(%q) (-want +got):\n%s", test.text, diff)
		}
	}
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{"A. [1] B.", "Điều 5. X", "“A. B” [1]\nC", "30.000 đồng. v.v.", "…[", "a.\u00a0\xff"} {
		f.Add(s, 2)
	}
	f.Fuzz(func(t *testing.T, text string, size int) {
		whole := Split(text)
		if got := strings.Join(whole, ""); got != text {
			t.Fatalf("joined %q, want %q", got, text)
		}
		var s Splitter
		var pieces []string
		for rest := text; rest != ""; {
			n := min(max(size, 1), len(rest))
			pieces = append(pieces, s.Write(rest[:n])...)
			rest = rest[n:]
		}
		pieces = append(pieces, s.Close()...)
		if diff := cmp.Diff(whole, pieces); diff != "" {
			t.Errorf("%q in pieces of %d (-whole +pieces):\n%s", text, size, diff)
		}
		for _, piece := range whole {
			Cites(piece)
		}
	})
}
