package assistanttest

import (
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

func clause(label, text string, points ...corpus.Node) corpus.Node {
	return corpus.Node{Level: corpus.LevelClause, Label: label, Marker: label + ".", Text: text, Children: points}
}

func point(label, text string) corpus.Node {
	return corpus.Node{Level: corpus.LevelPoint, Label: label, Marker: label + ")", Text: text}
}

func paragraph(text string) corpus.Node {
	return corpus.Node{Level: corpus.LevelParagraph, Text: text}
}

func article(label, heading string, from corpus.Date, body ...corpus.Node) corpus.Article {
	return corpus.Article{Key: label, Label: label, Heading: heading, Body: body, InForce: corpus.Validity{From: from}}
}

var code = corpus.Source{Name: "phapdien", Edition: 20260201, Address: "https://phapdien.moj.gov.vn"}

func documents() []corpus.Document {
	return []corpus.Document{decree(newNumbering()), law(), oldLaw(), circular(), decision(), digest()}
}

// decree is coded whole; its Điều 15 is the one that was amended.
func decree(numbering corpus.Article) corpus.Document {
	const from = 20190301
	return corpus.Document{
		ID: "901-2019-nd-cp", Number: "901/2019/NĐ-CP", Kind: corpus.KindDecree, Title: "Về trạm quan trắc cộng đồng",
		Issuer: "Chính phủ", Issued: 20190105, Effective: from, Source: code,
		Articles: []corpus.Article{
			article("1", "Phạm vi điều chỉnh", from, paragraph("Nghị định này quy định về lập và quản lý trạm quan trắc cộng đồng.")),
			article("3", "Giải thích từ ngữ", from,
				paragraph("Trong Nghị định này, các từ ngữ dưới đây được hiểu như sau:"),
				clause("1", "Trạm quan trắc cộng đồng là nơi đặt thiết bị đo của mạng lưới cộng đồng."),
				clause("2", "Quan trắc viên là người được giao trông coi trạm quan trắc cộng đồng.")),
			article("7", "Nghỉ luân phiên của quan trắc viên", from,
				clause("1", "Quan trắc viên được nghỉ luân phiên và hưởng nguyên phụ cấp trong các trường hợp sau đây:",
					point("a", "Bản thân kết hôn: nghỉ 03 ngày;"), point("b", "Con kết hôn: nghỉ 01 ngày;"), point("c", "Nhà bị thiên tai: nghỉ 05 ngày.")),
				clause("2", "Trừ trường hợp trạm đang có báo động, đơn xin nghỉ phải được trả lời trong thời hạn 02 ngày làm việc.")),
			article("9", "Thẩm quyền lập trạm", from,
				clause("1", "Ủy ban nhân dân cấp huyện quyết định lập trạm quan trắc cộng đồng trên địa bàn."),
				clause("2", "Trạm ở nơi giáp ranh do Ủy ban nhân dân cấp tỉnh quyết định lập.")),
			article("10", "Thời hạn quyết định lập trạm", from,
				paragraph("Thời hạn quyết định lập trạm quan trắc cộng đồng không quá 30 ngày, kể từ ngày nhận đủ hồ sơ; trường hợp phức tạp không quá 45 ngày."),
				paragraph("Ở vùng sâu, vùng xa, thời hạn này không quá 60 ngày.")),
			numbering,
			article("16", "Lưu sổ", from, clause("1", "Sổ quan trắc được lưu tại trạm "+strings.Repeat("và được kiểm kê theo từng quý ", 30)+"."),
				clause("2", "Thời hạn lưu sổ là 05 năm.")),
		},
	}
}

func oldNumbering() corpus.Article {
	return article("15", "Cấp số, ghi sổ quan trắc", 20190301,
		clause("1", "Số đo được ghi vào sổ theo thứ tự."),
		clause("2", "Sổ giấy được ghi trong ngày, chậm nhất là 03 ngày sau khi đo."))
}

func newNumbering() corpus.Article {
	a := article("15", "Cấp số, ghi sổ quan trắc", 20190301,
		clause("1", "Số đo được ghi vào sổ theo thứ tự."),
		clause("2", "Sổ giấy được ghi trong ngày, chậm nhất là trong ngày làm việc tiếp theo."),
		clause("3", "Sổ điện tử được ghi ngay khi đo."))
	a.Amendments = []corpus.Amendment{{
		Kinds: []corpus.AmendmentKind{corpus.AmendModify}, Partly: true, Effective: 20220501,
		By: corpus.Ref{Kind: corpus.KindDecree, Number: "902/2022/NĐ-CP", Article: "1"},
	}}
	return a
}

func law() corpus.Document {
	const from = 20190101
	return corpus.Document{
		ID: "90-2018-qh14", Number: "90/2018/QH14", Kind: corpus.KindLaw, Title: "Quan trắc cộng đồng", Issuer: "Quốc hội",
		Issued: 20180615, Effective: from, Source: code, Partial: true,
		Articles: []corpus.Article{
			article("5", "Nguyên tắc quan trắc cộng đồng", from, clause("1", "Trung thực, kịp thời."), clause("2", "Công khai số liệu.")),
			article("12", "Quyền của quan trắc viên", from, clause("1", "Quan trắc viên được trang bị thiết bị đo.")),
		},
	}
}

func oldLaw() corpus.Document {
	until := corpus.Validity{From: 20110101, Until: 20190101, EndedBy: &corpus.Amendment{
		Kinds: []corpus.AmendmentKind{corpus.AmendReplace}, Effective: 20190101,
		By: corpus.Ref{Kind: corpus.KindLaw, Number: "90/2018/QH14"},
	}}
	a := article("4", "Quan trắc tự nguyện", 20110101, paragraph("Việc quan trắc do người dân tự nguyện làm."))
	a.InForce = until
	return corpus.Document{
		ID: "30-2010-qh12", Number: "30/2010/QH12", Kind: corpus.KindLaw, Title: "Quan trắc cộng đồng", Issuer: "Quốc hội",
		Issued: 20100610, Effective: 20110101, Source: code, Articles: []corpus.Article{a},
	}
}

func circular() corpus.Document {
	return corpus.Document{
		ID: "901-2019-tt-btn", Number: "901/2019/TT-BTN", Kind: corpus.KindCircular, Title: "Quy định kỹ thuật của trạm quan trắc cộng đồng",
		Issuer: "Bộ Thủy nông", Issued: 20191220, Effective: 20200201, Source: code,
		Articles: []corpus.Article{
			article("2", "Độ cao đặt thiết bị đo mưa", 20200201, paragraph("Thiết bị đo mưa đặt cách mặt đất 1,5 mét.")),
		},
	}
}

// decision came whole from its own file and has two units called Điều 1.
func decision() corpus.Document {
	regulation := article("1", "Giờ mở cửa của trạm", 20240701, clause("1", "Trạm mở cửa từ 07 giờ."), clause("2", "Trạm đóng cửa lúc 19 giờ."))
	regulation.Key = "1~2"
	return corpus.Document{
		ID: "77-2024-qd-ttg", Number: "77/2024/QĐ-TTg", Kind: corpus.KindDecision, Title: "Ban hành Quy chế hoạt động của trạm quan trắc cộng đồng",
		Issuer: "Thủ tướng Chính phủ", Issued: 20240520, Effective: 20240701, Source: corpus.Source{Name: "file", Edition: 20240601},
		Articles: []corpus.Article{
			article("1", "", 20240701, paragraph("Ban hành kèm theo Quyết định này Quy chế hoạt động của trạm quan trắc cộng đồng.")),
			article("2", "Hiệu lực", 20240701, clause("1", "Quyết định này có hiệu lực từ ngày 01 tháng 7 năm 2024."), clause("2", "Các bộ chịu trách nhiệm thi hành.",
				point("a", "Bộ Thủy nông;"), point("b", "Bộ Địa bạ."))),
			regulation,
		},
	}
}

func digest() corpus.Document {
	return corpus.Document{
		ID: "44-2020-nd-cp", Number: "44/2020/NĐ-CP", Kind: corpus.KindDecree, Title: "Về phao tiêu", Issuer: "Chính phủ",
		Issued: 20200405, Effective: 20200601, Digest: true, Partial: true, Source: corpus.Source{Name: "starter"},
		Articles: []corpus.Article{article("6", "Thay phao tiêu", 20200601, paragraph("Phao tiêu hỏng được thay trong 24 giờ."))},
	}
}
