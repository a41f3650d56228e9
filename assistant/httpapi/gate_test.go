package httpapi_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/access"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
	"github.com/trolycongvu/congvu/assistant/httpapi"
	state "github.com/trolycongvu/congvu/assistant/store"
)

// password is the one of all accounts of the tests.
const password = "bốn con ngựa già"

// gatehouse is a server behind a gate, with those who give keys and accounts.
type gatehouse struct {
	http.Handler

	keys  *access.Store
	doors *access.Authenticator
	kept  *state.Store
	later atomic.Int64 // by which the clock is ahead
}

func (g *gatehouse) now() time.Time {
	return assistanttest.Now.Add(time.Duration(g.later.Load()))
}

// gated is a server whose gate has a mode and rates.
func gated(t testing.TB, c access.GateConfig) *gatehouse {
	t.Helper()
	g := new(gatehouse)
	quiet := slog.New(slog.DiscardHandler)
	kept, err := state.Open(t.Context(), t.TempDir(), state.Options{Logger: quiet})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = kept.Close() })
	g.kept = kept
	g.keys = access.NewStore(kept, access.Options{Now: g.now, Cost: access.Cost{Memory: 64, Passes: 1, Threads: 1}})
	g.doors = access.NewAuthenticator(g.keys, access.Lifetimes{Idle: time.Hour, Most: 12 * time.Hour}, quiet)
	c.Authenticator, c.Now = g.doors, g.now
	gate, err := access.NewGate(c)
	if err != nil {
		t.Fatal(err)
	}
	asking := assistanttest.Config()
	asking.Journal = kept
	g.Handler = httpapi.New(httpapi.Config{
		Asker: assistant.New(asking), Corpus: asking.Corpus.(httpapi.Corpus), Index: generation("g1"), State: kept, Clock: assistanttest.Clock,
		Logger: quiet, Gate: gate, MCP: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusAccepted) }),
	}).Handler()
	return g
}

