package endpoint

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestBreakerLetsOneTry(t *testing.T) {
	b := breaker{errors: tested}
	now := time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)
	for range breakAfter {
		if err := b.allow(now); err != nil {
			t.Fatal(err)
		}
		b.note(now, Transient(tested.Unavailable))
	}
	later := now.Add(breakFor)
	if err := b.allow(later.Add(-1)); !errors.Is(err, tested.Unavailable) {
		t.Errorf("before its time: %v", err)
	}
	if err := b.allow(later); err != nil {
		t.Errorf("the one that tries: %v", err)
	}
	if err := b.allow(later); !errors.Is(err, tested.Unavailable) {
		t.Errorf("another one: %v", err)
	}
	b.note(later, &Failure{err: tested.Busy, Again: true, Busy: true})
	if err := b.allow(later.Add(1)); err == nil {
		t.Error("a server with too much to do is let through")
	}
	b.note(later, fmt.Errorf("%w: %w", tested.Unavailable, context.Canceled))
	if err := b.allow(later.Add(1)); err == nil {
		t.Error("what was called off let others through")
	}
	b.note(later, tested.Refused)
	if err := b.allow(later); err != nil {
		t.Errorf("after an answer: %v", err)
	}
}

// TestCall: what is tried again, how often and after what pauses.
func TestCall(t *testing.T) {
	short, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	after := func(d time.Duration) error {
		return &Failure{err: tested.Busy, Again: true, Busy: true, After: d}
	}
	down := Transient(tested.Unavailable)
	for name, test := range map[string]struct {
		ctx   context.Context
		fails []error
		want  error
		waits []time.Duration
	}{
		"at once":         {t.Context(), nil, nil, nil},
		"then it works":   {t.Context(), []error{down, after(7 * time.Second), down}, nil, []time.Duration{375 * time.Millisecond, 7*time.Second + 125*time.Millisecond, 1500 * time.Millisecond}},
		"always down":     {t.Context(), []error{down, down, down, down, down}, tested.Unavailable, []time.Duration{375 * time.Millisecond, 750 * time.Millisecond, 1500 * time.Millisecond}},
		"refused":         {t.Context(), []error{tested.Refused}, tested.Refused, nil},
		"final":           {t.Context(), []error{Final(down)}, tested.Unavailable, nil},
		"too long a wait": {t.Context(), []error{after(time.Hour)}, tested.Busy, nil},
		"past the end":    {short, []error{after(90 * time.Second)}, tested.Busy, nil},
	} {
		var waited []time.Duration
		e, err := New(Config{
			BaseURL: "http://127.0.0.1/v1", Errors: tested,
			Random: func() float64 { return 0.5 },
			Pause:  func(_ context.Context, d time.Duration) error { waited = append(waited, d); return nil },
		})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		err = e.Call(test.ctx, 4, func() error {
			if n++; n <= len(test.fails) {
				return test.fails[n-1]
			}
			return nil
		})
		if !errors.Is(err, test.want) {
			t.Errorf("%s: got %v, want %v", name, err, test.want)
		}
		if diff := cmp.Diff(test.waits, waited); diff != "" {
			t.Errorf("%s: waits: %s", name, diff)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)
	for header, want := range map[string]time.Duration{
		"7": 7 * time.Second, " 0 ": 0, "": 0, "-3": 0, "soon": 0, "99999999999": 0,
		"Mon, 05 Jan 2026 08:00:30 GMT": 30 * time.Second, "Mon, 05 Jan 2026 07:00:00 GMT": 0,
	} {
		if got := retryAfter(header, now); got != want {
			t.Errorf("retryAfter(%q) = %v, want %v", header, got, want)
		}
	}
}
