package indexer

import (
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// sorts is a set of sorts of rule: what a question asks for, and what the heading
// of a provision says it lays down.
type sorts uint32

// The sorts.
const (
	sortDefinition   sorts = 1 << iota // what a term means
	sortScope                          // what an act applies to
	sortSubject                        // to whom it applies
	sortForce                          // entry into force, transition, execution
	sortPenalty                        // what a violation costs
	sortDeadline                       // how long, by when
	sortDossier                        // which papers
	sortSteps                          // how it is done
	sortCondition                      // what must be met
	sortDuty                           // who must do what
	sortRight                          // what someone may do
	sortBan                            // what is forbidden
	sortPrinciple                      // principles
	sortAuthority                      // who decides
	sortFee                            // what it costs
	sortOrganisation                   // how a body is made up
	sortBenefit                        // pay, allowances, support
	sortTerms                          // what a document or contract must contain
	sortForm                           // a form to be filled in
)

// sortWords are the folded phrases that tell a sort: in a question anywhere, in
// a heading at its beginning or, after a plus sign, anywhere.
var sortWords = []struct {
	sort              sorts
	question, heading string
}{
	{sortDefinition, "la gi|duoc hieu la|duoc hieu nhu the nao|khai niem|the nao la|nghia la gi|dinh nghia|hieu the nao", "giai thich tu ngu|giai thich thuat ngu|khai niem|dinh nghia|thuat ngu"},
	{sortScope, "pham vi dieu chinh|pham vi", "pham vi"},
	{sortSubject, "doi tuong nao|doi tuong ap dung|ap dung voi|ap dung doi voi|nhung ai|ai duoc|nguoi nao|truong hop nao", "doi tuong|nguoi duoc|+doi tuong ap dung|truong hop|cac truong hop"},
	{sortForce, "hieu luc|khi nao co hieu luc|chuyen tiep", "hieu luc|dieu khoan thi hanh|dieu khoan chuyen tiep|quy dinh chuyen tiep|to chuc thuc hien|trach nhiem thi hanh|dieu khoan"},
	{sortPenalty, "phat|xu ly|bi gi|xu phat|muc phat|ky luat|toi|truy cuu|di tu|tu bao", "xu phat|vi pham|hanh vi vi pham|muc phat|hinh thuc xu phat|xu ly|toi|hinh phat|phat|ky luat|hinh thuc ky luat"},
	{sortDeadline, "thoi han|bao lau|bao nhieu ngay|may ngay|thoi gian|khi nao|bao gio|thoi diem|thoi hieu|luc nao|cham nhat", "thoi han|thoi gian|thoi hieu|thoi diem|+thoi han|+thoi gian"},
	{sortDossier, "ho so|giay to|tai lieu gi|thanh phan", "ho so|giay to|thanh phan ho so|+ho so"},
	{sortSteps, "trinh tu|thu tuc|quy trinh|cac buoc|cach thuc|lam the nao|thuc hien nhu the nao|phuong thuc", "trinh tu|thu tuc|quy trinh|cach thuc|phuong thuc|+thu tuc|+trinh tu"},
	{sortCondition, "dieu kien|tieu chuan|yeu cau|tieu chi|co duoc|duoc khong|duoc phep", "dieu kien|tieu chuan|yeu cau|tieu chi|+dieu kien|+tieu chuan"},
	{sortDuty, "trach nhiem|nghia vu|nhiem vu|phai lam|co phai", "trach nhiem|nghia vu|nhiem vu|+trach nhiem|+nghia vu|quyen va nghia vu|nhiem vu va quyen han"},
	{sortRight, "quyen|quyen loi|quyen han|duoc huong", "quyen|+quyen"},
	{sortBan, "cam|nghiem cam|khong duoc", "cac hanh vi bi nghiem cam|nhung hanh vi bi nghiem cam|hanh vi bi cam|+nghiem cam|nhung viec|+khong duoc lam"},
	{sortPrinciple, "nguyen tac", "nguyen tac"},
	{sortAuthority, "tham quyen|co quan nao|ai co quyen|don vi nao|cap nao|ai quyet dinh|ai la", "tham quyen|+tham quyen"},
	{sortFee, "le phi|phi|bao nhieu tien|chi phi|gia|thue suat|muc thu|kinh phi", "muc thu|phi|le phi|gia|kinh phi|chi phi|thue suat|+muc thu|+kinh phi"},
	{sortOrganisation, "co cau|to chuc|thanh phan|bo may|gom nhung ai|thanh lap", "co cau|to chuc|thanh phan|thanh lap|+co cau to chuc"},
	{sortBenefit, "luong|phu cap|tro cap|che do|ho tro|chinh sach|huong", "luong|tien luong|phu cap|tro cap|che do|ho tro|chinh sach|muc|+phu cap|+tro cap|+che do"},
	{sortTerms, "noi dung|gom nhung gi|bao gom|gom nhung noi dung", "noi dung|+noi dung"},
	{sortForm, "mau|bieu mau|to khai", "mau|bieu mau"},
}

// sortsOfQuestion are those that the words of a question ask for.
func sortsOfQuestion(text string) sorts {
	padded := " " + strings.Join(plainWords(text), " ") + " "
	var set sorts
	for _, s := range sortWords {
		for phrase := range strings.SplitSeq(s.question, "|") {
			if strings.Contains(padded, " "+phrase+" ") {
				set |= s.sort
				break
			}
		}
	}
	return set
}

// sortsOfHeading are those that a heading announces.
func sortsOfHeading(heading string) sorts {
	padded := " " + strings.Join(plainWords(heading), " ") + " "
	var set sorts
	for _, s := range sortWords {
		for phrase := range strings.SplitSeq(s.heading, "|") {
			anywhere, inner := strings.CutPrefix(phrase, "+")
			if inner && strings.Contains(padded, " "+anywhere+" ") || !inner && strings.HasPrefix(padded, " "+phrase+" ") {
				set |= s.sort
				break
			}
		}
	}
	return set
}

// plainWords are the folded words of a text.
func plainWords(text string) []string {
	tokens := viet.Tokenize(viet.Normalize(text))
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = viet.Fold(t.Text)
	}
	return words
}
