package verify

import "strings"

// polarity says how an act is spoken of: as a set, for a source may speak of it in
// several ways.
type polarity uint16

// Polarities.
const (
	plain   polarity = 1 << iota // no more than the act
	forbid                       // không được, nghiêm cấm
	negated                      // không, chưa
	waived                       // không phải, không cần
	must                         // phải, có trách nhiệm
	may                          // có thể, có quyền
	allowed                      // được: a right or no more than a passive
	only                         // chỉ
	notYet                       // chưa
	due                          // phải được
)

const negative = forbid | negated | waived | notYet

// agrees holds, for each way in which a sentence may speak of an act, the ways of
// the source that support it.
var agrees = map[polarity]polarity{
	plain: plain | must | may | allowed | only | due, forbid: forbid | negated, negated: negative, waived: waived | negated, notYet: notYet | negated, due: must | plain | allowed | due,
	must: must | plain | due, may: may | plain | allowed, allowed: plain | may | allowed | only | due, only: only | forbid,
}

// markers are the words that set a polarity, by first word, the longest first.
var markers = buildMarkers(map[polarity]string{
	forbid: "không được phép;không được;nghiêm cấm;bị nghiêm cấm;cấm;bị cấm;không có quyền;không cho phép;không thể;không ai được;không bao giờ được",
	waived: "không phải;không bắt buộc;không cần;không cần phải;không nhất thiết;không nhất thiết phải;không có nghĩa vụ;không có trách nhiệm;không còn cần;không còn phải;không bắt buộc phải;" +
		"không buộc phải;chưa phải;không yêu cầu;không buộc",
	notYet:  "chưa;chưa được;chưa từng;chưa bị",
	due:     "phải được;cần phải được;buộc phải được;bắt buộc phải được",
	negated: "không;chẳng;không còn;không hề;không bị;không phải là;chưa phải là",
	must:    "phải;có trách nhiệm;có nghĩa vụ;bắt buộc;bắt buộc phải;cần phải;buộc phải;có trách nhiệm phải;phải có trách nhiệm",
	may:     "có thể;có quyền;được quyền;được phép;có thể được;có thể bị",
	allowed: "được",
	only:    "chỉ;chỉ được;chỉ được phép",
	plain: "không phân biệt;không kể;không chỉ;không những;có hay không;có thể không;không khí;không gian;hàng không;không lưu;không quân;không phận;không vận;bộ phải;cần thơ;phải chăng;nếu không thì;không áp dụng;không áp dụng đối với;không áp dụng cho;" +
		"đã;vẫn;vẫn còn;không quá;không vượt quá;chưa đủ;không đủ",
})

type marker struct {
	words    []string
	polarity polarity
}

func buildMarkers(names map[polarity]string) map[string][]marker {
	m := make(map[string][]marker)
	for p, list := range names {
		for name := range strings.SplitSeq(list, ";") {
			words := strings.Fields(name)
			l := append(m[words[0]], marker{words, p})
			for i := len(l) - 1; i > 0 && len(l[i].words) > len(l[i-1].words); i-- {
				l[i], l[i-1] = l[i-1], l[i]
			}
			m[words[0]] = l
		}
	}
	return m
}

// markerAt reads the marker at token i. Words that bound a number ("không quá")
// mark nothing.
func (t *text) markerAt(i int) (p polarity, next int, ok bool) {
	if t.followsVerb(i) {
		return 0, i + 1, false
	}
	for _, m := range markers[t.at(i).word] {
		if !t.follows(i, m.words...) {
			continue
		}
		next = i + len(m.words)
		if m.polarity&negative != 0 && t.bounds(i, next) {
			return 0, next, false
		}
		return m.polarity, next, true
	}
	return 0, i + 1, false
}

