// Package web is the page in which officials ask, have the căn cứ of a draft checked
// and say what they think of an answer: plain HTML made on the server, which works
// without JavaScript, on a phone, by keyboard and on paper. It loads nothing from
// elsewhere, and takes no form that another site sends. Behind a gate (Config.Gate)
// people sign in first, and each page asks for a permission of package access.
package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"time"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/access"
	"github.com/trolycongvu/congvu/assistant/original"
	state "github.com/trolycongvu/congvu/assistant/store"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/indexer/viet"
)

//go:embed templates static
var files embed.FS

// Asker answers questions; *assistant.Assistant is one.
type Asker interface {
	Ask(ctx context.Context, req assistant.Request) (assistant.Answer, error)
	ArticleOn(ctx context.Context, id corpus.DocumentID, key string, day corpus.Date) (assistant.ArticleView, error)
	Today() corpus.Date
}

// Documents gives out documents. What it does not have is an error wrapping
// store.ErrNotFound.
type Documents interface {
	Document(ctx context.Context, id corpus.DocumentID) (corpus.Document, error)
	Heads(ctx context.Context) ([]corpus.Document, error)
	// FindRef returns the heads of the documents that ref can mean; none is no error.
	FindRef(ctx context.Context, ref corpus.Ref) ([]corpus.Document, error)
	// File returns an imported file by the sum of its bytes.
	File(ctx context.Context, sha256 string) (store.FileContent, error)
}

// Corpus is everything that the pages show; *store.Store is one.
type Corpus interface {
	Documents
	Procedure(ctx context.Context, code string) (corpus.Procedure, error)
	Stats(ctx context.Context) (store.Stats, error)
}

// Config is what the pages are made of. Asker and Corpus are required.
type Config struct {
	Asker   Asker
	Corpus  Corpus
	Checker Checker                    // checks drafts; nil leaves that page out
	State   State                      // keeps feedback; nil asks for none
	Gate    *access.Gate               // tells who sends a request and what they may do; nil lets everybody in
	Person  func(*http.Request) string // who sends a request, empty for nobody known; nil is whom Gate knows
	Logger  *slog.Logger               // nil is slog.Default; questions and drafts are never logged
}

// Pages serves the web pages.
type Pages struct {
	Config
	handler   http.Handler
	templates map[string]*template.Template
	checks    chan struct{} // bounds the drafts read at one time
	seal      seal
}

// pageNames are the pages; each has a template of its name beside the layout.
var pageNames = []string{"ask", "article", "check", "document", "documents", "procedure", "signin", "error"}

// New returns the pages. It panics when a template is broken, which the tests see.
func New(c Config) *Pages {
	if c.Logger == nil {
		c.Logger = slog.Default()
	}
	if c.Person == nil {
		c.Person = known
	}
	p := &Pages{Config: c, templates: map[string]*template.Template{}, checks: make(chan struct{}, checksTogether), seal: newSeal()}
	for _, name := range pageNames {
		t := template.New("layout.html").Funcs(functions())
		p.templates[name] = template.Must(t.ParseFS(files, "templates/layout.html", "templates/parts.html", "templates/"+name+".html"))
	}
	p.handler = p.routes()
	return p
}

// routes are the pages by their addresses. Forms that write are refused when another
// site sends them; browsers tell by Sec-Fetch-Site, older ones by Origin.
func (p *Pages) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", p.guarded(access.Ask, p.serve(p.ask)))
	mux.HandleFunc("GET /van-ban", p.guarded(access.Read, p.serve(p.documents)))
	mux.HandleFunc("GET /van-ban/{id}", p.guarded(access.Read, p.serve(p.document)))
	mux.HandleFunc("GET /van-ban/{id}/{article}", p.guarded(access.Read, p.serve(p.article)))
	mux.HandleFunc("GET /tep/{sha256}", p.guarded(access.Read, p.file))
	mux.HandleFunc("GET /thu-tuc/{code}", p.guarded(access.Read, p.serve(p.procedure)))
	mux.HandleFunc("GET /static/", p.static)
	mux.HandleFunc("GET /", p.guarded(access.Read, p.serve(noPage)))
	if p.Checker != nil {
		mux.HandleFunc("GET "+checkPage, p.guarded(access.Check, p.serve(p.checkForm)))
		mux.HandleFunc("POST "+checkPage, p.guarded(access.Check, p.check))
		mux.HandleFunc("POST "+reportPage, p.guarded(access.Check, p.download))
	}
	if p.State != nil {
		mux.HandleFunc("POST "+feedbackPage, p.guarded(access.Feedback, p.feedback))
	}
	if p.signsIn() {
		p.signInRoutes(mux)
	}
	own := http.NewCrossOriginProtection()
	own.SetDenyHandler(p.serve(func(*http.Request) (page, error) { return page{}, errForeign }))
	return own.Handler(mux)
}

