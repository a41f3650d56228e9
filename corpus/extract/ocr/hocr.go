package ocr

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/trolycongvu/congvu/corpus/extract/pdf/layout"
)

// hocrLine is a line as Tesseract found it. Boxes are in dots.
type hocrLine struct {
	box           box
	slope, offset float64 // of the base line, from the lower left corner of the box
	size          float64 // of the letters
	words         []hocrWord
}

type hocrWord struct {
	text string
	box  box
	conf float64 // 0 to 100
}

type box struct{ x0, y0, x1, y1 float64 }

// readHOCR makes a page of Tesseract's answer in the hOCR format
// (http://kba.github.io/hocr-spec/1.2/): its words with places in points, and how sure
// it is.
func readHOCR(n int, raw []byte, size image.Rectangle, dpi float64) (Page, error) {
	lines, err := hocrLines(raw)
	if err != nil {
		return Page{}, err
	}
	corrected := 0
	if l, err := vietnamese(); err == nil {
		words := wordsOf(lines)
		corrected = l.correct(words)
		l.part(words)
		corrected += dates(words)
	}
	points := 72 / dpi
	p := Page{Words: layout.Page{Number: n, Width: float64(size.Dx()) * points, Height: float64(size.Dy()) * points}}
	usual := usualSize(lines)
	for i := range lines {
		lines[i].steady(usual)
	}
	letters, sure := 0.0, 0.0
	var dropped []string
	for _, l := range lines {
		for _, w := range l.words {
			if w.isNoise(usual) || l.isDrawn() {
				if hasLetterOrDigit(w.text) {
					dropped = append(dropped, w.text)
				}
				continue
			}
			weight := float64(utf8.RuneCountInString(w.text))
			letters += weight
			sure += weight * w.conf
			p.Words.Words = append(p.Words.Words, l.word(w, points))
		}
	}
	if letters > 0 {
		p.Confidence = sure / letters / 100
	}
	if corrected > 0 {
		p.Warnings = append(p.Warnings, fmt.Sprintf("trang %d: %d tiếng được sửa theo tiếng đứng cạnh", n, corrected))
	}
	if len(dropped) > 0 {
		p.Warnings = append(p.Warnings, fmt.Sprintf("trang %d: bỏ vết giống chữ: %s", n, strings.Join(dropped, " ")))
	}
	return p, nil
}

// wordsOf are the words in the order of reading.
func wordsOf(lines []hocrLine) []*hocrWord {
	var all []*hocrWord
	for i := range lines {
		for j := range lines[i].words {
			all = append(all, &lines[i].words[j])
		}
	}
	return all
}

// word brings a word of the line to the page.
func (l hocrLine) word(w hocrWord, points float64) layout.Word {
	middle := (w.box.x0 + w.box.x1) / 2
	return layout.Word{
		Text: norm.NFC.String(w.text),
		Box:  layout.Box{X0: w.box.x0 * points, Y0: w.box.y0 * points, X1: w.box.x1 * points, Y1: w.box.y1 * points},
		Base: (l.box.y1 + l.offset + l.slope*(middle-l.box.x0)) * points,
		Size: l.size * points,
	}
}

// usualSize is the size of most letters.
func usualSize(lines []hocrLine) float64 {
	var sizes []float64
	for _, l := range lines {
		for range l.words {
			sizes = append(sizes, l.size)
		}
	}
	if len(sizes) == 0 {
		return 0
	}
	slices.Sort(sizes)
	return sizes[len(sizes)/2]
}

// steady gives a line the usual size when its own is near: what Tesseract measures
// hangs on which letters the line has.
func (l *hocrLine) steady(usual float64) {
	if l.size > 0.7*usual && l.size < 1.3*usual {
		l.size = usual
	}
}

// isDrawn tells whether no word of the line has a letter or digit: a rule, a frame or
// dirt.
func (l hocrLine) isDrawn() bool {
	return !slices.ContainsFunc(l.words, func(w hocrWord) bool { return hasLetterOrDigit(w.text) })
}

// isNoise tells of what is surely no text: marks without letter or digit of which
// Tesseract is not sure, and what it read out of a stamp or a stain, far larger than
// the letters of the page and hardly sure.
func (w hocrWord) isNoise(usual float64) bool {
	if !hasLetterOrDigit(w.text) {
		return w.conf < 50 && !strings.ContainsAny(w.text, `-–—.,:;()"“”…/%+*•`) || w.conf < 5
	}
	height := w.box.y1 - w.box.y0
	return usual > 0 && height > 4*usual && w.conf < 40 && utf8.RuneCountInString(w.text) <= 3
}

func hasLetterOrDigit(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// hocrLines reads the lines and their words.
func hocrLines(raw []byte) ([]hocrLine, error) {
	d := xml.NewDecoder(bytes.NewReader(raw))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	var lines []hocrLine
	word := false // the text is that of the last word
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return lines, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: câu trả lời của tesseract: %w", ErrBroken, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			class, title := attributes(t)
			switch class {
			case "ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat":
				lines, word = append(lines, newLine(title)), false
			case "ocrx_word":
				if word = len(lines) > 0; word {
					l := &lines[len(lines)-1]
					l.words = append(l.words, hocrWord{box: boxOf(title), conf: number(title, "x_wconf", 0)})
				}
			}
		case xml.CharData:
			if word {
				ws := lines[len(lines)-1].words
				ws[len(ws)-1].text += strings.TrimSpace(string(t))
			}
		}
	}
}

func attributes(e xml.StartElement) (class, title string) {
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "class":
			class = a.Value
		case "title":
			title = a.Value
		}
	}
	return class, title
}

func newLine(title string) hocrLine {
	l := hocrLine{box: boxOf(title)}
	base := numbers(title, "baseline", 2)
	l.slope, l.offset = base[0], base[1]
	if math.Abs(l.slope) > 0.2 {
		l.slope = 0
	}
	if height := l.box.y1 - l.box.y0; math.Abs(l.offset) > height {
		l.offset = 0
	}
	if l.size = number(title, "x_size", 0); l.size <= 0 {
		l.size = max(1, l.box.y1-l.box.y0)
	}
	return l
}

func boxOf(title string) box {
	v := numbers(title, "bbox", 4)
	return box{v[0], v[1], max(v[0], v[2]), max(v[1], v[3])}
}

func number(title, name string, fallback float64) float64 {
	if v := numbers(title, name, 1); v[0] != 0 {
		return v[0]
	}
	return fallback
}

// numbers are the n values of a property in a title: "bbox 10 20 30 40; x_wconf 95".
func numbers(title, name string, n int) []float64 {
	values := make([]float64, n)
	for part := range strings.SplitSeq(title, ";") {
		fields := strings.Fields(part)
		if len(fields) != n+1 || fields[0] != name {
			continue
		}
		for i, f := range fields[1:] {
			if v, err := strconv.ParseFloat(f, 64); err == nil && !math.IsNaN(v) && math.Abs(v) < 1e6 {
				values[i] = v
			}
		}
	}
	return values
}
