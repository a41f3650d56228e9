package question

// Wants says what the sentence that answers should contain.
type Wants struct {
	Definition bool // "… là gì"
	Duration   bool // "bao lâu", "mấy ngày"
	Money      bool // "bao nhiêu tiền", "mức phạt"
	Count      bool // "bao nhiêu", "mấy"
	Who        bool // "ai", "cơ quan nào"
	List       bool // "gồm những gì", "quy định thế nào"
}

// wants reads the cues of the folded question.
func wants(folded string) Wants {
	return Wants{
		Definition: has(folded, "la gi", "nghia la gi", "the nao la", "dinh nghia", "khai niem", "duoc hieu la", "hieu the nao", "duoc hieu nhu the nao"),
		Duration: has(folded, "bao lau", "thoi han", "may ngay", "may thang", "may nam", "may gio", "bao nhieu ngay", "bao nhieu thang",
			"bao nhieu nam", "bao nhieu gio", "thoi gian", "khi nao", "bao gio", "cham nhat"),
		Money: has(folded, "bao nhieu tien", "muc phat", "phat bao nhieu", "phat tien", "le phi", "muc thu", "muc phi", "phi", "bi phat",
			"xu phat the nao", "muc luong", "muc huong", "muc ho tro", "muc chi", "tro cap", "phu cap"),
		Count: has(folded, "bao nhieu", "may", "ty le", "muc"),
		Who: has(folded, "ai", "co quan nao", "tham quyen", "do ai", "don vi nao", "nguoi nao", "cap nao", "trach nhiem cua ai", "to chuc nao",
			"chu the nao"),
		List: has(folded, "gom nhung gi", "bao gom", "gom", "nhung gi", "quy dinh nhu the nao", "quy dinh the nao", "quy dinh ra sao",
			"cac truong hop nao", "truong hop nao", "dieu kien", "nhung truong hop"),
	}
}
