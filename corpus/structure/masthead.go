package structure

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/trolycongvu/congvu/corpus"
)

// Kinds of document that offices have and that are no kind of act.
const (
	kindProcess   corpus.Kind = "Quy trình"
	kindPrecedent corpus.Kind = "Án lệ"
	kindLetter    corpus.Kind = "Công văn"
	kindAnnex     corpus.Kind = "Phụ lục"
)

// kindNames are the words of a kind line, the longer before those they begin with.
var kindNames = []string{
	"HIẾN PHÁP", "BỘ LUẬT", "LUẬT", "PHÁP LỆNH", "SẮC LỆNH", "SẮC LUẬT", "LỆNH", "NGHỊ QUYẾT LIÊN TỊCH", "NGHỊ QUYẾT", "NGHỊ ĐỊNH",
	"QUYẾT ĐỊNH", "THÔNG TƯ LIÊN TỊCH", "THÔNG TƯ LIÊN BỘ", "THÔNG TƯ", "CHỈ THỊ", "VĂN BẢN HỢP NHẤT", "CÔNG ĐIỆN", "CÔNG VĂN", "THÔNG BÁO", "KẾ HOẠCH",
	"QUY TRÌNH", "BÁO CÁO", "TỜ TRÌNH", "HƯỚNG DẪN", "CHƯƠNG TRÌNH", "PHƯƠNG ÁN", "ĐỀ ÁN", "QUY CHẾ", "QUY ĐỊNH", "BIÊN BẢN", "GIẤY MỜI",
	"NỘI QUY", "ĐIỀU LỆ", "KẾT LUẬN", "CHIẾN LƯỢC", "PHỤ LỤC", "ÁN LỆ", "HỢP ĐỒNG", "BẢN ÁN",
}

var (
	placeAndDate = regexp.MustCompile(`(?:^|[\p{L}.…]\s*,?\s+|[,.]\s*)[Nn]gày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})`)
	numberLine   = regexp.MustCompile(`(?i)(?:^|[\s|])(?:(?:bộ luật|luật|pháp lệnh|nghị quyết|lệnh)\s+)?(?:số|sô|sồ|só|s6)\s*[:;.]?\s*`)
	codeLine     = regexp.MustCompile(`(?i)mã\s*(?:hiệu|số)\s*:\s*([\p{L}]{1,6}[\s.\-]?\d[\w./\-Đđ]*)`)
	issuedOn     = regexp.MustCompile(`(?i)ngày ban hành\s*:?\s*\|?\s*(\d{1,2}/\d{1,2}/\d{4})`)
	passedOn     = regexp.MustCompile(`thông qua\s+.{0,60}?ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})`)
	generated    = regexp.MustCompile(`(?i)^(Hiến pháp|Bộ [Ll]uật|Luật|Pháp lệnh|Nghị quyết liên tịch|Nghị quyết|Nghị định|Quyết định|Thông tư liên tịch|Thông tư|Chỉ thị|Lệnh)\s+(.*)$`)
	precedent    = regexp.MustCompile(`^Án lệ số\s*:?\s*(\d{1,3}/\d{4}/AL)\s*(.*)$`)
	datedTail    = regexp.MustCompile(`(?i)\s*(?:số\s+\S+\s+)?ngày\s+\d{1,2}[/\-.]\d{1,2}[/\-.]\d{4}(?:\s+của\s+.*)?$`)
	datedHead    = regexp.MustCompile(`(?i)^(?:của\s+.{3,40}?\s+)?số\s+\S+\s+ngày\s+\d{1,2}[/\-.]\d{1,2}[/\-.]\d{4}\s+`)
	numberedHead = regexp.MustCompile(`(?i)^số\s*:?\s*(\d\S*)\s+ngày\s+(\S+)$`)
	motto        = "cong hoa xa hoi chu nghia viet nam"
)

// isMotto tells whether s holds the name of the state as it stands over documents.
func isMotto(s string) bool {
	const longest = 4000
	if len(s) > longest || !strings.Contains(s, "CỘNG H") && !strings.Contains(s, "Độc lập") {
		return false
	}
	s = fold(s)
	return strings.Contains(s, motto) && !strings.Contains(s, "nuoc "+motto) || strings.Contains(s, "doc lap - tu do") || strings.Contains(s, "doc lap – tu do")
}

