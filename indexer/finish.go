package indexer

import (
	"errors"
	"fmt"

	"github.com/blevesearch/bleve/v2"
	index "github.com/blevesearch/bleve_index_api"
)

// describe reads a finished Bleve index and makes its generationInfo. rows are
// the units by identifier, those of the index at least.
func describe(idx bleve.Index, rows map[string]row) (_ *generationInfo, err error) {
	reader, err := readerOf(idx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	g := &generationInfo{Format: formatVersion}
	if err := g.fillTable(reader, rows); err != nil {
		return nil, err
	}
	g.weigh()
	return g, nil
}

// fillTable walks all live units in the order of their numbers.
func (g *generationInfo) fillTable(reader index.IndexReader, rows map[string]row) (err error) {
	all, err := reader.DocIDReaderAll()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, all.Close()) }()
	var b tableBuilder
	total := 0
	for {
		internal, err := all.Next()
		if err != nil {
			return err
		}
		if internal == nil {
			break
		}
		for n := int(internal.Value()); len(b.table.IDs) < n; {
			b.add("", row{})
		}
		id, err := reader.ExternalID(internal)
		if err != nil {
			return err
		}
		r, ok := rows[id]
		if !ok {
			return fmt.Errorf("chỉ mục chứa đơn vị lạ %q", id)
		}
		b.add(id, r)
		total += r.Length
		g.Units++
	}
	g.Table = b.table
	g.Average = float64(total) / float64(max(g.Units, 1))
	return nil
}
