package collation

import "github.com/trolycongvu/congvu/corpus"

// match finds for every article of code the index of the same article in file, -1
// where file lacks it. Labels decide; where a label stands twice (a decision and
// the regulation issued with it both have Điều 1) the words do.
func match(file, code []corpus.Article) []int {
	byLabel := make(map[string][]int, len(file))
	for i := range file {
		byLabel[file[i].Label] = append(byLabel[file[i].Label], i)
	}
	repeated := make(map[string]int, len(code))
	for i := range code {
		repeated[code[i].Label]++
	}
	found := make([]int, len(code))
	taken := make(map[int]bool, len(code))
	for i := range code {
		c := &code[i]
		found[i] = -1
		candidates := byLabel[c.Label]
		if len(candidates) == 1 && repeated[c.Label] == 1 {
			found[i] = candidates[0]
		} else if len(candidates) > 0 {
			found[i] = closest(file, candidates, c, taken)
		}
		taken[found[i]] = true
	}
	return found
}

// closest is the candidate that shares most words with article c, -1 when all
// share few or are taken.
func closest(file []corpus.Article, candidates []int, c *corpus.Article, taken map[int]bool) int {
	const few = 0.15 // of the pieces of the shorter text
	want := pieces(c)
	best, most := -1, few
	for _, i := range candidates {
		if taken[i] {
			continue
		}
		if share := overlap(want, pieces(&file[i])); share > most {
			best, most = i, share
		}
	}
	return best
}

// pieces are the runs of eight letters of an article.
func pieces(a *corpus.Article) map[string]bool {
	const size, enough = 8, 4000
	letters := appendArticle(nil, a)
	letters = letters[:min(len(letters), enough)]
	set := make(map[string]bool, len(letters))
	for i := 0; i+size <= len(letters); i++ {
		set[string(letters[i:i+size])] = true
	}
	return set
}

// overlap is the share of the smaller set that the other has too.
func overlap(a, b map[string]bool) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return 0
	}
	shared := 0
	for p := range a {
		if b[p] {
			shared++
		}
	}
	return float64(shared) / float64(len(a))
}
