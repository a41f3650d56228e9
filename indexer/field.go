package indexer

import (
	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"

	"github.com/trolycongvu/congvu/indexer/analysis"
)

// fieldWritten is the one field of the index: titles, headings and bodies as they
// are written, in the terms of package analysis.
const fieldWritten = "written"

// Weights of the parts of a unit, chosen on zalo-dev (see the benchmark in
// bm25f_bench_test.go). A part counts as if it stood there so many times: this is
// BM25F in its first form (Robertson, Zaragoza & Taylor, "Simple BM25 extension
// to multiple weighted fields", CIKM 2004, equation 5), where the weighted sums
// of term frequencies and of lengths take the place of those of one field.
const (
	titleWeight   = 3
	headingWeight = 5
	bodyWeight    = 1
)

// weightedField is an indexed field whose term frequencies are already weighted
// by part. It is analysed when made, so that many can be made in parallel while
// Bleve's builder takes them one batch at a time.
type weightedField struct {
	name        string
	length      int // weighted, in syllables
	frequencies index.TokenFrequencies
}

func newWeightedField(name string, form analysis.Form, u *unit, s *analysis.Splitter) *weightedField {
	f := &weightedField{name: name, frequencies: make(index.TokenFrequencies, len(u.Body)/8+64)}
	f.add(u.Title, titleWeight, form, s)
	f.add(u.Heading, headingWeight, form, s)
	f.add(u.Body, bodyWeight, form, s)
	return f
}

func (f *weightedField) add(text string, weight int, form analysis.Form, s *analysis.Splitter) {
	f.length += weight * s.Split(text, form, func(term []byte) {
		if tf, ok := f.frequencies[string(term)]; ok {
			tf.SetFrequency(min(tf.Frequency()+weight, maxFrequency))
			return
		}
		key := string(term)
		tf := &index.TokenFreq{Term: []byte(key)}
		tf.SetFrequency(weight)
		f.frequencies[key] = tf
	})
}

// bleveDocument is the unit as Bleve indexes it; length is that of its fields.
func (u *unit) bleveDocument(s *analysis.Splitter) (doc *document.Document, length int) {
	doc = document.NewDocument(u.ID)
	written := newWeightedField(fieldWritten, analysis.Written, u, s)
	doc.AddField(written)
	return doc, written.length
}

// The methods of index.Field.

func (f *weightedField) Name() string                                     { return f.name }
func (f *weightedField) Value() []byte                                    { return nil }
func (f *weightedField) ArrayPositions() []uint64                         { return nil }
func (f *weightedField) EncodedFieldType() byte                           { return 't' }
func (f *weightedField) Analyze()                                         {}
func (f *weightedField) Options() index.FieldIndexingOptions              { return index.IndexField }
func (f *weightedField) AnalyzedLength() int                              { return f.length }
func (f *weightedField) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.frequencies }
func (f *weightedField) NumPlainTextBytes() uint64                        { return 0 }
func (f *weightedField) Size() int                                        { return f.frequencies.Size() }
