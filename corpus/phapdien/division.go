package phapdien

import (
	"regexp"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

var divisionLabel = regexp.MustCompile(`^(Phần|Chương|Mục|Tiểu mục)(?:\s+thứ)?\s+(\S+?)[.:]?$`)

// divisionLevels are the divisions of a document, outermost first.
var divisionLevels = []corpus.Level{
	corpus.LevelPart, corpus.LevelChapter, corpus.LevelSection, corpus.LevelSubsection,
}

var levelOfWord = map[string]corpus.Level{
	"Phần": corpus.LevelPart, "Chương": corpus.LevelChapter, "Mục": corpus.LevelSection, "Tiểu mục": corpus.LevelSubsection,
	"Phan": corpus.LevelPart, "Chuong": corpus.LevelChapter, "Muc": corpus.LevelSection,
}

// chapter takes one pChuong line: the label of a division, or the title of the
// one before it.
func (p *page) chapter(text string) {
	m := divisionLabel.FindStringSubmatch(text)
	if p.named && m != nil {
		level := levelOfWord[m[1]]
		depth := slices.IndexFunc(p.within, func(h corpus.Heading) bool { return rankOf(h.Level) >= rankOf(level) })
		if depth < 0 {
			depth = len(p.within)
		}
		p.within = append(slices.Clone(p.within[:depth]), corpus.Heading{Level: level, Label: divisionNumber(m[2])})
		return
	}
	if n := len(p.within); n > 0 && text != "" {
		p.within = slices.Clone(p.within)
		p.within[n-1].Title = strings.TrimSpace(p.within[n-1].Title + " " + text)
	}
}

func rankOf(l corpus.Level) int { return slices.Index(divisionLevels, l) }

var lowerRoman = regexp.MustCompile(`^[lIVXLC]+[a-zđ]?$`)

// divisionNumber mends Roman numerals typed with a lower-case L: "lV" is "IV".
func divisionNumber(s string) string {
	if strings.Contains(s, "l") && lowerRoman.MatchString(s) {
		return strings.ReplaceAll(s, "l", "I")
	}
	return s
}
