package httpapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"github.com/trolycongvu/congvu/assistant"
)

// chatModel is the one model of the interface that speaks as OpenAI's does.
const chatModel = "congvu"

// Limits of POST /v1/chat/completions, whose body holds the whole conversation.
const (
	maxChatBody     = 1 << 20
	maxChatMessages = 1000
	maxAskedAgain   = 3 // earlier questions that are asked again, see Server.resume
)

// The channels of questions that come this way. Those asked again to know what a
// follow-up leans on are told apart in the audit.
const (
	channelChat      = "openai"
	channelChatAgain = "openai-context"
)

// chatBody is what is read of the body of POST /v1/chat/completions. What else
// clients send there, such as temperature or tools, has no bearing on an answer.
type chatBody struct {
	Model    string        `json:"model"`
	Messages []chatMessage `json:"messages"`
	Stream   bool          `json:"stream,omitempty"`
	N        *int          `json:"n,omitempty"`

	StreamOptions *streamOptions `json:"stream_options,omitempty"`
}

type streamOptions struct {
	IncludeUsage bool `json:"include_usage,omitempty"`
}

// chatMessage is one message of a conversation.
type chatMessage struct {
	Role    string      `json:"role"`
	Content chatContent `json:"content"`
}

// chatContent is text, or a list of parts that are text. Whatever else parts may be
// is remembered in Other by its type.
type chatContent struct {
	Text  string
	Other string
}

// UnmarshalJSON reads a string, a list of parts or null.
func (c *chatContent) UnmarshalJSON(data []byte) error {
	*c = chatContent{}
	if len(data) > 0 && data[0] == '[' {
		var parts []struct {
			Type string `json:"type"`
			Text string `json:"text"`
		}
		if err := json.Unmarshal(data, &parts); err != nil {
			return err
		}
		var texts []string
		for _, p := range parts {
			if p.Type != "text" {
				c.Other = p.Type
				continue
			}
			texts = append(texts, p.Text)
		}
		c.Text = strings.Join(texts, "\n")
		return nil
	}
	return json.Unmarshal(data, &c.Text)
}

// chat answers POST /v1/chat/completions: the last message of the user is the
// question, the messages before it are the conversation that it continues.
func (s *Server) chat(c *gin.Context) error {
	body, err := readChat(c)
	if err != nil {
		return err
	}
	asked, err := body.question()
	if err != nil {
		return err
	}
	ctx, person := c.Request.Context(), s.person(c)
	before := threadKey(person, body.Messages[:asked])
	conversation, err := s.resume(ctx, person, body.Messages[:asked], before)
	if err != nil {
		return err
	}
	req := assistant.Request{
		Question: body.Messages[asked].Content.Text, ConversationID: conversation, User: person, Channel: channelChat,
	}
	out := &chatWriter{base: s.address(c), prompt: body.tokens(), created: s.now().Unix(), id: "chatcmpl-" + requestID(c)}
	if body.Stream {
		usage := body.StreamOptions != nil && body.StreamOptions.IncludeUsage
		err = s.chatStream(c, req, &chatStream{chatWriter: out, events: newEvents(c), usage: usage})
	} else {
		err = s.chatWhole(c, req, out)
	}
	if err == nil && out.said != "" {
		said := chatMessage{Role: "assistant", Content: chatContent{Text: out.said}}
		s.threads.put(threadKey(person, append(body.Messages[:asked+1:asked+1], said)), conversation)
	}
	return err
}

func (s *Server) chatWhole(c *gin.Context, req assistant.Request, out *chatWriter) error {
	answer, err := s.Asker.Ask(c.Request.Context(), req)
	if err != nil {
		return err
	}
	out.said = markdownOf(answer, out.base)
	writeJSON(c, out.completion(answer))
	return nil
}

// resume returns the identifier of the assistant's conversation that the messages
// before a question were. When they are not known here, because the server began
// anew, they are old, or somebody answered once goes back and asks something else,
// the last questions are asked again in a conversation of their own: what one turn
// led to never becomes what another leans on.
func (s *Server) resume(ctx context.Context, person string, before []chatMessage, key thread) (string, error) {
	if id, ok := s.threads.take(key); ok {
		return id, nil
	}
	id := newThread()
	var earlier []string
	for _, m := range before {
		if text := strings.TrimSpace(m.Content.Text); m.Role == "user" && text != "" && utf8.RuneCountInString(text) <= assistant.MaxQuestion {
			earlier = append(earlier, text)
		}
	}
	again := maxAskedAgain
	if s.ModelTime > 0 { // each may wait for a model
		again = 1
	}
	for _, text := range earlier[max(0, len(earlier)-again):] {
		_, err := s.Asker.Ask(ctx, assistant.Request{Question: text, ConversationID: id, User: person, Channel: channelChatAgain})
		if err != nil && !errors.Is(err, assistant.ErrInvalid) { // a question that cannot be answered leads to nothing
			return "", err
		}
	}
	return id, nil
}

