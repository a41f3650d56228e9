package docx_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
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

// snippets are what a fuzzed document is made of; one that ends in "/" holds nothing.
var snippets = []string{
	"w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:ins", "w:hyperlink", "w:sdt", "w:sdtContent", "w:br/",
	`w:br w:type="page"/`, "w:tab/", "w:lastRenderedPageBreak/", "w:del", "mc:AlternateContent", "mc:Choice", "mc:Fallback",
	"w:drawing", "w:txbxContent", "m:oMath", "m:f", "m:num", "m:den", "m:t", "w:tcPr", `w:vMerge w:val="restart"/`, "w:vMerge/",
	`w:gridSpan w:val="3"/`, "w:trPr", "w:del/", `w:gridBefore w:val="2"/`, "w:pPr", "w:rPr", "w:numPr", `w:ilvl w:val="1"/`,
	`w:numId w:val="1"/`, `w:fldChar w:fldCharType="begin"/`, `w:fldChar w:fldCharType="separate"/`, `w:fldChar w:fldCharType="end"/`,
	`w:footnoteReference w:id="2"/`, `w:rFonts w:ascii=".VnTime"/`, `w:rFonts w:ascii="Symbol"/`, `w:pStyle w:val="A"/`, "w:vanish/",
	`w:vertAlign w:val="superscript"/`, `w:sym w:font="Symbol" w:char="F061"/`, "wp:inline", "pic:pic/", "w:smartTag", "w:txt",
}

// build turns bytes into a document that is well-formed: a byte opens a snippet, or
// closes the last one. Texts are words that occur once.
func build(program []byte) (body string, visible []string) {
	var b strings.Builder
	var open []string
	hidden := 0 // fields, which may hide anything
	for i, c := range program {
		if int(c) >= len(snippets) {
			if n := len(open); n > 0 {
				b.WriteString("</" + open[n-1] + ">")
				open = open[:n-1]
			}
			continue
		}
		s := snippets[c]
		b.WriteString("<" + s + ">")
		if strings.HasSuffix(s, "/") {
			if strings.Contains(s, "fldChar") || strings.Contains(s, "vanish") || s == "w:del/" || strings.Contains(s, "ascii") || s == "w:vMerge/" {
				hidden++
			}
			continue
		}
		open = append(open, s)
		if s == "w:t" || s == "m:t" {
			word := fmt.Sprintf("q%dz", i)
			b.WriteString(word)
			if plainPath.MatchString(strings.Join(open, "/")) {
				visible = append(visible, word)
			}
		}
	}
	for n := len(open) - 1; n >= 0; n-- {
		b.WriteString("</" + open[n] + ">")
	}
	if hidden > 0 {
		visible = nil
	}
	return b.String(), visible
}

// plainPath is where Word itself writes text that is on the page.
var plainPath = regexp.MustCompile(`^(?:w:tbl/w:tr/w:tc/|w:sdt/w:sdtContent/|w:ins/)*w:p/(?:w:ins/|w:hyperlink/|w:smartTag/)*w:r/w:t$`)

// program is the bytes of a document by its snippets; "" closes.
func program(names ...string) []byte {
	var out []byte
	for _, name := range names {
		if i := slices.Index(snippets, name); i >= 0 {
			out = append(out, byte(i))
		} else {
			out = append(out, 255)
		}
	}
	return out
}

// FuzzDocument reads made-up documents of any shape: no panic, no error but a limit,
// and no word lost that stands on the page.
func FuzzDocument(f *testing.F) {
	f.Add(program("w:p", "w:r", "w:t", "", "w:br/", "w:t", "", "", "w:r", "w:t"))
	f.Add(program("w:tbl", "w:tr", "w:tc", "w:tcPr", `w:vMerge w:val="restart"/`, "", "w:p", "w:r", "w:t", "", "", "", "", "w:tc", "w:p", "w:r", "w:t"))
	f.Add(program("w:p", "w:pPr", "w:numPr", `w:ilvl w:val="1"/`, `w:numId w:val="1"/`, "", "", "w:r", "w:t"))
	f.Add(program("w:p", "w:r", "mc:AlternateContent", "mc:Choice", "w:drawing", "w:txbxContent", "w:p", "w:r", "w:t"))
	f.Add(program("w:p", "w:r", `w:footnoteReference w:id="2"/`, "w:t", "", "", "m:oMath", "m:f", "m:num", "m:t", "", "", "m:den", "m:t"))
	f.Add(program("w:tbl", "w:p", "w:r", "w:t", "", "", "", "w:tr", "w:trPr", "w:del/", `w:gridBefore w:val="2"/`, "", "w:tc", "w:tcPr", "w:vMerge/"))
	f.Fuzz(func(t *testing.T, program []byte) {
		if len(program) > 300 {
			return
		}
		body, visible := build(program)
		raw := pack(t, parts{
			"body": body, "styles": `<w:style w:styleId="A" w:type="paragraph"><w:basedOn w:val="A"/></w:style>`,
			"numbering": `<w:abstractNum w:abstractNumId="0">` + level("1", "decimal", "%1.%2", "") + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
			"footnotes": `<w:footnote w:id="2">` + body + `</w:footnote>`,
		})
		d, err := docx.Read(context.Background(), bytes.NewReader(raw), int64(len(raw)), layout.Limits{})
		if errors.Is(err, layout.ErrTooLarge) {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", body, err)
		}
		all := strings.Join(texts(d), " ")
		for _, word := range visible {
			if !strings.Contains(all, word) {
				t.Errorf("%s: %s is lost in %q", body, word, all)
			}
		}
	})
}
