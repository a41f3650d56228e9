package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant/assistanttest"
	"github.com/trolycongvu/congvu/assistant/basis"
	"github.com/trolycongvu/congvu/assistant/mcp"
)

func TestDraftChecker(t *testing.T) {
	d := draftChecker{basis.New(assistanttest.NewLibrary())}
	draft := "Căn cứ Nghị định số 901/2019/NĐ-CP ngày 06 tháng 01 năm 2019 của Chính phủ về trạm quan trắc cộng đồng;\nCăn cứ Nghị định số 555/2020/NĐ-CP;"
	r, err := d.Check(t.Context(), draft, 0, 20260201)
	if err != nil || r.AsOf != "2026-02-01" || r.Wrong != 1 || r.Outside != 1 || len(r.Lines) != 2 {
		t.Fatalf("Check = %+v, %v", r, err)
	}
	l := r.Lines[0]
	if l.Sign != "✗" || len(l.Faults) == 0 || !strings.Contains(l.Corrected, "ngày 05 tháng 01 năm 2019") || l.Page != "/van-ban/901-2019-nd-cp" {
		t.Errorf("the first line is %+v", l)
	}
	if r, err := d.Check(t.Context(), draft, 20200301, 20260201); err != nil || r.AsOf != "2020-03-01" {
		t.Errorf("on the day of the draft: %+v, %v", r, err)
	}
	for _, text := range []string{"Độ mật: TỐI MẬT\nCăn cứ Luật Khí quyển;", ""} {
		if _, err := d.Check(t.Context(), text, 0, 20260201); !errors.Is(err, mcp.ErrDraft) {
			t.Errorf("Check(%q) = %v, want ErrDraft", text, err)
		}
	}
}

// TestMCPCommand speaks with the command over its standard input and output.
func TestMCPCommand(t *testing.T) {
	in, said, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	heard, out := io.Pipe()
	stdin := os.Stdin
	os.Stdin = in
	defer func() { os.Stdin = stdin }()
	var stderr bytes.Buffer
	code := make(chan int, 1)
	go func() {
		code <- run(context.WithoutCancel(t.Context()), []string{"mcp", "--data", t.TempDir()}, out, &stderr)
		if err := out.Close(); err != nil {
			t.Error(err)
		}
	}()
	replies := bufio.NewScanner(heard)
	replies.Buffer(nil, 1<<20)
	for _, message := range []struct{ text, want string }{
		{`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}`, `"name":"congvu"`},
		{`{"jsonrpc":"2.0","method":"notifications/initialized"}`, ""},
		{`{"jsonrpc":"2.0","id":2,"method":"tools/list"}`, `"kiem_tra_can_cu"`},
	} {
		if _, err := io.WriteString(said, message.text+"\n"); err != nil {
			t.Fatal(err)
		}
		if message.want == "" {
			continue
		}
		if !replies.Scan() || !json.Valid(replies.Bytes()) || !strings.Contains(replies.Text(), message.want) {
			t.Fatalf("to %s: %s, %v; stderr %s", message.text, replies.Text(), replies.Err(), stderr.String())
		}
	}
	if err := said.Close(); err != nil {
		t.Fatal(err)
	}
	if replies.Scan() {
		t.Errorf("unasked: %s", replies.Text())
	}
	if got := <-code; got != exitOK {
		t.Errorf("exit code %d, stderr %s", got, stderr.String())
	}
}
