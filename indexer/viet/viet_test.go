package viet

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

func TestNormalize(t *testing.T) {
	for in, want := range map[string]string{
		"hoà bình": "hòa bình", "HOÀ": "HÒA", "Hoà": "Hòa", "khoẻ": "khỏe", "loè xoè": "lòe xòe",
		"thuỷ lợi": "thủy lợi", "uỷ ban": "ủy ban", "Uỷ quyền": "Ủy quyền", "luỹ kế": "lũy kế", "thuý": "thúy",
		"quý": "quý", "quỳ": "quỳ", "quỷ": "quỷ", "qúy": "quý", "qùa": "quà", "QÚY": "QUÝ", "quả": "quả",
		"giò": "giò", "già": "già", "gìa": "già", "gì": "gì", "gìn giữ": "gìn giữ", "giếng": "giếng", "giới": "giới",
		"hoàn": "hoàn", "hòan": "hoàn", "họat động": "hoạt động", "ngòai": "ngoài", "xoáy": "xoáy", "huỳnh": "huỳnh",
		"khuỷu": "khuỷu", "thuở": "thuở", "của": "của", "cuả": "của", "mía": "mía", "nghĩa": "nghĩa", "nghiã": "nghĩa",
		"người": "người", "ngừơi": "người", "Nguyễn": "Nguyễn", "café": "café", "Đắk Lắk": "Đắk Lắk",
		"NÐ-CP": "NĐ-CP", "Ɖiều": "Điều", "a\u00a0b\u200bc": "a bc", "1\u20132": "1-2", "a\u2028b": "a\nb",
		"tie\u0302\u0301ng": "tiếng", "hoa\u0300": "hòa", "d\xffd": "d\ufffdd", "": "",
	} {
		if diff := cmp.Diff(want, Normalize(in)); diff != "" {
			t.Errorf("Normalize(%q) (-want +got):\n%s", in, diff)
		}
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Thời hạn GIẢI QUYẾT": "thoi han giai quyet", "Đường đi": "duong di", "NÐ-CP": "nd-cp",
		"tie\u0302\u0301ng": "tieng", "abc 12": "abc 12", "ẤẦẨẪẬ ắằẳẵặ": "aaaaa aaaaa", "Ωμ": "ωμ",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLower(t *testing.T) {
	for in, want := range map[string]string{
		"Thời Hạn GIẢI QUYẾT": "thời hạn giải quyết", "ÐIỀU Đ": "điều đ", "abc": "abc",
	} {
		if got := Lower(in); got != want {
			t.Errorf("Lower(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestHasTones(t *testing.T) {
	for in, want := range map[string]bool{
		"thoi han": false, "thời hạn": true, "khoan 2 30/2020/NĐ-CP": false, "trươc": true, "thơi": true, "a\u0301": true, "": false,
	} {
		if got := HasTones(in); got != want {
			t.Errorf("HasTones(%q) = %v, want %v", in, got, want)
		}
	}
}

func FuzzNormalize(f *testing.F) {
	for _, s := range []string{"hoà", "qúy \u00a0\u200b", "tie\u0302\u0301ng", "d\xffd", "a\u0344\u0301", "\u212b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Normalize(s)
		if twice := Normalize(once); twice != once {
			t.Errorf("Normalize(%q) = %q, again %q", s, once, twice)
		}
		if !utf8.ValidString(once) || !norm.NFC.IsNormalString(once) {
			t.Errorf("Normalize(%q) = %q is no NFC", s, once)
		}
		if got, want := Fold(once), Fold(Lower(once)); got != want {
			t.Errorf("Fold(%q) = %q, of its lower case %q", once, got, want)
		}
		folded := Fold(s)
		if again := Fold(folded); again != folded {
			t.Errorf("Fold(%q) = %q, again %q", s, folded, again)
		}
	})
}

func sample() string {
	return strings.Repeat("Điều 28. Thời hạn giải quyết khiếu nại lần đầu không quá 30 ngày, kể từ ngày thụ lý; "+
		"theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 phí 2.000.000 đồng (1,5%), uỷ quyền hoà giải.\n", 5000)
}

func BenchmarkNormalize(b *testing.B) {
	s := sample()
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		Normalize(s)
	}
}

func BenchmarkFold(b *testing.B) {
	s := sample()
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		Fold(s)
	}
}
