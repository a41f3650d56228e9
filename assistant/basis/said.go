package basis

// What the check says, in Vietnamese.
const (
	saidOutside   = "ngoài kho, chưa kiểm được"
	saidSeveral   = "có %d văn bản mang số %s: viết đủ ký hiệu"
	saidShared    = "nhiều cơ quan dùng số %s: văn bản trong kho có tên hoặc ngày khác"
	saidNear      = "kho có văn bản cùng tên: %s"
	saidNumber    = "sai số hiệu (văn bản có tên và thời gian này là số %s)"
	saidNumberOf  = "sai số hiệu (văn bản có tên và thời gian này là số %s; số %s là của %s)"
	saidOther     = "trong kho số %s là của văn bản khác (%s): xem lại số hiệu"
	saidTitle     = "sai tên (văn bản ghi “%s”)"
	saidMarks     = "tên khác một vài dấu hoặc một chữ cái với văn bản trong kho (“%s”)"
	saidDate      = "sai ngày (văn bản ghi %s)"
	saidYear      = "sai năm (văn bản ban hành năm %d)"
	saidIssuer    = "sai cơ quan ban hành (văn bản của %s)"
	saidKind      = "sai loại văn bản (đây là %s)"
	saidNoPlace   = "%s không có trong kho"
	saidOtherText = "; bản mà kho có có thể không phải bản được dẫn"
	saidArticles  = "không có %s (văn bản có đến Điều %d)"
	saidParts     = "không có %s (%s có %s %s)"
	saidUndivided = "không có %s (%s không chia %s)"
	saidEnded     = "hết hiệu lực từ %s"
	saidNotYet    = "ngày %s chưa có hiệu lực (hiệu lực từ %s)"
	saidDoubt     = "không rõ còn hiệu lực hay không: %s"
	saidDigest    = "kho chỉ có bản tóm lược của văn bản này"
)
