package ingest

import (
	"context"
	"errors"
	"fmt"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/dichvucong"
	"github.com/trolycongvu/congvu/corpus/store"
)

// loadProcedures imports records of the national portal.
func loadProcedures(ctx context.Context, j job) (err error) {
	sum, err := fingerprint(j.path)
	if err != nil {
		return err
	}
	edition := j.opts.Edition
	reading, err := dichvucong.Open(j.path, dichvucong.Options{
		Edition: edition, Progress: func(done, total int) { j.progress("lưu", done, total) },
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, reading.Close()) }()
	im, err := j.begin(ctx, sum, edition)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, im.Close()) }()
	for p, err := range reading.Procedures(ctx) {
		if err := j.putProcedure(ctx, im, p, err); err != nil {
			return err
		}
	}
	if reading.Report().Accepted == 0 {
		return fmt.Errorf("%s: không có bản ghi thủ tục nào dùng được, %d bản ghi bị loại",
			j.path, len(j.report.Rejected))
	}
	return j.finish(ctx, im, j.opts.Whole)
}

// putProcedure stores one record or notes why it was left out.
func (j job) putProcedure(ctx context.Context, im *store.Import, p corpus.Procedure, err error) error {
	var rejection *dichvucong.Rejection
	if errors.As(err, &rejection) {
		j.report.Rejected = append(j.report.Rejected, Rejection{Name: rejection.File, Reason: rejection.Error()})
		return nil
	}
	if err == nil {
		_, err = im.PutProcedure(ctx, p)
	}
	if errors.Is(err, store.ErrInvalid) {
		j.report.Rejected = append(j.report.Rejected, Rejection{Name: p.Code, Reason: err.Error()})
		return nil
	}
	return err
}
