package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// numberScanner reads one số hiệu at the start of a text and writes it in its
// canonical form on the way.
type numberScanner struct {
	s     string
	pos   int  // bytes read
	loose bool // the text is known to be a number: spaces and lower case will do
	out   strings.Builder
	group string // the last group of letters, canonical
}

// cutNumber reads a number at the start of s. In running text (not loose) a
// number must show itself by its year or by capitals, and only the spaces that
// occur in print ("18 /2018/TT-NHNN", "TT- BYT") may stand inside it. The number
// is incomplete when it ends after the year.
func cutNumber(s string, loose bool) (n Number, size int, ok bool) {
	sc := numberScanner{s: s, loose: loose}
	if !sc.serial() {
		return "", 0, false
	}
	dated := sc.year()
	if !sc.firstGroup(dated) {
		if !dated {
			return "", 0, false
		}
		return Number(sc.out.String()), sc.pos, true
	}
	for sc.nextGroup() {
	}
	if strings.HasPrefix(sc.s[sc.pos:], ")") && strings.Contains(sc.out.String(), "(") { // 04/TT-BCA(X13)
		sc.out.WriteByte(')')
		sc.pos++
	}
	return Number(sc.out.String()), sc.pos, true
}

// serial reads the digits in front, with the letter of 522b or the part of 66.2.
func (sc *numberScanner) serial() bool {
	end := digitsEnd(sc.s, 0)
	if end == 0 || end > 6 {
		return false
	}
	end = partEnd(sc.s, end)
	r, size := utf8.DecodeRuneInString(sc.s[end:])
	if next, _ := utf8.DecodeRuneInString(sc.s[end+size:]); unicode.IsLetter(r) && isJoint(next) {
		end += size
	}
	sc.pos = end
	sc.out.WriteString(strings.ToLower(sc.s[:end]))
	return true
}

// partEnd returns the end of the ".2" in 66.2/2025/NQ-CP when it stands at s[i:],
// else i.
func partEnd(s string, i int) int {
	part := digitsEnd(s, i+1)
	if i >= len(s) || s[i] != '.' || part == i+1 || part > i+3 || part >= len(s) || s[part] != '/' {
		return i
	}
	if year := digitsEnd(s, part+1); year != part+5 || year >= len(s) || s[year] != '/' {
		return i
	}
	return part
}

// year reads "/2020".
func (sc *numberScanner) year() bool {
	joint, at := sc.joint(sc.pos)
	end := digitsEnd(sc.s, at)
	if joint == 0 || joint == ' ' || end-at != 4 || (!sc.loose && joint != '/') {
		return false
	}
	if y := sc.s[at : at+2]; y != "19" && y != "20" {
		return false
	}
	sc.out.WriteByte('/')
	sc.out.WriteString(sc.s[at:end])
	sc.pos = end
	return true
}

// firstGroup reads the first letters: "/NĐ", "-TC", " nđ".
func (sc *numberScanner) firstGroup(dated bool) bool {
	joint, at := sc.joint(sc.pos)
	word := groupAt(sc.s, at)
	switch {
	case word == "" || joint == 0:
		return false
	case joint == ' ' && !isGroup(word), joint == ' ' && (!sc.loose || !dated) && !leadsGroup(sc.s, at, word, sc.loose): // 60 TC/TCT
		return false
	case joint == '.' && !sc.loose:
		return false
	case !dated && !standsAlone(sc.s, at, word, sc.loose):
		return false
	case !dated && (isKindGroup(word) || at-sc.pos > utf8.RuneLen(joint)) && !leadsGroup(sc.s, at, word, sc.loose):
		return false // "khoản 8 NĐ 63/2010" holds no number 8/NĐ
	}
	if dated || joint == ' ' || joint == '_' || joint == '.' {
		joint = '/'
	}
	sc.take(joint, at, word)
	return true
}

// standsAlone tells whether word shows without a year that a number is meant:
// two capitals (47-CP, 115/TTg), or one before another group (31-L/CTN). Loose
// text may write the groups that officials use in small letters.
func standsAlone(s string, at int, word string, loose bool) bool {
	if loose && isGroup(word) {
		return true
	}
	return isCapitals(word) && (utf8.RuneCountInString(word) > 1 || leadsGroup(s, at, word, loose))
}

// leadsGroup tells whether another group is joined to word.
func leadsGroup(s string, at int, word string, loose bool) bool {
	end := at + len(word)
	joint, size := utf8.DecodeRuneInString(s[end:])
	next := groupAt(s, end+size)
	switch {
	case loose && isGroup(word) && isGroup(next):
		return true
	case !isCapitals(word) || !isJoint(joint):
		return false
	}
	return isCapitals(next) || digitsEnd(s, end+size) > end+size
}

