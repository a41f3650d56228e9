package bank

import (
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// form is what a question comes down to.
type form struct {
	words  []string // the syllables of its matter, in order
	guards []string // the syllables on which the sense hangs, in order
	asks   []asks   // what is asked for, sorted, each once
	places []string // documents and places named, sorted
	fixed  bool     // the order of words matters
}

// key is equal for forms that differ in the order of words at most.
func (f form) key() string {
	words := slices.Sorted(slices.Values(f.words))
	var b strings.Builder
	for _, part := range [][]string{words, f.guards, f.places} {
		b.WriteString(strings.Join(part, " "))
		b.WriteByte('\n')
	}
	for _, a := range f.asks {
		b.WriteString(string(a) + " ")
	}
	return b.String()
}

// reader takes questions apart. It remembers of each syllable that it was made for
// whether it carries content.
type reader struct {
	vocabulary

	fold  bool
	empty map[string]bool // by syllable: it carries no content
}

// read takes a question apart, as typed or without its diacritics. ok is false for one
// that names nothing.
func (r reader) read(text string) (f form, ok bool) {
	text = viet.Normalize(text)
	if r.fold {
		text = viet.Fold(text)
	}
	rest := f.cutPlaces(text)
	for part := range strings.FieldsFuncSeq(viet.Lower(rest), breaks) {
		for _, s := range f.readPart(expand(question.Syllables(part), r.fold), r.vocabulary) {
			f.fixed = f.fixed || r.directed[s]
			if !r.isEmpty(s) {
				f.words = append(f.words, s)
			}
		}
	}
	slices.Sort(f.asks)
	f.asks = slices.Compact(f.asks)
	f.fixed = f.fixed || r.personsIn(f.words) > 1
	return f, len(f.words)+len(f.places) > 0
}

// learn remembers the syllables of a question.
func (r reader) learn(text string) {
	text = viet.Lower(viet.Normalize(text))
	if r.fold {
		text = viet.Fold(text)
	}
	for _, s := range question.Syllables(text) {
		if _, known := r.empty[s]; !known {
			r.empty[s] = isEmpty(s, r.fold)
		}
	}
}

func (r reader) isEmpty(syllable string) bool {
	if empty, known := r.empty[syllable]; known {
		return empty
	}
	return isEmpty(syllable, r.fold)
}

// isEmpty tells whether a syllable alone carries no content, as package question sees it
// in a question typed with or without diacritics.
func isEmpty(syllable string, fold bool) bool {
	if fold {
		return len(question.Parse(syllable).Content) == 0
	}
	const marked = "điều, " // so that the whole is taken for one typed with diacritics
	return len(question.Parse(marked+syllable).Content) == len(question.Parse(marked).Content)
}

// breaks tells whether a sentence or a part of it ends at r.
func breaks(r rune) bool { return strings.ContainsRune(",;:?!()\"“”\n", r) }

// cutPlaces takes the documents and places that text names out of it.
func (f *form) cutPlaces(text string) (rest string) {
	var b strings.Builder
	at := 0
	for _, m := range corpus.FindTypedRefs(text, corpus.Ref{}) {
		f.places = append(f.places, strings.ToLower(m.Ref.String()))
		if m.Start >= at {
			b.WriteString(text[at:m.Start] + " ")
		}
		at = max(at, m.End)
	}
	slices.Sort(f.places)
	return b.String() + text[at:]
}

// expand writes abbreviations out.
func expand(syllables []string, fold bool) []string {
	var out []string
	for _, s := range syllables {
		long, ok := abbreviations[s]
		if !ok {
			out = append(out, s)
			continue
		}
		for _, w := range long {
			if fold {
				w = viet.Fold(w)
			}
			out = append(out, w)
		}
	}
	return out
}

// readPart notes what a part of the question asks for and on what its sense hangs, and
// returns the syllables that are left.
func (f *form) readPart(syllables []string, v vocabulary) (kept []string) {
	for len(syllables) > 0 && v.particles[syllables[len(syllables)-1]] {
		syllables = syllables[:len(syllables)-1]
	}
	if n := len(syllables); n > 1 && v.closing[syllables[n-1]] {
		f.asks = append(f.asks, whether)
		syllables = syllables[:n-1]
	}
	for i := 0; i < len(syllables); {
		if p := v.phraseAt(syllables[i:]); len(p.syllables) > 0 {
			if p.asks != nothing {
				f.asks = append(f.asks, p.asks)
			}
			i += len(p.syllables)
			continue
		}
		if v.guards[syllables[i]] {
			f.guards = append(f.guards, syllables[i])
		}
		kept = append(kept, syllables[i])
		i++
	}
	return kept
}

// personsIn counts the persons that words name.
func (v vocabulary) personsIn(words []string) int {
	n := 0
	for i := 0; i < len(words); {
		step := 0
		for _, p := range v.persons {
			if len(p) > step && len(p) <= len(words)-i && begins(words[i:], p) {
				step = len(p)
			}
		}
		if step > 0 {
			n++
		}
		i += max(step, 1)
	}
	return n
}
