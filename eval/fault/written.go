package fault

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/trolycongvu/congvu/corpus"
)

// writtenLines are true sentences about the starter corpus, written by hand in the
// free wording of a model: a place and a sentence a line.
//
//go:embed written.jsonl
var writtenLines []byte

// writtenSentence is one of them.
type writtenSentence struct {
	Ref      string `json:"ref"`
	Sentence string `json:"sentence"`
}

// readWritten reads them.
func readWritten() ([]writtenSentence, error) {
	var list []writtenSentence
	d := json.NewDecoder(bytes.NewReader(writtenLines))
	for {
		var s writtenSentence
		if err := d.Decode(&s); errors.Is(err, io.EOF) {
			return list, nil
		} else if err != nil {
			return nil, fmt.Errorf("written.jsonl, câu %d: %w", len(list)+1, err)
		}
		list = append(list, s)
	}
}

// WithWritten adds the hand-written sentences about the starter corpus. Their places
// must be in the library.
func (l *Library) WithWritten() error {
	list, err := readWritten()
	if err != nil {
		return err
	}
	for _, s := range list {
		ref, err := corpus.ParseRef(s.Ref)
		if err != nil {
			return fmt.Errorf("written.jsonl: %w", err)
		}
		p, ok := l.places[ref.String()]
		if !ok {
			return fmt.Errorf("written.jsonl: %w: không có %s", ErrCorpus, s.Ref)
		}
		p.written = append(p.written, s.Sentence)
	}
	return nil
}
