package corpus

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFormatDong(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0 đồng", 135: "135 đồng", 2000: "2.000 đồng", 2000000: "2.000.000 đồng", -12345: "-12.345 đồng",
	} {
		if got := FormatDong(n); got != want {
			t.Errorf("FormatDong(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestFilingString(t *testing.T) {
	week := Duration{Count: 7, Unit: "ngày làm việc", Text: "7 Ngày làm việc"}
	for _, c := range []struct {
		filing Filing
		want   string
	}{
		{
			Filing{Form: "Trực tiếp", Deadline: week, Fees: []Fee{{Kind: "Lệ phí", Amount: 2000, Known: true, Unit: "đồng", Text: "2,000 Việt Nam Đồng"}}},
			"Trực tiếp: 7 ngày làm việc; lệ phí 2.000 đồng",
		},
		{
			Filing{Form: "Trực tuyến", Deadline: Duration{Count: 1, Text: "1"}, Fees: []Fee{{Amount: 135, Known: true, Unit: "đồng", Text: "135 VNĐ (135.000 đồng/lần)"}}},
			"Trực tuyến: 1 (cổng không ghi đơn vị); phí, lệ phí 135 đồng (135.000 đồng/lần)",
		},
		{
			Filing{Form: "Trực tiếp", Deadline: Duration{Text: "Không quy định"}, Fees: []Fee{{Known: true, Unit: "đồng", Text: "Miễn phí (theo luật)"}, {Amount: 10, Known: true, Unit: "USD", Text: "10 USD (/lần)"}}},
			"Trực tiếp: Không quy định; miễn phí (theo luật); phí, lệ phí 10 USD (/lần)",
		},
		{Filing{Form: "Trực tiếp"}, "Trực tiếp"},
		{Filing{Deadline: Duration{Count: 1.5, Unit: "ngày"}}, "1.5 ngày"},
	} {
		if got := c.filing.String(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestFeeContradicted(t *testing.T) {
	for text, want := range map[string]bool{
		"135 VNĐ (135.000 đồng/lần)": true, "135 VNĐ (135 đồng/lần)": false, "135 VNĐ (mỗi lần)": false, "135 VNĐ": false,
	} {
		if got := (Fee{Amount: 135, Known: true, Unit: "đồng", Text: text}).Contradicted(); got != want {
			t.Errorf("%s: got %t", text, got)
		}
	}
	for text, want := range map[string]bool{
		"Miễn phí": false, "Miễn phí (Phí thẩm định 22.500.000 đồng/lần)": true,
		"Miễn phí (do Hội đồng nhân dân cấp tỉnh quyết định)": true, "Miễn phí (Không quy định)": false,
	} {
		if got := (Fee{Known: true, Unit: "đồng", Text: text}).Contradicted(); got != want {
			t.Errorf("%s: got %t", text, got)
		}
	}
	if !(Fee{Amount: 2000000, Known: true, Text: "2,000,000 VNĐ (3 triệu đồng)"}).Contradicted() {
		t.Error("3 triệu taken for 2,000,000")
	}
}

func TestProcedureText(t *testing.T) {
	p := Procedure{
		Code: "1.000001", Name: "Cấp thẻ", Agency: "Bộ Công an", Levels: []string{"Cấp tỉnh", "Cấp xã"},
		Steps:   "Bước 1: nộp.\nBước 2: nhận.",
		Filings: []Filing{{Form: "Trực tiếp", Note: "tại trụ sở"}, {Form: "Trực tuyến", Note: "tại trụ sở"}},
		Dossier: []Case{{Name: "Cấp lại:", Items: []DossierItem{
			{Name: "Tờ khai", Forms: []string{"NA5.doc"}, Originals: 1, Copies: 2}, {Name: "Lưu ý"},
		}}},
		Basis:   []Basis{{Title: "Luật Cư trú", Number: "68/2020/QH14"}, {Number: "1/2020/NĐ-CP"}, {Title: "Nghị định 2/2020/NĐ-CP", Number: "2/2020/NĐ-CP"}},
		Results: []Result{{Name: "Thẻ", Code: "KQ.G01.000001"}, {Name: "Thông báo"}},
	}
	want := strings.Join([]string{
		"Cấp thẻ", "Mã thủ tục: 1.000001", "Cơ quan công bố: Bộ Công an", "Cấp thực hiện: Cấp tỉnh, Cấp xã",
		"Trình tự thực hiện:", "Bước 1: nộp.", "Bước 2: nhận.",
		"Cách thức thực hiện:", "Trực tiếp", "tại trụ sở", "Trực tuyến",
		"Thành phần hồ sơ:", "Cấp lại:", "Tờ khai (mẫu: NA5.doc): 1 bản chính, 2 bản sao", "Lưu ý",
		"Kết quả:", "Thẻ (KQ.G01.000001)", "Thông báo",
		"Căn cứ pháp lý:", "Luật Cư trú (68/2020/QH14)", "1/2020/NĐ-CP", "Nghị định 2/2020/NĐ-CP",
	}, "\n")
	if diff := cmp.Diff(want, p.Text()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
