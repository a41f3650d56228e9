package question_test

import (
	"testing"

	"github.com/trolycongvu/congvu/assistant/question"
)

func TestReadFollow(t *testing.T) {
	tests := []struct {
		in    string
		tie   question.Tie
		fresh string
	}{
		{"còn viên chức thì sao?", question.TieOther, "viên chức"},
		{"con vien chuc thi sao", question.TieOther, "vien chuc"},
		{"thế lần hai?", question.TieOther, "lần hai"},
		{"vậy cấp xã", question.TieOther, "cấp xã"},
		{"nếu vụ việc phức tạp thì sao?", question.TieOther, "vụ việc phức tạp"},
		{"tiền lương thì sao?", question.TieOther, "tiền lương"},
		{"lệ phí bao nhiêu?", question.TieAspect, "lệ phí bao nhiêu"},
		{"nộp ở đâu", question.TieAspect, "nộp ở đâu"},
		{"mất bao lâu", question.TieAspect, "mất bao lâu"},
		{"ai có thẩm quyền?", question.TieAspect, "ai có thẩm quyền"},
		{"ho so gom nhung gi", question.TieAspect, "ho so gom nhung gi"},
		{"họ có quyền gì?", question.TieAspect, "có quyền gì"},
		{"thẻ bị mất thì cấp lại thế nào", question.TieLoose, "thẻ bị mất thì cấp lại thế nào"},
		{"con dưới 36 tháng tuổi thì mẹ được nghỉ mấy ngày", question.TieNone, ""},
		{"con duoi 36 thang tuoi thi me duoc nghi may ngay", question.TieNone, ""},
		{"thế nào là khuyến nông", question.TieNone, ""},
		{"khuyến nông là gì?", question.TieNone, ""},
		{"thế chấp tài sản cho thuê được quy định như thế nào?", question.TieNone, ""},
		{"nghĩa vụ của anh chị em trong gia đình", question.TieNone, ""},
		{"thời hạn giải quyết khiếu nại lần đầu đối với vụ việc phức tạp là bao lâu", question.TieNone, ""},
		{"", question.TieNone, ""},
	}
	for _, tt := range tests {
		if got := question.ReadFollow(tt.in); got.Tie != tt.tie || got.Fresh != tt.fresh {
			t.Errorf("ReadFollow(%q) = %q, %q, want %q, %q", tt.in, got.Tie, got.Fresh, tt.tie, tt.fresh)
		}
	}
}

func TestTopic(t *testing.T) {
	tests := []struct{ in, want string }{
		{"thẩm quyền đăng ký khai tử thuộc về ai?", "đăng ký khai tử"},
		{"Bộ phận Một cửa có nhiệm vụ, quyền hạn gì?", "Bộ phận cửa"},
		{"Lập hồ sơ công việc trong công tác văn thư thế nào?", "Lập hồ sơ công việc công tác văn thư"},
		{"thu tuc dang ky ket hon can ho so gi", "dang ky ket hon"},
		{"thời hạn bao lâu?", ""},
	}
	for _, tt := range tests {
		if got := question.Topic(tt.in); got != tt.want {
			t.Errorf("Topic(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestOfTopic(t *testing.T) {
	tests := []struct{ fresh, topic, want string }{
		{"lệ phí bao nhiêu?", "đăng ký khai tử", "lệ phí bao nhiêu, đăng ký khai tử"},
		{"khi nào phải kê khai tài sản", "kê khai tài sản, thu nhập", "khi nào phải kê khai tài sản, thu nhập"},
		{"kê khai", "kê khai", "kê khai"},
	}
	for _, tt := range tests {
		if got := question.OfTopic(tt.fresh, tt.topic); got != tt.want {
			t.Errorf("OfTopic(%q, %q) = %q, want %q", tt.fresh, tt.topic, got, tt.want)
		}
	}
}

func TestPointer(t *testing.T) {
	tests := []struct {
		in, kind, replaced string
		ok                 bool
	}{
		{"luật đó còn hiệu lực không", "luat", "X còn hiệu lực không", true},
		{"nghị định này quy định gì", "nghi dinh", "X quy định gì", true},
		{"luat do quy dinh le phi the nao", "luat", "X quy dinh le phi the nao", true},
		{"thủ tục này mất bao lâu", "thu tuc", "X mất bao lâu", true},
		{"nhân viên điều độ chạy tàu", "", "", false},
		{"giao dịch chứng khoán trên sở giao dịch", "", "", false},
	}
	for _, tt := range tests {
		p, ok := question.FindPointer(tt.in)
		if ok != tt.ok || p.Kind != tt.kind || ok && p.Replace(tt.in, "X") != tt.replaced {
			t.Errorf("FindPointer(%q) = %+v, %v, want %q, %v", tt.in, p, ok, tt.kind, tt.ok)
		}
	}
}

func TestPlacesLeftOpen(t *testing.T) {
	if clause, point, rest, ok := question.BarePlace("còn điểm a khoản 3 nói gì?"); clause != "3" || point != "a" || rest != "nói gì" || !ok {
		t.Errorf("BarePlace: %q %q %q %v", clause, point, rest, ok)
	}
	for _, s := range []string{"khoản 3 Điều 5 nói gì", "khoản tiền bồi thường", "mức chi 3 khoản"} {
		if _, _, _, ok := question.BarePlace(s); ok {
			t.Errorf("BarePlace(%q) found a place", s)
		}
	}
	if label, rest, ok := question.BareArticle("còn Điều 29 thì sao?"); label != "29" || rest != "" || !ok {
		t.Errorf("BareArticle: %q %q %v", label, rest, ok)
	}
	for text, want := range map[string]int{"điều tiếp theo nói gì": 1, "dieu ke tiep": 1, "điều trước đó?": -1, "điều kiện trước khi kết hôn": 0, "điều 5": 0} {
		if step, _, ok := question.Neighbour(text); step != want || ok != (want != 0) {
			t.Errorf("Neighbour(%q) = %d, %v, want %d", text, step, ok, want)
		}
	}
}
