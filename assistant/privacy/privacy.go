// Package privacy recognises what must not be kept or echoed: personal data,
// which is masked, and state-secret marks, which are refused whole.
//
// It is text in, value out, and knows nothing of questions or answers. Both
// recognisers prefer the wording of official papers: an amount of money is not
// an identity number, and a question about the law on state secrets is not a
// secret.
//
// Mask is for what is kept and shown: it says which kind was hidden and cannot
// be undone. A Masker is for one exchange with a model: its placeholders are
// numbered, and its Restore puts the values back into what the model wrote.
//
// Texts are expected in Unicode NFC; a text that is not is composed first.
package privacy

import (
	"regexp"
	"strings"
)

// Kind is a sort of personal data, in the words shown to the person.
type Kind string

// The kinds that are recognised.
const (
	CitizenID Kind = "số căn cước"
	OldID     Kind = "số chứng minh nhân dân"
	Passport  Kind = "số hộ chiếu"
	Insurance Kind = "mã số bảo hiểm" // social insurance number or health insurance card
	TaxCode   Kind = "mã số thuế"
	Phone     Kind = "số điện thoại"
	Account   Kind = "số tài khoản"
	Email     Kind = "địa chỉ thư điện tử"
	Plate     Kind = "biển số xe"
	Name      Kind = "họ tên"
	Birth     Kind = "ngày sinh"
	Address   Kind = "địa chỉ"
)

// kinds is every Kind in the order in which they are told.
var kinds = []Kind{CitizenID, OldID, Passport, Insurance, TaxCode, Phone, Account, Email, Plate, Name, Birth, Address}

// Placeholder is what stands for a masked value of kind k.
func Placeholder(k Kind) string { return "[đã che " + string(k) + "]" }

var placeholder = regexp.MustCompile(`\[đã che [^\]]{1,40}\]`)

// passes is how often a text is read: what stood in the way of a second number
// may have been the first.
const passes = 4

// Mask replaces every piece of personal data in s by its placeholder and says
// which kinds it found, in the order of the Kind constants. Masking what is
// masked already changes nothing.
func Mask(s string) (masked string, found []Kind) {
	seen := map[Kind]bool{}
	s = composed(s)
	for range passes {
		spans := find(s)
		if len(spans) == 0 {
			break
		}
		s = replace(s, spans, func(p span) string {
			seen[p.kind] = true
			return Placeholder(p.kind)
		})
	}
	return s, inOrder(seen)
}

func inOrder(seen map[Kind]bool) (list []Kind) {
	for _, k := range kinds {
		if seen[k] {
			list = append(list, k)
		}
	}
	return list
}

// Strip removes the placeholders that Mask left, so that they are not searched for.
func Strip(masked string) string {
	return strings.Join(strings.Fields(placeholder.ReplaceAllString(masked, " ")), " ")
}

// replace puts by(span) in the place of each span; spans are in order and do not overlap.
func replace(s string, spans []span, by func(span) string) string {
	var b strings.Builder
	last := 0
	for _, p := range spans {
		b.WriteString(s[last:p.start])
		b.WriteString(by(p))
		last = p.end
	}
	b.WriteString(s[last:])
	return b.String()
}
