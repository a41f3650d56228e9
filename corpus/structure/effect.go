package structure

import (
	"regexp"
	"strings"
	"time"

	"github.com/trolycongvu/congvu/corpus"
)

var (
	// takesEffect is the clause by which a document says its own effect: "Luật này có
	// hiệu lực thi hành kể từ …". The subject is the document itself.
	takesEffect = regexp.MustCompile(`(?i)(?:Luật|Bộ luật|Hiến pháp|Pháp lệnh|Lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư|Thông tư liên tịch|Chỉ thị|Quy chế|Quy định|Quy trình|Văn bản|Điều lệ|Kế hoạch|Hướng dẫn)` +
		`(?:\s+liên tịch)?\s+này(?:\s+này)?\s+(?:(?:đã\s+)?được\s.{5,120}?\s+thông qua\s.{5,40}?\s+và\s+)?(?:sẽ\s+)?(?:bắt đầu\s+)?(?:có\s+)?(?:hiệu\s+lực|thi hành)(?:\s+thi\s+hành)?\s*,?\s*(?:kể\s+)?(.{0,160})`)
	fromDay   = regexp.MustCompile(`^(?:từ|sau|vào|là)?\s*(?:kể\s+từ\s+)?(?:ngày\s+|từ\s+ngày\s+)?(\d{1,2})\s*(?:tháng|/|-)\s*(\d{1,2})\s*(?:năm|/|-)\s*(\d{4})`)
	afterDays = regexp.MustCompile(`^(?:thi hành\s+)?(?:từ\s+)?sau\s+(\d{1,3}|(?:[\p{Ll}]+\s+){1,3}?)\s*(?:\([^)]*\)\s*)?(ngày|tháng)\s*,?\s*(?:kể\s+)?từ\s+ngày\s*(?:được\s+)?(ký|ban hành|thông qua)`)
	onSigning = regexp.MustCompile(`^(?:từ\s+)?(?:kể\s+từ\s+)?(?:ngày|khi|thời điểm)\s+(?:được\s+)?(?:Quốc hội\s+)?(?:biểu quyết\s+)?(ký|ban hành|thông qua)`)
	// onYear: the budget year is the calendar year (Điều 14 Luật Ngân sách nhà nước số 89/2025/QH15).
	onYear = regexp.MustCompile(`^từ\s+năm\s+ngân\s+sách\s+(\d{4})`)
)

// effectRank tells how likely an article with this heading says when the document
// takes effect: 2 when the heading says so, 1 for final provisions, 0 otherwise.
func effectRank(heading string) int {
	h := fold(heading)
	switch {
	case strings.Contains(h, "hieu luc") && !strings.Contains(h, "het hieu luc") && runes(heading) < 120 && !strings.Contains(h, "hieu luc cua"):
		return 2
	case strings.Contains(h, "dieu khoan thi hanh"), strings.Contains(h, "to chuc thuc hien"), strings.Contains(h, "trach nhiem thi hanh"), strings.Contains(h, "trach nhiem thuc hien"):
		return 1
	}
	return 0
}

// readEffect finds the day on which the document takes effect. Clauses inside
// quotations speak of other documents; of the rest the one in the article headed
// so counts first, then the last one of the document's own articles.
func (p *parser) readEffect() {
	best, bestRank := corpus.Date(0), -1
	stated := -1
	for k, a := range p.doc.Articles {
		if p.isForm(a) {
			continue
		}
		rank := effectRank(a.Heading)
		for i := p.spans[k].from - 1; i < p.spans[k].to; i++ {
			if i < 0 || p.rows[i].quoted || p.rows[i].opens || p.rows[i].table {
				continue
			}
			clause, ok := p.effectClause(i, p.spans[k].to)
			if !ok {
				continue
			}
			if stated < 0 {
				stated = i
			}
			if d, ok := p.effectDate(clause); ok && rank > bestRank || ok && rank == bestRank && bestRank < 2 {
				best, bestRank = d, rank
			}
		}
	}
	p.doc.Effective = best
	if best.IsZero() {
		p.doc.Effective = p.readProperties(p.preamble).effective
	}
	if p.doc.Effective.IsZero() && stated >= 0 {
		p.warn(stated, "văn bản nói đến hiệu lực nhưng không tính được ngày")
	}
}

// isForm tells whether a unit is a form or appendix, whose clauses are samples.
func (p *parser) isForm(a corpus.Article) bool {
	_, second, _ := strings.Cut(a.Key, "~")
	return second != "" || strings.Contains(a.Label, "Mẫu") || strings.Contains(a.Label, "Phụ lục") || strings.Contains(a.Label, "Biểu mẫu")
}

// effectClause returns what follows "… này có hiệu lực" in row i, joined with the
// next row where the line was broken there.
func (p *parser) effectClause(i, to int) (string, bool) {
	text := p.rows[i].view
	if !strings.Contains(text, "này") {
		return "", false
	}
	if i+1 < to && !p.rows[i].ends() && !p.rows[i+1].table && !p.rows[i+1].quoted {
		text += " " + p.rows[i+1].view
	}
	if !strings.Contains(text, "hiệu") && !strings.Contains(text, "thi hành") {
		return "", false
	}
	for _, m := range takesEffect.FindAllStringSubmatchIndex(text, -1) {
		if before := strings.TrimRight(text[:m[0]], " "); strings.HasSuffix(before, "ngày") || strings.HasSuffix(before, "khi") || strings.HasSuffix(before, "theo") || strings.HasSuffix(before, "của") {
			continue // "trước ngày Luật này có hiệu lực", "Điều 5 của Luật này có hiệu lực"
		}
		clause := text[m[2]:m[3]]
		if strings.HasPrefix(clause, "từ") || strings.HasPrefix(clause, "sau") || fromDay.MatchString(clause) {
			return clause, true
		}
	}
	return "", false
}

// effectDate reads the day in the clause.
func (p *parser) effectDate(clause string) (corpus.Date, bool) {
	if m := fromDay.FindStringSubmatch(clause); m != nil {
		d := dateOf(m[1:])
		return d, !d.IsZero()
	}
	issued := p.doc.Issued
	if issued.IsZero() {
		return 0, false
	}
	if m := afterDays.FindStringSubmatch(clause); m != nil {
		n, i := number(m[1], 0)
		if i == 0 {
			n = spelledNumber(m[1])
		}
		switch {
		case n == 0:
			return 0, false
		case m[2] == "tháng":
			return addDays(issued, n, 0), true
		}
		return addDays(issued, 0, n), true
	}
	if m := onYear.FindStringSubmatch(clause); m != nil {
		d, err := corpus.ParseDate("01/01/" + m[1])
		return d, err == nil
	}
	if onSigning.MatchString(clause) {
		return issued, true
	}
	return 0, false
}

// addDays is the date some months and days after d. "Sau 45 ngày kể từ ngày ký" is 45
// days after that day, which is not counted itself: so have all of some hundred
// documents of the official code whose effective date is known.
func addDays(d corpus.Date, months, days int) corpus.Date {
	t := time.Date(d.Year(), time.Month(d.Month()+months), d.Day()+days, 0, 0, 0, 0, time.UTC)
	return corpus.DateOf(t)
}

// spelledNumber reads "bốn mươi lăm", 0 when it is no number below 100.
func spelledNumber(s string) int {
	digits := map[string]int{
		"một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
	}
	n := 0
	for _, w := range strings.Fields(s) {
		switch d := digits[w]; {
		case w == "mười":
			n += 10
		case w == "mươi":
			n *= 10
		case d > 0:
			n += d
		default:
			return 0
		}
	}
	return n
}
