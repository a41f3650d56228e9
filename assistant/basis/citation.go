package basis

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// citation is one document cited by a draft, with the places in it.
type citation struct {
	passage
	text      string // as the draft has it, from the first place to the title
	lead      string // the places in front of the document: "khoản 2 Điều 5"
	ref       corpus.Ref
	places    []corpus.Ref
	title     string // as cited; empty when there is none, or none that can be told from the sentence
	tail      string // what stands behind number, date and issuer: the title and perhaps more
	date      corpus.Date
	badDate   bool // the calendar has no such day
	issuer    string
	kindless  bool   // nothing in front of the number says what it is of
	borrowed  bool   // number and date are from another place of the draft, and judged there
	amendedBy string // "được sửa đổi, bổ sung bởi Luật số …"
	supplies  bool   // the sentence changes the document: the place need not be there yet, or any more
	times     int
}

// self marks what the draft refers to in itself.
const self corpus.Number = "0/1000/TỰ-DẪN"

// citations are those of the whole draft, each wording once.
func (d Draft) citations() []citation {
	var out []citation
	at := map[string]int{}
	for _, p := range passages(d.Lines) {
		for _, c := range p.citations() {
			if d.Number != "" && c.ref.Number.Key() == d.Number.Key() {
				continue
			}
			key := string(c.part) + "|" + c.text
			if i, ok := at[key]; ok {
				out[i].times++
				continue
			}
			at[key] = len(out)
			out = append(out, c)
		}
	}
	return out
}

// citations reads the documents that a passage cites. What a title names is part of
// the title.
func (p passage) citations() []citation {
	var out []citation
	at := 0
	for _, g := range groupsOf(p.text) {
		if g.start < at || !g.ref.HasDocument() || g.ref.Number == self {
			continue
		}
		c, end := p.citationAt(g)
		out = append(out, c)
		at = end
	}
	return out
}

// group is the places of one document that stand together, the document's name last.
type group struct {
	ref        corpus.Ref // the document
	places     []corpus.Ref
	start, end int
	name       int // where the document's name begins
}

var nameStart = regexp.MustCompile(`(?i)(?:^|[\s,(/"“])(Hiến pháp|Bộ luật|Luật|Pháp lệnh|Lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư|Chỉ thị|văn bản|BLDS|BLHS|BLTTDS|BLTTHS|BLLĐ|NĐ|QĐ|TTLT|TT|NQLT|NQ|CT|PL)(?:[\s:]|$)`)

// groupsOf finds the documents named in a text.
func groupsOf(text string) []group {
	var out []group
	found := corpus.FindRefs(text, corpus.Ref{Number: self, Article: "1", Clause: "1", Point: "a"})
	for i := 0; i < len(found); i++ {
		g := group{ref: found[i].Ref.Document(), start: found[i].Start, name: -1}
		for ; i < len(found); i++ {
			if found[i].Ref.Article != "" {
				g.places = append(g.places, found[i].Ref)
			}
			g.end = found[i].End
			g.name = nameIn(text, found[i])
			if g.name >= 0 || i+1 >= len(found) || found[i+1].Ref.Document() != g.ref {
				break
			}
		}
		if g.name < 0 {
			g.name = g.start
		}
		out = append(out, g)
	}
	slices.SortStableFunc(out, func(a, b group) int { return cmp.Compare(a.start, b.start) })
	return out
}

// nameIn is where the document's name begins in what was found, -1 when the document
// is named further on.
func nameIn(text string, f corpus.FoundRef) int {
	span := text[f.Start:f.End]
	if m := nameStart.FindStringSubmatchIndex(span); m != nil {
		return f.Start + m[2]
	}
	if f.Ref.Number != "" {
		if at := strings.IndexByte(span, '/'); at >= 0 {
			return f.Start + strings.LastIndexAny(span[:at], " ,(") + 1
		}
	}
	if f.Ref.Article == "" {
		return f.Start
	}
	return -1
}

