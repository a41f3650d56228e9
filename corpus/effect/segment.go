package effect

import (
	"regexp"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// segment is the part of a statement that one verb, or one exchange of words, rules.
type segment struct {
	kinds   []corpus.AmendmentKind
	body    string // the places, and the marks of quotations
	quotes  []string
	passive bool // "Khoản 1 Điều 4 được sửa đổi, bổ sung như sau"
	words   bool // single words are exchanged
}

var (
	verbGroup = `(?:` + verbWords + `)(?:(?:, và |, ?| và )(?:` + verbWords + `))*`
	// opens begins a segment behind the first: a verb, or the next words exchanged.
	opens = regexp.MustCompile(`(?:^|[,;:.] ?(?:và )?| và )(?:(` + verbGroup + `)[ :,]|(?:các |một số )?(?:cụm từ|các từ|từ|dấu)\s*(?:` + mark + `))`)
	// startsActive and startsPassive tell that a statement amends at all.
	startsActive  = regexp.MustCompile(`^(?:(?:Kể từ|kể từ|Từ) [^,]{4,100}, )?(?:` + thisDoc + ` )?(` + verbGroup + `)[ :,]`)
	startsPassive = regexp.MustCompile(`^(.+?),? (?:được|bị) (` + verbGroup + `)(.*)$`)
	passiveTail   = regexp.MustCompile(`^(?: một số [^.;:]{2,40})?(?: lại)?(?: như sau| thành| bằng| tại)|^\s*[.;:]?$|^ (?:bởi|bằng) ` + thisDoc)
	passiveLead   = regexp.MustCompile(`^(?:Các |Tên |Đoạn |Điều |Khoản |Điểm |các |khoản |điểm |điều |` + kindWords + ` |Cụm từ |cụm từ |Từ )`)
	startsWords   = regexp.MustCompile(`^(?:[Cc]ác |[Mm]ột số )?(?:[Cc]ụm từ|[Tt]ừ|[Dd]ấu) ` + mark)
)

var kindOfVerb = []struct {
	verb  string
	kinds []corpus.AmendmentKind
}{
	{"sửa đổi", []corpus.AmendmentKind{corpus.AmendModify}},
	{"bổ sung", []corpus.AmendmentKind{corpus.AmendSupplement}},
	{"thay", []corpus.AmendmentKind{corpus.AmendReplace}},
	{"bãi bỏ", []corpus.AmendmentKind{corpus.AmendRepeal}},
	{"hủy bỏ", []corpus.AmendmentKind{corpus.AmendRepeal}},
	{"huỷ bỏ", []corpus.AmendmentKind{corpus.AmendRepeal}},
	{"bỏ", []corpus.AmendmentKind{corpus.AmendRepeal}},
	{"đính chính", []corpus.AmendmentKind{corpus.AmendCorrect}},
	{"ngưng hiệu lực", []corpus.AmendmentKind{corpus.AmendSuspend}},
	{"hết hiệu lực", []corpus.AmendmentKind{corpus.AmendRepeal}},
}

// kindsOf reads a group of verbs: "Sửa đổi, bổ sung".
func kindsOf(verbs string) []corpus.AmendmentKind {
	verbs = strings.ToLower(verbs)
	var out []corpus.AmendmentKind
	for _, v := range kindOfVerb {
		if !strings.Contains(verbs, v.verb) {
			continue
		}
		for _, k := range v.kinds {
			if !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
	}
	return out
}

// segments takes a statement apart. ok is false when it does not amend.
func segments(s statement, text string) (out []segment, ok bool) {
	if m := startsActive.FindStringSubmatchIndex(text); m != nil {
		return cut(text[m[2]:], s.quotes), true
	}
	if startsWords.MatchString(text) || startsPassive.MatchString(text) && passiveLead.MatchString(text) {
		m := startsPassive.FindStringSubmatch(text)
		if m == nil || !passiveTail.MatchString(m[3]) && len(s.wording) == 0 && !strings.Contains(m[3], mark) {
			return nil, false
		}
		seg := segment{kinds: kindsOf(m[2]), body: m[1], quotes: s.quotes, passive: true}
		if strings.Contains(m[3], mark) {
			seg.body, seg.words = m[1]+" bằng"+m[3][strings.Index(m[3], mark)-1:], strings.Contains(m[1], mark)
		} else if strings.Contains(m[1], mark) {
			seg.words = true
		}
		return []segment{seg}, true
	}
	return nil, false
}

// cut divides the text at its verbs, and at each exchange of words.
func cut(text string, quotes []string) []segment {
	var out []segment
	at := opens.FindAllStringSubmatchIndex(text, -1)
	used := 0
	for i, m := range at {
		end := len(text)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		seg := segment{}
		if m[2] >= 0 {
			seg.kinds = kindsOf(text[m[2]:m[3]])
			seg.body = text[m[3]:end]
		} else {
			if len(out) > 0 {
				seg.kinds = out[len(out)-1].kinds
			}
			seg.body = text[m[0]:end]
		}
		n := strings.Count(seg.body, mark)
		seg.quotes = quotes[min(used, len(quotes)):min(used+n, len(quotes))]
		used += n
		seg.words = n > 0
		if strings.TrimSpace(seg.body) == "" && i+1 < len(at) && n == 0 {
			continue
		}
		out = append(out, seg)
	}
	return out
}
