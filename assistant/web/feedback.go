package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/privacy"
	state "github.com/trolycongvu/congvu/assistant/store"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// State keeps what people think of answers, and the answers; *store.Store of
// assistant/store is one. What is not there or is another's is an error wrapping
// state.ErrNotFound.
type State interface {
	PutFeedback(ctx context.Context, f state.Feedback) (state.Feedback, error)
	FeedbackOf(ctx context.Context, user, answer string) (state.Feedback, error)
	// LastTurns returns the last turns of a conversation; of an unknown one none.
	LastTurns(ctx context.Context, user, conversation string, n int) ([]state.Turn, error)
}

const (
	feedbackPage = "/gop-y"
	answerField  = "tra-loi" // names an answer, in the form and in addresses
	maxFeedback  = 64 << 10  // bytes of the form
	turnsBack    = 50        // in which an answer is looked for
)

// errComment says that a comment bears a mark of secrecy.
var errComment = errors.New("ý kiến mang dấu chỉ độ mật")

// opinion fills the form in which people say what they think of an answer.
type opinion struct {
	Answer string
	Form   form
	Said   *state.Feedback // so far; nil when nothing was said
}

// Liked tells whether the person found the answer useful.
func (o opinion) Liked() bool { return o.Said != nil && o.Said.Verdict == state.Up }

// Reason is what the person found wrong with the answer so far.
func (o opinion) Reason() state.Reason {
	if o.Said == nil {
		return ""
	}
	return o.Said.Reason
}

// Reasons are what can be wrong with an answer.
func (opinion) Reasons() []state.Reason { return state.Reasons() }

// reasonWords say a reason in the form's words.
func reasonWords(r state.Reason) string {
	switch r {
	case state.Wrong:
		return "sai nội dung"
	case state.Incomplete:
		return "thiếu ý, thiếu trường hợp ngoại lệ"
	case state.Outdated:
		return "văn bản đã lỗi thời"
	case state.Unclear:
		return "khó hiểu"
	case state.Other:
		return "lý do khác"
	}
	return string(r)
}

// opinionOn is the form for an answer; one that is not kept has none.
func (p *Pages) opinionOn(a assistant.Answer, f form, said *state.Feedback) *opinion {
	if p.State == nil || a.ID == "" || a.Question == "" {
		return nil
	}
	return &opinion{Answer: a.ID, Form: f, Said: said}
}

// given finds an answer among the last of a conversation. Its identifier is drawn at
// random, so that nobody finds it who was not given it.
func (p *Pages) given(r *http.Request, conversation, id string) (a assistant.Answer, said *state.Feedback, err error) {
	ctx, who := r.Context(), p.person(r)
	turns, err := p.State.LastTurns(ctx, who, conversation, turnsBack)
	if err != nil {
		return a, nil, err
	}
	for _, t := range turns {
		if t.Record != id {
			continue
		}
		if err := json.Unmarshal(t.Answer, &a); err != nil {
			return a, nil, fmt.Errorf("câu trả lời đã lưu: %w", err)
		}
		f, err := p.State.FeedbackOf(ctx, who, id)
		if errors.Is(err, state.ErrNotFound) {
			return a, nil, nil
		}
		return a, &f, err
	}
	return a, nil, fmt.Errorf("%w: câu trả lời", state.ErrNotFound)
}

// feedback keeps what is said of an answer and goes back to it.
func (p *Pages) feedback(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxFeedback)
	back, err := p.keepFeedback(r)
	if err != nil {
		p.serve(func(*http.Request) (page, error) { return page{}, err })(w, r)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, back, http.StatusSeeOther)
}

// keepFeedback keeps a comment with its personal data masked, and nothing of one that
// bears a mark of secrecy. It returns the address of the answer.
func (p *Pages) keepFeedback(r *http.Request) (back string, err error) {
	if err := r.ParseForm(); err != nil {
		return "", fmt.Errorf("%w: %w", state.ErrInvalid, errBadForm)
	}
	comment := strings.ReplaceAll(strings.ToValidUTF8(r.PostForm.Get("y-kien"), "\uFFFD"), "\r\n", "\n") // as the field counts them
	comment = viet.Normalize(strings.TrimSpace(comment))
	if privacy.SecretMark(comment) {
		return "", errComment
	}
	comment, _ = privacy.Mask(comment)
	f, err := p.State.PutFeedback(r.Context(), state.Feedback{
		User: p.person(r), Answer: r.PostForm.Get(answerField), Verdict: state.Verdict(r.PostForm.Get("danh-gia")),
		Reason: state.Reason(r.PostForm.Get("ly-do")), Comment: comment,
	})
	if err != nil {
		return "", err
	}
	address := url.Values{"q": {r.PostForm.Get("q")}, "c": {r.PostForm.Get("c")}, answerField: {f.Answer}}
	if day, err := corpus.ParseDate(r.PostForm.Get("as_of")); err == nil {
		address.Set("as_of", day.String())
	}
	return "/?" + address.Encode() + "#gop-y", nil
}
