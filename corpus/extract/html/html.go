// Package html reads web pages of any kind: the text without navigation, scripts
// and what is hidden, blocks as lines, lists with their numbers, tables.
package html

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus/extract/charset"
	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/structure"
	"golang.org/x/net/html"
)

// Document is what a page says.
type Document struct {
	Lines    []structure.Line
	Title    string
	Encoding string // as package charset names it
}

// maxPage bounds a page, in bytes: its tree takes about ten times as much.
const maxPage = 64 << 20

var errDepth = errors.New("thẻ lồng nhau quá sâu")

// Read reads a page. hint is the encoding that came with it, or empty; what the
// page says of itself counts where there is none.
func Read(raw []byte, hint string) (Document, error) {
	if len(raw) > maxPage {
		return Document{}, fmt.Errorf("%w: trang web %d MB", layout.ErrTooLarge, len(raw)>>20)
	}
	if hint == "" {
		hint = declared(raw)
	}
	text, enc, err := charset.ToUTF8(raw, hint)
	if err != nil {
		return Document{}, err
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return Document{}, fmt.Errorf("%w: %w", layout.ErrTooLarge, errDepth)
	}
	return Document{Lines: Lines(root), Title: title(root), Encoding: enc}, nil
}

// Lines returns the text of a tree, for instance of the element that holds the
// document in a page known to its reader.
func Lines(root *html.Node) []structure.Line {
	w := &writer{page: weigh(root)}
	w.node(root)
	w.flush()
	return w.lines
}

var metaCharset = regexp.MustCompile(`(?i)<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)`)

// declared is the encoding that a page names in its head.
func declared(raw []byte) string {
	if m := metaCharset.FindSubmatch(raw[:min(len(raw), 4096)]); m != nil {
		return string(m[1])
	}
	return ""
}

// Is tells whether bytes look like a web page.
func Is(raw []byte) bool {
	head := bytes.ToLower(raw[:min(len(raw), 4096)])
	head = bytes.ReplaceAll(head, []byte{0}, nil) // UTF-16
	return pageStart.Match(head)
}

var pageStart = regexp.MustCompile(`<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|font|center|h[1-6]|span)[\s/>]`)

// title is that of the page's head.
func title(root *html.Node) string {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "title" && n.FirstChild != nil {
			return layout.Clean(n.FirstChild.Data)
		}
	}
	return ""
}
