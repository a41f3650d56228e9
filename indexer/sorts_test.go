package indexer

import (
	"math/bits"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/indexer/viet"
)

func TestSortsOfQuestion(t *testing.T) {
	for _, test := range []struct {
		question string
		want     sorts
	}{
		{"Cán bộ là gì?", sortDefinition},
		{"can bo la gi", sortDefinition},
		{"Thời hạn nộp tờ khai là bao lâu?", sortDeadline | sortForm},
		{"Hồ sơ cần giấy tờ nào?", sortDossier},
		{"Cơ quan nào có thẩm quyền?", sortAuthority | sortRight},
		{"Bị phạt bao nhiêu tiền", sortPenalty | sortFee},
		{"thưởng Tết", 0},                                         // "thuong" holds "huong"
		{"phát triển kinh tế, gia hạn hợp đồng, tôi muốn hỏi", 0}, // no phạt, giá, tội
		{"", 0},
	} {
		if got := sortsOfQuestion(test.question); got != test.want {
			t.Errorf("%q: got %b, want %b", test.question, got, test.want)
		}
	}
}

func TestSortsOfHeading(t *testing.T) {
	for _, test := range []struct {
		heading string
		want    sorts
	}{
		{"Giải thích từ ngữ", sortDefinition},
		{"Phạm vi điều chỉnh và đối tượng áp dụng", sortScope | sortSubject},
		{"Đối tượng", sortSubject},
		{"Các đối tượng", 0}, // only at the beginning
		{"Thẩm quyền xử phạt", sortAuthority | sortRight},
		{"Phân cấp thẩm quyền", sortAuthority | sortRight}, // anywhere
		{"Hồ sơ, trình tự, thủ tục", sortDossier | sortSteps},
		{"HỒ SƠ", sortDossier},
		{"Mẫu tờ khai", sortForm},
		{"Phát triển đội ngũ", 0},
		{"Tội danh", sortPenalty},
		{"TOI DANH", sortPenalty}, // without diacritics nothing tells the words apart
		{"", 0},
	} {
		if got := sortsOfHeading(test.heading); got != test.want {
			t.Errorf("%q: got %b, want %b", test.heading, got, test.want)
		}
	}
}

// Each sort has one line, and its phrases are written as texts are read: lower case,
// in single spaces. Another would never be found.
func TestSortPhrasesCanBeFound(t *testing.T) {
	var all sorts
	for _, s := range sortPhrases {
		if bits.OnesCount32(uint32(s.sort)) != 1 || all&s.sort != 0 {
			t.Errorf("sort %b is not one sort, or has two lines", s.sort)
		}
		all |= s.sort
		for phrase := range strings.SplitSeq(s.question+"|"+strings.ReplaceAll(s.heading, "+", ""), "|") {
			if read := strings.TrimSpace(spaced(phrase, viet.Lower)); read != phrase || phrase == "" {
				t.Errorf("sort %b: phrase %q reads %q", s.sort, phrase, read)
			}
		}
	}
	if all != sortForm<<1-1 {
		t.Errorf("there are sorts %b, want all up to %b", all, sortForm)
	}
}
