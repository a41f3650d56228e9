package indexer

import (
	"context"
	"errors"
	"fmt"

	"github.com/blevesearch/bleve/v2"
	index "github.com/blevesearch/bleve_index_api"
)

// describe reads a finished Bleve index and makes its generationInfo. rows are
// the units by identifier, those of the index at least.
func describe(ctx context.Context, idx bleve.Index, rows map[string]row) (_ *generationInfo, err error) {
	reader, err := readerOf(idx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	g := &generationInfo{Format: formatVersion, Bounds: make(map[string]*blockBounds)}
	if err := g.fillTable(reader, rows); err != nil {
		return nil, err
	}
	g.weigh()
	for _, field := range []string{fieldWritten, fieldFolded} {
		if g.Bounds[field], err = g.measure(ctx, reader, field); err != nil {
			return nil, err
		}
	}
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

// measure finds the greatest impact of every frequent term in every block. It
// asks the postings how long they are: the counts of a dictionary are wrong in
// zapx 17.2.5, which takes every term after the first rare one for rare.
func (g *generationInfo) measure(ctx context.Context, reader index.IndexReader, field string) (_ *blockBounds, err error) {
	dict, err := reader.FieldDict(field)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, dict.Close()) }()
	b := &blockBounds{Blocks: blockCount(len(g.Table.IDs))}
	for {
		entry, err := dict.Next()
		if err != nil {
			return nil, err
		}
		if entry == nil {
			return b, ctx.Err()
		}
		maxima, err := g.measureTerm(ctx, reader, field, entry.Term)
		if err != nil {
			return nil, err
		}
		if maxima != nil {
			b.Terms = append(b.Terms, entry.Term)
			b.Maxima = append(b.Maxima, maxima...)
		}
	}
}

// measureTerm returns the row of a frequent term, nil for a rare one.
func (g *generationInfo) measureTerm(ctx context.Context, reader index.IndexReader, field, term string) (maxima []byte, err error) {
	r, err := reader.TermFieldReader(ctx, []byte(term), field, true, false, false)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	if r.Count() < blockMinDF {
		return nil, nil
	}
	p, err := readPostings(r)
	if err != nil {
		return nil, err
	}
	maxima = make([]byte, blockCount(len(g.Table.IDs)))
	for i, unit := range p.units {
		m := &maxima[blockOf(unit)]
		*m = max(*m, quantize(g.impact(p.tfs[i], unit)))
	}
	return maxima, nil
}
