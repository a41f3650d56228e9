package fault

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
)

// A rewriter puts true sentences into other words. Every rule of it keeps the
// meaning; what a rule cannot be sure of it leaves alone.
type rewriter struct{ rng *rand.Rand }

func (w rewriter) chance(percent int) bool { return w.rng.IntN(100) < percent }

func one[T any](rng *rand.Rand, list []T) T { return list[rng.IntN(len(list))] }

// reword returns text in other words: order, then phrases, then figures and dates.
func (w rewriter) reword(text string) string {
	text = lowered(text)
	if w.chance(40) {
		text = brackets.ReplaceAllString(text, "")
	}
	text = w.order(text)
	text = w.phrases(text)
	text = w.days(text)
	return w.figures(text)
}

// brackets are asides that may be left out: they hold no number and no exception.
var brackets = regexp.MustCompile(` \((?:nếu có|kể cả[^()0-9]*)\)`)

var (
	colonHead   = regexp.MustCompile(`^([^:;,]{4,60}): (.+)$`)
	condition   = regexp.MustCompile(`^([^;:]{8,110}?) thì ([^;:]{8,})$`)
	withinFront = regexp.MustCompile(`^(?:trong|Trong) (\d+ [^,;:]{4,70}?), ([^,;:]{3,60}?) phải ([^;:.]+)$`)
	dependent   = regexp.MustCompile(`^(?:theo|là|tính|của|bằng|kể|thay|lấy|do|không phải) `)
	opened      = regexp.MustCompile(`^(?:nếu|khi|trường hợp|đối với|với|trong trường hợp) `)
)

// order turns a condition or a deadline round.
func (w rewriter) order(text string) string {
	if m := colonHead.FindStringSubmatch(text); m != nil && !strings.Contains(m[1], " gồm") {
		switch {
		case strings.HasPrefix(m[1], "trước") || strings.HasPrefix(m[1], "chậm nhất"):
			text = m[1] + ", " + lowered(m[2])
		default:
			text = one(w.rng, []string{"đối với ", "với ", "về "}) + lowered(m[1]) + ", " + lowered(m[2])
		}
		return text
	}
	if m := withinFront.FindStringSubmatch(text); m != nil && w.chance(70) {
		return m[2] + " phải " + m[3] + " trong " + one(w.rng, []string{"vòng ", "thời hạn ", ""}) + m[1]
	}
	m := condition.FindStringSubmatch(text)
	if m == nil || strings.Contains(m[2], " thì ") || strings.Contains(m[1], " nhưng ") || dependent.MatchString(m[2]) {
		return text
	}
	bare := opened.ReplaceAllString(strings.TrimRight(m[1], ","), "")
	bare = strings.TrimPrefix(strings.TrimPrefix(bare, "hợp "), "mà ")
	switch w.rng.IntN(4) {
	case 0:
		return "nếu " + bare + " thì " + m[2]
	case 1:
		return "khi " + bare + ", " + m[2]
	case 2:
		if !strings.Contains(m[2], ",") && !strings.Contains(m[2], " hoặc ") {
			return m[2] + one(w.rng, []string{" nếu ", " khi ", " trong trường hợp "}) + bare
		}
		return "trong trường hợp " + bare + ", " + m[2]
	}
	return "trường hợp " + bare + " thì " + m[2]
}

// phrase is a way to say something with ways to say the same. A phrase whose word
// before is one of unless, or whose word behind is one of unlessNext, is left alone:
// "không được bảo đảm" forbids nothing.
type phrase struct {
	from       string
	to         []string
	unless     string
	unlessNext string
	onlyNext   string // where only these words may stand behind
	number     bool   // only before a number
	rare       bool   // one would not say it often
}

