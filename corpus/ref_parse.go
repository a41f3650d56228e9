package corpus

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// ErrRef is wrapped by every error about a place that cannot be read.
var ErrRef = errors.New("dẫn chiếu không hợp lệ")

// ParseRef reads one place that is the whole of s: with diacritics or without,
// short ("k2 đ8 nđ 63/2010/NĐ-CP") or in full, from the smallest part up or from
// the document down. What follows the name of a kind is taken as a title.
// ParseRef(r.String()) is r for every r that ParseRef returns.
func ParseRef(s string) (Ref, error) {
	const longest = 1000 // bytes; the longest titles in use have 400
	var r Ref
	ok := len(s) <= longest
	if ok {
		r, ok = parseRef(s)
	}
	if ok {
		written := r.String()
		again, readable := parseRef(written)
		ok = readable && again == r && len(written) <= longest
	}
	if !ok {
		return Ref{}, fmt.Errorf("%w: %q (viết dạng: điểm a khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP)", ErrRef, clip(s, 120))
	}
	return r, nil
}

func parseRef(s string) (r Ref, ok bool) {
	s = strings.Join(strings.Fields(norm.NFC.String(s)), " ")
	s = strings.TrimRight(s, " .;,")
	p := refParser{citer: citer{s: s, loose: true, lx: lex(s, true)}}
	if !p.parts(0) {
		return Ref{}, false
	}
	r = p.ref.tidy()
	return r, !r.IsZero()
}

// refParser fills one Ref from all the lexemes of a text.
type refParser struct {
	citer
	ref      Ref
	document bool // the document is read
}

// parts reads groups and the document from lexeme i to the end.
func (p *refParser) parts(i int) bool {
	for i < len(p.lx) {
		if g, ok := p.groupAt(i); ok {
			if len(g.labels) != 1 || g.this || !p.fill(g) {
				return false
			}
			i = g.next
		} else if p.document {
			return false
		} else {
			next, ok := p.documentFrom(i)
			if !ok {
				return false
			}
			p.document = true
			i = next
		}
		i, _ = p.jointAt(i)
	}
	return true
}

// fill takes the group's label unless the part is already named.
func (p *refParser) fill(g placeGroup) bool {
	slot := &p.ref.Article
	switch g.rank {
	case rankPoint:
		slot = &p.ref.Point
	case rankClause:
		slot = &p.ref.Clause
	}
	if *slot != "" {
		return false
	}
	*slot = g.labels[0].text
	return true
}

// documentFrom reads the document at lexeme i with all that names it, and leaves
// only the parts of a place that may stand behind it.
func (p *refParser) documentFrom(i int) (next int, ok bool) {
	if d, ok := p.shortTitleAt(i); ok {
		p.ref = p.ref.within(d.ref)
		return d.next, true
	}
	kind, j, short, named := p.kindAt(i)
	if !named {
		d, ok := p.numberAt(Ref{}, i)
		if !ok || !p.name(d.ref, d.next, p.placeFrom(d.next)) {
			return i, false
		}
		return p.placeFrom(d.next), true
	}
	end := p.placeFrom(j)
	if d, ok := p.numberAt(Ref{Kind: kind}, j); ok {
		end = p.placeFrom(d.next)
		return end, p.name(d.ref, d.next, end)
	}
	if short && !kind.namedByTitle() || p.at(j).has(kwThis) {
		return i, false
	}
	return end, p.titled(kind, j, end)
}

// placeFrom returns the first lexeme from i on with which the rest of the text is
// only parts of a place: "điều 28 khoản 2" behind a document.
func (p *refParser) placeFrom(i int) int {
	for j := i; j < len(p.lx); j++ {
		if _, ok := p.groupAt(j); !ok {
			continue
		}
		try := refParser{citer: p.citer, ref: p.ref, document: true}
		if try.parts(j) {
			return j
		}
	}
	return len(p.lx)
}

// titled reads title, year and number of an act named by its title, which lie in
// lexemes i up to end.
func (p *refParser) titled(kind Kind, i, end int) bool {
	d := citedDocument{ref: Ref{Kind: kind}, next: i}
	number := slices.IndexFunc(p.lx[i:end], func(w lexeme) bool { return w.kind == lexDocument && !w.number.Incomplete() })
	titleEnd := end
	if number >= 0 && !amends(p.span(i, end)) {
		titleEnd = i + number
		d.ref.Number, d.next = p.at(titleEnd).number, titleEnd+1
		for titleEnd > i && (p.at(titleEnd-1).has(kwSo) || p.isMark(titleEnd-1, ':')) {
			titleEnd--
		}
	}
	d.ref.Year, titleEnd = p.yearBefore(i, titleEnd)
	d.ref.Title = canonicalTitle(kind, p.span(i, titleEnd))
	if known, next, ok := p.knownTitleAt(kind, i); ok && next == titleEnd {
		d.ref.Title = known
	}
	if d.ref.Number != "" {
		return p.name(d.ref, d.next, end)
	}
	p.ref = p.ref.within(d.ref)
	return d.ref.Title != "" || kind == KindConstitution
}

// yearBefore reads "năm 2011" or 2011 where it ends at lexeme end, and returns
// where the title before it ends.
func (p *refParser) yearBefore(i, end int) (year, titleEnd int) {
	for end > i && p.at(end-1).kind == lexMark {
		end--
	}
	if end <= i {
		return 0, end
	}
	d := p.tailAt(Ref{}, end-1)
	if d.ref.Year == 0 || d.next != end {
		return 0, end
	}
	end--
	if end > i && p.at(end-1).has(kwYear) {
		end--
	}
	return d.ref.Year, end
}

// name takes the document over, and as its title, if it has none yet, what stands
// between its number and end: date and issuer are passed over.
func (p *refParser) name(r Ref, i, end int) bool {
	if tail := p.span(i, end); tail != "" && r.Title == "" {
		if strings.HasPrefix(fold(tail), "ngay ") {
			if _, rest, ok := cutDate(tail); ok {
				tail = strings.TrimLeft(rest, " ,")
			}
		}
		if strings.HasPrefix(fold(tail), "cua ") {
			tail = cutIssuer(tail)
		}
		r.Title = tail
		if r.Kind.namedByTitle() && !amends(tail) {
			if rest, ok := cutPrefixFold(tail, "về "); ok {
				tail = rest
			}
			r.Title = canonicalTitle(r.Kind, tail)
		}
	}
	p.ref = p.ref.within(r)
	return true
}

// cutIssuer drops "của Chính phủ" in front of the title.
func cutIssuer(tail string) string {
	at := -1
	words := strings.Fields(tail)
	for i := range words {
		rest := strings.Join(words[i:], " ")
		if slices.ContainsFunc(verbs, func(v string) bool { return strings.HasPrefix(fold(rest)+" ", fold(v)+" ") }) {
			at = i
			break
		}
	}
	if at < 0 {
		return ""
	}
	return strings.Join(words[at:], " ")
}

// span is the text of lexemes i up to end without marks around it.
func (p *refParser) span(i, end int) string {
	if i >= end || i >= len(p.lx) {
		return ""
	}
	return strings.Trim(p.s[p.at(i).start:p.at(end-1).end], " ,;.:-–\"“”?")
}
