package fault

import (
	"regexp"
	"slices"
	"strings"
)

// loseException leaves the exception of a place out of the answer; what is planted
// is the sentence that it belongs to.
func (p *planter) loseException() (*draft, string) {
	for i, d := range p.a.drafts {
		if p.faulty[d] || d.of != nil && p.faulty[d.of] || p.toldBeside(d) {
			continue
		}
		switch {
		case d.role == excepts && d.of != nil && slices.Contains(p.a.drafts, d.of) && len(p.a.drafts) > 1:
			was := d.text()
			p.a.drafts = slices.Delete(slices.Clone(p.a.drafts), i, i+1)
			return d.of, was
		case d.tail+d.front != "":
			was := d.tail + d.front
			d.tail, d.front = "", ""
			return d, was
		}
	}
	return nil, ""
}

// toldBeside tells whether another sentence of the answer, about another rule, tells an
// exception of the same places: then leaving this one out leaves the exception in.
func (p *planter) toldBeside(d *draft) bool {
	return slices.ContainsFunc(p.a.drafts, func(o *draft) bool {
		return o != d && o != d.of && o.of != d && (o.role == excepts || o.tail+o.front != "") && o.from[0] == d.from[0]
	})
}

// extensionTail is the end of a sentence that tells the longer deadline.
var extensionTail = regexp.MustCompile(`(?:; |, (?:trường hợp|đối với|với|nếu) )[^;]*` + extension.String() + `[^;]*$`)

// loseExtension leaves the longer deadline of some cases out of a sentence that tells the deadline.
func (p *planter) loseExtension() (*draft, string) {
	return p.edit(func(d *draft) (string, bool) {
		m := extensionTail.FindStringIndex(d.body)
		if m == nil || len(d.from) > 1 || len(p.a.drafts) < 2 || len(counted(d.body[:m[0]])) == 0 {
			return "", false
		}
		for _, o := range p.a.drafts {
			if o != d && (o.role == tells && slices.Contains(o.from, d.from[0]) || o.from[0].article == d.from[0].article && extension.MatchString(o.body)) {
				return "", false // another sentence may tell it, of this place or of one like it beside
			}
		}
		return d.body[:m[0]], true
	})
}

// requote changes the quotation of the answer, or of one that is added, into false words.
func (p *planter) requote(change func(d *draft, words string) string) (*draft, string) {
	if len(p.sound(quotes)) == 0 && len(p.a.drafts) < 4 {
		p.quote(p.a, p.a.drafts[0].from[0])
	}
	for _, d := range p.sound(quotes) {
		words := strings.Trim(quoted.FindString(d.body), "“”")
		text := strings.Join(syllables(d.from[0].text), " ")
		for range 10 {
			said := change(d, words)
			if said == "" || strings.Contains(" "+text+" ", " "+strings.Join(syllables(said), " ")+" ") {
				continue
			}
			was := d.text()
			d.body = strings.Replace(d.body, words, said, 1)
			return d, was
		}
	}
	return nil, ""
}

func (p *planter) changeQuote() (*draft, string) {
	return p.requote(func(_ *draft, words string) string {
		list := strings.Fields(words)
		i := p.rng.IntN(len(list))
		switch p.rng.IntN(3) {
		case 0:
			list = slices.Delete(list, i, i+1)
		case 1:
			list = slices.Insert(list, i, one(p.rng, []string{"không", "phải", "các", "được", "toàn bộ", "mới"}))
		default:
			list[i] = one(p.rng, strings.Fields(one(p.rng, p.useful).text))
		}
		return strings.Join(list, " ")
	})
}

func (p *planter) joinQuote() (*draft, string) {
	return p.requote(func(d *draft, words string) string {
		others := segments(one(p.rng, p.a.places))
		if p.chance(50) {
			others = segments(d.from[0])
		}
		if len(others) == 0 {
			return ""
		}
		a, b := strings.Fields(words), strings.Fields(one(p.rng, others))
		return strings.Join(append(slices.Clone(a[:(len(a)+1)/2]), b[len(b)/2:]...), " ")
	})
}

func (p *planter) inventQuote() (*draft, string) {
	return p.requote(func(*draft, string) string { return one(p.rng, inventedQuotes) })
}

