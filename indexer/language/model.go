package language

import (
	"math"
	"slices"
)

// Model is the language of a corpus: how often syllables and pairs of them occur.
// It is read-only and safe for concurrent use.
//
// The probability of a syllable behind another is that of interpolated
// Kneser-Ney smoothing with three discounts (Chen and Goodman 1999), the
// discounts being those that the counts of rare pairs imply. Costs are negative
// natural logarithms of probabilities.
type Model struct {
	words  []string // by symbol; edge and numeral are empty, the rest sorted by compareWords
	counts []uint64
	rows   []uint32 // pairs that begin with symbol s are rows[s] up to rows[s+1]
	second []uint32 // of each pair, ascending within a row
	times  []uint32 // that the pair occurred

	pairCost []float32 // of the second symbol behind the first
	backOff  []float32 // by symbol, for a second one with which it was not seen
	lone     []float32 // by symbol, behind one with which it was not seen

	lexicon
}

// unknown stands for a syllable that the corpus does not know.
const unknown = math.MaxUint32

// unknownCost is what an unknown syllable costs: about that of a pair that the
// corpus lacks, so that a slip is only read where the context asks for it.
const unknownCost = 15

// setPairs takes pairs sorted by key.
func (m *Model) setPairs(pairs []pairCount) {
	m.rows = make([]uint32, len(m.words)+1)
	m.second = make([]uint32, len(pairs))
	m.times = make([]uint32, len(pairs))
	for i, p := range pairs {
		m.rows[p.key>>32+1] = uint32(i + 1)
		m.second[i], m.times[i] = uint32(p.key), p.count
	}
	for s := range m.words { // rows without pairs
		m.rows[s+1] = max(m.rows[s+1], m.rows[s])
	}
}

// finish works out everything that follows from words and counts.
func (m *Model) finish() {
	m.weigh(discountsOf(m.times))
	m.lexicon = newLexicon(m)
}

// discounts are what is taken off the count of a pair seen once, twice, and
// more often.
type discounts [4]float64

// discountsOf estimates them as Chen and Goodman do. On a tenth of the official
// code, kept apart, 0.6 to 1.4 times these cost the same a syllable: 3.31 each.
func discountsOf(times []uint32) discounts {
	var n [5]float64 // pairs that occurred exactly so often
	for _, c := range times {
		if c < 5 {
			n[c]++
		}
	}
	d := discounts{0, 0.5, 0.75, 0.9} // for a corpus too small to tell
	if n[1] == 0 || n[2] == 0 || n[3] == 0 || n[4] == 0 {
		return d
	}
	y := n[1] / (n[1] + 2*n[2])
	for i := 1; i < 4; i++ {
		d[i] = min(max(float64(i)-float64(i+1)*y*n[i+1]/n[i], 0.1), float64(i)-0.1)
	}
	return d
}

// weigh sets the costs.
func (m *Model) weigh(d discounts) {
	size := len(m.words)
	m.pairCost = make([]float32, len(m.second))
	m.backOff = make([]float32, size)
	m.lone = make([]float32, size)
	before := make([]float64, size) // how many symbols each was seen behind
	for _, s := range m.second {
		before[s]++
	}
	// One for every symbol, so that none is impossible.
	all := float64(len(m.second) + size)
	for s := range before {
		before[s] = (before[s] + 1) / all
		m.lone[s] = float32(-math.Log(before[s]))
	}
	for s := range size {
		from, to := m.rows[s], m.rows[s+1]
		total, taken := 0.0, 0.0
		for _, c := range m.times[from:to] {
			total += float64(c)
			taken += d[min(c, 3)]
		}
		if total == 0 {
			continue // nothing follows it: backing off costs nothing
		}
		m.backOff[s] = float32(-math.Log(taken / total))
		for i := from; i < to; i++ {
			c := m.times[i]
			p := (float64(c)-d[min(c, 3)])/total + taken/total*before[m.second[i]]
			m.pairCost[i] = float32(-math.Log(p))
		}
	}
}

// find returns the place of second among the pairs of first.
func (m *Model) find(first, second uint32) (place int, ok bool) {
	if first == unknown || second == unknown {
		return 0, false
	}
	from := int(m.rows[first])
	i, ok := slices.BinarySearch(m.second[from:m.rows[first+1]], second)
	return from + i, ok
}

// seen is how often the corpus has second right behind first.
func (m *Model) seen(first, second uint32) uint32 {
	if i, ok := m.find(first, second); ok {
		return m.times[i]
	}
	return 0
}

// cost is that of second right behind first.
func (m *Model) cost(first, second uint32) float32 {
	if i, ok := m.find(first, second); ok {
		return m.pairCost[i]
	}
	return m.unseenCost(first, second)
}

// unseenCost is cost for a pair that is known not to occur.
func (m *Model) unseenCost(first, second uint32) float32 {
	c := float32(unknownCost)
	if second != unknown {
		c = m.lone[second]
	}
	if first != unknown {
		c += m.backOff[first]
	}
	return c
}
