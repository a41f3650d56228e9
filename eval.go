package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/eval/script"
	"github.com/trolycongvu/congvu/indexer"
)

type evalCmd struct {
	Retrieval evalRetrievalCmd `cmd:"" help:"Đo tìm kiếm: nDCG, recall, MRR, thời gian."`
	Answers   evalAnswersCmd   `cmd:"" help:"Đo trạng thái câu trả lời trên bộ câu hỏi."`
	Train     evalTrainCmd     `cmd:"" help:"Học lại mô hình xếp hạng từ câu hỏi có đáp án, và đo bằng kiểm tra chéo."`
	Bench     evalBenchCmd     `cmd:"" help:"So với các công cụ tìm kiếm khác: chất lượng và thời gian, cùng kho, cùng câu hỏi."`
	Explain   evalExplainCmd   `cmd:"" help:"Giải thích vì sao một điều đứng ở hạng đó với một câu hỏi."`
	Verify    evalVerifyCmd    `cmd:"" help:"Đo bộ kiểm chứng câu trả lời: lỗi gài bắt được, câu đúng bị bỏ."`
}

// evalFlags are common to both measurements.
type evalFlags struct {
	Questions []string `help:"Tệp câu hỏi JSON từng dòng; lặp lại được." placeholder:"TỆP"`
	NoTones   bool     `help:"Bỏ hết dấu của câu hỏi trước khi hỏi."`
	HalfTones bool     `help:"Bỏ dấu của mỗi từ thứ hai trước khi hỏi."`
	Slips     bool     `help:"Gõ sai một chỗ trong mỗi câu trước khi hỏi."`
	Parallel  int      `help:"Số câu hỏi cùng lúc." default:"1"`
	Trace     string   `help:"Ghi từng câu một dòng JSON vào tệp này." placeholder:"TỆP"`
	JSON      bool     `help:"In dạng JSON."`
}

// read returns the questions of the files named.
func (f *evalFlags) read() ([]eval.Question, error) {
	if len(f.Questions) == 0 {
		return nil, fmt.Errorf("%w: cần --questions TỆP", errUsage)
	}
	questions, err := eval.ReadQuestions(f.Questions...)
	if err == nil && len(questions) == 0 {
		err = fmt.Errorf("%w: %s không có câu hỏi nào", errUsage, strings.Join(f.Questions, ", "))
	}
	return questions, err
}

// options are those of package eval; done closes the trace.
func (f *evalFlags) options(a *app) (o eval.Options, done func() error, err error) {
	b := a.progress("Đo", 0)
	o = eval.Options{StripDiacritics: f.NoTones, HalfStripped: f.HalfTones, Slips: f.Slips, Parallel: f.Parallel, Progress: func(done, total int) {
		b.of(int64(done), int64(total))
	}}
	if f.Trace == "" {
		return o, func() error { b.finish(); return nil }, nil
	}
	trace, err := os.Create(f.Trace)
	if err != nil {
		return o, nil, err
	}
	o.Trace = trace
	return o, func() error { b.finish(); return trace.Close() }, nil
}

type evalRetrievalCmd struct {
	evalFlags
	Beir string `help:"Thư mục BEIR (corpus.jsonl, queries.jsonl, qrels); được lập chỉ mục riêng trong thư mục tạm." placeholder:"THƯ-MỤC"`
}

// Run measures search and prints the report.
func (c *evalRetrievalCmd) Run(a *app) (err error) {
	if (c.Beir == "") == (len(c.Questions) == 0) {
		return fmt.Errorf("%w: cần đúng một trong --questions TỆP và --beir THƯ-MỤC", errUsage)
	}
	measure := c.overLibrary
	if c.Beir != "" {
		measure = c.overBEIR
	}
	report, err := measure(a)
	if err != nil {
		return err
	}
	return a.print(report, c.JSON)
}

// report is what both measurements return.
type report interface{ WriteText(io.Writer) error }

func (a *app) print(r report, asJSON bool) error {
	if asJSON {
		return a.printJSON(r)
	}
	return r.WriteText(a.stdout)
}

