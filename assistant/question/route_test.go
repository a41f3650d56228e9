package question_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
)

func TestRouteOf(t *testing.T) {
	tests := []struct {
		in   string
		want question.Route
	}{
		{"thời hạn giải quyết khiếu nại lần đầu là bao lâu", question.RouteProvision},
		{"khuyến nông là gì?", question.RouteDefinition},
		{"hồ sơ đăng ký khai sinh gồm những gì", question.RouteProcedure},
		{"so sánh khiếu nại lần đầu và lần hai", question.RouteComparison},
		{"phan biet cong chuc va vien chuc", question.RouteComparison},
		{"văn bản nào hướng dẫn Luật Khiếu nại", question.RouteDocuments},
		{"cac nghi dinh ve ho tich", question.RouteDocuments},
		{"Luật Tiếp công dân còn hiệu lực không?", question.RouteDocuments},
		{"kiểm tra căn cứ giúp tôi: Căn cứ Luật Khiếu nại ngày 11/11/2011;", question.RouteDraft},
		{"Căn cứ Luật Khiếu nại;\nCăn cứ Nghị định số 75/2012/NĐ-CP;", question.RouteDraft},
		{"căn cứ Luật Khiếu nại thì thời hạn là bao lâu", question.RouteProvision},
		{"xin chào", question.RouteSmallTalk},
		{"cách nấu phở bò", question.RouteOutOfScope},
		{"hành vi phân biệt đối xử bị xử phạt thế nào", question.RouteProvision},
	}
	for _, tt := range tests {
		if got := question.RouteOf(tt.in, false); got != tt.want {
			t.Errorf("RouteOf(%q) = %s, want %s", tt.in, got, tt.want)
		}
	}
	if got := question.RouteOf("khoản 2 Điều 15 Nghị định 30/2020/NĐ-CP", true); got != question.RoutePlace {
		t.Errorf("a cited place is on the route %s", got)
	}
}

func TestOutOfScope(t *testing.T) {
	for _, s := range []string{"1 + 1 = ?", "12x3", "cach nau bun bo hue", "viết code python sắp xếp mảng", "ai vô địch world cup 2022", "tôi bị đau đầu uống thuốc gì", "giá bitcoin hôm nay"} {
		if !question.OutOfScope(s) {
			t.Errorf("OutOfScope(%q) = false", s)
		}
	}
	for _, s := range []string{
		"cách làm hồ sơ cấp thẻ", "viết đơn khiếu nại thế nào", "thuốc kê đơn bán thế nào", "ai thắng thầu thì ký hợp đồng", "30/2020", "tỷ giá tính thuế hải quan",
		"tôi bị tai nạn lao động phải làm sao", "cách chữa cháy nhà cao tầng", "dịch vụ công", "mua cổ phần nhà nước", "",
	} {
		if question.OutOfScope(s) {
			t.Errorf("OutOfScope(%q) = true", s)
		}
	}
}

func TestCompared(t *testing.T) {
	tests := []struct{ in, one, other string }{
		{"so sánh thời hạn giải quyết khiếu nại lần đầu và lần hai", "thời hạn giải quyết khiếu nại lần đầu", "thời hạn giải quyết khiếu nại lần hai"},
		{"khác nhau giữa khiếu nại và tố cáo là gì?", "khiếu nại", "tố cáo là gì"},
		{"Điều 5 Nghị định 30/2020/NĐ-CP và Điều 6 Nghị định 61/2018/NĐ-CP khác gì?", "Điều 5 Nghị định 30/2020/NĐ-CP", "Điều 6 Nghị định 61/2018/NĐ-CP"},
		{"công chức khác viên chức ở điểm nào", "công chức", "viên chức"},
		{"mức phạt trong các trường hợp khác", "", ""},
	}
	for _, tt := range tests {
		one, other, ok := question.Compared(tt.in)
		if one != tt.one || other != tt.other || ok != (tt.one != "") {
			t.Errorf("Compared(%q) = %q, %q, %v", tt.in, one, other, ok)
		}
	}
}

func TestReadListing(t *testing.T) {
	tests := []struct {
		in   string
		want question.Listing
	}{
		{"văn bản nào hướng dẫn Luật Khiếu nại?", question.Listing{Relation: question.RelationGuides, Topic: "Luật Khiếu nại"}},
		{"các thông tư hướng dẫn thi hành Nghị định 30/2020/NĐ-CP", question.Listing{Relation: question.RelationGuides, Kind: corpus.KindCircular, Topic: "Nghị định 30/2020/NĐ-CP"}},
		{"các nghị định về hộ tịch", question.Listing{Relation: question.RelationAbout, Kind: corpus.KindDecree, Topic: "hộ tịch"}},
		{"van ban nao thay the nghi dinh 76/2010", question.Listing{Relation: question.RelationReplaces, Topic: "nghi dinh 76/2010"}},
		{"Nghị định 63/2010/NĐ-CP đã bị sửa đổi chưa?", question.Listing{Relation: question.RelationAmends, Topic: "Nghị định 63/2010/NĐ-CP"}},
		{"Luật Tiếp công dân còn hiệu lực không", question.Listing{Relation: question.RelationForce, Topic: "Luật Tiếp công dân"}},
		{"giấy phép còn hiệu lực không", question.Listing{}},
		{"các trường hợp về hưu trước tuổi", question.Listing{}},
	}
	for _, tt := range tests {
		got, ok := question.ReadListing(tt.in)
		if diff := cmp.Diff(tt.want, got); diff != "" || ok != (tt.want.Relation != "") {
			t.Errorf("ReadListing(%q), %v (-want +got):\n%s", tt.in, ok, diff)
		}
	}
}

func TestProvince(t *testing.T) {
	tests := []struct{ in, want string }{
		{"đăng ký khai sinh ở tỉnh Đồng Nai", "Đồng Nai"},
		{"thu tuc dat dai tai thanh pho da nang", "Đà Nẵng"},
		{"lệ phí cấp sổ đỏ tại TP.HCM", "Hồ Chí Minh"},
		{"UBND tỉnh Thừa Thiên Huế giải quyết trong mấy ngày", "Thừa Thiên Huế"},
		{"giải quyết tranh chấp bằng biện pháp hòa bình", ""},
		{"yên bái tỉnh", ""},
	}
	for _, tt := range tests {
		if got, ok := question.Province(tt.in); got != tt.want || ok != (tt.want != "") {
			t.Errorf("Province(%q) = %q, %v, want %q", tt.in, got, ok, tt.want)
		}
	}
	if !question.SameProvince("Tỉnh Đồng Nai", "đồng nai") || question.SameProvince("Hà Nam", "Hà Nội") {
		t.Error("provinces are not told apart")
	}
}

func FuzzRoute(f *testing.F) {
	f.Add("so sánh Điều 5 và Điều 6, còn khoản 3 của luật đó thì sao ở tỉnh Đồng Nai?")
	f.Add("các nghị định hướng dẫn Luật Khiếu nại")
	f.Fuzz(func(t *testing.T, s string) {
		question.RouteOf(s, false)
		question.Province(s)
		question.Neighbour(s)
		question.BarePlace(s)
		question.BareArticle(s)
		follow := question.ReadFollow(s)
		if follow.Tie != question.TieNone && follow.Fresh == "" {
			t.Errorf("%q follows with nothing new", s)
		}
		question.Merge(s, follow.Fresh)
		question.OfTopic(follow.Fresh, question.Topic(s))
		if p, ok := question.FindPointer(s); ok {
			p.Replace(s, "x")
		}
	})
}
