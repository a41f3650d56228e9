package httpapi

import (
	"bytes"
	"encoding/json"
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/trolycongvu/congvu/assistant/access"
)

// apiVersion is the version of the interface, which its paths begin with.
const apiVersion = "1"

// openAPIDocument is an OpenAPI 3.1 document.
type openAPIDocument struct {
	OpenAPI    string                           `json:"openapi"`
	Info       apiInfo                          `json:"info"`
	Tags       []apiTag                         `json:"tags"`
	Paths      map[string]map[string]*apiAction `json:"paths"` // by path and method in lower case
	Components apiComponents                    `json:"components"`
}

type apiInfo struct {
	Title       string `json:"title"`
	Version     string `json:"version"`
	Description string `json:"description"`
}

type apiTag struct {
	Name        string `json:"name"`
	Description string `json:"description"`
}

type apiComponents struct {
	Schemas  map[string]*schema        `json:"schemas"`
	Security map[string]securityScheme `json:"securitySchemes,omitempty"`
}

// apiAction is one operation.
type apiAction struct {
	Tags        []string               `json:"tags"`
	ID          string                 `json:"operationId"`
	Summary     string                 `json:"summary"`
	Description string                 `json:"description,omitempty"`
	Parameters  []apiParameter         `json:"parameters,omitempty"`
	Body        *apiBody               `json:"requestBody,omitempty"`
	Responses   map[string]apiResponse `json:"responses"`
	Security    []requirement          `json:"security,omitempty"` // any of them suffices
}

type apiParameter struct {
	Name        string  `json:"name"`
	In          string  `json:"in"` // "path", "query"
	Description string  `json:"description,omitempty"`
	Required    bool    `json:"required,omitempty"`
	Schema      *schema `json:"schema"`
}

type apiBody struct {
	Required bool                `json:"required"`
	Content  map[string]apiMedia `json:"content"` // by media type
}

type apiResponse struct {
	Description string              `json:"description"`
	Content     map[string]apiMedia `json:"content,omitempty"`
}

type apiMedia struct {
	Schema  *schema         `json:"schema,omitempty"`
	Example json.RawMessage `json:"example,omitempty"`
}

// description is what the server says of itself, as a document and as a page.
type description struct {
	document openAPIDocument
	json     []byte
	page     []byte
	schemas  *schemas

	ways []requirement // in which callers show who they are; none where nobody is asked
}

// describe describes every route. It rests on the code alone, so that what goes wrong
// in it does so in every test; withMCP tells whether /mcp is served, mode how callers
// show who they are.
func describe(withMCP bool, mode access.Mode) description {
	d := description{schemas: newSchemas(), document: openAPIDocument{
		OpenAPI: "3.1.0",
		Info:    apiInfo{Title: "Công vụ", Version: apiVersion, Description: aboutAPI},
		Paths:   map[string]map[string]*apiAction{},
	}}
	if d.document.Components.Security, d.ways = securityOf(mode); len(d.ways) > 0 {
		d.document.Info.Description += " " + aboutSecurity
	}
	for _, g := range groups(withMCP) {
		d.document.Tags = append(d.document.Tags, apiTag{g.name, g.about})
		for _, o := range g.operations {
			d.add(g.name, o)
		}
	}
	d.document.Components.Schemas = d.schemas.components
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(d.document); err != nil {
		panic(err) // of plain values: it does not fail
	}
	d.json = bytes.TrimSpace(b.Bytes())
	d.page = renderDocs(d)
	return d
}

// add adds one operation, and its HEAD where it has one.
func (d *description) add(tag string, o operation) {
	if d.document.Paths[o.path] == nil {
		d.document.Paths[o.path] = map[string]*apiAction{}
	}
	act := &apiAction{Tags: []string{tag}, ID: o.id, Summary: o.summary, Description: o.about, Responses: map[string]apiResponse{}}
	for name := range pathNames(o.path) {
		act.Parameters = append(act.Parameters, apiParameter{
			Name: name, In: "path", Required: true, Description: pathWords[name], Schema: &schema{Type: schemaType{"string"}},
		})
	}
	for _, p := range o.query {
		act.Parameters = append(act.Parameters, apiParameter{Name: p.name, In: "query", Description: p.about, Required: p.required, Schema: p.schema})
	}
	if o.body != nil {
		act.Body = d.body(o)
	}
	for _, r := range o.responses {
		act.Responses[strconv.Itoa(r.status)] = d.response(r)
	}
	if failure := o.failure; failure.media != "" {
		act.Responses["default"] = apiResponse{Description: failure.about, Content: map[string]apiMedia{
			failure.media: {Schema: d.schemas.output(failure.value)},
		}}
	}
	if !o.open {
		d.guard(act, o)
	}
	d.document.Paths[o.path][strings.ToLower(o.method)] = act
	if o.head {
		head := *act
		head.ID += "Head"
		head.Body, head.Responses = nil, map[string]apiResponse{"200": {Description: "Như GET, không có nội dung."}}
		d.document.Paths[o.path]["head"] = &head
	}
}

func (d *description) body(o operation) *apiBody {
	content := d.schemas.input(o.body, o.needs)
	if o.lenient {
		own := d.schemas.components[strings.TrimPrefix(content.Ref, componentPath)]
		own.Additional = nil // fields that are not known are passed over
	}
	b := &apiBody{Required: true, Content: map[string]apiMedia{
		gin.MIMEJSON: {Schema: content, Example: json.RawMessage(o.example)},
	}}
	if o.form != nil {
		b.Content[gin.MIMEMultipartPOSTForm] = apiMedia{Schema: o.form}
	}
	return b
}

func (d *description) response(r reply) apiResponse {
	out := apiResponse{Description: r.about}
	for _, m := range r.media {
		media := apiMedia{}
		if m.value != nil {
			media.Schema = d.schemas.output(m.value)
		} else if m.name != gin.MIMEJSON {
			media.Schema = &schema{Type: schemaType{"string"}}
		}
		if out.Content == nil {
			out.Content = map[string]apiMedia{}
		}
		out.Content[m.name] = media
	}
	return out
}

// pathNames are the names in braces of a path.
func pathNames(path string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for piece := range strings.SplitSeq(path, "/") {
			if strings.HasPrefix(piece, "{") && !yield(strings.Trim(piece, "{}")) {
				return
			}
		}
	}
}

// openAPI answers GET /v1/openapi.json.
func (s *Server) openAPI(c *gin.Context) error {
	c.Data(http.StatusOK, "application/json; charset=utf-8", s.description.json)
	return nil
}

// typeOf is the type of values that a response holds.
func typeOf[T any]() reflect.Type { return reflect.TypeFor[T]() }
