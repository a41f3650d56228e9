package forest

import (
	"encoding/binary"
	"hash/crc32"
	"math"
)

// The form of a stored forest, whole numbers as unsigned varints and the others
// as little-endian floats:
//
//	magic with the version
//	number of features; each one's gain (float64); number of its thresholds, and
//	  these, ascending (float32)
//	number of trees; each from its root, a node before its left and then its right
//	  part: 1 + feature and the threshold's place (one byte), or for a leaf
//	  0, value (float32), training rows
//	CRC-32 (Castagnoli) of all before it
const magic = "congvu-forest-1\n"

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// MarshalBinary is the forest in a compact form, for UnmarshalBinary. It never
// fails.
func (f *Forest) MarshalBinary() ([]byte, error) {
	b := []byte(magic)
	b = binary.AppendUvarint(b, uint64(f.features))
	for i, bounds := range f.bounds {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(f.gains[i]))
		b = binary.AppendUvarint(b, uint64(len(bounds)))
		for _, t := range bounds {
			b = appendFloat32(b, t)
		}
	}
	b = binary.AppendUvarint(b, uint64(len(f.trees)))
	for _, t := range f.trees {
		b = f.appendNode(b, t, uint8(firstNode+t.nodes-1))
	}
	return appendSum(b), nil
}

// appendNode appends what lies below a child of tree t.
func (f *Forest) appendNode(b []byte, t span, child uint8) []byte {
	if child < firstNode {
		at := t.leaf + int(child)
		b = append(b, 0)
		b = appendFloat32(b, float32(f.leaves[at]))
		return binary.AppendUvarint(b, uint64(f.counts[at]))
	}
	n := f.nodes[t.node+int(child-firstNode)]
	b = binary.AppendUvarint(b, 1+uint64(n.feature))
	b = append(b, MaxBins-1-byte(n.add))
	b = f.appendNode(b, t, n.left)
	return f.appendNode(b, t, n.right)
}

func appendFloat32(b []byte, v float32) []byte {
	return binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
}

// appendSum closes a stored forest.
func appendSum(b []byte) []byte {
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}
