package docx_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/corpus/extract/docx"
	"github.com/trolycongvu/congvu/corpus/extract/layout"
)

// TestRealLaws reads the laws of vbpl.vn: every syllable of every w:t is there, in
// order, and nothing else.
func TestRealLaws(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(corpustest.SharedData(t), "documents/docx/*.docx"))
	if err != nil || len(paths) == 0 {
		t.Skip("không có tệp .docx thật")
	}
	var took time.Duration
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		d, err := docx.Read(context.Background(), bytes.NewReader(raw), int64(len(raw)), layout.Limits{})
		took += time.Since(start)
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(path), err)
			continue
		}
		if len(d.Warnings) > 0 {
			t.Errorf("%s: warnings %q", filepath.Base(path), d.Warnings)
		}
		var got []string
		for _, l := range d.Lines {
			got = append(got, strings.Fields(l.Text)...)
		}
		if diff := cmp.Diff(syllables(t, raw), got); diff != "" {
			t.Errorf("%s: -want +got\n%.2000s", filepath.Base(path), diff)
		}
	}
	t.Logf("%d tệp, %v", len(paths), took)
}

// syllables reads the w:t of a file in a way of its own.
func syllables(t *testing.T, raw []byte) []string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	d := xml.NewDecoder(f)
	var b strings.Builder
	in := false
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return strings.Fields(layout.Clean(b.String()))
		}
		if err != nil {
			t.Fatal(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			in = tok.Name.Local == "t"
			if tok.Name.Local == "p" || tok.Name.Local == "br" {
				b.WriteByte(' ')
			}
		case xml.EndElement:
			in = false
		case xml.CharData:
			if in {
				b.Write(tok)
			}
		}
	}
}
