package ingest

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/starter"
	"github.com/trolycongvu/congvu/corpus/store"
)

// Starter brings the embedded starter corpus into the store, unless this very
// one was brought already. Its digests never take the place of real texts.
func Starter(ctx context.Context, st *store.Store, opts Options) (report SourceReport, err error) {
	if opts.Logger == nil {
		opts.Logger = slog.Default()
	}
	report.Source = starterSource
	sum := starter.Revision()
	if done, err := st.Imported(ctx, starterSource, sum); err != nil || done {
		return report, err
	}
	docs, err := starter.Documents()
	if err != nil {
		return report, err
	}
	procs, err := starter.Procedures()
	if err != nil {
		return report, err
	}
	j := job{st: st, opts: opts, report: &report}
	im, err := j.begin(ctx, sum, 0)
	if err != nil {
		return report, err
	}
	defer func() { err = errors.Join(err, im.Close()) }()
	for _, doc := range docs {
		if _, err := im.PutDocument(ctx, doc); err != nil {
			return report, err
		}
	}
	for _, p := range procs {
		if _, err := im.PutProcedure(ctx, p); err != nil {
			return report, err
		}
	}
	if err := j.finish(ctx, im, true); err != nil {
		return report, err
	}
	if err := im.Close(); err != nil { // the outlooks take the importer's place too
		return report, err
	}
	_, err = Outlooks(ctx, st, corpus.DateOf(time.Now()))
	return report, err
}
