package assistant

import (
	"context"
	"sync"

	"github.com/trolycongvu/congvu/assistant/bank"
	"github.com/trolycongvu/congvu/assistant/passage"
	state "github.com/trolycongvu/congvu/assistant/store"
	"github.com/trolycongvu/congvu/corpus"
)

// Bank keeps the answers that experts approved; *store.Store of assistant/store is
// one. It is safe for concurrent use.
type Bank interface {
	// BankRevision changes whenever an approved answer does.
	BankRevision(ctx context.Context) (int64, error)
	// ApprovedAnswers lists the answers in one state.
	ApprovedAnswers(ctx context.Context, s state.State) ([]state.Approved, error)
	// MarkStale marks an answer that may not be given any more.
	MarkStale(ctx context.Context, a state.Approved, reason string) error
}

// shelved keeps the current approved answers of one revision, ready to be matched.
type shelved struct {
	bank     Bank
	mu       sync.Mutex
	loaded   bool
	revision int64
	index    *bank.Index
	answers  map[string]state.Approved
}

// match returns the current answer that was approved for the question.
func (s *shelved) match(ctx context.Context, question string) (state.Approved, bool, error) {
	revision, err := s.bank.BankRevision(ctx)
	if err != nil {
		return state.Approved{}, false, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.loaded || s.revision != revision {
		if err := s.load(ctx); err != nil {
			return state.Approved{}, false, err
		}
		s.revision, s.loaded = revision, true
	}
	m, ok := s.index.Match(question)
	return s.answers[m.ID], ok, nil
}

func (s *shelved) load(ctx context.Context) error {
	list, err := s.bank.ApprovedAnswers(ctx, state.Current)
	if err != nil {
		return err
	}
	entries := make([]bank.Entry, len(list))
	s.answers = make(map[string]state.Approved, len(list))
	for i, a := range list {
		entries[i] = bank.Entry{ID: a.ID, Questions: a.Questions}
		s.answers[a.ID] = a
	}
	s.index = bank.New(entries)
	return nil
}

// answerApproved gives the answer that an expert approved for this very question, when
// all that it rests on still reads as it did and is in force today. It is false when
// there is none, and marks one stale that no longer holds.
func (a *Assistant) answerApproved(ctx context.Context, in *inquiry, d *draft) (bool, error) {
	if a.shelved.bank == nil || in.day != a.Today() {
		return false, nil
	}
	approved, ok, err := a.shelved.match(ctx, in.text)
	if !ok || err != nil {
		return false, err
	}
	reason, err := approved.Fresh(ctx, state.CitedIn(a.corpus, in.day))
	if err != nil {
		return false, err
	}
	var numbers []int
	if reason == "" {
		numbers, ok, err = a.citeApproved(ctx, d, approved)
		if err != nil {
			return false, err
		}
		if !ok {
			reason = saidUnquotable
		}
	}
	if reason != "" {
		a.log.WarnContext(ctx, "câu trả lời đã duyệt không còn đúng", "id", approved.ID, "reason", reason)
		return false, a.shelved.bank.MarkStale(ctx, approved, reason)
	}
	d.answer.Mode, d.trace.approved = ModeApproved, approved.ID
	d.answer.Approved = &ApprovedBy{ID: approved.ID, Approver: approved.Approver, On: approved.ApprovedOn}
	for i, s := range approved.Sentences {
		d.sayApproved(s, numbers, i == 0)
	}
	return true, a.warnAuthority(ctx, d)
}

func (d *draft) sayApproved(s state.ApprovedSentence, numbers []int, lead bool) {
	said := Sentence{Text: s.Text, Lead: lead, Citations: []int{}}
	for _, n := range s.Citations {
		said.Citations = append(said.Citations, numbers[n-1])
	}
	d.answer.Sentences = append(d.answer.Sentences, said)
}

// citeApproved makes the citations of an approved answer and returns their numbers in
// its order. It is false, and cites nothing, when one of the places cannot be quoted.
func (a *Assistant) citeApproved(ctx context.Context, d *draft, approved state.Approved) (numbers []int, ok bool, err error) {
	trial := newDraft("", d.day)
	for _, c := range approved.Citations {
		n, ok, err := a.citeRef(ctx, trial, c.Ref)
		if !ok || err != nil {
			return nil, false, err
		}
		numbers = append(numbers, n)
	}
	d.answer.Citations, d.readings = trial.answer.Citations, trial.readings
	for _, r := range d.readings {
		d.warnOf(r, false)
	}
	return numbers, true, nil
}

// citeRef cites a place, or a procedure, by its name.
func (a *Assistant) citeRef(ctx context.Context, d *draft, name string) (n int, ok bool, err error) {
	ref, err := corpus.ParseRef(name)
	if err != nil {
		p, err := a.corpus.Procedure(ctx, name)
		if err != nil {
			return 0, false, ignoreMissing(err)
		}
		return d.add(citeProcedure(p, fieldLines(p, ""))), true, nil
	}
	docs, err := a.corpus.FindRef(ctx, ref.Document())
	if err != nil || len(docs) != 1 {
		return 0, false, err
	}
	arts, err := a.articlesNamed(ctx, docs[0], ref.Article)
	if err != nil {
		return 0, false, err
	}
	for _, art := range arts {
		if p, ok := passage.Place(art, ref.Clause, ref.Point, placeLimit); ok {
			return d.citePassage(reading{document: docs[0], article: art}, p), true, nil
		}
	}
	return 0, false, nil
}
