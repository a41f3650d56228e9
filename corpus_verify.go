package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/quality"
	"github.com/trolycongvu/congvu/corpus/store"
)

type corpusVerifyCmd struct {
	Documents []string `arg:"" optional:"" name:"số-hiệu" help:"Chỉ những văn bản này (mặc định: tất cả)."`
	HTML      string   `help:"Ghi báo cáo ra trang HTML này." placeholder:"TỆP"`
	JSON      bool     `help:"In dạng JSON."`
}

// Run reports on the quality of what the store holds.
func (c *corpusVerifyCmd) Run(a *app) error {
	return a.withStore(func(st *store.Store) error {
		var only []corpus.DocumentID
		for _, name := range c.Documents {
			_, head, err := a.documentNamed(st, name)
			if err != nil {
				return err
			}
			only = append(only, head.ID)
		}
		stats, err := st.Stats(a.ctx)
		if err != nil {
			return err
		}
		bar := a.progress("Kiểm tra", int64(stats.Documents))
		report, err := quality.Check(a.ctx, st, only, func(n int) { bar.set(int64(n)) })
		bar.finish()
		if err != nil {
			return err
		}
		if c.HTML != "" {
			if err := writeReport(c.HTML, report); err != nil {
				return err
			}
			a.say("Đã ghi báo cáo: %s", c.HTML)
		}
		if c.JSON {
			return a.printJSON(report)
		}
		return a.printf("%s", report)
	})
}

func writeReport(path string, report quality.Report) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("%s: không ghi được báo cáo: %w", path, err)
	}
	return errors.Join(report.WriteHTML(f), f.Close())
}

type corpusRemoveCmd struct {
	Document []string `arg:"" name:"số-hiệu" help:"Số hiệu hoặc tên văn bản."`
	Reason   string   `help:"Lý do, được ghi lại." placeholder:"LÝ-DO"`
	Yes      bool     `help:"Bỏ ngay, không hỏi lại." short:"y"`
}

// Run takes a document out of the store and the index.
func (c *corpusRemoveCmd) Run(a *app) error {
	return a.withStore(func(st *store.Store) error {
		_, head, err := a.documentNamed(st, strings.Join(c.Document, " "))
		if err != nil {
			return err
		}
		if !c.Yes {
			return fmt.Errorf("%w: sẽ bỏ hẳn %s (%d điều) khỏi kho; thêm --yes để bỏ", errUsage, head.Name(), head.ArticleCount)
		}
		if err := st.Remove(a.ctx, head.ID, c.Reason); err != nil {
			return err
		}
		if err := a.updateOutlooks(st); err != nil {
			return err
		}
		a.say("Đã bỏ %s.", head.Name())
		return a.syncIndex(a.ctx, st)
	})
}
