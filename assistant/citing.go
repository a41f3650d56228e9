package assistant

import (
	"context"
	"strings"

	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// answerCiting answers a question about a procedure that names acts which the
// corpus does not hold, as in "theo Mẫu số 11 Nghị định 116/2021/NĐ-CP": the
// record of a procedure that cites all of them does answer. It reports false
// when there is no such procedure, or when the question is about the acts.
func (a *Assistant) answerCiting(ctx context.Context, in *inquiry, d *draft) (bool, error) {
	cited := in.unheld()
	if len(cited) == 0 || in.question.Field == question.FieldNone {
		return false, nil
	}
	units, err := a.findFor(ctx, indexer.Query{
		Text: in.text, AsOf: in.day, InForceOnly: true, Scope: indexer.ScopeProcedures, Limit: hitsWanted,
	}, in.question)
	if err != nil {
		return false, err
	}
	for _, u := range units {
		if !citesAll(u.text(), cited) {
			continue
		}
		sure, err := a.confident(ctx, in.question, units)
		if !sure || err != nil {
			return false, err
		}
		for _, ref := range cited {
			d.warn(sayf(saidNoDocument, viet.Capital(ref.DocumentName()), a.upTo(ctx)))
		}
		a.answerProcedure(in, d, u.procedure)
		return true, nil
	}
	return false, nil
}

// unheld returns the acts that the question names and the corpus does not hold,
// or none when it also names one that is held.
func (in *inquiry) unheld() []corpus.Ref {
	var refs []corpus.Ref
	for _, p := range in.places {
		if p.resolved() {
			return nil
		}
		refs = append(refs, p.ref.Document())
	}
	return append(refs, in.absent...)
}

// citesAll tells whether text names every act.
func citesAll(text string, acts []corpus.Ref) bool {
	folded := viet.Fold(text)
	for _, ref := range acts {
		name := string(ref.Number)
		if name == "" {
			name = ref.Title
		}
		if name == "" || !strings.Contains(folded, viet.Fold(name)) {
			return false
		}
	}
	return true
}
