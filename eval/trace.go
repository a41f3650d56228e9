package eval

import (
	"encoding/json"
	"fmt"
	"io"
)

// traceTop is how many units a trace line names.
const traceTop = 10

// searchLine is one question of Retrieval in a trace. Like answerLine it holds
// nothing that changes from run to run over the same index, so that traces can
// be compared line by line.
type searchLine struct {
	ID      string   `json:"id"`
	Rank    int      `json:"rank"`              // of the first relevant unit; 0 when it is not in the first 100
	Missing int      `json:"missing,omitempty"` // labels that the corpus lacks
	Top     []string `json:"top"`
}

// answerLine is one question of Answers in a trace.
type answerLine struct {
	ID     string `json:"id"`
	Status string `json:"status"`
	Expect string `json:"expect,omitempty"`

	Broken []string `json:"broken,omitempty"` // citations and quotations that the corpus does not hold
}

// traceSearches writes one line a question, in the order of the questions.
func traceSearches(w io.Writer, tests []test) error {
	lines := make([]searchLine, len(tests))
	for i, t := range tests {
		line := searchLine{ID: t.question.ID, Rank: t.outcome().judged.FirstRank(), Missing: t.missing(), Top: []string{}}
		for _, u := range t.units[:min(len(t.units), traceTop)] {
			line.Top = append(line.Top, u.String())
		}
		lines[i] = line
	}
	return writeLines(w, lines)
}

// writeLines writes values as JSON lines.
func writeLines[T any](w io.Writer, values []T) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	for _, value := range values {
		if err := encoder.Encode(value); err != nil {
			return fmt.Errorf("không ghi được kết quả từng câu hỏi: %w", err)
		}
	}
	return nil
}
