package dense

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"
)

// magic begins a marshalled model; its last letter is the version.
const magic = "congvu words 1\n"

// MarshalBinary writes the model: the length of the words as lines, the number
// of words and of pairs, the words, the pairs by the numbers of their words, the
// scales, the vectors; little-endian.
func (e *Encoder) MarshalBinary() ([]byte, error) {
	var b bytes.Buffer
	text := strings.Join(e.words, "\n")
	b.WriteString(magic)
	for _, n := range []int{len(text), len(e.words), len(e.pairs)} {
		b.Write(binary.LittleEndian.AppendUint32(nil, uint32(n)))
	}
	b.WriteString(text)
	for _, p := range e.pairs {
		b.Write(binary.LittleEndian.AppendUint16(nil, uint16(p.first)))
		b.Write(binary.LittleEndian.AppendUint16(nil, uint16(p.second)))
	}
	for _, s := range e.scales {
		b.Write(binary.LittleEndian.AppendUint32(nil, math.Float32bits(s)))
	}
	for _, v := range e.vectors {
		b.WriteByte(byte(v))
	}
	return b.Bytes(), nil
}

// UnmarshalBinary reads what MarshalBinary wrote; anything else is an error.
func (e *Encoder) UnmarshalBinary(data []byte) error {
	data, ok := bytes.CutPrefix(data, []byte(magic))
	if !ok || len(data) < 12 {
		return errors.New("không phải mô hình véc-tơ từ của phiên bản này")
	}
	var head [3]uint64
	for i := range head {
		head[i] = uint64(binary.LittleEndian.Uint32(data[4*i:]))
	}
	data = data[12:]
	terms := head[1] + head[2]
	if uint64(len(data)) != head[0]+4*head[2]+4*terms+Dim*terms || head[1] > 1<<16 {
		return fmt.Errorf("mô hình véc-tơ từ dài %d byte, không khớp phần đầu", len(data))
	}
	read := Encoder{words: strings.Split(string(data[:head[0]]), "\n"), pairs: make([]pair, head[2]), scales: make([]float32, terms)}
	if uint64(len(read.words)) != head[1] {
		return fmt.Errorf("mô hình véc-tơ từ có %d từ, phần đầu ghi %d", len(read.words), head[1])
	}
	data = data[head[0]:]
	for i := range read.pairs {
		p := pair{int32(binary.LittleEndian.Uint16(data[4*i:])), int32(binary.LittleEndian.Uint16(data[4*i+2:]))}
		if uint64(p.first) >= head[1] || uint64(p.second) >= head[1] {
			return errors.New("mô hình véc-tơ từ có cặp từ lạ")
		}
		read.pairs[i] = p
	}
	data = data[4*head[2]:]
	for i := range read.scales {
		read.scales[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
		if !(math.Abs(float64(read.scales[i])) < 1e6) { // and no NaN
			return errors.New("mô hình véc-tơ từ có độ lớn sai")
		}
	}
	data = data[4*terms:]
	read.vectors = make([]int8, len(data))
	for i, c := range data {
		read.vectors[i] = int8(c)
	}
	read.index()
	*e = read
	return nil
}
