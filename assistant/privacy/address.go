package privacy

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// level is how near to a dwelling a part of an address is.
type level uint8

const (
	noLevel level = iota
	house         // số 12, ngõ 34
	hamlet        // thôn, tổ, khu phố
	street        // đường, phố
	commune       // xã, phường
	upper         // huyện, tỉnh
)

// parts are the words that parts of an address begin with, longest first. Folded.
var parts = []struct {
	words string
	level level
}{
	{"so nha", house},
	{"nha so", house},
	{"can ho so", house},
	{"can ho", house},
	{"can so", house},
	{"ngach", house},
	{"ngo", house},
	{"hem", house},
	{"kiet", house},
	{"so", house},
	{"to dan pho", hamlet},
	{"khu dan cu", hamlet},
	{"khu pho", hamlet},
	{"khu do thi", hamlet},
	{"chung cu", hamlet},
	{"toa nha", hamlet},
	{"khu tap the", hamlet},
	{"thon", hamlet},
	{"ap", hamlet},
	{"xom", hamlet},
	{"ban", hamlet},
	{"buon", hamlet},
	{"to", hamlet},
	{"khu", hamlet},
	{"duong", street},
	{"pho", street},
	{"thi tran", commune},
	{"dac khu", commune},
	{"phuong", commune},
	{"xa", commune},
	{"p.", commune},
	{"quan", upper},
	{"huyen", upper},
	{"thi xa", upper},
	{"thanh pho", upper},
	{"tp.", upper},
	{"tp", upper},
	{"tinh", upper},
	{"q.", upper},
	{"h.", upper},
}

var (
	houseNumber = regexp.MustCompile(`^[ ]{0,3}(?:số |so )?\d{1,5}[A-Za-z]?\d?(?:[/\-]\d{1,4}[A-Za-z]?){0,5}`)
	// A number that names a part: "tổ 5", "quận 1", "đường 3/2".
	partNumber = regexp.MustCompile(`^[ ]{0,3}(?:số |so )?\d{1,3}[A-Z]?(?:/\d{1,2})?`)
	joint      = regexp.MustCompile(`^[ \t]*(?:[,\-–][ \t]*)?`)
	// Words that give an address to a person, and those that give it to an
	// agency; the nearest decides. Those after the bar are too often other
	// words when typed without diacritics.
	personWords = wordsOf("trú, sống, ngụ, quê quán, hộ khẩu, cư ngụ, ông, cháu, tôi, gia đình, công dân, chồng",
		"quê, chỗ ở, nơi ở, bà, anh, chị, em, vợ, ở")
	agencyNames = wordsOf("trụ sở, cơ quan, ủy ban, ubnd, hđnd, cục, trung tâm, chi nhánh, văn phòng, công ty, tòa án, bệnh viện, doanh nghiệp, bộ phận, chi cục, "+
		"công an, đơn vị, kho bạc, ngân hàng, nhà tang lễ, nhà máy, nhà khách, nhà văn hóa", "sở, bộ, trường")
	// Words after which a number and a name are an address though neither
	// street nor ward is said.
	dwellingWords = wordsOf("trú, sống, ngụ, hộ khẩu, cư ngụ, địa chỉ", "ở, nhà, chỗ ở, nơi ở")
)

// address reads the address that begins with the part at i. A house number
// with its lane or street is an address, unless the words before give it to an
// agency; a hamlet with its commune is one only where a person is spoken of.
func (f *finder) address(i int, numbered bool) int {
	if !f.couldBePart(i) {
		return 0
	}
	a := addressReader{f: f}
	end := a.read(i)
	if end == 0 || a.count < 2 || a.lowest > hamlet || (numbered && a.lowest != house) {
		return 0
	}
	near := f.sentenceBefore(i, 160)
	person, dwelling := personWords.last(near), dwellingWords.last(near)
	switch {
	case agencyNames.last(near) > person:
		return 0
	case numbered && a.named:
	case a.named && (person >= 0 || dwelling >= 0 || f.nameNear(i)):
	case numbered && dwelling >= 0:
	default:
		return 0
	}
	return f.add(i, end, Address)
}

