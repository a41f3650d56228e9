package forest

import (
	"bytes"
	"errors"
	"hash/crc32"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMarshalRoundTrip(t *testing.T) {
	for _, f := range []*Forest{
		{}, grownAtRandom(t, 4, 0, 2), grownAtRandom(t, 300, 30, 15), grownAtRandom(t, 9, 3, MaxLeaves),
	} {
		data, err := f.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		var got Forest
		if err := got.UnmarshalBinary(data); err != nil {
			t.Fatal(err)
		}
		again, err := got.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(data, again) {
			t.Errorf("%d trees: stored, read and stored again differs", f.Trees())
		}
		rows := randomRows(2, f.Features(), 40)
		want, scores := make([]float64, 40), make([]float64, 40)
		f.ScoreRows(rows, want)
		got.ScoreRows(rows, scores)
		if diff := cmp.Diff(want, scores); diff != "" {
			t.Errorf("%d trees: scores (-want +got):\n%s", f.Trees(), diff)
		}
		if diff := cmp.Diff(f.means, got.means); diff != "" {
			t.Errorf("%d trees: means (-want +got):\n%s", f.Trees(), diff)
		}
		if diff := cmp.Diff(f.Importance(), got.Importance()); diff != "" {
			t.Errorf("%d trees: importance (-want +got):\n%s", f.Trees(), diff)
		}
	}
}

func TestMarshalIsCompact(t *testing.T) {
	data, err := grownAtRandom(t, 80, 300, 15).MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	if len(data) >= 120_000 {
		t.Errorf("300 trees of 15 leaves take %d bytes, want less than 120000", len(data))
	}
	t.Logf("%d bytes", len(data))
}

// Every damaged byte and every cut is noticed, and leaves the forest as it was.
func TestUnmarshalDamaged(t *testing.T) {
	data, err := grownAtRandom(t, 3, 2, 4).MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	f := grownAtRandom(t, 5, 1, 2)
	for i := range data {
		damaged := bytes.Clone(data)
		damaged[i] ^= 0x10
		for _, bad := range [][]byte{damaged, data[:i]} {
			if err := f.UnmarshalBinary(bad); !errors.Is(err, ErrFormat) {
				t.Fatalf("byte %d: got %v, want ErrFormat", i, err)
			}
		}
	}
	if f.Features() != 5 || f.Trees() != 1 {
		t.Errorf("after errors the forest has %d features and %d trees, want 5 and 1", f.Features(), f.Trees())
	}
}

// FuzzUnmarshal puts a right checksum behind whatever it makes up, so that the
// reader behind the checksum is what gets tried.
func FuzzUnmarshal(f *testing.F) {
	for _, forest := range []*Forest{{}, grownAtRandom(f, 2, 1, 2), grownAtRandom(f, 3, 3, 5)} {
		data, err := forest.MarshalBinary()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data[len(magic) : len(data)-crc32.Size])
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		var forest Forest
		if err := forest.UnmarshalBinary(body); err == nil {
			t.Fatal("took data without magic")
		}
		if err := forest.UnmarshalBinary(appendSum(append([]byte(magic), body...))); err != nil {
			if !errors.Is(err, ErrFormat) {
				t.Fatalf("got %v, want ErrFormat", err)
			}
			return
		}
		rows := randomRows(1, min(forest.Features(), 1000), 3)
		if forest.Features() <= 1000 {
			out := make([]float64, 3)
			forest.ScoreRows(rows, out)
			for i := range out {
				if want := forest.Score(rows[i*forest.Features() : (i+1)*forest.Features()]); out[i] != want {
					t.Fatalf("row %d: ScoreRows %v, Score %v", i, out[i], want)
				}
			}
			forest.Explain(rows[:forest.Features()])
		}
		first, err := forest.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		var again Forest
		if err := again.UnmarshalBinary(first); err != nil {
			t.Fatalf("what was stored cannot be read: %v", err)
		}
	})
}
