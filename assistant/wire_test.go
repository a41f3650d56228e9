package assistant_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
	"github.com/trolycongvu/congvu/assistant/openai"
	"github.com/trolycongvu/congvu/assistant/openai/openaitest"
	"github.com/trolycongvu/congvu/corpus"
)

// overWire is the assistant with a client and a server between it and the model.
func overWire(t *testing.T, answer func(openaitest.Request) string, docs ...corpus.Document) (*assistant.Assistant, *openaitest.Server) {
	t.Helper()
	server := openaitest.New(t, openaitest.Settings{}, answer)
	client, err := openai.New(openai.Config{BaseURL: server.BaseURL(), Model: server.Model(), LocalOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	c := assistanttest.ConfigWith(docs...)
	c.Model = client
	return assistant.New(c), server
}

// first says the first sentence of the first passage.
func first(r openaitest.Request) string {
	shown := assistanttest.Shown(r.Last())
	if len(shown) == 0 {
		return ""
	}
	line, _, _ := strings.Cut(shown[0].Text, "\n")
	body, err := json.Marshal(map[string]any{"answered": true, "sentences": []any{map[string]any{"text": line, "sources": []int{1}}}})
	if err != nil {
		return err.Error()
	}
	return string(body)
}

// personal are invented values that must not leave the process.
var personal = []string{
	"001093012345", "079203004567", "0912345678", "+84 987 654 321", "lan.nguyen@example.vn", "0101234567890", "29A-123.45", "DN4012345678901",
	"Nguyễn Thị Hồng Lan", "C1234567",
}

// TestNothingPersonalLeaves looks through every byte that reaches the model's server.
func TestNothingPersonalLeaves(t *testing.T) {
	record := corpus.Document{
		ID: "906-2024-qd", Number: "906/2024/QĐ-UBND", Kind: corpus.KindDecision, Title: "Về người trông trạm quan trắc", Issued: 20240105,
		Effective: 20240201, Source: corpus.Source{Name: "file"},
		Articles: []corpus.Article{{Key: "1", Label: "1", Heading: "Người trông trạm quan trắc dự phòng", Body: []corpus.Node{{
			Level: corpus.LevelParagraph,
			Text:  "Giao bà Nguyễn Thị Hồng Lan, căn cước số 001093012345, điện thoại 0912345678, trông trạm quan trắc dự phòng.",
		}}}},
	}
	a, server := overWire(t, first, record)
	questions := []string{
		"Công dân có CCCD 001093012345 và 079203004567 hỏi thời hạn quyết định lập trạm quan trắc cộng đồng là bao lâu",
		"SĐT 0912345678, +84 987 654 321, thư lan.nguyen@example.vn: thời hạn quyết định lập trạm quan trắc cộng đồng",
		"bà Nguyễn Thị Hồng Lan, số tài khoản 0101234567890, xe 29A-123.45, thẻ BHYT DN4012345678901, hộ chiếu C1234567: thời hạn quyết định lập trạm quan trắc cộng đồng",
		"ai được giao trông trạm quan trắc dự phòng",
	}
	for i, q := range questions {
		answer, err := a.Ask(t.Context(), assistant.Request{Question: q, ConversationID: "c"})
		if err != nil {
			t.Fatal(err)
		}
		if answer.Mode != assistant.ModeModel {
			t.Errorf("%q: mode %s, want model:\n%s", q, answer.Mode, assistant.RenderText(answer))
		}
		if i == 3 && !strings.Contains(answer.Sentences[0].Text, "001093012345") {
			t.Errorf("what was masked in the document was not put back: %q", answer.Sentences[0].Text)
		}
	}
	received := server.Received()
	if len(server.Requests()) < len(questions) {
		t.Fatalf("the server got %d requests, want at least %d", len(server.Requests()), len(questions))
	}
	for _, value := range personal {
		if strings.Contains(received, value) {
			t.Errorf("%q left the process", value)
		}
	}
}

// TestEndpointMisbehaves answers in the provision's own words, or with what stands,
// however the endpoint fails.
func TestEndpointMisbehaves(t *testing.T) {
	for name, behaviour := range map[string]openaitest.Behaviour{
		"unauthorised": openaitest.Status(401, "bad key"), "missing": openaitest.Status(404, "no model"), "broken": openaitest.Status(500, "x"),
		"a page": openaitest.WebPage, "hangs up": openaitest.Hangup, "no choices": openaitest.NoChoices, "cut": openaitest.CutAfter(2),
		"breaks off": openaitest.BreakAfter(3), "broken JSON": openaitest.BrokenAfter(2), "error": openaitest.ErrorAfter(2, "out of memory"),
	} {
		t.Run(name, func(t *testing.T) {
			server := openaitest.New(t, openaitest.Settings{}, first)
			server.Always(behaviour)
			client, err := openai.New(openai.Config{BaseURL: server.BaseURL(), Model: server.Model(), Retries: -1})
			if err != nil {
				t.Fatal(err)
			}
			c := assistanttest.Config()
			c.Model = client
			got := ask(t, assistant.New(c), deadlineQuestion)
			text := assistant.RenderText(got)
			if got.Mode != assistant.ModeExtractive || !strings.Contains(text, "không quá 30 ngày") {
				t.Errorf("mode %s, want the provision's own words:\n%s", got.Mode, text)
			}
			if !slices.ContainsFunc(got.Warnings, func(w string) bool { return strings.Contains(w, "Mô hình") || strings.Contains(w, "mô hình") }) {
				t.Errorf("warnings %q do not say that the model failed", got.Warnings)
			}
		})
	}
}

// TestInventedCitations drops what cites passages that were not shown.
func TestInventedCitations(t *testing.T) {
	a, _ := overWire(t, func(r openaitest.Request) string {
		return fmt.Sprintf("%s [1]. Theo [77], thời hạn là 3 ngày [77]. Không dẫn gì cả thì thời hạn là 9 ngày.", strings.TrimSuffix(assistanttest.Shown(r.Last())[0].Text, "."))
	})
	text := assistant.RenderText(ask(t, a, deadlineQuestion))
	for _, invented := range []string{"3 ngày [", "9 ngày", "[77]"} {
		if strings.Contains(text, invented) {
			t.Errorf("said %q:\n%s", invented, text)
		}
	}
}
