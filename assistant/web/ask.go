package web

import (
	"crypto/rand"
	"errors"
	"net/http"
	"strings"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/indexer"
)

// errNotReady is what the index says before it was built.
var errNotReady = indexer.ErrNoIndex

// askBody fills the page of a question.
type askBody struct {
	Answer   *assistant.Answer
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
	answer, err := p.Asker.Ask(r.Context(), assistant.Request{Question: pg.Form.Question, AsOf: day, ConversationID: pg.Form.Conversation})
	var invalid *assistant.InvalidError
	if errors.As(err, &invalid) {
		pg.Form.Error, pg.Status = capital(invalid.Reason), http.StatusBadRequest
		return pg, p.fillEmpty(r, &pg)
	}
	if err != nil {
		return pg, err
	}
	pg.Form.Question = answer.Question // masked, or empty when it must not be kept
	if answer.Question != "" {
		pg.Title = answer.Question
	}
	pg.Body = askBody{Answer: &answer}
	return pg, nil
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
