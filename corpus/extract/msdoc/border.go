package msdoc

// drawn tells whether property changes draw lines around the cells of a table.
func drawn(list []byte) bool {
	for op, operand := range changes(list) {
		if (op == opBorders || op == opBorders80) && borders(op, operand) {
			return true
		}
	}
	return false
}

// borders tells whether a change sets a visible line [Brc, Brc80].
func borders(op int, operand []byte) bool {
	size, kind, first := 8, 5, 0 // the kind of line stands behind its colour and width
	switch op {
	case opBorders80:
		size, kind = 4, 1
	case opCellBorder:
		first = 3 // which cells, which sides
	case opCellBord80:
		size, kind, first = 4, 1, 3
	}
	for i := first; i+size <= len(operand); i += size {
		if visible(operand[i+kind]) {
			return true
		}
	}
	return false
}

// visible tells a kind of line from none.
func visible(kind byte) bool { return kind != 0 && kind != 0xFF }
