package corpus

import (
	"strconv"
	"strings"
)

// String writes the place as officials do, from the smallest part up: "điểm a
// khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP". ParseRef is its inverse.
func (r Ref) String() string {
	r = r.tidy()
	parts := make([]string, 0, 4)
	if place := r.Place(); place != "" {
		parts = append(parts, place)
	}
	if doc := r.DocumentName(); doc != "" {
		parts = append(parts, doc)
	}
	return strings.Join(parts, " ")
}

// Place is the part of String that lies inside the document: "điểm a khoản 2 Điều 5".
func (r Ref) Place() string {
	parts := make([]string, 0, 3)
	if r.Point != "" {
		parts = append(parts, "điểm "+r.Point)
	}
	if r.Clause != "" {
		parts = append(parts, "khoản "+r.Clause)
	}
	if r.Article != "" {
		parts = append(parts, articleName(r.Article))
	}
	return strings.Join(parts, " ")
}

// DocumentName is the part of String that names the document: "Nghị định số
// 30/2020/NĐ-CP", "Luật Khiếu nại năm 2011"; empty when the place names none.
func (r Ref) DocumentName() string {
	r = r.tidy()
	kind := string(r.Kind)
	switch {
	case r.Number == "" && r.Title == "" && r.Kind == "":
		return ""
	case kind == "":
		kind = "văn bản"
	}
	title := r.Title
	if r.Number == "" {
		if r.Year != 0 {
			title = strings.TrimSpace(title + " năm " + strconv.Itoa(r.Year))
		}
		return strings.TrimSpace(kind + " " + title)
	}
	number := "số " + string(r.Number)
	if title == "" {
		return kind + " " + number
	}
	if r.Kind.namedByTitle() && !amends(title) {
		return kind + " " + title + " " + number
	}
	return kind + " " + number + " " + title
}

// HasDocument tells whether the place says which document it lies in.
func (r Ref) HasDocument() bool {
	return r.Number != "" || r.Title != "" || r.Kind == KindConstitution
}

// IsZero tells whether the Ref names nothing.
func (r Ref) IsZero() bool { return r == Ref{} }

// Document is the Ref of the document alone.
func (r Ref) Document() Ref {
	r.Article, r.Clause, r.Point = "", "", ""
	return r
}

// SamePlace tells whether two refs name one place, however their document is
// spelled: numbers compare by Key, titles by TitleKey when a number is missing.
func (r Ref) SamePlace(o Ref) bool {
	if !strings.EqualFold(r.Article, o.Article) || !strings.EqualFold(r.Clause, o.Clause) || !strings.EqualFold(r.Point, o.Point) {
		return false
	}
	if r.Number != "" && o.Number != "" {
		return r.Number.Key() == o.Number.Key()
	}
	return r.Title != "" && TitleKey(r.Title) == TitleKey(o.Title) && (r.Year == o.Year || r.Year == 0 || o.Year == 0)
}

// tidy drops what String and ParseRef do not tell apart: the kind that a number
// itself says is filled in, "Văn bản" is no kind, and a year stands only where
// no number does.
func (r Ref) tidy() Ref {
	if r.Kind == KindOther {
		r.Kind = ""
	}
	if r.Kind == "" && r.Number != "" && !sharesNumbers(r.Number) {
		if k := KindOf(r.Number); k != KindOther {
			r.Kind = k
		}
	}
	if r.Number != "" {
		r.Year = 0
	}
	return r
}

// namedByTitle tells whether officials name such acts by title: Luật Khiếu nại.
func (k Kind) namedByTitle() bool {
	switch k {
	case KindConstitution, KindCode, KindLaw, KindOrdinance:
		return true
	}
	return false
}

// amends tells whether the title is that of an act that changes other acts. Such
// titles follow the number.
func amends(title string) bool {
	return strings.HasPrefix(fold(title), "sua doi")
}

// articleName is "Điều 28", or the label itself when it is no Điều ("Mục IV").
func articleName(label string) string {
	if label == "" || label[0] >= '0' && label[0] <= '9' {
		return "Điều " + label
	}
	return label
}

// TitleKey is equal for titles that officials would call the same: without
// diacritics, case, punctuation and the "về" in front.
func TitleKey(title string) string {
	key := strings.ReplaceAll(slug(title), "-", " ")
	return strings.TrimPrefix(key, "ve ")
}
