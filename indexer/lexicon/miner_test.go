package lexicon

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func mine(texts ...string) []Pair {
	var m Miner
	for _, text := range texts {
		m.Add(text)
	}
	return m.Pairs()
}

func TestMiner(t *testing.T) {
	for _, test := range []struct {
		name  string
		texts []string
		want  []Pair
	}{
		{"spelled", []string{"Việc kiểm soát thủ tục hành chính (sau đây gọi tắt là TTHC) được làm."}, []Pair{{"TTHC", "thủ tục hành chính", 1}}},
		{"twice in one document", []string{"Ủy ban nhân dân (sau đây gọi là UBND) và Ủy ban nhân dân (sau đây viết tắt là UBND)"}, []Pair{{"UBND", "ủy ban nhân dân", 1}}},
		{"quoted, with a link", []string{
			"Bộ Khoa học và Công nghệ (sau đây gọi tắt là “KHCN”);",
			"khoa học và công nghệ (viết tắt là: KHCN)",
		}, []Pair{{"KHCN", "khoa học và công nghệ", 2}}},
		{"parts", []string{"Sở Giáo dục và Đào tạo (dưới đây gọi tắt là GD&ĐT)"}, []Pair{{"GD&ĐT", "giáo dục và đào tạo", 1}}},
		{"words, not an abbreviation", []string{"các tổ chức, cá nhân (sau đây gọi là người nộp thuế)"}, nil},
		{"foreign, once", []string{"hỗ trợ phát triển chính thức (sau đây gọi tắt là ODA)"}, nil},
		{"foreign, twice alike", []string{
			"nguồn vốn hỗ trợ phát triển chính thức (sau đây gọi tắt là ODA)",
			"Về hỗ trợ phát triển chính thức (sau đây gọi tắt là ODA)",
		}, []Pair{{"ODA", "hỗ trợ phát triển chính thức", 2}}},
		{"other initials", []string{"thủ tục kê khai (sau đây gọi tắt là TTHC)"}, nil},
		{"not over a full stop", []string{"Thủ tục. Hành chính (sau đây gọi tắt là TTHC)"}, nil},
		{"alone, once", []string{"thủ tục hành chính (TTHC)"}, nil},
		{"alone, twice", []string{"thủ tục hành chính (TTHC)", "Thủ tục hành chính ( TTHC )"}, []Pair{{"TTHC", "thủ tục hành chính", 2}}},
		{"alone, two letters", []string{"tổ chức (TC)", "tổ chức (TC)"}, nil},
		{"no long form", []string{"năm 2011 (sau đây gọi tắt là BLTTDS)", "năm 2011 (sau đây gọi tắt là BLTTDS)"}, nil},
		{"English", []string{"khí Compressed Natural Gas (sau đây gọi là CNG)"}, nil},
		{"two meanings", []string{
			"tổ chức (sau đây gọi là TC)", "tài chính (sau đây gọi là TC)", "Tài chính (sau đây gọi là TC)",
		}, []Pair{{"TC", "tài chính", 2}, {"TC", "tổ chức", 1}}},
	} {
		if diff := cmp.Diff(test.want, mine(test.texts...)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestMinerMerge(t *testing.T) {
	texts := []string{
		"thủ tục hành chính (sau đây gọi tắt là TTHC)",
		"Thủ tục hành chính (viết tắt là TTHC)",
		"vốn hỗ trợ phát triển chính thức (sau đây gọi tắt là ODA)",
		"là hỗ trợ phát triển chính thức (sau đây gọi tắt là ODA)",
	}
	var whole, left, right, merged Miner
	for i, text := range texts {
		whole.Add(text)
		if i%2 == 0 {
			left.Add(text)
		} else {
			right.Add(text)
		}
	}
	merged.Merge(&right)
	merged.Merge(&left)
	if diff := cmp.Diff(whole.Pairs(), merged.Pairs()); diff != "" {
		t.Errorf("merged differs (-whole +merged):\n%s", diff)
	}
	if len(whole.Pairs()) != 2 {
		t.Errorf("got %v", whole.Pairs())
	}
}

func FuzzMinerAdd(f *testing.F) {
	f.Add("thủ tục hành chính (sau đây gọi tắt là TTHC)")
	f.Add("(viết tắt là AB) \xff (sau đây gọi là \"ĐĐ\")")
	f.Add("bộ (sau đây gọi tắt là LĐTB&XH)")
	f.Fuzz(func(t *testing.T, text string) {
		var m Miner
		m.Add(text)
		m.Add(text)
		pairs := m.Pairs()
		for _, p := range pairs {
			if p.Count != 2 || p.Long == "" || !shortForm.MatchString(p.Short) {
				t.Fatalf("%q: %+v", text, p)
			}
		}
		if len(pairs) > 0 { // a new lexicon takes long, and one without pairs FuzzExpand tries
			Default().With(pairs).Expand(text)
		}
	})
}
