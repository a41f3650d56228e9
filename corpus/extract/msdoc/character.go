package msdoc

// character is the look of text.
type character struct {
	fonts        [2]int // of ASCII, of the rest
	bold, italic bool
	hidden       bool
	deleted      bool // with changes tracked
	special      bool // characters stand for objects
	caps         bool
	raised       bool
	symbol       rune // in place of the character, 0 for none
	symbolFont   int
}

// toggles are the changes that styles switch over.
var toggles = map[int]func(*character) *bool{
	opBold:      func(c *character) *bool { return &c.bold },
	opItalic:    func(c *character) *bool { return &c.italic },
	opHidden:    func(c *character) *bool { return &c.hidden },
	opCaps:      func(c *character) *bool { return &c.caps },
	opSmallCaps: func(c *character) *bool { return &c.caps },
}

// text is the look that a paragraph style gives to its text.
func (s *styles) text(style int) character {
	c, ok := s.known[style]
	if !ok {
		c = character{fonts: s.fonts}
		for _, x := range s.chain(style) {
			c.applyStyle(s, x.characters)
		}
		s.known[style] = c
	}
	return c
}

// apply changes the look. base is the look of the style below, which changes may
// refer to.
func (c *character) apply(s *styles, list []byte, base character) {
	s.work += len(list)
	for op, operand := range changes(list) {
		if op == opCharStyle {
			for _, x := range s.chain(int(short(operand, 0))) {
				c.applyStyle(s, x.characters)
			}
			continue
		}
		c.change(op, operand, base)
	}
}

// applyStyle applies the changes of a style, which names no other.
func (c *character) applyStyle(s *styles, list []byte) {
	s.work += len(list)
	base := *c
	for op, operand := range changes(list) {
		c.change(op, operand, base)
	}
}

func (c *character) change(op int, operand []byte, base character) {
	value := int(at(operand, 0))
	if field, ok := toggles[op]; ok {
		set(field(c), value, *field(&base))
		return
	}
	switch op {
	case opDeleted:
		c.deleted = value != 0
	case opSpecial:
		c.special = value != 0
	case opRaise:
		c.raised = value == 1
	case opFontASCII:
		c.fonts[0] = int(short(operand, 0))
	case opFontOther:
		c.fonts[1] = int(short(operand, 0))
	case opSymbol:
		c.symbolFont, c.symbol = int(short(operand, 0)), rune(short(operand, 2))
	case opPlain:
		*c = base
	}
}

// set reads the value of a toggle.
func set(field *bool, value int, base bool) {
	switch value {
	case 0, 1:
		*field = value == 1
	case 0x80:
		*field = base
	case 0x81:
		*field = !base
	}
}
