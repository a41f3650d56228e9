package openai

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/sashabaranov/go-openai"

	"github.com/trolycongvu/congvu/assistant/model"
	"github.com/trolycongvu/congvu/indexer/endpoint"
)

// exchange is one Generate with all its tries.
type exchange struct {
	client  *Client
	request model.Request
	emit    func(piece string) error

	attempts int
	text     strings.Builder
	model    string
	usage    *openai.Usage
	cut      bool
	emitted  bool
	stopped  error // emit's
}

// result is what the exchange came to.
func (x *exchange) result() model.Reply {
	r := model.Reply{Text: x.text.String(), Model: x.model, Cut: x.cut, Usage: model.Usage{Attempts: x.attempts}}
	if r.Model == "" {
		r.Model = x.client.config.Model
	}
	switch {
	case x.usage != nil:
		r.Usage.Prompt, r.Usage.Completion = x.usage.PromptTokens, x.usage.CompletionTokens
	case r.Text != "":
		for _, m := range x.request.Messages {
			r.Usage.Prompt += estimated(m.Text)
		}
		r.Usage.Completion = estimated(r.Text)
	}
	prices := &x.client.config
	r.Usage.Cost = (float64(r.Usage.Prompt)*prices.PricePrompt + float64(r.Usage.Completion)*prices.PriceCompletion) / 1e6
	return r
}

// estimated is about how many tokens a text takes.
func estimated(text string) int { return (utf8.RuneCountInString(text) + 2) / 3 }

// try asks once, and again in another manner as often as the server refuses a
// part of the request that can be left out.
func (x *exchange) try(ctx context.Context) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		used := x.client.manner.current()
		x.attempts++
		x.text.Reset()
		x.model, x.usage, x.cut = "", nil, false
		var err error
		if x.emit != nil && !used.noStream {
			err = x.stream(ctx, used)
		} else {
			err = x.whole(ctx, used)
		}
		switch {
		case x.stopped != nil:
			err = nil // the server did nothing wrong; generate tells
		case err != nil && ctx.Err() != nil:
			err = ctx.Err()
		case err != nil && x.emitted:
			err = endpoint.Final(err)
		case err != nil && x.client.manner.learn(used, err):
			continue
		}
		return err
	}
}

// whole asks for the answer in one.
func (x *exchange) whole(ctx context.Context, used manner) error {
	answer, err := x.client.api.CreateChatCompletion(ctx, x.client.asked(x.request, used))
	if err != nil {
		return err
	}
	x.model = answer.Model
	if answer.Usage.PromptTokens+answer.Usage.CompletionTokens > 0 {
		x.usage = &answer.Usage
	}
	if len(answer.Choices) == 0 {
		return fmt.Errorf("%w: không có câu trả lời nào (choices rỗng)", model.ErrNonsense)
	}
	choice := answer.Choices[0]
	if err := x.finished(choice.FinishReason, choice.Message.Refusal); err != nil {
		return err
	}
	text := answerOf(choice.Message.Content)
	if strings.TrimSpace(text) == "" {
		return x.empty()
	}
	return x.pass(text)
}

// pass adds one piece to the answer and passes it on.
func (x *exchange) pass(piece string) error {
	if piece == "" {
		return nil
	}
	if x.text.Len()+len(piece) > maxText {
		return fmt.Errorf("%w: câu trả lời dài quá %d KB", model.ErrNonsense, maxText>>10)
	}
	x.text.WriteString(piece)
	if x.emit == nil {
		return nil
	}
	x.emitted = true
	x.stopped = x.emit(piece)
	return x.stopped
}

// maxText is the longest answer, in bytes.
const maxText = 1 << 20

// empty is the error for an answer without a word.
func (x *exchange) empty() error {
	if x.cut {
		return fmt.Errorf("%w: hết số token cho phép trước khi viết được chữ nào; tăng llm.max_tokens", model.ErrNonsense)
	}
	return fmt.Errorf("%w: câu trả lời rỗng", model.ErrNonsense)
}

// finished looks at why the model stopped.
func (x *exchange) finished(why openai.FinishReason, refusal string) error {
	if refusal != "" {
		return fmt.Errorf("%w: mô hình không chịu trả lời", model.ErrRefused)
	}
	switch why {
	case openai.FinishReasonContentFilter:
		return fmt.Errorf("%w: bộ lọc nội dung của máy chủ chặn câu trả lời", model.ErrRefused)
	case openai.FinishReasonToolCalls, openai.FinishReasonFunctionCall:
		return fmt.Errorf("%w: mô hình gọi công cụ không có", model.ErrNonsense)
	case openai.FinishReasonLength:
		x.cut = true
	}
	return nil
}

