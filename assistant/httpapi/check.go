package httpapi

import (
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/trolycongvu/congvu/assistant/basis"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/extract"
)

// Limits of POST /v1/check, which takes whole files.
const (
	maxCheckFile    = 20 << 20 // bytes
	maxCheckBody    = maxCheckFile + 1<<20
	maxCheckField   = 64 // bytes of a date
	checkTimeout    = 2 * time.Minute
	checksTogether  = 2 // files read at one time
	checkFileField  = "file"
	checkTextField  = "text"
	checkDraftField = "draft_date"
)

// DraftChecker checks the căn cứ of drafts; *basis.Checker is one.
type DraftChecker interface {
	Check(ctx context.Context, draft basis.Draft, today corpus.Date) (basis.Report, error)
}

// checkBody is the JSON body of POST /v1/check.
type checkBody struct {
	Text      *string `json:"text"`
	AsOf      string  `json:"as_of"`
	DraftDate string  `json:"draft_date"`
}

// checkRequest is a draft to be checked, however it was sent.
type checkRequest struct {
	draft     basis.Draft
	asOf, day string // as sent
}

// check answers POST /v1/check. Its time is its own: a scanned draft takes longer to
// read than any question takes to answer.
func (s *Server) check(c *gin.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.Request.Context()), checkTimeout)
	defer cancel()
	c.Request = c.Request.WithContext(ctx)
	for _, extend := range []func(time.Time) error{
		http.NewResponseController(c.Writer).SetReadDeadline, http.NewResponseController(c.Writer).SetWriteDeadline,
	} {
		if err := extend(time.Now().Add(checkTimeout)); err != nil && !errors.Is(err, http.ErrNotSupported) {
			return err
		}
	}
	select {
	case s.checks <- struct{}{}:
		defer func() { <-s.checks }()
	case <-ctx.Done():
		return ctx.Err()
	}
	req, err := readCheck(c)
	if err != nil {
		return err
	}
	today, err := parseDay("as_of", req.asOf)
	if err != nil {
		return err
	}
	day, err := parseDay(checkDraftField, req.day)
	if err != nil {
		return err
	}
	if today.IsZero() {
		today = s.Asker.Today()
	}
	if !day.IsZero() {
		req.draft.Date = day
	}
	report, err := s.Checker.Check(ctx, req.draft, today)
	if err != nil {
		return err
	}
	return writeReport(c, report)
}

// writeReport answers in the form that was asked for.
func writeReport(c *gin.Context, report basis.Report) error {
	if c.NegotiateFormat(gin.MIMEJSON, basis.MediaDocx) != basis.MediaDocx {
		writeJSON(c, report)
		return nil
	}
	c.Header("Content-Type", basis.MediaDocx)
	c.Header("Content-Disposition", `attachment; filename="kiem-tra-can-cu.docx"`)
	c.Status(http.StatusOK)
	return report.Docx(c.Writer)
}

// readCheck reads the draft out of a JSON object or a form with a file.
func readCheck(c *gin.Context) (checkRequest, error) {
	media, params, err := mime.ParseMediaType(c.GetHeader("Content-Type"))
	if err == nil && media == "multipart/form-data" {
		body := http.MaxBytesReader(c.Writer, c.Request.Body, maxCheckBody)
		return readForm(c.Request.Context(), multipart.NewReader(body, params["boundary"]))
	}
	if c.GetHeader("Content-Type") != "" && (err != nil || media != gin.MIMEJSON) {
		return checkRequest{}, errCheckMedia
	}
	var body checkBody
	if err := readJSON(c, basis.MaxText, &body); err != nil {
		return checkRequest{}, checkJSONError(err)
	}
	if body.Text == nil {
		return checkRequest{}, &fieldError{checkTextField, "thiếu dự thảo: gửi {\"text\": \"…\"} hoặc biểu mẫu multipart có tệp ở trường file"}
	}
	draft, err := basis.ReadText(*body.Text)
	return checkRequest{draft, body.AsOf, body.DraftDate}, checkError(checkTextField, err)
}

// checkJSONError puts what readJSON says of questions in the words of this request.
func checkJSONError(err error) error {
	var field *fieldError
	switch {
	case errors.Is(err, errTooLarge):
		return errCheckLarge
	case errors.As(err, &field):
		detail := strings.ReplaceAll(field.detail, "question, as_of, conversation_id", "text, as_of, draft_date")
		return &fieldError{field.field, strings.ReplaceAll(detail, `"question"`, `"text"`)}
	}
	return err
}

// readForm reads the parts of a form: one file or text, and the dates.
func readForm(ctx context.Context, form *multipart.Reader) (req checkRequest, err error) {
	given := false
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return req, formError(err)
		}
		switch name := part.FormName(); name {
		case checkFileField, checkTextField:
			if given {
				return req, &fieldError{name, "chỉ gửi một dự thảo mỗi lần"}
			}
			given = true
			if req.draft, err = readPart(ctx, name, part); err != nil {
				return req, err
			}
		case "as_of":
			req.asOf, err = readField(part)
		case checkDraftField:
			req.day, err = readField(part)
		default:
			return req, &fieldError{name, "không có trường này; các trường là file, text, as_of, draft_date"}
		}
		if err != nil {
			return req, err
		}
	}
	if !given {
		return req, &fieldError{checkFileField, "thiếu dự thảo: gửi tệp ở trường file hoặc chữ ở trường text"}
	}
	return req, nil
}

// readPart reads the draft out of one part of a form.
func readPart(ctx context.Context, name string, part *multipart.Part) (basis.Draft, error) {
	raw, err := io.ReadAll(io.LimitReader(part, maxCheckFile+1))
	if err != nil {
		return basis.Draft{}, formError(err)
	}
	if len(raw) > maxCheckFile {
		return basis.Draft{}, errCheckLarge
	}
	if name == checkTextField {
		draft, err := basis.ReadText(string(raw))
		return draft, checkError(name, err)
	}
	draft, err := basis.ReadFile(ctx, part.FileName(), raw, extract.Options{})
	return draft, checkError(name, err)
}

func readField(part *multipart.Part) (string, error) {
	raw, err := io.ReadAll(io.LimitReader(part, maxCheckField))
	if err != nil {
		return "", formError(err)
	}
	return string(raw), nil
}

// Errors of POST /v1/check alone.
var (
	errCheckMedia = errors.New("kiểu nội dung không nhận ở /v1/check")
	errCheckLarge = errors.New("dự thảo quá lớn")
)

// formError says what is wrong with a form.
func formError(err error) error {
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return errCheckLarge
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return err
	}
	return &fieldError{"", "biểu mẫu gửi lên bị hỏng hoặc thiếu phần cuối"}
}

// checkError says in the person's words why a draft cannot be read.
func checkError(field string, err error) error {
	switch {
	case err == nil, errors.Is(err, basis.ErrSecret), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, extract.ErrTooLarge), errors.Is(err, basis.ErrTooLong):
		return errCheckLarge
	}
	return &fieldError{field, err.Error()}
}
