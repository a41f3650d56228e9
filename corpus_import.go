package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/trolycongvu/congvu/corpus/extract"
	"github.com/trolycongvu/congvu/corpus/ingest"
	"github.com/trolycongvu/congvu/corpus/store"
)

type corpusImportCmd struct {
	Paths   []string      `arg:"" name:"đường-dẫn" help:"Tệp, thư mục hoặc zip: Word, PDF, ảnh quét, HTML, văn bản thường, thư .eml; zip Bộ Pháp điển; thủ tục hành chính (JSON)."`
	Edition string        `help:"Ngày mà dữ liệu được cập nhật đến (mặc định: suy ra từ dữ liệu)." placeholder:"NGÀY"`
	Older   bool          `help:"Cho phép bản cũ hơn thay bản đang có trong kho."`
	Whole   bool          `help:"Coi tệp là toàn bộ nguồn: những gì tệp không có thì đánh dấu không còn."`
	NoOCR   bool          `name:"no-ocr" help:"Không nhận dạng chữ trong ảnh quét."`
	DryRun  bool          `help:"Chỉ đọc và báo cáo, không lưu gì."`
	Watch   bool          `help:"Nạp xong thì theo dõi: tệp mới hoặc thay đổi được nạp tiếp, đến khi dừng bằng Ctrl+C."`
	Every   time.Duration `help:"Khi theo dõi: bao lâu xem một lần." default:"10s"`
	JSON    bool          `help:"In kết quả nạp dạng JSON."`
}

// Run imports files into the store and builds the index.
func (c *corpusImportCmd) Run(a *app) error {
	edition, err := parseDay(c.Edition)
	if err != nil {
		return err
	}
	opts := ingest.Options{Edition: edition, AllowOlder: c.Older, Whole: c.Whole, Extract: extract.Options{Logger: a.log}}
	if c.NoOCR {
		opts.Extract.OCR = extract.OCROff
	}
	switch {
	case c.DryRun && c.Watch:
		return fmt.Errorf("%w: --dry-run và --watch không dùng cùng nhau", errUsage)
	case c.Every < time.Second:
		return fmt.Errorf("%w: --every là %s, phải từ 1s", errUsage, c.Every)
	case c.DryRun:
		return a.tryImport(c.Paths, opts, c.JSON)
	case c.Watch:
		return a.watch(c, opts)
	}
	return a.ingest(c.Paths, opts, c.JSON)
}

// watch imports again and again what is new in the paths. What cannot be read
// was reported, and does not end it.
func (a *app) watch(c *corpusImportCmd, opts ingest.Options) error {
	for _, path := range c.Paths {
		if _, err := os.Stat(path); err != nil {
			return fmt.Errorf("%s: không theo dõi được: %w (kiểm tra đường dẫn)", path, err)
		}
	}
	a.say("Theo dõi %d đường dẫn, %s một lần; dừng bằng Ctrl+C.", len(c.Paths), c.Every)
	return ingest.Watch(a.ctx, c.Paths, c.Every, func(changed []string) error {
		err := a.ingest(changed, opts, c.JSON)
		if errors.Is(err, ingest.ErrNothing) || errors.Is(err, errIncomplete) {
			a.say("%v", err)
			return nil
		}
		return err
	})
}

// tryImport imports into a copy of the store that is thrown away, so that the
// report says what an import would do.
func (a *app) tryImport(paths []string, opts ingest.Options, asJSON bool) (err error) {
	dir, err := os.MkdirTemp("", "congvu-thu-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := a.withStore(func(st *store.Store) error {
		return st.Backup(a.ctx, filepath.Join(dir, store.FileName))
	}); err != nil {
		return err
	}
	st, err := store.Open(a.ctx, dir, store.Options{Logger: a.log})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	report, err := a.importInto(st, paths, opts)
	if err != nil {
		return err
	}
	if err := a.printReport(report, asJSON); err != nil {
		return err
	}
	a.say("Chạy thử: kho %s không thay đổi.", a.config.Data)
	if len(report.Rejected) > 0 {
		return errIncomplete
	}
	return nil
}

// importInto imports paths into a store behind a bar.
func (a *app) importInto(st *store.Store, paths []string, opts ingest.Options) (ingest.Report, error) {
	bar := a.progress("Nạp", 0)
	opts.Logger, opts.Progress = a.log, bar.ingest
	report, err := ingest.Import(a.ctx, st, paths, opts)
	bar.finish()
	return report, err
}
