package httpapi

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"runtime/debug"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
)

const requestIDKey = "request_id"

// saneID is a request number that is taken over from the caller.
var saneID = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._\-]{0,63}$`)

// identify gives the request its number.
func (s *Server) identify(c *gin.Context) {
	id := c.GetHeader("X-Request-Id")
	if !saneID.MatchString(id) {
		id = rand.Text()[:20]
	}
	c.Set(requestIDKey, id)
	c.Header("X-Request-Id", id)
}

func requestID(c *gin.Context) string { return c.GetString(requestIDKey) }

// logAccess writes one line a request. The query is left out, for it holds questions,
// and of the paths of the API the parts that vary: who knows the name of a
// conversation may read it.
func (s *Server) logAccess(c *gin.Context) {
	start := time.Now()
	c.Next()
	path := c.FullPath()
	if path == "" {
		path = c.Request.URL.Path
	}
	s.Logger.InfoContext(c.Request.Context(), "http",
		"request_id", requestID(c), "method", c.Request.Method, "path", path, "status", c.Writer.Status(),
		"bytes", max(c.Writer.Size(), 0), "ms", float64(time.Since(start).Microseconds())/1000)
}

// recoverPanic turns a panic into an internal error: the log sees where, the
// person does not.
func (s *Server) recoverPanic(c *gin.Context) {
	defer func() {
		v := recover()
		if v == nil {
			return
		}
		if err, ok := v.(error); ok && errors.Is(err, http.ErrAbortHandler) {
			panic(v)
		}
		s.Logger.ErrorContext(c.Request.Context(), "panic", "request_id", requestID(c), "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
		if !c.Writer.Written() {
			s.fail(c, errPanic)
		}
	}()
	c.Next()
}

// contentPolicy lets pages load their own style sheet and images and send their
// own forms; there is no script and nothing from elsewhere.
const contentPolicy = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// secure sets the headers that keep browsers from doing more than is meant.
func secure(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", contentPolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	// Addresses hold questions. Without any referrer browsers would send forms with the origin null.
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
}

// noStore keeps answers out of shared caches.
func noStore(c *gin.Context) { c.Header("Cache-Control", "no-store") }

// deadline bounds the time for making an answer.
func (s *Server) deadline(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), requestTimeout+s.ModelTime)
	defer cancel()
	c.Request = c.Request.WithContext(ctx)
	c.Next()
}

func isAPI(path string) bool {
	return path == "/v1" || strings.HasPrefix(path, "/v1/")
}
