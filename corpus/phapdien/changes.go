package phapdien

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/trolycongvu/congvu/corpus"
)

// changes is what the rest of a note says after the date of effect.
type changes struct {
	noted      bool // the note speaks of amendments
	amendments []corpus.Amendment
	added      bool        // the article as a whole was put in by an amendment
	ended      bool        // the article as a whole was repealed or suspended
	until      corpus.Date // the first day on which the article is not in force
	remark     string      // dates of effect of single clauses, as the note has them
	problem    string      // what could not be read; empty when everything was
}

var (
	// byMark stands between what was done and what did it.
	byMark    = regexp.MustCompile(`\s(?:bởi|theo quy định tại|theo quy định của|theo)(?:\s+tại)?\s`)
	verbHint  = regexp.MustCompile(`(?i)sửa đổi|bổ sung|bãi bỏ|hủy bỏ|thay thế|đính chính|ngưng hiệu lực|hết hiệu lực`)
	untilMark = regexp.MustCompile(`có hiệ[uc] lực(?:\s+thi\s+hành)?\s+đến(\s+hết)?\s+ngày\s+(` + datePattern + `)`)
	partMark  = regexp.MustCompile(`(?:khoản|điểm|Phụ lục|Điều|Mục).*có hiệ[uc] lực`)
)

// parseChanges reads the rest of a note: ", có nội dung được sửa đổi bởi Điều 1
// Luật số 61/2014/QH13 có hiệu lực thi hành kể từ ngày 01/07/2015; …".
// own is the number of the document that the note is of.
func parseChanges(tail string, own corpus.Number) changes {
	tail = strings.Trim(tail, " .,;()")
	var c changes
	if tail == "" {
		return c
	}
	if m := untilMark.FindStringSubmatch(tail); m != nil && !verbHint.MatchString(tail) {
		if partMark.MatchString(tail[:strings.Index(tail, m[0])+1]) || strings.Contains(tail, "Phụ lục") {
			c.remark = tail
		} else if day, err := readDate(m[2]); err == nil {
			c.until = dayAfter(day)
		}
		return c
	}
	if !verbHint.MatchString(tail) && !strings.HasPrefix(tail, "bởi ") && byItem.FindString(tail) == "" {
		c.remark = tail
		return c
	}
	c.readAmendments(" " + tail)
	if len(c.amendments) == 1 && len(c.amendments[0].Kinds) == 0 && c.amendments[0].By.Number == own {
		return changes{remark: tail} // a clause that is in force from another day
	}
	c.noted = true
	return c
}

// dayAfter turns a last day into the first day after it.
func dayAfter(d corpus.Date) corpus.Date {
	return corpus.DateOf(time.Date(d.Year(), time.Month(d.Month()), d.Day()+1, 0, 0, 0, 0, time.UTC))
}

// readAmendments reads the statements one after the other, each a list of verbs
// and the provisions that did it.
func (c *changes) readAmendments(s string) {
	for s != "" {
		verbs, rest := s, ""
		if m := byMark.FindStringIndex(s); m != nil {
			verbs, rest = s[:m[0]], s[m[1]:]
		} else if byItem.MatchString(strings.TrimLeft(s, " ;,")) { // the verbs were left out
			verbs, rest = "", strings.TrimLeft(s, " ;,")
		} else if len(c.amendments) > 0 {
			c.problem = "còn phần chưa đọc được: " + s
			return
		}
		v := readVerbs(verbs)
		var found []corpus.Amendment
		found, s = readProvisions(rest, v)
		switch {
		case len(found) == 0:
			c.problem = "không đọc được văn bản sửa đổi"
			return
		case len(v.kinds) == 0:
			c.problem = "không nói sửa đổi thế nào"
		case slices.ContainsFunc(found, func(a corpus.Amendment) bool { return a.Effective.IsZero() }):
			c.problem = "không có ngày hiệu lực của văn bản sửa đổi"
		}
		c.amendments = append(c.amendments, found...)
		c.added = c.added || v.added
		c.ended = c.ended || v.ended
	}
	slices.SortStableFunc(c.amendments, func(a, b corpus.Amendment) int { return int(a.Effective) - int(b.Effective) })
}

// verbs is what was done to the article.
type verbs struct {
	text   string
	kinds  []corpus.AmendmentKind
	partly bool
	added  bool // "được bổ sung": the article was put in
	ended  bool // "bị bãi bỏ", "bị ngưng hiệu lực"
}

var (
	verbPattern = regexp.MustCompile(`(?i)sửa đổi|bổ sung|bãi bỏ|hủy bỏ|thay thế|đính chính|ngưng hiệu lực|hết hiệu lực`)
	partly      = regexp.MustCompile(`nội (?:dung|dụng)`)
	whole       = regexp.MustCompile(`^(?i:được|bị)\s`)
)

var kindOfVerb = map[string]corpus.AmendmentKind{
	"sửa đổi": corpus.AmendModify, "bổ sung": corpus.AmendSupplement, "thay thế": corpus.AmendReplace,
	"bãi bỏ": corpus.AmendRepeal, "hủy bỏ": corpus.AmendRepeal, "hết hiệu lực": corpus.AmendRepeal,
	"ngưng hiệu lực": corpus.AmendSuspend, "đính chính": corpus.AmendCorrect,
}

// readVerbs reads "được bổ sung, có nội dung được sửa đổi".
func readVerbs(s string) verbs {
	v := verbs{text: strings.Trim(s, " ,;.")}
	for _, found := range verbPattern.FindAllString(s, -1) {
		if k := kindOfVerb[strings.ToLower(found)]; !slices.Contains(v.kinds, k) {
			v.kinds = append(v.kinds, k)
		}
	}
	v.partly = partly.MatchString(s)
	for piece := range strings.SplitSeq(v.text, ", ") {
		piece = strings.TrimSpace(piece)
		if !whole.MatchString(piece) || partly.MatchString(piece) {
			continue
		}
		verb := strings.ToLower(verbPattern.FindString(piece))
		v.added = v.added || verb == "bổ sung"
		v.ended = v.ended || kindOfVerb[verb] == corpus.AmendRepeal || kindOfVerb[verb] == corpus.AmendSuspend
	}
	return v
}
