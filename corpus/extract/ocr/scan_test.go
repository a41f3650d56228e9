package ocr

import (
	"bufio"
	"context"
	"encoding/json"
	"image"
	_ "image/png"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"unicode"

	"golang.org/x/sync/errgroup"
	"golang.org/x/text/unicode/norm"

	"github.com/trolycongvu/congvu/corpus/corpustest"
)

func newReader(tb testing.TB) *Reader {
	tb.Helper()
	r, err := New(tb.Context(), Options{})
	if err != nil {
		tb.Skip(err)
	}
	return r
}

func syllables(s string) []string {
	return strings.FieldsFunc(norm.NFC.String(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// common is the length of the longest common subsequence.
func common(a, b []string) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		corner := 0
		for j, y := range b {
			above := row[j+1]
			if x == y {
				row[j+1] = corner + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			corner = above
		}
	}
	return row[len(b)]
}

type transcript struct {
	ID    string `json:"doc_id"`
	Image string `json:"image"`
	Text  string `json:"text"`
	Kind  string `json:"config"`
}

func transcripts(t *testing.T) (folder string, all []transcript) {
	t.Helper()
	folder = filepath.Join(corpustest.SharedData(t), "documents", "scan", "nomvn")
	f, err := os.Open(filepath.Join(folder, "metadata.jsonl"))
	if err != nil {
		t.Skip(err)
	}
	defer func() { _ = f.Close() }()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var one transcript
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(filepath.Join(folder, one.Image)); err == nil && one.Kind == "real" {
			all = append(all, one)
		}
	}
	return folder, all
}

func load(t *testing.T, path string) image.Image {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Error(err)
		return nil
	}
	defer func() { _ = f.Close() }()
	img, _, err := image.Decode(f)
	if err != nil {
		t.Error(err)
	}
	return img
}

// TestScans holds what is read of real scans against their transcriptions, and against
// what Tesseract reads when it is left alone.
func TestScans(t *testing.T) {
	if testing.Short() {
		t.Skip("chín trang ảnh")
	}
	r := newReader(t)
	folder, all := transcripts(t)
	if len(all) == 0 {
		t.Skip("không có bản chép")
	}
	var mu sync.Mutex
	sum, plainSum := 0.0, 0.0
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, one := range all {
		group.Go(func() error {
			path := filepath.Join(folder, one.Image)
			p, err := r.Page(t.Context(), load(t, path))
			if err != nil {
				return err
			}
			want, text := syllables(one.Text), ""
			for _, l := range p.Lines {
				text += l.Text + "\n"
			}
			got := float64(common(want, syllables(text))) / float64(len(want))
			plain := float64(common(want, syllables(plainTesseract(t, path)))) / float64(len(want))
			mu.Lock()
			defer mu.Unlock()
			sum, plainSum = sum+got, plainSum+plain
			t.Logf("%-28s %4d tiếng  đúng %.4f  tesseract %.4f  tin cậy %.2f  lệch %+.2f°", one.ID, len(want), got, plain, p.Confidence, p.Skew)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	mean, plainMean := sum/float64(len(all)), plainSum/float64(len(all))
	t.Logf("trung bình %.4f, tesseract %.4f", mean, plainMean)
	if mean < 0.90 || mean < plainMean {
		t.Errorf("got %.4f of the syllables, want 0.90 and no less than %.4f", mean, plainMean)
	}
}

func plainTesseract(t *testing.T, path string) string {
	t.Helper()
	out, err := exec.CommandContext(context.WithoutCancel(t.Context()), "tesseract", path, "-", "-l", "vie").Output()
	if err != nil {
		t.Error(err)
	}
	return string(out)
}
