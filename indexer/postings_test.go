package indexer

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPostings: a unit has the impact of its frequency however the units of the
// term are kept, and every other unit has none.
func TestPostings(t *testing.T) {
	const units = 40*blockSize + 17
	info := &generationInfo{Units: units, Average: 100}
	info.Table.IDs = make([]string, units)
	info.saturation, info.prior = make([]float32, units), make([]float32, units)
	for i := range units {
		info.saturation[i], info.prior[i] = saturation(float64(20+i%300), 100), 1
	}
	for name, test := range map[string]struct {
		every, first int
		held, blocks bool
	}{
		"rare": {100, 3, false, false}, "common": {35, 0, false, true}, "frequent": {20, 1, true, true},
		"in most": {2, 0, true, true}, "in all": {1, 0, true, true}, "in none": {units + 1, units, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(1, 2))
			f, want := new(frequencies), map[uint32]impact{}
			for unit := test.first; unit < units; unit += 1 + r.IntN(2*test.every-1) {
				tf := uint16(1 + r.IntN(9))
				f.units, f.tfs = append(f.units, uint32(unit)), append(f.tfs, tf)
				want[uint32(unit)] = info.impact(tf, uint32(unit))
			}
			p := info.postings(f)
			if p.count != len(want) || (p.held != nil) != test.held || (p.starts != nil) != test.blocks {
				t.Fatalf("%d units, %d wanted; held %v, in blocks %v", p.count, len(want), p.held != nil, p.starts != nil)
			}
			for unit := range uint32(units) {
				if got := p.of(unit); got != want[unit] {
					t.Fatalf("unit %d: impact %d, want %d", unit, got, want[unit])
				}
			}
			got, last := map[uint32]impact{}, -1
			p.all(func(unit uint32, of impact) {
				if int(unit) <= last {
					t.Errorf("unit %d after %d", unit, last)
				}
				got[unit], last = of, int(unit)
			})
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
