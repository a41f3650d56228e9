package corpus

import (
	"regexp"
	"strconv"
	"strings"
)

// FormatDong writes an amount as officials do: "2.000.000 đồng".
func FormatDong(n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if digits[0] == '-' {
		sign, digits = "-", digits[1:]
	}
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte('.')
		}
		b.WriteRune(d)
	}
	return sign + b.String() + " đồng"
}

// String is the deadline as officials say it: "20 ngày làm việc". A number whose
// unit the portal leaves out says so; the zero Duration is empty.
func (d Duration) String() string {
	text := d.Text
	if text == "" && d.Count > 0 {
		text = strings.TrimSpace(strconv.FormatFloat(d.Count, 'f', -1, 64) + " " + d.Unit)
	}
	switch {
	case d.Count > 0 && d.Unit == "":
		return text + " (cổng không ghi đơn vị)"
	case d.Unit != "":
		return strings.ToLower(text)
	default:
		return text
	}
}

// String is the fee in words, its amount written out and the portal's note kept:
// "lệ phí 2.000 đồng (mỗi thẻ)", "miễn phí".
func (f Fee) String() string {
	_, note, ok := strings.Cut(f.Text, "(")
	if ok {
		note = " (" + note
	}
	switch {
	case f.Known && f.Amount == 0:
		return "miễn phí" + note
	case !f.Known || f.Unit != "đồng":
		return strings.TrimSpace(f.kind() + " " + f.Text)
	default:
		return f.kind() + " " + FormatDong(f.Amount) + note
	}
}

func (f Fee) kind() string {
	if f.Kind == "" {
		return "phí, lệ phí"
	}
	return strings.ToLower(f.Kind)
}

var (
	moneyWords   = regexp.MustCompile(`(\d{1,3}(?:[.,]\d{3})+|\d+)\s*(triệu|nghìn|đồng|Đồng|đ\b|đ/|VNĐ|vnđ)`)
	localCouncil = regexp.MustCompile(`(?i)hội đồng nhân dân|hđnd`)
)

// Contradicted tells whether the note beside the fee says other than its amount:
// another sum of money, or one that a local council sets. Some records state 135
// VNĐ where the note says 135.000 đồng, or free of charge beside a tariff.
func (f Fee) Contradicted() bool {
	_, note, ok := strings.Cut(f.Text, "(")
	if !ok || !f.Known {
		return false
	}
	sums := moneyWords.FindAllStringSubmatch(note, -1)
	for _, m := range sums {
		n, err := strconv.ParseInt(strings.NewReplacer(".", "", ",", "").Replace(m[1]), 10, 64)
		if err == nil && n*moneyUnit(m[2]) == f.Amount {
			return false
		}
	}
	return len(sums) > 0 || localCouncil.MatchString(note)
}

func moneyUnit(word string) int64 {
	switch word {
	case "triệu":
		return 1_000_000
	case "nghìn":
		return 1000
	default:
		return 1
	}
}

// String is one way to file on a line: "Trực tiếp: 7 ngày làm việc; lệ phí 2.000
// đồng". The note is not part of it.
func (f Filing) String() string {
	var parts []string
	if d := f.Deadline.String(); d != "" {
		parts = append(parts, d)
	}
	for _, fee := range f.Fees {
		parts = append(parts, fee.String())
	}
	return joinNonEmpty(": ", f.Form, strings.Join(parts, "; "))
}

// String is one paper on a line: "Tờ khai (NA5.doc): 1 bản chính, 1 bản sao".
func (i DossierItem) String() string {
	s := i.Name
	if len(i.Forms) > 0 {
		s = strings.TrimSpace(s + " (mẫu: " + strings.Join(i.Forms, "; ") + ")")
	}
	return joinNonEmpty(": ", s, i.Quantity())
}

// Quantity is how many originals and copies: "1 bản chính, 1 bản sao". It is empty
// for the notes that the portal lists as papers with no copy asked for.
func (i DossierItem) Quantity() string {
	var parts []string
	if i.Originals > 0 {
		parts = append(parts, strconv.Itoa(i.Originals)+" bản chính")
	}
	if i.Copies > 0 {
		parts = append(parts, strconv.Itoa(i.Copies)+" bản sao")
	}
	return strings.Join(parts, ", ")
}

// String is the case's name and its papers, one a line.
func (c Case) String() string {
	lines := make([]string, 0, len(c.Items)+1)
	if c.Name != "" {
		lines = append(lines, c.Name)
	}
	for _, item := range c.Items {
		lines = append(lines, item.String())
	}
	return strings.Join(lines, "\n")
}

// String is the document as cited: "Luật Cư trú (68/2020/QH14)".
func (b Basis) String() string {
	switch {
	case b.Title == "":
		return b.Number
	case strings.Contains(b.Title, b.Number):
		return b.Title
	default:
		return b.Title + " (" + b.Number + ")"
	}
}

// String is the result with its code: "Thẻ căn cước (KQ.G01.000023)".
func (r Result) String() string {
	if r.Code == "" {
		return r.Name
	}
	return strings.TrimSpace(r.Name + " (" + r.Code + ")")
}

// joinNonEmpty joins those of a and b that are not empty.
func joinNonEmpty(sep, a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + sep + b
}

// Text is the whole procedure as readable text, one field after another under its
// Vietnamese heading, for indexing and for showing in full.
func (p Procedure) Text() string {
	var b strings.Builder
	field := func(heading string, lines ...string) {
		text := strings.TrimSpace(strings.Join(lines, "\n"))
		if text == "" {
			return
		}
		sep := ": "
		if strings.Contains(text, "\n") {
			sep = ":\n"
		}
		b.WriteString("\n" + heading + sep + text)
	}
	b.WriteString(p.Name)
	field("Mã thủ tục", p.Code)
	field("Số quyết định", p.Decision)
	field("Cơ quan công bố", joinNonEmpty(" – ", p.Agency, p.Province))
	field("Cấp thực hiện", strings.Join(p.Levels, ", "))
	field("Lĩnh vực", p.Field)
	field("Đối tượng thực hiện", strings.Join(p.Applicants, ", "))
	field("Cơ quan có thẩm quyền", p.Authority)
	field("Cơ quan thực hiện", p.Executor)
	field("Cơ quan được ủy quyền", p.Delegated)
	field("Cơ quan phối hợp", p.Coordinating)
	field("Địa chỉ tiếp nhận hồ sơ", p.Reception)
	field("Trình tự thực hiện", p.Steps)
	field("Cách thức thực hiện", filingLines(p.Filings)...)
	field("Thành phần hồ sơ", stringLines(p.Dossier)...)
	field("Yêu cầu, điều kiện", p.Conditions)
	field("Kết quả", stringLines(p.Results)...)
	field("Căn cứ pháp lý", stringLines(p.Basis)...)
	field("Thủ tục liên quan", p.Related)
	field("Mô tả", p.Description)
	field("Từ khóa", p.Keywords)
	return b.String()
}

// filingLines gives each way to file, and under it its note unless the one before
// had the same.
func filingLines(filings []Filing) []string {
	var lines []string
	note := ""
	for _, f := range filings {
		lines = append(lines, f.String())
		if f.Note != "" && f.Note != note {
			lines = append(lines, f.Note)
		}
		note = f.Note
	}
	return lines
}

func stringLines[T interface{ String() string }](values []T) []string {
	lines := make([]string, 0, len(values))
	for _, v := range values {
		if s := v.String(); s != "" {
			lines = append(lines, s)
		}
	}
	return lines
}
