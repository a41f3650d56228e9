package httpapi

import (
	"encoding/json"
	"net/http"
	"reflect"

	"github.com/gin-gonic/gin"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/access"
	"github.com/trolycongvu/congvu/assistant/basis"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer"
)

const aboutAPI = "Trợ lý tra cứu văn bản pháp luật và thủ tục hành chính. Mọi câu trả lời dẫn tới quy định được trích nguyên văn. " +
	"Lỗi là tài liệu theo RFC 9457 bằng tiếng Việt; mỗi trả lời có mã yêu cầu ở X-Request-Id. Câu hỏi không được ghi vào nhật ký truy cập."

// group is the operations of one tag.
type group struct {
	name, about string
	operations  []operation
}

// operation is one route as it is told to those who call it.
type operation struct {
	method, path string
	id           string
	summary      string
	about        string
	query        []queryParameter
	body         reflect.Type // of the JSON body
	needs        []string     // its required fields
	lenient      bool         // fields that are not known are passed over
	form         *schema      // the body as a form, where it may be one
	example      string       // of the body
	responses    []reply
	failure      failure
	head         bool // HEAD is answered too

	permission access.Permission // of whoever calls it
	open       bool              // nobody is asked who they are
}

type queryParameter struct {
	name, about string
	required    bool
	schema      *schema
}

type reply struct {
	status int
	about  string
	media  []media
}

// media is a form of a response; without a type it is text or bytes.
type media struct {
	name  string
	value reflect.Type
}

type failure struct {
	about string
	media string
	value reflect.Type
}

var pathWords = map[string]string{
	"number":  "Số hiệu (901/2019/NĐ-CP, mã hóa theo URL) hoặc mã của văn bản (901-2019-nd-cp).",
	"article": "Khóa của điều: 15, hoặc Mục IV.",
	"sha256":  "Mã băm SHA-256 của tệp, hệ 16.",
	"code":    "Mã thủ tục: 1.001321.",
	"answer":  "id của câu trả lời.",
	"id":      "Mã hội thoại.",
	"model":   "Tên model: congvu.",
}

func problemFailure() failure {
	return failure{"Lỗi, theo RFC 9457.", "application/problem+json", typeOf[Problem]()}
}

func chatFailure() failure {
	return failure{"Lỗi, theo định dạng của OpenAI.", gin.MIMEJSON, typeOf[chatProblem]()}
}

// ok is a response of one JSON value.
func ok[T any](about string) []reply {
	return []reply{{http.StatusOK, about, []media{{gin.MIMEJSON, typeOf[T]()}}}}
}

func gone() []reply { return []reply{{status: http.StatusNoContent, about: "Đã xóa."}} }

func words() *schema { return &schema{Type: schemaType{"string"}} }

func oneOf(values ...string) *schema { return &schema{Type: schemaType{"string"}, Enum: values} }

func yesNo() *schema { return oneOf("true", "false", "1", "0") }

// between is a number from 1 to most.
func between(most, otherwise int) *schema {
	least := 1
	return &schema{Type: schemaType{"integer"}, Minimum: &least, Maximum: &most, Default: numeral(otherwise)}
}

func numeral(n int) json.RawMessage {
	raw, err := json.Marshal(n)
	if err != nil {
		panic(err) // a number can always be written
	}
	return raw
}

const aboutDay = "Ngày: 2023-05-01 hoặc 01/05/2023; mặc định hôm nay."

// groups are all operations, in the order in which they are told.
func groups(withMCP bool) []group {
	list := []group{
		{"Hỏi đáp", "Hỏi và tìm.", askOperations()},
		{"Kho văn bản", "Văn bản, điều luật, thủ tục.", corpusOperations()},
		{"Hội thoại và đánh giá", "Hội thoại là của người đã hỏi; không ai khác đọc được.", peopleOperations()},
		{"Tương thích OpenAI", "Cho Open WebUI và mọi chương trình dùng được API của OpenAI: đặt base URL là …/v1, model là congvu.", chatOperations()},
		{"Máy chủ", "Tình trạng và tài liệu.", serverOperations()},
	}
	if withMCP {
		list = append(list, group{"MCP", "Model Context Protocol (streamable HTTP), không giữ phiên.", mcpOperations()})
	}
	return list
}

