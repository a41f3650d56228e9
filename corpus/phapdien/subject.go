package phapdien

import (
	"errors"
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// errNotSubject means that a file is no đề mục of the official code.
var errNotSubject = errors.New("không phải trang đề mục của Bộ Pháp điển")

// subject is one đề mục as read from its file.
type subject struct {
	Number string // "36.3"
	Name   string // "Thanh niên"
}

// String is the subject as documents carry it: "36.3 Thanh niên".
func (s subject) String() string { return strings.TrimSpace(s.Number + " " + s.Name) }

// rawArticle is one article of the code in the parts that the page has, not yet
// understood.
type rawArticle struct {
	id      string           // a[name]: its place in the code as digits
	title   string           // "Điều 36.3.LQ.1. Thanh niên"
	note    string           // pGhiChu
	address string           // the link of pGhiChu
	lines   []structure.Line // pNoiDung
	links   []link           // pChiDan
	within  []corpus.Heading // the divisions of the đề mục, outermost first
}

// link is one cross-reference: to an article of the code by id, or to a page.
type link struct {
	id, address, text string
}

// section is the part of the page that is being read.
type section string

const (
	inHead    section = ""
	inTitle   section = "pDieu"
	inNote    section = "pGhiChu"
	inText    section = "pNoiDung"
	inLinks   section = "pChiDan"
	inChapter section = "pChuong"
)

// page reads the file of one đề mục.
type page struct {
	subject  subject
	articles []rawArticle

	in      section
	line    lineText // of every section but the text
	content *content
	href    token // the <a> that is open
	within  []corpus.Heading
	named   bool // the pChuong being read has a label ("Chương I") rather than a title
	opening bool // a division began and no article of it yet
	loose   int  // cross-references of a whole division, which no article carries
	any     bool // a tag that only đề mục pages have was seen
}

// parseSubject reads the HTML of one đề mục. A page that breaks off gives what
// it has.
func parseSubject(src string) (*page, error) {
	p := &page{}
	scan := scanner{src: strings.TrimPrefix(src, "\ufeff")}
	for {
		t, ok := scan.next()
		if !ok {
			break
		}
		p.token(t)
	}
	p.leave()
	if !p.any {
		return nil, errNotSubject
	}
	return p, nil
}

func (p *page) token(t token) {
	if t.name == "p" && !t.close {
		if class := section(attr(t.attrs, "class")); class.valid() {
			p.leave()
			p.enter(class)
			return
		}
	}
	switch {
	case p.in == inText && t.name == "":
		p.content.text(t.text)
	case p.in == inText:
		p.content.tag(t)
	case t.name == "":
		p.addText(t.text)
	case t.name == "a":
		p.anchor(t)
	case t.name == "h3" && t.close && p.in == inHead:
		p.head()
	case t.name == "h3" || t.name == "div" && attr(t.attrs, "class") == "_content":
		p.any = p.any || t.name == "div"
		p.line.take()
	default:
		p.line.space = true
	}
}

func (s section) valid() bool {
	switch s {
	case inTitle, inNote, inText, inLinks, inChapter:
		return true
	}
	return false
}

// enter begins a section.
func (p *page) enter(s section) {
	p.any = true
	p.in = s
	switch s {
	case inTitle:
		p.opening = false
		p.articles = append(p.articles, rawArticle{within: p.within})
	case inText:
		p.content = &content{}
	case inChapter:
		p.named = false
		p.opening = true
	}
}

// leave ends the section being read and keeps what it held.
func (p *page) leave() {
	text := p.line.take()
	switch p.in {
	case inTitle:
		p.last().title = text
	case inNote:
		p.last().note = text
	case inText:
		a := p.last()
		a.lines = append(a.lines, p.content.finish()...)
		p.content = nil
	case inChapter:
		p.chapter(text)
	}
	p.in = inHead
}

// last is the article being read. A part without an article gets one, so that
// its text is not lost.
func (p *page) last() *rawArticle {
	if len(p.articles) == 0 {
		p.articles = append(p.articles, rawArticle{within: p.within})
	}
	return &p.articles[len(p.articles)-1]
}

func (p *page) addText(raw string) {
	for broke := true; broke; {
		raw, broke = p.line.add(raw)
		p.line.space = p.line.space || broke
	}
}

// anchor handles <a> outside the text: the id of an article, the address of a
// note, a cross-reference.
func (p *page) anchor(t token) {
	if t.close {
		if p.in == inLinks && p.href.name != "" {
			p.addLink(p.line.take())
		}
		p.href = token{}
		return
	}
	switch p.in {
	case inTitle:
		if name := attr(t.attrs, "name"); name != "" {
			p.last().id = strings.Clone(name)
		}
	case inChapter:
		p.named = p.named || attr(t.attrs, "name") != ""
	case inNote:
		if a := p.last(); a.address == "" { // the links after the first are of the amending acts
			a.address = plain(attr(t.attrs, "href"))
		}
	case inLinks:
		p.href = t
		p.line.take()
	}
}

var viewedID = regexp.MustCompile(`\('([0-9A-Za-z]+)'\)`)

func (p *page) addLink(text string) {
	if text == "" {
		return
	}
	l := link{text: text, address: plain(attr(p.href.attrs, "href"))}
	if m := viewedID.FindStringSubmatch(attr(p.href.attrs, "onclick")); m != nil {
		l.id, l.address = strings.Clone(m[1]), ""
	}
	if p.opening || len(p.articles) == 0 {
		p.loose++
		return
	}
	p.last().links = append(p.last().links, l)
}

var subjectHead = regexp.MustCompile(`^Đề mục\s+([\d.]+)\s*(.*)$`)

// head reads "Đề mục 36.3 Thanh niên".
func (p *page) head() {
	text := p.line.take()
	if m := subjectHead.FindStringSubmatch(text); m != nil {
		p.any = true
		p.subject = subject{Number: strings.TrimSuffix(m[1], "."), Name: m[2]}
	}
}
