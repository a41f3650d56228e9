package mcp_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
	"github.com/trolycongvu/congvu/assistant/httpapi"
	"github.com/trolycongvu/congvu/assistant/mcp"
	state "github.com/trolycongvu/congvu/assistant/store"
	"github.com/trolycongvu/congvu/corpus"
)

// checker finds one citation in every draft, and refuses one that says so.
type checker struct{}

func (checker) Check(_ context.Context, text string, date, today corpus.Date) (mcp.Report, error) {
	switch text {
	case "mật":
		return mcp.Report{}, fmt.Errorf("%w: mang dấu chỉ độ mật", mcp.ErrDraft)
	case "hỏng":
		return mcp.Report{}, errors.New("/đường/dẫn/nội bộ")
	}
	return mcp.Report{AsOf: max(date, today).String(), Wrong: 1, Lines: []mcp.Line{{
		N: 1, Text: text, Line: 1, Verdict: "wrong", Sign: "✗", Faults: []string{"sai ngày"}, Corrected: "Căn cứ đúng", Evidence: "kho", Page: "/van-ban/x",
	}}}, nil
}

func config() mcp.Config {
	return mcp.Config{
		Asker: assistanttest.New(), Library: assistanttest.NewLibrary(), Checker: checker{}, BaseURL: "https://congvu.example.vn",
		Logger: slog.New(slog.DiscardHandler), Version: "1",
	}
}

// connect returns a client of a server over pipes.
func connect(t testing.TB, c mcp.Config) *sdk.ClientSession {
	t.Helper()
	clientIn, serverOut := io.Pipe()
	serverIn, clientOut := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- mcp.Serve(t.Context(), c, serverIn, serverOut) }()
	session, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).
		Connect(t.Context(), &sdk.IOTransport{Reader: clientIn, Writer: clientOut}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := session.Close(); err != nil && !errors.Is(err, io.ErrClosedPipe) {
			t.Error(err)
		}
		if err := <-ended; err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("Serve = %v", err)
		}
	})
	return session
}

// answer is what a tool said.
type answer struct {
	text   string
	failed bool
	value  map[string]json.RawMessage
}

