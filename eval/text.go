package eval

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/trolycongvu/congvu/eval/score"
)

// WriteText writes the report as a Vietnamese table for terminals.
func (r Report) WriteText(w io.Writer) error {
	return writeTable(w, func(t io.Writer) {
		fmt.Fprintf(t, "Số câu hỏi: %d, trong đó %d câu không có điều liên quan nào trong kho (tính 0 điểm)\n\n", r.Questions, r.Unresolved)
		fmt.Fprintln(t, "CHỈ SỐ\tGIÁ TRỊ\tKHOẢNG TIN CẬY 95%")
		for _, row := range []struct {
			name   string
			metric score.Metric
		}{
			{"nDCG@10", r.NDCG10},
			{"Recall@1", r.Recall1},
			{"Recall@5", r.Recall5},
			{"Recall@10", r.Recall10},
			{"Recall@100", r.Recall100},
			{"MRR@10", r.MRR10},
		} {
			fmt.Fprintf(t, "%s\t%s\t%s\n", row.name, decimal(row.metric.Value, 3), interval(row.metric))
		}
		fmt.Fprintf(t, "\n%s\n", r.LatencyMS)
		if len(r.Slices) == 0 {
			return
		}
		fmt.Fprintln(t, "\nNHÓM\tSỐ CÂU\tnDCG@10\tRecall@1\tRecall@10\tRecall@100\tMRR@10\tNGOÀI KHO")
		for _, name := range slices.Sorted(maps.Keys(r.Slices)) {
			s := r.Slices[name]
			fmt.Fprintf(t, "%s\t%d\t%s\t%s\t%s\t%s\t%s\t%d\n", name, s.Questions, decimal(s.NDCG10.Value, 3), decimal(s.Recall1.Value, 3),
				decimal(s.Recall10.Value, 3), decimal(s.Recall100.Value, 3), decimal(s.MRR10.Value, 3), s.Unresolved)
		}
	})
}

// WriteText writes the report as a Vietnamese table for terminals.
func (r AnswerReport) WriteText(w io.Writer) error {
	return writeTable(w, func(t io.Writer) {
		fmt.Fprintf(t, "Số câu hỏi: %d\n\n", r.Questions)
		fmt.Fprintln(t, "NHÓM\tSỐ CÂU\tĐÚNG TRẠNG THÁI\tKHOẢNG TIN CẬY 95%\tKHÔNG TÌM THẤY\tKHOẢNG TIN CẬY 95%")
		writeAnswerRow(t, "tất cả", r.AnswerScores)
		for _, name := range slices.Sorted(maps.Keys(r.Slices)) {
			writeAnswerRow(t, name, r.Slices[name])
		}
		fmt.Fprintln(t, "\nTRẠNG THÁI\tSỐ CÂU")
		for _, status := range slices.Sorted(maps.Keys(r.Statuses)) {
			fmt.Fprintf(t, "%s\t%d\n", status, r.Statuses[status])
		}
		fmt.Fprintln(t, "\nCÁCH TRẢ LỜI\tSỐ CÂU")
		for _, mode := range slices.Sorted(maps.Keys(r.Modes)) {
			fmt.Fprintf(t, "%s\t%d\n", mode, r.Modes[mode])
		}
		fmt.Fprintf(t, "\nDẫn chiếu tra được: %d / %d · trích dẫn nguyên văn: %d / %d\n", r.Resolved, r.Citations, r.Verbatim, r.Quotes)
		for _, broken := range r.Broken[:min(len(r.Broken), 10)] {
			fmt.Fprintf(t, "  %s\n", broken)
		}
		fmt.Fprintf(t, "\n%s\n", r.LatencyMS)
		if r.OverheadMS != r.LatencyMS {
			fmt.Fprintf(t, "Không kể mô hình: p50 %s · p95 %s · p99 %s\n", decimal(r.OverheadMS.P50, 1), decimal(r.OverheadMS.P95, 1), decimal(r.OverheadMS.P99, 1))
		}
	})
}

func writeAnswerRow(w io.Writer, name string, s AnswerScores) {
	value, low := "-", "-"
	if s.Expected != nil {
		value, low = decimal(s.Expected.Value, 3), interval(*s.Expected)
	}
	fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%s\t%s\n", name, s.Questions, value, low,
		decimal(s.NothingFound.Value, 3), interval(s.NothingFound))
}

// String is the line of times in a report.
func (l Latency) String() string {
	return fmt.Sprintf("Thời gian mỗi câu (ms): p50 %s · p95 %s · p99 %s", decimal(l.P50, 1), decimal(l.P95, 1), decimal(l.P99, 1))
}

// writeTable lines up the cells, split by tabs, that rows writes, and passes
// everything on to w at once, so that only one error needs looking at.
func writeTable(w io.Writer, rows func(io.Writer)) error {
	var text bytes.Buffer
	table := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	rows(table)
	if err := table.Flush(); err != nil {
		return err
	}
	_, err := w.Write(text.Bytes())
	return err
}

// decimal writes v with places digits after a decimal comma.
func decimal(v float64, places int) string {
	return strings.Replace(strconv.FormatFloat(v, 'f', places, 64), ".", ",", 1)
}

func interval(m score.Metric) string { return decimal(m.Low, 3) + " – " + decimal(m.High, 3) }