// key is the header of a fresh key.
func (g *gatehouse) key(t testing.TB, name string, role access.Role, scopes ...access.Scope) []string {
	t.Helper()
	secret, _, err := g.keys.CreateKey(t.Context(), access.Key{Name: name, Role: role, Scopes: scopes}, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	return []string{"Authorization", "Bearer " + secret}
}

// person is the header of a person who has signed in.
func (g *gatehouse) person(t testing.TB, name string, role access.Role) []string {
	t.Helper()
	if _, err := g.keys.CreateAccount(t.Context(), name, role, password); err != nil {
		t.Fatal(err)
	}
	token, _, err := g.doors.SignIn(t.Context(), name, password, netip.MustParseAddr("192.0.2.1"))
	if err != nil {
		t.Fatal(err)
	}
	return []string{"Cookie", access.SessionCookie + "=" + token}
}

// asked are the permissions of all routes, as the table of issue and package say them.
var asked = map[string]access.Permission{
	"POST /v1/ask": access.Ask, "GET /v1/search": access.Search, "POST /v1/check": access.Check,
	"GET /v1/documents": access.Read, "GET /v1/documents/{number}": access.Read,
	"GET /v1/documents/{number}/articles/{article}": access.Read, "GET /v1/files/{sha256}": access.Read, "HEAD /v1/files/{sha256}": access.Read,
	"GET /v1/procedures/{code}": access.Read,
	"POST /v1/feedback":         access.Feedback, "GET /v1/feedback/{answer}": access.Feedback, "DELETE /v1/feedback/{answer}": access.Feedback,
	"GET /v1/conversations": access.Converse, "POST /v1/conversations": access.Converse, "GET /v1/conversations/{id}": access.Converse,
	"PATCH /v1/conversations/{id}": access.Converse, "DELETE /v1/conversations/{id}": access.Converse,
	"GET /v1/conversations/{id}/export": access.Converse,
	"POST /v1/chat/completions":         access.Ask, "GET /v1/models": access.Ask, "GET /v1/models/{model}": access.Ask,
	"POST /mcp": access.Ask, "GET /mcp": access.Ask, "DELETE /mcp": access.Ask,
}

// open are the routes where nobody is asked.
var open = []string{"GET /healthz", "GET /readyz", "GET /v1/docs", "GET /v1/docs.css", "GET /v1/openapi.json", "HEAD /healthz"}

// target is a route with something in the place of each name.
func target(route string) string { return regexp.MustCompile(`\{\w+\}`).ReplaceAllString(route, "x") }

// refused tells whether an answer is one to somebody who may not.
func refused(w *httptest.ResponseRecorder) bool {
	return w.Code == http.StatusUnauthorized || w.Code == http.StatusForbidden || w.Code == http.StatusTooManyRequests
}

// TestEveryRouteHasAPermission holds the routes against the list above, so that a new one
// is thought of.
func TestEveryRouteHasAPermission(t *testing.T) {
	s, _ := described(t)
	var routes, want []string
	for _, r := range s.Routes() {
		routes = append(routes, r.Method+" "+regexp.MustCompile(`:(\w+)`).ReplaceAllString(r.Path, "{$1}"))
	}
	for route := range asked {
		want = append(want, route)
	}
	want = append(want, open...)
	slices.Sort(routes)
	slices.Sort(want)
	if diff := cmp.Diff(want, routes); diff != "" {
		t.Errorf("routes (-thought of +there):\n%s", diff)
	}
}

// TestNobodyKnownMayNothing tries every route without credentials and with bad ones.
func TestNobodyKnownMayNothing(t *testing.T) {
	g := gated(t, access.GateConfig{Mode: access.Accounts})
	all := access.Scopes()[:4]
	old, ended := g.key(t, "old", access.Official, all...), g.person(t, "an", access.Official)
	g.later.Add(int64(2 * time.Hour)) // which neither the old key nor an's session outlives
	revoked := g.key(t, "revoked", access.Official, all...)
	if _, err := g.keys.RevokeKey(t.Context(), "revoked"); err != nil {
		t.Fatal(err)
	}
	disabled := g.person(t, "chi", access.Official)
	if err := g.keys.Disable(t.Context(), "chi"); err != nil {
		t.Fatal(err)
	}
	for name, headers := range map[string][]string{
		"nothing": nil, "no key": {"Authorization", "Bearer"}, "a wrong key": {"Authorization", "Bearer " + access.KeyPrefix + strings.Repeat("0", 52)},
		"another scheme": {"Authorization", "Basic YW46YW4="}, "an old key": old, "a revoked key": revoked,
		"a session that is over": ended, "a disabled account": disabled, "a key as a cookie": {"Cookie", access.SessionCookie + "=" + strings.TrimPrefix(old[1], "Bearer ")},
	} {
		for route := range asked {
			w := do(t, g, target(route), "", headers...)
			if w.Code != http.StatusUnauthorized || w.Header().Get("WWW-Authenticate") != `Bearer realm="congvu"` || w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("%s by %s = %d %v %s", route, name, w.Code, w.Header(), w.Body)
			}
			form := `"type":"urn:congvu:problem:unauthenticated"`
			if strings.HasPrefix(route, "POST /v1/chat") || strings.HasPrefix(route, "GET /v1/models") {
				form = `"code":"invalid_api_key"`
			}
			if !strings.Contains(w.Body.String(), form) {
				t.Errorf("%s by %s lacks %s: %s", route, name, form, w.Body)
			}
		}
		for _, route := range open {
			if w := do(t, g, route, "", headers...); w.Code != http.StatusOK {
				t.Errorf("%s by %s = %d", route, name, w.Code)
			}
		}
	}
}

// TestEveryPermissionIsAskedFor tries every route by keys of every scope and people of
// every role: those go on who may, and no others.
func TestEveryPermissionIsAskedFor(t *testing.T) {
	g := gated(t, access.GateConfig{Mode: access.Accounts})
	type caller struct {
		headers []string
		may     func(access.Permission) bool
	}
	callers := map[string]caller{}
	for _, s := range access.Scopes()[:4] {
		callers["a key to "+string(s)] = caller{g.key(t, string(s), access.Official, s), func(p access.Permission) bool {
			return access.Official.May(p) && s.Opens(p)
		}}
	}
	callers["an auditor's key"] = caller{g.key(t, "auditor", access.Auditor, access.Scopes()[:4]...), func(p access.Permission) bool {
		return p == access.Search || p == access.Read
	}}
	for _, role := range access.Roles() {
		callers["a person, "+string(role)] = caller{g.person(t, string(role), role), role.May}
	}
	passed, stopped := 0, 0
	for name, c := range callers {
		for route, permission := range asked {
			w := do(t, g, target(route), "", c.headers...)
			if refused(w) == c.may(permission) {
				t.Errorf("%s by %s = %d %s", route, name, w.Code, w.Body)
			}
			if !refused(w) {
				passed++
				continue
			}
			stopped++
			if w.Code != http.StatusForbidden || w.Body.Len() == 0 || !strings.Contains(w.Body.String(), string(permission)) {
				t.Errorf("%s by %s = %d, and does not name what is missing: %s", route, name, w.Code, w.Body)
			}
		}
	}
	if passed < 100 || stopped < 60 {
		t.Errorf("%d passed, %d were stopped", passed, stopped)
	}
}

