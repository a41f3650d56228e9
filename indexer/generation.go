package indexer

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	index "github.com/blevesearch/bleve_index_api"
	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// The names inside the index folder. A generation is a folder g-…; one that is
// still being built has the suffix .building.
const (
	currentFile    = "CURRENT" // names the generation that serves
	lockFile       = "BUILD.lock"
	generationMark = "g-"
	buildingSuffix = ".building"
	bleveDir       = "bleve"
)

// The errors of this package that callers tell apart.
var (
	ErrNoIndex = errors.New("chưa có chỉ mục, hãy chạy: congvu index build")
	ErrBusy    = errors.New("một tiến trình khác đang dựng chỉ mục, đợi xong rồi chạy lại")
)

// generation is one complete index, open for reading.
type generation struct {
	name string
	info *generationInfo
	idx  bleve.Index

	cache postingsCache
}

// openGeneration opens generation name of the index in dir.
func openGeneration(dir, name string) (*generation, error) {
	path := filepath.Join(dir, name)
	info, err := loadInfo(path)
	if err != nil {
		return nil, fmt.Errorf("chỉ mục %s: %w", path, err)
	}
	idx, err := openReadOnly(path)
	if err != nil {
		return nil, fmt.Errorf("%w: chỉ mục %s không mở được: %w", ErrFormat, path, err)
	}
	return &generation{name: name, info: info, idx: idx}, nil
}

func openReadOnly(path string) (bleve.Index, error) {
	return bleve.OpenUsing(filepath.Join(path, bleveDir), map[string]any{"read_only": true})
}

// readerOf opens a reader of the postings; the caller closes it.
func readerOf(idx bleve.Index) (index.IndexReader, error) {
	advanced, err := idx.Advanced()
	if err != nil {
		return nil, err
	}
	return advanced.Reader()
}

// currentName reads which generation serves.
func currentName(dir string) (string, error) {
	data, err := os.ReadFile(filepath.Join(dir, currentFile))
	if errors.Is(err, fs.ErrNotExist) {
		return "", ErrNoIndex
	}
	if err != nil {
		return "", err
	}
	name := strings.TrimSpace(string(data))
	if !strings.HasPrefix(name, generationMark) || name != filepath.Base(name) {
		return "", fmt.Errorf("%w: tệp %s hỏng", ErrNoIndex, filepath.Join(dir, currentFile))
	}
	return name, nil
}

// publish gives the finished folder building its final name and makes it the
// generation that serves. Each step is one rename.
func publish(dir, building string) (string, error) {
	name := strings.TrimSuffix(filepath.Base(building), buildingSuffix)
	if err := os.Rename(building, filepath.Join(dir, name)); err != nil {
		return "", err
	}
	next := filepath.Join(dir, currentFile+".next")
	if err := writeSynced(next, name+"\n"); err != nil {
		return "", err
	}
	return name, os.Rename(next, filepath.Join(dir, currentFile))
}

func writeSynced(path, text string) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}()
	if _, err := f.WriteString(text); err != nil {
		return err
	}
	return f.Sync()
}

// newBuildingDir makes the folder in which a generation grows.
func newBuildingDir(dir string, revision int64, now time.Time) (string, error) {
	name := fmt.Sprintf("%s%s-r%d", generationMark, now.UTC().Format("20060102T150405.000"), revision)
	building := filepath.Join(dir, name+buildingSuffix)
	return building, os.Mkdir(building, 0o700)
}

// sweep removes what crashed builds left and, when one serves, all other
// generations. Processes that still search in an old one keep its files open until
// they move on; where the system forbids removing open files, a later sweep does.
// The caller holds the lock.
func sweep(dir string) {
	current, currentErr := currentName(dir)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		old := currentErr == nil && e.Name() != current
		if e.IsDir() && strings.HasPrefix(e.Name(), generationMark) && (old || strings.HasSuffix(e.Name(), buildingSuffix)) {
			_ = os.RemoveAll(filepath.Join(dir, e.Name())) // best effort: see above
		}
	}
}

// lock takes the sole right to build in dir. The lock goes with the process.
func lock(dir string) (unlock func() error, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	db, err := bbolt.Open(filepath.Join(dir, lockFile), 0o600, &bbolt.Options{Timeout: 300 * time.Millisecond})
	if errors.Is(err, berrors.ErrTimeout) {
		return nil, ErrBusy
	}
	if err != nil {
		return nil, err
	}
	return db.Close, nil
}
