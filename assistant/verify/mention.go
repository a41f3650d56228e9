package verify

// Shares of the words of an exception that a sentence must have to mention it.
const (
	mentionedMarked = 0.25 // behind "trừ"
	mentionedPlain  = 0.5
)

// mentioned tells whether one of the near sentences speaks of the exception: of one of
// its lines, where it is a list.
func (r *source) mentioned(e exception, near, own []bool, texts []text, figures [][]figure) bool {
	parts := e.lines
	if len(parts) == 0 {
		parts = [][2]int{{e.from, e.to}}
	}
	for _, part := range parts {
		words := r.wordsOf(part[0], part[1])
		marked, _ := distinguishing(words, r.ruleWords(e))
		alone, distinct := distinguishing(words, r.wordsBeside(e))
		for i := range texts {
			if !near[i] {
				continue
			}
			t := &texts[i]
			switch {
			case e.figure >= 0 && hasFigure(figures[i], r.figures[e.figure]):
				return true
			case own[i] && t.marksException() && (t.shareOf(marked) >= mentionedMarked || len(marked) == 0):
				return true
			case distinct && t.shareOf(alone) >= mentionedPlain && (!e.longer || t.extends(0, len(t.tokens))):
				return true
			}
		}
	}
	return false
}

// wordsBeside are the words of the exception that the source has outside it too.
func (r *source) wordsBeside(e exception) map[string]bool {
	to := e.to
	for _, line := range e.lines {
		to = max(to, line[1])
	}
	words := map[string]bool{}
	for w, n := range r.countWords(e.from, to) {
		words[w] = r.own[w] > n
	}
	return words
}

// countWords counts the content words of tokens from up to to.
func (r *source) countWords(from, to int) map[string]int {
	words := map[string]int{}
	for i := from; i < to; i++ {
		if r.text.content(i) > 0 {
			words[r.text.tokens[i].word]++
		}
	}
	return words
}

// distinguishing are the words that are not the rule's too, all when hardly any are.
func distinguishing(words, rule map[string]bool) (left map[string]bool, distinct bool) {
	out := map[string]bool{}
	for w := range words {
		if !rule[w] {
			out[w] = true
		}
	}
	if len(out) < 2 {
		return words, false
	}
	return out, true
}

// ruleWords are the words of the rule, of the line that announces it included.
func (r *source) ruleWords(e exception) map[string]bool {
	t := &r.text
	words := r.wordsOf(e.rule[0], e.rule[1])
	for i := 1; i <= e.rule[0] && i < min(longestRule, len(t.tokens)); i++ {
		if t.tokens[i].gap == lineGap {
			if t.colon(i) {
				for w := range r.wordsOf(0, i) {
					words[w] = true
				}
			}
			break
		}
	}
	return words
}

// shareOf is the share of words that the text has.
func (t *text) shareOf(words map[string]bool) float64 {
	if len(words) == 0 {
		return 0
	}
	met := map[string]bool{}
	for i := range t.tokens {
		if words[t.tokens[i].word] && t.content(i) > 0 {
			met[t.tokens[i].word] = true
		}
	}
	return float64(len(met)) / float64(len(words))
}

// marksException tells whether the text takes cases out.
func (t *text) marksException() bool {
	for i := range t.tokens {
		if _, ok := t.exceptionAt(i); ok {
			return true
		}
	}
	return false
}
