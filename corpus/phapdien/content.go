package phapdien

import (
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/corpus/extract/numeral"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// content turns the HTML of one article's text into lines.
type content struct {
	line   lineText
	lines  []structure.Line
	lists  []*list
	tables []*table
	marker string // of a list item whose text has not begun
	silent int    // depth in tags that hold nothing to read
}

// list is an open <ol> or <ul>.
type list struct {
	style string // "1", "a", "A", "i", "I"; "-" for <ul>
	next  int
}

// picture stands where the official page shows a picture, most often a formula,
// so that nobody takes the text for complete.
const picture = "[hình]"

// text adds text between tags.
func (c *content) text(raw string) {
	if c.silent > 0 {
		return
	}
	for {
		if c.marker != "" && strings.TrimSpace(plain(raw)) != "" {
			c.line.add(c.marker + " ")
			c.marker = ""
		}
		rest, broke := c.line.add(raw)
		if !broke {
			return
		}
		c.breakLine()
		raw = rest
	}
}

// tag handles a tag inside the text.
func (c *content) tag(t token) {
	if silentTags[t.name] {
		if !t.close {
			c.silent++
		} else if c.silent > 0 {
			c.silent--
		}
		return
	}
	if c.silent > 0 {
		return
	}
	switch t.name {
	case "table":
		c.table(t)
	case "tr", "td", "th":
		c.cell(t)
	case "ol", "ul":
		c.list(t)
	case "li":
		c.item(t)
	case "sup":
		c.line.sup = !t.close
	case "img":
		c.text(picture)
	default:
		if blockTags[t.name] {
			c.breakLine()
		}
	}
}

// breakLine ends the line being read.
func (c *content) breakLine() {
	text := c.line.take()
	if text == "" {
		return
	}
	c.emit(structure.Line{Text: markAttachment(text)})
}

// emit adds a line to the open cell, or else to the article.
func (c *content) emit(l structure.Line) {
	if n := len(c.tables); n > 0 {
		c.tables[n-1].add(l)
		return
	}
	c.lines = append(c.lines, l)
}

// finish closes what was left open and returns the lines.
func (c *content) finish() []structure.Line {
	c.breakLine()
	for len(c.tables) > 0 {
		c.closeTable()
	}
	return c.lines
}

func (c *content) table(t token) {
	c.breakLine()
	if !t.close {
		c.tables = append(c.tables, &table{})
		return
	}
	if len(c.tables) > 0 {
		c.closeTable()
	}
}

// closeTable puts the innermost table into the cell around it, or the article.
func (c *content) closeTable() {
	last := len(c.tables) - 1
	done := c.tables[last]
	c.tables = c.tables[:last]
	for _, l := range done.lines() {
		c.emit(l)
	}
}

func (c *content) cell(t token) {
	c.breakLine()
	if len(c.tables) == 0 {
		return
	}
	open := c.tables[len(c.tables)-1]
	switch {
	case t.name == "tr":
		open.row()
	case !t.close:
		open.cell(span(t.attrs, "colspan"), span(t.attrs, "rowspan"))
	}
}

func (c *content) list(t token) {
	c.breakLine()
	c.marker = ""
	if t.close {
		if n := len(c.lists); n > 0 {
			c.lists = c.lists[:n-1]
		}
		return
	}
	l := &list{style: "-", next: 1}
	if t.name == "ol" {
		l.style = listStyle(t.attrs)
		if n, err := strconv.Atoi(attr(t.attrs, "start")); err == nil && n > 0 && n < 1000 {
			l.next = n
		}
	}
	c.lists = append(c.lists, l)
}

func listStyle(attrs string) string {
	style := attr(attrs, "style")
	switch {
	case strings.Contains(style, "lower-alpha"), strings.Contains(style, "lower-latin"):
		return "a"
	case strings.Contains(style, "upper-alpha"), strings.Contains(style, "upper-latin"):
		return "A"
	case strings.Contains(style, "lower-roman"):
		return "i"
	case strings.Contains(style, "upper-roman"):
		return "I"
	}
	if v := attr(attrs, "type"); len(v) == 1 && strings.Contains("1aAiI", v) {
		return v
	}
	return "1"
}

// item begins a list item with the label that a browser would show.
func (c *content) item(t token) {
	c.breakLine()
	c.marker = ""
	if t.close || len(c.lists) == 0 {
		return
	}
	l := c.lists[len(c.lists)-1]
	c.marker = l.label()
	l.next++
}

func (l *list) label() string {
	switch l.style {
	case "-":
		return "-"
	case "a", "A":
		return string(rune(l.style[0])+rune((l.next-1)%26)) + "."
	case "i", "I":
		s := numeral.Roman(l.next)
		if l.style == "i" {
			s = strings.ToLower(s)
		}
		return s + "."
	}
	return strconv.Itoa(l.next) + "."
}

// span reads colspan or rowspan.
func span(attrs, name string) int {
	n, err := strconv.Atoi(strings.TrimSpace(attr(attrs, name)))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, 100)
}
