package bench

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// An engine in another language runs in a peer, a process that is started as
//
//	INTERPRETER… SCRIPT build|search FOLDER
//
// and speaks lines of fields between tabs, in UTF-8. First it says
//
//	ready  VERSION             or, when its engine is not installed, only: missing
//
// A peer that builds then reads, without answering until the end,
//
//	add  ID  TITLE  HEADING  BODY
//	end                        built
//
// and one that searches answers each request with identifiers, best first:
//
//	search  K  QUESTION        hits  NANOSECONDS  ID…
//
// It ends when its input does. Lines rather than JSON, as Java cannot read JSON
// without a further library.
type peer struct {
	name        string
	install     string
	script      string // file name of the program
	program     []byte
	interpreter func() []string // every command that may run it; nil when there is none
	patience    time.Duration   // for one answer while searching
	building    time.Duration   // for the answer to end
}

// An answer that takes longer than this is taken for none.
const (
	searchPatience = time.Minute
	buildPatience  = 20 * time.Minute
	// closePatience is how long a peer may take to end by itself.
	closePatience = 5 * time.Second
	// maxAnswer is the greatest length of an answer in bytes.
	maxAnswer = 1 << 20
)

func (p *peer) Name() string { return p.name }

// Concurrent is false: a peer answers one request after the other.
func (p *peer) Concurrent() bool { return false }

func (p *peer) Build(ctx context.Context, dir string, texts Texts) (err error) {
	process, err := p.start(ctx, "build", dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, process.Close()) }()
	for text, err := range texts {
		if err != nil {
			return err
		}
		if err := process.send("add", text.ID, text.Title, text.Heading, text.Body); err != nil {
			return err
		}
	}
	if err := process.send("end"); err != nil {
		return err
	}
	if err := process.flush(); err != nil {
		return err
	}
	answer, err := process.receive(ctx, p.building)
	if err == nil && answer[0] != "built" {
		err = process.unexpected(answer)
	}
	return err
}

func (p *peer) Open(ctx context.Context, dir string) (Searcher, error) {
	process, err := p.start(ctx, "search", dir)
	if err != nil {
		return nil, err
	}
	return process, nil
}

// process is a running peer.
type process struct {
	peer    *peer
	version string
	temp    string // folder of its program
	cmd     *exec.Cmd
	stdin   io.WriteCloser
	out     *bufio.Writer // to its input
	in      *bufio.Scanner
	stderr  tail
	ended   bool // and waited for
}

// start runs the peer until it is ready; it lives as long as ctx.
func (p *peer) start(ctx context.Context, mode, dir string) (_ *process, err error) {
	command := p.interpreter()
	if command == nil {
		return nil, &MissingError{p.install}
	}
	s := &process{peer: p}
	if s.temp, err = os.MkdirTemp("", "congvu-peer-"); err != nil {
		return nil, err
	}
	script := filepath.Join(s.temp, p.script)
	if err := os.WriteFile(script, p.program, 0o600); err != nil {
		return nil, errors.Join(err, os.RemoveAll(s.temp))
	}
	args := append(command[1:len(command):len(command)], script, mode, dir)
	s.cmd = exec.CommandContext(ctx, command[0], args...) //nolint:gosec // the program is ours
	s.cmd.Stderr = &s.stderr
	s.cmd.WaitDelay = closePatience
	if err := s.run(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(s.temp))
	}
	answer, err := s.receive(ctx, p.patience)
	switch {
	case err != nil:
	case answer[0] == "missing":
		err = &MissingError{p.install}
	case answer[0] != "ready" || len(answer) != 2:
		err = s.unexpected(answer)
	default:
		s.version = answer[1]
		return s, nil
	}
	return nil, errors.Join(err, s.Close())
}

func (s *process) run() (err error) {
	if s.stdin, err = s.cmd.StdinPipe(); err != nil {
		return err
	}
	stdout, err := s.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	s.out = bufio.NewWriterSize(s.stdin, 1<<16)
	s.in = bufio.NewScanner(stdout)
	s.in.Buffer(nil, maxAnswer)
	return s.cmd.Start()
}

func (s *process) Version() string { return s.version }

