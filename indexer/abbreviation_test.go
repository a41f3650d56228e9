package indexer

import "testing"

func TestExpandAbbreviations(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", ""},
		{"Thẩm quyền của UBND xã", "Thẩm quyền của ủy ban nhân dân xã"},
		{"ubnd, hđnd và TTHC?", "ủy ban nhân dân, hội đồng nhân dân và thủ tục hành chính?"},
		{"hdnd xa", "hội đồng nhân dân xa"},
		{"Bộ LĐTB&XH", "Bộ lao động thương binh&xã hội"},
		{"xh vn gv sv", "xh vn gv sv"}, // two letters count only in capitals
		{"Nghị định 30/2020/NĐ-CP của BTP", "Nghị định 30/2020/NĐ-CP của bộ tư pháp"},
		{"không có gì để mở", "không có gì để mở"},
	} {
		if got := expandAbbreviations(test.text); got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}
