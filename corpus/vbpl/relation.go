package vbpl

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/trolycongvu/congvu/corpus"
)

// RelationKind is what one document does to another, seen from the one that acts.
type RelationKind string

// The kinds of relation. RelEnds is what the site says when it does not tell
// replacing from repealing.
const (
	RelBasis        RelationKind = "căn cứ"
	RelCites        RelationKind = "dẫn chiếu"
	RelGuides       RelationKind = "hướng dẫn"
	RelAmends       RelationKind = "sửa đổi"
	RelSupplements  RelationKind = "bổ sung"
	RelReplaces     RelationKind = "thay thế"
	RelRepeals      RelationKind = "bãi bỏ"
	RelEnds         RelationKind = "làm hết hiệu lực"
	RelSuspends     RelationKind = "đình chỉ"
	RelCorrects     RelationKind = "đính chính"
	RelConsolidates RelationKind = "hợp nhất"
	RelRelated      RelationKind = "liên quan"
)

// Relation joins the page's document to another. With Out set the page's document
// acts on Target ("Văn bản được hướng dẫn", "Văn bản căn cứ"), otherwise Target
// acts on it ("Văn bản sửa đổi").
type Relation struct {
	Kind   RelationKind
	Out    bool
	Partly bool
	Label  string // as printed: "Văn bản quy định hết hiệu lực 1 phần"
	Target Target
	Since  corpus.Date // the day that the page gives for it, which only histories do
	Places string      // which parts it acts on, as printed
}

// Target is a document that a page names.
type Target struct {
	ItemID    string
	Address   string
	Kind      corpus.Kind
	Number    corpus.Number
	Title     string
	Issued    corpus.Date
	Effective corpus.Date
}

// relationLabel is the heading of a list of documents, understood.
type relationLabel struct {
	kind        RelationKind
	out, partly bool
	text        string
}

// relationWords name the relations in labels; the first that occurs counts.
var relationWords = []struct {
	word string
	kind RelationKind
}{
	{"hợp nhất", RelConsolidates},
	{"căn cứ", RelBasis},
	{"dẫn chiếu", RelCites},
	{"liên quan", RelRelated},
	{"đình chỉ", RelSuspends},
	{"ngưng hiệu lực", RelSuspends},
	{"đính chính", RelCorrects},
	{"thay thế", RelReplaces},
	{"bãi bỏ", RelRepeals},
	{"hủy bỏ", RelRepeals},
	{"huỷ bỏ", RelRepeals},
	{"hết hiệu lực", RelEnds},
	{"hd, qđ chi tiết", RelGuides},
	{"hướng dẫn", RelGuides},
	{"quy định chi tiết", RelGuides},
	{"sửa đổi", RelAmends},
	{"bổ sung", RelSupplements},
}

// readLabel understands the heading of a list: "Văn bản được HD, QĐ chi tiết (0)".
// A passive names what the page's document acts on.
func readLabel(s string) (relationLabel, bool) {
	if i := strings.IndexByte(s, '('); i >= 0 {
		s = s[:i]
	}
	s = squeeze(s)
	k := key(s)
	rest, ok := strings.CutPrefix(k, "văn bản ")
	if !ok || strings.HasPrefix(rest, "hiện thời") {
		return relationLabel{}, false
	}
	for _, w := range relationWords {
		if !strings.Contains(rest, w.word) {
			continue
		}
		l := relationLabel{kind: w.kind, text: s}
		l.partly = strings.Contains(rest, "1 phần") || strings.Contains(rest, "một phần")
		l.out = strings.HasPrefix(rest, "được ") || strings.HasPrefix(rest, "bị ")
		switch w.kind {
		case RelBasis, RelCites, RelRelated:
			l.out = true
		case RelEnds: // "Văn bản hết hiệu lực" lists those that this one ended
			l.out = l.out || strings.HasPrefix(rest, "hết hiệu lực")
		}
		return l, true
	}
	return relationLabel{}, false
}

// related reads "Văn bản liên quan": rows of a label and a list.
func (r *reader) related(box *html.Node) {
	for _, block := range findAll(box, hasClass("vbLienQuan")) {
		for _, row := range findAll(block, isElement(atom.Tr)) {
			cells := findAll(row, isElement(atom.Td, atom.Th))
			if len(cells) < 2 {
				continue
			}
			if label, ok := readLabel(text(cells[0])); ok {
				r.targets(cells[1], label)
			}
		}
	}
}

// diagram reads the lược đồ: blocks of a heading and a list.
func (r *reader) diagram(box *html.Node) {
	for _, block := range findAll(box, hasClass("luocdo")) {
		title := find(block, func(n *html.Node) bool { return hasClass("title")(n) || hasClass("titleht")(n) })
		content := find(block, hasClass("content"))
		if title == nil || content == nil {
			continue
		}
		if hasClass("titleht")(title) {
			r.own(content)
			continue
		}
		if label, ok := readLabel(text(title)); ok {
			r.targets(content, label)
		}
	}
}

// own reads the diagram's block of the document itself, which has its title.
func (r *reader) own(content *html.Node) {
	t := parseName(text(content))
	if r.page.Title == "" {
		r.page.Title = t.Title
	}
	if r.page.Number == "" {
		r.page.Number = t.Number
	}
}

// merged reads the diagram of a consolidated text, whose boxes have ids that end
// in _bs for what it takes in and _hn for itself.
func (r *reader) merged(box *html.Node) {
	for _, b := range findAll(box, func(n *html.Node) bool { return n.DataAtom == atom.Div && hasClass("w")(n) }) {
		if id := attr(b, "id"); id == "VBGoc" || strings.HasSuffix(id, "_bs") {
			r.targets(b, relationLabel{kind: RelConsolidates, out: true, text: "Văn bản được hợp nhất"})
		}
	}
}

// targets adds the documents of one list.
func (r *reader) targets(list *html.Node, l relationLabel) {
	for _, item := range findAll(list, isElement(atom.Li)) {
		t := readTarget(item)
		if t == (Target{}) || t.ItemID != "" && t.ItemID == r.page.ItemID {
			continue
		}
		r.page.Relations = append(r.page.Relations, Relation{Kind: l.kind, Out: l.out, Partly: l.partly, Label: l.text, Target: t})
	}
}

// readTarget reads one item of a list: the first link to a document names it,
// "Ngày ban hành: …" dates it.
func readTarget(item *html.Node) Target {
	link := find(item, func(n *html.Node) bool {
		if n.DataAtom != atom.A {
			return false
		}
		_, _, ok := splitAddress(attr(n, "href"))
		return ok && text(n) != ""
	})
	if link == nil {
		return Target{}
	}
	name, when := text(link), ""
	for _, label := range []string{"Ngày ban hành:", "Ngày xác thực:"} {
		if before, after, ok := strings.Cut(name, label); ok {
			name, when = before, after
		}
	}
	file, id, _ := splitAddress(attr(link, "href"))
	t := parseName(name)
	t.ItemID, t.Address, t.Issued = id, pageAddress(id, strings.Contains(file, "hopnhat")), dateOf(when)
	for _, li := range findAll(item, func(n *html.Node) bool { return n.DataAtom == atom.Li && hasClass("info")(n.Parent) }) {
		label, value, _ := strings.Cut(text(li), ":")
		switch key(label) {
		case "ngày ban hành", "ngày xác thực":
			t.Issued = dateOf(value)
		case "ngày có hiệu lực":
			t.Effective = dateOf(value)
		}
	}
	return t
}
