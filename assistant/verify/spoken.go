package verify

import "fmt"

// spoken holds negation and modality of a sentence against its sources. It finds
// one fault of each kind at most.
func (t *text) spoken(sources []*source) []Fault {
	var faults []Fault
	seen := map[Kind]bool{}
	blame := func(f Fault, bad bool) {
		if bad && !seen[f.Kind] {
			seen[f.Kind] = true
			f.Cite = sources[0].N
			faults = append(faults, f)
		}
	}
	places := t.align(sources)
	for _, f := range places.faults {
		blame(f, true)
	}
	banned := t.banned()
	words := t.acts()
	for n, g := range words {
		if g.polarity&negative != 0 && !g.sure {
			g.polarity = plain // the negation stands too far away to be this word's
		}
		if g.polarity == plain && t.isNamed(words, n, sources) {
			continue
		}
		heard := heardOf(t, words, n, sources)
		if heard == 0 {
			continue
		}
		f, bad := t.misheard(g, heard, banned, sources)
		if f.Kind == Negation && g.polarity&negative != 0 && places.upheld[g.token] {
			continue
		}
		to := g.token + 1
		if n+1 < len(words) {
			to = words[n+1].token + 1
		}
		f.Words = t.words(max(0, g.token-3), to)
		blame(f, bad)
	}
	blame(t.unheard(sources))
	return faults
}

// misheard tells whether a word may not be spoken of as it is where the sources
// speak of it as heard; banned tells that the sentence forbids all it names.
func (t *text) misheard(g governed, heard polarity, banned bool, sources []*source) (Fault, bool) {
	permits := g.polarity&(may|allowed) != 0 && g.sure
	switch {
	case permits && g.polarity == may && heard&plain != 0 && heard&(may|must|only|due) == 0 && t.follows(g.token-2, "có", "quyền") && !alternatives(sources):
		return Fault{Kind: Modality, Detail: "nguồn không nói có quyền"}, true
	case permits && g.polarity == may && heard&may == 0 && t.follows(g.token, "chịu"): // a liability is no choice
		return Fault{Kind: Modality, Detail: "nguồn không nói có thể"}, true
	case permits && heard&(may|allowed|must) == 0 && listed(sources)&forbid != 0 && !banned:
		return Fault{Kind: Negation, Detail: "nguồn liệt kê việc này trong các việc bị cấm"}, true
	case heard&agrees[g.polarity] != 0:
		return Fault{}, false
	case g.polarity&negative != 0:
		return Fault{Kind: Negation, Detail: "nguồn không phủ định việc này"}, true
	case heard&^negative == 0 && (!g.excused(heard) && !banned || g.polarity&(must|may) != 0 && g.sure):
		return Fault{Kind: Negation, Detail: "nguồn cấm hoặc phủ định việc này"}, true
	case g.polarity == must && g.sure && heard&^(may|allowed) == 0, g.polarity == due && heard&^may == 0:
		return Fault{Kind: Modality, Detail: "nguồn chỉ nói được, có thể"}, true
	case g.polarity == may && g.sure && heard&^(must|only|due) == 0:
		return Fault{Kind: Modality, Detail: "nguồn nói phải"}, true
	}
	return Fault{}, false
}

// acts are the content words of a sentence with their polarity.
func (t *text) acts() []governed {
	var out []governed
	t.govern(0, func(g governed) { out = append(out, g) })
	return out
}

// excused tells whether a negation over the word may be the one that the source
// has: "chưa" and "không" do not stand for each other.
func (g governed) excused(source polarity) bool {
	return g.over != 0 && (g.over == notYet) == (source == notYet)
}

// isNamed tells whether the n-th word stands in a name of a source as it does here.
func (t *text) isNamed(words []governed, n int, sources []*source) bool {
	for _, s := range sources {
		word := t.tokens[words[n].token].canon
		if n+1 < len(words) && s.manner.named[[2]string{word, t.tokens[words[n+1].token].canon}] ||
			n > 0 && s.manner.named[[2]string{t.tokens[words[n-1].token].canon, word}] {
			return true
		}
	}
	return false
}

