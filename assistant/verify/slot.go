package verify

import "slices"

// slot is the place before a word of a text where words of negation and modality
// stand, or could.
type slot struct {
	token  int      // the word behind it
	left   int      // the slot whose word stands before it, -1 for none
	said   polarity // what stands in it; below a line that announces a list, what that line ends with
	denied bool     // an odd number of negations stands in it
	shaded bool     // a negation before it, or over it, may reach it
}

// slotReader reads the slots of a text in order.
type slotReader struct {
	text    *text
	slots   []slot
	said    polarity
	denied  bool
	shade   int          // how many more words a negation may reach
	opened  map[int]slot // by the last token of a line that announces a list: what holds of the list
	last    int          // the slot of the word before, -1 at the beginning of a sentence
	started int          // the first slot of the line
}

// slots returns the slots of the text. list is what a heading says of all of it.
func (t *text) slots(list polarity) []slot {
	r := slotReader{text: t, slots: make([]slot, 0, len(t.tokens)), opened: map[int]slot{}, last: -1}
	for i := 0; i < len(t.tokens); {
		r.breakAt(i)
		p, next, ok := t.markerAt(i)
		next = max(next, i+1)
		if ok && (p != plain || hollow(t.tokens[i].word)) && !t.tokens[i].place {
			r.said |= p
			if p&negative != 0 {
				r.denied, r.shade = r.denied != (t.at(next).gap == noGap), shadeReach // "có nhận hay không, …" denies nothing
			} else if p == only {
				r.shade = shadeReach
			}
			i = next
			continue
		}
		for ; i < min(next, len(t.tokens)); i++ {
			r.word(i, list)
		}
	}
	return r.slots
}

// shadeReach is how many words behind it a negation may reach.
const shadeReach = 10

// hollow tells whether a marker only affirms: it stands for none.
func hollow(word string) bool { return word == "đã" || word == "vẫn" }

// breakAt ends what ends before token i and takes up what an announcing line says.
func (r *slotReader) breakAt(i int) {
	t := r.text
	tok := &t.tokens[i]
	switch {
	case tok.gap >= sentenceGap && !t.at(i-1).label:
		if t.colon(i) {
			r.open(i - 1)
		}
		r.said, r.denied, r.shade, r.last, r.started = 0, false, 0, -1, len(r.slots)
	case tok.gap == clauseGap:
		r.said, r.denied, r.shade = 0, false, 0
	}
	if lead, ok := t.leads[i]; ok {
		if over, ok := r.opened[lead]; ok {
			r.said, r.denied, r.last = over.said, over.denied, over.left
			if over.shaded {
				r.shade = len(t.tokens)
			}
		}
	}
	if _, ok := t.exceptionAt(i); ok || t.turns(i) && !t.at(i-1).label {
		r.shade = 0
		if ok {
			r.shade = shadeReach
		}
	}
}

// open keeps what the line that ends with token lead says of the list below it.
func (r *slotReader) open(lead int) {
	over := slot{token: lead, left: len(r.slots) - 1, said: r.said, denied: r.denied}
	duty, right := false, false
	for k := len(r.slots) - 1; k >= r.started; k-- {
		s := r.slots[k]
		over.shaded = over.shaded || s.denied
		const near = 8
		if len(r.slots)-k > near {
			continue
		}
		switch w := r.text.tokens[s.token].word; {
		case w == "quyền" && r.text.at(s.token+1).word != "hạn":
			right = true
		case w == "vụ" && r.text.at(s.token-1).word == "nghĩa", w == "nhiệm" && r.text.at(s.token-1).word == "trách":
			duty = true
		}
	}
	switch {
	case over.said != 0 || duty == right:
	case duty:
		over.said = must
	case right:
		over.said = may
	}
	r.opened[lead] = over
}

// word makes the slot before the word at token i.
func (r *slotReader) word(i int, list polarity) {
	if r.text.tokens[i].label {
		return
	}
	s := slot{token: i, left: r.last, said: r.said, denied: r.denied, shaded: r.shade > 0 || list&negative != 0}
	r.last = len(r.slots)
	r.slots = append(r.slots, s)
	r.said, r.denied = 0, false
	r.shade--
}

// Windows of words that are compared on each side of a slot.
const (
	windowSaid   = 6
	windowSource = 8
)

// nearness is the weight of words by their distance from the slot.
var nearness = [windowSource]float64{1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.45, 0.4}

// slotted is a text with its slots.
type slotted struct {
	text  *text
	slots []slot
	at    map[string][]int // the slots before each word
}

func newSlotted(t *text, list polarity) slotted {
	s := slotted{text: t, slots: t.slots(list)}
	s.at = make(map[string][]int, len(s.slots))
	for l := range s.slots {
		word := t.tokens[s.slots[l].token].canon
		s.at[word] = append(s.at[word], l)
	}
	return s
}

// mostNear bounds how many slots of one text are compared with a slot of a sentence.
const mostNear = 300

// near gives the slots of o that one of the two words behind slot k stands close behind.
func (s slotted) near(k int, o slotted) []int {
	var out []int
	for i := k; i < min(k+2, len(s.slots)); i++ {
		if s.text.presence(s.slots[i].token) == 0 {
			continue
		}
		for _, at := range o.at[s.text.tokens[s.slots[i].token].canon] {
			for l := max(0, at-2); l <= at; l++ {
				out = append(out, l)
			}
			if len(out) > mostNear {
				break
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// window gives the tokens of at most n words on one side of slot k, the nearest first.
func (s slotted) window(k, n int, right bool, to *[windowSource]int) []int {
	list := to[:0]
	for len(list) < n && k >= 0 && k < len(s.slots) {
		if !right {
			if k = s.slots[k].left; k < 0 {
				break
			}
		}
		list = append(list, s.slots[k].token)
		if right {
			if k++; k < len(s.slots) && s.slots[k].left != k-1 {
				break
			}
		}
	}
	return list
}

// alike is how much the words on both sides of slot k resemble those of slot l of o.
func (s slotted) alike(k int, o slotted, l int) (left, right float64) {
	var a, b [windowSource]int
	left = s.common(s.window(k, windowSaid, false, &a), o, o.window(l, windowSource, false, &b))
	right = s.common(s.window(k, windowSaid, true, &a), o, o.window(l, windowSource, true, &b))
	return left, right
}

// common sums the words that two windows share, the nearest counting most.
func (s slotted) common(said []int, o slotted, there []int) float64 {
	sum := 0.0
	var used [windowSource]bool
	for d, i := range said {
		word := sameLink(s.text.tokens[i].canon)
		for e, j := range there {
			if !used[e] && sameLink(o.text.tokens[j].canon) == word {
				used[e] = true
				sum += s.text.presence(i) * nearness[max(d, e)]
				break
			}
		}
	}
	return sum
}

// sameLink makes one of the words that join alternatives.
func sameLink(word string) string {
	if word == "hay" {
		return "hoặc"
	}
	return word
}

// presence is the weight of token i in comparing the surroundings of slots.
func (t *text) presence(i int) float64 {
	tok := &t.tokens[i]
	switch {
	case tok.place, tok.quoted:
		return 0.2
	case t.turns(i), tok.word == "hợp" && t.at(i-1).word == "trường":
		return 0
	}
	return max(0.3, t.content(i))
}
