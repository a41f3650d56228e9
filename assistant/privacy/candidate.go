package privacy

import (
	"regexp"
	"slices"
	"strings"
)

// candidate is a number that may be a person's.
type candidate struct {
	f      *finder
	start  int
	groups []group
	digits string // without what stands between
	cue    Kind   // what the words before say, read when it is first asked for
}

// kind says what the number is, from the words before it, else from its form.
func (c *candidate) kind() (Kind, bool) {
	if k, ok := c.lettered(); ok || k != "" {
		return k, ok
	}
	if c.cue == unknownCue {
		c.cue = c.f.cueBefore(c.start, c.groups)
	}
	if k, ok := c.cued(); ok {
		return k, true
	}
	if c.f.joinedBefore(c.start) || strings.Contains(c.f.before(c.start, 40), "toa do") {
		return "", false
	}
	return c.formed()
}

// amount tells whether the groups are an amount in round thousands: "150.000.000".
func (c *candidate) amount() bool {
	last := len(c.groups) - 1
	return last > 0 && c.groups[0].digits <= 3 && c.digits[0] != '0' && c.groups[last].digits == 3 && !c.groups[last].spaced && strings.HasSuffix(c.digits, "000")
}

// lettered is for numbers with letters before them. A kind without ok means
// that the letters make it something that is nobody's.
func (c *candidate) lettered() (Kind, bool) {
	start, n := c.f.letters(c.start)
	near := start+n == c.start
	switch {
	case n == 2 && len(c.digits) == 13 && c.digits[0] >= '1' && c.digits[0] <= '5' && (near || isUpper(c.f.text[start:start+2])):
		return Insurance, true
	case n == 1 && (len(c.digits) == 7 || len(c.digits) == 8) && len(c.groups) <= 2:
		upper := isUpper(c.f.text[start : start+1])
		if c.f.cueBefore(start, c.groups) == Passport || (near && upper && len(c.groups) == 1 && strings.IndexByte("BCEKNPS", c.f.text[start]) >= 0) {
			return Passport, true
		}
	}
	if n > 0 && near {
		return Passport, false
	}
	return "", false
}

func isUpper(s string) bool { return strings.ToUpper(s) == s }

// cued tells whether the number has a length that its cue allows.
func (c *candidate) cued() (Kind, bool) {
	n := len(c.digits)
	whole := len(c.groups) == 1
	plus := c.start > 0 && c.f.text[c.start-1] == '+'
	switch c.cue {
	case CitizenID, OldID:
		if n == 9 && c.cue == CitizenID {
			return OldID, true
		}
		return c.cue, n == 12 || n == 9 || whole && n > 8 && n < 14
	case Insurance:
		return Insurance, n == 10 || n == 13 || n == 15 || whole && n == 12
	case TaxCode:
		return TaxCode, n == 10 || n == 12 || n == 13
	case Phone:
		return Phone, (n == 10 || n == 11) && c.digits[0] == '0' || abroad(c.digits, plus) != "" || whole && n >= 9 && n <= 11 && !round(c.digits)
	case Account:
		return Account, n >= 8 && !round(c.digits) || whole && n >= 8 && c.digits[0] != '0' && !strings.HasSuffix(c.digits, "000000")
	case Passport:
		return Passport, whole && n == 9
	}
	return "", false
}

// taxPayer are words near which ten digits with the right check digit are a tax code.
var taxPayer = regexp.MustCompile(`\b(?:thue|doanh nghiep|cong ty|ho kinh doanh|nguoi nop)\b`)

// formed tells what a number is that no word introduces.
func (c *candidate) formed() (Kind, bool) {
	d, whole := c.digits, len(c.groups) == 1
	plus := c.start > 0 && c.f.text[c.start-1] == '+'
	switch {
	case abroad(d, plus) != "" && (plus || whole):
		return Phone, true
	case len(d) == 12 && (whole && d[0] == '0' || citizenNumber(d) && c.even(CitizenID)):
		return CitizenID, true
	case len(d) == 9 && whole && !round(d) && !plus:
		return OldID, true
	case (mobileNumber(d) || fixedNumber(d) || oldPhone(d)) && (whole || c.even(Phone)):
		if whole && !mobileNumber(d) && taxNumber(d) {
			return TaxCode, true
		}
		return Phone, true
	case whole && taxNumber(d) && (d[0] == '0' || taxPayer.MatchString(c.f.before(c.start, 72))):
		return TaxCode, true
	case len(d) == 13 && len(c.groups) == 2 && c.groups[1].digits == 3 && taxNumber(d[:10]):
		return TaxCode, true
	}
	return "", false
}

// even tells whether the groups are such as people make when they write a
// number of this kind.
func (c *candidate) even(k Kind) bool {
	if !slices.ContainsFunc(c.groups, func(g group) bool { return g.digits != 1 }) {
		return true // every digit for itself
	}
	least, spaced := 3, true
	for _, g := range c.groups[1:] {
		spaced = spaced && g.spaced
	}
	if k == Phone && spaced {
		least = 2
	}
	for i, g := range c.groups {
		switch {
		case g.brackets && (k != Phone || i > 1), i == 0 && (g.digits < 3 || g.digits > 6), i > 0 && (g.digits < least || g.digits > 8):
			return false
		}
	}
	return true
}
