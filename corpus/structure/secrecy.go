package structure

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The marks of state secrets, strongest first: Điều 8 Luật Bảo vệ bí mật nhà nước
// số 117/2025/QH15.
const (
	markTop    = "TUYỆT MẬT"
	markHigh   = "TỐI MẬT"
	markSecret = "MẬT"
)

// headLines is how deep the head of a paper goes in lines, pageLines how deep when
// the lines of its first page are known, topLines the top of a later page.
const (
	headLines = 40
	pageLines = 80
	topLines  = 3
)

// SecrecyMark tells whether a paper is marked MẬT, TỐI MẬT or TUYỆT MẬT, and on
// which line, counted from 1. The mark is a stamp that stands by itself in the
// head of the paper, or on top of a later page where papers were scanned together
// (khoản 4 Điều 10 Luật số 117/2025/QH15; điểm b khoản 3 Điều 8 Nghị định số
// 30/2020/NĐ-CP; mẫu số 02 and 19 of Thông tư số 24/2020/TT-BCA). A paper about
// secrets has the words in its sentences and titles, which are no marks. No rule
// gives secret papers a số hiệu of their own, so numbers tell nothing.
func SecrecyMark(lines []Line) (mark string, line int, ok bool) {
	s := stampReader{lines: lines}
	for i := range lines {
		if mark, ok = s.markAt(i); ok {
			return mark, i + 1, true
		}
	}
	return "", 0, false
}

// stampReader looks for the stamp among lines.
type stampReader struct {
	lines []Line
	kind  int // the line that names the kind of paper, len(lines) when none does
	seen  bool
	state bool // the head is that of an official paper
}

var (
	// letterhead finds what only stands in the head of an official paper.
	letterhead = regexp.MustCompile(`^(?:cong hoa xa hoi chu nghia|doc lap ?[-–] ?tu do|dang cong san viet nam|so ?:|.{0,40}, ?ngay .{1,12}thang .{1,8}nam)|cong hoa xa hoi chu nghia viet nam`)
	stampKind  = regexp.MustCompile(`^(?:(?:BỘ )?LUẬT|PHÁP LỆNH|NGHỊ QUYẾT|NGHỊ ĐỊNH|QUYẾT ĐỊNH|THÔNG TƯ|CHỈ THỊ|QUY CHẾ|QUY ĐỊNH|THÔNG BÁO|HƯỚNG DẪN|CHƯƠNG TRÌNH|KẾ HOẠCH|PHƯƠNG ÁN|ĐỀ ÁN|DỰ ÁN|BÁO CÁO|TỜ TRÌNH|CÔNG ĐIỆN|BIÊN BẢN|GIẤY MỜI|PHỤ LỤC|DANH MỤC)(?:\s|$)|^(?:V/v|Kính gửi)`)
	formWords  = regexp.MustCompile(`(?:^|\PL)(?:mau(?: so| dau)|dau chi do|bieu mau|danh muc bi mat)(?:\PL|$)`)
)

// survey finds the head of the paper, once a line looks like a stamp.
func (s *stampReader) survey() {
	if s.seen {
		return
	}
	s.seen, s.kind = true, len(s.lines)
	for i, l := range s.lines[:min(len(s.lines), headLines)] {
		f := stampFold(l.Text)
		if s.kind == len(s.lines) && !l.Table && stampKind.MatchString(norm.NFC.String(l.Text)) {
			s.kind = i
		}
		s.state = s.state || slices.ContainsFunc(strings.Split(f, "\n"), letterhead.MatchString) && i < 25
	}
}

// head tells whether line i stands in the head of the paper.
func (s *stampReader) head(i int) bool {
	return i < headLines || i < pageLines && s.lines[i].Page == 1
}

// top tells whether line i stands on top of a later page.
func (s *stampReader) top(i int) bool {
	page := s.lines[i].Page
	return page > 1 && (i < topLines || s.lines[i-topLines].Page != page)
}

// markAt reads the stamp on line i.
func (s *stampReader) markAt(i int) (string, bool) {
	l := s.lines[i]
	if l.Style.Note || !s.head(i) && !s.top(i) {
		return "", false
	}
	text := norm.NFC.String(l.Text)
	if l.Table {
		return s.markInTable(text, i)
	}
	if len(text) > 400 { // no stamp, no masthead
		return "", false
	}
	if mark, ok := markField(text); ok && i < headLines {
		return mark, true
	}
	if mark, ok := markBeside(text); ok {
		return mark, true
	}
	mark, sure := markAlone(text)
	if mark == "" {
		return "", false
	}
	s.survey()
	switch {
	case s.continues(i), s.inForm(i) && s.listed(i):
		return "", false
	case sure:
		return mark, true
	}
	return mark, s.state && i < min(s.kind, topLines*4) && !s.title(i-1)
}

