package msdoc

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/richardlehane/mscfb"
)

// file holds the streams of a document and the head of the first, the file
// information block [Fib].
type file struct {
	word, table []byte
	data        func() []byte // the stream of large things, read when asked for
	counts      [8]int        // characters of each story, in the order of the text
	pairs       []byte        // [FibRgFcLcb]: offset and length of what the table stream holds
}

// Stories of the text, in their order [FibRgLw97].
const (
	storyMain = iota
	storyNotes
	storyHeaders
	storyMacros // not used
	storyComments
	storyEndnotes
	storyBoxes
	storyHeaderBoxes
)

// Indices of pairs.
const (
	pairStyles      = 1
	pairNoteMarks   = 2
	pairNoteTexts   = 3
	pairCharacters  = 12
	pairParagraphs  = 13
	pairFonts       = 15
	pairPieces      = 33
	pairShapes      = 40
	pairEndMarks    = 46
	pairEndTexts    = 47
	pairBoxes       = 56
	pairLists       = 73
	pairListUses    = 74
	wordMagic       = 0xA5EC
	oldMagic        = 0xA5DB // Word 2; 6.0 and 95 share the new magic number
	firstFib        = 0xC1   // Word 97
	flagEncrypted   = 0x0100
	flagTable1      = 0x0200
	flagObfuscated  = 0x8000
	offsetFibCounts = 0x40 // [FibRgLw97]
	maxData         = 64 << 20
)

// open reads the streams.
func open(r io.ReaderAt, size int64) (*file, error) {
	container, err := mscfb.New(io.NewSectionReader(r, 0, size))
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrBroken, err)
	}
	streams := map[string][]byte{}
	f := &file{data: func() []byte { return nil }}
	for _, entry := range container.File {
		if len(entry.Path) > 0 || streams[entry.Name] != nil {
			continue
		}
		switch entry.Name {
		case "Data":
			f.data = sync.OnceValue(func() []byte {
				raw, _ := stream(entry, min(size, maxData))
				return raw
			})
		case "WordDocument", "0Table", "1Table":
			raw, err := stream(entry, size)
			if err != nil {
				return nil, err
			}
			streams[entry.Name] = raw
		case "EncryptedPackage", "EncryptionInfo":
			return nil, ErrEncrypted
		}
	}
	f.word = streams["WordDocument"]
	if err := f.readHead(); err != nil {
		return nil, err
	}
	f.table = streams["0Table"]
	if short(f.word, 10)&flagTable1 != 0 {
		f.table = streams["1Table"]
	}
	if len(f.table) == 0 {
		return nil, fmt.Errorf("%w (thiếu bảng mô tả)", ErrBroken)
	}
	return f, nil
}

// stream reads one stream; one that breaks off is used as far as it goes.
func stream(entry *mscfb.File, size int64) ([]byte, error) {
	if entry.Size > size {
		return nil, fmt.Errorf("%w (luồng %s dài hơn tệp)", ErrBroken, entry.Name)
	}
	raw := make([]byte, 0, entry.Size)
	const step = 64 << 10
	for int64(len(raw)) < entry.Size {
		part := raw[len(raw):min(len(raw)+step, cap(raw))]
		n, err := entry.Read(part)
		raw = raw[:len(raw)+n]
		if n == 0 || err != nil && !errors.Is(err, io.EOF) {
			break
		}
	}
	return raw, nil
}

// readHead reads what is needed of the file information block.
func (f *file) readHead() error {
	w := f.word
	switch magic, version := short(w, 0), short(w, 2); {
	case magic == oldMagic, magic == wordMagic && version < firstFib, magic == 0xA5DC:
		return ErrOld
	case magic != wordMagic:
		return fmt.Errorf("%w (thiếu phần đầu của Word)", ErrBroken)
	}
	if flags := short(w, 10); flags&(flagEncrypted|flagObfuscated) != 0 {
		return ErrEncrypted
	}
	longs := int(short(w, 0x3E))
	for i := range f.counts {
		n := int32(long(w, offsetFibCounts+12+4*i))
		if n < 0 || int(n) > len(w) {
			return fmt.Errorf("%w (sai độ dài)", ErrBroken)
		}
		f.counts[i] = int(n)
	}
	start := offsetFibCounts + 4*longs
	n := int(short(w, start))
	if start+2+8*n > len(w) {
		return fmt.Errorf("%w (phần đầu bị cắt)", ErrBroken)
	}
	f.pairs = w[start+2 : start+2+8*n]
	return nil
}

// pair returns the part of the table stream that pair i tells, nil where there is
// none.
func (f *file) pair(i int) []byte {
	if 8*i+8 > len(f.pairs) {
		return nil
	}
	at, n := int64(long(f.pairs, 8*i)), int64(long(f.pairs, 8*i+4))
	if at > int64(len(f.table)) {
		return nil
	}
	return f.table[at:min(at+n, int64(len(f.table)))]
}

// short reads 16 bits, 0 beyond the end.
func short(b []byte, at int) uint16 {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return binary.LittleEndian.Uint16(b[at:])
}

// long reads 32 bits, 0 beyond the end.
func long(b []byte, at int) uint32 {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return binary.LittleEndian.Uint32(b[at:])
}
