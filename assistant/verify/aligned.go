package verify

// Bounds on the likeness of the surroundings of two slots.
const (
	likeNegation = 1.7  // one slot stands for the other
	likeMade     = 2.6  // likewise, where a negation is the sentence's alone
	likeModality = 1.9  // likewise, where only the modality is compared
	likeMoved    = 1.0  // a negation of the sentence has its like in a source
	likeFactor   = 1.1  // by how much the one found must be the better one
	madeFactor   = 1.5  // likewise, where a negation is the sentence's alone
	likeMargin   = 0.05 // likewise
)

// aligned holds each place of a sentence where a negation or a word of modality
// stands, or could, against the places of the sources with the same words around.
type aligned struct {
	said   slotted
	places []slotted    // of texts and names
	names  []bool       // of each place whether it is a name
	known  [][]likeness // of each slot of the sentence, as far as they were asked for
	faults []Fault
	cite   int
	upheld map[int]bool // tokens behind a negation that the sources have there too
}

// align finds negations that the sentence lost or made, and modality that it changed,
// at the place that fits best.
func (t *text) align(sources []*source) aligned {
	a := aligned{said: slotted{text: t, slots: t.slots(0)}, cite: sources[0].N, upheld: map[int]bool{}}
	a.known = make([][]likeness, len(a.said.slots))
	for _, r := range sources {
		for i, p := range r.slotted() {
			a.places, a.names = append(a.places, p), append(a.names, i > 0)
		}
	}
	lost, moved := a.lost()
	made := a.made()
	if lost >= 0 && made >= 0 || lost >= 0 && moved { // it stands elsewhere in the sentence
		lost, made = -1, -1
	}
	if lost >= 0 {
		a.blame(lost, Negation, "nguồn phủ định việc này")
	}
	if made >= 0 {
		a.blame(made, Negation, "nguồn không phủ định việc này")
	}
	a.modality()
	t.opposite(sources, &a)
	return a
}

func (a *aligned) blame(k int, kind Kind, detail string) {
	t := a.said.text
	i := a.said.slots[k].token
	a.faults = append(a.faults, Fault{Kind: kind, Words: t.words(max(0, i-3), min(len(t.tokens), i+3)), Detail: detail, Cite: a.cite})
}

// likeness is how much the words around a slot of a source are those of one of the sentence.
type likeness struct {
	place, slot int
	weight      float64
}

// likes gives what slot k of the sentence is like, but for slots where what stands behind
// differs altogether.
func (a *aligned) likes(k int) []likeness {
	if a.known[k] != nil {
		return a.known[k]
	}
	out := []likeness{}
	for n, p := range a.places {
		for _, l := range a.said.near(k, p) {
			left, right := a.said.alike(k, p, l)
			if right > 0 && (left > 0 || right >= likeNegation) {
				out = append(out, likeness{n, l, left + right})
			}
		}
	}
	a.known[k] = out
	return out
}

// best is the greatest likeness of slot k of the sentence among the slots of the
// sources that fit.
func (a *aligned) best(k int, fits func(p slotted, l int, name bool) bool) float64 {
	top := 0.0
	for _, o := range a.likes(k) {
		if o.weight > top && fits(a.places[o.place], o.slot, a.names[o.place]) {
			top = o.weight
		}
	}
	return top
}

// opposed is the greatest likeness of slot k of the sentence to a slot with a negation
// before the same words.
func (a *aligned) opposed(k int) float64 {
	top := 0.0
	for _, p := range a.places {
		for _, l := range a.said.near(k, p) {
			if !p.slots[l].denied || !a.sameHead(k, p, l) {
				continue
			}
			if left, right := a.said.alike(k, p, l); right > 0 && (left > 0 || right >= likeNegation) {
				top = max(top, left+right)
			}
		}
	}
	return top
}

// sameHead tells whether the word behind slot k of the sentence is the first or second
// behind slot l of p.
func (a *aligned) sameHead(k int, p slotted, l int) bool {
	word := a.said.text.tokens[a.said.slots[k].token].canon
	for i := l; i < min(l+2, len(p.slots)); i++ {
		if p.text.tokens[p.slots[i].token].canon == word {
			return true
		}
	}
	return false
}

