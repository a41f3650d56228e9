package httpapi

import (
	"bytes"
	_ "embed" // the page and its style
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
)

//go:embed docs.gohtml
var docsTemplate string

//go:embed docs.css
var docsCSS []byte

// docsPage is what the page is made of, in the order in which it is shown.
type docsPage struct {
	Info    apiInfo
	Groups  []docsGroup
	Schemas []docsSchema
}

type docsGroup struct {
	apiTag

	Actions []docsAction
}

type docsAction struct {
	*apiAction

	Method, Path string
	Example      string // a command to try it with
	Replies      []docsReply
}

type docsReply struct {
	Status, About string
	Media         []docsMedia
}

type docsMedia struct {
	Name   string
	Schema *schema
}

type docsSchema struct {
	Name, About string
	Fields      []docsField
}

type docsField struct {
	Name     string
	Schema   *schema
	Required bool
}

// renderDocs makes the page of a description.
func renderDocs(d description) []byte {
	t := template.Must(template.New("docs").Funcs(template.FuncMap{
		"name": func(ref string) string { return strings.TrimPrefix(ref, componentPath) },
		"join": strings.Join,
	}).Parse(docsTemplate))
	page := docsPage{Info: d.document.Info}
	for _, tag := range d.document.Tags {
		page.Groups = append(page.Groups, docsGroup{tag, d.actions(tag.Name)})
	}
	for _, name := range d.schemas.names() {
		own := d.schemas.components[name]
		shown := docsSchema{Name: name, About: own.Description}
		for _, field := range own.order {
			shown.Fields = append(shown.Fields, docsField{field, own.Properties[field], slices.Contains(own.Required, field)})
		}
		page.Schemas = append(page.Schemas, shown)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, page); err != nil {
		panic(err) // the template is wrong: a programming error, met by every test
	}
	return b.Bytes()
}

// methods are in the order in which those of one path are shown.
var methods = []string{"get", "head", "post", "patch", "delete"}

// actions are the operations of a tag by path and method.
func (d description) actions(tag string) []docsAction {
	var out []docsAction
	for _, path := range sortedKeys(d.document.Paths) {
		for _, method := range methods {
			act := d.document.Paths[path][method]
			if act == nil || act.Tags[0] != tag {
				continue
			}
			shown := docsAction{apiAction: act, Method: strings.ToUpper(method), Path: path, Example: curl(method, path, act)}
			for _, status := range sortedKeys(act.Responses) {
				r := docsReply{Status: status, About: act.Responses[status].Description}
				for _, name := range sortedKeys(act.Responses[status].Content) {
					r.Media = append(r.Media, docsMedia{name, act.Responses[status].Content[name].Schema})
				}
				shown.Replies = append(shown.Replies, r)
			}
			out = append(out, shown)
		}
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// curl is a command that tries an operation, empty where there is not much to see.
func curl(method, path string, act *apiAction) string {
	if act.Body == nil {
		return ""
	}
	example := act.Body.Content[gin.MIMEJSON].Example
	if len(example) == 0 {
		return ""
	}
	key := ""
	if len(act.Security) > 0 {
		key = " -H \"Authorization: Bearer $CONGVU_KEY\""
	}
	return "curl -X " + strings.ToUpper(method) + " http://127.0.0.1:8080" + path + key + " -H 'Content-Type: application/json' -d '" + string(example) + "'"
}

// docs answers GET /v1/docs.
func (s *Server) docs(c *gin.Context) error {
	c.Data(http.StatusOK, "text/html; charset=utf-8", s.description.page)
	return nil
}

func (s *Server) docsStyle(c *gin.Context) error {
	c.Data(http.StatusOK, "text/css; charset=utf-8", docsCSS)
	return nil
}
