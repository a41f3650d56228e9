package assistant

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	state "github.com/trolycongvu/congvu/assistant/store"
)

// Journal keeps what passes between people and the assistant; *store.Store of
// assistant/store is one. It is given text whose personal data is masked, and
// nothing of a question that was refused for secrecy. It is safe for concurrent use.
type Journal interface {
	// AddRecord adds a line to the audit and returns it with its identifier.
	AddRecord(ctx context.Context, r state.Record) (state.Record, error)
	// AddTurn adds a turn to a conversation of user, which it begins when need be.
	AddTurn(ctx context.Context, user string, t state.Turn) (state.Turn, error)
	// LastTurns returns the last turns of a conversation of user, at most n, oldest
	// first; of an unknown one none.
	LastTurns(ctx context.Context, user, conversation string, n int) ([]state.Turn, error)
}

// Anonymous is the person of requests that name none.
const Anonymous = "anonymous"

// journalTime bounds the writing of one answer to the journal, which goes on though
// the person has gone.
const journalTime = 5 * time.Second

// enter keeps an answer and how it was made. An answer that cannot be kept
// is given all the same, and the log tells that it was not kept.
func (a *Assistant) enter(ctx context.Context, req Request, in *inquiry, d *draft, answer *Answer) {
	if a.journal == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), journalTime)
	defer cancel()
	record, err := a.journal.AddRecord(ctx, recordOf(req, in, d, *answer))
	if err != nil {
		a.log.ErrorContext(ctx, "không ghi được nhật ký kiểm toán", "error", err)
		return
	}
	answer.ID = record.ID
	if req.ConversationID == "" || answer.Status == StatusRefusedSecret {
		return
	}
	body, err := json.Marshal(answer)
	if err == nil {
		_, err = a.journal.AddTurn(ctx, record.User, state.Turn{
			Conversation: req.ConversationID, Question: answer.Question, Standalone: in.text, Answer: body,
			Subject: subjectOf(*answer), AsOf: answer.AsOf, Record: record.ID,
		})
	}
	if err != nil {
		a.log.ErrorContext(ctx, "không ghi được hội thoại", "error", err)
	}
}

func recordOf(req Request, in *inquiry, d *draft, answer Answer) state.Record {
	t := d.trace
	r := state.Record{
		User: req.person(), Channel: req.Channel, Conversation: req.ConversationID, Question: answer.Question,
		UnderstoodAs: answer.UnderstoodAs, AsOf: answer.AsOf, Status: string(answer.Status), Mode: answer.Mode,
		Evidence: t.evidence, Answer: RenderText(answer), Approved: t.approved, Failure: t.failure, Model: t.modelName,
		TokensIn: t.usage.Prompt, TokensOut: t.usage.Completion, Cost: t.usage.Cost,
		Latency: state.Latency{
			Understand: milliseconds(t.understanding), Retrieve: milliseconds(t.searching), Compose: milliseconds(t.composing),
			Model: milliseconds(t.writing), Verify: milliseconds(t.checking), First: milliseconds(t.first), Total: answer.TookMS,
		},
	}
	if len(r.Evidence) == 0 {
		for _, c := range answer.Citations {
			r.Evidence = append(r.Evidence, c.Ref)
		}
	}
	for _, k := range in.masked {
		r.Masked = append(r.Masked, string(k))
	}
	if t.report != nil {
		if body, err := json.Marshal(t.report); err == nil { // of plain values: it does not fail
			r.Verification = body
		}
	}
	return r
}

// person is who asks.
func (r Request) person() string {
	if p := strings.TrimSpace(r.User); p != "" {
		return p
	}
	return Anonymous
}

// subjectOf is what an answer is about: what it cites first.
func subjectOf(a Answer) (s state.Subject) {
	for _, c := range a.Citations {
		if c.Document != nil {
			s.Document, s.Article = c.Document.ID, c.Article
			break
		}
	}
	if a.Procedure != nil {
		s.Procedure = a.Procedure.Code
	}
	return s
}