// call calls a tool with arguments as JSON.
func call(t testing.TB, s *sdk.ClientSession, name, arguments string) answer {
	t.Helper()
	r, err := s.CallTool(t.Context(), &sdk.CallToolParams{Name: name, Arguments: json.RawMessage(arguments)})
	if err != nil {
		t.Fatalf("%s(%s): %v", name, arguments, err)
	}
	out := answer{failed: r.IsError}
	for _, c := range r.Content {
		if text, ok := c.(*sdk.TextContent); ok {
			out.text += text.Text
		}
	}
	if r.StructuredContent != nil {
		raw, err := json.Marshal(r.StructuredContent)
		if err == nil {
			err = json.Unmarshal(raw, &out.value)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func TestTools(t *testing.T) {
	list, err := connect(t, config()).ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, tool := range list.Tools {
		names = append(names, tool.Name)
		if tool.Title == "" || len([]rune(tool.Description)) < 60 || tool.InputSchema == nil || tool.OutputSchema == nil ||
			tool.Annotations == nil || !tool.Annotations.ReadOnlyHint {
			t.Errorf("%s is not described: %+v", tool.Name, tool)
		}
		raw, err := json.Marshal(tool.InputSchema)
		if err != nil || !strings.Contains(string(raw), `"description"`) || !strings.Contains(string(raw), `"required"`) {
			t.Errorf("%s takes %s, %v", tool.Name, raw, err)
		}
	}
	if diff := cmp.Diff([]string{"hoi", "kiem_tra_can_cu", "tim_kiem", "tra_dieu", "tra_thu_tuc"}, names); diff != "" {
		t.Errorf("tools (-want +got):\n%s", diff)
	}
	without := config()
	without.Checker = nil
	if list, err = connect(t, without).ListTools(t.Context(), nil); err != nil || len(list.Tools) != 4 {
		t.Errorf("without a checker: %d tools, %v", len(list.Tools), err)
	}
}

func TestCalls(t *testing.T) {
	s := connect(t, config())
	for _, tt := range []struct {
		name, tool, arguments string
		text                  []string // parts of it
		field, value          string   // a field of the value and a part of its JSON
	}{
		{
			"search", "tim_kiem", `{"tu_khoa": "lập trạm quan trắc", "gioi_han": 2}`,
			[]string{"[1] ", "901/2019/NĐ-CP", "https://congvu.example.vn/"},
			"hits", `"number":"901/2019/NĐ-CP"`,
		},
		{"search nothing", "tim_kiem", `{"tu_khoa": "qqqzzz"}`, []string{"Chưa tìm thấy"}, "hits", `[]`},
		{"search procedures", "tim_kiem", `{"tu_khoa": "cấp thẻ quan trắc viên", "pham_vi": "thu_tuc"}`, []string{"1.999001"}, "hits", `"procedure":"1.999001"`},
		{
			"a clause", "tra_dieu", `{"dieu": "khoản 2 Điều 15 Nghị định 901/2019/NĐ-CP"}`,
			[]string{"[1] Khoản 2 Điều 15 Nghị định số 901/2019/NĐ-CP", "Hiệu lực (xét ngày 2026-02-01)", "https://congvu.example.vn/van-ban/901-2019-nd-cp/15"},
			"articles", `"place":"khoản 2 Điều 15 Nghị định số 901/2019/NĐ-CP`,
		},
		{"a clause on a day", "tra_dieu", `{"dieu": "khoan 2 dieu 15 nd 901/2019/NĐ-CP", "ngay": "01/03/2020"}`, []string{"03 ngày sau khi đo"}, "as_of", `"2020-03-01"`},
		{"two articles of one number", "tra_dieu", `{"dieu": "Điều 1 Quyết định 77/2024/QĐ-TTg"}`, []string{"[1] ", "[2] ", "Giờ mở cửa"}, "found", `true`},
		{"a clause that is not there", "tra_dieu", `{"dieu": "khoản 99 Điều 15 Nghị định 901/2019/NĐ-CP"}`, []string{"không có khoản 99"}, "found", `false`},
		{"an article that is not there", "tra_dieu", `{"dieu": "Điều 99 Nghị định 901/2019/NĐ-CP"}`, []string{"không có trong phần văn bản mà kho có"}, "found", `false`},
		{"a document", "tra_dieu", `{"dieu": "901/2019/NĐ-CP"}`, []string{"về trạm quan trắc cộng đồng", "Điều 15"}, "document", `"outline":["Điều`},
		{"a document that is not there", "tra_dieu", `{"dieu": "Nghị định 555/2020/NĐ-CP"}`, []string{"không có trong kho", "không có nghĩa là không tồn tại"}, "found", `false`},
		{"two documents", "tra_dieu", `{"dieu": "Điều 1 của 901/2019"}`, []string{"Nhiều văn bản"}, "choices", `901/2019/TT-BTN`},
		{"a place inside a sentence", "tra_dieu", `{"dieu": "cho xem khoản 2 Điều 15 Nghị định số 901/2019/NĐ-CP với"}`, []string{"[1] Khoản 2 Điều 15"}, "found", `true`},
		{"a procedure by its code", "tra_thu_tuc", `{"thu_tuc": "1.999001"}`, []string{"[1] Thủ tục “Cấp thẻ quan trắc viên cộng đồng”", "Thành phần hồ sơ", "/thu-tuc/1.999001"}, "procedure", `"code":"1.999001"`},
		{"by the code of a local portal", "tra_thu_tuc", `{"thu_tuc": "1.999001.000.00.00.H52"}`, []string{"mã 1.999001"}, "found", `true`},
		{"by its name", "tra_thu_tuc", `{"thu_tuc": "thủ tục cấp thẻ quan trắc viên cộng đồng"}`, []string{"mã 1.999001"}, "found", `true`},
		{"by half of its name", "tra_thu_tuc", `{"thu_tuc": "cấp thẻ"}`, []string{"hãy chọn mã", "- 1.999001 · Cấp thẻ"}, "candidates", `"code":"1.999001"`},
		{"one that is not there", "tra_thu_tuc", `{"thu_tuc": "1.000000"}`, []string{"không có trong kho"}, "found", `false`},
		{"a name that nothing has", "tra_thu_tuc", `{"thu_tuc": "qqqzzz"}`, []string{"Không có thủ tục nào"}, "candidates", `[]`},
		{
			"a question", "hoi", `{"cau_hoi": "khoan 2 dieu 15 nd 901/2019"}`,
			[]string{"[1]", "Nguồn", "Nghị định số 901/2019/NĐ-CP"},
			"sources", `"page":"https://congvu.example.vn/van-ban/901-2019-nd-cp/15"`,
		},
		{"a question of a day", "hoi", `{"cau_hoi": "khoan 2 dieu 15 nd 901/2019", "ngay": "2020-03-01"}`, []string{"03 ngày sau khi đo"}, "as_of", `"2020-03-01"`},
		{"an identity number", "hoi", `{"cau_hoi": "lập trạm của 001093012345"}`, []string{"Đã che"}, "status", `"`},
		{"a secret", "hoi", `{"cau_hoi": "Độ mật: TỐI MẬT\nkế hoạch Cây Tre"}`, nil, "status", `"refused_secret"`},
		{"a draft", "kiem_tra_can_cu", `{"du_thao": "Căn cứ sai", "ngay_du_thao": "2027-01-01"}`, []string{"1 dẫn chiếu: 0 đúng, 1 sai", "✗ Căn cứ sai", "→ Căn cứ đúng"}, "lines", `"page":"https://congvu.example.vn/van-ban/x"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := call(t, s, tt.tool, tt.arguments)
			if got.failed || !strings.Contains(string(got.value[tt.field]), tt.value) {
				t.Errorf("%s = failed %v, %s = %s, want %s\n%s", tt.arguments, got.failed, tt.field, got.value[tt.field], tt.value, got.text)
			}
			for _, want := range tt.text {
				if !strings.Contains(got.text, want) {
					t.Errorf("the text lacks %q:\n%s", want, got.text)
				}
			}
			if strings.Contains(got.text, "Cây Tre") || strings.Contains(got.text, "001093012345") {
				t.Errorf("what must not be told is told:\n%s", got.text)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	s := connect(t, config())
	secret := `Độ mật: TUYỆT MẬT\nkế hoạch Cây Tre`
	for _, tt := range []struct{ tool, arguments, want string }{
		{"tim_kiem", `{}`, `tu_khoa`},
		{"tim_kiem", `{"tu_khoa": "  "}`, `còn trống`},
		{"tim_kiem", `{"tu_khoa": "x", "gioi_han": 31}`, `từ 1 đến 30`},
		{"tim_kiem", `{"tu_khoa": "x", "gioi_han": -1}`, `từ 1 đến 30`},
		{"tim_kiem", `{"tu_khoa": "x", "pham_vi": "web"}`, `pham_vi`},
		{"tim_kiem", `{"tu_khoa": "x", "ngay": "hôm qua"}`, `ngay`},
		{"tim_kiem", `{"tu_khoa": "x", "lạ": 1}`, `lạ`},
		{"tim_kiem", `{"tu_khoa": 5}`, `tu_khoa`},
		{"tim_kiem", `{"tu_khoa": "` + strings.Repeat("x", 4001) + `"}`, `4000`},
		{"tim_kiem", `{"tu_khoa": "` + secret + `"}`, `độ mật`},
		{"tra_dieu", `{"dieu": "khoản 2 Điều 15"}`, `không đọc được nơi viện dẫn`},
		{"tra_dieu", `{"dieu": "Điều 1 Nghị định 901/2019/NĐ-CP và Điều 2 Thông tư 05/2015/TT-BTN"}`, `không đọc được nơi viện dẫn`},
		{"tra_dieu", `{"dieu": "xin chào"}`, `không đọc được nơi viện dẫn`},
		{"tra_dieu", `{"dieu": "901/2019/NĐ-CP", "ngay": "2020-13-01"}`, `ngay`},
		{"tra_dieu", `{"dieu": "` + secret + `"}`, `độ mật`},
		{"tra_thu_tuc", `{"thu_tuc": "` + secret + `"}`, `độ mật`},
		{"hoi", `{"cau_hoi": "..."}`, ``},
		{"hoi", `{"cau_hoi": "` + strings.Repeat("x", 4001) + `"}`, `4000`},
		{"hoi", `{"cau_hoi": "lập trạm", "ngay": "x"}`, `ngay`},
		{"kiem_tra_can_cu", `{"du_thao": "mật"}`, `độ mật`},
		{"kiem_tra_can_cu", `{"du_thao": "hỏng"}`, `Lỗi bên trong`},
		{"kiem_tra_can_cu", `{"du_thao": "x", "ngay_du_thao": "x"}`, `ngay_du_thao`},
	} {
		got := call(t, s, tt.tool, tt.arguments)
		if !got.failed || got.text == "" || !strings.Contains(got.text, tt.want) || strings.Contains(got.text, "Cây Tre") || strings.Contains(got.text, "nội bộ") {
			t.Errorf("%s(%.80s) = failed %v, %q; want %q", tt.tool, tt.arguments, got.failed, got.text, tt.want)
		}
	}
	if _, err := s.CallTool(t.Context(), &sdk.CallToolParams{Name: "xoa_het"}); err == nil {
		t.Error("a tool that is not there was called")
	}
}

// TestAudit keeps questions as everywhere, and nothing of a secret.
func TestAudit(t *testing.T) {
	kept, err := state.Open(t.Context(), t.TempDir(), state.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := kept.Close(); err != nil {
			t.Error(err)
		}
	}()
	withJournal := assistanttest.Config()
	withJournal.Journal = kept
	c := config()
	c.Asker, c.User = assistant.New(withJournal), "an"
	s := connect(t, c)
	got := call(t, s, "hoi", `{"cau_hoi": "lập trạm của 001093012345"}`)
	call(t, s, "hoi", `{"cau_hoi": "Độ mật: TỐI MẬT\nkế hoạch Cây Tre"}`)
	call(t, s, "tim_kiem", `{"tu_khoa": "kế hoạch Cây Tre"}`)
	records, _, err := kept.Records(t.Context(), state.Filter{}, state.Page{})
	if err != nil || len(records) != 2 {
		t.Fatalf("%d records, %v", len(records), err)
	}
	for _, r := range records {
		raw, err := json.Marshal(r)
		if err != nil || r.User != "an" || r.Channel != "mcp" || strings.Contains(string(raw), "Cây Tre") || strings.Contains(string(raw), "001093012345") {
			t.Errorf("record %s, %v", raw, err)
		}
	}
	if id := string(got.value["answer_id"]); id != `"`+records[0].ID+`"` && id != `"`+records[1].ID+`"` {
		t.Errorf("answer_id = %s is no record's", id)
	}
}

// TestHTTP speaks with the tools through the whole server.
func TestHTTP(t *testing.T) {
	api := httpapi.New(httpapi.Config{
		Asker: assistanttest.New(), Corpus: assistanttest.NewLibrary(), MCP: mcp.Handler(config()), Logger: slog.New(slog.DiscardHandler),
	})
	web := httptest.NewServer(api.Handler())
	defer web.Close()
	session, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).
		Connect(t.Context(), &sdk.StreamableClientTransport{Endpoint: web.URL + "/mcp", DisableStandaloneSSE: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := session.Close(); err != nil {
			t.Error(err)
		}
	}()
	if got := call(t, session, "hoi", `{"cau_hoi": "khoan 2 dieu 15 nd 901/2019"}`); got.failed || !strings.Contains(got.text, "[1]") {
		t.Errorf("hoi = %+v", got)
	}
	if got := session.InitializeResult(); got.ServerInfo.Name != "congvu" || !strings.Contains(got.Instructions, "Công vụ") {
		t.Errorf("the server is %+v", got)
	}
}

// initialize is the first message of a client.
const initialize = `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}`

func post(t testing.TB, h http.Handler, body string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://127.0.0.1/mcp", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json, text/event-stream")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// TestHTTPByHand sends messages as a client without a library does, each by itself.
func TestHTTPByHand(t *testing.T) {
	h := mcp.Handler(config())
	if w := post(t, h, initialize); w.Code != 200 || !strings.Contains(w.Body.String(), `"name":"congvu"`) || w.Header().Get("Mcp-Session-Id") != "" {
		t.Errorf("initialize = %d %v %s", w.Code, w.Header(), w.Body)
	}
	w := post(t, h, `{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"tra_dieu","arguments":{"dieu":"Điều 15 Nghị định 901/2019/NĐ-CP"}}}`, "Mcp-Protocol-Version", "2025-06-18")
	if w.Code != 200 || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/json") || !strings.Contains(w.Body.String(), `"structuredContent":{`) {
		t.Errorf("tools/call = %d %v %s", w.Code, w.Header(), w.Body)
	}
	for name, refused := range map[string]*httptest.ResponseRecorder{
		"from another site": post(t, h, initialize, "Origin", "https://elsewhere.example", "Sec-Fetch-Site", "cross-site"),
		"as a form":         post(t, h, initialize, "Content-Type", "text/plain"),
		"too large":         post(t, h, `{"jsonrpc":"2.0","id":1,"method":"`+strings.Repeat("x", 3<<20)+`"}`),
		"no JSON":           post(t, h, `{`),
	} {
		if refused.Code < 400 || refused.Code >= 500 {
			t.Errorf("%s: %d %s", name, refused.Code, refused.Body)
		}
	}
}

// FuzzMessages sends anything as a message.
func FuzzMessages(f *testing.F) {
	h := mcp.Handler(config())
	f.Add(initialize)
	f.Add(`{"jsonrpc":"2.0","id":2,"method":"tools/list"}`)
	f.Add(`[]`)
	f.Add(`{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"hoi","arguments":null}}`)
	f.Fuzz(func(t *testing.T, body string) {
		if w := post(t, h, body, "Mcp-Protocol-Version", "2025-06-18"); w.Code >= http.StatusInternalServerError {
			t.Errorf("%q = %d %s", body, w.Code, w.Body)
		}
	})
}

// FuzzArguments sends anything as the arguments of each tool.
func FuzzArguments(f *testing.F) {
	h := mcp.Handler(config())
	f.Add(uint8(0), "lập trạm", "2020-01-01")
	f.Add(uint8(1), "khoản 2 Điều 15 Nghị định 901/2019/NĐ-CP", "")
	f.Add(uint8(1), "điểm a khoản 1 Điều 1 Luật Khí quyển", "x")
	f.Add(uint8(2), "1.999001", "")
	f.Add(uint8(3), "\x00", "01/01/2020")
	tools := []struct{ name, field string }{{"tim_kiem", "tu_khoa"}, {"tra_dieu", "dieu"}, {"tra_thu_tuc", "thu_tuc"}, {"hoi", "cau_hoi"}}
	f.Fuzz(func(t *testing.T, which uint8, text, day string) {
		tool := tools[int(which)%len(tools)]
		arguments := map[string]string{tool.field: text}
		if day != "" && tool.name != "tra_thu_tuc" {
			arguments["ngay"] = day
		}
		raw, err := json.Marshal(arguments)
		if err != nil {
			t.Fatal(err)
		}
		body := `{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"` + tool.name + `","arguments":` + string(raw) + `}}`
		w := post(t, h, body, "Mcp-Protocol-Version", "2025-06-18")
		if w.Code != http.StatusOK || strings.Contains(w.Body.String(), "Lỗi bên trong") {
			t.Errorf("%s = %d %s", body, w.Code, w.Body)
		}
	})
}
