package training

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/eval/score"
	"github.com/trolycongvu/congvu/indexer"
	"github.com/trolycongvu/congvu/indexer/forest"
)

// Report is what Cross found.
type Report struct {
	Questions  int      `json:"questions"`
	Folds      int      `json:"folds"`
	Rows       []Row    `json:"rows"`
	Importance []Weight `json:"importance,omitempty"` // of the forest that is kept
}

// Row is one way to rank one set.
type Row struct {
	Way string `json:"way"`
	Set string `json:"set"`
	eval.Report
}

// Weight is a feature's share of what the splits of a forest gained.
type Weight struct {
	Feature string  `json:"feature"`
	Share   float64 `json:"share"`
}

// Weigh fills Importance.
func (r *Report) Weigh(f *forest.Forest) {
	r.Importance = nil
	for i, share := range f.Importance() {
		r.Importance = append(r.Importance, Weight{indexer.FeatureNames()[i], share})
	}
	slices.SortStableFunc(r.Importance, func(a, b Weight) int { return cmp.Compare(b.Share, a.Share) })
}

// WriteText writes the report as a table for terminals.
func (r *Report) WriteText(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "%d câu hỏi, kiểm tra chéo %d phần theo văn bản\n\n", r.Questions, r.Folds)
	r.table(t, "", "\t", "")
	return t.Flush()
}

// WriteMarkdown writes the same for people who read the model's folder.
func (r *Report) WriteMarkdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# Mô hình xếp hạng\n\nDo `congvu eval train` tạo và ghi. %d câu hỏi, kiểm tra chéo %d phần; không văn bản nào là đáp án ở hai phần.\n", r.Questions, r.Folds)
	fmt.Fprintf(&b, "Khoảng trong ngoặc là khoảng tin cậy 95%%. Mỗi dòng “không …” là mô hình học lại khi thiếu nhóm đặc trưng ấy.\n\n")
	r.table(&b, "| ", " | ", " |")
	if len(r.Importance) > 0 {
		b.WriteString("\nPhần đóng góp của từng đặc trưng vào các nhánh của mô hình được giữ:\n\n")
		for _, weight := range r.Importance {
			if weight.Share >= 0.0005 {
				fmt.Fprintf(&b, "- `%s` %s\n", weight.Feature, decimal(weight.Share))
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *Report) table(w io.Writer, before, between, after string) {
	line := func(cells ...string) { fmt.Fprintln(w, before+strings.Join(cells, between)+after) }
	line("Cách xếp hạng", "Bộ câu hỏi", "nDCG@10", "Recall@1", "Recall@5", "Recall@10", "Recall@100")
	if before != "" {
		line("---", "---", "---", "---", "---", "---", "---")
	}
	for _, row := range r.Rows {
		line(row.Way, row.Set, interval(row.NDCG10), decimal(row.Recall1.Value), decimal(row.Recall5.Value), interval(row.Recall10), interval(row.Recall100))
	}
}

func interval(m score.Metric) string {
	return fmt.Sprintf("%s [%s–%s]", decimal(m.Value), decimal(m.Low), decimal(m.High))
}

func decimal(v float64) string {
	return strings.Replace(strconv.FormatFloat(v, 'f', 3, 64), ".", ",", 1)
}
