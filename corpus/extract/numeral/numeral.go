// Package numeral writes the numbers of lists as word processors do.
package numeral

import (
	"strconv"
	"strings"
)

// Bounds of numerals that grow with their value; beyond them digits are written.
const (
	maxRoman   = 4000
	maxLetters = 780 // 30 times the alphabet
)

// Letters counts a … z, aa, bb as Word does: the plain alphabet, without đ.
func Letters(n int) string {
	if n < 1 || n > maxLetters {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
}

// signs are those of Roman numerals, the largest first.
var signs = []struct {
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
}

// Roman writes n in Roman capitals.
func Roman(n int) string {
	if n < 1 || n >= maxRoman {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, s := range signs {
		for ; n >= s.value; n -= s.value {
			b.WriteString(s.text)
		}
	}
	return b.String()
}
