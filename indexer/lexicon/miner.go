package lexicon

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// Pair is an abbreviation and the words that a corpus defines it by.
type Pair struct {
	Short string // as defined: "BHXH", "LĐTB&XH"
	Long  string // lower case with diacritics
	Count int    // how many documents define it so
}

// Miner collects from documents what they define: "thủ tục hành chính (sau đây
// gọi tắt là TTHC)". The zero value is ready; it is not safe for concurrent use.
type Miner struct {
	spelled map[Pair]int            // Count 0: long forms whose initials are the short one, by documents
	alone   map[Pair]int            // the same of "thủ tục hành chính (TTHC)"
	other   map[string]map[Pair]int // by short form: what stood before it otherwise, by documents
}

// definition matches what stands in brackets behind what it defines, and Short in it.
var definition = regexp.MustCompile(`^(?:(?:[Ss]au đây|[Dd]ưới đây|[Tt]ừ đây|[Tt]ừ nay) (?:được )?(?:gọi|viết)(?: tắt| chung| tắt chung)? là|(?:[Vv]iết|[Gg]ọi) tắt là) ?:? ?["“'‘]?([^"“”'’;,]{2,}?)["”'’]?$`)

// shortForm matches an abbreviation of capitals, perhaps of parts.
var shortForm = regexp.MustCompile(`^[\p{Lu}]{2,12}(?:[&.-][\p{Lu}]{1,12}){0,3}$`)

const (
	// longestForm bounds the words of a long form, in syllables.
	longestForm = 16
	// shortestForm is the fewest words that are worth abbreviating.
	shortestForm = 2
	// longestEnding is that of a long form told by documents that end alike; one
	// as long as what was looked at may go on.
	longestEnding = 12
	// shortestAlone is the fewest letters that define something without a word.
	shortestAlone = 3
	// alike is how many documents must agree where letters do not.
	alike = 2
	// longestDefinition bounds what stands in the brackets, in bytes.
	longestDefinition = 120
	// beforeDefinition is how many bytes before a bracket are looked at.
	beforeDefinition = 400
)

// Add reads the whole text of one document.
func (m *Miner) Add(text string) {
	m.init()
	text = viet.Normalize(text)
	seen := make(map[Pair]bool)
	for from := 0; ; {
		open := strings.IndexByte(text[from:], '(')
		if open < 0 {
			return
		}
		open += from
		from = open + 1
		if short, said := defined(text[from:]); short != "" {
			m.take(short, said, wordsBefore(text[max(0, open-beforeDefinition):open]), seen)
		}
	}
}

// defined returns the abbreviation that a text behind an opening bracket
// defines; said is false if it stands there alone, "(TTHC)".
func defined(text string) (short string, said bool) {
	end := strings.IndexAny(text[:min(len(text), longestDefinition)], "()")
	if end < 0 || text[end] == '(' {
		return "", false
	}
	inside := strings.Join(strings.Fields(text[:end]), " ")
	if m := definition.FindStringSubmatch(inside); m != nil {
		inside, said = strings.TrimSpace(m[1]), true
	}
	if !shortForm.MatchString(inside) || !said && utf8.RuneCountInString(inside) < shortestAlone {
		return "", false
	}
	return inside, said
}

// take counts one definition, once a document.
func (m *Miner) take(short string, said bool, before []string, seen map[Pair]bool) {
	long, ok := initials(short, before)
	p := Pair{Short: short, Long: long} // without Long, one of a document is enough
	if seen[p] || len(before) < shortestForm || !ok && !said {
		return
	}
	seen[p] = true
	switch {
	case ok && said:
		m.spelled[p]++
	case ok:
		m.alone[p]++
	default:
		p.Long = strings.Join(before, " ")
		if m.other[short] == nil {
			m.other[short] = make(map[Pair]int)
		}
		m.other[short][p]++
	}
}

func (m *Miner) init() {
	if m.spelled == nil {
		m.spelled, m.alone, m.other = make(map[Pair]int), make(map[Pair]int), make(map[string]map[Pair]int)
	}
}

