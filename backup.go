package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/trolycongvu/congvu/corpus/store"
)

type backupCmd struct {
	File string `arg:"" name:"tệp" help:"Tệp sao lưu sẽ ghi, ví dụ congvu.tar.gz; tệp đã có thì không ghi đè."`
}

// Run writes a snapshot; what serves or imports meanwhile goes on. The file
// gets its name only when it is whole.
func (c *backupCmd) Run(a *app) (err error) {
	if _, err := os.Lstat(c.File); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: %s đã có, chọn tên khác", errUsage, c.File)
	}
	part := c.File + ".part"
	f, err := os.OpenFile(part, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(part)
		}
	}()
	if err := errors.Join(store.Backup(a.ctx, a.config.Data, f), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(part, c.File); err != nil {
		return err
	}
	a.say("Đã sao lưu %s vào %s. Khôi phục: congvu restore %s", a.config.Data, c.File, c.File)
	return nil
}

type restoreCmd struct {
	File  string `arg:"" name:"tệp" help:"Tệp sao lưu." type:"existingfile"`
	Force bool   `help:"Thay thư mục dữ liệu đang có."`
}

// Run restores a snapshot and builds its index.
func (c *restoreCmd) Run(a *app) (err error) {
	f, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := store.Restore(a.ctx, a.config.Data, f, c.Force); err != nil {
		return err
	}
	a.say("Đã khôi phục %s từ %s.", a.config.Data, c.File)
	return a.withStore(func(st *store.Store) error { return a.syncIndex(a.ctx, st) })
}