func askOperations() []operation {
	return []operation{
		{
			method: http.MethodPost, path: "/v1/ask", id: "ask", permission: access.Ask, summary: "Hỏi một câu", failure: problemFailure(),
			about: "Với Accept: text/event-stream, trả lời đến từng phần: stage, citation, sentence, cuối cùng là answer (hoặc error).",
			body:  typeOf[askBody](), needs: []string{"question"}, example: `{"question": "Thời hạn giải quyết khiếu nại lần đầu là bao lâu?"}`,
			responses: []reply{{http.StatusOK, "Câu trả lời.", []media{{gin.MIMEJSON, typeOf[assistant.Answer]()}, {name: eventStream}}}},
		},
		{
			method: http.MethodGet, path: "/v1/search", id: "search", permission: access.Search, summary: "Tìm điều luật và thủ tục", failure: problemFailure(),
			query: []queryParameter{
				{"q", "Từ cần tìm, có dấu hoặc không dấu.", true, &schema{Type: schemaType{"string"}, MaxLength: assistant.MaxQuestion}},
				{"limit", "Số kết quả.", false, between(maxHits, indexer.DefaultLimit)},
				{"as_of", aboutDay, false, words()},
				{"kind", "Loại văn bản: Luật, Nghị định…; nhiều loại cách nhau bằng dấu phẩy.", false, words()},
				{"scope", "Phạm vi tìm.", false, oneOf("all", "articles", "procedures")},
				{"issuer", "Cơ quan ban hành.", false, words()},
				{"in_force", "Bỏ những gì đã biết là không có hiệu lực.", false, yesNo()},
			},
			responses: ok[searchAnswer]("Kết quả tìm."),
		},
		{
			method: http.MethodPost, path: "/v1/check", id: "check", permission: access.Check, summary: "Kiểm tra căn cứ của dự thảo", failure: problemFailure(),
			about: "Gửi chữ trong JSON, hoặc biểu mẫu có tệp (docx, pdf, ảnh… tối đa 20 MB). Không giữ lại gì của dự thảo.",
			body:  typeOf[checkBody](), needs: []string{"text"}, example: `{"text": "Căn cứ Luật Khiếu nại ngày 11 tháng 11 năm 2011;"}`, form: checkForm(),
			responses: []reply{{http.StatusOK, "Kết quả kiểm tra; với Accept của Word là một bảng .docx.", []media{{gin.MIMEJSON, typeOf[basis.Report]()}, {name: basis.MediaDocx}}}},
		},
	}
}

// checkForm is the form that POST /v1/check reads.
func checkForm() *schema {
	return &schema{Type: schemaType{"object"}, Properties: map[string]*schema{
		checkFileField: {Type: schemaType{"string"}, Format: "binary"}, checkTextField: words(), "as_of": words(), checkDraftField: words(),
	}}
}

func corpusOperations() []operation {
	return []operation{
		{
			method: http.MethodGet, path: "/v1/documents", id: "documents", permission: access.Read, summary: "Danh sách văn bản", failure: problemFailure(),
			query: []queryParameter{
				{"q", "Chữ có trong tên hoặc số hiệu.", false, words()},
				{"kind", "Loại văn bản, cách nhau bằng dấu phẩy.", false, words()},
				{"issuer", "Cơ quan ban hành.", false, words()},
				{"source", "Nguồn: phapdien, file…", false, words()},
				{"page", "Trang.", false, between(maxPage, 1)},
				{"per_page", "Số văn bản mỗi trang.", false, between(maxPageSize, pageSize)},
			},
			responses: ok[documentList]("Danh sách."),
		},
		{
			method: http.MethodGet, path: "/v1/documents/{number}", id: "document", permission: access.Read, summary: "Một văn bản với mục lục", failure: problemFailure(),
			about: "Số của nhiều văn bản trả về 409 với các đường dẫn để chọn.", responses: ok[documentBody]("Văn bản."),
		},
		{
			method: http.MethodGet, path: "/v1/documents/{number}/articles/{article}", id: "article", permission: access.Read, summary: "Một điều vào một ngày", failure: problemFailure(),
			query: []queryParameter{{"as_of", aboutDay, false, words()}}, responses: ok[assistant.ArticleView]("Điều luật."),
		},
		{
			method: http.MethodGet, path: "/v1/files/{sha256}", id: "file", permission: access.Read, summary: "Tệp gốc đã nạp", failure: problemFailure(), head: true,
			responses: []reply{{http.StatusOK, "Tệp, nguyên như khi nạp.", []media{{name: "application/octet-stream"}}}},
		},
		{
			method: http.MethodGet, path: "/v1/procedures/{code}", id: "procedure", permission: access.Read, summary: "Một thủ tục hành chính", failure: problemFailure(),
			responses: ok[corpus.Procedure]("Thủ tục, nguyên như Cổng dịch vụ công."),
		},
	}
}

