package ocr

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"flag"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/corpus/phapdien"
)

var update = flag.Bool("update", false, "make language.gz of the official code")

const (
	leastSyllable = 40     // times that a syllable of the table stands in the code
	mostPairs     = 60_000 // pairs of the table
)

// TestLanguage makes the table of syllables with -update.
func TestLanguage(t *testing.T) {
	if !*update {
		t.Skip("chỉ chạy với -update")
	}
	file := filepath.Join(corpustest.SharedData(t), "phapdien", "BoPhapDienDienTu.zip")
	code, err := phapdien.Read(t.Context(), file, phapdien.Options{})
	if err != nil {
		t.Fatal(err)
	}
	single, double := map[string]int{}, map[[2]string]int{}
	for d := range code.Documents() {
		for _, a := range d.Articles {
			countSyllables(a.Heading+".\n"+a.Text(), single, double)
		}
	}
	var out bytes.Buffer
	zipped, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := zipped.Write(languageBytes(single, double)); err != nil {
		t.Fatal(err)
	}
	if err := zipped.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("language.gz", out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d syllables, %d pairs, %d bytes", len(single), len(double), out.Len())
}

func countSyllables(text string, single map[string]int, double map[[2]string]int) {
	text = strings.ToLower(norm.NFC.String(text))
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(".;:!?\n|", r) }) {
		last := ""
		for w := range strings.FieldsSeq(part) {
			w = strings.TrimFunc(w, notLetter)
			if w == "" || strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }) || len([]rune(w)) > 7 {
				last = ""
				continue
			}
			single[w]++
			if last != "" {
				double[[2]string{last, w}]++
			}
			last = w
		}
	}
}

// languageBytes writes the table that parseLanguage reads.
func languageBytes(single map[string]int, double map[[2]string]int) []byte {
	maps.DeleteFunc(single, func(_ string, n int) bool { return n < leastSyllable })
	words := slices.Sorted(maps.Keys(single))
	index := map[string]uint64{}
	raw := binary.AppendUvarint(nil, uint64(len(words)))
	for i, w := range words {
		index[w] = uint64(i)
		raw = append(append(append(raw, byte(len(w))), w...), octaves(single[w]))
	}
	maps.DeleteFunc(double, func(p [2]string, _ int) bool { return single[p[0]] == 0 || single[p[1]] == 0 })
	pairs := slices.SortedFunc(maps.Keys(double), func(a, b [2]string) int {
		return cmp.Or(cmp.Compare(double[b], double[a]), cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	pairs = pairs[:min(len(pairs), mostPairs)]
	at := func(p [2]string) uint64 { return index[p[0]]<<16 | index[p[1]] }
	slices.SortFunc(pairs, func(a, b [2]string) int { return cmp.Compare(at(a), at(b)) })
	raw = binary.AppendUvarint(raw, uint64(len(pairs)))
	last := uint64(0)
	for _, p := range pairs {
		raw = append(binary.AppendUvarint(raw, at(p)-last), octaves(double[p]))
		last = at(p)
	}
	return raw
}

func octaves(n int) byte { return byte(min(255, math.Round(perOctave*math.Log2(float64(n))))) }
