package privacy_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant/privacy"
)

func TestMask(t *testing.T) {
	id, old, phone := privacy.Placeholder(privacy.CitizenID), privacy.Placeholder(privacy.OldID), privacy.Placeholder(privacy.Phone)
	tests := []struct {
		in, want string
		kinds    []privacy.Kind
	}{
		{"thời hạn giải quyết khiếu nại", "thời hạn giải quyết khiếu nại", nil},
		{"công dân số 001093012345 xin cấp đổi", "công dân số " + id + " xin cấp đổi", []privacy.Kind{privacy.CitizenID}},
		{"CCCD 001 093 012 345", "CCCD " + id, []privacy.Kind{privacy.CitizenID}},
		{"CMND: 123456789.", "CMND: " + old + ".", []privacy.Kind{privacy.OldID}},
		{"cmnd 123 456 789 có đổi được không", "cmnd " + old + " có đổi được không", []privacy.Kind{privacy.OldID}},
		{"gọi 0912 345 678 hoặc +84912345678", "gọi " + phone + " hoặc " + phone, []privacy.Kind{privacy.Phone}},
		{"gọi 0912.345.678", "gọi " + phone, []privacy.Kind{privacy.Phone}},
		{"số tài khoản 19001234567890 ngân hàng", "số tài khoản " + privacy.Placeholder(privacy.Account) + " ngân hàng", []privacy.Kind{privacy.Account}},
		{"gửi a.b@congan.gov.vn nhé", "gửi " + privacy.Placeholder(privacy.Email) + " nhé", []privacy.Kind{privacy.Email}},
		{"hộ chiếu số B1234567", "hộ chiếu số " + privacy.Placeholder(privacy.Passport), []privacy.Kind{privacy.Passport}},
		{"thẻ DN4797912345678", "thẻ " + privacy.Placeholder(privacy.Insurance), []privacy.Kind{privacy.Insurance}},
		{"mã số thuế 0100109106", "mã số thuế " + privacy.Placeholder(privacy.TaxCode), []privacy.Kind{privacy.TaxCode}},
	}
	for _, tt := range tests {
		got, kinds := privacy.Mask(tt.in)
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("Mask(%q) (-want +got):\n%s", tt.in, diff)
		}
		if diff := cmp.Diff(tt.kinds, kinds); diff != "" {
			t.Errorf("Mask(%q) kinds (-want +got):\n%s", tt.in, diff)
		}
	}
}

func TestMaskLeavesTheLawAlone(t *testing.T) {
	for _, s := range []string{
		"Nghị định số 30/2020/NĐ-CP ngày 05/03/2020", "thủ tục 1.001321", "mã 1.001321.000.00.00.H52",
		"mức phạt 150.000.000 đồng", "mức phạt 200000000 đồng", "từ 100.000.000 đến 500.000.000 đồng",
		"giai đoạn 2020-2025", "ngày 2025-07-01", "tài khoản 33311", "tài khoản kế toán 112", "lương 2.340.000 đồng",
		"vốn 1.000.000.000.000 đồng", "100000000000 đồng", "khoản 1 Điều 8", "số 12345678/QĐ-UBND",
	} {
		if got, kinds := privacy.Mask(s); got != s {
			t.Errorf("Mask(%q) = %q, %v; want it unchanged", s, got, kinds)
		}
	}
}

func TestStrip(t *testing.T) {
	masked, _ := privacy.Mask("ông có số 001093012345 được miễn phí không")
	if got, want := privacy.Strip(masked), "ông có số được miễn phí không"; got != want {
		t.Errorf("Strip = %q, want %q", got, want)
	}
}

func TestSecretMark(t *testing.T) {
	tests := []struct {
		in   string
		want bool
	}{
		{"ĐỘ MẬT: TỐI MẬT\nKế hoạch bố trí lực lượng", true},
		{"Độ mật: Mật. Tóm tắt giúp văn bản sau", true},
		{"do mat: tuyet mat, tom tat giup toi", true},
		{"BỘ QUỐC PHÒNG\nTUYỆT MẬT\nPhương án tác chiến", true},
		{"Tóm tắt giúp: [TỐI MẬT] phương án bảo vệ mục tiêu", true},
		{"[MẬT] báo cáo tình hình biên giới", true},
		{"Tóm tắt công văn mật này giúp tôi", true},
		{"viết lại tài liệu tối mật sau đây: ...", true},
		{"tom tat cong van mat sau day", true},
		{"văn bản mật được lưu thế nào?", false},
		{"văn bản mật sau khi giải mật được lưu thế nào?", false},
		{"Độ mật của văn bản gồm những loại nào?", false},
		{"Thời hạn bảo vệ bí mật nhà nước độ Tối mật là bao nhiêu năm?", false},
		{"ai có thẩm quyền cho phép sao chụp tài liệu tuyệt mật", false},
		{"VĂN BẢN TUYỆT MẬT ĐƯỢC LƯU THẾ NÀO", false},
		{"bí mật đời tư là gì", false},
		{"phân biệt Tuyệt mật, Tối mật và Mật", false},
		{"mat the can cuoc thi lam sao", false},
		{"ho so mat so do thi xu ly the nao", false},
	}
	for _, tt := range tests {
		if got := privacy.SecretMark(tt.in); got != tt.want {
			t.Errorf("SecretMark(%q) = %v, want %v", tt.in, got, tt.want)
		}
	}
}

func FuzzMask(f *testing.F) {
	f.Add("CCCD 001093012345, 0912345678, a@b.vn")
	f.Add("hộ chiếu B1234567 tài khoản 123 456 789 01")
	f.Add("000000000+000000000000")
	f.Add("hộ Chiếu A0000000 A0000000 B1111111")
	f.Fuzz(func(t *testing.T, s string) {
		once, _ := privacy.Mask(s)
		if twice, _ := privacy.Mask(once); twice != once {
			t.Errorf("Mask twice: %q, once: %q", twice, once)
		}
		privacy.SecretMark(s)
	})
}
