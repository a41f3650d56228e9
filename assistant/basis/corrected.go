package basis

import (
	"context"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// corrected is the citation as it should read, in the form of Phụ lục I Nghị định số
// 30/2020/NĐ-CP: kind, number, date, issuer, title. For an act that was replaced it
// names the one that stands in its place, where the corpus has it and the places
// cited are none of the old one. It is empty where a place is wrong, for nobody can
// tell which was meant.
func (k *check) corrected(ctx context.Context, c citation, d corpus.Document, l Line) string {
	lead := c.lead
	for _, f := range l.Faults {
		switch f.Kind {
		case FaultPlace, FaultOther:
			return ""
		case FaultEnded:
			next, ok := k.successor(ctx, d)
			if !ok || lead != "" {
				return ""
			}
			d = next
		}
	}
	line := (corpus.Ref{}).Official(&d)
	if lead != "" {
		line = lead + " " + line
	}
	if c.part == PartBasis {
		return "Căn cứ " + strings.TrimSpace(line) + ";"
	}
	return strings.TrimSpace(line)
}

// successor is the act that replaced d and stands on the day of the draft.
func (k *check) successor(ctx context.Context, d corpus.Document) (corpus.Document, bool) {
	const longest = 5 // replacements in a row
	for range longest {
		by := d.InForce.EndedBy
		if by == nil || !by.By.HasDocument() || d.InForce.Until.IsZero() {
			return d, false
		}
		found, err := k.corpus.FindRef(ctx, by.By.Document())
		if err != nil || len(found) != 1 || !alike(found[0].Kind, d.Kind) {
			return d, false
		}
		d = found[0]
		if d.InForce.Until.IsZero() || k.day < d.InForce.Until {
			return d, true
		}
	}
	return d, false
}