// heardOf is how the sources speak of the n-th word and the one behind it, of the
// word alone when they do not know the two; 0 when they do not speak of it.
func heardOf(t *text, words []governed, n int, sources []*source) polarity {
	var p polarity
	word := t.tokens[words[n].token].canon
	if n+1 < len(words) && !words[n+1].fresh && !t.broken(words[n].token, words[n+1].token, clauseGap) {
		pair := [2]string{word, t.tokens[words[n+1].token].canon}
		for _, s := range sources {
			p |= s.manner.pairs[pair]
		}
		if p != 0 {
			return p
		}
	}
	if n > 0 && !words[n].fresh && !t.broken(words[n-1].token, words[n].token, clauseGap) {
		pair := [2]string{t.tokens[words[n-1].token].canon, word}
		for _, s := range sources {
			p |= s.manner.ends[pair]
		}
		if p != 0 {
			return p
		}
	}
	if lightWords[word] || words[n].polarity&negative == 0 || !words[n].sure {
		return 0 // a single word proves nothing by itself
	}
	for _, s := range sources {
		p |= s.manner.words[word]
	}
	return p
}

// banned tells whether the sentence forbids what stands before: "… là hành vi bị
// nghiêm cấm".
func (t *text) banned() bool {
	for i := range t.tokens {
		if t.follows(i, "bị", "cấm") || t.follows(i, "bị", "nghiêm", "cấm") || t.follows(i, "điều", "cấm") || t.follows(i, "bị", "pháp", "luật", "cấm") {
			return true
		}
	}
	return false
}

// unheard finds a negation, "phải" or "chỉ" of the sentence where the sources hold
// nothing of the kind at all.
func (t *text) unheard(sources []*source) (Fault, bool) {
	var all polarity
	for _, s := range sources {
		all |= s.manner.all | s.list
	}
	for i := 0; i < len(t.tokens); i++ {
		p, next, ok := t.markerAt(i)
		if !ok || t.tokens[i].quoted {
			continue
		}
		f := Fault{Words: t.words(i, min(next+3, len(t.tokens))), Cite: sources[0].N}
		switch {
		case p&negative != 0 && all&negative == 0:
			f.Kind, f.Detail = Negation, "nguồn không có phủ định nào"
		case p == forbid && all&(forbid|negated) == 0:
			f.Kind, f.Detail = Negation, "nguồn không cấm gì"
		case p == must && all&must == 0 && all&may != 0 && all&plain == 0:
			f.Kind, f.Detail = Modality, "nguồn chỉ nói được, có thể"
		case p == may && all&(may|allowed|only) == 0 && all&must != 0:
			f.Kind, f.Detail = Modality, "nguồn không nói có thể, có quyền"
		case p == only && (t.follows(i, "chỉ", "được") || t.follows(i, "chỉ", "khi")) && !anyOnly(sources):
			f.Kind, f.Detail = Modality, fmt.Sprintf("nguồn không nói %q", "chỉ")
		default:
			i = next - 1
			continue
		}
		return f, true
	}
	for i := range t.tokens {
		if !t.follows(i, "áp", "dụng") || t.tokens[i].quoted {
			continue
		}
		denied := t.at(i-1).word == "không"
		if said, not := applied(sources); denied && !not && !excepting(sources) || !denied && not && !said {
			return Fault{Kind: Negation, Words: t.words(max(0, i-1), i+2), Detail: "áp dụng hay không áp dụng khác với nguồn", Cite: sources[0].N}, true
		}
	}
	return Fault{}, false
}

// applied tells whether the sources say that something applies, and that it does not.
func applied(sources []*source) (said, not bool) {
	for _, s := range sources {
		said, not = said || s.applies, not || s.appliesNot
	}
	return said, not
}

// excepting tells whether a source takes cases out of its rule.
func excepting(sources []*source) bool {
	for _, s := range sources {
		if len(s.exceptions) > 0 || s.Ended {
			return true
		}
	}
	return false
}

// listed is what the headings say of all that the sources list.
func listed(sources []*source) polarity {
	var p polarity
	for _, s := range sources {
		p |= s.list
	}
	return p
}

// alternatives tells whether a source leaves a choice, which may be told as "có thể".
func alternatives(sources []*source) bool {
	for _, s := range sources {
		if s.vocabulary.words["hoặc"] || s.vocabulary.words["hay"] || s.manner.all&may != 0 {
			return true
		}
	}
	return false
}

func anyOnly(sources []*source) bool {
	for _, s := range sources {
		if s.vocabulary.words["chỉ"] || s.vocabulary.words["duy"] || s.vocabulary.words["riêng"] {
			return true
		}
	}
	return false
}
