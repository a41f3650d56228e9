package httpapi_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/jsonschema-go/jsonschema"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
	"github.com/trolycongvu/congvu/assistant/httpapi"
	"github.com/trolycongvu/congvu/assistant/web"
)

// openAPI is what the tests read of the document.
type openAPI struct {
	OpenAPI    string                       `json:"openapi"`
	Paths      map[string]map[string]action `json:"paths"`
	Components struct {
		Schemas map[string]*jsonschema.Schema `json:"schemas"`
	} `json:"components"`
}

type action struct {
	ID         string `json:"operationId"`
	Parameters []struct {
		Name string `json:"name"`
		In   string `json:"in"`
	} `json:"parameters"`
	Body struct {
		Content map[string]media `json:"content"`
	} `json:"requestBody"`
	Responses map[string]struct {
		Content map[string]media `json:"content"`
	} `json:"responses"`
}

type media struct {
	Schema  *jsonschema.Schema `json:"schema"`
	Example json.RawMessage    `json:"example"`
}

// described is a server with everything that can be described, and its document.
func described(t testing.TB) (*httpapi.Server, openAPI) {
	t.Helper()
	lib, a := assistanttest.NewImported(), assistanttest.NewWithImported()
	s := httpapi.New(httpapi.Config{
		Asker: a, Corpus: lib, Index: generation("g1"), MCP: http.NotFoundHandler(), Pages: web.New(web.Config{Asker: a, Corpus: lib}),
	})
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://x/v1/openapi.json", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	w := serve(s.Handler(), r)
	var d openAPI
	if err := json.Unmarshal(w.Body.Bytes(), &d); err != nil {
		t.Fatal(err)
	}
	return s, d
}

// TestEveryRouteIsDescribed holds the routes against the document, both ways.
func TestEveryRouteIsDescribed(t *testing.T) {
	s, d := described(t)
	if d.OpenAPI != "3.1.0" || len(s.Clashes()) > 0 {
		t.Errorf("openapi %q, clashes %v", d.OpenAPI, s.Clashes())
	}
	var routes, paths []string
	for _, r := range s.Routes() {
		routes = append(routes, r.Method+" "+regexp.MustCompile(`:(\w+)`).ReplaceAllString(r.Path, "{$1}"))
	}
	ids := map[string]bool{}
	for path, methods := range d.Paths {
		for method, a := range methods {
			paths = append(paths, strings.ToUpper(method)+" "+path)
			if a.ID == "" || ids[a.ID] {
				t.Errorf("%s %s: operationId %q is empty or another's", method, path, a.ID)
			}
			ids[a.ID] = true
		}
	}
	slices.Sort(routes)
	slices.Sort(paths)
	if diff := cmp.Diff(routes, paths); diff != "" {
		t.Errorf("routes and document (-routes +document):\n%s", diff)
	}
}

// TestEveryParameterIsDescribed asks each route for a parameter that it does not know:
// it names those that it does.
func TestEveryParameterIsDescribed(t *testing.T) {
	s, d := described(t)
	known := regexp.MustCompile(`các tham số là ([\w, ]*)`)
	asked := 0
	for path, methods := range d.Paths {
		a, ok := methods["get"]
		if !ok || !strings.HasPrefix(path, "/v1/") {
			continue
		}
		var described []string
		for _, p := range a.Parameters {
			if p.In == "query" {
				described = append(described, p.Name)
			} else if !strings.Contains(path, "{"+p.Name+"}") {
				t.Errorf("%s has no %q", path, p.Name)
			}
		}
		w := do(t, s.Handler(), "GET "+regexp.MustCompile(`\{\w+\}`).ReplaceAllString(path, "x")+"?zz=1", "")
		m := known.FindStringSubmatch(w.Body.String())
		if m == nil {
			if len(described) > 0 {
				t.Errorf("%s does not look at its parameters, but has %v", path, described)
			}
			continue
		}
		asked++
		takes := strings.FieldsFunc(m[1], func(r rune) bool { return r == ',' || r == ' ' })
		slices.Sort(takes)
		slices.Sort(described)
		if diff := cmp.Diff(takes, described); diff != "" && len(takes)+len(described) > 0 {
			t.Errorf("%s (-takes +described):\n%s", path, diff)
		}
	}
	if asked < 5 {
		t.Errorf("%d routes named their parameters", asked)
	}
}

