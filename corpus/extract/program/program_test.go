package program_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/trolycongvu/congvu/corpus/extract/program"
)

// shell is a command of the shell, which every Unix has.
func shell(t *testing.T, script string) program.Command {
	t.Helper()
	if !program.Has("sh") {
		t.Skip("không có sh")
	}
	return program.Command{Name: "sh", Args: []string{"-c", script}}
}

func TestRun(t *testing.T) {
	out, err := shell(t, "echo xong").Run(context.Background())
	if err != nil || string(out) != "xong\n" {
		t.Errorf("got %q, %v", out, err)
	}
	_, err = shell(t, "echo hỏng rồi >&2; exit 3").Run(context.Background())
	if err == nil || !strings.Contains(err.Error(), "hỏng rồi") {
		t.Errorf("got %v, want what the program says", err)
	}
}

func TestBounds(t *testing.T) {
	c := shell(t, "sleep 60 & wait")
	c.Time = 100 * time.Millisecond
	start := time.Now()
	if _, err := c.Run(context.Background()); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("time: got %v, want DeadlineExceeded", err)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("time: took %v", took)
	}
	c = shell(t, "while :; do echo dài; done")
	c.Output = 1000
	if _, err := c.Run(context.Background()); !errors.Is(err, program.ErrOutput) {
		t.Errorf("output: got %v, want ErrOutput", err)
	}
	c = shell(t, "ulimit -v")
	c.Memory = 512 << 20
	if out, err := c.Run(context.Background()); err != nil || strings.TrimSpace(string(out)) != "524288" {
		t.Errorf("memory: got %q, %v", out, err)
	}
}

func TestVersion(t *testing.T) {
	if got := program.Version(context.Background(), "không-có-chương-trình-này"); got != "không-có-chương-trình-này" {
		t.Errorf("got %q", got)
	}
}
