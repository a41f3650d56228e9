package extract_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/corpus/extract"
	"github.com/trolycongvu/congvu/corpus/extract/layout"
)

// TestRealFiles reads the real files that need no other program: no error, no
// warning.
func TestRealFiles(t *testing.T) {
	root := filepath.Join(corpustest.SharedData(t), "documents")
	for _, c := range []struct{ folder, format string }{{"docx", "docx"}, {"doc", "doc"}, {"md", "md"}, {"html", "html"}} {
		if testing.Short() && c.folder != "docx" {
			continue
		}
		paths, err := filepath.Glob(filepath.Join(root, c.folder, "*."+c.folder))
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		lines, readers := 0, map[string]int{}
		for _, path := range paths {
			got, err := extract.Read(context.Background(), path, extract.Options{})
			if err != nil && !(c.folder == "html" && errors.Is(err, extract.ErrNoText)) {
				t.Error(err)
				continue
			}
			if err == nil && (got.Format != c.format || len(got.Warnings) > 0) {
				t.Errorf("%s: got format %s, warnings %q", filepath.Base(path), got.Format, got.Warnings)
			}
			lines += len(got.Lines)
			readers[got.Reader]++
		}
		t.Logf("%s: %d files, %d lines, readers %v, %v", c.folder, len(paths), lines, readers, time.Since(start))
	}
}

var syllable = regexp.MustCompile(`[\p{L}\p{N}]+`)

// TestAgainstLibreOffice turns old Word files into .docx with LibreOffice, and reads
// at least 99.5% of the syllables that it finds in them, in order. What LibreOffice
// leaves out of its text (footnotes, text boxes) may stand between.
func TestAgainstLibreOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("chạy LibreOffice lâu")
	}
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Skip("chưa cài soffice (apt install libreoffice-writer-nogui)")
	}
	paths, err := filepath.Glob(filepath.Join(corpustest.SharedData(t), "documents/doc/*.doc"))
	if err != nil || len(paths) == 0 {
		t.Skip("không có tệp .doc thật")
	}
	paths = paths[:min(len(paths), 6)]
	dir := t.TempDir()
	convert(t, dir, "docx:MS Word 2007 XML", paths)
	made, err := filepath.Glob(filepath.Join(dir, "*.docx"))
	if err != nil || len(made) != len(paths) {
		t.Fatalf("LibreOffice made %d of %d files: %v", len(made), len(paths), err)
	}
	convert(t, dir, "txt:Text (encoded):UTF8", made)
	for _, path := range made {
		text, err := os.ReadFile(strings.TrimSuffix(path, ".docx") + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		got, err := extract.Read(context.Background(), path, extract.Options{})
		if err != nil {
			t.Error(err)
			continue
		}
		var all []string
		for _, l := range got.Lines {
			all = append(all, syllable.FindAllString(l.Text, -1)...)
		}
		want := syllable.FindAllString(layout.Clean(string(text)), -1)
		if share := inOrder(want, all); share < 0.995 {
			t.Errorf("%s: %.4f of %d syllables in order, want 0.995", filepath.Base(path), share, len(want))
		}
	}
}

func convert(t *testing.T, dir, to string, paths []string) {
	t.Helper()
	args := append([]string{"--headless", "--norestore", "-env:UserInstallation=file://" + dir + "/profile", "--convert-to", to, "--outdir", dir}, paths...)
	if out, err := exec.Command("soffice", args...).CombinedOutput(); err != nil {
		t.Skipf("soffice: %v: %s", err, out)
	}
}

// inOrder is the share of want that got has in the same order: the longest common
// subsequence, by the algorithm of Myers (1986).
func inOrder(want, got []string) float64 {
	n, m := len(want), len(got)
	reach := make([]int, 2*(n+m)+3) // by diagonal: how far in want
	for d := 0; d <= n+m; d++ {
		for k := -d; k <= d; k += 2 {
			i := n + m + 1 + k
			x := reach[i-1] + 1
			if k == -d || k != d && reach[i-1] < reach[i+1] {
				x = reach[i+1]
			}
			for x < n && x-k < m && want[x] == got[x-k] {
				x++
			}
			reach[i] = x
			if x >= n && x-k >= m {
				return float64(n+m-d) / 2 / float64(max(1, n))
			}
		}
	}
	return 0
}
