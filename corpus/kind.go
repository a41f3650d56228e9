package corpus

import "strings"

// Force is the legal rank of a kind of document, higher being stronger, after
// Điều 4 Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15. The rank of
// resolutions and decisions depends on who issued them: see ForceOf.
func (k Kind) Force() int {
	switch k {
	case KindConstitution:
		return 100
	case KindCode, KindLaw:
		return 90
	case KindOrdinance, KindResolution, KindJointResolution:
		return 80
	case KindOrder:
		return 70
	case KindDecree:
		return 60
	case KindDecision:
		return 50
	case KindCircular, KindJointCircular:
		return 40
	case KindDirective:
		return 30
	}
	return 0
}

// ForceOf is Force with the issuer that the number names taken into account: a
// resolution of the Assembly ranks as a law, one of the Government as a decree,
// a minister's decision as a circular, a province's acts below those of the centre.
func ForceOf(k Kind, n Number) int {
	issuer := n.issuer()
	switch {
	case issuer == "":
		return k.Force()
	case issuer == "hdnd", issuer == "ubnd":
		return min(k.Force(), 20)
	case k == KindJointResolution && issuer != "ubtvqh":
		return KindDecree.Force()
	case k == KindDecision && issuer != "ttg":
		return KindCircular.Force()
	case k != KindResolution:
		return k.Force()
	}
	switch issuer {
	case "qh":
		return KindLaw.Force()
	case "cp":
		return KindDecree.Force()
	case "hdtp":
		return KindCircular.Force() + 5
	}
	return k.Force()
}

// issuer is the first group of the suffix that names no kind, folded and without
// the term of the Assembly: "cp", "qh", "bgddt".
func (n Number) issuer() string {
	for g := range strings.FieldsFuncSeq(fold(n.suffix()), func(r rune) bool { return !isSlugRune(r) }) {
		if !isKindGroup(g) {
			return strings.TrimRight(g, "0123456789")
		}
	}
	return ""
}

// Force is the document's legal rank.
func (d Document) Force() int { return ForceOf(d.Kind, d.Number) }

// Abbrev is the short form of the kind as numbers carry it, "NĐ", "TTLT"; for
// kinds whose numbers have none it is the one that officials use in notes.
func (k Kind) Abbrev() string {
	switch k {
	case KindConstitution:
		return "HP"
	case KindCode:
		return "BL"
	case KindLaw:
		return "L"
	case KindOrdinance:
		return "PL"
	case KindResolution:
		return "NQ"
	case KindJointResolution:
		return "NQLT"
	case KindDecree:
		return "NĐ"
	case KindDecision:
		return "QĐ"
	case KindCircular:
		return "TT"
	case KindJointCircular:
		return "TTLT"
	case KindDirective:
		return "CT"
	}
	return ""
}

// kindWords are the names and abbreviations of kinds as people type them,
// folded. The official code itself writes LQ for laws.
var kindWords = map[string]Kind{
	"hien phap": KindConstitution, "hp": KindConstitution,
	"bo luat": KindCode, "bl": KindCode,
	"luat": KindLaw, "lq": KindLaw, "l": KindLaw,
	"phap lenh": KindOrdinance, "pl": KindOrdinance,
	"lenh":       KindOrder,
	"nghi quyet": KindResolution, "nq": KindResolution,
	"nghi quyet lien tich": KindJointResolution, "nqlt": KindJointResolution,
	"nghi dinh": KindDecree, "nd": KindDecree,
	"quyet dinh": KindDecision, "qd": KindDecision,
	"thong tu": KindCircular, "tt": KindCircular,
	"thong tu lien tich": KindJointCircular, "ttlt": KindJointCircular,
	"chi thi": KindDirective, "ct": KindDirective,
	"van ban": KindOther,
}

// ParseKind reads the name or abbreviation of a kind in any case, with or
// without diacritics: "Nghị định", "nghi dinh", "NĐ", "nd".
func ParseKind(s string) (Kind, bool) {
	k, ok := kindWords[strings.Join(strings.Fields(fold(s)), " ")]
	return k, ok
}

// KindOf tells the kind that a number's suffix names, KindOther when it names
// none. QH stands for laws though resolutions of the Assembly before 2009 share
// it, UBTVQH for ordinances likewise.
func KindOf(n Number) Kind {
	suffix := fold(n.suffix())
	first := suffix
	if i := strings.IndexAny(suffix, "-/_.&("); i >= 0 {
		first = suffix[:i]
	}
	switch first {
	case "l", "lct":
		return KindLaw
	case "cp", "ndcp":
		return KindDecree
	case "ttg":
		return KindDecision
	case "ttln", "ttlb":
		return KindJointCircular
	case "tt":
		if suffix == "tt-lb" || suffix == "tt/lb" {
			return KindJointCircular
		}
	}
	letters := strings.TrimRight(first, "0123456789")
	switch {
	case letters == "qh" && letters != first:
		return KindLaw
	case letters == "ubtvqh":
		return KindOrdinance
	}
	if k, ok := kindWords[first]; ok && k != KindConstitution && k != KindCode {
		return k
	}
	return KindOther
}
