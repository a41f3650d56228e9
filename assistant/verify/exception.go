package verify

import (
	"slices"
	"strings"
)

// exception is a part of a source that takes cases out of a rule beside it.
type exception struct {
	from, to int      // its tokens
	rule     [2]int   // the tokens of the rule
	figure   int      // what holds in the case, -1 when it is no number
	general  int      // what holds otherwise, -1 likewise
	lines    [][2]int // the tokens of the cases, where it lists them in lines of their own
	longer   bool     // it lets a time be prolonged
}

// exceptionMarks begin the exception to a rule.
var exceptionMarks = [][]string{
	{"trừ", "trường", "hợp"}, {"trừ", "khi"}, {"trừ", "các"}, {"trừ", "những"}, {"ngoại", "trừ"}, {"trừ"}, {"không", "áp", "dụng", "đối", "với"}, {"không", "áp", "dụng", "cho"}, {"ngoại", "lệ"}, {"không", "kể"},
}

// findExceptions finds "trừ trường hợp …" and the limits of special cases behind
// a general one.
func (r *source) findExceptions() []exception {
	var out []exception
	t := &r.text
	for i := 0; i < len(t.tokens); i++ {
		mark, ok := t.exceptionAt(i)
		if !ok {
			continue
		}
		e := t.exceptionFrom(i, mark)
		if e.to > i+mark {
			out = append(out, e)
			i = max(i, e.to-1)
		}
	}
	out = append(out, r.specialCases()...)
	return append(out, r.extensions(out)...)
}

// exceptionAt returns the length in tokens of the mark at token i.
func (t *text) exceptionAt(i int) (size int, ok bool) {
	for _, words := range exceptionMarks {
		if !t.follows(i, words...) {
			continue
		}
		if words[0] == "trừ" && len(words) == 1 && t.at(i).gap == noGap {
			switch t.at(i - 1).word {
			case "khấu", "loại", "bù", "miễn", "giảm", "được", "phải", "bị", "cấn", "diệt", "bài", "tiễu":
				return 0, false
			}
		}
		if w := t.at(i + len(words)).word; words[0] == "trừ" && (w == "đi" || w == "vào") {
			return 0, false
		}
		return len(words), true
	}
	return 0, false
}

// exceptionFrom reads the exception whose mark of so many tokens stands at token i, and
// the rule: what stands before it in the sentence or, where the exception stands first,
// behind it. It ends where another one begins.
func (t *text) exceptionFrom(i, mark int) exception {
	e := exception{from: i, to: i + mark, figure: -1, general: -1}
	first := t.at(i).gap >= sentenceGap || t.at(i-1).label
	for e.to < len(t.tokens) && t.tokens[e.to].gap < clauseGap && (!first || t.tokens[e.to].gap < commaGap) {
		if _, another := t.exceptionAt(e.to); another {
			break
		}
		e.to++
	}
	e.lines = t.linesUnder(e.to)
	if first {
		e.rule = [2]int{e.to, t.sentenceEnd(e.to)}
		for e.rule[1] < len(t.tokens) && t.leads[e.rule[1]] > e.from && e.rule[1]-i < 4*longestRule { // the list that it announces
			e.rule[1] = t.sentenceEnd(e.rule[1])
		}
		return e
	}
	e.rule = [2]int{t.sentenceStart(i), i}
	return e
}

// linesUnder are the lines of the list that is announced right before token i.
func (t *text) linesUnder(i int) [][2]int {
	var lines [][2]int
	if i >= len(t.tokens) || !t.colon(i) {
		return nil
	}
	lead := i - 1
	for ; i < len(t.tokens); i++ {
		switch at, listed := t.leads[i]; {
		case listed && at != lead, t.tokens[i].gap == lineGap && !t.tokens[i].label:
			return lines
		case listed:
			lines = append(lines, [2]int{i + 1, i + 1})
		case len(lines) > 0:
			lines[len(lines)-1][1] = i + 1
		}
	}
	return lines
}

