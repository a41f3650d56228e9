package html

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// list is an open <ol> or <ul>.
type list struct {
	kind string // "1", "a", "A", "i", "I"; "-" of <ul>; "" where no marks are shown
	next int
}

func (w *writer) list(n *html.Node) {
	l := &list{kind: "-", next: 1}
	style := strings.ToLower(attr(n, "style"))
	if n.Data == "ol" {
		l.kind = numberKind(attr(n, "type"), style)
		if start, err := strconv.Atoi(attr(n, "start")); err == nil && start >= 0 && start < 10000 {
			l.next = start
		}
	}
	if strings.Contains(style, "list-style:none") || strings.Contains(style, "list-style-type:none") ||
		strings.Contains(style, "list-style: none") || strings.Contains(style, "list-style-type: none") {
		l.kind = ""
	}
	w.lists = append(w.lists, l)
	w.children(n)
	w.flush()
	w.marker = ""
	w.lists = w.lists[:len(w.lists)-1]
}

func numberKind(kind, style string) string {
	for mark, names := range map[string][]string{
		"a": {"lower-alpha", "lower-latin"}, "A": {"upper-alpha", "upper-latin"},
		"i": {"lower-roman"}, "I": {"upper-roman"},
	} {
		for _, name := range names {
			if strings.Contains(style, name) {
				return mark
			}
		}
	}
	if len(kind) == 1 && strings.Contains("1aAiI", kind) {
		return kind
	}
	return "1"
}

func (w *writer) item(n *html.Node) {
	w.marker = ""
	if len(w.lists) > 0 {
		l := w.lists[len(w.lists)-1]
		if value, err := strconv.Atoi(attr(n, "value")); err == nil && value >= 0 && value < 10000 {
			l.next = value
		}
		w.marker = l.mark()
		l.next++
	}
	w.children(n)
	w.flush()
	w.marker = ""
}

// mark is the label that a browser shows.
func (l *list) mark() string {
	switch l.kind {
	case "", "-":
		return l.kind
	case "a", "A":
		return string(rune(l.kind[0])+rune((max(l.next, 1)-1)%26)) + "."
	case "i", "I":
		s := roman(l.next)
		if l.kind == "i" {
			s = strings.ToLower(s)
		}
		return s + "."
	}
	return strconv.Itoa(l.next) + "."
}

// roman writes n below 4000 in Roman numerals.
func roman(n int) string {
	if n < 1 || n >= 4000 {
		return strconv.Itoa(n)
	}
	tens := func(d int, one, five, ten string) string {
		return [...]string{
			"", one, one + one, one + one + one, one + five,
			five, five + one, five + one + one, five + one + one + one, one + ten,
		}[d]
	}
	return strings.Repeat("M", n/1000) + tens(n/100%10, "C", "D", "M") + tens(n/10%10, "X", "L", "C") + tens(n%10, "I", "V", "X")
}