// TestEveryBodyIsDescribed sends each route a field that it does not know: it names
// those that it does. The example of each is taken.
func TestEveryBodyIsDescribed(t *testing.T) {
	_, d := described(t)
	known := regexp.MustCompile(`các trường là ([\w, ]*)`)
	h, _ := keeping(t)
	for path, methods := range d.Paths {
		for method, a := range methods {
			body := a.Body.Content["application/json"]
			if body.Schema == nil {
				continue
			}
			own := d.Components.Schemas[strings.TrimPrefix(body.Schema.Ref, "#/components/schemas/")]
			described := slices.Sorted(maps.Keys(own.Properties))
			target := strings.ToUpper(method) + " " + strings.ReplaceAll(path, "{id}", annID)
			if path != "/v1/chat/completions" { // which takes whatever clients send
				w := do(t, h, target, `{"zz": 1}`)
				m := known.FindStringSubmatch(w.Body.String())
				if m == nil {
					t.Errorf("%s does not name its fields: %s", target, w.Body)
					continue
				}
				takes := strings.FieldsFunc(m[1], func(r rune) bool { return r == ',' || r == ' ' })
				slices.Sort(takes)
				if diff := cmp.Diff(takes, described); diff != "" {
					t.Errorf("%s (-takes +described):\n%s", target, diff)
				}
			}
			if err := resolve(t, d, body.Schema).Validate(valueOf(t, body.Example)); err != nil {
				t.Errorf("the example of %s: %v", target, err)
			}
			if w := do(t, h, target, string(body.Example)); w.Code != 200 && w.Code != 201 && w.Code != 404 {
				t.Errorf("the example of %s is answered with %d %s", target, w.Code, w.Body)
			}
		}
	}
}

func valueOf(t testing.TB, raw []byte) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatalf("%v in %s", err, raw)
	}
	return v
}

// resolve makes a schema of the document one that validates.
func resolve(t testing.TB, d openAPI, s *jsonschema.Schema) *jsonschema.Resolved {
	t.Helper()
	raw, err := json.Marshal(struct {
		Defs map[string]*jsonschema.Schema `json:"$defs"`
		All  []*jsonschema.Schema          `json:"allOf"`
	}{d.Components.Schemas, []*jsonschema.Schema{s}})
	if err != nil {
		t.Fatal(err)
	}
	var root jsonschema.Schema
	if err := json.Unmarshal([]byte(strings.ReplaceAll(string(raw), "#/components/schemas/", "#/$defs/")), &root); err != nil {
		t.Fatal(err)
	}
	resolved, err := root.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	return resolved
}

// closed makes every object of the document one that has no other fields than those
// described, so that a field that is not described is found.
func closed(d openAPI) {
	for _, s := range d.Components.Schemas {
		if len(s.Properties) > 0 {
			s.AdditionalProperties = &jsonschema.Schema{Not: &jsonschema.Schema{}}
		}
	}
}

