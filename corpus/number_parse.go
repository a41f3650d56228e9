package corpus

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// ErrNumber is wrapped by every error about a số hiệu that cannot be read.
var ErrNumber = errors.New("số hiệu không hợp lệ")

// partedSlug is the beginning of the slug of a number such as 66.2/2025/NQ-CP.
var partedSlug = regexp.MustCompile(`^(\d{1,6})-(\d{1,2})-((?:19|20)\d\d)-`)

// ParseNumber reads a whole số hiệu in any spelling that officials would
// recognise (30/2020/NĐ-CP, nđ cp, NĐCP, ND-CP, 30-2020-nd-cp, "số 02/2011/QH 13")
// and returns it as it is printed. A number may end after its year, as in
// "63/2010": then it is Incomplete.
func ParseNumber(s string) (Number, error) {
	text := strings.TrimSpace(withoutMarks(norm.NFC.String(s)))
	if first, rest, ok := strings.Cut(text, " "); ok {
		switch strings.TrimRight(fold(first), ":.") {
		case "so", "sh":
			text = strings.TrimSpace(rest)
		}
	}
	text = partedSlug.ReplaceAllString(text, "$1.$2/$3/")
	n, size, ok := cutNumber(text, true)
	if !ok || strings.TrimSpace(text[size:]) != "" {
		return "", fmt.Errorf("%w: %q (viết dạng 30/2020/NĐ-CP)", ErrNumber, clip(s, 80))
	}
	return n, nil
}

// withoutMarks drops the combining marks that no letter took in composing.
func withoutMarks(s string) string {
	return strings.Map(func(r rune) rune {
		if foldRune(r) == -1 {
			return -1
		}
		return r
	}, s)
}

// CutNumber reads the number at the start of running text, such as what follows
// "Nghị định số ", and returns the rest of the text.
func CutNumber(s string) (n Number, rest string, ok bool) {
	n, size, ok := cutNumber(s, false)
	if !ok || n.Incomplete() {
		return "", s, false
	}
	return n, s[size:], true
}

// Incomplete tells whether the number stops after its year, so that the kind of
// document must say the rest: "63/2010".
func (n Number) Incomplete() bool {
	return n != "" && n.suffix() == ""
}

// Year is the year in the number, 0 when it has none, as in "47-CP".
func (n Number) Year() int {
	_, year, _ := n.parts()
	y, err := strconv.Atoi(year)
	if err != nil {
		return 0
	}
	return y
}

// Key is equal for numbers that officials would call the same: capitals only, Đ
// as D, no leading zeros, the letters run together ("30/2020/NDCP"). The key of an
// incomplete number and a slash begin the keys of the numbers it may stand for.
func (n Number) Key() string {
	serial, year, suffix := n.parts()
	var b strings.Builder
	whole, part, _ := strings.Cut(serial, ".")
	b.WriteString(trimZeros(alphanumeric(whole)))
	if part != "" {
		b.WriteString("." + part)
	}
	if year != "" {
		b.WriteString("/" + year)
	}
	if suffix = alphanumeric(suffix); suffix != "" {
		b.WriteString("/" + suffix)
	}
	return strings.ToUpper(b.String())
}

// Covers tells whether n, perhaps incomplete, can stand for m.
func (n Number) Covers(m Number) bool {
	if n == "" || m == "" {
		return false
	}
	return n.Key() == m.Key() || n.Incomplete() && strings.HasPrefix(m.Key(), n.Key()+"/")
}

// Slug is the number in a URL: "30-2020-nd-cp". The serial has two digits at
// least, so that 7/2020 and 07/2020 have one slug; BGD&ĐT is the same as BGDĐT.
func (n Number) Slug() string {
	if canonical, err := ParseNumber(strings.ReplaceAll(string(n), "&", "")); err == nil {
		n = canonical
	}
	serial, year, suffix := n.parts()
	serial = trimZeros(serial)
	if digitsEnd(serial, 0) == 1 {
		serial = "0" + serial
	}
	return slug(serial + " " + year + " " + suffix)
}

func (n Number) suffix() string {
	_, _, suffix := n.parts()
	return suffix
}

// parts cuts a printed number into serial ("522b"), year and suffix ("NĐ-CP").
func (n Number) parts() (serial, year, suffix string) {
	s := string(n)
	if strings.ContainsAny(s, " \u00a0") {
		if canonical, err := ParseNumber(s); err == nil {
			s = string(canonical)
		}
	}
	i := strings.IndexAny(s, "/-_")
	if i < 0 {
		return s, "", ""
	}
	serial, rest := s[:i], s[i+1:]
	if end := digitsEnd(rest, 0); s[i] == '/' && end == 4 {
		if end == len(rest) {
			return serial, rest, ""
		}
		if rest[end] == '/' {
			return serial, rest[:end], rest[end+1:]
		}
	}
	return serial, "", rest
}

func trimZeros(s string) string {
	if t := strings.TrimLeft(s, "0"); t != "" && t[0] >= '0' && t[0] <= '9' {
		return t
	}
	return s
}

// alphanumeric folds s and keeps its letters and digits.
func alphanumeric(s string) string {
	return strings.Map(func(r rune) rune {
		if isSlugRune(r) {
			return r
		}
		return -1
	}, fold(s))
}

// slug folds s and joins its runs of letters and digits with hyphens.
func slug(s string) string {
	return strings.Join(strings.FieldsFunc(fold(s), func(r rune) bool { return !isSlugRune(r) }), "-")
}

func isSlugRune(r rune) bool { return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' }
