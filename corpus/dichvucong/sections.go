package dichvucong

import (
	"regexp"
	"strings"
)

// Headings of the portal's page, as its text runs them together.
const (
	titleHeading      = "Tên thủ tục"
	codeHeading       = "Mã thủ tục"
	filingsHeading    = "Cách Thức Thực Hiện"
	filingsTable      = "Hình thức nộpThời gianPhí, lệ phíMô tả"
	dossierHeading    = "Thành phần hồ sơ"
	dossierTable      = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
	basisHeading      = "Căn cứ pháp lý"
	basisTable        = "Tên văn bản pháp lýMã văn bản"
	executorHeading   = "Cơ quan thực hiện"
	conditionsHeading = "Yêu cầu, điều kiện thực hiện"
	resultsHeading    = "Kết quả xử lý"
	nothing           = "Không có thông tin"
)

// headFields are the short fields at the head of the page in their order.
var headFields = []struct {
	heading string
	field   func(*record) *string
}{
	{"Số quyết định", func(r *record) *string { return &r.Decision }},
	{"Cấp thực hiện", func(r *record) *string { return &r.Levels }},
	{"Loại thủ tục", func(r *record) *string { return &r.Type }},
	{"Lĩnh vực", func(r *record) *string { return &r.Field }},
	{"Đối tượng thực hiện", func(r *record) *string { return &r.Applicants }},
	{"Cơ quan có thẩm quyền", func(r *record) *string { return &r.Authority }},
	{"Địa chỉ tiếp nhận HS", func(r *record) *string { return &r.Reception }},
	{"Cơ quan được ủy quyền", func(r *record) *string { return &r.Delegated }},
	{"Cơ quan phối hợp", func(r *record) *string { return &r.Coordinating }},
	{"Thủ tục hành chính liên quan", func(r *record) *string { return &r.Related }},
	{"Trình Tự Thực Hiện", func(r *record) *string { return &r.Steps }},
}

// recut returns the record with its fields cut from the page anew. The crawl cut
// at the first words that looked like a heading, so that "lập hồ sơ theo mục
// Thành phần hồ sơ" ended the steps. Here a heading counts only where the page's
// order, and for tables their column names, bear it out. A record without page,
// or with a page of another make, is returned as it is.
func (r record) recut() record {
	head, body, ok := strings.Cut(r.RawText, filingsHeading+filingsTable)
	if !ok {
		return r
	}
	basisAt := basisStart(body)
	if basisAt < 0 {
		return r
	}
	dossierAt := dossierStart(body[:basisAt])
	if dossierAt < 0 {
		return r
	}
	cut := r
	if !cut.cutHead(head) || !cut.cutTail(body[basisAt+len(basisHeading):]) {
		return r
	}
	cut.Filings = body[:dossierAt]
	cut.Dossier = body[dossierAt+len(dossierHeading) : basisAt]
	return cut
}

// cutHead reads name, short fields and steps. It reports whether all headings
// were there in order.
func (r *record) cutHead(head string) bool {
	m := pageCode.FindStringSubmatchIndex(head)
	if m == nil {
		return false
	}
	// The page opens with the name, the heading "Tên thủ tục" and the name again.
	if n := m[0] - len(titleHeading); n > 0 && n%2 == 0 && strings.TrimSpace(head[:n/2]) != "" &&
		strings.HasPrefix(head[n/2:], titleHeading) {
		r.Name = head[:n/2]
	}
	rest := head[m[3]:]
	var field *string
	for _, f := range headFields {
		before, after, ok := strings.Cut(rest, f.heading)
		if !ok {
			return false
		}
		if field != nil {
			*field = before
		}
		field, rest = f.field(r), after
	}
	*field = rest
	return true
}

// cutTail reads what follows the heading of the legal basis.
func (r *record) cutTail(tail string) bool {
	basis, rest, ok := strings.Cut(tail, conditionsHeading)
	if !ok {
		return false
	}
	at := strings.LastIndex(basis, executorHeading)
	if at < 0 {
		return false
	}
	r.Basis, r.Executor = basis[:at], basis[at+len(executorHeading):]
	if at := strings.LastIndex(rest, resultsHeading); at >= 0 {
		r.Conditions, r.Results = rest[:at], rest[at+len(resultsHeading):]
		return true
	}
	// Without results the page's buttons follow the conditions at once.
	at = furnitureStart(rest)
	r.Conditions, r.Results = rest[:at], rest[at:]
	return true
}

// basisStart finds the heading of the legal basis: the one followed by the
// table's columns, or by nothing but the next heading.
func basisStart(body string) int {
	if at := strings.Index(body, basisHeading+basisTable); at >= 0 {
		return at
	}
	return strings.Index(body, basisHeading+nothing+executorHeading)
}

// dossierStart finds the heading of the dossier: the first after which no
// further way to file begins before the dossier's first table.
func dossierStart(body string) int {
	limit := strings.Index(body, dossierTable)
	if limit < 0 {
		limit = len(body)
	}
	from := max(lastBefore(rowStarts(body), limit), 0)
	at := strings.Index(body[from:], dossierHeading)
	if at < 0 {
		return -1
	}
	return from + at
}

// lastBefore is the last of the ascending offsets that is less than limit, -1
// for none.
func lastBefore(offsets []int, limit int) int {
	last := -1
	for _, o := range offsets {
		if o < limit {
			last = o
		}
	}
	return last
}

// furniture is what the page shows after the results: keywords, a description,
// and the form for choosing an agency.
var (
	keywordsMark = "Từ khóa"
	noteMark     = "Mô tả"
	chooser      = regexp.MustCompile(`(?:Chọn cơ quan thực hiện\s*Tỉnh/ Thành phố.*?)?\s*(?:Nộp hồ sơ)?\s*$`)
)

// furnitureStart finds where the page's end begins in s.
func furnitureStart(s string) int {
	end := chooser.FindStringIndex(s)[0]
	if at := strings.LastIndex(s[:end], keywordsMark); at >= 0 && strings.Contains(s[at:end], noteMark) {
		return at
	}
	return end
}

// cutFurniture takes the results apart from keywords and description, which are
// empty where the page has none.
func cutFurniture(s string) (results, keywords, note string) {
	at := furnitureStart(s)
	results = s[:at]
	end := at + chooser.FindStringIndex(s[at:])[0]
	tail, ok := strings.CutPrefix(s[at:end], keywordsMark)
	if !ok {
		return results, "", ""
	}
	keywords, note, _ = strings.Cut(tail, noteMark)
	return results, known(keywords), known(note)
}
