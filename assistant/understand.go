package assistant

import (
	"github.com/trolycongvu/congvu/assistant/privacy"
	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
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
	context      turn              // the turn of the conversation before this one
}

func (in inquiry) askable() bool {
	return in.code != "" || len(question.Parse(in.text).Content) > 0
}

// understand reads everything that needs no library.
func (a *Assistant) understand(text string, req Request) inquiry {
	in := inquiry{context: a.conversations.last(req.ConversationID)}
	in.original, in.masked = privacy.Mask(text)
	in.text, in.commanded = question.Command(question.JoinNumber(privacy.Strip(in.original)))
	in.day = req.AsOf
	if reader, ok := a.search.(Reader); ok {
		if meant := reader.Reading(in.text); len(meant.Changes) > 0 {
			in.text, in.understoodAs = meant.Text, meant.Text
		}
	}
	if day, rest, ok := question.Day(in.text); ok {
		in.text = rest
		if in.day.IsZero() {
			in.day = day
		}
	}
	today := a.Today()
	if in.day.IsZero() {
		in.day = today
	}
	in.past = in.day < today
	in.followUp()
	in.code = procedureCode(in.text)
	in.question = question.Parse(in.text)
	return in
}

// followUp makes a question whole that only the one before explains.
func (in *inquiry) followUp() {
	if in.context.question == "" {
		return
	}
	fresh, ok := question.FollowUp(in.text)
	if !ok || len(mentionsIn(fresh)) > 0 {
		return
	}
	in.text = question.Merge(in.context.question, fresh)
	in.understoodAs = in.text
}

// remember keeps what the next question of the conversation may lean on.
func (a *Assistant) remember(id string, in inquiry, answer Answer) {
	switch answer.Status {
	case StatusAnswered, StatusPartlyAnswered, StatusNeedsClarifying:
	default:
		return
	}
	t := turn{question: in.text}
	for _, c := range answer.Citations {
		if c.Document != nil {
			t.document, t.article = c.Document.ID, c.Article
			break
		}
	}
	if answer.Procedure != nil {
		t.procedure = answer.Procedure.Code
	}
	if t.document == "" && t.procedure == "" {
		t.document, t.article, t.procedure = in.context.document, in.context.article, in.context.procedure
	}
	a.conversations.keep(id, t)
}
