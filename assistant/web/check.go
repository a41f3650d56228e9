package web

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/trolycongvu/congvu/assistant/basis"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/extract"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// Checker checks the căn cứ of drafts; *basis.Checker is one.
type Checker interface {
	Check(ctx context.Context, draft basis.Draft, today corpus.Date) (basis.Report, error)
}

// The addresses of the page that checks drafts.
const (
	checkPage  = "/kiem-tra-can-cu"
	reportPage = checkPage + "/ket-qua.docx"
)

// Time and number of the drafts that are read at one time. A scanned draft takes
// longer than any question.
const (
	checkTime      = 2 * time.Minute
	checkWait      = 20 * time.Second // for others to be done
	checksTogether = 3
)

// What keeps a draft from being checked though nothing is wrong with it.
var (
	errBusy = errors.New("máy đang kiểm tra nhiều dự thảo khác: hãy đợi ít phút rồi gửi lại")
	errSlow = errors.New("chưa đọc xong dự thảo sau hai phút: hãy chia nhỏ, hoặc dán riêng phần căn cứ")
)

// checkBody fills the page that checks drafts.
type checkBody struct {
	Form   draftForm
	Error  string
	Report *reportView // nil before the first check
}

func (p *Pages) checkForm(*http.Request) (page, error) { return checkPageOf(checkBody{}), nil }

func checkPageOf(body checkBody) page {
	return page{Template: "check", Title: "Kiểm tra căn cứ của dự thảo", Body: body}
}

// check answers with the report of the draft that is sent. Nothing of it is kept, and
// a draft that bears a mark of secrecy is not even shown again.
func (p *Pages) check(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := longer(w, r)
	defer cancel()
	r = r.WithContext(ctx)
	r.Body = http.MaxBytesReader(w, r.Body, maxDraftBody)
	p.serve(func(r *http.Request) (page, error) {
		form, report, err := p.checkDraft(r)
		if errors.Is(err, context.DeadlineExceeded) {
			err = errSlow
		}
		body := checkBody{Form: form}
		if err != nil {
			body.Error = err.Error() + "."
			if form.Name == "" || !strings.HasPrefix(body.Error, form.Name) {
				body.Error = viet.Capital(body.Error)
			}
			pg := checkPageOf(body)
			if pg.Status = refusal(err); pg.Status == 0 {
				return page{}, err
			}
			if errors.Is(err, basis.ErrSecret) {
				pg.Body = checkBody{Error: body.Error}
			}
			return pg, nil
		}
		body.Report, err = p.viewOf(ctx, report)
		return checkPageOf(body), err
	})(w, r)
}

// longer gives a request the time that a draft takes, in place of that for a question.
// A sender who goes away ends it.
func longer(w http.ResponseWriter, r *http.Request) (context.Context, context.CancelFunc) {
	end := time.Now().Add(checkTime)
	control := http.NewResponseController(w)
	for _, extend := range []func(time.Time) error{control.SetReadDeadline, control.SetWriteDeadline} {
		if err := extend(end); err != nil {
			break // not of a real connection: the context bounds the time
		}
	}
	ctx, cancel := context.WithDeadline(context.WithoutCancel(r.Context()), end)
	stop := context.AfterFunc(r.Context(), func() {
		if errors.Is(r.Context().Err(), context.Canceled) {
			cancel()
		}
	})
	return ctx, func() { stop(); cancel() }
}

// checkDraft reads and checks the draft that is sent, when it is its turn.
func (p *Pages) checkDraft(r *http.Request) (draftForm, basis.Report, error) {
	ctx := r.Context()
	wait := time.NewTimer(checkWait)
	defer wait.Stop()
	select {
	case p.checks <- struct{}{}:
		defer func() { <-p.checks }()
	case <-wait.C:
		return draftForm{}, basis.Report{}, errBusy
	case <-ctx.Done():
		return draftForm{}, basis.Report{}, ctx.Err()
	}
	form, err := readDraft(r)
	if err != nil {
		return form, basis.Report{}, err
	}
	draft, err := form.draft(ctx)
	if err != nil {
		return form, basis.Report{}, draftError{err}
	}
	report, err := p.Checker.Check(ctx, draft, p.Asker.Today())
	return form, report, err
}

// draftError is what is wrong with the draft itself.
type draftError struct{ error }

func (e draftError) Unwrap() error { return e.error }

// refusal is the status of a draft that is not checked, 0 when the fault is not with
// what was sent.
func refusal(err error) int {
	var draft draftError
	switch {
	case errors.Is(err, context.Canceled):
		return 0
	case errors.Is(err, errSlow):
		return http.StatusGatewayTimeout
	case errors.Is(err, errBusy):
		return http.StatusServiceUnavailable
	case errors.Is(err, errBigFile), errors.Is(err, errLongText), errors.Is(err, basis.ErrTooLong), errors.Is(err, extract.ErrTooLarge):
		return http.StatusRequestEntityTooLarge
	case errors.Is(err, basis.ErrSecret):
		return http.StatusUnprocessableEntity
	case errors.As(err, &draft), errors.Is(err, errNoDraft), errors.Is(err, errTwoDrafts), errors.Is(err, errBadForm), errors.Is(err, corpus.ErrDate):
		return http.StatusBadRequest
	}
	return 0
}

// download writes the report that a page carried as a Word document.
func (p *Pages) download(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxSealed)
	report, err := p.seal.open(r.PostFormValue("ket-qua"))
	var b bytes.Buffer
	if err == nil {
		err = report.Docx(&b)
	}
	if err != nil {
		p.serve(func(*http.Request) (page, error) { return page{}, err })(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", basis.MediaDocx)
	h.Set("Content-Disposition", `attachment; filename="kiem-tra-can-cu.docx"`)
	h.Set("Cache-Control", "no-store")
	if _, err := w.Write(b.Bytes()); err != nil {
		p.Logger.DebugContext(r.Context(), "người đọc đã đi", "error", err)
	}
}