// TestAnswersAreAsDescribed holds real answers, good and bad, against the schemas.
func TestAnswersAreAsDescribed(t *testing.T) {
	s, d := described(t)
	closed(d)
	kept, _ := keeping(t)
	answer := askIn(t, kept, "", annID, cited)
	askIn(t, kept, "", annID, "thẻ quan trắc viên")
	imported := s.Handler()
	feedback := `{"answer_id": "` + answer.ID + `", "vote": "down", "reason": "sai", "comment": "x"}`
	chat := webUI(t, false, said{"user", cited})
	for _, tt := range []struct {
		h                  http.Handler
		path, target, body string
		status             string // "default" of a failure
	}{
		{h: imported, path: "/v1/ask", target: "POST /v1/ask", body: `{"question": "` + cited + `"}`},
		{h: imported, path: "/v1/ask", target: "POST /v1/ask", body: `{"question": "phí cấp thẻ quan trắc viên cộng đồng"}`},
		{h: imported, path: "/v1/ask", target: "POST /v1/ask", body: `{"question": "nuôi rồng trên mây"}`},
		{h: imported, path: "/v1/ask", target: "POST /v1/ask", body: `{"question": "cỏ được tưới lúc mấy giờ"}`},
		{h: imported, path: "/v1/ask", target: "POST /v1/ask", body: `{}`, status: "default"},
		{h: imported, path: "/v1/search", target: "GET /v1/search?q=tr%E1%BA%A1m"},
		{h: imported, path: "/v1/search", target: "GET /v1/search", status: "default"},
		{h: imported, path: "/v1/check", target: "POST /v1/check", body: `{"text": "Căn cứ Nghị định số 901/2019/NĐ-CP ngày 06 tháng 01 năm 2019 của Chính phủ;\nCăn cứ Luật Không có;"}`},
		{h: imported, path: "/v1/documents", target: "GET /v1/documents"},
		{h: imported, path: "/v1/documents/{number}", target: "GET /v1/documents/901-2019-nd-cp"},
		{h: imported, path: "/v1/documents/{number}", target: "GET /v1/documents/qt-07-tttv"},
		{h: imported, path: "/v1/documents/{number}", target: "GET /v1/documents/12-2025-tt-btn"},
		{h: imported, path: "/v1/documents/{number}", target: "GET /v1/documents/901%2F2019", status: "default"},
		{h: imported, path: "/v1/documents/{number}/articles/{article}", target: "GET /v1/documents/901-2019-nd-cp/articles/15"},
		{h: imported, path: "/v1/documents/{number}/articles/{article}", target: "GET /v1/documents/10-2020-tt-btn/articles/1"},
		{h: imported, path: "/v1/procedures/{code}", target: "GET /v1/procedures/1.999001"},
		{h: imported, path: "/healthz", target: "GET /healthz"},
		{h: imported, path: "/readyz", target: "GET /readyz"},
		{h: kept, path: "/v1/feedback", target: "POST /v1/feedback", body: feedback},
		{h: kept, path: "/v1/feedback/{answer}", target: "GET /v1/feedback/" + answer.ID},
		{h: kept, path: "/v1/conversations", target: "GET /v1/conversations"},
		{h: kept, path: "/v1/conversations/{id}", target: "GET /v1/conversations/" + annID},
		{h: kept, path: "/v1/conversations/{id}", target: "PATCH /v1/conversations/" + annID, body: `{"title": "x"}`},
		{h: kept, path: "/v1/conversations/{id}", target: "GET /v1/conversations/x", status: "default"},
		{h: kept, path: "/v1/conversations/{id}/export", target: "GET /v1/conversations/" + annID + "/export"},
		{h: kept, path: "/v1/chat/completions", target: "POST /v1/chat/completions", body: chat},
		{h: kept, path: "/v1/chat/completions", target: "POST /v1/chat/completions", body: `{}`, status: "default"},
		{h: kept, path: "/v1/models", target: "GET /v1/models"},
		{h: kept, path: "/v1/models/{model}", target: "GET /v1/models/congvu"},
		{h: kept, path: "/v1/models/{model}", target: "GET /v1/models/x", status: "default"},
	} {
		method, _, _ := strings.Cut(tt.target, " ")
		status, mediaType := "200", "application/json"
		if tt.status == "default" {
			status = tt.status
			if !strings.HasPrefix(tt.path, "/v1/chat") && !strings.HasPrefix(tt.path, "/v1/models") {
				mediaType = "application/problem+json"
			}
		}
		w := do(t, tt.h, tt.target, tt.body)
		got := d.Paths[tt.path][strings.ToLower(method)].Responses[status].Content[mediaType].Schema
		if got == nil || (status == "200") != (w.Code == 200) {
			t.Errorf("%s: %d, described %v: %s", tt.target, w.Code, got != nil, w.Body)
			continue
		}
		if err := resolve(t, d, got).Validate(valueOf(t, w.Body.Bytes())); err != nil {
			t.Errorf("%s is not as described: %v\n%.1500s", tt.target, err, w.Body)
		}
	}
}