// continues tells whether line i is part of a sentence or title set over lines:
// "DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ", "TỐI MẬT", "VÀ ĐỘ MẬT".
func (s *stampReader) continues(i int) bool {
	if i > 0 {
		before := strings.TrimSpace(s.lines[i-1].Text)
		if fieldName.MatchString(stampFold(before)) {
			return false
		}
		if strings.HasSuffix(before, ",") || strings.HasSuffix(before, ":") && !s.sign(i-1) {
			return true
		}
		if (i > s.kind || !s.state) && endsOpen.MatchString(norm.NFC.String(before)) {
			return true
		}
		if i > s.kind+1 && s.title(i-1) && !s.sign(i-1) {
			return true
		}
	}
	return i+1 < len(s.lines) && beginsJoint.MatchString(stampFold(s.lines[i+1].Text))
}

var (
	fieldName   = regexp.MustCompile(`^\PL*(?:do mat|muc do mat)\PL*$`)
	endsOpen    = regexp.MustCompile(`(?i)(?:^|\PL)(?:độ|bí|bảo|tuyệt|tối|và|hoặc|là|về|mức|loại|liệu|nhất|các|những|thuộc|theo|tại|dấu)\PL*$`)
	beginsJoint = regexp.MustCompile(`^(?:va|hoac|trong|cua|thuoc|duoc)(?:\PL|$)`)
)

// sign tells whether line i belongs to the masthead.
func (s *stampReader) sign(i int) bool { return letterhead.MatchString(stampFold(s.lines[i].Text)) }

// title tells whether line i is in capitals and no part of the masthead.
func (s *stampReader) title(i int) bool {
	return i >= 0 && !s.sign(i) && i > s.firstSign() && isShouted(s.lines[i].Text)
}

// firstSign is the first line of the masthead; what stands above it is no title.
func (s *stampReader) firstSign() int {
	for i := range s.lines[:min(len(s.lines), headLines)] {
		if s.sign(i) {
			return i
		}
	}
	return -1
}

// inForm tells whether the lines before line i speak of how stamps look.
func (s *stampReader) inForm(i int) bool {
	return slices.ContainsFunc(s.lines[max(0, i-headLines):i], func(l Line) bool { return formWords.MatchString(stampFold(l.Text)) })
}

// listed tells whether other marks stand near line i, as in a form that shows them.
func (s *stampReader) listed(i int) bool {
	own, _ := markAlone(norm.NFC.String(s.lines[i].Text))
	for j := max(0, i-8); j < min(len(s.lines), i+9); j++ {
		if other, _ := markAlone(norm.NFC.String(s.lines[j].Text)); other != "" && other != own {
			return true
		}
	}
	return false
}

// isShouted tells whether s has letters and all of them are capitals.
func isShouted(s string) bool {
	return strings.ToUpper(s) == s && strings.ContainsFunc(s, unicode.IsLetter)
}

// stampFold is s in small letters without diacritics, its spaces made single but
// for line ends.
func stampFold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'đ' || r == 'ð':
			b.WriteByte('d')
		case r == '\n' || !unicode.IsSpace(r):
			b.WriteRune(r)
		case !strings.HasSuffix(b.String(), " "):
			b.WriteByte(' ')
		}
	}
	return strings.TrimSpace(b.String())
}

// marks are the stamps by their letters alone, in small letters.
var marks = map[string]string{"mật": markSecret, "tốimật": markHigh, "tuyệtmật": markTop}

// plainMarks are the stamps without diacritics. The two longer ones are no other
// words, however recognition garbles their marks ("TÓI MẠT").
var plainMarks = map[string]string{"toimat": markHigh, "tuyetmat": markTop}

// misread are the shapes that recognition makes of MẬT. Some are words, so they
// count only in a masthead.
const misread = " MẶT MÂT MẠT MẤT MẦT MẨT MẪT MAT MÃT MÁT "

var (
	// stampTail is what may follow the stamp on its line: its English name, the
	// number of the copy.
	stampTail = regexp.MustCompile(`(?i)[\s/(\[–—-]*(?:(?:(?:top|strictly)\s+)?(?:secret|confidential)[\s)\]]*|\(?bản\s+số\s*[:.]?.{0,20})$`)
	// paperName may precede it, as in "TÀI LIỆU TỐI MẬT".
	paperName = regexp.MustCompile(`^(?:TÀI LIỆU|VĂN BẢN|HỒ SƠ|CÔNG VĂN|BẢN)\s+`)
)

