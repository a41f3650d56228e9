package mcp

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/google/jsonschema-go/jsonschema"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/access"
	"github.com/trolycongvu/congvu/assistant/privacy"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/indexer"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// addTools adds every tool that this server has.
func (s *server) addTools(out *sdk.Server) {
	add(s, out, access.Search, sdk.Tool{
		Name: "tim_kiem", Title: "Tìm điều luật và thủ tục",
		Description: "Tìm trong kho văn bản pháp luật và thủ tục hành chính, xếp theo mức liên quan. Trả về nơi viện dẫn, trích đoạn và hiệu lực. " +
			"Dùng khi cần xem có những quy định nào; cần câu trả lời thì dùng hoi, cần nguyên văn thì dùng tra_dieu.",
	}, s.search)
	add(s, out, access.Read, sdk.Tool{
		Name: "tra_dieu", Title: "Tra điều, khoản, điểm",
		Description: "Đọc nguyên văn một nơi trong văn bản (văn bản, Điều, khoản hoặc điểm) vào một ngày, kèm hiệu lực, sửa đổi và lưu ý. " +
			"Ví dụ dieu: \"khoản 2 Điều 15 Nghị định 30/2020/NĐ-CP\".",
	}, s.place)
	add(s, out, access.Read, sdk.Tool{
		Name: "tra_thu_tuc", Title: "Tra thủ tục hành chính",
		Description: "Đọc một thủ tục hành chính theo mã (\"1.001321\") hoặc tên: hồ sơ, thời hạn, lệ phí, các bước, nơi nộp, căn cứ pháp lý. " +
			"Tên chưa đủ để biết thủ tục nào thì trả về danh sách để chọn mã.",
	}, s.procedure)
	add(s, out, access.Ask, sdk.Tool{
		Name: "hoi", Title: "Hỏi đáp có viện dẫn",
		Description: "Trả lời một câu hỏi về quy định hoặc thủ tục. Mỗi câu trả lời có số của nguồn; nguồn có nơi viện dẫn, trích nguyên văn và hiệu lực. " +
			"Không tìm thấy thì nói là không tìm thấy. Mỗi lần hỏi một câu trọn nghĩa.",
	}, s.ask)
	if s.Checker != nil {
		add(s, out, access.Check, sdk.Tool{
			Name: "kiem_tra_can_cu", Title: "Kiểm tra căn cứ của dự thảo",
			Description: "Kiểm tra các căn cứ và dẫn chiếu trong một dự thảo văn bản: đúng, sai (số hiệu, ngày, tên, cơ quan), đã hết hiệu lực, " +
				"hay ngoài kho; kèm dòng đúng để dán. Không lưu lại gì của dự thảo.",
		}, s.check)
	}
}

// tool is what one tool does: out is told as JSON, text to a person.
type tool[In, Out any] func(ctx context.Context, in In) (out Out, text string, err error)

// add adds a tool for those who may do p, whose schemas are those of In and Out.
func add[In, Out any](s *server, to *sdk.Server, p access.Permission, t sdk.Tool, do tool[In, Out]) {
	closed, changes := false, false
	t.InputSchema, t.OutputSchema = schemaOf[In](), schemaOf[Out]()
	t.Annotations = &sdk.ToolAnnotations{Title: t.Title, ReadOnlyHint: true, IdempotentHint: true, DestructiveHint: &changes, OpenWorldHint: &closed}
	sdk.AddTool(to, &t, func(ctx context.Context, _ *sdk.CallToolRequest, in In) (*sdk.CallToolResult, Out, error) {
		ctx, cancel := context.WithTimeout(ctx, toolTime)
		defer cancel()
		var out Out
		var text string
		err := s.permit(ctx, p)
		if err == nil {
			out, text, err = do(ctx, in)
		}
		if err != nil {
			return nil, out, s.told(ctx, t.Name, err)
		}
		return &sdk.CallToolResult{Content: []sdk.Content{&sdk.TextContent{Text: text}}}, out, nil
	})
}

// permit is nil when the caller may do p. Without a gate it is whoever runs the program.
func (s *server) permit(ctx context.Context, p access.Permission) error {
	if !s.Gated {
		return nil
	}
	return access.From(ctx).Require(p)
}

