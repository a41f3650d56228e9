package fault

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// What is asked of a verifier.
const (
	AskedCaught  = 0.99
	AskedDropped = 0.03
)

var kindNames = map[Kind]string{
	NumberShifted: "số khác nguồn", NumberSwapped: "số khác trong cùng nguồn", NumberInWords: "số viết bằng chữ sai", UnitChanged: "đổi đơn vị",
	DateChanged: "ngày sai", DateRole: "ngày của việc khác", ForceDenied: "còn hiệu lực nói là hết", AmountChanged: "số tiền sai", PercentChanged: "tỷ lệ sai", DocumentForeign: "số hiệu văn bản khác",
	DocumentNear: "số hiệu gần giống", DocumentYear: "năm của số hiệu sai", ArticleWrong: "Điều sai", ClauseWrong: "khoản sai", PointWrong: "điểm sai",
	Repealed: "quy định đã hết hiệu lực", ExceptionLost: "bỏ ngoại lệ", ExtensionLost: "bỏ thời hạn kéo dài", QuoteWord: "trích dẫn đổi một chữ", QuoteJoined: "trích dẫn ghép",
	QuoteInvented: "trích dẫn bịa", PassageWrong: "dẫn nhầm đoạn", HandleUnknown: "dẫn đoạn không có", CitationNone: "không dẫn nguồn",
	NegationDropped: "bỏ phủ định", NegationAdded: "thêm phủ định", ModalityChanged: "đổi phải và được", BoundTurned: "đảo tối đa, tối thiểu",
	Invented: "câu bịa", FromMemory: "luật nhớ không nguồn", SubjectChanged: "đổi chủ thể (tính riêng)",
}

// String is the share with its interval: "99,2% (98,1–99,7), 250/252".
func (s Share) String() string {
	if s.Of == 0 {
		return "không có"
	}
	return strings.ReplaceAll(fmt.Sprintf("%.1f%% (%.1f–%.1f)", 100*s.Value, 100*s.Low, 100*s.High), ".", ",") + fmt.Sprintf(", %d/%d", s.Part, s.Of)
}

// WriteText writes the report as a Vietnamese table for terminals.
func (r Report) WriteText(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprint(t, "LỖI GÀI\tGÀI\tBẮT ĐƯỢC (95%)\tĐÚNG LÝ DO")
	for _, s := range r.Seeds {
		fmt.Fprintf(t, "\tSEED %d", s.Seed)
	}
	fmt.Fprintln(t)
	for i, k := range r.All.Kinds {
		fmt.Fprintf(t, "%s\t%d\t%s\t%d", kindNames[k.Kind], k.Caught.Of, k.Caught, k.Named)
		for _, s := range r.Seeds {
			fmt.Fprintf(t, "\t%d/%d", s.Kinds[i].Caught.Part, s.Kinds[i].Caught.Of)
		}
		fmt.Fprintln(t)
	}
	fmt.Fprintln(t)
	fmt.Fprint(t, "CHUNG\tMỌI SEED")
	for _, s := range r.Seeds {
		fmt.Fprintf(t, "\tSEED %d", s.Seed)
	}
	fmt.Fprintln(t)
	for _, row := range []struct {
		name  string
		share func(Figures) string
	}{
		{"lỗi bắt được (yêu cầu ≥ 99%)", func(f Figures) string { return f.Caught.String() }},
		{"trong đó: số, ngày, số hiệu, điều đã hết hiệu lực, ngoại lệ, trích dẫn, dẫn nhầm đoạn", func(f Figures) string { return f.Named.String() }},
		{"tính riêng: đổi chủ thể", func(f Figures) string { return f.Apart.String() }},
		{"câu đúng bị bỏ, dựng theo quy tắc (yêu cầu ≤ 3%)", func(f Figures) string { return f.Dropped.String() }},
		{"câu đúng bị bỏ, viết tay (yêu cầu ≤ 3%)", func(f Figures) string { return f.Written.String() }},
		{"câu trả lời đúng bị cho là thiếu ngoại lệ", func(f Figures) string { return f.Missing.String() }},
		{"cửa sổ 8 âm tiết trùng nguồn, trung bình", func(f Figures) string {
			return strings.ReplaceAll(fmt.Sprintf("%.1f%%", 100*f.Copied), ".", ",")
		}},
	} {
		fmt.Fprintf(t, "%s\t%s", row.name, row.share(r.All))
		for _, s := range r.Seeds {
			fmt.Fprintf(t, "\t%s", row.share(s))
		}
		fmt.Fprintln(t)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	return r.writeExamples(w)
}

// writeExamples writes the sentences kept for reading.
func (r Report) writeExamples(w io.Writer) error {
	var b strings.Builder
	for _, list := range []struct {
		title    string
		examples []Example
	}{{"LỖI KHÔNG BẮT ĐƯỢC", r.Missed}, {"CÂU ĐÚNG BỊ BỎ", r.Dropped}} {
		if len(list.examples) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n%s\n", list.title)
		for _, e := range list.examples {
			fmt.Fprintf(&b, "\n[%s] seed %d: %s %v\n", e.Kind, e.Seed, e.Sentence.Text, e.Sentence.Cites)
			if e.Was != "" {
				fmt.Fprintf(&b, "  vốn là: %s\n", e.Was)
			}
			for _, f := range e.Faults {
				fmt.Fprintf(&b, "  %s: %q %s [%d]\n", f.Kind, f.Words, f.Detail, f.Cite)
			}
			for _, s := range e.Sources {
				fmt.Fprintf(&b, "  [%d] %s: %s\n", s.N, s.Ref, s.Text)
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
