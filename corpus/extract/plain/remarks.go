package plain

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/structure"
)

var (
	// Headings, folded, under which the maker of the file puts the document itself.
	beginsText = regexp.MustCompile(`^(?:van ban|noi dung|toan van|noi dung van ban|noi dung toan van|noi dung chi tiet|toan van van ban)$`)
	// Headings, folded, of what the maker writes about it.
	aboutText = regexp.MustCompile(`^(?:thong tin van ban|thong tin chung|tom tat.*|trich yeu|van ban lien quan|nguon tham (?:khao|chieu)|ghi chu (?:phuong phap|crawl|ocr|bien tap).*|noi dung (?:cot loi|chinh)|boi canh va muc tieu|muc luc|metadata)$`)
	// Remarks of one line: only where the file marks them off as such.
	remarkLine = regexp.MustCompile(`(?i)\bOCR\b|^nội dung (?:văn bản )?được (?:trích xuất|số hóa)|^lưu ý(?: biên tập)?:|^nguồn(?: tham khảo)?\s*:|cấu trúc hóa từ|bản dưới đây`)
	// What pages and signing programs leave behind.
	leftover   = regexp.MustCompile(`(?i)^(?:đã biết|văn bản này có phụ lục\. vui lòng đăng nhập để xem chi tiết\.|[a-z_]{2,20}: ?\S*)$`)
	stamp      = regexp.MustCompile(`^(?:Người ký|Ký bởi|Email|Cơ quan|Thời gian ký|Chữ ký số)\s*:`)
	stampTime  = regexp.MustCompile(`Thời gian ký\s*:\s*\d`)
	articleOne = regexp.MustCompile(`^(?:Điều|ĐIỀU) \d{1,3}[a-zđ]?[.:]|^(?:Chương|CHƯƠNG) [IVX\d]+`)
)

const (
	stampReach = 4  // lines of a signature's stamp
	headReach  = 40 // lines at the head and at the end in which pages leave something
)

// separate tells the document from what the maker of the file wrote about it.
// Where a heading says that the document begins, all before it is about it.
func separate(lines []mdLine) (document, remarks []structure.Line) {
	begin := beginning(lines)
	about := 0 // level of the heading about the document that we are under
	for i, l := range lines {
		key := ""
		if h := l.Style.Heading; h > 0 {
			key = Key(l.Text)
			if about > 0 && h <= about {
				about = 0
			}
			if about == 0 && h <= 3 && aboutText.MatchString(key) {
				about = h
			}
		}
		switch {
		case i < begin, about > 0, l.isRemark(lines, i):
			remarks = append(remarks, l.Line)
		default:
			document = append(document, l.Line)
		}
	}
	if len(document) == 0 {
		return remarks, nil
	}
	return document, remarks
}

// beginning is the line after the last heading that says so, before the first
// article; 0 where none does.
func beginning(lines []mdLine) int {
	begin := 0
	for i, l := range lines {
		if articleOne.MatchString(l.Text) && begin > 0 {
			break
		}
		if h := l.Style.Heading; h > 0 && h <= 2 && beginsText.MatchString(Key(l.Text)) {
			begin = i + 1
		}
	}
	if begin > 0 {
		return begin
	}
	return masthead(lines)
}

var (
	motto    = regexp.MustCompile(`(?i)^CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM`)
	numbered = regexp.MustCompile(`^(?:Luật s|S)ố\s*:`)
)

const mastheadReach = 8 // lines of a masthead

// masthead is the first line of the document's own masthead where headings of the
// file's maker stand before it; 0 where none do, or the number stands among them.
func masthead(lines []mdLine) int {
	at := 0
	for at < min(len(lines), headReach) && !motto.MatchString(lines[at].Text) {
		at++
	}
	if at == min(len(lines), headReach) {
		return 0
	}
	begin := at
	for begin > 0 && begin > at-mastheadReach/2 {
		l := lines[begin-1]
		if l.Style.Heading > 0 || !isCapitals(l.Text) && !numbered.MatchString(l.Text) {
			break
		}
		begin--
	}
	headed := false
	for _, l := range lines[:begin] {
		headed = headed || l.Style.Heading > 0
	}
	for _, l := range lines[begin:min(len(lines), begin+mastheadReach)] {
		if headed && numbered.MatchString(l.Text) {
			return begin
		}
	}
	return 0
}

// isRemark tells a remark, a leftover or a stamp.
func (l mdLine) isRemark(lines []mdLine, i int) bool {
	if l.Table {
		return false
	}
	if (l.quoted || l.Style.Italic || l.Style.Bold) && remarkLine.MatchString(l.Text) {
		return true
	}
	edge := i < headReach || i >= len(lines)-headReach
	if edge && leftover.MatchString(l.Text) {
		return true
	}
	if !stamp.MatchString(l.Text) {
		return false
	}
	for j := max(0, i-stampReach); j < min(len(lines), i+stampReach); j++ {
		if stampTime.MatchString(lines[j].Text) {
			return true
		}
	}
	return false
}

var propertyLine = regexp.MustCompile(`^[-•]?\s*(\p{Lu}[\p{L} ]{2,40}?)\s*:\s*(\S.*)$`)

// readProperties takes "Số hiệu | 30/2020/NĐ-CP" and "- Số hiệu: 30/2020/NĐ-CP" out
// of the remarks. What the front matter says comes first.
func readProperties(remarks []structure.Line, into map[string]string) {
	put := func(name, value string) {
		key := Key(name)
		if _, known := into[key]; !known && key != "" && value != "" && len(into) < maxProperties {
			into[key] = value
		}
	}
	for _, l := range remarks {
		if l.Table {
			for row := range strings.Lines(l.Text) {
				if cells := strings.Split(strings.TrimSpace(row), layout.CellSplit); len(cells) == 2 {
					put(cells[0], cells[1])
				}
			}
			continue
		}
		if m := propertyLine.FindStringSubmatch(l.Text); m != nil && len(l.Text) < 500 && !remarkLine.MatchString(l.Text) {
			put(m[1], m[2])
		}
	}
}
