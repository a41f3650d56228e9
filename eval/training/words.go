package training

import (
	"context"
	"iter"

	"github.com/trolycongvu/congvu/indexer"
	"github.com/trolycongvu/congvu/indexer/dense"
)

// DefaultWords is how vectors of words are learnt.
func DefaultWords() dense.Config {
	return dense.Config{Epochs: 8, Rate: 0.05, Scale: 20, Batch: 256, Seed: 1}
}

// Words learns vectors of words from the units of a corpus.
func Words(ctx context.Context, passages iter.Seq2[indexer.Hit, dense.Unit], c dense.Config) (*dense.Encoder, error) {
	var units []dense.Unit
	var vocabulary dense.Vocabulary
	for _, u := range passages {
		units = append(units, u)
		vocabulary.Add(&u)
	}
	for i := range units {
		vocabulary.AddPairs(&units[i])
	}
	return dense.Train(ctx, &vocabulary, units, nil, c)
}
