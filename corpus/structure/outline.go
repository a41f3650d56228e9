package structure

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// pageRunes is about a page of text: longer units are split where their numbering
// allows it.
const pageRunes = 3500

// numbering is a way in which units without Điều are labelled, the widest first.
type numbering int

const (
	byPart    numbering = iota // Phần I, Chương II
	byCapital                  // I. A.
	byDecimal                  // 1. Bước 1
	byUnder                    // 1.1 a)
	byBracket                  // [1]
	numberings
)

// item is a row with a label that begins a unit.
type item struct {
	row   int
	n     int
	label string // as the unit is called: "Mục I", "Bước 1"
	short string // as inner units add it: "I", "5.a"
	rest  string // behind the label
	look  bool   // printed as a heading: capitals or bold
	kind  family
	under string
}

var (
	stepLabel    = regexp.MustCompile(`^(?:Bước|BƯỚC)\s+(?:thứ\s+)?(\d{1,2}|nhất|hai|ba|tư|năm|sáu)\s*[.:)\-–]?\s*(.*)$`)
	bracketLabel = regexp.MustCompile(`^\[(\d{1,3})\]\.?\s*(.*)$`)
	capitalLabel = regexp.MustCompile(`^([IVX]{1,6}|[A-Z])\s*[.\-–:)/]\s*(\p{Lu}.*)$`)
)

// outliner splits rows into units by their own numbering.
type outliner struct {
	p      *parser
	suffix string           // of every label: "Phụ lục V"
	within []corpus.Heading // that encloses all
	prefix string           // of the labels inside a numbered unit: "I", "5"
}

// itemAt reads the label of row i in the given numbering.
func (o *outliner) itemAt(i int, by numbering) (item, bool) {
	r := o.p.rows[i]
	if r.table || r.quoted || r.opens || r.style.Note {
		return item{}, false
	}
	it := item{row: i, look: r.style.Bold || r.style.Heading > 0}
	switch by {
	case byPart:
		h, ok := readHeading(r.view)
		if !ok || h.level == corpus.LevelSubsection || runes(r.view) > longestTitle {
			return it, false
		}
		it.n, it.label, it.rest, it.short = ordinalOf(h.label), h.level.Name()+" "+h.label, h.rest, h.label
		if ordinalLabel.MatchString("thứ " + h.label) {
			it.label = h.level.Name() + " thứ " + h.label
		}
	case byBracket:
		m := bracketLabel.FindStringSubmatch(r.view)
		if m == nil {
			return it, false
		}
		it.n, _ = number(m[1], 0)
		it.label, it.short, it.rest = "Đoạn "+m[1], m[1], m[2]
	case byDecimal:
		if m := stepLabel.FindStringSubmatch(r.view); m != nil {
			it.n, it.label, it.short, it.rest, it.kind = ordinalOf(m[1]), "Bước "+m[1], m[1], m[2], upperLetters
			return it, it.n > 0
		}
		return o.marked(it, r.view, decimal)
	case byCapital:
		if m := capitalLabel.FindStringSubmatch(r.view); m != nil {
			return o.capital(it, m[1], m[2])
		}
		return it, false
	case byUnder:
		if it, ok := o.marked(it, r.view, decimalUnder); ok {
			return it, true
		}
		return o.marked(it, r.view, letters)
	}
	return it, it.n > 0
}

// capital reads a Roman numeral or a capital letter.
func (o *outliner) capital(it item, label, rest string) (item, bool) {
	it.kind = upperRoman
	if it.n = romanValue(strings.ToLower(label)); it.n == 0 {
		it.n, it.kind = ordinalOf(label), upperLetters
	}
	it.label, it.short, it.rest = "Mục "+label, label, rest
	it.look = it.look || isUpper(rest)
	return it, it.n > 0
}

