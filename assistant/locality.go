package assistant

import (
	"math"
	"slices"

	"github.com/trolycongvu/congvu/assistant/question"
)

// atHome orders procedures for the province that the question names: what that province
// published stands first and what another published last, among those that match
// nearly as well as the best.
func (in *inquiry) atHome(procedures []unit) []unit {
	home, named := question.Province(in.text)
	if !named || len(procedures) == 0 {
		return procedures
	}
	rank := func(u unit) int {
		switch p := u.procedure; {
		case p.Province == "":
			return 1
		case question.SameProvince(p.Province, home):
			return 0
		}
		return 2
	}
	out := slices.Clone(procedures)
	alike := 0
	for alike < len(out) && out[alike].worth >= out[0].worth+math.Log(closeScore) {
		alike++
	}
	slices.SortStableFunc(out[:alike], func(x, y unit) int { return rank(x) - rank(y) })
	return out
}

// warnElsewhere says when the procedure shown is that of another province than the
// one that the question names.
func (in *inquiry) warnElsewhere(d *draft) {
	card := d.answer.Procedure
	home, named := question.Province(in.text)
	if card == nil || card.Province == "" || !named || question.SameProvince(card.Province, home) {
		return
	}
	d.warn(sayf(warnOtherProvince, card.Province, home))
}
