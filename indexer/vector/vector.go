// Package vector keeps unit vectors as int8 and finds the nearest to a question
// by cosine in pure Go.
//
// A component is a whole number from -127 to 127, scaled to the greatest of its
// row. A question is finer, about 12 bits a component, in two digits to base 64.
// One digit's product with a row costs one multiplication for four components
// (see dot.go) and bounds the whole product, so that the second digit is needed
// for few rows: the search is as exact as computing all of them.
//
// Wide matrices, from 512 dimensions, are looked through by a sketch of sign bits
// first, which can miss a row that belongs: see sketch.go for how rarely.
package vector

import (
	"fmt"
	"math"
	"sync/atomic"
)

// MaxDim is the largest number of dimensions, which keeps every sum in range.
const MaxDim = 8192

// blockDims is how many components the inner loop takes at once. Rows are padded
// with zeros to a multiple of it.
const blockDims = 64

// wordDims is how many components lie in one word, the first in the low byte.
const wordDims = 8

// bias makes components and digits unsigned: a byte holds component + rowBias, a
// lane of a question holds digit + digitBias.
const (
	rowBias   = 128
	digitBias = 32
)

// emptyWord is a word of zero components.
const emptyWord = 0x8080808080808080

// limit is the greatest component.
const limit = 127

// Matrix holds n rows of d int8 values with one float32 scale a row. Once all
// rows are appended it is read-only and safe for concurrent use.
type Matrix struct {
	dim    int
	stride int       // words a row
	words  []uint64  // biased components, row by row
	sums   []int32   // of the components of each row
	scales []float32 // of each row: one over its length, 0 for a zero vector

	sketch atomic.Pointer[sketch] // nil until a search needs it
}

// NewMatrix returns a matrix without rows. It panics when dim is not from 1 to
// MaxDim.
func NewMatrix(dim int) *Matrix {
	if dim < 1 || dim > MaxDim {
		panic(fmt.Sprintf("vector: %d dimensions", dim))
	}
	return &Matrix{dim: dim, stride: padded(dim) / wordDims}
}

// padded is dim rounded up to whole blocks.
func padded(dim int) int { return (dim + blockDims - 1) / blockDims * blockDims }

// Len is the number of rows.
func (m *Matrix) Len() int { return len(m.scales) }

// Dim is the number of dimensions.
func (m *Matrix) Dim() int { return m.dim }

// Append adds a row: v brought to unit length and rounded. A zero vector, and one
// with a component that is no finite number, becomes a row that is similar to
// nothing. It panics when v has not Dim components.
func (m *Matrix) Append(v []float32) {
	if len(v) != m.dim {
		panic(fmt.Sprintf("vector: %d components for a row of %d", len(v), m.dim))
	}
	row := make([]int8, m.dim)
	if greatest, ok := magnitude(v); ok {
		for i, x := range v {
			row[i] = int8(math.Round(float64(x) / greatest * limit))
		}
	}
	m.appendRow(row)
}

// appendRow adds a row of components from -limit to limit.
func (m *Matrix) appendRow(row []int8) {
	var sum int32
	var squares int64
	start := len(m.words)
	for range m.stride {
		m.words = append(m.words, emptyWord)
	}
	words := m.words[start:]
	for i, c := range row {
		sum += int32(c)
		squares += int64(c) * int64(c)
		shift := i % wordDims * 8
		words[i/wordDims] ^= uint64(uint8(int(c)+rowBias)^rowBias) << shift
	}
	scale := float32(0)
	if squares > 0 {
		scale = float32(1 / math.Sqrt(float64(squares)))
	}
	m.sums = append(m.sums, sum)
	m.scales = append(m.scales, scale)
}

// row gives the components of row n, without the padding, in dst.
func (m *Matrix) row(n int, dst []byte) {
	words := m.words[n*m.stride : (n+1)*m.stride]
	for i := range dst {
		dst[i] = byte(words[i/wordDims]>>(i%wordDims*8)) - rowBias
	}
}

// magnitude is the greatest absolute component of v; ok is false for a zero
// vector and for one that is not finite.
func magnitude(v []float32) (greatest float64, ok bool) {
	for _, x := range v {
		size := math.Abs(float64(x))
		if math.IsNaN(size) || math.IsInf(size, 0) {
			return 0, false
		}
		greatest = max(greatest, size)
	}
	return greatest, greatest > 0
}
