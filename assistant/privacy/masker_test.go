package privacy_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant/privacy"
	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/indexer/viet"
)

func TestMasker(t *testing.T) {
	m := privacy.NewMasker()
	question := m.Mask("ông Nguyễn Văn A, CCCD 001093012345, và bà Trần Thị B, CCCD 001 193 054 321, gọi 0912 345 678")
	want := "ông [họ tên 1], CCCD [số căn cước 1], và bà [họ tên 2], CCCD [số căn cước 2], gọi [số điện thoại 1]"
	if diff := cmp.Diff(want, question); diff != "" {
		t.Errorf("Mask (-want +got):\n%s", diff)
	}
	second := m.Mask("Đơn của Nguyễn Văn A (số 001.093.012.345), điện thoại +84912345678")
	if diff := cmp.Diff("Đơn của [họ tên 1] (số [số căn cước 1]), điện thoại [số điện thoại 1]", second); diff != "" {
		t.Errorf("a second text of the exchange (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]privacy.Kind{privacy.CitizenID, privacy.Phone, privacy.Name}, m.Kinds()); diff != "" {
		t.Errorf("Kinds (-want +got):\n%s", diff)
	}
}

func TestMaskerRestores(t *testing.T) {
	m := privacy.NewMasker()
	m.Mask("ông Nguyễn Văn A, CCCD 001093012345")
	tests := []struct{ in, want string }{
		{"Ông [họ tên 1] mang số [số căn cước 1]. [1]", "Ông Nguyễn Văn A mang số 001093012345. [1]"},
		{"[Số Căn Cước  1], [ số căn cước 1 ], [so can cuoc 1], [số căn cước1]", "001093012345, 001093012345, 001093012345, 001093012345"},
		{"[số căn cước 2] và [họ tên 12] không có; [2]", "[số căn cước 2] và [họ tên 12] không có; [2]"},
		{"không có gì", "không có gì"},
	}
	for _, tt := range tests {
		if got := m.Restore(tt.in); got != tt.want {
			t.Errorf("Restore(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// A placeholder that the person typed is not one of the exchange's.
func TestMaskerLeavesTypedPlaceholders(t *testing.T) {
	m := privacy.NewMasker()
	in := "[số căn cước 1] là gì? CCCD 001093012345"
	masked := m.Mask(in)
	if want := "[số căn cước 1] là gì? CCCD [số căn cước 2]"; masked != want {
		t.Errorf("Mask = %q, want %q", masked, want)
	}
	if got := m.Restore(masked); got != in {
		t.Errorf("Restore(Mask(s)) = %q, want %q", got, in)
	}
}

// FuzzMasker: what was hidden comes back, and nothing else changes.
func FuzzMasker(f *testing.F) {
	f.Add("ông Nguyễn Văn A, CCCD 001093012345, sinh ngày 01/02/1990")
	f.Add("[số căn cước 1] 001093012345 a@b.vn a @ b.vn")
	f.Add("nhà tôi ở số 12 ngõ 34 phố Kim Mã, phường Ngọc Khánh; xe 29A-123.45")
	f.Add("[họ tên 1] chị Lan [ họ tên 1]")
	f.Fuzz(func(t *testing.T, s string) {
		m := privacy.NewMasker()
		masked := m.Mask(s)
		if again := m.Mask(masked); again != masked {
			t.Errorf("Mask(%q) is %q, masked again %q", s, masked, again)
		}
		if len(m.Kinds()) == 0 && m.Restore(masked) != masked {
			t.Errorf("Restore changed %q though nothing was hidden", masked)
		}
	})
}

// lawText is what a corpus holds: provisions of the official transcripts, or a
// few repeated ones.
func lawText(b *testing.B) string {
	b.Helper()
	files, err := filepath.Glob(filepath.Join(corpustest.SharedData(b), "documents", "md", "*.md"))
	if err != nil || len(files) == 0 {
		b.Skip("không có văn bản thật")
	}
	var text bytes.Buffer
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		text.Write(content)
	}
	return viet.Normalize(text.String()) // as a corpus holds it
}

// BenchmarkMask reads law text; BenchmarkScan is the plain look at every byte
// that it is held against.
func BenchmarkMask(b *testing.B) {
	text := lawText(b)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		privacy.Mask(text)
	}
}

func BenchmarkScan(b *testing.B) {
	text := lawText(b)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		digits := 0
		for i := range len(text) {
			if text[i] >= '0' && text[i] <= '9' {
				digits++
			}
		}
		if digits == 0 || strings.IndexByte(text, 0) >= 0 {
			b.Fatal("no digits in law text")
		}
	}
}
