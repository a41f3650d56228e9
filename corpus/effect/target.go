package effect

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// target is a place that a segment acts on.
type target struct {
	ref   corpus.Ref
	piece bool // a piece of the place that no Ref names: its opening words, its name
	after string
}

var (
	// placeLead are the words that may stand between a verb and its places.
	placeLead = regexp.MustCompile(`^(?:[\s,;:¤]|(?i:các|những|một số|toàn bộ|nội dung|quy định|tại|của|ở|vào|thêm|khoản|điểm|điều|tên|đoạn|đầu|mở|cuối|thứ|nhất|hai|ba|khổ|câu|dẫn|gạch|dòng|số thứ tự|phần|trong|và|cả|văn bản|lời|nêu|cụm|từ|như sau|chương|mục|tiêu đề|đề mục|phụ lục|lại|sau|đây|ngay|trước|cách|việc|đối với|thuộc|cùng|quy phạm pháp luật)|[IVX]+|\d+)*$`)
	// pieceLead names pieces of a place.
	pieceLead = regexp.MustCompile(`(?i)(?:tên (?:của )?(?:các )?|đoạn (?:mở )?đầu (?:của |tại )?|đoạn (?:thứ [a-zà-ỹ]+|cuối|\d+)?(?: của| tại)? ?|câu (?:dẫn|đầu|mở đầu|cuối|thứ [a-zà-ỹ]+)?(?: của| tại)? ?|khổ [^,;]{0,20}|gạch đầu dòng [^,;]{0,30}|dòng [^,;]{0,30}|số thứ tự [^,;]{0,30}|lời dẫn (?:của |tại )?|phần (?:mở )?đầu (?:của |tại )?|tiết [^,;]{0,10})(?:các )?$`)
	nameOf    = regexp.MustCompile(`(?i)tên (?:của )?điều`)
	anchored  = regexp.MustCompile(`\s*(?:được )?(?:vào |thêm )?(?:ngay )?(?:phía )?(?:vào sau|vào trước|vào ngay sau|ngay sau|tiếp sau|sau|trước|vào cuối|vào) (?:các |ngay )?(?:(?:Điều|khoản|điểm|điều)|(?:mục|Mục|Chương|cuối))`)
	some      = regexp.MustCompile(`(?i)một số (?:điều|khoản|điểm|nội dung|quy định|cụm từ|từ|mẫu|phụ lục|đoạn)|các (?:điều|khoản|điểm|điều, khoản|điểm, khoản|điều, khoản, điểm)(?: và [^\d]{0,20})? sau(?: đây)?\s*:?$`)
	anyPlace  = regexp.MustCompile(`(?i)khoản|điểm|điều`)
)

// targets finds the places that body names. later is the rest of the statement,
// which may say the Điều that they lie in.
func (r *reader) targets(body, later string, supplement bool) []target {
	self := r.top().ref
	label, anchor := body, ""
	if supplement {
		if m := anchored.FindStringIndex(body); m != nil && m[0] > 0 && anyPlace.MatchString(body[:m[0]]) {
			label, anchor = body[:m[0]], body[m[0]:]
		}
	}
	if self.Article == "" {
		self.Article = borrowed(body+" "+later, self)
	}
	after := ""
	if anchor != "" {
		before := strings.Contains(anchor[:min(len(anchor), 16)], "trước")
		if a := documentsIn(anchor, self); len(a) > 0 {
			self, after = around(a[0].Ref, self), lowest(a[0].Ref)
			if before || strings.Contains(anchor[:min(len(anchor), 20)], "cuối") {
				after = ""
			}
		}
	}
	out := r.read(label, self)
	for i := range out {
		if after == "" || out[i].ref.Article != self.Article && self.Article != "" {
			continue
		}
		out[i].after = after
		after = lowest(out[i].ref)
	}
	return out
}

// around is the place that holds the anchor: what is put in stands beside it.
func around(a, self corpus.Ref) corpus.Ref {
	switch {
	case a.Point != "":
		a.Point = ""
	case a.Clause != "":
		a.Clause = ""
	case a.Article == "":
		return self
	default:
		a.Article = ""
	}
	return a
}

func lowest(r corpus.Ref) string {
	return firstOf(r.Point, r.Clause, r.Article)
}

// borrowed is the Điều that the text names first.
func borrowed(text string, self corpus.Ref) string {
	for _, f := range corpus.FindRefs(text, self) {
		if f.Ref.Article != "" {
			return f.Ref.Article
		}
	}
	return ""
}

// read lists the places in text, or the document where it names none.
func (r *reader) read(text string, self corpus.Ref) []target {
	refs := documentsIn(text, self)
	if len(refs) == 0 || !placeLead.MatchString(text[:refs[0].Start]) {
		return nil
	}
	var places, whole []target
	end := 0
	for _, f := range refs {
		gap := text[min(end, f.Start):f.Start]
		t := target{ref: f.Ref, piece: pieceLead.MatchString(gap)}
		end = max(end, f.End)
		switch {
		case f.Ref.Article != "":
			places = append(places, t)
		case len(whole) == 0:
			whole = append(whole, t)
		}
	}
	if len(places) > 0 {
		return places
	}
	return whole
}
