package effect

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

var (
	numberFirst = regexp.MustCompile(`^(?:số\s*:?\s*)?\d`)
	kindName    = regexp.MustCompile(kindWords)
	lowerTitle  = regexp.MustCompile(`(?:^|[,;] |và )((Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư liên tịch|Thông tư|Chỉ thị) ([^;\d¤]{3,200}?)) $`)
)

// documents finds the documents and places in text, like corpus.FindRefs, and
// gives acts whose title it does not know their whole title: "Luật hoạt động
// giám sát của Quốc hội số 05/2003/QH11".
func documents(text string) []corpus.FoundRef { return documentsIn(text, corpus.Ref{}) }

func documentsIn(text string, self corpus.Ref) []corpus.FoundRef {
	found := corpus.FindRefs(text, self)
	out := found[:0:0]
	end := 0
	for _, f := range found {
		if f.Ref.Article == "" && f.Ref.Number != "" && numberFirst.MatchString(text[f.Start:f.End]) {
			f, out = titled(text, f, out, end)
		}
		out = append(out, f)
		end = f.End
	}
	return out
}

// titled gives the number found at f the title in front of it. An act that was
// found there by the first words of its title alone is dropped from before.
func titled(text string, f corpus.FoundRef, before []corpus.FoundRef, end int) (corpus.FoundRef, []corpus.FoundRef) {
	if n := len(before) - 1; n >= 0 && before[n].Ref.Number == "" && before[n].Ref.Article == "" && before[n].End == end {
		gap := text[end:f.Start]
		if !strings.Contains(gap, ";") && !kindName.MatchString(gap) && !strings.Contains(gap, " hiệu lực") {
			start := before[n].Start
			f.Ref.Kind = before[n].Ref.Kind
			f.Ref.Title = titleBetween(text[start:f.Start])
			f.Start = start
			return f, before[:n]
		}
	}
	if m := lowerTitle.FindStringSubmatchIndex(text[end:f.Start]); m != nil {
		name := text[end+m[6] : end+m[7]]
		if kindName.MatchString(name) && !strings.HasPrefix(name, "sửa đổi") || strings.Contains(name, "ngày ") {
			return f, before
		}
		f.Ref.Kind, _ = corpus.ParseKind(text[end+m[4] : end+m[5]])
		f.Ref.Title = titleBetween(text[end+m[2] : f.Start])
		f.Start = end + m[2]
	}
	return f, before
}

// titleBetween is the title in "Luật hoạt động giám sát của Quốc hội ".
func titleBetween(s string) string {
	s = strings.TrimSpace(s)
	if m := kindName.FindStringIndex(s); m != nil && m[0] == 0 {
		s = strings.TrimSpace(s[m[1]:])
	}
	if strings.HasPrefix(s, "sửa đổi") || strings.HasPrefix(s, "của ") {
		return ""
	}
	return strings.TrimPrefix(s, "về ")
}
