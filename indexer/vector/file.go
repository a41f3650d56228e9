package vector

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// ErrFormat is wrapped by every error about what Load was given.
var ErrFormat = errors.New("tệp vectơ hỏng")

// A saved matrix is a header (the mark, the dimensions and the rows as uint32,
// little-endian), the components row by row, and the CRC-32C of all that.
const (
	fileMark   = "cvVec1\r\n"
	headerSize = len(fileMark) + 8
)

// maxRows keeps row numbers in uint32 with room to spare.
const maxRows = 1 << 30

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Save writes the matrix, Dim bytes a row.
func (m *Matrix) Save(w io.Writer) error {
	sum := crc32.New(castagnoli)
	out := io.MultiWriter(w, sum)
	header := make([]byte, 0, headerSize)
	header = append(header, fileMark...)
	header = binary.LittleEndian.AppendUint32(header, uint32(m.dim))
	header = binary.LittleEndian.AppendUint32(header, uint32(m.Len()))
	if _, err := out.Write(header); err != nil {
		return err
	}
	chunk := make([]byte, min(chunkRows(m.dim), max(m.Len(), 1))*m.dim)
	for next := 0; next < m.Len(); {
		n := 0
		for ; next < m.Len() && n < len(chunk); next++ {
			m.row(next, chunk[n:n+m.dim])
			n += m.dim
		}
		if _, err := out.Write(chunk[:n]); err != nil {
			return err
		}
	}
	_, err := w.Write(binary.LittleEndian.AppendUint32(nil, sum.Sum32()))
	return err
}

// chunkRows is how many rows are read or written at once: about 64 KB.
func chunkRows(dim int) int { return max(1, 1<<16/dim) }

// Load reads what Save wrote, and no byte more. It allocates in the measure of
// what it has read. Errors about the content wrap ErrFormat.
func Load(r io.Reader) (*Matrix, error) {
	sum := crc32.New(castagnoli)
	in := io.TeeReader(r, sum)
	header := make([]byte, headerSize)
	if err := read(in, header); err != nil {
		return nil, err
	}
	dim := int(binary.LittleEndian.Uint32(header[len(fileMark):]))
	rows := int(binary.LittleEndian.Uint32(header[len(fileMark)+4:]))
	if string(header[:len(fileMark)]) != fileMark || dim < 1 || dim > MaxDim || rows > maxRows {
		return nil, fmt.Errorf("%w: phần đầu không hợp lệ", ErrFormat)
	}
	m := NewMatrix(dim)
	if err := m.readRows(in, rows); err != nil {
		return nil, err
	}
	want := sum.Sum32()
	var trailer [4]byte
	if err := read(r, trailer[:]); err != nil {
		return nil, err
	}
	if binary.LittleEndian.Uint32(trailer[:]) != want {
		return nil, fmt.Errorf("%w: sai tổng kiểm tra", ErrFormat)
	}
	if m.dim >= sketchedDims {
		m.sketch.Store(newSketch(m)) // rather now than in the first search
	}
	return m, nil
}

// readRows appends so many rows from r.
func (m *Matrix) readRows(r io.Reader, rows int) error {
	chunk := make([]byte, min(chunkRows(m.dim), max(rows, 1))*m.dim)
	row := make([]int8, m.dim)
	for m.Len() < rows {
		part := chunk[:min(len(chunk), (rows-m.Len())*m.dim)]
		if err := read(r, part); err != nil {
			return err
		}
		for ; len(part) > 0; part = part[m.dim:] {
			for i := range row {
				if row[i] = int8(part[i]); row[i] < -limit {
					return fmt.Errorf("%w: giá trị ngoài khoảng", ErrFormat)
				}
			}
			m.appendRow(row)
		}
	}
	return nil
}

// read fills b; a file that ends early is a broken one.
func read(r io.Reader, b []byte) error {
	_, err := io.ReadFull(r, b)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w: thiếu dữ liệu", ErrFormat)
	}
	return err
}
