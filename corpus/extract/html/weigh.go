package html

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// weight is how much text an element holds.
type weight struct {
	text  int // bytes without white space
	links int // of them, in links
	lists int // links
}

// page knows the weight of every element.
type page map[*html.Node]weight

// weigh measures the elements below n. The parser bounds how deep they are.
func weigh(root *html.Node) page {
	p := page{}
	p.measure(root, false)
	return p
}

func (p page) measure(n *html.Node, inLink bool) weight {
	if n.Type == html.TextNode {
		w := weight{text: len(strings.Join(strings.Fields(n.Data), ""))}
		if inLink {
			w.links = w.text
		}
		return w
	}
	if silent[n.Data] && n.Type == html.ElementNode {
		return weight{}
	}
	var w weight
	if n.Type == html.ElementNode && n.Data == "a" && attr(n, "href") != "" {
		inLink = true
		w.lists = 1
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		in := p.measure(c, inLink)
		w.text += in.text
		w.links += in.links
		w.lists += in.lists
	}
	if n.Type == html.ElementNode {
		p[n] = w
	}
	return w
}

// silent are elements that hold nothing to read.
var silent = map[string]bool{
	"script": true, "style": true, "noscript": true, "template": true, "head": true, "iframe": true,
	"svg": true, "object": true, "embed": true, "canvas": true, "audio": true, "video": true, "map": true,
	"button": true, "select": true, "textarea": true, "input": true, "dialog": true, "datalist": true,
}

var (
	hiddenStyle = regexp.MustCompile(`(?i)display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all`)
	roles       = regexp.MustCompile(`^(?:navigation|banner|contentinfo|search|complementary|menu|menubar|dialog|alert)$`)
	furniture   = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:nav|navbar|navigation|menu|mainmenu|breadcrumbs?|footer|sidebar|share|social|comments?|cookies?|popup|modal|adverts?|ads|banner|related|pagination|toolbar|login|search|toc|skip|lien-quan|tin-khac)(?:$|[\s_-])`)
)

const (
	furnitureShare = 4  // furniture by its name holds less than a quarter of the page
	linkShare      = 70 // percent of text in links that makes a block navigation
	fewestLinks    = 4
)

// hidden tells what a reader of the page does not see.
func hidden(n *html.Node) bool {
	if silent[n.Data] {
		return true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if a.Val == "true" {
				return true
			}
		case "style":
			if hiddenStyle.MatchString(a.Val) {
				return true
			}
		}
	}
	return false
}

// isFurniture tells navigation and the like from the text of the page.
func (p page) isFurniture(n *html.Node, total weight) bool {
	w := p[n]
	small := w.text*furnitureShare < total.text
	switch n.Data {
	case "nav":
		return true
	case "footer", "aside", "header":
		return small
	case "a", "p", "span", "b", "strong", "i", "em", "td", "tr", "tbody", "body", "html":
		return false
	}
	if roles.MatchString(attr(n, "role")) && small {
		return true
	}
	if small && (furniture.MatchString(attr(n, "class")) || furniture.MatchString(attr(n, "id"))) {
		return true
	}
	return small && w.lists >= fewestLinks && w.links*100 > w.text*linkShare
}

// attr returns an attribute's value.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
