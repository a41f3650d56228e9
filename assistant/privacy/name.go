package privacy

import (
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// Sets of words. Those in folded writing are compared with folded text.
var (
	// secondHalves complete titles of two syllables. Folded.
	secondHalves = map[string]string{
		"cong": "dan", "duong": "su", "bi": "can cao hai don", "nguyen": "don", "dong": "chi", "nguoi": "ten",
	}
	// surnames of the Kinh and of other peoples of Vietnam, as written.
	surnames = wordSet(`nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý lí đào đoàn vương trịnh trương lâm phùng mai
		tô hà tạ chu châu tống quách cao thái lương lưu la đinh kiều vi nông lò quàng giàng sùng vàng thào lầu hạng mã ma triệu hứa tôn từ tăng
		thạch kim danh sơn văn đàm khúc lục mạc nghiêm phí quản thân âu bạch bế cung doãn giang hán hồng kha khổng khương lại liêu lường mẫn
		nhâm ninh ôn tiêu trà trang tiết ứng vừ cầm điêu lèo cà lừ sầm viên chế diệp hàn hàng tòng giáp quan đổng cù chử đồng ngụy`)
	// middleNames make the word before them a surname even in small letters.
	middleNames = wordSet(`văn thị hữu đức đình công quang xuân thanh minh ngọc thế bá duy quốc hoàng như thùy kim mạnh trọng tuấn hồng thu`)
	// noNames begin what follows a title without being a name. Folded.
	noNames = foldedSet(`chủ phó bộ thứ thủ giám tổng trưởng viện cục chánh bí nhà đại việt mỹ hoa trung nhật hàn nga pháp đức anh lào ubnd hđnd ủy
		ban sở phòng chi tòa luật nghị thông quyết điều khoản điểm chương mục công cán cơ bảo hội đảng đoàn quốc chính cảnh thanh kiểm thẩm lào
		thái ấn úc đài singapore malaysia campuchia indonesia asean eu cccd cmnd bhxh bhyt liên kiều tham tuyên phụ hiệu đội tiểu trung thượng
		được bị có là và của sĩ sỹ nhân văn cho tại thì khi để ở với`)
	// stopNames end a name written wholly in capitals. Folded.
	stopNames = foldedSet(`co duoc bi la o sinh cho va voi tai de dang da muon xin hoi nop ban mua thue lam di den ve ra thi khi neu se phai can lai
		yeu khieu to de khai dang ky gui noi cu tru thuong tam xuat nhap vi theo tu trong ngoai truoc sau cung nhan xet quyet vay thoi cmnd cccd so`)
	// knownOthers are places, roads and figures of history that begin like a title and a name. Folded.
	knownOthers = []string{
		"ba ria", "ba trung", "ba trieu", "ba na", "ba den", "ba diem", "ba hom", "ba chieu", "ba dinh", "ba vi", "ba be", "ba to", "ba chua",
		"ba huyen", "ba chuc", "ba thuoc", "ong ich", "ong lanh", "ong hoang", "ong ta", "co to", "co giang", "co bac", "co ba", "co dao", "anh son", "anh dung",
		"bac ai", "bac ho", "bac ton", "bac giang", "bac ninh", "bac kan", "bac lieu", "bac ha", "bac me", "bac quang", "bac son", "bac tu", "bac yen", "bac binh",
		"chi lang", "chi linh", "cu chi", "cu lao", "cu jut", "cau giay", "cau ke", "cau ngang", "chu se", "chu prong", "chu puh", "chu pah", "chau doc",
		"chau thanh", "chau phu", "chau duc", "chau au", "chau phi", "chau my", "di linh", "di an", "co phan",
		"ong ho chi minh", "ong ton duc thang",
	}
	historic = []string{"ho chi minh", "ton duc thang", "vo nguyen giap", "pham van dong", "tran hung dao", "le thanh tong", "tran phu", "le hong phong"}
	// placeBefore are words after which a title is part of a place's name. Folded.
	placeBefore = wordSet(`duong pho phuong xa huyen quan tinh cho cau nui den chua ap thon hai song ho`)
	given       = wordSet(`ten la`)
)

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

func foldedSet(words string) map[string]bool { return wordSet(viet.Fold(words)) }

// isSurname tells whether t is a surname; typed without diacritics it need only
// agree with one so far.
func isSurname(t token) bool {
	return surnames[viet.Lower(t.text)] || isASCII(t.text) && foldedSurnames[viet.Lower(t.text)]
}

var foldedSurnames = func() map[string]bool {
	m := map[string]bool{}
	for w := range surnames {
		m[viet.Fold(w)] = true
	}
	return m
}()

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 }) < 0
}

