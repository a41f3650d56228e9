package msdoc

// character is the look of text.
type character struct {
	fonts          [2]int // of ASCII, of the rest
	bold, italic   bool
	hidden         bool // also deleted
	deleted        bool
	special        bool // characters stand for objects
	caps           bool
	raised         bool
	symbol         rune // in place of the character, 0 for none
	symbolFont     int
	hasSymbolStyle bool
}

// toggles are the changes that styles switch over.
var toggles = map[int]func(*character) *bool{
	opBold:      func(c *character) *bool { return &c.bold },
	opItalic:    func(c *character) *bool { return &c.italic },
	opHidden:    func(c *character) *bool { return &c.hidden },
	opCaps:      func(c *character) *bool { return &c.caps },
	opSmallCaps: func(c *character) *bool { return &c.caps },
}

// base is the look that a paragraph style gives to its text.
func (s styles) characters(style int) character {
	c := character{fonts: s.fonts}
	for _, x := range s.chain(style) {
		c.apply(x.characters, s, c)
	}
	return c
}

// apply changes the look. base is the look of the style below, which changes may
// refer to.
func (c *character) apply(list []byte, s styles, base character) {
	for op, operand := range changes(list) {
		value := int(at(operand, 0))
		if field, ok := toggles[op]; ok {
			set(field(c), value, *field(&base))
			continue
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
		case opCharStyle:
			for _, x := range s.chain(int(short(operand, 0))) {
				c.applyStyle(x.characters, s)
			}
		}
	}
}

// applyStyle applies a character style, which names no other.
func (c *character) applyStyle(list []byte, s styles) {
	base := *c
	for op, operand := range changes(list) {
		if op == opCharStyle {
			continue
		}
		size := 2 + len(operand)
		one := append(append(make([]byte, 0, size), byte(op), byte(op>>8)), operand...)
		c.apply(one, s, base)
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
