package basis

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus/structure"
)

// passage is a stretch of a draft in which citations are looked for: one clause of
// the căn cứ, or one line of the text.
type passage struct {
	text string
	part Part
	line int // of the draft, from 1
	page int
}

var (
	basisStart = regexp.MustCompile(`(?i)^[\s\-–—+*•_"“(]*căn\s+cứ(?:\s+vào)?[\s:]+`)
	basisInner = regexp.MustCompile(`[;,.]\s*(?:[\-–+]\s*)?Căn\s+cứ(?:\s+vào)?\s+`)
	actStart   = regexp.MustCompile(`^[\s\-–—+*•]*(?:Bộ [Ll]uật|Luật|Pháp lệnh|Hiến pháp|Nghị quyết|Nghị định|Quyết định|Thông tư|Chỉ thị)\s+\S`)
	otherStart = regexp.MustCompile(`^[\s\-–—+*•]*(?:Theo |Xét |Sau khi |Thực hiện |Trên cơ sở |Điều\s+\d|Chương\s|Phần\s|Nay |Kính gửi|Nơi nhận|QUYẾT|NGHỊ|\d+[.)]\s|[a-zđ]\)\s|[IVX]+\.\s)`)
	promulgate = regexp.MustCompile(`^(?:Quốc hội|Chính phủ|Ủy ban|Uỷ ban|Thủ tướng|Bộ trưởng|Thống đốc|Hội đồng|Chánh án|Viện trưởng|Chủ tịch|Tổng|Giám đốc|Sở|Ban)\s.*(?:ban hành|quyết định|quyết nghị|trình|báo cáo)`)
)

// passages cuts the lines of a draft into passages, in order. The căn cứ are put
// together over line breaks and taken apart at semicolons.
func passages(lines []structure.Line) []passage {
	var out []passage
	for i := 0; i < len(lines); {
		if !lines[i].Table && basisStart.MatchString(lines[i].Text) {
			var more []passage
			more, i = basisPassages(lines, i)
			out = append(out, more...)
			continue
		}
		for text := range strings.SplitSeq(lines[i].Text, "\n") {
			for _, piece := range pieces(text) {
				out = append(out, passage{text: piece, part: PartText, line: i + 1, page: lines[i].Page})
			}
		}
		i++
	}
	return out
}

var quotes = strings.NewReplacer("“", "", "”", "", `"`, "", "«", "", "»", "")

// longestBasis bounds, in bytes, what is put together of one căn cứ.
const longestBasis = 4000

// basisPassages reads the căn cứ that begin with line i and returns the line behind.
func basisPassages(lines []structure.Line, i int) (out []passage, next int) {
	at, text := i, lines[i].Text
	flush := func() {
		for _, clause := range clauses(text) {
			out = append(out, passage{text: clause, part: PartBasis, line: at + 1, page: lines[at].Page})
		}
	}
	for next = i + 1; next < len(lines) && !lines[next].Table; next++ {
		s := lines[next].Text
		switch {
		case basisStart.MatchString(s), strings.HasSuffix(text, ";") && actStart.MatchString(s):
			flush()
			at, text = next, s
		case ended(text) || otherStart.MatchString(s) || promulgate.MatchString(s) || shouted(s) || len(text)+len(s) > longestBasis:
			flush()
			return out, next
		default:
			text += " " + s
		}
	}
	flush()
	return out, next
}

// pieces cuts a text that is longer than any paragraph at spaces, so that reading
// takes time linear in the draft.
func pieces(text string) []string {
	const longest = 6000 // bytes
	var out []string
	for len(text) > longest {
		at := strings.LastIndexByte(text[:longest], ' ')
		if at <= 0 {
			return append(out, strings.ToValidUTF8(text[:longest], "")) // no text has such words
		}
		out, text = append(out, text[:at]), text[at:]
	}
	return append(out, text)
}

// ended tells whether a căn cứ is complete.
func ended(text string) bool {
	text = strings.TrimRight(text, " \"”*_")
	return strings.HasSuffix(text, ";") || strings.HasSuffix(text, ".") || strings.HasSuffix(text, ":")
}

func shouted(s string) bool { return strings.ToUpper(s) == s && strings.ToLower(s) != s }

// clauses cuts a căn cứ at semicolons and before another "Căn cứ", and takes the
// words "Căn cứ" off.
func clauses(text string) []string {
	var out []string
	text = basisInner.ReplaceAllString(text, "; ")
	for clause := range strings.SplitSeq(text, ";") {
		clause = strings.TrimSpace(basisStart.ReplaceAllString(clause, ""))
		clause = strings.TrimRight(clause, " .,:*_")
		clause = quotes.Replace(clause) // they stand around titles
		if clause != "" {
			out = append(out, pieces(clause)...)
		}
	}
	return out
}
