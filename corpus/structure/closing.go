package structure

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	passed       = regexp.MustCompile(`^(?:Luật|Bộ luật|Bộ Luật|Pháp lệnh|Nghị quyết|Hiến pháp|Lệnh)[^.]{0,60}?(?:này\s+)?(?:đã\s+)?(?:được|do)\s+(?:Quốc hội|Ủy ban|Uỷ ban|UBTVQH|Hội đồng).{0,200}thông qua`)
	recipients   = regexp.MustCompile(`(?i)(?:^|\s|\|)(?:nơi nhận|n[oơ]i gửi)\s*:`)
	onBehalf     = regexp.MustCompile(`^(?:TM|T\.M|KT|K\.T|TL|T\.L|TUQ|TUN|Q|THỪA LỆNH|THAY MẶT)\s*[.,]\s*[\p{Lu}\s]`)
	signedMark   = regexp.MustCompile(`(?i)^\(?\s*đã ký`)
	signedTitles = regexp.MustCompile(`^(?:Q(?:UYỀN)?\.?\s+)?(?:PHÓ |ỦY VIÊN|UỶ VIÊN)?(?:CHỦ TỊCH|CHỦ TICH|CHỦ NHIỆM|THỦ TƯỚNG|BỘ TRƯỞNG|THỨ TRƯỞNG|CHÁNH ÁN|VIỆN TRƯỞNG|TỔNG THANH TRA|TỔNG KIỂM TOÁN|TỔNG CỤC TRƯỞNG|TỔNG GIÁM ĐỐC|GIÁM ĐỐC|CỤC TRƯỞNG|THỐNG ĐỐC|CHÁNH VĂN PHÒNG|HIỆU TRƯỞNG|TRƯỞNG BAN|TỔNG BÍ THƯ|BÍ THƯ|TRƯỞNG PHÒNG|THẨM PHÁN|CHỦ TỌA)(?:\s|$|[(/,:])`)
)

// beginsClosing tells whether the closing of a document can begin with row i: the
// sentence that says when it was passed, the signature, or the recipients.
func (p *parser) beginsClosing(i int) bool {
	r := p.rows[i]
	if r.quoted || r.opens {
		return false
	}
	if r.table {
		return isClosingTable(r.view)
	}
	if recipients.MatchString(r.view) && strings.HasPrefix(fold(r.view), "noi ") {
		return true
	}
	return passed.MatchString(r.view) || isSignatureTitle(r.view) && (p.signedBelow(i) || strings.HasPrefix(r.view, "TM."))
}

// isSignatureTitle tells whether a row names an office over a signature.
func isSignatureTitle(s string) bool {
	return onBehalf.MatchString(s) || signedTitles.MatchString(s) && runes(s) < 120
}

// signedBelow tells whether a name or "(Đã ký)" stands within some rows of an
// office, so that "BỘ TRƯỞNG BỘ TÀI CHÍNH" over the căn cứ is no signature.
func (p *parser) signedBelow(i int) bool {
	if nameAtEnd(p.rows[i].view) != "" {
		return true
	}
	const within = 7
	for j := i; j < min(i+within, len(p.rows)); j++ {
		r := p.rows[j]
		switch {
		case r.table:
			return isClosingTable(r.view)
		case signedMark.MatchString(r.view), strings.Contains(fold(r.view), "(da ky)"), j > i && nameAtEnd(r.view) == r.view:
			return true
		case j > i && runes(r.view) > 80 && !r.capitals():
			return false
		}
	}
	return false
}

// isClosingTable tells whether a table is the signature block: recipients on the
// left, office and name on the right.
func isClosingTable(s string) bool {
	if recipients.MatchString(s) {
		return true
	}
	const longest = 700
	if len(s) > longest*2 {
		return false
	}
	for cell := range strings.FieldsFuncSeq(s, isCellEnd) {
		if cell = strings.TrimSpace(cell); onBehalf.MatchString(cell) || signedTitles.MatchString(cell) {
			return true
		}
	}
	return false
}

func isCellEnd(r rune) bool { return r == '|' || r == '\n' }

// closingFrom returns the first row of the closing after row from, which lies
// before to; to when there is none. Rules and rows such as "./." go with it.
func (p *parser) closingFrom(from, to int) int {
	for i := from; i < to; i++ {
		if !p.beginsClosing(i) {
			continue
		}
		for i > from && p.rows[i-1].isRule() && !p.rows[i-1].table {
			i--
		}
		return i
	}
	return to
}

