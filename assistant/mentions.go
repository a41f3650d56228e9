package assistant

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// mention is a place cited in a text, at bytes start to end.
type mention struct {
	ref        corpus.Ref
	start, end int
}

// mentionsIn finds the places that a question cites. A number without its suffix
// counts without a kind in front too ("điều 8 của 63/2010"), unless it is a month.
func mentionsIn(text string) []mention {
	var out []mention
	for _, f := range corpus.FindTypedRefs(text, corpus.Ref{}) {
		out = append(out, mention{f.Ref, f.Start, f.End})
	}
	return withBareNumbers(text, out)
}

var (
	bareNumber = regexp.MustCompile(`(?:^|[\s(,])(\d{1,4}/(?:19|20)\d{2})(?:[\s),.?;:]|$)`)
	monthWord  = regexp.MustCompile(`(?i)(?:tháng|thang|quý|quy|ngày|ngay|từ|tu|đến|den)\s*$`)
)

// withBareNumbers adds the incomplete numbers that stand alone, and gives them to
// the places that name no document.
func withBareNumbers(text string, found []mention) []mention {
	for _, m := range bareNumber.FindAllStringSubmatchIndex(text, -1) {
		start, end := m[2], m[3]
		if monthWord.MatchString(text[:start]) || within(found, start) {
			continue
		}
		number := corpus.Number(text[start:end])
		given := false
		for i := range found {
			if found[i].ref.Article != "" && !found[i].ref.HasDocument() {
				found[i].ref.Number, given = number, true
				found[i].end = max(found[i].end, min(end, len(text)))
			}
		}
		if !given {
			found = append(found, mention{corpus.Ref{Number: number}, start, end})
		}
	}
	return found
}

func within(found []mention, at int) bool {
	for _, m := range found {
		if m.start <= at && at < m.end {
			return true
		}
	}
	return false
}

var yearWord = regexp.MustCompile(`^[\s,(]*(?:năm|nam)?\s*((?:19|20)\d{2})\)?(?:[^\d/]|$)`)

// yearAfter reads the year behind the name of an act ("Luật Đất đai năm 2013") and
// returns where it ends, at itself when there is none.
func yearAfter(text string, at int) (year, end int) {
	m := yearWord.FindStringSubmatchIndex(text[at:])
	if m == nil {
		return 0, at
	}
	year, err := strconv.Atoi(text[at+m[2] : at+m[3]])
	if err != nil {
		return 0, at
	}
	return year, at + m[3]
}

// sameName tells whether a cited title is the name found in the catalogue.
func sameName(ref corpus.Ref, n named) bool {
	return ref.Title != "" && strings.HasPrefix(n.name+" ", viet.Fold(string(ref.Kind))+" "+corpus.TitleKey(ref.Title)+" ")
}
