package phapdien

import (
	"regexp"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// unit is one article of the code, understood but for its text, which stays in
// lines until its document is asked for.
type unit struct {
	note      note
	at        codePlace
	title     string // as printed
	heading   string
	link      string // the official page
	page      address
	id        string
	subject   int              // index of its đề mục
	order     int              // in the code
	divisions []corpus.Heading // of the đề mục around it
	lines     []structure.Line
	links     []link
	stray     []corpus.Heading // of the divisions that follow in the document
	label     string           // decided
	embedded  bool             // it was found inside the article before it
}

// newUnit understands one article. noted is false when no note says of which
// document it is.
func newUnit(raw rawArticle) (u *unit, noted bool) {
	u = &unit{
		title: raw.title, link: raw.address, id: raw.id,
		divisions: raw.within, links: raw.links, page: parseAddress(raw.address),
	}
	u.at, u.heading = parseTitle(strings.TrimSuffix(raw.title, "/strong>"))
	u.lines, u.stray = cutStray(raw.lines)
	u.note, noted = parseNote(raw.note)
	u.label = firstLabel(u)
	u.dropOwnTitle()
	u.sentenceHeading()
	return u, noted
}

// firstLabel decides which Điều of its document the unit is, by the note, the
// anchor of its page and its place in the code. The anchor wins where the note
// repeats the running number of the code, as it does with the last articles of
// amending acts.
func firstLabel(u *unit) string {
	n, a, p := u.note.label, u.page.label, u.at.label
	switch {
	case n == "" && a != "":
		return a
	case n == "":
		return p
	case a != "" && n == p && n != a && !u.note.changes.noted: // else the link is to the amending act
		return a
	}
	return n
}

// otherLabel is the label that anchor and place agree on against the note, to be
// used where the note's is taken.
func (u *unit) otherLabel() string {
	if u.at.label != u.label && (u.page.label == u.at.label || u.page.label == "") {
		return u.at.label
	}
	return ""
}

// articleLine is a line that begins an article: "Điều 11. Nộp lệ phí".
var articleLine = regexp.MustCompile(`^Điều\s+(\d+[a-zđ]?)\s*[.:]\s*(\p{Lu}.*)?$`)

// dropOwnTitle removes a first line that repeats the title. Where its wording
// differs it is the amended one, and counts.
func (u *unit) dropOwnTitle() {
	if len(u.lines) == 0 {
		return
	}
	m := articleLine.FindStringSubmatch(u.lines[0].Text)
	if m == nil || m[1] != u.label {
		return
	}
	u.lines = u.lines[1:]
	if m[2] != "" {
		u.heading = strings.TrimSpace(m[2])
	}
}

// sentenceHeading takes a heading that is really the article's only sentence for
// its text: "Thông tư này có hiệu lực thi hành kể từ ngày …".
func (u *unit) sentenceHeading() {
	if len(u.lines) > 0 || !isSentence(u.heading) {
		return
	}
	u.lines = []structure.Line{{Text: u.heading}}
	u.heading = ""
}

// isSentence tells whether a heading ends like a sentence, or is too long for a
// heading.
func isSentence(s string) bool {
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "./") || len([]rune(s)) > 150
}

// text is the unit's whole text, for comparison.
func (u *unit) text() string {
	var b strings.Builder
	for _, l := range u.lines {
		b.WriteString(l.Text)
		b.WriteByte('\n')
	}
	return b.String()
}

// newest is when the unit was last amended, as far as its note tells.
func (u *unit) newest() corpus.Date {
	var d corpus.Date
	for _, a := range u.note.changes.amendments {
		d = max(d, a.Effective)
	}
	return d
}

// labelNumber is the number in front of a label, "35" of "35a"; 0 when it has none.
func labelNumber(label string) int {
	n := 0
	for _, r := range label {
		if r < '0' || r > '9' {
			break
		}
		n = n*10 + int(r-'0')
		if n > 1_000_000 {
			return 0
		}
	}
	return n
}

const labelLetters = "abcdđefghijklmnopqrstuvwxyz"

// compareLabels orders articles: 35, 35a, 35b, 36; what is no number comes last.
func compareLabels(a, b string) int {
	na, nb := labelNumber(a), labelNumber(b)
	switch {
	case na == 0 && nb == 0:
		return 0
	case na == 0:
		return 1
	case nb == 0:
		return -1
	case na != nb:
		return na - nb
	}
	return slices.Compare(ranks(a), ranks(b))
}

// ranks are the places of a label's letters in the alphabet.
func ranks(label string) []int {
	var out []int
	for _, r := range strings.TrimLeft(label, "0123456789") {
		out = append(out, strings.IndexRune(labelLetters, r))
	}
	return out
}
