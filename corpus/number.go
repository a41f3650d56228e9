package corpus

// Number is a document's số hiệu as printed, trimmed: "30/2020/NĐ-CP",
// "02/2011/QH13", "89-TC/TCT". Numbers that officials would call the same
// compare equal by Key, not by ==.
type Number string

// Kind is a type of legal document.
type Kind string

// The kinds of document that the corpus names. Force returns their rank.
const (
	KindConstitution    Kind = "Hiến pháp"
	KindCode            Kind = "Bộ luật"
	KindLaw             Kind = "Luật"
	KindOrdinance       Kind = "Pháp lệnh"
	KindOrder           Kind = "Lệnh"
	KindResolution      Kind = "Nghị quyết"
	KindJointResolution Kind = "Nghị quyết liên tịch"
	KindDecree          Kind = "Nghị định"
	KindDecision        Kind = "Quyết định"
	KindCircular        Kind = "Thông tư"
	KindJointCircular   Kind = "Thông tư liên tịch"
	KindDirective       Kind = "Chỉ thị"
	KindOther           Kind = "Văn bản"
)
