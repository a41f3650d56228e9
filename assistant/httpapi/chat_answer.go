package httpapi

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/prompt"
)

// chatCompletion is a whole answer, chatChunk a piece of one.
type chatCompletion struct {
	ID      string       `json:"id"`
	Object  string       `json:"object"` // "chat.completion"
	Created int64        `json:"created"`
	Model   string       `json:"model"`
	Choices []chatChoice `json:"choices"`
	Usage   chatUsage    `json:"usage"`
	Congvu  chatDetails  `json:"congvu"`
}

type chatChoice struct {
	Index        int       `json:"index"`
	Message      chatReply `json:"message"`
	LogProbs     *struct{} `json:"logprobs"`
	FinishReason string    `json:"finish_reason"`
}

type chatReply struct {
	Role    string  `json:"role"`
	Content string  `json:"content"`
	Refusal *string `json:"refusal"`
}

type chatChunk struct {
	ID      string        `json:"id"`
	Object  string        `json:"object"` // "chat.completion.chunk"
	Created int64         `json:"created"`
	Model   string        `json:"model"`
	Choices []chunkChoice `json:"choices"`
	Usage   *chatUsage    `json:"usage,omitempty"`
	Congvu  *chatDetails  `json:"congvu,omitempty"` // in the last piece
}

type chunkChoice struct {
	Index        int        `json:"index"`
	Delta        chunkDelta `json:"delta"`
	LogProbs     *struct{}  `json:"logprobs"`
	FinishReason *string    `json:"finish_reason"`
}

type chunkDelta struct {
	Role    string `json:"role,omitempty"`
	Content string `json:"content,omitempty"`
}

// chatUsage counts tokens. No tokenizer has counted them: it is an estimate by the
// length of the texts.
type chatUsage struct {
	PromptTokens     int `json:"prompt_tokens"`
	CompletionTokens int `json:"completion_tokens"`
	TotalTokens      int `json:"total_tokens"`
}

// chatDetails is what OpenAI's form has no place for.
type chatDetails struct {
	AnswerID string           `json:"answer_id,omitempty"` // that feedback names
	Status   assistant.Status `json:"status"`
	Mode     string           `json:"mode"`
}

// tokens is about how many tokens a text is.
func tokens(text string) int {
	if text == "" {
		return 0
	}
	return prompt.Tokens(text)
}

// chatWriter makes one answer.
type chatWriter struct {
	id      string
	base    string // address of the pages
	prompt  int    // tokens of the messages
	created int64  // Unix time
	said    string // the answer, once it is given
}

func (w *chatWriter) usage() chatUsage {
	n := tokens(w.said)
	return chatUsage{w.prompt, n, w.prompt + n}
}

func (w *chatWriter) completion(a assistant.Answer) chatCompletion {
	return chatCompletion{
		ID: w.id, Object: "chat.completion", Created: w.created, Model: chatModel, Usage: w.usage(), Congvu: detailsOf(a),
		Choices: []chatChoice{{Message: chatReply{Role: "assistant", Content: w.said}, FinishReason: "stop"}},
	}
}

func detailsOf(a assistant.Answer) chatDetails { return chatDetails{a.ID, a.Status, a.Mode} }

// chatStream sends an answer in pieces as it is made.
type chatStream struct {
	*chatWriter
	*events

	usage bool
	heard []assistant.Sentence
}

func newEvents(c *gin.Context) *events {
	return &events{writer: c.Writer, control: http.NewResponseController(c.Writer)}
}

// chatStream answers in pieces. A sentence that was sent has been verified. What goes
// wrong before the first piece is told as everywhere, afterwards in a piece.
func (s *Server) chatStream(c *gin.Context, req assistant.Request, out *chatStream) error {
	answer, err := s.listen(c.Request.Context(), req, out.part)
	if err == nil {
		err = out.finish(answer)
	}
	switch {
	case errors.Is(err, errGone):
		out.said = ""
		return nil // nobody is left to tell
	case err != nil && out.begun:
		out.said = ""
		if err := out.data(s.chatProblem(c, err)); err != nil {
			return nil //nolint:nilerr // the reader has gone as well
		}
		return ignoreGone(out.line("[DONE]"))
	}
	return err
}

func ignoreGone(err error) error {
	if errors.Is(err, errGone) {
		return nil
	}
	return err
}

// part sends a sentence as soon as there is one.
func (o *chatStream) part(p assistant.Part) error {
	if p.Sentence == nil {
		return o.open()
	}
	o.heard = append(o.heard, *p.Sentence)
	return o.say(markdownSentence(*p.Sentence))
}

// open sends the first piece, which says who speaks.
func (o *chatStream) open() error {
	if o.begun {
		return nil
	}
	return o.data(o.chunk(chunkDelta{Role: "assistant"}, nil))
}

func (o *chatStream) say(text string) error {
	if err := o.open(); err != nil {
		return err
	}
	o.said += text
	return o.data(o.chunk(chunkDelta{Content: text}, nil))
}

// finish sends what the whole answer has besides its sentences.
func (o *chatStream) finish(a assistant.Answer) error {
	rest := ""
	if len(o.heard) > len(a.Sentences) || !slices.EqualFunc(o.heard, a.Sentences[:len(o.heard)], sameSentence) {
		rest = "---\n\nCâu trả lời dưới đây thay cho phần trên.\n\n" // a model that took its answer back
		o.heard = nil
	}
	for _, s := range a.Sentences[len(o.heard):] {
		rest += markdownSentence(s)
	}
	rest = strings.TrimRight(rest+markdownTail(a, o.base), "\n")
	if rest != "" {
		if err := o.say(rest); err != nil {
			return err
		}
	}
	o.said = strings.TrimSpace(o.said)
	stop := "stop"
	last := o.chunk(chunkDelta{}, &stop)
	details := detailsOf(a)
	last.Congvu = &details
	if err := o.data(last); err != nil {
		return err
	}
	if o.usage {
		count := o.chatWriter.usage()
		last := o.chunk(chunkDelta{}, nil)
		last.Choices, last.Usage = []chunkChoice{}, &count
		if err := o.data(last); err != nil {
			return err
		}
	}
	return o.line("[DONE]")
}

func sameSentence(a, b assistant.Sentence) bool {
	return a.Text == b.Text && slices.Equal(a.Citations, b.Citations)
}

func (o *chatStream) chunk(delta chunkDelta, finish *string) chatChunk {
	return chatChunk{
		ID: o.id, Object: "chat.completion.chunk", Created: o.created, Model: chatModel,
		Choices: []chunkChoice{{Delta: delta, FinishReason: finish}},
	}
}

// data sends a value as an event without a name, the form that OpenAI's clients read.
func (o *chatStream) data(value any) error {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		return err
	}
	return o.line(strings.TrimSuffix(b.String(), "\n"))
}

func (o *chatStream) line(data string) error {
	if !o.begun {
		o.begun = true
		o.writer.Header().Set("Content-Type", eventStream+"; charset=utf-8")
		o.writer.Header().Set("X-Accel-Buffering", "no") // proxies must not hold events back
	}
	// A server that cannot set deadlines, as in tests, keeps its own.
	_ = o.control.SetWriteDeadline(time.Now().Add(sendTimeout))
	if _, err := fmt.Fprintf(o.writer, "data: %s\n\n", data); err != nil {
		return fmt.Errorf("%w: %w", errGone, err)
	}
	if err := o.control.Flush(); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return fmt.Errorf("%w: %w", errGone, err)
	}
	return nil
}
