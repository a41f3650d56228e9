package bank_test

import (
	"fmt"
	"testing"

	"github.com/trolycongvu/congvu/assistant/bank"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// matches tells whether a bank with one question answers another one.
func matches(approved, asked string) bool {
	_, ok := bank.New([]bank.Entry{{ID: "a", Questions: []string{approved}}}).Match(asked)
	return ok
}

func TestSameQuestionOtherwisePut(t *testing.T) {
	tests := []struct{ approved, asked string }{
		{"Thời hạn giải quyết khiếu nại lần đầu là bao lâu?", "thời hạn giải quyết khiếu nại lần đầu"},
		{"Thời hạn giải quyết khiếu nại lần đầu là bao lâu?", "Xin hỏi, giải quyết khiếu nại lần đầu mất bao lâu ạ?"},
		{"Thời hạn giải quyết khiếu nại lần đầu là bao lâu?", "thoi han giai quyet khieu nai lan dau"},
		{"Thời hạn giải quyết khiếu nại lần đầu là bao lâu?", "khiếu nại lần đầu giải quyết trong bao nhiêu ngày"},
		{"Thời hạn giải quyết khiếu nại lần đầu là bao lâu?", "THỜI HẠN GIẢI QUYẾT KHIẾU NẠI LẦN ĐẦU THEO QUY ĐỊNH CỦA PHÁP LUẬT"},
		{"Công chức có được góp vốn vào doanh nghiệp không?", "công chức được góp vốn vào doanh nghiệp không"},
		{"Công chức có được góp vốn vào doanh nghiệp không?", "cong chuc co duoc gop von vao doanh nghiep khong"},
		{"Công chức có được góp vốn vào doanh nghiệp hay không?", "Công chức có được góp vốn vào doanh nghiệp không ạ"},
		{"Hồ sơ đăng ký khai sinh gồm những gì?", "hồ sơ đăng ký khai sinh"},
		{"Công chức không được làm những gì?", "công chức không được làm những việc gì"},
		{"Mức đóng BHXH bắt buộc", "mức đóng bảo hiểm xã hội bắt buộc"},
		{"Mức đóng BHXH bắt buộc", "muc dong bhxh bat buoc"},
		{"Điều 5 Nghị định 30/2020/NĐ-CP quy định thế nào về thể thức văn bản?", "thể thức văn bản theo điều 5 nghị định số 30/2020/NĐ-CP"},
		{"Thẩm quyền hoà giải ở cơ sở", "thẩm quyền hòa giải ở cơ sở"},
		{"Ai có thẩm quyền cấp bản sao trích lục?", "thẩm quyền cấp bản sao trích lục là của ai"},
	}
	for _, tt := range tests {
		if !matches(tt.approved, tt.asked) {
			t.Errorf("%q does not answer %q", tt.approved, tt.asked)
		}
		if viet.HasTones(tt.asked) && !matches(tt.asked, tt.approved) {
			t.Errorf("%q does not answer %q", tt.asked, tt.approved)
		}
	}
}

// nearMisses are pairs of questions of which one must never be answered by the other.
var nearMisses = []struct{ a, b string }{
	{"thời hạn giải quyết khiếu nại lần đầu", "thời hạn giải quyết khiếu nại lần hai"},
	{"thời hạn giải quyết khiếu nại lần đầu", "thời hạn giải quyết khiếu nại"},
	{"thời hạn giải quyết khiếu nại", "thời hạn giải quyết tố cáo"},
	{"thời hạn giải quyết khiếu nại", "thẩm quyền giải quyết khiếu nại"},
	{"thời hạn giải quyết khiếu nại", "ai giải quyết khiếu nại"},
	{"công chức nghỉ thai sản mấy tháng", "viên chức nghỉ thai sản mấy tháng"},
	{"công chức cấp xã", "công chức"},
	{"cán bộ, công chức nghỉ hưu", "công chức nghỉ hưu"},
	{"công chức được góp vốn không", "công chức không được góp vốn"},
	{"công chức không được làm gì", "công chức được làm gì"},
	{"công chức phải kê khai tài sản khi nào", "công chức kê khai tài sản khi nào"},
	{"công chức bị kỷ luật thế nào", "công chức kỷ luật thế nào"},
	{"chưa đăng ký kết hôn", "đăng ký kết hôn"},
	{"đăng ký kết hôn", "đăng ký lại kết hôn"},
	{"đăng ký kết hôn", "đăng ký kết hôn có yếu tố nước ngoài"},
	{"đăng ký thường trú", "đăng ký tạm trú"},
	{"thuê nhà công vụ", "cho thuê nhà công vụ"},
	{"nghỉ việc riêng 3 ngày", "nghỉ việc riêng 1 ngày"},
	{"phạt 5 triệu đồng", "phạt 50 triệu đồng"},
	{"thể thức văn bản theo Nghị định 30/2020/NĐ-CP", "thể thức văn bản theo Nghị định 130/2020/NĐ-CP"},
	{"thể thức văn bản theo Nghị định 30/2020/NĐ-CP", "thể thức văn bản"},
	{"khoản 2 Điều 15 Nghị định 30/2020/NĐ-CP", "khoản 15 Điều 2 Nghị định 30/2020/NĐ-CP"},
	{"công chức tố cáo lãnh đạo", "lãnh đạo tố cáo công chức"},
	{"lãnh đạo kỷ luật công chức", "kỷ luật lãnh đạo công chức"},
	{"vợ kiện chồng", "chồng kiện vợ"},
	{"chuyển từ công chức sang viên chức", "chuyển từ viên chức sang công chức"},
	{"chuyển đất nông nghiệp sang đất ở", "chuyển đất ở sang đất nông nghiệp"},
	{"trước khi nghỉ hưu công chức làm gì", "công chức làm gì sau khi nghỉ hưu"},
	{"phí cấp thẻ căn cước là bao nhiêu", "thời hạn cấp thẻ căn cước là bao lâu"},
	{"nộp hồ sơ cấp thẻ căn cước ở đâu", "nộp hồ sơ cấp thẻ căn cước khi nào"},
	{"viên chức là gì", "viên chức gồm những gì"},
	{"nam giới nghỉ hưu lúc nào", "nữ giới nghỉ hưu lúc nào"},
	{"hoàn thuế", "hoãn thuế"},
	{"thẩm quyền xử phạt của chủ tịch ủy ban nhân dân cấp xã", "thẩm quyền xử phạt của chủ tịch ủy ban nhân dân cấp huyện"},
	{"hợp đồng xác định thời hạn", "hợp đồng không xác định thời hạn"},
	{"trường hợp được miễn thuế", "trường hợp được giảm thuế"},
	{"mức hưởng trừ trợ cấp", "mức hưởng trợ cấp"},
	{"nghỉ hằng năm của công chức", "nghỉ hằng tháng của công chức"},
	{"năm 2020 lương cơ sở", "năm 2021 lương cơ sở"},
	{"đã có vợ mà kết hôn", "chưa có vợ mà kết hôn"},
	{"xuất cảnh ra nước ngoài", "nhập cảnh vào nước ngoài"},
	{"từ chức", "chức"},
	{"thời gian tiếp công dân", "thời hạn tiếp công dân"},
	{"ai được cấp phép", "tổ chức nào được cấp phép"},
	{"đăng ký kết hôn cần gì", "đăng ký kết hôn như thế nào"},
	{"công chức có được góp vốn không", "công chức có góp vốn không"},
	{"công chức nghỉ từ khi nào", "công chức nghỉ khi nào"},
	{"khiếu nại mấy lần", "khiếu nại bao nhiêu"},
	{"văn bản thay thế", "văn bản thay"},
	{"thương tật nhẹ", "thương tật"},
	{"cấp bản sao trích lục", "cấp bản trích lục"},
	{"trẻ em khuyết tật", "trẻ khuyết tật"},
	{"công chức xin thôi việc", "công chức thôi việc"},
	{"điều kiện kết hôn giữa công dân Việt Nam với người nước ngoài", "điều kiện kết hôn giữa người nước ngoài với người nước ngoài"},
}

func TestNearMisses(t *testing.T) {
	for _, tt := range nearMisses {
		for _, pair := range [][2]string{{tt.a, tt.b}, {tt.b, tt.a}} {
			if matches(pair[0], pair[1]) {
				t.Errorf("%q answers %q", pair[0], pair[1])
			}
			if viet.Fold(pair[0]) == viet.Fold(pair[1]) {
				continue // see TestUntonedAmbiguity
			}
			if folded := viet.Fold(pair[1]); matches(pair[0], folded) {
				t.Errorf("%q answers %q", pair[0], folded)
			}
		}
	}
}

// TestUntonedAmbiguity: what reads as two questions is answered by neither.
func TestUntonedAmbiguity(t *testing.T) {
	x := bank.New([]bank.Entry{{ID: "1", Questions: []string{"điều kiện hoàn thuế"}}, {ID: "2", Questions: []string{"điều kiện hoãn thuế"}}})
	if m, ok := x.Match("dieu kien hoan thue"); ok {
		t.Errorf("matched %+v", m)
	}
	if m, ok := x.Match("điều kiện hoãn thuế?"); !ok || m.ID != "2" || m.Untoned {
		t.Errorf("got %+v, %v", m, ok)
	}
	one := bank.New([]bank.Entry{{ID: "1", Questions: []string{"điều kiện hoàn thuế"}}})
	if m, ok := one.Match("dieu kien hoan thue"); !ok || !m.Untoned {
		t.Errorf("got %+v, %v", m, ok)
	}
}

func TestSeveralEntriesAreNone(t *testing.T) {
	x := bank.New([]bank.Entry{
		{ID: "1", Questions: []string{"hồ sơ đăng ký khai sinh gồm những gì", "giấy tờ đăng ký khai sinh"}},
		{ID: "2", Questions: []string{"hồ sơ đăng ký khai sinh"}},
	})
	if m, ok := x.Match("Hồ sơ đăng ký khai sinh?"); ok {
		t.Errorf("matched %+v", m)
	}
	if m, ok := x.Match("giấy tờ đăng ký khai sinh"); !ok || m.ID != "1" || m.Question != "giấy tờ đăng ký khai sinh" {
		t.Errorf("got %+v, %v", m, ok)
	}
}

func TestWhatSaysNothingMatchesNothing(t *testing.T) {
	x := bank.New([]bank.Entry{{ID: "1", Questions: []string{"bao lâu?", "xin hỏi", "", "không"}}})
	for _, q := range []string{"", "?", "bao lâu", "xin hỏi", "là gì", "thời hạn là bao lâu"} {
		if m, ok := x.Match(q); ok {
			t.Errorf("%q matched %+v", q, m)
		}
	}
}

func FuzzMatch(f *testing.F) {
	for _, m := range nearMisses {
		f.Add(m.a)
	}
	f.Add("Điều 5 Nghị định 30/2020/NĐ-CP \xff\x00")
	f.Fuzz(func(t *testing.T, q string) {
		x := bank.New([]bank.Entry{{ID: "1", Questions: []string{q}}})
		first, ok := x.Match(q)
		again, okAgain := x.Match(q)
		if first != again || ok != okAgain {
			t.Errorf("%q matches %+v once and %+v once", q, first, again)
		}
		if ok && first.ID != "1" {
			t.Errorf("%q matches %+v", q, first)
		}
	})
}

// many are n questions that differ from each other.
func many(n int) []bank.Entry {
	matters := []string{"giải quyết khiếu nại", "cấp bản sao trích lục", "đăng ký thường trú", "nghỉ hằng năm", "kê khai tài sản"}
	entries := make([]bank.Entry, n)
	for i := range entries {
		entries[i] = bank.Entry{ID: fmt.Sprint(i), Questions: []string{
			fmt.Sprintf("Thời hạn %s theo mẫu số %d là bao lâu?", matters[i%len(matters)], i),
			fmt.Sprintf("%s theo mẫu số %d mất mấy ngày", matters[i%len(matters)], i),
		}}
	}
	return entries
}

func BenchmarkNew10000(b *testing.B) {
	entries := many(10_000)
	for b.Loop() {
		bank.New(entries)
	}
}

func BenchmarkMatchAmong10000(b *testing.B) {
	x := bank.New(many(10_000))
	for b.Loop() {
		if _, ok := x.Match("xin hỏi thời hạn cấp bản sao trích lục theo mẫu số 4321 là bao lâu ạ?"); !ok {
			b.Fatal("not found")
		}
	}
}