// ServeHTTP serves one page.
func (p *Pages) ServeHTTP(w http.ResponseWriter, r *http.Request) { p.handler.ServeHTTP(w, r) }

// person is who sends the request.
func (p *Pages) person(r *http.Request) string {
	if who := p.Person(r); who != "" {
		return who
	}
	return assistant.Anonymous
}

func noPage(*http.Request) (page, error) { return page{}, errNoPage }

var (
	errNoPage  = errors.New("trang không có")
	errForeign = errors.New("biểu mẫu do trang khác gửi")
)

// page is one page to be written: its template, and what fills it.
type page struct {
	Template string
	Title    string
	Status   int // 200 when zero
	Form     form
	Style    string // address of the style sheet
	Plain    bool   // without the question form: the reader may not ask, or not yet
	Asks     bool   // the reader may ask
	Checks   bool   // there is a page that checks drafts, and the reader may
	Reads    bool   // the reader may read documents
	Who      string // who is signed in, empty for nobody
	Role     string // of Who
	Body     any
}

// form is the question form, which every page shows filled in.
type form struct {
	Question     string
	AsOf         corpus.Date
	Conversation string
	Error        string // what is wrong with what was typed
}

// serve writes the page that a handler makes, or the page of its error.
func (p *Pages) serve(h func(*http.Request) (page, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		pg, err := h(r)
		if err != nil {
			pg = p.errorPage(r, err)
		}
		pg.Style = styleAddress
		p.address(r, &pg)
		var b bytes.Buffer
		if err := p.templates[pg.Template].Execute(&b, pg); err != nil {
			p.Logger.ErrorContext(r.Context(), "không dựng được trang", "page", pg.Template, "error", err)
			http.Error(w, "Lỗi bên trong chương trình. Hãy báo người quản trị.", http.StatusInternalServerError)
			return
		}
		h := w.Header()
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Cache-Control", "no-store")
		// Addresses hold questions, so that no other site may see them. Our own must:
		// without a referrer, browsers send forms with the origin "null".
		h.Set("Referrer-Policy", "same-origin")
		w.WriteHeader(max(pg.Status, http.StatusOK))
		if _, err := w.Write(b.Bytes()); err != nil {
			p.Logger.DebugContext(r.Context(), "người đọc đã đi", "error", err)
		}
	}
}

// address fills in who reads the page and what is there for them.
func (p *Pages) address(r *http.Request, pg *page) {
	id := access.From(r.Context())
	may := func(needed access.Permission) bool { return p.Gate == nil || id.May(needed) }
	pg.Asks, pg.Reads, pg.Checks = may(access.Ask), may(access.Read), p.Checker != nil && may(access.Check)
	if id.Kind == access.BySession {
		pg.Who, pg.Role = id.Person, id.Role.Vietnamese()
	}
}

