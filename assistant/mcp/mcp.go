// Package mcp lets other programs' language models use the assistant as a set of
// tools, by the Model Context Protocol: over standard input and output, or over
// streamable HTTP as an http.Handler.
//
//	tim_kiem         finds provisions and procedures
//	tra_dieu         reads a document, Điều, khoản or điểm as it stood on a day
//	tra_thu_tuc      reads a procedure by its code or name
//	hoi              answers a question, each sentence with its source
//	kiem_tra_can_cu  checks the căn cứ of a draft
//
// Every result comes twice: as text that can be shown to a person, with the place in
// full, its force and a link, and as a JSON value whose schema the tool gives.
// Questions go through the assistant and are audited as everywhere; words that bear
// the mark of a state secret are refused by every tool, and personal data is masked
// before anything is looked up.
//
// The server keeps nothing between calls, so that over HTTP it has no sessions. Behind
// a gate (Config.Gated) each tool asks for a permission of package access, and what is
// asked is the caller's.
package mcp

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer"
)

// Asker answers and searches; *assistant.Assistant is one.
type Asker interface {
	Ask(ctx context.Context, req assistant.Request) (assistant.Answer, error)
	Search(ctx context.Context, q indexer.Query) ([]assistant.Result, error)
	ArticleOn(ctx context.Context, id corpus.DocumentID, key string, day corpus.Date) (assistant.ArticleView, error)
	Today() corpus.Date
}

// Library gives out documents and procedures; *store.Store is one. What it does not
// hold is an error wrapping store.ErrNotFound.
type Library interface {
	// FindRef returns the heads of the documents that ref can mean. None is no error.
	FindRef(ctx context.Context, ref corpus.Ref) ([]corpus.Document, error)
	// Document returns a document with its articles.
	Document(ctx context.Context, id corpus.DocumentID) (corpus.Document, error)
	// Procedure returns one procedure by its code.
	Procedure(ctx context.Context, code string) (corpus.Procedure, error)
}

// Checker checks the legal basis of a draft that is given as text. A zero date of the
// draft is the one that it bears, or today. An error that wraps ErrDraft is told to
// the caller in its own words.
type Checker interface {
	Check(ctx context.Context, text string, date corpus.Date, today corpus.Date) (Report, error)
}

// ErrDraft tells that a draft cannot be checked and why.
var ErrDraft = errors.New("không kiểm tra được dự thảo")

// Limits of a server.
const (
	toolTime       = 60 * time.Second // for one call
	maxBody        = 2 << 20          // bytes of one message over HTTP
	maxLine        = 4 << 20          // bytes of one message over standard input
	checksTogether = 2                // drafts at one time
)

// Config is what a server is made of. Asker and Library are required.
type Config struct {
	Asker   Asker
	Library Library
	Checker Checker      // nil: there is no tool kiem_tra_can_cu
	Logger  *slog.Logger // nil is slog.Default; questions are never logged

	User    string // who asks, for the audit; empty is assistant.Anonymous
	Gated   bool   // each call is by whom its context names (access.From), who may do what that one may; not by User
	Version string // of the program, as clients are told it
	BaseURL string // where people reach the web pages; empty leaves links as paths
}

// server is a Config at work.
type server struct {
	Config
	checks chan struct{} // bounds the drafts checked at one time
}

const instructions = "Công vụ tra cứu văn bản pháp luật và thủ tục hành chính Việt Nam. Mỗi kết quả có nơi viện dẫn (điểm, khoản, Điều, số hiệu), " +
	"lời văn nguyên bản và hiệu lực vào ngày được hỏi: hãy dẫn lại đúng nơi viện dẫn, không nêu số, ngày hay thời hạn nào mà lời văn không có. " +
	"Không có trong kho không có nghĩa là không tồn tại. Không gửi nội dung bí mật nhà nước."

// newServer makes the protocol's server with all tools.
func newServer(c Config) *sdk.Server {
	if c.Logger == nil {
		c.Logger = slog.Default()
	}
	if c.Version == "" {
		c.Version = "0"
	}
	s := &server{Config: c, checks: make(chan struct{}, checksTogether)}
	out := sdk.NewServer(
		&sdk.Implementation{Name: "congvu", Title: "Công vụ", Version: c.Version},
		&sdk.ServerOptions{Instructions: instructions, Capabilities: &sdk.ServerCapabilities{Tools: &sdk.ToolCapabilities{}}},
	)
	s.addTools(out)
	return out
}

// Handler serves the protocol over streamable HTTP. Browsers are let in from the same
// origin alone.
func Handler(c Config) http.Handler {
	s := newServer(c)
	h := sdk.NewStreamableHTTPHandler(func(*http.Request) *sdk.Server { return s }, &sdk.StreamableHTTPOptions{
		Stateless: true, JSONResponse: true, MaxRequestBodyBytes: maxBody, PropagateRequestCancellation: true,
	})
	return http.NewCrossOriginProtection().Handler(h)
}

// Serve speaks the protocol over in and out, one message a line, until ctx ends or
// in does.
func Serve(ctx context.Context, c Config, in io.ReadCloser, out io.WriteCloser) error {
	err := newServer(c).Run(ctx, &sdk.IOTransport{Reader: in, Writer: out, MaxLineLength: maxLine})
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
