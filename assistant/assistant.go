package assistant

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"github.com/trolycongvu/congvu/assistant/privacy"
	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
)

// Config is what an Assistant is made of. Corpus and Search are required.
type Config struct {
	Corpus Corpus
	Search Searcher
	Clock  Clock        // nil is time.Now
	Logger *slog.Logger // nil is slog.Default; questions are never logged
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
}

// New returns an Assistant over a corpus and its index.
func New(c Config) *Assistant {
	if c.Clock == nil {
		c.Clock = time.Now
	}
	if c.Logger == nil {
		c.Logger = slog.Default()
	}
	return &Assistant{
		corpus: c.Corpus, search: c.Search, clock: c.Clock, log: c.Logger,
		catalogues:    catalogues{shelf: c.Corpus, now: c.Clock},
		moves:         &moves{shelf: c.Corpus},
		conversations: newConversations(maxConversations, conversationAge, c.Clock),
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

// vietnam is the country's only time zone; it has no summer time.
var vietnam = time.FixedZone("ICT", 7*60*60)

// Today is the day in Vietnam.
func (a *Assistant) Today() corpus.Date { return corpus.DateOf(a.clock().In(vietnam)) }

// Ask answers one question. The error wraps ErrInvalid when the request itself
// is at fault; everything that can be said about a sound question, refusals
// included, is an Answer.
func (a *Assistant) Ask(ctx context.Context, req Request) (Answer, error) {
	start := a.clock()
	text, err := req.normalized()
	if err != nil {
		return Answer{}, err
	}
	answer, err := a.answer(ctx, text, req)
	if err != nil {
		return Answer{}, err
	}
	answer.Conversation = req.ConversationID
	answer.TookMS = float64(a.clock().Sub(start).Microseconds()) / 1000
	return answer, nil
}

func (a *Assistant) answer(ctx context.Context, text string, req Request) (Answer, error) {
	if privacy.SecretMark(text) { // nothing of it is kept, not even in the answer
		d := newDraft("", a.Today())
		return d.refuse(StatusRefusedSecret, saidSecret), nil
	}
	in := a.understand(text, req)
	d := newDraft(in.original, in.day)
	d.answer.UnderstoodAs = in.understoodAs
	if len(in.masked) > 0 {
		d.warn(warnMasked(in.masked))
	}
	if in.commanded {
		if !in.askable() {
			return d.refuse(StatusRefusedManipulation, saidManipulation), nil
		}
		d.warn(warnManipulation)
	}
	if in.code == "" && question.SmallTalk(in.text) {
		return d.refuse(StatusOutOfScope, saidOutOfScope), nil
	}
	if err := a.respond(ctx, &in, d); err != nil {
		return Answer{}, err
	}
	a.remember(req.ConversationID, in, d.answer)
	return d.finish(), nil
}

// respond finds the way to the answer: a procedure by its code, a cited place,
// a question back, or a search.
func (a *Assistant) respond(ctx context.Context, in *inquiry, d *draft) error {
	if in.code != "" {
		done, err := a.answerCode(ctx, in, d)
		if done || err != nil {
			return err
		}
	}
	if err := a.readPlaces(ctx, in); err != nil {
		return err
	}
	if done, err := a.answerCiting(ctx, in, d); done || err != nil {
		return err
	}
	switch {
	case len(in.places) == 0 && len(in.absent) > 0:
		return a.actsAbsent(ctx, in, d)
	case len(in.places) > 0:
		done, err := a.lookUp(ctx, in, d)
		if done || err != nil {
			return err
		}
	case len(in.question.Content) == 0:
		return a.clarify(ctx, in, d)
	}
	return a.searchFor(ctx, in, d)
}

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
