package msdoc

import (
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/corpus/extract/numeral"
)

// writeNumber writes n in one of Word's number formats [MSONFC].
func writeNumber(n, format int) string {
	switch format {
	case 1:
		return numeral.Roman(n)
	case formatSmallRoman:
		return strings.ToLower(numeral.Roman(n))
	case 3:
		return strings.ToUpper(numeral.Letters(n))
	case 4:
		return numeral.Letters(n)
	case 5:
		return strconv.Itoa(n) + "."
	case 22:
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case formatNone, formatBullet:
		return ""
	}
	return strconv.Itoa(n)
}
