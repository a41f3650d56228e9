package msdoc

// paragraph is the look of a paragraph.
type paragraph struct {
	style      int
	centred    bool
	heading    int // 1 to 9
	list       int // which use of a list, from 1; 0 for none
	level      int
	depth      int // how many tables it stands in
	inTable    bool
	rowEnd     bool // it ends a row of the outermost table
	innerCell  bool // it ends a cell, or a row, of a table inside a cell
	innerEnd   bool
	table      []byte // definition of the row
	bordered   bool
	tableStyle int
}

// paragraphAt reads the look of the paragraph whose end stands at cp.
func (b *body) paragraphAt(cp int) paragraph {
	x := b.text.pieceAt(cp)
	l := b.paragraphs.at(x.byteAt(cp))
	p := paragraph{style: l.style, tableStyle: noStyle}
	for op, operand := range changes(l.changes) { // a later style change holds for all
		if op == opStyle {
			p.style = int(short(operand, 0))
		}
	}
	p = b.styled(p)
	p.apply(b, l.changes, 0)
	p.apply(b, x.changes, 0)
	if p.inTable && p.depth == 0 {
		p.depth = 1
	}
	if !p.inTable && p.depth == 0 {
		p.rowEnd = false
	}
	if s := p.tableStyle; s >= 0 && s < len(b.styles.list) && b.styles.list[s].bordered {
		p.bordered = true
	}
	return p
}

// styled is the look that the paragraph's style gives it.
func (b *body) styled(p paragraph) paragraph {
	style := p.style
	if known, ok := b.known[style]; ok {
		return known
	}
	for _, s := range b.styles.chain(style) {
		if s.builtIn >= 1 && s.builtIn <= 9 {
			p.heading = s.builtIn
		}
		p.apply(b, s.paragraph, 0)
	}
	p.style = style
	b.known[style] = p
	return p
}

// apply changes the look; nested counts how often the changes were found elsewhere.
func (p *paragraph) apply(b *body, list []byte, nested int) {
	b.styles.work += len(list)
	for op, operand := range changes(list) {
		value := int(at(operand, 0))
		switch op {
		case opAlign, opAlign80:
			p.centred = value == 1
		case opInTable:
			p.inTable = value != 0
		case opRowEnd:
			p.rowEnd = value != 0
		case opInnerCell:
			p.innerCell = value != 0
		case opInnerEnd:
			p.innerEnd = value != 0
		case opLevel:
			p.level = value
		case opOutline:
			p.heading = 0
			if value < 9 {
				p.heading = value + 1
			}
		case opList:
			p.list = int(short(operand, 0))
			if p.list >= 0xF800 { // taken out of its list
				p.list = 0
			}
		case opDepth:
			p.depth = int(int32(long(operand, 0)))
		case opDepthAdd:
			p.depth += int(int32(long(operand, 0)))
		case opTable:
			p.table = operand
		case opTableStyle:
			p.tableStyle = int(short(operand, 0))
		case opBorders, opBorders80, opCellBorder, opCellBord80:
			p.bordered = p.bordered || borders(op, operand)
		case opElsewhere, opElsewhere2:
			if where := int(long(operand, 0)); nested == 0 {
				data := b.file.data()
				p.apply(b, slice(data, where+2, int(short(data, where))), nested+1)
			}
		}
	}
}