// close takes the rows as the closing. More than a page of text that goes on after
// the signature without a head of its own is a unit: what was issued with the act.
func (p *parser) close(from, to int) {
	end := p.signedBy(from, to)
	if p.size(end, to) < pageRunes {
		end = to
	}
	for i := from; i < end; i++ {
		p.tail = append(p.tail, i)
	}
	if end < to {
		p.warn(end, "sau phần ký còn "+itoa(to-end)+" dòng không có tên phụ lục")
		p.readAnnex(annex{label: "Phần kèm theo", row: end, bare: true}, to)
	}
}

// signedBy returns the row after the signature and the recipients.
func (p *parser) signedBy(from, to int) int {
	const most, short = 60, 90
	end := from
	for i := from; i < min(to, from+most); i++ {
		r := p.rows[i]
		s := strings.TrimLeft(r.view, "-–~+* ")
		switch {
		case r.table && isClosingTable(r.view), s != r.view && runes(s) < 2*short, p.beginsClosing(i), isSignatureTitle(r.view),
			signedMark.MatchString(r.view), strings.HasPrefix(fold(s), "luu"), nameAtEnd(r.view) == r.view:
			end = i + 1
		case runes(r.view) > 3*short:
			return max(end, from)
		}
	}
	return max(end, from)
}

// personName is a Vietnamese name at the end of a piece: two to six words that
// each begin with a capital.
var personName = regexp.MustCompile(`(?:^|[\s\p{Lu}:)])((?:\p{Lu}\p{Ll}+\s+)(?:\p{Lu}\p{Ll}*\s+){0,4}\p{Lu}\p{Ll}+)\s*(?:\./\.|[*_.]*)$`)

// families are the first words of nearly all Vietnamese names.
var families = strings.Fields("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đinh Trương Vương Hà Tô Lương Mai Cao Trịnh " +
	"Đoàn Tống Chu Tạ Nông Lưu Thái Triệu Kiều Văn Thân Tôn Tăng Lâm La Quách Doãn Đàm Trường Phùng Lại Nghiêm Thạch Sơn Danh Giàng Hầu Y Điểu Rơ Ksor Siu Sùng Vàng Lò Cầm Bế Hứa Khuất Bạch Cù Châu Chử Ma Tòng Thào Ông Phó Từ Viên Mạc Kim Diệp Lữ Mã Nhữ Cấn Đậu Tòng Đồng Giang Thiều Ninh Uông")

// nameAtEnd returns the name of a person at the end of s, or "".
func nameAtEnd(s string) string {
	const longest = 200
	if s == "" || utf8.RuneCountInString(s) > longest {
		return ""
	}
	m := personName.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	words := strings.Fields(m[1])
	for len(words) >= 2 {
		for _, f := range families {
			if words[0] == f {
				return strings.Join(words, " ")
			}
		}
		words = words[1:]
	}
	return ""
}

// readSignature finds who signed and who receives the document.
func (p *parser) readSignature() {
	pieces := p.closingPieces()
	office := false
	for _, s := range pieces {
		if strings.HasPrefix(s, "SAO Y") || strings.HasPrefix(s, "SAO LỤC") {
			break // who copied it signs below
		}
		if isSignatureTitle(s) {
			office = true
		}
		if p.doc.Signatory == "" && (office || signedMark.MatchString(s)) {
			p.doc.Signatory = nameAtEnd(s)
		}
	}
	receiving := false
	for _, s := range pieces {
		switch {
		case recipients.MatchString(s):
			receiving = true
			_, s, _ = strings.Cut(s, ":")
		case isSignatureTitle(s), strings.HasPrefix(s, "("):
			receiving = false
		}
		if !receiving {
			continue
		}
		for item := range strings.SplitSeq(" "+s, " - ") {
			item = strings.Trim(item, " -–;.,_~*")
			if runes(item) > 2 && nameAtEnd(item) != item {
				p.doc.Recipients = append(p.doc.Recipients, item)
			}
		}
	}
}

// closingPieces are the rows of the closing with the cells of tables one by one.
func (p *parser) closingPieces() []string {
	var out []string
	for _, i := range p.tail {
		r := p.rows[i]
		if !r.table {
			out = append(out, r.view)
			continue
		}
		for _, cell := range columns(r.text) {
			if cell = viewOf(cell); cell != "" {
				out = append(out, splitSignature(cell)...)
			}
		}
	}
	return out
}

var signatureParts = regexp.MustCompile(`\s(?:(?:KT|TM|TL|TUQ)\.\s|\((?:Đã ký|đã ký))`)

// splitSignature cuts a cell that holds a whole signature in one line.
func splitSignature(cell string) []string {
	var out []string
	for {
		at := signatureParts.FindStringIndex(cell)
		if at == nil || at[0] == 0 {
			return append(out, cell)
		}
		out = append(out, cell[:at[0]])
		cell = strings.TrimSpace(cell[at[0]:])
	}
}