// titled reads the name after the title at [i, end).
func (f *finder) titled(i, end int) int {
	first := f.next(end)
	if first.empty() || lastOf(f.before(i, 8)) == "ghi" { // "ghi chú"
		return 0
	}
	if f.text[i:end] != viet.Lower(f.text[i:end]) && f.isPlace(i, end, first) {
		return 0
	}
	if viet.Fold(first.text) == "ten" || viet.Fold(first.text) == "la" { // "cháu tên là Trần Thị B"
		return f.labelled(i, end)
	}
	title := f.text[i:end]
	capital := title != viet.Lower(title)
	return f.name(first, intro{
		plain:  plainTitles[viet.Lower(title)],
		bare:   !capital || title == strings.ToUpper(title) || f.sentenceStart(i),
		common: commonTitles[viet.Fold(title)],
	})
}

// sentenceStart tells whether a sentence begins at i.
func (f *finder) sentenceStart(i int) bool {
	before := strings.TrimRight(f.text[max(0, i-3):i], " ")
	return i == 0 || before != "" && strings.ContainsAny(before[len(before)-1:], ".!?:")
}

// isPlace tells whether the title in capitals is the beginning of a place.
func (f *finder) isPlace(i, end int, first token) bool {
	words := viet.Fold(f.text[i:end] + " " + first.text)
	for _, p := range knownOthers {
		if strings.HasPrefix(words+" ", p) && (len(words) == len(p) || len(words) > len(p) && words[len(p)] == ' ') {
			return true
		}
	}
	return placeBefore[lastOf(f.before(i, 16))]
}

