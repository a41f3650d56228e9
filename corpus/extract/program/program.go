// Package program runs the programs that read what the project does not read
// itself, each bounded in time, memory and output.
package program

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"time"
)

// Command is one run of a program.
type Command struct {
	Name   string
	Args   []string
	Dir    string
	Env    []string      // beside those of this process
	Time   time.Duration // 0: DefaultTime
	Output int64         // bytes of standard output at most; 0: DefaultOutput
	Memory int64         // bytes of address space at most, where the system can bound it; 0: no bound
}

// What a Command may use where it does not say.
const (
	DefaultTime   = 2 * time.Minute
	DefaultOutput = 128 << 20
)

// ErrOutput says that a program wrote more than it may.
var ErrOutput = errors.New("chương trình xuất ra quá nhiều")

// Has tells whether a program is installed.
func Has(name string) bool {
	_, err := exec.LookPath(name)
	return err == nil
}

// Run runs a program and returns what it writes to standard output. When it fails
// the error holds the end of what it says on standard error.
func (c Command) Run(ctx context.Context) ([]byte, error) {
	limit := c.Time
	if limit <= 0 {
		limit = DefaultTime
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	cmd := bounded(ctx, c)
	cmd.Dir = c.Dir
	if len(c.Env) > 0 {
		cmd.Env = append(cmd.Environ(), c.Env...)
	}
	most := c.Output
	if most <= 0 {
		most = DefaultOutput
	}
	out := &capped{most: most, full: cancel}
	said := &capped{most: 64 << 10}
	cmd.Stdout, cmd.Stderr = out, said
	cmd.WaitDelay = 2 * time.Second
	err := cmd.Run()
	switch {
	case out.over:
		return nil, fmt.Errorf("%s: %w", c.Name, ErrOutput)
	case ctx.Err() != nil:
		return nil, fmt.Errorf("%s: %w", c.Name, ctx.Err())
	case err != nil:
		return nil, fmt.Errorf("%s: %w: %s", c.Name, err, lastLine(said.b.String()))
	}
	return out.b.Bytes(), nil
}

// capped keeps at most so many bytes.
type capped struct {
	b    bytes.Buffer
	most int64
	over bool
	full func() // called once when it is
}

func (c *capped) Write(p []byte) (int, error) {
	if room := c.most - int64(c.b.Len()); int64(len(p)) > room {
		c.b.Write(p[:max(room, 0)])
		if !c.over && c.full != nil {
			c.full()
		}
		c.over = true
		if c.full != nil {
			return 0, io.ErrShortWrite
		}
		return len(p), nil
	}
	return c.b.Write(p)
}

func lastLine(s string) string {
	s = strings.TrimSpace(s)
	if i := strings.LastIndexByte(s, '\n'); i >= 0 {
		s = s[i+1:]
	}
	return s[:min(len(s), 300)]
}

var (
	versions    sync.Map // name → string
	versionText = regexp.MustCompile(`\d+(?:\.\d+)+`)
)

// Version is a program's name and version, "antiword 0.37"; only the name where it
// does not say. It is asked once a process.
func Version(ctx context.Context, name string, args ...string) string {
	if v, ok := versions.Load(name); ok {
		return v.(string) //nolint:forcetypeassert // only strings are stored
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	out, _ := exec.CommandContext(ctx, name, args...).CombinedOutput() //nolint:gosec // some say their version and fail; the names are ours
	v := name
	if number := versionText.Find(out); number != nil {
		v += " " + string(number)
	}
	versions.Store(name, v)
	return v
}
