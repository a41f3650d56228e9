package assistant

import (
	"context"
	"slices"
	"strconv"

	"github.com/trolycongvu/congvu/assistant/privacy"
	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// inquiry is a question understood.
type inquiry struct {
	original     string // as asked, masked
	text         string // what is to be answered: commands, placeholders and the day taken out
	understoodAs string
	day          corpus.Date
	past         bool // an earlier day than today is asked about
	masked       []privacy.Kind
	commanded    bool
	code         string            // procedure cited by its code
	places       []place           // places cited
	absent       []corpus.Ref      // acts named in passing that the corpus does not hold
	question     question.Question // text without the places
	route        question.Route
	turns        talk   // the questions of the conversation before this one
	context      turn   // what "điều 16" or "luật này" without more is of
	base, topic  string // see turn; empty when they are the question's own
	named        bool   // the day is named in the question
	dated        bool   // the day is set by the request
	asTyped      bool   // text is searched for as it was typed
}

func (in inquiry) askable() bool {
	return in.code != "" || len(question.Parse(in.text).Content) > 0
}

// understand reads everything that needs no library, and then what the question
// leaves to the ones before it.
func (a *Assistant) understand(ctx context.Context, text string, req Request) (inquiry, error) {
	in := inquiry{turns: a.turnsOf(ctx, req)}
	in.context = in.turns.latest(func(t turn) bool { return t.document != "" })
	in.original, in.masked = privacy.Mask(text)
	in.text, in.commanded = question.Command(question.JoinNumber(privacy.Strip(in.original)))
	in.day, in.dated = req.AsOf, !req.AsOf.IsZero()
	a.readDay(&in)
	err := a.carryOver(ctx, &in)
	a.readAsMeant(&in)
	in.code = procedureCode(in.text)
	in.question = question.Parse(in.text)
	return in, err
}

// readAsMeant puts diacritics and slips of typing right, in a follow-up question once
// it is whole: a few words alone are easily misread.
func (a *Assistant) readAsMeant(in *inquiry) {
	reader, ok := a.search.(Reader)
	if !ok || in.asTyped {
		return
	}
	if meant := reader.Reading(in.text); len(meant.Changes) > 0 {
		in.text, in.understoodAs = meant.Text, viet.Capital(meant.Text)
	}
}

// readDay takes the day asked about out of the question. One that the request sets
// counts more; one that neither names is that of the follow-up's last question, or today.
func (a *Assistant) readDay(in *inquiry) {
	today := a.Today()
	if day, rest, ok := question.Day(in.text, today); ok {
		in.text = rest
		if in.day.IsZero() {
			in.day, in.named = day, true
		}
	}
	if in.day.IsZero() {
		in.day = today
	}
	in.past = in.day < today
}

// stepLabel is the label so many articles further on, for labels that are numbers.
func stepLabel(label string, step int) (string, bool) {
	n, err := strconv.Atoi(label)
	return strconv.Itoa(n + step), err == nil && n+step > 0
}

// remember keeps what the next question of the conversation may lean on.
func (a *Assistant) remember(req Request, in inquiry, answer Answer) {
	switch answer.Status {
	case StatusAnswered, StatusPartlyAnswered, StatusNeedsClarifying, StatusNothingFound:
	default:
		return
	}
	t := turn{question: in.text, base: firstOf(in.base, in.text), topic: firstOf(in.topic, question.Topic(in.text))}
	if in.named {
		t.day = in.day
	}
	for _, c := range answer.Citations {
		if c.Document == nil {
			continue
		}
		if t.document == "" {
			t.document, t.article, t.clause = c.Document.ID, c.Article, c.Clause
		}
		if !slices.Contains(t.documents, c.Document.ID) {
			t.documents = append(t.documents, c.Document.ID)
		}
	}
	if answer.Procedure != nil {
		t.procedure = answer.Procedure.Code
	}
	a.conversations.keep(req.conversation(), t)
}

// conversation is the conversation of the very person who asks: another's is another
// one, though it should bear the same name. It is empty without a name.
func (r Request) conversation() string {
	if r.ConversationID == "" {
		return ""
	}
	return r.person() + "\x00" + r.ConversationID
}

// turnsOf are the turns before the question: those in memory, and after a restart
// those that the journal kept.
func (a *Assistant) turnsOf(ctx context.Context, req Request) talk {
	turns := a.conversations.turns(req.conversation())
	if len(turns) > 0 || a.journal == nil || req.ConversationID == "" {
		return turns
	}
	kept, err := a.journal.LastTurns(ctx, req.person(), req.ConversationID, maxTurns)
	if err != nil {
		a.log.WarnContext(ctx, "không đọc lại được hội thoại", "error", err)
	}
	for _, k := range kept {
		text := firstOf(k.Standalone, k.Question)
		t := turn{
			question: text, base: text, topic: question.Topic(text), document: k.Subject.Document, article: k.Subject.Article,
			procedure: k.Subject.Procedure,
		}
		if t.document != "" {
			t.documents = []corpus.DocumentID{t.document}
		}
		turns = append(turns, t)
		a.conversations.keep(req.conversation(), t)
	}
	return turns
}
