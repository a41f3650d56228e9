package bots

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/basis"
	state "github.com/trolycongvu/congvu/assistant/store"
	"github.com/trolycongvu/congvu/bots/store"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer"
)

// Limits of the queue, in messages.
const (
	LaneLimit  = 3
	QueueLimit = 50
)

// Times of the core.
const (
	DrainTime    = 10 * time.Second // for answers under way when the program is told to end
	answerTime   = 2 * time.Minute  // for making an answer, however long a model may take
	sendTime     = 20 * time.Second
	typingTime   = 5 * time.Second // for saying so, and until it is said again
	noticeFrom   = 10 * time.Second
	firstPause   = time.Second // before a part that failed is sent again; doubled each time
	longestPause = 5 * time.Minute
	longestDeaf  = time.Minute         // between tries to receive again
	oldest       = 24 * time.Hour      // an answer that could not be sent for so long is given up
	keepFor      = 30 * 24 * time.Hour // identifiers of finished messages are kept
	purgePause   = time.Hour
)

// maxAttempts is how often an answer is tried to be made over restarts: a message
// that ends the program each time would otherwise do so for ever.
const maxAttempts = 3

// Asker answers questions; *assistant.Assistant is one.
type Asker interface {
	Ask(ctx context.Context, req assistant.Request) (assistant.Answer, error)
	Search(ctx context.Context, q indexer.Query) ([]assistant.Result, error)
	Today() corpus.Date
}

// Checker holds the legal basis of a draft against the corpus; *basis.Checker is one.
type Checker interface {
	Check(ctx context.Context, draft basis.Draft, today corpus.Date) (basis.Report, error)
}

// Memory forgets what was kept of a person's conversations; *state.Store is one.
type Memory interface {
	DeleteConversation(ctx context.Context, user, id string) error
	DeleteUser(ctx context.Context, user string) (state.Counts, error)
}

// Config is what a Bot is made of. Asker, Store and Links are required.
type Config struct {
	Asker   Asker
	Checker Checker // nil: căn cứ are not checked
	Memory  Memory  // nil: there is nothing to forget
	Store   *store.Store
	Links   []Link
	BaseURL string // of the web pages, where people reach them; empty: answers have no links

	// Admit tells whether a person is answered; nil answers everybody. A person who
	// is not is told so, with the identity to give to the administrator.
	Admit func(network, person string) bool

	Workers int                                        // answers made at once; 0 is 4
	Now     func() time.Time                           // nil is time.Now
	Pause   func(context.Context, time.Duration) error // waits, or returns the error of a context that ends before; nil is a timer
	Jitter  func() float64                             // from 0 up to 1; nil is random
	Logger  *slog.Logger                               // nil is slog.Default
}

// Bot is the core. Its methods are safe for concurrent use.
type Bot struct {
	Config
	outlets map[string]*outlet
	queue   *queue
	taking  sync.Mutex // one message is accepted after the other
	pace    pace
	resting sync.WaitGroup // jobs that wait to be tried again
	asides  asides
}

// New returns a Bot that holds what an earlier run left unfinished. It begins to
// answer with Run.
func New(ctx context.Context, c Config) (*Bot, error) {
	if c.Workers <= 0 {
		c.Workers = 4
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Pause == nil {
		c.Pause = Pause
	}
	if c.Jitter == nil {
		c.Jitter = rand.Float64
	}
	if c.Logger == nil {
		c.Logger = slog.Default()
	}
	c.BaseURL = strings.TrimRight(c.BaseURL, "/")
	b := &Bot{Config: c, outlets: map[string]*outlet{}, queue: newQueue()}
	for _, l := range c.Links {
		if l.Length == nil {
			l.Length = UTF16Length
		}
		b.outlets[l.Network.Name()] = &outlet{Link: l}
	}
	left, err := c.Store.Unfinished(ctx)
	if err != nil {
		return nil, err
	}
	for _, m := range left {
		b.resume(m)
	}
	return b, nil
}

// resume puts what an earlier run left back into the queue.
func (b *Bot) resume(m store.Message) {
	if b.outlets[m.Network] == nil {
		b.Logger.Warn("còn tin của mạng trò chuyện không chạy lần này", "network", m.Network, "ref", reference(m))
		return
	}
	if m.Sending {
		b.Logger.Warn("lần chạy trước dừng giữa lúc gửi: phần này có thể đến hai lần", "ref", reference(m), "part", m.Sent+1)
	}
	b.queue.add(&job{Message: m, lane: laneOf(m)})
}

// laneOf is the lane of a message: that of its person.
func laneOf(m store.Message) string { return m.Network + ":" + m.Person }

// Run receives and answers until ctx ends, and then finishes what is under way.
func (b *Bot) Run(ctx context.Context) {
	work, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	var all sync.WaitGroup
	for _, l := range b.Links {
		all.Go(func() { b.receive(ctx, l.Network) })
	}
	for range b.Workers {
		all.Go(func() { b.work(ctx, work) })
	}
	all.Go(func() { b.purge(ctx) })
	b.resting.Go(func() {
		<-ctx.Done()
		if b.Pause(work, DrainTime) == nil {
			b.Logger.Warn("hết thời gian chờ: câu trả lời dở dang được gửi khi chạy lại")
			stop()
		}
	})
	all.Wait()
	stop()
	b.resting.Wait()
	b.asides.close()
}

// receive keeps a network's messages coming until ctx ends.
func (b *Bot) receive(ctx context.Context, n Network) {
	take := func(ctx context.Context, m Message) error { return b.Take(ctx, n.Name(), m) }
	for failed := 0; ctx.Err() == nil; failed++ {
		began := b.Now()
		err := n.Receive(ctx, take)
		if err == nil || ctx.Err() != nil {
			return
		}
		if b.Now().Sub(began) > longestPause {
			failed = 0
		}
		b.Logger.Error("không nhận được tin", "network", n.Name(), "error", err)
		if b.Pause(ctx, min(b.backoff(failed), longestDeaf)) != nil {
			return
		}
	}
}

// work answers one message after the other until ctx ends; work is the context of
// the answers.
func (b *Bot) work(ctx, work context.Context) {
	for {
		j, ok := b.queue.next(ctx)
		if !ok {
			return
		}
		switch later, end := b.step(work, j); {
		case end:
			b.queue.done(j)
		default:
			b.queue.rest()
			b.resting.Go(func() {
				if b.Pause(ctx, later) == nil {
					b.queue.again(j)
				}
			})
		}
	}
}

// purge forgets old messages from time to time.
func (b *Bot) purge(ctx context.Context) {
	for {
		if n, err := b.Store.Purge(ctx, b.Now().Add(-keepFor)); err != nil && ctx.Err() == nil {
			b.Logger.Error("dọn tin nhắn cũ", "error", err)
		} else if n > 0 {
			b.Logger.Info("đã dọn tin nhắn cũ", "messages", n)
		}
		if b.Pause(ctx, purgePause) != nil {
			return
		}
	}
}

// backoff is the pause before the next try after so many failures.
func (b *Bot) backoff(failed int) time.Duration {
	d := min(firstPause<<min(failed, 20), longestPause)
	return d/2 + time.Duration(b.Jitter()*float64(d/2))
}

// Pause waits for d, or returns the error of a context that ends before.
func Pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// reference is the number by which the log is searched for what became of a message.
func reference(m store.Message) string { return fmt.Sprintf("%s-%d", m.Network, m.Seq) }

// stopped tells whether err only says that the program ends.
func stopped(ctx context.Context, err error) bool {
	return ctx.Err() != nil && (errors.Is(err, context.Canceled) || errors.Is(err, ctx.Err()))
}
