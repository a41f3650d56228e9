// Package web is the page in which officials ask: plain HTML made on the server,
// which works without JavaScript, on a phone, by keyboard and on paper. It loads
// nothing from elsewhere.
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
	"github.com/trolycongvu/congvu/assistant/original"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
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
	Asker  Asker
	Corpus Corpus
	Logger *slog.Logger // nil is slog.Default; questions are never logged
}

// Pages serves the web pages.
type Pages struct {
	Config
	mux       *http.ServeMux
	templates map[string]*template.Template
}

// pageNames are the pages; each has a template of its name beside the layout.
var pageNames = []string{"ask", "article", "document", "documents", "procedure", "error"}

// New returns the pages. It panics when a template is broken, which the tests see.
func New(c Config) *Pages {
	if c.Logger == nil {
		c.Logger = slog.Default()
	}
	p := &Pages{Config: c, mux: http.NewServeMux(), templates: map[string]*template.Template{}}
	for _, name := range pageNames {
		t := template.New("layout.html").Funcs(functions())
		p.templates[name] = template.Must(t.ParseFS(files, "templates/layout.html", "templates/parts.html", "templates/"+name+".html"))
	}
	p.mux.HandleFunc("GET /{$}", p.serve(p.ask))
	p.mux.HandleFunc("GET /van-ban", p.serve(p.documents))
	p.mux.HandleFunc("GET /van-ban/{id}", p.serve(p.document))
	p.mux.HandleFunc("GET /van-ban/{id}/{article}", p.serve(p.article))
	p.mux.HandleFunc("GET /tep/{sha256}", p.file)
	p.mux.HandleFunc("GET /thu-tuc/{code}", p.serve(p.procedure))
	p.mux.HandleFunc("GET /static/", p.static)
	p.mux.HandleFunc("GET /", p.serve(func(*http.Request) (page, error) { return page{}, errNoPage }))
	return p
}

// ServeHTTP serves one page.
func (p *Pages) ServeHTTP(w http.ResponseWriter, r *http.Request) { p.mux.ServeHTTP(w, r) }

var errNoPage = errors.New("trang không có")

// page is one page to be written: its template, and what fills it.
type page struct {
	Template string
	Title    string
	Status   int // 200 when zero
	Form     form
	Style    string // address of the style sheet
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
		var b bytes.Buffer
		if err := p.templates[pg.Template].Execute(&b, pg); err != nil {
			p.Logger.ErrorContext(r.Context(), "không dựng được trang", "page", pg.Template, "error", err)
			http.Error(w, "Lỗi bên trong chương trình. Hãy báo người quản trị.", http.StatusInternalServerError)
			return
		}
		h := w.Header()
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Cache-Control", "no-store")
		w.WriteHeader(max(pg.Status, http.StatusOK))
		if _, err := w.Write(b.Bytes()); err != nil {
			p.Logger.DebugContext(r.Context(), "người đọc đã đi", "error", err)
		}
	}
}

// errorPage says what is wrong, without what only the log should see.
func (p *Pages) errorPage(r *http.Request, err error) page {
	pg := page{Template: "error", Title: "Lỗi", Status: http.StatusInternalServerError, Body: "Lỗi bên trong chương trình. Hãy báo người quản trị kèm giờ xảy ra."}
	switch {
	case errors.Is(err, errNoPage):
		pg.Title, pg.Status, pg.Body = "Trang không có", http.StatusNotFound, "Trang này không có. Hãy hỏi ở ô trên."
	case errors.Is(err, errNoFile):
		pg.Title, pg.Status, pg.Body = "Tệp không có trong kho", http.StatusNotFound, "Kho không giữ tệp này: văn bản đã được bỏ khỏi kho hoặc nạp lại từ tệp khác, hoặc tệp quá lớn. Hãy mở lại từ trang của văn bản."
	case errors.Is(err, original.ErrSum):
		pg.Title, pg.Status, pg.Body = "Địa chỉ tệp không đúng", http.StatusBadRequest, capital(original.ErrSum.Error())+"."
	case errors.Is(err, store.ErrNotFound):
		pg.Title, pg.Status, pg.Body = "Không có trong kho", http.StatusNotFound, "Văn bản hoặc thủ tục này không có trong kho. Có thể chưa được nạp: hãy gửi số hiệu hoặc tệp cho người quản trị."
	case errors.Is(err, corpus.ErrDate):
		pg.Title, pg.Status, pg.Body = "Ngày không hợp lệ", http.StatusBadRequest, err.Error()
	case errors.Is(err, context.DeadlineExceeded):
		pg.Title, pg.Status, pg.Body = "Quá thời gian trả lời", http.StatusGatewayTimeout, "Hãy hỏi lại; nếu vẫn vậy, báo người quản trị."
	case errors.Is(err, errNotReady):
		pg.Title, pg.Status, pg.Body = "Chưa sẵn sàng", http.StatusServiceUnavailable, "Kho chưa có chỉ mục. Người quản trị cần chạy: congvu index build."
	}
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
		p.serve(func(*http.Request) (page, error) { return page{}, errNoPage })(w, r)
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=604800")
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(b))
}
