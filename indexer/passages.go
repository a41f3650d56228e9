package indexer

import (
	"iter"

	"github.com/trolycongvu/congvu/indexer/dense"
)

// Passages yields every unit of the serving generation in words, with its
// identifier: what vectors of words are learnt from.
func (x *Index) Passages() iter.Seq2[Hit, dense.Unit] {
	gen := x.look()
	return func(yield func(Hit, dense.Unit) bool) {
		for n, id := range gen.info.Table.IDs {
			if id != "" && !yield(hitOf(id), gen.text.passage(uint32(n))) {
				return
			}
		}
	}
}

// passage is a unit in words.
func (f *forward) passage(n uint32) dense.Unit {
	var parts [partCount][][]string
	part, line := 0, []string(nil)
	for _, w := range f.unit(n) {
		switch w {
		case partEnd, lineBreak, clauseBreak:
			if len(line) > 0 {
				parts[part] = append(parts[part], line)
				line = nil
			}
			if w == partEnd {
				part++
			}
		case otherWord:
			line = append(line, "")
		default:
			line = append(line, f.Words[w-firstWord])
		}
	}
	return dense.Unit{Title: joinLines(parts[partTitle]), Heading: joinLines(parts[partHeading]), Lines: parts[partBody]}
}

func joinLines(lines [][]string) []string {
	var all []string
	for i, line := range lines {
		if i > 0 {
			all = append(all, "")
		}
		all = append(all, line...)
	}
	return all
}
