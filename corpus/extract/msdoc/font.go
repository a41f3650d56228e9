package msdoc

import "unicode/utf16"

const maxFonts = 4096

// readFonts reads the names of the fonts [SttbfFfn].
func (f *file) readFonts() []string {
	raw := f.pair(pairFonts)
	count := int(short(raw, 0))
	at := 4
	var names []string
	for range min(count, maxFonts) {
		if at >= len(raw) {
			break
		}
		n := int(raw[at])
		const head = 39 // bytes of [FFN] before the name
		names = append(names, text16(slice(raw, at+1+head, n-head)))
		at += 1 + n
	}
	return names
}

// text16 decodes UTF-16 up to a zero.
func text16(raw []byte) string {
	var units []uint16
	for i := 0; i+1 < len(raw); i += 2 {
		u := short(raw, i)
		if u == 0 {
			break
		}
		units = append(units, u)
	}
	return string(utf16.Decode(units))
}
