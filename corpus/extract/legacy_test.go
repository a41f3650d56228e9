package extract

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/corpus/extract/program"
)

// anyDoc is one of the real .doc files.
func anyDoc(t *testing.T) *file {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(corpustest.SharedData(t), "documents/doc/*.doc"))
	if err != nil || len(paths) == 0 {
		t.Skip("không có tệp .doc thật")
	}
	raw, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	return &file{name: "a.doc", raw: raw, opts: Options{Limits: Limits{}.OrDefault(), TempDir: t.TempDir()}}
}

// TestPrograms reads a .doc as where the own reader fails: the first installed
// program does it, and leaves nothing behind.
func TestPrograms(t *testing.T) {
	f := anyDoc(t)
	if !program.Has("antiword") && !program.Has("catdoc") && !program.Has("soffice") {
		t.Skip("chưa cài antiword, catdoc hay soffice")
	}
	got, err := f.byPrograms(context.Background(), ErrBroken)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Lines) < 50 || got.Reader == "" {
		t.Errorf("got %d lines by %q", len(got.Lines), got.Reader)
	}
	left, err := os.ReadDir(f.opts.TempDir)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestNoPrograms says what to install.
func TestNoPrograms(t *testing.T) {
	f := anyDoc(t)
	t.Setenv("PATH", t.TempDir())
	_, err := f.byPrograms(context.Background(), ErrBroken)
	if !errors.Is(err, ErrNeedsTool) || !strings.Contains(err.Error(), "apt install antiword") {
		t.Errorf("got %v, want ErrNeedsTool and what to install", err)
	}
	_, err = ReadBytes(context.Background(), "a.xml", []byte("<?xml version='1.0'?><w:wordDocument/>"), Options{})
	if !errors.Is(err, ErrNeedsTool) || !strings.Contains(err.Error(), "libreoffice") {
		t.Errorf("got %v, want ErrNeedsTool and what to install", err)
	}
}

// TestOffice reads what only LibreOffice reads.
func TestOffice(t *testing.T) {
	if testing.Short() || !program.Has("soffice") {
		t.Skip("chưa cài soffice, hoặc -short")
	}
	got, err := ReadBytes(context.Background(), "a.xml", []byte(`<?xml version="1.0"?><?mso-application progid="Word.Document"?>`+
		`<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body><w:p><w:r><w:t>Điều 1. Thử</w:t></w:r></w:p></w:body></w:wordDocument>`), Options{})
	if err != nil || len(got.Lines) != 1 || got.Lines[0].Text != "Điều 1. Thử" {
		t.Errorf("got %v by %q, %v", got.Lines, got.Reader, err)
	}
}

// TestPanic costs one error.
func TestPanic(t *testing.T) {
	old := readers[FormatText]
	defer func() { readers[FormatText] = old }()
	readers[FormatText] = func(context.Context, *file) (Text, error) {
		panic("lỗi trong cách đọc")
	}
	_, err := ReadBytes(context.Background(), "a.txt", []byte("Điều 1."), Options{})
	if !errors.Is(err, ErrBroken) || !strings.HasPrefix(err.Error(), "a.txt: ") {
		t.Errorf("got %v, want ErrBroken naming the file", err)
	}
}

// TestFrames counts the pages of a TIFF whose directories go in a circle, or beyond
// the file.
func TestFrames(t *testing.T) {
	circle := "II*\x00\x08\x00\x00\x00" + "\x00\x00\x0e\x00\x00\x00" + "\x00\x00\x08\x00\x00\x00"
	for raw, want := range map[string]int{
		circle: 2, circle[:12]: 1, "II*\x00\xff\xff\xff\xff": 1, "MM\x00*\x00\x00\x00\x08\xff\xff": 1, "\x89PNG": 1,
	} {
		f := newFrames([]byte(raw))
		if got := f.count(); got != want {
			t.Errorf("%q: got %d pages, want %d", raw, got, want)
		}
		for i := range f.count() {
			if _, err := f.page(i); !errors.Is(err, ErrBroken) {
				t.Errorf("%q: page %d: got %v, want ErrBroken", raw, i, err)
			}
		}
	}
}
