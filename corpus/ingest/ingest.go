package ingest

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/extract"
	"github.com/trolycongvu/congvu/corpus/store"
)

// ErrNothing means that none of the files could be imported.
var ErrNothing = errors.New("không nạp được tệp nào")

// Options change how files are imported. The zero value is fit for use.
type Options struct {
	// Edition is the date that the data goes up to. When zero it is taken from
	// the data itself or from the record that Pull leaves beside a download.
	Edition corpus.Date
	// AllowOlder lets an edition older than the stored one replace it.
	AllowOlder bool
	// Whole takes each file for all that its source has, so that what is missing
	// in it is withdrawn. The official code is taken so anyway unless an
	// implausible lot is missing, procedures are not.
	Whole    bool
	Extract  extract.Options // how single files are read
	Progress func(Progress)  // when set, is told how far a file is, often
	Logger   *slog.Logger    // nil is slog.Default
}

// Progress is how far a file is.
type Progress struct {
	Path   string
	Source string
	Stage  string // "đọc", "lưu"
	Done   int
	Total  int // 0 when unknown
}

// job is one source being imported.
type job struct {
	st     *store.Store
	opts   Options
	path   string
	papers []paper // of paperSource
	report *SourceReport
}

func (j job) progress(stage string, done, total int) {
	if j.opts.Progress != nil {
		j.opts.Progress(Progress{Path: j.path, Source: j.report.Source, Stage: stage, Done: done, Total: total})
	}
}

// Import brings the files and folders of paths into the store, one after the
// other. What cannot be read is reported and passed over; an error ends the
// import: the store's, the context's, or ErrNothing when no file could be read.
// The report says what was done in any case.
func Import(ctx context.Context, st *store.Store, paths []string, opts Options) (report Report, err error) {
	if opts.Logger == nil {
		opts.Logger = slog.Default()
	}
	start := time.Now()
	defer func() { report.Seconds = time.Since(start).Seconds() }()
	for _, path := range paths {
		items, rejected := expand(path)
		report.Rejected = append(report.Rejected, rejected...)
		for _, it := range items {
			if err := report.add(ctx, st, it, opts); err != nil {
				return report, err
			}
		}
	}
	if len(report.Sources) == 0 {
		return report, errNothing(report.Rejected)
	}
	if report.Outlooks, err = Outlooks(ctx, st, corpus.DateOf(time.Now())); err != nil {
		return report, err
	}
	report.Revision, err = st.Revision(ctx)
	return report, err
}

// add imports one item and returns only what must end the whole import.
func (r *Report) add(ctx context.Context, st *store.Store, it item, opts Options) error {
	start := time.Now()
	done := SourceReport{Path: it.path, Source: it.source.name}
	opts.Logger.Info("nạp dữ liệu", "tệp", it.path, "nguồn", it.source.name)
	err := it.source.load(ctx, job{st: st, opts: opts, path: it.path, papers: it.papers, report: &done})
	done.Seconds = time.Since(start).Seconds()
	if it.source.name == paperSource.name { // what is left out of single files are files
		r.Rejected = append(r.Rejected, done.Rejected...)
		done.Rejected = nil
	}
	switch {
	case err == nil:
		r.Sources = append(r.Sources, done)
		return nil
	case errors.Is(err, errNoPaper) && len(r.Rejected) > 0: // each was reported
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case fatal(err):
		return err
	}
	opts.Logger.Warn("không nạp được", "tệp", it.path, "lỗi", err)
	r.Rejected = append(r.Rejected, Rejection{Name: it.path, Reason: err.Error()})
	return nil
}

// fatal tells whether the next file would fail the same way.
func fatal(err error) bool {
	for _, s := range []error{store.ErrBusy, store.ErrNoSpace, store.ErrReadOnly, store.ErrDisk, store.ErrCorrupt, store.ErrTooNew} {
		if errors.Is(err, s) {
			return true
		}
	}
	return false
}

// How long an import waits for the place of another: a running server takes it for
// a moment when the day changes.
const (
	busyTries = 10
	busyWait  = 200 * time.Millisecond
)

// begin opens the job's import, filling in the report.
func (j job) begin(ctx context.Context, checksum string, edition corpus.Date) (*store.Import, error) {
	info := store.ImportInfo{Source: j.report.Source, Path: j.path, Checksum: checksum, Edition: edition, AllowOlder: j.opts.AllowOlder}
	im, err := j.st.BeginImport(ctx, info)
	for tries := 0; errors.Is(err, store.ErrBusy) && tries < busyTries; tries++ {
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(busyWait):
		}
		im, err = j.st.BeginImport(ctx, info)
	}
	if err != nil {
		return nil, err
	}
	j.report.Checksum, j.report.Edition = checksum, im.Edition()
	if im.Resumed() {
		j.opts.Logger.Info("tiếp tục lần nạp bị ngắt", "tệp", j.path)
	}
	return im, nil
}

// finish ends the job's import, filling in the report.
func (j job) finish(ctx context.Context, im *store.Import, whole bool) (err error) {
	j.report.Summary, err = im.Finish(ctx, whole)
	return err
}
