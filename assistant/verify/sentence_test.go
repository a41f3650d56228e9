package verify

import (
	"testing"

	"github.com/trolycongvu/congvu/corpus"
)

// khiếu nại: khoản of Luật Khiếu nại 02/2011/QH13 as the starter corpus words them,
// and invented ones that say so.
func sources() []Source {
	law := corpus.Ref{Kind: corpus.KindLaw, Number: "02/2011/QH13", Title: "Khiếu nại", Article: "28"}
	names := []string{"Luật Khiếu nại số 02/2011/QH13", "Khiếu nại", "Quốc hội"}
	at := func(article, clause string) corpus.Ref {
		r := law
		r.Article, r.Clause = article, clause
		return r
	}
	return []Source{
		{
			N: 1, Ref: law, Names: append([]string{"Thời hạn giải quyết khiếu nại lần đầu"}, names...), Issued: 20111111, Effective: 20120701,
			Text: "Thời hạn giải quyết khiếu nại lần đầu không quá 30 ngày, kể từ ngày thụ lý; đối với vụ việc phức tạp thì thời hạn giải quyết có thể kéo dài hơn nhưng không quá 45 ngày, kể từ ngày thụ lý.\nỞ vùng sâu, vùng xa đi lại khó khăn thì thời hạn giải quyết khiếu nại không quá 45 ngày, kể từ ngày thụ lý; đối với vụ việc phức tạp thì thời hạn giải quyết có thể kéo dài hơn nhưng không quá 60 ngày, kể từ ngày thụ lý.",
		},
		{
			N: 2, Ref: at("6", ""), Names: append([]string{"Các hành vi bị nghiêm cấm"}, names...), Issued: 20111111, Effective: 20120701,
			Text: "1. Cản trở, gây phiền hà cho người thực hiện quyền khiếu nại; đe dọa, trả thù, trù dập người khiếu nại.\n2. Thiếu trách nhiệm trong việc giải quyết khiếu nại; không giải quyết khiếu nại; làm sai lệch các thông tin, tài liệu, hồ sơ vụ việc khiếu nại.",
		},
		{
			N: 3, Ref: corpus.Ref{Kind: corpus.KindDecree, Number: "30/2020/NĐ-CP", Article: "15", Clause: "2"}, Names: []string{"Cấp số, thời gian ban hành văn bản", "Nghị định số 30/2020/NĐ-CP về công tác văn thư", "Chính phủ"}, Issued: 20200305,
			Text: "2. Đối với văn bản giấy, việc cấp số, thời gian ban hành được thực hiện sau khi có chữ ký của người có thẩm quyền, chậm nhất là trong ngày làm việc tiếp theo. Văn bản mật được cấp hệ thống số riêng.",
		},
		{
			N: 4, Ref: corpus.Ref{Kind: corpus.KindDecree, Number: "99/2099/NĐ-CP", Article: "7", Clause: "3"}, Names: []string{"Xử phạt (điều bịa để thử)", "Nghị định số 99/2099/NĐ-CP về việc thử"},
			Text: "3. Phạt tiền từ 2.000.000 đồng đến 5.000.000 đồng đối với một trong các hành vi sau đây:\na) Không niêm yết công khai thủ tục hành chính tại trụ sở;\nb) Thu phí cao hơn mức quy định tại khoản 2 Điều 5 Nghị định này, trừ trường hợp quy định tại điểm c khoản này;\nc) Thu sai do lỗi phần mềm.",
		},
		{
			N: 5, Ref: corpus.Ref{Kind: corpus.KindDecree, Number: "99/2099/NĐ-CP", Article: "8", Clause: "1"}, Names: []string{"Nộp hồ sơ (điều bịa để thử)", "Nghị định số 99/2099/NĐ-CP về việc thử"},
			Text: "1. Người có yêu cầu phải nộp hồ sơ trong thời hạn 06 tháng kể từ ngày nhận được thông báo, trừ trường hợp bất khả kháng. Cơ quan tiếp nhận không được từ chối hồ sơ hợp lệ. Tổ chức có thể ủy quyền bằng văn bản cho người khác nộp thay. Người từ đủ 18 tuổi trở lên được miễn một phần hai mức thu.",
		},
		{N: 6, Names: []string{"Cấp đổi thẻ bảo hiểm y tế", "1.001321"}, Text: "Hình thức nộp: Trực tiếp\nThời hạn: 30 Ngày làm việc\nPhí: 200.000 Đồng\nHình thức nộp: Trực tuyến\nThời hạn: 20 Ngày làm việc\nPhí: 100.000 Đồng"},
	}
}

type check struct {
	text string
	cite []int
	kind Kind // "" when the sentence stands
}

