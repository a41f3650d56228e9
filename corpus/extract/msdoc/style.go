package msdoc

// styles is the style sheet [STSH].
type styles struct {
	list  []style
	fonts [2]int // of text in no other: ASCII, other
	known map[int]character
	work  int // bytes of property changes applied so far
}

// style is one style [STD].
type style struct {
	builtIn    int // number among the styles that Word knows; 1 to 9 are headings
	base       int
	paragraph  []byte // property changes
	characters []byte
	bordered   bool // of a table style
}

const (
	noStyle       = 0xFFF
	kindParagraph = 1
	kindCharacter = 2
	kindTable     = 3
	maxStyles     = 4096
	maxBases      = 32 // styles that rest on each other
)

func (f *file) readStyles() *styles {
	raw := f.pair(pairStyles)
	s := &styles{known: map[int]character{}}
	headSize := int(short(raw, 0))
	head := slice(raw, 2, headSize)
	count, fixed := int(short(head, 0)), int(short(head, 2))
	s.fonts = [2]int{int(short(head, 12)), int(short(head, 16))}
	at := 2 + headSize
	for range min(count, maxStyles) {
		n := int(short(raw, at))
		s.list = append(s.list, readStyle(slice(raw, at+2, n), fixed))
		at += 2 + n
	}
	return s
}

// readStyle reads one style whose fixed part has the given size.
func readStyle(raw []byte, fixed int) style {
	x := style{builtIn: int(short(raw, 0) & 0xFFF), base: int(short(raw, 2) >> 4)}
	if len(raw) == 0 {
		x.base = noStyle
		return x
	}
	kind := short(raw, 2) & 0xF
	count := int(short(raw, 4) & 0xF)
	at := fixed + 2 + 2*int(short(raw, fixed)) + 2 // the name, with its length and end
	for i := range count {
		n := int(short(raw, at))
		part := slice(raw, at+2, n)
		at += 2 + n + n%2
		switch {
		case kind == kindParagraph && i == 0, kind == kindTable && i == 1:
			x.paragraph = slice(part, 2, len(part))
		case kind == kindParagraph && i == 1, kind == kindCharacter && i == 0, kind == kindTable && i == 2:
			x.characters = part
		case kind == kindTable && i == 0:
			x.bordered = drawn(part)
		}
	}
	return x
}

// chain lists a style and those that it rests on, the base first.
func (s *styles) chain(i int) []style {
	var all []style
	for len(all) < maxBases && i >= 0 && i < len(s.list) {
		all = append([]style{s.list[i]}, all...)
		i = s.list[i].base
	}
	return all
}
