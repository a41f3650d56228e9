// Package privacy recognises what must not be kept or echoed: personal data,
// which is masked, and state-secret marks, which are refused whole.
//
// It is text in, value out, and knows nothing of questions or answers. Both
// recognisers prefer the wording of official papers: an amount of money is not
// an identity number, and a question about the law on state secrets is not a
// secret.
package privacy

import (
	"regexp"
	"slices"
	"strings"
)

// Kind is a sort of personal data, in the words shown to the person.
type Kind string

// The kinds that Mask recognises.
const (
	CitizenID Kind = "số căn cước"
	OldID     Kind = "số chứng minh nhân dân"
	Passport  Kind = "số hộ chiếu"
	Insurance Kind = "mã số bảo hiểm"
	TaxCode   Kind = "mã số thuế"
	Phone     Kind = "số điện thoại"
	Account   Kind = "số tài khoản"
	Email     Kind = "địa chỉ thư điện tử"
)

// Placeholder is what stands for a masked value of kind k.
func Placeholder(k Kind) string { return "[đã che " + string(k) + "]" }

var (
	email       = regexp.MustCompile(`[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}`)
	passport    = regexp.MustCompile(`(?i)((?:hộ chiếu|ho chieu|passport)\D{0,20}?)\b([A-Z]\d{7,8})\b`)
	healthCard  = regexp.MustCompile(`\b[A-Z]{2}[ ]?\d(?:[ .\-]?\d){12}\b`)
	digits      = regexp.MustCompile(`\+?\d(?:[ .\-]?\d){7,18}`)
	placeholder = regexp.MustCompile(`\[đã che [^\]]{1,40}\]`)
)

// Mask replaces every piece of personal data in s by its placeholder and says
// which kinds it found, in the order of the Kind constants. Masking what is
// masked already changes nothing.
func Mask(s string) (masked string, found []Kind) {
	seen := map[Kind]bool{}
	mark := func(k Kind) string { seen[k] = true; return Placeholder(k) }
	s = email.ReplaceAllStringFunc(s, func(string) string { return mark(Email) })
	for passport.MatchString(s) { // one word may stand before several
		s = passport.ReplaceAllStringFunc(s, func(m string) string {
			return passport.FindStringSubmatch(m)[1] + mark(Passport)
		})
	}
	s = healthCard.ReplaceAllStringFunc(s, func(string) string { return mark(Insurance) })
	s = maskNumbers(s, mark)
	for _, k := range []Kind{CitizenID, OldID, Passport, Insurance, TaxCode, Phone, Account, Email} {
		if seen[k] {
			found = append(found, k)
		}
	}
	return s, found
}

// Strip removes the placeholders that Mask left, so that they are not searched for.
func Strip(masked string) string {
	return strings.Join(strings.Fields(placeholder.ReplaceAllString(masked, " ")), " ")
}

func maskNumbers(s string, mark func(Kind) string) string {
	var b strings.Builder
	last := 0
	for _, m := range digits.FindAllStringIndex(s, -1) {
		if m[0] < last {
			continue
		}
		head := s[last:m[0]]
		if last > 0 {
			head = "]" + head // of the placeholder that stands there now
		}
		k, ok := classify(head, s[m[0]:m[1]], s[m[1]:])
		if !ok {
			continue
		}
		b.WriteString(s[last:m[0]])
		b.WriteString(mark(k))
		last = m[1]
	}
	b.WriteString(s[last:])
	return b.String()
}

// cue is a word that, standing shortly before a number, says what the number is.
type cue struct {
	kind   Kind
	before *regexp.Regexp
	length []int // accepted counts of digits; empty accepts 8 to 19
}

var cues = []cue{
	{Account, before(`tài khoản|tai khoan|stk|số tk|so tk|account`), nil},
	{TaxCode, before(`mã số thuế|ma so thue|mst`), []int{10, 12, 13}},
	{Insurance, before(`bảo hiểm|bao hiem|bhxh|bhyt`), []int{10, 13, 15}},
	{OldID, before(`cmnd|cmt|chứng minh|chung minh`), []int{9, 12}},
	{CitizenID, before(`cccd|căn cước|can cuoc|định danh|dinh danh`), []int{12}},
	{Phone, before(`điện thoại|dien thoai|sđt|sdt|đt|hotline|zalo`), []int{10, 11}},
}

func before(words string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)(?:` + words + `)[^\d]{0,24}$`)
}

var (
	money   = regexp.MustCompile(`(?i)^\s*(?:đồng|dong|đ\b|vnđ|vnd|triệu|tỷ|usd|\$|%)`)
	partOf  = regexp.MustCompile(`^[\p{L}\d]|^[./\-][\p{L}\d]`)
	partOfB = regexp.MustCompile(`[\p{L}\d]$|[\d\p{L}][./\-]$`)
)

// classify says what the run of digits is, from the run itself and the words
// around it.
func classify(head, run, tail string) (Kind, bool) {
	plain := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, run)
	if money.MatchString(tail) || partOf.MatchString(tail) || partOfB.MatchString(head) {
		return "", false
	}
	if i := strings.LastIndexByte(head, ']'); i >= 0 {
		head = head[i:] // the words of a placeholder are no cue
	}
	near := head[max(0, len(head)-64):]
	for _, c := range cues {
		if c.before.MatchString(near) && (len(c.length) == 0 || slices.Contains(c.length, len(plain))) {
			return c.kind, true
		}
	}
	whole := plain == run
	zero := plain[0] == '0'
	switch {
	case strings.HasPrefix(run, "+84") && len(plain) >= 11 && len(plain) <= 12:
		return Phone, true
	case len(plain) == 12 && (whole || zero):
		return CitizenID, true
	case len(plain) == 9 && whole:
		return OldID, true
	case zero && plain[1] != '0' && (len(plain) == 10 || len(plain) == 11):
		return Phone, true
	}
	return "", false
}
