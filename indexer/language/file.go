package language

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
)

// ErrFormat says that a file is no model, or a damaged one.
var ErrFormat = errors.New("tệp mô hình ngôn ngữ hỏng hoặc không đúng định dạng, hãy dựng lại chỉ mục")

// A file is magic, then unsigned varints, then the CRC-32 (IEEE) of all that:
// the number of symbols; the counts of edge and numeral; of each syllable how
// many bytes it shares with the one before, how many follow, these, and its
// count; of each symbol its number of pairs and of each pair how far its second
// symbol lies behind that of the pair before, and its count.
const magic = "congvu-language-1\n"

// largestFile bounds what Load reads, in bytes: the official code takes 0.7 MB.
const largestFile = 16 << 20

// Save writes the model in the form that Load reads.
func (m *Model) Save(w io.Writer) error {
	sum := crc32.NewIEEE()
	out := encoder{w: bufio.NewWriter(io.MultiWriter(w, sum))}
	out.text(magic)
	out.number(uint64(len(m.words)))
	last := ""
	for s, word := range m.words {
		if s >= int(symbols) {
			shared := sharedPrefix(last, word)
			out.number(uint64(shared))
			out.number(uint64(len(word) - shared))
			out.text(word[shared:])
			last = word
		}
		out.number(m.counts[s])
	}
	for s := range m.words {
		from, to := m.rows[s], m.rows[s+1]
		out.number(uint64(to - from))
		at := uint32(0)
		for i := from; i < to; i++ {
			out.number(uint64(m.second[i] - at))
			out.number(uint64(m.times[i]))
			at = m.second[i]
		}
	}
	if err := out.flush(); err != nil {
		return fmt.Errorf("ghi mô hình ngôn ngữ: %w", err)
	}
	if err := binary.Write(w, binary.LittleEndian, sum.Sum32()); err != nil {
		return fmt.Errorf("ghi mô hình ngôn ngữ: %w", err)
	}
	return nil
}

func sharedPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// encoder writes and remembers the first error.
type encoder struct {
	w   *bufio.Writer
	buf [binary.MaxVarintLen64]byte
	err error
}

func (e *encoder) number(n uint64) {
	if e.err == nil {
		_, e.err = e.w.Write(e.buf[:binary.PutUvarint(e.buf[:], n)])
	}
}

func (e *encoder) text(s string) {
	if e.err == nil {
		_, e.err = e.w.WriteString(s)
	}
}

func (e *encoder) flush() error {
	if e.err == nil {
		e.err = e.w.Flush()
	}
	return e.err
}

// Load reads a model that Save wrote. What is anything else gives ErrFormat, or
// the error of r.
func Load(r io.Reader) (*Model, error) {
	data, err := io.ReadAll(io.LimitReader(r, largestFile+1))
	if err != nil {
		return nil, fmt.Errorf("đọc mô hình ngôn ngữ: %w", err)
	}
	end := len(data) - crc32.Size
	if end < len(magic) || len(data) > largestFile || string(data[:len(magic)]) != magic ||
		crc32.ChecksumIEEE(data[:end]) != binary.LittleEndian.Uint32(data[end:]) {
		return nil, ErrFormat
	}
	return decode(data[len(magic):end])
}

// decode reads a file without its magic and checksum.
func decode(data []byte) (*Model, error) {
	in := decoder{data: data}
	m := &Model{}
	in.words(m)
	in.pairs(m)
	if in.bad || len(in.data) > 0 {
		return nil, ErrFormat
	}
	m.finish()
	return m, nil
}

// decoder reads and remembers that something was wrong.
type decoder struct {
	data []byte
	bad  bool
}

// number reads a number up to most.
func (d *decoder) number(most uint64) uint64 {
	n, size := binary.Uvarint(d.data)
	if size <= 0 || n > most {
		d.bad, d.data = true, nil
		return 0
	}
	d.data = d.data[size:]
	return n
}

// length reads how many things follow that take so many bytes each at least.
func (d *decoder) length(bytes int) int {
	n := int(d.number(uint64(len(d.data))))
	if n*bytes > len(d.data) {
		d.bad, d.data = true, nil
		return 0
	}
	return n
}

// largestCount bounds counts of syllables, so that sums of them stay exact.
const largestCount = 1 << 48

func (d *decoder) words(m *Model) {
	n := d.length(1)
	if n < int(symbols) {
		d.bad = true
		return
	}
	m.words = make([]string, n)
	m.counts = make([]uint64, n)
	last := ""
	for s := range m.words {
		if s >= int(symbols) {
			word := last[:d.number(uint64(len(last)))]
			size := d.length(1)
			word += string(d.data[:size])
			d.data = d.data[size:]
			if d.bad || len(word) > longestWord || s > int(symbols) && compareWords(last, word) >= 0 || canonical(word) != word {
				d.bad = true
				return
			}
			m.words[s], last = word, word
		}
		m.counts[s] = d.number(largestCount)
	}
}

func (d *decoder) pairs(m *Model) {
	m.rows = make([]uint32, len(m.words)+1)
	most := len(d.data) / 2
	m.second = make([]uint32, 0, most)
	m.times = make([]uint32, 0, most)
	for s := range m.words {
		at := uint64(0)
		for i := range d.length(2) {
			step := d.number(uint64(len(m.words)))
			at += step
			if d.bad || at >= uint64(len(m.words)) || step == 0 && i > 0 {
				d.bad = true
				return
			}
			m.second = append(m.second, uint32(at))
			m.times = append(m.times, uint32(d.number(math.MaxUint32)))
			d.bad = d.bad || m.times[len(m.times)-1] == 0
		}
		m.rows[s+1] = uint32(len(m.second))
	}
}
