package bots

import "testing"

func TestParseCommand(t *testing.T) {
	tests := []struct {
		text string
		verb verb
		rest string
	}{
		{"thời hạn giải quyết khiếu nại", verbAsk, "thời hạn giải quyết khiếu nại"},
		{"/hoi thời hạn", verbAsk, "thời hạn"},
		{"/Hỏi thời hạn", verbAsk, "thời hạn"},
		{"/hoi", verbAsk, ""},
		{"/tra kỷ luật", verbSearch, "kỷ luật"},
		{"/tra cứu kỷ luật", verbSearch, "kỷ luật"},
		{"tra cứu kỷ luật", verbSearch, "kỷ luật"},
		{"tra cuu ky luat", verbSearch, "ky luat"},
		{"tra kỷ luật", verbSearch, "kỷ luật"},
		{"tra luong lam them gio", verbAsk, "tra luong lam them gio"}, // trả lương
		{"trả lương làm thêm giờ", verbAsk, "trả lương làm thêm giờ"},
		{"hội nông dân là gì", verbAsk, "hội nông dân là gì"},
		{"/thutuc đăng ký khai sinh", verbProcedure, "đăng ký khai sinh"},
		{"/thủ tục đăng ký khai sinh", verbProcedure, "đăng ký khai sinh"},
		{"/thu-tuc 1.001321", verbProcedure, "1.001321"},
		{"thutuc khai sinh", verbProcedure, "khai sinh"},
		{"thủ tục đăng ký khai sinh gồm những gì", verbAsk, "thủ tục đăng ký khai sinh gồm những gì"},
		{"/cancu Căn cứ Luật Khiếu nại;", verbBasis, "Căn cứ Luật Khiếu nại;"},
		{"kiểm tra căn cứ Luật Khiếu nại", verbBasis, "Luật Khiếu nại"},
		{"Căn cứ Luật Khiếu nại số 02/2011/QH13;\nCăn cứ Nghị định số 30/2020/NĐ-CP;", verbBasis, "Căn cứ Luật Khiếu nại số 02/2011/QH13;\nCăn cứ Nghị định số 30/2020/NĐ-CP;"},
		{"căn cứ nào để kỷ luật công chức?", verbAsk, "căn cứ nào để kỷ luật công chức?"},
		{"/ngay 01/03/2023", verbDay, "01/03/2023"},
		{"ngày 01/03/2023", verbDay, "01/03/2023"},
		{"ngay 1/3/2023", verbDay, "1/3/2023"},
		{"/ngày hôm nay", verbDay, "hôm nay"},
		{"ngày 01/03/2023 lương cơ sở bao nhiêu", verbAsk, "ngày 01/03/2023 lương cơ sở bao nhiêu"},
		{"/ngay 01/03/2023 lương cơ sở", verbDay, "01/03/2023 lương cơ sở"},
		{"/moi", verbNew, ""},
		{"mới", verbNew, ""},
		{"mới sửa đổi gì", verbAsk, "mới sửa đổi gì"},
		{"/xóa", verbForget, ""},
		{"xoa", verbForget, ""},
		{"xóa hết", verbForget, "hết"},
		{"/xoá hết", verbForget, "hết"},
		{"xóa án tích khi nào", verbAsk, "xóa án tích khi nào"},
		{"/trogiup", verbHelp, ""},
		{"Trợ giúp!", verbHelp, ""},
		{"trợ giúp pháp lý cho ai", verbAsk, "trợ giúp pháp lý cho ai"},
		{"/start", verbHelp, ""},
		{"/xyz gì đó", verbUnknown, "xyz"},
		{"/30/2020 là văn bản nào", verbAsk, "/30/2020 là văn bản nào"},
		{"", verbAsk, ""},
	}
	for _, tt := range tests {
		if got := parseCommand(tt.text); got.verb != tt.verb || got.rest != tt.rest {
			t.Errorf("%q: %q with %q, want %q with %q", tt.text, got.verb, got.rest, tt.verb, tt.rest)
		}
	}
}

func FuzzParseCommand(f *testing.F) {
	for _, s := range []string{"/hoi x", "/", "//", "ngày 01/03/2023", "tra cứu\u0301", "／hoi", "\xff/hoi", "/İ x", "TRA CỨU x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c := parseCommand(text)
		if len(c.rest) > len(text) {
			t.Errorf("%q: more is left than was said: %q", text, c.rest)
		}
	})
}
