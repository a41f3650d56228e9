package corpus

// FindTypedRefs is FindRefs for what people type into a question: short forms,
// small letters and missing diacritics are read wherever they stand, with other
// words written in full or not.
func FindTypedRefs(text string, self Ref) []FoundRef {
	return findRefs(text, self, true)
}
