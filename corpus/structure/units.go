package structure

import (
	"strings"
	"unicode"

	"github.com/trolycongvu/congvu/corpus"
)

// readUnits reads a document without Điều: its units are what its own numbering,
// its headings or its paragraphs make.
func (p *parser) readUnits() {
	if len(p.rows) == 0 {
		return
	}
	if heads := p.attachments(1, len(p.rows)); len(heads) > 2 { // a volume of appendices and forms
		p.setPreamble(heads[0].row)
		p.readForms(heads[0].row, len(p.rows))
		return
	}
	start := p.mastheadEnd()
	o := outliner{p: p}
	items, by := o.pick(start, len(p.rows), byPart)
	headings := p.plainHeadings(start, len(p.rows))
	if len(headings) > 1 && (len(items) == 0 || 3*p.size(headings[0].row, len(p.rows)) > 4*p.size(items[0].row, len(p.rows))) {
		items, by = headings, numberings-1
	}
	last := start
	if len(items) > 0 {
		last = items[len(items)-1].row
	}
	end := p.formsFrom(last, len(p.rows))
	closing := p.closingFrom(min(last+1, end), end)
	switch {
	case len(items) == 0:
		p.setPreamble(start)
		p.paragraphs(start, closing, "", nil)
	default:
		const longest = 2 * pageRunes
		first := items[0].row
		if first > start && p.size(start, first) > longest {
			p.setPreamble(start)
			o.intro(start, first)
		} else {
			p.setPreamble(first)
		}
		o.emit(items, closing, by)
	}
	p.close(closing, end)
	p.readForms(end, len(p.rows))
}

func (p *parser) setPreamble(n int) {
	p.preamble = n
	for _, r := range p.rows[:n] {
		p.doc.Preamble = append(p.doc.Preamble, r.node())
	}
}

// plainHeadings are headings without a number: rows in capitals, or bold ones that
// end in a colon, over text.
func (p *parser) plainHeadings(from, to int) []item {
	var out []item
	for i := from; i < to; i++ {
		r := p.rows[i]
		if !p.plainHeading(i) || i+1 >= to {
			continue
		}
		if n := len(out); n > 0 && out[n-1].row == i-1 {
			continue
		}
		out = append(out, item{row: i, n: len(out) + 1, label: "Phần " + strings.TrimRight(r.view, " :."), look: true})
	}
	return out
}

func (p *parser) plainHeading(i int) bool {
	r := p.rows[i]
	const longest = 100
	if r.table || r.quoted || r.style.Note || runes(r.view) > longest || isMotto(r.view) || readMarker(r.view).family != noFamily {
		return false
	}
	if r.capitals() {
		return len(strings.Fields(r.view)) > 1 && !isSignatureTitle(r.view)
	}
	if strings.HasSuffix(r.view, ":") && (r.style.Bold || strings.Contains(fold(r.view), "an le")) {
		return !strings.HasPrefix(r.view, "-")
	}
	return r.style.Heading > 0
}

// paragraphs makes units of about a page each, called by the paragraphs in them
// and by what holds them: "Đoạn 4-9 Phần NỘI DUNG VỤ ÁN".
func (p *parser) paragraphs(from, to int, suffix string, within []corpus.Heading) {
	if from >= to {
		return
	}
	n, begin, size := 1, from, 0
	for i := from; i < to; i++ {
		size += runes(p.rows[i].view)
		if i+1 < to && size+runes(p.rows[i+1].view) <= pageRunes {
			continue
		}
		label := "Đoạn " + itoa(n)
		if count := i + 1 - begin; count > 1 {
			label += "-" + itoa(n+count-1)
		}
		p.add(corpus.Article{
			Label: strings.TrimSpace(label + " " + suffix), Within: within, Body: p.unitBody(begin, i+1), Page: p.rows[begin].page,
		}, span{begin, i + 1})
		n += i + 1 - begin
		begin, size = i+1, 0
	}
}

// mastheadEnd is how many rows at the top are masthead, title and căn cứ, or the
// table of contents under them.
func (p *parser) mastheadEnd() int {
	const longest, reach = 45, 12
	end := 0
	for i := 0; i < min(len(p.rows), longest) && i < end+reach; i++ {
		if _, ok := p.headingAt(i); ok {
			break
		}
		if p.mastheadRow(i) {
			end = i + 1
		}
	}
	return p.titleEnd(min(end, len(p.rows)))
}

