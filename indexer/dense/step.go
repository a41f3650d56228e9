package dense

import (
	"math"
	"sync"
)

// encoded is a text as a vector of unit length.
type encoded struct {
	vector [Dim]float32
	length float32 // before it was made one
}

func (t *trainer) encode(b *bag) (v encoded) {
	for i, term := range b.terms {
		row := t.table[int(term)*Dim : int(term)*Dim+Dim]
		w := b.weights[i]
		for j := range v.vector {
			v.vector[j] += w * row[j]
		}
	}
	v.length = float32(math.Sqrt(float64(dot(&v.vector, &v.vector)))) + 1e-6
	for j := range v.vector {
		v.vector[j] /= v.length
	}
	return v
}

func dot(a, b *[Dim]float32) (sum float32) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// step learns from one batch and returns its loss. Both ways count: a text among
// all rests, and a rest among all texts.
func (t *trainer) step(texts, rests []bag) float64 {
	n := len(texts)
	left, right := make([]encoded, n), make([]encoded, n)
	halves(n, func(i int) { left[i], right[i] = t.encode(&texts[i]), t.encode(&rests[i]) })
	pulls := make([][]float32, n) // of each text on each rest: softmax less what it should be
	losses := make([]float64, n)
	halves(n, func(i int) { pulls[i], losses[i] = t.pullsOf(i, left, right) })
	leftGrad, rightGrad := make([][Dim]float32, n), make([][Dim]float32, n)
	halves(n, func(i int) {
		for j := range n {
			accumulate(&leftGrad[i], &right[j].vector, pulls[i][j])
			accumulate(&rightGrad[i], &left[j].vector, pulls[j][i])
		}
		through(&leftGrad[i], &left[i])
		through(&rightGrad[i], &right[i])
	})
	loss := 0.0
	for i := range n {
		loss += losses[i]
		t.apply(&texts[i], &leftGrad[i])
		t.apply(&rests[i], &rightGrad[i])
	}
	return loss / float64(n)
}

// halves calls f for every i below n on two goroutines; each i is written by one.
func halves(n int, f func(i int)) {
	var wait sync.WaitGroup
	for part := range 2 {
		wait.Go(func() {
			for i := part; i < n; i += 2 {
				f(i)
			}
		})
	}
	wait.Wait()
}

// pullsOf is the gradient of the loss of text i by its cosine with every rest.
func (t *trainer) pullsOf(i int, left, right []encoded) ([]float32, float64) {
	scale := t.config.Scale
	pulls := make([]float32, len(right))
	greatest := math.Inf(-1)
	for j := range right {
		pulls[j] = dot(&left[i].vector, &right[j].vector)
		greatest = math.Max(greatest, scale*float64(pulls[j]))
	}
	own, sum := scale*float64(pulls[i]), 0.0
	for j := range pulls {
		x := math.Exp(scale*float64(pulls[j]) - greatest)
		sum += x
		pulls[j] = float32(x)
	}
	for j := range pulls {
		pulls[j] *= float32(scale / sum)
	}
	pulls[i] -= float32(scale)
	return pulls, greatest + math.Log(sum) - own
}

func accumulate(to, v *[Dim]float32, weight float32) {
	for i := range to {
		to[i] += weight * v[i]
	}
}

// through takes a gradient back through the making of unit length.
func through(grad *[Dim]float32, v *encoded) {
	along := dot(grad, &v.vector)
	for i := range grad {
		grad[i] = (grad[i] - along*v.vector[i]) / v.length
	}
}

// apply moves the terms of a text against its gradient (Adagrad with one rate a
// term: Duchi, Hazan & Singer 2011).
func (t *trainer) apply(b *bag, grad *[Dim]float32) {
	square := dot(grad, grad) / Dim
	for i, term := range b.terms {
		w := b.weights[i]
		t.squares[term] += w * w * square
		step := float32(t.config.Rate) * w / (float32(math.Sqrt(float64(t.squares[term]))) + 1e-6)
		row := t.table[int(term)*Dim : int(term)*Dim+Dim]
		for j := range grad {
			row[j] -= step * grad[j]
		}
	}
}

// quantise puts the vectors into the encoder.
func (t *trainer) quantise() {
	e := t.encoder
	e.vectors = make([]int8, len(t.table))
	e.scales = make([]float32, len(t.squares))
	for term := range e.scales {
		row := t.table[term*Dim : term*Dim+Dim]
		var greatest float32
		for _, x := range row {
			greatest = max(greatest, x, -x)
		}
		e.scales[term] = max(greatest, 1e-9) / 127
		for i, x := range row {
			e.vectors[term*Dim+i] = int8(math.Round(float64(x / e.scales[term])))
		}
	}
}
