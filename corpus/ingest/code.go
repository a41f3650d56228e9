package ingest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/effect"
	"github.com/trolycongvu/congvu/corpus/phapdien"
	"github.com/trolycongvu/congvu/corpus/store"
)

// plausibleLoss is how much of what the store has of the official code a newer
// one may lack and still be taken for whole: editions a year apart differ by a
// few in a hundred, a zip made of some đề mục lacks nearly all.
const plausibleLoss = 0.3

// loadCode imports the official code.
func loadCode(ctx context.Context, j job) (err error) {
	sum, err := fingerprint(j.path)
	if err != nil {
		return err
	}
	code, err := phapdien.Read(ctx, j.path, phapdien.Options{
		Edition:  j.codeEdition(sum),
		Progress: func(done, total int) { j.progress("đọc", done, total) },
	})
	if err != nil {
		return err
	}
	im, err := j.begin(ctx, sum, code.Edition())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, im.Close()) }()
	done := 0
	for doc := range code.Documents() {
		if err := j.putDocument(ctx, im, doc); err != nil {
			return err
		}
		done++
		j.progress("lưu", done, code.Len())
	}
	j.describe(code.Report())
	whole, err := j.whole(ctx, im, code.Report())
	if err != nil {
		return err
	}
	return j.finish(ctx, im, whole)
}

// codeEdition is the edition as the caller or the record of Pull has it; zero
// lets the code itself say.
func (j job) codeEdition(sum string) corpus.Date {
	if j.opts.Edition != 0 {
		return j.opts.Edition
	}
	d := recorded(j.path)
	if edition := d.Edition(); d.SHA256 == sum && edition <= corpus.DateOf(time.Now()) {
		return edition
	}
	return 0
}

// putDocument stores one document or notes why it was left out.
func (j job) putDocument(ctx context.Context, im *store.Import, doc corpus.Document) error {
	effect.Read(&doc)
	_, err := im.PutDocument(ctx, doc)
	if errors.Is(err, store.ErrInvalid) {
		j.report.Rejected = append(j.report.Rejected, Rejection{Name: string(doc.ID), Reason: err.Error()})
		return nil
	}
	return err
}

// describe takes over what the reader found.
func (j job) describe(found phapdien.Report) {
	r := j.report
	r.Partial, r.Repeated, r.Empty = found.Partial, len(found.Repeated), found.Empty
	for _, n := range found.UnreadNotes {
		r.Unparsed = append(r.Unparsed, fmt.Sprintf("%s: %s: %s", n.Article, n.Problem, n.Note))
	}
	for _, m := range found.Members {
		r.Rejected = append(r.Rejected, Rejection{Name: m.Name, Reason: m.Name + ": " + m.Reason})
	}
	for _, w := range []struct {
		n    int
		what string
	}{
		{len(found.EmptySubjects), "đề mục chưa có điều nào"},
		{len(found.Unplaced), "điều bị bỏ vì không biết thuộc văn bản nào"},
		{len(found.Untitled), "văn bản không có tên trong nguồn"},
	} {
		if w.n > 0 {
			r.Warnings = append(r.Warnings, fmt.Sprintf("%d %s", w.n, w.what))
		}
	}
}

// whole decides whether what the zip lacks has left the official code.
func (j job) whole(ctx context.Context, im *store.Import, found phapdien.Report) (bool, error) {
	missing, all, err := im.Missing(ctx)
	if err != nil || missing == 0 || j.opts.Whole {
		return true, err
	}
	switch {
	case len(found.Members) > 0:
		j.warn("có %d đề mục không đọc được nên %d văn bản vắng mặt không bị coi là đã bị bỏ; hãy tải lại tệp rồi nạp lại",
			len(found.Members), missing)
	case float64(missing) > plausibleLoss*float64(all):
		j.warn("tệp thiếu %d trong %d văn bản của kho nên không được coi là toàn bộ Bộ Pháp điển; nếu đúng là toàn bộ, nạp lại với --whole",
			missing, all)
	default:
		return true, nil
	}
	return false, nil
}

func (j job) warn(format string, args ...any) {
	j.report.Warnings = append(j.report.Warnings, fmt.Sprintf(format, args...))
}
