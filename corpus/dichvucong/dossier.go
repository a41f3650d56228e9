package dichvucong

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus"
)

var (
	quantity = regexp.MustCompile(`\d bản chính(?:,(\d+) bản sao)?`)
	unnamed  = regexp.MustCompile(`^[\s-]*$`)
)

// dossier takes the dossier apart. Each case is its name (dashes when it has
// none), the table's columns, and the rows: name, files to fill in, quantity. The
// name of the next case follows the last quantity.
func dossier(s string) []corpus.Case {
	tables := strings.Split(s, dossierTable)
	name := tables[0]
	var cases []corpus.Case
	for _, table := range tables[1:] {
		items, rest := dossierItems(table)
		cases = append(cases, corpus.Case{Name: caseName(name), Items: items})
		name = rest
	}
	if last := caseName(name); last != "" {
		cases = append(cases, corpus.Case{Name: last})
	}
	return cases
}

// caseName is empty for the dashes that stand for "no name", and loses those
// that stand for cases without papers after it.
func caseName(s string) string {
	s = known(s)
	if unnamed.MatchString(s) {
		return ""
	}
	for strings.HasSuffix(s, "--") {
		s = strings.TrimSpace(strings.TrimSuffix(s, "--"))
	}
	return oneLine(s)
}

// dossierItems reads the rows of one table and returns what follows the last.
func dossierItems(table string) (items []corpus.DossierItem, rest string) {
	from := 0
	for _, m := range quantity.FindAllStringSubmatchIndex(table, -1) {
		if m[0] < from || !isQuantity(table[from:m[0]], table[m[0]:m[1]], table[m[1]:]) {
			continue
		}
		item := corpus.DossierItem{Originals: int(table[m[0]] - '0'), Text: table[m[0]:m[1]]}
		if m[2] >= 0 {
			if n, err := strconv.Atoi(table[m[2]:m[3]]); err == nil {
				item.Copies = n
			}
		}
		item.Name, item.Forms = splitForms(table[from:m[0]])
		items = append(items, item)
		from = m[1]
	}
	return items, table[from:]
}

// isQuantity tells the quantity of a row from the same words within a name
// ("gồm 01 bản chính và 01 bản sao"). The portal writes it without leading zero,
// glued to what is before and after it. When the name ends with a number, the
// digits run together and the last one is the quantity.
func isQuantity(before, words, after string) bool {
	prev, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	if prev == '(' {
		return false
	}
	if prev == '0' && !endsWithNumber(before) {
		return false
	}
	if unicode.IsSpace(prev) && after != "" {
		return strings.Contains(words, ",") || !unicode.IsSpace(next) && !strings.ContainsRune(";,.:)", next)
	}
	return true
}

// endsWithNumber tells whether the digits at the end of s are more than the
// leading zero of a count.
func endsWithNumber(s string) bool {
	digits := len(s) - len(strings.TrimRightFunc(s, unicode.IsDigit))
	return digits > 1
}
