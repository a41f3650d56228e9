package bench

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/trolycongvu/congvu/indexer"
)

// built is an index on disk. What an earlier run measured of it stands in a file
// beside it.
type built struct {
	dir     string
	kept    bool
	Seconds float64 `json:"seconds"` // of building, the reading of the corpus included
	MB      float64 `json:"mb"`      // of 1,000,000 bytes
	Texts   int     `json:"texts"`   // 0 for the program's own, which reads them otherwise
}

// index builds the engine's index, or takes up the one that was kept. The
// program's own is always built: the program may have changed.
func (m *measurement) index(ctx context.Context) (built, error) {
	keep := m.options.Keep != "" && m.engine.Name() != Own
	b := built{dir: filepath.Join(m.options.Dir, m.engine.Name()), kept: keep}
	if keep {
		b.dir += "-" + m.options.Keep
	}
	record := b.dir + ".json"
	if keep {
		if found, err := readBuilt(record); err != nil || found != nil {
			if found == nil {
				return b, err
			}
			found.dir, found.kept = b.dir, true
			return *found, nil
		}
	}
	if err := os.RemoveAll(b.dir); err != nil {
		return b, err
	}
	if err := m.build(ctx, &b); err != nil || !keep {
		return b, err
	}
	data, err := json.Marshal(b)
	if err != nil {
		return b, err
	}
	return b, os.WriteFile(record, data, 0o600)
}

// readBuilt is nil when there is no such file, which is written last.
func readBuilt(record string) (*built, error) {
	data, err := os.ReadFile(record)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var b built
	if err := json.Unmarshal(data, &b); err != nil {
		return nil, fmt.Errorf("%s: %w", record, err)
	}
	return &b, nil
}

// build fills b.dir, and removes it again when that fails.
func (m *measurement) build(ctx context.Context, b *built) (err error) {
	m.options.Progress(m.engine.Name(), "dựng chỉ mục", 0, 0)
	if err := os.Mkdir(b.dir, 0o700); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(b.dir))
		}
	}()
	start := time.Now()
	if err := m.engine.Build(ctx, b.dir, m.counted(&b.Texts)); err != nil {
		return err
	}
	b.Seconds = time.Since(start).Seconds()
	bytes, err := sizeOf(b.dir)
	b.MB = float64(bytes) / 1e6
	return err
}

// counted are the texts of the task, counted and shown as they go by.
func (m *measurement) counted(n *int) Texts {
	progress := m.stage("dựng chỉ mục")
	return func(yield func(indexer.Text, error) bool) {
		for t, err := range m.task.Texts {
			if err == nil {
				*n++
				progress(*n, 0)
			}
			if !yield(t, err) {
				return
			}
		}
	}
}

// sizeOf is the number of bytes in the files of a folder.
func sizeOf(dir string) (bytes int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			bytes += info.Size()
		}
		return err
	})
	return bytes, err
}
