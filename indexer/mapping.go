package indexer

import (
	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"

	"github.com/trolycongvu/congvu/indexer/analysis"
)

// indexMapping is stored inside every index. Units are analysed before Bleve
// sees them, by the same rules: the analyzer named here is for Bleve's own
// queries and for whoever opens the index with other tools.
func indexMapping() mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	m.DefaultMapping.Dynamic = false
	f := bleve.NewTextFieldMapping()
	f.Analyzer = analysis.WrittenAnalyzer
	f.Store, f.DocValues, f.IncludeTermVectors, f.IncludeInAll = false, false, false, false
	m.DefaultMapping.AddFieldMappingsAt(fieldWritten, f)
	return m
}
