package bots

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/privacy"
	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/bots/store"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// MaxText is the longest message that is kept, in characters; a longer one is
// answered with that.
const MaxText = 20_000

// Take keeps a message of a network, before anything else is done with it, and
// queues it. Nil means that it is kept, or was before.
func (b *Bot) Take(ctx context.Context, network string, m Message) error {
	out := b.outlets[network]
	if out == nil || m.ID == "" || m.Person == "" || m.Chat == "" {
		return fmt.Errorf("%w: tin của %s thiếu mã tin, người gửi hoặc nơi trả lời", ErrRejected, network)
	}
	b.taking.Lock()
	defer b.taking.Unlock()
	kept := store.Message{
		Network: network, ID: m.ID, Person: m.Person, Chat: m.Chat, Thread: m.Thread, Group: m.Group, Kind: string(m.Kind),
	}
	lane := laneOf(kept)
	if err := b.fill(ctx, out, &kept, m); err != nil {
		return err
	}
	kept, fresh, err := b.Store.Accept(ctx, kept)
	if err != nil {
		b.Logger.ErrorContext(ctx, "không lưu được tin nhắn", "network", network, "error", err)
		b.tell(out, m.Place, sayUnkept)
		return err
	}
	if !fresh {
		b.Logger.DebugContext(ctx, "tin đến lần nữa, bỏ qua", "network", network)
		return nil
	}
	if kept.State == store.Replying && kept.Parts[0] == sayBusy { // its lane is full: it is told beside it
		lane += "!"
		if own, _ := b.queue.load(lane); own > 0 {
			return b.Store.Finish(ctx, kept.Seq, store.Busy) // the last one is still being told
		}
	}
	b.queue.add(&job{Message: kept, lane: lane})
	b.notice(out, kept)
	return nil
}

// fill puts into kept what may be kept of the message, and the answer when it is
// known without the queue.
func (b *Bot) fill(ctx context.Context, out *outlet, kept *store.Message, m Message) error {
	own, all := b.queue.load(laneOf(*kept))
	text := strings.TrimSpace(viet.Normalize(question.Clean(strings.ToValidUTF8(m.Text, "\ufffd"))))
	switch {
	case own >= LaneLimit || all >= QueueLimit:
		kept.Parts = []string{sayBusy}
	case b.Admit != nil && !b.Admit(kept.Network, kept.Person):
		kept.Parts = out.split(fmt.Sprintf(sayStranger, laneOf(*kept)))
	case m.Kind != KindText:
		kept.Parts = out.split(sayKind(m.Kind))
	case privacy.SecretMark(text):
		known, err := b.Store.Known(ctx, kept.Network, kept.ID)
		if err != nil {
			return err
		}
		if !known {
			kept.Parts = out.split(b.refuseSecret(ctx, *kept, text))
		}
	case text == "":
		kept.Parts = out.split(sayEmpty)
	case utf8.RuneCountInString(text) > MaxText:
		kept.Parts = out.split(fmt.Sprintf(sayLong, MaxText))
	default:
		var found []privacy.Kind
		kept.Text, found = privacy.Mask(text)
		kept.Masked = len(found) > 0
	}
	return nil
}

// refuseSecret has the assistant refuse a text with marks of state secrets, so that
// the audit has the refusal. The text is not kept.
func (b *Bot) refuseSecret(ctx context.Context, m store.Message, text string) string {
	answer, err := b.Asker.Ask(ctx, assistant.Request{Question: text, User: laneOf(m), Channel: m.Network})
	if err != nil || answer.Status != assistant.StatusRefusedSecret {
		return saySecret
	}
	return b.render(answer)
}

// notice tells a person whose oldest message has to wait for long about how long. One
// that is lost is no harm.
func (b *Bot) notice(out *outlet, m store.Message) {
	own, _ := b.queue.load(laneOf(m))
	wait := b.queue.wait(laneOf(m), b.pace.mean(), b.Workers)
	if out.Quiet || own != 1 || wait < noticeFrom {
		return
	}
	b.tell(out, Place{m.Chat, m.Thread}, fmt.Sprintf(sayWait, seconds(wait)))
}

// tell sends a sentence that is not kept.
func (b *Bot) tell(out *outlet, to Place, text string) {
	b.asides.run(func() {
		ctx, cancel := context.WithTimeout(context.Background(), sendTime)
		defer cancel()
		if err := out.Network.Send(ctx, to, text); err != nil {
			b.Logger.Warn("không gửi được lời nhắn", "network", out.Network.Name(), "error", err)
		}
	})
}

// asides are sentences on their way that nobody waits for, but for the end of Run.
type asides struct {
	mu     sync.Mutex
	closed bool
	going  sync.WaitGroup
}

// run runs do on the side, unless Run has ended.
func (a *asides) run(do func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.closed {
		a.going.Go(do)
	}
}

// close waits for what is under way; nothing begins any more.
func (a *asides) close() {
	a.mu.Lock()
	a.closed = true
	a.mu.Unlock()
	a.going.Wait()
}

// seconds rounds a wait up to five seconds.
func seconds(d time.Duration) int { return int((d + 5*time.Second - 1) / (5 * time.Second) * 5) }
