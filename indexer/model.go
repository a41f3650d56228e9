package indexer

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"sync"

	"github.com/trolycongvu/congvu/indexer/dense"
	"github.com/trolycongvu/congvu/indexer/forest"
)

// The models that the program comes with; "congvu eval train" makes them, and
// training.md beside them says from what and how well they do.
var (
	//go:embed model/ranking.forest
	rankingModel []byte
	//go:embed model/words.dense
	wordsModel []byte
)

// Model is what re-ranking goes by.
type Model struct {
	Words   *dense.Encoder // nil for none
	Ranking *forest.Forest // nil leaves the order of the first ranking
	sum     string         // of Words, which the vectors of an index come from
}

// NewModel checks that the parts fit this version of the program.
func NewModel(words *dense.Encoder, ranking *forest.Forest) (*Model, error) {
	m := &Model{Words: words, Ranking: ranking}
	if ranking != nil && ranking.Features() != int(featureCount) {
		return nil, fmt.Errorf("mô hình xếp hạng có %d đặc trưng, phiên bản này dùng %d: hãy chạy congvu eval train", ranking.Features(), featureCount)
	}
	if words != nil {
		data, err := words.MarshalBinary()
		if err != nil {
			return nil, err
		}
		m.sum = sumOf(data)
	}
	return m, nil
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}

// builtIn is the model that the program comes with. Empty files are no models,
// which is how the first ones were made.
var builtIn = sync.OnceValues(func() (*Model, error) {
	var words *dense.Encoder
	var ranking *forest.Forest
	if len(wordsModel) > 0 {
		words = new(dense.Encoder)
		if err := words.UnmarshalBinary(wordsModel); err != nil {
			return nil, err
		}
	}
	if len(rankingModel) > 0 {
		ranking = new(forest.Forest)
		if err := ranking.UnmarshalBinary(rankingModel); err != nil {
			return nil, err
		}
	}
	return NewModel(words, ranking)
})
