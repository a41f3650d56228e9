package eval

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/trolycongvu/congvu/eval/score"
)

// nothingFound is the answer status of a question that the corpus does not answer.
const nothingFound = "nothing_found"

// Asker is the assistant that is measured. Options.Parallel says how many calls
// it gets at once.
type Asker interface {
	Ask(ctx context.Context, q Question) (Said, error)
}

// AskerFunc makes a function an Asker.
type AskerFunc func(ctx context.Context, q Question) (Said, error)

// Ask calls f.
func (f AskerFunc) Ask(ctx context.Context, q Question) (Said, error) { return f(ctx, q) }

// AnswerReport is the outcome of Answers.
type AnswerReport struct {
	AnswerScores
	Faith
	LatencyMS  Latency                 `json:"latency_ms"`
	OverheadMS Latency                 `json:"overhead_ms"`      // without the time that a model took
	Slices     map[string]AnswerScores `json:"slices,omitempty"` // by Question.Slice, questions without one left out
}

// AnswerScores are shares of questions.
type AnswerScores struct {
	Questions    int            `json:"questions"`
	Expected     *score.Metric  `json:"expected,omitempty"` // of the questions that expect a status, those that got it; nil when none does
	NothingFound score.Metric   `json:"nothing_found"`      // of all questions
	Statuses     map[string]int `json:"statuses"`
	Modes        map[string]int `json:"modes"`
}

// Answers asks every question and reports the statuses that came. For questions
// without answers it is Expected that should be high, for answerable ones
// NothingFound that should be low. It ends at the first error of the asker,
// naming the question.
func Answers(ctx context.Context, a Asker, questions []Question, o Options) (AnswerReport, error) {
	if len(questions) == 0 {
		return AnswerReport{}, fmt.Errorf("%w: không có câu hỏi nào", ErrFormat)
	}
	replies := make([]reply, len(questions))
	times, err := o.run(ctx, len(questions), func(ctx context.Context, i int) error {
		said, err := a.Ask(ctx, o.asked(questions[i]))
		if err != nil {
			return fmt.Errorf("câu hỏi %s: %w", questions[i].ID, err)
		}
		replies[i] = reply{questions[i], said}
		return nil
	})
	if err != nil {
		return AnswerReport{}, err
	}
	if o.Trace != nil {
		if err := traceAnswers(o.Trace, replies); err != nil {
			return AnswerReport{}, err
		}
	}
	report := AnswerReport{AnswerScores: newAnswerScores(replies, o), LatencyMS: latencyOf(times)}
	for i, r := range replies {
		report.add(r.said.Faith)
		times[i] -= time.Duration(r.said.ModelMS * float64(time.Millisecond))
	}
	report.OverheadMS = latencyOf(times)
	for name, part := range bySlice(replies, func(r reply) string { return r.question.Slice }) {
		if report.Slices == nil {
			report.Slices = map[string]AnswerScores{}
		}
		report.Slices[name] = newAnswerScores(part, o)
	}
	return report, nil
}

// reply is one question and what was said to it.
type reply struct {
	question Question
	said     Said
}

func newAnswerScores(replies []reply, o Options) AnswerScores {
	scores := AnswerScores{Questions: len(replies), Statuses: map[string]int{}, Modes: map[string]int{}}
	var expected, nothing []float64
	for _, r := range replies {
		scores.Statuses[r.said.Status]++
		scores.Modes[r.said.Mode]++
		nothing = append(nothing, share(r.said.Status == nothingFound))
		if want := r.question.Expect; want != "" {
			expected = append(expected, share(r.said.Status == want))
		}
	}
	scores.NothingFound = score.Bootstrap(nothing, o.Resamples, o.Seed)
	if len(expected) > 0 {
		metric := score.Bootstrap(expected, o.Resamples, o.Seed)
		scores.Expected = &metric
	}
	return scores
}

// share is one question's part in a share of questions.
func share(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// traceAnswers writes one line a question, in the order of the questions.
func traceAnswers(w io.Writer, replies []reply) error {
	lines := make([]answerLine, len(replies))
	for i, r := range replies {
		lines[i] = answerLine{ID: r.question.ID, Status: r.said.Status, Expect: r.question.Expect, Broken: r.said.Broken}
	}
	return writeLines(w, lines)
}
