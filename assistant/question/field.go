package question

import "strings"

// Field is one field of an administrative procedure.
type Field string

// The fields a question can ask for; the zero Field asks for the procedure as a whole.
const (
	FieldNone       Field = ""
	FieldDossier    Field = "dossier"    // thành phần hồ sơ
	FieldDeadline   Field = "deadline"   // thời hạn giải quyết
	FieldFee        Field = "fee"        // phí, lệ phí
	FieldSteps      Field = "steps"      // trình tự thực hiện
	FieldAuthority  Field = "authority"  // cơ quan có thẩm quyền, cơ quan thực hiện
	FieldPlace      Field = "place"      // nơi nộp hồ sơ
	FieldFiling     Field = "filing"     // cách thức thực hiện
	FieldResult     Field = "result"     // kết quả
	FieldConditions Field = "conditions" // yêu cầu, điều kiện
	FieldBasis      Field = "basis"      // căn cứ pháp lý
	FieldApplicants Field = "applicants" // đối tượng thực hiện
)

// fieldCues are tried in order: what is more telling stands first, so that
// "nộp hồ sơ ở đâu" asks for the place and "thời hạn nộp hồ sơ" for the time.
var fieldCues = []struct {
	field Field
	cues  []string
}{
	{FieldPlace, []string{"nop ho so o dau", "nop o dau", "nop tai dau", "o dau", "noi nop", "tiep nhan o dau", "dia chi tiep nhan", "noi tiep nhan", "nop den dau", "gui den dau", "nop ve dau", "lam o dau", "den dau de"}},
	{FieldFiling, []string{"cach thuc thuc hien", "cach thuc nop", "cach nop", "hinh thuc nop", "nop truc tuyen", "nop online", "nop qua mang", "nop qua buu dien", "nop qua buu chinh", "qua buu dien"}},
	{FieldBasis, []string{"can cu phap ly", "co so phap ly", "van ban nao quy dinh", "theo van ban nao", "can cu vao dau", "can cu nao"}},
	{FieldApplicants, []string{"doi tuong thuc hien", "doi tuong nao", "doi tuong duoc", "ai duoc lam", "ai duoc nop", "ai co the nop", "ai phai lam", "nhung doi tuong"}},
	{FieldConditions, []string{"yeu cau dieu kien", "dieu kien"}},
	{FieldFee, []string{"le phi", "phi", "bao nhieu tien", "mat tien", "ton tien", "mat bao nhieu", "ton bao nhieu", "het bao nhieu", "mien phi", "chi phi", "tien le phi", "gia bao nhieu"}},
	{FieldDeadline, []string{"bao lau", "thoi han", "may ngay", "bao nhieu ngay", "thoi gian giai quyet", "thoi gian xu ly", "thoi gian thuc hien", "thoi gian", "khi nao co", "khi nao nhan", "khi nao duoc", "bao gio co", "bao gio nhan", "bao gio", "mat may", "trong vong", "lau khong"}},
	{FieldDossier, []string{"thanh phan ho so", "ho so", "giay to", "nhung giay to gi", "can nhung gi", "can giay gi", "can gi", "can chuan bi", "chuan bi gi", "chuan bi nhung gi", "mau don", "to khai", "don tu", "bieu mau"}},
	{FieldSteps, []string{"trinh tu", "cac buoc", "may buoc", "quy trinh", "lam the nao", "lam nhu the nao", "thuc hien nhu the nao", "thuc hien the nao", "thu tuc nhu the nao", "thu tuc the nao", "lam sao de", "thu tuc ra sao"}},
	{FieldResult, []string{"ket qua", "duoc cap gi", "nhan duoc gi", "cap giay gi"}},
	{FieldAuthority, []string{"co quan nao", "co quan co tham quyen", "co quan thuc hien", "co quan giai quyet", "tham quyen", "ai giai quyet", "ai cap", "ai ky", "don vi nao", "noi nao", "cap nao", "ai co tham quyen"}},
}

// headingWords are, folded, what the heading of a provision on the field contains.
var headingWords = map[Field][]string{
	FieldDossier: {"ho so"}, FieldSteps: {"trinh tu", "thu tuc"}, FieldConditions: {"dieu kien"}, FieldFee: {"phi", "muc"},
	FieldAuthority: {"tham quyen", "trach nhiem"}, FieldDeadline: {"thoi han", "thoi gian", "thoi hieu"},
}

// NamedIn tells whether the folded heading of a provision names the field.
func (f Field) NamedIn(heading string) bool {
	return has(strings.Join(Syllables(heading), " "), headingWords[f]...)
}

func field(folded string) Field {
	for _, f := range fieldCues {
		if has(folded, f.cues...) {
			return f.field
		}
	}
	return FieldNone
}

// procedureCues speak of a procedure rather than of a rule about it.
var procedureCues = []string{
	"thu tuc", "thu tuc hanh chinh", "tthc", "ma thu tuc", "dich vu cong", "ho so", "giay to", "le phi", "nop", "xin cap", "cap lai", "cap doi", "dang ky",
	"lam lai", "trinh tu", "mot cua", "xin giay",
}

// AboutProcedure tells whether the question speaks of carrying out a procedure.
func (q Question) AboutProcedure() bool { return has(q.Folded, procedureCues...) }

// NamesProcedure tells whether the question uses the very word.
func (q Question) NamesProcedure() bool {
	return has(q.Folded, "thu tuc", "tthc", "ma thu tuc", "dich vu cong")
}

// AsksRule tells whether the question asks how something is regulated, rather
// than how it is done.
func (q Question) AsksRule() bool {
	return has(q.Folded, "duoc quy dinh", "quy dinh nhu the nao", "quy dinh the nao", "quy dinh ra sao", "theo quy dinh")
}
