package assistant

import (
	"time"

	"github.com/trolycongvu/congvu/assistant/model"
	"github.com/trolycongvu/congvu/assistant/verify"
)

// trace is what is recorded of how an answer was made.
type trace struct {
	evidence  []string // the places that a model was shown
	approved  string   // the approved answer that was given
	usage     model.Usage
	modelName string
	report    *verify.Report // nil when no model wrote
	failure   string         // why the model's answer was not used, for the engineer

	understanding, searching time.Duration
	composing                time.Duration // all that follows the search
	writing                  time.Duration // of composing, the model
	checking                 time.Duration // of composing, the verification
	first                    time.Duration // from the question until the first sentence of a model
}

func (t *trace) heard(r model.Reply, took time.Duration) {
	t.usage, t.modelName = t.usage.Add(r.Usage), r.Model
	t.writing += took
}

func (t *trace) checked(r verify.Report, took time.Duration) {
	t.report = &r
	t.checking += took
}

func (t *trace) failed(err error) {
	if err != nil && t.failure == "" {
		t.failure = err.Error()
	}
}
