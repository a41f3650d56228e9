package verify

import "strings"

// bound says on which side of a number the cases lie.
type bound uint8

// Bounds.
const (
	exact   bound = iota
	atMost        // không quá, tối đa
	atLeast       // ít nhất, từ … trở lên
	below         // dưới
	above         // trên, quá
	from          // the first of a range
	upTo          // the second of a range; "đến" alone
	within        // trong: a limit, but said of any period too
	after         // sau
	prior         // trước
)

// boundWords are the words before a number that bound it.
var boundWords = byLength(map[string]bound{
	"không quá": atMost, "không được quá": atMost, "không vượt quá": atMost, "không được vượt quá": atMost, "không nhiều hơn": atMost, "không lớn hơn": atMost,
	"không cao hơn": atMost, "không hơn": atMost, "không trên": atMost, "tối đa": atMost, "nhiều nhất": atMost, "cao nhất": atMost, "chậm nhất": atMost,
	"muộn nhất": atMost, "lâu nhất": atMost, "không kéo dài quá": atMost, "chưa quá": atMost, "không muộn hơn": atMost, "dài nhất": atMost, "chưa vượt quá": atMost,
	"không được phép quá": atMost, "không được hơn": atMost, "giới hạn": atMost, "không được nhiều hơn": atMost, "không được vượt": atMost, "không vượt": atMost,
	"ít nhất": atLeast, "tối thiểu": atLeast, "không dưới": atLeast, "không ít hơn": atLeast, "không thấp hơn": atLeast, "không kém": atLeast, "từ đủ": atLeast,
	"thấp nhất": atLeast, "không nhỏ hơn": atLeast, "sớm nhất": atLeast, "không được ít hơn": atLeast, "không được dưới": atLeast, "không ngắn hơn": atLeast,
	"không được thấp hơn": atLeast, "không sớm hơn": atLeast, "ngắn nhất": atLeast,
	"dưới": below, "chưa đủ": below, "chưa đến": below, "chưa tới": below, "ít hơn": below, "thấp hơn": below, "nhỏ hơn": below, "không đủ": below, "không đến": below, "không tới": below,
	"trên": above, "quá": above, "hơn": above, "vượt quá": above, "lớn hơn": above, "cao hơn": above, "nhiều hơn": above, "vượt": above,
	"từ": from, "đến": upTo, "tới": upTo, "lên đến": upTo, "kéo dài đến": upTo, "cho đến": upTo,
	"trong": within, "trong vòng": within, "trong thời hạn": within, "trong thời gian": within, "thời hạn": within,
	"sau": after, "trước": prior,
})

type boundName struct {
	words []string
	bound bound
}

// byLength holds the names by their last word, the longest first.
func byLength(names map[string]bound) map[string][]boundName {
	m := make(map[string][]boundName)
	for name, b := range names {
		words := strings.Fields(name)
		last := words[len(words)-1]
		list := append(m[last], boundName{words, b})
		for i := len(list) - 1; i > 0 && len(list[i].words) > len(list[i-1].words); i-- {
			list[i], list[i-1] = list[i-1], list[i]
		}
		m[last] = list
	}
	return m
}

// fillers may stand between a bound and its number: "tối đa là 30 ngày".
var fillers = wordSet("là có đến tới khoảng mức cả bằng được ở còn")

// boundOf reads what bounds the number in tokens i up to next.
func (t *text) boundOf(i, next int) bound {
	switch {
	case t.follows(next, "trở", "lên"), t.follows(next, "trở", "đi"), t.follows(next, "hoặc", "nhiều", "hơn"):
		return atLeast
	case t.follows(next, "trở", "xuống"), t.follows(next, "trở", "lại"), t.follows(next, "đổ", "lại"), t.follows(next, "là", "tối", "đa"):
		return atMost
	}
	if b := t.boundBefore(i); b != exact {
		return b
	}
	if t.at(i).gap == noGap && fillers[t.at(i-1).word] {
		return t.boundBefore(i - 1)
	}
	switch t.at(i - 2).word { // tối thiểu mỗi tháng một ngày
	case "mỗi", "hằng", "hàng":
		return t.boundBefore(i - 2)
	}
	return exact
}

// opposed tells whether a date that the source bounds by b cannot be said with the
// bound said.
func (b bound) opposed(said bound) bool {
	late := func(x bound) bool { return x == after || x == from || x == atLeast }
	early := func(x bound) bool { return x == prior || x == upTo || x == atMost }
	return late(said) && early(b) || early(said) && late(b)
}

// limits are the bounds that the words of a text name, with a number or without.
func (t *text) limits() (most, least bool) {
	for i := 1; i <= len(t.tokens); i++ {
		if t.at(i - 1).quoted {
			continue
		}
		for _, n := range boundWords[t.tokens[i-1].word] {
			if i < len(n.words) || !t.follows(i-len(n.words), n.words...) {
				continue
			}
			most = most || n.bound == atMost
			least = least || n.bound == atLeast
			break
		}
		least = least || t.follows(i-1, "trở", "lên") || t.follows(i-1, "đủ")
		most = most || t.follows(i-1, "trở", "xuống")
	}
	return most, least
}

// boundBefore reads the bound whose words end right before token i.
func (t *text) boundBefore(i int) bound {
	if t.at(i).gap > noGap || i == 0 {
		return exact
	}
	for _, n := range boundWords[t.at(i-1).word] {
		if t.follows(i-len(n.words), n.words...) {
			return n.bound
		}
	}
	return exact
}

// fits tells whether a number that the source bounds by b may be said with the
// bound said.
func (b bound) fits(said bound, duration bool) bool {
	switch said {
	case b:
		return true
	case exact:
		return b == atMost || b == atLeast || b == within || b == after || b == prior
	case atMost, within:
		return b == atMost || b == within || b == upTo || b == exact && (duration || said == within)
	case atLeast:
		return b == from
	case from:
		return b == atLeast || b == exact
	case upTo:
		return b == atMost || b == within || b == exact
	case after:
		return b == above
	case above:
		return b == after
	case prior:
		return b == atMost || b == below
	}
	return false
}
