package httpapi

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/corpus"
)

// askBody is the body of POST /v1/ask.
type askBody struct {
	Question       *string `json:"question"`
	AsOf           string  `json:"as_of"`
	ConversationID string  `json:"conversation_id"`
}

func (s *Server) ask(c *gin.Context) error {
	var body askBody
	if err := readJSON(c, maxAskBody, &body); err != nil {
		return err
	}
	if body.Question == nil {
		return &fieldError{"question", "thiếu câu hỏi: gửi {\"question\": \"…\"}"}
	}
	day, err := parseDay("as_of", body.AsOf)
	if err != nil {
		return err
	}
	person := s.person(c)
	if err := mayContinue(person, body.ConversationID); err != nil {
		return err
	}
	req := assistant.Request{Question: *body.Question, AsOf: day, ConversationID: body.ConversationID, User: person, Channel: "api"}
	if wantsEvents(c) {
		return s.stream(c, req)
	}
	answer, err := s.Asker.Ask(c.Request.Context(), req)
	if err != nil {
		return err
	}
	writeJSON(c, answer)
	return nil
}

// readJSON reads one JSON object of at most limit bytes into v. Fields that v
// does not have are refused, so that a misspelt one is not passed over.
func readJSON(c *gin.Context, limit int64, v any) error {
	if t := c.GetHeader("Content-Type"); t != "" {
		if media, _, err := mime.ParseMediaType(t); err != nil || media != "application/json" {
			return errMediaType
		}
	}
	dec := json.NewDecoder(http.MaxBytesReader(c.Writer, c.Request.Body, limit))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return jsonError(err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return &fieldError{"", "sau đối tượng JSON còn nội dung khác; chỉ gửi một đối tượng"}
	}
	return nil
}

// jsonError says in Vietnamese what is wrong with a body.
func jsonError(err error) error {
	var tooLarge *http.MaxBytesError
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &tooLarge):
		return errTooLarge
	case errors.As(err, &kind):
		if kind.Field == "" {
			return &fieldError{"", "nội dung phải là một đối tượng JSON, ví dụ {\"question\": \"…\"}"}
		}
		return &fieldError{kind.Field, fmt.Sprintf("trường %s phải là %s, không phải %s", kind.Field, jsonType(kind.Type.String()), jsonType(kind.Value))}
	case errors.As(err, &syntax):
		return &fieldError{"", fmt.Sprintf("JSON sai cú pháp ở byte %d", syntax.Offset)}
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return &fieldError{"", "nội dung trống hoặc thiếu phần cuối; gửi {\"question\": \"…\"}"}
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		name = strings.Trim(name, `"`)
		return &fieldError{name, fmt.Sprintf("không có trường %q; các trường là question, as_of, conversation_id", name)}
	}
	return &fieldError{"", "không đọc được nội dung gửi lên"}
}

// jsonType names a type of Go or JSON in Vietnamese.
func jsonType(name string) string {
	switch strings.TrimPrefix(name, "*") {
	case "string":
		return "chuỗi"
	case "number":
		return "số"
	case "bool":
		return "đúng/sai"
	case "array":
		return "danh sách"
	case "object":
		return "đối tượng"
	}
	return name
}

// parseDay reads a date field; empty is the zero date.
func parseDay(field, value string) (corpus.Date, error) {
	if strings.TrimSpace(value) == "" {
		return 0, nil
	}
	day, err := corpus.ParseDate(value)
	if err != nil {
		return 0, &fieldError{field, err.Error()}
	}
	return day, nil
}

// writeJSON answers with v; Vietnamese and "<" stay as they are.
func writeJSON(c *gin.Context, v any) {
	c.Header("Content-Type", "application/json; charset=utf-8")
	c.PureJSON(http.StatusOK, v)
}
