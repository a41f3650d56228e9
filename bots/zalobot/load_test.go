package zalobot_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/trolycongvu/congvu/bots"
	"github.com/trolycongvu/congvu/bots/zalobot/zalobottest"
)

var many = flag.Int("people", 20, "how many people ask in TestManyPeople, five questions each")

// TestManyPeople: messages of many people, a tenth of them delivered twice, while a
// twentieth of the calls fails and another is limited, over one restart and one kill.
// Each is answered once, in the order of its person; a kill may repeat one.
func TestManyPeople(t *testing.T) {
	people, rounds := *many, 5
	before := runtime.NumGoroutine()
	s := newScene(t)
	s.zalo.SetWebhook(hook, secret)
	draw := rand.New(rand.NewPCG(7, 7))
	s.zalo.Chance = func(method string) (zalobottest.Fault, bool) {
		if method == "getMe" || method == "getWebhookInfo" {
			return zalobottest.Fault{}, false
		}
		switch n := draw.IntN(100); {
		case n < 5:
			return zalobottest.Fault{Code: 500}, true
		case n < 10:
			return zalobottest.Fault{Code: 429, RetryAfter: draw.IntN(3)}, true
		}
		return zalobottest.Fault{}, false
	}
	s.start(t, withWebhook)
	total := people * rounds
	good := http.Header{"X-Bot-Api-Secret-Token": {secret}}
	pick := rand.New(rand.NewPCG(8, 8))
	var acknowledged []time.Duration
	for i := range total {
		person, round := i%people, i/people
		const together = 40 // fewer than the queue holds
		wait(t, "room in the queue", func() bool {
			own := slices.DeleteFunc(s.zalo.Sent(), func(m zalobottest.Sent) bool { return m.Chat != fmt.Sprint("p", person) })
			return i-answers(s.zalo.Sent()) < together && round-answers(own) < bots.LaneLimit-1 // the last one sent may not be noted yet
		})
		switch i {
		case total / 3:
			s.stop()
			s.start(t, withWebhook)
		case 2 * total / 3:
			s.kill()
			s.start(t, withWebhook)
		}
		body := zalobottest.Body(zalobottest.Text(fmt.Sprint("m", i), fmt.Sprint("p", person), fmt.Sprint("câu ", round)))
		times := 1
		if pick.IntN(10) == 0 {
			times = 2
		}
		for range times {
			began := time.Now()
			if code := s.post(t, http.MethodPost, good, body); code != http.StatusOK {
				t.Fatalf("message %d: %d", i, code)
			}
			acknowledged = append(acknowledged, time.Since(began))
		}
	}
	wait(t, "all answers", func() bool { return answers(s.zalo.Sent()) == total })
	s.stop()
	checkAnswers(t, s.zalo.Sent(), people, rounds)
	slices.Sort(acknowledged)
	t.Logf("%d deliveries acknowledged, p99 %v", len(acknowledged), acknowledged[len(acknowledged)*99/100])
	s.web.Close()
	http.DefaultTransport.(*http.Transport).CloseIdleConnections()
	wait(t, "goroutines to end", func() bool { return runtime.NumGoroutine() <= before+2 }) // those of this test's server
}

// answers counts the answers sent, each once.
func answers(sent []zalobottest.Sent) int {
	seen := map[zalobottest.Sent]bool{}
	for _, m := range sent {
		if strings.HasPrefix(m.Text, "Về: ") {
			seen[m] = true
		}
	}
	return len(seen)
}

// checkAnswers tells what was lost, repeated or out of order.
func checkAnswers(t *testing.T, sent []zalobottest.Sent, people, rounds int) {
	t.Helper()
	byPerson := map[string][]string{}
	repeated := 0
	for _, m := range sent {
		if strings.HasPrefix(m.Text, "Đang có nhiều câu hỏi") {
			t.Errorf("%s was told that there are too many", m.Chat)
		}
		if strings.HasPrefix(m.Text, "Đã nhận câu hỏi.") {
			continue // told how long it takes
		}
		if list := byPerson[m.Chat]; slices.Contains(list, m.Text) {
			repeated++
			continue
		}
		byPerson[m.Chat] = append(byPerson[m.Chat], m.Text)
	}
	if repeated > 1 {
		t.Errorf("%d answers were sent twice, at most one may be after a kill", repeated)
	}
	for i := range people {
		got := byPerson[fmt.Sprint("p", i)]
		for round := range rounds {
			if want := fmt.Sprint("Về: câu ", round); round >= len(got) || got[round] != want {
				t.Errorf("p%d was sent %q", i, got)
				break
			}
		}
	}
}
