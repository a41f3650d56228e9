//go:build unix

package program

import (
	"context"
	"fmt"
	"os/exec"
	"syscall"
)

// bounded makes the command, in a process group of its own that ends as one. The
// shell sets the bound on memory, for itself and what it becomes.
func bounded(ctx context.Context, c Command) *exec.Cmd {
	cmd := exec.CommandContext(ctx, c.Name, c.Args...) //nolint:gosec // the names are ours
	if c.Memory > 0 && Has("sh") {
		script := fmt.Sprintf(`ulimit -v %d 2>/dev/null; exec "$0" "$@"`, c.Memory/1024)
		cmd = exec.CommandContext(ctx, "sh", append([]string{"-c", script, c.Name}, c.Args...)...) //nolint:gosec // as above
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	return cmd
}
