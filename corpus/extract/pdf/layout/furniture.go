package layout

import (
	"fmt"
	"math"
	"regexp"
)

var (
	// gazette is the running head of Công báo: "CÔNG BÁO/Số 327/Ngày 14-06-2026", with
	// the page number on either side.
	gazette = regexp.MustCompile(`^(?:\d{1,4}\s+)?C[ÔO]NG B[ÁA]O\s*/\s*S[ốo].{1,40}/\s*Ng[àa]y\s*[\d\s./-]{6,14}(?:\s+\d{1,4})?$`)
	// pageNumber is a page number alone: "12", "- 12 -", "Trang 3/10".
	pageNumber = regexp.MustCompile(`(?i)^(?:trang|page|tr\.)?\s*[-–—]?\s*(\d{1,4})(?:\s*(?:/|of|trên)\s*\d{1,4})?\s*[-–—]?$`)
	// drawn is a line made of characters.
	drawn  = regexp.MustCompile(`^[_\-–—=*~\s]{3,}$`)
	digits = regexp.MustCompile(`\d+`)
)

const (
	// The shares of the page's height, from either end, in which page furniture
	// stands: what the gazette prints, page numbers, and what repeats. Text begins
	// 20 mm from the edge (Nghị định 30/2020/NĐ-CP, Phụ lục I), 0.067 of A4, and its
	// first line stands below that.
	gazetteMargin = 0.15
	numberMargin  = 0.10
	repeatMargin  = 0.08
	// headRows is how many rows at either end of a page can be furniture.
	headRows = 3
	// repeatPages is on how many pages a row at least repeats.
	repeatPages = 3
)

// removeFurniture takes page headers, footers, page numbers and drawn lines out of
// the sheets.
func removeFurniture(sheets []*sheet) []Removed {
	repeated := repeats(sheets)
	var removed []Removed
	for _, s := range sheets {
		gone := map[int]bool{}
		for _, end := range s.ends() {
			for _, i := range end {
				if !s.isFurniture(s.rows[i], repeated) {
					break
				}
				gone[i] = true
			}
		}
		kept := s.rows[:0:0]
		for i, r := range s.rows {
			if text := r.text(); gone[i] || drawn.MatchString(text) {
				removed = append(removed, Removed{Page: s.Number, Text: text})
				continue
			}
			kept = append(kept, r)
		}
		s.rows = kept
	}
	return removed
}

// ends are the rows that can be furniture, from the edges of the page inwards.
func (s *sheet) ends() [2][]int {
	var ends [2][]int
	for i := range min(headRows, len(s.rows)) {
		ends[0] = append(ends[0], i)
		if j := len(s.rows) - 1 - i; j >= headRows {
			ends[1] = append(ends[1], j)
		}
	}
	return ends
}

// edge is how near a row stands to the top or bottom edge, as a share of the height.
func (s *sheet) edge(r row) float64 {
	if s.Height <= 0 {
		return 1
	}
	return min(r.base, s.Height-r.base) / s.Height
}

func (s *sheet) isFurniture(r row, repeated map[string]bool) bool {
	text, edge := r.text(), s.edge(r)
	switch {
	case drawn.MatchString(text):
		return true
	case gazette.MatchString(text):
		return edge <= gazetteMargin
	case pageNumber.MatchString(text):
		return edge <= numberMargin
	}
	return edge <= repeatMargin && repeated[s.key(r)]
}

// key is the same for rows that say the same, but for numbers, in the same place.
func (s *sheet) key(r row) string {
	place := r.base
	if r.base > s.Height/2 {
		place = r.base - s.Height
	}
	return fmt.Sprintf("%d|%s", int(math.Round(place/4)), digits.ReplaceAllString(r.text(), "0"))
}

// repeats finds the rows that stand in the same place of many pages.
func repeats(sheets []*sheet) map[string]bool {
	count := map[string]int{}
	pages := 0
	for _, s := range sheets {
		if s.Turned {
			continue
		}
		pages++
		for _, end := range s.ends() {
			for _, i := range end {
				if r := s.rows[i]; s.edge(r) <= repeatMargin {
					count[s.key(r)]++
				}
			}
		}
	}
	repeated := map[string]bool{}
	for key, n := range count {
		// A header may stand on every second page only.
		repeated[key] = n >= repeatPages && 10*n >= 4*pages
	}
	return repeated
}
