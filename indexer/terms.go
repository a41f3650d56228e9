package indexer

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/trolycongvu/congvu/indexer/analysis"
	"github.com/trolycongvu/congvu/indexer/lexicon"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// maxQueryTerms bounds the work of one search: of a longer text the terms that
// say most are kept.
const maxQueryTerms = 96

// searchTerm is one distinct term of a question.
type searchTerm struct {
	text   string
	rarity float64 // inverse document frequency
	weight float64 // rarity times how much the question asks for it
	each   score   // what an impact of 1/impactOne adds
	list   *postings
}

// question is a text to search for, taken apart.
type question struct {
	text    string       // as it was read
	folded  bool         // without diacritics
	terms   []searchTerm // those that the index has, most telling first
	unknown []searchTerm // those that it lacks, without postings

	sequence []sequenceWord // its words in order
	sorts    sorts
}

// sequenceWord is one word of a question in its place.
type sequenceWord struct {
	text       string
	joined     bool    // to the word before it
	share      float64 // 1, less for words that those of the question stand for
	weight     float64 // share of the inverse document frequency
	pairWeight float64 // that of the pair with the word before it
	content    float64 // how much it says of the matter, 0 to 1
}

// boilerplateWeight is what a word that says nothing of the matter ("được quy
// định như thế nào") counts in the first ranking, against 1 for one that does.
// Chosen by cross-validation on zalo-dev.
const boilerplateWeight = 0.5

// splitQuestion takes a question apart: its words in order with what they say of
// the matter, then those that some of them stand for.
func splitQuestion(u understanding) *question {
	q := &question{text: u.text, folded: !viet.HasTones(u.text)}
	q.add(u.text, 1)
	words := make([]string, len(q.sequence))
	for i, w := range q.sequence {
		words[i] = w.text
	}
	for i, content := range lexicon.Boilerplate(words) {
		q.sequence[i].content = content
	}
	q.sorts = sortsOfQuestion(u.text)
	if !q.folded {
		for _, b := range u.beside {
			q.add(b.text, besideWeight*b.weight)
		}
	}
	return q
}

// add appends the words of text.
func (q *question) add(text string, share float64) {
	form := analysis.Written
	if q.folded {
		form = analysis.Folded
	}
	var s analysis.Splitter
	s.Split(text, form, func(term []byte) {
		if bytes.IndexByte(term, analysis.PairSeparator) >= 0 {
			q.sequence[len(q.sequence)-1].joined = true
			return
		}
		q.sequence = append(q.sequence, sequenceWord{text: string(term), content: 1, share: share})
	})
}

// pairAt is the pair that word i makes with the one before it.
func (q *question) pairAt(i int) string {
	return q.sequence[i-1].text + string(analysis.PairSeparator) + q.sequence[i].text
}

// ask reads a question and looks its terms up.
func (g *generation) ask(ctx context.Context, text string) (*question, error) {
	q := splitQuestion(g.understand(text))
	t := termTable{places: make(map[string]int, 2*len(q.sequence))}
	for i := range q.sequence {
		w := &q.sequence[i]
		t.enter(w.text, w.share*w.firstShare())
		if w.joined {
			t.enter(q.pairAt(i), w.share*max(w.firstShare(), q.sequence[i-1].firstShare()))
		}
	}
	if err := g.lookUp(ctx, t.terms, q.folded); err != nil {
		return nil, err
	}
	for _, e := range t.entries {
		term := &t.terms[e.place]
		term.weight += term.rarity * e.share
	}
	for i := range q.sequence {
		w := &q.sequence[i]
		w.weight = w.share * t.terms[t.places[w.text]].rarity
		if w.joined {
			w.pairWeight = w.share * t.terms[t.places[q.pairAt(i)]].rarity
		}
	}
	q.sort(t.terms)
	for i := range q.terms {
		t := &q.terms[i]
		t.each = perImpact(t.weight)
	}
	return q, nil
}

