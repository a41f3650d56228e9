package indexer

import "math"

// The greatest number of words of a body that re-ranking reads, and the length
// of half a window.
const (
	maxScan    = 8192
	halfWindow = 16
)

// seen is what a stretch of text holds of a question.
type seen struct {
	words, pairs uint64
	run          float32 // the greatest weight of a run of words in the question's order
	length       int     // in words
	known, all   float32 // rarity of the words that are in the question, and of all
}

// part reads a part of a unit that is short: a title, a heading. It returns what
// follows the part.
func (p *probe) part(tokens []word, rarity []float32) (s seen, rest []word) {
	previous, run := uint8(0), float32(0)
	for i, w := range tokens {
		if w == partEnd {
			return s, tokens[i+1:]
		}
		slot := p.slots[w] & maxSlots
		if w < firstWord && w != otherWord {
			previous, run = 0, 0
			continue
		}
		s.length++
		s.all += rarity[w]
		if slot == 0 {
			previous, run = 0, 0
			continue
		}
		s.known += rarity[w]
		s.words |= 1 << slot
		if pair := p.pairs[previous][slot]; pair > 0 {
			s.pairs |= 1 << pair
			run += p.wordWeight[slot]
		} else {
			run = p.wordWeight[slot]
		}
		s.run = max(s.run, run)
		previous = slot
	}
	return s, nil
}

// bodyScan is what the body of a unit holds of a question.
type bodyScan struct {
	seen
	wordCounts, pairCounts [maxSlots + 1]uint16

	clauses                         int
	clause, context, content, first float32 // shares of the best khoản, see features
	clausePlace, clauseLength       int
	line, window, definition        float32
}

// stretch is the khoản, line and window being read.
type stretch struct {
	clauseWords, clausePairs uint64
	lineWords, linePairs     uint64
	halfWords, halfPairs     [2]uint64 // of the half before and of this one
	clauseStart, half        int

	lineStart, lineKnown int     // where the line begins; its words so far that are in the question
	lineContent          float32 // of the latter
	defined              bool    // the line has had its "là"
}

// longestTerm is within how many words of a line a definition says "là".
const longestTerm = 16

// body reads a body. outside is what heading and title hold.
func (p *probe) body(tokens []word, outside *seen, b *bodyScan) {
	*b = bodyScan{}
	if n := len(tokens); n > 0 && tokens[n-1] == partEnd {
		tokens = tokens[:n-1]
	}
	tokens = tokens[:min(len(tokens), maxScan)]
	var at stretch
	previous, run := uint8(0), float32(0)
	for i, w := range tokens {
		slot := p.slots[w]
		if slot == 0 { // as most words are
			previous, run = 0, 0
			continue
		}
		if slot >= markSlot {
			p.stop(b, &at, i, outside, w)
			if slot &= maxSlots; slot == 0 {
				previous, run = 0, 0
				continue
			}
		}
		if half := i / halfWindow; half != at.half {
			p.endHalf(b, &at, half)
		}
		bit := uint64(1) << slot
		if at.lineWords&bit == 0 {
			at.lineContent += p.contentWeight[slot]
		}
		at.lineWords |= bit
		at.halfWords[1] |= bit
		at.lineKnown++
		b.wordCounts[slot]++
		if pair := p.pairs[previous][slot]; pair > 0 {
			at.linePairs |= 1 << pair
			at.halfPairs[1] |= 1 << pair
			b.pairCounts[pair]++
			run += p.wordWeight[slot]
		} else {
			run = p.wordWeight[slot]
		}
		b.run = max(b.run, run)
		previous = slot
	}
	p.endLine(b, &at, len(tokens))
	p.endHalf(b, &at, -1)
	p.endClause(b, &at, len(tokens), outside)
	b.length = len(tokens)
}

// stop is called at word w, number i of the body, which is "là" or ends a line.
func (p *probe) stop(b *bodyScan, at *stretch, i int, outside *seen, w word) {
	if w >= firstWord {
		p.define(b, at, i)
		return
	}
	p.endLine(b, at, i)
	if w != lineBreak {
		p.endClause(b, at, i, outside)
	}
}

// define is called at the word "là", word i of the body: when the line so far is
// words of the question for the most part, it is taken to define them. A label may
// stand before.
func (p *probe) define(b *bodyScan, at *stretch, i int) {
	length := i - at.lineStart
	if !at.defined && length <= longestTerm && at.lineKnown > 0 && 2*at.lineKnown >= length-1 {
		precision := float32(at.lineKnown) / float32(max(at.lineKnown, length-1))
		b.definition = max(b.definition, precision*ratio(at.lineContent, p.totalContent))
	}
	at.defined = true
}

// endLine closes a line that ends before token end.
func (p *probe) endLine(b *bodyScan, at *stretch, end int) {
	if at.lineWords != 0 && p.most(at.lineWords, at.linePairs) > b.line {
		b.line = max(b.line, p.both(at.lineWords, at.linePairs))
	}
	at.clauseWords |= at.lineWords
	at.clausePairs |= at.linePairs
	at.lineWords, at.linePairs = 0, 0
	at.lineStart, at.lineKnown, at.lineContent, at.defined = end+1, 0, 0, false
}

// endHalf closes half a window; next is the number of the one that begins.
func (p *probe) endHalf(b *bodyScan, at *stretch, next int) {
	words, pairs := at.halfWords[0]|at.halfWords[1], at.halfPairs[0]|at.halfPairs[1]
	if p.most(words, pairs) > b.window {
		b.window = max(b.window, p.both(words, pairs))
	}
	if next == at.half+1 {
		at.halfWords[0], at.halfPairs[0] = at.halfWords[1], at.halfPairs[1]
	} else {
		at.halfWords[0], at.halfPairs[0] = 0, 0
	}
	at.halfWords[1], at.halfPairs[1] = 0, 0
	at.half = next
}

// endClause closes a khoản that ends before token end.
func (p *probe) endClause(b *bodyScan, at *stretch, end int, outside *seen) {
	b.clauses++
	b.words |= at.clauseWords
	b.pairs |= at.clausePairs
	if at.clauseWords != 0 {
		share := p.both(at.clauseWords, at.clausePairs)
		if b.clauses == 1 {
			b.first = share
		}
		if share > b.clause {
			b.clause, b.clausePlace, b.clauseLength = share, b.clauses, end-at.clauseStart
		}
		b.context = max(b.context, p.both(at.clauseWords|outside.words, at.clausePairs|outside.pairs))
		b.content = max(b.content, ratio(sum(at.clauseWords, &p.contentWeight), p.totalContent))
	}
	at.clauseWords, at.clausePairs, at.clauseStart = 0, 0, end
}

// bm25Share is BM25 of counts in a text of this length, as a share of the ideal.
func bm25Share(counts *[maxSlots + 1]uint16, n int, weights *[maxSlots + 1]float32, length, average float64) float32 {
	var got, whole float32
	k := saturation(length, average)
	for slot := 1; slot <= n; slot++ {
		tf := float32(counts[slot])
		got += weights[slot] * tf / (tf + k)
		whole += weights[slot]
	}
	return ratio(got, whole)
}

func logOf(n int) float32 { return float32(math.Log1p(float64(n))) }
