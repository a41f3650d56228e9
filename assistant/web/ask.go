package web

import (
	"crypto/rand"
	"errors"
	"net/http"
	"strings"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/question"
	state "github.com/trolycongvu/congvu/assistant/store"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/indexer"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// errNotReady is what the index says before it was built.
var errNotReady = indexer.ErrNoIndex

// askBody fills the page of a question.
type askBody struct {
	Answer   *assistant.Answer
	Draft    bool     // the question is a draft to be checked
	Opinion  *opinion // what may be said of the answer; nil asks for nothing
	Stats    store.Stats
	Examples []string
}

// examples are offered on the empty page.
var examples = []string{
	"thời hạn giải quyết khiếu nại lần đầu",
	"khoản 2 Điều 15 Nghị định 30/2020/NĐ-CP",
	"lệ phí đăng ký khai sinh",
	"van ban hanh chinh gom nhung loai nao",
}

func (p *Pages) ask(r *http.Request) (page, error) {
	values := r.URL.Query()
	pg := page{Template: "ask", Title: "Hỏi đáp pháp luật và thủ tục"}
	pg.Form = form{Question: strings.TrimSpace(values.Get("q")), Conversation: values.Get("c")}
	day, err := dayOf(values.Get("as_of"))
	if err != nil {
		pg.Form.Error, pg.Status = err.Error(), http.StatusBadRequest
		return pg, p.fillEmpty(r, &pg)
	}
	pg.Form.AsOf = day
	if pg.Form.Question == "" {
		return pg, p.fillEmpty(r, &pg)
	}
	if pg.Form.Conversation == "" {
		pg.Form.Conversation = rand.Text()
	}
	answer, said, err := p.answer(r, pg.Form)
	var invalid *assistant.InvalidError
	if errors.As(err, &invalid) {
		pg.Form.Error, pg.Status = viet.Capital(invalid.Reason), http.StatusBadRequest
		return pg, p.fillEmpty(r, &pg)
	}
	if err != nil {
		return pg, err
	}
	pg.Form.Question = answer.Question // masked, or empty when it must not be kept
	if answer.Question != "" {
		pg.Title = answer.Question
	}
	pg.Body = askBody{Answer: &answer, Draft: p.Checker != nil && question.DraftCheck(answer.Question), Opinion: p.opinionOn(answer, pg.Form, said)}
	return pg, nil
}

// answer asks, unless the address names an answer that was given in this conversation:
// then that is shown again, with what the person said of it.
func (p *Pages) answer(r *http.Request, f form) (assistant.Answer, *state.Feedback, error) {
	if id := r.URL.Query().Get(answerField); id != "" && p.State != nil {
		answer, said, err := p.given(r, f.Conversation, id)
		if err == nil || !errors.Is(err, state.ErrNotFound) {
			return answer, said, err
		}
	}
	answer, err := p.Asker.Ask(r.Context(), assistant.Request{
		Question: f.Question, AsOf: f.AsOf, ConversationID: f.Conversation, User: p.person(r), Channel: "web",
	})
	return answer, nil, err
}

// fillEmpty fills the page that waits for a question.
func (p *Pages) fillEmpty(r *http.Request, pg *page) error {
	stats, err := p.Corpus.Stats(r.Context())
	pg.Body = askBody{Stats: stats, Examples: examples}
	return err
}

// dayOf reads a date of the address; empty is the zero date.
func dayOf(text string) (corpus.Date, error) {
	if strings.TrimSpace(text) == "" {
		return 0, nil
	}
	return corpus.ParseDate(text)
}
