package rtf

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/trolycongvu/congvu/corpus/extract/charset"
	"github.com/trolycongvu/congvu/corpus/extract/symbol"
)

// font is an entry of the font table.
type font struct {
	name   strings.Builder
	page   *charmap.Charmap // nil for that of the file
	symbol bool
}

const (
	charsetDefault = 1
	charsetSymbol  = 2
	maxFonts       = 10_000
	maxName        = 64
)

// charsets gives the code page of a \fcharset.
var charsets = map[int]int{0: 1252, 77: 10000, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250}

// codePage gives the table of a Windows code page, Windows-1252 for unknown ones;
// nil is UTF-8.
func codePage(n int) *charmap.Charmap {
	switch n {
	case 65001:
		return nil
	case 437:
		return charmap.CodePage437
	case 850:
		return charmap.CodePage850
	case 874:
		return charmap.Windows874
	case 1250:
		return charmap.Windows1250
	case 1251:
		return charmap.Windows1251
	case 1253:
		return charmap.Windows1253
	case 1254:
		return charmap.Windows1254
	case 1255:
		return charmap.Windows1255
	case 1256:
		return charmap.Windows1256
	case 1257:
		return charmap.Windows1257
	case 1258:
		return charmap.Windows1258
	case 10000:
		return charmap.Macintosh
	}
	return charmap.Windows1252
}

// decode turns bytes in the font into text. Legacy fonts keep theirs as Windows-1252
// until their runs are joined, whatever code page the file names.
func (r *reader) decode(f *font, raw []byte) string {
	page := r.page
	if f != nil {
		name := f.name.String()
		_, legacy := charset.ForFont(name)
		switch {
		case f.symbol || symbol.IsFont(name):
			return symbolText(name, raw)
		case legacy:
			page = charmap.Windows1252
		case f.page != nil:
			page = f.page
		}
	}
	if page == nil {
		return strings.ToValidUTF8(string(raw), "\uFFFD")
	}
	var b strings.Builder
	for _, c := range raw {
		ch := page.DecodeByte(c)
		if ch == utf8.RuneError {
			ch = rune(c)
		}
		b.WriteRune(ch)
	}
	return b.String()
}

// symbolText reads the bytes of a symbol font.
func symbolText(name string, raw []byte) string {
	var b strings.Builder
	for _, c := range raw {
		if c == ' ' {
			b.WriteByte(' ')
			continue
		}
		b.WriteRune(symbol.Of(name, 0xF000+rune(c)))
	}
	return b.String()
}