func peopleOperations() []operation {
	created := []reply{{http.StatusCreated, "Hội thoại mới.", []media{{gin.MIMEJSON, typeOf[conversationSummary]()}}}}
	return []operation{
		{
			method: http.MethodPost, path: "/v1/feedback", id: "giveFeedback", permission: access.Feedback, summary: "Đánh giá một câu trả lời", failure: problemFailure(),
			about: "Đánh giá sau thay cho đánh giá trước của cùng người về cùng câu trả lời.",
			body:  typeOf[feedbackBody](), needs: []string{"answer_id", "vote"}, example: `{"answer_id": "…", "vote": "down", "reason": "thiếu"}`,
			responses: ok[feedbackAnswer]("Đánh giá đã lưu."),
		},
		{method: http.MethodGet, path: "/v1/feedback/{answer}", id: "feedback", permission: access.Feedback, summary: "Đánh giá đã gửi", failure: problemFailure(), responses: ok[feedbackAnswer]("Đánh giá.")},
		{method: http.MethodDelete, path: "/v1/feedback/{answer}", id: "withdrawFeedback", permission: access.Feedback, summary: "Rút lại đánh giá", failure: problemFailure(), responses: gone()},
		{
			method: http.MethodGet, path: "/v1/conversations", id: "conversations", permission: access.Converse, summary: "Các hội thoại của tôi", failure: problemFailure(),
			about: "Dùng gần nhất trước. Hội thoại của người không đăng nhập không được liệt kê.",
			query: []queryParameter{
				{"limit", "Số hội thoại.", false, between(maxConversationPage, pageSize)},
				{"after", "Giá trị next của phần trước.", false, words()},
			},
			responses: ok[conversationList]("Danh sách."),
		},
		{
			method: http.MethodPost, path: "/v1/conversations", id: "beginConversation", permission: access.Converse, summary: "Bắt đầu một hội thoại", failure: problemFailure(),
			about: "Trả về mã không đoán được, để gửi ở conversation_id của POST /v1/ask.", body: typeOf[titleBody](), example: `{"title": "Khiếu nại"}`, responses: created,
		},
		{method: http.MethodGet, path: "/v1/conversations/{id}", id: "conversation", permission: access.Converse, summary: "Toàn bộ một hội thoại", failure: problemFailure(), responses: ok[transcript]("Hội thoại.")},
		{
			method: http.MethodPatch, path: "/v1/conversations/{id}", id: "renameConversation", permission: access.Converse, summary: "Đổi tên hội thoại", failure: problemFailure(),
			body: typeOf[titleBody](), needs: nil, example: `{"title": "Khiếu nại lần đầu"}`, responses: ok[conversationSummary]("Hội thoại đã đổi tên."),
		},
		{method: http.MethodDelete, path: "/v1/conversations/{id}", id: "deleteConversation", permission: access.Converse, summary: "Xóa hội thoại", failure: problemFailure(), responses: gone()},
		{
			method: http.MethodGet, path: "/v1/conversations/{id}/export", id: "exportConversation", permission: access.Converse, summary: "Tải hội thoại về", failure: problemFailure(),
			query:     []queryParameter{{"format", "Định dạng.", false, oneOf(exportJSON, exportMarkdown)}},
			responses: []reply{{http.StatusOK, "Tệp.", []media{{gin.MIMEJSON, typeOf[transcript]()}, {name: "text/markdown"}}}},
		},
	}
}

