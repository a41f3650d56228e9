package bots

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/basis"
	state "github.com/trolycongvu/congvu/assistant/store"
	"github.com/trolycongvu/congvu/bots/store"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// searchLimit is how many results a search shows: a phone screen of them.
const searchLimit = 5

// respond makes the answer to a message. The error says that none was made because
// ctx ended; every other failure is an answer.
func (b *Bot) respond(ctx context.Context, out *outlet, m store.Message) (text string, err error) {
	asking, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	if !out.Quiet {
		defer b.showTyping(asking, out, m)()
	}
	text, err = b.obey(asking, m)
	switch invalid := (*assistant.InvalidError)(nil); {
	case err == nil:
	case ctx.Err() != nil:
		return "", ctx.Err()
	case errors.As(err, &invalid):
		text = viet.Capital(invalid.Reason) + "."
	case errors.Is(err, basis.ErrSecret):
		text = saySecret
	default:
		b.Logger.ErrorContext(ctx, "không trả lời được", "ref", reference(m), "error", err)
		text = failure(m)
	}
	if m.Masked {
		text += "\n\n" + sayPersonal
	}
	return text, nil
}

// showTyping shows that an answer is being made until stop is called.
func (b *Bot) showTyping(ctx context.Context, out *outlet, m store.Message) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			timed, end := context.WithTimeout(ctx, typingTime)
			err := out.Network.Typing(timed, Place{m.Chat, m.Thread})
			end()
			if err != nil && ctx.Err() == nil {
				b.Logger.DebugContext(ctx, "không báo được “đang tìm”", "network", m.Network, "error", err)
			}
			if b.Pause(ctx, typingTime) != nil {
				return
			}
		}
	}()
	return func() {
		cancel()
		<-done
	}
}

