package indexer

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/trolycongvu/congvu/indexer/dense"
	"github.com/trolycongvu/congvu/indexer/vector"
)

// vectorsFile keeps a vector for every unit beside the Bleve index.
const vectorsFile = "words.vectors"

// encodeUnits makes the vector of every unit, in the order of their numbers.
func encodeUnits(f *forward, e *dense.Encoder) *vector.Matrix {
	numbers := f.numbersIn(e)
	units := len(f.Starts) - 1
	const block = 1024
	blocks := make([][]float32, (units+block-1)/block)
	var wait sync.WaitGroup
	limit := make(chan struct{}, max(2, len(blocks)/64))
	for b := range blocks {
		limit <- struct{}{}
		wait.Go(func() {
			defer func() { <-limit }()
			var buffer []int32
			sums := make([]float32, 0, block*dense.Dim)
			for n := b * block; n < min(units, (b+1)*block); n++ {
				sums = append(sums, make([]float32, dense.Dim)...)
				buffer = encodeUnit(sums[len(sums)-dense.Dim:], f.unit(uint32(n)), numbers, e, buffer)
			}
			blocks[b] = sums
		})
	}
	wait.Wait()
	m := vector.NewMatrix(dense.Dim)
	for _, sums := range blocks {
		for ; len(sums) > 0; sums = sums[dense.Dim:] {
			m.Append(sums[:dense.Dim])
		}
	}
	return m
}

// encodeUnit adds the vector of a unit to sum; buffer is returned for the next.
func encodeUnit(sum []float32, tokens []word, numbers []int32, e *dense.Encoder, buffer []int32) []int32 {
	buffer = buffer[:0]
	var ends [partCount]int
	part := 0
	for _, w := range tokens {
		if w == partEnd {
			ends[part] = len(buffer)
			part++
			continue
		}
		buffer = append(buffer, numbers[w])
	}
	if part == partCount {
		e.AddUnit(sum, buffer[:ends[partTitle]], buffer[ends[partWithin]:ends[partHeading]], buffer[ends[partHeading]:])
	}
	return buffer
}

// numbersIn is the number in e of every word of f.
func (f *forward) numbersIn(e *dense.Encoder) []int32 {
	numbers := make([]int32, len(f.Words)+int(firstWord))
	numbers[otherWord] = dense.Unknown
	for mark := otherWord + 1; mark < firstWord; mark++ {
		numbers[mark] = dense.Break
	}
	for i, text := range f.Words {
		numbers[i+int(firstWord)] = e.Word(text)
	}
	return numbers
}

func saveVectors(dir string, m *vector.Matrix) (err error) {
	file, err := os.OpenFile(filepath.Join(dir, vectorsFile), os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	w := bufio.NewWriter(file)
	return errors.Join(m.Save(w), w.Flush())
}

func loadVectors(dir string, units int) (*vector.Matrix, error) {
	file, err := os.Open(filepath.Join(dir, vectorsFile))
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // only read
	m, err := vector.Load(bufio.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrFormat, vectorsFile, err)
	}
	if m.Len() != units || m.Dim() != dense.Dim {
		return nil, fmt.Errorf("%w: %s có %d véc-tơ %d chiều", ErrFormat, vectorsFile, m.Len(), m.Dim())
	}
	return m, nil
}

// encodeQuestion is the vector of a question.
func (m *Model) encodeQuestion(q *question) *vector.Probe {
	words := make([]int32, 0, 2*len(q.sequence))
	for _, w := range q.sequence {
		if !w.joined && len(words) > 0 {
			words = append(words, dense.Break)
		}
		words = append(words, m.Words.Word(w.text))
	}
	var sum [dense.Dim]float32
	m.Words.Add(sum[:], words, 1)
	return vector.NewProbe(sum[:])
}