// Merge adds what o has collected from other documents.
func (m *Miner) Merge(o *Miner) {
	m.init()
	for p, n := range o.spelled {
		m.spelled[p] += n
	}
	for p, n := range o.alone {
		m.alone[p] += n
	}
	for short, longs := range o.other {
		if m.other[short] == nil {
			m.other[short] = make(map[Pair]int)
		}
		for p, n := range longs {
			m.other[short][p] += n
		}
	}
}

// Pairs returns what can be trusted, in order of Short and then falling Count:
// long forms that spell the short one and are said to be defined or stand
// before it in two documents, and what two documents end alike in before it.
func (m *Miner) Pairs() []Pair {
	var pairs []Pair
	spelled := make(map[string]bool)
	for p, n := range m.spelled {
		if !plainWords(p.Long) {
			continue
		}
		pairs = append(pairs, Pair{p.Short, p.Long, n + m.alone[p]})
		spelled[p.Short] = true
	}
	for p, n := range m.alone {
		if n >= alike && m.spelled[p] == 0 && plainWords(p.Long) {
			pairs = append(pairs, Pair{p.Short, p.Long, n})
			spelled[p.Short] = true
		}
	}
	for short, longs := range m.other {
		if p, ok := commonEnding(longs); ok && !spelled[short] {
			pairs = append(pairs, p)
		}
	}
	slices.SortFunc(pairs, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(a.Short, b.Short), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Long, b.Long))
	})
	return pairs
}

// wordsBefore returns the last words of text, from the last break in its
// sentence on, at most longestForm of them.
func wordsBefore(text string) []string {
	text = viet.Normalize(strings.TrimRight(text, " \t\u00a0\"”“"))
	if i := strings.LastIndexAny(text, ".;:()\n?!\"“”"); i >= 0 {
		text = text[i:]
	}
	var words []string
	for _, t := range viet.Tokenize(text) {
		words = append(words, viet.Lower(t.Text))
	}
	return words[max(0, len(words)-longestForm):]
}

// initials finds the fewest last words whose initials are the letters of short,
// a word for a letter; "và", "của", "về" and the like may stand between.
func initials(short string, words []string) (long string, ok bool) {
	var want []string
	for _, r := range viet.Lower(short) {
		if r != '&' && r != '.' && r != '-' {
			want = append(want, string(r))
		}
	}
	i, letter := len(words), len(want)
	for letter > 0 {
		if i == 0 {
			return "", false
		}
		i--
		switch {
		case begins(words[i], want[letter-1]):
			letter--
		case letter < len(want) && links[words[i]]:
		default:
			return "", false
		}
	}
	return strings.Join(words[i:], " "), true
}

// links are words that an abbreviation may pass over.
var links = map[string]bool{"và": true, "của": true, "về": true, "cho": true, "trong": true, "là": true, "các": true, "với": true, "đối": true}

// begins tells whether the letter of an abbreviation stands for the word; many
// write D for đ, nobody đ for d.
func begins(word, letter string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return string(first) == letter || viet.Fold(string(first)) == letter
}

// plainWords tells whether a long form can be one: Vietnamese, and no date.
func plainWords(long string) bool {
	return viet.HasTones(long) && !strings.ContainsAny(long, "0123456789")
}

// commonEnding returns the longest ending that what stands before one short
// form in most documents shares, and in at least two.
func commonEnding(longs map[Pair]int) (Pair, bool) {
	counts := make(map[string]int)
	total := 0
	for p, n := range longs {
		total += n
		words := strings.Fields(p.Long)
		for i := 0; i+shortestForm <= len(words); i++ {
			counts[strings.Join(words[i:], " ")] += n
		}
	}
	var best Pair
	length := 0
	for _, long := range sortedKeys(counts) {
		n, words := counts[long], strings.Count(long, " ")+1
		if n < alike || n*2 <= total || !plainWords(long) || words < length || words == length && n <= best.Count {
			continue
		}
		best, length = Pair{Long: long, Count: n}, words
	}
	for p := range longs {
		best.Short = p.Short
		break
	}
	return best, best.Count > 0 && length < longestEnding
}
