package msdoc_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/corpus/extract/charset"
	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/extract/msdoc"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// TestAgainstLibreOffice counts how many of the syllables that LibreOffice finds
// are found, in order. antiword stands beside it for comparison.
func TestAgainstLibreOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("chuyển đổi 30 tệp bằng LibreOffice: bỏ qua với -short")
	}
	files, err := filepath.Glob(filepath.Join(corpustest.SharedData(t), "documents", "doc", "*.doc"))
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("không có soffice (gói libreoffice-writer) để đối chiếu")
	}
	oracle := converted(t, office, files)
	good := 0
	var report strings.Builder
	for _, file := range files {
		want := syllables(oracle(file))
		lines, err := readFile(file)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		got := syllables(plain(lines))
		recall := float64(inOrder(want, got)) / float64(max(len(want), 1))
		if recall >= 0.99 {
			good++
		}
		name := []rune(norm.NFC.String(filepath.Base(file)))
		fmt.Fprintf(&report, "%7.4f  antiword %7.4f  LibreOffice %6d  here %6d  %s\n",
			recall, antiword(t, file, want), len(want), len(got), string(name[:min(len(name), 50)]))
	}
	t.Logf("recall by file:\n%s%d of %d files with at least 99%%", report.String(), good, len(files))
	if good*10 < len(files)*9 {
		t.Errorf("%d of %d files reach 99%%, want nine in ten", good, len(files))
	}
}

func readFile(file string) ([]structure.Line, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return msdoc.Read(bytes.NewReader(raw), int64(len(raw)), layout.Limits{})
}

// converted runs LibreOffice over the files whose text is not yet kept in the
// temporary folder.
func converted(t *testing.T, office string, files []string) func(file string) string {
	t.Helper()
	cache := filepath.Join(os.TempDir(), "congvu-msdoc-oracle")
	text := func(file string) string {
		sum := sha256.Sum256([]byte(file))
		return filepath.Join(cache, hex.EncodeToString(sum[:8]))
	}
	missing := slices.DeleteFunc(slices.Clone(files), func(file string) bool {
		_, err := os.Stat(text(file))
		return err == nil
	})
	if len(missing) > 0 {
		if err := os.MkdirAll(cache, 0o750); err != nil {
			t.Fatal(err)
		}
		out := t.TempDir()
		args := append([]string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", "txt:Text", "--outdir", out}, missing...)
		if msg, err := exec.CommandContext(t.Context(), office, args...).CombinedOutput(); err != nil {
			t.Fatalf("soffice: %v\n%s", err, msg)
		}
		for _, file := range missing {
			raw, err := os.ReadFile(filepath.Join(out, strings.TrimSuffix(filepath.Base(file), ".doc")+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(text(file), raw, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	return func(file string) string {
		raw, err := os.ReadFile(text(file))
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
}

func antiword(t *testing.T, file string, want []string) float64 {
	t.Helper()
	program, err := exec.LookPath("antiword")
	if err != nil {
		return 0
	}
	out, err := exec.CommandContext(t.Context(), program, "-w", "0", "-m", "UTF-8.txt", file).Output()
	if err != nil {
		return 0
	}
	return float64(inOrder(want, syllables(strings.ReplaceAll(string(out), "|", " ")))) / float64(max(len(want), 1))
}

func plain(lines []structure.Line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.Text + "\n")
	}
	return b.String()
}

// syllables are runs of letters and digits, without regard to case. LibreOffice
// leaves legacy fonts as they are; both sides are read as Unicode.
func syllables(s string) []string {
	s, _ = charset.Repair(strings.TrimPrefix(s, "\uFEFF"))
	return strings.FieldsFunc(strings.ToLower(norm.NFC.String(s)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// inOrder is the length of the longest common subsequence, by Hunt and Szymanski's
// way over the positions of each word, rarest chains first.
func inOrder(a, b []string) int {
	at := map[string][]int{}
	for i, w := range b {
		at[w] = append(at[w], i)
	}
	var ends []int // ends[k]: the least place in b that ends a chain of k+1
	for _, w := range a {
		places := at[w]
		for i := len(places) - 1; i >= 0; i-- {
			k, found := slices.BinarySearch(ends, places[i])
			switch {
			case found:
			case k == len(ends):
				ends = append(ends, places[i])
			default:
				ends[k] = places[i]
			}
		}
	}
	return len(ends)
}
