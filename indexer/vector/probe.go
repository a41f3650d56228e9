package vector

import "math"

// probeLimit is the greatest component of a question: its two digits, the first
// times 64 and the second, go from -digitBias to digitBias.
const (
	probeLimit = digitBias*digitBase - 1
	digitBase  = 64
)

// Probe is a question's vector, read-only and safe for concurrent use.
type Probe struct {
	dim    int
	scale  float32 // one over the length of the vector in whole numbers
	slack  float32 // how far the first digit alone can be from the cosine
	coarse digits
	fine   digits
	whole  []int16 // the components, as whole numbers
}

// digits is one digit of every component, ready for the inner loop: two words
// for each word of a row, first for its even, then for its odd components, with
// the lanes in reverse.
type digits struct {
	lanes []uint64
	base  int64 // what the biases add to every product, but for the row's own sum
}

// NewProbe makes the probe of v, brought to unit length. A zero vector, and one
// with a component that is no finite number, is similar to nothing. It panics
// when v has no component or more than MaxDim.
func NewProbe(v []float32) *Probe {
	NewMatrix(len(v)) // the same bounds
	p := &Probe{dim: len(v), whole: make([]int16, len(v))}
	coarse, fine := make([]int32, padded(len(v))), make([]int32, padded(len(v)))
	greatest, ok := magnitude(v)
	var squares, rest float64
	for i, x := range v {
		if !ok {
			break
		}
		whole := int32(math.Round(float64(x) / greatest * probeLimit))
		p.whole[i] = int16(whole)
		coarse[i] = (whole + digitBias) >> 6 // to the nearest
		fine[i] = whole - coarse[i]*digitBase
		squares += float64(whole) * float64(whole)
		rest += float64(fine[i]) * float64(fine[i])
	}
	if squares > 0 {
		p.scale = float32(1 / math.Sqrt(squares))
		p.slack = float32(math.Sqrt(rest/squares)) + rounding
	}
	p.coarse, p.fine = newDigits(coarse), newDigits(fine)
	return p
}

// rounding is more than what float32 arithmetic can add to a cosine.
const rounding = 1e-5

func newDigits(values []int32) digits {
	d := digits{lanes: make([]uint64, len(values)/wordDims*2), base: int64(len(values)) * rowBias * digitBias}
	for i, value := range values {
		word, place := i/wordDims, i%wordDims
		lane := 3 - place/2
		d.lanes[2*word+place%2] |= uint64(value+digitBias) << (16 * lane)
		d.base += rowBias * int64(value)
	}
	return d
}

// product turns what the inner loop gave for a row into the product of the row
// and the digits: Σ(a+128)(t+32) = Σat + 32Σa + 128Σt + 4096d.
func (d *digits) product(raw uint64, sum int32) int64 {
	return int64(raw) - digitBias*int64(sum) - d.base
}
