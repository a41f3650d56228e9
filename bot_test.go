package main

import (
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	inbox "github.com/trolycongvu/congvu/bots/store"
	"github.com/trolycongvu/congvu/bots/zalobot/zalobottest"
)

// zalo is the platform, and a configuration that points at it.
func zalo(t *testing.T) *zalobottest.Server {
	t.Helper()
	s := zalobottest.New()
	s.PollTime = 50 * time.Millisecond
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	t.Setenv("CONGVU_ZALOBOT_TOKEN", zalobottest.Token)
	t.Setenv("CONGVU_ZALOBOT_BASE_URL", server.URL)
	return s
}

// TestZalobotAnswers: a question that comes while serve runs is answered from the
// starter corpus, with a link, and a follow-up is understood from it.
func TestZalobotAnswers(t *testing.T) {
	s := zalo(t)
	t.Setenv("CONGVU_BOTS_BASE_URL", "https://congvu.example.vn")
	s.Push(zalobottest.Text("1", "an", "thoi han giai quyet khieu nai lan dau"), zalobottest.Text("2", "an", "thế còn lần hai?"))
	served(t, t.TempDir())
	for end := time.Now().Add(30 * time.Second); len(s.Sent()) < 2; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("only %q was sent", s.Sent())
		}
	}
	for i, wants := range [][]string{
		{"[1] Điều 28 Luật Khiếu nại", "https://congvu.example.vn/van-ban/02-2011-qh13/28"}, {"[1] Điều 37 Luật Khiếu nại"},
	} {
		for _, want := range wants {
			if got := s.Sent()[i]; got.Chat != "an" || !strings.Contains(got.Text, want) {
				t.Errorf("answer %d has no %q: %q", i+1, want, got)
			}
		}
	}
}

func TestBotCheck(t *testing.T) {
	dir := t.TempDir()
	if code, out, _ := congvu(t, dir, "bot", "check", "zalobot"); code != exitFailed || !strings.Contains(out, "✗ Token") {
		t.Errorf("without a token: exit %d: %s", code, out)
	}
	s := zalo(t)
	if code, out, errs := congvu(t, dir, "bot", "check", "zalobot"); code != exitOK || strings.Contains(out+errs, zalobottest.Token) {
		t.Errorf("as it should be: exit %d: %s%s", code, out, errs)
	}
	s.SetWebhook("https://other.example.vn", "mot-chuoi-bi-mat")
	if code, out, _ := congvu(t, dir, "bot", "check", "zalobot"); code != exitFailed || !strings.Contains(out, "--fix") {
		t.Errorf("with a webhook: exit %d: %s", code, out)
	}
	t.Setenv("CONGVU_BOTS_STRANGERS", "refuse")
	t.Setenv("CONGVU_BOTS_PEOPLE", "zalobot:an,zalobot:ba")
	if code, out, _ := congvu(t, dir, "bot", "check", "zalobot", "--fix"); code != exitOK || !strings.Contains(out, "chỉ 2 người") {
		t.Errorf("put right: exit %d: %s", code, out)
	}
	if _, out, _ := congvu(t, dir, "config", "show"); strings.Contains(out, zalobottest.Token) {
		t.Errorf("config show tells the token: %s", out)
	}
	for key, bad := range map[string]string{"CONGVU_BOTS_STRANGERS": "ai", "CONGVU_BOTS_BASE_URL": "congvu.example.vn"} {
		t.Setenv(key, bad)
		if code, _, errs := congvu(t, dir, "config", "show"); code != exitUsage {
			t.Errorf("%s=%s: exit %d: %s", key, bad, code, errs)
		}
	}
}

// TestBackupTakesTheMessages: what was not answered before a backup is answered after
// it is restored.
func TestBackupTakesTheMessages(t *testing.T) {
	dir, other := t.TempDir(), filepath.Join(t.TempDir(), "other")
	messages, err := inbox.Open(t.Context(), dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := messages.Accept(t.Context(), inbox.Message{Network: "zalobot", ID: "1", Person: "an", Chat: "an", Kind: "text", Text: "/trogiup"}); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := congvu(t, dir, "corpus", "list"); code != exitOK {
		t.Fatal(stderr)
	}
	file := filepath.Join(t.TempDir(), "b.tar.gz")
	for _, args := range [][]string{{dir, "backup", file}, {other, "restore", file}} { // while it is open
		if code, _, stderr := congvu(t, args[0], args[1:]...); code != exitOK {
			t.Fatal(stderr)
		}
	}
	if err := messages.Close(); err != nil {
		t.Fatal(err)
	}
	s := zalo(t)
	served(t, other)
	for end := time.Now().Add(30 * time.Second); len(s.Sent()) < 1; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("nothing was sent")
		}
	}
}
