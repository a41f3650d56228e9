package corpus

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// ErrDocumentID is wrapped by every error about a name of a document in a URL
// that cannot be one.
var ErrDocumentID = errors.New("mã văn bản không hợp lệ")

// longestID bounds the names made of titles.
const longestID = 100

// NewDocumentID names a document: the slug of its number. Laws and resolutions of
// the Assembly, and ordinances and resolutions of its Standing Committee, have
// shared numbers (18/2008/QH12), so there every kind but laws and ordinances
// comes first: "nghi-quyet-18-2008-qh12". A document without a number is named by
// kind and title.
func NewDocumentID(kind Kind, n Number, title string) DocumentID {
	id := n.Slug()
	if n == "" || n.Incomplete() {
		id = slug(string(kind) + " " + string(n) + " " + title)
		if len(id) > longestID {
			id = strings.TrimRight(id[:longestID], "-")
		}
		return DocumentID(id)
	}
	if sharesNumbers(n) {
		switch kind {
		case KindLaw, KindCode, KindConstitution, KindOrdinance, KindOther, "":
		default:
			id = slug(string(kind)) + "-" + id
		}
	}
	return DocumentID(id)
}

// sharesNumbers tells whether n names only the Assembly or its Standing
// Committee (02/2011/QH13), and not the kind as well (33/2002/PL-UBTVQH11).
func sharesNumbers(n Number) bool {
	switch letters := strings.TrimRight(alphanumeric(n.suffix()), "0123456789"); letters {
	case "qh", "ubtvqh":
		return true
	}
	return false
}

// ParseDocumentID reads the name of a document in a URL: its slug, or its number
// as printed, escaped (30%2F2020%2FNĐ-CP) or not.
func ParseDocumentID(s string) (DocumentID, error) {
	if unescaped, err := url.PathUnescape(s); err == nil {
		s = unescaped
	}
	id := slug(s)
	if n, err := ParseNumber(s); err == nil {
		id = n.Slug()
	}
	if id == "" || len(id) > 2*longestID {
		return "", fmt.Errorf("%w: %q (viết dạng 30-2020-nd-cp)", ErrDocumentID, clip(s, 80))
	}
	return DocumentID(id), nil
}

// Number is the số hiệu that the document is named by; ok is false when it is
// named by its title.
func (id DocumentID) Number() (n Number, ok bool) {
	s := string(id)
	for words, kind := range kindWords {
		prefix := strings.ReplaceAll(words, " ", "-") + "-"
		if kind != KindOther && strings.HasPrefix(s, prefix) && digitsEnd(s[len(prefix):], 0) > 0 {
			s = s[len(prefix):]
			break
		}
	}
	n, err := ParseNumber(s)
	if err != nil || n.Incomplete() {
		return "", false
	}
	return n, true
}
