package httpapi

import (
	"net/http"
	"regexp"

	"github.com/gin-gonic/gin"

	"github.com/trolycongvu/congvu/assistant/access"
)

// rule says who may use a route. The zero rule lets nobody in, so that a route which
// nobody thought of is shut.
type rule struct {
	open       bool // nobody is asked
	permission access.Permission
	chat       bool // errors are told in OpenAI's form
}

// inBraces is a part of a path as the description writes it, ":name" as Gin does.
var inBraces = regexp.MustCompile(`\{(\w+)\}`)

// rules are those of all routes, by method and path as Gin has it. They are what the
// description says, since they are made of it.
func rules(withMCP bool) map[string]rule {
	all := map[string]rule{}
	for _, g := range groups(withMCP) {
		for _, o := range g.operations {
			r := rule{open: o.open, permission: o.permission, chat: o.failure.value == typeOf[chatProblem]()}
			path := inBraces.ReplaceAllString(o.path, ":$1")
			all[o.method+" "+path] = r
			if o.head {
				all[http.MethodHead+" "+path] = r
			}
		}
	}
	return all
}

// admit lets a request on when whoever sends it may use the route, and puts who that is
// into its context. The pages, which are no route of Gin's, have a gate of their own.
func (s *Server) admit(c *gin.Context) {
	path := c.FullPath()
	if s.Gate == nil || path == "" {
		return
	}
	rule := s.rules[c.Request.Method+" "+path]
	if rule.open {
		return
	}
	admitted, err := s.Gate.Admit(c.Request)
	if err == nil {
		c.Request = admitted
		err = access.From(admitted.Context()).Require(rule.permission)
	}
	if err == nil {
		return
	}
	access.SetHeaders(c.Writer.Header(), err)
	if rule.chat {
		s.failChat(c, err)
		return
	}
	s.fail(c, err)
}

// known is the person whom the gate admitted, empty for nobody known.
func known(r *http.Request) string { return access.From(r.Context()).Person }
