package assistant

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/trolycongvu/congvu/assistant/model"
	"github.com/trolycongvu/congvu/assistant/prompt"
)

// rewriteTime bounds the wording of a follow-up question by a model: the words are
// carried over by code when it is slower.
const rewriteTime = 5 * time.Second

// rewriting lets a Model make follow-up questions whole.
type rewriting struct {
	model  Model
	limits prompt.Limits
}

// Standalone asks the model once and takes the first line of what it says.
func (r rewriting) Standalone(ctx context.Context, turns []string, question string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, rewriteTime)
	defer cancel()
	reply, err := r.model.Generate(ctx, prompt.Standalone(turns, question, r.limits), nil)
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(reply.Text) {
		if line = strings.Trim(line, " \t\r\n\"“”"); line != "" {
			return line, nil
		}
	}
	return "", fmt.Errorf("%w: câu hỏi viết lại trống", model.ErrNonsense)
}
