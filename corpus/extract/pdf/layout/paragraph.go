package layout

import (
	"math"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus/structure"
)

// looks is how a document is set.
type looks struct {
	indents bool    // paragraphs begin further to the right than they go on
	step    float64 // from base line to base line within a paragraph, in sizes of the letters
}

// measure finds the bounds of every zone, sets them in the items, and how the
// document is set.
func measure(items []item) looks {
	type key struct{ sheet, column int }
	zones := map[key][]int{}
	for i, it := range items {
		if it.table == nil {
			k := key{it.sheet, it.zone.column}
			zones[k] = append(zones[k], i)
		}
	}
	var full []zone
	for k, lines := range zones {
		rows := make([]row, len(lines))
		for n, i := range lines {
			rows[n] = items[i].row
		}
		left, right := edges(rows)
		for _, i := range lines {
			items[i].zone.left, items[i].zone.right = left, right
		}
		if k.column == 0 && len(lines) >= 10 {
			full = append(full, items[lines[0]].zone)
		}
	}
	if len(full) == 0 {
		return look(items)
	}
	body := median(full, zone.width)
	full = slices.DeleteFunc(full, func(z zone) bool { return z.width() < 0.9*body })
	usual := zone{left: median(full, func(z zone) float64 { return z.left }), right: median(full, func(z zone) float64 { return z.right })}
	for k, lines := range zones {
		// The lines of a page that has no full one do not tell its edges.
		z := items[lines[0]].zone
		if k.column != 0 || z.width() >= 0.9*body || math.Abs(z.page-full[0].page) > 1 {
			continue
		}
		for _, i := range lines {
			items[i].zone.left, items[i].zone.right = min(z.left, usual.left), max(z.right, usual.right)
		}
	}
	return look(items)
}

