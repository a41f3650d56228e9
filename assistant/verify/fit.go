package verify

// surroundings are the content words around a figure and pairs of them, with what
// they count: the nearer, the more.
type surroundings map[string]float64

// How the weight of words falls with what lies between them and the figure.
const (
	stepWeight     = 0.97
	otherFigure    = 0.5
	farthestWord   = 30
	pairWeight     = 1.2
	lightestWeight = 0.03
)

// What stands before a figure sets its case more often than what stands behind.
var (
	gapsBefore = [...]float64{noGap: 1, commaGap: 0.8, clauseGap: 0.5, sentenceGap: 0.3, lineGap: 0.3}
	gapsBehind = [...]float64{noGap: 1, commaGap: 0.7, clauseGap: 0.2, sentenceGap: 0.05, lineGap: 0.05}
)

// around gives the content words around figure n of a text with their weights.
func around(t *text, figures []figure, owner []int, n int, give func(token int, weight float64)) {
	w := walk{t: t, figures: figures, owner: owner, n: n, give: give}
	w.side(-1, figures[n].from-1, &gapsBefore)
	w.side(1, figures[n].to, &gapsBehind)
}

type walk struct {
	t       *text
	figures []figure
	owner   []int
	n       int
	give    func(token int, weight float64)
}

// side goes from token i away from the figure. From a line of a list it goes on in
// the line that announces the list.
func (w walk) side(step, i int, gaps *[5]float64) {
	weight := 1.0
	for range farthestWord {
		if i < 0 || i >= len(w.t.tokens) || weight < lightestWeight {
			return
		}
		border := i
		if step < 0 {
			border = i + 1
		}
		weight *= stepWeight * w.gap(step, border, gaps)
		switch o := w.owner[i]; {
		case o < 0:
			if c := w.t.content(i); c > 0 {
				w.give(i, weight*c)
			}
		default:
			if w.rival(o) && (i == 0 || i == len(w.t.tokens)-1 || w.owner[i-step] != o) {
				weight *= otherFigure
			}
			if w.figures[o].kind == label {
				w.give(i, weight)
			}
		}
		if lead, ok := w.t.leads[i]; ok && step < 0 {
			i = lead + 1
		}
		i += step
	}
}

// gap is the weight of what stands before token border. What a line announces belongs
// to a figure of that line.
func (w walk) gap(step, border int, gaps *[5]float64) float64 {
	if _, listed := w.t.leads[border]; listed && step > 0 {
		return gaps[clauseGap]
	}
	return gaps[w.t.tokens[border].gap]
}

// rival tells whether figure o counts the same as the one walked from.
func (w walk) rival(o int) bool {
	return o != w.n && w.figures[o].unit == w.figures[w.n].unit && w.figures[o].kind == w.figures[w.n].kind
}

// surround makes the surroundings of a figure.
func surround(t *text, figures []figure, owner []int, n int) surroundings {
	out := surroundings{}
	around(t, figures, owner, n, func(i int, w float64) {
		out.add(t, i, w)
	})
	return out
}

// add takes in token i and the pair that it makes with the one before.
func (s surroundings) add(t *text, i int, w float64) {
	word := t.tokens[i].word
	s[word] = max(s[word], w)
	if i > 0 && t.tokens[i].gap == noGap {
		pair := t.tokens[i-1].word + " " + word
		s[pair] = max(s[pair], w*pairWeight)
	}
}

// surroundSaid makes the surroundings of a figure in a sentence, where each word
// belongs to the nearest figure of the kind.
func (s saying) surround() surroundings {
	best := map[int]float64{}
	mine := map[int]float64{}
	f := s.figure()
	for n, g := range s.figures {
		if g.unit != f.unit || g.kind != f.kind {
			continue
		}
		around(s.text, s.figures, s.owner, n, func(i int, w float64) {
			best[i] = max(best[i], w)
			if n == s.n {
				mine[i] = w
			}
		})
	}
	out := surroundings{}
	for i := range s.text.tokens {
		if w, ok := mine[i]; ok && w >= best[i] {
			out.add(s.text, i, 1)
		}
	}
	return out
}

// Bounds on what is compared in one source.
const (
	mostHere   = 12
	mostOthers = 60
	mostScored = 3000
)

