package extract_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/corpus/extract"
	"github.com/trolycongvu/congvu/corpus/extract/program"
)

// TestPictureBomb refuses a picture by the size that it claims, before unpacking it.
func TestPictureBomb(t *testing.T) {
	if !program.Has("tesseract") {
		t.Skip("chưa cài tesseract")
	}
	var b bytes.Buffer
	b.WriteString("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d")
	head := []byte("IHDR\x00\x01\x00\x00\x00\x01\x00\x00\x08\x00\x00\x00\x00") // 65,536 by 65,536 dots
	b.Write(head)
	_ = binary.Write(&b, binary.BigEndian, crc32.ChecksumIEEE(head))
	_, err := extract.ReadBytes(context.Background(), "bom.png", b.Bytes(), extract.Options{})
	if !errors.Is(err, extract.ErrTooLarge) {
		t.Errorf("got %v, want ErrTooLarge", err)
	}
	_, err = extract.ReadBytes(context.Background(), "cụt.png", b.Bytes()[:20], extract.Options{})
	if !errors.Is(err, extract.ErrBroken) {
		t.Errorf("cut: got %v, want ErrBroken", err)
	}
}

func TestOCROff(t *testing.T) {
	_, err := extract.ReadBytes(context.Background(), "a.jpg", []byte("\xff\xd8\xff\xe0"), extract.Options{OCR: extract.OCROff})
	if !errors.Is(err, extract.ErrNoText) {
		t.Errorf("got %v, want ErrNoText", err)
	}
}

// TestRealScan reads one transcribed page and one PDF.
func TestRealScan(t *testing.T) {
	if testing.Short() || !program.Has("tesseract") {
		t.Skip("chưa cài tesseract, hoặc -short")
	}
	shared := corpustest.SharedData(t)
	for _, pattern := range []string{"documents/scan/nomvn/pages/*.png", "documents/pdf/*.pdf"} {
		paths, err := filepath.Glob(filepath.Join(shared, pattern))
		if err != nil || len(paths) == 0 {
			t.Errorf("%s: no files", pattern)
			continue
		}
		raw, err := os.ReadFile(paths[0])
		if err != nil {
			t.Fatal(err)
		}
		got, err := extract.ReadBytes(context.Background(), filepath.Base(paths[0]), raw, extract.Options{TempDir: t.TempDir()})
		if err != nil || len(got.Lines) < 5 || got.Pages == 0 || strings.TrimSpace(got.Reader) == "" {
			t.Errorf("%s: got %d lines, %d pages by %q, %v", filepath.Base(paths[0]), len(got.Lines), got.Pages, got.Reader, err)
		}
	}
}
