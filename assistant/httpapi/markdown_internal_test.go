package httpapi

import (
	"strings"
	"testing"
	"time"

	"github.com/trolycongvu/congvu/assistant"
)

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"Không quá 30 ngày":      "Không quá 30 ngày",
		"1. Thời hạn":            `1\. Thời hạn`,
		"12) Thời hạn":           `12\) Thời hạn`,
		"- gạch đầu dòng":        `\- gạch đầu dòng`,
		"# đề mục":               `\# đề mục`,
		"a\n## b\n  + c":         "a\n\\## b\n  \\+ c",
		"giá < 5 * 3 [1] a_b":    `giá \< 5 \* 3 \[1\] a\_b`,
		"<script>x</script>":     `\<script\>x\</script\>`,
		"a | b `c` ~~d~~ &amp;":  "a \\| b \\`c\\` \\~\\~d\\~\\~ \\&amp;",
		`\# $x$`:                 `\\# \$x\$`,
		"---":                    `\---`,
		"năm 2020. Tiếp":         "năm 2020. Tiếp",
		"[x](javascript:alert)":  `\[x\](javascript:alert)`,
		"Điều 5 (sửa đổi) – 10%": "Điều 5 (sửa đổi) – 10%",
	} {
		if got := plain(in); got != want {
			t.Errorf("plain(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLink(t *testing.T) {
	if got, want := link("Điều [1]", "/van-ban/a/Mục (1)", "https://x"), `[Điều \[1\]](https://x/van-ban/a/Mục%20%281%29)`; got != want {
		t.Errorf("link = %q, want %q", got, want)
	}
	if got := link("Điều 1", "/van-ban/a/1", ""); got != "Điều 1" {
		t.Errorf("a link to nowhere: %q", got)
	}
}

// TestMarkdownTail offers what came near, or the choices of a question back, not both.
func TestMarkdownTail(t *testing.T) {
	a := assistant.Answer{
		Status: assistant.StatusNothingFound, Nearest: []assistant.Nearest{{Place: "Điều 1", Title: "Gần", Page: "/x"}}, Suggestions: []string{"Hỏi *này*"},
	}
	if got, want := markdownOf(a, "https://x"), "**Gần nhất**\n\n- [Điều 1: Gần](https://x/x)\n\n- Hỏi \\*này\\*"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	a.Status = assistant.StatusNeedsClarifying
	if got, want := markdownOf(a, "https://x"), "- Hỏi \\*này\\*"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestHost(t *testing.T) {
	for in, want := range map[string]bool{
		"congvu.example.vn": true, "127.0.0.1:8080": true, "[::1]:8080": true, "a": true,
		"": false, "x y": false, "x)": false, "x/y": false, "x@y": false, "a:b": false, `x"`: false, "-": false,
	} {
		if got := host.MatchString(in); got != want {
			t.Errorf("host %q is good: %v, want %v", in, got, want)
		}
	}
}

// TestThreads keeps so many for so long, and each once.
func TestThreads(t *testing.T) {
	now := time.Date(2026, 2, 1, 8, 0, 0, 0, time.UTC)
	s := newThreads(2, func() time.Time { return now })
	key := func(name string) thread {
		return threadKey("an", []chatMessage{{Role: "user", Content: chatContent{Text: name}}})
	}
	s.put(key("a"), "1")
	s.put(key("b"), "2")
	s.put(key("c"), "3")
	if id, ok := s.take(key("a")); ok {
		t.Errorf("the oldest of three was kept: %q", id)
	}
	if id, ok := s.take(key("b")); !ok || id != "2" {
		t.Errorf("take = %q, %v", id, ok)
	}
	if id, ok := s.take(key("b")); ok {
		t.Errorf("a thread was continued twice: %q", id)
	}
	now = now.Add(threadAge + time.Second)
	if id, ok := s.take(key("c")); ok {
		t.Errorf("an old thread was continued: %q", id)
	}
	if len(s.byKey) != 0 || s.order.Len() != 0 {
		t.Errorf("%d and %d threads are left", len(s.byKey), s.order.Len())
	}
}

// TestThreadKeys are of the person and of what was said, and do not run together.
func TestThreadKeys(t *testing.T) {
	say := func(texts ...string) (out []chatMessage) {
		for i, text := range texts {
			out = append(out, chatMessage{Role: []string{"user", "assistant"}[i%2], Content: chatContent{Text: text}})
		}
		return out
	}
	same := threadKey("an", say("a b", "c"))
	if got := threadKey("an", append([]chatMessage{{Role: "system", Content: chatContent{Text: "x"}}}, say(" a  b\n", "c")...)); got != same {
		t.Error("white space or a system's message makes another thread")
	}
	for _, other := range []thread{
		threadKey("bình", say("a b", "c")), threadKey("an", say("a b")), threadKey("an", say("a", "b c")), threadKey("an", say("a b", "c", "")),
	} {
		if other == same {
			t.Error("different conversations are one thread")
		}
	}
}

func TestParagraph(t *testing.T) {
	if got, want := paragraph("a\n\n 1. b \n"), "a\\\n1\\. b"; got != want {
		t.Errorf("paragraph = %q, want %q", got, want)
	}
	if strings.Contains(paragraph("x\n\ny"), "\n\n") {
		t.Error("a paragraph falls apart")
	}
}
