package training

import (
	"context"
	"iter"

	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/indexer"
	"github.com/trolycongvu/congvu/indexer/dense"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// DefaultWords is how vectors of words are learnt.
func DefaultWords() dense.Config {
	return dense.Config{Epochs: 8, Rate: 0.05, Scale: 20, Batch: 256, Seed: 1}
}

// WordSource is what vectors of words are learnt from: the units of a corpus, and
// the examples whose questions are to lie near to what answers them.
type WordSource struct {
	units      []dense.Unit
	places     map[eval.Unit]int
	vocabulary dense.Vocabulary
	labelled   []labelled
}

// labelled is one question with one unit that answers it.
type labelled struct {
	dense.Labelled
	fold int
}

// NewWordSource reads the corpus.
func NewWordSource(passages iter.Seq2[indexer.Hit, dense.Unit]) *WordSource {
	s := &WordSource{places: map[eval.Unit]int{}}
	for hit, u := range passages {
		place := unitOf(hit)
		if _, again := s.places[place]; !again {
			s.places[place] = len(s.units)
		}
		s.units = append(s.units, u)
		s.vocabulary.Add(&u)
	}
	for i := range s.units {
		s.vocabulary.AddPairs(&s.units[i])
	}
	return s
}

// Label adds questions with what answers them. read says how a question is
// understood; folds are dealt as Cross deals them.
func (s *WordSource) Label(ctx context.Context, r eval.Resolver, questions []eval.Question, folds int, read func(string) string) error {
	examples := make([]Example, 0, len(questions))
	for _, q := range questions {
		if len(q.Relevant) > 0 {
			examples = append(examples, Example{Question: q})
		}
	}
	assignFolds(examples, folds)
	for _, e := range examples {
		words := wordsOf(read(e.Question.Text))
		for _, label := range e.Question.Relevant {
			units, err := r.Resolve(ctx, label)
			if err != nil {
				return err
			}
			for _, u := range units {
				if place, ok := s.places[u]; ok {
					s.labelled = append(s.labelled, labelled{dense.Labelled{Question: words, Unit: place}, e.fold})
				}
			}
		}
	}
	return nil
}

// Train learns vectors without the questions of one fold; with a fold below 0, of
// all questions.
func (s *WordSource) Train(ctx context.Context, without int, c dense.Config) (*dense.Encoder, error) {
	var learnt []dense.Labelled
	for _, l := range s.labelled {
		if l.fold != without {
			learnt = append(learnt, l.Labelled)
		}
	}
	return dense.Train(ctx, &s.vocabulary, s.units, learnt, c)
}

// wordsOf are the words of a question as a passage has them.
func wordsOf(text string) []string {
	tokens := viet.Tokenize(viet.Normalize(text))
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = viet.Lower(t.Text)
	}
	return words
}
