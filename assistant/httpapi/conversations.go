package httpapi

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/trolycongvu/congvu/assistant"
	state "github.com/trolycongvu/congvu/assistant/store"
	"github.com/trolycongvu/congvu/corpus"
)

// Transcripts gives out the conversations of people; *store.Store of assistant/store
// is one. One that is not there or is another's is an error wrapping state.ErrNotFound.
type Transcripts interface {
	Conversations(ctx context.Context, user string, page state.Page) (list []state.Conversation, more string, err error)
	Transcript(ctx context.Context, user, id string) (state.Transcript, error)
}

// Conversations begins, renames and deletes the conversations of people.
type Conversations interface {
	NewConversation(ctx context.Context, user, title string) (state.Conversation, error)
	Rename(ctx context.Context, user, id, title string) error
	DeleteConversation(ctx context.Context, user, id string) error
}

// State is what passed between people and the assistant; *store.Store of
// assistant/store is one.
type State interface {
	Transcripts
	Conversations
	Feedbacks
}

// errNotKept tells that this server keeps neither conversations nor feedback.
var errNotKept = errors.New("máy chủ không lưu hội thoại")

const maxConversationPage = 500

// conversationSummary is a conversation in a list.
type conversationSummary struct {
	ID      string    `json:"id"`
	Title   string    `json:"title"`
	Created time.Time `json:"created"`
	Updated time.Time `json:"updated"`
	Turns   int       `json:"turns"`
}

// conversationList is the body of GET /v1/conversations, the last used first.
type conversationList struct {
	Conversations []conversationSummary `json:"conversations"`
	Next          string                `json:"next,omitempty"` // for the parameter after; empty at the end
}

// transcript is the body of GET /v1/conversations/{id}.
type transcript struct {
	conversationSummary

	History []exchange `json:"history"` // oldest first
}

// exchange is one question with its answer.
type exchange struct {
	Position     int              `json:"position"` // from 1; the first ones may be gone
	Time         time.Time        `json:"time"`
	Question     string           `json:"question"`                // as asked, personal data masked
	UnderstoodAs string           `json:"understood_as,omitempty"` // the question made whole
	AsOf         corpus.Date      `json:"as_of,omitzero"`
	AnswerID     string           `json:"answer_id,omitempty"` // that feedback names
	Answer       assistant.Answer `json:"answer"`
}

// titleBody is the body of PATCH /v1/conversations/{id} and POST /v1/conversations.
type titleBody struct {
	Title *string `json:"title"`
}

func summaryOfConversation(c state.Conversation) conversationSummary {
	return conversationSummary{c.ID, c.Title, c.Created, c.Updated, c.Turns}
}

// conversations lists the conversations of the person. Those of people without a name
// are never listed: each of them would see those of all others.
func (s *Server) conversations(c *gin.Context) error {
	p, err := readParams(c.Request.URL, "limit", "after")
	if err != nil {
		return err
	}
	limit, err := p.number("limit", pageSize, maxConversationPage)
	if err != nil {
		return err
	}
	if s.State == nil {
		return errNotKept
	}
	list := conversationList{Conversations: []conversationSummary{}}
	if person := s.person(c); person != assistant.Anonymous {
		found, more, err := s.State.Conversations(c.Request.Context(), person, state.Page{Limit: limit, After: p.Get("after")})
		if err != nil {
			return err
		}
		for _, conversation := range found {
			list.Conversations = append(list.Conversations, summaryOfConversation(conversation))
		}
		list.Next = more
	}
	writeJSON(c, list)
	return nil
}

// begin begins an empty conversation, whose identifier POST /v1/ask then takes.
func (s *Server) begin(c *gin.Context) error {
	if s.State == nil {
		return errNotKept
	}
	var body titleBody
	if err := readBody(c, &body); err != nil {
		return err
	}
	title := ""
	if body.Title != nil {
		var err error
		if title, err = kept(*body.Title); err != nil {
			return err
		}
	}
	begun, err := s.State.NewConversation(c.Request.Context(), s.person(c), title)
	if err != nil {
		return err
	}
	c.Header("Location", "/v1/conversations/"+begun.ID)
	c.Header("Content-Type", "application/json; charset=utf-8")
	c.PureJSON(http.StatusCreated, summaryOfConversation(begun))
	return nil
}

// transcript reads the conversation that the path names.
func (s *Server) transcript(c *gin.Context) (transcript, error) {
	if s.State == nil {
		return transcript{}, errNotKept
	}
	person, id, err := s.owned(c)
	if err != nil {
		return transcript{}, err
	}
	held, err := s.State.Transcript(c.Request.Context(), person, id)
	if err != nil {
		return transcript{}, err
	}
	t := transcript{conversationSummary: summaryOfConversation(held.Conversation), History: []exchange{}}
	for _, turn := range held.History {
		e := exchange{Position: turn.Position, Time: turn.Time, Question: turn.Question, AsOf: turn.AsOf, AnswerID: turn.Record}
		if len(turn.Answer) > 0 {
			if err := json.Unmarshal(turn.Answer, &e.Answer); err != nil {
				return transcript{}, fmt.Errorf("câu trả lời %s: %w", turn.ID, err)
			}
		}
		e.UnderstoodAs = e.Answer.UnderstoodAs
		t.History = append(t.History, e)
	}
	return t, nil
}

func (s *Server) conversation(c *gin.Context) error {
	if _, err := readParams(c.Request.URL); err != nil {
		return err
	}
	t, err := s.transcript(c)
	if err != nil {
		return err
	}
	writeJSON(c, t)
	return nil
}

func (s *Server) rename(c *gin.Context) error {
	if s.State == nil {
		return errNotKept
	}
	var body titleBody
	if err := readBody(c, &body); err != nil {
		return err
	}
	if body.Title == nil {
		return &fieldError{"title", "thiếu tiêu đề: gửi {\"title\": \"…\"}"}
	}
	title, err := kept(*body.Title)
	if err != nil {
		return err
	}
	person, id, err := s.owned(c)
	if err != nil {
		return err
	}
	if err := s.State.Rename(c.Request.Context(), person, id, title); err != nil {
		return err
	}
	t, err := s.transcript(c)
	if err != nil {
		return err
	}
	writeJSON(c, t.conversationSummary)
	return nil
}

func (s *Server) deleteConversation(c *gin.Context) error {
	if s.State == nil {
		return errNotKept
	}
	person, id, err := s.owned(c)
	if err != nil {
		return err
	}
	if err := s.State.DeleteConversation(c.Request.Context(), person, id); err != nil {
		return err
	}
	c.Status(http.StatusNoContent)
	c.Writer.WriteHeaderNow()
	return nil
}
