package assistant

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/trolycongvu/congvu/assistant/model"
	"github.com/trolycongvu/congvu/assistant/passage"
	"github.com/trolycongvu/congvu/assistant/privacy"
	"github.com/trolycongvu/congvu/assistant/prompt"
	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/assistant/verify"
)

// Model writes text; *openai.Client is one. An error wraps one of those of package
// model. With emit it is given the text piece by piece, as it comes. It is safe for
// concurrent use.
type Model interface {
	Generate(ctx context.Context, r model.Request, emit func(piece string) error) (model.Reply, error)
}

// Bounds of answers in a model's words.
const (
	defaultModelTime = 20 * time.Second
	maxWritten       = 8 // sentences
)

var defaultLimits = prompt.Limits{Context: 8192, Answer: 800}

// errEnough ends an exchange once the answer is as long as it may be.
var errEnough = errors.New("đủ câu")

// writing is an answer in a model's words being made.
type writing struct {
	draft    *draft // of the answer in the model's words
	exhibits []exhibit
	checker  *verify.Checker
	masker   *privacy.Masker
	hear     func(Part) error
	reply    prompt.Reply
	report   verify.Report
	standing []verify.Sentence
	lead     string      // the sentence that answers in the provision's own words
	unheard  error       // what the listener failed with
	numbers  map[int]int // handle → number of the citation
	checking time.Duration
	now      Clock
}

// wordable tells whether a model may word the answer: one that quotes provisions
// which are in the words of the day and do not disagree. The fields of a procedure,
// and places asked for by name alone, are wanted word for word.
func (a *Assistant) wordable(in *inquiry, d *draft) bool {
	return a.model != nil && d.answer.Status == StatusAnswered && d.answer.Procedure == nil && !d.conflict &&
		len(d.readings) > 0 && len(in.question.Content) > 0 &&
		!slices.ContainsFunc(d.readings, func(r reading) bool { return r.wording == wordingLater })
}

// write answers in a model's words from what base quotes and from what else was
// found. It is nil when there is no such answer: then base stands, nothing was
// heard, and base says why. The error is one of hear.
func (a *Assistant) write(ctx context.Context, in *inquiry, base *draft, hear func(Part) error) (*draft, error) {
	exhibits, err := a.evidence(ctx, in, base)
	if err != nil {
		return nil, err
	}
	w := a.newWriting(base, exhibits, hear)
	asked := prompt.Question{Text: w.masker.Mask(in.text), Day: in.day}
	request, kept := prompt.Compose(asked, w.shown(), a.limits)
	if kept == 0 {
		base.trace.failed(errWindow)
		return nil, nil
	}
	w.exhibits = w.exhibits[:kept]
	for _, e := range w.exhibits {
		base.trace.evidence = append(base.trace.evidence, e.citation.Ref)
	}
	w.checker = verify.New(sourcesOf(w.exhibits))
	failure := a.generate(ctx, w, request)
	if w.unheard != nil {
		return nil, w.unheard
	}
	done, err := w.finish(in, failure)
	if done == nil && err == nil {
		w.apologise(base, failure)
	}
	return done, err
}

// apologise says why the model's words are not used, when it was asked and did
// not decline.
func (w *writing) apologise(base *draft, failure error) {
	switch {
	case errors.Is(failure, errLead) || failure == nil && !w.reply.Declined():
		base.warn(warnModelFailed)
	case failure != nil:
		base.warn(warnModelAway)
	}
}

// errWindow tells that not one passage fits beside the question.
var errWindow = errors.New("đoạn trích dài hơn cửa sổ của mô hình: hãy tăng llm.context_tokens")

func (a *Assistant) newWriting(base *draft, exhibits []exhibit, hear func(Part) error) *writing {
	d := newDraft(base.answer.Question, base.day)
	d.trace = base.trace
	d.answer.Mode, d.answer.UnderstoodAs = ModeModel, base.answer.UnderstoodAs
	d.answer.Suggestions, d.answer.Nearest = base.answer.Suggestions, base.answer.Nearest
	for _, text := range base.lasting {
		d.warnAlways(text)
	}
	return &writing{
		draft: d, lead: base.lead(), exhibits: exhibits, masker: privacy.NewMasker(), hear: hear,
		numbers: map[int]int{}, now: a.clock,
	}
}

// shown is the evidence as the model sees it, personal data masked.
func (w *writing) shown() []prompt.Passage {
	out := make([]prompt.Passage, len(w.exhibits))
	for i, e := range w.exhibits {
		out[i] = e.shown
		out[i].Place, out[i].Text = w.masker.Mask(question.Clean(e.shown.Place)), w.masker.Mask(question.Clean(e.shown.Text))
	}
	return out
}

func sourcesOf(exhibits []exhibit) []verify.Source {
	out := make([]verify.Source, len(exhibits))
	for i, e := range exhibits {
		out[i] = e.source
	}
	return out
}

