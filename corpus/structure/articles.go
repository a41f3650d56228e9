package structure

import (
	"slices"
	"strings"
	"unicode"

	"github.com/trolycongvu/congvu/corpus"
)

// readArticles reads the numberings of Điều and what stands around them.
func (p *parser) readArticles() {
	for k, s := range p.series {
		first := s.articles[0].row
		var within []corpus.Heading // what encloses the whole series
		from := max(s.head, 0)
		cut, headings := p.divisionsBefore(from, first)
		if k == 0 && s.head < 0 {
			p.preamble = cut
			for _, r := range p.rows[:cut] {
				p.doc.Preamble = append(p.doc.Preamble, r.node())
			}
		} else {
			within = p.regulation(from, cut)
		}
		p.readSeries(s, within, headings)
	}
}

// regulation is the heading of what is issued with a decision, as a division of
// its own: it has a name and no level.
func (p *parser) regulation(from, to int) []corpus.Heading {
	var label, title []string
	named := false
	for _, r := range p.rows[from:to] {
		switch {
		case !named && r.capitals() && !isMotto(r.view):
			label = append(label, r.text)
			continue
		case len(label) > 0:
			named = true
		}
		title = append(title, r.text)
	}
	if len(label) == 0 && len(title) == 0 {
		return nil
	}
	return []corpus.Heading{{Label: strings.Join(label, " "), Title: strings.Join(title, " ")}}
}

// readSeries reads the articles of one numbering, its closing and its appendices.
func (p *parser) readSeries(s series, base, headings []corpus.Heading) {
	within := enclose(base, nil, headings)
	headed := p.headed(s)
	last := len(s.articles) - 1
	end := s.to
	for _, h := range p.annexHeads() {
		if h > s.articles[last].row && h < s.to {
			end = h
			break
		}
	}
	for k, c := range s.articles {
		var to int
		var next []corpus.Heading
		if k < last {
			to, next = p.divisionsBefore(c.row+1, s.articles[k+1].row)
		} else {
			to = p.closingFrom(c.row+1, end)
		}
		p.checkStep(s.articles, k)
		a, body := p.article(c, to, headed)
		a.Within = within
		p.add(a, span{body, to})
		if k < last {
			within = enclose(base, within[len(base):], next)
			continue
		}
		p.close(to, end)
	}
	p.readAnnexes(end, s.to)
}

// enclose replaces in within the divisions that new ones of the same or a higher
// level end.
func enclose(base, within, headings []corpus.Heading) []corpus.Heading {
	out := slices.Clone(within)
	for _, h := range headings {
		for len(out) > 0 && levelRank(out[len(out)-1].Level) >= levelRank(h.Level) {
			out = out[:len(out)-1]
		}
		out = append(out, h)
	}
	return append(slices.Clip(slices.Clone(base)), out...)
}

func levelRank(l corpus.Level) int {
	return slices.Index([]corpus.Level{corpus.LevelPart, corpus.LevelChapter, corpus.LevelSection, corpus.LevelSubsection}, l)
}

// divisionsBefore finds the headings of Phần, Chương, Mục that stand right before
// row to, and where they begin; to itself when there are none.
func (p *parser) divisionsBefore(from, to int) (cut int, headings []corpus.Heading) {
	for i := from; i < to; i++ {
		if _, ok := p.headingAt(i); !ok {
			continue
		}
		if headings, ok := p.headingRun(i, to); ok {
			return i, headings
		}
	}
	return to, nil
}

func (p *parser) headingAt(i int) (heading, bool) {
	r := p.rows[i]
	if r.table || r.quoted || r.opens || r.style.Note || runes(r.view) > longestTitle {
		return heading{}, false
	}
	return readHeading(r.view)
}

// longestTitle bounds the title of a division, in runes.
const longestTitle = 500

// headingRun reads rows from to to as headings with their titles and nothing else.
func (p *parser) headingRun(from, to int) ([]corpus.Heading, bool) {
	const titleRows, longest = 6, 40
	if to-from > longest {
		return nil, false
	}
	var out []corpus.Heading
	rows := 0
	for i := from; i < to; i++ {
		r := p.rows[i]
		if h, ok := p.headingAt(i); ok {
			if n := len(out); n > 0 && levelRank(h.level) <= levelRank(out[n-1].Level) {
				return nil, false // the division before it is empty, and stays text
			}
			out = append(out, corpus.Heading{Level: h.level, Label: h.label, Title: h.rest})
			rows = 0
			continue
		}
		title := &out[len(out)-1].Title
		if rows++; rows > titleRows || !p.titleRow(i) || runes(*title) > longestTitle {
			return nil, false
		}
		*title = strings.TrimSpace(*title + " " + r.view)
	}
	return out, true
}

