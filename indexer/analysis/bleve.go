package analysis

import (
	"strings"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"
)

// Names of the analyzers. They are stored inside every index; a change of the
// rules of Split must change the version in the name.
const (
	WrittenAnalyzer = "vi_written_v1"
	FoldedAnalyzer  = "vi_folded_v1"
)

func init() {
	for name, form := range map[string]Form{WrittenAnalyzer: Written, FoldedAnalyzer: Folded} {
		err := registry.RegisterAnalyzer(name, func(map[string]any, *registry.Cache) (analysis.Analyzer, error) {
			return Analyzer{Form: form}, nil
		})
		if err != nil {
			panic(err) // two packages claim one name: a programming error
		}
	}
}

// Analyzer is Split as Bleve wants it. It is safe for concurrent use.
type Analyzer struct{ Form Form }

// Analyze returns the terms of input; a pair stands at the position of its second syllable.
func (a Analyzer) Analyze(input []byte) analysis.TokenStream {
	var s Splitter
	stream := make(analysis.TokenStream, 0, len(input)/3)
	position := 0
	s.Split(string(input), a.Form, func(term []byte) {
		if !strings.ContainsRune(string(term), PairSeparator) {
			position++
		}
		stream = append(stream, &analysis.Token{
			Term: append([]byte(nil), term...), Position: position, Type: analysis.AlphaNumeric,
		})
	})
	return stream
}
