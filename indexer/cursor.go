package indexer

import (
	"math"

	index "github.com/blevesearch/bleve_index_api"
)

// exhausted is the unit number past every real one.
const exhausted = math.MaxUint64

// cursor walks the postings of one term in the order of unit numbers. Rare
// terms are held in memory; frequent ones are read from Bleve.
type cursor struct {
	unit uint64 // current unit, or exhausted
	tf   uint64 // its weighted term frequency

	all    []posting // of a rare term
	memory []posting // of all, the current one and what follows
	reader index.TermFieldReader
	doc    index.TermFieldDoc
	target index.IndexInternalID
}

type posting struct{ unit, tf uint64 }

// next moves to the next posting.
func (c *cursor) next() error {
	if c.reader == nil {
		if len(c.memory) > 0 {
			c.memory = c.memory[1:]
		}
		c.fromMemory()
		return nil
	}
	doc, err := c.reader.Next(c.doc.Reset())
	return c.take(doc, err)
}

// advance moves to the first posting at or after unit; it never moves back.
func (c *cursor) advance(unit uint64) error {
	if c.unit >= unit {
		return nil
	}
	if c.reader == nil {
		for len(c.memory) > 0 && c.memory[0].unit < unit {
			c.memory = c.memory[1:]
		}
		c.fromMemory()
		return nil
	}
	c.target = index.NewIndexInternalID(c.target, unit)
	doc, err := c.reader.Advance(c.target, c.doc.Reset())
	return c.take(doc, err)
}

// rewind moves back to the first posting.
func (c *cursor) rewind() error {
	if c.reader == nil {
		c.memory = c.all
		c.fromMemory()
		return nil
	}
	c.unit = 0
	c.target = index.NewIndexInternalID(c.target, 0)
	doc, err := c.reader.Advance(c.target, c.doc.Reset())
	return c.take(doc, err)
}

func (c *cursor) fromMemory() {
	if len(c.memory) == 0 {
		c.unit = exhausted
		return
	}
	c.unit, c.tf = c.memory[0].unit, c.memory[0].tf
}

func (c *cursor) take(doc *index.TermFieldDoc, err error) error {
	if err != nil {
		return err
	}
	if doc == nil {
		c.unit = exhausted
		return nil
	}
	c.unit, c.tf = doc.ID.Value(), doc.Freq
	return nil
}

func (c *cursor) close() error {
	if c.reader == nil {
		return nil
	}
	return c.reader.Close()
}
