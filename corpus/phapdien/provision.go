package phapdien

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus"
)

var (
	// byItem is one provision that amends: places, kind and number.
	byItem = regexp.MustCompile(`^((?:(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Pp]hần|[Cc]hương|[Pp]hụ lục|các|và)\b?[^()]{0,160}?)?)\s*(?:của\s+)?(?:các\s+)?\b(` +
		kindPattern + `|thông tư)\s+((?:số\s*)?(?:liên tịch\s+)?(?:(?:` + kindPattern + `|TT)\s+(?:số\s*)?)?'?\d.*)$`)
	// nextItem begins another provision, nextVerbs another statement.
	nextItem  = regexp.MustCompile(`^[;,.]?\s*(?:và\s+)?((?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Pp]hần|các (?:điểm|khoản|điều))\s)`)
	nextVerbs = regexp.MustCompile(`^[;,]?\s*(?:và\s+)?((?:có nội dung|các nội dung|nội dung|được|bị)\s)`)
	applied   = regexp.MustCompile(`^\s*và áp dụng (?:cho|từ) kỳ tính thuế(?: thu nhập doanh nghiệp)?(?: từ)?(?: năm \d{4})?`)
	// actEffective is when the amending provision came into force.
	actEffective = regexp.MustCompile(`,?\s*có hiệu lực(?:\s+thi\s+hành)?(?:\s+kể)?\s+từ(?:\s+ngày)?\s+(` + datePattern + `)`)
)

// readProvisions reads the provisions that did what v says, and returns what
// follows the last of them.
func readProvisions(s string, v verbs) (found []corpus.Amendment, rest string) {
	for {
		s = strings.TrimLeft(s, " ")
		m := byItem.FindStringSubmatch(s)
		if m == nil {
			return found, strings.Trim(s, " .;,)")
		}
		kind := readKind(strings.Replace(m[2], "thông tư", "Thông tư", 1))
		after := strings.TrimSpace(strings.TrimPrefix(m[3], "số"))
		if joint, ok := strings.CutPrefix(after, "liên tịch "); ok {
			after, kind = joint, corpus.KindJointCircular
		}
		by := corpus.Ref{Kind: kind}
		number, after := cutNumber(after)
		if number == "" {
			return found, ""
		}
		by.Number = number
		var effective corpus.Date
		end := len(after)
		if e := actEffective.FindStringSubmatchIndex(after); e != nil {
			effective, _ = readDate(after[e[2]:e[3]])
			end = e[1]
		} else if i := strings.IndexByte(after, ';'); i >= 0 {
			end = i
		}
		note := strings.TrimSpace(v.text + " bởi " + strings.Trim(s[:len(s)-len(after)+end], " ,;.)"))
		for _, place := range readPlaces(m[1]) {
			place.Kind, place.Number = by.Kind, by.Number
			found = append(found, corpus.Amendment{
				Kinds: v.kinds, By: place, Effective: effective, Partly: v.partly, Note: note,
			})
		}
		rest = after[end:]
		rest = rest[len(applied.FindString(rest)):]
		if n := nextVerbs.FindStringSubmatchIndex(rest); n != nil {
			return found, rest[n[2]:]
		}
		n := nextItem.FindStringSubmatchIndex(rest)
		if n == nil {
			return found, strings.Trim(rest, " .;,)")
		}
		s = rest[n[2]:]
	}
}

var (
	placeWord = regexp.MustCompile(`(?i)(điều|khoản|điểm|mục|phần|chương|phụ lục)\s+`)
	listSplit = regexp.MustCompile(`\s*(?:,|;|\bvà\b)\s*`)
	labelOnly = regexp.MustCompile(`^\d{1,3}[a-zđ]?$|^[a-zđ]\d{0,2}$|^[IVXLC]+$`)
)

// readPlaces reads the places of an amending document: "Điều 1, Điều 2", "điểm a
// khoản 4, khoản 5 Điều 1", "Mục II". Text without any place is the document.
func readPlaces(s string) []corpus.Ref {
	var p places
	marks := placeWord.FindAllStringSubmatchIndex(s, -1)
	for i, m := range marks {
		end := len(s)
		if i+1 < len(marks) {
			end = marks[i+1][0]
		}
		var labels []string
		for _, l := range listSplit.Split(strings.TrimSpace(s[m[1]:end]), -1) {
			if labelOnly.MatchString(l) {
				labels = append(labels, l)
			}
		}
		p.add(s[m[2]:m[3]], labels)
	}
	return p.all()
}

// places gathers the parts of places, which come from the smallest to the largest.
type places struct {
	points  []string
	clauses []corpus.Ref // waiting for their article
	done    []corpus.Ref
	other   string // "Mục II": counts where no Điều is named
}

func (p *places) add(word string, labels []string) {
	if len(labels) == 0 {
		return
	}
	switch word = strings.ToLower(word); word {
	case "điểm":
		p.points = append(p.points, labels...)
	case "khoản":
		for _, point := range p.points {
			p.clauses = append(p.clauses, corpus.Ref{Clause: labels[0], Point: point})
		}
		if len(p.points) > 0 {
			labels = labels[1:]
		}
		for _, l := range labels {
			p.clauses = append(p.clauses, corpus.Ref{Clause: l})
		}
		p.points = nil
	case "điều":
		for _, point := range p.points {
			p.clauses = append(p.clauses, corpus.Ref{Point: point})
		}
		for _, c := range p.clauses {
			c.Article = labels[0]
			p.done = append(p.done, c)
		}
		if len(p.clauses) > 0 {
			labels = labels[1:]
		}
		for _, l := range labels {
			p.done = append(p.done, corpus.Ref{Article: l})
		}
		p.points, p.clauses = nil, nil
	default:
		r, size := utf8.DecodeRuneInString(word)
		if p.other == "" {
			p.other = string(unicode.ToUpper(r)) + word[size:] + " " + labels[0]
		}
	}
}

func (p *places) all() []corpus.Ref {
	refs := append(p.done, p.clauses...)
	if len(refs) == 0 {
		return []corpus.Ref{{Article: p.other}}
	}
	return refs
}
