package assistant

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// Rewriter makes a question whole that only the ones before it explain, as a model
// can. turns are those questions, made whole and masked, oldest first; question is
// masked too. What it returns is used only when it names no number and no act that
// they do not; on an error the words are carried over by code.
type Rewriter interface {
	Standalone(ctx context.Context, turns []string, question string) (string, error)
}

// carryOver makes a question whole that only the ones before it explain.
func (a *Assistant) carryOver(ctx context.Context, in *inquiry) error {
	if len(in.turns) == 0 || procedureCode(in.text) != "" || namesDocument(in.text) {
		return nil
	}
	if whole, ok, err := a.pointed(ctx, in); ok || err != nil {
		in.wholeAs(whole)
		return err
	}
	if in.anotherDay() {
		return nil
	}
	follow := question.ReadFollow(in.text)
	if follow.Tie == question.TieNone || follow.Tie != question.TieAspect && len(mentionsIn(in.text)) > 0 {
		return nil
	}
	bound := ""
	if follow.Tie == question.TieLoose {
		var err error
		if follow, bound, err = a.leans(ctx, in, follow); follow.Tie == question.TieNone || err != nil {
			return err
		}
	}
	if follow.Tie == question.TieOther {
		var err error
		if bound, err = a.boundTo(ctx, in, follow); err != nil {
			return err
		}
	}
	a.dayBefore(in)
	if a.rewriter != nil {
		if whole, ok := a.rewritten(ctx, in); ok {
			in.wholeAs(whole)
			return nil
		}
	}
	in.join(follow, bound)
	return nil
}

// dayBefore keeps the day that the last question named.
func (a *Assistant) dayBefore(in *inquiry) {
	if day := in.turns.last().day; !in.named && !in.dated && !day.IsZero() {
		in.day, in.named, in.past = day, true, day < a.Today()
	}
}

// wholeAs takes text for the question that was meant.
func (in *inquiry) wholeAs(text string) {
	if text != "" {
		in.text, in.understoodAs = text, viet.Capital(text)
	}
}

// join carries the words of the last question over. bound is what a loose question
// says of the document that answers it.
func (in *inquiry) join(follow question.Follow, bound string) {
	last := in.turns.last()
	toned := viet.HasTones(in.text)
	field := question.Parse(follow.Fresh).Field
	in.base, in.topic = last.base, last.topic
	switch {
	case bound != "":
		in.wholeAs(bound)
	case follow.Tie == question.TieAspect && last.procedure != "" && field != question.FieldNone:
		in.wholeAs(follow.Fresh + ", thủ tục mã " + last.procedure)
		return
	case follow.Tie == question.TieAspect:
		in.wholeAs(question.OfTopic(follow.Fresh, last.topic))
	case question.Replaces(last.question, follow.Fresh):
		in.base, in.topic = "", ""
		in.wholeAs(question.Merge(last.question, follow.Fresh))
	case follow.Matter && last.topic != "":
		in.wholeAs(question.OfTopic(follow.Fresh, last.topic))
	default:
		in.wholeAs(question.Merge(last.base, follow.Fresh))
	}
	if !toned { // as typed, for all of it to be read alike
		in.text, in.asTyped = viet.Fold(in.text), bound != ""
	}
}

// anotherDay takes a question that is only a day ("và năm 2016?") for the last one
// on that day.
func (in *inquiry) anotherDay() bool {
	last := in.turns.last()
	if !in.named || last.question == "" || len(question.Parse(in.text).Content) > 0 {
		return false
	}
	if f := question.ReadFollow(in.text); f.Fresh != "" && f.Tie == question.TieAspect {
		return false
	}
	in.base, in.topic = last.base, last.topic
	in.wholeAs(last.question)
	in.understoodAs = strings.TrimRight(in.understoodAs, " ?!.") + " (" + in.day.Vietnamese() + ")"
	return true
}

