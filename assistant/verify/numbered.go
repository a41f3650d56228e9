package verify

import (
	"fmt"
	"strings"
)

// counted holds the numbers, dates and codes of a sentence against its sources.
func (t *text) numbered(figures []figure, sources []*source) []Fault {
	own := owners(t, figures)
	var faults []Fault
	if len(figures) > mostFigures {
		return []Fault{{Kind: WrongNumber, Detail: "quá nhiều số trong một câu", Cite: sources[0].N}}
	}
	if f, bad := t.turned(sources); bad {
		faults = append(faults, f)
	}
	for n, f := range figures {
		if n > 0 && t.contradicts(figures[n-1], f) {
			faults = append(faults, Fault{Kind: WrongNumber, Words: t.words(figures[n-1].from, f.to), Detail: "hai số không bằng nhau", Cite: sources[0].N})
			continue
		}
		if t.enumerates(f) || t.tokens[f.from].quoted && t.tokens[f.to-1].quoted {
			continue
		}
		if (f.kind == count || f.kind == label) && t.onlyNamed(f, sources) {
			continue
		}
		why := judge(saying{t, figures, own, n}, sources)
		if why == "" {
			continue
		}
		kind := WrongNumber
		switch {
		case f.kind == dated:
			kind = WrongDate
		case f.kind == coded && strings.ContainsAny(t.words(f.from, f.to), "/-"):
			kind = ForeignDocument
		}
		faults = append(faults, Fault{Kind: kind, Words: t.words(max(f.from-1, 0), f.to), Detail: why, Cite: sources[0].N})
	}
	return faults
}

// contradicts tells whether g, in brackets behind f, should say the same and does
// not: "05 năm (120 tháng)".
func (t *text) contradicts(f, g figure) bool {
	if f.kind != count || g.kind != count || f.unit != g.unit || f.to != g.from || f.value == g.value {
		return false
	}
	return strings.TrimSpace(t.s[t.tokens[f.to-1].end:t.tokens[g.from].start]) == "(" && strings.HasPrefix(t.s[t.tokens[g.to-1].end:], ")")
}

// mostFigures bounds the numbers of one sentence.
const mostFigures = 80

// missingFigure says that a source does not hold a figure at all.
const missingFigure = "nguồn không có số này"

// saying is a figure in its sentence.
type saying struct {
	text    *text
	figures []figure
	owner   []int
	n       int
}

func (s saying) figure() figure { return s.figures[s.n] }

// enumerates tells whether the figure numbers parts of the sentence: "(1) …; (2) …",
// "Thứ nhất, …".
func (t *text) enumerates(f figure) bool {
	start, end := t.tokens[f.from].start, t.tokens[f.to-1].end
	if v, ok := f.value.integer(); ok && v <= 20 && f.kind == count && start > 0 && t.s[start-1] == '(' && strings.HasPrefix(t.s[end:], ")") {
		return true
	}
	return f.kind == label && f.unit == unitLabel+"thứ" && t.tokens[f.from].gap >= clauseGap && strings.IndexAny(t.s[end:], ",:") == 0
}

// onlyNamed tells whether the number stands as it does in a name of a source, with
// the words beside it.
func (t *text) onlyNamed(f figure, sources []*source) bool {
	for _, s := range sources {
		for i := range s.names {
			if f.kind == count && f.unit != "" && t.besideIn(f, &s.names[i], s.nameFigures[i]) {
				return true
			}
			if f.kind == label && t.standsIn(&s.names[i], f.from, f.to) || t.standsIn(&s.names[i], f.from-1, f.to) || t.standsIn(&s.names[i], f.from, f.to+1) {
				return true
			}
		}
	}
	return false
}

// besideIn tells whether the figure stands in a name, behind the same two words.
func (t *text) besideIn(f figure, name *text, figures []figure) bool {
	for _, g := range figures {
		same := g.kind == f.kind && g.unit == f.unit && g.value == f.value
		if same && f.from > 1 && g.from > 1 && name.follows(g.from-2, t.at(f.from-2).word, t.at(f.from-1).word) {
			return true
		}
	}
	return false
}

