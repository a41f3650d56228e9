package main

import (
	"context"
	"os/user"
	"time"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/prompt"
	state "github.com/trolycongvu/congvu/assistant/store"
	"github.com/trolycongvu/congvu/corpus"
)

// assistant puts the assistant over a library, with the configured model. What it
// answers is kept in kept, and approved answers are taken from there; nil keeps
// nothing.
func (a *app) assistant(l *library, kept *state.Store) (*assistant.Assistant, error) {
	c := assistant.Config{
		Corpus: l.store, Search: l.index, Logger: a.log, ModelTime: a.config.LLM.Timeout,
		ModelLimits: prompt.Limits{Context: a.config.LLM.ContextTokens, Answer: a.config.LLM.MaxTokens},
	}
	if kept != nil {
		c.Journal, c.Bank = kept, kept
	}
	client, err := a.languageModel()
	if err != nil {
		return nil, err
	}
	if client != nil { // a nil *openai.Client in an interface would be no nil
		c.Model = client
	}
	return assistant.New(c), nil
}

// modelTime is how long the configured model may take, 0 without one.
func (a *app) modelTime() time.Duration {
	if a.config.LLM.BaseURL == "" {
		return 0
	}
	return a.config.LLM.Timeout
}

// openState opens what passes between people and the assistant.
func (a *app) openState() (*state.Store, error) {
	return state.Open(a.ctx, a.config.Data, state.Options{Logger: a.log})
}

// localUser is the person at the terminal, by the name of the account.
func localUser() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return assistant.Anonymous
}

// tidy deletes what has been kept long enough, and marks the approved answers stale
// whose sources no longer read as they did or are not in force.
func (a *app) tidy(ctx context.Context, l *library, kept *state.Store, today corpus.Date) {
	ages, err := a.config.Retention.ages()
	if err == nil {
		_, err = kept.Purge(ctx, ages, false)
	}
	if err != nil && ctx.Err() == nil {
		a.log.Error("dọn dữ liệu cũ", "error", err)
	}
	checked, err := kept.Revalidate(ctx, state.CitedIn(l.store, today))
	if err != nil && ctx.Err() == nil {
		a.log.Error("đối chiếu câu trả lời đã duyệt", "error", err)
	}
	for _, stale := range checked.Stale {
		a.log.Warn("câu trả lời đã duyệt hết giá trị", "id", stale.ID, "reason", stale.Reason)
	}
}