// inventedQuotes are no one's words.
var inventedQuotes = []string{
	"mọi trường hợp đều phải có ý kiến của cấp ủy cùng cấp",
	"thời hạn nói trên được tính lại từ đầu khi hồ sơ có thay đổi",
	"cơ quan tiếp nhận phải hoàn trả toàn bộ chi phí cho người dân",
	"người có yêu cầu được lựa chọn hình thức giải quyết phù hợp nhất",
	"việc chậm trễ phải được giải trình công khai trước tập thể",
	"không giới hạn số lần đề nghị trong cùng một năm",
	"người đứng đầu chịu trách nhiệm hoàn toàn về kết quả thực hiện",
	"hồ sơ chỉ có giá trị khi được nộp bằng bản giấy",
}

var negations = []replace{
	{from: "không được phép", to: []string{"được phép"}},
	{from: "không được", to: []string{"được"}, unlessNext: "quá vượt thụ"},
	{from: "không phải", to: []string{"phải"}, unless: "hàng"}, // hàng không
	{from: "không cần", to: []string{"cần"}},
	{from: "không áp dụng", to: []string{"áp dụng"}},
	{from: "không tính", to: []string{"tính"}},
	{from: "không thể", to: []string{"có thể"}},
	{from: "không có", to: []string{"có"}, unless: "hay hoặc"},
	{from: "không cấp", to: []string{"cấp"}, unless: "hay hoặc"},
	{from: "không thuộc", to: []string{"thuộc"}},
	{from: "không đồng ý", to: []string{"đồng ý"}},
	{from: "không nhất trí", to: []string{"nhất trí"}},
	{from: "không còn", to: []string{"còn", "vẫn còn"}},
	{from: "không xử lý", to: []string{"xử lý"}},
	{from: "không kể", to: []string{"kể cả"}},
	{from: "không giải quyết", to: []string{"giải quyết"}},
	{from: "bị cấm", to: []string{"được phép"}},
	{from: "bị nghiêm cấm", to: []string{"được phép"}},
	{from: "không được thực hiện", to: []string{"được thực hiện"}},
	{from: "nghiêm cấm", to: []string{"cho phép"}, unless: "bị"},
	{from: "chưa", to: []string{"đã"}, unless: "hay hoặc mà"},
}

func (p *planter) dropNegation() (*draft, string) {
	return p.edit(func(d *draft) (string, bool) { return p.swap(d.body, negations) })
}

var affirmations = []replace{
	{from: "cần phải", to: []string{"không cần phải"}, unless: "không"},
	{from: "bắt buộc phải", to: []string{"không bắt buộc phải"}, unless: "không"},
	{from: "phải", to: []string{"không phải"}, unless: "không cần buộc mà"},
	{from: "có thể", to: []string{"không thể"}, unless: "không chỉ"},
	{from: "có quyền", to: []string{"không có quyền"}, unless: "không"},
	{from: "được quyền", to: []string{"không được quyền"}, unless: "không có"},
	{from: "được", to: []string{"không được"}, unless: "không chưa không có thể mà chỉ cần phải", unlessNext: "quyền phép thì", follows: true, clear: true},
	{from: "áp dụng", to: []string{"không áp dụng"}, unless: "không bị"},
	{from: "chịu trách nhiệm", to: []string{"không chịu trách nhiệm"}, unless: "không phải"},
}

func (p *planter) addNegation() (*draft, string) {
	return p.edit(func(d *draft) (string, bool) { return p.swap(d.body, affirmations) })
}

var modalities = []replace{
	{from: "có thể", to: []string{"phải", "bắt buộc phải"}, unless: "không chỉ"},
	{from: "có quyền", to: []string{"phải", "có nghĩa vụ"}, unless: "không người", unlessNext: "được"},
	{from: "được quyền", to: []string{"phải", "có nghĩa vụ"}, unless: "không có", unlessNext: "được"},
	{from: "cần phải", to: []string{"có thể"}, unless: "không"},
	{from: "bắt buộc phải", to: []string{"có thể"}, unless: "không"},
	{from: "phải", to: []string{"có thể"}, unless: "không cần buộc đến mà"},
	{from: "có nghĩa vụ", to: []string{"có quyền", "có thể"}, unlessNext: "phải"},
	{from: "có trách nhiệm", to: []string{"có thể"}, unless: "không"},
}

