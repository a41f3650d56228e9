package httpapi

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"
)

// chatProblem is an error in OpenAI's form.
type chatProblem struct {
	Error chatFault `json:"error"`
}

type chatFault struct {
	Message string  `json:"message"`
	Type    string  `json:"type"`
	Param   *string `json:"param"`
	Code    *string `json:"code"`
}

// chatError is what is wrong with a request, as its answer will say it.
type chatError struct {
	status               int
	param, code, message string
}

func (e *chatError) Error() string { return e.message }

// refuse is an error about one parameter.
func refuse(param, message string) error {
	return &chatError{status: http.StatusBadRequest, param: param, message: message}
}

// handleChat serves a handler whose errors are told in OpenAI's form.
func (s *Server) handleChat(h func(*gin.Context) error) gin.HandlerFunc {
	return func(c *gin.Context) {
		if err := h(c); err != nil {
			s.failChat(c, err)
		}
	}
}

// failChat answers with what is wrong, in OpenAI's form.
func (s *Server) failChat(c *gin.Context, err error) {
	if errors.Is(err, context.Canceled) && c.Request.Context().Err() != nil {
		c.Abort() // the caller is gone
		return
	}
	told := s.chatProblem(c, err)
	status := problemOf(err).Status
	var own *chatError
	if errors.As(err, &own) {
		status = own.status
	}
	body, encodeErr := json.Marshal(told)
	if encodeErr != nil {
		s.Logger.ErrorContext(c.Request.Context(), "không viết được lỗi", "request_id", requestID(c), "error", encodeErr)
	}
	if status == http.StatusServiceUnavailable {
		c.Header("Retry-After", "30")
	}
	c.Abort()
	c.Header("Cache-Control", "no-store")
	c.Data(status, "application/json; charset=utf-8", body)
}

// chatCodes are the codes that OpenAI's clients know of errors that have one.
var chatCodes = map[int]string{
	http.StatusUnauthorized: "invalid_api_key", http.StatusForbidden: "insufficient_permissions", http.StatusTooManyRequests: "rate_limit_exceeded",
}

// chatProblem describes err, and logs what the person is not told.
func (s *Server) chatProblem(c *gin.Context, err error) chatProblem {
	var own *chatError
	if !errors.As(err, &own) {
		p := s.problem(c, err)
		own = &chatError{status: p.Status, message: p.Title, code: chatCodes[p.Status]}
		if p.Detail != "" {
			own.message += ": " + p.Detail
		}
		switch p.Field {
		case "question":
			own.param = "messages"
		default:
			own.param = p.Field
		}
		own.message += " (mã yêu cầu " + p.Request + ")"
	}
	fault := chatFault{Message: own.message, Type: "invalid_request_error"}
	if own.status >= http.StatusInternalServerError {
		fault.Type = "server_error"
	}
	if own.param != "" {
		fault.Param = &own.param
	}
	if own.code != "" {
		fault.Code = &own.code
	}
	return chatProblem{fault}
}
