package viet

// scanNumeral returns the end and kind of the numeral at the digit s[i].
func scanNumeral(s string, i int) (end int, kind TokenKind) {
	end = digitsEnd(s, i)
	switch byteAt(s, end) {
	case '/', '-', '_':
		if e, ok := scanDocumentNumber(s, i, end); ok {
			return e, DocumentNumber
		}
		if e, k, ok := scanSlashed(s, i, end); ok {
			return e, k
		}
	case '.':
		if e, k, ok := scanDotted(s, i, end); ok {
			return e, k
		}
	case ',':
		end = scanCommas(s, i, end)
	default:
		if e, ok := scanDocumentNumber(s, i, end); ok { // 522b/NQ-UBTVQH13
			return e, DocumentNumber
		}
		return scanSuffix(s, i, end), Numeral
	}
	return scanPercent(s, end), Numeral
}

// scanSuffix takes the letter of an inserted article or clause (28a, 5đ) into
// the numeral, but not a word glued to it (30ngày, 5.000đ).
func scanSuffix(s string, i, end int) int {
	c, size := classAt(s, end)
	if end-i > 3 || (c != vowel && c != consonant) {
		return scanPercent(s, end)
	}
	switch c, _ := classAt(s, end+size); c {
	case vowel, consonant, digit, mark:
		return end
	}
	return end + size
}

func scanPercent(s string, end int) int {
	if byteAt(s, end) == '%' {
		return end + 1
	}
	return end
}

// scanSlashed reads dates and fractions: 01/07/2025, 1-7-2025, 2025-07-01,
// 07/2025, 63/2010, 1/3. A hyphen between other numbers is a range and splits.
func scanSlashed(s string, i, first int) (end int, kind TokenKind, ok bool) {
	sep := s[first]
	second := digitsEnd(s, first+1)
	if second == first+1 || sep == '_' {
		return 0, 0, false
	}
	if byteAt(s, second) == sep {
		third := digitsEnd(s, second+1)
		if isDate(s[i:first], s[first+1:second], s[second+1:third]) {
			return third, DateNumeral, true
		}
		if sep == '/' && third > second+1 {
			return third, Numeral, true
		}
	}
	switch {
	case sep == '-':
		return 0, 0, false
	case !isYear(s[first+1 : second]):
		return second, Numeral, true
	case first-i <= 2 && atoi(s[i:first]) >= 1 && atoi(s[i:first]) <= 12:
		return second, DateNumeral, true
	}
	return second, DocumentNumber, true
}

// scanDotted reads 1.001321, 01.07.2025, 2.000.000 and 1.234,5.
func scanDotted(s string, i, first int) (end int, kind TokenKind, ok bool) {
	end = first
	for n := 1; byteAt(s, end) == '.'; n++ {
		next := digitsEnd(s, end+1)
		switch {
		case next == end+1:
			return scanPercent(s, end), Numeral, n > 1
		case n == 1 && first-i == 1 && next-end == 7:
			return next, ProcedureCode, true
		case n == 2 && isDate(s[i:first], s[first+1:end], s[end+1:next]):
			return next, DateNumeral, true
		}
		end = next
	}
	if byteAt(s, end) == ',' {
		end = scanCommas(s, i, end)
	}
	return scanPercent(s, end), Numeral, true
}

// scanCommas reads 1,5 and 2,000,000 from the comma at s[first] on; in a list
// such as 1,2,3 the numeral ends before the comma.
func scanCommas(s string, i, first int) int {
	if i >= 2 && s[i-1] == ',' && s[i-2]-'0' < 10 {
		return first
	}
	end, groups, thousands := first, 0, true
	for byteAt(s, end) == ',' {
		next := digitsEnd(s, end+1)
		if next == end+1 {
			break
		}
		groups++
		thousands = thousands && next-end == 4
		end = next
	}
	if groups > 1 && !thousands {
		return first
	}
	return end
}

// isDate accepts day, month, year and the ISO order.
func isDate(a, b, c string) bool {
	if len(a) == 4 {
		a, c = c, a
	}
	if len(a) == 0 || len(a) > 2 || len(b) == 0 || len(b) > 2 || !isYear(c) {
		return false
	}
	day, month := atoi(a), atoi(b)
	return day >= 1 && day <= 31 && month >= 1 && month <= 12
}

// isYear accepts the years that a Vietnamese document in force can name.
func isYear(s string) bool {
	return len(s) == 4 && (s[:2] == "19" || s[:2] == "20")
}

// atoi reads a short run of digits.
func atoi(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