// lastOf is the last word of s.
func lastOf(s string) string {
	words := strings.Fields(s)
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// titledByTwo reads the name after a title of two syllables, "đương sự".
func (f *finder) titledByTwo(i, end int) int {
	second := f.next(end)
	halves := secondHalves[viet.Fold(f.text[i:end])]
	if second.empty() || !hasWord(halves, []string{viet.Fold(second.text)}) {
		return 0
	}
	first := f.next(second.end)
	if first.empty() {
		return 0
	}
	if t := viet.Fold(first.text); t == "ten" || t == "la" {
		return f.labelled(first.start, first.end)
	}
	return f.name(first, intro{plain: isASCII(f.text[i:second.end])})
}

// labelled reads the name that a label gives: "tên tôi là", "họ và tên:",
// "chồng tôi là". Such a name must begin with a surname.
func (f *finder) labelled(i, end int) int {
	label := viet.Fold(f.text[i:end])
	said := label == "ten" || label == "la"
	at := end
	for range 4 {
		t := f.next(at)
		switch w := viet.Fold(t.text); {
		case t.empty() && at < len(f.text) && f.text[at] == ':':
			said = true
			at++
			continue
		case given[w]:
			said = true
		case w == "toi", w == "em", w == "day", w == "du", w == "chau", w == "minh", w == "de", w == "anh", w == "chi", w == "ong", w == "ba":
			if t.capital() && isSurname(t) {
				return f.given(t, said)
			}
		default:
			return f.given(t, said)
		}
		at = t.end
	}
	return 0
}

func (f *finder) given(first token, said bool) int {
	if !said || first.empty() || !isSurname(first) {
		return 0
	}
	return f.name(first, intro{label: true, plain: isASCII(first.text)})
}

// longestName is the most words of a name.
const longestName = 5

// intro is what introduces a name.
type intro struct {
	label  bool // "tên tôi là": the name has at least two words
	plain  bool // typed without its diacritics: the name is too, and begins with a surname
	bare   bool // one word is enough: "chị Lan"
	common bool // a title that, without diacritics, is seldom another word
}

// plainTitles are titles typed without diacritics, which are other words too.
var plainTitles = wordSet("ong ba chi chau co chu bac cu di cau")

// commonTitles may stand before a name in small letters.
var commonTitles = wordSet("ong ba anh chi chau")

// name reads the name that begins with first.
func (f *finder) name(first token, by intro) int {
	if !first.capital() {
		return f.smallName(first, by)
	}
	known := isSurname(first)
	if !known && (noNames[viet.Fold(first.text)] || by.label || by.plain) || by.plain && !isASCII(first.text) {
		return 0
	}
	end, n := f.nameEnd(first, known)
	if n == 1 && (by.label || by.plain || !by.bare) || !f.isName(first, end, n, known) {
		return 0
	}
	if by.plain && !isASCII(f.text[first.start:end]) {
		return 0
	}
	return f.add(first.start, end, Name)
}

// nameEnd reads on from the first word of a name.
func (f *finder) nameEnd(first token, known bool) (end, n int) {
	shouted := first.shouted()
	end, n = first.end, 1
	for n < longestName {
		t := f.nameWord(end)
		if t.empty() || !t.capital() || shouted && (!t.shouted() && len(t.text) > 1 || stopNames[viet.Fold(t.text)]) {
			break
		}
		if known && n >= 2 && isRole(t) {
			break
		}
		end = t.end
		n++
	}
	return end, n
}

// nameWord is the word of a name after end: "Êban", or "Brêu" in K'Brêu.
func (f *finder) nameWord(end int) token {
	if end < len(f.text) && f.text[end] == '\'' {
		return f.next(end + 1)
	}
	return f.next(end)
}

func isRole(t token) bool {
	switch viet.Fold(t.text) {
	case "giam", "chu", "pho", "truong", "uy", "ubnd":
		return !t.shouted()
	}
	return false
}

// isName judges the words [first.start, end).
func (f *finder) isName(first token, end, n int, known bool) bool {
	name := f.text[first.start:end]
	folded := viet.Fold(name)
	for _, h := range historic {
		if folded == h {
			return false
		}
	}
	if n == 1 {
		// "ông A" is nobody, nor is "bà con"; "chị Lan" is a person.
		return len([]rune(name)) > 1 && !first.shouted() && !noNames[folded] && (end >= len(f.text) || !isWord(f.text[end]))
	}
	if known {
		return true
	}
	if first.shouted() && len(first.text) > 1 {
		return false
	}
	for w := range strings.FieldsSeq(folded) {
		if noNames[w] && w != "anh" && w != "trung" && w != "thanh" && w != "duc" && w != "hoa" && w != "thai" && w != "cong" && w != "quoc" {
			return false
		}
	}
	return true
}

// sureSurnames are surnames that, in small letters without diacritics, are no other word.
var sureSurnames = wordSet("nguyen tran pham huynh hoang bui ngo")

// smallName reads a name typed in small letters: a surname, a middle name that
// is common, and one word more.
func (f *finder) smallName(first token, by intro) int {
	middle := f.next(first.end)
	if middle.empty() || middle.capital() || !by.common && !by.label {
		return 0
	}
	if isASCII(first.text) && !surnames[first.text] || by.plain {
		if !sureSurnames[first.text] || middle.text != "van" && middle.text != "thi" {
			return 0
		}
	} else if !surnames[first.text] || !middleNames[middle.text] {
		return 0
	}
	last := f.next(middle.end)
	if last.empty() || stopNames[viet.Fold(last.text)] {
		return 0
	}
	return f.add(first.start, last.end, Name)
}
