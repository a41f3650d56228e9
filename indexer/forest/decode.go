package forest

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
)

// ErrFormat is the error of UnmarshalBinary for data that is not a forest, is
// damaged, or is of another version.
var ErrFormat = errors.New("mô hình xếp hạng hỏng hoặc khác phiên bản")

// UnmarshalBinary makes f the forest that MarshalBinary stored. With an error,
// which is an ErrFormat, f stays as it was. It must not run while f is in use.
func (f *Forest) UnmarshalBinary(data []byte) error {
	body, ok := bytes.CutPrefix(data, []byte(magic))
	if !ok || len(body) < crc32.Size {
		return fmt.Errorf("%w: không có dấu %q ở đầu", ErrFormat, magic)
	}
	end := len(data) - crc32.Size
	if crc32.Checksum(data[:end], castagnoli) != binary.LittleEndian.Uint32(data[end:]) {
		return fmt.Errorf("%w: sai tổng kiểm", ErrFormat)
	}
	r := reader{rest: body[:len(body)-crc32.Size]}
	read := r.forest()
	if r.err == nil && len(r.rest) > 0 {
		r.fail("thừa %d byte ở cuối", len(r.rest))
	}
	if r.err != nil {
		return r.err
	}
	*f = *read
	return nil
}

// reader takes values off the front of what is left. After an error it gives
// zeros.
type reader struct {
	rest []byte
	err  error
}

func (r *reader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: %s", ErrFormat, fmt.Sprintf(format, args...))
		r.rest = nil
	}
}

func (r *reader) forest() *Forest {
	features := r.count(MaxFeatures, 9) // a gain and a number of thresholds
	gains := make([]float64, features)
	bounds := make([][]float32, features)
	for i := range features {
		gains[i] = math.Float64frombits(r.bits(8))
		if !finite(gains[i]) || gains[i] < 0 {
			r.fail("đặc trưng %d có mức đóng góp %v", i, gains[i])
		}
		bounds[i] = r.bounds(i)
	}
	trees := make([]tree, r.count(math.MaxInt32, 13)) // a split and two leaves
	for i := range trees {
		if r.node(&trees[i], bounds) < 0 && r.err == nil {
			r.fail("cây %d chỉ có một lá", i)
		}
	}
	if r.err != nil {
		return nil
	}
	f, err := assemble(features, gains, trees)
	if err != nil {
		r.fail("%v", err)
		return nil
	}
	for i := range bounds {
		if len(bounds[i]) != len(f.bounds[i]) {
			r.fail("đặc trưng %d có ngưỡng không dùng đến", i)
		}
	}
	return f
}

// bounds reads the thresholds of a feature.
func (r *reader) bounds(feature int) []float32 {
	bounds := make([]float32, r.count(MaxBins-1, 4))
	for i := range bounds {
		bounds[i] = math.Float32frombits(uint32(r.bits(4)))
		if bounds[i] != bounds[i] || i > 0 && bounds[i] <= bounds[i-1] {
			r.fail("các ngưỡng của đặc trưng %d không tăng dần", feature)
		}
	}
	return bounds
}

// node reads a node and what lies below it, and returns it as a child. The
// recursion ends with MaxLeaves at the latest: a tree is no deeper than it has
// splits.
func (r *reader) node(t *tree, bounds [][]float32) int {
	tag := r.count(len(bounds), 0)
	if tag == 0 {
		l := leaf{value: math.Float32frombits(uint32(r.bits(4))), rows: uint32(r.count(math.MaxUint32, 0))}
		if !finite(float64(l.value)) {
			r.fail("lá có giá trị %v", l.value)
		}
		t.leaves = append(t.leaves, l)
		return ^(len(t.leaves) - 1)
	}
	feature, place := tag-1, int(r.bits(1))
	if place >= len(bounds[feature]) {
		r.fail("đặc trưng %d không có ngưỡng thứ %d", feature, place)
	}
	if len(t.splits) == MaxLeaves-1 {
		r.fail("cây có hơn %d lá", MaxLeaves)
	}
	if r.err != nil {
		return -1
	}
	at := len(t.splits)
	t.splits = append(t.splits, split{feature: feature, threshold: bounds[feature][place]})
	left := r.node(t, bounds)
	right := r.node(t, bounds)
	t.splits[at].left, t.splits[at].right = left, right
	return at
}

// count reads a whole number up to most, each of which size bytes stand for: a
// number that the rest of the data has no room for is an error.
func (r *reader) count(most, size int) int {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 || v > uint64(most) || size > 0 && v > uint64(len(r.rest)/size) {
		r.fail("số không hợp lệ ở %d byte cuối", len(r.rest))
		return 0
	}
	r.rest = r.rest[n:]
	return int(v)
}

// bits reads a little-endian number of so many bytes, at most 8.
func (r *reader) bits(size int) uint64 {
	if len(r.rest) < size {
		r.fail("thiếu dữ liệu ở cuối")
		return 0
	}
	var b [8]byte
	copy(b[:], r.rest[:size])
	r.rest = r.rest[size:]
	return binary.LittleEndian.Uint64(b[:])
}