// leans tells whether a short question without a sign of it follows the last one: it
// names nothing but the topic of that, or an article of a document that answered
// that holds all its words. The tie is none when the question stands alone. bound is
// the question with the document that answers it, and with the topic unless the
// article's heading names all that is asked.
func (a *Assistant) leans(ctx context.Context, in *inquiry, follow question.Follow) (tie question.Follow, bound string, err error) {
	const few = 2 // syllables that are no question by themselves
	last, asked := in.turns.last(), question.Parse(follow.Fresh)
	if last.topic == "" || len(asked.Content) == 0 {
		return question.Follow{}, "", nil
	}
	own := question.Topic(follow.Fresh)
	if question.AllIn(question.Parse(own), last.topic) {
		follow.Tie = question.TieAspect
		return follow, "", nil
	}
	short := len(question.Syllables(own)) <= few
	if !short {
		known, err := a.namedElsewhere(ctx, in, asked)
		if known || err != nil {
			return question.Follow{}, "", err
		}
	}
	u, ok, err := a.heldInside(ctx, in, asked)
	switch {
	case err != nil:
		return question.Follow{}, "", err
	case !ok && short && last.answered():
		follow.Tie = question.TieAspect
		return follow, "", nil
	case !ok:
		return question.Follow{}, "", nil
	}
	name := " (" + placeIn(u.document, corpus.Ref{}) + ")"
	if question.AllIn(asked, u.article.Heading) {
		return follow, asked.Text + name, nil
	}
	return follow, question.OfTopic(asked.Text, last.topic) + name, nil
}

// boundTo is a follow-up question with the place that answers it: an article of the
// same documents whose heading names another matter, or the last article itself when
// it holds all words of what is supposed ("nếu vụ việc phức tạp"). It is empty when there is none, or when what is
// new takes the place of other words.
func (a *Assistant) boundTo(ctx context.Context, in *inquiry, follow question.Follow) (bound string, err error) {
	last, asked := in.turns.last(), question.Parse(follow.Fresh)
	if len(asked.Content) < 2 || question.Replaces(last.question, follow.Fresh) {
		return "", nil
	}
	if question.OpensWithAspect(follow.Fresh) {
		u, ok, err := a.heldInside(ctx, in, asked)
		if !ok || err != nil || !question.AllIn(asked, u.article.Heading+" "+u.document.Title) {
			return "", err
		}
		return asked.Text + " (" + placeIn(u.document, corpus.Ref{}) + ")", nil
	}
	if !question.Supposes(in.text) || last.article == "" || last.procedure != "" {
		return "", nil
	}
	doc, art, err := a.placeOf(ctx, last)
	if err != nil || groundsOf(asked, art.Text()).foundShare() < 1 || groundsOf(asked, art.Text()).pairShare() < 1 {
		return "", ignoreMissing(err)
	}
	return question.OfTopic(asked.Text, last.topic) + " (" + placeIn(doc, corpus.Ref{Article: art.Label}) + ")", nil
}

// namedElsewhere tells whether what a question finds by its words alone is named by
// all of them, and is not of the documents that answered the last one.
func (a *Assistant) namedElsewhere(ctx context.Context, in *inquiry, asked question.Question) (bool, error) {
	alone, err := a.findFor(ctx, indexer.Query{Text: asked.Text, AsOf: in.day, InForceOnly: true, Limit: 1}, asked)
	if err != nil || len(alone) == 0 || slices.Contains(in.turns.last().documents, alone[0].document.ID) {
		return false, err
	}
	u := alone[0]
	return question.AllIn(asked, u.document.Title+" "+u.article.Heading+" "+u.procedure.Name), nil
}

// heldInside looks in the documents that answered the last question for an article
// that holds all of the words; one whose heading does comes before others.
func (a *Assistant) heldInside(ctx context.Context, in *inquiry, asked question.Question) (best unit, ok bool, err error) {
	for _, id := range in.turns.last().documents {
		inside, err := a.findFor(ctx, indexer.Query{Text: asked.Text, AsOf: in.day, Document: id, Limit: 3}, asked)
		if err != nil {
			return unit{}, false, err
		}
		for _, u := range inside {
			if u.grounds.foundShare() < 1 {
				continue
			}
			if question.AllIn(asked, u.article.Heading) {
				return u, true, nil
			}
			if !ok {
				best, ok = u, true
			}
		}
	}
	return best, ok, nil
}

// rewritten asks the model for the whole question, and takes what it says only when
// it names nothing new.
func (a *Assistant) rewritten(ctx context.Context, in *inquiry) (string, bool) {
	const longest = 600 // bytes
	turns := in.turns.questions()
	whole, err := a.rewriter.Standalone(ctx, turns, in.text)
	whole = strings.Join(strings.Fields(viet.Normalize(whole)), " ")
	if err != nil {
		a.log.WarnContext(ctx, "không viết lại được câu hỏi tiếp theo", "error", err)
		return "", false
	}
	said := strings.Join(append(turns, in.text), "\n")
	if whole == "" || len(whole) > longest || saysMore(whole, said) {
		return "", false
	}
	return whole, true
}

var digits = regexp.MustCompile(`\d+`)

