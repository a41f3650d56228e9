package msdoc

import "iter"

// Property changes [Sprm] that matter here.
const (
	opDeleted    = 0x0800 // sprmCFRMarkDel
	opBold       = 0x0835
	opItalic     = 0x0836
	opSmallCaps  = 0x083A
	opCaps       = 0x083B
	opHidden     = 0x083C
	opSpecial    = 0x0855
	opPlain      = 0x2A33
	opRaise      = 0x2A48 // sprmCIss
	opCharStyle  = 0x4A30
	opFontASCII  = 0x4A4F
	opFontOther  = 0x4A51
	opSymbol     = 0x6A09
	opStyle      = 0x4600
	opAlign80    = 0x2403
	opAlign      = 0x2461
	opInTable    = 0x2416
	opRowEnd     = 0x2417
	opInnerCell  = 0x244B
	opInnerEnd   = 0x244C
	opLevel      = 0x260A
	opOutline    = 0x2640
	opList       = 0x460B
	opDepth      = 0x6649
	opDepthAdd   = 0x664A
	opElsewhere  = 0x6646 // sprmPHugePapx
	opElsewhere2 = 0x6645
	opTable      = 0xD608 // sprmTDefTable
	opTabs       = 0xC615 // sprmPChgTabs
	opBorders80  = 0xD605
	opBorders    = 0xD613
	opCellBorder = 0xD62F
	opCellBord80 = 0xD620
	opTableStyle = 0x563A
)

// changes walks a list of property changes [Grpprl].
func changes(list []byte) iter.Seq2[int, []byte] {
	return func(yield func(op int, operand []byte) bool) {
		for len(list) >= 2 {
			op := int(short(list, 0))
			list = list[2:]
			head, n := operandSize(op, list)
			if head+n > len(list) {
				if op != opTable {
					return
				}
				n = max(len(list)-head, 0) // a table definition that was cut short still tells much
			}
			if !yield(op, slice(list, head, n)) {
				return
			}
			list = list[min(head+n, len(list)):]
		}
	}
}

// operandSize tells how many bytes of length and of operand follow.
func operandSize(op int, list []byte) (head, n int) {
	switch op >> 13 {
	case 0, 1:
		return 0, 1
	case 2, 4, 5:
		return 0, 2
	case 3:
		return 0, 4
	case 7:
		return 0, 3
	}
	switch {
	case op == opTable:
		return 2, max(int(short(list, 0))-1, 0)
	case len(list) == 0:
		return 1, 0
	case op == opTabs && list[0] == 255:
		del := int(at(list, 1))
		add := int(at(list, 2+4*del))
		return 1, 1 + 4*del + 1 + 3*add
	}
	return 1, int(list[0])
}

// at is the byte at i, 0 beyond the end.
func at(b []byte, i int) byte {
	if i < 0 || i >= len(b) {
		return 0
	}
	return b[i]
}