func chatOperations() []operation {
	return []operation{
		{
			method: http.MethodPost, path: "/v1/chat/completions", id: "chatCompletions", permission: access.Ask, summary: "Hỏi như với OpenAI", failure: chatFailure(),
			about: "Câu trả lời là Markdown: từng câu có số nguồn [1], cuối là danh sách nguồn với hiệu lực và đường dẫn. Tham số của mô hình (temperature, tools…) không có tác dụng.",
			body:  typeOf[chatBody](), needs: []string{"model", "messages"}, lenient: true,
			example:   `{"model": "congvu", "messages": [{"role": "user", "content": "Thời hạn giải quyết khiếu nại lần đầu là bao lâu?"}]}`,
			responses: []reply{{http.StatusOK, "Câu trả lời; với stream là các mẩu ChatChunk.", []media{{gin.MIMEJSON, typeOf[chatCompletion]()}, {eventStream, typeOf[chatChunk]()}}}},
		},
		{method: http.MethodGet, path: "/v1/models", id: "models", permission: access.Ask, summary: "Các model", failure: chatFailure(), responses: ok[chatModelList]("Danh sách.")},
		{method: http.MethodGet, path: "/v1/models/{model}", id: "model", permission: access.Ask, summary: "Một model", failure: chatFailure(), responses: ok[chatModelInfo]("Model.")},
	}
}

func serverOperations() []operation {
	return []operation{
		{method: http.MethodGet, path: "/healthz", id: "health", open: true, summary: "Máy chủ còn sống", head: true, failure: problemFailure(), responses: ok[healthState]("Còn sống.")},
		{method: http.MethodGet, path: "/readyz", id: "ready", open: true, summary: "Máy chủ sẵn sàng trả lời", failure: problemFailure(), responses: ok[reading]("Sẵn sàng; 503 khi chưa có chỉ mục.")},
		{
			method: http.MethodGet, path: "/v1/openapi.json", id: "openAPI", open: true, summary: "Tài liệu này, dạng OpenAPI 3.1", failure: problemFailure(),
			responses: []reply{{http.StatusOK, "Tài liệu OpenAPI.", []media{{name: gin.MIMEJSON}}}},
		},
		{method: http.MethodGet, path: "/v1/docs", id: "docs", open: true, summary: "Tài liệu này, dạng trang web", failure: problemFailure(), responses: []reply{{http.StatusOK, "Trang.", []media{{name: gin.MIMEHTML}}}}},
		{method: http.MethodGet, path: "/v1/docs.css", id: "docsStyle", open: true, summary: "Kiểu chữ của trang tài liệu", failure: problemFailure(), responses: []reply{{http.StatusOK, "CSS.", []media{{name: "text/css"}}}}},
	}
}

func mcpOperations() []operation {
	return []operation{
		{
			method: http.MethodPost, path: "/mcp", id: "mcp", permission: access.Ask, summary: "Một thông điệp JSON-RPC của MCP",
			about:     "Công cụ: tim_kiem, tra_dieu, tra_thu_tuc, hoi, kiem_tra_can_cu. Gửi Accept: application/json, text/event-stream.",
			responses: []reply{{http.StatusOK, "Thông điệp trả lời.", []media{{name: gin.MIMEJSON}}}, {status: http.StatusAccepted, about: "Đã nhận thông báo."}},
		},
		{method: http.MethodGet, path: "/mcp", id: "mcpListen", permission: access.Ask, summary: "Không dùng: máy chủ không giữ phiên", responses: []reply{{status: http.StatusMethodNotAllowed, about: "Không có phiên để nghe."}}},
		{method: http.MethodDelete, path: "/mcp", id: "mcpEnd", permission: access.Ask, summary: "Không dùng: máy chủ không giữ phiên", responses: []reply{{status: http.StatusMethodNotAllowed, about: "Không có phiên để kết thúc."}}},
	}
}
