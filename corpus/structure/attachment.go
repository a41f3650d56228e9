package structure

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// attached are things issued with an act that are headed by their kind in capitals.
var attached = regexp.MustCompile(`^(DANH MỤC|BẢNG|BIỂU|QUY CHẾ|QUY ĐỊNH|ĐIỀU LỆ|NỘI QUY|QUY TRÌNH|QUY CHUẨN KỸ THUẬT|QUY CHUẨN|CHƯƠNG TRÌNH|KẾ HOẠCH|ĐỀ ÁN|HƯỚNG DẪN|DANH SÁCH|ĐỊNH MỨC|TIÊU CHUẨN|MỨC THU|BỘ TIÊU CHÍ)(?:\s|$)`)

// attachmentAt reads the head of an appendix, also of one that is not called so.
func (p *parser) attachmentAt(i int) (annex, bool) {
	if a, ok := p.annexAt(i); ok {
		return a, true
	}
	r := p.rows[i]
	if r.quoted || r.opens || !r.capitals() {
		return annex{}, false
	}
	m := attached.FindStringSubmatch(r.view)
	if m == nil || p.issuedWithin(i+1, 6) < 0 {
		return annex{}, false
	}
	return annex{label: sentence(m[1]), rest: r.view}, true
}

// readAnnexes reads rows as appendices, one unit each, or more where a long one
// has a numbering of its own.
func (p *parser) readAnnexes(from, to int) {
	for i := from; i < to; {
		a, ok := p.attachmentAt(i)
		end := i + 1
		for end < to {
			if _, next := p.attachmentAt(end); next {
				break
			}
			end++
		}
		if !ok {
			a = annex{label: "Phụ lục"}
		}
		p.readAnnex(a, i, end, ok)
		i = end
	}
}

// readAnnex reads one appendix. Its title is what stands in capitals under its head.
func (p *parser) readAnnex(a annex, from, to int, labelled bool) {
	body := from
	title := a.rest
	if labelled {
		body++
		for n := 0; n < 8 && body+1 < to && p.annexTitleRow(body); n++ {
			title = strings.TrimSpace(title + " " + p.rows[body].view)
			body++
		}
	}
	unit := corpus.Article{Label: a.label, Heading: title, Page: p.rows[from].page}
	if p.size(body, to) > pageRunes {
		o := outliner{p: p, suffix: a.label, within: []corpus.Heading{{Label: a.label, Title: title}}}
		if o.split(body, to, 0) {
			return
		}
	}
	unit.Body = p.unitBody(body, to)
	p.add(unit, span{body, to})
}

// annexTitleRow tells whether a row goes on with the title of an appendix.
func (p *parser) annexTitleRow(i int) bool {
	r := p.rows[i]
	if r.table || runes(r.view) > 300 || isMotto(r.view) || readMarker(r.view).family != noFamily {
		return false
	}
	if _, ok := readHeading(r.view); ok {
		return false
	}
	return r.capitals() || r.style.Bold && r.style.Centred || strings.HasPrefix(r.view, "(") && issuedWith.MatchString(r.view)
}

// size is how many runes the rows hold.
func (p *parser) size(from, to int) int {
	n := 0
	for _, r := range p.rows[from:to] {
		n += runes(r.view)
	}
	return n
}
