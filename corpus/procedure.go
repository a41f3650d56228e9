package corpus

// Procedure is a thủ tục hành chính as the National Public Service Portal
// publishes it. Every field keeps the portal's words; where a value was also
// read as a number it stands beside the words, never instead of them.
type Procedure struct {
	Code         string   `json:"code"` // "1.001321"
	Name         string   `json:"name"`
	Decision     string   `json:"decision,omitempty"` // the deciding act: "226/QĐ-UBND"
	Agency       string   `json:"agency,omitempty"`   // publishing ministry or court, e.g. "Bộ Công an"
	Province     string   `json:"province,omitempty"` // set when a province decided it: it holds there alone
	Provincial   bool     `json:"provincial,omitempty"`
	Levels       []string `json:"levels,omitempty"` // "Cấp xã", "Cấp tỉnh", "Cấp Bộ"
	Type         string   `json:"type,omitempty"`   // "TTHC được luật giao quy định chi tiết"
	Field        string   `json:"field,omitempty"`  // lĩnh vực
	Applicants   []string `json:"applicants,omitempty"`
	Authority    string   `json:"authority,omitempty"`    // cơ quan có thẩm quyền
	Executor     string   `json:"executor,omitempty"`     // cơ quan thực hiện
	Delegated    string   `json:"delegated,omitempty"`    // cơ quan được ủy quyền
	Coordinating string   `json:"coordinating,omitempty"` // cơ quan phối hợp
	Reception    string   `json:"reception,omitempty"`    // địa chỉ tiếp nhận hồ sơ
	Related      string   `json:"related,omitempty"`      // thủ tục hành chính liên quan
	Steps        string   `json:"steps,omitempty"`        // trình tự thực hiện
	Conditions   string   `json:"conditions,omitempty"`   // yêu cầu, điều kiện
	Results      []Result `json:"results,omitempty"`      // kết quả xử lý
	Filings      []Filing `json:"filings,omitempty"`      // cách thức thực hiện
	Dossier      []Case   `json:"dossier,omitempty"`      // thành phần hồ sơ by case
	Basis        []Basis  `json:"basis,omitempty"`        // căn cứ pháp lý
	Keywords     string   `json:"keywords,omitempty"`     // từ khóa
	Description  string   `json:"description,omitempty"`  // mô tả, such as the number of dossiers
	Digest       bool     `json:"digest,omitempty"`
	Source       Source   `json:"source"`
	Withdrawn    Date     `json:"withdrawn,omitzero"` // set by the store: the edition of the source that no longer holds it
}

// Filing is one way to hand in a dossier, with its own deadline and fees.
type Filing struct {
	Form     string   `json:"form"` // "Trực tiếp", "Trực tuyến", "Dịch vụ bưu chính"
	Deadline Duration `json:"deadline,omitzero"`
	Fees     []Fee    `json:"fees,omitempty"`
	Note     string   `json:"note,omitempty"` // mô tả
}

// Duration is a deadline: Count in Unit, and the portal's words.
type Duration struct {
	Count float64 `json:"count,omitempty"`
	Unit  string  `json:"unit,omitempty"` // "ngày làm việc", "ngày", "giờ", "tháng"; empty when not said
	Text  string  `json:"text,omitempty"` // "20 Ngày làm việc"
}

// Fee is one phí or lệ phí. Amount is in Unit, which is đồng unless the portal
// names another ("USD"), and Known tells whether the portal's cell holds one; free
// of charge is Known with Amount 0. Text is what officials read: its words may say
// more or other than the cell's number (see Contradicted).
type Fee struct {
	Kind   string `json:"kind,omitempty"` // "Phí", "Lệ phí"; empty when not said
	Amount int64  `json:"amount"`
	Known  bool   `json:"known"`
	Unit   string `json:"unit,omitempty"` // "đồng", "%", …
	Text   string `json:"text"`
}

// Case is one situation with the dossier items that it asks for.
type Case struct {
	Name  string        `json:"name,omitempty"`
	Items []DossierItem `json:"items"`
}

// DossierItem is one paper of a dossier.
type DossierItem struct {
	Name      string   `json:"name"`
	Forms     []string `json:"forms,omitempty"` // file names of the forms to fill in
	Originals int      `json:"originals"`       // bản chính
	Copies    int      `json:"copies"`          // bản sao
	Text      string   `json:"text,omitempty"`  // the quantity in the portal's words
}

// Result is what the applicant gets.
type Result struct {
	Name string `json:"name"`
	Code string `json:"code,omitempty"` // "KQ.H52.000004"
}

// Basis is a căn cứ pháp lý: a document that something rests on.
type Basis struct {
	Title  string `json:"title,omitempty"`
	Number string `json:"number,omitempty"` // as printed
}
