package msdoc

import (
	"strconv"
	"strings"
)

// maxRoman and maxLetters bound numerals that grow with their value.
const (
	maxRoman   = 4000
	maxLetters = 780 // 30 times the alphabet
)

// numeral writes n in one of Word's number formats [MSONFC].
func numeral(n, format int) string {
	switch format {
	case 1:
		return roman(n)
	case formatSmallRoman:
		return strings.ToLower(roman(n))
	case 3:
		return strings.ToUpper(letters(n))
	case 4:
		return letters(n)
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

// letters counts a … z, aa, bb as Word does: the plain alphabet, without đ.
func letters(n int) string {
	if n < 1 || n > maxLetters {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
}

func roman(n int) string {
	if n < 1 || n >= maxRoman {
		return strconv.Itoa(n)
	}
	values := [...]int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	signs := [...]string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}
	var b strings.Builder
	for i, v := range values {
		for ; n >= v; n -= v {
			b.WriteString(signs[i])
		}
	}
	return b.String()
}
