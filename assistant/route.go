package assistant

import (
	"context"

	"github.com/trolycongvu/congvu/assistant/question"
)

// routed answers on the ways that the words of a question alone decide: a draft to be
// checked, and what the assistant does not deal with.
func (a *Assistant) routed(in *inquiry, d *draft) (done bool) {
	in.route = question.RouteOf(in.text, in.code != "" || len(mentionsIn(in.text)) > 0)
	if in.code != "" && in.route != question.RouteDraft {
		in.route = question.RouteProcedure
	}
	switch in.route {
	case question.RouteDraft:
		d.answer.Status = StatusNeedsClarifying
		d.note(saidDraftCheck)
	case question.RouteSmallTalk, question.RouteOutOfScope:
		d.answer.Status = StatusOutOfScope
		d.note(saidOutOfScope)
	default:
		return false
	}
	return true
}

// routedWithPlaces answers comparisons and questions for documents, once the places
// that they cite are found. done is false when there is nothing to put side by side
// and no document to list: then the question is answered as any other.
func (a *Assistant) routedWithPlaces(ctx context.Context, in *inquiry, d *draft) (done bool, err error) {
	switch in.route {
	case question.RouteComparison:
		return a.compare(ctx, in, d)
	case question.RouteDocuments:
		return a.list(ctx, in, d)
	default:
		return false, nil
	}
}

// respond finds the way to the answer: the route that the words decide, a procedure by
// its code, a cited place, a question back, or a search.
func (a *Assistant) respond(ctx context.Context, in *inquiry, d *draft) error {
	if a.routed(in, d) {
		return nil
	}
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
	if done, err := a.routedWithPlaces(ctx, in, d); done || err != nil {
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
