package corpus

// Ref is a dẫn chiếu: one place in one document. Fields that are not named are
// empty; a Ref with only Number means the whole document.
type Ref struct {
	Kind    Kind   `json:"kind,omitempty"`
	Number  Number `json:"number,omitempty"`
	Title   string `json:"title,omitempty"`   // for acts cited by name: "Khiếu nại" of "Luật Khiếu nại"
	Year    int    `json:"year,omitzero"`     // of an act cited by name: 2015 of "Bộ luật Dân sự năm 2015"
	Article string `json:"article,omitempty"` // as Article.Label: "28", "28a", "Mục IV"
	Clause  string `json:"clause,omitempty"`  // "2", "2a"
	Point   string `json:"point,omitempty"`   // "a", "đ"
}