// nearWords are words looked for before a place in the text.
type nearWords struct{ toned, folded []string }

// wordsOf makes words of lists parted by commas; those of unsure are not looked
// for in text without diacritics.
func wordsOf(sure, unsure string) nearWords {
	words := strings.Split(sure, ", ")
	n := nearWords{toned: append(words, strings.Split(unsure, ", ")...)}
	for _, w := range words {
		n.folded = append(n.folded, viet.Fold(w))
	}
	return n
}

// last is the end of the last of the words in s, which is in small letters, or -1.
func (n nearWords) last(s string) int {
	words := n.toned
	if isASCII(s) {
		words = n.folded
	}
	last := -1
	for _, w := range words {
		last = max(last, lastWord(s, w))
	}
	return last
}

// sentenceBefore is the text before i in small letters, without what an earlier
// sentence says.
func (f *finder) sentenceBefore(i, n int) string {
	near := viet.Lower(f.near(i, n))
	for cut := len(near) - 1; cut >= 0; cut-- {
		switch near[cut] {
		case '.', '?', '!':
			if cut+1 < len(near) && near[cut+1] == ' ' {
				return near[cut+1:]
			}
		case '\n':
			if cut > 0 && near[cut-1] != ':' && strings.TrimLeft(near[cut:], " \n+-") != "" {
				return near[cut+1:]
			}
		}
	}
	return near
}

// couldBePart is a cheap look at what follows the first word.
func (f *finder) couldBePart(i int) bool {
	t := f.next(wordEnd(f.text, i))
	if t.empty() {
		return t.start < len(f.text) && classes[f.text[t.start]] == digit && !f.paper(t.start)
	}
	switch viet.Fold(t.text) {
	case "nha", "dan", "pho", "so":
		return true
	}
	return t.capital()
}

// paper tells whether the number at i is a document's: "số 30/2020/NĐ-CP".
func (f *finder) paper(i int) bool {
	for i < len(f.text) && classes[f.text[i]] == digit {
		i++
	}
	if i+5 < len(f.text) && f.text[i] == '/' && !isWord(f.text[i+5]) {
		return isYear(f.text[i+1:])
	}
	return i+1 < len(f.text) && f.text[i] == '/' && classes[f.text[i+1]] == letter
}

// nameNear tells whether a name or number of a person was found shortly before i.
func (f *finder) nameNear(i int) bool { return len(f.spans) > 0 && i-f.free() < 40 }

// addressReader reads part after part.
type addressReader struct {
	f      *finder
	count  int
	lowest level
	named  bool // a part after the first has its word: đường, phường
}

// read returns the end of the address that begins at i, 0 when there is none.
func (a *addressReader) read(i int) int {
	end := 0
	for range 9 {
		next, l := a.part(i)
		switch {
		case next > 0:
			if a.count == 0 || l < a.lowest {
				a.lowest = l
			}
			a.named = a.named || a.count > 0
		case a.count > 0:
			next = a.bare(i)
		}
		if next == 0 {
			break
		}
		a.count++
		end = next
		i = next + len(joint.FindString(a.f.text[next:min(len(a.f.text), next+12)]))
	}
	return end
}

// part reads one part with its word: "ngõ 34", "phường Ngọc Khánh".
func (a *addressReader) part(i int) (end int, l level) {
	f := a.f
	if i >= len(f.text) {
		return 0, noLevel
	}
	stop := min(len(f.text), i+40)
	head := foldPrefix(f.text[i:stop])
	for _, p := range parts {
		if !strings.HasPrefix(head.folded, p.words) {
			continue
		}
		at := head.origin(len(p.words))
		if !strings.HasSuffix(p.words, ".") && at < stop-i && classes[f.text[i+at]] == letter {
			continue
		}
		if end := a.value(i+at, p.level); end > 0 {
			return end, p.level
		}
	}
	return 0, noLevel
}