// followsVerb tells whether the word before token i makes it no marker: "nhận được",
// "được cấm tiếp xúc".
func (t *text) followsVerb(i int) bool {
	before := t.at(i - 1).word
	switch t.at(i).word {
	case "được":
		return before == "nhận" || before == "đạt"
	case "cấm":
		return before == "được" || before == "quyền" || before == "định" || before == "lệnh" || before == "thể"
	}
	return false
}

// bounds tells whether the negation in tokens i up to next only bounds a number:
// "không quá", "không được vượt quá", "không ít hơn".
func (t *text) bounds(i, next int) bool {
	for k := next; k < next+3; k++ {
		for _, n := range boundWords[t.at(k).word] {
			if n.words[0] != t.at(i).word || k+1-len(n.words) != i || !t.follows(i, n.words...) {
				continue
			}
			if n.bound != below {
				return true
			}
			_, ok := t.numberAt(k + 1) // "chưa đến 30 ngày", but "chưa đến kỳ trả lương"
			return ok
		}
	}
	return false
}

// reach is how many content words a marker governs, sure how many for certain.
const (
	reach = 6
	sure  = 2
)

// governed is one content word with the polarity that it is spoken of with.
type governed struct {
	token    int
	polarity polarity
	sure     bool     // the marker stands right before it
	fresh    bool     // a new part of the sentence begins before it
	over     polarity // negations earlier in the clause, or over the list
}

// governor follows the markers of a text.
type governor struct {
	text     *text
	list     polarity // what the heading over the text says
	now      polarity // of the marker in force
	left     int      // how many more words it governs
	earlier  polarity // negations of the clause
	opened   polarity // what the line over a list says of it
	last     polarity // the marker read last
	lastEnd  int      // and the token behind it
	fresh    bool     // a new part of the sentence has begun
	excepted bool     // the words are those of an exception
}

// govern goes through the content words of a text in order. list is what the
// heading over the text says: the acts below are forbidden.
func (t *text) govern(list polarity, visit func(governed)) {
	v := governor{text: t, list: list, now: plain}
	for i := 0; i < len(t.tokens); i++ {
		v.breakAt(i)
		if p, next, ok := t.markerAt(i); ok || next > i+1 {
			if ok {
				v.mark(i, next, p)
			}
			i = next - 1
			continue
		}
		if g, ok := v.word(i); ok {
			visit(g)
		}
	}
}

// breakAt ends what ends before token i.
func (v *governor) breakAt(i int) {
	tok := &v.text.tokens[i]
	if tok.gap >= clauseGap {
		switch {
		case v.text.colon(i):
			v.opened = announced(v.earlier, v.last, i-v.lastEnd)
		case tok.gap == lineGap && !tok.label && v.text.gapBefore(i):
			v.opened = 0
		}
		v.now, v.left, v.earlier, v.excepted = plain, 0, 0, false
	}
	if _, ok := v.text.exceptionAt(i); ok {
		v.excepted, v.now, v.left = true, plain, 0
	}
}

// mark takes in the marker p in tokens i up to next.
func (v *governor) mark(i, next int, p polarity) {
	joined := v.lastEnd == i && v.text.tokens[i].gap == noGap
	if joined && (v.last&negative != 0 || v.last&(must|may) != 0 && p&(allowed|only) != 0 || v.last == only && p&(may|allowed) != 0) {
		p = combined(v.last, p)
	}
	v.now, v.left, v.last, v.lastEnd = p, reach, p, next
	switch {
	case p&negative != 0:
		v.earlier |= p
	case p == plain:
		v.earlier = 0
	}
}

// word tells how token i is spoken of, if it is a content word.
func (v *governor) word(i int) (g governed, ok bool) {
	t := v.text
	tok := &t.tokens[i]
	turns := t.turns(i)
	v.fresh = v.fresh || turns
	if tok.place || turns {
		v.left -= sure
	}
	if t.content(i) == 0 || tok.quoted {
		return g, false
	}
	if tok.gap > noGap {
		v.left = min(v.left, reach-sure)
	}
	g = governed{token: i, polarity: v.now, sure: v.left > reach-sure, over: v.earlier | v.opened&negative | v.list, fresh: v.fresh}
	affirmed := v.last == plain && i-v.lastEnd <= reach
	switch {
	case v.now != plain:
	case v.excepted:
		g.over |= negative
	case v.opened|v.list != 0 && !affirmed:
		g.polarity, g.sure = v.opened|v.list, v.opened != 0
	}
	if v.left--; v.left <= 0 {
		v.now = plain
	}
	v.fresh = false
	return g, true
}

