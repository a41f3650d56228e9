package viet

import (
	"archive/zip"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/trolycongvu/congvu/corpus/corpustest"
)

var (
	codeTag    = regexp.MustCompile(`<[^>]*>`)
	codeNumber = regexp.MustCompile(`định số|Luật số|tư số|quyết số|lệnh số|tịch số`)
)

// TestCode runs over the official code: tones are placed in one style, tokens
// are fast, and the numbers of documents stay whole.
func TestCode(t *testing.T) {
	if testing.Short() {
		t.Skip("đọc cả Bộ Pháp điển: bỏ qua khi -short")
	}
	r, err := zip.OpenReader(filepath.Join(corpustest.SharedData(t), "phapdien", "BoPhapDienDienTu.zip"))
	if err != nil {
		t.Skip(err)
	}
	defer r.Close()
	var size, tokens, numbers, split int
	var normalize, tokenize time.Duration
	var buf []Token
	for i, f := range r.File {
		if i%4 != 0 || !strings.HasPrefix(f.Name, "demuc/") {
			continue
		}
		text := codeTag.ReplaceAllString(read(t, f), " ")
		start := time.Now()
		text = Normalize(text)
		normalize += time.Since(start)
		if again := Normalize(text); again != text {
			t.Errorf("%s: normalizing twice differs", f.Name)
		}
		start = time.Now()
		buf = AppendTokens(buf[:0], text)
		tokenize += time.Since(start)
		size += len(text)
		tokens += len(buf)
		n, bad := wholeNumbers(t, text, buf)
		numbers, split = numbers+n, split+bad
	}
	t.Logf("%d MB: normalized at %.0f MB/s, %d tokens at %.0f MB/s, %d of %d numbers split", size>>20,
		float64(size)/1e6/normalize.Seconds(), tokens, float64(size)/1e6/tokenize.Seconds(), split, numbers)
	if numbers < 10_000 || split > numbers/50 {
		t.Errorf("%d of %d numbers split", split, numbers)
	}
}

// wholeNumbers counts the numbers behind "Nghị định số" and the like, and those
// that are no token of their own.
func wholeNumbers(t *testing.T, text string, tokens []Token) (n, bad int) {
	at := 0
	for _, m := range codeNumber.FindAllStringIndex(text, -1) {
		for at < len(tokens) && tokens[at].Start < m[1] {
			at++
		}
		if at == len(tokens) || tokens[at].Text[0] < '0' || tokens[at].Text[0] > '9' {
			continue
		}
		n++
		if tokens[at].Kind != DocumentNumber {
			bad++
			if bad < 5 {
				t.Logf("split: %.30q", text[tokens[at].Start:])
			}
		}
	}
	return n, bad
}

func read(t *testing.T, f *zip.File) string {
	t.Helper()
	rc, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(rc)
	if err := rc.Close(); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
