package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// row is the words on one base line, from left to right.
type row struct {
	words []Word
	base  float64
	size  float64 // of most of its letters
}

func (r row) x0() float64 { return r.words[0].X0 }

func (r row) x1() float64 {
	x := r.words[0].X1
	for _, w := range r.words[1:] {
		x = max(x, w.X1)
	}
	return x
}

func (r row) text() string {
	texts := make([]string, len(r.words))
	for i, w := range r.words {
		texts[i] = w.Text
	}
	return strings.Join(texts, " ")
}

// rows sorts words into rows, from the top of the page down.
func rows(words []Word) []row {
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(a, b Word) int {
		return cmp.Or(cmp.Compare(a.Base, b.Base), cmp.Compare(a.X0, b.X0))
	})
	var all []row
	for _, w := range words {
		if n := len(all); n > 0 && sameBase(all[n-1], w) {
			all[n-1].words = append(all[n-1].words, w)
			continue
		}
		all = append(all, row{words: []Word{w}, base: w.Base, size: w.Size})
	}
	all = raise(all)
	for i := range all {
		all[i].settle()
	}
	return all
}

// sameBase compares with the row's first word, so that a slant does not chain rows.
func sameBase(r row, w Word) bool {
	return math.Abs(w.Base-r.base) <= 0.25*max(r.size, w.Size)
}

// settle sorts the words of a row and finds its size and base.
func (r *row) settle() {
	slices.SortStableFunc(r.words, func(a, b Word) int { return cmp.Compare(a.X0, b.X0) })
	letters := map[float64]int{}
	for _, w := range r.words {
		letters[w.Size] += len(w.Text)
	}
	best := 0
	for _, w := range r.words {
		if n := letters[w.Size]; n > best || n == best && w.Size > r.size {
			best, r.size, r.base = n, w.Size, w.Base
		}
	}
}

// raise puts raised and lowered small words (footnote marks, m², H₂O) back into the
// row that they belong to.
func raise(all []row) []row {
	for i := range all {
		all[i].words = slices.DeleteFunc(all[i].words, func(w Word) bool {
			for _, j := range []int{i + 1, i - 1, i + 2, i - 2} {
				if j < 0 || j >= len(all) || !hangs(w, all[j]) {
					continue
				}
				all[j].words = append(all[j].words, w)
				return true
			}
			return false
		})
	}
	return slices.DeleteFunc(all, func(r row) bool { return len(r.words) == 0 })
}

// hangs tells whether a small word hangs on a word of the row.
func hangs(w Word, r row) bool {
	for _, o := range r.words {
		if w.Size > 0.85*o.Size || w.Base < o.Base-0.65*o.Size || w.Base > o.Base+0.35*o.Size {
			continue
		}
		if w.X0 >= o.X1-0.2*o.Size && w.X0 <= o.X1+0.35*o.Size || w.X1 <= o.X0+0.2*o.Size && w.X1 >= o.X0-0.35*o.Size {
			return true
		}
	}
	return false
}

// segments splits a row where the space between words is wider than gap times the
// size of the letters.
func (r row) segments(gap float64) []row {
	var parts []row
	from := 0
	x1 := r.words[0].X1
	for i, w := range r.words[1:] {
		if w.X0-x1 > gap*r.size {
			parts = append(parts, row{words: r.words[from : i+1], base: r.base, size: r.size})
			from = i + 1
		}
		x1 = max(x1, w.X1)
	}
	return append(parts, row{words: r.words[from:], base: r.base, size: r.size})
}

// all tells whether every word of the row that has a letter is so.
func (r row) all(is func(Word) bool) bool {
	seen := false
	for _, w := range r.words {
		if !hasLetter(w.Text) {
			continue
		}
		if !is(w) {
			return false
		}
		seen = true
	}
	return seen
}

func (r row) bold() bool   { return r.all(func(w Word) bool { return w.Bold }) }
func (r row) italic() bool { return r.all(func(w Word) bool { return w.Italic }) }
