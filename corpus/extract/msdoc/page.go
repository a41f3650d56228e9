package msdoc

import (
	"cmp"
	"slices"
	"sort"
)

// look is a stretch of the stream with one set of property changes.
type look struct {
	start, end int // bytes in the WordDocument stream
	style      int // of a paragraph
	changes    []byte
}

// looks are sorted by start.
type looks []look

const (
	pageSize  = 512
	bxSize    = 13 // [BxPap]
	maxPageNo = 1<<22 - 1
	maxLooks  = 4 << 20
)

// readPages reads the pages of property changes that the table names [PlcBteChpx,
// PlcBtePapx]. Each page is read once.
func (f *file) readPages(plc []byte, paragraphs bool) looks {
	var all looks
	n := (len(plc) - 4) / 8
	seen := map[uint32]bool{}
	for i := range max(n, 0) {
		no := long(plc, 4*(n+1)+4*i) & maxPageNo
		at := int64(no) * pageSize
		if len(all) > maxLooks || seen[no] || at+pageSize > int64(len(f.word)) {
			continue
		}
		seen[no] = true
		all = appendPage(all, f.word[at:at+pageSize], paragraphs)
	}
	slices.SortStableFunc(all, func(a, b look) int { return cmp.Compare(a.start, b.start) })
	return all
}

// appendPage reads one page [ChpxFkp, PapxFkp].
func appendPage(all looks, page []byte, paragraphs bool) looks {
	n := int(page[pageSize-1])
	step := 1
	if paragraphs {
		step = bxSize
	}
	if 4*(n+1)+step*n > pageSize-1 {
		return all
	}
	for i := range n {
		l := look{start: int(long(page, 4*i)), end: int(long(page, 4*i+4))}
		if l.end <= l.start {
			continue
		}
		if at := 2 * int(page[4*(n+1)+step*i]); at > 0 {
			if paragraphs {
				l.style, l.changes = paragraphChanges(page, at)
			} else {
				l.changes = slice(page, at+1, int(page[at]))
			}
		}
		all = append(all, l)
	}
	return all
}

// paragraphChanges reads [PapxInFkp].
func paragraphChanges(page []byte, at int) (style int, changes []byte) {
	n := 2*int(page[at]) - 1
	at++
	if n < 0 {
		if at >= len(page) {
			return 0, nil
		}
		n = 2 * int(page[at])
		at++
	}
	raw := slice(page, at, n)
	if len(raw) < 2 {
		return 0, nil
	}
	return int(short(raw, 0)), raw[2:]
}

// slice is n bytes from at, or as many as there are.
func slice(b []byte, at, n int) []byte {
	if at < 0 || n < 0 || at >= len(b) {
		return nil
	}
	return b[at:min(at+n, len(b))]
}

// at finds the look of a byte of the stream; where there is none it is plain and
// reaches to the next.
func (all looks) at(offset int) look {
	i := sort.Search(len(all), func(i int) bool { return all[i].start > offset })
	if i > 0 && all[i-1].end > offset {
		return all[i-1]
	}
	plain := look{start: offset, end: 1 << 31}
	if i < len(all) {
		plain.end = all[i].start
	}
	return plain
}
