package pdf

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// syllables are the runs of letters and digits of a text.
func syllables(s string) []string {
	return strings.FieldsFunc(norm.NFC.String(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func lineSyllables(lines []structure.Line) []string {
	var all []string
	for _, l := range lines {
		all = append(all, syllables(l.Text)...)
	}
	return all
}

// common is the length of the longest common subsequence (Myers, 1986).
func common(a, b []string) int {
	limit := len(a) + len(b)
	v := make([]int, 2*limit+2)
	for d := 0; d <= limit; d++ {
		for k := -d; k <= d; k += 2 {
			var x int
			if k == -d || k != d && v[limit+k-1] < v[limit+k+1] {
				x = v[limit+k+1]
			} else {
				x = v[limit+k-1] + 1
			}
			y := x - k
			for x < len(a) && y < len(b) && a[x] == b[y] {
				x, y = x+1, y+1
			}
			v[limit+k] = x
			if x >= len(a) && y >= len(b) {
				return (limit - d) / 2
			}
		}
	}
	return 0
}

// found is how many of want are among got, in any order.
func found(want, got []string) int {
	have := map[string]int{}
	for _, s := range got {
		have[s]++
	}
	n := 0
	for _, s := range want {
		if have[s] > 0 {
			have[s]--
			n++
		}
	}
	return n
}

var (
	stampLine = regexp.MustCompile(`^\s*(?:Ký bởi|Người ký|Email|Cơ quan|Ngày ký|Thời gian ký):`)
	headLine  = regexp.MustCompile(`^\s*(?:\d{1,3})?\s*CÔNG BÁO/Số .*$`)
	bareLine  = regexp.MustCompile(`^\s*\d{1,3}\s*$`)
)

// poppler is what pdftotext reads, without the stamp, page headers and, at the edges
// of pages, page numbers.
func poppler(t *testing.T, path string, args ...string) []string {
	t.Helper()
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("không có pdftotext: cài poppler-utils")
	}
	out, err := exec.CommandContext(t.Context(), program, append(args, path, "-")...).Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for i, page := range strings.Split(string(out), "\f") {
		var lines []string
		for n, l := range strings.Split(page, "\n") {
			if headLine.MatchString(l) || i == 0 && n < 8 && stampLine.MatchString(l) {
				continue
			}
			if strings.TrimSpace(l) != "" {
				lines = append(lines, l)
			}
		}
		for n, l := range lines {
			if (n < 2 || n >= len(lines)-3) && bareLine.MatchString(l) {
				continue
			}
			all = append(all, syllables(l)...)
		}
	}
	return all
}

// TestRecall measures what is read of the real files against pdftotext, in order
// against whichever of its two orders is nearer.
func TestRecall(t *testing.T) {
	if testing.Short() {
		t.Skip("đọc 12 tệp thật")
	}
	files, err := filepath.Glob(filepath.Join(corpustest.SharedData(t), "documents", "pdf", "*.pdf"))
	if err != nil || len(files) == 0 {
		t.Skip("không có tệp PDF thật")
	}
	for _, f := range files {
		layout, plain := poppler(t, f, "-layout"), poppler(t, f)
		r, err := Read(t.Context(), f, Options{})
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(f), err)
			continue
		}
		got := lineSyllables(r.Lines)
		have := float64(found(plain, got)) / float64(len(plain))
		inLayout := float64(common(layout, got)) / float64(len(layout))
		inPlain := float64(common(plain, got)) / float64(len(plain))
		t.Logf("%-45s %6d tiếng  có %.4f  đúng thứ tự -layout %.4f  thường %.4f", filepath.Base(f), len(plain), have, inLayout, inPlain)
		if have < 0.99 {
			t.Errorf("%s: got %.4f of the syllables of pdftotext, want 0.99", filepath.Base(f), have)
		}
	}
}