// overLibrary measures on the data folder.
func (c *evalRetrievalCmd) overLibrary(a *app) (r eval.Report, err error) {
	questions, err := c.read()
	if err != nil {
		return r, err
	}
	err = a.withLibrary(func(l *library) error {
		r, err = c.measure(a, l.index, eval.NewResolver(l.store), questions)
		return err
	})
	return r, err
}

// overBEIR measures on a BEIR folder, indexed for this run alone.
func (c *evalRetrievalCmd) overBEIR(a *app) (r eval.Report, err error) {
	collection, err := eval.ReadBEIR(c.Beir)
	if err != nil {
		return r, err
	}
	temp, err := os.MkdirTemp("", "congvu-beir-")
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temp)) }()
	dir := filepath.Join(temp, "index")
	if _, err := indexer.Build(a.ctx, dir, collection, indexer.BuildOptions{}); err != nil {
		return r, err
	}
	idx, err := indexer.Open(dir)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, idx.Close()) }()
	return c.measure(a, idx, collection, collection.Questions)
}

func (c *evalRetrievalCmd) measure(a *app, idx *indexer.Index, r eval.Resolver, questions []eval.Question) (eval.Report, error) {
	o, done, err := c.options(a)
	if err != nil {
		return eval.Report{}, err
	}
	report, err := eval.Retrieval(a.ctx, searcher(idx), r, questions, o)
	return report, errors.Join(err, done())
}

// searcher is the search of an index as package eval measures it.
func searcher(idx *indexer.Index) eval.SearcherFunc {
	return func(ctx context.Context, q eval.Question, limit int) ([]eval.Unit, error) {
		hits, err := idx.Search(ctx, indexer.Query{
			Text: q.Text, AsOf: q.AsOf, InForceOnly: !q.AsOf.IsZero(), Limit: limit, Fresh: true,
		})
		units := make([]eval.Unit, len(hits))
		for i, h := range hits {
			units[i] = eval.Unit{Document: h.Document, Article: h.Article, Procedure: h.Procedure}
		}
		return units, err
	}
}

type evalAnswersCmd struct {
	evalFlags
	Script string `help:"Thay mô hình ngôn ngữ bằng một chương trình: quote (chép câu của đoạn trích) hoặc lie (sửa sai chúng)." enum:",quote,lie" default:"" placeholder:"TÊN"`
}

// Run measures which statuses the answers get.
func (c *evalAnswersCmd) Run(a *app) error {
	questions, err := c.read()
	if err != nil {
		return err
	}
	return a.withLibrary(func(l *library) error {
		o, done, err := c.options(a)
		if err != nil {
			return err
		}
		assist, err := c.assistant(a, l)
		if err != nil {
			return err
		}
		report, err := eval.Answers(a.ctx, asker(assist, l.store), questions, o)
		if err := errors.Join(err, done()); err != nil {
			return err
		}
		return a.print(report, c.JSON)
	})
}

// assistant is the one that is measured: with the configured model, or with a program
// in its place.
func (c *evalAnswersCmd) assistant(a *app, l *library) (*assistant.Assistant, error) {
	if c.Script == "" {
		return a.assistant(l, nil)
	}
	m, err := script.Named(c.Script)
	if err != nil {
		return nil, err
	}
	return assistant.New(assistant.Config{Corpus: l.store, Search: l.index, Logger: a.log, Model: m}), nil
}

// asker is the assistant as package eval measures it. What it answers is looked up
// in shelves.
func asker(assist *assistant.Assistant, shelves eval.Shelves) eval.AskerFunc {
	return func(ctx context.Context, q eval.Question) (eval.Said, error) {
		answer, err := assist.Ask(ctx, assistant.Request{Question: q.Text, AsOf: q.AsOf})
		if err != nil {
			return eval.Said{}, err
		}
		start := time.Now()
		faith, err := eval.Faithful(ctx, shelves, answer)
		checking := float64(time.Since(start)) / float64(time.Millisecond) // is no part of answering
		return eval.Said{Status: string(answer.Status), Mode: answer.Mode, Faith: faith, ModelMS: answer.ModelMS + checking}, err
	}
}
