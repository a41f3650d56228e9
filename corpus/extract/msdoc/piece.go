package msdoc

import (
	"fmt"
	"sort"

	"golang.org/x/text/encoding/charmap"
)

// pieces is the text of all stories, by character position, and where in the
// stream each came from [Clx].
type pieces struct {
	units []uint16 // UTF-16
	list  []piece
}

// piece is a run of the text that lies together in the stream.
type piece struct {
	start, end int // character positions
	at         int // byte in the WordDocument stream
	width      int // bytes a character: 1 (Windows-1252) or 2 (UTF-16)
	changes    []byte
}

// readPieces reads the piece table and the text that it puts together.
func (f *file) readPieces() (*pieces, error) {
	plc, changes, ok := pieceTable(f.pair(pairPieces))
	if !ok {
		return nil, fmt.Errorf("%w (thiếu bảng mảnh chữ)", ErrBroken)
	}
	n := (len(plc) - 4) / 12
	p := &pieces{}
	for i := range n {
		start, end := int(long(plc, 4*i)), int(long(plc, 4*i+4))
		if start != len(p.units) || end < start || end-start > len(f.word) || end > 2*len(f.word) {
			break
		}
		entry := plc[4*(n+1)+8*i:]
		where := long(entry, 2)
		x := piece{start: start, end: end, at: int(where & 0x3FFFFFFF), width: 2, changes: pieceChanges(short(entry, 6), changes)}
		if where&0x40000000 != 0 {
			x.at, x.width = x.at/2, 1
		}
		if x.at > len(f.word) {
			break
		}
		x.end = min(x.end, x.start+(len(f.word)-x.at)/x.width)
		p.list = append(p.list, x)
		p.units = append(p.units, f.pieceText(x)...)
		if x.end < end {
			break
		}
	}
	if len(p.units) == 0 {
		return nil, fmt.Errorf("%w (không có chữ)", ErrBroken)
	}
	return p, nil
}

// pieceTable takes the table of pieces out of [Clx] with the property changes that
// stand before it.
func pieceTable(clx []byte) (plc []byte, changes [][]byte, ok bool) {
	for len(clx) > 0 {
		switch clx[0] {
		case 1:
			n := 3 + int(short(clx, 1))
			if n > len(clx) {
				return nil, nil, false
			}
			changes = append(changes, clx[3:n])
			clx = clx[n:]
		case 2:
			if len(clx) < 5+4+12 {
				return nil, nil, false
			}
			n := min(int64(long(clx, 1)), int64(len(clx)-5))
			return clx[5 : 5+n], changes, true
		default:
			return nil, nil, false
		}
	}
	return nil, nil, false
}

// pieceChanges gives the property changes that hold for a whole piece [Prm].
func pieceChanges(prm uint16, changes [][]byte) []byte {
	if prm&1 != 0 {
		if i := int(prm >> 1); i < len(changes) {
			return changes[i]
		}
		return nil
	}
	value := byte(prm >> 8)
	for _, known := range []struct {
		index uint16
		op    uint16
	}{{0x05, opAlign80}, {0x0C, opLevel}, {0x18, opInTable}, {0x19, opRowEnd}, {0x41, opDeleted}, {0x55, opBold}, {0x56, opItalic}, {0x5B, opCaps}, {0x5C, opHidden}} {
		if prm>>1&0x7F == known.index {
			return []byte{byte(known.op), byte(known.op >> 8), value}
		}
	}
	return nil
}

func (f *file) pieceText(x piece) []uint16 {
	units := make([]uint16, x.end-x.start)
	for i := range units {
		if x.width == 2 {
			units[i] = short(f.word, x.at+2*i)
			continue
		}
		c := f.word[x.at+i]
		units[i] = uint16(c)
		if c >= 0x80 && c < 0xA0 {
			if r := charmap.Windows1252.DecodeByte(c); r < 0xFFFD {
				units[i] = uint16(r)
			}
		}
	}
	return units
}

// pieceAt finds the piece that holds position cp.
func (p *pieces) pieceAt(cp int) *piece {
	i := sort.Search(len(p.list), func(i int) bool { return p.list[i].end > cp })
	if i == len(p.list) {
		return &p.list[len(p.list)-1]
	}
	return &p.list[i]
}

// byteAt is the place of position cp in the stream.
func (x *piece) byteAt(cp int) int { return x.at + (cp-x.start)*x.width }
