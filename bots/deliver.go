package bots

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"github.com/trolycongvu/congvu/bots/store"
)

// outlet is a link through which one message goes at a time, so that a program that
// is killed leaves one at most of which it is not known whether it arrived.
type outlet struct {
	Link
	mu     sync.Mutex
	resume time.Time // nothing is sent before; guarded by mu
}

// split cuts an answer into parts that the network takes, blank ones left out.
func (o *outlet) split(text string) (parts []string) {
	for _, p := range Split(text, o.Limit, o.Length) {
		if strings.TrimSpace(p) != "" {
			parts = append(parts, p)
		}
	}
	return parts
}

// pace is the mean time that an answer takes.
type pace struct {
	mu   sync.Mutex
	last time.Duration
}

// add counts in the time of one more answer; older ones weigh less and less.
func (p *pace) add(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.last == 0 {
		p.last = d
	}
	p.last += (d - p.last) / 8
}

func (p *pace) mean() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.last
}

// step does what is next for a job. end tells that it is done with; otherwise it is
// to be tried again later. Nothing is lost when ctx ends in between.
func (b *Bot) step(ctx context.Context, j *job) (later time.Duration, end bool) {
	out := b.outlets[j.Network]
	if j.State == store.Waiting {
		if err := b.makeAnswer(ctx, out, j); err != nil {
			if !stopped(ctx, err) {
				b.Logger.ErrorContext(ctx, "không lưu được câu trả lời", "ref", reference(j.Message), "error", err)
			}
			j.tries++
			return b.backoff(j.tries), false
		}
		j.tries = 0
	}
	for j.Sent < len(j.Parts) {
		later, err := b.sendPart(ctx, out, j)
		if err == nil {
			j.tries = 0
			continue
		}
		if later, end, again := b.judge(ctx, out, j, later, err); !again {
			return later, end
		}
	}
	outcome := store.Answered
	if len(j.Parts) > 0 && j.Parts[0] == sayBusy {
		outcome = store.Busy
	}
	return b.finish(ctx, j, outcome)
}

// finish ends a job; one that cannot be ended now is ended later.
func (b *Bot) finish(ctx context.Context, j *job, outcome store.State) (later time.Duration, end bool) {
	if err := b.Store.Finish(ctx, j.Seq, outcome); err != nil {
		b.Logger.ErrorContext(ctx, "không ghi được kết quả", "ref", reference(j.Message), "error", err)
		j.tries++
		return b.backoff(j.tries), false
	}
	return 0, true
}

// makeAnswer makes the answer of a job and keeps it.
func (b *Bot) makeAnswer(ctx context.Context, out *outlet, j *job) error {
	attempts, err := b.Store.Attempt(ctx, j.Seq)
	if err != nil {
		return err
	}
	began := b.Now()
	var text string
	if attempts > maxAttempts {
		b.Logger.ErrorContext(ctx, "tin này đã làm dừng chương trình nhiều lần, không thử nữa", "ref", reference(j.Message))
		text = failure(j.Message)
	} else if text, err = b.respond(ctx, out, j.Message); err != nil {
		return err
	}
	b.pace.add(b.Now().Sub(began))
	parts := out.split(text)
	if err := b.Store.Reply(ctx, j.Seq, parts); err != nil {
		return err
	}
	j.Parts, j.Sent, j.State = parts, 0, store.Replying
	return nil
}

// sendPart sends the next part of an answer, once the network takes it. With an error
// comes the pause that the network wants, 0 when it says none.
func (b *Bot) sendPart(ctx context.Context, out *outlet, j *job) (later time.Duration, err error) {
	out.mu.Lock()
	defer out.mu.Unlock()
	if wait := out.resume.Sub(b.Now()); wait > 0 {
		return wait, &LimitedError{After: wait, Err: errResting}
	}
	if ctx.Err() != nil {
		return 0, ctx.Err()
	}
	if err := b.Store.Sending(ctx, j.Seq); err != nil {
		return 0, err
	}
	// What is begun is finished though the program ends: a call that is cut off may
	// have arrived, and would be sent again.
	timed, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendTime)
	defer cancel()
	err = out.Network.Send(timed, Place{j.Chat, j.Thread}, strings.TrimSpace(j.Parts[j.Sent]))
	var limited *LimitedError
	if errors.As(err, &limited) {
		later = max(limited.After, b.backoff(j.tries))
		out.resume = b.Now().Add(later)
	}
	// Whether the network has it is noted though the program is ending.
	noted := b.Store.Sent(context.WithoutCancel(ctx), j.Seq, err == nil)
	if err != nil {
		return later, err
	}
	j.Sent++
	if noted != nil {
		b.Logger.ErrorContext(ctx, "đã gửi mà không ghi lại được: có thể gửi lần nữa nếu chạy lại", "ref", reference(j.Message), "error", noted)
	}
	return 0, nil
}

// errResting is a network that asked for a pause which has not passed.
var errResting = errors.New("mạng trò chuyện đang giới hạn")

// judge decides what becomes of a job whose part was not sent: again at once, with
// another text; later; or never.
func (b *Bot) judge(ctx context.Context, out *outlet, j *job, wants time.Duration, err error) (later time.Duration, end, again bool) {
	ref := reference(j.Message)
	switch {
	case stopped(ctx, err):
		return 0, false, false
	case errors.Is(err, errResting):
		return wants, false, false
	case b.Now().Sub(j.Received) > oldest:
		b.Logger.ErrorContext(ctx, "không gửi được câu trả lời trong thời hạn, thôi gửi", "ref", ref, "error", err)
		later, end = b.finish(ctx, j, store.Failed)
		return later, end, false
	case errors.Is(err, ErrRejected):
		sorry := failure(j.Message)
		if j.Parts[j.Sent] != sorry {
			b.Logger.ErrorContext(ctx, "mạng trò chuyện không nhận câu trả lời, gửi lời báo lỗi thay", "ref", ref, "error", err)
			j.Parts = append(j.Parts[:j.Sent:j.Sent], sorry)
			if err := b.Store.Rewrite(ctx, j.Seq, j.Parts); err == nil {
				return 0, false, true
			}
		}
		b.Logger.ErrorContext(ctx, "mạng trò chuyện không nhận cả lời báo lỗi", "ref", ref, "error", err)
		later, end = b.finish(ctx, j, store.Failed)
		return later, end, false
	}
	j.tries++
	later = max(wants, b.backoff(j.tries))
	if errors.Is(err, ErrUnauthorized) {
		later = longestPause
	}
	b.Logger.WarnContext(ctx, "chưa gửi được, sẽ gửi lại", "ref", ref, "network", out.Network.Name(), "in", later.Round(time.Millisecond), "error", err)
	return later, false, false
}