// markAlone reads a line that is nothing but the stamp, framed or spaced. It is
// sure for capitals with their diacritics; what else looks like one needs a masthead.
func markAlone(text string) (mark string, sure bool) {
	text = stampTail.ReplaceAllString(text, "")
	if rest := paperName.ReplaceAllString(text, ""); rest != text {
		mark, _ = markAlone(rest)
		return mark, false
	}
	letters, ok := stampLetters(text)
	if !ok {
		return "", false
	}
	capitals := letters == strings.ToUpper(letters)
	if mark = marks[strings.ToLower(letters)]; mark != "" {
		if !capitals && (strings.ToLower(letters) == letters || strings.ContainsAny(text, "-–•+*;,")) {
			return "", false
		}
		return mark, capitals
	}
	if !capitals {
		return "", false
	}
	if mark = plainMarks[stampFold(letters)]; mark != "" {
		return mark, true
	}
	if strings.Contains(misread, " "+letters+" ") {
		return markSecret, false
	}
	return "", false
}

// stampLetters takes the letters of a line that has nothing else but spaces and
// marks of punctuation, such as a frame is read as.
func stampLetters(text string) (string, bool) {
	const longest = 60 // bytes
	var b strings.Builder
	for _, r := range text {
		switch {
		case unicode.IsLetter(r):
			b.WriteRune(r)
		case unicode.IsDigit(r) || b.Len() > longest:
			return "", false
		}
	}
	return b.String(), b.Len() > 0
}

// fieldLine is "Độ mật: Tối mật" as the whole line or as one of its parts.
var fieldLine = regexp.MustCompile(`(?i)(?:^|[;,|\t]|\s{2,})\s*(?:[-+*•]\s*)?(?:mức\s+)?(?:độ\s+mật|do\s+mat)(?:\s*\([^)]{0,30}\))?\s*[:：=]\s*["“(\[]?\s*(tuyệt\s+mật|tối\s+mật|mật|tuyet\s+mat|toi\s+mat|mat)\s*["”)\].]*\s*(?:$|[;,|\t]|\s{2,})`)

// markField reads the degree given in a field. A field that offers the degrees to
// choose from gives none.
func markField(text string) (string, bool) {
	if !strings.ContainsAny(text, ":：=") {
		return "", false
	}
	m := fieldLine.FindStringSubmatch(text)
	if m == nil || strings.Count(stampFold(text), "mat") > 2 {
		return "", false
	}
	switch f := stampFold(m[1]); {
	case strings.HasPrefix(f, "tuyet"):
		return markTop, true
	case strings.HasPrefix(f, "toi"):
		return markHigh, true
	}
	return markSecret, true
}

// besideLine is the stamp in a line of two columns, next to the number, the motto
// or the place and date.
var besideLine = regexp.MustCompile(`^(?:.*?(?:\d\S*|VIỆT NAM|Hạnh phúc|\s{2}|\t|\|))?\s*[\[(|*]*(TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT|T\s?U\s?Y\s?Ệ\s?T\s+M\s?Ậ\s?T|T\s?Ố\s?I\s+M\s?Ậ\s?T|M\s+Ậ\s+T)[\])|*]*\s*(?:$|\s{2}|\t|\||CỘNG H|Độc lập|Bản số|\(Bản số|\p{Lu}\PN{1,40}, ngày)`)

// markBeside reads the stamp beside a part of the masthead.
func markBeside(text string) (string, bool) {
	head := false
	for _, sign := range []string{"Số:", "Số :", "SỐ:", "CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI", "Độc lập", "ĐẢNG CỘNG SẢN", ", ngày"} {
		head = head || strings.Contains(text, sign)
	}
	if !head {
		return "", false
	}
	m := besideLine.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	letters, _ := stampLetters(m[1])
	mark := marks[strings.ToLower(letters)]
	return mark, mark != ""
}

// markInTable reads the stamp in a table that sets out the masthead: a cell of its
// own, or the field.
func (s *stampReader) markInTable(text string, i int) (string, bool) {
	const tallest = 8 // rows of a masthead, with what is set under the motto
	rows := strings.Split(text, "\n")
	if mark, sure := markAlone(text); sure && !s.inForm(i) {
		return mark, true
	}
	if i >= headLines/2 && !s.top(i) || len(rows) > tallest || !letterhead.MatchString(firstSignOf(rows)) {
		return "", false
	}
	for _, row := range rows {
		for _, cell := range strings.Split(row, "|") {
			cell = strings.TrimSpace(cell)
			if mark, ok := markField(cell); ok {
				return mark, true
			}
			if mark, ok := markBeside(cell); ok {
				return mark, true
			}
			if mark, sure := markAlone(cell); sure {
				return mark, true
			}
		}
	}
	return "", false
}

// firstSignOf returns the first cell that belongs to a masthead, empty without one.
func firstSignOf(rows []string) string {
	for _, row := range rows {
		for _, cell := range strings.Split(row, "|") {
			if f := stampFold(cell); letterhead.MatchString(f) {
				return f
			}
		}
	}
	return ""
}
