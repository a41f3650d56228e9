package vbpl

import (
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/trolycongvu/congvu/corpus"
)

// site is where the pages come from; saved links are often relative to it.
const site = "https://vbpl.vn"

// pageAddress is the page with the full text of an item.
func pageAddress(item string, consolidated bool) string {
	if consolidated {
		return site + "/TW/Pages/vbpq-van-ban-goc-hopnhat.aspx?ItemID=" + item
	}
	return site + "/TW/Pages/vbpq-toanvan.aspx?ItemID=" + item
}

// identify reads the tabs of the page, of which one is selected, and the last
// step of the way to it: "Bộ luật 100/2015/QH13".
func (r *reader) identify(box *html.Node) {
	for _, a := range findAll(box, isElement(atom.A)) {
		if hasClass("selected")(a) {
			r.address(attr(a, "href"))
			break
		}
	}
	if r.page.ItemID == "" {
		if form := find(r.root, func(n *html.Node) bool {
			return n.DataAtom == atom.Form && strings.Contains(attr(n, "action"), "vbpq-")
		}); form != nil {
			r.address(attr(form, "action"))
		}
	}
	if way := find(box, hasClass("box-map")); way != nil {
		if steps := findAll(way, isElement(atom.Li)); len(steps) > 0 {
			t := parseName(text(steps[len(steps)-1]))
			r.page.DocKind, r.page.Number = t.Kind, t.Number
		}
	}
}

// address reads the kind of page and the item from a link.
func (r *reader) address(href string) {
	file, item, ok := splitAddress(href)
	if !ok {
		return
	}
	r.page.ItemID = item
	r.page.Consolidated = strings.Contains(file, "hopnhat")
	switch strings.TrimSuffix(file, "-hopnhat") {
	case "vbpq-toanvan", "vbpq-van-ban-goc", "vbpq-van-ban-goc-new", "vbpq-print", "vbpq-banin", "vbpqen-toanvan":
		r.page.Kind = PageText
	case "vbpq-thuoctinh", "vbpqen-thuoctinh":
		r.page.Kind = PageProperties
	case "vbpq-luocdo":
		r.page.Kind = PageDiagram
	case "vbpq-vanbanlienquan":
		r.page.Kind = PageRelated
	case "vbpq-lichsu":
		r.page.Kind = PageHistory
	}
}

// splitAddress takes the name of the page and the item out of a link.
func splitAddress(href string) (file, item string, ok bool) {
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil || !strings.HasSuffix(strings.ToLower(u.Path), ".aspx") {
		return "", "", false
	}
	for key, values := range u.Query() {
		if strings.EqualFold(key, "ItemID") && len(values) > 0 {
			item = values[0]
		}
	}
	file = strings.TrimSuffix(strings.ToLower(path.Base(u.Path)), ".aspx")
	return file, item, item != "" && isDigits(item)
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// parseName reads "Luật 54/2014/QH13 LUẬT HẢI QUAN", "Hiến pháp Không số Hiến
// pháp năm 2013": the kind, the number and the title.
func parseName(s string) Target {
	const kindWords = 6 // of the longest kind before a number: "Văn bản hợp nhất"
	words := strings.Fields(s)
	for i := range min(len(words), kindWords+1) {
		if strings.EqualFold(words[i], "không") && i+1 < len(words) && strings.EqualFold(words[i+1], "số") {
			return Target{Kind: kindOf(words[:i], ""), Title: strings.Join(words[i+2:], " ")}
		}
		if n, size := numberAt(words[i:]); size > 0 {
			return Target{Kind: kindOf(words[:i], n), Number: n, Title: strings.Join(words[i+size:], " ")}
		}
	}
	return Target{Title: strings.Join(words, " ")}
}

// numberAt reads a số hiệu of one word, or of two where a space slipped in:
// "02/2011/QH 13".
func numberAt(words []string) (n corpus.Number, size int) {
	if !strings.ContainsAny(words[0], "0123456789") || !strings.ContainsAny(words[0], "/-") {
		return "", 0
	}
	for size := 1; size <= min(2, len(words)); size++ {
		n, err := corpus.ParseNumber(strings.Join(words[:size], " "))
		if err == nil && !n.Incomplete() {
			return n, size
		}
	}
	if corpusLike(words[0]) {
		return corpus.Number(words[0]), 1
	}
	return "", 0
}

// corpusLike tells whether a word that ParseNumber does not know is still a
// number of the site, such as "31/VBHN-VPQH" or "63/2023/AL".
func corpusLike(w string) bool {
	first, rest, ok := strings.Cut(w, "/")
	return ok && isDigits(first) && rest != ""
}

// kindOf reads the words before a number; kinds that the corpus does not name
// are KindOther.
func kindOf(words []string, n corpus.Number) corpus.Kind {
	if k, ok := corpus.ParseKind(strings.Join(words, " ")); ok {
		return k
	}
	return corpus.KindOf(n)
}
