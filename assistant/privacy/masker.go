package privacy

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// Masker hides personal data from a model for the length of one exchange and
// puts it back into what the model writes. The same value gets the same
// placeholder in every text of the exchange, so the model can tell persons
// apart: "[họ tên 1] và [họ tên 2]". A Masker is not safe for concurrent use.
type Masker struct {
	byValue map[value]int // to the place in masked
	masked  []masked
	numbers map[Kind]int    // given out last
	taken   map[string]bool // folded placeholders that stood in a text before it was masked
}

// value is what makes two pieces of personal data the same.
type value struct {
	kind Kind
	text string // without separators and case
}

type masked struct {
	kind        Kind
	text        string // as first written
	placeholder string
}

// NewMasker returns a Masker that has hidden nothing yet.
func NewMasker() *Masker {
	return &Masker{byValue: map[value]int{}, numbers: map[Kind]int{}, taken: map[string]bool{}}
}

// Mask returns text with every piece of personal data replaced by a numbered
// placeholder: "[số căn cước 1]". What an earlier text of the exchange gave
// away is hidden too where it stands without the words that told what it was.
func (m *Masker) Mask(text string) string {
	text = composed(text)
	for _, at := range numbered.FindAllString(text, -1) {
		if !m.known(at) {
			m.taken[plainPlaceholder(at)] = true
		}
	}
	for range passes {
		spans := m.spans(text)
		if len(spans) == 0 {
			break
		}
		text = replace(text, spans, func(p span) string { return m.placeholder(p.kind, text[p.start:p.end]) })
	}
	return text
}

func (m *Masker) spans(text string) []span {
	spans := find(text)
	for _, old := range m.masked {
		if len(old.text) >= shortestRepeat {
			spans = append(spans, occurrences(text, old.text, old.kind, spans)...)
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return a.start - b.start })
	return spans
}

// shortestRepeat is the fewest bytes of a value that is recognised by itself: a
// given name alone is too often another word.
const shortestRepeat = 7

// known tells whether the placeholder is one of this exchange.
func (m *Masker) known(placeholder string) bool {
	want := plainPlaceholder(placeholder)
	return slices.ContainsFunc(m.masked, func(v masked) bool { return plainPlaceholder(v.placeholder) == want })
}

func (m *Masker) placeholder(kind Kind, text string) string {
	key := value{kind, canonical(kind, text)}
	if i, ok := m.byValue[key]; ok {
		return m.masked[i].placeholder
	}
	p := ""
	for p == "" || m.taken[plainPlaceholder(p)] {
		m.numbers[kind]++
		p = fmt.Sprintf("[%s %d]", kind, m.numbers[kind])
	}
	m.byValue[key] = len(m.masked)
	m.masked = append(m.masked, masked{kind, text, p})
	return p
}

// canonical is text without what may differ between two spellings of one value.
func canonical(kind Kind, text string) string {
	switch kind {
	case Name, Address, Birth:
		return strings.Join(strings.Fields(viet.Lower(text)), " ")
	case Email:
		return strings.ReplaceAll(viet.Lower(text), " ", "")
	}
	plain := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
	if kind == Phone {
		if inside := abroad(plain, strings.Contains(text, "+")); inside != "" {
			return inside
		}
	}
	return plain
}

// numbered matches what may be a placeholder, as a model writes it back.
var numbered = regexp.MustCompile(`\[[ \t\x{00a0}]*([\p{L}][\p{L}\p{M} \t\x{00a0}]{3,40}?)[ \t\x{00a0}]*(\d{1,4})[ \t\x{00a0}]*\]`)

// Restore puts the values back for the placeholders in an answer. A placeholder
// is recognised in other letters and with other spaces than it was given;
// unknown ones stay.
func (m *Masker) Restore(text string) string {
	if len(m.masked) == 0 || strings.IndexByte(text, '[') < 0 {
		return text
	}
	values := make(map[string]string, len(m.masked))
	for _, v := range m.masked {
		values[plainPlaceholder(v.placeholder)] = v.text
	}
	return numbered.ReplaceAllStringFunc(text, func(p string) string {
		if v, ok := values[plainPlaceholder(p)]; ok {
			return v
		}
		return p
	})
}

// plainPlaceholder is "so can cuoc 1" for every way to write "[số căn cước 1]".
func plainPlaceholder(p string) string {
	parts := numbered.FindStringSubmatch(p)
	if parts == nil {
		return p
	}
	n, err := strconv.Atoi(parts[2])
	if err != nil {
		return p
	}
	return strings.Join(strings.Fields(viet.Fold(parts[1])), " ") + " " + strconv.Itoa(n)
}

// Kinds lists the kinds hidden so far, in the order of the Kind constants.
func (m *Masker) Kinds() []Kind {
	seen := map[Kind]bool{}
	for _, v := range m.masked {
		seen[v.kind] = true
	}
	return inOrder(seen)
}
