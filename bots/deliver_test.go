package bots_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/bots"
)

var errNetwork = errors.New("mạng hỏng")

func TestSendingIsTriedAgain(t *testing.T) {
	tests := []struct {
		name string
		err  error
	}{
		{"server error", errNetwork},
		{"limited", &bots.LimitedError{After: 3 * time.Second, Err: errNetwork}},
		{"limited, not said how long", fmt.Errorf("gửi: %w", &bots.LimitedError{Err: errNetwork})},
		{"unauthorized", bots.ErrUnauthorized},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newSet(t)
			fails := 3
			if errors.Is(tt.err, bots.ErrUnauthorized) {
				fails = 1 // five minutes each
			}
			s.net.fail = func(n int, _ string) error {
				if n <= fails {
					return tt.err
				}
				return nil
			}
			run := s.open(t, nil)
			run()
			s.take(t, "1", "an", "một")
			s.take(t, "2", "an", "hai")
			s.net.wait(t, 2)
			if diff := cmp.Diff([]string{"an: Về: một", "an: Về: hai"}, s.net.texts()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if n := len(s.asker.requests()); n != 2 {
				t.Errorf("asked %d times", n)
			}
		})
	}
}

// TestOneBadChatDoesNotHoldUpTheOthers: a person to whom nothing can be sent just now
// does not keep the only worker.
func TestOneBadChatDoesNotHoldUpTheOthers(t *testing.T) {
	s := newSet(t)
	s.net.fail = func(_ int, text string) error {
		if strings.Contains(text, "hỏng") {
			return errNetwork
		}
		return nil
	}
	run := s.open(t, nil)
	run()
	s.take(t, "1", "an", "hỏng")
	for i := range 5 {
		s.take(t, fmt.Sprint("b", i), "ba", fmt.Sprint("câu ", i))
		s.net.wait(t, 1)
	}
}