// modal are the words that say what must or may be done. A source without any of them
// says neither, and then neither is false.
var modal = regexp.MustCompile(`phải|có thể|quyền|được|trách nhiệm|nghĩa vụ|buộc|cấm`)

func (p *planter) changeModality() (*draft, string) {
	return p.edit(func(d *draft) (string, bool) {
		if !modal.MatchString(d.from[0].text) {
			return "", false
		}
		return p.swap(d.body, modalities)
	})
}

var bounds = []replace{
	{from: "không quá", to: []string{"ít nhất", "tối thiểu"}},
	{from: "không được quá", to: []string{"ít nhất", "tối thiểu"}},
	{from: "không vượt quá", to: []string{"ít nhất", "tối thiểu"}},
	{from: "tối đa", to: []string{"tối thiểu", "ít nhất"}},
	{from: "nhiều nhất", to: []string{"ít nhất"}},
	{from: "chậm nhất", to: []string{"sớm nhất"}},
	{from: "muộn nhất", to: []string{"sớm nhất"}},
	{from: "trong vòng", to: []string{"ít nhất", "sau"}},
	{from: "trong thời hạn", to: []string{"ít nhất"}, unlessNext: "đó xử sử giải không"},
	{from: "ít nhất", to: []string{"tối đa", "không quá"}},
	{from: "tối thiểu", to: []string{"tối đa", "nhiều nhất"}, unlessNext: "do của cho"},
	{from: "trước ngày", to: []string{"sau ngày"}},
	{from: "trở lên", to: []string{"trở xuống"}},
}

func (p *planter) turnBound() (*draft, string) {
	return p.edit(func(d *draft) (string, bool) { return p.swap(d.body, bounds) })
}

var subjectPairs = []replace{
	{from: "công chức", to: []string{"viên chức"}, unless: "bộ,"},
	{from: "viên chức", to: []string{"công chức"}},
	{from: "người tố cáo", to: []string{"người bị tố cáo"}},
	{from: "người khiếu nại", to: []string{"người bị khiếu nại"}},
	{from: "người lao động", to: []string{"người sử dụng lao động"}},
	{from: "người sử dụng lao động", to: []string{"người lao động"}},
	{from: "cấp xã", to: []string{"cấp tỉnh"}},
	{from: "cấp tỉnh", to: []string{"cấp xã"}},
	{from: "Thủ tướng", to: []string{"Quốc hội"}},
	{from: "lần đầu", to: []string{"lần hai"}},
	{from: "lần hai", to: []string{"lần đầu"}},
	{from: "Chủ tịch UBND", to: []string{"Chủ tịch HĐND"}},
	{from: "Chủ tịch Ủy ban nhân dân", to: []string{"Chủ tịch Hội đồng nhân dân"}},
	{from: "Chính phủ", to: []string{"Bộ trưởng"}, unless: "tướng tra"},
	{from: "người bị bạo lực", to: []string{"người có hành vi bạo lực"}},
	{from: "vợ", to: []string{"chồng"}},
	{from: "viên chức quản lý", to: []string{"viên chức"}},
	{from: "cha mẹ đẻ", to: []string{"cha mẹ nuôi"}},
	{from: "Tòa án", to: []string{"Viện kiểm sát"}},
	{from: "cơ quan", to: []string{"doanh nghiệp"}, unless: "thủ"},
	{from: "người đứng đầu", to: []string{"cấp phó"}},
	{from: "nam", to: []string{"nữ"}},
	{from: "nữ", to: []string{"nam"}},
	{from: "văn bản giấy", to: []string{"văn bản điện tử"}},
	{from: "văn bản điện tử", to: []string{"văn bản giấy"}},
}

func (p *planter) changeSubject() (*draft, string) {
	return p.edit(func(d *draft) (string, bool) { return p.swap(d.body, subjectPairs) })
}

var subjectOf = regexp.MustCompile(`^([^0-9,;“]{8,50}?) (?:phải|cần phải|bắt buộc phải|được|có quyền|có thể|có trách nhiệm|là|có) `)

// noSubject marks what is more than the subject of a sentence, or turns it round.
var noSubject = regexp.MustCompile(`không|chưa|nhưng|(?:^| )(?:chỉ|đều|còn|vẫn|cũng|thì)(?: |$)`)

