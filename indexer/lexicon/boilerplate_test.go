package lexicon

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// heavy returns the syllables that weigh at least a half.
func heavy(question string) string {
	syllables := strings.Fields(question)
	var kept []string
	for i, w := range Boilerplate(syllables) {
		if w >= 0.5 {
			kept = append(kept, syllables[i])
		}
	}
	return strings.Join(kept, " ")
}

func TestBoilerplate(t *testing.T) {
	for _, test := range []struct{ question, want string }{
		{"", ""},
		{"cho hỏi mức phạt nồng độ cồn theo quy định của pháp luật hiện hành là bao nhiêu", "mức phạt nồng độ cồn"},
		{"thẩm quyền đăng ký khai sinh được quy định như thế nào", "thẩm quyền đăng ký khai sinh"},
		{"đăng ký kết hôn là gì", "đăng ký kết hôn"},
		{"cho hoi tham quyen dang ky khai sinh duoc quy dinh nhu the nao", "tham quyen dang ky khai sinh"},
		{"bi dao", "bi dao"}, // without marks "bi" may be any word
		{"thời hạn giải quyết", "thời hạn giải quyết"},
	} {
		if got := heavy(test.question); got != test.want {
			t.Errorf("%q: got %q, want %q", test.question, got, test.want)
		}
	}
}

func TestBoilerplateLongestFirst(t *testing.T) {
	got := Boilerplate([]string{"trường", "hợp", "nào", "trường", "hợp"})
	if diff := cmp.Diff([]float64{0.2, 0.2, 0.2, 0.4, 0.4}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestBoilerplateTable(t *testing.T) {
	seen := make(map[string]bool)
	lines := 0
	for line := range strings.Lines(boilerplateTable) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		lines++
		phrase, _, ok := strings.Cut(line, "\t")
		if !ok || seen[phrase] || viet.Lower(viet.Normalize(phrase)) != phrase {
			t.Errorf("bad line %q", line)
		}
		seen[phrase] = true
	}
	read := 0
	for _, list := range boilerplate() {
		for _, p := range list {
			read++
			if p.weight < 0 || p.weight >= 1 {
				t.Errorf("%v weighs %v", p.syllables, p.weight)
			}
		}
	}
	if read != lines {
		t.Errorf("%d of %d lines read", read, lines)
	}
}

func FuzzBoilerplate(f *testing.F) {
	f.Add("cho hỏi được quy định như thế nào")
	f.Add("bi \xff gi")
	f.Fuzz(func(t *testing.T, s string) {
		syllables := strings.Fields(s)
		weights := Boilerplate(syllables)
		if len(weights) != len(syllables) {
			t.Fatalf("%q: %d weights of %d", s, len(weights), len(syllables))
		}
		for _, w := range weights {
			if w < 0 || w > 1 {
				t.Fatalf("%q: %v", s, w)
			}
		}
	})
}
