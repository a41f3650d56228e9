package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	state "github.com/trolycongvu/congvu/assistant/store"
)

// remembered puts n answers to user into the state of folder dir, at a time.
func remembered(t *testing.T, dir, user string, n int, at time.Time) {
	t.Helper()
	st, err := state.Open(t.Context(), dir, state.Options{Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		question := fmt.Sprintf("câu hỏi %d của %s", i, user)
		r, err := st.AddRecord(t.Context(), state.Record{User: user, Question: question, Status: "answered", Evidence: []string{"Điều 28"}})
		if err == nil {
			_, err = st.AddTurn(t.Context(), user, state.Turn{Conversation: "c", Question: question, Record: r.ID})
		}
		if err == nil {
			_, err = st.PutFeedback(t.Context(), state.Feedback{User: user, Answer: r.ID, Verdict: state.Down, Reason: state.Unclear})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestStateCommands(t *testing.T) {
	dir := t.TempDir()
	now := time.Now()
	remembered(t, dir, "an", 3, now.AddDate(-2, 0, 0))
	remembered(t, dir, "bình", 2, now)
	for _, test := range []struct {
		args string
		code int
		said string // on either output
	}{
		{"state stats", exitOK, "2 người dùng, 2 cuộc trò chuyện, 5 lượt hỏi đáp"},
		{"state audit", exitOK, "câu hỏi 1 của bình"},
		{"state audit --user an", exitOK, "câu hỏi 0 của an"},
		{"state audit --text cau+hoi+2", exitOK, "câu hỏi 2 của an"},
		{"state audit --since 7d --user an", exitOK, "Không có bản ghi nào"},
		{"state audit --since hôm", exitUsage, "--since"},
		{"state audit --limit 0", exitUsage, "--limit là 0"},
		{"state audit khong-co", exitFailed, "không tìm thấy"},
		{"state export --user bình", exitOK, `"question":"câu hỏi 0 của bình"`},
		{"state export", exitUsage, "thiếu tùy chọn --user"},
		{"state purge --older-than xưa", exitUsage, "--older-than"},
		{"state purge --older-than -3d", exitUsage, "--older-than"},
		{"state purge --dry-run", exitOK, "Sẽ xóa 1 cuộc trò chuyện (3 lượt hỏi đáp), 3 góp ý, 3 bản ghi nhật ký"},
		{"state purge --older-than 365d", exitOK, "Đã xóa 1 cuộc trò chuyện (3 lượt hỏi đáp), 3 góp ý, 3 bản ghi nhật ký"},
		{"state purge", exitOK, "Đã xóa 0 cuộc trò chuyện"},
		{"state delete --user bình", exitUsage, "thêm --yes"},
		{"state delete --user bình --yes", exitOK, "Đã xóa 1 cuộc trò chuyện (2 lượt hỏi đáp), 2 góp ý, 2 bản ghi"},
		{"state stats", exitOK, "0 người dùng, 0 cuộc trò chuyện"},
	} {
		args := strings.Fields(test.args)
		for i := range args {
			args[i] = strings.ReplaceAll(args[i], "+", " ")
		}
		code, stdout, stderr := congvu(t, dir, args...)
		if code != test.code || !strings.Contains(stdout+stderr, test.said) {
			t.Errorf("congvu %s: exit %d, want %d; said %s%s, want %q", test.args, code, test.code, stdout, stderr, test.said)
		}
	}
}

const (
	goodAnswer = `{"id":"tốt","questions":["Thời hạn giải quyết khiếu nại lần đầu là bao lâu?"],"sentences":[{"text":"Theo Điều 28.","citations":[1]}],` +
		`"citations":[{"ref":"Điều 28 Luật 02/2011/QH13"}],"approver":"A","approved_on":"2026-01-02"}`
	strayAnswer = `{"id":"lạc","questions":["Điều không có"],"sentences":[{"text":"Theo Điều 999.","citations":[1]}],` +
		`"citations":[{"ref":"Điều 999 Luật 02/2011/QH13"}],"approver":"A","approved_on":"2026-01-02"}`
)

func TestAnswersCommands(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(t.TempDir(), "answers.jsonl")
	if err := os.WriteFile(file, []byte(goodAnswer+"\nhỏng\n"+strayAnswer+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	twice := filepath.Join(t.TempDir(), "twice.jsonl")
	one := strings.NewReplacer("Thời hạn giải quyết khiếu nại lần đầu là bao lâu?", "Thời hạn giải quyết tố cáo?",
		"Điều 28 Luật 02/2011/QH13", "khoản 2 Điều 8 Nghị định 63/2010/NĐ-CP").Replace(goodAnswer)
	if err := os.WriteFile(twice, []byte(strings.Replace(one, "tốt", "a", 1)+"\n"+strings.Replace(one, "tốt", "b", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(dir, "data")
	for _, test := range []struct {
		args []string
		code int
		said string
	}{
		{[]string{"answers", "import", file}, exitIncomplete, "Đã nạp 1 câu trả lời, bỏ 2 dòng."},
		{[]string{"answers", "import", file}, exitIncomplete, ":2: dữ liệu không hợp lệ"},
		{[]string{"answers", "import", file}, exitIncomplete, ":3: nơi viện dẫn không có trong kho văn bản: Điều 999"},
		{[]string{"answers", "list"}, exitOK, "tốt  Thời hạn giải quyết khiếu nại lần đầu là bao lâu? (dùng được, A duyệt ngày 02/01/2026)"},
		{[]string{"answers", "check"}, exitOK, "1 câu trả lời còn dùng được, 0 câu vừa hết giá trị."},
		{[]string{"answers", "export"}, exitOK, `"approved_on":"2026-01-02"`},
		{[]string{"corpus", "remove", "02/2011/QH13", "--yes"}, exitOK, ""},
		{[]string{"answers", "check"}, exitOK, "0 câu trả lời còn dùng được, 1 câu vừa hết giá trị."},
		{[]string{"answers", "list", "--state", "stale"}, exitOK, "hết giá trị: "},
		{[]string{"answers", "list", "--state", "cũ"}, exitUsage, "--state"},
		{[]string{"answers", "import", twice}, exitOK, "câu hỏi \"Thời hạn giải quyết tố cáo?\" trùng"},
		{[]string{"answers", "withdraw", "tốt", "--reason", "sai"}, exitOK, "Đã rút"},
		{[]string{"answers", "list"}, exitOK, "đã rút: sai"},
		{[]string{"answers", "withdraw", "khác"}, exitFailed, "không tìm thấy"},
	} {
		code, stdout, stderr := congvu(t, data, test.args...)
		if code != test.code || !strings.Contains(stdout+stderr, test.said) {
			t.Errorf("congvu %v: exit %d, want %d; said %s%s, want %q", test.args, code, test.code, stdout, stderr, test.said)
		}
	}
}

// TestBackupTakesTheState: a backup restores conversations and audit too, in a file that
// can still give its space back, for its owner alone.
func TestBackupTakesTheState(t *testing.T) {
	dir, other := t.TempDir(), filepath.Join(t.TempDir(), "other")
	remembered(t, dir, "an", 3, time.Now().AddDate(-2, 0, 0))
	if code, _, stderr := congvu(t, dir, "corpus", "list"); code != exitOK {
		t.Fatal(stderr)
	}
	file := filepath.Join(t.TempDir(), "b.tar.gz")
	for _, args := range [][]string{{dir, "backup", file}, {other, "restore", file}} {
		if code, _, stderr := congvu(t, args[0], args[1:]...); code != exitOK {
			t.Fatal(stderr)
		}
	}
	got := mustJSON[state.Stats](t, other, "state", "stats")
	if diff := cmp.Diff(state.Counts{Conversations: 1, Turns: 3, Feedback: 3, Records: 3}, got.Counts); diff != "" {
		t.Errorf("restored (-want +got):\n%s", diff)
	}
	if info, err := os.Stat(filepath.Join(other, state.FileName)); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("restored file: %v, %v", info.Mode(), err)
	}
	purged := mustJSON[state.Purged](t, other, "state", "purge")
	if purged.Records != 3 || purged.After.Free != 0 {
		t.Errorf("purged %+v", purged)
	}
}

func TestParseAge(t *testing.T) {
	for in, want := range map[string]time.Duration{"365d": 365 * 24 * time.Hour, "12h": 12 * time.Hour, "1h30m": 90 * time.Minute} {
		if got, err := parseAge(in); got != want || err != nil {
			t.Errorf("parseAge(%q) = %v, %v; want %v", in, got, err, want)
		}
	}
	for _, in := range []string{"", "d", "0d", "-1d", "3", "1w", "999999999d"} {
		if _, err := parseAge(in); !errors.Is(err, errUsage) {
			t.Errorf("parseAge(%q): error %v", in, err)
		}
	}
}
