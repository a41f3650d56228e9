package pdf

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"image"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/corpus/extract/pdf/layout"
)

// file writes a PDF of objects, numbered from 1: the first is the catalog.
func file(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	starts := make([]int, len(objects))
	for i, o := range objects {
		starts[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, s := range starts {
		fmt.Fprintf(&b, "%010d 00000 n \n", s)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, at)
	return b.Bytes()
}

func stream(content string) string {
	return fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content)
}

// onePage is a PDF of one page with the entries and the content.
func onePage(entries, content string) []byte {
	return file(
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R /B 6 0 R >> >> "+entries+" >>",
		stream(content),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
	)
}

const a4 = "/MediaBox [0 0 595 842]"

func read(t *testing.T, raw []byte, opts Options) (Result, error) {
	t.Helper()
	d, err := OpenBytes(t.Context(), raw, opts)
	if err != nil {
		return Result{}, err
	}
	defer func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}()
	return d.Read(t.Context())
}

func texts(r Result) []string {
	var all []string
	for _, l := range r.Lines {
		all = append(all, l.Text)
	}
	return all
}

// cold skips where the reader would first have to be compiled, for 10 s and more.
func cold(tb testing.TB) {
	tb.Helper()
	if testing.Short() {
		if dir, err := os.UserCacheDir(); err != nil || !compiled(filepath.Join(dir, "congvu", "wasm")) {
			tb.Skip("bộ đọc PDF chưa được biên dịch trên máy này")
		}
	}
}

func compiled(dir string) bool {
	found, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	return err == nil && len(found) > 0
}