// readChat reads the body. Fields that are not known are passed over: clients send
// many that only a model needs.
func readChat(c *gin.Context) (chatBody, error) {
	var body chatBody
	if t := c.GetHeader("Content-Type"); t != "" {
		if media, _, err := mime.ParseMediaType(t); err != nil || media != gin.MIMEJSON {
			return body, &chatError{http.StatusUnsupportedMediaType, "", "", "Hãy gửi JSON với Content-Type: application/json."}
		}
	}
	raw, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, maxChatBody))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return body, &chatError{http.StatusRequestEntityTooLarge, "messages", "", "Nội dung gửi lên quá 1 MiB; hãy bắt đầu hội thoại mới."}
	case err != nil:
		return body, &chatError{http.StatusBadRequest, "", "", "Không đọc được nội dung gửi lên."}
	}
	if err := json.Unmarshal(bytes.TrimSpace(raw), &body); err != nil {
		var kind *json.UnmarshalTypeError
		if errors.As(err, &kind) && kind.Field != "" {
			return body, refuse(kind.Field, fmt.Sprintf("Trường %s sai kiểu: %s.", kind.Field, jsonType(kind.Value)))
		}
		return body, refuse("", "Nội dung gửi lên không phải một đối tượng JSON đúng cú pháp.")
	}
	return body, body.check()
}

// check refuses what cannot be done, rather than answer something else.
func (b chatBody) check() error {
	switch {
	case b.Model == "":
		return refuse("model", `Thiếu model; model của máy chủ này là "congvu".`)
	case b.Model != chatModel:
		return &chatError{http.StatusNotFound, "model", "model_not_found", fmt.Sprintf(`Không có model %q; model của máy chủ này là "congvu".`, cut(b.Model))}
	case b.N != nil && *b.N != 1:
		return refuse("n", "Mỗi câu hỏi có một câu trả lời theo văn bản, nên n phải là 1.")
	case len(b.Messages) == 0:
		return refuse("messages", "Thiếu messages: cần ít nhất một tin nhắn có role là user.")
	case len(b.Messages) > maxChatMessages:
		return refuse("messages", fmt.Sprintf("Quá %d tin nhắn; hãy bắt đầu hội thoại mới.", maxChatMessages))
	}
	return nil
}

// question is the place of the last message of the user.
func (b chatBody) question() (int, error) {
	for i := len(b.Messages) - 1; i >= 0; i-- {
		m := b.Messages[i]
		if m.Role != "user" {
			continue
		}
		if m.Content.Other != "" {
			return 0, refuse("messages", fmt.Sprintf("Công vụ chỉ đọc chữ, chưa nhận phần kiểu %q (hình ảnh, âm thanh, tệp); hãy viết câu hỏi bằng chữ.", cut(m.Content.Other)))
		}
		if isChore(m.Content.Text) {
			return 0, refuse("messages", "Công vụ chỉ trả lời câu hỏi, không đặt tiêu đề, gắn thẻ hay gợi ý cho hội thoại; hãy tắt các việc này hoặc giao cho model khác (Open WebUI: Settings, Interface).")
		}
		return i, nil
	}
	return 0, refuse("messages", "Không có tin nhắn nào có role là user.")
}

// isChore tells whether a message is what Open WebUI itself asks of a model beside
// each question: a title, tags, questions to ask next. It is told by the headings of
// the templates that it has for them, and is no question of a person: answered it
// would stand among those that nothing was found for.
func isChore(text string) bool {
	text = strings.TrimSpace(text)
	return strings.HasPrefix(text, "### Task:\n") && (strings.Contains(text, "\n### Output:") || strings.Contains(text, "<chat_history>"))
}

// tokens is about how many tokens the messages are.
func (b chatBody) tokens() int {
	n := 0
	for _, m := range b.Messages {
		n += tokens(m.Content.Text)
	}
	return n
}

// cut shortens what a client sent for a message to a person.
func cut(s string) string {
	const most = 60
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}
