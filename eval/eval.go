// Package eval measures how well congvu finds and answers: it reads question
// sets, asks them, and reports the figures with their 95% intervals.
//
// # Adding questions
//
// An official who finds that congvu misses something writes it down as one line
// of a text file in eval/questions whose name ends in .jsonl, for instance
//
//	{"id": "nghi-phep-01", "question": "nghỉ cưới được mấy ngày", "relevant": [{"document": "45/2019/QH14", "article": "115"}], "slice": "lao động"}
//
// The parts of a line:
//
//   - "id": any name, used once in all the files that are asked together; reports
//     and golden files speak of the question by it.
//   - "question": the question as a person would type it, slips and all.
//   - "relevant": every Điều that answers it, by số hiệu ("document") and the
//     number of the Điều ("article"); or a procedure by its code:
//     {"procedure": "1.001321"}. List all of them: what is not listed counts as
//     a wrong find. "clause" and "point" may say which khoản and điểm. An act
//     without a số hiệu is named by its id as "congvu corpus list" prints it.
//     "grade" (1 when left out) ranks better answers above worse ones.
//   - "expect": the status that the answer must have. A question that the corpus
//     cannot answer says "expect": "nothing_found" and has no "relevant".
//   - "as_of": the day that the question is about, as 2023-05-01.
//   - "slice": a group to be reported by itself, such as a subject.
//   - "answer": a model answer in words, for people to compare with.
//
// Write questions of one's own, not copied from a website or another set, and no
// name, identity number or case of a real person. Save the file as UTF-8. Then
//
//	congvu eval retrieval --questions eval/questions/FILE.jsonl
//
// says at which rank the right Điều came, and names file and line when a line
// cannot be read. A question whose Điều the corpus lacks is "unresolved": it
// stays in every denominator and scores 0, since the person who asked it went
// away without an answer.
//
// # Reading the figures
//
// Nothing is asked in parallel unless Options says so, the first questions are
// asked once beforehand unmeasured, and every order is fixed, so that two runs
// over the same index give the same report but for the times. A trace has one
// line a question, to be compared between two versions of the program.
package eval

import (
	"context"
	"errors"

	"github.com/trolycongvu/congvu/corpus"
)

// ErrFormat is wrapped by every error about a question file or BEIR folder that
// cannot be read as such.
var ErrFormat = errors.New("dữ liệu đánh giá không hợp lệ")

// Unit is what a search returns and a label points to: a Điều, or a procedure.
type Unit struct {
	Document  corpus.DocumentID
	Article   string // corpus.Article.Key
	Procedure string // code, when the unit is a procedure
}

// String is the unit in a trace: "30-2020-nd-cp#15", or the procedure's code.
func (u Unit) String() string {
	if u.Procedure != "" {
		return u.Procedure
	}
	return string(u.Document) + "#" + u.Article
}

// Searcher is the search that is measured. Search returns at most limit units,
// best first; Options.Parallel says how many calls it gets at once.
type Searcher interface {
	Search(ctx context.Context, q Question, limit int) ([]Unit, error)
}

// SearcherFunc makes a function a Searcher.
type SearcherFunc func(ctx context.Context, q Question, limit int) ([]Unit, error)

// Search calls f.
func (f SearcherFunc) Search(ctx context.Context, q Question, limit int) ([]Unit, error) {
	return f(ctx, q, limit)
}

// Resolver knows which units of the corpus a label means.
type Resolver interface {
	// Resolve returns every unit that answers the label equally well, and none
	// and no error when the corpus lacks what it names.
	Resolve(ctx context.Context, label Relevant) ([]Unit, error)
}