// generate asks the model, and takes each sentence as soon as it is whole.
func (a *Assistant) generate(ctx context.Context, w *writing, request model.Request) error {
	ctx, cancel := context.WithTimeout(ctx, a.modelTime)
	defer cancel()
	start := a.clock()
	reply, err := a.model.Generate(ctx, request, func(piece string) error {
		found, err := w.reply.Write(piece)
		if err != nil {
			return err
		}
		return w.take(found)
	})
	w.draft.trace.heard(reply, a.clock().Sub(start)-w.checking)
	if err != nil && !errors.Is(err, errEnough) {
		return err
	}
	last, err := w.reply.Close()
	if err != nil {
		return err
	}
	if err := w.take(last); err != nil && !errors.Is(err, errEnough) {
		return err
	}
	return nil
}

// take holds sentences against the evidence and says those that stand. When the
// first of all does not stand the answer is given up: what follows an answer is
// no answer.
func (w *writing) take(found []verify.Sentence) error {
	for _, s := range found {
		s.Text = w.masker.Restore(s.Text)
		start := w.now()
		v := w.checker.Sentence(s)
		w.checking += w.now().Sub(start)
		w.report.Verdicts = append(w.report.Verdicts, v)
		switch {
		case !v.Stands() && len(w.standing) == 0:
			return errLead
		case !v.Stands() || w.said(s.Text):
			continue
		}
		w.standing = append(w.standing, s)
		if err := w.say(s.Text, s.Cites, false); err != nil {
			return err
		}
		if len(w.standing) == maxWritten {
			return errEnough
		}
	}
	return nil
}

// errLead gives an answer up whose first sentence is not supported.
var errLead = errors.New("câu trả lời của mô hình không khớp với văn bản được dẫn")

func (w *writing) said(text string) bool {
	return slices.ContainsFunc(w.standing, func(s verify.Sentence) bool { return s.Text == text })
}

// say adds a sentence to the answer, its sources before it.
func (w *writing) say(text string, cites []int, quoted bool) error {
	s := Sentence{Text: text, Lead: len(w.draft.answer.Sentences) == 0, Quoted: quoted, Citations: []int{}}
	for _, handle := range cites {
		n, known := w.numbers[handle]
		if !known {
			e := w.exhibits[handle-1]
			n = w.draft.citePassage(e.reading, passage.Passage{
				Clause: e.citation.Clause, Point: e.citation.Point, Quote: e.citation.Quote, Shortened: e.citation.Shortened,
			})
			w.numbers[handle] = n
			if err := w.tell(Part{Citation: &w.draft.answer.Citations[n-1]}); err != nil {
				return err
			}
		}
		if !slices.Contains(s.Citations, n) {
			s.Citations = append(s.Citations, n)
		}
	}
	w.draft.answer.Sentences = append(w.draft.answer.Sentences, s)
	return w.tell(Part{Sentence: &s})
}

// tell lets the listener have a part, and remembers if that failed.
func (w *writing) tell(p Part) error {
	w.unheard = w.hear(p)
	return w.unheard
}

// finish closes the answer: exceptions and figures that the model left out are quoted,
// and what was dropped is said to be dropped. failure is what ended the exchange.
// Without a sentence that stands there is no answer. The error is the listener's.
func (w *writing) finish(in *inquiry, failure error) (*draft, error) {
	t := w.draft.trace
	t.failed(failure)
	start := w.now()
	if len(w.standing) > 0 {
		w.report.Missing = w.checker.Missing(w.standing)
	}
	w.checking += w.now().Sub(start)
	t.checked(w.report, w.checking)
	if len(w.standing) == 0 || errors.Is(failure, errLead) || w.reply.Declined() {
		return nil, nil
	}
	for _, f := range w.report.Missing {
		if words, ok := w.sentenceWith(f); ok && !w.said(words) {
			if err := w.say(words, []int{f.Cite}, true); err != nil {
				return nil, err
			}
		}
	}
	if words, handle, ok := w.untold(); ok {
		if err := w.say(words, []int{handle}, true); err != nil {
			return nil, err
		}
	}
	d := w.draft
	if failure != nil {
		d.warn(warnModelCut)
		d.partly()
	}
	if n := w.dropped(); n > 0 {
		d.warn(sayf(warnDropped, n))
	}
	for _, r := range d.readings {
		d.warnWording(r.wording)
		d.warnOf(r, in.past)
	}
	return d, nil
}

func (w *writing) dropped() int {
	n := 0
	for _, v := range w.report.Verdicts {
		if !v.Stands() {
			n++
		}
	}
	return n
}

// sentenceWith is the whole line of the source in which the words of a missing
// exception stand, so that they are quoted with what they belong to.
func (w *writing) sentenceWith(f verify.Fault) (string, bool) {
	if f.Cite < 1 || f.Cite > len(w.exhibits) || f.Words == "" {
		return "", false
	}
	for line := range strings.Lines(w.exhibits[f.Cite-1].source.Text) {
		line = strings.TrimSpace(line)
		if !strings.Contains(line, f.Words) {
			continue
		}
		for _, s := range passage.Sentences(line) {
			if strings.Contains(s, f.Words) {
				return s, true
			}
		}
		return line, true
	}
	return "", false
}
