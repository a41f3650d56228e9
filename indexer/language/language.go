// Package language understands how a Vietnamese question was typed: without
// diacritics, with half of them, with a slip of the fingers, or with the keys of
// an input method that was off (Telex, VNI).
//
// It knows the language from the corpus alone. A Builder counts the syllables
// and adjacent pairs of the corpus when the index is built; the Model that it
// gives reads a question as the likeliest sequence of known syllables that could
// have been typed so. A syllable that the corpus knows is believed, so that a
// properly written question comes back letter for letter; numbers, numbers of
// documents, codes and abbreviations in capitals are never touched.
package language

// Kind says what was wrong with a place of a question.
type Kind uint8

// The kinds of change.
const (
	Restored Kind = iota // diacritics that were left out
	Slip                 // a typing slip, a misspelling, a space lost or added
	Keys                 // Telex or VNI keys that an input method would have eaten
)

// Change is one place that is read otherwise than it was typed.
type Change struct {
	From, To   string
	Start, End int // bytes of the question as typed; From lies between them
	Kind       Kind
}

// Reading is a question as it was meant.
type Reading struct {
	Text    string
	Changes []Change // in order, not overlapping; Text is the question with them made
}
