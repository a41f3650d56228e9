// Package charset turns Vietnamese text in any of the encodings that offices have
// used into Unicode in composed form (NFC): UTF-8, UTF-16, Windows-1258, and the
// legacy codes TCVN3 (the "ABC" of the .Vn fonts), VNI and VISCII. Text that is
// Unicode already, or not Vietnamese, comes back as it is.
//
// A legacy code shows in three ways: in the bytes of a plain file (ToUTF8), in the
// font of a run of a word-processor file (ForFont, Paragraph), and in letters that
// make no sense as they stand (LooksTCVN3, LooksVNI, Repair).
package charset

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// Names of encodings, as ToUTF8 and Repair give them and as hints may.
const (
	NameUTF8        = "utf-8"
	NameUTF16LE     = "utf-16le"
	NameUTF16BE     = "utf-16be"
	NameWindows1258 = "windows-1258"
	NameWindows1252 = "windows-1252"
	NameTCVN3       = "tcvn3"
	NameVNI         = "vni"
	NameVISCII      = "viscii"
)

// ErrNotText says that the bytes are no text in any known encoding.
var ErrNotText = errors.New("dữ liệu không phải văn bản: hãy mở tệp bằng chương trình đã tạo ra nó và lưu lại dạng .docx hoặc .txt")

const sampleSize = 64 << 10 // bytes that decide the encoding

// ToUTF8 converts a text file to NFC. The hint is an encoding's name from outside
// (an HTTP header, a meta element) or empty; it counts only where the bytes allow
// it. enc is one of the names of this package. ErrNotText is the only error.
func ToUTF8(raw []byte, hint string) (text, enc string, err error) {
	if text, enc, ok := unicodeText(raw); ok {
		if hasControls(text) {
			return "", "", ErrNotText
		}
		fixed, legacy := Repair(text)
		if legacy != "" {
			enc = legacy
		}
		return fixed, enc, nil
	}
	if bytes.IndexByte(raw, 0) >= 0 {
		return "", "", ErrNotText
	}
	c := bestCode(raw, canonical(hint))
	return norm.NFC.String(c.decode(raw)), c.name, nil
}

// unicodeText reads UTF-16 and UTF-8, with and without a byte order mark, and
// UTF-8 with a few broken bytes.
func unicodeText(raw []byte) (text, enc string, ok bool) {
	switch {
	case bytes.HasPrefix(raw, []byte{0xEF, 0xBB, 0xBF}):
		return strings.ToValidUTF8(string(raw[3:]), "\uFFFD"), NameUTF8, true
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}):
		return utf16Text(raw[2:], false), NameUTF16LE, true
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		return utf16Text(raw[2:], true), NameUTF16BE, true
	case utf8.Valid(raw) && (bytes.IndexByte(raw, 0) < 0 || len(raw)%2 != 0):
		return string(raw), NameUTF8, true
	}
	if big, ok := looksUTF16(raw); ok {
		if big {
			return utf16Text(raw, true), NameUTF16BE, true
		}
		return utf16Text(raw, false), NameUTF16LE, true
	}
	if nearlyUTF8(raw) {
		return strings.ToValidUTF8(string(raw), "\uFFFD"), NameUTF8, true
	}
	return "", "", false
}

// nearlyUTF8 tells whether the bytes are UTF-8 but for less than a twentieth of
// the letters beyond ASCII, as in a file cut in the middle of a letter.
func nearlyUTF8(raw []byte) bool {
	good, bad := 0, 0
	for len(raw) > 0 {
		r, n := utf8.DecodeRune(raw)
		if r == utf8.RuneError && n == 1 {
			bad++
		} else if n > 1 {
			good++
		}
		raw = raw[n:]
	}
	return bad*20 < good
}

// hasControls tells whether text holds control characters that no text has.
func hasControls(text string) bool {
	if len(text) > sampleSize {
		text = text[:sampleSize]
	}
	odd := 0
	for _, r := range text {
		if r == 0 || r < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1a\x1b", r) {
			odd++
		}
	}
	return odd*50 > len(text)
}

// code is an 8-bit encoding.
type code struct {
	name   string
	decode func(raw []byte) string
}

// codes are in the order in which they are preferred where two fit equally.
var codes = []code{
	{NameWindows1258, func(raw []byte) string { return norm.NFC.String(charmapText(charmap.Windows1258, raw)) }},
	{NameTCVN3, func(raw []byte) string { return TCVN3(latin(raw), false) }},
	{NameVNI, func(raw []byte) string { return VNI(latin(raw)) }},
	{NameVISCII, viscii},
	{NameWindows1252, latin},
}

// bestCode picks the encoding in which the bytes look most like Vietnamese.
func bestCode(raw []byte, hint string) code {
	sample := raw
	if len(sample) > sampleSize {
		sample = sample[:sampleSize]
	}
	best, bestScore := codes[len(codes)-1], 0 // Windows-1252 where nothing looks Vietnamese
	for _, c := range codes {
		l := lookOf(c.decode(sample))
		score := 2 * l.score()
		if c.name == hint && (score > 0 || l.marked == 0) {
			score++
		}
		if score > bestScore {
			best, bestScore = c, score
		}
	}
	return best
}

// canonical folds the usual spellings of an encoding's name.
func canonical(hint string) string {
	hint = strings.ToLower(strings.NewReplacer(" ", "", "_", "-").Replace(hint))
	switch hint {
	case "cp1258", "x-cp1258", "1258":
		return NameWindows1258
	case "tcvn", "tcvn-5712", "tcvn5712", "abc", "x-tcvn3", "tcvn5712-1":
		return NameTCVN3
	case "x-vni", "vni-windows", "vni-win":
		return NameVNI
	case "iso-8859-1", "latin1", "cp1252", "x-cp1252", "ascii", "us-ascii":
		return NameWindows1252
	}
	return hint
}

// latin reads Windows-1252, its five empty places as control characters.
func latin(raw []byte) string { return charmapText(charmap.Windows1252, raw) }

func charmapText(m *charmap.Charmap, raw []byte) string {
	var b strings.Builder
	b.Grow(len(raw) * 2)
	for _, c := range raw {
		r := m.DecodeByte(c)
		if r == utf8.RuneError {
			r = rune(c)
		}
		b.WriteRune(r)
	}
	return b.String()
}
