package structure

import "github.com/trolycongvu/congvu/corpus"

// checkDocument warns of what the document as a whole lacks.
func (p *parser) checkDocument() {
	d := p.doc
	act := d.Kind != kindAnnex
	if len(p.rows) == 0 {
		p.warn(-1, "văn bản không có chữ")
		return
	}
	if act && d.Number == "" {
		p.warn(-1, "không thấy số hiệu")
	}
	if act && d.Issued.IsZero() {
		p.warn(-1, "không thấy ngày ban hành")
	}
	if d.Title == "" {
		p.warn(-1, "không thấy tên gọi (trích yếu)")
	}
}

// EffectArticle returns the index of the article that says when the document takes
// effect, as its heading tells, or -1: the last one headed so of those that are
// the document's own, not of a regulation issued with it.
func EffectArticle(d corpus.Document) int {
	best := -1
	for i, a := range d.Articles {
		if rank := effectRank(a.Heading); rank > 0 && (best < 0 || rank >= effectRank(d.Articles[best].Heading)) {
			best = i
		}
	}
	return best
}
