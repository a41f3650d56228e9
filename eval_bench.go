package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/eval/bench"
	"github.com/trolycongvu/congvu/indexer"
)

type evalBenchCmd struct {
	Questions []string `help:"Tệp câu hỏi JSON từng dòng; lặp lại được." placeholder:"TỆP"`
	Beir      string   `help:"Thư mục BEIR (corpus.jsonl, queries.jsonl, qrels) thay cho kho và --questions." placeholder:"THƯ-MỤC"`
	Engines   []string `help:"Các công cụ tìm kiếm, cách nhau bằng dấu phẩy." default:"congvu,bleve,fts5,fts5-c,xapian,lucene" placeholder:"TÊN"`
	Limit     int      `help:"Chỉ hỏi chừng này câu đầu; 0 là tất cả."`
	Keep      string   `help:"Giữ chỉ mục của các công cụ khác ở thư mục này để lần sau khỏi dựng lại." placeholder:"THƯ-MỤC"`
	JSON      bool     `help:"In dạng JSON."`
}

// Run compares the engines and prints the report.
func (c *evalBenchCmd) Run(a *app) error {
	if (c.Beir == "") == (len(c.Questions) == 0) {
		return fmt.Errorf("%w: cần đúng một trong --questions TỆP và --beir THƯ-MỤC", errUsage)
	}
	if c.Beir != "" {
		return c.overBEIR(a)
	}
	questions, err := eval.ReadQuestions(c.Questions...)
	if err != nil {
		return err
	}
	return a.withStore(func(st *store.Store) error {
		if err := a.seed(st); err != nil {
			return err
		}
		return c.compare(a, st, eval.NewResolver(st), questions)
	})
}

// overBEIR compares on a BEIR folder.
func (c *evalBenchCmd) overBEIR(a *app) error {
	collection, err := eval.ReadBEIR(c.Beir)
	if err != nil {
		return err
	}
	return c.compare(a, collection, collection, collection.Questions)
}

// compare runs the engines over src and prints the report.
func (c *evalBenchCmd) compare(a *app, src indexer.Source, r eval.Resolver, questions []eval.Question) (err error) {
	engines, err := c.engines(src)
	if err != nil {
		return err
	}
	questions = slices.DeleteFunc(questions, func(q eval.Question) bool { return len(q.Relevant) == 0 })
	if c.Limit > 0 {
		questions = questions[:min(c.Limit, len(questions))]
	}
	if len(questions) == 0 {
		return fmt.Errorf("%w: không có câu hỏi nào có \"relevant\" để đo việc tìm", errUsage)
	}
	o, err := c.options(a, src)
	if err != nil {
		return err
	}
	if c.Keep == "" {
		defer func() { err = errors.Join(err, os.RemoveAll(o.Dir)) }()
	}
	task := bench.Task{Texts: indexer.Texts(a.ctx, src), Resolver: r, Questions: questions}
	report, err := bench.Run(a.ctx, engines, task, o)
	if err != nil {
		return err
	}
	return a.print(report, c.JSON)
}

// engines are those that the person named, in that order.
func (c *evalBenchCmd) engines(src indexer.Source) ([]bench.Engine, error) {
	all := []bench.Engine{bench.Congvu(src), bench.Bleve(), bench.FTS5(), bench.FTS5C(), bench.Xapian(), bench.Lucene()}
	var chosen []bench.Engine
	for _, name := range c.Engines {
		i := slices.IndexFunc(all, func(e bench.Engine) bool { return e.Name() == strings.TrimSpace(name) })
		if i < 0 {
			return nil, fmt.Errorf("%w: không có công cụ tìm kiếm %q; có congvu, bleve, fts5, fts5-c, xapian, lucene", errUsage, name)
		}
		if slices.Contains(chosen, all[i]) {
			return nil, fmt.Errorf("%w: --engines nêu %s hai lần", errUsage, name)
		}
		chosen = append(chosen, all[i])
	}
	return chosen, nil
}

// options makes the folder of the indexes and the bar.
func (c *evalBenchCmd) options(a *app, src indexer.Source) (o bench.Options, err error) {
	if o.Dir = c.Keep; o.Dir == "" {
		if o.Dir, err = os.MkdirTemp("", "congvu-bench-"); err != nil {
			return o, err
		}
	} else {
		if err := os.MkdirAll(o.Dir, 0o750); err != nil {
			return o, err
		}
		if o.Keep, err = c.edition(a, src); err != nil {
			return o, err
		}
	}
	o.Progress = a.benchProgress()
	o.Done = func(row bench.Row) { a.say("%s", row) }
	return o, nil
}

// edition tells the texts of src from those of other revisions and folders.
func (c *evalBenchCmd) edition(a *app, src indexer.Source) (string, error) {
	folder := a.config.Data
	if c.Beir != "" {
		folder = c.Beir
	}
	path, err := filepath.Abs(folder)
	if err != nil {
		return "", err
	}
	revision, err := src.Revision(a.ctx)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(path))
	return fmt.Sprintf("%x-r%d", sum[:4], revision), nil
}

// benchProgress says which engine comes on, and shows how far it is.
func (a *app) benchProgress() func(engine, stage string, done, total int) {
	var now string
	b := &bar{}
	return func(engine, stage string, done, total int) {
		if what := engine + ": " + stage; what != now {
			b.finish()
			now = what
			a.say("%s…", what)
			b = a.progress(what, int64(total))
		}
		b.of(int64(done), int64(total))
		if done == total && total > 0 {
			b.finish()
		}
	}
}
