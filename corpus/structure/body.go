package structure

import (
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// line is one line on its way into the tree.
type line struct {
	text   string
	table  bool
	quoted bool
	marker marker
}

// branch is a node under construction.
type branch struct {
	node corpus.Node
	kids []*branch
}

// level is an open list, or an open division, of the tree: its last item takes
// what comes next.
type level struct {
	last     marker // of the last item; noFamily for a division
	subs     bool   // its items are a1, a2 inside a
	division corpus.Level
	item     *branch
	parent   *branch
}

// maxDepth bounds how deep lists are nested; what would go deeper is text.
const maxDepth = 8

// builder grows the tree of one article.
type builder struct {
	lines []line
	at    int // the line being placed
	root  branch
	open  []level
	// places holds, for every list label, the lines that begin with it.
	places map[place][]int
	// nextClause is the next line after at that begins with a plain number.
	nextClause int
	titleAt    int // the line that may be the title of the division before it
}

type place struct {
	family family
	label  string
}

// Body returns the lines of one article as the tree of its khoản and điểm. A label
// counts only as the successor of the one before it in its list, so that years,
// amounts and quoted wording are not taken for clauses. Lines without a label are
// paragraphs under the last clause or point.
//
// Reading the nodes in order, each with its Marker before its Text, gives all of
// the lines again but for spaces.
func Body(lines []Line) []corpus.Node {
	b := &builder{lines: prepare(lines), places: map[place][]int{}, titleAt: -1}
	for i, l := range b.lines {
		if l.marker.family != noFamily {
			key := place{l.marker.family, l.marker.label}
			b.places[key] = append(b.places[key], i)
		}
	}
	for b.at = range b.lines {
		b.seeClause()
		b.place(b.lines[b.at])
	}
	return b.root.nodes()
}

// seeClause keeps nextClause ahead of the line being placed.
func (b *builder) seeClause() {
	for b.nextClause < len(b.lines) && (b.nextClause <= b.at || b.lines[b.nextClause].marker.family != decimal) {
		b.nextClause++
	}
}

// prepare finds quotations and labels, and cuts lines that hold two labels.
func prepare(in []Line) []line {
	lines := make([]line, 0, len(in))
	for _, l := range in {
		if text := strings.TrimSpace(l.Text); text != "" {
			lines = append(lines, line{text: text, table: l.Table})
		}
	}
	markQuoted(lines)
	out := make([]line, 0, len(lines))
	for _, l := range lines {
		if l.table || l.quoted {
			out = append(out, l)
			continue
		}
		l.marker = readMarker(l.text)
		rest := strings.TrimSpace(l.text[l.marker.len:])
		if inner := readMarker(rest); l.marker.family != noFamily && beginsInside(l.marker, inner) {
			l.text = l.text[:l.marker.len]
			out = append(out, l, line{text: rest, marker: inner})
			continue
		}
		out = append(out, l)
	}
	return out
}

// beginsInside tells whether a label right after another begins its first item:
// "1. a)", "1. 1.1.".
func beginsInside(outer, inner marker) bool {
	switch inner.family {
	case letters:
		return outer.family == decimal && inner.label == "a" && inner.sep == ')'
	case decimalUnder:
		return outer.family == decimal && inner.under == outer.label && inner.n == 1
	case letterUnder:
		return outer.family == letters && inner.under == outer.label && inner.n == 1
	}
	return false
}

// place puts one line into the tree.
func (b *builder) place(l line) {
	if l.table {
		b.attach(corpus.Node{Level: corpus.LevelTable, Text: l.text})
		return
	}
	if !l.quoted {
		if d, ok := readDivision(l.text); ok && (d.label != "" || b.at != b.titleAt) {
			b.divide(d, l.text)
			b.titleAt = b.at + 1
			return
		}
		if l.marker.family != noFamily && b.item(l) {
			return
		}
	}
	b.attach(corpus.Node{Level: corpus.LevelParagraph, Text: l.text})
}

// attach adds a node without a label under the last item.
func (b *builder) attach(n corpus.Node) {
	top := b.top()
	top.kids = append(top.kids, &branch{node: n})
}

func (b *builder) top() *branch {
	if n := len(b.open); n > 0 {
		return b.open[n-1].item
	}
	return &b.root
}

// divide begins a division. After a colon it is part of what the current item
// says, otherwise it ends the article's own lists.
func (b *builder) divide(d division, text string) {
	depth := 0
	if b.at > 0 && strings.HasSuffix(b.lines[b.at-1].text, ":") && len(b.open) < maxDepth-2 {
		depth = len(b.open)
	}
	for i, l := range b.open {
		if l.division != "" && outranks(l.division, d.level) {
			depth = max(depth, i+1)
		}
	}
	if i := slices.IndexFunc(b.open, func(l level) bool { return l.division == d.level }); i >= 0 {
		depth = i
	}
	b.open = b.open[:min(depth, len(b.open))]
	node := corpus.Node{
		Level: d.level, Label: d.label,
		Marker: strings.TrimSpace(text[:d.len]), Text: strings.TrimSpace(text[d.len:]),
	}
	b.push(level{division: d.level}, node)
}

// outranks tells whether division a can hold division b.
func outranks(a, b corpus.Level) bool {
	order := []corpus.Level{corpus.LevelPart, corpus.LevelChapter, corpus.LevelArticle}
	return slices.Index(order, a) < slices.Index(order, b)
}

// push adds a node under the last item and opens it.
func (b *builder) push(l level, n corpus.Node) {
	l.parent = b.top()
	l.item = &branch{node: n}
	l.parent.kids = append(l.parent.kids, l.item)
	b.open = append(b.open, l)
}

// nodes turns the branches into the tree.
func (b *branch) nodes() []corpus.Node {
	if len(b.kids) == 0 {
		return nil
	}
	out := make([]corpus.Node, len(b.kids))
	for i, k := range b.kids {
		out[i] = k.node
		out[i].Children = k.nodes()
	}
	return out
}