// announced is what a heading says of the list below it: what it forbids, and what
// stands right before its colon.
func announced(earlier, last polarity, distance int) polarity {
	const near = 5
	switch {
	case earlier != 0:
		return earlier
	case distance <= near && last&(must|may) != 0:
		return last
	}
	return 0
}

// combined is what two markers say together: "không còn được", "không được cấm".
func combined(first, second polarity) polarity {
	switch {
	case second == only, first == only:
		return first
	case first == must:
		return due
	case first&negative == 0:
		return first
	case second&(allowed|may) != 0:
		return forbid
	case second == must:
		return waived
	case second&negative != 0:
		return must
	}
	return second
}

// turns tells whether a new part of the sentence begins at token i, which a marker
// before it does not govern.
func (t *text) turns(i int) bool {
	switch t.tokens[i].word {
	case "khi", "nếu", "thì", "mà", "nhưng", "để":
		return true
	case "trường":
		return t.at(i+1).word == "hợp"
	case "đối":
		return t.at(i+1).word == "với"
	}
	return false
}

// colon tells whether a colon stands right before token i.
func (t *text) colon(i int) bool {
	return i > 0 && strings.Contains(t.s[t.tokens[i-1].end:t.tokens[i].start], ":")
}

// gapBefore tells whether a list may end before token i: the line before ended
// with a full stop.
func (t *text) gapBefore(i int) bool {
	return i == 0 || strings.Contains(t.s[t.tokens[i-1].end:t.tokens[i].start], ".")
}

// manner is how a source speaks of its acts, by content word and by pair of them.
type manner struct {
	words map[string]polarity
	pairs map[[2]string]polarity // of the first word
	ends  map[[2]string]polarity // of the second
	named map[[2]string]bool     // that names hold
	all   polarity               // every polarity that occurs
}

func newManner() manner {
	return manner{words: make(map[string]polarity), pairs: make(map[[2]string]polarity), ends: make(map[[2]string]polarity), named: make(map[[2]string]bool)}
}

// add takes in how a text speaks.
//
// A name, which is no sentence, proves nothing by what it says without a marker.
func (m *manner) add(t *text, list polarity, name bool) {
	var before governed
	for i := 0; i < len(t.tokens); {
		p, next, ok := t.markerAt(i)
		if ok {
			m.all |= p
		}
		i = max(next, i+1)
	}
	t.govern(list, func(g governed) {
		if name && (g.polarity == plain || !g.sure) {
			if before.polarity != 0 {
				m.named[[2]string{t.tokens[before.token].canon, t.tokens[g.token].canon}] = true
			}
			before = g
			return
		}
		p := g.polarity
		if !g.sure {
			p |= plain
		}
		word := t.tokens[g.token].canon
		m.words[word] |= p
		m.all |= g.polarity
		if before.polarity != 0 && !g.fresh && !t.broken(before.token, g.token, clauseGap) {
			q := before.polarity
			if !before.sure {
				q |= plain
			}
			pair := [2]string{t.tokens[before.token].canon, word}
			m.pairs[pair] |= q
			m.ends[pair] |= p
		}
		before = g
	})
}

// listPolarity is what a heading says of all that stands below it.
func listPolarity(heading string) polarity {
	t := readText(clean(heading))
	for i := range t.tokens {
		if p, _, ok := t.markerAt(i); ok && p == forbid && t.tokens[i].word != "cấm" {
			return forbid
		}
	}
	return 0
}
