package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/trolycongvu/congvu/assistant/verify"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/starter"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/eval/fault"
)

type evalVerifyCmd struct {
	Answers    int      `help:"Số câu trả lời dựng thử cho mỗi seed." default:"200"`
	Seeds      []uint64 `help:"Các seed, cách nhau bằng dấu phẩy." default:"1,2,3" placeholder:"SỐ"`
	Documents  int      `help:"Lấy quy định từ chừng này văn bản của kho." default:"200" placeholder:"SỐ"`
	AsOf       string   `help:"Ngày xét hiệu lực (mặc định: hôm nay)." placeholder:"NGÀY"`
	ShowMissed int      `help:"In chừng này ví dụ mỗi loại: lỗi lọt và câu đúng bị bỏ." placeholder:"SỐ"`
	JSON       bool     `help:"In dạng JSON."`
}

// Run measures the verifier and prints the report.
func (c *evalVerifyCmd) Run(a *app) error {
	day := corpus.DateOf(time.Now())
	if c.AsOf != "" {
		var err error
		if day, err = corpus.ParseDate(c.AsOf); err != nil {
			return fmt.Errorf("%w: --as-of: %w", errUsage, err)
		}
	}
	if c.Answers < 1 || len(c.Seeds) == 0 {
		return fmt.Errorf("%w: cần ít nhất một câu trả lời và một seed", errUsage)
	}
	library, err := c.library(a, day)
	if err != nil {
		return err
	}
	check := func(sources []verify.Source) fault.Checker { return verify.New(sources) }
	report, err := fault.Measure(a.ctx, library, check, fault.Options{Answers: c.Answers, Seeds: c.Seeds, Show: c.ShowMissed})
	if err != nil {
		return err
	}
	return a.print(report, c.JSON)
}

// library takes the provisions of the starter corpus, with the sentences written by
// hand about it, or, where the person named a data folder, of documents drawn from it.
func (c *evalVerifyCmd) library(a *app, day corpus.Date) (l *fault.Library, err error) {
	if a.config.Data == defaultData() {
		docs, err := starter.Documents()
		if err != nil {
			return nil, err
		}
		l = fault.NewLibrary(docs, day)
		return l, l.WithWritten()
	}
	err = a.withStore(func(st *store.Store) error {
		if err := a.seed(st); err != nil {
			return err
		}
		docs, err := c.draw(a, st)
		l = fault.NewLibrary(docs, day)
		return err
	})
	return l, err
}

// draw returns documents of the store, the same ones at every call for one state of it.
func (c *evalVerifyCmd) draw(a *app, st *store.Store) ([]corpus.Document, error) {
	heads, err := st.Heads(a.ctx)
	if err != nil {
		return nil, err
	}
	heads = slices.DeleteFunc(heads, func(d corpus.Document) bool { return d.ArticleCount == 0 || d.Number == "" })
	rng := rand.New(rand.NewPCG(1, 0))
	rng.Shuffle(len(heads), func(i, j int) { heads[i], heads[j] = heads[j], heads[i] })
	var docs []corpus.Document
	for _, head := range heads[:min(c.Documents, len(heads))] {
		d, err := st.Document(a.ctx, head.ID)
		if err != nil {
			return nil, err
		}
		docs = append(docs, d)
	}
	return docs, nil
}
