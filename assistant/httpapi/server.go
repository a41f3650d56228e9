// Package httpapi serves the assistant over HTTP: the JSON interface under /v1,
// health checks and, beside them, the web pages.
//
//	POST /v1/ask {"question", "as_of", "conversation_id"}   an assistant.Answer, with
//	                                                        Accept: text/event-stream events
//	GET  /v1/search?q=&limit=&as_of=&kind=&scope=&issuer=&in_force=
//	GET  /v1/documents?q=&kind=&issuer=&source=&page=&per_page=
//	GET  /v1/documents/{number}                             slug or escaped number
//	GET  /v1/documents/{number}/articles/{key}?as_of=       an assistant.ArticleView
//	GET  /v1/files/{sha256}                                 an imported file as it was
//	GET  /v1/procedures/{code}                              a corpus.Procedure
//	POST /v1/check {"text", "as_of", "draft_date"}          a basis.Report; or a form with a file, see check.go
//	POST /v1/feedback {"answer_id", "vote", "reason", "comment"}, GET, DELETE /v1/feedback/{answer}
//	GET, POST /v1/conversations, GET, PATCH, DELETE /v1/conversations/{id}, GET …/{id}/export
//	POST /v1/chat/completions, GET /v1/models               as OpenAI's clients speak, see chat.go
//	GET  /v1/openapi.json, /v1/docs                         what all of this is, from one description
//	/mcp                                                    the Model Context Protocol, when Config.MCP is set
//	GET  /healthz, /readyz                                  readyz is 503 without an index
//
// With Config.Gate each route asks for one permission of package access (operations.go
// names it), by an API key in Authorization or the session cookie of the pages.
//
// Errors are problem documents (RFC 9457) in Vietnamese; every answer carries a
// request number. Questions are never logged. This is the only package that
// knows Gin.
package httpapi

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/access"
	"github.com/trolycongvu/congvu/assistant/basis"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/indexer"
)

// Limits of the server.
const (
	maxAskBody     = 64 << 10
	maxHeader      = 16 << 10
	requestTimeout = 15 * time.Second // for making an answer
	headerTimeout  = 5 * time.Second
	readTimeout    = 10 * time.Second
	writeTimeout   = 30 * time.Second
	idleTimeout    = 90 * time.Second
	drainTimeout   = 10 * time.Second // for answers under way at shutdown
)

// Asker answers questions; *assistant.Assistant is one.
type Asker interface {
	Ask(ctx context.Context, req assistant.Request) (assistant.Answer, error)
	Search(ctx context.Context, q indexer.Query) ([]assistant.Result, error)
	ArticleOn(ctx context.Context, id corpus.DocumentID, key string, day corpus.Date) (assistant.ArticleView, error)
	Today() corpus.Date
}

// Files gives out imported files by the sums of their bytes. What it does not have
// is an error wrapping store.ErrNotFound.
type Files interface {
	File(ctx context.Context, sha256 string) (store.FileContent, error)
}

// Corpus is everything that the server reads; *store.Store is one.
type Corpus interface {
	assistant.Corpus
	Files
}

// Index tells which generation of the index serves; *indexer.Index is one.
type Index interface {
	Generation() string
	Revision() int64
}

// Config is what a Server is made of. Asker and Corpus are required.
type Config struct {
	Asker  Asker
	Corpus Corpus
	Index  Index // nil means that nothing can be searched yet
	// Checker checks drafts for POST /v1/check; nil is one over Corpus.
	Checker DraftChecker
	Pages   http.Handler // the web pages, for every path outside /v1; nil is none
	Logger  *slog.Logger // nil is slog.Default

	ModelTime time.Duration // that a language model may take besides

	// Gate tells who sends a request and whether it may pass; nil lets everybody do
	// everything. The pages ask a gate by themselves.
	Gate *access.Gate

	State     State                      // conversations and feedback; nil keeps none
	Person    func(*http.Request) string // who sends a request, empty for nobody known; nil is whom Gate knows
	MCP       http.Handler               // the Model Context Protocol, at /mcp; nil is none
	PublicURL string                     // where people reach the pages: "https://congvu.example.vn"; empty is as each request came
	Clock     assistant.Clock            // nil is time.Now
}

// Server serves the HTTP API.
type Server struct {
	Config
	engine *gin.Engine
	checks chan struct{} // bounds the drafts read at one time

	now         func() time.Time
	begun       time.Time
	threads     *threads
	rules       map[string]rule // see admit
	description description
}

// New returns a Server that is ready to serve.
func New(c Config) *Server {
	if c.Logger == nil {
		c.Logger = slog.Default()
	}
	gin.SetMode(gin.ReleaseMode)
	if c.Checker == nil {
		c.Checker = basis.New(c.Corpus)
	}
	if c.Person == nil {
		c.Person = known
	}
	s := &Server{Config: c, engine: gin.New(), checks: make(chan struct{}, checksTogether), now: time.Now}
	if c.Clock != nil {
		s.now = c.Clock
	}
	s.begun, s.threads = s.now(), newThreads(maxThreads, s.now)
	s.engine.UseRawPath = true // a document number holds slashes, escaped in its path
	s.engine.UnescapePathValues = true
	s.engine.RedirectTrailingSlash = false
	s.engine.HandleMethodNotAllowed = true
	s.engine.ForwardedByClientIP = false
	s.routes()
	s.rules, s.description = rules(c.MCP != nil), describe(c.MCP != nil, s.mode())
	return s
}

