package indexer

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"github.com/blevesearch/bleve/v2"
	index "github.com/blevesearch/bleve_index_api"
	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"github.com/trolycongvu/congvu/indexer/lexicon"
	"github.com/trolycongvu/congvu/indexer/vector"
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
	text *forward
	idx  bleve.Index
	read index.IndexReader // of idx; it serves all searches

	learned learned
	lexicon *lexicon.Lexicon
	model   *Model
	vectors *vector.Matrix // nil when the model has no words
	cache   *cache[termKey, *postings]
	results *cache[string, []Hit] // by Query.key

	users atomic.Int64  // searches that run, and 1 for the Index while this serves
	done  chan struct{} // closed once g is
	err   error         // of closing
}

// openGeneration opens generation name of the index in dir.
func openGeneration(dir, name string) (*generation, error) {
	path := filepath.Join(dir, name)
	info, err := loadInfo(path)
	if err != nil {
		return nil, fmt.Errorf("chỉ mục %s: %w", path, err)
	}
	model, err := builtIn()
	if err != nil {
		return nil, err
	}
	if info.Words != model.sum {
		return nil, fmt.Errorf("%w: chỉ mục %s", ErrFormat, path)
	}
	text, err := loadForward(path)
	if err != nil {
		return nil, fmt.Errorf("chỉ mục %s: %w", path, err)
	}
	learned, err := loadLearned(path)
	if err != nil {
		return nil, fmt.Errorf("chỉ mục %s: %w", path, err)
	}
	var vectors *vector.Matrix
	if model.Words != nil {
		if vectors, err = loadVectors(path, len(info.Table.IDs)); err != nil {
			return nil, fmt.Errorf("chỉ mục %s: %w", path, err)
		}
	}
	idx, err := openReadOnly(path)
	if err != nil {
		return nil, fmt.Errorf("%w: chỉ mục %s không mở được: %w", ErrFormat, path, err)
	}
	read, err := readerOf(idx)
	if err != nil {
		return nil, errors.Join(err, idx.Close())
	}
	g := &generation{
		name: name, info: info, text: text, idx: idx, read: read, model: model, vectors: vectors,
		learned: learned, lexicon: lexicon.Default().With(learned.pairs),
		cache: newCache[termKey, *postings](cacheBytes), results: newCache[string, []Hit](resultBytes), done: make(chan struct{}),
	}
	g.users.Store(1)
	return g, nil
}

// acquire makes sure that g stays open until release; it fails when nobody uses g
// any more.
func (g *generation) acquire() bool {
	for {
		n := g.users.Load()
		if n == 0 {
			return false
		}
		if g.users.CompareAndSwap(n, n+1) {
			return true
		}
	}
}

// release ends one use; the last one closes g.
func (g *generation) release() {
	if g.users.Add(-1) == 0 {
		g.err = errors.Join(g.read.Close(), g.idx.Close())
		close(g.done)
	}
}

// retire ends the use of g by the Index and waits for all others.
func (g *generation) retire() error {
	g.release()
	<-g.done
	return g.err
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
