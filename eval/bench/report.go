package bench

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/trolycongvu/congvu/eval"
)

// Report is the outcome of Run. Its JSON form is what "eval bench --json" prints.
type Report struct {
	Texts   int   `json:"texts,omitempty"` // that every engine but the program's own was given
	Warmup  int   `json:"warmup"`          // questions asked unmeasured before each measurement
	Engines []Row `json:"engines"`         // in the order of the run
}

// Row is what was measured of one engine; of one that is not installed, nothing.
type Row struct {
	Engine  string `json:"engine"`
	Version string `json:"version,omitempty"`
	Missing string `json:"missing,omitempty"` // why it was not measured
	eval.Scores
	Hits100      Times   `json:"hits_100"`   // searches for 100 hits
	Hits10       Times   `json:"hits_10"`    // searches for 10 hits
	PerSecond    float64 `json:"per_second"` // questions with 10 hits, two at once
	IndexMB      float64 `json:"index_mb"`   // on disk, of 1,000,000 bytes
	BuildSeconds float64 `json:"build_seconds"`
	Texts        int     `json:"-"`
}

// String is the row in one line, the most important figures only.
func (r Row) String() string {
	if r.Missing != "" {
		return r.Engine + ": " + r.Missing
	}
	return fmt.Sprintf("%s: nDCG@10 %s, Recall@100 %s, p50 %s ms (100 kết quả) và %s ms (10 kết quả)", r.Engine, decimal(r.NDCG10.Value, 3),
		decimal(r.Recall100.Value, 3), decimal(r.Hits100.Latency.P50, 2), decimal(r.Hits10.Latency.P50, 2))
}

// Times are how long one search took.
type Times struct {
	Latency eval.Latency `json:"latency_ms"`
	// Ratio is the p50 as a multiple of the program's own: above 1 is slower. It is
	// 0 when the program's own was not in the run.
	Ratio float64 `json:"ratio,omitempty"`
}

// compare fills what follows from the rows together.
func (r *Report) compare() {
	var own *Row
	for i := range r.Engines {
		row := &r.Engines[i]
		r.Texts = max(r.Texts, row.Texts)
		if row.Engine == Own {
			own = row
		}
	}
	if own == nil {
		return
	}
	for i := range r.Engines {
		row := &r.Engines[i]
		row.Hits100.Ratio = ratio(row.Hits100.Latency.P50, own.Hits100.Latency.P50)
		row.Hits10.Ratio = ratio(row.Hits10.Latency.P50, own.Hits10.Latency.P50)
	}
}

func ratio(other, own float64) float64 {
	if own == 0 {
		return 0
	}
	return other / own
}

// WriteText writes the report as a Vietnamese table for terminals.
func (r Report) WriteText(w io.Writer) error {
	var text bytes.Buffer
	r.writeHead(&text)
	table := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "CÔNG CỤ\tnDCG@10\tKHOẢNG 95%\tRecall@10\tRecall@100\t"+
		"100 KQ: p50 ms\tp95 ms\tSO VỚI "+Own+"\t10 KQ: p50 ms\tp95 ms\tSO VỚI "+Own+"\tCÂU/GIÂY\tCHỈ MỤC MB\tDỰNG GIÂY")
	for i := range r.Engines {
		if row := &r.Engines[i]; row.Missing == "" {
			row.write(table)
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for i := range r.Engines {
		if row := &r.Engines[i]; row.Missing != "" {
			fmt.Fprintf(&text, "%s: %s\n", row.Engine, row.Missing)
		}
	}
	_, err := w.Write(text.Bytes())
	return err
}

// writeHead says what the figures are of.
func (r *Report) writeHead(w io.Writer) {
	for i := range r.Engines {
		if row := &r.Engines[i]; row.Missing == "" {
			fmt.Fprintf(w, "Số câu hỏi: %d, trong đó %d câu không có điều liên quan nào trong kho (tính 0 điểm)\n", row.Questions, row.Unresolved)
			break
		}
	}
	if r.Texts > 0 {
		fmt.Fprintf(w, "Số đoạn văn bản được lập chỉ mục: %d\n", r.Texts)
	}
	fmt.Fprintf(w, "Thời gian: từng câu một, sau %d câu hỏi thử; số câu mỗi giây: %d luồng, 10 kết quả (KQ)\n\n", r.Warmup, askers)
}

func (r *Row) write(w io.Writer) {
	cells := []string{
		strings.TrimSpace(r.Engine + " " + r.Version),
		decimal(r.NDCG10.Value, 3), decimal(r.NDCG10.Low, 3) + "–" + decimal(r.NDCG10.High, 3),
		decimal(r.Recall10.Value, 3), decimal(r.Recall100.Value, 3),
	}
	for _, t := range []Times{r.Hits100, r.Hits10} {
		times := "-"
		if t.Ratio > 0 {
			times = "×" + decimal(t.Ratio, 2)
		}
		cells = append(cells, decimal(t.Latency.P50, 2), decimal(t.Latency.P95, 2), times)
	}
	cells = append(cells, decimal(r.PerSecond, 0), decimal(r.IndexMB, 0), decimal(r.BuildSeconds, 1))
	fmt.Fprintln(w, strings.Join(cells, "\t"))
}

// decimal writes v with places digits after a decimal comma.
func decimal(v float64, places int) string {
	return strings.Replace(strconv.FormatFloat(v, 'f', places, 64), ".", ",", 1)
}