// titleEnd takes in the title under a kind line that is the last row of the masthead.
func (p *parser) titleEnd(end int) int {
	const rows, longest = 4, 300
	kind := end - 1
	for kind >= 0 && kind > end-rows && p.rows[kind].capitals() {
		if _, ok := readKindLine(p.rows[kind].view); ok {
			break
		}
		kind--
	}
	if kind < 0 || end >= len(p.rows) {
		return end
	}
	if _, ok := readKindLine(p.rows[kind].view); !ok || p.rows[kind].table {
		return end
	}
	for n := 0; n < rows && end+1 < len(p.rows); n++ {
		r := p.rows[end]
		if _, ok := p.headingAt(end); ok || r.table || r.isRule() || r.ends() || runes(r.view) > longest ||
			promulgates.MatchString(r.view) || readMarker(r.view).family != noFamily || capitalLabel.MatchString(r.view) {
			break
		}
		end++
	}
	return end
}

func (p *parser) mastheadRow(i int) bool {
	r := p.rows[i]
	s := fold(r.view)
	switch {
	case r.table:
		return isMotto(r.view) || strings.Contains(s, "ma hieu") || strings.Contains(s, "lan ban hanh") || strings.Contains(s, "soan thao") || strings.Contains(s, "lan sua doi")
	case readMarker(r.view).family != noFamily || capitalLabel.MatchString(r.view):
		return false
	case strings.HasPrefix(s, "can cu "), strings.HasPrefix(s, "kinh gui"), strings.HasPrefix(s, "v/v"), strings.HasPrefix(s, "so:"), strings.HasPrefix(s, "theo de nghi"):
		return true
	case isMotto(r.view), runes(r.view) < 90 && placeAndDate.MatchString(r.view), issuedWith.MatchString(r.view):
		return true
	case strings.HasPrefix(s, "an le so"), strings.Contains(s, "thong qua ngay"):
		return true
	}
	if _, ok := readKindLine(r.view); ok && i < 15 {
		return true
	}
	_, ok := p.annexAt(i)
	return ok && i < 3 || r.capitals() && i < 8 && !strings.HasSuffix(r.view, ":")
}

// formsFrom finds where forms and appendices begin after the last unit: at a head
// of an appendix, or at the motto of the state over a form.
func (p *parser) formsFrom(last, to int) int {
	for i := last + 1; i < to; i++ {
		if _, ok := p.attachmentAt(i); ok {
			return i
		}
		if isMotto(p.rows[i].view) && i > last+1 && !strings.Contains(fold(p.rows[last].view), "mau") {
			return i
		}
	}
	return to
}

// readForms makes a unit of each form or appendix.
func (p *parser) readForms(from, to int) {
	forms := 0
	heads := p.attachments(from, to)
	for i := from; i < to; {
		end := to
		for k := i + 1; k < to; k++ {
			const near = 4
			if isMotto(p.rows[k].view) && k >= i+near || len(heads) > 0 && heads[0].row == k {
				end = k
				break
			}
		}
		if len(heads) > 0 && heads[0].row == i {
			p.readAnnex(heads[0], end)
			heads = heads[1:]
		} else {
			forms++
			unit := corpus.Article{
				Label: "Biểu mẫu " + itoa(forms), Heading: p.formTitle(i, end), Page: p.rows[i].page, Body: p.unitBody(i, end),
			}
			p.add(unit, span{i, end})
		}
		for i = end; len(heads) > 0 && heads[0].row < i; {
			heads = heads[1:]
		}
	}
}

// formTitle is the first title in capitals under the motto.
func (p *parser) formTitle(from, to int) string {
	const within = 12
	for i := from; i < min(from+within, to); i++ {
		for piece := range strings.FieldsFuncSeq(p.rows[i].view, isCellEnd) {
			piece = strings.TrimSpace(piece)
			if isUpper(piece) && mostlyLetters(piece) && !isMotto(piece) && !agencyWord.MatchString(piece) && !strings.HasPrefix(piece, "TÊN ") && runes(piece) > 6 && runes(piece) < 200 && !strings.Contains(piece, "...") {
				return piece
			}
		}
	}
	return ""
}

// mostlyLetters tells whether most of s is letters, not dots to write on.
func mostlyLetters(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || r == ' ' {
			n++
		}
	}
	return n*10 >= runes(s)*8
}
