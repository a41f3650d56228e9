package phapdien

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// titleFact is what another place says of a document whose own notes lack the title.
type titleFact struct {
	title  string
	issuer string
	issued corpus.Date
}

var (
	// linkTitle is the act in a cross-reference, with its title.
	linkTitle = regexp.MustCompile(`\scủa\s+(` + kindPattern + `)\s+(\d.*?)\s+ban hành ngày\s+(` + datePattern + `)$`)
	// amendedTitle is the act that an amending act names in its own title.
	amendedTitle = regexp.MustCompile(`(` + kindPattern + `) số (\d.*?) ngày (` + datePattern + `) của (.{3,80}?) ((?i:quy định|hướng dẫn|ban hành|về)\s.+)$`)
	otherAct     = regexp.MustCompile(`(?:\s*[,;]|\s+và|\s*\()\s*(?:(?:` + kindPattern + `) số|đã được|được|ngày ).*$`)
)

// findTitles completes documents that no note titles, as happens where the first
// article has been amended: from cross-references, from the titles of the acts that
// amend them, and for laws from the đề mục that is built on them.
func (g *gatherer) findTitles(docs []*document) {
	facts := map[groupKey]titleFact{}
	number := map[groupKey]int{}
	for _, d := range docs {
		number[d.key]++
	}
	for _, d := range docs {
		if d.title == "" && number[d.key] == 1 { // of namesakes nothing can be learned by number
			facts[d.key] = titleFact{}
		}
	}
	learn := func(key groupKey, f titleFact) {
		if known, wanted := facts[key]; wanted && known.title == "" && f.title != "" {
			facts[key] = f
		}
	}
	for _, d := range docs {
		for _, u := range d.units {
			for _, l := range u.links {
				learn(linkFact(l.text))
			}
		}
	}
	for _, d := range docs {
		learn(amendedFact(d.title))
	}
	for _, d := range docs {
		f := facts[d.key]
		if d.title != "" || f.title == "" {
			continue
		}
		d.title, d.issuer = f.title, f.issuer
		if d.issued.IsZero() {
			d.issued = f.issued
		}
	}
	g.titleLaws(docs)
}

// linkFact reads "… của Luật 58/2010/QH12 Viên chức ban hành ngày 15/11/2010".
func linkFact(text string) (groupKey, titleFact) {
	if !strings.Contains(text, "ban hành ngày") {
		return groupKey{}, titleFact{}
	}
	m := linkTitle.FindStringSubmatch(text)
	if m == nil {
		return groupKey{}, titleFact{}
	}
	n, rest, issued, ok := readAct(m)
	if !ok {
		return groupKey{}, titleFact{}
	}
	return groupKey{n.kind, n.number.Key()}, titleFact{title: n.tidyTitle(rest), issued: issued}
}

// readAct reads what a match of either pattern begins with: kind, number and what
// follows it, and the day of issue. It reports false without a number or a day.
func readAct(m []string) (n note, rest string, issued corpus.Date, ok bool) {
	n.kind = readKind(m[1])
	n.number, rest = cutNumber(m[2])
	issued, err := readDate(m[3])
	return n, rest, issued, n.number != "" && err == nil
}

// amendedFact reads the title of an amending act: "Sửa đổi một số điều của Thông tư
// số 11/2018/TT-BYT ngày 04 tháng 5 năm 2018 của Bộ trưởng Bộ Y tế quy định …".
func amendedFact(title string) (groupKey, titleFact) {
	m := amendedTitle.FindStringSubmatch(title)
	if m == nil {
		return groupKey{}, titleFact{}
	}
	n, rest, issued, ok := readAct(m)
	words := otherAct.ReplaceAllString(m[5], "")
	if !ok || rest != "" || len(words) < 12 {
		return groupKey{}, titleFact{}
	}
	issuer := strings.TrimPrefix(strings.TrimPrefix(m[4], "Bộ trưởng "), "Thống đốc ")
	return groupKey{n.kind, n.number.Key()}, titleFact{title: n.tidyTitle(words), issuer: issuer, issued: issued}
}

// titleLaws gives a law without a title the name of the đề mục that is built on it.
func (g *gatherer) titleLaws(docs []*document) {
	for _, d := range docs {
		switch d.kind {
		case corpus.KindLaw, corpus.KindCode, corpus.KindOrdinance:
		default:
			continue
		}
		if u := d.units[0]; d.title == "" && u.at.main && u.label == u.at.label {
			d.title = g.code.subjects[u.subject].Name
		}
	}
}
