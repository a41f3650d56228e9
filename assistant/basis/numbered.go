package basis

import (
	"regexp"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// verbs begin the titles of acts that are cited by number.
var verbs = regexp.MustCompile(`(?:^|[\s,])((?:[Vv]ề|[Qq]uy định|[Bb]an hành|[Hh]ướng dẫn|[Ss]ửa đổi|[Bb]ổ sung|[Bb]ãi bỏ|[Cc]ông bố|[Pp]hê duyệt|[Tt]hực hiện|[Tt]hành lập|[Đđ]ính chính|[Tt]hay thế|[Tt]riển khai|[Pp]hân cấp|[Pp]hân công|[Gg]iao|[Kk]ết thúc|tổ chức|Về việc|[Qq]ui định)[\s:,])`)

// readNumbered reads what stands behind the number of an act: its date, who issued
// it, and its title. In the căn cứ all up to the end belongs to it; in a sentence a
// title is only told from what follows it where date and issuer stand before it.
func (c *citation) readNumbered(g group) (end int) {
	text := ahead(c.passage.text, g.end)
	end = g.end
	if amending(text[g.name:]) && byTitle(g.ref.Kind) {
		return c.readAmending(g)
	}
	if n := c.readDate(text[end:]); n > 0 {
		end += n
	}
	rest := text[end:]
	if m := issuedBy.FindStringIndex(rest); m != nil {
		c.issuer, end = issuerIn(text, end+m[1])
		if n := c.readDate(text[end:]); n > 0 {
			end += n
		}
	}
	if c.part == PartText && (!c.dated() || c.issuer == "") {
		return end
	}
	stop := len(text)
	if c.part == PartText {
		stop = end + sentenceEnd(text[end:])
	}
	c.tail = strings.TrimSpace(text[end:stop])
	c.title = c.tail
	if m := tailStart.FindStringIndex(c.tail); m != nil {
		c.title, c.amendedBy = strings.TrimSpace(c.tail[:m[0]]), strings.TrimSpace(c.tail[m[0]:])
	}
	if m := verbs.FindStringSubmatchIndex(" " + c.title + " "); m == nil || m[2] > 1 {
		c.title = "" // "và Nghị định số …", "tại kỳ họp thứ …"
	}
	if m := another.FindStringIndex(c.title); m != nil && !concerns.MatchString(c.title[:m[0]]) {
		c.title = c.title[:m[0]]
	}
	if c.part == PartText || c.title == "" {
		return end
	}
	return end + strings.Index(text[end:], c.title) + len(c.title)
}

// ahead is the text up to as far behind at as a citation reaches.
func ahead(text string, at int) string {
	const farthest = 1500 // bytes
	if len(text)-at <= farthest {
		return text
	}
	if space := strings.LastIndexByte(text[at:at+farthest], ' '); space > 0 {
		return text[:at+space]
	}
	return text[:at]
}

var (
	// another is the next act of a list, where the title before it speaks of no other act.
	another  = regexp.MustCompile(`(?:\s+và|,)\s+(?:các\s+)?(?:Nghị định|Nghị quyết|Thông tư|Quyết định|Chỉ thị|Luật|Bộ luật|Pháp lệnh)\s`)
	concerns = regexp.MustCompile(`(?i)sửa đổi|chi tiết|hướng dẫn|thi hành|thay thế|bãi bỏ|một số điều|triển khai|thực hiện`)
)

var issuedBy = regexp.MustCompile(`^[\s,]*(?:do\s+|của\s+)`)

// issuerIn reads the issuer at text[at:] up to the title, a mark or the date.
func issuerIn(text string, at int) (issuer string, end int) {
	const longest = 200 // bytes
	rest := text[at:]
	if len(rest) > 2*longest {
		rest = rest[:strings.LastIndexByte(rest[:2*longest], ' ')+1]
	}
	stop := len(rest)
	for _, re := range []*regexp.Regexp{issuerEnd, tailStart} {
		if m := re.FindStringIndex(rest); m != nil {
			stop = min(stop, m[0])
		}
	}
	if m := verbs.FindStringSubmatchIndex(rest); m != nil {
		stop = min(stop, m[2])
	}
	if stop > longest {
		return "", at
	}
	return strings.Trim(rest[:stop], " ,"), at + stop
}

var issuerEnd = regexp.MustCompile(`(?i)\s+ngày\s+\d|[;:(]|\.\s|,\s+(?:Nghị|Thông|Quyết|Luật|trong đó|theo)|\s+và\s+(?:các\s+)?(?:Nghị|Thông|Quyết|Luật|Bộ luật|Pháp lệnh|Chỉ thị|Điều|khoản)|\s+(?:được|đã|thì|có|là|trong|tại|với|để|hiện|này)\s`)

// sentenceEnd is where the sentence at the start of s ends.
func sentenceEnd(s string) int {
	if m := endOfSentence.FindStringIndex(s); m != nil {
		return m[0]
	}
	return len(s)
}

var endOfSentence = regexp.MustCompile(`[;:(]|\.(?:\s|$)`)

var anyNumber = regexp.MustCompile(`(?i)số\s*:?\s*\d{1,4}/\d{4}/[\p{L}\d]`)

// readAmending reads "Luật sửa đổi, bổ sung một số điều của …": its title names other
// laws and may name their numbers too. A number that stands alone at the end may be
// its own or that of the law it changes; several are of those.
func (c *citation) readAmending(g group) (end int) {
	text := c.passage.text
	end = len(text)
	if c.part == PartText {
		end = g.end
	}
	full := text[g.name:end]
	if m := tailStart.FindStringIndex(full[min(len(full), kindLength(full)):]); m != nil {
		at := kindLength(full) + m[0]
		c.amendedBy = strings.TrimSpace(full[at:])
		full, end = full[:at], g.name+at
	}
	c.ref = corpus.Ref{Kind: g.ref.Kind}
	if at := lastDate.FindStringIndex(full); at != nil {
		c.readDate(full[at[0]:])
		full = strings.TrimRight(full[:at[0]], " ,")
	}
	tokens := tokenize(full)
	from := kindTokens(tokens)
	c.title = full[tokens[min(from, len(tokens)-1)].start:]
	numbers := anyNumber.FindAllStringIndex(full, -1)
	if len(numbers) == 1 {
		if n, size, ok := numberAt(full[numbers[0][0]:]); ok && strings.Trim(full[numbers[0][0]+size:], " ,.;") == "" {
			c.ref.Number = n
			c.title = strings.TrimRight(full[tokens[min(from, len(tokens)-1)].start:numbers[0][0]], " ,")
		}
	}
	c.ref.Title = c.title
	return end
}

var lastDate = regexp.MustCompile(`(?i)[\s,]*ngày\s*\d{1,2}\s*(?:tháng|[/.\-])\s*\d{1,2}\s*(?:năm|[/.\-])\s*\d{4}[\s,]*$`)

// kindLength is the length of "Luật sửa đổi, bổ sung" in front of a name, which is no
// note of amendment.
func kindLength(name string) int {
	const words = "Pháp lệnh sửa đổi, bổ sung một số điều "
	return min(len(name), len(words))
}

// cites are the numbers that a note of amendment names.
func (c citation) cites(n corpus.Number) bool {
	return n != "" && slices.ContainsFunc(corpus.FindRefs(c.amendedBy, corpus.Ref{}), func(f corpus.FoundRef) bool {
		return f.Ref.Number.Key() == n.Key()
	})
}
