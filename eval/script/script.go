// Package script has models that are programs: what they say follows from what they
// are asked. They stand in for a language model where the way to an answer is
// measured and not the wording: that citations resolve and quotations are verbatim
// whatever a model does, and how long everything but the model takes.
package script

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/assistant/model"
	"github.com/trolycongvu/congvu/assistant/passage"
	"github.com/trolycongvu/congvu/assistant/prompt"
)

// Model is a program that answers from the passages it is shown.
type Model struct {
	name string
	say  func(passages []prompt.Passage) string
}

// Names are the models by which Named finds them.
var Names = []string{Quoting, Lying}

// The models.
const (
	Quoting = "quote" // says sentences of the passages, every second one between quotation marks
	Lying   = "lie"   // says one of them, and then the others falsified
)

// Named returns a model by its name.
func Named(name string) (*Model, error) {
	switch name {
	case Quoting:
		return &Model{name, quote}, nil
	case Lying:
		return &Model{name, lie}, nil
	}
	return nil, fmt.Errorf("không có mô hình giả %q; có: %s", name, strings.Join(Names, ", "))
}

// pieceSize is how many runes come at once, as tokens would.
const pieceSize = 6

// Generate answers in pieces.
func (m *Model) Generate(ctx context.Context, r model.Request, emit func(string) error) (model.Reply, error) {
	text := m.say(prompt.Shown(r.Messages[len(r.Messages)-1].Text))
	reply := model.Reply{Text: text, Model: m.name, Usage: model.Usage{Attempts: 1}}
	runes := []rune(text)
	for len(runes) > 0 && emit != nil {
		if err := ctx.Err(); err != nil {
			return reply, fmt.Errorf("%w: %w", model.ErrUnavailable, err)
		}
		n := min(pieceSize, len(runes))
		if err := emit(string(runes[:n])); err != nil {
			return reply, fmt.Errorf("%w: %w", model.ErrUnavailable, err)
		}
		runes = runes[n:]
	}
	return reply, nil
}

// maxSaid is how many passages a model speaks of.
const maxSaid = 4

// sentences are those that the models say: one of each of the first passages.
func sentences(passages []prompt.Passage) []prompt.Passage {
	var out []prompt.Passage
	for _, p := range passages[:min(len(passages), maxSaid)] {
		if p.Text = sentence(p.Text); p.Text != "" {
			out = append(out, p)
		}
	}
	return out
}

// sentence is the first whole sentence of a passage that says something.
func sentence(text string) string {
	const enough = 40
	for line := range strings.Lines(text) {
		for _, s := range passage.Sentences(strings.TrimSpace(line)) {
			if len(s) >= enough && strings.HasSuffix(s, ".") && !strings.ContainsAny(s, "“”\"…") {
				return strings.TrimSuffix(strings.TrimLeft(s, "0123456789.) "), ".")
			}
		}
	}
	return ""
}

func quote(passages []prompt.Passage) string {
	var b strings.Builder
	for i, p := range sentences(passages) {
		if i%2 == 1 {
			fmt.Fprintf(&b, "Văn bản ghi: “%s” [%d].\n", p.Text, p.N)
			continue
		}
		fmt.Fprintf(&b, "%s [%d].\n", p.Text, p.N)
	}
	return b.String()
}

var number = regexp.MustCompile(`\d+`)

func lie(passages []prompt.Passage) string {
	var b strings.Builder
	for i, p := range sentences(passages) {
		switch {
		case i == 0:
			fmt.Fprintf(&b, "%s [%d].\n", p.Text, p.N)
		case number.MatchString(p.Text):
			fmt.Fprintf(&b, "%s [%d].\n", number.ReplaceAllStringFunc(p.Text, next), p.N)
		default:
			fmt.Fprintf(&b, "Văn bản ghi: “%s và cả những người khác” [%d].\n", p.Text, p.N)
		}
	}
	fmt.Fprintf(&b, "Xem thêm Điều 7 Nghị định số 999/2031/NĐ-CP [1].\nNgười vi phạm bị phạt 777.000 đồng [1].\nTheo [99], thời hạn là 3 ngày [99].\n")
	return b.String()
}

// next is another number, of as many digits or one more.
func next(digits string) string {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return "1"
	}
	return strconv.Itoa(n + 13)
}
