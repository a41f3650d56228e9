package structure

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// bySuffix are the issuers that the letters of a number name.
var bySuffix = map[string]string{
	"CP": "Chính phủ", "TTG": "Thủ tướng Chính phủ", "QH": "Quốc hội", "UBTVQH": "Ủy ban Thường vụ Quốc hội", "CTN": "Chủ tịch nước",
	"BTC": "Bộ Tài chính", "BYT": "Bộ Y tế", "BCA": "Bộ Công an", "BQP": "Bộ Quốc phòng", "BTP": "Bộ Tư pháp", "BNV": "Bộ Nội vụ",
	"BXD": "Bộ Xây dựng", "BCT": "Bộ Công Thương", "BGDĐT": "Bộ Giáo dục và Đào tạo", "BGD&ĐT": "Bộ Giáo dục và Đào tạo", "BGD-ĐT": "Bộ Giáo dục và Đào tạo",
	"BKHCN": "Bộ Khoa học và Công nghệ", "BNNMT": "Bộ Nông nghiệp và Môi trường", "BVHTTDL": "Bộ Văn hóa, Thể thao và Du lịch", "BNG": "Bộ Ngoại giao",
	"BDTTG": "Bộ Dân tộc và Tôn giáo", "NHNN": "Ngân hàng Nhà nước Việt Nam", "TTCP": "Thanh tra Chính phủ", "BKHĐT": "Bộ Kế hoạch và Đầu tư",
	"BTTTT": "Bộ Thông tin và Truyền thông", "BGTVT": "Bộ Giao thông vận tải", "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội",
	"BTNMT": "Bộ Tài nguyên và Môi trường", "BNNPTNT": "Bộ Nông nghiệp và Phát triển nông thôn", "TANDTC": "Tòa án nhân dân tối cao",
	"VKSNDTC": "Viện kiểm sát nhân dân tối cao", "KTNN": "Kiểm toán nhà nước", "UBDT": "Ủy ban Dân tộc", "VPCP": "Văn phòng Chính phủ",
}

var (
	agencyWord = regexp.MustCompile(`^(?:BỘ|ỦY BAN|UỶ BAN|UBND|HĐND|HỘI ĐỒNG|TÒA ÁN|TOÀ ÁN|VIỆN|CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI|NGÂN HÀNG|TỔNG|CỤC|SỞ|BAN|THANH TRA|KIỂM TOÁN|VĂN PHÒNG|PHÒNG|CHI CỤC|BẢO HIỂM|LIÊN ĐOÀN|ĐẢNG|TỈNH ỦY|THÀNH ỦY|TRƯỜNG|TRUNG TÂM|HỌC VIỆN|CHỦ TỊCH NƯỚC|MẶT TRẬN|ĐOÀN|HỘI|CÔNG TY|TẬP ĐOÀN|ĐẠI HỌC|BỆNH VIỆN|ĐÀI|THÔNG TẤN)(?:\s|$)`)
	byRole     = regexp.MustCompile(`(?:Bộ trưởng|Chủ nhiệm|Chánh án|Viện trưởng|Thống đốc|Tổng Thanh tra|Tổng thanh tra|Tổng Kiểm toán|Giám đốc|Chủ tịch)\s+(.{4,80}?)\s+(?:ban hành|quyết định)\s`)
	provincial = regexp.MustCompile(`^(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND)$`)
)

// issuer says who issued the document: the number's letters where they name one
// office for the whole country, else the masthead, else what is said elsewhere.
func (m *masthead) issuer() string {
	d := m.p.doc
	if d.Kind == kindAnnex {
		return ""
	}
	suffix := m.suffixes()
	for _, s := range suffix {
		switch s {
		case "CP", "TTG", "QH", "UBTVQH", "CTN":
			return bySuffix[s]
		}
	}
	if d.Kind == kindPrecedent {
		return bySuffix["TANDTC"]
	}
	if byAssembly(d.Kind, d.Number) && d.Kind != corpus.KindResolution {
		if d.Kind == corpus.KindOrdinance {
			return bySuffix["UBTVQH"]
		}
		return bySuffix["QH"]
	}
	var known []string
	for _, s := range suffix {
		if name := bySuffix[s]; name != "" {
			known = append(known, name)
		}
	}
	if joint := d.Kind == corpus.KindJointCircular || d.Kind == corpus.KindJointResolution; joint && len(known) < len(suffix) {
		if name := m.agencies(suffix); name != "" {
			return name
		}
	}
	switch {
	case len(known) > 0:
		return joinNames(known)
	case m.props.issuer != "":
		return m.props.issuer
	}
	if name := m.agencies(suffix); name != "" {
		return name
	}
	return m.role()
}