// standsIn tells whether the tokens from up to to stand in a name in this order.
func (t *text) standsIn(name *text, from, to int) bool {
	if from < 0 || to > len(t.tokens) || to-from < 2 {
		return false
	}
	for i := 0; i+to-from <= len(name.tokens); i++ {
		k := 0
		for k < to-from && name.tokens[i+k].word == t.tokens[from+k].word {
			k++
		}
		if k == to-from {
			return true
		}
	}
	return false
}

// occurrence is a figure of a source.
type occurrence struct {
	source *source
	n      int
}

// found is what sources hold of a figure: where it stands, and other figures of
// its kind, which the words of the sentence may fit better.
type found struct {
	known  bool // it needs no place in the text
	here   []occurrence
	others []occurrence
	why    string // why not, when it is not held
}

func (r *source) all(list []int) []occurrence {
	out := make([]occurrence, len(list))
	for i, n := range list {
		out[i] = occurrence{r, n}
	}
	return out
}

// judge tells why the sources do not support a figure, "" when they do.
func judge(s saying, sources []*source) (why string) {
	var in found
	for _, r := range sources {
		one := r.find(s)
		if one.known {
			return ""
		}
		if in.why == "" || in.why == missingFigure {
			in.why = one.why
		}
		in.here, in.others = append(in.here, one.here...), append(in.others, one.others...)
	}
	switch {
	case len(in.here) == 0:
		return in.why
	case fitsElsewhere(s, in.here, in.others):
		return "số này ở nguồn là của trường hợp khác"
	}
	return ""
}

// find looks a figure up in one source.
func (r *source) find(s saying) found {
	f := s.figure()
	switch f.kind {
	case coded:
		return found{known: r.codes[f.code] || r.holdsCode(f.code), why: "nguồn không có số hiệu, mã này"}
	case dated:
		return r.findDay(s)
	case label:
		return found{known: r.holdsLabel(f), why: missingFigure}
	}
	return r.findCount(s)
}

// holdsCode tells whether the code begins a number of the source: 63/2010 for
// 63/2010/NĐ-CP.
func (r *source) holdsCode(code string) bool {
	own := codeKey(string(r.Ref.Number))
	return own != "" && (own == code || len(code) > 4 && strings.HasPrefix(own, code) && !strings.ContainsAny(code[len(code)-1:], "abcdefghijklmnopqrstuvwxyz") &&
		strings.Trim(own[len(code):len(code)+1], "0123456789") != "")
}

// holdsLabel looks a name with a number up: quý II, lần 2, tháng 6.
func (r *source) holdsLabel(f figure) bool {
	if len(r.byValue[counted{f.unit, f.value}]) > 0 {
		return true
	}
	v, ok := f.value.integer()
	if !ok {
		return false
	}
	own := fmt.Sprint(v)
	switch f.unit {
	case unitLabel + "tháng":
		return r.days[day{month: v}]
	case unitLabel + "ngày":
		return r.days[day{day: v}]
	case unitLabel + "năm":
		return r.days[day{year: v}]
	case unitLabel + "điều":
		return r.Ref.Article == own
	case unitLabel + "khoản":
		return r.Ref.Clause == own || r.Ref.Clause == "" && r.labels[own]
	case unitLabel + "lần":
		return v > 1 && len(r.byValue[counted{"lần", f.value}]) > 0
	}
	return false
}

// findDay looks a date up: in the text, or among the dates of the document where
// the sentence speaks of it.
func (r *source) findDay(s saying) found {
	f := s.figure()
	if r.known[f.date] && s.text.ofDocument(f) {
		if r.dayOf(s.text.roleOf(s)).allows(f.date) {
			return found{known: true}
		}
		return found{why: "ngày này là của việc khác: ban hành, có hiệu lực, hết hiệu lực"}
	}
	out := found{why: "nguồn không có ngày này"}
	var here, others []int
	for _, i := range r.byUnit[unitDay] {
		d := r.figures[i].date
		switch {
		case d.says(f.date):
			here = append(here, i)
		case (d.day == 0) == (f.date.day == 0):
			others = append(others, i)
		}
	}
	out.others = r.all(others)
	switch {
	case !r.days[f.date]:
	case len(here) > 0 && r.allOpposed(here, f.bound):
		out.why = "trước, sau khác với nguồn"
	case len(here) == 0:
		out.known = true // a year that stands without "năm"
	default:
		out.here = r.all(here)
	}
	return out
}

