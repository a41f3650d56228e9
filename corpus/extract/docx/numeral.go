package docx

import (
	"strconv"
	"strings"
)

// maxRoman and maxLetters bound numerals that grow with their value.
const (
	maxRoman   = 4000
	maxLetters = 780 // 30 times the alphabet
)

// numeral writes n in a number format of Word.
func numeral(n int, format string) string {
	switch format {
	case "none":
		return ""
	case "lowerLetter":
		return letters(n)
	case "upperLetter":
		return strings.ToUpper(letters(n))
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperRoman":
		return roman(n)
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

// letters counts a … z, aa, bb as Word does: the plain alphabet, without đ.
func letters(n int) string {
	if n < 1 || n > maxLetters {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
}

// roman writes Roman numerals.
func roman(n int) string {
	if n < 1 || n >= maxRoman {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, d := range []struct {
		value int
		text  string
	}{
		{1000, "M"},
		{900, "CM"},
		{500, "D"},
		{400, "CD"},
		{100, "C"},
		{90, "XC"},
		{50, "L"},
		{40, "XL"},
		{10, "X"},
		{9, "IX"},
		{5, "V"},
		{4, "IV"},
		{1, "I"},
	} {
		for ; n >= d.value; n -= d.value {
			b.WriteString(d.text)
		}
	}
	return b.String()
}