// TestChunksAreAsDescribed holds the pieces of a streamed answer against their schema.
func TestChunksAreAsDescribed(t *testing.T) {
	_, d := described(t)
	closed(d)
	h, _ := keeping(t)
	w := do(t, h, "POST /v1/chat/completions", webUI(t, true, said{"user", cited}))
	schema := resolve(t, d, d.Paths["/v1/chat/completions"]["post"].Responses["200"].Content["text/event-stream"].Schema)
	pieces := 0
	for line := range strings.SplitSeq(w.Body.String(), "\n") {
		data, ok := strings.CutPrefix(line, "data: ")
		if !ok || data == "[DONE]" {
			continue
		}
		pieces++
		if err := schema.Validate(valueOf(t, []byte(data))); err != nil {
			t.Errorf("%v in %s", err, data)
		}
	}
	if pieces < 4 {
		t.Errorf("%d pieces", pieces)
	}
}

// TestFieldsAreAsInTheCode holds the fields of the main structs against the schemas,
// by what encoding/json writes of them.
func TestFieldsAreAsInTheCode(t *testing.T) {
	_, d := described(t)
	for name, value := range map[string]any{
		"Answer": assistant.Answer{
			ID: "x", UnderstoodAs: "x", Procedure: &assistant.ProcedureCard{}, ModelMS: 1, Conversation: "x", Approved: &assistant.ApprovedBy{},
		},
		"Sentence": assistant.Sentence{Lead: true, Quoted: true},
		"Problem":  httpapi.Problem{Detail: "x", Instance: "x", Field: "x", Choices: []string{"x"}},
		"Force":    assistant.Force{From: 20200101, Until: 20210101},
		"Nearest":  assistant.Nearest{Title: "x"},
	} {
		raw, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		written := map[string]json.RawMessage{}
		if err := json.Unmarshal(raw, &written); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(slices.Sorted(maps.Keys(written)), slices.Sorted(maps.Keys(d.Components.Schemas[name].Properties))); diff != "" {
			t.Errorf("%s (-written +described):\n%s", name, diff)
		}
	}
}

// TestDescriptionsAreOfSomething finds no words about what is no longer there.
func TestDescriptionsAreOfSomething(t *testing.T) {
	_, d := described(t)
	for name := range httpapi.Described() {
		component, field, _ := strings.Cut(name, ".")
		own, ok := d.Components.Schemas[component]
		if !ok || field != "" && own.Properties[field] == nil {
			t.Errorf("%q is described but not there", name)
		}
	}
}

func TestDocsPage(t *testing.T) {
	s, d := described(t)
	w := do(t, s.Handler(), "GET /v1/docs", "")
	page := w.Body.String()
	if w.Code != 200 || w.Header().Get("Content-Type") != "text/html; charset=utf-8" {
		t.Fatalf("%d %v", w.Code, w.Header())
	}
	for _, refused := range []string{"<script", "http://fonts", "https://", "style=", " on"} {
		if refused == " on" {
			if regexp.MustCompile(` on[a-z]+=`).MatchString(page) {
				t.Error("the page has script in an attribute")
			}
			continue
		}
		if strings.Contains(page, refused) {
			t.Errorf("the page contains %q", refused)
		}
	}
	for path, methods := range d.Paths {
		for method, a := range methods {
			if !strings.Contains(page, `<section id="`+a.ID+`"`) || !strings.Contains(page, "<code>"+strings.ToUpper(method)+" "+path+"</code>") {
				t.Errorf("the page lacks %s %s", method, path)
			}
		}
	}
	for name := range d.Components.Schemas {
		if !strings.Contains(page, `<section id="schema-`+name+`"`) {
			t.Errorf("the page lacks the schema %s", name)
		}
	}
	for _, m := range regexp.MustCompile(`href="(#[^"]*)"`).FindAllStringSubmatch(page, -1) {
		if !strings.Contains(page, `id="`+m[1][1:]+`"`) {
			t.Errorf("the page leads to %s, which is not there", m[1])
		}
	}
	if w := do(t, s.Handler(), "GET /v1/docs.css", ""); w.Code != 200 || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/css") || strings.Contains(w.Body.String(), "url(") {
		t.Errorf("the style: %d %v", w.Code, w.Header())
	}
}
