package privacy

import "strings"

// citizenNumber tells whether twelve digits are made as a personal
// identification number is: three for the province of birth registration, one
// for century and sex, two for the year of birth, six at random. Every number
// of a living person has a century digit from 0 to 3 (births from 1900 to 2099).
func citizenNumber(d string) bool {
	return len(d) == 12 && d[3] <= '3' && strings.Contains(provinces, d[:3])
}

// provinces are the codes of the provinces as numbers given out before the
// mergers of 2025 carry them.
const provinces = "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 045 046 048 " +
	"049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096"

// taxWeights are the weights of the first nine digits of a tax code.
var taxWeights = [9]int{31, 29, 23, 19, 17, 13, 7, 5, 3}

// taxNumber tells whether ten digits are a tax code, the last of them being the
// check digit: ten less the weighted sum of the others modulo eleven.
func taxNumber(d string) bool {
	if len(d) != 10 {
		return false
	}
	sum := 0
	for i, w := range taxWeights {
		sum += w * int(d[i]-'0')
	}
	return 10-sum%11 == int(d[9]-'0')
}

// mobileNumber tells whether d is a mobile number as dialled inside the
// country: ten digits with a prefix of the numbering plan in force since 2018.
func mobileNumber(d string) bool {
	if len(d) != 10 || d[0] != '0' {
		return false
	}
	switch d[1] {
	case '3', '8':
		return d[2] != '0'
	case '5':
		return strings.IndexByte("25689", d[2]) >= 0
	case '7':
		return d[2] == '0' || d[2] >= '6'
	}
	return d[1] == '9'
}

// fixedNumber tells whether d is a land line as dialled inside the country:
// area codes begin with 02 and the whole has eleven digits.
func fixedNumber(d string) bool {
	return len(d) == 11 && d[0] == '0' && d[1] == '2' && d[2] != '0'
}

// oldPhone tells whether d has the form of a number of the plan before that: a
// land line of ten digits or a mobile one of eleven.
func oldPhone(d string) bool {
	return (len(d) == 10 || len(d) == 11) && d[0] == '0' && d[1] != '0'
}

// abroad takes the country's prefix off, +84 or 0084, and returns the number as
// dialled inside the country, or nothing.
func abroad(d string, plus bool) string {
	rest, ok := strings.CutPrefix(d, "84")
	if !ok || !plus {
		if rest, ok = strings.CutPrefix(d, "0084"); !ok && len(d) == 11 {
			rest, ok = strings.CutPrefix(d, "84")
		}
	}
	if !ok {
		return ""
	}
	rest = "0" + strings.TrimPrefix(rest, "0")
	if mobileNumber(rest) || fixedNumber(rest) || (plus && oldPhone(rest)) {
		return rest
	}
	return ""
}

// round tells whether a number ends in so many zeros that it is an amount.
func round(d string) bool { return strings.HasSuffix(d, "00000") }
