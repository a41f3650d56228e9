package structure

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus"
)

// sentence writes words printed in capitals in small letters but the first.
func sentence(s string) string { return capitalised(strings.ToLower(s)) }

func capitalised(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// titleCase writes a title as the official code does: as a sentence, proper names
// with their capitals. Where another print of the same title is not in capitals,
// its spelling is taken.
func (p *parser) titleCase(title string, others ...string) string {
	if title == "" {
		return ""
	}
	if !isUpper(title) {
		return capitalised(title)
	}
	if printed := p.printed(title); printed != "" {
		return capitalised(printed)
	}
	for _, o := range others {
		if corpus.TitleKey(o) == corpus.TitleKey(title) && !isUpper(o) {
			return capitalised(o)
		}
	}
	return capitalised(p.recase(title))
}

// printed finds the title in running text of the document: the sentence that
// promulgates it.
func (p *parser) printed(title string) string {
	want := strings.ToLower(title)
	const most = 60
	best, capitals := "", -1
	for i := 0; i < min(len(p.rows), p.preamble+most); i++ {
		view := p.rows[i].view
		if isUpper(view) {
			continue
		}
		lower := strings.ToLower(view)
		at := strings.Index(lower, want)
		if at < 0 || len(lower) != len(view) {
			continue
		}
		rest := view[at+len(want):] // begins inside a word where the title was cut short
		end := len(view) - len(strings.TrimLeftFunc(rest, unicode.IsLetter))
		if found := view[at:end]; !isUpper(found) && countCapitals(found) > capitals {
			best, capitals = found, countCapitals(found)
		}
	}
	return actNames.ReplaceAllStringFunc(best, capitaliseLast)
}

// actNames finds acts whose title has lost its capital: "của Luật đê điều".
var actNames = regexp.MustCompile(`(?:Luật|Bộ luật|Pháp lệnh|của luật) \p{Ll}`)

func capitaliseLast(s string) string {
	s = strings.Replace(s, "của luật", "của Luật", 1)
	at := strings.LastIndexByte(s, ' ') + 1
	return s[:at] + capitalised(s[at:])
}

func countCapitals(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n
}

// names are words that keep their capitals wherever they stand.
var names = []string{
	"Việt Nam", "Liên hợp quốc", "Quốc hội", "Chính phủ", "Nhà nước", "Thủ tướng", "Hà Nội", "Hồ Chí Minh", "Đảng", "Trung ương", "Bộ luật", "Luật", "Nghị định", "Nghị quyết", "Pháp lệnh",
	"Thông tư", "Quyết định", "Công an nhân dân", "Quân đội nhân dân", "Ủy ban nhân dân", "Hội đồng nhân dân", "Tòa án nhân dân", "Viện kiểm sát nhân dân",
	"Mặt trận Tổ quốc", "Bộ trưởng", "Bộ", "Sở", "Cần Thơ", "Đà Nẵng", "Hải Phòng",
}

// recase writes words in capitals as the rest of the document writes them in the
// middle of a sentence, beside the same neighbour.
func (p *parser) recase(s string) string {
	words := strings.Fields(strings.ToLower(s))
	caps := p.capitalsBeside()
	for i := range words {
		score := 0
		if i > 0 {
			score += caps[pair{words[i-1], words[i], false}]
		}
		if i+1 < len(words) {
			score += caps[pair{words[i], words[i+1], true}]
		}
		if score > 0 {
			words[i] = capitalised(words[i])
		}
	}
	out := strings.Join(words, " ")
	for _, n := range names {
		out = replaceWord(out, n)
	}
	return capitalised(actNames.ReplaceAllStringFunc(out, capitaliseLast))
}

// replaceWord writes every occurrence of the name with its capitals. One-word names
// of offices count only before another capital.
func replaceWord(s, name string) string {
	lower := strings.ToLower(name)
	for from := 0; ; {
		small := strings.ToLower(s)
		if len(small) != len(s) || from > len(s) {
			return s
		}
		at := strings.Index(small[from:], lower)
		if at < 0 {
			return s
		}
		at += from
		from = at + len(lower)
		before, _ := utf8.DecodeLastRuneInString(s[:at])
		after, rest := firstRune(s[from:]), strings.TrimLeft(s[from:], " ")
		if unicode.IsLetter(before) || unicode.IsLetter(after) {
			continue
		}
		if single := !strings.Contains(name, " "); single && name != "Đảng" && !unicode.IsUpper(firstRune(rest)) && !unicode.IsDigit(firstRune(rest)) {
			continue
		}
		s = s[:at] + name + s[from:]
	}
}

// pair is a word beside its neighbour; first tells which of the two is meant.
type pair struct {
	left, right string
	first       bool
}

// capitalsBeside counts, over the running text of the document, how often a word
// has a capital beside a neighbour, less how often it has none.
func (p *parser) capitalsBeside() map[pair]int {
	if p.caps != nil {
		return p.caps
	}
	p.caps = map[pair]int{}
	const most = 1500
	for _, r := range p.rows[:min(len(p.rows), most)] {
		if isUpper(r.view) || runes(r.view) > 5000 {
			continue
		}
		words := strings.Fields(r.view)
		for i := 1; i < len(words); i++ {
			p.countPair(words, i)
		}
	}
	return p.caps
}

func (p *parser) countPair(words []string, i int) {
	left, right := words[i-1], words[i]
	if !endsSentence(left) {
		p.caps[pair{trimmed(left), trimmed(right), false}] += capital(right)
	}
	if i > 1 && !endsSentence(words[i-2]) {
		p.caps[pair{trimmed(left), trimmed(right), true}] += capital(left)
	}
}

func trimmed(s string) string { return strings.ToLower(strings.TrimRight(s, ".;:”\")")) }

func endsSentence(s string) bool { return strings.ContainsRune(".;:!?)-–+“\"", lastRune(s)) }

func capital(s string) int {
	if unicode.IsUpper(firstRune(strings.TrimLeft(s, "“\"("))) {
		return 1
	}
	return -1
}
