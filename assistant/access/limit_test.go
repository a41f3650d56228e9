package access_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/trolycongvu/congvu/assistant/access"
)

func TestLimiter(t *testing.T) {
	c := &clock{at: start}
	l := access.NewLimiter(access.Rate{PerSecond: 2, Burst: 3}, c.now)
	for i := range 3 {
		if err := l.Allow("a"); err != nil {
			t.Fatalf("request %d of a burst: %v", i, err)
		}
	}
	for range 5 { // what is refused takes nothing
		err := l.Allow("a")
		var wait *access.WaitError
		if !errors.Is(err, access.ErrLimited) || !errors.As(err, &wait) || wait.Wait != 500*time.Millisecond || wait.Seconds() != 1 {
			t.Fatalf("got %v", err)
		}
	}
	if err := l.Allow("b"); err != nil {
		t.Errorf("another name: %v", err)
	}
	c.pass(500 * time.Millisecond)
	if err := l.Allow("a"); err != nil {
		t.Errorf("after the wait: %v", err)
	}
	if err := l.Allow("a"); err == nil {
		t.Error("one more passed")
	}
	free := access.NewLimiter(access.Rate{}, c.now)
	for range 1000 {
		if err := free.Allow("a"); err != nil {
			t.Fatal(err)
		}
	}
}

// TestLimiterForgetsTheOldest: memory is bounded, and who asks all the time is not
// forgotten for those who come and go.
func TestLimiterForgetsTheOldest(t *testing.T) {
	c := &clock{at: start}
	l := access.Remember(access.NewLimiter(access.Rate{PerSecond: 0.001, Burst: 1}, c.now), 3)
	passes := func(name string, want bool) {
		t.Helper()
		if got := l.Allow(name) == nil; got != want {
			t.Errorf("%s passes: %v, want %v", name, got, want)
		}
	}
	passes("eager", true)
	passes("once", true)
	for i := range 10 {
		passes(fmt.Sprint("passer-by ", i), true)
		passes("eager", false)
	}
	passes("once", true) // begins anew
}