// piece is a row of the masthead, or a cell or part of one.
type piece struct {
	text string
	row  int
}

// readMasthead fills in number, kind, title, issuer and dates.
func (p *parser) readMasthead() {
	m := p.newMasthead()
	m.kindAndTitle()
	m.number()
	m.dates()
	m.fallback()
	d := &p.doc
	if d.Kind == "" || d.Kind == corpus.KindOther {
		if k := corpus.KindOf(d.Number); k != corpus.KindOther {
			d.Kind = k
		}
	}
	d.Issuer = m.issuer()
	d.Title = p.titleCase(d.Title, m.gen.title, m.props.title)
	if rest, ok := strings.CutPrefix(d.Title, "Về "); ok && (d.Kind == corpus.KindLaw || d.Kind == corpus.KindCode || d.Kind == corpus.KindOrdinance) {
		d.Title = capitalised(rest)
	}
}

// masthead is what is read at the top of a document.
type masthead struct {
	p      *parser
	pieces []piece
	props  properties
	gen    properties // of a heading that a web site put above the text
}

func (p *parser) newMasthead() *masthead {
	m := &masthead{p: p, props: p.readProperties(p.preamble)}
	const most = 120
	var source int
	m.gen, source = p.generatedHead()
	for i := source + 1; i < min(p.preamble, most); i++ { // what stands above is not the document's
		m.pieces = append(m.pieces, p.piecesOf(i)...)
	}
	return m
}

// generatedHead reads "Luật Đường bộ số 35/2024/QH15" over "Nguồn: … vbpl.vn", and
// returns the row of the source.
func (p *parser) generatedHead() (g properties, source int) {
	const within, rows = 12, 4
	for i := 1; i < min(p.preamble, within); i++ {
		s := fold(p.rows[i].view)
		if !strings.HasPrefix(s, "nguon:") || !strings.Contains(s, "vbpl") && !strings.Contains(s, "id:") {
			continue
		}
		text := ""
		for k := i - 1; k >= max(0, i-rows); k-- {
			text = strings.TrimSpace(p.rows[k].view + " " + text)
			if match := generated.FindStringSubmatch(text); match != nil {
				return titleAndNumber(match[1], match[2]), i
			}
		}
	}
	return g, -1
}

// titleAndNumber takes "Đường bộ số 35/2024/QH15" apart.
func titleAndNumber(kind, rest string) (g properties) {
	g.kind, _ = corpus.ParseKind(kind)
	g.title = rest
	if at := max(strings.LastIndex(rest, " số "), strings.LastIndex(rest, " SỐ ")); at >= 0 {
		g.title = rest[:at]
		if n, err := corpus.ParseNumber(rest[at+len(" số "):]); err == nil && !n.Incomplete() {
			g.number = n
		}
	}
	for _, tail := range []string{" số Luật", " số"} {
		g.title = strings.TrimSuffix(g.title, tail)
	}
	return g
}

var (
	rules      = regexp.MustCompile(`[-_*=—–─~]{3,}`)
	mottoParts = regexp.MustCompile(`(?:NƯỚC\s+)?C[ỘÔ]NG H(?:ÒA|OÀ|OA) X[ÃA] H[ỘÔỌ]I CH[ỦU] NGH[ĨI][ÃA] VI[ỆÊ]T NAM|Độc lập\s*[-–—]\s*[Tt]ự [dđ]o\s*[-–—]\s*[Hh]ạnh phúc`)
	datePart   = regexp.MustCompile(`\s(?:\p{Lu}[\p{L}.]*\s+){1,4},?\s*[Nn]gày\s*\d`)
	numberPart = regexp.MustCompile(`\s(?:Luật s|Bộ luật s|S)ố\s*:`)
)

// piecesOf takes a row of the masthead apart: the cells of a table, the columns
// that stand side by side in one printed line.
func (p *parser) piecesOf(i int) []piece {
	r := p.rows[i]
	texts := []string{r.view}
	if r.table {
		texts = columns(r.text)
	}
	var out []piece
	for _, t := range texts {
		t = rules.ReplaceAllString(viewOf(t), "\n")
		t = mottoParts.ReplaceAllStringFunc(t, func(m string) string {
			if strings.HasPrefix(m, "NƯỚC") {
				return m
			}
			return "\n"
		})
		for part := range strings.SplitSeq(t, "\n") {
			for part != "" {
				cut := len(part)
				for _, re := range []*regexp.Regexp{datePart, numberPart} {
					if at := re.FindStringIndex(part); at != nil && at[0] > 0 && len(part) < 400 && !startsBasis(part) {
						cut = min(cut, at[0])
					}
				}
				if text := strings.TrimSpace(part[:cut]); text != "" {
					out = append(out, piece{text, i})
				}
				part = strings.TrimSpace(part[cut:])
			}
		}
	}
	return out
}

