package verify

import (
	"testing"

	"github.com/trolycongvu/congvu/corpus"
)

// The provisions of these tests are invented.
func TestAligned(t *testing.T) {
	const heirs = "3. Hàng sau chỉ được hưởng khi hàng trước không còn ai, vì đã chết hoặc từ chối nhận.\n4. Đơn có chữ ký của người thân thích; không có người thân thích thì cơ quan đi khai."
	const rights = "1. Người tố cáo có quyền:\na) Tố cáo theo quy định;\nb) Rút đơn đã gửi cho cơ quan;\n2. Người tố cáo phải ký vào đơn."
	const leave = "Nghỉ phép khi chưa đến kỳ trả lương thì được tạm ứng. Thời gian nghỉ là 10 ngày (không kể ngày đi và về)."
	tests := []struct {
		source, said string
		want         Kind // "" when the sentence stands
	}{
		{heirs, "Hàng sau chỉ được hưởng khi hàng trước không còn ai.", ""},
		{heirs, "Hàng sau chỉ được hưởng khi hàng trước còn ai, vì đã chết.", Negation},
		{heirs, "Trường hợp không có người thân thích, cơ quan đi khai.", ""},
		{heirs, "Trường hợp có người thân thích thì cơ quan đi khai.", Negation},
		{heirs, "Đơn có chữ ký của người thân thích.", ""},
		{rights, "Người tố cáo được quyền rút đơn đã gửi cho cơ quan.", ""},
		{rights, "Người tố cáo có nghĩa vụ rút đơn đã gửi cho cơ quan.", Modality},
		{rights, "Người tố cáo có thể ký vào đơn.", Modality},
		{leave, "Nếu nghỉ phép khi chưa đến kỳ trả lương, được tạm ứng.", ""},
		{leave, "Nếu nghỉ phép khi đã đến kỳ trả lương, được tạm ứng.", Negation},
		{leave, "Thời gian nghỉ là 10 ngày (kể cả ngày đi và về).", Negation},
	}
	for _, test := range tests {
		c := New([]Source{{N: 1, Ref: corpus.Ref{Number: "1/2020/NĐ-CP", Article: "5"}, Text: test.source}})
		v := c.Sentence(Sentence{Text: test.said, Cites: []int{1}})
		got := Kind("")
		for _, f := range v.Faults {
			got = f.Kind
			if f.Kind == test.want {
				break
			}
		}
		if got != test.want {
			t.Errorf("%q: got %q, want %q: %+v", test.said, got, test.want, v.Faults)
		}
	}
}

func TestDays(t *testing.T) {
	source := Source{
		N: 1, Ref: corpus.Ref{Kind: corpus.KindLaw, Number: "25/2018/QH14", Title: "Tố cáo", Article: "9"}, Text: "Người tố cáo có quyền rút đơn đã gửi cho cơ quan.",
		Issued: 20180612, Effective: 20190101,
	}
	over := source
	over.Ended, over.Until = true, 20250701
	tests := []struct {
		source Source
		said   string
		want   Kind
	}{
		{source, "Luật số 25/2018/QH14 được ban hành ngày 12/6/2018 và có hiệu lực từ ngày 01/01/2019.", ""},
		{source, "Luật số 25/2018/QH14 có hiệu lực từ ngày 12/6/2018.", WrongDate},
		{source, "Luật số 25/2018/QH14 được ban hành ngày 01/01/2019.", WrongDate},
		{source, "Điều 9 Luật số 25/2018/QH14 đã hết hiệu lực.", NotInForce},
		{over, "Điều 9 Luật số 25/2018/QH14 đã hết hiệu lực từ ngày 01/7/2025.", ""},
		{over, "Điều 9 Luật số 25/2018/QH14 đã hết hiệu lực từ ngày 01/01/2019.", WrongDate},
		{over, "Người tố cáo có quyền rút đơn đã gửi.", NotInForce},
	}
	for _, test := range tests {
		v := New([]Source{test.source}).Sentence(Sentence{Text: test.said, Cites: []int{1}})
		got := Kind("")
		if len(v.Faults) > 0 {
			got = v.Faults[0].Kind
		}
		if got != test.want {
			t.Errorf("%q: got %q, want %q: %+v", test.said, got, test.want, v.Faults)
		}
	}
}

func TestListedExceptions(t *testing.T) {
	c := New([]Source{{N: 1, Ref: corpus.Ref{Number: "1/2020/NĐ-CP", Article: "5"}, Text: "Người lái không được rời khỏi vị trí điều khiển khi động cơ chạy, ngoại trừ các trường hợp:\na) Xe tra nạp nhiên liệu đã khóa liên động;\nb) Thiết bị đã hạ chân chống an toàn."}})
	rule := Sentence{Text: "Người lái không được rời khỏi vị trí điều khiển khi động cơ chạy.", Cites: []int{1}}
	if got := len(c.Missing([]Sentence{rule})); got != 1 {
		t.Errorf("%d exceptions are missing, want 1", got)
	}
	rule.Text = "Người lái không được rời khỏi vị trí điều khiển khi động cơ chạy, trừ khi thiết bị đã hạ chân chống an toàn."
	if got := c.Missing([]Sentence{rule}); len(got) != 0 {
		t.Errorf("missing %+v, want nothing", got)
	}
}
