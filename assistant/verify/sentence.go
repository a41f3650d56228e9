package verify

import (
	"fmt"
	"slices"
	"strings"
)

// longestSentence bounds, in bytes, what is taken for a sentence. Longer texts stand
// only if they are the source's own.
const longestSentence = 6000

// Sentence judges one sentence by itself: everything but MissingException.
func (c *Checker) Sentence(s Sentence) Verdict {
	v := Verdict{Sentence: s}
	sources := c.cited(s.Cites, &v)
	if len(sources) == 0 {
		return v
	}
	cleaned := strings.TrimSpace(clean(s.Text))
	v.Faults = append(v.Faults, inForce(cleaned, sources)...)
	if copied(cleaned, sources) {
		return v
	}
	if len(cleaned) > longestSentence {
		v.Faults = append(v.Faults, Fault{Kind: Unsupported, Detail: fmt.Sprintf("câu dài quá %d byte", longestSentence)})
		return v
	}
	t := readText(strings.ReplaceAll(cleaned, "cũng như", "và"))
	if len(t.tokens) == 0 {
		v.Faults = append(v.Faults, Fault{Kind: Unsupported, Detail: "câu không có chữ"})
		return v
	}
	v.Faults = append(v.Faults, quoted(cleaned, sources)...)
	if len(v.Faults) == 0 {
		t.markQuoted()
	}
	v.Faults = append(v.Faults, t.placed(sources)...)
	figures := t.figures()
	v.Faults = append(v.Faults, t.numbered(figures, sources)...)
	v.Faults = append(v.Faults, c.worded(&t, figures, sources)...)
	if !toldEnded(cleaned, sources) {
		v.Faults = append(v.Faults, t.spoken(sources)...)
	}
	return v
}

// cited returns the sources of a sentence, each once, and blames handles without one.
func (c *Checker) cited(cites []int, v *Verdict) []*source {
	if len(cites) == 0 {
		v.Faults = append(v.Faults, Fault{Kind: NoCitation, Detail: "câu không dẫn nguồn"})
	}
	var sources []*source
	seen := make(map[int]bool, len(cites))
	for _, n := range cites {
		if seen[n] {
			continue
		}
		seen[n] = true
		if s := c.source(n); s != nil {
			sources = append(sources, s)
			continue
		}
		v.Faults = append(v.Faults, Fault{Kind: UnknownCitation, Cite: n, Detail: fmt.Sprintf("không có nguồn [%d]", n)})
	}
	return sources
}

// endedWords say of a provision that it is not in force.
var endedWords = []string{
	"hết hiệu lực", "không còn hiệu lực", "chưa có hiệu lực", "bị bãi bỏ", "được bãi bỏ", "bị thay thế", "được thay thế", "đã thay thế", "hết thời hạn áp dụng",
	"chưa phát sinh hiệu lực", "ngưng hiệu lực", "mất hiệu lực",
}

func saysEnded(s string) bool {
	lower := strings.ToLower(s)
	for _, w := range endedWords {
		if strings.Contains(lower, w) {
			return true
		}
	}
	return false
}

// toldEnded tells whether the sentence says of sources that have ended that they have.
func toldEnded(s string, sources []*source) bool {
	for _, r := range sources {
		if !r.Ended {
			return false
		}
	}
	return saysEnded(s)
}

// markQuoted marks the words of quotations.
func (t *text) markQuoted() {
	at := 0
	for _, q := range quotations(t.s) {
		i := strings.Index(t.s[at:], q)
		if i < 0 || q == "" {
			continue
		}
		start := at + i
		at = start + len(q)
		for k := t.index(start); k < len(t.tokens) && t.tokens[k].start < at; k++ {
			t.tokens[k].quoted = true
		}
	}
}

// inForce blames a sentence that tells as valid what is not in force on the day.
func inForce(s string, sources []*source) []Fault {
	if saysEnded(s) {
		return deniedForce(s, sources)
	}
	var faults []Fault
	for _, r := range sources {
		if r.Ended {
			faults = append(faults, Fault{Kind: NotInForce, Cite: r.N, Detail: "nguồn không có hiệu lực vào ngày được hỏi"})
		}
	}
	return faults
}

// deniedWords say of a provision, and of hardly anything else, that it is not in force.
var deniedWords = []string{"hết hiệu lực", "không còn hiệu lực", "chưa có hiệu lực", "mất hiệu lực", "ngưng hiệu lực", "chưa phát sinh hiệu lực"}

// deniedForce blames a sentence that says of sources in force, whose words speak of no
// force, that they are not.
func deniedForce(s string, sources []*source) []Fault {
	lower := strings.ToLower(s)
	if !slices.ContainsFunc(deniedWords, func(w string) bool { return strings.Contains(lower, w) }) {
		return nil
	}
	for _, r := range sources {
		if r.Ended || !r.Until.IsZero() || strings.Contains(strings.ToLower(r.flat), "hiệu lực") {
			return nil
		}
	}
	return []Fault{{Kind: NotInForce, Cite: sources[0].N, Detail: "nguồn đang có hiệu lực"}}
}

// copied tells whether the sentence is one or several whole sentences of a source.
func copied(s string, sources []*source) bool {
	piece := strings.TrimRight(quotable(s), " .,;:")
	if piece == "" {
		return false
	}
	for _, r := range sources {
		for from := 0; ; {
			i := strings.Index(r.flat[from:], piece)
			if i < 0 {
				break
			}
			start := from + i
			if begins(r.flat[:start]) && stops(r.flat[start+len(piece):]) {
				return true
			}
			from = start + len(piece)
		}
	}
	return false
}

// begins tells whether a sentence begins behind before: a label may stand between.
func begins(before string) bool {
	before = strings.TrimRight(before, " ")
	if before == "" {
		return true
	}
	switch before[len(before)-1] {
	case '.', ';', ':', ')', '!', '?':
		return true
	}
	return false
}

func stops(after string) bool {
	after = strings.TrimLeft(after, " ")
	return strings.Trim(after, " .,;:") == "" || strings.ContainsRune(".;:", rune(after[0])) && (len(after) == 1 || after[1] == ' ')
}

// quoted blames quotations that are not the source's words.
func quoted(s string, sources []*source) []Fault {
	var faults []Fault
	all := quotations(s)
	if len(all) > mostPieces {
		return []Fault{{Kind: FalseQuote, Detail: "quá nhiều đoạn trích"}}
	}
	for _, q := range all {
		if strings.TrimSpace(q) == "" || quotedBy(q, sources) {
			continue
		}
		faults = append(faults, Fault{Kind: FalseQuote, Words: q, Detail: "nguồn không có nguyên văn đoạn trong dấu ngoặc kép", Cite: sources[0].N})
	}
	return faults
}

func quotedBy(q string, sources []*source) bool {
	for _, r := range sources {
		if quotes(r.flat, q) {
			return true
		}
		for _, name := range r.flatNames {
			if quotes(name, q) {
				return true
			}
		}
	}
	return false
}
