package corpus

import (
	"slices"
	"strings"
)

// Describe says in Vietnamese what the amendment does, as it follows the name of
// the place: "được sửa đổi, bổ sung bởi Điều 1 Nghị định số 92/2017/NĐ-CP, hiệu
// lực từ 25/09/2017".
func (a Amendment) Describe() string {
	var b strings.Builder
	if a.ends() {
		b.WriteString("hết hiệu lực theo " + a.By.String())
		if !a.Effective.IsZero() {
			b.WriteString(" từ " + a.Effective.Vietnamese())
		}
		return b.String()
	}
	if a.Partly {
		b.WriteString("có nội dung ")
	}
	ends := func(k AmendmentKind) bool { return k == AmendRepeal || k == AmendSuspend }
	if len(a.Kinds) > 0 && !slices.ContainsFunc(a.Kinds, func(k AmendmentKind) bool { return !ends(k) }) {
		b.WriteString("bị ")
	} else {
		b.WriteString("được ")
	}
	kinds := make([]string, len(a.Kinds))
	for i, k := range a.Kinds {
		kinds[i] = string(k)
	}
	if len(kinds) == 0 {
		kinds = []string{string(AmendModify)}
	}
	b.WriteString(strings.Join(kinds, ", "))
	if by := a.By.String(); by != "" {
		if slices.Contains(a.Kinds, AmendConsolidate) {
			b.WriteString(" tại " + by)
		} else {
			b.WriteString(" bởi " + by)
		}
	}
	if !a.Effective.IsZero() {
		b.WriteString(", hiệu lực từ " + a.Effective.Vietnamese())
	}
	return b.String()
}

// ends tells whether the acting document says that the target "hết hiệu lực",
// which is no bãi bỏ by its own words.
func (a Amendment) ends() bool {
	return len(a.Kinds) == 1 && a.Kinds[0] == AmendRepeal && !a.Partly && !a.By.IsZero() &&
		strings.Contains(a.Note, "hết hiệu lực") && !strings.Contains(a.Note, "ãi bỏ")
}
