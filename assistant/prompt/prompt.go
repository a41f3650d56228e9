// Package prompt writes what a language model is asked and reads what it says.
//
// A question and its evidence go in as plain values, a model.Request comes out;
// pieces of a reply go in, sentences with the handles they cite come out. The
// model sees passages by opaque handles, [1] to [n], between fences that nothing
// inside a passage can close, and is told that they are data. What it writes is
// believed by nobody: package verify reads it next.
//
// The templates are Vietnamese and lie in templates; golden files hold what they
// become.
package prompt

import (
	"embed"
	"encoding/json"
	"regexp"
	"strings"
	"text/template"

	"github.com/trolycongvu/congvu/assistant/model"
	"github.com/trolycongvu/congvu/corpus"
)

// Passage is one numbered piece of evidence.
type Passage struct {
	N      int    // the handle, from 1
	Place  string // "khoản 2 Điều 15 Nghị định số 30/2020/NĐ-CP (Cấp số, thời gian ban hành văn bản)"
	Status string // what is known of its force: "hiệu lực từ 05/03/2020"
	Text   string // word for word
}

// Question is what is to be answered.
type Question struct {
	Text string
	Day  corpus.Date // the day asked about
}

// Limits bound a request, in tokens as Tokens counts them.
type Limits struct {
	Context int // of the model, question, evidence and answer together
	Answer  int // of the answer
}

//go:embed templates/*.tmpl
var files embed.FS

var templates = template.Must(template.New("").ParseFS(files, "templates/*.tmpl"))

// schema is the shape of a structured answer. "answered" stands first, so that it
// is known before the first sentence comes.
var schema = &model.Schema{Name: "cau_tra_loi", JSON: json.RawMessage(`{"type":"object","additionalProperties":false,` +
	`"required":["answered","sentences"],"properties":{"answered":{"type":"boolean"},"sentences":{"type":"array","items":` +
	`{"type":"object","additionalProperties":false,"required":["text","sources"],"properties":` +
	`{"text":{"type":"string"},"sources":{"type":"array","items":{"type":"integer"}}}}}}}`)}

// Compose asks for an answer to q out of the passages, in their order, as many as
// the limits allow; kept counts them. It is 0 when not even the first fits.
func Compose(q Question, passages []Passage, limits Limits) (r model.Request, kept int) {
	system := render("compose.tmpl", nil)
	room := limits.Context - limits.Answer - Tokens(system) - Tokens(ask(q, nil))
	for kept < len(passages) {
		room -= Tokens(render("passage.tmpl", inert(passages[kept])))
		if room < 0 {
			break
		}
		kept++
	}
	return model.Request{
		Messages: []model.Message{{Role: model.System, Text: system}, {Role: model.User, Text: ask(q, passages[:kept])}},
		Schema:   schema, MaxTokens: limits.Answer,
	}, kept
}

// Standalone asks to word a follow-up question so that it can be understood
// without the earlier ones, the oldest first.
func Standalone(earlier []string, question string, limits Limits) model.Request {
	lines := make([]string, len(earlier))
	for i, e := range earlier {
		lines[i] = oneLine(e)
	}
	values := struct {
		Earlier  []string
		Question string
	}{lines, oneLine(question)}
	return model.Request{
		Messages:  []model.Message{{Role: model.System, Text: render("standalone.tmpl", nil)}, {Role: model.User, Text: render("followup.tmpl", values)}},
		MaxTokens: min(limits.Answer, 200),
	}
}

func ask(q Question, passages []Passage) string {
	values := struct {
		Day, Question string
		Passages      []Passage
	}{Day: q.Day.Vietnamese(), Question: oneLine(q.Text)}
	for _, p := range passages {
		values.Passages = append(values.Passages, inert(p))
	}
	return render("ask.tmpl", values)
}

var (
	handle = regexp.MustCompile(`\[\s*(\d+(?:\s*[,;]\s*\d+)*)\s*\]`)
	fence  = regexp.MustCompile(`<{2,}|>{2,}`)
)

// inert takes from a passage what could pass for a handle or a fence of ours.
func inert(p Passage) Passage {
	p.Place, p.Status = oneLine(p.Place), oneLine(p.Status)
	p.Text = strings.TrimSpace(disarm(p.Text))
	return p
}

func disarm(s string) string {
	return fence.ReplaceAllString(handle.ReplaceAllString(s, "($1)"), " ")
}

// oneLine keeps a line from looking like several.
func oneLine(s string) string { return strings.Join(strings.Fields(disarm(s)), " ") }

func render(name string, values any) string {
	var b strings.Builder
	if err := templates.ExecuteTemplate(&b, name, values); err != nil {
		panic(err) // a template does not fit its values: a programming error that any test meets
	}
	return strings.TrimSpace(b.String())
}

// Tokens estimates how many tokens a model makes of s. Vietnamese takes 3 to 4
// bytes a token with the vocabularies of 2024 and later; counting 3 errs to the
// safe side.
func Tokens(s string) int { return len(s)/3 + 1 }
