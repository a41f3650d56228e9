package fault

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A planter plants faults in true answers.
type planter struct {
	writer
	a      *answer
	faulty map[*draft]bool // a sentence takes one fault
}

// way is a way to plant a fault of one kind.
type way struct {
	kind  Kind
	plant func(p *planter) (d *draft, was string)
}

// planters are the ways to plant, by kind, in the order of reports. Each changes
// p.a and returns the sentence at fault and what was true; nil when the answer
// has no place for the fault.
var planters = []way{
	{NumberShifted, (*planter).shiftNumber},
	{NumberSwapped, (*planter).swapNumber},
	{NumberInWords, (*planter).misspellNumber},
	{UnitChanged, (*planter).changeUnit},
	{DateChanged, (*planter).changeDate},
	{DateRole, (*planter).mistakeDate},
	{AmountChanged, (*planter).changeAmount},
	{PercentChanged, (*planter).changePercent},
	{DocumentForeign, (*planter).foreignDocument},
	{DocumentNear, (*planter).nearDocument},
	{DocumentYear, (*planter).otherYear},
	{ArticleWrong, (*planter).wrongArticle},
	{ClauseWrong, (*planter).wrongClause},
	{PointWrong, (*planter).wrongPoint},
	{Repealed, (*planter).repealed},
	{ForceDenied, (*planter).denyForce},
	{ExceptionLost, (*planter).loseException},
	{ExtensionLost, (*planter).loseExtension},
	{QuoteWord, (*planter).changeQuote},
	{QuoteJoined, (*planter).joinQuote},
	{QuoteInvented, (*planter).inventQuote},
	{PassageWrong, (*planter).wrongPassage},
	{HandleUnknown, (*planter).unknownHandle},
	{CitationNone, (*planter).noCitation},
	{NegationDropped, (*planter).dropNegation},
	{NegationAdded, (*planter).addNegation},
	{ModalityChanged, (*planter).changeModality},
	{BoundTurned, (*planter).turnBound},
	{Invented, (*planter).invent},
	{FromMemory, (*planter).remember},
	{SubjectChanged, (*planter).changeSubject},
}

// Kinds are the kinds of fault in the order of reports.
func Kinds() []Kind {
	kinds := make([]Kind, len(planters))
	for i, p := range planters {
		kinds[i] = p.kind
	}
	return kinds
}

// plant plants one fault of kind k; ok is false when the answer has no place for it.
func (p *planter) plant(k Kind) (d *draft, was string, ok bool) {
	i := slices.IndexFunc(planters, func(w way) bool { return w.kind == k })
	d, was = planters[i].plant(p)
	if d == nil {
		return nil, "", false
	}
	p.faulty[d] = true
	if d.of != nil {
		p.faulty[d.of] = true
	}
	return d, was, true
}

// sound are the sentences of the given roles without a fault yet, in a random order.
func (p *planter) sound(roles ...role) []*draft {
	var list []*draft
	for _, d := range p.a.drafts {
		if slices.Contains(roles, d.role) && !p.faulty[d] {
			list = append(list, d)
		}
	}
	return shuffled(p.rng, list)
}

// edit changes the body of the first sound statement of which change makes another one.
func (p *planter) edit(change func(d *draft) (string, bool)) (*draft, string) {
	for _, d := range p.sound(tells) {
		body, ok := change(d)
		if !ok || slices.Equal(syllables(body), syllables(d.body)) {
			continue
		}
		was := d.text()
		d.body = body
		return d, was
	}
	return nil, ""
}

// replace is a change of words: from becomes one of to.
type replace struct {
	from       string
	to         []string
	unless     string // words before that forbid it
	unlessNext string // words behind that forbid it
	follows    bool   // a word must follow at once
	clear      bool   // no negation may stand close before
}

// swap applies one of the replacements that text has a place for.
func (p *planter) swap(text string, table []replace) (string, bool) {
	type spot struct {
		start int
		r     replace
	}
	var spots []spot
	for _, r := range table {
		for i := at(text, r.from, 0); i >= 0; i = at(text, r.from, i+len(r.from)) {
			if r.follows && !followed(text[i+len(r.from):]) || r.clear && negated(text[:i]) {
				continue
			}
			if !among(r.unless, strings.ToLower(previous(text, i))) && !among(r.unlessNext, next(text, i+len(r.from))) {
				spots = append(spots, spot{i, r})
			}
		}
	}
	if len(spots) == 0 {
		return "", false
	}
	s := one(p.rng, spots)
	return text[:s.start] + one(p.rng, s.r.to) + text[s.start+len(s.r.from):], true
}

// negated tells whether a negation stands among the last words of text.
func negated(text string) bool {
	words := strings.Fields(strings.ToLower(text))
	last := words[max(0, len(words)-5):]
	return slices.Contains(last, "không") || slices.Contains(last, "chưa")
}

// followed tells whether rest goes on with a word.
func followed(rest string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(rest, " "))
	return strings.HasPrefix(rest, " ") && unicode.IsLetter(r)
}

// sourceText is the words of the sources of d, and the names that they are known by.
func sourceText(d *draft) string {
	var b strings.Builder
	for _, p := range d.from {
		b.WriteString(p.text + "\n")
		for _, name := range p.source(1).Names {
			b.WriteString(name + "\n")
		}
	}
	return b.String()
}

// supports tells about how much of the longer words of text source holds.
func supports(source, text string) float64 {
	held := map[string]bool{}
	for _, s := range syllables(source) {
		held[s] = true
	}
	same, all := 0, 0
	for _, s := range syllables(text) {
		if len(s) > 3 || s[0] >= '0' && s[0] <= '9' {
			all++
			if held[s] {
				same++
			}
		}
	}
	if all == 0 {
		return 0
	}
	return float64(same) / float64(all)
}

// say puts a planted sentence into the answer: behind the others, or in the place of
// one that nothing rests on when there are four already.
func (p *planter) say(d *draft) bool {
	if len(p.a.drafts) < 4 {
		p.a.drafts = append(p.a.drafts, d)
		return true
	}
	for i, old := range p.a.drafts {
		rested := slices.ContainsFunc(p.a.drafts, func(o *draft) bool { return o.of == old || p.faulty[old] })
		if !rested && old.role != excepts && old.tail+old.front == "" {
			p.a.drafts[i] = d
			return true
		}
	}
	return false
}