// titleRow tells whether a row can belong to the title of a division.
func (p *parser) titleRow(i int) bool {
	r := p.rows[i]
	switch {
	case r.table || r.style.Note || r.quoted || r.opens || runes(r.view) > longestTitle:
		return false
	case r.isRule() || r.capitals():
		return true
	}
	return !r.ends() && readMarker(r.view).family == noFamily
}

// headed tells whether the articles of a series have headings, by most of them.
func (p *parser) headed(s series) bool {
	with, without := 0, 0
	for k, c := range s.articles {
		next := s.to
		if k+1 < len(s.articles) {
			next = s.articles[k+1].row
		}
		text, i := c.rest, c.row
		if text == "" && c.row+1 < next {
			i++
			text = p.rows[i].view
		}
		switch {
		case text == "" || i+1 >= next:
		case strings.ContainsRune(".;:", lastRune(text)):
			without++
		default:
			with++
		}
	}
	return with >= without && with > 0
}

func lastRune(s string) rune {
	last := ' '
	for _, r := range s {
		last = r
	}
	return last
}

// article reads the Điều that begins with c and ends before row to. Its body
// begins in row body.
func (p *parser) article(c candidate, to int, headed bool) (a corpus.Article, body int) {
	r := p.rows[c.row]
	a = corpus.Article{Label: c.label, Page: r.page}
	body = c.row + 1
	var lines []Line
	switch {
	case c.rest != "" && p.isHeading(c, to, headed):
		a.Heading = c.rest
	case c.rest != "":
		lines = append(lines, Line{Text: c.rest})
	case body+1 < to && p.headingBelow(body, headed):
		a.Heading = p.rows[body].view
		body++
	}
	for n := 0; a.Heading != "" && n < 4 && body+1 < to && p.continuesHeading(a.Heading, c.row, body); n++ {
		a.Heading += " " + p.rows[body].view
		body++
	}
	for _, r := range p.rows[body:to] {
		lines = append(lines, Line{Text: r.text, Table: r.table})
	}
	a.Body = Body(lines)
	if len(a.Body) == 0 {
		p.warn(c.row, "Điều "+c.label+" không có nội dung")
	}
	return a, body
}

// isHeading tells whether what stands behind the label is the heading of the
// article rather than the first words of its text.
func (p *parser) isHeading(c candidate, to int, headed bool) bool {
	r := p.rows[c.row]
	if c.row+1 >= to {
		return r.style.Heading > 0
	}
	const short, long = 120, 400
	switch n := runes(c.rest); lastRune(c.rest) {
	case '.', ';':
		return headed && n <= short && !strings.Contains(c.rest, ". ") && !strings.Contains(c.rest, " này ")
	case ':':
		return headed
	default:
		return n <= long
	}
}

// headingBelow tells whether row i is the heading of the article whose label
// stands alone above it.
func (p *parser) headingBelow(i int, headed bool) bool {
	r := p.rows[i]
	const long = 250
	if r.table || r.quoted || r.opens || runes(r.view) > long || readMarker(r.view).family != noFamily {
		return false
	}
	return !r.ends() && (headed || r.style.Bold || p.rows[i-1].style.Bold)
}

// continuesHeading tells whether row i is more of the heading: it begins small, or
// the heading so far cannot end where it does.
func (p *parser) continuesHeading(heading string, label, i int) bool {
	r := p.rows[i]
	const long = 400
	if r.table || r.opens || runes(heading)+runes(r.view) > long || readMarker(r.view).family != noFamily || strings.ContainsRune(".:;", lastRune(heading)) {
		return false
	}
	if unicode.IsLower(firstRune(r.view)) {
		return true
	}
	if p.rows[label].style.Bold && r.style.Bold && !r.ends() {
		return true
	}
	for _, w := range []string{",", " và", " của", " về", " đối với", " trong", " theo", " cho", " Bộ", " số", " Luật", " Nghị định"} {
		if strings.HasSuffix(heading, w) {
			return !r.ends()
		}
	}
	return false
}

// checkStep warns of a gap or a repetition before the k-th article.
func (p *parser) checkStep(all []candidate, k int) {
	c := all[k]
	if k == 0 {
		if c.n > 1 {
			p.warn(c.row, missingArticles(1, c.n-1))
		}
		return
	}
	if before := all[k-1]; c.n > before.n+1 {
		p.warn(c.row, missingArticles(before.n+1, c.n-1))
	}
}

func missingArticles(from, to int) string {
	if from == to {
		return "thiếu Điều " + itoa(from)
	}
	return "thiếu từ Điều " + itoa(from) + " đến Điều " + itoa(to)
}