func median(zones []zone, of func(zone) float64) float64 {
	values := make([]float64, len(zones))
	for i, z := range zones {
		values[i] = of(z)
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// edges are the left and right edges of rows: on the left where several of them begin,
// so that a stamp in the margin does not move it; on the right, where few may be full,
// that of the longest but for what sticks out.
func edges(rows []row) (left, right float64) {
	if len(rows) == 0 {
		return 0, 0
	}
	var x0, x1 []float64
	for _, r := range rows {
		x0, x1 = append(x0, r.x0()), append(x1, r.x1())
	}
	slices.Sort(x0)
	slices.Sort(x1)
	if len(rows) < 8 {
		return x0[0], x1[len(x1)-1]
	}
	return begin(x0), x1[len(x1)-1-len(x1)/20]
}

// begin is the least of the values near which others lie; where none does, the least
// but for what sticks out.
func begin(sorted []float64) float64 {
	const near = 6.0 // points
	need := max(3, len(sorted)/10)
	for i := 0; i+need <= len(sorted); i++ {
		if sorted[i+need-1]-sorted[i] <= near {
			return sorted[i]
		}
	}
	return sorted[len(sorted)/20]
}

// look finds whether paragraphs are indented, and how far apart lines are.
func look(items []item) looks {
	var steps []float64
	indented, flush := 0, 0
	for i := 1; i < len(items); i++ {
		a, b := items[i-1], items[i]
		if a.table != nil || b.table != nil || a.zone != b.zone || a.sheet != b.sheet || a.zone.column != 0 {
			continue
		}
		if step := (b.base - a.base) / max(b.size, 1); step > 0.8 && step < 3 && startsLower(b.text()) {
			steps = append(steps, step)
		}
		if startOf(b.text()) != plainStart && endsSentence(a.text()) {
			if b.indent() > 0.8 {
				indented++
			} else {
				flush++
			}
		}
	}
	l := looks{indents: indented > flush, step: 1.2}
	if len(steps) > 0 {
		slices.Sort(steps)
		l.step = steps[len(steps)/2]
	}
	return l
}

// indent is how far from the left edge the line begins, in sizes of its letters.
func (it item) indent() float64 { return (it.x0() - it.zone.left) / max(it.size, 1) }

// free is the space that the line leaves on its right, in points.
func (it item) free() float64 { return it.zone.right - it.x1() }

// centred tells whether a line stands in the middle of its zone, away from both edges.
func (it item) centred() bool {
	left, right := it.x0()-it.zone.left, it.free()
	if edge := it.zone.page - it.x1(); math.Abs(it.x0()-edge) < it.size && left > 3*it.size && it.zone.column == 0 {
		return true // on a page of few lines its edges are not those of the text
	}
	return it.zone.width() > 0 && math.Abs(left-right) < max(1.5*it.size, 0.03*it.zone.width()) && left > 1.5*it.size ||
		it.zone.column > 0 && math.Abs(left-right) < 0.8*it.size
}

// paragraph is a line of the document while it grows.
type paragraph struct {
	lines []item
	text  string
}

func (p *paragraph) add(it item) {
	p.lines = append(p.lines, it)
	p.text = joinText(p.text, it.text())
}

func (p *paragraph) line() structure.Line {
	first := p.lines[0]
	every := func(is func(item) bool) bool {
		return !slices.ContainsFunc(p.lines, func(it item) bool { return !is(it) })
	}
	return structure.Line{Text: strings.TrimSpace(p.text), Page: first.page, Style: structure.Style{
		Bold:    every(func(it item) bool { return it.bold() || !hasLetter(it.text()) }) && hasLetter(p.text),
		Italic:  every(func(it item) bool { return it.italic() || !hasLetter(it.text()) }) && hasLetter(p.text),
		Centred: every(item.centred) && !isLabelled(p.text),
		Note:    first.note,
	}}
}

// paragraphs joins lines into paragraphs. Footnotes come behind the paragraph that
// they interrupt.
func paragraphs(items []item, l looks) []structure.Line {
	var out []structure.Line
	var body, note paragraph
	var notes []structure.Line
	endNote := func() {
		if len(note.lines) > 0 {
			notes = append(notes, note.line())
			note = paragraph{}
		}
	}
	end := func() {
		endNote()
		if len(body.lines) > 0 {
			out = append(out, body.line())
			body = paragraph{}
		}
		out, notes = append(out, notes...), nil
	}
	for i, it := range items {
		switch {
		case it.table != nil:
			end()
			if i+1 < len(items) && items[i+1].table != nil {
				it.table.takeRest(items[i+1].table)
			}
			if line, ok := it.table.line(it.page); ok {
				out = append(out, line)
			}
		case it.note:
			if len(note.lines) > 0 && !l.continues(&note, it) {
				endNote()
			}
			note.add(it)
		default:
			if len(body.lines) > 0 && !l.continues(&body, it) {
				end()
			}
			body.add(it)
		}
	}
	end()
	return out
}

// continues tells whether a line goes on with the paragraph.
func (l looks) continues(p *paragraph, cur item) bool {
	prev := p.lines[len(p.lines)-1]
	if prev.zone.column != cur.zone.column || prev.zone.turned != cur.zone.turned || prev.zone.column != 0 && prev.sheet != cur.sheet {
		return false
	}
	text, before := cur.text(), prev.text()
	start := startOf(text)
	lower := startsLower(text) && start == plainStart
	if prev.sheet == cur.sheet && l.far(prev, cur, lower) {
		return false
	}
	if prev.centred() && cur.centred() && start == plainStart {
		return headingGoesOn(prev, cur)
	}
	if prev.bold() && !cur.bold() && !startsLower(text) || !prev.bold() && cur.bold() && start != plainStart {
		return false
	}
	if prev.free() > cur.words[0].X1-cur.words[0].X0+0.45*cur.size {
		// The next word had room: the paragraph ended, unless the file breaks lines on
		// its own.
		return lower && !endsSentence(before) && (!prev.centred() || cur.indent() <= 0.8)
	}
	if prev.centred() && cur.indent() < 0.8 && !lower {
		return false
	}
	return l.afterFull(p, cur, start, lower)
}

// afterFull is continues where the line above is full: the indent tells, and the
// label.
func (l looks) afterFull(p *paragraph, cur item, start begins, lower bool) bool {
	const indent = 0.8
	prev := p.lines[len(p.lines)-1]
	ended := endsSentence(prev.text())
	switch {
	case endsBlank(prev.text()) && isCapital(cur.text()):
		return false
	case cur.indent() > indent && prev.indent() < cur.indent()-indent:
		return lower && !ended
	case start == headStart:
		return cur.indent() <= indent && l.indents && !ended
	case start == listStart:
		// A label at the beginning of a line is one, unless the line above cites it:
		// "… quy định tại khoản / 1. …".
		return cur.indent() <= indent && !ended && (l.indents && !strings.HasPrefix(cur.text(), "- ") || cites(prev.text()))
	case cur.indent() > indent && l.indents:
		return lower || len(p.lines) > 1 && prev.indent() > indent
	}
	return true
}

// far tells whether two lines stand too far apart for one paragraph.
func (l looks) far(prev, cur item, lower bool) bool {
	step := (cur.base - prev.base) / max(prev.size, cur.size, 1)
	if lower {
		return step > 2.5*l.step || step < -0.5
	}
	return step > 1.45*l.step || step < -0.5
}

// headingGoesOn tells whether a centred line goes on with the one above it.
func headingGoesOn(prev, cur item) bool {
	text, before := cur.text(), prev.text()
	if prev.bold() != cur.bold() || prev.italic() != cur.italic() || math.Abs(prev.size-cur.size) > 0.15*prev.size {
		return false
	}
	if startsLower(text) {
		return !endsSentence(before) && !isUpper(before)
	}
	if isUpper(text) != isUpper(before) || startOf(before) != plainStart || endsSentence(before) {
		return false
	}
	if strings.HasSuffix(before, ",") || strings.HasSuffix(before, "-") || goesOn(text) {
		return true
	}
	// The first word would not have fitted into the line above.
	return prev.zone.column == 0 && prev.x1()-prev.x0()+cur.words[0].X1-cur.words[0].X0 > 0.8*prev.zone.width()
}

// goesOn tells whether words in capitals go on with a name: "VÀ XÃ HỘI", "TỈNH BẮC GIANG".
func goesOn(s string) bool {
	first, _, _ := strings.Cut(s, " ")
	return slices.Contains([]string{"VÀ", "CỦA", "TỈNH", "HUYỆN", "QUẬN", "XÃ", "PHƯỜNG", "THỊ", "THUỘC", "CHO", "VỀ", "TRONG"}, first) ||
		strings.HasPrefix(s, "THÀNH PHỐ")
}