func (s *process) Search(ctx context.Context, question string, k int) ([]string, time.Duration, error) {
	if err := s.send("search", strconv.Itoa(k), question); err != nil {
		return nil, 0, err
	}
	if err := s.flush(); err != nil {
		return nil, 0, err
	}
	answer, err := s.receive(ctx, s.peer.patience)
	if err != nil {
		return nil, 0, err
	}
	ids, took, ok := hits(answer, k)
	if !ok {
		return nil, 0, s.unexpected(answer)
	}
	return ids, took, nil
}

// hits reads the answer to a search for k hits.
func hits(answer []string, k int) (ids []string, took time.Duration, ok bool) {
	if len(answer) < 2 || len(answer)-2 > k || answer[0] != "hits" {
		return nil, 0, false
	}
	ns, err := strconv.ParseInt(answer[1], 10, 64)
	return answer[2:], time.Duration(ns), err == nil && ns >= 0
}

// blanks takes what ends fields and lines out of a text.
var blanks = strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")

// send puts a request on its way; flush sees it off.
func (s *process) send(fields ...string) error {
	for i, field := range fields {
		end := byte('\t')
		if i == len(fields)-1 {
			end = '\n'
		}
		if _, err := blanks.WriteString(s.out, field); err != nil {
			return s.died(err)
		}
		if err := s.out.WriteByte(end); err != nil {
			return s.died(err)
		}
	}
	return nil
}

func (s *process) flush() error {
	if err := s.out.Flush(); err != nil {
		return s.died(err)
	}
	return nil
}

// receive waits for the next answer. A peer that does not give one in time, or
// before ctx ends, is killed.
func (s *process) receive(ctx context.Context, patience time.Duration) ([]string, error) {
	late, cancel := context.WithTimeoutCause(ctx, patience, fmt.Errorf("không trả lời trong %v", patience))
	defer cancel()
	stop := context.AfterFunc(late, func() { _ = s.cmd.Process.Kill() })
	defer stop()
	if s.in.Scan() {
		return strings.Split(s.in.Text(), "\t"), nil
	}
	if cause := context.Cause(late); cause != nil {
		_ = s.wait()
		return nil, fmt.Errorf("tiến trình bị dừng: %w", cause)
	}
	return nil, s.died(s.in.Err())
}

// died says how the peer ended, in its own last words when it left any.
func (s *process) died(cause error) error {
	_ = s.cmd.Process.Kill() // for when it lives on but its pipe is broken
	if err := s.wait(); err != nil {
		cause = errors.Join(cause, err)
	}
	err := errors.New("tiến trình dừng giữa chừng")
	if cause != nil {
		err = fmt.Errorf("%w: %w", err, cause)
	}
	if words := s.stderr.String(); words != "" {
		err = fmt.Errorf("%w: %s", err, words)
	}
	return err
}

// unexpected is an answer that the protocol does not know.
func (s *process) unexpected(answer []string) error {
	line := strings.Join(answer, "\t")
	return fmt.Errorf("tiến trình trả lời không đúng giao thức: %q", line[:min(len(line), 200)])
}

// wait waits for the end of the process, once.
func (s *process) wait() error {
	if s.ended {
		return nil
	}
	s.ended = true
	return s.cmd.Wait()
}

// Close ends the peer's input, and then the peer if it does not end by itself.
func (s *process) Close() error {
	_ = s.stdin.Close()
	if !s.ended {
		end := time.AfterFunc(closePatience, func() { _ = s.cmd.Process.Kill() })
		_ = s.wait() // it has said all that was asked of it
		end.Stop()
	}
	return os.RemoveAll(s.temp)
}

// tail keeps the last words of an output.
type tail struct{ bytes []byte }

const tailBytes = 2000

func (t *tail) Write(p []byte) (int, error) {
	t.bytes = append(t.bytes, p...)
	if extra := len(t.bytes) - tailBytes; extra > 0 {
		t.bytes = append(t.bytes[:0], t.bytes[extra:]...)
	}
	return len(p), nil
}

func (t *tail) String() string { return strings.TrimSpace(strings.ToValidUTF8(string(t.bytes), "")) }
