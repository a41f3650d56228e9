package embedding

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/trolycongvu/congvu/indexer/vector"
)

// ErrFile is wrapped by errors about the content of a file of vectors.
var ErrFile = errors.New("tệp vectơ hỏng, hãy chạy lại: congvu index embed")

// Vectors are the vectors of a corpus by one model, as a file keeps them.
type Vectors struct {
	Model    string
	Asked    int   // dimensions asked for, 0 as the model gives
	Revision int64 // of the corpus
	IDs      []string
	Matrix   *vector.Matrix // one row for each of IDs
}

// Probe prepares a question's vector for the Matrix, or returns ErrDimension.
func (v *Vectors) Probe(question []float32) (*vector.Probe, error) {
	if len(question) != v.Matrix.Dim() {
		return nil, fmt.Errorf("%w: câu hỏi có %d chiều, kho vectơ có %d; hãy chạy lại: congvu index embed",
			ErrDimension, len(question), v.Matrix.Dim())
	}
	return vector.NewProbe(question), nil
}

// FileName is the name of the file for a model: vectors-baai-bge-m3.bin. Names
// that differ only in signs share one; Model inside tells them apart.
func FileName(model string) string {
	words := strings.FieldsFunc(strings.ToLower(model), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	return "vectors-" + strings.Join(words, "-") + ".bin"
}

// A file is the mark, the length of a head in JSON as uint32, the head, the
// identifiers one a line, the CRC-32C of all that, and the matrix as vector has it.
const (
	vectorsMark = "cvVecs1\n"
	maxHead     = 1 << 16
)

// head is what stands before the identifiers.
type head struct {
	Model    string `json:"model"`
	Asked    int    `json:"asked"`
	Revision int64  `json:"revision"`
	Rows     int    `json:"rows"`
	Bytes    int64  `json:"bytes"` // of the identifiers
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Write writes the vectors.
func (v *Vectors) Write(w io.Writer) error {
	ids := strings.Join(v.IDs, "\n") + "\n"
	if len(v.IDs) != v.Matrix.Len() || strings.Count(ids, "\n") != len(v.IDs) {
		return fmt.Errorf("embedding: %d identifiers for %d rows, or a line break in one", len(v.IDs), v.Matrix.Len())
	}
	h, err := json.Marshal(head{v.Model, v.Asked, v.Revision, len(v.IDs), int64(len(ids))})
	if err != nil {
		return err
	}
	var b bytes.Buffer
	b.WriteString(vectorsMark)
	b.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(h))))
	b.Write(h)
	b.WriteString(ids)
	b.Write(binary.LittleEndian.AppendUint32(nil, crc32.Checksum(b.Bytes(), castagnoli)))
	if _, err := w.Write(b.Bytes()); err != nil {
		return err
	}
	return v.Matrix.Save(w)
}

// Read reads what Write wrote. It allocates in the measure of what it has read.
// Errors about the content wrap ErrFile.
func Read(r io.Reader) (*Vectors, error) {
	sum := crc32.New(castagnoli)
	in := io.TeeReader(r, sum)
	var start [len(vectorsMark) + 4]byte
	if err := readFull(in, start[:]); err != nil {
		return nil, err
	}
	size := binary.LittleEndian.Uint32(start[len(vectorsMark):])
	if string(start[:len(vectorsMark)]) != vectorsMark || size > maxHead {
		return nil, fmt.Errorf("%w: phần đầu không hợp lệ", ErrFile)
	}
	raw := make([]byte, size)
	if err := readFull(in, raw); err != nil {
		return nil, err
	}
	var h head
	if err := json.Unmarshal(raw, &h); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFile, err)
	}
	ids, err := readIDs(in, h)
	if err != nil {
		return nil, err
	}
	want := sum.Sum32()
	var trailer [4]byte
	if err := readFull(r, trailer[:]); err != nil {
		return nil, err
	}
	if binary.LittleEndian.Uint32(trailer[:]) != want {
		return nil, fmt.Errorf("%w: sai tổng kiểm tra", ErrFile)
	}
	m, err := vector.Load(r)
	switch {
	case errors.Is(err, vector.ErrFormat):
		return nil, fmt.Errorf("%w: %w", ErrFile, err)
	case err != nil:
		return nil, err
	case m.Len() != len(ids):
		return nil, fmt.Errorf("%w: %d mã cho %d vectơ", ErrFile, len(ids), m.Len())
	}
	return &Vectors{Model: h.Model, Asked: h.Asked, Revision: h.Revision, IDs: ids, Matrix: m}, nil
}

// readIDs reads the identifiers that h announces.
func readIDs(r io.Reader, h head) ([]string, error) {
	if h.Rows < 1 || h.Bytes < int64(h.Rows) {
		return nil, fmt.Errorf("%w: phần đầu không hợp lệ", ErrFile)
	}
	var text bytes.Buffer // grows with what is there
	n, err := io.CopyN(&text, r, h.Bytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	lines, whole := strings.CutSuffix(text.String(), "\n")
	ids := strings.Split(lines, "\n")
	if n != h.Bytes || !whole || len(ids) != h.Rows {
		return nil, fmt.Errorf("%w: danh sách mã không đủ", ErrFile)
	}
	return ids, nil
}

// readFull fills b; a file that ends early is a broken one.
func readFull(r io.Reader, b []byte) error {
	_, err := io.ReadFull(r, b)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w: thiếu dữ liệu", ErrFile)
	}
	return err
}

// WriteFile writes the vectors to path, which changes only once all is on disk.
func (v *Vectors) WriteFile(path string) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.new")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name()) // what was begun is of no use
		}
	}()
	if err := errors.Join(v.Write(f), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// ReadFile reads the vectors from path.
func ReadFile(path string) (v *Vectors, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if v, err = Read(bufio.NewReaderSize(f, 1<<16)); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return v, nil
}
