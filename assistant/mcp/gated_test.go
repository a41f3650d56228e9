package mcp_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/access"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
	"github.com/trolycongvu/congvu/assistant/httpapi"
	"github.com/trolycongvu/congvu/assistant/mcp"
	state "github.com/trolycongvu/congvu/assistant/store"
)

// bearer sends a key with every request.
type bearer string

func (b bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	if b != "" {
		r.Header.Set("Authorization", "Bearer "+string(b))
	}
	return http.DefaultTransport.RoundTrip(r)
}

// gated serves the tools behind a gate that knows keys, and returns the address and a
// maker of keys.
func gated(t *testing.T) (address string, kept *state.Store, key func(name string, role access.Role, scopes ...access.Scope) string) {
	t.Helper()
	kept, err := state.Open(t.Context(), t.TempDir(), state.Options{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = kept.Close() })
	keys := access.NewStore(kept, access.Options{})
	gate, err := access.NewGate(access.GateConfig{Mode: access.Keys, Authenticator: access.NewAuthenticator(keys, access.Lifetimes{}, slog.New(slog.DiscardHandler))})
	if err != nil {
		t.Fatal(err)
	}
	asking := assistanttest.Config()
	asking.Journal = kept
	c := config()
	c.Asker, c.Gated, c.User = assistant.New(asking), true, "không phải người này"
	web := httptest.NewServer(httpapi.New(httpapi.Config{
		Asker: assistanttest.New(), Corpus: assistanttest.NewLibrary(), MCP: mcp.Handler(c), Logger: slog.New(slog.DiscardHandler), Gate: gate,
	}).Handler())
	t.Cleanup(web.Close)
	return web.URL, kept, func(name string, role access.Role, scopes ...access.Scope) string {
		secret, _, err := keys.CreateKey(t.Context(), access.Key{Name: name, Role: role, Scopes: scopes}, time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		return secret
	}
}

// join connects a client that sends a key.
func join(ctx context.Context, address, key string) (*sdk.ClientSession, error) {
	return sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(ctx, &sdk.StreamableClientTransport{
		Endpoint: address + "/mcp", DisableStandaloneSSE: true, HTTPClient: &http.Client{Transport: bearer(key)},
	}, nil)
}

// TestEachToolAsksForItsPermission calls every tool by keys of every scope that may
// speak the protocol at all.
func TestEachToolAsksForItsPermission(t *testing.T) {
	address, kept, key := gated(t)
	calls := map[string]string{
		"tim_kiem": `{"tu_khoa": "lập trạm"}`, "tra_dieu": `{"dieu": "Điều 15 Nghị định 901/2019/NĐ-CP"}`, "tra_thu_tuc": `{"thu_tuc": "1.999001"}`,
		"hoi": `{"cau_hoi": "khoan 2 dieu 15 nd 901/2019"}`, "kiem_tra_can_cu": `{"du_thao": "Căn cứ Luật Không có;"}`,
	}
	for name, tt := range map[string]struct {
		scopes []access.Scope
		may    string
	}{
		"ask":          {[]access.Scope{access.ScopeAsk}, "hoi tra_dieu tra_thu_tuc"},
		"ask-search":   {[]access.Scope{access.ScopeAsk, access.ScopeSearch}, "hoi tra_dieu tra_thu_tuc tim_kiem"},
		"ask-check":    {[]access.Scope{access.ScopeAsk, access.ScopeCheck}, "hoi tra_dieu tra_thu_tuc kiem_tra_can_cu"},
		"ask-feedback": {[]access.Scope{access.ScopeAsk, access.ScopeFeedback}, "hoi tra_dieu tra_thu_tuc"},
	} {
		session, err := join(t.Context(), address, key(name, access.Official, tt.scopes...))
		if err != nil {
			t.Fatal(err)
		}
		for tool, arguments := range calls {
			got, may := call(t, session, tool, arguments), strings.Contains(" "+tt.may+" ", " "+tool+" ")
			if got.failed == may || !may && !strings.Contains(got.text, "Không có quyền") {
				t.Errorf("a key of %s calls %s: failed %t: %.200s", name, tool, got.failed, got.text)
			}
		}
		if err := session.Close(); err != nil {
			t.Error(err)
		}
	}
	records, _, err := kept.Records(t.Context(), state.Filter{}, state.Page{Limit: 10})
	if err != nil || len(records) == 0 {
		t.Fatalf("%d records, %v", len(records), err)
	}
	for _, r := range records {
		if !strings.HasPrefix(r.User, "key:ask") {
			t.Errorf("the audit has it that %q asked", r.User)
		}
	}
}

// TestNobodyKnownMayNotConnect: without a key, or by one that is wrong or may not ask,
// the protocol does not even begin.
func TestNobodyKnownMayNotConnect(t *testing.T) {
	address, _, key := gated(t)
	for name, tt := range map[string]struct {
		key    string
		status int
	}{
		"no key": {"", 401}, "a wrong key": {access.KeyPrefix + strings.Repeat("0", 52), 401},
		"a key that may search":     {key("search", access.Official, access.ScopeSearch), 403},
		"a key of an auditor":       {key("auditor", access.Auditor, access.ScopeAsk), 403},
		"a key that may everything": {key("all", access.Official, access.ScopeAsk), 200},
	} {
		if session, err := join(t.Context(), address, tt.key); (err == nil) != (tt.status == 200) {
			t.Errorf("%s: %v", name, err)
		} else if err == nil {
			_ = session.Close()
		}
		for _, method := range []string{http.MethodPost, http.MethodGet, http.MethodDelete} {
			r, err := http.NewRequestWithContext(t.Context(), method, address+"/mcp", strings.NewReader(initialize))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Accept", "application/json, text/event-stream")
			res, err := bearer(tt.key).RoundTrip(r)
			if err != nil {
				t.Fatal(err)
			}
			said, err := io.ReadAll(res.Body)
			_ = res.Body.Close()
			want := tt.status
			if want == 200 && method != http.MethodPost {
				want = http.StatusMethodNotAllowed
			}
			if err != nil || res.StatusCode != want {
				t.Errorf("%s: %s = %d, want %d: %s %v", name, method, res.StatusCode, want, said, err)
			}
		}
	}
}