func (r *source) allOpposed(here []int, said bound) bool {
	for _, i := range here {
		if !r.figures[i].bound.opposed(said) {
			return false
		}
	}
	return true
}

// turned blames "ít nhất" where the sources know only "không quá", and the reverse,
// whether a number is bounded or not.
func (t *text) turned(sources []*source) (Fault, bool) {
	most, least := t.limits()
	var sourceMost, sourceLeast bool
	for _, s := range sources {
		sourceMost, sourceLeast = sourceMost || s.most, sourceLeast || s.least
		for i := range s.names {
			most, least := s.names[i].limits()
			sourceMost, sourceLeast = sourceMost || most, sourceLeast || least
		}
	}
	if least && !sourceLeast && sourceMost || most && !sourceMost && sourceLeast {
		return Fault{Kind: WrongNumber, Words: t.s, Detail: "tối đa, tối thiểu khác với nguồn", Cite: sources[0].N}, true
	}
	return Fault{}, false
}

// ofDocument tells whether the date is said of a document: of its issue or force,
// or right behind its name.
func (t *text) ofDocument(f figure) bool {
	for i := f.from - 1; i >= 0 && f.from-i < 14; i-- {
		tok := t.at(i)
		switch tok.word {
		case "hành", "lực", "ký", "qua", "dụng", "thế", "bỏ":
			return true
		}
		if tok.place {
			return f.from-i < 4
		}
	}
	for i := f.to; i < f.to+8 && t.at(i).gap < clauseGap; i++ {
		if w := t.at(i).word; w == "lực" || w == "ban" && t.at(i+1).word == "hành" {
			return true
		}
	}
	return false
}

// findCount looks so many of something up: the value with its unit, within the
// same bounds.
func (r *source) findCount(s saying) found {
	f := s.figure()
	var out found
	for _, i := range r.byUnit[f.unit] {
		if r.figures[i].value != f.value {
			out.others = append(out.others, occurrence{r, i})
		}
	}
	here := r.byValue[counted{f.unit, f.value}]
	if f.unit == "" {
		here = r.barely(s)
	} else if len(here) == 0 && f.unit == unitDong && r.vocabulary.words["đồng"] {
		if v, whole := f.value.integer(); whole && v >= 1000 {
			here = r.byValue[counted{"", f.value}] // a table whose head names the unit
		}
	}
	if one, ok := f.value.integer(); ok && one == 1 && len(here) == 0 && r.vocabulary.pairs[[2]string{"một", s.text.at(f.to - 1).word}] {
		return found{known: true} // "cùng một tờ", where one need not be a number
	}
	for _, i := range here {
		if r.figures[i].bound.fits(f.bound, isDuration(f.unit) || f.unit == "lần") {
			out.here = append(out.here, occurrence{r, i})
		}
	}
	switch {
	case len(here) > 0:
		out.why = "giới hạn (không quá, ít nhất, trên, dưới, từ, đến) khác với nguồn"
	case len(r.byNumber[f.value]) > 0:
		out.why = fmt.Sprintf("số này ở nguồn không phải là số %s", strings.TrimPrefix(f.unit, unitLabel))
	default:
		out.why = missingFigure
	}
	return out
}

// barely looks up a number whose unit is not known: the word behind it must stand
// near it in the source.
func (r *source) barely(s saying) []int {
	f := s.figure()
	next := s.text.at(f.to)
	word := next.word
	if next.gap > noGap || functionWords[word] || f.to >= len(s.text.tokens) {
		word = ""
	}
	var out []int
	for _, i := range r.byNumber[f.value] {
		g := r.figures[i]
		if g.kind != count {
			continue
		}
		near := word == "" || g.unit == "" && word == r.text.at(g.to).word
		for k := g.from - 2; k < g.to+6 && !near; k++ {
			near = r.text.at(k).word == word
		}
		if near {
			out = append(out, i)
		}
	}
	return out
}
