package main

import (
	"errors"
	"fmt"

	"github.com/schollz/progressbar/v3"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/ingest"
	"github.com/trolycongvu/congvu/corpus/store"
)

// errIncomplete says that an import left something out.
var errIncomplete = errors.New("có tệp hoặc bản ghi chưa nạp được, xem các dòng ở trên")

type corpusCmd struct {
	Pull    corpusPullCmd    `cmd:"" help:"Tải Bộ Pháp điển điện tử của Bộ Tư pháp về và nạp."`
	Import  corpusImportCmd  `cmd:"" help:"Nạp tệp, thư mục hoặc zip vào kho rồi dựng chỉ mục."`
	List    corpusListCmd    `cmd:"" help:"Liệt kê văn bản trong kho."`
	Show    corpusShowCmd    `cmd:"" help:"In một văn bản, hoặc một điều, khoản, điểm, như vào một ngày."`
	Outline corpusOutlineCmd `cmd:"" help:"In mục lục của một văn bản."`
	History corpusHistoryCmd `cmd:"" help:"Một văn bản hoặc một điều đã được ban hành, sửa đổi, chấm dứt khi nào."`
	Verify  corpusVerifyCmd  `cmd:"" help:"Báo cáo chất lượng: thiếu điều, thiếu ngày, dẫn chiếu hỏng, các bản khác nhau."`
	Remove  corpusRemoveCmd  `cmd:"" help:"Bỏ hẳn một văn bản khỏi kho."`
	Status  corpusStatusCmd  `cmd:"" help:"Kho đang có gì, từ nguồn nào, đến ngày nào."`
}

type corpusPullCmd struct {
	Source string `arg:"" name:"nguồn" help:"phapdien." enum:"phapdien"`
	URL    string `help:"Địa chỉ tải (mặc định: trang của Bộ Tư pháp)."`
	JSON   bool   `help:"In kết quả nạp dạng JSON."`
}

// Run downloads the official code and imports it.
func (c *corpusPullCmd) Run(a *app) error {
	address := c.URL
	if address == "" {
		address = a.config.Phapdien.URL
	}
	bar := a.progress("Tải Bộ Pháp điển", 0, progressbar.OptionShowBytes(true))
	download, err := ingest.Pull(a.ctx, address, a.config.Data, ingest.PullOptions{Progress: bar.of})
	bar.finish()
	if err != nil {
		return err
	}
	a.say("Tệp %s, %d byte, SHA-256 %s", download.Path, download.Size, download.SHA256)
	return a.ingest([]string{download.Path}, ingest.Options{}, c.JSON)
}

// ingest imports paths, reports, and brings the index up to date.
func (a *app) ingest(paths []string, opts ingest.Options, asJSON bool) error {
	return a.withStore(func(st *store.Store) error {
		report, err := a.importInto(st, paths, opts)
		if errors.Is(err, ingest.ErrNothing) {
			return err
		}
		if err := errors.Join(err, a.printReport(report, asJSON)); err != nil {
			return err
		}
		if err := a.syncIndex(a.ctx, st); err != nil {
			return fmt.Errorf("dữ liệu đã lưu, nhưng chỉ mục chưa dựng được (chạy lại: congvu index build): %w", err)
		}
		if len(report.Rejected) > 0 {
			return errIncomplete
		}
		return nil
	})
}

func (a *app) printReport(report ingest.Report, asJSON bool) error {
	if asJSON {
		return a.printJSON(report)
	}
	return a.printf("%s\n", report)
}

type corpusListCmd struct {
	JSON bool   `help:"In dạng JSON."`
	Kind string `help:"Chỉ một loại văn bản, ví dụ: Nghị định." placeholder:"LOẠI"`
}

// Run lists the documents of the store.
func (c *corpusListCmd) Run(a *app) error {
	return a.withStore(func(st *store.Store) error {
		if err := a.seed(st); err != nil {
			return err
		}
		heads, err := st.Heads(a.ctx)
		if err == nil && c.Kind != "" {
			heads, err = ofKind(heads, c.Kind)
		}
		if err != nil {
			return err
		}
		if c.JSON {
			return a.printJSON(heads)
		}
		for _, d := range heads {
			if err := a.printf("%s (%d điều%s)\n", d.Name(), d.ArticleCount, remark(d)); err != nil {
				return err
			}
		}
		return nil
	})
}

func ofKind(heads []corpus.Document, name string) ([]corpus.Document, error) {
	kind, ok := corpus.ParseKind(name)
	if !ok {
		return nil, fmt.Errorf("%w: --kind %q không phải loại văn bản (Luật, Nghị định, Thông tư…)", errUsage, name)
	}
	var chosen []corpus.Document
	for _, d := range heads {
		if d.Kind == kind {
			chosen = append(chosen, d)
		}
	}
	return chosen, nil
}

// remark says in a listing what a reader must know of a document.
func remark(d corpus.Document) string {
	switch {
	case d.Digest:
		return ", tóm lược"
	case d.Partial:
		return ", chỉ có một phần"
	}
	return ""
}

type corpusStatusCmd struct {
	JSON bool `help:"In dạng JSON."`
}

// Run says what the store holds.
func (c *corpusStatusCmd) Run(a *app) error {
	return a.withStore(func(st *store.Store) error {
		stats, err := st.Stats(a.ctx)
		if err != nil {
			return err
		}
		if c.JSON {
			return a.printJSON(stats)
		}
		return printStats(a, stats)
	})
}

func printStats(a *app, stats store.Stats) error {
	if err := a.printf("Thư mục dữ liệu: %s\n%d văn bản, %d điều, %d thủ tục hành chính\n",
		a.config.Data, stats.Documents, stats.Articles, stats.Procedures); err != nil {
		return err
	}
	for _, s := range stats.Sources {
		if err := a.printf("  %s: %d văn bản, %d thủ tục, dữ liệu đến %s\n", s.Name, s.Documents, s.Procedures, s.Edition.Vietnamese()); err != nil {
			return err
		}
	}
	return nil
}
