// Package dense turns texts into vectors whose cosine says how alike they are in
// meaning: each word and each frequent pair of words has a vector, learnt from a
// corpus so that a heading lies near the article under it and a khoản near the
// rest of its article, and a text is the sum of those of its terms.
//
// No neural network is run and no service asked: encoding a question takes some
// microseconds. The model is an int8 table, see encode.go.
package dense

import "math"

// Dim is the number of components of a vector.
const Dim = 64

// Unknown is the number of a word without a vector, Break what stands in a
// sequence where words do not belong together.
const (
	Unknown int32 = -1
	Break   int32 = -2
)

// Encoder is a trained model. It does not change once trained or unmarshalled, so
// that any number of goroutines may use it.
type Encoder struct {
	words   []string // a word's number is its place
	pairs   []pair   // numbered after the words
	vectors []int8   // by number, Dim each
	scales  []float32

	numbers  map[string]int32
	pairedBy map[pair]int32
}

// pair is two words, one after the other.
type pair struct{ first, second int32 }

// index makes look-ups fast.
func (e *Encoder) index() {
	e.numbers = make(map[string]int32, len(e.words))
	for i, w := range e.words {
		e.numbers[w] = int32(i)
	}
	e.pairedBy = make(map[pair]int32, len(e.pairs))
	for i, p := range e.pairs {
		e.pairedBy[p] = int32(len(e.words) + i)
	}
}

// Terms is how many words and pairs have vectors.
func (e *Encoder) Terms() int { return len(e.words) + len(e.pairs) }

// Word is the number of a word in lower case, Unknown when it has none.
func (e *Encoder) Word(text string) int32 {
	if n, ok := e.numbers[text]; ok {
		return n
	}
	return Unknown
}

// Add adds weight times the vectors of the words, and of the pairs of words that
// stand together, to sum, which has Dim components.
func (e *Encoder) Add(sum []float32, words []int32, weight float32) {
	previous := Unknown
	for _, w := range words {
		if w >= 0 {
			e.addTerm(sum, w, weight)
			if previous >= 0 {
				if n, ok := e.pairedBy[pair{previous, w}]; ok {
					e.addTerm(sum, n, weight)
				}
			}
		}
		previous = w
	}
}

func (e *Encoder) addTerm(sum []float32, n int32, weight float32) {
	weight *= e.scales[n]
	v := e.vectors[int(n)*Dim : int(n)*Dim+Dim]
	sum = sum[:Dim]
	for i, c := range v {
		sum[i] += weight * float32(c)
	}
}

// The weights of the parts of a unit; the body's is shared by its words.
const (
	titleWeight   = 0.5
	headingWeight = 1
	bodyWeight    = 6
)

// AddUnit adds a unit of the corpus to sum.
func (e *Encoder) AddUnit(sum []float32, title, heading, body []int32) {
	e.Add(sum, title, titleWeight)
	e.Add(sum, heading, headingWeight)
	e.Add(sum, body, bodyShare(len(body)))
}

// bodyShare is what one word of a body of n words weighs.
func bodyShare(n int) float32 { return float32(bodyWeight / math.Sqrt(float64(n)+36)) }
