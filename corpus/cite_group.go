package corpus

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// citer reads places out of the lexemes of one text.
type citer struct {
	s     string
	lx    []lexeme
	loose bool
	self  Ref // the place that the text stands in
	found []FoundRef
}

// rank orders the parts of a place from small to large.
type rank uint8

const (
	rankPoint rank = iota
	rankClause
	rankArticle
)

// group is a run of labels under one word: "các điểm a, b và d", "khoản này".
type placeGroup struct {
	rank   rank
	this   bool
	labels []placeLabel
	start  int // bytes
	next   int // index of the lexeme behind
}

// placeLabel is one label, article labels with their name if they are no Điều.
type placeLabel struct {
	text       string
	start, end int
}

// widestRange bounds how many labels "từ Điều 1 đến Điều 90" stands for.
const widestRange = 100

// groupAt reads a group that begins at lexeme i.
func (c *citer) groupAt(i int) (g placeGroup, ok bool) {
	j, plural := i, false
	if c.at(j).has(kwPlural) {
		j, plural = j+1, true
	}
	g.start = c.at(i).start
	name, j, ok := c.levelAt(j)
	if !ok {
		return g, false
	}
	g.rank = name.rank
	if c.at(j).has(kwThis) {
		g.this = true
		g.labels = []placeLabel{{start: g.start, end: c.at(j).end}}
		g.next = j + 1
		return g, name.prefix == ""
	}
	if c.at(j).has(kwFrom) || name.prefix != "" && c.at(j).has(kwSo) {
		j++
		if again, next, ok := c.levelAt(j); ok && again == name { // các khoản từ khoản 1 đến khoản 4
			j = next
		}
	}
	label, j, ok := c.labelAt(name, j)
	if !ok {
		return g, false
	}
	label.start = g.start
	g.labels, g.next = []placeLabel{label}, j
	c.moreLabels(&g, name, plural)
	return g, true
}

// level is the word in front of labels.
type level struct {
	rank   rank
	prefix string // "Mục ", "Phụ lục " for units that stand in the place of a Điều
	short  bool   // k, đ
}

// levelAt reads the word that opens a group.
func (c *citer) levelAt(i int) (l level, next int, ok bool) {
	w := c.at(i)
	switch {
	case w.word == 0 || c.compounds(i):
		return l, i, false
	case w.has(kwShort):
		l.short = true
		if w.has(kwClause) {
			l.rank = rankClause
		} else {
			l.rank = rankArticle
		}
		next = i + 1
		if c.isMark(next, '.') {
			next++
		}
		return l, next, c.at(next).kind == lexLabel && c.at(next).start-w.end < 3
	case w.has(kwPoint):
		return level{rank: rankPoint}, i + 1, true
	case w.has(kwClause):
		return level{rank: rankClause}, i + 1, true
	case w.has(kwArticle):
		return level{rank: rankArticle}, i + 1, true
	case w.has(kwSection):
		return level{rank: rankArticle, prefix: "Mục "}, i + 1, true
	case w.has(kwAppendix) && c.at(i+1).has(kwLuc):
		return level{rank: rankArticle, prefix: "Phụ lục "}, i + 2, true
	}
	return l, i, false
}

// compounds tells whether lexeme i is the second half of a word: thời điểm, tài
// khoản, danh mục.
func (c *citer) compounds(i int) bool {
	var first string
	switch w := c.at(i); {
	case w.has(kwShort):
		return false
	case w.has(kwPoint):
		first = " thời địa đặc quan trọng cao ưu nhược giao tâm thí mốc tọa kiểm chấm luận điểm "
	case w.has(kwClause):
		first = " tài điều bưu "
	case w.has(kwSection):
		first = " danh tiểu hạng chuyên "
	default:
		return false
	}
	before := c.at(i - 1)
	return i > 0 && before.kind == lexWord && before.end+1 == c.at(i).start && strings.Contains(first, " "+strings.ToLower(c.text(i-1))+" ")
}

// moreLabels reads the labels after the first: lists and ranges.
func (c *citer) moreLabels(g *placeGroup, name level, plural bool) {
	for {
		j, ranges := c.listJoint(g.next, name)
		if j == g.next {
			return
		}
		label, next, ok := c.labelAt(name, j)
		if !ok || !ranges && !c.endsLabel(j, next, plural) {
			return
		}
		if !ranges {
			g.labels, g.next = append(g.labels, label), next
			continue
		}
		from := g.labels[len(g.labels)-1]
		if c.at(g.next).has(kwTo) {
			label.start = c.at(g.next + 1).start // "đến Điều 8" names its word again
		}
		for _, text := range between(from.text, label.text) {
			g.labels = append(g.labels, placeLabel{text: text, start: label.start, end: label.end})
		}
		g.next = next
	}
}

// listJoint reads what joins two labels of one group: "," "và", ", và", "đến", and
// "đến Điều" with the group's word again. It returns i itself when there is none.
func (c *citer) listJoint(i int, name level) (next int, ranges bool) {
	w := c.at(i)
	switch {
	case w.has(kwTo):
		next = i + 1
		if again, j, ok := c.levelAt(next); ok && again.rank == name.rank && again.prefix == name.prefix {
			next = j
		}
		return next, true
	case w.kind == lexMark && (c.s[w.start] == '-' || strings.HasPrefix(c.s[w.start:], "–")):
		return i + 1, c.at(i-1).end == w.start && c.at(i+1).start == w.end
	case c.isMark(i, ','), c.isMark(i, ';'):
		next = i + 1
		if c.at(next).has(kwAnd) {
			next++
		}
		return next, false
	case w.has(kwAnd):
		return i + 1, false
	}
	return i, false
}

