package ocr

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// language.gz counts how often syllables, and pairs of them, stand in the official
// code: 5 parts in 100 of what Tesseract reads of a Vietnamese scan is wrong in the
// marks alone ("thành phô", "bỗ sung"), which their neighbours tell. TestLanguage
// makes it.
//
//go:embed language.gz
var languageTable []byte

// language is how often syllables follow each other. It is folded to small letters.
type language struct {
	index map[string]uint32
	// forms are the syllables with the same letters under their marks.
	forms map[string][]string
	count []float64 // of a syllable
	pairs map[uint64]float64
	total float64
}

// vietnamese loads the table, once.
var vietnamese = sync.OnceValues(func() (*language, error) {
	zipped, err := gzip.NewReader(bytes.NewReader(languageTable))
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(zipped)
	if err != nil {
		return nil, err
	}
	return parseLanguage(raw)
})

// perOctave is the precision of the counts: eighths of a power of two.
const perOctave = 8

var errTable = errors.New("bảng tiếng hỏng")

// parseLanguage reads the table: the number of syllables; each with its length, letters
// and count; the number of pairs; each as the distance from the one before and its
// count.
func parseLanguage(raw []byte) (*language, error) {
	r := bytes.NewReader(raw)
	n, err := binary.ReadUvarint(r)
	if err != nil || n > 1<<16 {
		return nil, errTable
	}
	l := &language{index: map[string]uint32{}, forms: map[string][]string{}, pairs: map[uint64]float64{}}
	for i := range uint32(n) {
		size, err := r.ReadByte()
		if err != nil {
			return nil, errTable
		}
		word := make([]byte, size)
		if _, err := io.ReadFull(r, word); err != nil {
			return nil, errTable
		}
		count, err := r.ReadByte()
		if err != nil {
			return nil, errTable
		}
		s := string(word)
		l.index[s] = i
		l.forms[bare(s)] = append(l.forms[bare(s)], s)
		l.count = append(l.count, fromOctaves(count))
		l.total += fromOctaves(count)
	}
	pairs, err := binary.ReadUvarint(r)
	if err != nil || pairs > 1<<20 {
		return nil, errTable
	}
	at := uint64(0)
	for range pairs {
		step, err := binary.ReadUvarint(r)
		if err != nil {
			return nil, errTable
		}
		count, err := r.ReadByte()
		if err != nil {
			return nil, errTable
		}
		at += step
		l.pairs[at] = fromOctaves(count)
	}
	return l, nil
}

func fromOctaves(b byte) float64 { return math.Exp2(float64(b) / perOctave) }

// backOff is what a pair that was never seen counts, as a share of its second syllable
// alone (Brants et al., 2007).
const backOff = 0.1

// weight is the logarithm of how likely b follows a; either may be unknown.
func (l *language) weight(a, b string) float64 {
	j, known := l.index[b]
	if !known {
		return math.Log(backOff / l.total)
	}
	if i, ok := l.index[a]; ok {
		if n, ok := l.pairs[uint64(i)<<16|uint64(j)]; ok {
			return math.Log(n / l.count[i])
		}
	}
	return math.Log(backOff * l.count[j] / l.total)
}

// bare is a syllable without marks, đ as d.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == 'đ', r == 'ð':
			return 'd'
		}
		return r
	}, norm.NFD.String(s))
}
