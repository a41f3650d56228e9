//go:build !unix

package program

import (
	"context"
	"os/exec"
)

// bounded makes the command; memory is not bounded here.
func bounded(ctx context.Context, c Command) *exec.Cmd {
	return exec.CommandContext(ctx, c.Name, c.Args...) //nolint:gosec // the names are ours
}