// errorPage says what is wrong, without what only the log should see.
func (p *Pages) errorPage(r *http.Request, err error) page {
	if pg, ok := p.accessPage(err); ok {
		return p.logged(r, pg, err)
	}
	pg := page{Template: "error", Title: "Lỗi", Status: http.StatusInternalServerError, Body: "Lỗi bên trong chương trình. Hãy báo người quản trị kèm giờ xảy ra."}
	switch {
	case errors.Is(err, errNoPage):
		pg.Title, pg.Status, pg.Body = "Trang không có", http.StatusNotFound, "Trang này không có. Hãy hỏi ở ô trên."
	case errors.Is(err, errForeign):
		pg.Title, pg.Status, pg.Body = "Không nhận biểu mẫu này", http.StatusForbidden, "Biểu mẫu được gửi từ một trang khác nên không được nhận. Hãy mở lại trang này rồi gửi từ đây."
	case errors.Is(err, errSeal):
		pg.Title, pg.Status, pg.Body = "Kết quả không còn dùng được", http.StatusGone, "Kết quả kiểm tra không được lưu và chỉ tải về được đến khi máy chủ khởi động lại. Hãy kiểm tra lại dự thảo."
	case errors.Is(err, errComment):
		pg.Title, pg.Status, pg.Body = "Góp ý không được lưu", http.StatusUnprocessableEntity, "Ý kiến mang dấu chỉ độ mật. Không nhập nội dung bí mật nhà nước vào đây; không có gì được lưu."
	case errors.Is(err, state.ErrNotFound):
		pg.Title, pg.Status, pg.Body = "Không còn câu trả lời này", http.StatusNotFound, "Câu trả lời đã được xóa khỏi sổ nên không góp ý được nữa. Hãy hỏi lại."
	case errors.Is(err, state.ErrInvalid):
		pg.Title, pg.Status, pg.Body = "Góp ý không hợp lệ", http.StatusBadRequest, viet.Capital(err.Error())+". Hãy bấm quay lại để sửa."
	case errors.Is(err, state.ErrBusy), errors.Is(err, state.ErrNoSpace), errors.Is(err, state.ErrReadOnly):
		pg.Title, pg.Status, pg.Body = "Góp ý chưa được lưu", http.StatusServiceUnavailable, "Máy chủ đang bận hoặc hết chỗ lưu. Hãy gửi lại sau ít phút; nếu vẫn vậy, báo người quản trị."
	case errors.Is(err, errNoFile):
		pg.Title, pg.Status, pg.Body = "Tệp không có trong kho", http.StatusNotFound, "Kho không giữ tệp này: văn bản đã được bỏ khỏi kho hoặc nạp lại từ tệp khác, hoặc tệp quá lớn. Hãy mở lại từ trang của văn bản."
	case errors.Is(err, original.ErrSum):
		pg.Title, pg.Status, pg.Body = "Địa chỉ tệp không đúng", http.StatusBadRequest, viet.Capital(original.ErrSum.Error())+"."
	case errors.Is(err, store.ErrNotFound):
		pg.Title, pg.Status, pg.Body = "Không có trong kho", http.StatusNotFound, "Văn bản hoặc thủ tục này không có trong kho. Có thể chưa được nạp: hãy gửi số hiệu hoặc tệp cho người quản trị."
	case errors.Is(err, corpus.ErrDate):
		pg.Title, pg.Status, pg.Body = "Ngày không hợp lệ", http.StatusBadRequest, err.Error()
	case errors.Is(err, context.DeadlineExceeded):
		pg.Title, pg.Status, pg.Body = "Quá thời gian trả lời", http.StatusGatewayTimeout, "Hãy hỏi lại; nếu vẫn vậy, báo người quản trị."
	case errors.Is(err, errNotReady):
		pg.Title, pg.Status, pg.Body = "Chưa sẵn sàng", http.StatusServiceUnavailable, "Kho chưa có chỉ mục. Người quản trị cần chạy: congvu index build."
	}
	return p.logged(r, pg, err)
}

// logged is pg, of an error that is logged when it is the program's fault.
func (p *Pages) logged(r *http.Request, pg page, err error) page {
	if pg.Status >= http.StatusInternalServerError {
		p.Logger.ErrorContext(r.Context(), "trang thất bại", "path", r.URL.Path, "error", err)
	}
	return pg
}

// styleAddress changes with the style sheet, so that browsers may keep it.
var styleAddress = "/static/congvu.css?v=" + digest("static/congvu.css")

func digest(name string) string {
	b, err := fs.ReadFile(files, name)
	if err != nil {
		panic(err) // the file is embedded
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:6])
}

func (p *Pages) static(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Path[1:]
	b, err := fs.ReadFile(files, name)
	if err != nil {
		p.serve(noPage)(w, r)
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=604800")
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(b))
}