// phrases keep the meaning in every sentence of the law.
var phrases = []phrase{
	{from: "kể từ ngày", to: []string{"tính từ ngày", "từ ngày"}},
	{from: "tính từ ngày", to: []string{"kể từ ngày", "từ ngày"}},
	{from: "từ ngày", to: []string{"kể từ ngày", "tính từ ngày"}, unless: "kể tính hoặc", unlessNext: "01 15 20"},
	{from: "từ khi", to: []string{"kể từ khi", "tính từ khi"}, unless: "kể tính"},
	{from: "không quá", to: []string{"tối đa", "không vượt quá", "không được quá"}},
	{from: "tối đa là", to: []string{"không quá", "nhiều nhất là"}},
	{from: "tối thiểu là", to: []string{"ít nhất là", "không dưới"}},
	{from: "tối đa", to: []string{"không quá", "nhiều nhất"}, unlessNext: "là"},
	{from: "chậm nhất", to: []string{"muộn nhất"}},
	{from: "nhiều nhất", to: []string{"tối đa"}},
	{from: "ít nhất", to: []string{"tối thiểu"}},
	{from: "trong thời hạn", to: []string{"trong vòng"}, number: true},
	{from: "có trách nhiệm", to: []string{"phải"}, unless: "không người chịu"},
	{from: "có quyền", to: []string{"được", "được quyền"}, unless: "không người nơi", unlessNext: "lợi và hạn"},
	{from: "bị nghiêm cấm", to: []string{"bị cấm", "không được thực hiện"}},
	{from: "nghiêm cấm", to: []string{"không được"}, unless: "bị"},
	{from: "không được", to: []string{"không được phép"}, onlyNext: "làm nhận đòi dùng chứng yêu tự đăng"},
	{from: "phải", to: []string{"cần phải", "bắt buộc phải"}, unless: "không cần buộc và đều còn chỉ vẫn mà được việc nếu mức", unlessNext: "có là"},
	{from: "bằng văn bản", to: []string{"dưới hình thức văn bản", "bằng hình thức văn bản"}},
	{from: "báo cho", to: []string{"thông báo cho"}, unless: "thông cảnh giấy đã"},
	{from: "báo bằng văn bản", to: []string{"thông báo bằng văn bản"}, unless: "thông"},
	{from: "báo kết quả", to: []string{"thông báo kết quả"}, unless: "thông"},
	{from: "nêu lý do", to: []string{"nêu rõ lý do", "giải thích lý do"}},
	{from: "theo quy định của pháp luật", to: []string{"theo pháp luật"}},
	{from: "theo pháp luật", to: []string{"theo quy định của pháp luật"}},
	{from: "quy định tại", to: []string{"nêu tại"}, unless: "được thuộc theo"},
	{from: "đối với", to: []string{"với"}},
	{from: "bao gồm", to: []string{"gồm"}},
	{from: "gồm", to: []string{"bao gồm"}, unless: "bao", unlessNext: "có"},
	{from: "hằng năm", to: []string{"hàng năm", "mỗi năm"}},
	{from: "họ tên", to: []string{"họ và tên"}},
	{from: "ra quyết định", to: []string{"ban hành quyết định"}, unless: "người"},
	{from: "không đồng ý với", to: []string{"không nhất trí với"}},
	{from: "Ủy ban nhân dân", to: []string{"UBND"}},
	{from: "Hội đồng nhân dân", to: []string{"HĐND"}},
	{from: "bảo hiểm xã hội", to: []string{"BHXH"}},
	{from: "thực hiện", to: []string{"tiến hành"}, unless: "cơ đối được không phân", unlessNext: "theo nhiệm Thông Nghị Luật Quyết quy chế"},
	{from: "vụ việc phức tạp", to: []string{"vụ việc có tính chất phức tạp", "những vụ việc phức tạp"}, unless: "đối những"},
	{from: "có thể kéo dài", to: []string{"có thể được kéo dài", "có thể kéo dài thêm"}, unlessNext: "thêm thời"},
	{from: "mọi", to: []string{"tất cả"}},
	{from: "nhằm", to: []string{"để"}},
	{from: "và", to: []string{"cũng như"}, unless: "bộ mẹ chồng nhận binh học tư phí", unlessNext: "các gia đình lệ người công đào", rare: true},
	{from: "tiếp theo", to: []string{"kế tiếp"}, unless: "trực gián liên"},
	{from: "liên quan", to: []string{"có liên quan"}, unless: "có không quyền lợi"},
	{from: "một phần ba", to: []string{"1/3"}},
	{from: "hai phần ba", to: []string{"2/3"}},
	{from: "quá nửa", to: []string{"hơn một nửa"}},
	{from: "chết", to: []string{"qua đời"}, unless: "người bị"},
	{from: "khi", to: []string{"trong trường hợp"}, unless: "từ sau trước đến trong mỗi ngay trừ hoặc lúc kể tính nếu một chỉ và phạm cần , ; cho là lại", unlessNext: "đó cần thuộc"},
	{from: "hoặc", to: []string{"hay"}, unless: ","},
	{from: "nếu", to: []string{"trong trường hợp", "khi"}, unless: "trong , ;", unlessNext: "có)"},
	{from: "vì", to: []string{"do"}, unless: "bởi"},
	{from: "cư trú", to: []string{"đang cư trú", "sinh sống"}, unless: "đang đăng nhập nơi"},
	{from: "hồ sơ hợp lệ", to: []string{"bộ hồ sơ hợp lệ"}},
	{from: "nơi thường trú", to: []string{"nơi đăng ký thường trú"}},
	{from: "chỉ được", to: []string{"chỉ có thể được"}},
	{from: "buộc", to: []string{"bị buộc phải"}, unless: "bắt bị"},
	{from: "chịu trách nhiệm", to: []string{"phải chịu trách nhiệm"}, unless: "phải cần"},
	{from: "còn phải", to: []string{"còn cần phải"}},
	{from: "đều phải", to: []string{"đều cần phải"}},
}