// saysMore tells whether text has a number, or cites an act or a place, that said
// does not.
func saysMore(text, said string) bool {
	known := map[string]bool{}
	for _, n := range digits.FindAllString(said, -1) {
		known[n] = true
	}
	for _, n := range digits.FindAllString(text, -1) {
		if !known[n] {
			return true
		}
	}
	folded := viet.Fold(said)
	for _, m := range mentionsIn(text) {
		if m.ref.Title != "" && !strings.Contains(folded, viet.Fold(m.ref.Title)) || m.ref.Number != "" && !strings.Contains(folded, viet.Fold(string(m.ref.Number))) {
			return true
		}
	}
	return false
}

// namesDocument tells whether text cites an act by its number or title: such a
// question stands alone.
func namesDocument(text string) bool {
	for _, m := range mentionsIn(text) {
		if m.ref.Number != "" || m.ref.Title != "" {
			return true
		}
	}
	return false
}

// pointed puts the names of what was spoken of in the place of the words that point
// at it: "luật đó", "điều này", "điều tiếp theo", "khoản 3".
func (a *Assistant) pointed(ctx context.Context, in *inquiry) (whole string, ok bool, err error) {
	if p, found := question.FindPointer(in.text); found {
		name, err := a.nameOf(ctx, in.turns, p.Kind)
		if name == "" || err != nil {
			return "", false, err
		}
		return p.Replace(in.text, name), true, nil
	}
	at := in.turns.latest(func(t turn) bool { return t.document != "" && t.article != "" })
	if at.document == "" {
		return "", false, nil
	}
	doc, art, err := a.placeOf(ctx, at)
	if err != nil {
		return "", false, ignoreMissing(err)
	}
	if step, rest, found := question.Neighbour(in.text); found {
		if label, ok := stepLabel(art.Label, step); ok {
			return strings.TrimSpace(placeIn(doc, corpus.Ref{Article: label}) + " " + rest), true, nil
		}
	}
	if clause, point, rest, found := question.BarePlace(in.text); found && !strings.Contains(rest, "/") {
		if point != "" && clause == "" {
			clause = at.clause
		}
		return strings.TrimSpace(placeIn(doc, corpus.Ref{Article: art.Label, Clause: clause, Point: point}) + " " + rest), true, nil
	}
	if label, rest, found := question.BareArticle(in.text); found {
		return strings.TrimSpace(placeIn(doc, corpus.Ref{Article: label}) + " " + rest), true, nil
	}
	return "", false, nil
}

// nameOf is the name of the last thing of that kind that was spoken of, empty when
// there was none.
func (a *Assistant) nameOf(ctx context.Context, turns talk, kind string) (string, error) {
	if kind == "thu tuc" {
		if code := turns.latest(func(t turn) bool { return t.procedure != "" }).procedure; code != "" {
			return "thủ tục mã " + code, nil
		}
		return "", nil
	}
	inside := kind == "dieu" || kind == "khoan" || kind == "diem"
	at := turns.latest(func(t turn) bool {
		return t.document != "" && (!inside || t.article != "") && a.isKind(ctx, t.document, kind)
	})
	if at.document == "" {
		return "", nil
	}
	doc, art, err := a.placeOf(ctx, at)
	switch {
	case err != nil:
		return "", ignoreMissing(err)
	case kind == "dieu":
		return placeIn(doc, corpus.Ref{Article: art.Label}), nil
	case inside:
		return placeIn(doc, corpus.Ref{Article: art.Label, Clause: at.clause}), nil
	}
	return placeIn(doc, corpus.Ref{}), nil
}

// isKind tells whether a document is of the kind that a pointer names; people call
// a Bộ luật "luật", and anything "văn bản".
func (a *Assistant) isKind(ctx context.Context, id corpus.DocumentID, kind string) bool {
	want, ok := corpus.ParseKind(kind)
	if !ok || want == corpus.KindOther {
		return true
	}
	head, err := a.corpus.Head(ctx, id)
	return err == nil && (head.Kind == want || want == corpus.KindLaw && head.Kind == corpus.KindCode)
}

// placeOf reads the document and, when the turn has one, the article of a turn.
func (a *Assistant) placeOf(ctx context.Context, t turn) (doc corpus.Document, art corpus.Article, err error) {
	if doc, err = a.corpus.Head(ctx, t.document); err != nil || t.article == "" {
		return doc, art, err
	}
	art, err = a.corpus.Article(ctx, t.document, t.article)
	return doc, art, err
}