// obey does what a message asks for. A panic is an error: one message must not end
// the program for everybody.
func (b *Bot) obey(ctx context.Context, m store.Message) (text string, err error) {
	defer func() {
		if v := recover(); v != nil {
			b.Logger.ErrorContext(ctx, "panic", "ref", reference(m), "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
			err = errPanic
		}
	}()
	key := conversationKey(m)
	talk, err := b.Store.Conversation(ctx, key)
	if err != nil {
		return "", err
	}
	c := parseCommand(m.Text)
	switch c.verb {
	case verbHelp:
		return sayHelp, nil
	case verbUnknown:
		return fmt.Sprintf(sayUnknown, c.rest), nil
	case verbNew:
		return sayNew, b.Store.PutConversation(ctx, key, store.Conversation{Number: talk.Number + 1})
	case verbForget:
		return b.forget(ctx, m, key, talk, c.rest)
	case verbDay:
		return b.setDay(ctx, m, key, talk, c.rest)
	case verbSearch:
		return b.search(ctx, indexer.Query{Text: c.rest, AsOf: talk.AsOf, Limit: searchLimit}, saySearchWhat)
	case verbProcedure:
		return b.procedure(ctx, m, talk, c.rest)
	case verbBasis:
		return b.checkBasis(ctx, talk, c.rest)
	}
	if c.rest == "" {
		return sayAskWhat, nil
	}
	return b.ask(ctx, m, talk, c.rest)
}

var errPanic = errors.New("lỗi chương trình")

// ask has a question answered. The day of the conversation holds unless the question
// names one itself.
func (b *Bot) ask(ctx context.Context, m store.Message, talk store.Conversation, text string) (string, error) {
	req := assistant.Request{
		Question: text, AsOf: talk.AsOf, ConversationID: conversationID(m, talk.Number), User: laneOf(m), Channel: m.Network,
	}
	if namesDay(text, b.Asker.Today()) {
		req.AsOf = 0
	}
	answer, err := b.Asker.Ask(ctx, req)
	if err != nil {
		return "", err
	}
	return b.render(answer), nil
}

// search lists what matches best.
func (b *Bot) search(ctx context.Context, q indexer.Query, what string) (string, error) {
	if q.Text == "" {
		return what, nil
	}
	results, err := b.Asker.Search(ctx, q)
	if err != nil {
		return "", err
	}
	return b.renderResults(results), nil
}

// procedure answers about the procedure of a code, and lists those of a name.
func (b *Bot) procedure(ctx context.Context, m store.Message, talk store.Conversation, text string) (string, error) {
	if code, _ := cutWord(text); strings.Trim(code, "0123456789.H") == "" && strings.Contains(code, ".") {
		return b.ask(ctx, m, talk, "thủ tục mã "+text)
	}
	return b.search(ctx, indexer.Query{Text: text, AsOf: talk.AsOf, Scope: indexer.ScopeProcedures, Limit: searchLimit}, sayProcedureWhat)
}

// checkBasis holds pasted căn cứ against the corpus.
func (b *Bot) checkBasis(ctx context.Context, talk store.Conversation, text string) (string, error) {
	switch {
	case b.Checker == nil:
		return sayNoChecker, nil
	case text == "":
		return sayBasisWhat, nil
	}
	draft, err := basis.ReadText(text)
	if err != nil {
		return "", err
	}
	today := b.Asker.Today()
	if !talk.AsOf.IsZero() {
		today = talk.AsOf
	}
	report, err := b.Checker.Check(ctx, draft, today)
	if err != nil {
		return "", err
	}
	return b.renderReport(report), nil
}

// setDay sets the day that the questions of a conversation are about, or answers the
// one that follows a day as of that day.
func (b *Bot) setDay(ctx context.Context, m store.Message, key string, talk store.Conversation, text string) (string, error) {
	day, ok := dayNamed(text)
	if !ok {
		day, question, named := cutDay(text)
		if !named || question == "" {
			return sayDayWhat, nil
		}
		talk.AsOf = day
		return b.ask(ctx, m, talk, question)
	}
	talk.AsOf = day
	if err := b.Store.PutConversation(ctx, key, talk); err != nil {
		return "", err
	}
	if day.IsZero() {
		return fmt.Sprintf(sayDayUnset, b.Asker.Today().Vietnamese()), nil
	}
	return fmt.Sprintf(sayDaySet, day.Vietnamese()), nil
}

// forget deletes the conversation, or all that is kept of the person, and begins anew.
func (b *Bot) forget(ctx context.Context, m store.Message, key string, talk store.Conversation, what string) (string, error) {
	said := sayNoMemory
	if b.Memory != nil {
		switch plain(what) {
		case "het", "tat ca":
			counts, err := b.Memory.DeleteUser(ctx, laneOf(m))
			if err != nil {
				return "", err
			}
			said = fmt.Sprintf(sayForgotAll, counts.Conversations, counts.Records)
		default:
			err := b.Memory.DeleteConversation(ctx, laneOf(m), conversationID(m, talk.Number))
			if err != nil && !errors.Is(err, state.ErrNotFound) {
				return "", err
			}
			said = sayForgot
		}
	}
	return said, b.Store.PutConversation(ctx, key, store.Conversation{Number: talk.Number + 1})
}

// conversationKey is where a conversation goes on: a thread, and where there are none
// a person in a chat, so that people in a group do not continue each other's questions.
func conversationKey(m store.Message) string {
	if m.Thread != "" {
		return strings.Join([]string{m.Network, m.Chat, "thread", m.Thread}, "\x1f")
	}
	return strings.Join([]string{m.Network, m.Chat, "person", m.Person}, "\x1f")
}

// conversationID names a conversation to the assistant. It tells nothing of who has it.
func conversationID(m store.Message, number int) string {
	sum := sha256.Sum256([]byte(conversationKey(m)))
	return fmt.Sprintf("%s-%s-%d", m.Network, base32.HexEncoding.EncodeToString(sum[:15]), number)
}

// dayOrNone is the day of an answer when it is not today.
func (b *Bot) dayOrNone(day corpus.Date) string {
	if day.IsZero() || day == b.Asker.Today() {
		return ""
	}
	return day.Vietnamese()
}