// marked reads a label that readMarker knows, of the family f.
func (o *outliner) marked(it item, s string, f family) (item, bool) {
	m := readMarker(s)
	if f == letters && len(s) > 2 && m.family == noFamily && (s[1] == '.' || s[1] == ')') && letterRank(rune(s[0])) > 0 {
		m = marker{family: letters, n: letterRank(rune(s[0])), label: s[:1], len: 2} // "a.thành phần"
	}
	if m.family != f || m.sub > 0 {
		return it, false
	}
	it.n, it.short, it.kind, it.under = m.n, m.label, f, m.under
	it.rest = strings.TrimSpace(s[m.len:])
	it.look = it.look || isUpper(it.rest)
	if f == decimalUnder || o.prefix == "" {
		it.label = "Mục " + m.label
		if f == decimalUnder && o.prefix != "" && strings.HasPrefix(o.prefix, "I") {
			it.label = "Mục " + o.prefix + "." + m.label
		}
		return it, true
	}
	it.short = o.prefix + "." + m.label
	it.label = "Mục " + it.short
	return it, true
}

// chain finds the items of one numbering in the rows, each the successor of the
// one before. A list that is printed like headings goes on in such rows only, as
// long as they come.
func (o *outliner) chain(from, to int, by numbering) []item {
	var all []item
	for i := from; i < to; i++ {
		if it, ok := o.itemAt(i, by); ok {
			all = append(all, it)
		}
	}
	const lists = 20
	best := follow(all, 0)
	for k, starts := 1, 0; k < len(all) && starts < lists; k++ {
		if all[k].n != 1 || len(best) == 0 || all[k].row <= best[0].row {
			continue
		}
		if !isList(best) {
			break
		}
		starts++
		if next := follow(all, k); len(next) >= len(best)-1 && (len(best) > 2 || alike(best, next)) {
			best = next
		}
	}
	return best
}

// alike tells whether two lists begin with the same words.
func alike(a, b []item) bool {
	return len(a) > 0 && len(b) > 0 && a[0].rest != "" && strings.HasPrefix(fold(b[0].rest), fold(a[0].rest))
}

// isList tells whether the items stand right under one another, as in a table of
// contents.
func isList(items []item) bool {
	return len(items) > 0 && items[len(items)-1].row-items[0].row < len(items)*3/2
}

// follow builds the chain that begins at or after all[k]: of the rows that look as
// its first, or of all rows where that makes it longer.
func follow(all []item, k int) []item {
	for k < len(all) && all[k].n != 1 {
		k++
	}
	if k >= len(all) {
		return nil
	}
	strict, loose := successors(all, k, true), successors(all, k, false)
	if len(loose) > len(strict) {
		return loose
	}
	return strict
}

// successors lists the items that number on from all[k], in rows of its look alone
// or in any.
func successors(all []item, k int, alike bool) []item {
	chain := []item{all[k]}
	for _, it := range all[k+1:] {
		last := chain[len(chain)-1]
		if it.kind == last.kind && it.under == last.under && it.follows(last) && (!alike || it.look == last.look) {
			chain = append(chain, it)
		}
	}
	return chain
}

// follows tells whether it is the next item after last. Lists of letters may leave
// out those that Vietnamese has no use for, and đ.
func (it item) follows(last item) bool {
	switch it.n - last.n {
	case 1:
		return true
	case 2:
		skipped := []rune(alphabet)[min(last.n, len([]rune(alphabet))-1)]
		return it.kind == letters && strings.ContainsRune("fjwzđ", skipped)
	}
	return false
}

// pick chooses the widest numbering, from by on, that holds most of the rows.
func (o *outliner) pick(from, to int, by numbering) ([]item, numbering) {
	total := o.p.size(from, to)
	var fallback []item
	found := numberings
	for ; by < numberings; by++ {
		items := o.chain(from, to, by)
		if len(items) < 2 {
			continue
		}
		if 2*o.p.size(items[0].row, to) >= total {
			return items, by
		}
		if fallback == nil {
			fallback, found = items, by
		}
	}
	return fallback, found
}

// split makes units of the rows by the widest numbering from by on. It is false,
// and makes none, where there is no numbering.
func (o *outliner) split(from, to int, by numbering) bool {
	items, by := o.pick(from, to, by)
	if len(items) == 0 {
		return false
	}
	if items[0].row > from {
		o.intro(from, items[0].row)
	}
	o.emit(items, to, by)
	return true
}

