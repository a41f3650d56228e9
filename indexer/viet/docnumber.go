package viet

// scanDocumentNumber reads a số hiệu whose first digits are s[i:end]:
// 30/2020/NĐ-CP, 02/2011/QH13, 522b/NQ-UBTVQH13, 89-TC/TCT, 47-CP, 115/TTg.
func scanDocumentNumber(s string, i, end int) (int, bool) {
	if c, size := classAt(s, end); size > 0 && (c == vowel || c == consonant) {
		end += size // the letter of 522b
	}
	if end-i > 8 || !isJoint(byteAt(s, end)) {
		return 0, false
	}
	dated := false
	if y := digitsEnd(s, end+1); s[end] == '/' && isYear(s[end+1:y]) && isJoint(byteAt(s, y)) {
		end, dated = y, true
	}
	g := segmentAt(s, end+1)
	if g.letters == 0 {
		return 0, false
	}
	capitals := g.capital
	switch {
	case dated:
	case capitals && g.letters > 1:
	default: // a lower-case or one-letter group needs a second one: 226/qđ-ubnd, 31-L/CTN
		next := segmentAt(s, g.end+1)
		if !isJoint(byteAt(s, g.end)) || next.letters < 2 || next.capital != capitals || s[end] == byteAt(s, g.end) {
			return 0, false
		}
	}
	return joinSegments(s, g.end, capitals), true
}

// joinSegments follows the groups of letters after the first: -BCA-BQP, &ĐT, .HĐTP.
func joinSegments(s string, end int, capitals bool) int {
	for {
		joint := byteAt(s, end)
		g := segmentAt(s, end+1)
		switch {
		case g.end == end+1:
			return end
		case g.letters == 0 && (joint != '-' || g.end-end > 4): // L-004 but not a year
			return end
		case joint == '.' && (g.letters < 2 || !g.allCapital):
			return end
		case joint != '.' && joint != '&' && !isJoint(joint):
			return end
		case g.letters > 0 && capitals && !g.capital:
			return end
		}
		end = g.end
	}
}

// isJoint tells whether c joins the groups of a document number.
func isJoint(c byte) bool { return c == '/' || c == '-' || c == '_' }

// segment is a run of letters and digits in a document number.
type segment struct {
	end        int
	letters    int
	capital    bool // begins with a capital, and not as a word of a sentence does
	allCapital bool
}

// longestSegment bounds a group of letters; the longest in use is ĐCTUBTWMTTQVN.
const longestSegment = 40

func segmentAt(s string, i int) segment {
	g := segment{end: i, allCapital: true}
	lower := 0
	for g.end < len(s) && g.end-i < longestSegment {
		c, size := classAt(s, g.end)
		if c != vowel && c != consonant && c != digit {
			break
		}
		if c != digit {
			capital := isCapital(s[g.end:])
			if g.letters == 0 {
				g.capital = capital
			}
			if !capital {
				g.allCapital = false
				lower++
			}
			g.letters++
		}
		g.end += size
	}
	g.capital = g.capital && lower <= 1 // TTg, BLĐTBXh, but not "Chính"
	return g
}