// nextGroup reads one more group: "-CP", "&ĐT", "(X13".
func (sc *numberScanner) nextGroup() bool {
	joint, at := sc.joint(sc.pos)
	word := groupAt(sc.s, at)
	spaced := at-sc.pos > utf8.RuneLen(joint)
	switch {
	case joint == 0:
		return false
	case word == "":
		return sc.digitGroup(joint, at)
	case joint == ' ' && (!sc.loose || !isGroup(word) || !isKindGroup(sc.group)):
		return false
	case !sc.loose && !isCapitals(word) && !isGroup(word):
		return false
	case spaced && joint != ' ' && !sc.spaceFits(at, word):
		return false
	case joint == '.' && (!isCapitals(word) || utf8.RuneCountInString(word) < 2):
		return false
	}
	switch joint {
	case ' ', '_', '.':
		joint = '-'
	}
	sc.take(joint, at, word)
	return true
}

// digitGroup reads the digits that end a few old numbers: 102-SL/L-004, and the
// term of the Assembly set apart: QH 13.
func (sc *numberScanner) digitGroup(joint rune, at int) bool {
	end := digitsEnd(sc.s, at)
	size := end - at
	switch {
	case joint == ' ' && size == 2 && (sc.group == "QH" || sc.group == "UBTVQH"):
	case joint == '-' && size > 0 && size < 4 && at-sc.pos == 1:
		sc.out.WriteByte('-')
	default:
		return false
	}
	sc.out.WriteString(sc.s[at:end])
	sc.group, sc.pos = sc.s[at:end], end
	return true
}

// spaceFits decides whether a joint with spaces around it still joins: "TT- BYT"
// and "BNV -BTC" do; " - " only completes a bare kind, as in "NĐ - CP".
func (sc *numberScanner) spaceFits(at int, word string) bool {
	if !sc.loose && !isCapitals(word) {
		return false
	}
	before, after := isSpaceAt(sc.s, sc.pos), isSpaceAt(sc.s, at-1)
	if before && after {
		return isKindGroup(sc.group) && (isGroup(word) || isCapitals(word))
	}
	return true
}

func (sc *numberScanner) take(joint rune, at int, word string) {
	sc.out.WriteRune(joint)
	canonical := canonicalGroup(word)
	sc.out.WriteString(canonical)
	sc.group, sc.pos = canonical, at+len(word)
}

// joint reads the separator at s[i:] with the spaces around it: '/', '-', '_',
// '.', '&' or '(', ' ' for spaces alone, 0 for none. at is where the next group begins.
func (sc *numberScanner) joint(i int) (joint rune, at int) {
	at = skipSpaces(sc.s, i)
	r, size := utf8.DecodeRuneInString(sc.s[at:])
	switch {
	case isJoint(r):
		if r != '/' && r != '_' {
			r = '-'
		}
	case r == '.' || r == '&' || r == '(':
		if at > i {
			return 0, i
		}
	case at > i:
		return ' ', at
	default:
		return 0, i
	}
	if r == '.' || r == '&' || r == '(' {
		return r, at + size
	}
	return r, skipSpaces(sc.s, at+size)
}

// isJoint tells whether r joins the groups of a number.
func isJoint(r rune) bool {
	switch r {
	case '/', '-', '_', '‐', '‑', '–', '—', '−':
		return true
	}
	return false
}

// groupAt returns the Latin letters, with digits after them, at s[i:]: "NĐ", "QH13".
func groupAt(s string, i int) string {
	end, letters := i, false
	for end < len(s) && end-i < 60 {
		r, size := utf8.DecodeRuneInString(s[end:])
		switch {
		case isLatin(r), letters && foldRune(r) == -1:
			letters = true
		case !letters || r < '0' || r > '9':
			return s[i:end]
		}
		end += size
	}
	return s[i:end]
}

// isLatin tells whether r is an ASCII letter or one with marks on it.
func isLatin(r rune) bool {
	f := foldRune(r)
	return f >= 'a' && f <= 'z'
}

func digitsEnd(s string, i int) int {
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return i
}

// skipSpaces passes at most two spaces or no-break spaces.
func skipSpaces(s string, i int) int {
	for range 2 {
		switch {
		case i < len(s) && s[i] == ' ':
			i++
		case strings.HasPrefix(s[min(i, len(s)):], "\u00a0"):
			i += len("\u00a0")
		}
	}
	return i
}

func isSpaceAt(s string, i int) bool {
	return i >= 0 && i < len(s) && (s[i] == ' ' || s[i] == 0xA0 || strings.HasPrefix(s[i:], "\u00a0"))
}
