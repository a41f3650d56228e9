package verify

import (
	"math/bits"
	"strings"
)

// value is a number in lowest terms. Numbers too large for it are told apart by
// their figures in raw.
type value struct {
	num, den uint64
	raw      string
}

func whole(n uint64) value { return value{num: n, den: 1} }

func fraction(num, den uint64) value {
	if den == 0 {
		return value{raw: "/0"}
	}
	a, b := num, den
	for b != 0 {
		a, b = b, a%b
	}
	if a == 0 {
		return value{den: 1}
	}
	return value{num: num / a, den: den / a}
}

// times is v times n.
func (v value) times(n uint64) value {
	hi, lo := bits.Mul64(v.num, n)
	if hi != 0 || v.raw != "" {
		return value{raw: v.raw + "×"}
	}
	return fraction(lo, v.den)
}

// over is v divided by n.
func (v value) over(n uint64) value {
	hi, lo := bits.Mul64(v.den, n)
	if hi != 0 || v.raw != "" {
		return value{raw: v.raw + "÷"}
	}
	return fraction(v.num, lo)
}

func (v value) plus(w value) value {
	h1, a := bits.Mul64(v.num, w.den)
	h2, b := bits.Mul64(w.num, v.den)
	h3, d := bits.Mul64(v.den, w.den)
	sum, carry := bits.Add64(a, b, 0)
	if h1|h2|h3|carry != 0 || v.raw != "" || w.raw != "" {
		return value{raw: v.raw + "+" + w.raw}
	}
	return fraction(sum, d)
}

// integer returns the whole number that v is.
func (v value) integer() (int, bool) {
	if v.raw != "" || v.den != 1 || v.num > 1<<30 {
		return 0, false
	}
	return int(v.num), true
}

// valueOf reads 30, 06, 2.000.000, 2,000, 1,5, 1.234,5 and 1/3.
func valueOf(s string) (value, bool) {
	if a, b, ok := strings.Cut(s, "/"); ok {
		x, okX := valueOf(a)
		y, okY := valueOf(b)
		if !okX || !okY || x.den != 1 || y.den != 1 || x.raw != "" || y.raw != "" || y.num == 0 {
			return value{}, false
		}
		return fraction(x.num, y.num), true
	}
	intPart, decimals := splitDecimals(s)
	digits := strings.Map(func(r rune) rune {
		if r == '.' || r == ',' || r == ' ' {
			return -1
		}
		return r
	}, intPart)
	if digits == "" || strings.Trim(digits+decimals, "0123456789") != "" {
		return value{}, false
	}
	digits = strings.TrimLeft(digits, "0")
	decimals = strings.TrimRight(decimals, "0")
	if len(digits)+len(decimals) > 18 {
		return value{raw: digits + "," + decimals}, true
	}
	var n, den uint64 = 0, 1
	for _, r := range digits + decimals {
		n = n*10 + uint64(r-'0')
	}
	for range decimals {
		den *= 10
	}
	return fraction(n, den), true
}

// splitDecimals cuts what stands behind a decimal sign: a comma or point that does
// not group thousands.
func splitDecimals(s string) (intPart, decimals string) {
	last := strings.LastIndexAny(s, ".,")
	if last < 0 {
		return s, ""
	}
	other := strings.IndexAny(s, ".,")
	switch {
	case s[other] != s[last]: // 1.234,5
	case other != last: // 2.000.000
		return s, ""
	case len(s)-last-1 == 3 && last <= 3 && s[0] != '0':
		return s, ""
	}
	return s[:last], s[last+1:]
}
