package dichvucong

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

const (
	free       = "Miễn phí"
	feeUnits   = `(?:VNĐ|VND|Việt Nam Đồng|Đồng|đồng|USD|EUR|%)`
	timeUnits  = `(?:Ngày làm việc|Ngày|Giờ làm việc|Giờ|Phút|Tuần|Tháng|Quý|Năm)`
	amountForm = `\d[\d.,]*`
)

// A row of the table of ways to file opens with a form, then the deadline, then
// the fee, with nothing between. A deadline is a number with or without its unit,
// or a few words ("Không quy định").
var (
	rowStart = regexp.MustCompile(`(Trực tiếp|Trực tuyến|Dịch vụ bưu chính)` +
		`(` + nothing + `|\d+(?:[.,]\d+)? ` + timeUnits + `|\d+|\p{Lu}\p{Ll}[^\n]{1,180}?)\s*` +
		`(` + nothing + `|` + free + `|` + amountForm + ` ?` + feeUnits + `)`)
	// No unit: the deadline's digits and the amount's are one run.
	unitless = regexp.MustCompile(`^(Trực tiếp|Trực tuyến|Dịch vụ bưu chính)(` + amountForm + ` ?` + feeUnits + `)`)
	deadline = regexp.MustCompile(`^(?:Không quá |Tối đa |Trong vòng |Trong |Chậm nhất )?(\d+(?:[.,]\d+)?)(?: (` + timeUnits + `))?$`)
)

// rowStarts gives the byte offsets at which rows of the table begin.
func rowStarts(table string) []int {
	var starts []int
	for _, m := range rowStart.FindAllStringSubmatchIndex(table, -1) {
		words := table[m[4]:m[5]]
		// Words serve as a deadline only when they hold no other row.
		if at := rowStart.FindStringIndex(words + table[m[6]:m[7]]); at != nil {
			m[0] = m[4] + at[0]
		}
		starts = append(starts, m[0])
	}
	return starts
}

// filings takes the table of ways to file apart. Text before the first row, which
// the portal never shows, is kept as the note of a row without form.
func filings(table string) []corpus.Filing {
	table = strings.TrimPrefix(strings.TrimSpace(table), filingsTable)
	starts := rowStarts(table)
	if len(starts) == 0 {
		starts = []int{len(table)}
	}
	var out []corpus.Filing
	if head := paragraphs(table[:starts[0]]); head != "" {
		out = append(out, corpus.Filing{Note: head})
	}
	for i, at := range starts {
		end := len(table)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		if at < end {
			out = append(out, filing(table[at:end]))
		}
	}
	return out
}

// filing reads one row.
func filing(row string) corpus.Filing {
	if m := unitless.FindStringSubmatch(row); m != nil {
		days := unitlessDeadline(row[len(m[1]):])
		rest := row[len(m[1])+len(days):]
		fees, note := feeCell(rest)
		return corpus.Filing{Form: m[1], Deadline: duration(days), Fees: fees, Note: paragraphs(note)}
	}
	m := rowStart.FindStringSubmatchIndex(row)
	if m == nil {
		return corpus.Filing{Note: paragraphs(row)}
	}
	fees, note := feeCell(row[m[6]:])
	return corpus.Filing{
		Form: row[m[2]:m[3]], Deadline: duration(row[m[4]:m[5]]), Fees: fees, Note: paragraphs(note),
	}
}

// duration reads a deadline; words that name no number stay words.
func duration(s string) corpus.Duration {
	s = cell(s)
	m := deadline.FindStringSubmatch(s)
	if m == nil {
		return corpus.Duration{Text: s}
	}
	count, err := strconv.ParseFloat(strings.Replace(m[1], ",", ".", 1), 64)
	if err != nil {
		return corpus.Duration{Text: s}
	}
	return corpus.Duration{Count: count, Unit: strings.ToLower(m[2]), Text: s}
}