func affirmed(p slotted, l int, _ bool) bool { return !p.deniedNear(l, 2, 2) }
func certain(p slotted, l int, name bool) bool {
	return !p.deniedNear(l, 2, 2) && !p.slots[l].shaded && !name
}
func maybeDenied(p slotted, l int, _ bool) bool { return p.slots[l].denied || p.slots[l].shaded }

// deniedNear tells whether a negation stands in slot k or one near it.
func (s slotted) deniedNear(k, before, behind int) bool {
	for i := max(0, k-before); i <= min(k+behind, len(s.slots)-1); i++ {
		if s.slots[i].denied {
			return true
		}
	}
	return false
}

// lost returns a slot of the sentence without the negation that the sources have
// there, -1 for none, and whether a negation of the sentence has no like in them.
func (a *aligned) lost() (at int, moved bool) {
	const before, behind = 3, 4 // a negation so near may be the same
	at = -1
	for k, s := range a.said.slots {
		switch {
		case a.said.text.tokens[s.token].quoted:
		case s.denied:
			like := a.best(k, maybeDenied)
			moved = moved || like < likeMoved
		case s.shaded || at >= 0 || a.said.deniedNear(k, before, behind) || a.said.text.presence(s.token) == 0:
		default:
			if n := a.opposed(k); n >= likeNegation && n > likeFactor*a.best(k, affirmed)+likeMargin {
				at = k
			}
		}
	}
	return at, moved
}

// made returns a slot with a negation that the sources do not have there, -1 for none.
func (a *aligned) made() int {
	at := -1
	for k, s := range a.said.slots {
		if !s.denied || a.said.text.tokens[s.token].quoted {
			continue
		}
		n, p := a.best(k, maybeDenied), a.best(k, certain)
		switch {
		case n >= likeNegation && n >= p:
			for i := s.token; i < s.token+reach; i++ {
				a.upheld[i] = true
			}
		case at < 0 && n < likeNegation && p >= likeMade && p > madeFactor*n:
			at = k
		}
	}
	return at
}

// modality blames "phải" at a place where the sources say "có quyền", and the reverse.
func (a *aligned) modality() {
	const both = must | may
	for k, s := range a.said.slots {
		if s.denied || s.shaded || s.said&both == 0 || s.said&both == both || a.said.text.tokens[s.token].quoted {
			continue
		}
		other := both &^ s.said
		against := a.best(k, func(p slotted, l int, _ bool) bool { return !p.slots[l].denied && p.slots[l].said&both == other })
		if against < likeModality || against <= likeFactor*a.best(k, func(p slotted, l int, _ bool) bool { return !p.slots[l].denied && p.slots[l].said&both != other })+likeMargin {
			continue
		}
		a.blame(k, Modality, "nguồn nói phải ở chỗ câu nói được, hoặc ngược lại")
		return
	}
}

// opposites are expressions that say the contrary of one another without standing at
// the same place: what a sentence says, and what of the source it turns round.
var opposites = []struct{ said, source []string }{
	{[]string{"kể", "cả"}, []string{"không", "kể"}},
	{[]string{"vi", "được", "phép"}, []string{"vi", "bị", "cấm"}},
	{[]string{"vi", "được", "phép"}, []string{"vi", "bị", "nghiêm", "cấm"}},
	{[]string{"vi", "được", "phép"}, []string{"vi", "nghiêm", "cấm"}},
	{[]string{"vi", "được", "phép"}, []string{"vi", "cấm"}},
}

// opposite blames expressions of which the sources hold the contrary alone.
func (t *text) opposite(sources []*source, a *aligned) {
	for i := range t.tokens {
		for _, o := range opposites {
			if t.tokens[i].quoted || !t.follows(i, o.said...) {
				continue
			}
			contrary, same := false, false
			for _, s := range sources {
				contrary, same = contrary || s.vocabulary.holds(o.source), same || s.vocabulary.holds(o.said)
			}
			if contrary && !same {
				a.faults = append(a.faults, Fault{Kind: Negation, Words: t.words(i, i+len(o.said)), Detail: "nguồn nói ngược lại", Cite: a.cite})
			}
		}
	}
}