// suffixes are the groups of letters of the number that name an issuer, without
// the term of the Assembly.
func (m *masthead) suffixes() []string {
	s := string(m.p.doc.Number)
	at := strings.LastIndex(s, "/")
	if at < 0 {
		return nil
	}
	var out []string
	for k, g := range strings.FieldsFunc(s[at+1:], func(r rune) bool { return r == '-' }) {
		g = strings.TrimRight(strings.ToUpper(g), "0123456789")
		if _, isKind := corpus.ParseKind(g); isKind && k == 0 {
			continue
		}
		out = append(out, g)
	}
	return out
}

// agencies reads the offices in the masthead. Those of a joint document follow one
// another; of a department and its ministry the last one issues.
func (m *masthead) agencies(suffix []string) string {
	var names []string
	last := 0 // row of the name so far
	for _, pc := range m.pieces {
		s := strings.TrimSpace(strings.Trim(pc.text, "-–—_*:.,| "))
		if numberLine.MatchString(pc.text) && len(names) > 0 {
			break
		}
		if _, kind := readKindLine(s); kind && !agencyWord.MatchString(s) {
			if len(names) > 0 {
				break
			}
			continue
		}
		if !isUpper(s) || isMotto(s) || runes(s) > 120 || strings.ContainsAny(s, "0123456789/") {
			continue
		}
		switch n := len(names); {
		case agencyWord.MatchString(s) && (n == 0 || !provincial.MatchString(names[n-1])):
			names, last = append(names, s), pc.row
		case n > 0 && pc.row <= last+1:
			names[n-1] += " " + s
			last = pc.row
		}
	}
	names = distinct(names)
	for i := range names {
		names[i] = replaceWord(m.p.agencyName(names[i]), m.place())
	}
	switch {
	case len(names) == 0:
		return ""
	case m.p.doc.Kind == corpus.KindJointCircular || m.p.doc.Kind == corpus.KindJointResolution:
		return joinNames(names)
	case len(names) > 1 && len(suffix) > 0:
		return names[len(names)-1] + " (" + names[0] + ")"
	}
	return names[len(names)-1]
}

// place is where the document was issued: "Đồng Tháp" of "Đồng Tháp, ngày …".
func (m *masthead) place() string {
	for _, pc := range m.pieces {
		if name, _, ok := strings.Cut(pc.text, ","); ok && placeAndDate.MatchString(pc.text) && runes(name) < 30 && strings.Contains(name, " ") {
			return name
		}
	}
	return "Việt Nam"
}

// distinct drops names that repeat, as the section of a gazette does.
func distinct(names []string) []string {
	var out []string
	for _, n := range names {
		seen := false
		for _, o := range out {
			seen = seen || fold(o) == fold(n)
		}
		if !seen {
			out = append(out, n)
		}
	}
	return out
}

// agencyName writes an office printed in capitals as running text does.
func (p *parser) agencyName(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	for _, name := range bySuffix {
		if fold(name) == fold(s) {
			return name
		}
	}
	s = strings.NewReplacer("UBND", "ỦY BAN NHÂN DÂN", "HĐND", "HỘI ĐỒNG NHÂN DÂN").Replace(s)
	return places.Replace(p.recase(s))
}

// places are the kinds of places that offices lie in.
var places = strings.NewReplacer(" Thành phố ", " thành phố ", " Tỉnh ", " tỉnh ", " Huyện ", " huyện ", " Quận ", " quận ", " Phường ", " phường ", " Xã ", " xã ")

// role reads the issuer from the sentence that promulgates.
func (m *masthead) role() string {
	for _, pc := range m.pieces {
		if match := byRole.FindStringSubmatch(pc.text); match != nil && runes(pc.text) < 500 {
			return match[1]
		}
	}
	return ""
}

// joinNames lists offices as officials do.
func joinNames(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " và " + names[len(names)-1]
}
