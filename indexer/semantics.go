package indexer

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/trolycongvu/congvu/indexer/embedding"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// Semantics is a model of embeddings that the operator runs, and the vectors that
// it gave to the corpus. Search ranks with them when they are there, and without
// them when the file belongs to another state of the corpus or another model, and
// when no vector of the question comes in time.
type Semantics struct {
	Embedder Embedder
	Model    string // whose vectors the file must hold
	File     string // as congvu index embed writes it; it may come, change and go

	// Weight is what the most alike unit gains, in standard deviations of the
	// scores of the candidates. 0 leaves the vectors out.
	Weight float64

	// Mask hides personal data before the question is corrected, as a corrected
	// address might not be known for one any more. Without it the question is sent
	// uncorrected. The Embedder masks what it sends itself.
	Mask func(string) string

	Deadline time.Duration // for the vector of a question; 300 ms when 0
	Logger   *slog.Logger  // nil is slog.Default
}

// DefaultWeight is the Weight to start from. No model of embeddings was at hand to
// choose it with: it was chosen with the stand-in of TestFusion, such that the first
// and the tenth nearest lie about as far apart as the first and the tenth by the
// learned ranking do.
const DefaultWeight = 4.0

// questionDeadline is how long a search waits for the vector of its question: a
// model on a graphics card takes some 10 ms, one on the processor up to 200.
const questionDeadline = 300 * time.Millisecond

// UseSemantics has searches use the vectors of a model from now on. It is called
// once, before the first search. What keeps the vectors from being used is logged
// and no error.
func (x *Index) UseSemantics(s Semantics) {
	if s.Weight <= 0 {
		return
	}
	if s.Deadline <= 0 {
		s.Deadline = questionDeadline
	}
	if s.Logger == nil {
		s.Logger = slog.Default()
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.semantics = &semantics{Semantics: s, server: health{logger: s.Logger}}
	x.semantics.join(x.look())
}

// semantics is Semantics at work.
type semantics struct {
	Semantics
	joined atomic.Pointer[joined] // nil when there is no file for what serves
	server health

	// What join knows, guarded by Index.mu.
	read  fileState
	loads int
	said  string
}

// fileState tells whether a file, or what it is joined with, has changed.
type fileState struct {
	generation string
	size       int64
	changed    time.Time
}

// joined are the vectors of a model and the units of a generation that they are of.
type joined struct {
	generation string
	key        string // for the keys of results
	weight     float64
	vectors    *embedding.Vectors
	units      []uint32 // by row, noUnit for one that is gone
	rows       []uint32 // by unit, noUnit for one without a vector
}

// noUnit stands for no unit, and for no row.
const noUnit = ^uint32(0)

// with is what fits g, nil when nothing does.
func (s *semantics) with(g *generation) *joined {
	if s == nil {
		return nil
	}
	if j := s.joined.Load(); j != nil && j.generation == g.name {
		return j
	}
	return nil
}

// resultKey is equal for searches that rank with the same vectors.
func (j *joined) resultKey() string {
	if j == nil {
		return ""
	}
	return j.key
}

// join looks whether the file has changed, or what serves, and joins them anew.
func (s *semantics) join(g *generation) {
	if s == nil {
		return
	}
	info, err := os.Stat(s.File)
	if err != nil {
		s.read = fileState{}
		s.joined.Store(nil)
		if errors.Is(err, fs.ErrNotExist) {
			err = fmt.Errorf("chưa có %s, hãy chạy: congvu index embed", s.File)
		}
		s.say(err)
		return
	}
	state := fileState{generation: g.name, size: info.Size(), changed: info.ModTime()}
	if state == s.read {
		return
	}
	s.read = state
	j, err := s.load(g)
	s.joined.Store(j)
	s.say(err)
}

// load reads the file and joins it with g.
func (s *semantics) load(g *generation) (*joined, error) {
	v, err := embedding.ReadFile(s.File)
	switch {
	case err != nil:
		return nil, err
	case v.Model != s.Model:
		return nil, fmt.Errorf("%s là của mô hình %q, đang cấu hình %q; hãy chạy: congvu index embed", s.File, v.Model, s.Model)
	case v.Revision != g.info.Revision:
		return nil, fmt.Errorf("%s là của phiên bản %d của kho, chỉ mục của phiên bản %d; hãy chạy: congvu index build, congvu index embed",
			s.File, v.Revision, g.info.Revision)
	}
	s.loads++
	j := &joined{
		generation: g.name, key: fmt.Sprintf(" %q %d", v.Model, s.loads), weight: s.Weight, vectors: v,
		units: make([]uint32, len(v.IDs)), rows: make([]uint32, len(g.info.Table.IDs)),
	}
	numbers := make(map[string]uint32, len(g.info.Table.IDs))
	for unit, id := range g.info.Table.IDs {
		j.rows[unit] = noUnit
		numbers[id] = uint32(unit)
	}
	for row, id := range v.IDs {
		j.units[row] = noUnit
		if unit, ok := numbers[id]; ok && id != "" {
			j.units[row], j.rows[unit] = unit, uint32(row)
		}
	}
	return j, nil
}

// say logs once why the file is not used, and when it is again.
func (s *semantics) say(err error) {
	now := ""
	if err != nil {
		now = err.Error()
	}
	switch now {
	case s.said:
		return
	case "":
		s.Logger.Info("tìm kiếm dùng vectơ của mô hình embedding", "tệp", s.File)
	default:
		s.Logger.Warn("tìm kiếm không dùng vectơ của mô hình embedding", "lý do", now)
	}
	s.said = now
}

// recovered is after how many vectors in a row the server counts as well again.
const recovered = 20

// health says once that the server of a model fails, and once that it is well again.
type health struct {
	logger *slog.Logger
	mu     sync.Mutex
	ill    bool
	well   int // vectors in a row, while ill
}

// note learns how asking for the vector of a question went.
func (h *health) note(err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case err != nil && !h.ill:
		h.ill = true
		h.logger.Warn("tìm kiếm tạm không dùng mô hình embedding", "lý do", err)
	case err == nil && h.ill:
		if h.well++; h.well == recovered {
			h.ill = false
			h.logger.Info("mô hình embedding lại dùng được")
		}
	}
	if err != nil || !h.ill {
		h.well = 0
	}
}

// start asks for the vector of a question, in the words that it was meant in.
func (s *semantics) start(ctx context.Context, g *generation, text string) *awaited {
	with := s.with(g)
	if with == nil {
		return nil
	}
	if s.Mask != nil {
		text = g.understand(s.Mask(text)).text
	}
	return s.ask(ctx, with, viet.Normalize(text))
}
