package assistant

import "context"

// Part is a piece of an answer that is heard while the rest is being made: one of
// its fields is set. A sentence has been verified, and its citations come before it.
type Part struct {
	Stage    Stage     `json:"stage,omitempty"`
	Citation *Citation `json:"citation,omitempty"`
	Sentence *Sentence `json:"sentence,omitempty"`
}

// Stage says what an answer waits for.
type Stage string

// The stages of an answer, in their order.
const (
	StageSearching Stage = "searching"
	StageWriting   Stage = "writing" // a model is writing
)

// Listen answers as Ask does and lets hear have the parts as they come. What it
// returns is the answer: warnings are in it alone. An error of hear ends it.
func (a *Assistant) Listen(ctx context.Context, req Request, hear func(Part) error) (Answer, error) {
	heard := 0
	counted := func(p Part) error {
		if p.Sentence != nil {
			heard++
		}
		return hear(p)
	}
	answer, err := a.ask(ctx, req, counted)
	if err != nil || heard > 0 {
		return answer, err
	}
	for i := range answer.Citations {
		if err := hear(Part{Citation: &answer.Citations[i]}); err != nil {
			return Answer{}, err
		}
	}
	for i := range answer.Sentences {
		if err := hear(Part{Sentence: &answer.Sentences[i]}); err != nil {
			return Answer{}, err
		}
	}
	return answer, nil
}

// deaf hears nothing.
func deaf(Part) error { return nil }
