package verify

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// What of its words a sentence must have from its sources.
const (
	leastShare    = 0.65 // of the content words
	leastFigured  = 0.5  // of those of a short sentence with numbers
	leastCompared = 4.0  // words of a sentence that is compared with other sources
	leastPairs    = 0.2  // of the pairs of them, from leastCounted words on
	leastCounted  = 5.0
	longestRun    = 2.7 // words in a row without support
	longestChain  = 3.3 // words in a row that stand beside nothing known
	leastOwn      = 0.2 // what a source beside others must hold alone
)

// worded holds the words of a sentence against its sources together, and each
// against the rest of the evidence: a sentence whose words another passage holds
// cites the wrong one.
func (c *Checker) worded(t *text, figures []figure, sources []*source) []Fault {
	owner := owners(t, figures)
	skip := make([]bool, len(t.tokens))
	for i, o := range owner {
		skip[i] = o >= 0
	}
	vs := make([]*vocabulary, len(sources))
	for i, s := range sources {
		vs[i] = &s.vocabulary
	}
	b := t.back(skip, vs...)
	fault := func(detail string, from, to int) []Fault {
		return []Fault{{Kind: Unsupported, Words: t.words(from, to), Detail: detail, Cite: sources[0].N}}
	}
	switch {
	case b.total == 0 && !anyOwned(owner):
		if t.places() {
			return nil
		}
		return fault("câu không có nội dung", 0, len(t.tokens))
	case b.share() < leastShare && (b.total > 4 || !anyOwned(owner)) || b.share() < leastFigured:
		return fault(fmt.Sprintf("nguồn chỉ có %.0f%% số từ của câu", 100*b.share()), 0, len(t.tokens))
	case b.run > longestRun:
		return fault("nguồn không có các từ này", b.worst[0], b.worst[1])
	case b.chain > longestChain:
		return fault("nguồn không có các từ này cạnh nhau", b.chained[0], b.chained[1])
	case b.total >= leastCounted && b.paired() < leastPairs:
		return fault(fmt.Sprintf("nguồn chỉ có %.0f%% số cặp từ của câu", 100*b.paired()), 0, len(t.tokens))
	}
	if keys := t.keyTerms(vs); len(keys) > 0 {
		key := keys[0]
		return fault("nguồn không nói về "+key.words, key.from, key.to)
	}
	if other := c.better(t, skip, b, sources); other != nil {
		return fault(fmt.Sprintf("các từ của câu là của nguồn [%d]", other.N), 0, len(t.tokens))
	}
	return t.idle(skip, figures, sources)
}

func anyOwned(owner []int) bool {
	for _, o := range owner {
		if o >= 0 {
			return true
		}
	}
	return false
}

func (t *text) places() bool {
	for i := range t.tokens {
		if t.tokens[i].place {
			return true
		}
	}
	return false
}

// better finds a source that is not cited and holds what the cited ones lack.
func (c *Checker) better(t *text, skip []bool, b backing, cited []*source) *source {
	const enough = 2
	if b.missing() < enough || b.total < leastCompared {
		return nil
	}
	for _, n := range c.order {
		s := c.source(n)
		if isOf(s, cited) {
			continue
		}
		if o := t.back(skip, &s.vocabulary); o.missing() < b.missing()*0.25 {
			return s
		}
	}
	return nil
}

func isOf(s *source, list []*source) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

// idle blames a source that is cited beside others and supports nothing.
func (t *text) idle(skip []bool, figures []figure, sources []*source) []Fault {
	if len(sources) < 2 {
		return nil
	}
	for _, s := range sources {
		if b := t.back(skip, &s.vocabulary); b.total > 2 && b.share() < leastOwn && !s.holdsAny(figures) {
			return []Fault{{Kind: Unsupported, Cite: s.N, Detail: "nguồn này không nói gì của câu"}}
		}
	}
	return nil
}

// holdsAny tells whether one of the figures stands in the source.
func (r *source) holdsAny(figures []figure) bool {
	for _, f := range figures {
		if f.kind == count && len(r.byValue[counted{f.unit, f.value}]) > 0 || f.kind == dated && r.days[f.date] {
			return true
		}
	}
	return false
}

// keyTerm is an expression that must be the source's own.
type keyTerm struct {
	words    string
	from, to int
}

// keyTerms finds the expressions of a sentence that change what it says and that
// the sources do not hold.
func (t *text) keyTerms(vs []*vocabulary) []keyTerm {
	var out []keyTerm
	for i := range t.tokens {
		for _, r := range rivalsByFirst[t.tokens[i].word] {
			words := r.words
			if t.tokens[i].place || !t.follows(i, words...) || !rivalHeld(vs, r.group, words) {
				continue
			}
			held := false
			for _, v := range vs {
				held = held || v.holds(words)
			}
			if !held {
				out = append(out, keyTerm{t.words(i, i+len(words)), i, i + len(words)})
			}
		}
	}
	return out
}

// rivals are families of expressions of which one must not stand for another.
var rivals = [][]string{
	{"công chức", "viên chức", "cán bộ"},
	{"cấp xã", "cấp tỉnh", "cấp huyện", "cấp trung ương"},

	{"trước khi", "sau khi"},
	{"khai sinh", "khai tử", "kết hôn"},
	{"bản chính", "bản sao"},
	{"tăng", "giảm"},
	{"tố cáo", "bị tố cáo"},
	{"khiếu nại", "bị khiếu nại"},
	{"khiển trách", "cảnh cáo", "cách chức", "buộc thôi việc", "hạ bậc lương", "giáng chức"},
	{"hội đồng nhân dân", "ủy ban nhân dân"},
	{"khiếu nại", "tố cáo", "kiến nghị"},
	{"người đứng đầu", "cấp phó", "cấp dưới"},
	{"công khai", "bí mật"},
}

// rivalsByFirst holds the expressions by their first word, each with its family.
var rivalsByFirst = func() map[string][]synonym {
	m := make(map[string][]synonym)
	for family, terms := range rivals {
		for _, term := range terms {
			words := strings.Fields(viet.Normalize(term))
			m[words[0]] = append(m[words[0]], synonym{words, family})
		}
	}
	return m
}()

// rivalHeld tells whether the sources hold another expression of the family.
func rivalHeld(vs []*vocabulary, family int, words []string) bool {
	for _, term := range rivals[family] {
		other := strings.Fields(viet.Normalize(term))
		if slices.Equal(other, words) {
			continue
		}
		for _, v := range vs {
			if v.holds(other) {
				return true
			}
		}
	}
	return false
}