// fits tells whether the phrase may be put into other words where it stands in text.
func (p phrase) fits(text string, start, end int) bool {
	behind := next(text, end)
	switch {
	case among(p.unless, strings.ToLower(previous(text, start))), among(p.unlessNext, behind):
		return false
	case p.onlyNext != "" && !among(p.onlyNext, behind):
		return false
	case p.number:
		return startsWithDigit(behind)
	case p.rare:
		return len(behind) > 2 // no list of labels: "điểm a, b và c"
	}
	return true
}

// phrases puts about two thirds of the phrases that it knows into other words.
func (w rewriter) phrases(text string) string {
	taken := make([]bool, len(text))
	type change struct {
		start, end int
		to         string
	}
	var changes []change
	for _, p := range phrases {
		for i := at(text, p.from, 0); i >= 0; i = at(text, p.from, i+len(p.from)) {
			end := i + len(p.from)
			if !p.fits(text, i, end) || slices.Contains(taken[i:end], true) || p.rare && w.chance(75) {
				continue
			}
			for k := i; k < end; k++ {
				taken[k] = true
			}
			if w.chance(68) {
				changes = append(changes, change{i, end, one(w.rng, p.to)})
			}
		}
	}
	slices.SortFunc(changes, func(a, b change) int { return b.start - a.start })
	for _, c := range changes {
		text = text[:c.start] + c.to + text[c.end:]
	}
	for _, word := range []string{"được", "phải", "của", "là"} {
		text = strings.ReplaceAll(text, word+" "+word+" ", word+" ")
	}
	return text
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// among tells whether word, its comma left off or alone, is one of the words in list.
func among(list, word string) bool {
	for w := range strings.FieldsSeq(list) {
		if w == word || len(w) == 1 && strings.HasSuffix(word, w) {
			return true
		}
	}
	return false
}

// next is the word behind byte i of text.
func next(text string, i int) string {
	words := strings.Fields(text[i:])
	if len(words) == 0 {
		return ""
	}
	return strings.TrimRight(words[0], ",;.")
}

// days writes dates in another form.
func (w rewriter) days(text string) string {
	found := days(text)
	for i := len(found) - 1; i >= 0; i-- {
		if d := found[i]; w.chance(65) && strings.HasPrefix(text[d.start:], "ngày") {
			text = text[:d.start] + one(w.rng, d.forms()) + text[d.end:]
		}
	}
	return text
}

// figures writes numbers in another form: without the zero in front, in words, with
// the words in brackets; amounts in millions; "không quá 30 ngày" as it is also said.
func (w rewriter) figures(text string) string {
	list := quantities(text)
	slices.SortFunc(list, func(a, b quantity) int { return b.start - a.start })
	for _, q := range list {
		text = text[:q.start] + w.figure(q, text[q.start:q.numberEnd], text[q.numberEnd:q.end]) + text[q.end:]
	}
	return text
}

func (w rewriter) figure(q quantity, number, unit string) string {
	n := int(q.value)
	small := q.value == float64(n) && n > 0 && n < 1000
	switch {
	case q.words && small && w.chance(50):
		return figure(q.value) + unit
	case q.words:
		return number + unit
	case q.unit == "đồng":
		return one(w.rng, amountForms(int64(q.value)))
	case q.unit == "%":
		return one(w.rng, []string{number + "%", figure(q.value) + " phần trăm"})
	case small && w.chance(28):
		return inWords(n) + unit
	case small && w.chance(10):
		return figure(q.value) + " (" + inWords(n) + ")" + unit
	case small && w.chance(70):
		return figure(q.value) + unit
	}
	return number + unit
}