// TestOtherSites: what a page of another site makes a browser send changes nothing, by a
// person's cookie or where nobody is asked; a key is no browser's.
func TestOtherSites(t *testing.T) {
	g := gated(t, access.GateConfig{Mode: access.Accounts})
	none := gated(t, access.GateConfig{Mode: access.None})
	an, key := g.person(t, "an", access.Official), g.key(t, "k", access.Official, access.Scopes()[:4]...)
	for _, foreign := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example"}} {
		for route, permission := range asked {
			if strings.HasPrefix(route, "GET ") || strings.HasPrefix(route, "HEAD ") {
				continue
			}
			if w := do(t, g, target(route), "", slices.Concat(an, foreign)...); w.Code != http.StatusForbidden {
				t.Errorf("%s by another site = %d %s", route, w.Code, w.Body)
			}
			if w := do(t, g, target(route), "", slices.Concat(key, foreign)...); refused(w) {
				t.Errorf("%s with a key = %d %s", route, w.Code, w.Body)
			}
			method, path, _ := strings.Cut(target(route), " ")
			if w := do(t, none, method+" http://127.0.0.1:8080"+path, "", foreign...); w.Code != http.StatusForbidden {
				t.Errorf("%s (%s) where nobody is asked = %d %s", route, permission, w.Code, w.Body)
			}
		}
	}
}

// TestOtherNames: where nobody is asked, the machine answers to its own names alone.
func TestOtherNames(t *testing.T) {
	none := gated(t, access.GateConfig{Mode: access.None})
	for route := range asked {
		method, path, _ := strings.Cut(target(route), " ")
		if w := do(t, none, method+" http://evil.example"+path, ""); w.Code != http.StatusForbidden {
			t.Errorf("%s under another name = %d %s", route, w.Code, w.Body)
		}
		for _, own := range []string{"127.0.0.1:8080", "localhost:8080", "[::1]:8080"} {
			if w := do(t, none, method+" http://"+own+path, ""); refused(w) {
				t.Errorf("%s at %s = %d %s", route, own, w.Code, w.Body)
			}
		}
	}
}

// TestRates: a flood on one key is stopped and says for how long, and slows nobody else;
// nor does a flood of nobody known.
func TestRates(t *testing.T) {
	g := gated(t, access.GateConfig{
		Mode: access.Keys, PerIdentity: access.Rate{PerSecond: 1, Burst: 3}, PerAddress: access.Rate{PerSecond: 1, Burst: 3},
	})
	loud, quiet := g.key(t, "loud", access.Official, access.ScopeAsk), g.key(t, "quiet", access.Official, access.ScopeAsk)
	for name, headers := range map[string][]string{"a key": loud, "nobody known": nil} {
		last := new(httptest.ResponseRecorder)
		for range 6 {
			last = do(t, g, "GET /v1/models", "", headers...)
		}
		if wait, err := strconv.Atoi(last.Header().Get("Retry-After")); last.Code != http.StatusTooManyRequests || err != nil || wait < 1 {
			t.Errorf("a flood of %s = %d %v", name, last.Code, last.Header())
		}
	}
	for route := range asked {
		w := do(t, g, target(route), "", loud...)
		if w.Code != http.StatusTooManyRequests || !strings.Contains(w.Body.String(), "limited") && !strings.Contains(w.Body.String(), "rate_limit_exceeded") {
			t.Errorf("%s after a flood = %d %s", route, w.Code, w.Body)
		}
	}
	if w := do(t, g, "GET /v1/models", "", quiet...); w.Code != http.StatusOK {
		t.Errorf("another key = %d %s", w.Code, w.Body)
	}
	g.later.Add(int64(time.Second))
	if w := do(t, g, "GET /v1/models", "", loud...); w.Code != http.StatusOK {
		t.Errorf("after a second: %d %s", w.Code, w.Body)
	}
}

