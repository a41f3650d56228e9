package assistanttest

import "github.com/trolycongvu/congvu/corpus"

var portal = corpus.Source{Name: "dichvucong", Edition: 20260115, Address: "https://dichvucong.gov.vn"}

func procedures() []corpus.Procedure {
	return []corpus.Procedure{
		{
			Code: "1.999001", Name: "Cấp thẻ quan trắc viên cộng đồng", Decision: "901/QĐ-BTN", Agency: "Bộ Thủy nông",
			Levels: []string{"Cấp tỉnh"}, Field: "Quan trắc", Applicants: []string{"Công dân Việt Nam"},
			Authority: "Sở Thủy nông", Executor: "Chi cục Quan trắc", Reception: "Bộ phận một cửa của Sở Thủy nông",
			Steps:   "Bước 1: Người đề nghị nộp hồ sơ.\nBước 2: Chi cục kiểm tra và cấp thẻ.",
			Results: []corpus.Result{{Name: "Thẻ quan trắc viên", Code: "KQ.H99.000001"}},
			Filings: []corpus.Filing{
				{
					Form: "Trực tiếp", Deadline: corpus.Duration{Count: 7, Unit: "ngày làm việc", Text: "7 Ngày làm việc"},
					Fees: []corpus.Fee{{Kind: "Lệ phí", Amount: 20000, Known: true, Unit: "đồng", Text: "20.000 Đồng (mỗi thẻ)"}},
				},
				{
					Form: "Trực tuyến", Deadline: corpus.Duration{Count: 5, Unit: "ngày làm việc", Text: "5 Ngày làm việc"},
					Fees: []corpus.Fee{{Kind: "Lệ phí", Known: true, Unit: "đồng", Text: "0 Đồng"}},
				},
			},
			Dossier: []corpus.Case{{Items: []corpus.DossierItem{
				{Name: "Đơn đề nghị cấp thẻ", Forms: []string{"Mau01.doc"}, Originals: 1},
				{Name: "Ảnh 3x4", Copies: 2},
			}}},
			Basis: []corpus.Basis{
				{Title: "Về trạm quan trắc cộng đồng", Number: "901/2019/NĐ-CP"},
				{Title: "Về mẫu thẻ quan trắc viên", Number: "44/2021/TT-BTN"}, // not in the corpus
			},
			Source: portal,
		},
		{
			Code: "2.999002", Name: "Hỗ trợ lắp phao tiêu tại bến dân sinh", Decision: "15/QĐ-UBND", Agency: "Tỉnh Vân Hải",
			Province: "Tỉnh Vân Hải", Provincial: true, Levels: []string{"Cấp xã"}, Executor: "Ủy ban nhân dân cấp xã",
			Conditions: "Điều kiện: bến có phép hoạt động.",
			Filings:    []corpus.Filing{{Form: "Trực tiếp", Deadline: corpus.Duration{Count: 3, Unit: "ngày", Text: "3 Ngày"}}},
			Source:     portal,
		},
	}
}