// citationAt reads the citation that begins with a group, and where it ends.
func (p passage) citationAt(g group) (c citation, end int) {
	c = citation{passage: p, ref: g.ref, places: g.places, times: 1}
	c.lead = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(p.text[g.start:g.name]), " của"))
	c.kindless = !nameStart.MatchString(p.text[g.name:g.end])
	c.supplies = supplies.MatchString(p.text[max(0, g.start-nearBefore):g.start])
	if byTitle(g.ref.Kind) && !amending(p.text[g.name:]) && g.ref.Title != "" || g.ref.Kind == corpus.KindConstitution {
		end = c.readTitled(g)
	} else {
		end = c.readNumbered(g)
	}
	c.text = strings.Trim(p.text[g.start:end], " ,;:-–")
	return c, end
}

// nearBefore is how far in front of a citation, in bytes, a verb can govern it.
const nearBefore = 300

var supplies = regexp.MustCompile(`(?i)(?:bổ sung|bãi bỏ|sửa đổi)[^.;]{0,160}$`)

// byTitle tells whether acts of the kind are cited by title.
func byTitle(k corpus.Kind) bool {
	switch k {
	case corpus.KindConstitution, corpus.KindCode, corpus.KindLaw, corpus.KindOrdinance:
		return true
	}
	return false
}

var amendingName = regexp.MustCompile(`(?i)^(?:Bộ luật|Luật|Pháp lệnh)\s+sửa đổi`)

func amending(name string) bool { return amendingName.MatchString(name) }

var (
	dateText   = regexp.MustCompile(`(?i)^[\s,(]*(?:được\s+)?(?:(?:Quốc hội\s+)?thông qua\s+|ký\s+|ban hành\s+)?ngày\s*(\d{1,2})\s*(?:tháng|[/.\-])\s*(\d{1,2})\s*(?:năm|[/.\-])\s*(\d{4})`)
	yearText   = regexp.MustCompile(`(?i)^[\s,(]*năm\s+((?:19|20)\d\d)\)?`)
	numberText = regexp.MustCompile(`(?i)^[\s,(]*(?:số\s*:?\s*)?(?:luật\s+số\s*)?(\d{1,6}[^\s;,]*(?:\s*\d{1,2})?)`)
	assembly   = regexp.MustCompile(`(?i)^[\s,]*của\s+((?:Ủy ban|Uỷ ban) thường vụ Quốc hội|Quốc hội)(?:\s+(?:nước Cộng hòa xã hội chủ nghĩa Việt Nam|khóa\s+[IVX]+|khoá\s+[IVX]+))*`)
	tailStart  = regexp.MustCompile(`(?i)[\s,(]*(?:(?:đã\s+)?(?:được|bị)\s+(?:sửa|bổ sung|thay thế|hợp nhất|đính chính|bãi bỏ)|sửa đổi,?\s+b[ổỗ]\s+sung\s+(?:một số (?:điều|nội dung)\s+)?(?:bởi|theo|tại|bằng|năm|lần)|\(?sau đây|và các văn bản)`)
)

// readTitled reads number, date and issuer behind the title of a law.
func (c *citation) readTitled(g group) (end int) {
	text := c.passage.text
	c.title, end = g.ref.Title, g.end
	if title, at := longTitle(text, g); g.ref.Number == "" && at > end && (c.part == PartBasis || plainTitle(text, g.end, at)) {
		c.title, end = title, at
	} else if g.ref.Number != "" { // as written, not as the list of known titles has it
		c.title = titleBetween(text[g.name:g.end])
	}
	if g.ref.Year != 0 {
		c.ref.Year = g.ref.Year
	}
	for range 4 {
		rest := text[end:]
		if at := c.readDate(rest); at > 0 {
			end += at
		} else if m := yearText.FindStringSubmatchIndex(rest); m != nil {
			end += m[1]
		} else if m := assembly.FindStringSubmatchIndex(rest); m != nil {
			c.issuer = rest[m[2]:m[3]]
			end += m[1]
		} else if n, size, ok := numberAt(rest); ok && c.ref.Number == "" {
			c.ref.Number, end = n, end+size
		} else {
			break
		}
	}
	if m := tailStart.FindStringIndex(text[end:]); m != nil && m[0] == 0 {
		c.amendedBy = strings.TrimSpace(text[end:])
	}
	return end
}

