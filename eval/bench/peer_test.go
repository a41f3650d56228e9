package bench

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/indexer"
)

// fakePeer names, in the environment, how the test program behaves as a peer.
const fakePeer = "CONGVU_FAKE_PEER"

func TestMain(m *testing.M) {
	if how := os.Getenv(fakePeer); how != "" {
		os.Exit(playPeer(how))
	}
	os.Exit(m.Run())
}

// playPeer is a peer that keeps to the protocol or breaks it.
func playPeer(how string) int {
	switch how {
	case "missing":
		fmt.Println("missing")
		return 0
	case "silent":
		time.Sleep(time.Hour)
	case "stillborn":
		fmt.Fprintln(os.Stderr, "no memory")
		return 2
	}
	fmt.Println("ready\t1.0")
	requests := bufio.NewScanner(os.Stdin)
	for requests.Scan() {
		fields := strings.Split(requests.Text(), "\t")
		switch {
		case how == "echo" && fields[0] == "search":
			fmt.Printf("hits\t1500000\t%s\n", strings.Join(fields[1:], "\t"))
		case how == "echo" && fields[0] == "end":
			fmt.Println("built")
		case how == "dies":
			fmt.Fprintln(os.Stderr, "index is broken")
			return 3
		case how == "sleeps":
			time.Sleep(time.Hour)
		case how == "endless":
			fmt.Print(strings.Repeat("x", maxAnswer+1))
		case how == "garbage":
			fmt.Println("xin chào")
		case how == "untimed":
			fmt.Println("hits\tsoon\ta/law/1")
		case how == "lavish":
			fmt.Println("hits\t1\t1\t2\t3\t4")
		}
	}
	return 0
}

// played is the peer that behaves so.
func played(t *testing.T, how string) *peer {
	t.Helper()
	t.Setenv(fakePeer, how)
	return &peer{
		name: "giả", install: "apt-get install gia", script: "none", patience: time.Minute, building: time.Minute,
		interpreter: func() []string { return []string{os.Args[0]} },
	}
}

func TestPeerAnswers(t *testing.T) {
	p := played(t, "echo")
	s, err := p.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	ids, took, err := s.Search(t.Context(), "nghỉ\tphép\nnăm\r?", 3)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"3", "nghỉ phép năm ?"}, ids); diff != "" {
		t.Errorf("fields (-want +got):\n%s", diff)
	}
	if want := 1500 * time.Microsecond; took != want || s.Version() != "1.0" {
		t.Errorf("took %v, version %q", took, s.Version())
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(s.(*process).temp); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the program was left behind: %v", err)
	}
}

func TestPeerBreaksOff(t *testing.T) {
	for how, want := range map[string]string{
		"dies":      "tiến trình dừng giữa chừng: exit status 3: index is broken",
		"sleeps":    "tiến trình bị dừng: không trả lời trong 200ms",
		"silent":    "tiến trình bị dừng: không trả lời trong 200ms",
		"stillborn": "tiến trình dừng giữa chừng: exit status 2: no memory",
		"garbage":   `tiến trình trả lời không đúng giao thức: "xin chào"`,
		"untimed":   `tiến trình trả lời không đúng giao thức: "hits\tsoon\ta/law/1"`,
		"lavish":    `tiến trình trả lời không đúng giao thức: "hits\t1\t1\t2\t3\t4"`,
		"endless":   "token too long",
		"missing":   "chưa cài: apt-get install gia",
	} {
		t.Run(how, func(t *testing.T) {
			p := played(t, how)
			if how == "silent" {
				p.patience = 200 * time.Millisecond
			}
			s, err := p.Open(t.Context(), t.TempDir())
			if err == nil {
				defer func() { _ = s.Close() }() // how a broken peer ends is no matter here
				if how == "sleeps" {             // only now: starting may take long on a busy machine
					p.patience = 200 * time.Millisecond
				}
				_, _, err = s.Search(t.Context(), "câu hỏi", 3)
			}
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("got %v, want %q in it", err, want)
			}
			if missing := (*MissingError)(nil); errors.As(err, &missing) != (how == "missing") {
				t.Errorf("%v is a MissingError: %v", err, how != "missing")
			}
		})
	}
}

func TestPeerWithoutInterpreter(t *testing.T) {
	p := played(t, "echo")
	p.interpreter = func() []string { return nil }
	err := p.Build(t.Context(), t.TempDir(), nil)
	if missing := (*MissingError)(nil); !errors.As(err, &missing) {
		t.Errorf("got %v, want a MissingError", err)
	}
}

func TestPeerBuilds(t *testing.T) {
	many := func(yield func(indexer.Text, error) bool) {
		for range 10_000 { // more than a pipe holds
			if !yield(indexer.Text{ID: "a/law/1", Body: "nội\tdung"}, nil) {
				return
			}
		}
	}
	for how, want := range map[string]string{
		"echo":    "",
		"dies":    "index is broken",
		"garbage": "không đúng giao thức",
	} {
		t.Run(how, func(t *testing.T) {
			texts := many
			if how == "garbage" { // one for each text: a pipe does not hold them for ever
				texts = func(func(indexer.Text, error) bool) {}
			}
			err := played(t, how).Build(t.Context(), t.TempDir(), texts)
			if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
				t.Errorf("got %v, want %q", err, want)
			}
		})
	}
}

func TestPeerEndsWithContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	p := played(t, "sleeps")
	p.patience = time.Hour
	s, err := p.Open(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }() // it was killed
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, _, err := s.Search(ctx, "câu hỏi", 3); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

func TestTail(t *testing.T) {
	var last tail
	for range 500 {
		fmt.Fprint(&last, "điều ")
	}
	if got := last.String(); len(got) > tailBytes || !strings.HasSuffix(got, "điều điều") {
		t.Errorf("kept %d bytes: …%q", len(got), got[len(got)-20:])
	}
}

// FuzzHits: whatever a peer says, it is an answer of at most k hits or none.
func FuzzHits(f *testing.F) {
	f.Add("hits\t12\ta/law/1\ta/law/2", 10)
	f.Add("hits\t-1", 1)
	f.Add("hits\t99999999999999999999\tx", 0)
	f.Fuzz(func(t *testing.T, line string, k int) {
		ids, took, ok := hits(strings.Split(line, "\t"), k)
		if ok && (len(ids) > max(k, 0) || took < 0 || strings.Join(append([]string{"hits"}, ids...), "\t") == line) {
			t.Errorf("hits(%q, %d) = %q, %v", line, k, ids, took)
		}
	})
}

func TestAnyWord(t *testing.T) {
	for question, want := range map[string]string{
		`Cán bộ "nghỉ" AND (30%)?`: `"Cán" OR "bộ" OR "nghỉ" OR "AND" OR "30"`,
		"63/2010/NĐ-CP*":           `"63" OR "2010" OR "NĐ" OR "CP"`,
		"?!\x00":                   "",
	} {
		if got := anyWord(question); got != want {
			t.Errorf("anyWord(%q) = %s, want %s", question, got, want)
		}
	}
}
