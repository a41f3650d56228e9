package corpus

// DocumentID names a document in the store and in URLs: lower-case ASCII
// letters, digits and hyphens, such as "30-2020-nd-cp". NewDocumentID makes it.
type DocumentID string

// Source says where a text came from, and so how far it may be trusted.
type Source struct {
	Name    string `json:"name"`              // "phapdien", "dichvucong", "starter", "file"
	Edition Date   `json:"edition,omitzero"`  // the date that the source's data goes up to
	Address string `json:"address,omitempty"` // the official page
}

// Document is one văn bản: a law, decree, circular, decision and so on.
type Document struct {
	ID        DocumentID  `json:"id"`
	Number    Number      `json:"number"` // empty for the few old acts without one
	Kind      Kind        `json:"kind"`
	Title     string      `json:"title"` // without kind and number: "Khiếu nại", "Về công tác văn thư"
	Issuer    string      `json:"issuer,omitempty"`
	Issued    Date        `json:"issued,omitzero"`
	Effective Date        `json:"effective,omitzero"`
	Source    Source      `json:"source"`
	Partial   bool        `json:"partial,omitempty"`    // the source holds only some of its articles
	Digest    bool        `json:"digest,omitempty"`     // own-words summary ("tóm lược"), not the law's wording
	Subjects  []string    `json:"subjects,omitempty"`   // đề mục of the official code that hold its articles
	Amendedby []Amendment `json:"amended_by,omitempty"` // amendments to the document as a whole
	Articles  []Article   `json:"articles,omitempty"`   // in the document's order; nil in a listing

	ArticleCount int  `json:"article_count,omitempty"` // set where Articles is left out: how many there are
	Withdrawn    Date `json:"withdrawn,omitzero"`      // set by the store: the edition of the source that no longer holds it
}

// Article is the unit of retrieval: a Điều, or in documents without Điều the
// unit that takes its place ("Mục IV", "Phụ lục I").
type Article struct {
	// Key is unique in the document: the Label, or Label~2 for the second unit
	// of that label (a decision and the regulation issued with it both have Điều 1).
	Key        string      `json:"key"`
	Label      string      `json:"label"`             // "28", "28a"; "Mục IV" when it is no Điều
	Heading    string      `json:"heading,omitempty"` // "Thời hạn giải quyết khiếu nại lần đầu"
	Within     []Heading   `json:"within,omitempty"`  // the enclosing Phần, Chương, Mục, outermost first
	Body       []Node      `json:"body"`
	InForce    Validity    `json:"in_force"`
	Amendments []Amendment `json:"amendments,omitempty"` // what changed this article, oldest first
	CrossRefs  []CrossRef  `json:"cross_refs,omitempty"`
	Address    string      `json:"address,omitempty"`    // official page of this article
	CodePlace  string      `json:"code_place,omitempty"` // "36.3.LQ.1", its place in the official code
	Remark     string      `json:"remark,omitempty"`     // of the source: "khoản 3 Điều này có hiệu lực thi hành từ ngày 01/01/2028"
	Withdrawn  Date        `json:"withdrawn,omitzero"`   // set by the store: the edition of the source that no longer holds it
}

// Level is a rank in the tree of a document.
type Level string

// The levels of the tree, and Paragraph and Table for text that has no label.
const (
	LevelPart       Level = "part"       // Phần
	LevelChapter    Level = "chapter"    // Chương
	LevelSection    Level = "section"    // Mục
	LevelSubsection Level = "subsection" // Tiểu mục
	LevelArticle    Level = "article"    // Điều
	LevelClause     Level = "clause"     // Khoản: "1."
	LevelPoint      Level = "point"      // Điểm: "a)"
	LevelParagraph  Level = "paragraph"  // text without a label, and dash items
	LevelTable      Level = "table"      // a table as readable text, one row a line, cells split by " | "
)

// Heading is one enclosing division of an article.
type Heading struct {
	Level Level  `json:"level"`
	Label string `json:"label"` // "II", "1", "nhất"
	Title string `json:"title,omitempty"`
}

// Node is a piece of an article. Its own text comes first, then its children.
type Node struct {
	Level    Level  `json:"level"`
	Label    string `json:"label,omitempty"`  // "2" of a clause, "đ" of a point; empty for paragraphs and tables
	Marker   string `json:"marker,omitempty"` // the label as printed: "2.", "đ)"; printed before Text
	Text     string `json:"text"`
	Children []Node `json:"children,omitempty"`
}

// CrossRef is a reference that the source itself draws to another provision.
type CrossRef struct {
	Ref   Ref    `json:"ref,omitzero"`    // zero when the source names the target only by its place in the code
	Code  string `json:"code,omitempty"`  // "34.3.LQ.9"
	Title string `json:"title,omitempty"` // the words of the link
}