// user is who calls, for the audit.
func (s *server) user(ctx context.Context) string {
	if s.Gated {
		return access.From(ctx).Person
	}
	return s.User
}

// choices are fields that take one of few values.
var choices = map[string][]any{"pham_vi": {scopeAll, scopeArticles, scopeProcedures}}

// schemaOf is the schema of T by its fields and their tags.
func schemaOf[T any]() *jsonschema.Schema {
	schema, err := jsonschema.For[T](nil)
	if err != nil {
		panic(err) // T is wrong: a programming error, met by every test
	}
	for name, field := range schema.Properties {
		field.Enum = choices[name]
	}
	return schema
}

// faultError is an error that the caller can put right, in words for a person.
type faultError string

func (e faultError) Error() string { return string(e) }

func faultf(format string, args ...any) error { return faultError(fmt.Sprintf(format, args...)) }

// told is err as the caller may see it. What is the program's fault is logged alone.
func (s *server) told(ctx context.Context, name string, err error) error {
	var fault faultError
	var invalid *assistant.InvalidError
	switch {
	case errors.As(err, &fault):
		return fault
	case errors.As(err, &invalid):
		return faultError(invalid.Reason)
	case errors.Is(err, ErrDraft), errors.Is(err, corpus.ErrDate):
		return faultError(err.Error())
	case errors.Is(err, access.ErrForbidden):
		return faultError(viet.Capital(err.Error()) + ": khóa hoặc vai trò này không gồm công cụ đó.")
	case errors.Is(err, store.ErrNotFound):
		return faultError("Không có trong kho.")
	case errors.Is(err, indexer.ErrNoIndex):
		return faultError("Chưa có chỉ mục; người quản trị cần chạy: congvu index build.")
	case errors.Is(err, store.ErrBusy):
		return faultError("Kho đang bận; đợi ít phút rồi gọi lại.")
	case errors.Is(err, context.DeadlineExceeded):
		return faultError("Quá thời gian trả lời; hãy gọi lại.")
	case errors.Is(err, context.Canceled):
		return err
	}
	s.Logger.ErrorContext(ctx, "công cụ MCP thất bại", "tool", name, "error", err)
	return faultError("Lỗi bên trong chương trình; hãy báo người quản trị.")
}

// clean is a text as it may be looked up: in one spelling, personal data taken out.
// One that bears the mark of a state secret is refused.
func clean(field, text string) (string, error) {
	switch {
	case !utf8.ValidString(text):
		return "", faultf("%s: không phải UTF-8.", field)
	case utf8.RuneCountInString(text) > assistant.MaxQuestion:
		return "", faultf("%s: dài quá %d ký tự.", field, assistant.MaxQuestion)
	}
	text = viet.Normalize(text)
	if privacy.SecretMark(text) {
		return "", faultError("Nội dung mang dấu chỉ độ mật: không nhập vào hệ thống này; không có gì được lưu.")
	}
	masked, _ := privacy.Mask(text)
	text = strings.TrimSpace(privacy.Strip(masked))
	if text == "" {
		return "", faultf("%s: còn trống.", field)
	}
	return text, nil
}

// dayOf reads a date; empty is the zero date.
func dayOf(field, value string) (corpus.Date, error) {
	if strings.TrimSpace(value) == "" {
		return 0, nil
	}
	day, err := corpus.ParseDate(value)
	if err != nil {
		return 0, faultf("%s: %s", field, err)
	}
	return day, nil
}

// address is a page of ours as a link.
func (s *server) address(page string) string {
	if page == "" {
		return ""
	}
	return strings.TrimSuffix(s.BaseURL, "/") + page
}

// linked is a page as text tells it: nothing without an address, since a path alone
// leads nowhere.
func (s *server) linked(page string) string {
	if s.BaseURL == "" {
		return ""
	}
	return page
}

// iso is a date as JSON has it, empty when it is not known.
func iso(d corpus.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// list is values, none an empty list.
func list[T any](values []T) []T {
	if values == nil {
		return []T{}
	}
	return values
}