// titleBetween cuts kind and number off "Luật Khiếu nại số 02/2011/QH13".
func titleBetween(name string) string {
	tokens := tokenize(name)
	from := kindTokens(tokens)
	if from == 0 || from >= len(tokens) {
		return ""
	}
	end := len(name)
	for _, t := range tokens[from:] {
		if n, _, ok := corpus.CutNumber(name[t.start:]); ok && !n.Incomplete() {
			end = t.start
			break
		}
	}
	title := strings.TrimRight(name[tokens[from].start:end], " :,")
	title = withoutNumberWord(title)
	if at := yearTail.FindStringIndex(title); at != nil {
		title = title[:at[0]]
	}
	return strings.TrimRight(title, " :,")
}

// withoutNumberWord cuts off what stands between a title and its number: "số",
// "Luật số", "số Luật"; "pháp luật" is the end of a title.
func withoutNumberWord(title string) string {
	w := tokenize(title)
	at := func(back int) string {
		if back >= len(w) {
			return ""
		}
		return w[len(w)-1-back].norm
	}
	drop := 0
	switch {
	case isSo(at(0)) && at(1) == "luật" && at(2) != "pháp", at(0) == "luật" && isSo(at(1)):
		drop = 2
	case isSo(at(0)):
		drop = 1
	}
	if drop == 0 || drop >= len(w) {
		return title
	}
	return title[:w[len(w)-1-drop].end]
}

// isSo tells whether a word is "số", also as recognition misreads it.
func isSo(w string) bool { return w == "số" || w == "sô" || w == "sồ" || w == "só" }

var yearTail = regexp.MustCompile(`(?i)\s+(?:năm\s+)?(?:19|20)\d\d$`)

// kindTokens counts the words of the kind in front.
func kindTokens(tokens []token) int {
	for _, k := range []corpus.Kind{corpus.KindCode, corpus.KindLaw, corpus.KindOrdinance, corpus.KindConstitution} {
		w := tokenize(string(k))
		if len(tokens) >= len(w) && slices.EqualFunc(w, tokens[:len(w)], func(a, b token) bool { return a.norm == b.norm }) {
			return len(w)
		}
	}
	return 0
}

var endOfTitle = regexp.MustCompile(`(?i)\s+(?:số\s*:?\s*)?\d{1,4}/\d{4}/|\s+ngày\s+\d|\s+(?:số\s+)(?:luật\s+)?\d`)

// longTitle reads a title up to the number or date behind it, where the title is not
// a known one and its end was guessed too early.
func longTitle(text string, g group) (title string, end int) {
	const longest = 160 // bytes
	m := endOfTitle.FindStringIndex(text[g.end:])
	if m == nil || m[0] == 0 || m[0] > longest {
		return "", 0
	}
	between := text[g.end : g.end+m[0]]
	if nameStart.MatchString(between) || strings.ContainsAny(between, ";.()") || tailStart.MatchString(between) {
		return "", 0
	}
	end = g.end + m[0]
	return titleBetween(text[g.name:end]), end
}

// plainTitle tells whether text[from:to] surely goes on with the title in a sentence:
// the number follows, and no word stands there that begins something else.
func plainTitle(text string, from, to int) bool {
	_, _, ok := numberAt(text[to:])
	return ok && !sentenceWord.MatchString(text[from:to]+" ")
}

var sentenceWord = regexp.MustCompile(`(?i)\s(?:được|đã|có|là|thì|do|của|theo|tại|ngày|khi|để|trong|quy định|này|đó)\s|,`)

// numberAt reads a số hiệu behind "số".
func numberAt(rest string) (n corpus.Number, size int, ok bool) {
	m := numberText.FindStringSubmatchIndex(rest)
	if m == nil {
		return "", 0, false
	}
	n, behind, ok := corpus.CutNumber(rest[m[2]:])
	if !ok || n.Year() == 0 {
		return "", 0, false
	}
	return n, len(rest) - len(behind), true
}

// readDate reads the date at the start of rest and returns its length, 0 for none.
func (c *citation) readDate(rest string) int {
	m := dateText.FindStringSubmatchIndex(rest)
	if m == nil || c.dated() {
		return 0
	}
	d, err := corpus.ParseDate(rest[m[2]:m[3]] + "/" + rest[m[4]:m[5]] + "/" + rest[m[6]:m[7]])
	c.badDate = err != nil // 31 tháng 2
	c.date = d
	return m[1]
}

// dated tells whether the citation has a date, be it one that no calendar has.
func (c citation) dated() bool { return c.badDate || !c.date.IsZero() }
