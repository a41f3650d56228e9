package structure

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// properties are what stands above a text about it: front matter, a table
// "THÔNG TIN VĂN BẢN", the heading that a web site puts there.
type properties struct {
	number    corpus.Number
	kind      corpus.Kind
	title     string
	issuer    string
	issued    corpus.Date
	effective corpus.Date
	signer    string
}

var propertyLine = regexp.MustCompile(`^[-*+\s]*([\p{L}_ ]{2,30}?)\s*(?::|\|)\s*(.+)$`)

// readProperties reads the rows before row end.
func (p *parser) readProperties(end int) properties {
	var f properties
	const most = 140
	for _, name := range slices.Sorted(maps.Keys(p.given)) {
		f.set(propertyKey(name), strings.TrimSpace(p.given[name]), true)
	}
	front := len(p.rows) > 0 && strings.HasPrefix(p.rows[0].text, "---")
	for i := 0; i < min(end, most); i++ {
		r := p.rows[i]
		if i > 0 && front && strings.HasPrefix(r.text, "---") {
			front = false
		}
		texts := []string{r.view}
		if r.table {
			texts = strings.Split(r.text, "\n")
		}
		for _, t := range texts {
			t = strings.TrimSpace(strings.Trim(viewOf(t), "|"))
			if m := propertyLine.FindStringSubmatch(strings.ReplaceAll(t, "**", "")); m != nil {
				f.set(propertyKey(m[1]), strings.Trim(m[2], " \"'|"), front)
			}
		}
	}
	return f
}

func propertyKey(s string) string {
	return strings.NewReplacer(" ", "", "_", "", "-", "").Replace(fold(s))
}

// set takes one property over. English keys count in front matter only.
func (f *properties) set(key, value string, front bool) {
	switch key {
	case "sohieu", "so", "sokyhieu":
		if n, err := corpus.ParseNumber(value); err == nil && !n.Incomplete() && f.number == "" {
			f.number = n
		}
	case "ngaybanhanh", "ngay", "date":
		if key != "date" || front {
			setDate(&f.issued, value)
		}
	case "ngayhieuluc", "ngaycohieuluc", "hieuluc", "effectivedate":
		setDate(&f.effective, value)
	case "coquanbanhanh", "noibanhanh", "issuer", "bo":
		if f.issuer == "" && !placeName(value) {
			f.issuer = value
		}
	case "nguoiky", "signer":
		if before, _, ok := strings.Cut(value, "("); ok {
			value = strings.TrimSpace(before)
		}
		if f.signer == "" && nameAtEnd(value) == value {
			f.signer = value
		}
	case "loaivanban", "loai":
		if k, ok := corpus.ParseKind(value); ok && f.kind == "" {
			f.kind = k
		}
	case "trichyeu", "noidung":
		f.title = value
	case "title":
		if f.title == "" && front {
			f.fromTitle(value)
		}
	}
}

func placeName(s string) bool { return strings.HasPrefix(fold(s), "ha noi") }

var leadingDate = regexp.MustCompile(`^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/\-]\d{1,2}[/\-]\d{4}|(?:ngày )?\d{1,2} tháng \d{1,2} năm \d{4})`)

func setDate(d *corpus.Date, value string) {
	if !d.IsZero() {
		return
	}
	m := leadingDate.FindString(value)
	if m == "" {
		return
	}
	if strings.Contains(m, "tháng") && !strings.HasPrefix(m, "ngày") {
		m = "ngày " + m
	}
	if got, err := corpus.ParseDate(m); err == nil {
		*d = got
	}
}

var titleHead = regexp.MustCompile(`^(?:(Nghị định|Thông tư liên tịch|Thông tư|Quyết định|Nghị quyết|Luật|Chỉ thị)\s+)?(?:số\s+)?(\d\S*/\S+)(?:\s+ngày\s+\S+)?\s*[-–:]?\s*(.*)$`)

// fromTitle reads "Nghị định 224/2026/NĐ-CP quy định …".
func (f *properties) fromTitle(s string) {
	m := titleHead.FindStringSubmatch(s)
	if m == nil {
		f.title = s
		return
	}
	if n, err := corpus.ParseNumber(m[2]); err == nil && f.number == "" && !n.Incomplete() {
		f.number = n
	}
	if k, ok := corpus.ParseKind(m[1]); ok && f.kind == "" {
		f.kind = k
	}
	f.title = capitalised(m[3])
}
