package fault

import (
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// documentName names a document with the number given, in one of three styles:
// as officials cite it, by number alone, and, of laws, by title.
func documentName(d *corpus.Document, n corpus.Number, style int) string {
	byTitle := d.Kind == corpus.KindLaw || d.Kind == corpus.KindCode || d.Kind == corpus.KindOrdinance
	switch {
	case byTitle && style == 0:
		return string(d.Kind) + " " + d.Title + " số " + string(n)
	case byTitle && style == 2:
		return string(d.Kind) + " " + d.Title
	case style == 0:
		return string(d.Kind) + " số " + string(n)
	case byTitle && style == 3 && !d.Issued.IsZero():
		return string(d.Kind) + " " + d.Title + " năm " + strconv.Itoa(d.Issued.Year())
	}
	return string(d.Kind) + " " + string(n)
}

// leadAt names the place that a sentence rests on.
func (w writer) leadAt(p *place, ref corpus.Ref) string {
	document := documentName(p.doc, ref.Number, w.rng.IntN(4))
	switch w.rng.IntN(5) {
	case 0:
		return "theo " + ref.Place()
	case 1:
		return document + " quy định"
	case 2:
		return "căn cứ " + ref.Place() + " " + document
	default:
		return "theo " + ref.Place() + " " + document
	}
}

var openings = []string{"theo quy định này", "theo quy định hiện hành", "cụ thể", "ngoài ra", "bên cạnh đó", "như vậy", "đồng thời", "theo đó"}

// leads puts an opening before about half of the sentences.
func (w writer) leads(a *answer) {
	for i, d := range a.drafts {
		if d.role != tells || d.written || d.front != "" || strings.HasPrefix(d.body, "về ") && w.chance(60) {
			continue
		}
		switch {
		case w.chance(45):
			d.lead, d.named = w.leadAt(d.from[0], d.from[0].ref), true
		case i > 0 && w.chance(35):
			d.lead = one(w.rng, openings)
		}
	}
}

// merge joins two short statements of different places in one sentence with two citations.
func (w writer) merge(a *answer) {
	if len(a.drafts) < 3 || !w.chance(50) {
		return
	}
	for i := 0; i+1 < len(a.drafts); i++ {
		x, y := a.drafts[i], a.drafts[i+1]
		plain := x.role == tells && y.role == tells && x.tail+x.front+y.tail+y.front == "" && x.from[0] != y.from[0]
		if !plain || i+2 < len(a.drafts) && a.drafts[i+2].of == y || len(strings.Fields(x.body+" "+y.body)) > 44 {
			continue
		}
		x.body += one(w.rng, []string{"; ", ", đồng thời ", "; ngoài ra, "}) + lowered(y.body)
		x.cites, x.from = append(x.cites, y.cites...), append(x.from, y.from...)
		a.drafts = append(a.drafts[:i+1], a.drafts[i+2:]...)
		return
	}
}

var pronounFor = []struct{ subject, pronoun string }{
	{"người tố cáo", "họ"},
	{"người khiếu nại", "họ"},
	{"công chức", "người này"},
	{"viên chức", "người này"},
	{"người lao động", "họ"},
	{"người nhận nuôi", "họ"},
	{"cán bộ, công chức", "họ"},
	{"Ủy ban nhân dân cấp xã", "cơ quan này"},
	{"UBND cấp xã", "cơ quan này"},
}

// pronouns replaces the subject of a sentence by a pronoun where the sentence before
// it has the same subject and source.
func (w writer) pronouns(a *answer) {
	for i := 1; i < len(a.drafts); i++ {
		x, y := a.drafts[i-1], a.drafts[i]
		if x.role != tells || y.role != tells || x.from[0] != y.from[0] {
			continue
		}
		for _, p := range pronounFor {
			if rest, ok := strings.CutPrefix(y.body, p.subject+" "); ok && strings.HasPrefix(x.body, p.subject+" ") && w.chance(70) {
				y.body = p.pronoun + " " + rest
				break
			}
		}
	}
}