// termTable gathers the distinct terms of a question.
type termTable struct {
	terms   []searchTerm
	places  map[string]int // in terms
	entries []termEntry
}

// termEntry is one place of a question where a term stands.
type termEntry struct {
	place int     // in terms
	share float64 // what it counts there
}

func (t *termTable) enter(text string, share float64) {
	at, known := t.places[text]
	if !known {
		at = len(t.terms)
		t.places[text] = at
		t.terms = append(t.terms, searchTerm{text: text})
	}
	t.entries = append(t.entries, termEntry{at, share})
}

// lookUp fills in the postings and the rarity of terms. Those that are not in the
// cache are read by two at once.
func (g *generation) lookUp(ctx context.Context, terms []searchTerm, folded bool) error {
	var missing []int
	for i := range terms {
		if list, ok := g.cache.get(termKey{text: terms[i].text, folded: folded}); ok {
			terms[i].list = list
		} else {
			missing = append(missing, i)
		}
	}
	errs := make([]error, len(missing))
	const each = 2
	inShares(len(missing), each, func(from, to int) {
		for n := from; n < to; n++ {
			t := &terms[missing[n]]
			t.list, errs[n] = g.postings(ctx, termKey{text: t.text, folded: folded})
		}
	})
	if err := errors.Join(errs...); err != nil {
		return err
	}
	for i := range terms {
		terms[i].rarity = idf(g.info.Units, terms[i].list.count)
	}
	return nil
}

// firstShare is what the word counts in the first ranking.
func (w *sequenceWord) firstShare() float64 {
	return boilerplateWeight + (1-boilerplateWeight)*w.content
}

// sort puts the terms that the index has in order, most telling first, and the
// others aside.
func (q *question) sort(all []searchTerm) {
	for _, t := range all {
		if t.list.count == 0 {
			q.unknown = append(q.unknown, t)
		} else {
			q.terms = append(q.terms, t)
		}
	}
	slices.SortStableFunc(q.terms, func(a, b searchTerm) int { return cmp.Compare(b.weight, a.weight) })
	q.terms = q.terms[:min(len(q.terms), maxQueryTerms)]
}

// cacheBytes bounds the decoded postings that a generation keeps. The most
// frequent syllables of the official code, which nearly every question has some
// of, fill about half of it.
const cacheBytes = 96 << 20

// termKey names postings. Those of a folded term are made of those of all terms
// that are spelled so without diacritics.
type termKey struct {
	text   string
	folded bool
}

// postings returns those of a term, from the cache if it has them.
func (g *generation) postings(ctx context.Context, key termKey) (*postings, error) {
	if p, ok := g.cache.get(key); ok {
		return p, nil
	}
	read := g.frequencies
	if key.folded {
		read = g.foldedFrequencies
	}
	f, err := read(ctx, key.text)
	if err != nil {
		return nil, err
	}
	p := g.info.postings(f)
	g.cache.put(key, p, p.size())
	return p, nil
}

// frequencies reads those of a term from the index.
func (g *generation) frequencies(ctx context.Context, term string) (f *frequencies, err error) {
	r, err := g.read.TermFieldReader(ctx, []byte(term), fieldWritten, true, false, false)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	return readFrequencies(r)
}

// foldedFrequencies joins those of the terms that fold to text.
func (g *generation) foldedFrequencies(ctx context.Context, text string) (*frequencies, error) {
	var lists []*frequencies
	for _, spelling := range g.text.spellings(text) {
		f, err := g.frequencies(ctx, spelling)
		if err != nil {
			return nil, err
		}
		if len(f.units) > 0 {
			lists = append(lists, f)
		}
	}
	for len(lists) > 1 { // two by two, so that no list is walked more often than need be
		half := len(lists) / 2
		for i := range half {
			lists[i] = lists[i].merge(lists[len(lists)-1-i])
		}
		lists = lists[:len(lists)-half]
	}
	if len(lists) == 0 {
		return new(frequencies), nil
	}
	return lists[0], nil
}
