package corpus

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Name is the document's full name: "Nghị định số 30/2020/NĐ-CP về công tác văn
// thư", "Luật Khiếu nại số 02/2011/QH13".
func (d Document) Name() string {
	kind, title := d.kindName(), d.titleAfterKind()
	switch {
	case d.Number == "":
		return strings.TrimSpace(kind + " " + title)
	case title == "":
		return kind + " số " + string(d.Number)
	case d.Kind.namedByTitle() && !amends(title):
		return kind + " " + title + " số " + string(d.Number)
	}
	return kind + " số " + string(d.Number) + " " + title
}

// Official cites the place as officials write it, with the issue date, issuer
// and title of the document: "điểm a khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP
// ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư". Without d it is String.
func (r Ref) Official(d *Document) string {
	if d == nil {
		return r.String()
	}
	var b strings.Builder
	if place := r.Place(); place != "" {
		b.WriteString(place + " ")
	}
	title := d.titleAfterKind()
	byTitle := d.Kind.namedByTitle() && !amends(title)
	b.WriteString(d.kindName())
	if byTitle && title != "" {
		b.WriteString(" " + title)
	}
	if d.Number != "" {
		b.WriteString(" số " + string(d.Number))
	}
	if !d.Issued.IsZero() {
		b.WriteString(" " + d.Issued.Long())
	}
	if d.Issuer != "" && !byTitle {
		b.WriteString(" của " + d.Issuer)
	}
	if title != "" && !byTitle {
		b.WriteString(" " + title)
	}
	return b.String()
}

// Long is the form of a document's date line: "ngày 05 tháng 3 năm 2020". Days
// below 10 and the months January and February take a zero (Nghị định số
// 30/2020/NĐ-CP, Phụ lục I). It is empty for the zero Date.
func (d Date) Long() string {
	if d.IsZero() {
		return ""
	}
	month := "%d"
	if d.Month() < 3 {
		month = "%02d"
	}
	return fmt.Sprintf("ngày %02d tháng "+month+" năm %d", d.Day(), d.Month(), d.Year())
}

func (d Document) kindName() string {
	if d.Kind == "" {
		return string(KindOther)
	}
	return string(d.Kind)
}

// verbs begin titles that continue the sentence "Nghị định số …" as they are.
var verbs = []string{
	"về", "quy định", "ban hành", "hướng dẫn", "sửa đổi", "bổ sung", "bãi bỏ", "công bố", "phê duyệt",
	"thực hiện", "kết thúc", "thành lập", "đính chính", "thay thế", "quyết định", "triển khai", "tổ chức",
}

// titleAfterKind is the title as it continues the kind and number: a repeated
// kind is cut off ("Luật Chứng khoán" of a law), a verb in front loses its
// capital, and "về" is put before a noun.
func (d Document) titleAfterKind() string {
	title := strings.TrimRight(strings.Join(strings.Fields(d.Title), " "), ". ;,")
	rest, repeated := cutPrefixFold(title, string(d.Kind)+" ")
	if repeated && d.Kind != "" && !strings.HasPrefix(rest, "số ") && !strings.HasPrefix(rest, "sư") { // Luật Luật sư
		title = rest
	}
	if title == "" || d.Kind.namedByTitle() && !amends(title) {
		return title
	}
	for _, v := range verbs {
		if rest, ok := cutPrefixFold(title, v); ok && !startsWithLetter(rest) {
			return v + rest
		}
	}
	if d.Number == "" || title[0] == '"' || strings.HasPrefix(title, "“") {
		return title
	}
	return "về " + title
}

// cutPrefixFold cuts a prefix off without regard to case.
func cutPrefixFold(s, prefix string) (rest string, ok bool) {
	i := 0
	for _, want := range prefix {
		got, size := utf8.DecodeRuneInString(s[i:])
		if size == 0 || unicode.ToLower(got) != unicode.ToLower(want) {
			return s, false
		}
		i += size
	}
	return s[i:], true
}

func startsWithLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}
