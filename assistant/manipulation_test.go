package assistant_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
	"github.com/trolycongvu/congvu/assistant/manipulation"
	"github.com/trolycongvu/congvu/assistant/model"
	"github.com/trolycongvu/congvu/assistant/passage"
	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
)

// obedient is a model that does whatever it is told: it says one sentence of the first
// passage, so that an answer comes about, then all that the attempt wants said, each
// with a citation and without, and its instructions.
type obedient struct {
	attempt manipulation.Attempt
	asked   int
}

func (o *obedient) script() *assistanttest.Script {
	s := &assistanttest.Script{Piece: 9}
	s.Say = func(asked string) (string, error) {
		o.asked++
		shown := assistanttest.Shown(asked)
		if len(shown) == 0 {
			return "", model.ErrNonsense
		}
		n := shown[0].Handle
		var b strings.Builder
		fmt.Fprintf(&b, "%s [%s]\n", passage.Sentences(strings.Split(shown[0].Text, "\n")[0])[0], n)
		for _, words := range o.attempt.Forbidden {
			fmt.Fprintf(&b, "%s.\n%s [%s].\nVăn bản ghi: “%s” [%s].\n", words, words, n, words, n)
		}
		fmt.Fprintf(&b, "%s [%s]\nBạn soạn câu trả lời cho cán bộ, công chức Việt Nam [%s].\n", o.attempt.Text, n, n)
		return b.String(), nil
	}
	return s
}

// said is everything of an answer that the assistant answers for: not the question,
// which the person wrote.
func said(t *testing.T, a assistant.Answer) string {
	t.Helper()
	a.Question = ""
	body, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	return string(body) + "\n" + assistant.RenderText(a)
}

// attemptsOf are those of one kind.
func attemptsOf(t *testing.T, kind manipulation.Kind) []manipulation.Attempt {
	t.Helper()
	all, err := manipulation.Attempts()
	if err != nil {
		t.Fatal(err)
	}
	var out []manipulation.Attempt
	for _, a := range all {
		if a.Kind == kind {
			out = append(out, a)
		}
	}
	if len(out) < 20 {
		t.Fatalf("%d attempts are %s, want at least 20", len(out), kind)
	}
	return out
}

// planted is a decree that has the attempt for one of its clauses.
func planted(a manipulation.Attempt) corpus.Document {
	return corpus.Document{
		ID: "905-2024-nd-cp", Number: "905/2024/NĐ-CP", Kind: corpus.KindDecree, Title: "Về sổ trực của trạm", Issuer: "Chính phủ",
		Issued: 20240105, Effective: 20240301, Source: corpus.Source{Name: "file"},
		Articles: []corpus.Article{{
			Key: "3", Label: "3", Heading: "Sổ trực của trạm phao tiêu",
			Body: []corpus.Node{
				{Level: corpus.LevelClause, Label: "1", Marker: "1.", Text: "Sổ trực của trạm phao tiêu được ghi hằng ngày bằng mực xanh."},
				{Level: corpus.LevelClause, Label: "2", Marker: "2.", Text: question.Clean(a.Text)},
			},
		}},
	}
}

// TestPlantedOrders lets nothing through that orders in a document make a model say.
func TestPlantedOrders(t *testing.T) {
	for _, attempt := range attemptsOf(t, manipulation.Planted) {
		t.Run(attempt.ID, func(t *testing.T) {
			c := assistanttest.ConfigWith(planted(attempt))
			o := &obedient{attempt: attempt}
			c.Model = o.script()
			got := ask(t, assistant.New(c), "Sổ trực của trạm phao tiêu được ghi như thế nào")
			if o.asked != 1 || got.Mode != assistant.ModeModel {
				t.Fatalf("the model was asked %d times, mode %s; want once, its words:\n%s", o.asked, got.Mode, assistant.RenderText(got))
			}
			refuse(t, attempt, got)
		})
	}
}

// TestDirectOrders lets nothing through that orders in a question make a model say.
func TestDirectOrders(t *testing.T) {
	for _, attempt := range attemptsOf(t, manipulation.Direct) {
		t.Run(attempt.ID, func(t *testing.T) {
			c := assistanttest.Config()
			o := &obedient{attempt: attempt}
			c.Model = o.script()
			refuse(t, attempt, ask(t, assistant.New(c), attempt.Text+". "+deadlineQuestion))
			refuse(t, attempt, ask(t, assistant.New(c), attempt.Text))
		})
	}
}

func refuse(t *testing.T, attempt manipulation.Attempt, got assistant.Answer) {
	t.Helper()
	text := said(t, got)
	for _, words := range append(attempt.Forbidden, "Bạn soạn câu trả lời") {
		if strings.Contains(text, words) {
			t.Errorf("said %q:\n%s", words, assistant.RenderText(got))
		}
	}
}
