package docx

import (
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/corpus/extract/numeral"
)

// writeNumber writes n in a number format of Word.
func writeNumber(n int, format string) string {
	switch format {
	case "none":
		return ""
	case "lowerLetter":
		return numeral.Letters(n)
	case "upperLetter":
		return strings.ToUpper(numeral.Letters(n))
	case "lowerRoman":
		return strings.ToLower(numeral.Roman(n))
	case "upperRoman":
		return numeral.Roman(n)
	case "decimalZero":
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "ordinal":
		return strconv.Itoa(n) + "."
	case "decimalEnclosedParen":
		return "(" + strconv.Itoa(n) + ")"
	case "decimalEnclosedFullstop":
		return strconv.Itoa(n) + "."
	}
	return strconv.Itoa(n)
}