// readKindLine reads a piece that is the name of a kind, alone or with the title run
// into it: "LUẬTĐẶC XÁ".
func readKindLine(s string) (name string, ok bool) {
	s = strings.TrimRight(strings.TrimLeft(s, ": "), " :.")
	for _, k := range kindNames {
		if s == k {
			return k, true
		}
	}
	best := ""
	for _, k := range kindNames {
		if strings.HasPrefix(s, k) && len(k) > len(best) {
			best = k
		}
	}
	if rest := s[len(best):]; best != "" && !isUpper(s) { // "QUY TRÌNH Cấp giấy phép", in one cell
		words := strings.Fields(rest)
		if rest[0] != ' ' || isUpper(words[0]) || !unicode.IsUpper(firstRune(words[0])) {
			return "", false
		}
	}
	return best, best != ""
}

// kindAndTitle finds the kind line and the title below it.
func (m *masthead) kindAndTitle() {
	d := &m.p.doc
	if m.continued() {
		return
	}
	for k, pc := range m.pieces {
		if match := precedent.FindStringSubmatch(pc.text); match != nil {
			d.Kind, d.Number, d.Title = kindPrecedent, corpus.Number(match[1]), strings.TrimRight(match[2], ". ")
			return
		}
		if a, ok := m.p.annexAt(pc.row); ok && pc.row < 3 && len(m.p.series) == 0 {
			d.Kind, d.Title = kindAnnex, m.title(k+1, a.rest)
			m.annexTitle(a.label)
			return
		}
		name, ok := readKindLine(pc.text)
		if !ok || m.isIssuer(pc.text, name) {
			continue
		}
		d.Kind = kindOf(name)
		d.Title = m.title(k+1, strings.TrimLeft(strings.TrimRight(strings.TrimLeft(pc.text, ": ")[len(name):], " "), " :.-–"))
		if d.Kind == corpus.KindConstitution && d.Title == "" {
			d.Title = "Hiến pháp"
		}
		return
	}
	m.letter()
}

// citedHead is how a gazette names the act whose text goes on from another issue.
var citedHead = regexp.MustCompile(`^(Nghị định|Thông tư liên tịch|Thông tư|Quyết định|Nghị quyết|Luật|Chỉ thị)\s+số\s+(\S+)\s+(ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})\s+(.*)$`)

// continued reads the head of a text that goes on from another issue of the gazette.
func (m *masthead) continued() bool {
	const within = 8
	d := &m.p.doc
	for k, pc := range m.pieces[:min(len(m.pieces), within)] {
		match := citedHead.FindStringSubmatch(pc.text)
		if match == nil || k+1 >= len(m.pieces) || !strings.HasPrefix(fold(m.pieces[k+1].text), "(tiep theo") {
			continue
		}
		n, err := corpus.ParseNumber(match[2])
		if err != nil {
			return false
		}
		d.Kind, d.Number, d.Title, d.Partial = kindOf(strings.ToUpper(match[1])), n, capitalised(match[4]), true
		d.Issued, _ = corpus.ParseDate(match[3])
		return true
	}
	return false
}

// annexTitle says which appendix it is where it has no title of its own.
func (m *masthead) annexTitle(label string) {
	d := &m.p.doc
	if d.Title == "" {
		d.Title = label
	}
	for i := 0; i < min(m.p.preamble, 12); i++ {
		if issuedWith.MatchString(m.p.rows[i].view) {
			return
		}
	}
}

// isIssuer tells whether what looks like a kind line goes on as an office or is
// the formula "QUYẾT ĐỊNH:".
func (m *masthead) isIssuer(text, name string) bool {
	return strings.HasSuffix(text, ":") && text != name || strings.HasPrefix(text, "LUẬT SƯ") || strings.HasPrefix(text, "BỘ LUẬT SƯ")
}

