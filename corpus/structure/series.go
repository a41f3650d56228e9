package structure

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// candidate is a row that looks like the label of a Điều.
type candidate struct {
	articleLabel
	row   int
	score int
}

// series is one numbering of Điều: of the document itself, or of a regulation
// that is issued with it.
type series struct {
	articles []candidate
	from, to int // rows that it may take
	head     int // first row of the regulation's own heading, -1 for the document's first series
}

// Scores of candidates and costs of steps between them. Only their relations
// matter: quoted wording is never worth taking but to close a gap, and a gap is
// dearer the wider it is.
const (
	scoreLabel     = 10
	scoreBare      = -3
	scoreWeak      = -5
	scoreQuoted    = -11
	scoreMarked    = -25 // a quotation mark stands before the label
	scoreAnnounced = -11 // the row before says "như sau:"
	scoreColon     = -4
	scoreBroken    = -5 // the row before does not end a sentence
	scoreStyle     = 2
	costGap        = 3
	costMost       = 20
	costAnnex      = 15
)

// findSeries finds the numberings in the rows from up to to.
func (p *parser) findSeries(from, to, depth int) []series {
	const deepest = 20
	if depth > deepest || from >= to {
		return nil
	}
	cands := p.candidates(from, to)
	chain := p.bestChain(cands)
	if len(chain) == 0 {
		return nil
	}
	if own := p.beforeAnnex(cands, from, chain[0].row); len(own) > 0 {
		chain = own
	}
	first, last := chain[0].row, chain[len(chain)-1].row
	if p.isContents(chain, last, to) {
		return p.findSeries(last+1, to, depth+1)
	}
	own := series{articles: chain, from: from, to: to, head: -1}
	var all []series
	if before := p.findSeries(from, first, depth+1); len(before) > 0 {
		prior := before[len(before)-1]
		end := prior.articles[len(prior.articles)-1].row
		if head := p.regulationHead(end+1, first); head > 0 {
			before[len(before)-1].to, own.from, own.head = head, head, head
			all = before
		}
	}
	if head := p.regulationHead(last+1, to); head > 0 {
		if after := p.findSeries(head, to, depth+1); len(after) > 0 && after[0].articles[0].n == 1 {
			own.to, after[0].head = head, head
			return append(append(all, own), after...)
		}
	}
	return append(all, own)
}

// beforeAnnex returns the numbering that stands before the first appendix, where
// the one that begins in row first lies behind it: the sample in a form may be
// longer than the act itself.
func (p *parser) beforeAnnex(cands []candidate, from, first int) []candidate {
	heads := p.annexHeads()
	at, _ := slices.BinarySearch(heads, from+1)
	if at >= len(heads) || heads[at] >= first {
		return nil
	}
	end, _ := slices.BinarySearchFunc(cands, heads[at], func(c candidate, row int) int { return c.row - row })
	if own := p.bestChain(cands[:end]); len(own) > 0 && own[0].n == 1 {
		return own
	}
	return nil
}

// isContents tells whether the chain is a table of contents: no article in it has
// text, and the same labels come again.
func (p *parser) isContents(chain []candidate, last, to int) bool {
	if len(chain) < 3 || last-chain[0].row > 2*len(chain) {
		return false
	}
	headings := map[string]string{}
	for _, c := range p.bestChain(p.candidates(last+1, to)) {
		headings[c.label] = c.rest
	}
	same := 0
	for _, c := range chain {
		if rest, ok := headings[c.label]; ok && rest != "" && strings.HasPrefix(fold(c.rest), fold(rest)) {
			same++
		}
	}
	return 2*same > len(chain)
}

// candidates are the rows between from and to that may be labels of Điều.
func (p *parser) candidates(from, to int) []candidate {
	var out []candidate
	for i := from; i < to; i++ {
		r := p.rows[i]
		if r.table || r.style.Note {
			continue
		}
		text := strings.TrimLeftFunc(r.view, isNoise)
		if text == "" || !strings.ContainsRune("ĐD", firstRune(text)) {
			continue
		}
		if a, ok := readArticle(text); ok {
			before := r.view[:len(r.view)-len(text)]
			marked := strings.ContainsAny(before, openQuotes)
			a.weak = a.weak || !marked && before != ""
			c := candidate{articleLabel: a, row: i}
			c.score = p.scoreOf(c, marked)
			out = append(out, c)
		}
	}
	return out
}

