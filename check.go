package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/trolycongvu/congvu/assistant/basis"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/extract"
	"github.com/trolycongvu/congvu/corpus/store"
)

// exitFindings is the exit code of a check that found something wrong, or something
// that needs a second look.
const exitFindings = 4

// errFindings says so.
var errFindings = errors.New("có căn cứ hoặc dẫn chiếu cần sửa")

type checkCmd struct {
	File []string `arg:"" optional:"" name:"tệp" help:"Dự thảo: .docx, .doc, .rtf, .odt, .pdf, ảnh, .html, .txt, .md, .eml; - là đọc chữ từ đầu vào chuẩn."`
	Text string   `help:"Kiểm tra đoạn chữ này." placeholder:"CHỮ"`
	Date string   `help:"Ngày của dự thảo (mặc định: ngày ghi trong dự thảo, không có thì hôm nay)." placeholder:"NGÀY"`
	JSON bool     `help:"In dạng JSON, như POST /v1/check; nhiều tệp thì mỗi tệp một giá trị."`
	Docx string   `help:"Ghi thêm kết quả thành bảng vào tệp Word này (chỉ với một dự thảo)." placeholder:"TỆP.docx"`
}

// Run checks every draft and ends with exitFindings when one of them is not clean.
func (c *checkCmd) Run(a *app) error {
	day, err := parseDay(c.Date)
	if err != nil {
		return err
	}
	drafts := len(c.File)
	if c.Text != "" {
		drafts++
	}
	switch {
	case drafts == 0:
		return fmt.Errorf("%w: chưa nói kiểm tra gì: congvu check TỆP…, congvu check - hoặc congvu check --text CHỮ", errUsage)
	case drafts > 1 && c.Docx != "":
		return fmt.Errorf("%w: --docx chỉ dùng với một dự thảo", errUsage)
	}
	return a.withStore(func(st *store.Store) error {
		if err := a.seed(st); err != nil {
			return err
		}
		return c.checkAll(a, basis.New(st), day)
	})
}

// checkAll checks the drafts one after the other. One that cannot be read is told of
// and does not keep the others from being checked.
func (c *checkCmd) checkAll(a *app, checker *basis.Checker, day corpus.Date) error {
	clean, unread := true, 0
	one := func(name string, draft basis.Draft, err error) error {
		if err != nil {
			if a.ctx.Err() != nil {
				return a.ctx.Err()
			}
			a.say("congvu: %s: %v", name, err)
			unread++
			return nil
		}
		if !day.IsZero() {
			draft.Date = day
		}
		report, err := checker.Check(a.ctx, draft, corpus.DateOf(time.Now()))
		if err != nil {
			return err
		}
		clean = clean && report.Clean()
		return c.print(a, report)
	}
	if c.Text != "" {
		draft, err := basis.ReadText(c.Text)
		if err := one("--text", draft, err); err != nil {
			return err
		}
	}
	for _, path := range c.File {
		draft, err := a.readDraft(path)
		if err := one(path, draft, err); err != nil {
			return err
		}
	}
	switch {
	case unread > 0:
		return fmt.Errorf("%w: %d dự thảo không đọc được", errUsage, unread)
	case !clean:
		return errFindings
	}
	return nil
}

// readDraft reads a file, or text from standard input.
func (a *app) readDraft(path string) (basis.Draft, error) {
	if path == "-" {
		raw, err := io.ReadAll(io.LimitReader(os.Stdin, basis.MaxText+1))
		if err != nil {
			return basis.Draft{}, fmt.Errorf("không đọc được đầu vào: %w", err)
		}
		return basis.ReadText(string(raw))
	}
	info, err := os.Stat(path)
	if err != nil {
		return basis.Draft{}, fmt.Errorf("không mở được tệp: %w", err)
	}
	const largest = 200 << 20 // bytes
	if info.Size() > largest || !info.Mode().IsRegular() {
		return basis.Draft{}, fmt.Errorf("không phải tệp thường, hoặc lớn hơn %d MB", largest>>20)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return basis.Draft{}, fmt.Errorf("không đọc được tệp: %w", err)
	}
	return basis.ReadFile(a.ctx, filepath.Base(path), raw, extract.Options{Logger: a.log})
}

// print writes one report to standard output and, when asked to, as a Word file.
func (c *checkCmd) print(a *app, report basis.Report) (err error) {
	if c.Docx != "" {
		if err := writeDocx(c.Docx, report); err != nil {
			return fmt.Errorf("không ghi được %s: %w", c.Docx, err)
		}
		a.say("Đã ghi %s", c.Docx)
	}
	if c.JSON {
		return a.printJSON(report)
	}
	return a.printf("%s", report.Text())
}

func writeDocx(path string, report basis.Report) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return report.Docx(f)
}
