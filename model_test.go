package main

import (
	"encoding/json"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/trolycongvu/congvu/assistant/openai"
	"github.com/trolycongvu/congvu/assistant/openai/openaitest"
)

// modelServer starts a model and points the configuration to it.
func modelServer(t *testing.T, settings openaitest.Settings) *openaitest.Server {
	t.Helper()
	settings.Key = openaitest.Key
	s := openaitest.New(t, settings, func(r openaitest.Request) string {
		if strings.Contains(r.Last(), "JSON") {
			return `{"ok":true}`
		}
		return "Hà Nội"
	})
	t.Setenv("CONGVU_LLM_BASE_URL", s.BaseURL())
	t.Setenv("CONGVU_LLM_API_KEY", openaitest.Key)
	t.Setenv("CONGVU_LLM_MODEL", s.Model())
	return s
}

func TestModelCheck(t *testing.T) {
	dir := t.TempDir()
	if code, _, stderr := congvu(t, dir, "model", "check"); code != exitUsage || !strings.Contains(stderr, "llm.base_url") {
		t.Errorf("not configured: exit %d, %s", code, stderr)
	}
	s := modelServer(t, openaitest.Settings{RefuseSchema: true})
	report := mustJSON[modelCheckOutput](t, dir, "model", "check")
	if !report.OK || report.Model != s.Model() || len(report.Items) != 5 || report.Usage.Completion == 0 {
		t.Errorf("got %+v", report)
	}
	for _, item := range report.Items {
		if item.State != openai.Works {
			t.Errorf("got %+v", item)
		}
	}
	code, stdout, stderr := congvu(t, dir, "model", "check")
	if code != exitOK || strings.Count(stdout, "được") < 5 || !strings.Contains(stdout, "Hà Nội") {
		t.Errorf("exit %d: %s %s", code, stdout, stderr)
	}
	if got := s.Requests()[0]; got.MaxTokens != 1024 || got.Seed == nil || *got.Seed != 1 {
		t.Errorf("asked %+v", got)
	}
}

func TestModelCheckRefuses(t *testing.T) {
	dir := t.TempDir()
	s := modelServer(t, openaitest.Settings{})
	t.Setenv("CONGVU_LLM_API_KEY", "sk-sai")
	for _, args := range [][]string{{"model", "check"}, {"model", "check", "--json"}} {
		code, stdout, stderr := congvu(t, dir, args...)
		if code != exitFailed || !strings.Contains(stderr, "llm.api_key") || strings.Contains(stdout+stderr, "sk-sai") {
			t.Errorf("a wrong key: exit %d, %s %s", code, stdout, stderr)
		}
		if len(args) == 3 && !json.Valid([]byte(stdout)) {
			t.Errorf("no JSON: %s", stdout)
		}
	}
	before := s.Received()
	for name, value := range map[string]string{
		"CONGVU_LLM_BASE_URL": "https://203.0.113.9/v1", "CONGVU_LLM_API_TYPE": "khác", "CONGVU_LLM_STRUCTURED": "xml",
		"CONGVU_LLM_TIMEOUT": "-1s", "CONGVU_LLM_MAX_TOKENS": "0", "CONGVU_LLM_CONTEXT_TOKENS": "1000", "CONGVU_LLM_CONCURRENCY": "nhiều",
		"CONGVU_LLM_PRICE_PROMPT": "-2",
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv(name, value)
			key, _ := fromEnvironment(name, value)
			said := key[strings.LastIndex(key, ".")+1:]
			if key == "llm.base_url" {
				said = "llm.local_only"
			}
			if code, _, stderr := congvu(t, dir, "model", "check"); code != exitUsage || !strings.Contains(stderr, said) {
				t.Errorf("exit %d, %s", code, stderr)
			}
		})
	}
	if s.Received() != before {
		t.Error("something was sent")
	}
}

// TestModelConfiguration: every key has its default and its variable, and the key
// of the model is not shown.
func TestModelConfiguration(t *testing.T) {
	a, err := newApp(t.Context(), Flags{Data: t.TempDir()}, io.Discard, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if client, err := a.languageModel(); client != nil || err != nil {
		t.Errorf("without a model: %v, %v", client, err)
	}
	want := llmConfig{LocalOnly: true, APIType: "openai", Timeout: time.Minute, MaxTokens: 1024, ContextTokens: 8192, Concurrency: 4, Seed: 1, Structured: "auto"}
	if a.config.LLM != want {
		t.Errorf("defaults %+v, want %+v", a.config.LLM, want)
	}
	for name, value := range map[string]string{
		"BASE_URL": "http://127.0.0.1:1/v1", "API_KEY": "sk-kín", "MODEL": "m", "API_TYPE": "azure", "API_VERSION": "2025-01-01", "LOCAL_ONLY": "false",
		"TIMEOUT": "90s", "MAX_TOKENS": "500", "CONTEXT_TOKENS": "4000", "CONCURRENCY": "2", "SEED": "0", "STRUCTURED": "json",
		"PRICE_PROMPT": "0.15", "PRICE_COMPLETION": "0.6",
	} {
		t.Setenv("CONGVU_LLM_"+name, value)
	}
	if a, err = newApp(t.Context(), Flags{Data: t.TempDir()}, io.Discard, io.Discard); err != nil {
		t.Fatal(err)
	}
	want = llmConfig{
		BaseURL: "http://127.0.0.1:1/v1", APIKey: "sk-kín", Model: "m", APIType: "azure", APIVersion: "2025-01-01",
		Timeout: 90 * time.Second, MaxTokens: 500, ContextTokens: 4000, Concurrency: 2, Structured: "json", PricePrompt: 0.15, PriceCompletion: 0.6,
	}
	if a.config.LLM != want {
		t.Errorf("from the environment %+v, want %+v", a.config.LLM, want)
	}
	if client, err := a.languageModel(); err != nil || client.Model() != "m" {
		t.Errorf("client %v, %v", client, err)
	}
	for _, args := range [][]string{{"config", "show"}, {"config", "show", "--json"}} {
		if code, stdout, _ := congvu(t, t.TempDir(), args...); code != exitOK || strings.Contains(stdout, "sk-kín") || !strings.Contains(stdout, "90s") {
			t.Errorf("%v: exit %d, %s", args, code, stdout)
		}
	}
}