func kindOf(name string) corpus.Kind {
	if name == "SẮC LỆNH" || name == "SẮC LUẬT" {
		return corpus.Kind(sentence(name))
	}
	if name == "THÔNG TƯ LIÊN BỘ" {
		return corpus.KindJointCircular
	}
	if k, ok := corpus.ParseKind(name); ok {
		return k
	}
	return corpus.Kind(sentence(name))
}

// letter reads a công văn: "V/v …" under the number.
func (m *masthead) letter() {
	for k, pc := range m.pieces {
		rest := ""
		for _, mark := range []string{"V/v", "v/v", "V/V", "Về việc", "Vv"} {
			if i := strings.Index(pc.text, mark); i >= 0 && i < 40 {
				rest = strings.TrimLeft(pc.text[i+len(mark):], " :.")
				break
			}
		}
		if rest == "" {
			continue
		}
		m.p.doc.Kind = kindLetter
		for j := k + 1; j < len(m.pieces) && j < k+4 && !m.stops(m.pieces[j]) && !isUpper(m.pieces[j].text); j++ {
			rest += " " + m.pieces[j].text
		}
		m.p.doc.Title = capitalised(strings.TrimRight(rest, " ."))
		return
	}
}

// title joins the pieces of the title from piece k on.
func (m *masthead) title(k int, first string) string {
	const pieces, longest = 12, 900
	title := first
	for n := 0; k < len(m.pieces) && n < pieces; k, n = k+1, n+1 {
		pc := m.pieces[k]
		if match := numberedHead.FindStringSubmatch(pc.text); match != nil {
			continue
		}
		if m.stops(pc) || runes(title)+runes(pc.text) > longest || title != "" && m.separate(k) {
			break
		}
		title = strings.TrimSpace(title + " " + strings.TrimLeft(pc.text, ": "))
	}
	if cut := strings.Index(title, " Căn cứ "); cut > 0 {
		title = title[:cut]
	}
	title = strings.TrimRight(title, " .,;:-–*")
	title = title[len(datedHead.FindString(title)):]
	if cut := datedTail.FindStringIndex(title); cut != nil && cut[0] > 0 && isUpper(title) && !strings.Contains(fold(title[:cut[0]]), "sua doi") {
		title = title[:cut[0]]
	}
	return title
}

// separate tells whether piece k is set apart from the one before: by a rule, or
// as a sentence of running text.
func (m *masthead) separate(k int) bool {
	from, to := m.pieces[k-1].row, m.pieces[k].row
	for i := from + 1; i < to; i++ {
		if m.p.rows[i].isRule() {
			return true
		}
	}
	before, here := m.p.rows[from], m.p.rows[to]
	return from != to && before.capitals() && !here.capitals() && !here.table && runes(here.view) > 100
}

var promulgates = regexp.MustCompile(`^(?:Quốc hội|Chính phủ|Ủy ban|Uỷ ban|Thủ tướng|Bộ trưởng|Thống đốc|Hội đồng|Chánh án|Viện trưởng|Chủ tịch|Tổng|Luật này|Nay ban|Nội dung được|Để |Xét |Theo |Căn cứ|Trên cơ sở|Nhằm |Thực hiện |Kính gửi|Lời nói đầu|LỜI NÓI ĐẦU|Số lượng|Trách nhiệm|MỤC LỤC|Mã hiệu|Lần ban hành|Ngày ban hành|Được Hội đồng|Khóa |Khoá |Đã biết|Người ký|Ký bởi|Nguồn:)`)

var issuing = regexp.MustCompile(`^(?:BỘ TRƯỞNG|THỦ TƯỚNG|CHÍNH PHỦ$|CHÍNH PHỦ |QUỐC HỘI|ỦY BAN|UỶ BAN|HỘI ĐỒNG|THỐNG ĐỐC|CHÁNH ÁN|VIỆN TRƯỞNG|CHỦ TỊCH|TỔNG KIỂM TOÁN|TỔNG THANH TRA|BAN CHẤP HÀNH|GIÁM ĐỐC)`)

// stops tells whether a piece ends the title.
func (m *masthead) stops(pc piece) bool {
	s := pc.text
	switch {
	case strings.HasPrefix(s, "("), startsBasis(s), promulgates.MatchString(s), issuing.MatchString(s), isMotto(s):
		return true
	case strings.HasPrefix(s, "Số:"), placeAndDate.MatchString(s) && runes(s) < 60, codeLine.MatchString(s):
		return true
	case readMarker(s).family != noFamily, capitalLabel.MatchString(s):
		return true
	}
	if _, ok := readArticle(s); ok {
		return true
	}
	_, ok := readHeading(s)
	return ok
}