// TestConversationsBehindTheGate: those of a person or key are listed for them, and
// neither read nor continued by another.
func TestConversationsBehindTheGate(t *testing.T) {
	g := gated(t, access.GateConfig{Mode: access.Accounts})
	an, bình := g.person(t, "an", access.Official), g.person(t, "bình", access.Official)
	key := g.key(t, "an", access.Official, access.Scopes()[:4]...) // whose name is an's as well
	body := `{"question": "` + cited + `", "conversation_id": "của-an"}`
	w := do(t, g, "POST /v1/ask", body, an...)
	answer := decode[assistant.Answer](t, w)
	if w.Code != http.StatusOK || answer.ID == "" {
		t.Fatalf("POST /v1/ask = %d %s", w.Code, w.Body)
	}
	if w := do(t, g, "GET /v1/conversations", "", an...); !strings.Contains(w.Body.String(), `"id":"của-an"`) {
		t.Errorf("an's list: %d %s", w.Code, w.Body)
	}
	next := `{"question": "còn khoản 1?", "conversation_id": "của-an"}`
	for name, other := range map[string][]string{"bình": bình, "a key named an": key} {
		if w := do(t, g, "GET /v1/conversations", "", other...); w.Code != 200 || !strings.Contains(w.Body.String(), `"conversations":[]`) {
			t.Errorf("the list of %s: %d %s", name, w.Code, w.Body)
		}
		for _, tt := range []struct{ target, body string }{
			{"GET /v1/conversations/của-an", ""},
			{"GET /v1/conversations/của-an/export", ""},
			{"DELETE /v1/conversations/của-an", ""},
			{"PATCH /v1/conversations/của-an", `{"title": "x"}`},
			{"GET /v1/feedback/" + answer.ID, ""},
			{"DELETE /v1/feedback/" + answer.ID, ""},
			{"POST /v1/feedback", `{"answer_id": "` + answer.ID + `", "vote": "down"}`},
		} {
			if w := do(t, g, tt.target, tt.body, other...); w.Code != http.StatusNotFound || strings.Contains(w.Body.String(), "901") {
				t.Errorf("%s by %s = %d %s", tt.target, name, w.Code, w.Body)
			}
		}
		if w := do(t, g, "POST /v1/ask", next, other...); w.Code != http.StatusOK || decode[assistant.Answer](t, w).UnderstoodAs != "" {
			t.Errorf("%s continues what an asked: %d %s", name, w.Code, w.Body)
		}
	}
	if w := do(t, g, "GET /v1/conversations/của-an", "", an...); w.Code != 200 || !strings.Contains(w.Body.String(), `"turns":1`) {
		t.Errorf("an's conversation took another's turn: %d %s", w.Code, w.Body)
	}
	if w := do(t, g, "POST /v1/ask", next, an...); !strings.Contains(decode[assistant.Answer](t, w).UnderstoodAs, "901/2019") {
		t.Errorf("an does not continue: %d %s", w.Code, w.Body)
	}
	records, _, err := g.kept.Records(t.Context(), state.Filter{}, state.Page{})
	if err != nil || len(records) != 4 {
		t.Fatalf("%d records, %v", len(records), err)
	}
	var people []string
	for _, r := range records {
		people = append(people, r.User)
	}
	slices.Sort(people)
	if diff := cmp.Diff([]string{"an", "an", "bình", "key:an"}, people); diff != "" {
		t.Errorf("the audit (-want +got):\n%s", diff)
	}
}

// TestSecurityIsDescribed holds the description of each mode against the routes.
func TestSecurityIsDescribed(t *testing.T) {
	type guardedAction struct {
		Description string
		Security    []map[string][]string
		Responses   map[string]json.RawMessage
	}
	for mode, ways := range map[access.Mode][]map[string][]string{
		access.None: nil, access.Keys: {{"key": {}}}, access.Accounts: {{"key": {}}, {"session": {}}},
	} {
		g := gated(t, access.GateConfig{Mode: mode})
		d := decode[struct {
			Paths      map[string]map[string]guardedAction
			Components struct {
				SecuritySchemes map[string]struct{ Type, Scheme, In, Name string }
			}
		}](t, do(t, g, "GET /v1/openapi.json", ""))
		if len(d.Components.SecuritySchemes) != len(ways) {
			t.Errorf("%s: schemes %v", mode, d.Components.SecuritySchemes)
		}
		if mode == access.Accounts && d.Components.SecuritySchemes["session"].Name != access.SessionCookie {
			t.Errorf("the session is %v", d.Components.SecuritySchemes["session"])
		}
		for path, methods := range d.Paths {
			for method, a := range methods {
				permission, isAsked := asked[strings.ToUpper(method)+" "+path]
				var want []map[string][]string
				if isAsked {
					want = ways
				}
				if diff := cmp.Diff(want, a.Security); diff != "" {
					t.Errorf("%s: %s %s (-want +got):\n%s", mode, method, path, diff)
				}
				told := a.Responses["401"] != nil && a.Responses["403"] != nil && a.Responses["429"] != nil
				if method != "head" && told != (want != nil) || (want != nil) != strings.Contains(a.Description, "Cần quyền "+string(permission)+".") {
					t.Errorf("%s: %s %s: refusals told %t: %s", mode, method, path, told, a.Description)
				}
			}
		}
	}
}