// endsLabel decides whether the label in lexemes i up to next continues a list
// and is not the first word of what follows: "khoản 2, 30 ngày", "điểm a và y tế".
func (c *citer) endsLabel(i, next int, plural bool) bool {
	if c.at(i-1).kind == lexMark && c.s[c.at(i-1).start] == '-' {
		return false
	}
	w := c.at(next)
	if w.kind != lexWord {
		return w.kind == lexMark || w.kind == lexBreak || next >= len(c.lx)
	}
	if w.has(kwUnit) && !w.has(kwPoint|kwClause|kwArticle) {
		return false
	}
	if w.has(kwAnd | kwOf | kwTo | kwThis | kwPoint | kwClause | kwArticle | kwSection | kwKind | kwDivision | kwAppendix) {
		return true
	}
	if c.at(i).kind == lexWord {
		return !strings.ContainsAny(c.text(i), "aeiouyAEIOUY")
	}
	return plural
}

// labelAt reads one label of the level.
func (c *citer) labelAt(name level, i int) (l placeLabel, next int, ok bool) {
	w := c.at(i)
	l = placeLabel{start: w.start, end: w.end}
	switch {
	case name.prefix != "":
		l.text, ok = sectionLabel(c.text(i), w, name.prefix)
		return l, i + 1, ok
	case name.rank != rankPoint:
		if w.kind != lexLabel || digitsEnd(c.s, w.start)-w.start > 3 {
			return l, i, false
		}
		l.text = trimZeros(strings.ToLower(c.text(i)))
		return l, i + 1, true
	}
	return c.pointLabelAt(i)
}

// sectionLabel accepts Roman numerals, and after Phụ lục also 1 and 01.
func sectionLabel(text string, w lexeme, prefix string) (string, bool) {
	switch {
	case w.kind == lexWord && isRoman(text):
		return prefix + text, true
	case w.kind == lexLabel && prefix != "Mục ":
		return prefix + trimZeros(text), true
	}
	return "", false
}

// isRoman accepts Roman numerals, with the letter of an inserted unit: VIIa.
func isRoman(text string) bool {
	rest := strings.TrimLeft(text, "IVXL")
	return len(rest) < len(text) && (rest == "" || len(rest) == 1 && rest[0] >= 'a' && rest[0] <= 'z')
}

// pointLabelAt reads a, đ, aa, a1, a) or, in documents of the last century, 1.2.
func (c *citer) pointLabelAt(i int) (l placeLabel, next int, ok bool) {
	quoted := c.isMark(i, '"') || strings.HasPrefix(c.s[c.at(i).start:], "“")
	if quoted {
		i++
	}
	w, text := c.at(i), strings.ToLower(c.text(i))
	l = placeLabel{text: text, start: w.start, end: w.end}
	next = i + 1
	switch {
	case w.kind == lexNumeral:
	case w.kind == lexLabel:
		if n := c.at(next); !n.has(kwClause|kwArticle|kwSection) || !allDigits(text) {
			return l, i, false
		}
	case w.kind != lexWord || !isPointLabel(text):
		return l, i, false
	case c.capitalised(i) && !c.at(next).has(kwClause|kwArticle|kwAnd) && !c.isMark(next, ')') && !c.loose:
		return l, i, false // "điểm A" of a map
	case c.at(next).kind == lexLabel && c.at(next).start == w.end && allDigits(c.text(next)): // a1
		l.text += c.text(next)
		l.end, next = c.at(next).end, next+1
	}
	if quoted {
		next++
	}
	if c.isMark(next, ')') {
		next++
	}
	if next > len(c.lx) {
		return l, i, false
	}
	l.end = c.at(next - 1).end
	return l, next, true
}

// isPointLabel accepts one letter of the alphabet, or one written twice.
func isPointLabel(text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	if r != 'đ' && (r < 'a' || r > 'z') {
		return false
	}
	return len(text) == size || text == text[:size]+text[:size]
}

// pointLetters are the letters that points are labelled with, in order.
const pointLetters = "abcdđeghiklmnopqrstuvxy"

// between lists the labels after from up to to; to alone when they form no range.
func between(from, to string) []string {
	if i, j := strings.Index(pointLetters, from), strings.Index(pointLetters, to); i >= 0 && j > i && isPointLabel(from) && isPointLabel(to) {
		var out []string
		for _, r := range pointLetters[i+len(from) : j+len(to)] {
			out = append(out, string(r))
		}
		return out
	}
	a, errA := strconv.Atoi(from[:digitsEnd(from, 0)])
	b, errB := strconv.Atoi(to)
	if errA != nil || errB != nil || b <= a || b-a > widestRange {
		return []string{to}
	}
	out := make([]string, 0, b-a)
	for n := a + 1; n <= b; n++ {
		out = append(out, strconv.Itoa(n))
	}
	return out
}

func allDigits(s string) bool { return s != "" && digitsEnd(s, 0) == len(s) }

// at returns lexeme i, and past the end one that is nothing.
func (c *citer) at(i int) lexeme {
	if i < 0 || i >= len(c.lx) {
		return lexeme{start: len(c.s), end: len(c.s), kind: lexBreak}
	}
	return c.lx[i]
}

func (c *citer) text(i int) string { return c.s[c.at(i).start:c.at(i).end] }

func (c *citer) isMark(i int, mark byte) bool {
	w := c.at(i)
	return w.kind == lexMark && c.s[w.start] == mark
}
