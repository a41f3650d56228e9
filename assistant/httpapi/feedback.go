package httpapi

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	state "github.com/trolycongvu/congvu/assistant/store"
)

// Feedbacks keeps what people think of answers; *store.Store of assistant/store is
// one. An answer that is not there or is another's is an error wrapping
// state.ErrNotFound.
type Feedbacks interface {
	PutFeedback(ctx context.Context, f state.Feedback) (state.Feedback, error)
	FeedbackOf(ctx context.Context, user, answer string) (state.Feedback, error)
	WithdrawFeedback(ctx context.Context, user, answer string) error
}

// feedbackBody is the body of POST /v1/feedback.
type feedbackBody struct {
	AnswerID *string        `json:"answer_id"` // Answer.ID
	Vote     *state.Verdict `json:"vote"`
	Reason   state.Reason   `json:"reason"`
	Comment  string         `json:"comment"`
}

// feedbackAnswer is what was kept.
type feedbackAnswer struct {
	AnswerID     string        `json:"answer_id"`
	Conversation string        `json:"conversation_id,omitempty"`
	Vote         state.Verdict `json:"vote"`
	Reason       state.Reason  `json:"reason,omitempty"`
	Comment      string        `json:"comment,omitempty"` // personal data masked
	Time         time.Time     `json:"time"`
}

func feedbackOf(f state.Feedback) feedbackAnswer {
	return feedbackAnswer{f.Answer, f.Conversation, f.Verdict, f.Reason, f.Comment, f.Time}
}

// putFeedback answers POST /v1/feedback: what is said now takes the place of what the
// person said of the same answer before.
func (s *Server) putFeedback(c *gin.Context) error {
	if s.State == nil {
		return errNotKept
	}
	var body feedbackBody
	if err := readBody(c, &body); err != nil {
		return err
	}
	switch {
	case body.AnswerID == nil || *body.AnswerID == "":
		return &fieldError{"answer_id", "thiếu mã câu trả lời: gửi id của câu trả lời từ /v1/ask"}
	case body.Vote == nil:
		return &fieldError{"vote", "thiếu đánh giá: up hoặc down"}
	}
	comment, err := kept(body.Comment)
	if err != nil {
		return err
	}
	f, err := s.State.PutFeedback(c.Request.Context(), state.Feedback{
		User: s.person(c), Answer: *body.AnswerID, Verdict: *body.Vote, Reason: body.Reason, Comment: comment,
	})
	if err != nil {
		return err
	}
	writeJSON(c, feedbackOf(f))
	return nil
}

func (s *Server) feedback(c *gin.Context) error {
	if s.State == nil {
		return errNotKept
	}
	f, err := s.State.FeedbackOf(c.Request.Context(), s.person(c), c.Param("answer"))
	if err != nil {
		return err
	}
	writeJSON(c, feedbackOf(f))
	return nil
}

func (s *Server) withdrawFeedback(c *gin.Context) error {
	if s.State == nil {
		return errNotKept
	}
	if err := s.State.WithdrawFeedback(c.Request.Context(), s.person(c), c.Param("answer")); err != nil {
		return err
	}
	c.Status(http.StatusNoContent)
	c.Writer.WriteHeaderNow()
	return nil
}
