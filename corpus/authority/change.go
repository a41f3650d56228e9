package authority

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

var (
	// stops finds what ends the district level: "Hội đồng nhân dân, … (sau đây gọi
	// chung là cấp huyện) kết thúc hoạt động từ ngày 01 tháng 7 năm 2025".
	stops     = regexp.MustCompile(`(?:kết thúc|chấm dứt) hoạt động(?: (?:kể )?từ (ngày \d{1,2}(?:/\d{1,2}/\d{4}| tháng \d{1,2} năm \d{4})))?`)
	fromDay   = regexp.MustCompile(`^(?:Kể từ|Từ) (ngày \d{1,2}(?:/\d{1,2}/\d{4}| tháng \d{1,2} năm \d{4})), `)
	governing = regexp.MustCompile(`^(?:[Hh]ội đồng nhân dân|(?:Ủy|Uỷ|ủy|uỷ) ban nhân dân|[Cc]hính quyền địa phương|[Đđ]ơn vị hành chính)`)
	called    = regexp.MustCompile(`gọi (?:chung|tắt) là ([Cc]ấp \p{Ll}+)\)`)
	some      = regexp.MustCompile(`cấp (?:xã|tỉnh)|quy định tại|sau sắp xếp|hình thành|tại các|ở các`)
)

// end reads the clause that ends the district level as a whole.
func (r *reader) end(text string, at corpus.Ref) {
	if !containsAny(text, "kết thúc hoạt động", "chấm dứt hoạt động") {
		return
	}
	m := stops.FindStringSubmatchIndex(text)
	if m == nil {
		return
	}
	subject, when := text[:m[0]], ""
	if m[2] >= 0 {
		when = text[m[2]:m[3]]
	}
	if first := fromDay.FindStringSubmatch(subject); first != nil {
		subject, when = subject[len(first[0]):], first[1]
	}
	day, err := corpus.ParseDate(when)
	if err != nil || !governing.MatchString(subject) || strings.ContainsAny(subject, ".;") || some.MatchString(subject) || !hasDistrict(subject) {
		return
	}
	subject = strings.TrimSpace(subject)
	from := subject
	if m := called.FindStringSubmatch(subject); m != nil {
		from = m[1]
	}
	r.add(Move{Kind: MoveEnd, From: from, Since: day, Note: text}, at)
}

// province is a province or a city of the central level by name.
const province = `(?:tỉnh|thành phố|Thành phố) \p{Lu}\p{L}*(?: (?:-|–) \p{Lu}\p{L}*| \p{Lu}\p{L}*)*`

var (
	// provinceMade reads the clauses of a resolution on the arrangement of provinces.
	provinceMade = regexp.MustCompile(`(?:[Ss]ắp xếp|[Nn]hập|[Hh]ợp nhất)[^.;]{0,80}? của ((?:` + province + `(?:, | và )?)+) (?:thành|để thành lập) (?:tỉnh|thành phố)[^.;]{0,40}? có tên gọi là (` + province + `)`)
	provinces    = regexp.MustCompile(province)
	// merged, made and renamed read what becomes of ministries.
	merged  = regexp.MustCompile(`(?:[Ss]áp nhập|[Hh]ợp nhất) (` + ministry + `) vào (` + ministry + `)`)
	fused   = regexp.MustCompile(`[Hh]ợp nhất (` + ministry + `)(?:,? và|,) (` + ministry + `) thành (` + ministry + `)`)
	made    = regexp.MustCompile(`[Tt]hành lập (` + ministry + `) (?:trên cơ sở|từ việc) (?:hợp nhất|sáp nhập|tổ chức lại|sắp xếp) ([^.;]{5,200})`)
	renamed = regexp.MustCompile(`[Đđ]ổi tên (` + ministry + `) thành (` + ministry + `)`)
	opens   = regexp.MustCompile(`chính thức hoạt động (?:kể )?từ (ngày \d{1,2}(?:/\d{1,2}/\d{4}| tháng \d{1,2} năm \d{4}))`)
)

// merge reads the clauses that merge or rename provinces and ministries.
func (r *reader) merge(text string, at corpus.Ref) {
	if !containsAny(text, "áp nhập", "ợp nhất", "ắp xếp", "ổi tên", "hành lập Bộ", "có tên gọi") {
		return
	}
	for _, m := range provinceMade.FindAllStringSubmatch(text, -1) {
		for _, p := range provinces.FindAllString(m[1], -1) {
			r.become(p, m[2], at, m[0])
		}
	}
	for _, m := range merged.FindAllStringSubmatch(text, -1) {
		r.become(m[1], m[2], at, m[0])
	}
	for _, m := range fused.FindAllStringSubmatch(text, -1) {
		r.become(m[1], m[3], at, m[0])
		r.become(m[2], m[3], at, m[0])
	}
	for _, m := range made.FindAllStringSubmatch(text, -1) {
		for _, old := range ministries.FindAllString(m[2], -1) {
			r.become(old, m[1], at, m[0])
		}
	}
	for _, m := range renamed.FindAllStringSubmatch(text, -1) {
		r.become(m[1], m[2], at, m[0])
	}
}

// become adds that one authority is another from the day that the document gives.
func (r *reader) become(from, to string, at corpus.Ref, words string) {
	if from != to {
		r.add(Move{Kind: MoveMerge, From: from, To: to, Since: r.opening(), Note: words}, at)
	}
}

// opening is the day from which the document says that the new units work, zero
// when it does not.
func (r *reader) opening() corpus.Date {
	for _, a := range r.doc.Articles {
		if m := opens.FindStringSubmatch(a.Text()); m != nil {
			if d, err := corpus.ParseDate(m[1]); err == nil {
				return d
			}
		}
	}
	return 0
}

// words takes the exchanged words out of the document's acts on others.
func (r *reader) words() {
	for _, a := range r.doc.Amends {
		for _, p := range a.Phrases {
			from, to := tidy(p.Old), tidy(p.New)
			district := hasDistrict(from) && !hasDistrict(to)
			if from == to || a.Target.Article == "" || !district && !(wholeMinistry.MatchString(from) && wholeMinistry.MatchString(to)) {
				continue
			}
			r.moves = append(r.moves, Move{
				Kind: MoveWords, From: from, To: to, Target: a.Target, Since: a.Effective, By: a.By, Note: clip(a.Note),
			})
		}
	}
}
