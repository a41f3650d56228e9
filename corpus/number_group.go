package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// groups are the abbreviations that số hiệu are made of, as printed. The table
// restores their case and Đ ("nd" → "NĐ"), and tells numbers written with
// spaces from the words after them. Kinds come first.
var groups = buildGroups(
	"NĐ QĐ TT NQ CT PL L LCT TTLT NQLT SL",
	"CP TTg TTLB TTLN LB QH UBTVQH CTN HĐBT HĐNN HĐTP HĐND UBND VPCP TTCP TANDTC VKSNDTC VKSTC TATC CA KTNN KTTW "+
		"BTC BYT BGTVT BGDĐT BTNMT BNNPTNT BNNMT BLĐTBXH BCT NHNN BKHCN BVHTTDL BVHTT BQP BTTTT BCA BTP "+
		"BKHĐT BNV BNN BXD BNG BDTTG BTM BCN BTS BNGVT BBCVT BKHCNMT BTCCBCP UBDT UBTDTT UBCKNN TCĐC TCHQ TCT "+
		"TC BHXH TLĐ BNI BKH GDĐT TWHCCBVN HCCBVN ĐCTUBTWMTTQVN UBTƯMTTQVN NHNNVN HĐQL BTL",
)

// A group's table entry: how it is printed and whether it names a kind.
type group struct {
	print string
	kind  bool
}

func buildGroups(kinds, others string) map[string]group {
	m := make(map[string]group)
	for g := range strings.FieldsSeq(others) {
		m[fold(g)] = group{print: g}
	}
	for g := range strings.FieldsSeq(kinds) {
		m[fold(g)] = group{print: g, kind: true}
	}
	return m
}

// lookGroup finds a group without regard to case, Đ and the digits after it.
func lookGroup(word string) (g group, digits string, ok bool) {
	letters := strings.TrimRight(word, "0123456789")
	g, ok = groups[fold(letters)]
	return g, word[len(letters):], ok
}

func isGroup(word string) bool {
	if _, _, ok := lookGroup(word); ok {
		return true
	}
	_, ok := splitGroup(word)
	return ok
}

func isKindGroup(word string) bool {
	g, digits, ok := lookGroup(word)
	return ok && g.kind && digits == ""
}

// canonicalGroup prints a group as officials do: known ones from the table,
// glued ones apart (NĐCP → NĐ-CP), others in capitals.
func canonicalGroup(word string) string {
	if g, digits, ok := lookGroup(word); ok {
		return g.print + digits
	}
	if split, ok := splitGroup(word); ok {
		return split
	}
	word = strings.Map(func(r rune) rune {
		switch r {
		case 'Ð', 'Ɖ', 'ð', 'đ':
			return 'Đ'
		}
		if foldRune(r) == -1 { // a mark that no letter took
			return -1
		}
		return unicode.ToUpper(r)
	}, word)
	return word
}

// splitGroup takes a kind glued to an issuer apart.
func splitGroup(word string) (string, bool) {
	for i := range word {
		if i == 0 {
			continue
		}
		kind, digits, ok := lookGroup(word[:i])
		if !ok || !kind.kind || digits != "" {
			continue
		}
		if issuer, term, ok := lookGroup(word[i:]); ok && !issuer.kind && utf8.RuneCountInString(kind.print) > 1 {
			return kind.print + "-" + issuer.print + term, true
		}
	}
	return "", false
}

// isCapitals tells whether word is an abbreviation in capitals; one small letter
// is allowed, as in TTg and the misprint BLĐTBXh.
func isCapitals(word string) bool {
	small := 0
	for i, r := range word {
		switch {
		case i == 0 && !unicode.IsUpper(r):
			return false
		case unicode.IsLower(r):
			small++
		}
	}
	return word != "" && (small == 0 || small == 1 && utf8.RuneCountInString(word) > 2)
}