// fitsElsewhere tells whether the words around a figure fit other figures of the
// sources, of the same unit and another value, better than all that have its value.
func fitsElsewhere(s saying, here, others []occurrence) bool {
	if len(others) == 0 {
		return false
	}
	said := s.surround()
	for n := range s.figures { // what the sentence says of other values belongs to them
		if n != s.n && s.figures[n].unit == s.figure().unit && s.figures[n].kind == s.figure().kind {
			others = without(others, s.figures[n])
		}
	}
	here, others = nearest(said, here, mostHere), nearest(said, others, mostOthers)
	contexts := make([]surroundings, len(others))
	for i, o := range others {
		contexts[i] = o.surround()
	}
	for _, h := range here {
		if h.prevails(said, others, contexts) {
			return false
		}
	}
	return true
}

func (o occurrence) figure() figure { return o.source.figures[o.n] }

func (o occurrence) surround() surroundings {
	return surround(&o.source.text, o.source.figures, o.source.owner, o.n)
}

// without drops the figures that say what f says.
func without(list []occurrence, f figure) []occurrence {
	var out []occurrence
	for _, o := range list {
		if g := o.figure(); g.value != f.value || !g.date.says(f.date) {
			out = append(out, o)
		}
	}
	return out
}

// By how much another figure must fit better.
const (
	marginFactor = 1.5
	marginLeast  = 0.25
)

// prevails tells whether the words said fit this figure as well as any other.
func (o occurrence) prevails(said surroundings, others []occurrence, contexts []surroundings) bool {
	ctx := o.surround()
	conditional := o.source.conditional(o.n)
	for i, other := range contexts {
		if o.inRange(others[i]) {
			continue
		}
		toHere, toOther := said.weigh(ctx, other)
		if toOther > marginFactor*toHere+marginLeast {
			return false
		}
		if conditional && toHere < 0.5 && toOther >= toHere && others[i].source == o.source && !o.source.conditional(others[i].n) {
			return false
		}
	}
	return true
}

// inRange tells whether two figures are the ends of one range.
func (o occurrence) inRange(p occurrence) bool {
	if o.n > p.n {
		o, p = p, o
	}
	return o.source == p.source && p.n == o.n+1 && o.figure().bound == from && p.figure().bound == upTo
}

// weigh sums what speaks for a and against b, and the reverse.
func (s surroundings) weigh(a, b surroundings) (forA, forB float64) {
	for word, w := range s {
		switch d := a[word] - b[word]; {
		case d > 0:
			forA += d * w
		case d < 0:
			forB -= d * w
		}
	}
	return forA, forB
}

// nearest keeps the n figures whose surroundings share most with what is said.
func nearest(said surroundings, list []occurrence, n int) []occurrence {
	if len(list) <= n {
		return list
	}
	if len(list) > mostScored {
		list = list[:mostScored]
	}
	type scored struct {
		occurrence
		score float64
	}
	top := make([]scored, 0, n+1)
	for _, o := range list {
		score := 0.0
		around(&o.source.text, o.source.figures, o.source.owner, o.n, func(k int, w float64) {
			score += w * said[o.source.text.tokens[k].word]
		})
		at := len(top)
		for at > 0 && top[at-1].score < score {
			at--
		}
		if at >= n {
			continue
		}
		top = append(top[:at], append([]scored{{o, score}}, top[at:]...)...)
		top = top[:min(len(top), n)]
	}
	out := make([]occurrence, len(top))
	for i, s := range top {
		out[i] = s.occurrence
	}
	return out
}

// conditional tells whether the figure holds in a case of its own: "đối với vụ
// việc phức tạp thì …".
func (r *source) conditional(n int) bool {
	t := &r.text
	for i := r.figures[n].from - 1; i >= 0 && r.figures[n].from-i < 40; i-- {
		switch {
		case t.follows(i, "trường", "hợp"), t.follows(i, "đối", "với"), t.follows(i, "nếu"), t.follows(i, "vụ", "việc"), t.follows(i, "riêng"), t.follows(i, "ở", "vùng"):
			return true
		case t.at(i).gap >= clauseGap:
			return false
		}
	}
	return false
}
