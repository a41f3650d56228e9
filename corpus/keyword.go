package corpus

import (
	"maps"
	"strings"
)

// keyword is the set of parts that a word may play in citing a place.
type keyword uint32

const (
	kwPoint    keyword = 1 << iota // điểm
	kwClause                       // khoản
	kwArticle                      // Điều
	kwSection                      // Mục
	kwDivision                     // Chương, Phần
	kwAppendix                     // phụ, of Phụ lục
	kwLuc                          // lục
	kwShort                        // k, đ: only with a number right behind
	kwThis                         // này
	kwPlural                       // các, những
	kwAnd                          // và, hoặc
	kwOf                           // của, tại, thuộc
	kwFrom                         // từ
	kwTo                           // đến
	kwSo                           // số
	kwYear                         // năm
	kwKind                         // first word of a kind: nghị, luật, NĐ
	kwUnit                         // what is counted: ngày, tháng, đồng
	kwIssued                       // ban hành kèm theo
	kwForeign                      // quy (chế), điều (lệ): acts that no Ref names
	kwStop                         // ends a title recognised by its capitals
	kwDay                          // ngày
	kwMonth                        // tháng
)

// keywords holds the words as printed in lower case, looseKeywords as they are
// typed without diacritics, with the short forms and frequent misspellings.
var keywords, looseKeywords = buildKeywords()

func buildKeywords() (marked, loose map[string]keyword) {
	marked = make(map[string]keyword)
	add := func(m map[string]keyword, k keyword, words string) {
		for w := range strings.FieldsSeq(words) {
			m[w] |= k
		}
	}
	add(marked, kwPoint, "điểm")
	add(marked, kwClause, "khoản khỏan")
	add(marked, kwArticle, "điều")
	add(marked, kwSection, "mục")
	add(marked, kwDivision, "chương phần")
	add(marked, kwAppendix, "phụ")
	add(marked, kwLuc, "lục")
	add(marked, kwThis, "này")
	add(marked, kwPlural, "các những")
	add(marked, kwAnd, "và hoặc hay cùng")
	add(marked, kwOf, "của tại thuộc trong")
	add(marked, kwFrom, "từ")
	add(marked, kwTo, "đến tới")
	add(marked, kwSo, "số")
	add(marked, kwYear, "năm")
	add(marked, kwDay, "ngày")
	add(marked, kwMonth, "tháng")
	add(marked, kwKind, "luật bộ nghị thông quyết pháp chỉ hiến văn nđ qđ tt nq ttlt nqlt pl ct blds blhs bllđ bltths blttds")
	add(marked, kwUnit, "ngày tháng năm giờ phút tuần quý đồng triệu tỷ nghìn người lần bản bộ mét km m kg tấn phần trường hợp tờ cái chiếc con")
	add(marked, kwIssued, "ban hành kèm theo được")
	add(marked, kwForeign, "quy điều hiệp công nghị hợp chương tiêu nội thể nội kế định")
	add(marked, kwStop, "và hoặc của về quy được có thì là do khi theo tại trong để với cho phải không đã đang sẽ này số ngày năm "+
		"gồm bao nếu mà hiện từ đến ban nêu trên sửa hướng ở bằng như bị trước sau đối nhằm hay các những còn nói")
	loose = maps.Clone(marked)
	for w, k := range marked {
		loose[fold(w)] |= k
	}
	add(loose, kwClause|kwShort, "k")
	add(loose, kwArticle|kwShort, "đ d")
	add(loose, kwArticle, "điêu diều")
	add(loose, kwClause, "khoàn khoan")
	add(loose, kwKind, "nd qd bl hp l lq blld lttds ltthc lxlvphc lcbcc lbhxh")
	return marked, loose
}

// has tells whether the word may play one of the parts in k.
func (l lexeme) has(k keyword) bool { return l.kind == lexWord && l.word&k != 0 }
