package analysis

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func terms(text string, form Form) (got []string, length int) {
	var s Splitter
	length = s.Split(text, form, func(term []byte) { got = append(got, string(term)) })
	return got, length
}

func TestSplit(t *testing.T) {
	for _, test := range []struct {
		name, text string
		form       Form
		want       string // terms joined by |
		length     int
	}{
		{"empty", " ,. ", Written, "", 0},
		{"pairs", "Khiếu nại lần đầu", Written, "khiếu|nại|khiếu nại|lần|nại lần|đầu|lần đầu", 4},
		{"folded", "Khiếu NẠI đầu", Folded, "khieu|nai|khieu nai|dau|nai dau", 3},
		{"line break parts pairs", "Hồ sơ\nThời hạn", Written, "hồ|sơ|hồ sơ|thời|hạn|thời hạn", 4},
		{
			"document number and its short form", "Nghị định số 30/2020/NĐ-CP", Folded,
			"nghi|dinh|nghi dinh|so|dinh so|30/2020/nd-cp|so 30/2020/nd-cp|30/2020", 4,
		},
		{"old and new tone placement agree", "hoà hòa", Written, "hòa|hòa|hòa hòa", 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, length := terms(test.text, test.form)
			if diff := cmp.Diff(test.want, strings.Join(got, "|")); diff != "" {
				t.Errorf("terms (-want +got):\n%s", diff)
			}
			if length != test.length {
				t.Errorf("length = %d, want %d", length, test.length)
			}
		})
	}
}

func TestAnalyzerGivesTheTermsOfSplit(t *testing.T) {
	const text = "Công chức nghỉ việc riêng\ntheo Luật số 80/2025/QH15"
	want, _ := terms(text, Written)
	var got []string
	for _, token := range (Analyzer{Form: Written}).Analyze([]byte(text)) {
		got = append(got, string(token.Term))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
