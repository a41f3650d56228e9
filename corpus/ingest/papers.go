package ingest

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"os"
	"path/filepath"
	"runtime"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/reading"
	"github.com/trolycongvu/congvu/corpus/store"
)

// paperSource reads documents from files of any kind, one document a file.
var paperSource = source{
	name:   store.FileSource,
	file:   func(string, []byte) bool { return true },
	folder: func(string) bool { return false },
	owns:   func(string) bool { return false },
	load:   loadPapers,
}

// paper is one file that may hold a document.
type paper struct {
	path   string // of the file, or of the zip that holds it
	member string // its name in the zip, empty for a file by itself
}

// name is the paper as reports name it.
func (p paper) name() string {
	if p.member == "" {
		return p.path
	}
	return p.path + " › " + p.member
}

// maxMember is the largest file taken out of a zip, in bytes.
const maxMember = 200 << 20

// file gives the paper as a file on disk, which drop removes again when it had to
// be taken out of a zip.
func (p paper) file() (path string, drop func() error, err error) {
	if p.member == "" {
		return p.path, func() error { return nil }, nil
	}
	z, err := zip.OpenReader(p.path)
	if err != nil {
		return "", nil, fmt.Errorf("%s: %w: %w", p.path, errBroken, err)
	}
	defer func() { err = errors.Join(err, z.Close()) }()
	in, err := z.Open(p.member)
	if err != nil {
		return "", nil, fmt.Errorf("%s: %w: %w", p.name(), errBroken, err)
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	out, err := os.CreateTemp("", "congvu-*"+filepath.Ext(p.member))
	if err != nil {
		return "", nil, err
	}
	drop = func() error { return os.Remove(out.Name()) }
	n, err := io.Copy(out, io.LimitReader(in, maxMember+1))
	if err == nil && n > maxMember {
		err = fmt.Errorf("%s: lớn hơn %d MB (giải nén rồi nạp riêng)", p.name(), maxMember>>20)
	}
	if err = errors.Join(err, out.Close()); err != nil {
		return "", nil, errors.Join(err, drop())
	}
	return out.Name(), drop, nil
}

// readPaper is a paper on its way from its reader to the store.
type readPaper struct {
	paper paper
	bytes []byte
	sum   string // SHA-256 of the bytes
	known bool   // not read again: these bytes brought the documents of seen before
	seen  []corpus.DocumentID
	read  []reading.Result
	err   error
}

// loadPapers imports documents from files, reading several at a time and storing
// them in order. A file that cannot be read is reported and passed over.
func loadPapers(ctx context.Context, j job) (err error) {
	im, err := j.begin(ctx, "", j.opts.Edition)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, im.Close()) }()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	done, put := 0, 0
	for r := range j.readAll(ctx) {
		done++
		j.progress("đọc", done, len(j.papers))
		stored, err := j.putPaper(ctx, im, r)
		if err != nil {
			return err
		}
		if stored {
			put++
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if put == 0 {
		return fmt.Errorf("%s: %w", j.path, errNoPaper)
	}
	return j.finish(ctx, im, false)
}

// errNoPaper says that none of the files gave a document.
var errNoPaper = errors.New("không tệp nào đọc được thành văn bản")

// readAll reads the papers with as many workers as there are processors, and
// yields the results in the order of the papers. It ends early when ctx does.
func (j job) readAll(ctx context.Context) iter.Seq[readPaper] {
	return func(yield func(readPaper) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		queue := make(chan chan readPaper, runtime.GOMAXPROCS(0)) // bounds what is read ahead
		go func() {
			defer close(queue)
			for _, p := range j.papers {
				result := make(chan readPaper, 1)
				select {
				case queue <- result:
				case <-ctx.Done():
					return
				}
				go func() { result <- j.readOne(ctx, p) }()
			}
		}()
		for result := range queue {
			select {
			case r := <-result:
				if !yield(r) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}

// readOne reads one paper, unless this program has read these very bytes before.
func (j job) readOne(ctx context.Context, p paper) (r readPaper) {
	r.paper = p
	path, drop, err := p.file()
	if err != nil {
		r.err = err
		return r
	}
	defer func() { r.err = errors.Join(r.err, drop()) }()
	if r.bytes, r.err = readFile(path); r.err != nil {
		return r
	}
	r.sum = sumOf(r.bytes)
	if r.seen, r.known, r.err = j.st.FileSeen(ctx, r.sum, reading.Version); r.known || r.err != nil {
		return r
	}
	opts := reading.Options{Name: filepath.Base(p.path), Extract: j.opts.Extract}
	if p.member != "" {
		opts.Name = filepath.Base(p.member)
	}
	r.read, r.err = reading.File(ctx, path, r.bytes, opts)
	return r
}

// readFile reads a file whole, refusing what no reader would take.
func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxMember {
		return nil, fmt.Errorf("lớn hơn %d MB: chia nhỏ tệp rồi nạp lại", maxMember>>20)
	}
	return os.ReadFile(path)
}

func sumOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// putPaper stores what was read and reports it. It returns only what must end the
// whole import; stored is false for a file that gave no document.
func (j job) putPaper(ctx context.Context, im *store.Import, r readPaper) (stored bool, err error) {
	report := FileReport{Name: r.paper.name()}
	switch {
	case r.err != nil && (ctx.Err() != nil || fatal(r.err)):
		return false, r.err
	case r.err != nil:
		j.reject(report, r.err)
		return false, nil //nolint:nilerr // reported; the import goes on
	case r.known:
		report.Change = store.Unchanged
		j.report.Known++
		if len(r.seen) > 0 {
			report.Document = r.seen[0]
		}
		j.report.Files = append(j.report.Files, report)
		return true, nil
	}
	return true, j.storePaper(ctx, im, r)
}

// reject reports a file that was left out.
func (j job) reject(report FileReport, err error) {
	report.Problem = err.Error()
	j.report.Files = append(j.report.Files, report)
	j.report.Rejected = append(j.report.Rejected, Rejection{Name: report.Name, Reason: report.Name + ": " + report.Problem})
}

// storePaper stores the documents of one file and its bytes.
func (j job) storePaper(ctx context.Context, im *store.Import, r readPaper) error {
	var ids []corpus.DocumentID
	for _, read := range r.read {
		d := read.Document
		if err := j.apart(ctx, &d); err != nil {
			return err
		}
		report := FileReport{Name: r.paper.name()}
		out, err := im.PutReading(ctx, d, store.Quality{Warnings: read.Warnings})
		if errors.Is(err, store.ErrInvalid) {
			j.reject(report, err)
			continue
		}
		if err != nil {
			return err
		}
		report.of(d, out, len(read.Warnings))
		j.report.Files = append(j.report.Files, report)
		ids = append(ids, out.Document)
	}
	file := store.FileContent{Name: filepath.Base(r.paper.name()), Media: http.DetectContentType(r.bytes), Bytes: r.bytes}
	if err := im.PutFile(ctx, r.sum, file); err != nil && !errors.Is(err, store.ErrInvalid) { // too large to keep: its text is kept all the same
		return err
	}
	return im.MarkFile(ctx, r.sum, reading.Version, ids)
}

// apart gives a document without a number, and named as another one is, a name of
// its own: two offices may each have a "Quy trình tiếp công dân".
func (j job) apart(ctx context.Context, d *corpus.Document) error {
	if d.Number != "" || d.Kind.Force() > 0 { // there is one Hiến pháp năm 2013
		return nil
	}
	head, err := j.st.Head(ctx, d.ID)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err == nil && head.File.Name != d.File.Name && head.File.SHA256 != d.File.SHA256 {
		d.ID += corpus.DocumentID("-" + d.File.SHA256[:8])
	}
	return err
}
