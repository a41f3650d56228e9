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

	// InForce is of the document as a whole, worked out from all that the corpus
	// holds; its zero value says that nothing more than Effective is known.
	InForce    Validity    `json:"in_force,omitzero"`
	Doubts     []Doubt     `json:"doubts,omitempty"`     // why it may not be in force, for all that is known
	Amends     []Amendment `json:"amends,omitempty"`     // what its own provisions do to others, each with its Target
	Basis      []Ref       `json:"basis,omitempty"`      // the căn cứ that it names
	Signatory  string      `json:"signatory,omitempty"`  // who signed: "Nguyễn Xuân Phúc"
	Recipients []string    `json:"recipients,omitempty"` // the lines of Nơi nhận
	Preamble   []Node      `json:"preamble,omitempty"`   // what stands before the first article: masthead, title, căn cứ
	Closing    []Node      `json:"closing,omitempty"`    // what stands after the last one: signature, Nơi nhận
	Steps      []Step      `json:"steps,omitempty"`      // of a quy trình
	File       File        `json:"file,omitzero"`        // that it was read from

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
	Page       int         `json:"page,omitzero"`        // of the file that it begins on, 0 where pages are not known
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

// Step is one step of a quy trình, as its table or list has it.
type Step struct {
	Label   string   `json:"label"`             // "Bước 1", "1"
	Text    string   `json:"text"`              // what is done
	Who     string   `json:"who,omitempty"`     // who does it
	Time    string   `json:"time,omitempty"`    // "0,5 ngày làm việc"
	Forms   []string `json:"forms,omitempty"`   // forms and results: "BM 01", "Mẫu số 05"
	Article string   `json:"article,omitempty"` // Key of the unit that holds it
}

// File is the file that a document was read from.
type File struct {
	Name   string `json:"name"`             // base name, as it was imported
	SHA256 string `json:"sha256"`           // of its bytes, hexadecimal
	Format string `json:"format"`           // "docx", "pdf", …
	Pages  int    `json:"pages,omitempty"`  // 0 where the format has none
	Reader string `json:"reader,omitempty"` // what read it: "docx", "antiword 0.37", "tesseract 5.3.0"
	// Confidence is that of the recognised text, 0 to 1; 0 where it was not recognised from an image.
	Confidence float64 `json:"confidence,omitzero"`
}

// CrossRef is a reference that the source itself draws to another provision.
type CrossRef struct {
	Ref   Ref    `json:"ref,omitzero"`    // zero when the source names the target only by its place in the code
	Code  string `json:"code,omitempty"`  // "34.3.LQ.9"
	Title string `json:"title,omitempty"` // the words of the link
}
