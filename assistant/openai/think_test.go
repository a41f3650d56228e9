package openai

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/trolycongvu/congvu/assistant/model"
	"github.com/trolycongvu/congvu/assistant/openai/openaitest"
)

func TestAnswerOf(t *testing.T) {
	for text, want := range map[string]string{
		"":                                  "",
		"trả lời":                           "trả lời",
		"\n trả lời \n":                     "trả lời \n",
		"<think>hừm</think>\n\ntrả lời":     "trả lời",
		"<think></think>a<think>b</think>c": "ac",
		"hừm, xem nào</think>trả lời":       "trả lời",
		"<think>không bao giờ xong":         "",
		"3 < 5 và <thi":                     "3 < 5 và <thi",
		"<<think>x</think>y":                "<y",
		"<think>a <think> b</think> c":      "c",
		"a </think":                         "a </think",
	} {
		if got := answerOf(text); got != want {
			t.Errorf("answerOf(%q) = %q, want %q", text, got, want)
		}
	}
}

// FuzzThinking: wherever a text is split, the same is given back, and with no
// whole mark in it that was there.
func FuzzThinking(f *testing.F) {
	f.Add("<think>hừm</think>\n\ntrả lời <thi", uint8(1))
	f.Add("a<</think>b", uint8(3))
	f.Fuzz(func(t *testing.T, text string, size uint8) {
		n := int(size)%7 + 1
		text = strings.ToValidUTF8(text, "")
		var whole, split thinking
		want := whole.next(text) + whole.rest()
		got := ""
		for rest := []rune(text); len(rest) > 0; {
			cut := min(n, len(rest))
			got += split.next(string(rest[:cut]))
			rest = rest[cut:]
		}
		got += split.rest()
		if got != want {
			t.Errorf("%q in pieces of %d: %q, whole %q", text, n, got, want)
		}
		if !strings.Contains(text, "<") && got != strings.TrimLeftFunc(text, unicode.IsSpace) {
			t.Errorf("%q became %q", text, got)
		}
	})
}

// FuzzStream: whatever a server streams is an answer or an error of package
// model's, and the pieces make up the text.
func FuzzStream(f *testing.F) {
	f.Add("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"chào\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")
	f.Add("data: {\"error\":{\"message\":\"x\"}}\n\n")
	f.Add("error: {\"message\":1}\n\n: \n\ndata: null\n\ndata: {\"choices\":[{}]}\n")
	var body string
	s := openaitest.New(f, openaitest.Settings{}, openaitest.Says(""))
	s.Always(func(e *openaitest.Exchange) { openaitest.Raw("text/event-stream", body)(e) })
	settings := config(s)
	now := time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)
	settings.Retries, settings.Now = -1, func() time.Time { now = now.Add(time.Minute); return now } // it never rests
	c, err := New(settings)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, stream string) {
		body = stream
		text := ""
		reply, err := c.Generate(t.Context(), model.Request{Messages: []model.Message{{Role: model.User, Text: "x"}}}, func(piece string) error {
			text += piece
			return nil
		})
		if err != nil && !known(err) {
			t.Errorf("%q: %v", stream, err)
		}
		if text != reply.Text || err == nil && strings.TrimSpace(text) == "" {
			t.Errorf("%q: emitted %q, replied %q", stream, text, reply.Text)
		}
	})
}
