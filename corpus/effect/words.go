package effect

import "regexp"

// The words of amending and ending clauses, as drafters write them.
const (
	kindWords = `(?:Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị quyết liên tịch|Nghị quyết|Nghị định|Quyết định|Thông tư liên tịch|Thông tư|Chỉ thị|Lệnh|Sắc lệnh|Quy chế|Quy định|Điều lệ|Văn bản|văn bản)`
	thisDoc   = kindWords + ` này`
	verbWords = `[Ss]ửa đổi|[Bb]ổ sung|[Tt]hay thế|[Tt]hay|[Bb]ãi bỏ|[Hh]ủy bỏ|[Hh]uỷ bỏ|[Bb]ỏ|[Đđ]ính chính|[Nn]gưng hiệu lực(?: thi hành)?|[Tt]ạm ngưng hiệu lực(?: thi hành)?|[Hh]ết hiệu lực(?: thi hành)?`
)

var (
	// instruction begins a line that amends.
	instruction = regexp.MustCompile(`^(?:` + verbWords + `)[ ,]`)
	// phraseWord begins a line that goes on about single words.
	phraseWord = regexp.MustCompile(`^[“"«][^”"»]*[”"»] (?:bằng|thành|tại)`)
	spaces     = regexp.MustCompile(`[\s\x{a0}]+`)
)