// intro makes a unit of what stands before the first item.
func (o *outliner) intro(from, to int) {
	a := corpus.Article{Label: "Phần mở đầu", Within: o.within, Page: o.p.rows[from].page}
	switch n := len(o.within); {
	case o.prefix != "":
		a.Label = o.labelled("Mục " + o.prefix)
	case o.suffix != "":
		a.Label = o.suffix
	case n > 0 && o.within[n-1].Level == "":
		a.Label = o.within[n-1].Label
	}
	a.Body = o.p.unitBody(from, to)
	o.p.add(a, span{from, to})
}

// emit makes a unit of each item, or more of a long one.
func (o *outliner) emit(items []item, to int, by numbering) {
	for k, it := range items {
		end := to
		if k+1 < len(items) {
			end = items[k+1].row
		}
		o.unit(it, end, by)
	}
}

// unit makes a unit of one item that ends before row to.
func (o *outliner) unit(it item, to int, by numbering) {
	body, title := o.title(it, to)
	if o.p.size(it.row, to) > pageRunes && by+1 < numberings {
		inner := outliner{p: o.p, suffix: o.suffix, prefix: it.short}
		if by == byPart {
			inner.suffix, inner.prefix = o.labelled(it.label), ""
		}
		h := it.heading(title)
		inner.within = append(o.within[:len(o.within):len(o.within)], h)
		from := body
		if title == "" && it.rest != "" {
			from = it.row
		}
		if items, deeper := inner.pick(from, to, by+1); len(items) > 0 && items[0].row > it.row {
			if items[0].row > from {
				inner.intro(from, items[0].row)
			}
			inner.emit(items, to, deeper)
			return
		}
	}
	label := o.labelled(it.label)
	if o.p.size(it.row, to) > 2*pageRunes && to-body > 1 && (title != "" || it.rest == "") {
		o.p.paragraphs(body, to, label, append(o.within[:len(o.within):len(o.within)], it.heading(title)))
		return
	}
	a := corpus.Article{Label: label, Heading: title, Within: o.within, Page: o.p.rows[it.row].page}
	if title == "" && it.rest != "" {
		a.Body = o.p.unitBody(it.row, to)
	} else {
		a.Body = o.p.unitBody(body, to)
	}
	o.p.add(a, span{it.row, to})
}

// heading is the item as a division of the units inside it.
func (it item) heading(title string) corpus.Heading {
	if label, ok := strings.CutPrefix(it.label, "Mục "); ok {
		return corpus.Heading{Level: corpus.LevelSection, Label: label, Title: title}
	}
	return corpus.Heading{Label: it.label, Title: title}
}

// labelled is the label with what encloses it: "Mục I Phụ lục V".
func (o *outliner) labelled(label string) string {
	return strings.TrimSpace(label + " " + o.suffix)
}

// title tells which rows are the heading of an item, and where its text begins.
func (o *outliner) title(it item, to int) (body int, title string) {
	body = it.row + 1
	r := o.p.rows[it.row]
	const short = 150
	if body < to && it.rest != "" && runes(it.rest) <= short && (it.look || !r.ends()) {
		title = it.rest
	}
	if it.rest == "" && body < to || title != "" {
		for n := 0; n < 4 && body+1 < to && o.titleRow(title, body); n++ {
			title = strings.TrimSpace(title + " " + o.p.rows[body].view)
			body++
		}
	}
	return body, title
}

func (o *outliner) titleRow(title string, i int) bool {
	r := o.p.rows[i]
	if r.table || readMarker(r.view).family != noFamily || isMotto(r.view) {
		return false
	}
	if _, ok := o.itemAt(i, byCapital); ok || agencyWord.MatchString(r.view) || strings.HasPrefix(r.view, "TÊN ") {
		return false
	}
	return r.capitals() && (title == "" || isUpper(title)) && !r.isRule()
}