// TestSentence holds paraphrases and faults against the sources above.
func TestSentence(t *testing.T) {
	one, two, three, four, five, six := []int{1}, []int{2}, []int{3}, []int{4}, []int{5}, []int{6}
	c := New(sources())
	for _, test := range []check{
		{"Không quá 30 ngày kể từ ngày thụ lý; vụ việc phức tạp có thể kéo dài nhưng không quá 45 ngày.", one, ""},
		{"Ở vùng sâu, vùng xa đi lại khó khăn: không quá 45 ngày; vụ việc phức tạp không quá 60 ngày.", one, ""},
		{"Thời hạn giải quyết khiếu nại lần đầu tối đa là ba mươi ngày tính từ ngày thụ lý.", one, ""},
		{"Theo Điều 28 Luật Khiếu nại số 02/2011/QH13, khiếu nại lần đầu phải được giải quyết trong vòng 30 ngày kể từ ngày thụ lý.", one, ""},
		{"Vụ việc phức tạp được kéo dài nhưng tối đa 45 ngày.", one, ""},
		{"Với vùng sâu, vùng xa thì vụ việc phức tạp được giải quyết trong tối đa sáu mươi ngày.", one, ""},
		{"Luật Khiếu nại có hiệu lực từ ngày 01/7/2012.", one, ""},
		{"Thời hạn giải quyết khiếu nại lần đầu không quá 40 ngày.", one, WrongNumber},
		{"Thời hạn giải quyết khiếu nại lần đầu không quá 45 ngày.", one, WrongNumber},
		{"Thời hạn giải quyết khiếu nại lần đầu không quá 45 ngày kể từ ngày thụ lý.", one, WrongNumber},
		{"Vụ việc phức tạp thì thời hạn giải quyết không quá 30 ngày.", one, WrongNumber},
		{"Ở vùng sâu, vùng xa thời hạn giải quyết không quá 30 ngày.", one, WrongNumber},
		{"Thời hạn giải quyết khiếu nại lần đầu không quá 30 ngày làm việc.", one, WrongNumber},
		{"Thời hạn giải quyết khiếu nại lần đầu không quá 30 tháng.", one, WrongNumber},
		{"Thời hạn giải quyết khiếu nại lần đầu không quá 28 ngày.", one, WrongNumber},
		{"Thời hạn giải quyết khiếu nại lần đầu ít nhất 30 ngày.", one, WrongNumber},
		{"Thời hạn giải quyết khiếu nại lần đầu trên 30 ngày.", one, WrongNumber},
		{"Thời hạn giải quyết khiếu nại lần hai không quá 30 ngày.", one, WrongNumber},
		{"Thời hạn giải quyết khiếu nại lần đầu không quá bốn mươi ngày.", one, WrongNumber},
		{"Thời hạn giải quyết khiếu nại lần đầu không quá 3 5 ngày.", one, WrongNumber},
		{"Thời hạn giải quyết khiếu nại lần đầu không quá ３５ ngày.", one, WrongNumber},
		{"Thời hạn giải quyết khiếu nại lần đầu không quá 3\u200b5 ngày.", one, WrongNumber},
		{"Theo Điều 29 Luật Khiếu nại, thời hạn giải quyết khiếu nại lần đầu không quá 30 ngày.", one, WrongPlace},
		{"Theo Điều 28 Luật Tố cáo, thời hạn giải quyết khiếu nại lần đầu không quá 30 ngày.", one, ForeignDocument},
		{"Theo Luật số 03/2011/QH13, thời hạn giải quyết khiếu nại lần đầu không quá 30 ngày.", one, ForeignDocument},
		{"Luật Khiếu nại có hiệu lực từ ngày 01/7/2013.", one, WrongDate},
		{"Thời hạn giải quyết khiếu nại lần đầu không quá 30 ngày.", nil, NoCitation},
		{"Thời hạn giải quyết khiếu nại lần đầu không quá 30 ngày.", []int{9}, UnknownCitation},
		{"Thời hạn giải quyết khiếu nại lần đầu không quá 30 ngày.", two, WrongNumber},
		{"Luật quy định “thời hạn giải quyết khiếu nại lần đầu không quá 30 ngày”.", one, ""},
		{"Luật quy định “thời hạn giải quyết khiếu nại lần đầu … không quá 45 ngày”.", one, ""},
		{"Luật quy định “thời hạn giải quyết khiếu nại không quá 30 ngày”.", one, FalseQuote},

		{"Nghiêm cấm đe dọa, trả thù, trù dập người khiếu nại.", two, ""},
		{"Đe dọa, trả thù người khiếu nại là hành vi bị nghiêm cấm.", two, ""},
		{"Không được làm sai lệch hồ sơ vụ việc khiếu nại.", two, ""},
		{"Cán bộ được đe dọa, trả thù người khiếu nại.", two, Negation},
		{"Được đe dọa, trả thù người khiếu nại.", two, Negation},

		{"Văn bản giấy được cấp số sau khi người có thẩm quyền ký, chậm nhất trong ngày làm việc tiếp theo.", three, ""},
		{"Theo Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020, văn bản mật được cấp hệ thống số riêng.", three, ""},
		{"Theo khoản 2 Điều 15 Nghị định 30/2020/NĐ-CP, văn bản mật được cấp hệ thống số riêng.", three, ""},
		{"Theo khoản 3 Điều 15 Nghị định 30/2020/NĐ-CP, văn bản mật được cấp hệ thống số riêng.", three, WrongPlace},
		{"Theo Nghị định số 130/2020/NĐ-CP, văn bản mật được cấp hệ thống số riêng.", three, ForeignDocument},
		{"Theo Nghị định số 30/2020/NĐ-CP ngày 05 tháng 4 năm 2020, văn bản mật được cấp hệ thống số riêng.", three, WrongDate},
		{"Văn bản giấy được cấp số trước khi có chữ ký của người có thẩm quyền.", three, Unsupported},
		{"Văn bản mật không được cấp hệ thống số riêng.", three, Negation},

		{"Không niêm yết công khai thủ tục hành chính tại trụ sở thì bị phạt từ 2 đến 5 triệu đồng.", four, ""},
		{"Mức phạt tiền là từ hai triệu đồng đến năm triệu đồng.", four, ""},
		{"Mức phạt tiền tối đa là 5.000.000 đồng.", four, ""},
		{"Mức phạt tiền là từ 2.000.000 đồng đến 6.000.000 đồng.", four, WrongNumber},
		{"Mức phạt tiền là từ 5.000.000 đồng đến 2.000.000 đồng.", four, WrongNumber},
		{"Mức phạt tiền là từ 3 đến 5 triệu đồng.", four, WrongNumber},
		{"Mức phạt tiền tối thiểu là 5.000.000 đồng.", four, WrongNumber},
		{"Theo điểm b khoản 3 Điều 7, thu phí cao hơn mức quy định bị phạt tiền.", four, ""},
		{"Theo điểm d khoản 3 Điều 7, thu phí cao hơn mức quy định bị phạt tiền.", four, WrongPlace},

		{"Người có yêu cầu phải nộp hồ sơ trong 6 tháng từ khi nhận thông báo, trừ trường hợp bất khả kháng.", five, ""},
		{"Hạn nộp hồ sơ là nửa năm kể từ ngày nhận được thông báo.", five, ""},
		{"Cơ quan tiếp nhận không được từ chối hồ sơ hợp lệ.", five, ""},
		{"Hồ sơ hợp lệ thì cơ quan tiếp nhận không được phép từ chối.", five, ""},
		{"Cơ quan tiếp nhận được từ chối hồ sơ hợp lệ.", five, Negation},
		{"Cơ quan tiếp nhận có quyền từ chối hồ sơ hợp lệ.", five, Negation},
		{"Người có yêu cầu không phải nộp hồ sơ.", five, Negation},
		{"Người có yêu cầu có thể nộp hồ sơ trong thời hạn 06 tháng.", five, Modality},
		{"Tổ chức phải ủy quyền bằng văn bản cho người khác nộp thay.", five, Modality},
		{"Tổ chức được ủy quyền bằng văn bản cho người khác nộp thay.", five, ""},
		{"Người từ đủ 18 tuổi trở lên được miễn 1/2 mức thu.", five, ""},
		{"Người trên 18 tuổi được miễn 1/2 mức thu.", five, WrongNumber},
		{"Người dưới 18 tuổi được miễn 1/2 mức thu.", five, WrongNumber},
		{"Người từ đủ 18 tuổi trở lên được miễn 50% mức thu.", five, ""},
		{"Người từ đủ 18 tuổi trở lên được miễn một phần ba mức thu.", five, WrongNumber},
		{"Người có yêu cầu phải nộp hồ sơ, nếu không sẽ bị xử phạt vi phạm hành chính.", five, Unsupported},

		{"Nộp trực tiếp: thời hạn 30 ngày làm việc, phí 200.000 đồng.", six, ""},
		{"Nộp trực tuyến thì thời hạn là 20 ngày làm việc.", six, ""},
		{"Nộp trực tuyến thì thời hạn là 30 ngày làm việc.", six, WrongNumber},
		{"Thời hạn nộp trực tiếp là 30 ngày.", six, WrongNumber},
		{"Phí là 20.000 đồng.", six, WrongNumber},
		{"Thủ tục mã 1.001321 nộp trực tiếp có phí 200 nghìn đồng.", six, ""},
		{"Thủ tục mã 1.001322 nộp trực tiếp có phí 200 nghìn đồng.", six, WrongNumber},
	} {
		v := c.Sentence(Sentence{Text: test.text, Cites: test.cite})
		got := Kind("")
		if !v.Stands() {
			got = v.Faults[0].Kind
		}
		if got != test.kind {
			t.Errorf("%s\n\t got %q want %q %+v", test.text, got, test.kind, v.Faults)
		}
	}
}
