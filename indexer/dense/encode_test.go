package dense

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// handMade is an encoder of three words and one pair.
func handMade() *Encoder {
	e := &Encoder{words: []string{"nghỉ", "phép", "năm"}, pairs: []pair{{0, 1}}, scales: []float32{0.5, 1, 0.25, 2}}
	e.vectors = make([]int8, 4*Dim)
	for i := range e.vectors {
		e.vectors[i] = int8(i)
	}
	e.index()
	return e
}

func marshalled(tb testing.TB, e *Encoder) []byte {
	tb.Helper()
	data, err := e.MarshalBinary()
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

var exact = cmp.AllowUnexported(Encoder{}, pair{})

func TestRoundTrip(t *testing.T) {
	want := handMade()
	var got Encoder
	if err := got.UnmarshalBinary(marshalled(t, want)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, &got, exact); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got.Terms() != 4 {
		t.Errorf("%d terms, want 4", got.Terms())
	}
}

// What cannot be read is an error and leaves the encoder as it was.
func TestUnmarshalRefuses(t *testing.T) {
	good := marshalled(t, handMade())
	const head = len(magic)
	text := head + 12
	pairs := text + len("nghỉ\nphép\nnăm")
	scales := pairs + 4
	change := func(at int, with ...byte) []byte {
		bad := bytes.Clone(good)
		copy(bad[at:], with)
		return bad
	}
	float := func(v float64) []byte { return binary.LittleEndian.AppendUint32(nil, math.Float32bits(float32(v))) }
	tests := map[string][]byte{
		"another version":       change(head-2, '2'),
		"more text than there":  change(head, 0xff, 0xff, 0xff, 0xff),
		"more words than there": change(head+4, 4),
		"fewer words":           change(head+4, 2),
		"more pairs than there": change(head+8, 0xff, 0xff, 0xff, 0xff),
		"a line more":           change(text, '\n'),
		"a strange pair":        change(pairs, 3),
		"a pair's second":       change(pairs+2, 0, 1),
		"no number":             change(scales, float(math.NaN())...),
		"infinite":              change(scales, float(math.Inf(-1))...),
		"too great":             change(scales, float(1e7)...),
		"a byte more":           append(bytes.Clone(good), 0),
	}
	for n := range good {
		tests[fmt.Sprintf("cut to %d bytes", n)] = good[:n]
	}
	for name, data := range tests {
		e := handMade()
		if err := e.UnmarshalBinary(data); err == nil {
			t.Errorf("%s: taken", name)
		}
		if diff := cmp.Diff(handMade(), e, exact); diff != "" {
			t.Errorf("%s: the encoder changed:\n%s", name, diff)
		}
	}
}

// FuzzUnmarshal puts the magic in front, so that the reader behind it is tried.
func FuzzUnmarshal(f *testing.F) {
	good := marshalled(f, handMade())
	f.Add(good[len(magic):])
	f.Add(good[len(magic) : len(good)-1])
	f.Add(make([]byte, 12))
	f.Fuzz(func(t *testing.T, body []byte) {
		data := append([]byte(magic), body...)
		var e Encoder
		if e.UnmarshalBinary(data) != nil {
			if e.Terms() != 0 {
				t.Fatalf("refused, but there are %d terms", e.Terms())
			}
			return
		}
		if !bytes.Equal(marshalled(t, &e), data) {
			t.Fatal("it marshals to something else")
		}
		words := []int32{Break, Unknown}
		for _, p := range e.pairs {
			words = append(words, p.first, p.second)
		}
		for _, w := range e.words {
			words = append(words, e.Word(w))
		}
		sum := make([]float32, Dim)
		e.AddUnit(sum, words, words, words)
		for i, x := range sum {
			if math.IsNaN(float64(x)) {
				t.Fatalf("component %d is no number", i)
			}
		}
	})
}