// mode is how people and programs show who they are, None where there is no gate.
func (s *Server) mode() access.Mode {
	if s.Gate == nil {
		return access.None
	}
	return s.Gate.Mode()
}

func (s *Server) routes() {
	e := s.engine
	e.Use(s.identify, s.logAccess, s.recoverPanic, secure, s.deadline, s.admit)
	e.GET("/healthz", s.handle(s.health))
	e.HEAD("/healthz", s.handle(s.health))
	e.GET("/readyz", s.handle(s.ready))
	v1 := e.Group("/v1", noStore)
	v1.POST("/ask", s.handle(s.ask))
	v1.GET("/search", s.handle(s.search))
	v1.GET("/documents", s.handle(s.documents))
	v1.GET("/documents/:number", s.handle(s.document))
	v1.GET("/documents/:number/articles/:article", s.handle(s.article))
	v1.GET("/files/:sha256", s.handle(s.file))
	v1.HEAD("/files/:sha256", s.handle(s.file))
	v1.GET("/procedures/:code", s.handle(s.procedure))
	v1.POST("/check", s.handle(s.check))
	s.routesOfPeople(v1)
	s.routesOfPrograms(v1)
	e.NoRoute(s.otherwise)
	e.NoMethod(s.handle(func(*gin.Context) error { return errMethod }))
}

// routesOfPeople are those of what is kept for a person.
func (s *Server) routesOfPeople(v1 *gin.RouterGroup) {
	v1.POST("/feedback", s.handle(s.putFeedback))
	v1.GET("/feedback/:answer", s.handle(s.feedback))
	v1.DELETE("/feedback/:answer", s.handle(s.withdrawFeedback))
	v1.GET("/conversations", s.handle(s.conversations))
	v1.POST("/conversations", s.handle(s.begin))
	v1.GET("/conversations/:id", s.handle(s.conversation))
	v1.PATCH("/conversations/:id", s.handle(s.rename))
	v1.DELETE("/conversations/:id", s.handle(s.deleteConversation))
	v1.GET("/conversations/:id/export", s.handle(s.export))
}

// routesOfPrograms are those that other programs speak by protocols of their own, and
// what describes all routes.
func (s *Server) routesOfPrograms(v1 *gin.RouterGroup) {
	v1.POST("/chat/completions", s.handleChat(s.chat))
	v1.GET("/models", s.handleChat(s.models))
	v1.GET("/models/:model", s.handleChat(s.model))
	v1.GET("/openapi.json", s.handle(s.openAPI))
	v1.GET("/docs", s.handle(s.docs))
	v1.GET("/docs.css", s.handle(s.docsStyle))
	if s.MCP != nil {
		for _, method := range []string{http.MethodPost, http.MethodGet, http.MethodDelete} {
			s.engine.Handle(method, "/mcp", noStore, gin.WrapH(s.MCP))
		}
	}
}

// otherwise serves the pages, and outside them says that there is nothing here.
func (s *Server) otherwise(c *gin.Context) {
	if s.Pages == nil || isAPI(c.Request.URL.Path) {
		s.fail(c, errNoRoute)
		return
	}
	c.Status(http.StatusOK) // what Gin would write had the page not chosen one
	s.Pages.ServeHTTP(c.Writer, c.Request)
}

// Handler is the server as an http.Handler.
func (s *Server) Handler() http.Handler { return s.engine }

// Serve answers on l until ctx ends; then it takes no more requests, lets those
// under way finish for a while and returns nil.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	srv := &http.Server{
		Handler: s.engine, MaxHeaderBytes: maxHeader,
		ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout + s.ModelTime, IdleTimeout: idleTimeout,
		ErrorLog: slog.NewLogLogger(s.Logger.Handler(), slog.LevelDebug),
	}
	done := make(chan error, 1)
	go func() {
		<-ctx.Done()
		drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTimeout)
		defer cancel()
		err := srv.Shutdown(drain)
		if errors.Is(err, context.DeadlineExceeded) {
			err = srv.Close()
		}
		done <- err
	}()
	if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-done
}

// reading is the state of the corpus that /readyz reports.
type reading struct {
	Status string              `json:"status"`
	Index  indexState          `json:"index"`
	Corpus []store.SourceStats `json:"corpus"`
}

type indexState struct {
	Generation string `json:"generation"`
	Revision   int64  `json:"revision"`
}

// healthState is the body of GET /healthz.
type healthState struct {
	Status string `json:"status"` // "ok"
}

func (s *Server) health(c *gin.Context) error {
	c.JSON(http.StatusOK, healthState{"ok"})
	return nil
}

func (s *Server) ready(c *gin.Context) error {
	if s.Index == nil || s.Index.Generation() == "" {
		return indexer.ErrNoIndex
	}
	stats, err := s.Corpus.Stats(c.Request.Context())
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, reading{
		Status: "ready", Index: indexState{s.Index.Generation(), s.Index.Revision()}, Corpus: stats.Sources,
	})
	return nil
}
