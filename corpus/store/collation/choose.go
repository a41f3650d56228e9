package collation

import (
	"cmp"
	"fmt"
	"strings"
)

// Choice says which readings make the text that people see.
type Choice struct {
	Base int // whose articles are shown
	// Code is the consolidated reading whose words are joined to a base that has
	// the original ones, and File the original one behind a consolidated base; -1
	// where there is none.
	Code, File int
	Why        []string // in Vietnamese, for each reading why it is shown or not
}

// Choose decides between readings in the order in which they came; there is one
// at least. Where nothing tells two apart the earlier stays, but for a file that
// was brought again under its name.
func Choose(rs []Reading) Choice {
	c := Choice{Code: -1, File: -1, Why: make([]string, len(rs))}
	for i := range rs {
		if order, _ := compare(rs[i], rs[c.Base]); order > 0 || order == 0 && sameName(rs[i], rs[c.Base]) {
			c.Base = i
		}
	}
	for i := range rs {
		if i != c.Base {
			c.Why[i] = c.against(rs, i)
		}
	}
	if len(rs) == 1 {
		c.Why[0] = "bản duy nhất"
		return c
	}
	c.Why[c.Base] = "tốt hơn " + rs[c.second(rs)].String() + ": " + c.Why[c.second(rs)]
	c.pair(rs)
	return c
}

// against says why reading i is not shown.
func (c Choice) against(rs []Reading, i int) string {
	if _, why := compare(rs[c.Base], rs[i]); why != "" {
		return why
	}
	if c.Base > i {
		return "bản nạp sau của cùng tệp " + rs[i].File.Name
	}
	return "không bản nào tốt hơn, giữ bản có trước"
}

// second is the best of the readings that are not shown.
func (c Choice) second(rs []Reading) int {
	best := -1
	for i := range rs {
		if i == c.Base {
			continue
		}
		if best < 0 {
			best = i
		} else if order, _ := compare(rs[i], rs[best]); order > 0 {
			best = i
		}
	}
	return best
}

// pair finds the reading that is joined to the base.
func (c *Choice) pair(rs []Reading) {
	if rs[c.Base].Digest {
		return
	}
	for i := range rs {
		if i == c.Base || rs[i].Digest || rs[i].consolidated() == rs[c.Base].consolidated() {
			continue
		}
		with := &c.File
		if rs[i].consolidated() {
			with = &c.Code
		}
		if *with < 0 {
			*with = i
		} else if order, _ := compare(rs[i], rs[*with]); order > 0 {
			*with = i
		}
	}
}

// sameName tells whether two readings are of one file, by its name.
func sameName(a, b Reading) bool {
	return a.File.Name != "" && strings.EqualFold(a.File.Name, b.File.Name)
}

// compare is positive when a is better than b. why is what makes the better one
// so, in Vietnamese; empty when nothing does.
func compare(a, b Reading) (order int, why string) {
	better := func(x, y bool) int { return cmp.Compare(bit(x), bit(y)) }
	for _, c := range []struct {
		order int
		why   string
	}{
		{better(!a.Digest, !b.Digest), "toàn văn thay cho bản tóm lược"},
		{better(!a.Withdrawn, !b.Withdrawn), "nguồn kia không còn văn bản này"},
		{better(!a.Partial, !b.Partial), "bản đủ các điều thay cho bản chỉ có một phần"},
		{better(a.consolidated(), b.consolidated()), "Bộ Pháp điển có lời văn đã hợp nhất các lần sửa đổi"},
		{better(!a.recognised(), !b.recognised()), "bản có sẵn chữ thay cho bản nhận dạng từ ảnh"},
		{cmp.Compare(a.Articles, b.Articles), fmt.Sprintf("nhiều điều hơn (%d so với %d)", max(a.Articles, b.Articles), min(a.Articles, b.Articles))},
		{cmp.Compare(b.Gaps, a.Gaps), fmt.Sprintf("ít số điều bị thiếu hơn (%d so với %d)", min(a.Gaps, b.Gaps), max(a.Gaps, b.Gaps))},
		{cmp.Compare(a.File.Confidence, b.File.Confidence), "chữ nhận dạng rõ hơn"},
	} {
		if c.order != 0 {
			return c.order, c.why
		}
	}
	return 0, ""
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}
