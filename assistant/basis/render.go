package basis

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Text renders the report for a terminal: one block a citation, the căn cứ first as
// they stand in the draft, then a line of counts.
func (r Report) Text() string {
	var b strings.Builder
	b.WriteString(r.heading() + "\n")
	for _, part := range []Part{PartBasis, PartText} {
		first := true
		for _, l := range r.Lines {
			if l.Part != part {
				continue
			}
			if first {
				b.WriteString("\n" + partNames[part] + "\n")
				first = false
			}
			l.write(&b)
		}
	}
	fmt.Fprintf(&b, "\n%s\n", r.summary())
	for _, w := range r.Warnings {
		b.WriteString("Lưu ý: " + w + "\n")
	}
	return b.String()
}

var partNames = map[Part]string{PartBasis: "CĂN CỨ", PartText: "DẪN CHIẾU TRONG NỘI DUNG"}

// heading names the draft and the day of the verdicts.
func (r Report) heading() string {
	name := r.Draft
	if name == "" {
		name = "Đoạn văn bản"
	}
	if r.Date.IsZero() {
		return fmt.Sprintf("%s: dự thảo chưa ghi ngày, xét theo ngày %s", name, r.AsOf.Vietnamese())
	}
	return fmt.Sprintf("%s: dự thảo ngày %s", name, r.Date.Vietnamese())
}

func (r Report) summary() string {
	if len(r.Lines) == 0 {
		return "Không thấy căn cứ hay dẫn chiếu nào đến văn bản khác."
	}
	return fmt.Sprintf("%d dẫn chiếu: %d đúng, %d sai, %d cảnh báo, %d ngoài kho.",
		len(r.Lines), r.Counts.Right, r.Counts.Wrong, r.Counts.Warning, r.Counts.Outside)
}

// write is one citation in lines that fit a terminal.
func (l Line) write(b *strings.Builder) {
	const width, indent = 96, "       "
	b.WriteString(wrap(fmt.Sprintf("%3d. %s %s", l.N, l.Verdict.Sign(), l.Text), width, indent))
	for _, f := range l.reasons() {
		b.WriteString(wrap(indent+f, width, indent+"  "))
	}
	if l.Corrected != "" && l.Verdict != VerdictRight {
		b.WriteString(wrap(indent+"→ "+l.Corrected, width, indent+"  "))
	}
	where := "dòng " + strconv.Itoa(l.Line)
	if l.Page > 0 {
		where += ", trang " + strconv.Itoa(l.Page)
	}
	if l.Times > 1 {
		where += ", " + strconv.Itoa(l.Times) + " lần"
	}
	b.WriteString(indent + "(" + where + ")\n")
}

// reasons say why the verdict is what it is, the faults first; without a fault the
// evidence says it.
func (l Line) reasons() []string {
	out := make([]string, 0, len(l.Faults)+len(l.Notes)+1)
	for _, f := range l.Faults {
		out = append(out, f.Kind.verdict().Sign()+" "+f.Text)
	}
	if len(l.Faults) == 0 && l.Evidence != "" {
		out = append(out, l.Evidence)
	}
	return append(out, l.Notes...)
}

// wrap breaks a text at spaces into lines of at most width runes, the later ones
// indented.
func wrap(text string, width int, indent string) string {
	var b strings.Builder
	lead := text[:len(text)-len(strings.TrimLeft(text, " "))]
	line := lead
	for _, w := range strings.Fields(text) {
		if line != lead && line != indent && utf8.RuneCountInString(line)+utf8.RuneCountInString(w) >= width {
			b.WriteString(line + "\n")
			line = indent
		}
		if strings.TrimSpace(line) != "" {
			line += " "
		}
		line += w
	}
	return b.String() + line + "\n"
}