// longestRule bounds, in tokens, how far a sentence is followed.
const longestRule = 250

func (t *text) sentenceStart(i int) int {
	start := i
	for start > 0 && i-start < longestRule && t.tokens[start].gap < sentenceGap {
		start--
	}
	return start
}

func (t *text) sentenceEnd(i int) int {
	end := i
	for end < len(t.tokens) && end-i < longestRule && (end == i || t.tokens[end].gap < sentenceGap) {
		end++
	}
	return end
}

// farthestCase bounds, in tokens, how far a special case stands behind its rule.
const farthestCase = 90

// specialCases finds figures that hold in a case of its own behind one of the same
// unit that holds in general: "không quá 30 ngày; vụ việc phức tạp không quá 45 ngày".
func (r *source) specialCases() []exception {
	var out []exception
	t := &r.text
	last := map[string]int{} // the general figure of a unit
	since := 0               // the first token behind the last label
	scanned := 0
	for n, f := range r.figures {
		for ; scanned < f.from; scanned++ {
			if t.tokens[scanned].label {
				since = scanned
			}
		}
		if f.kind != count || !isDuration(f.unit) {
			continue
		}
		if !r.conditional(n) && !t.extends(t.clauseStart(f.from), f.from) {
			last[f.unit] = n + 1
			continue
		}
		g := last[f.unit] - 1
		if g < 0 || r.figures[g].value == f.value || r.figures[g].from < since || f.from-r.figures[g].to > farthestCase {
			continue
		}
		start := t.clauseStart(f.from)
		if start <= r.figures[g].from {
			continue
		}
		out = append(out, exception{from: start, to: f.to, rule: [2]int{t.sentenceStart(r.figures[g].from), start}, figure: n, general: g, longer: t.extends(start, f.from)})
	}
	return out
}

func (t *text) clauseStart(i int) int {
	start := i
	for start > 0 && i-start < 60 && t.tokens[start].gap < clauseGap {
		start--
	}
	return start
}

// extends tells whether tokens from up to to let a time be prolonged.
func (t *text) extends(from, to int) bool {
	for i := from; i < to; i++ {
		if t.follows(i, "kéo", "dài") || t.follows(i, "gia", "hạn") || t.follows(i, "dài", "hơn") || t.follows(i, "lâu", "hơn") {
			return true
		}
	}
	return false
}

// extensions finds clauses that let a time limit before them be prolonged, without
// saying by how much: "; có thể lâu hơn nếu thỏa thuận bằng văn bản".
func (r *source) extensions(known []exception) []exception {
	var out []exception
	t := &r.text
	taken := covered(len(t.tokens), known)
	limit, n := -1, 0 // the last time limit that ended before the clause
	for i := range t.tokens {
		if !t.follows(i, "có", "thể") {
			continue
		}
		start, end := t.clauseStart(i), i
		for end < len(t.tokens) && end-i < 40 && (end == i || t.tokens[end].gap < clauseGap) {
			end++
		}
		if !t.extends(i, min(end, i+6)) || t.has("thì", i, end) || slices.Contains(taken[start:end], true) {
			continue
		}
		for ; n < len(r.figures) && r.figures[n].to <= start; n++ {
			if r.figures[n].kind == count && isDuration(r.figures[n].unit) {
				limit = n
			}
		}
		if limit >= 0 && start-r.figures[limit].to < farthestCase {
			rule := [2]int{t.sentenceStart(r.figures[limit].from), start}
			out = append(out, exception{from: start, to: end, rule: rule, figure: -1, general: limit, longer: true})
		}
	}
	return out
}

// has tells whether the word stands in tokens from up to to.
func (t *text) has(word string, from, to int) bool {
	return slices.ContainsFunc(t.tokens[from:to], func(k token) bool { return k.word == word })
}

