package vbpl

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"
)

// find returns the first element below n, itself included, that satisfies ok.
func find(n *html.Node, ok func(*html.Node) bool) *html.Node {
	if n.Type == html.ElementNode && ok(n) {
		return n
	}
	for c := range n.ChildNodes() {
		if found := find(c, ok); found != nil {
			return found
		}
	}
	return nil
}

// findAll returns the outermost elements below n that satisfy ok, in order.
func findAll(n *html.Node, ok func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode && ok(c) {
			out = append(out, c)
			continue
		}
		out = append(out, findAll(c, ok)...)
	}
	return out
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasClass(class string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		for c := range strings.FieldsSeq(attr(n, "class")) {
			if strings.EqualFold(c, class) {
				return true
			}
		}
		return false
	}
}

func isElement(a ...atom.Atom) func(*html.Node) bool {
	return func(n *html.Node) bool {
		for _, want := range a {
			if n.DataAtom == want {
				return true
			}
		}
		return false
	}
}

// text is the visible text below n on one line.
func text(n *html.Node) string {
	var b strings.Builder
	appendText(&b, n)
	return squeeze(b.String())
}

func appendText(b *strings.Builder, n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		b.WriteString(n.Data)
	case hidden(n):
	default:
		for c := range n.ChildNodes() {
			appendText(b, c)
		}
		if n.Type == html.ElementNode && breaks(n) {
			b.WriteByte(' ')
		}
	}
}

// hidden tells whether a reader of the page never sees the element.
func hidden(n *html.Node) bool {
	if n.Type == html.CommentNode {
		return true
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Head, atom.Noscript, atom.Template, atom.Select, atom.Button, atom.Iframe:
		return true
	}
	style := strings.ToLower(strings.ReplaceAll(attr(n, "style"), " ", ""))
	return strings.Contains(style, "display:none")
}

// breaks tells whether the element begins and ends a line.
func breaks(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Li, atom.Ul, atom.Ol, atom.Table, atom.Tr, atom.Td, atom.Th, atom.Br, atom.Hr, atom.H1, atom.H2, atom.H3,
		atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Center, atom.Section, atom.Article, atom.Pre, atom.Dd, atom.Dt, atom.Form:
		return true
	}
	return false
}

// squeeze makes every run of white space one space, drops invisible signs and
// sets Đ where the look-alikes of other alphabets stand ("Ðiều 413").
func squeeze(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == 'Ð' || r == 'Ɖ':
			return 'Đ'
		case r == 'ð' || r == 'ɖ':
			return 'đ'
		case r == '\u200b' || r == '\ufeff' || r == '\u00ad':
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, s)
	return norm.NFC.String(strings.Join(strings.Fields(s), " "))
}