func TestRejectedAnswersAreTold(t *testing.T) {
	s := newSet(t)
	s.net.fail = func(_ int, text string) error {
		if strings.Contains(text, "cấm") || strings.Contains(text, "fake-2") {
			return fmt.Errorf("gửi: %w", bots.ErrRejected)
		}
		return nil
	}
	run := s.open(t, func(c *bots.Config) { c.Links[0].Limit = 4000 })
	run()
	s.take(t, "1", "an", "cấm")
	s.net.wait(t, 1)
	s.take(t, "2", "an", "cấm nữa") // and the apology is rejected too
	s.take(t, "3", "an", "được")
	s.net.wait(t, 1)
	want := []string{"an: Có lỗi nên chưa trả lời được câu này: hãy gửi lại sau ít phút, hoặc báo người quản trị số fake-1.", "an: Về: được"}
	if diff := cmp.Diff(want, s.net.texts()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestKilledBetweenKeepingAndSending: what an earlier program left is answered, and an
// answer that was made is sent as it was, without its first part.
func TestKilledBetweenKeepingAndSending(t *testing.T) {
	s := newSet(t)
	run := s.open(t, nil)
	s.take(t, "1", "an", "một")
	s.take(t, "2", "ba", "hai")
	open, err := s.store.Unfinished(t.Context())
	if err != nil || len(open) != 2 {
		t.Fatalf("%d messages are open, error %v", len(open), err)
	}
	ctx := t.Context()
	seq := open[0].Seq
	if err := errors.Join(s.store.Reply(ctx, seq, []string{"phần một", "phần hai", "phần ba"}), s.store.Sending(ctx, seq),
		s.store.Sent(ctx, seq, true), s.store.Sending(ctx, seq)); err != nil {
		t.Fatal(err)
	}
	_ = run // it is killed before it runs
	s.stop()
	s.open(t, nil)()
	s.net.wait(t, 3)
	if diff := cmp.Diff([]string{"an: phần hai", "ba: Về: hai", "an: phần ba"}, reordered(s.net.texts())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	s.stop()
	if !strings.Contains(s.log.String(), "có thể đến hai lần") {
		t.Errorf("the log does not say what may arrive twice:\n%s", s.log)
	}
}

// reordered puts the answer of ba between the parts of an, where it may or may not be.
func reordered(texts []string) []string {
	if len(texts) == 3 && texts[2] == "ba: Về: hai" {
		texts[1], texts[2] = texts[2], texts[1]
	}
	return texts
}

// TestKilledWhileSending: the answer that was on its way is sent again, and no other.
func TestKilledWhileSending(t *testing.T) {
	s := newSet(t)
	blocked, killed := make(chan struct{}), make(chan struct{})
	s.net.fail = func(n int, _ string) error {
		if n == 2 {
			close(blocked)
			<-killed
		}
		return nil
	}
	run := s.open(t, nil)
	run()
	s.take(t, "1", "an", "một")
	s.take(t, "2", "an", "hai")
	s.take(t, "3", "an", "ba")
	<-blocked
	if err := s.store.Close(); err != nil { // as a kill: nothing is noted any more
		t.Fatal(err)
	}
	close(killed)
	s.stop()
	s.net.fail = nil
	s.open(t, nil)()
	s.net.wait(t, 4)
	want := []string{"an: Về: một", "an: Về: hai", "an: Về: hai", "an: Về: ba"}
	if diff := cmp.Diff(want, s.net.texts()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestShutdownFinishesWhatIsUnderWay(t *testing.T) {
	s := newSet(t)
	asked, answer := make(chan struct{}), make(chan struct{})
	s.asker.ask = func(ctx context.Context, req assistant.Request) (assistant.Answer, error) {
		if req.Question == "đang làm" {
			close(asked)
			select {
			case <-answer:
			case <-ctx.Done():
				return assistant.Answer{}, ctx.Err()
			}
		}
		return said("Về: " + req.Question), nil
	}
	run := s.open(t, func(c *bots.Config) {
		c.Pause = func(ctx context.Context, _ time.Duration) error { <-ctx.Done(); return ctx.Err() } // time stands still
	})
	run()
	s.take(t, "1", "an", "đang làm")
	s.take(t, "2", "an", "còn đợi")
	<-asked
	stopped := make(chan struct{})
	go func() { s.stop(); close(stopped) }()
	close(answer)
	<-stopped
	if diff := cmp.Diff([]string{"an: Về: đang làm"}, s.net.texts()); diff != "" {
		t.Errorf("before the end (-want +got):\n%s", diff)
	}
	s.open(t, nil)()
	s.net.wait(t, 2)
	if got := s.net.texts()[1]; got != "an: Về: còn đợi" {
		t.Errorf("after the restart: %q", got)
	}
}

// TestShutdownDoesNotWaitForEver: an answer that takes too long is left for the next run.
func TestShutdownDoesNotWaitForEver(t *testing.T) {
	s := newSet(t)
	asked := make(chan struct{})
	first := true
	s.asker.ask = func(ctx context.Context, _ assistant.Request) (assistant.Answer, error) {
		if first {
			first = false
			close(asked)
			<-ctx.Done()
			return assistant.Answer{}, ctx.Err()
		}
		return said("Xong."), nil
	}
	s.open(t, nil)()
	s.take(t, "1", "an", "lâu")
	<-asked
	s.stop()
	if got := s.net.texts(); len(got) != 0 {
		t.Errorf("sent %q", got)
	}
	s.open(t, nil)()
	s.net.wait(t, 1)
}

// TestWhatEndsTheProgramIsNotTriedForEver: a message on which the program ended three
// times is answered with a failure.
func TestWhatEndsTheProgramIsNotTriedForEver(t *testing.T) {
	s := newSet(t)
	s.open(t, func(c *bots.Config) { c.Links[0].Limit = 4000 })
	s.take(t, "1", "an", "độc")
	for range 3 {
		if _, err := s.store.Attempt(t.Context(), 1); err != nil {
			t.Fatal(err)
		}
	}
	s.stop()
	s.open(t, func(c *bots.Config) { c.Links[0].Limit = 4000 })()
	s.net.wait(t, 1)
	if got := s.net.texts()[0]; !strings.Contains(got, "Có lỗi") || len(s.asker.requests()) != 0 {
		t.Errorf("got %q", got)
	}
}

func TestLongAnswersAreSentInParts(t *testing.T) {
	s := newSet(t)
	long := strings.Repeat("Không quá 30 ngày kể từ ngày thụ lý. ", 20)
	s.asker.ask = func(context.Context, assistant.Request) (assistant.Answer, error) { return said(long), nil }
	s.open(t, nil)()
	s.take(t, "1", "an", "dài")
	s.net.wait(t, 20)
	for _, text := range s.net.texts() {
		if got := strings.TrimPrefix(text, "an: "); got != "Không quá 30 ngày kể từ ngày thụ lý." {
			t.Errorf("part %q", got)
		}
	}
}