// covered marks, of so many tokens, those that exceptions hold.
func covered(tokens int, known []exception) []bool {
	taken := make([]bool, tokens)
	for _, e := range known {
		for i := e.from; i < e.to; i++ {
			taken[i] = true
		}
	}
	return taken
}

// Missing returns the exceptions of cited sources to rules that a sentence states
// and that no sentence mentions, by source and place. Only sentences that stand
// should be given.
func (c *Checker) Missing(said []Sentence) []Fault {
	texts := make([]text, len(said))
	figures := make([][]figure, len(said))
	for i, s := range said {
		texts[i] = readText(strings.TrimSpace(clean(clip(s.Text))))
		figures[i] = texts[i].figures()
	}
	var out []Fault
	for _, n := range c.order {
		if !slices.ContainsFunc(said, func(s Sentence) bool { return slices.Contains(s.Cites, n) }) {
			continue
		}
		r := c.source(n)
		near, own := c.besideOf(r, said)
		for _, e := range r.exceptions {
			if !r.ruleSaid(e, said, texts, figures) || r.mentioned(e, near, own, texts, figures) {
				continue
			}
			out = append(out, Fault{Kind: MissingException, Words: r.original(e), Detail: "nguồn có ngoại lệ mà câu trả lời không nhắc đến", Cite: r.N})
		}
	}
	return out
}

// besideOf tells of each sentence whether it cites the source or another part of its Điều.
func (c *Checker) besideOf(r *source, said []Sentence) (near, own []bool) {
	near, own = make([]bool, len(said)), make([]bool, len(said))
	for i, s := range said {
		for _, n := range s.Cites {
			other := c.source(n)
			own[i] = own[i] || n == r.N
			near[i] = near[i] || n == r.N || other != nil && r.Ref.HasDocument() && sameAct(r.Ref, other.Ref) && r.Ref.Article == other.Ref.Article
		}
	}
	return near, own
}

// clip bounds what is read of a sentence.
func clip(s string) string {
	if len(s) <= 4*longestSentence {
		return s
	}
	return s[:4*longestSentence]
}

// original is the exception as it stands in the source's own text, the line that
// holds it where cleaning changed its words.
func (r *source) original(e exception) string {
	words := r.text.words(e.from, e.to)
	if strings.Contains(r.Text, words) {
		return words
	}
	for line := range strings.Lines(r.Text) {
		if strings.Contains(clean(line), words) {
			return strings.TrimSpace(line)
		}
	}
	return words
}

// ruleSaid tells whether a sentence that cites the source states the rule.
func (r *source) ruleSaid(e exception, said []Sentence, texts []text, figures [][]figure) bool {
	rule := r.ruleWords(e)
	for i := range texts {
		if !cites(said[i], r.N) {
			continue
		}
		if e.general >= 0 {
			if hasFigure(figures[i], r.figures[e.general]) {
				return true
			}
			continue
		}
		in, of := 0.0, 0.0
		for k := range texts[i].tokens {
			w := texts[i].content(k)
			word := texts[i].tokens[k].word
			if w == 0 || r.own[word] == 0 {
				continue
			}
			of += w
			if rule[word] {
				in += w
			}
		}
		if in >= 1.5 && (in >= 0.6*of || texts[i].shareOf(rule) >= 0.8) {
			return true
		}
	}
	return false
}

func cites(s Sentence, n int) bool {
	for _, c := range s.Cites {
		if c == n {
			return true
		}
	}
	return false
}

func hasFigure(figures []figure, f figure) bool {
	for _, g := range figures {
		if g.kind == f.kind && g.unit == f.unit && g.value == f.value {
			return true
		}
	}
	return false
}

// wordsOf are the content words of tokens from up to to.
func (r *source) wordsOf(from, to int) map[string]bool {
	words := map[string]bool{}
	for i := from; i < to; i++ {
		if r.text.content(i) > 0 {
			words[r.text.tokens[i].word] = true
		}
	}
	return words
}
