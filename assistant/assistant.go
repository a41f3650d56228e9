package assistant

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"github.com/trolycongvu/congvu/assistant/privacy"
	"github.com/trolycongvu/congvu/assistant/prompt"
	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
)

// Config is what an Assistant is made of. Corpus and Search are required.
type Config struct {
	Corpus Corpus
	Search Searcher
	Clock  Clock        // nil is time.Now
	Logger *slog.Logger // nil is slog.Default; questions are never logged

	Rewriter Rewriter // makes follow-up questions whole; nil leaves it to Model, or to code without one

	Journal     Journal       // nil: nothing is kept
	Bank        Bank          // nil: there are no approved answers
	Model       Model         // nil: answers are the provisions' own words
	ModelTime   time.Duration // a model is waited for so long at most; 0 is 20 s
	ModelLimits prompt.Limits // zero is 8192 tokens, 800 of them for the answer
}

// Assistant answers questions. Its methods are safe for concurrent use.
type Assistant struct {
	corpus        Corpus
	search        Searcher
	clock         Clock
	log           *slog.Logger
	catalogues    catalogues
	moves         *moves
	conversations *conversations
	rewriter      Rewriter
	journal       Journal
	shelved       shelved
	model         Model
	modelTime     time.Duration
	limits        prompt.Limits
}

// New returns an Assistant over a corpus and its index.
func New(c Config) *Assistant {
	if c.Clock == nil {
		c.Clock = time.Now
	}
	if c.Logger == nil {
		c.Logger = slog.Default()
	}
	if c.ModelTime <= 0 {
		c.ModelTime = defaultModelTime
	}
	if c.ModelLimits == (prompt.Limits{}) {
		c.ModelLimits = defaultLimits
	}
	if c.Rewriter == nil && c.Model != nil {
		c.Rewriter = rewriting{c.Model, c.ModelLimits}
	}
	return &Assistant{
		corpus: c.Corpus, search: c.Search, clock: c.Clock, log: c.Logger,
		catalogues:    catalogues{shelf: c.Corpus, now: c.Clock},
		moves:         &moves{shelf: c.Corpus},
		conversations: newConversations(maxConversations, conversationAge, c.Clock),
		rewriter:      c.Rewriter,
		journal:       c.Journal,
		shelved:       shelved{bank: c.Bank},
		model:         c.Model, modelTime: c.ModelTime, limits: c.ModelLimits,
	}
}

// Warm reads what the first question would otherwise wait for.
func (a *Assistant) Warm(ctx context.Context) error {
	if _, err := a.catalogues.current(ctx); err != nil {
		return err
	}
	_, err := a.moves.current(ctx)
	return err
}

// Today is the day in Vietnam.
func (a *Assistant) Today() corpus.Date { return corpus.DateOf(a.clock().In(corpus.Vietnam)) }

// Ask answers one question. The error wraps ErrInvalid when the request itself
// is at fault; everything that can be said about a sound question, refusals
// included, is an Answer.
func (a *Assistant) Ask(ctx context.Context, req Request) (Answer, error) {
	return a.ask(ctx, req, deaf)
}

func (a *Assistant) ask(ctx context.Context, req Request, hear func(Part) error) (Answer, error) {
	start := a.clock()
	text, err := req.normalized()
	if err != nil {
		return Answer{}, err
	}
	var in inquiry
	d := newDraft("", a.Today())
	if privacy.SecretMark(text) { // nothing of it is kept, not even in the answer
		d.refuse(StatusRefusedSecret, saidSecret)
	} else {
		if err := hear(Part{Stage: StageSearching}); err != nil {
			return Answer{}, err
		}
		if in, err = a.understand(ctx, text, req); err != nil {
			return Answer{}, err
		}
		d = newDraft(in.original, in.day)
		d.trace.understanding = a.clock().Sub(start)
		if d, err = a.answer(ctx, &in, d, hear); err != nil {
			return Answer{}, err
		}
	}
	answer := d.finish()
	a.remember(req, in, answer)
	answer.Conversation = req.ConversationID
	answer.ModelMS = milliseconds(d.trace.writing)
	answer.TookMS = milliseconds(a.clock().Sub(start))
	a.enter(ctx, req, &in, d, &answer)
	return answer, nil
}

// answer finds what answers, and lets the model word it when there is one.
func (a *Assistant) answer(ctx context.Context, in *inquiry, d *draft, hear func(Part) error) (*draft, error) {
	d.answer.UnderstoodAs = in.understoodAs
	if len(in.masked) > 0 {
		d.warnAlways(warnMasked(in.masked))
	}
	if in.commanded {
		if !in.askable() {
			d.refuse(StatusRefusedManipulation, saidManipulation)
			return d, nil
		}
		d.warnAlways(warnManipulation)
	}
	if in.code == "" && question.SmallTalk(in.text) {
		d.refuse(StatusOutOfScope, saidOutOfScope)
		return d, nil
	}
	start := a.clock()
	approved, err := a.answerApproved(ctx, in, d)
	if err != nil {
		return nil, err
	}
	if !approved {
		if err := a.respond(ctx, in, d); err != nil {
			return nil, err
		}
	}
	found := a.clock()
	d.trace.searching = found.Sub(start)
	if approved || !a.wordable(in, d) {
		return d, nil
	}
	if err := hear(Part{Stage: StageWriting}); err != nil {
		return nil, err
	}
	written, err := a.write(ctx, in, d, hear)
	d.trace.composing = a.clock().Sub(found)
	if err != nil {
		return nil, err
	}
	if written == nil {
		return d, nil
	}
	return written, a.warnAuthority(ctx, written)
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// isMissing tells whether err says that the corpus holds no such thing.
func isMissing(err error) bool { return errors.Is(err, errMissing) }

// firstWords shortens text for a suggestion.
func firstWords(text string, n int) string {
	words := strings.Fields(text)
	if len(words) <= n {
		return text
	}
	return strings.Join(words[:n], " ") + " …"
}
