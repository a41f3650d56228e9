package basis

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// titleFinding is how a cited title stands to that of the document.
type titleFinding struct {
	fault string
	like  float64 // 0 to 1
	notes []string
}

// compareTitle holds the cited title against the document's. A citation that has
// none, or whose document has none in the corpus, is not judged.
func compareTitle(c citation, d corpus.Document) titleFinding {
	want := titleWords(titleOf(d))
	if c.title == "" || len(want) == 0 {
		return titleFinding{like: 1}
	}
	got := titleWords(c.title)
	loose := c.part == PartText && !byTitle(d.Kind) // the sentence may go on behind the title
	if loose {
		got = got[:min(len(got), len(want))]
	}
	switch {
	case slices.Equal(domestic(got), domestic(want)), c.tail != "" && startsWith(titleWords(c.tail), want) && (loose || fitsBehind(c, want)):
		return titleFinding{like: 1}
	case foldAll(got) == foldAll(want), misprinted(got, want):
		return titleFinding{like: 1, notes: []string{fmt.Sprintf(saidMarks, titleOf(d))}}
	}
	like := likeness(got, want)
	if loose && (like < sureTitle || len(got) < len(want)) {
		return titleFinding{like: 1} // more likely what the sentence goes on to say
	}
	return titleFinding{fault: fmt.Sprintf(saidTitle, titleOf(d)), like: like}
}

// misprinted tells whether two long titles differ in one letter of one word. Either
// side may have the misprint: sources have them too ("lư trữ").
func misprinted(a, b []string) bool {
	const long = 8 // words
	if len(a) != len(b) || len(a) < long {
		return false
	}
	differ := -1
	for i := range a {
		switch {
		case viet.Fold(a[i]) == viet.Fold(b[i]):
		case differ >= 0:
			return false
		default:
			differ = i
		}
	}
	return differ >= 0 && !isNumber(a[differ]) && oneSlip(viet.Fold(a[differ]), viet.Fold(b[differ]))
}

// domestic leaves out "Việt Nam" at the end, which lists of titles drop.
func domestic(w []string) []string {
	if n := len(w) - 2; n > 0 && w[n] == "việt" && w[n+1] == "nam" {
		return w[:n]
	}
	return w
}

// sureTitle is the likeness from which the words behind a number in a sentence are
// surely its title.
const sureTitle = 0.7

// titleLike is how like the cited title is to the document's, 1 when there is none.
func titleLike(c citation, d corpus.Document) float64 {
	want := titleWords(titleOf(d))
	if c.title == "" || len(want) == 0 {
		return 1
	}
	return max(likeness(titleWords(c.title), want), likeness(titleWords(c.tail), want))
}

// titleOf is the title as it is cited: a law's without a repeated "Luật".
func titleOf(d corpus.Document) string {
	title := strings.TrimRight(strings.Join(strings.Fields(d.Title), " "), " .;,")
	if rest, ok := strings.CutPrefix(title, string(d.Kind)+" "); ok && byTitle(d.Kind) && !strings.HasPrefix(rest, "sư") {
		return rest
	}
	return title
}

func startsWith(all, front []string) bool {
	return len(all) >= len(front) && slices.Equal(all[:len(front)], front)
}

// fitsBehind tells whether what stands behind the title in the căn cứ may stand
// there: a note of amendment, another citation, words in brackets.
func fitsBehind(c citation, want []string) bool {
	tokens := tokenize(c.tail)
	for n := range tokens {
		if len(titleWords(c.tail[:tokens[n].end])) < len(want) {
			continue
		}
		behind := c.tail[tokens[n].end:]
		m := tailStart.FindStringIndex(behind)
		o := another.FindStringIndex(behind)
		return strings.Trim(behind, " .,;”\"") == "" || m != nil && m[0] < 2 || o != nil && o[0] == 0 ||
			strings.HasPrefix(strings.TrimLeft(behind, " ”\""), "(")
	}
	return false
}

// kindFault says when the kind cited is not the document's.
func kindFault(c citation, d corpus.Document) string {
	if c.ref.Kind == "" || d.Kind == "" || c.ref.Kind == d.Kind || d.Kind == corpus.KindOther {
		return ""
	}
	if c.part == PartText && d.Kind == corpus.KindJointCircular && c.ref.Kind == corpus.KindCircular {
		return ""
	}
	if alike(c.ref.Kind, d.Kind) && (c.title == "" || c.part == PartText && c.ref.Number == "") { // "Luật số 45/2019/QH14", "pháp luật lao động"
		return ""
	}
	return fmt.Sprintf(saidKind, d.Kind)
}

// sureIssuers are those that the end of a number names.
var sureIssuers = []struct{ suffix, issuer string }{
	{"/NDCP", "Chính phủ"},
	{"/NQCP", "Chính phủ"},
	{"/QDTTG", "Thủ tướng Chính phủ"},
	{"/CTTTG", "Thủ tướng Chính phủ"},
}

// issuerFault says when the issuer cited is not the document's. An office and the
// person who heads it are one; joint acts are not judged.
func issuerFault(c citation, d corpus.Document) string {
	if c.issuer == "" || d.Kind == corpus.KindJointCircular || d.Kind == corpus.KindJointResolution {
		return ""
	}
	want, sure := d.Issuer, false
	for _, s := range sureIssuers {
		if strings.HasSuffix(d.Number.Key(), s.suffix) {
			want, sure = s.issuer, true
		}
	}
	if d.Kind == corpus.KindLaw || d.Kind == corpus.KindCode {
		want, sure = "Quốc hội", true
	}
	got, has := officeWords(c.issuer), officeWords(want)
	if len(got) == 0 || len(has) == 0 || startsWith(got, has) {
		return ""
	}
	if foldAll(got) == foldAll(has) || c.part == PartText && startsWith(has, got) {
		return ""
	}
	if !sure && (within(got, has) || within(has, got)) {
		return ""
	}
	return fmt.Sprintf(saidIssuer, want)
}

// heads are the titles of those who sign for an office.
var heads = []string{
	"bộ trưởng chủ nhiệm", "bộ trưởng", "thống đốc", "chánh án", "viện trưởng", "chủ tịch", "chủ nhiệm", "tổng giám đốc", "hội đồng thẩm phán", "tổng",
}

// officeWords are the words of an office's name, without the person's title, the
// term and the country.
func officeWords(name string) []string {
	var w []string
	for _, t := range tokenize(name) {
		if t.norm != "và" {
			w = append(w, t.norm)
		}
	}
	text := strings.Join(w, " ") + " "
	for _, h := range heads {
		if rest, ok := strings.CutPrefix(text, strings.Join(normAll(h), " ")+" "); ok && rest != "" {
			text = rest
			break
		}
	}
	for _, cut := range []string{"khóa ", "việt nam ", "nước cộng hòa xã hội chủ nghĩa "} {
		if at := strings.Index(text, strings.Join(normAll(cut), " ")+" "); at > 0 {
			text = text[:at]
		}
	}
	return strings.Fields(text)
}

func normAll(s string) []string {
	var w []string
	for _, t := range tokenize(s) {
		w = append(w, t.norm)
	}
	return w
}

// within tells whether all words of a are among those of b.
func within(a, b []string) bool {
	return !slices.ContainsFunc(a, func(w string) bool { return !slices.Contains(b, w) })
}