// asked is the request in the manner that the server takes.
func (c *Client) asked(req model.Request, m manner) openai.ChatCompletionRequest {
	asked := openai.ChatCompletionRequest{Model: c.config.Model}
	for _, message := range req.Messages {
		asked.Messages = append(asked.Messages, openai.ChatCompletionMessage{Role: string(message.Role), Content: message.Text})
	}
	limit := c.config.MaxTokens
	if req.MaxTokens > 0 {
		limit = min(limit, req.MaxTokens)
	}
	if m.completionTokens {
		asked.MaxCompletionTokens = limit
	} else {
		asked.MaxTokens = limit //nolint:staticcheck // the name that vLLM, Ollama and llama.cpp know
	}
	if !m.noTemperature {
		asked.Temperature = tiny
	}
	if !m.noSeed {
		asked.Seed = &c.config.Seed
	}
	if req.Schema != nil {
		asked.ResponseFormat = format(req.Schema, m.structured)
	}
	return asked
}

func format(s *model.Schema, how Structured) *openai.ChatCompletionResponseFormat {
	switch how {
	case BySchema:
		return &openai.ChatCompletionResponseFormat{
			Type:       openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: s.Name, Schema: s.JSON, Strict: true},
		}
	case ByJSON:
		return &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}
	}
	return nil
}

var errFirstByte = errors.New("chưa có chữ nào")

// stream asks for the answer piece by piece.
func (x *exchange) stream(ctx context.Context, used manner) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	first := time.AfterFunc(x.client.config.FirstByte, func() { cancel(errFirstByte) })
	defer first.Stop()
	asked := x.client.asked(x.request, used)
	if !used.noStreamUsage {
		asked.StreamOptions = &openai.StreamOptions{IncludeUsage: true}
	}
	err := x.receive(ctx, asked, first)
	if err != nil && errors.Is(context.Cause(ctx), errFirstByte) {
		return endpoint.Transient(fmt.Errorf("%w: quá %v chưa có chữ nào", model.ErrUnavailable, x.client.config.FirstByte))
	}
	return err
}

// receive reads a stream to its end, which is proper only when the model has said
// why it stopped: a connection that breaks ends like one that is done.
func (x *exchange) receive(ctx context.Context, asked openai.ChatCompletionRequest, first *time.Timer) error {
	stream, err := x.client.api.CreateChatCompletionStream(ctx, asked)
	if err != nil {
		return err
	}
	defer func() { _ = stream.Close() }() // nothing more is read from it
	seen := &streamed{}
	for {
		event, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return x.ended(seen)
		}
		if err != nil {
			return x.broken(err)
		}
		first.Stop()
		if err := x.event(&event, seen); err != nil {
			return err
		}
	}
}

// streamed is what was seen of a stream.
type streamed struct {
	events, choices int
	done            bool // the model said why it stopped
	thoughts        thinking
}

// event takes one event of a stream.
func (x *exchange) event(event *openai.ChatCompletionStreamResponse, seen *streamed) error {
	seen.events++
	seen.choices += len(event.Choices)
	if event.Usage != nil {
		x.usage = event.Usage
	}
	if event.Model != "" {
		x.model = event.Model
	}
	for i := range event.Choices {
		choice := &event.Choices[i]
		if choice.Index != 0 {
			continue
		}
		if err := x.pass(seen.thoughts.next(choice.Delta.Content)); err != nil {
			return err
		}
		if err := x.finished(choice.FinishReason, choice.Delta.Refusal); err != nil {
			return err
		}
		seen.done = seen.done || choice.FinishReason != "" && choice.FinishReason != openai.FinishReasonNull
	}
	return nil
}

// ended judges a stream that came to its end.
func (x *exchange) ended(seen *streamed) error {
	switch {
	case seen.events > 0 && seen.choices == 0:
		return fmt.Errorf("%w: không có câu trả lời nào (choices rỗng)", model.ErrNonsense)
	case !seen.done:
		return endpoint.Transient(fmt.Errorf("%w: câu trả lời bị cắt ngang", model.ErrUnavailable))
	}
	if err := x.pass(seen.thoughts.rest()); err != nil {
		return err
	}
	if strings.TrimSpace(x.text.String()) == "" {
		return x.empty()
	}
	return nil
}

// broken is an error in the midst of a stream.
func (x *exchange) broken(err error) error {
	var said *openai.APIError
	switch {
	case errors.As(err, &said):
		return endpoint.Transient(fmt.Errorf("%w: máy chủ báo lỗi giữa chừng: %s", model.ErrUnavailable, x.client.endpoint.Say(said.Message)))
	case known(err):
		return err
	}
	return fmt.Errorf("%w: %s", model.ErrNonsense, x.client.endpoint.Say(err.Error()))
}
