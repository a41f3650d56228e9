package bots_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/bots"
)

func TestSplitCutsAtBorders(t *testing.T) {
	tests := []struct {
		name  string
		text  string
		limit int
		want  []string
	}{
		{"fits", "Một câu. [1]", 12, []string{"Một câu. [1]"}},
		{"empty", "", 10, nil},
		{"paragraph before line", "aaa\nbbb\n\ncccc\ndddd", 14, []string{"aaa\nbbb\n\n", "cccc\ndddd"}},
		{"line before sentence", "Một. Hai.\nBa. Bốn nữa", 16, []string{"Một. Hai.\n", "Ba. Bốn nữa"}},
		{"after the citation", "Không quá 30 ngày. [1] [2] Vụ việc phức tạp", 30, []string{"Không quá 30 ngày. [1] [2] ", "Vụ việc phức tạp"}},
		{"not before the citation", "Không quá 30 ngày. [1] Vụ việc", 20, []string{"Không quá 30 ", "ngày. [1] Vụ việc"}},
		{"word", "một hai ba bốn", 8, []string{"một hai ", "ba bốn"}},
		{"one long word", "abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"combining mark", "aaae\u0301e\u0301", 4, []string{"aaa", "e\u0301e\u0301"}},
		{"flag of one emoji", "a👍🏽b", 4, []string{"a", "👍🏽", "b"}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, bots.Split(tt.text, tt.limit, bots.UTF16Length)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// TestSplitIsFastOnLongText: 100,000 characters without a border.
func TestSplitIsFastOnLongText(t *testing.T) {
	text := strings.Repeat("ă", 100_000)
	parts := bots.Split(text, 2000, bots.UTF16Length)
	if len(parts) != 50 || strings.Join(parts, "") != text {
		t.Errorf("%d parts", len(parts))
	}
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{"", "Một câu. [1]\n\nHai câu; [2] [3] ba.", "👨‍👩‍👧‍👦 e\u0301 \r\n x", "\xff\xfe", "   \n\n ", strings.Repeat("aé ", 50)} {
		f.Add(s, 7)
		f.Add(s, 2000)
	}
	f.Fuzz(func(t *testing.T, text string, limit int) {
		limit = 2 + (limit&0x7fffffff)%100 // two units hold any code point
		for name, length := range map[string]func(string) int{"utf-16": bots.UTF16Length, "runes": bots.Runes} {
			parts := bots.Split(text, limit, length)
			if joined := strings.Join(parts, ""); joined != text {
				t.Fatalf("%s: joined %q, want %q", name, joined, text)
			}
			for _, p := range parts {
				if p == "" || length(p) > limit {
					t.Fatalf("%s: part %q of %d, limit %d", name, p, length(p), limit)
				}
			}
			if utf8.ValidString(text) {
				for i, p := range parts {
					if r, _ := utf8.DecodeRuneInString(p); i > 0 && unicode.Is(unicode.M, r) && !allMarks(parts[i-1]) {
						t.Fatalf("%s: part %d begins with a mark of the one before: %q after %q", name, i, p, parts[i-1])
					}
				}
			}
		}
	})
}

// allMarks tells whether a part is one character and its marks, which is cut because
// it is too long.
func allMarks(part string) bool {
	_, size := utf8.DecodeRuneInString(part)
	return strings.IndexFunc(part[size:], func(r rune) bool {
		return !unicode.Is(unicode.M, r) && r != 0x200D && (r < 0x1F3FB || r > 0x1F3FF) && r != '\n'
	}) < 0 ||
		strings.ContainsRune(part, 0x200D)
}
