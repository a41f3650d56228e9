package ocr

import (
	"strconv"
	"strings"
)

// strokes are the letters that Tesseract makes of digits.
var strokes = strings.NewReplacer("l", "1", "I", "1", "|", "1", "O", "0", "o", "0")

// dates sets the digits of days and months that were read as letters, where the words
// around them leave no other reading: "ngày l8 tháng I1 năm". It returns how many it
// set.
func dates(words []*hocrWord) int {
	set := 0
	for i := 1; i+1 < len(words); i++ {
		before, after := strings.ToLower(words[i-1].text), strings.ToLower(words[i+1].text)
		limit := 0
		switch {
		case before == "ngày" && after == "tháng":
			limit = 31
		case before == "tháng" && after == "năm":
			limit = 12
		default:
			continue
		}
		digits := strokes.Replace(words[i].text)
		if n, err := strconv.Atoi(digits); err != nil || len(digits) > 2 || n < 1 || n > limit || digits == words[i].text {
			continue
		}
		words[i].text = digits
		set++
	}
	return set
}