// consequences are no law: what a model may make up about anyone.
var consequences = []string{
	"phải nộp kèm bản cam kết có xác nhận của nơi làm việc", "được miễn toàn bộ lệ phí", "phải lấy ý kiến của hội đồng tư vấn trước khi quyết định",
	"được cấp thêm bản sao miễn phí khi có nhu cầu", "phải đăng thông tin trên báo địa phương", "được ưu tiên xem xét trước các hồ sơ khác",
	"phải qua vòng phỏng vấn trực tiếp", "được hỗ trợ kinh phí đi lại", "phải báo cáo định kỳ hằng quý cho cấp trên trực tiếp",
	"được ủy quyền cho luật sư thay mặt ký toàn bộ giấy tờ", "phải tham gia lớp tập huấn nghiệp vụ", "được hoàn trả chi phí nếu bị từ chối",
	"phải kê khai tài sản trước khi nộp hồ sơ", "được gia hạn tự động khi hết hạn", "phải đặt cọc một khoản tiền bảo đảm",
}

// invent says something new of the subject of a true sentence.
func (p *planter) invent() (*draft, string) {
	for _, d := range p.sound(tells) {
		m := subjectOf.FindStringSubmatch(d.body)
		said := one(p.rng, consequences)
		if m == nil || noSubject.MatchString(m[1]) || strings.HasPrefix(m[1], "một trong") || strings.Contains(m[1], " ngày") || supports(sourceText(d), said) > 0.6 {
			continue
		}
		e := &draft{role: tells, body: m[1] + " " + said, cites: []int{p.a.handle(d.from[0])}, from: d.from[:1]}
		if p.say(e) {
			return e, ""
		}
	}
	return nil, ""
}

// memories sound like law and are written here without any source, on purpose.
var memories = []string{
	"người vi phạm có thể bị xử phạt vi phạm hành chính hoặc truy cứu trách nhiệm hình sự tùy mức độ",
	"việc giải quyết phải bảo đảm nguyên tắc công khai, minh bạch, khách quan và kịp thời",
	"cơ quan tiếp nhận hồ sơ phải cấp giấy biên nhận và hẹn ngày trả kết quả",
	"người dân có thể nộp hồ sơ trực tuyến qua Cổng dịch vụ công quốc gia",
	"nếu hồ sơ chưa đầy đủ, cán bộ tiếp nhận hướng dẫn bổ sung một lần bằng văn bản",
	"quyết định được gửi cho các bên liên quan và niêm yết tại trụ sở",
	"người có thẩm quyền chịu trách nhiệm cá nhân nếu để xảy ra sai phạm",
	"trường hợp có tranh chấp, các bên được quyền khởi kiện ra Tòa án nhân dân có thẩm quyền",
	"kinh phí thực hiện do ngân sách nhà nước bảo đảm theo phân cấp hiện hành",
	"tổ chức, cá nhân có thành tích được khen thưởng theo quy định về thi đua",
	"quy định này cũng áp dụng cho người nước ngoài cư trú tại Việt Nam",
	"hồ sơ được lưu trữ theo pháp luật về lưu trữ",
	"lệ phí do Hội đồng nhân dân cấp tỉnh quyết định phù hợp với tình hình địa phương",
	"mọi khiếu nại về việc này được gửi đến cơ quan cấp trên trực tiếp",
	"người chưa thành niên phải có người giám hộ đi cùng khi làm thủ tục",
	"bản sao phải được chứng thực tại Ủy ban nhân dân cấp xã hoặc tổ chức hành nghề công chứng",
	"Bộ Tư pháp hướng dẫn thống nhất việc thực hiện trên toàn quốc",
	"thông tin được cập nhật vào cơ sở dữ liệu quốc gia về dân cư",
	"người làm lộ thông tin phải bồi thường thiệt hại theo pháp luật dân sự",
	"việc ủy quyền phải được lập thành văn bản có công chứng",
}

// remember says what sounds like law and stands in no source of the answer.
func (p *planter) remember() (*draft, string) {
	first := p.a.drafts[0]
	for _, said := range shuffled(p.rng, memories) {
		if supports(sourceText(first), said) > 0.5 {
			continue
		}
		e := &draft{role: tells, body: said, cites: []int{p.a.handle(first.from[0])}, from: first.from[:1]}
		if p.chance(50) {
			e.lead = one(p.rng, openings)
		}
		if p.say(e) {
			return e, ""
		}
	}
	return nil, ""
}