// isNoise tells whether a rune before a label is none of its own.
func isNoise(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// closingWords begin headings that stand at the end of an act, or say what it changes.
var closingWords = regexp.MustCompile(`^(?:Sửa đổi|Bổ sung|Bãi bỏ|Thay thế|Hiệu lực|Điều khoản|Tổ chức thực hiện|Trách nhiệm|Quy định chuyển tiếp|Chuyển tiếp)`)

func (p *parser) scoreOf(c candidate, marked bool) int {
	r := p.rows[c.row]
	score := scoreLabel
	if c.bare {
		score += scoreBare
	}
	if c.weak {
		score += scoreWeak
	}
	if r.quoted {
		score += scoreQuoted
	}
	if marked {
		score += scoreMarked
	}
	if r.style.Heading > 0 || r.style.Bold {
		score += scoreStyle
	}
	if closingWords.MatchString(c.rest) {
		score++
	}
	return score + p.scoreBefore(c.row)
}

// scoreBefore judges a label by the row before it.
func (p *parser) scoreBefore(i int) int {
	if i == 0 {
		return 0
	}
	before := p.rows[i-1]
	switch {
	case before.table || before.isRule():
		return 0
	case before.announces() && strings.HasSuffix(before.view, ":"):
		return scoreAnnounced
	case strings.HasSuffix(before.view, ":") && !before.capitals() && before.view != "quyết định:":
		return scoreColon
	case before.ends() || before.capitals() || before.style.Heading > 0 || before.style.Centred:
		return 0
	}
	if _, ok := readHeading(before.view); ok {
		return 0
	}
	const long = 60
	if runes(before.view) > long || strings.HasSuffix(before.view, ",") {
		return scoreBroken
	}
	return 0
}

// link is the best chain that ends in a candidate.
type link struct {
	total int
	prev  int // index of the candidate before, -1 for none
}

// bestChain picks the candidates that number on from one another with the highest
// sum of scores less the cost of gaps.
func (p *parser) bestChain(cands []candidate) []candidate {
	most := 0
	for _, c := range cands {
		most = max(most, c.n)
	}
	links := make([]link, len(cands))
	best := newRecords((most + 1) * subs) // by order: the candidate whose chain is best
	number := newRecords(most + 1)        // by number alone, for what lies before: see before
	winner := -1
	for k, c := range cands {
		links[k] = link{total: c.score - min(costGap*(c.n-1), costMost), prev: -1}
		try := func(j int) {
			if j < 0 {
				return
			}
			total := links[j].total + c.score - stepCost(cands[j], c) - p.annexCost(cands[j].row, c.row)
			if total >= links[k].total {
				links[k] = link{total: total, prev: j}
			}
		}
		near := max(c.n-costMost/costGap, 0)
		try(number.before(near, links))
		for o := near * subs; o < c.order(); o++ {
			try(best[o])
		}
		best.put(c.order(), k, links)
		for n := c.n; n < len(number); n += n & -n {
			number.put(n, k, links)
		}
		if winner < 0 || links[k].total > links[winner].total {
			winner = k
		}
	}
	if winner < 0 || links[winner].total <= 0 {
		return nil
	}
	var chain []candidate
	for k := winner; k >= 0; k = links[k].prev {
		chain = append(chain, cands[k])
	}
	slices.Reverse(chain)
	if len(chain) == 1 && (chain[0].n > 3 || chain[0].bare) {
		return nil
	}
	return chain
}

// records hold an index for each of a range of numbers, -1 for none.
type records []int

func newRecords(n int) records {
	r := make(records, n)
	for i := range r {
		r[i] = -1
	}
	return r
}

// before returns the best of the numbers below n, where put was called as for a
// binary indexed tree (Fenwick 1994).
func (r records) before(n int, links []link) int {
	best := -1
	for n--; n > 0; n -= n & -n {
		if k := r[n]; k >= 0 && (best < 0 || links[k].total > links[best].total || links[k].total == links[best].total && k > best) {
			best = k
		}
	}
	return best
}

// put keeps candidate k at i unless a better chain is there.
func (r records) put(i, k int, links []link) {
	if r[i] < 0 || links[k].total >= links[r[i]].total {
		r[i] = k
	}
}

// stepCost is what it costs to go from a to b, whose order is higher.
func stepCost(a, b candidate) int {
	switch {
	case b.n == a.n+1 && b.sub == 0, b.n == a.n && b.sub == a.sub+1:
		return 0
	case b.n == a.n:
		return costGap
	}
	cost := costGap * (b.n - a.n - 1)
	if b.n > a.n+1 {
		cost += costGap
	}
	if b.sub > 0 {
		cost += costGap
	}
	return min(cost, costMost)
}

// annexCost is dear where an appendix begins between two rows.
func (p *parser) annexCost(from, to int) int {
	heads := p.annexHeads()
	at, _ := slices.BinarySearch(heads, from)
	if at < len(heads) && heads[at] < to {
		return costAnnex
	}
	return 0
}