func startsBasis(s string) bool {
	return strings.HasPrefix(s, "Căn c") || strings.HasPrefix(s, "- Căn c") || strings.HasPrefix(s, "CĂN CỨ")
}

// number finds the document's number: the site's heading, then the masthead.
func (m *masthead) number() {
	d := &m.p.doc
	if d.Number != "" {
		return
	}
	if d.Number = m.gen.number; d.Number != "" {
		return
	}
	for _, pc := range m.pieces {
		if match := codeLine.FindStringSubmatch(pc.text); match != nil && d.Kind == kindProcess {
			d.Number = corpus.Number(strings.TrimRight(match[1], ".-/"))
			return
		}
	}
	for _, pc := range m.pieces {
		if startsBasis(pc.text) || d.Kind == kindAnnex || issuedWith.MatchString(pc.text) {
			continue
		}
		at := numberLine.FindStringIndex(pc.text)
		if at == nil || at[0] > 12 || runes(pc.text) > 120 {
			continue
		}
		if n, _, ok := corpus.CutNumber(pc.text[at[1]:]); ok {
			d.Number = n
			return
		}
	}
}

// dates finds when the document was issued: laws say at the end when they were
// passed, other documents beside the place.
func (m *masthead) dates() {
	d := &m.p.doc
	if d.Kind == kindAnnex || !d.Issued.IsZero() {
		return
	}
	passed := m.passed()
	if byAssembly(d.Kind, d.Number) && !passed.IsZero() {
		d.Issued = passed
		return
	}
	for _, pc := range m.pieces {
		if d.Issued = m.dateIn(pc.text); !d.Issued.IsZero() {
			return
		}
	}
	d.Issued = passed
}

// passed is the day that the closing names, zero when it names none.
func (m *masthead) passed() corpus.Date {
	for _, i := range m.p.tail {
		if at := passedOn.FindStringSubmatch(m.p.rows[i].view); at != nil {
			return dateOf(at[1:])
		}
	}
	return 0
}

// dateIn reads the date of issue in a piece of the masthead.
func (m *masthead) dateIn(s string) corpus.Date {
	if at := issuedOn.FindStringSubmatch(s); at != nil {
		d, _ := corpus.ParseDate(at[1])
		return d
	}
	if at := passedOn.FindStringSubmatch(s); at != nil && m.p.doc.Kind == kindPrecedent {
		return dateOf(at[1:])
	}
	if at := numberedHead.FindStringSubmatch(s); at != nil {
		d, _ := corpus.ParseDate(at[2])
		return d
	}
	const longest = 90
	if runes(s) > longest || startsBasis(s) || strings.HasPrefix(s, "(") || issuedWith.MatchString(s) {
		return 0
	}
	if at := placeAndDate.FindStringSubmatch(s); at != nil {
		return dateOf(at[1:])
	}
	return 0
}

// byAssembly tells whether the act is one that is passed by vote.
func byAssembly(k corpus.Kind, n corpus.Number) bool {
	switch k {
	case corpus.KindLaw, corpus.KindCode, corpus.KindOrdinance, corpus.KindConstitution:
		return true
	}
	return k == corpus.KindResolution && (strings.Contains(string(n), "QH") || strings.Contains(string(n), "HĐND"))
}

func dateOf(parts []string) corpus.Date {
	d, err := corpus.ParseDate("ngày " + parts[0] + " tháng " + parts[1] + " năm " + parts[2])
	if err != nil {
		return 0
	}
	return d
}

// fallback takes from the properties printed above the text what the text lacks.
func (m *masthead) fallback() {
	d := &m.p.doc
	for _, f := range []properties{m.gen, m.props} {
		if d.Number == "" && d.Kind != kindAnnex {
			d.Number = f.number
		}
		if d.Kind == "" {
			d.Kind = f.kind
		}
		if d.Title == "" {
			d.Title = f.title
		}
		if d.Issued.IsZero() && d.Kind != kindAnnex {
			d.Issued = f.issued
		}
		if d.Signatory == "" {
			d.Signatory = f.signer
		}
	}
}
