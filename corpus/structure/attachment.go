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
	heads := p.attachments(from, to)
	if from < to && (len(heads) == 0 || heads[0].row > from) {
		heads = append([]annex{{label: "Phần kèm theo", row: from, bare: true}}, heads...)
	}
	for k, a := range heads {
		end := to
		if k+1 < len(heads) {
			end = heads[k+1].row
		}
		p.readAnnex(a, end)
	}
}

// attachments are the heads of appendices in the rows. A head with next to nothing
// below it, whose label comes again, is a line of a list of forms.
func (p *parser) attachments(from, to int) []annex {
	var all []annex
	last := map[string]int{}
	at, named := p.attachmentAt, false
	for i := from; i < to; i++ {
		if !named { // below the head of an appendix, kinds in capitals are its titles
			if _, named = p.annexAt(i); named {
				at = p.annexAt
			}
		}
		if a, ok := at(i); ok {
			a.row = i
			all = append(all, a)
			last[a.label] = i
		}
	}
	const listed = 300
	var out []annex
	for k, a := range all {
		end := to
		if k+1 < len(all) {
			end = all[k+1].row
		}
		if k > 0 && last[a.label] > a.row && p.size(a.row, end) < listed {
			continue
		}
		out = append(out, a)
	}
	return out
}

// readAnnex reads one appendix. Its title is what stands in capitals under its head.
func (p *parser) readAnnex(a annex, to int) {
	from, body, title := a.row, a.row, a.rest
	var notes []int // "(Kèm theo …)" above the title
	if !a.bare {
		body++
		for n := 0; n < 8 && body+1 < to; n++ {
			if issuedWith.MatchString(p.rows[body].view) && !p.rows[body].table && runes(p.rows[body].view) < 300 {
				notes = append(notes, body)
			} else if p.annexTitleRow(body) {
				title = strings.TrimSpace(title + " " + p.rows[body].view)
			} else {
				break
			}
			body++
		}
	}
	longest := pageRunes
	if !strings.HasPrefix(a.label, "Phụ lục") {
		longest *= 3 // the numbers in a form are its fields
		if title == "" {
			title = p.formTitle(body, to)
		}
	}
	unit := corpus.Article{Label: a.label, Heading: title, Page: p.rows[from].page}
	if p.size(body, to) > longest {
		h := corpus.Heading{Label: a.label, Title: title}
		for _, i := range notes {
			h.Title = strings.TrimSpace(h.Title + " " + p.rows[i].view)
		}
		o := outliner{p: p, suffix: a.label, within: []corpus.Heading{h}}
		if o.split(body, to, 0) {
			return
		}
		if p.size(body, to) > 2*longest && to-body > 1 {
			p.paragraphs(body, to, a.label, o.within)
			return
		}
	}
	for _, i := range notes {
		unit.Body = append(unit.Body, p.rows[i].node())
	}
	unit.Body = append(unit.Body, p.unitBody(body, to)...)
	p.add(unit, span{body, to})
}

// annexTitleRow tells whether a row goes on with the title of an appendix.
func (p *parser) annexTitleRow(i int) bool {
	r := p.rows[i]
	if r.table || runes(r.view) > 300 || isMotto(r.view) || readMarker(r.view).family != noFamily {
		return false
	}
	if _, ok := readHeading(r.view); ok || agencyWord.MatchString(r.view) || strings.HasPrefix(r.view, "TÊN ") {
		return false
	}
	return r.capitals() || r.style.Bold && r.style.Centred
}

// size is how many runes the rows hold.
func (p *parser) size(from, to int) int {
	n := 0
	for _, r := range p.rows[from:to] {
		n += runes(r.view)
	}
	return n
}
