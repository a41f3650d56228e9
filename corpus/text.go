package corpus

import "strings"

// Text is the whole wording of the article without its heading: labels
// included, one line for each clause, point, paragraph and table row.
func (a Article) Text() string {
	var b strings.Builder
	for _, n := range a.Body {
		n.appendTo(&b)
	}
	return b.String()
}

// Title is the article's name and heading: "Điều 28. Thời hạn giải quyết khiếu
// nại lần đầu".
func (a Article) Title() string {
	if a.Heading == "" {
		return articleName(a.Label)
	}
	return articleName(a.Label) + ". " + a.Heading
}

// FullText is the wording of the node and all that lies below it, one line each.
func (n Node) FullText() string {
	var b strings.Builder
	n.appendTo(&b)
	return b.String()
}

// Line is the node's own wording without what lies below it: "2. Đối với …".
func (n Node) Line() string {
	if n.Marker == "" || n.Text == "" {
		return n.Marker + n.Text
	}
	return n.Marker + " " + n.Text
}

func (n Node) appendTo(b *strings.Builder) {
	if line := n.Line(); line != "" {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(line)
	}
	for _, c := range n.Children {
		c.appendTo(b)
	}
}

// Find returns the clause, or the point of that clause, by label. An empty
// clause finds a point that stands directly under the article; with both empty
// it is the article as one node. Labels compare without regard to case.
func (a Article) Find(clause, point string) (Node, bool) {
	n := Node{Level: LevelArticle, Label: a.Label, Children: a.Body}
	var ok bool
	if clause != "" {
		if n, ok = n.find(LevelClause, clause); !ok {
			return Node{}, false
		}
	}
	if point != "" {
		return n.find(LevelPoint, point)
	}
	return n, true
}

// find searches below n, direct children first.
func (n Node) find(level Level, label string) (Node, bool) {
	for _, c := range n.Children {
		if c.Level == level && strings.EqualFold(c.Label, label) {
			return c, true
		}
	}
	for _, c := range n.Children {
		if found, ok := c.find(level, label); ok {
			return found, true
		}
	}
	return Node{}, false
}

// Ref is the article's place in document d. The title is named only when d has
// no number.
func (a Article) Ref(d Document) Ref {
	r := d.Ref()
	r.Article = a.Label
	return r
}

// Ref is the document as a place.
func (d Document) Ref() Ref {
	r := Ref{Kind: d.Kind, Number: d.Number}
	if d.Number == "" {
		r.Title = d.Title
	}
	return r
}
