// Package bench asks several search engines the same questions over the same
// corpus in one run: how well each ranks, and how fast.
//
// # What is compared
//
//   - congvu: the program's own index, built anew for the run.
//   - bleve: Bleve's MatchQuery over its default mapping (package indexer/stock).
//   - fts5: SQLite FTS5 with bm25() and the unicode61 tokenizer, which keeps
//     diacritics; the SQLite that the program's store is kept in, which was
//     translated from C to Go.
//   - fts5-c: the same in C, through Python.
//   - xapian: Xapian's TermGenerator, QueryParser and BM25Weight, through Python.
//   - lucene: Lucene's StandardAnalyzer and BM25Similarity, through Java.
//
// Each is set up as its documentation shows, and asked for texts with any of the
// words of the question.
//
// # How it is kept fair
//
// All get the texts of indexer.Texts and nothing else, and all are asked the
// words of the question alone, without a day or a filter. Each index is merged
// into one part where the engine offers that, since it will not change. Engines
// run one after the other, never side by side. Each answers the same first
// questions unmeasured before each measurement, and then every question once;
// none of them keeps results that it could answer again from.
//
// A time runs from the words of the question to the ranked texts. For engines in
// other languages it is taken inside their process and leaves out the pipe and
// the reading of identifiers; for those in ours it is the whole call. So it errs
// to the advantage of the others. Only in the questions per second is the pipe
// counted.
//
// The measures are those of package eval. A procedure is several texts: the
// second and later ones in a ranking are dropped, and where fewer than the 100
// that Recall@100 looks at remain, the engine is asked for more, unmeasured, so
// that nobody loses ranks to it.
package bench

import (
	"context"
	"iter"
	"time"

	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/indexer"
)

// Texts are what is indexed; an iteration can be repeated.
type Texts = iter.Seq2[indexer.Text, error]

// Engine is a search engine to be compared.
type Engine interface {
	// Name is what the report calls it.
	Name() string
	// Build writes the index of texts into the empty folder dir. It returns a
	// *MissingError, and reads no text, when the engine is not installed.
	Build(ctx context.Context, dir string, texts Texts) error
	// Open opens what Build wrote; ctx lives as long as the Searcher. It returns a
	// *MissingError like Build.
	Open(ctx context.Context, dir string) (Searcher, error)
	// Concurrent says whether several goroutines may ask one Searcher at once.
	Concurrent() bool
}

// Searcher is an open index of an Engine.
type Searcher interface {
	// Search returns the identifiers of the k best texts, best first, and how long
	// the engine took for them.
	Search(ctx context.Context, question string, k int) (ids []string, took time.Duration, err error)
	// Version is that of the engine, "" when it is the program's own.
	Version() string
	Close() error
}

// MissingError says that an engine is not installed, and how to install it.
type MissingError struct{ Install string }

func (e *MissingError) Error() string { return "chưa cài: " + e.Install }

// Task is what the engines are compared on.
type Task struct {
	Texts     Texts
	Resolver  eval.Resolver // of the same corpus
	Questions []eval.Question
}

// Options of a run. Dir is required.
type Options struct {
	// Dir is an existing folder for the indexes.
	Dir string
	// Keep leaves the indexes of engines other than Own in Dir and takes up those
	// that an earlier run left there under the same name. It has to differ for
	// different texts. With "" each index is removed after its measurement.
	Keep string
	// Progress is called as an engine comes on; total is 0 when it is unknown.
	// nil means silent.
	Progress func(engine, stage string, done, total int)
	// Done is called after each engine, for runs so long that one wants to know
	// before their end; without ratios. nil means silent.
	Done func(Row)
}

// Run measures engines on task, one after the other. One that is not installed
// is reported as such; any other error ends the run.
func Run(ctx context.Context, engines []Engine, task Task, o Options) (Report, error) {
	if o.Progress == nil {
		o.Progress = func(string, string, int, int) {}
	}
	report := Report{Warmup: warmup, Engines: make([]Row, 0, len(engines))}
	for _, engine := range engines {
		m := measurement{engine: engine, task: &task, options: &o}
		row, err := m.run(ctx)
		if err != nil {
			return Report{}, err
		}
		report.Engines = append(report.Engines, row)
		if o.Done != nil {
			o.Done(row)
		}
	}
	report.compare()
	return report, nil
}
