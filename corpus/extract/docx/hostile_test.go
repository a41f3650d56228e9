package docx_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/corpus/extract/docx"
	"github.com/trolycongvu/congvu/corpus/extract/layout"
)

func TestHostile(t *testing.T) {
	good := pack(t, parts{"body": para("", text("chữ"))})
	deep := strings.Repeat("<w:tbl><w:tr><w:tc>", 400) + strings.Repeat("</w:tc></w:tr></w:tbl>", 400)
	for _, c := range []struct {
		name string
		raw  []byte
		want error // nil: any
	}{
		{"empty", nil, nil},
		{"no zip", []byte("PK\x03\x04 không phải"), nil},
		{"cut", good[:len(good)/2], nil},
		{"no document", pack(t, parts{"word/other.xml": "<a/>"}), nil},
		{"no XML", pack(t, parts{"word/document.xml": "\x00\x01\x02"}), nil},
		{"cut XML", pack(t, parts{"word/document.xml": "<w:document><w:body><w:p>"}), nil},
		{"bomb", pack(t, parts{"body": para("", text(strings.Repeat("a", 64<<20)))}), layout.ErrTooLarge},
		{"deep", pack(t, parts{"body": deep}), layout.ErrTooLarge},
		{"deep formula", pack(t, parts{"body": para("", strings.Repeat("<m:oMath>", 1000)+strings.Repeat("</m:oMath>", 1000))}), layout.ErrTooLarge},
	} {
		d, err := docx.Read(context.Background(), bytes.NewReader(c.raw), int64(len(c.raw)), layout.Limits{})
		if err == nil {
			t.Errorf("%s: got %d lines, want an error", c.name, len(d.Lines))
		}
		if c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
}

func TestLimits(t *testing.T) {
	raw := pack(t, parts{"body": strings.Repeat(para("", text("một hai ba bốn")), 100)})
	for name, limits := range map[string]layout.Limits{"lines": {Lines: 50}, "bytes": {Bytes: 500}, "unpacked": {Unpacked: 1000}} {
		_, err := docx.Read(context.Background(), bytes.NewReader(raw), int64(len(raw)), limits)
		if !errors.Is(err, layout.ErrTooLarge) {
			t.Errorf("%s: got %v, want ErrTooLarge", name, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	raw = pack(t, parts{"body": strings.Repeat(para("", text("a")), 5000)})
	if _, err := docx.Read(ctx, bytes.NewReader(raw), int64(len(raw)), layout.Limits{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v, want context.Canceled", err)
	}
}

// A cell of a megabyte is one row, read in time that grows with it.
func TestHugeCell(t *testing.T) {
	cell := para("", text(strings.Repeat("chữ ", 250_000)))
	d := read(t, parts{"body": table(drawn, []string{cell, para("", text("1"))}, []string{para("", text("a")), para("", text("b"))})})
	if len(d.Lines) != 1 || len(d.Lines[0].Text) < 1_000_000 {
		t.Errorf("got %d lines, want one of more than a megabyte", len(d.Lines))
	}
}

var special = regexp.MustCompile(`:(?:del|moveFrom|Choice|Fallback|AlternateContent|fldChar|vanish|caps|sym|altChunk|vMerge|drawing|pict|object|pPr|footnoteReference|endnoteReference|rPr|ruby|sectPr|tblPr|tcPr|trPr|oMath)|[^\x00-\x7f]|\\u`)

// FuzzDocument reads any document.xml: no panic, and no letter or digit of a w:t
// lost where nothing in the file says to leave text out.
func FuzzDocument(f *testing.F) {
	f.Add(para("", text("Điều 1. abc")))
	f.Add(table(drawn, []string{para("", text("a")), para("", text("b"))}, []string{"<w:tcPr><w:vMerge/></w:tcPr>" + para("", text("c"))}))
	f.Add(para(`<w:numPr><w:ilvl w:val="8"/><w:numId w:val="1"/></w:numPr>`, text("x")))
	f.Add(`<w:p><w:r><w:t>1. a</w:t><w:br/><w:t>b</w:t><w:br w:type="page"/><w:lastRenderedPageBreak/></w:r></w:p>`)
	f.Add(`<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>q</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>`)
	f.Add(`<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:footnoteReference w:id="2"/></w:r><m:oMath><m:r><m:t>1</m:t></m:r></m:oMath></w:p>`)
	f.Add(`<w:tbl><w:p><w:r><w:t>a</w:t></w:r></w:p><w:tr><w:trPr><w:del/><w:gridBefore w:val="3"/></w:trPr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr></w:tc></w:tr></w:tbl>`)
	f.Fuzz(func(t *testing.T, body string) {
		if len(body) > 8<<10 {
			return
		}
		raw := pack(t, parts{
			"body":      body,
			"numbering": `<w:abstractNum w:abstractNumId="0">` + level("8", "decimal", "%1.%9", "") + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
			"footnotes": `<w:footnote w:id="2">` + body + `</w:footnote>`,
		})
		d, err := docx.Read(context.Background(), bytes.NewReader(raw), int64(len(raw)), layout.Limits{})
		if err != nil || special.MatchString(body) {
			return
		}
		var got strings.Builder
		for _, l := range d.Lines {
			got.WriteString(letters(l.Text))
		}
		if want := letters(visible(body)); got.String() != want {
			t.Errorf("body %q: got %q, want %q", body, got.String(), want)
		}
	})
}

// visible joins the w:t inside runs of paragraphs, as the body frames them.
func visible(body string) string {
	d := xml.NewDecoder(strings.NewReader("<w:body" + namespaces + ">" + body + "</w:body>"))
	var b strings.Builder
	var path []string
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			return b.String()
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			name := tok.Name.Local
			if !strings.Contains(tok.Name.Space, "wordprocessingml") {
				name = "other"
			}
			path = append(path, name)
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			if shown(path) {
				b.Write(tok)
			}
		}
	}
}

// shown tells whether text at a path of elements is on the page: only paths that
// Word itself writes are judged.
func shown(path []string) bool {
	s := strings.Join(path, "/")
	return plainPath.MatchString(s)
}

var plainPath = regexp.MustCompile(`^body/(?:tbl/tr/tc/)*p/r/t$`)

// letters keeps ASCII letters and digits.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, s)
}
