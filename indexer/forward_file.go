package indexer

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// forwardFile keeps the forward beside the Bleve index: three counts (words,
// units, tokens), the words in lines, then starts and tokens as they are in
// memory, little-endian.
const forwardFile = "forward.bin"

func (f *forward) save(dir string) (err error) {
	file, err := os.OpenFile(filepath.Join(dir, forwardFile), os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	w := bufio.NewWriterSize(file, 1<<20)
	text := strings.Join(f.Words, "\n")
	head := []uint32{uint32(len(text)), uint32(len(f.Starts)), uint32(len(f.Tokens))}
	err = binary.Write(w, binary.LittleEndian, head)
	if err == nil {
		_, err = w.WriteString(text)
	}
	for _, part := range []any{f.Starts, f.Tokens} {
		if err == nil {
			err = binary.Write(w, binary.LittleEndian, part)
		}
	}
	return errors.Join(err, w.Flush())
}

func loadForward(dir string) (*forward, error) {
	data, err := os.ReadFile(filepath.Join(dir, forwardFile))
	if err != nil {
		return nil, err
	}
	f, err := parseForward(data)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrFormat, forwardFile, err)
	}
	return f, nil
}

// parseForward reads what save wrote, and nothing else without an error.
func parseForward(data []byte) (*forward, error) {
	var head [3]uint32
	if len(data) < 12 {
		return nil, io.ErrUnexpectedEOF
	}
	for i := range head {
		head[i] = binary.LittleEndian.Uint32(data[4*i:])
	}
	data = data[12:]
	if uint64(len(data)) != uint64(head[0])+4*uint64(head[1])+2*uint64(head[2]) || head[1] == 0 {
		return nil, errors.New("wrong length")
	}
	f := &forward{Starts: make([]uint32, head[1]), Tokens: make([]word, head[2])}
	if head[0] > 0 {
		f.Words = strings.Split(string(data[:head[0]]), "\n")
	}
	data = data[head[0]:]
	for i := range f.Starts {
		f.Starts[i] = binary.LittleEndian.Uint32(data[4*i:])
	}
	data = data[4*head[1]:]
	for i := range f.Tokens {
		f.Tokens[i] = word(binary.LittleEndian.Uint16(data[2*i:]))
		if int(f.Tokens[i]) >= len(f.Words)+int(firstWord) {
			return nil, errors.New("unknown word")
		}
	}
	if len(f.Words) > maxWords || f.Starts[0] != 0 || !slices.IsSorted(f.Starts) || f.Starts[len(f.Starts)-1] != head[2] {
		return nil, errors.New("wrong starts")
	}
	f.count()
	f.index()
	return f, nil
}
