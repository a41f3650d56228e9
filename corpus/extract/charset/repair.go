package charset

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Repair decodes the lines of s that are TCVN3 or VNI held as Unicode, letter by
// letter, as text pasted from old files is. A line counts when it plainly is, or
// when the text as a whole is and the line gains by it. Everything comes back
// composed (NFC). enc names the code of the text or of its first such line; it is
// empty where there was none.
func Repair(s string) (text, enc string) {
	s = norm.NFC.String(s)
	sample := s
	if len(sample) > sampleSize {
		sample = strings.ToValidUTF8(sample[:sampleSize], "")
	}
	whole := fitting(sample)
	if whole.raw.odd == 0 && len(sample) == len(s) { // nothing that could be legacy text
		return s, ""
	}
	settled := ""
	if whole.sure() {
		settled = whole.name
	}
	var b strings.Builder
	for line := range strings.Lines(s) {
		f := fitting(line)
		if f.sure() || settled != "" && f.better() && f.name == settled {
			if enc == "" {
				enc = f.name
			}
			line = f.text
		}
		b.WriteString(line)
	}
	if settled != "" && enc != "" {
		enc = settled
	}
	return b.String(), enc
}
