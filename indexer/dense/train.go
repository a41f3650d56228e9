package dense

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
)

// Config says how to train; Seed decides every random choice.
type Config struct {
	Epochs int
	Rate   float64 // of Adagrad
	Scale  float64 // that cosines are multiplied by before the softmax
	Batch  int     // pairs that are told apart at once
	Seed   uint64
	// Progress is told the mean loss of every epoch; nil is silent.
	Progress func(epoch int, loss float64)
}

// Labelled is a question and the unit that answers it, by its place.
type Labelled struct {
	Question []string
	Unit     int
}

// Train learns vectors for the vocabulary: each batch holds pairs of texts that
// belong together, and every text is pulled to its own partner and away from those
// of the others (InfoNCE: van den Oord et al. 2018, arXiv:1807.03748). Pairs are
// a heading and its article without it, a line and its article without it, and
// the labelled questions with their articles. Half of each batch comes from one
// stretch of the corpus, so that articles of one document are told apart too.
func Train(ctx context.Context, v *Vocabulary, units []Unit, labelled []Labelled, c Config) (*Encoder, error) {
	e, counts := v.encoder()
	if e.Terms() == 0 || len(units) < 2 {
		return nil, errors.New("kho quá nhỏ để học véc-tơ từ")
	}
	t := &trainer{encoder: e, config: c, random: rand.New(rand.NewPCG(c.Seed, 0))}
	t.read(units)
	for _, l := range labelled {
		if l.Unit < 0 || l.Unit >= len(units) {
			return nil, errors.New("nhãn trỏ ra ngoài kho")
		}
		t.questions = append(t.questions, question{words: e.numbersOf(l.Question), unit: l.Unit})
	}
	t.start(counts)
	for epoch := range c.Epochs {
		loss, err := t.epoch(ctx)
		if err != nil {
			return nil, err
		}
		if c.Progress != nil {
			c.Progress(epoch+1, loss)
		}
	}
	t.quantise()
	return e, nil
}

// trainer holds the vectors while they are learnt.
type trainer struct {
	encoder   *Encoder
	config    Config
	random    *rand.Rand
	units     []sequence
	questions []question
	table     []float32 // by term, Dim each
	squares   []float32 // by term: sum of squared gradients
}

// sequence is a Unit in numbers.
type sequence struct {
	title, heading []int32
	lines          [][]int32
}

type question struct {
	words []int32
	unit  int
}

func (e *Encoder) numbersOf(words []string) []int32 {
	numbers := make([]int32, len(words))
	for i, w := range words {
		numbers[i] = e.Word(w)
	}
	return numbers
}

// longestLines bounds how many words of a body are read.
const longestBody = 400

func (t *trainer) read(units []Unit) {
	t.units = make([]sequence, len(units))
	for i := range units {
		u := &units[i]
		s := sequence{title: t.encoder.numbersOf(u.Title), heading: t.encoder.numbersOf(u.Heading)}
		length := 0
		for _, line := range u.Lines {
			if length += len(line); length > longestBody && len(s.lines) > 0 {
				break
			}
			s.lines = append(s.lines, t.encoder.numbersOf(line[:min(len(line), longestBody)]))
		}
		t.units[i] = s
	}
}

// start gives each term a random direction and the length of its rarity, so that
// training begins at a random projection of tf-idf.
func (t *trainer) start(counts []int) {
	total := 0
	for _, n := range counts {
		total += n
	}
	t.table = make([]float32, len(counts)*Dim)
	t.squares = make([]float32, len(counts))
	for term, n := range counts {
		rarity := math.Log(float64(total)/float64(n+1)) / math.Sqrt(Dim) / 4
		for i := range Dim {
			t.table[term*Dim+i] = float32(t.random.NormFloat64() * rarity)
		}
	}
}

// bag is the terms of a text with their weights.
type bag struct {
	terms   []int32
	weights []float32
}

func (b *bag) add(e *Encoder, words []int32, weight float32) {
	previous := Unknown
	for _, w := range words {
		if w >= 0 {
			b.terms, b.weights = append(b.terms, w), append(b.weights, weight)
			if previous >= 0 {
				if n, ok := e.pairedBy[pair{previous, w}]; ok {
					b.terms, b.weights = append(b.terms, n), append(b.weights, weight)
				}
			}
		}
		previous = w
	}
}

// unitBag is a unit without its heading, or without one of its lines.
func (t *trainer) unitBag(s *sequence, withHeading bool, left int) (b bag) {
	b.add(t.encoder, s.title, titleWeight)
	if withHeading {
		b.add(t.encoder, s.heading, headingWeight)
	}
	n := 0
	for i, line := range s.lines {
		if i != left {
			n += len(line)
		}
	}
	share := bodyShare(n)
	for i, line := range s.lines {
		if i != left {
			b.add(t.encoder, line, share)
		}
	}
	return b
}

// example makes a pair of texts of a unit: its heading or one of its lines, and
// the rest. ok is false of a unit that has no two parts.
func (t *trainer) example(u int) (text, rest bag, ok bool) {
	s := &t.units[u]
	if len(s.lines) == 0 {
		return text, rest, false
	}
	if len(s.heading) > 2 && (len(s.lines) < 2 || t.random.IntN(3) > 0) {
		text.add(t.encoder, s.heading, 1)
		if t.random.IntN(3) == 0 { // as a question names its subject too
			text.add(t.encoder, s.title, 0.5)
		}
		rest = t.unitBag(s, false, -1)
	} else if len(s.lines) > 1 {
		line := t.random.IntN(len(s.lines))
		text.add(t.encoder, window(s.lines[line], t.random), 1)
		rest = t.unitBag(s, true, line)
	}
	return text, rest, len(text.terms) > 0 && len(rest.terms) > 0
}

// window is a stretch of a line about as long as a question.
func window(line []int32, random *rand.Rand) []int32 {
	const longest = 16
	if len(line) <= longest {
		return line
	}
	start := random.IntN(len(line) - longest + 1)
	return line[start : start+longest]
}

// epoch goes once over all units, and over all questions.
func (t *trainer) epoch(ctx context.Context) (float64, error) {
	order := t.order()
	asked := t.random.Perm(len(t.questions))
	total, batches := 0.0, 0
	each := 0
	if len(order) > 0 {
		each = (len(asked)*t.config.Batch + len(order) - 1) / len(order)
	}
	for chunk := range slices.Chunk(order, t.config.Batch) {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		var texts, rests []bag
		for _, u := range chunk {
			if text, rest, ok := t.example(u); ok {
				texts, rests = append(texts, text), append(rests, rest)
			}
		}
		for range min(each, len(asked)) {
			q := &t.questions[asked[0]]
			asked = asked[1:]
			var text bag
			text.add(t.encoder, q.words, 1)
			texts, rests = append(texts, text), append(rests, t.unitBag(&t.units[q.unit], true, -1))
		}
		if len(texts) > 1 {
			total += t.step(texts, rests)
			batches++
		}
	}
	return total / float64(max(batches, 1)), nil
}

// order is the units in stretches of the corpus that follow each other by chance.
func (t *trainer) order() []int {
	const stretch = 32
	n := (len(t.units) + stretch - 1) / stretch
	shift := t.random.IntN(stretch)
	order := make([]int, 0, len(t.units))
	for _, s := range t.random.Perm(n) {
		for i := range stretch {
			if u := s*stretch + i; u < len(t.units) {
				order = append(order, (u+shift)%len(t.units))
			}
		}
	}
	return order
}