// value reads the number or name of a part.
func (a *addressReader) value(i int, l level) int {
	f := a.f
	stop := min(len(f.text), i+40)
	number := partNumber
	if l == house {
		number = houseNumber
	}
	if m := number.FindStringIndex(f.text[i:stop]); m != nil && !f.joinedAfter(i+m[1]) {
		return i + m[1]
	}
	if l == house {
		return 0
	}
	if l == hamlet && f.next(i).shouted() { // "TỔ CHỨC" in a heading
		return 0
	}
	if end := f.capitals(i, 5); end > 0 {
		return end
	}
	if a.count > 0 && a.lowest == house && l >= street {
		return a.smallName(i)
	}
	return 0
}

// smallName reads a name in small letters up to the next comma, at most three words.
func (a *addressReader) smallName(i int) int {
	end := 0
	for range 3 {
		t := a.f.next(i)
		if t.empty() || stopNames[viet.Fold(t.text)] {
			break
		}
		i, end = t.end, t.end
	}
	return end
}

// bare reads a name of a place without its word: ", Ba Đình, Hà Nội", or the
// street after a house number: "số 12 Nguyễn Trãi".
func (a *addressReader) bare(i int) int {
	comma := strings.ContainsAny(a.f.text[max(0, i-2):i], ",-–")
	if !comma && (a.lowest != house || a.count != 1) {
		return 0
	}
	first := a.f.next(i)
	end := a.f.capitals(i, 4)
	if end == 0 || noNames[viet.Fold(first.text)] && !surnames[viet.Lower(first.text)] || !comma && end == first.end {
		return 0
	}
	return end
}

// partWords begin another part, in capitals though they may be.
var partWords = wordSet("quận phường xã huyện tỉnh đường phố thôn ấp xóm ngõ ngách số tp phuong huyen tinh")

// capitals reads up to most words with capitals, or 0.
func (f *finder) capitals(i, most int) int {
	end := 0
	for range most {
		t := f.next(i)
		if t.empty() || !t.capital() {
			break
		}
		if end > 0 && (partWords[viet.Lower(t.text)] || viet.Fold(t.text) == "thanh" && viet.Fold(f.next(t.end).text) == "pho") {
			break
		}
		i, end = t.end, t.end
	}
	return end
}

var dwellingTail = regexp.MustCompile(`^[ ]*(?:(?:chỉ|chi|CHỈ|thường trú|tạm trú|nhà|nha|liên hệ|tại|tai|ở|o|là|la)[ ]*){0,4}:?[ ]*`)

// dwelling reads an address without "số" after the words that announce one:
// "trú tại 12 Nguyễn Trãi, Hà Nội", "địa chỉ: 34/5 Lê Lợi".
func (f *finder) dwelling(end int) int {
	i := end + len(dwellingTail.FindString(f.text[end:min(len(f.text), end+48)]))
	if i == end || i >= len(f.text) || classes[f.text[i]] != digit {
		return 0
	}
	m := houseNumber.FindStringIndex(f.text[i:min(len(f.text), i+40)])
	if m == nil {
		return 0
	}
	a := addressReader{f: f, count: 1, lowest: house}
	rest := i + m[1]
	at := rest + len(joint.FindString(f.text[rest:min(len(f.text), rest+12)]))
	last := a.read(at)
	if last == 0 || a.count < 2 {
		return 0
	}
	if near := f.sentenceBefore(end, 100); agencyNames.last(near) > personWords.last(near) {
		return 0
	}
	return f.add(i, last, Address)
}

// prefix is the folded beginning of a text with the way back to its bytes.
type prefix struct {
	folded string
	starts []int // for each byte of folded, where its character begins in the text
	size   int
}

func foldPrefix(s string) prefix {
	p := prefix{size: len(s)}
	var b []byte
	for i, r := range s {
		n := len(b)
		b = viet.AppendFold(b, string(r))
		for range len(b) - n {
			p.starts = append(p.starts, i)
		}
	}
	p.folded = string(b)
	return p
}

// origin is the place in the text of byte n of the folded text.
func (p prefix) origin(n int) int {
	if n >= len(p.starts) {
		return p.size
	}
	return p.starts[n]
}