func TestRead(t *testing.T) {
	cold(t)
	const content = "BT /B 14 Tf 250 700 Td (LAW) Tj ET BT /F 12 Tf 100 670 Td (Dieu 1. Scope) Tj 0 -18 Td (1. One clause.) Tj ET"
	for name, page := range map[string]string{
		"upright":  a4,
		"shifted":  "/MediaBox [-100 -50 495 792]",
		"rotated":  a4 + " /Rotate 180",
		"quarter":  a4 + " /Rotate 90",
		"cropped":  a4 + " /CropBox [50 600 500 800]",
		"unplaced": "",
	} {
		r, err := read(t, onePage(page, content), Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff([]string{"LAW", "Dieu 1. Scope", "1. One clause."}, texts(r)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if r.Pages != 1 || r.Reader != "pdfium" || len(r.Scanned) != 0 || !r.Lines[0].Style.Bold || r.Lines[1].Style.Bold || r.Lines[0].Page != 1 {
			t.Errorf("%s: got %+v", name, r)
		}
	}
}

// TestTurned reads a line that runs up the page.
func TestTurned(t *testing.T) {
	cold(t)
	r, err := read(t, onePage(a4, "BT /F 12 Tf 0 1 -1 0 300 100 Tm (Bang ke doc) Tj ET BT /F 12 Tf 1 0 0 1 100 700 Tm (Dong ngang) Tj ET"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Dong ngang", "Bang ke doc"}, texts(r)); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

func TestFont(t *testing.T) {
	cold(t)
	r, err := read(t, onePage(a4, "BT /F 12 Tf 100 700 Td (abc def) Tj ET"), Options{Font: func(name string) (func(string) string, bool) {
		return strings.ToUpper, name == "Helvetica"
	}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"ABC DEF"}, texts(r)); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

// scan is a page covered by an image, with so much text over it.
func scan(text string) []byte {
	return file(
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R "+a4+" /Contents 4 0 R /Resources << /Font << /F 5 0 R >> /XObject << /I 6 0 R >> >> >>",
		stream("q 595 0 0 842 0 0 cm /I Do Q BT /F 8 Tf 10 10 Td ("+text+") Tj ET"),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
		"<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 4 >>\nstream\n\x00\xff\xff\x00\nendstream",
	)
}

func TestScanned(t *testing.T) {
	cold(t)
	r, err := read(t, scan("stamp"), Options{})
	if err != nil || !cmp.Equal(r.Scanned, []int{1}) {
		t.Errorf("got scanned %v, %v, want page 1", r.Scanned, err)
	}
	asked := 0
	r, err = read(t, scan("stamp"), Options{Recognize: func(_ context.Context, n int, img image.Image, dpi float64) (Recognized, error) {
		asked++
		if n != 1 || img.Bounds().Dx() < 1000 || dpi < 200 {
			t.Errorf("asked for page %d, %v, %v dots an inch", n, img.Bounds(), dpi)
		}
		words := []layout.Word{{Text: "chữ", Box: layout.Box{X0: 1, Y0: 1, X1: 20, Y1: 12}, Base: 10, Size: 12}}
		return Recognized{Page: layout.Page{Width: 595, Height: 842, Words: words}, Confidence: 0.5}, nil
	}})
	if err != nil || asked != 1 || !cmp.Equal(texts(r), []string{"chữ"}) || !cmp.Equal(r.Confidence, []float64{0.5}) || r.Reader != "pdfium+ocr" {
		t.Errorf("got %+v, %v after asking %d times", r, err, asked)
	}
	r, err = read(t, scan(strings.Repeat("a layer of text ", 4)), Options{})
	if err != nil || len(r.Scanned) != 0 {
		t.Errorf("got scanned %v, %v, want none", r.Scanned, err)
	}
}

func TestHostile(t *testing.T) {
	cold(t)
	good := onePage(a4, "BT /F 12 Tf 100 700 Td (text) Tj ET")
	locked := bytes.Replace(good, []byte("/Root 1 0 R"), []byte("/Root 1 0 R /ID [(0123456789abcdef) (0123456789abcdef)] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"+
		strings.Repeat("41", 32)+"> /U <"+strings.Repeat("42", 32)+"> >>"), 1)
	for name, c := range map[string]struct {
		raw  []byte
		opts Options
		want error
	}{
		"empty":    {nil, Options{}, ErrBroken},
		"noise":    {[]byte("%PDF-1.7\n\x00\x01\x02 nothing"), Options{}, ErrBroken},
		"head":     {good[:60], Options{}, ErrBroken},
		"password": {locked, Options{}, ErrEncrypted},
		"bytes":    {good, Options{MaxBytes: 100}, ErrTooLarge},
		"many": {file("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids ["+strings.Repeat("3 0 R ", 60)+"] /Count 60 >>",
			"<< /Type /Page /Parent 2 0 R "+a4+" >>"), Options{MaxPages: 50}, ErrTooLarge},
		"no pages":  {file("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"), Options{}, ErrBroken},
		"timed out": {good, Options{PageTime: time.Nanosecond}, ErrTooLarge},
	} {
		if _, err := read(t, c.raw, c.opts); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
	// After all that the reader still reads.
	if r, err := read(t, good, Options{}); err != nil || !cmp.Equal(texts(r), []string{"text"}) {
		t.Errorf("got %+v, %v", r, err)
	}
}

// TestLoops reads files that refer to themselves.
func TestLoops(t *testing.T) {
	cold(t)
	for name, raw := range map[string][]byte{
		"pages": file("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
		"form": file("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
			"<< /Type /Page /Parent 2 0 R "+a4+" /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>", stream("/X Do"),
			"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> /Length 5 >>\nstream\n/X Do\nendstream"),
	} {
		if r, err := read(t, raw, Options{}); err == nil && len(r.Lines) > 0 {
			t.Errorf("%s: got lines %q", name, texts(r))
		}
	}
}

func TestRenderBounds(t *testing.T) {
	cold(t)
	for _, box := range []string{"/MediaBox [0 0 1000000 1000000]", "/MediaBox [0 0 14400 1]", "/MediaBox [0 0 1 1]", "/MediaBox [5 5 5 5]", "/MediaBox [0 0 1e30 1e30]"} {
		d, err := OpenBytes(t.Context(), onePage(box, "BT /F 12 Tf 100 700 Td (text) Tj ET"), Options{})
		if err != nil {
			t.Errorf("%s: %v", box, err)
			continue
		}
		img, dpi, err := d.Render(t.Context(), 1, 300)
		if err == nil && img.Rect.Dx()*img.Rect.Dy() > maxPixels || err != nil && !errors.Is(err, ErrBroken) && !errors.Is(err, ErrTooLarge) {
			t.Errorf("%s: got %v at %v, %v", box, img.Rect, dpi, err)
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestStopped ends a document in mid-work.
func TestStopped(t *testing.T) {
	cold(t)
	d, err := OpenBytes(t.Context(), onePage(a4, "BT /F 12 Tf 100 700 Td (text) Tj ET"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := d.Page(ctx, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want it to be cancelled", err)
	}
	if _, err := d.Page(t.Context(), 1); err != nil {
		t.Errorf("got %v: nothing was under way when it was cancelled", err)
	}
	d.opts.PageTime = time.Nanosecond
	if _, err := d.Page(t.Context(), 1); !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v, want ErrTooLarge", err)
	}
	d.opts.PageTime = 0
	if _, err := d.Page(t.Context(), 1); err == nil {
		t.Error("got no error from a document that was stopped")
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	if err := d.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}
	if err := Shutdown(); err != nil {
		t.Error(err)
	}
}

var damaged = flag.Int("damaged", 100, "how many damaged files to read")

// TestDamaged holds that no file stops the reader for those after it. It is no fuzz
// target: the compiled reader looks different to the fuzzer each time, which then tries
// the same file for a minute.
func TestDamaged(t *testing.T) {
	cold(t)
	draw := rand.New(rand.NewPCG(1, 2))
	seeds := [][]byte{onePage(a4, "BT /F 12 Tf 100 700 Td (text) Tj ET 10 10 100 0.5 re f"), scan("stamp")}
	for n := range *damaged {
		raw := damage(draw, seeds[n%len(seeds)])
		r, err := read(t, raw, Options{MaxPages: 3, PageTime: 5 * time.Second})
		if err != nil && !errors.Is(err, ErrBroken) && !errors.Is(err, ErrEncrypted) && !errors.Is(err, ErrTooLarge) {
			t.Errorf("file %d: got %v", n, err)
		}
		if err == nil && r.Pages < 1 {
			t.Errorf("file %d: got %d pages", n, r.Pages)
		}
	}
}

// damage changes bytes and numbers of a file, cuts it, or doubles a part of it.
func damage(draw *rand.Rand, raw []byte) []byte {
	raw = bytes.Clone(raw)
	for range 1 + draw.IntN(6) {
		at := draw.IntN(len(raw))
		switch draw.IntN(5) {
		case 0:
			raw[at] = byte(draw.Uint32())
		case 1:
			if i := bytes.IndexAny(raw[at:], "0123456789"); i >= 0 {
				raw[at+i] = byte('0' + draw.IntN(10))
			}
		case 2:
			raw = slices.Insert(raw, at, []byte("99999999")...)
		case 3:
			raw = raw[:max(20, at)]
		case 4:
			to := min(len(raw), at+draw.IntN(80))
			raw = slices.Insert(raw, at, bytes.Clone(raw[at:to])...)
		}
	}
	return raw
}

// FuzzPrinted holds that the text of pdftotext comes through whole.
func FuzzPrinted(f *testing.F) {
	f.Add("  CHÍNH PHỦ        CỘNG HÒA\n\n   Điều 1. Phạm vi\n")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		n := 0
		for _, w := range printed(1, text).Words {
			n += len(w.Text)
		}
		if want := len(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\r\n", r) }), "")); n != want {
			t.Errorf("got %d bytes, want %d", n, want)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	path := filepath.Join(corpustest.SharedData(b), "documents", "pdf", "nghi-dinh-so-189-2026-nd-cp-469677.pdf")
	pages := 0
	for b.Loop() {
		r, err := Read(b.Context(), path, Options{})
		if err != nil {
			b.Fatal(err)
		}
		pages += r.Pages
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(pages), "ms/page")
}
