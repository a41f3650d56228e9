package httpapi

import (
	"reflect"

	"github.com/trolycongvu/congvu/assistant"
	state "github.com/trolycongvu/congvu/assistant/store"
)

// enums are the values of types that have few.
var enums = map[reflect.Type][]string{
	reflect.TypeFor[assistant.Status](): {
		string(assistant.StatusAnswered), string(assistant.StatusPartlyAnswered), string(assistant.StatusNothingFound),
		string(assistant.StatusNeedsClarifying), string(assistant.StatusOutOfScope), string(assistant.StatusRefusedSecret),
		string(assistant.StatusRefusedManipulation),
	},
	reflect.TypeFor[assistant.ForceStatus](): {
		string(assistant.ForceInForce), string(assistant.ForceNoEndKnown), string(assistant.ForceNotYet),
		string(assistant.ForceExpired), string(assistant.ForceSuspended), string(assistant.ForceUnknown),
	},
	reflect.TypeFor[state.Verdict](): {string(state.Up), string(state.Down)},
	reflect.TypeFor[state.Reason](): {
		"", string(state.Wrong), string(state.Incomplete), string(state.Outdated), string(state.Unclear), string(state.Other),
	},
}

// descriptions say what components and their fields mean, by their names.
var descriptions = map[string]string{
	"AskBody":                 "Một câu hỏi.",
	"AskBody.question":        "Câu hỏi bằng tiếng Việt, có dấu hoặc không dấu, tối đa 4000 ký tự.",
	"AskBody.as_of":           "Ngày cần biết quy định: 2023-05-01 hoặc 01/05/2023. Mặc định: ngày nêu trong câu hỏi, không có thì hôm nay.",
	"AskBody.conversation_id": "Mã hội thoại do máy khách chọn hoặc lấy từ POST /v1/conversations; câu sau được hiểu theo câu trước. Chưa đăng nhập thì phải là mã không đoán được: lấy từ POST /v1/conversations, hoặc một UUID ngẫu nhiên (phiên bản 4).",

	"Answer":                 "Câu trả lời. Mỗi câu có số của nguồn; nguồn được trích nguyên văn.",
	"Answer.id":              "Mã của câu trả lời, dùng cho POST /v1/feedback.",
	"Answer.mode":            "extractive: nguyên văn quy định; model: lời của mô hình, từng câu đã kiểm chứng; approved: câu trả lời được chuyên gia duyệt.",
	"Answer.question":        "Câu hỏi, dữ liệu cá nhân đã che.",
	"Answer.understood_as":   "Câu hỏi nối tiếp được hiểu trọn vẹn là gì.",
	"Answer.as_of":           "Ngày mà câu trả lời nói về.",
	"Answer.warnings":        "Những điều người đọc phải biết, như nội dung đã được sửa đổi.",
	"Answer.nearest":         "Quy định gần nhất khi không có câu trả lời.",
	"Answer.took_ms":         "Thời gian trả lời, mili giây.",
	"Answer.model_ms":        "Phần của took_ms mà mô hình dùng.",
	"Sentence.citations":     "Số của các nguồn trong citations.",
	"Sentence.lead":          "Câu trả lời chính.",
	"Sentence.quoted":        "Nguyên văn của văn bản; chỗ bỏ bớt ghi …",
	"Citation.n":             "Số của nguồn, từ 1.",
	"Citation.place":         "Nơi viện dẫn đầy đủ: điểm, khoản, Điều, văn bản.",
	"Citation.quote":         "Trích nguyên văn.",
	"Citation.link":          "Đường dẫn của API tới điều luật hoặc thủ tục.",
	"Citation.page":          "Đường dẫn của trang web.",
	"Force":                  "Hiệu lực vào ngày được hỏi. no_end_known: có ngày bắt đầu, chưa biết ngày kết thúc; không phải bằng chứng còn hiệu lực.",
	"Force.evidence":         "Căn cứ để nói như vậy.",
	"Problem":                "Lỗi theo RFC 9457.",
	"Problem.type":           "urn:congvu:problem:…",
	"Problem.field":          "Trường hoặc tham số sai.",
	"Problem.choices":        "Các đường dẫn để chọn khi nhiều văn bản cùng số.",
	"Problem.request_id":     "Mã yêu cầu để người quản trị tra nhật ký.",
	"SearchAnswer.hits":      "Kết quả, tốt nhất trước.",
	"CheckBody.text":         "Dự thảo dạng chữ.",
	"CheckBody.draft_date":   "Ngày của dự thảo; mặc định là ngày ghi trong dự thảo, không có thì hôm nay.",
	"CheckBody.as_of":        "Ngày kiểm tra; mặc định hôm nay.",
	"FeedbackBody.answer_id": "id của câu trả lời.",
	"FeedbackBody.vote":      "up: hài lòng, down: chưa.",
	"FeedbackBody.reason":    "Lý do, chỉ khi down.",
	"FeedbackBody.comment":   "Ý kiến tự do, tối đa 2000 ký tự; dữ liệu cá nhân được che trước khi lưu.",
	"TitleBody.title":        "Tiêu đề, tối đa 200 ký tự.",

	"ConversationList.next":     "Đưa vào tham số after để xem phần sau; không có nghĩa là đã hết.",
	"Exchange.position":         "Thứ tự, từ 1; những lượt đầu của hội thoại rất dài có thể đã được bỏ.",
	"ChatBody.model":            `Luôn là "congvu".`,
	"ChatBody.messages":         "Hội thoại: tin nhắn user cuối cùng là câu hỏi, các tin nhắn trước là bối cảnh.",
	"ChatBody.stream":           "true: trả lời bằng từng mẩu server-sent events, kết thúc bằng [DONE].",
	"ChatBody.n":                "Chỉ nhận 1.",
	"ChatCompletion.congvu":     "Những gì định dạng của OpenAI không có chỗ.",
	"ChatUsage":                 "Số token ước lượng theo độ dài của chữ.",
	"ChatDetails.answer_id":     "Mã của câu trả lời, dùng cho POST /v1/feedback.",
	"DocumentBody.outline":      "Các điều, không kèm nội dung.",
	"ArticleView.versions":      "Các lời văn khác của điều, mới nhất trước.",
	"ArticleView.older":         "Lời văn cũ, đúng vào ngày được hỏi.",
	"DocumentBody.place":        "Tên đầy đủ như khi viện dẫn.",
	"Result.score":              "Điểm xếp hạng; chỉ so được trong cùng một lần tìm.",
	"CorpusNode":                "Một mẩu của điều luật: chữ của nó, rồi các mẩu con.",
	"BasisReport.as_of":         "Ngày mà các kết luận nói về.",
	"BasisLine.corrected":       "Dòng đúng để dán; rỗng khi không biết.",
	"ConversationSummary.id":    "Mã hội thoại.",
	"ConversationSummary.turns": "Số lượt hỏi đáp đang giữ.",
}
