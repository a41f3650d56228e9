package dichvucong

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/trolycongvu/congvu/corpus"
)

func dong(n int64, text string) corpus.Fee {
	return corpus.Fee{Amount: n, Known: true, Unit: "đồng", Text: text}
}

func days(n float64, text string) corpus.Duration {
	return corpus.Duration{Count: n, Unit: "ngày", Text: text}
}

func TestFilings(t *testing.T) {
	for name, c := range map[string]struct {
		table string
		want  []corpus.Filing
	}{
		"description runs on": {
			"Trực tuyến5 NgàyMiễn phíTrực tuyến: qua cổng.\nTrực tiếpKhông có thông tinKhông có thông tintại trụ sở",
			[]corpus.Filing{
				{Form: "Trực tuyến", Deadline: days(5, "5 Ngày"), Fees: []corpus.Fee{dong(0, "Miễn phí")}, Note: "Trực tuyến: qua cổng."},
				{Form: "Trực tiếp", Note: "tại trụ sở"},
			},
		},
		"number and words disagree": {
			"Trực tiếp2 Ngày135 VNĐ(135.000 đồng/lần)Nộp tại chỗ",
			[]corpus.Filing{{Form: "Trực tiếp", Deadline: days(2, "2 Ngày"), Fees: []corpus.Fee{dong(135, "135 VNĐ (135.000 đồng/lần)")}, Note: "Nộp tại chỗ"}},
		},
		"deadline without unit": {
			"Trực tuyến120 VNĐ(20.000 đ/tờ khai)Trực tiếp1100,000 VNĐDịch vụ bưu chính12Miễn phí",
			[]corpus.Filing{
				{Form: "Trực tuyến", Deadline: corpus.Duration{Count: 1, Text: "1"}, Fees: []corpus.Fee{dong(20, "20 VNĐ (20.000 đ/tờ khai)")}},
				{Form: "Trực tiếp", Deadline: corpus.Duration{Count: 1, Text: "1"}, Fees: []corpus.Fee{dong(100000, "100,000 VNĐ")}},
				{Form: "Dịch vụ bưu chính", Deadline: corpus.Duration{Count: 12, Text: "12"}, Fees: []corpus.Fee{dong(0, "Miễn phí")}},
			},
		},
		"deadline in words": {
			"Trực tiếpKhông quy địnhMiễn phíDịch vụ bưu chínhKhông quá 15 ngày10 USD(/lần)",
			[]corpus.Filing{
				{Form: "Trực tiếp", Deadline: corpus.Duration{Text: "Không quy định"}, Fees: []corpus.Fee{dong(0, "Miễn phí")}},
				{
					Form: "Dịch vụ bưu chính", Deadline: corpus.Duration{Text: "Không quá 15 ngày"},
					Fees: []corpus.Fee{{Amount: 10, Known: true, Unit: "USD", Text: "10 USD (/lần)"}},
				},
			},
		},
		"several fees in one cell": {
			"Trực tiếp1.5 Ngày làm việc400,000 VNĐ(Lệ phí: lý thuyết)  Phí: 1700000 Đồng (thực hành))10 ngày",
			[]corpus.Filing{{
				Form: "Trực tiếp", Deadline: corpus.Duration{Count: 1.5, Unit: "ngày làm việc", Text: "1.5 Ngày làm việc"},
				Fees: []corpus.Fee{
					{Kind: "Lệ phí", Amount: 400000, Known: true, Unit: "đồng", Text: "400,000 VNĐ (Lệ phí: lý thuyết)"},
					{Kind: "Phí", Amount: 1700000, Known: true, Unit: "đồng", Text: "Phí: 1700000 Đồng (thực hành))"},
				},
				Note: "10 ngày",
			}},
		},
		"labelled fees inside one note": {
			"Trực tiếp24 Giờ400,000 VNĐ(Đồng (lý thuyết) Phí: 1.700.000 Đồng (thực hành))10 ngày",
			[]corpus.Filing{{
				Form: "Trực tiếp", Deadline: corpus.Duration{Count: 24, Unit: "giờ", Text: "24 Giờ"},
				Fees: []corpus.Fee{
					dong(400000, "400,000 VNĐ (Đồng (lý thuyết)"),
					{Kind: "Phí", Amount: 1700000, Known: true, Unit: "đồng", Text: "Phí: 1.700.000 Đồng (thực hành))"},
				},
				Note: "10 ngày",
			}},
		},
		"numbered description is no note": {
			"Trực tiếp1 ThángMiễn phí(1) Trường hợp một: nộp (bản giấy)\n(2) Trường hợp hai",
			[]corpus.Filing{{
				Form: "Trực tiếp", Deadline: corpus.Duration{Count: 1, Unit: "tháng", Text: "1 Tháng"},
				Fees: []corpus.Fee{dong(0, "Miễn phí")}, Note: "(1) Trường hợp một: nộp (bản giấy)\n(2) Trường hợp hai",
			}},
		},
	} {
		if diff := cmp.Diff(c.want, filings(filingsTable+c.table)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestDossier(t *testing.T) {
	got := dossier("--" + dossierTable + "Giấy tờ tùy thân.1 bản chínhBản sao giấy khai sinh (01 bản chính để đối chiếu)0 bản chính,1 bản sao" +
		"Trường hợp mất thẻ:" + dossierTable + "Đơn theo Mẫu 031 bản chínhTờ khai của Bộ Công an.NA5.docNA6 (1).pdf2 bản chính,10 bản sao" +
		"Theo Thông tư số 7/2026/TT-BNNMTMẫu số 03.docx1 bản chính----")
	want := []corpus.Case{
		{Items: []corpus.DossierItem{
			{Name: "Giấy tờ tùy thân.", Originals: 1, Text: "1 bản chính"},
			{Name: "Bản sao giấy khai sinh (01 bản chính để đối chiếu)", Copies: 1, Text: "0 bản chính,1 bản sao"},
		}},
		{Name: "Trường hợp mất thẻ:", Items: []corpus.DossierItem{
			{Name: "Đơn theo Mẫu 03", Originals: 1, Text: "1 bản chính"},
			{Name: "Tờ khai của Bộ Công an.", Forms: []string{"NA5.doc", "NA6 (1).pdf"}, Originals: 2, Copies: 10, Text: "2 bản chính,10 bản sao"},
			{Name: "Theo Thông tư số 7/2026/TT-BNNMT", Forms: []string{"Mẫu số 03.docx"}, Originals: 1, Text: "1 bản chính"},
		}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestForms(t *testing.T) {
	for cell, want := range map[string][]string{
		"Đơn đề nghị;Mẫu số 7 - Đơn.docx":                        {"Đơn đề nghị;", "Mẫu số 7 - Đơn.docx"},
		"Văn bản đề nghị theo mẫuvăn bản đề nghị.docx":           {"Văn bản đề nghị theo mẫu", "văn bản đề nghị.docx"},
		"Đơn đề nghị theo quy định1.5. Don xin.docx":             {"Đơn đề nghị theo quy định", "1.5. Don xin.docx"},
		"Kèm theo Nghị định số 1/2026/NĐ-CPBC tom tat. DDSH.doc": {"Kèm theo Nghị định số 1/2026/NĐ-CP", "BC tom tat. DDSH.doc"},
		"Tờ khai.Mẫu 1.docxMẫu 2.docx":                           {"Tờ khai.", "Mẫu 1.docx", "Mẫu 2.docx"},
		"Tệp .pdf có ký số":                                      {"Tệp .pdf có ký số"},
		"Theo mẫu tại http://a.int/b/c.doc":                      {"Theo mẫu tại http://a.int/b/c.doc"},
	} {
		name, forms := splitForms(cell)
		if diff := cmp.Diff(want, append([]string{name}, forms...)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", cell, diff)
		}
	}
}

func TestBasis(t *testing.T) {
	for cell, want := range map[string][]corpus.Basis{
		"Luật Cư trú68/2020/QH14": {{Title: "Luật Cư trú", Number: "68/2020/QH14"}},
		"Nghị định 62/2021/NĐ-CP62/2021/NĐ-CPLuật Căn cước 202326/2023/QH15": {
			{Title: "Nghị định 62/2021/NĐ-CP", Number: "62/2021/NĐ-CP"}, {Title: "Luật Căn cước 2023", Number: "26/2023/QH15"},
		},
		"Luật Thú yLuật số 79/2015/QH13QUY ĐỊNH MỨC THU25/2021/TT-BTCQUY CHẾ1898/QĐ-BTP": {
			{Title: "Luật Thú y", Number: "Luật số 79/2015/QH13"},
			{Title: "QUY ĐỊNH MỨC THU", Number: "25/2021/TT-BTC"},
			{Title: "QUY CHẾ", Number: "1898/QĐ-BTP"},
		},
		"Sửa đổi Thông tư số 1/2020/TT-BTC ngày 26/01/202608/2026Về phí lệ phí73-CP": {
			{Title: "Sửa đổi Thông tư số 1/2020/TT-BTC ngày 26/01/2026", Number: "08/2026"}, {Title: "Về phí lệ phí", Number: "73-CP"},
		},
		"Nghị quyết số 66.7/2025/NQ-CP của Chính phủ66.7/2025/NQ-CP": {
			{Title: "Nghị quyết số 66.7/2025/NQ-CP của Chính phủ", Number: "66.7/2025/NQ-CP"},
		},
		nothing: nil,
	} {
		if diff := cmp.Diff(want, basis(basisTable+cell)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", cell, diff)
		}
	}
}

func TestResults(t *testing.T) {
	for cell, want := range map[string][]corpus.Result{
		"ThẻMã: KQ.G01.000023GIẤY PHÉPMã: KQ.G19.00002": {{Name: "Thẻ", Code: "KQ.G01.000023"}, {Name: "GIẤY PHÉP", Code: "KQ.G19.00002"}},
		"Một. Mã: KQ.G12.0011541) Văn bảnMã: abcChứng chỉ": {
			{Name: "Một.", Code: "KQ.G12.001154"}, {Name: "1) Văn bản", Code: "abc"}, {Name: "Chứng chỉ"},
		},
		"Mã sốMã: Chưa xác định": {{Name: "Mã số", Code: "Chưa xác định"}},
		nothing:                  nil,
	} {
		if diff := cmp.Diff(want, results(cell)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", cell, diff)
		}
	}
}

func TestParagraphs(t *testing.T) {
	const in = "Bước 1: nộp hồ sơ đến cơ quan có thẩm quyền của tỉnh nơi\ncư trú; trả lời theo quy định tại Nghị định số\n\n" +
		"12/2020/NĐ-CP và các văn bản có liên quan đến thủ tục này\ntheo quy định.Bước 2: trả kết quả cho người đến nhận tại bộ\nphận một cửa:\n- bản giấy\na) bản số"
	const want = "Bước 1: nộp hồ sơ đến cơ quan có thẩm quyền của tỉnh nơi cư trú; trả lời theo quy định tại Nghị định số " +
		"12/2020/NĐ-CP và các văn bản có liên quan đến thủ tục này theo quy định.\nBước 2: trả kết quả cho người đến nhận tại bộ phận một cửa:\n- bản giấy\na) bản số"
	if diff := cmp.Diff(want, paragraphs(in)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
