package structure

import (
	"sort"
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// item places a line with a label: as the next item of an open list, innermost
// first, or as the first of a new one. It is false when the label is neither.
func (b *builder) item(l line) bool {
	m := l.marker
	depth := b.continued(m)
	if alone, ok := asRoman(m); ok && (depth < 0 || b.open[depth].last.n+1 < m.n) {
		if at := b.continued(alone); at >= 0 || alone.n == 1 && b.later(alone.family, "ii", len(b.lines)) {
			m, depth = alone, at
		}
	}
	if depth >= 0 {
		b.next(depth, m, l)
		return true
	}
	if !b.begins(m) && !(m.family == upperRoman && isUpper(l.text)) {
		return false
	}
	b.open = b.open[:b.depthFor(m)]
	if len(b.open) >= maxDepth {
		return false
	}
	b.push(level{last: m, subs: m.sub > 0}, b.node(m, l))
	return true
}

// depthFor is how many of the open levels stay open around a new list.
func (b *builder) depthFor(m marker) int {
	base := b.divisions()
	switch m.family {
	case upperRoman, upperLetters:
		return base
	case decimal:
		if !b.inList(m) && !b.top().announces() { // points came before the first clause
			for i := base; i < len(b.open); i++ {
				if f := b.open[i].last.family; f != upperRoman && f != upperLetters {
					return i
				}
			}
		}
	}
	// A list that begins anew a second time stands beside the one before it.
	same := 0
	for i := base; i < len(b.open); i++ {
		if l := b.open[i].last; l.family == m.family && l.sep == m.sep && l.under == m.under {
			if same++; same == 2 {
				return i
			}
		}
	}
	return len(b.open)
}

// asRoman reads a letter that may be a Roman numeral as one.
func asRoman(m marker) (marker, bool) {
	if m.family != letters || m.sub > 0 || m.label != "i" && m.label != "v" && m.label != "x" {
		return m, false
	}
	m.family, m.n = lowerRoman, romanValue(m.label)
	return m, true
}

// next adds an item to the open list at depth and closes the lists inside it.
func (b *builder) next(depth int, m marker, l line) {
	list := b.open[depth]
	b.open = b.open[:depth]
	list.item, list.last = &branch{node: b.node(m, l)}, m
	list.parent.kids = append(list.parent.kids, list.item)
	b.open = append(b.open, list)
}

// node makes the node of an item that stands in the lists open now.
func (b *builder) node(m marker, l line) corpus.Node {
	return corpus.Node{
		Level: b.levelOf(m), Label: m.label,
		Marker: l.text[:m.len], Text: strings.TrimSpace(l.text[m.len:]),
	}
}

// levelOf tells what an item of m's family is inside the open lists.
func (b *builder) levelOf(m marker) corpus.Level {
	switch m.family {
	case upperRoman, upperLetters:
		return corpus.LevelSection
	case decimal, decimalUnder:
		for i := len(b.open) - 1; i >= 0 && b.open[i].division == ""; i-- {
			if level := b.open[i].item.node.Level; level == corpus.LevelClause || level == corpus.LevelPoint {
				return corpus.LevelPoint
			}
		}
		return corpus.LevelClause
	}
	return corpus.LevelPoint
}

// continued returns the depth of the innermost open list that m goes on, or -1.
// A list with the same separator is preferred: "1)" goes on from "1." only when
// nothing better is open.
func (b *builder) continued(m marker) int {
	for _, sameSeparator := range []bool{true, false} {
		for i := len(b.open) - 1; i >= 0; i-- {
			l := &b.open[i]
			if l.division != "" && l.division != corpus.LevelChapter {
				break // lists outside a division do not reach into it
			}
			if l.division != "" || l.last.family != m.family || (l.last.sep == m.sep) != sameSeparator {
				continue
			}
			if b.follows(i, m) && !b.outerWants(i, m) {
				return i
			}
		}
	}
	return -1
}

// outerWants tells whether an outer list of the same look waits for the very
// label that the list at depth waits for, and no other line has it.
func (b *builder) outerWants(depth int, m marker) bool {
	for i := depth - 1; i >= 0 && b.open[i].division == ""; i-- {
		o := b.open[i].last
		if o.family == m.family && o.sep == m.sep && o.n+1 == m.n && m.sub == 0 && m.under == o.under {
			return !b.later(m.family, m.label, len(b.lines))
		}
	}
	return false
}

// maxGap is how many labels a list may leave out: clauses that were repealed, or
// lost in typing.
const maxGap = 12

// follows tells whether m can be the next item of the open list at depth.
func (b *builder) follows(depth int, m marker) bool {
	l := &b.open[depth]
	last := l.last
	if l.subs && m.sub == 0 || !l.subs && m.sub == 1 && m.family == letters && l.item.announces() {
		return false
	}
	switch m.family {
	case decimalUnder, letterUnder:
		return m.under == last.under && b.step(depth, m)
	case decimal, letters:
		if m.sub == 0 {
			return b.step(depth, m)
		}
		return followsSub(last, m) || m.sub == 1 && m.n == last.n+1 && !b.later(m.family, m.under, len(b.lines))
	}
	return m.n == last.n+1
}

// announces tells whether the item ends in a colon: what comes next is its own.
func (b *branch) announces() bool {
	text := b.node.Text
	if n := len(b.kids); n > 0 {
		text = b.kids[n-1].node.Text
	}
	return strings.HasSuffix(text, ":")
}

// followsSub handles the labels that amendments put in: 2, 2a, 2b, 3.
func followsSub(last, m marker) bool {
	if last.sub == 0 {
		return m.n == last.n && (m.family == letters || m.sub <= 2)
	}
	return m.n == last.n && m.sub > last.sub && m.sub <= last.sub+2
}

// step tells whether m's ordinal can come next in the list at depth: as the
// following one, or further on when those between never come.
func (b *builder) step(depth int, m marker) bool {
	n := b.open[depth].last.n
	if m.n == n+1 {
		return true
	}
	if m.n <= n || m.n > n+maxGap || m.sep != b.open[depth].last.sep {
		return false
	}
	end := 0
	for k := n + 1; k < m.n; k++ {
		if end == 0 {
			end = b.horizon(depth)
		}
		if b.later(m.family, labelOf(m, k), end) {
			return false
		}
	}
	return true
}

// horizon is the line at which a list around the one at depth goes on, so that
// the inner list can have no more items from there.
func (b *builder) horizon(depth int) int {
	end := len(b.lines)
	if b.open[depth].last.family == letters {
		end = b.nextClause
	}
	for _, l := range b.open[:depth] {
		if l.division != "" {
			continue
		}
		at := place{l.last.family, labelOf(l.last, l.last.n+1)}
		if i := b.after(at); i < end {
			end = i
		}
	}
	return end
}

// labelOf is the label of ordinal n in the list that m belongs to.
func labelOf(m marker, n int) string {
	if m.family == letters {
		if n < 1 || n > len([]rune(alphabet)) {
			return ""
		}
		return string([]rune(alphabet)[n-1])
	}
	label := strconv.Itoa(n)
	if m.family == decimalUnder || m.family == letterUnder {
		return m.under + "." + label
	}
	return label
}

// begins tells whether m can open a list here.
func (b *builder) begins(m marker) bool {
	switch m.family {
	case upperRoman:
		return m.n == 1 && b.later(m.family, "II", len(b.lines))
	case upperLetters:
		return m.n == 1 && b.later(m.family, "B", len(b.lines))
	case decimalUnder, letterUnder:
		return m.n == 1 || b.at == 0 || b.isUnder(m)
	case lowerRoman:
		return m.n == 1
	}
	if m.sub > 0 {
		return m.sub == 1 && (m.family == letters || b.at == 0) || b.isUnder(m)
	}
	if m.n == 1 {
		return true
	}
	// A list that begins in the middle: what came first was repealed, or is not labelled.
	return !b.inList(m) && m.n <= 30 &&
		(m.n == 2 || b.at == 0 || b.later(m.family, labelOf(m, m.n+1), len(b.lines)))
}

// isUnder tells whether m numbers on from the label of the item it stands in.
func (b *builder) isUnder(m marker) bool {
	return len(b.open) > 0 && b.open[len(b.open)-1].last.label == m.under
}

// inList tells whether a list of m's family is open.
func (b *builder) inList(m marker) bool {
	for _, l := range b.open[b.divisions():] {
		if l.last.family == m.family {
			return true
		}
	}
	return false
}

// divisions counts the open levels up to and including the last division.
func (b *builder) divisions() int {
	n := 0
	for i, l := range b.open {
		if l.division != "" {
			n = i + 1
		}
	}
	return n
}

// later tells whether a line after this one, and before the line end, begins with
// that label.
func (b *builder) later(f family, label string, end int) bool {
	return b.after(place{f, label}) < end
}

// after is the next line after this one that begins with that label.
func (b *builder) after(p place) int {
	lines := b.places[p]
	if i := sort.SearchInts(lines, b.at+1); i < len(lines) {
		return lines[i]
	}
	return len(b.lines)
}
