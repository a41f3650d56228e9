package openai

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant/model"
	"github.com/trolycongvu/congvu/assistant/openai/openaitest"
)

// question is a request for text, or for JSON.
func question(schema bool) model.Request {
	req := model.Request{Messages: []model.Message{{Role: model.User, Text: `Câu hỏi có "temperature":1e-45 bên trong`}}}
	if schema {
		req.Schema = &model.Schema{Name: "tra_loi", JSON: json.RawMessage(`{"type":"object","properties":{"a":{"type":"string"}}}`)}
	}
	return req
}

// formats are the formats that were asked for.
func formats(s *openaitest.Server) []string {
	var all []string
	for _, r := range s.Requests() {
		if r.ResponseFormat == nil {
			all = append(all, "none")
			continue
		}
		all = append(all, r.ResponseFormat.Type)
	}
	return all
}

func ignore(string) error { return nil }

// TestStructured: JSON is asked for in the best way that the server takes, which
// is remembered.
func TestStructured(t *testing.T) {
	for name, test := range map[string]struct {
		how      Structured
		settings openaitest.Settings
		want     []string // of two questions
		err      error
	}{
		"schema":             {Auto, openaitest.Settings{}, []string{"json_schema", "json_schema"}, nil},
		"no schema":          {Auto, openaitest.Settings{RefuseSchema: true}, []string{"json_schema", "json_object", "json_object"}, nil},
		"nothing":            {Auto, openaitest.Settings{RefuseSchema: true, RefuseJSON: true}, []string{"json_schema", "json_object", "none", "none"}, nil},
		"schema or nothing":  {BySchema, openaitest.Settings{RefuseSchema: true}, []string{"json_schema", "json_schema"}, model.ErrRefused},
		"JSON as configured": {ByJSON, openaitest.Settings{}, []string{"json_object", "json_object"}, nil},
		"by the prompt":      {ByPrompt, openaitest.Settings{}, []string{"none", "none"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			s := openaitest.New(t, test.settings, openaitest.Says(`{"a":"b"}`))
			settings := config(s)
			settings.Structured = test.how
			c := connect(t, settings)
			for range 2 {
				reply, err := c.Generate(t.Context(), question(true), ignore)
				if !errors.Is(err, test.err) || err == nil && reply.Text != `{"a":"b"}` {
					t.Errorf("got %+v, %v", reply, err)
				}
			}
			if diff := cmp.Diff(test.want, formats(s)); diff != "" {
				t.Error(diff)
			}
			if _, err := c.Generate(t.Context(), question(false), nil); err != nil || formats(s)[len(test.want)] != "none" {
				t.Errorf("plain text: asked %v, %v", formats(s), err)
			}
		})
	}
	s := openaitest.New(t, openaitest.Settings{}, openaitest.Says("{}"))
	if _, err := connect(t, config(s)).Generate(t.Context(), question(true), nil); err != nil {
		t.Fatal(err)
	}
	got := s.Requests()[0].ResponseFormat.JSONSchema
	if got.Name != "tra_loi" || string(got.Schema) != string(question(true).Schema.JSON) {
		t.Errorf("sent %s %s", got.Name, got.Schema)
	}
}

// TestRequestIsRepeatable: temperature 0 and the seed stand in it, the smaller
// limit too, and a text that looks like a setting is left as it is.
func TestRequestIsRepeatable(t *testing.T) {
	s := openaitest.New(t, openaitest.Settings{}, openaitest.Says("được"))
	settings := config(s)
	settings.MaxTokens = 300
	c := connect(t, settings)
	for _, limit := range []int{0, 200, 400} {
		req := question(false)
		req.MaxTokens = limit
		if _, err := c.Generate(t.Context(), req, nil); err != nil {
			t.Fatal(err)
		}
	}
	var limits []int
	for _, r := range s.Requests() {
		limits = append(limits, r.MaxTokens)
		if r.Temperature == nil || *r.Temperature != 0 || r.Seed == nil || *r.Seed != 7 || r.MaxCompletionTokens != 0 {
			t.Errorf("sent %+v", r)
		}
		if r.Last() != question(false).Messages[0].Text {
			t.Errorf("sent %q", r.Last())
		}
	}
	if diff := cmp.Diff([]int{300, 200, 300}, limits); diff != "" {
		t.Error(diff)
	}
}

// TestLearns: what the server refuses is left out, once for all.
func TestLearns(t *testing.T) {
	s := openaitest.New(t, openaitest.Settings{
		RefuseSchema: true, RefuseSeed: true, RefuseTemperature: true, RefuseMaxTokens: true, RefuseStreamOptions: true,
	}, openaitest.Says(`{}`))
	c := connect(t, config(s))
	first, err := c.Generate(t.Context(), question(true), ignore)
	if err != nil || first.Usage.Attempts != 6 {
		t.Fatalf("%+v, %v", first, err)
	}
	second, err := c.Generate(t.Context(), question(true), ignore)
	if err != nil || second.Usage.Attempts != 1 {
		t.Fatalf("%+v, %v", second, err)
	}
	last := s.Requests()[6]
	if last.Seed != nil || last.Temperature != nil || last.MaxTokens != 0 || last.MaxCompletionTokens != 1024 || last.StreamOptions != nil {
		t.Errorf("sent %+v", last)
	}
	if second.Usage.Prompt == 0 || second.Usage.Completion == 0 {
		t.Errorf("nothing estimated: %+v", second.Usage)
	}
}

// TestLearnsTogether: many who learn at once all get their answer.
func TestLearnsTogether(t *testing.T) {
	s := openaitest.New(t, openaitest.Settings{RefuseSchema: true, RefuseJSON: true, RefuseSeed: true, RefuseTemperature: true}, openaitest.Says(`{}`))
	settings := config(s)
	settings.Concurrency, settings.Queue = 5, 20
	c := connect(t, settings)
	var wait sync.WaitGroup
	for range 20 {
		wait.Go(func() {
			if _, err := c.Generate(t.Context(), question(true), ignore); err != nil {
				t.Error(err)
			}
			c.Stats()
		})
	}
	wait.Wait()
	if got := c.Stats(); got.Answered != 20 || got.InFlight != 0 || got.Waiting != 0 {
		t.Errorf("%+v", got)
	}
}

// TestKnownModels: go-openai refuses some models of OpenAI's by itself.
func TestKnownModels(t *testing.T) {
	for _, name := range []string{"o3-mini", "gpt-5-nano", "gpt-6-astra"} {
		s := openaitest.New(t, openaitest.Settings{Model: name, RefuseMaxTokens: true, RefuseTemperature: true}, openaitest.Says("được"))
		reply, err := connect(t, config(s)).Generate(t.Context(), question(false), ignore)
		if err != nil || reply.Text != "được" || len(s.Requests()) != 1 {
			t.Errorf("%s: %+v, %v, %d requests", name, reply, err, len(s.Requests()))
		}
	}
}

// TestComplaints: what servers say, and what is concluded.
func TestComplaints(t *testing.T) {
	start := manner{structured: BySchema}
	with := func(change func(*manner)) manner { m := start; change(&m); return m }
	for _, test := range []struct {
		status int
		body   string
		want   manner
	}{
		{400, `{"error":{"message":"Invalid schema for response_format 'x': additionalProperties is required"}}`, with(func(m *manner) { m.structured = ByJSON })},
		{500, `{"error":{"code":500,"message":"Failed to parse grammar","type":"server_error"}}`, with(func(m *manner) { m.structured = ByJSON })},
		{422, `{"detail":[{"type":"extra_forbidden","loc":["body","seed"],"msg":"Extra inputs are not permitted"}]}`, with(func(m *manner) { m.noSeed = true })},
		{400, `{"error":{"message":"[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options'), 'msg': 'Extra inputs are not permitted'}]"}}`, with(func(m *manner) { m.noStreamUsage = true })},
		{400, `{"error":{"message":"max_tokens is too large: 9000. This model supports at most 4096 completion tokens"}}`, start},
		{400, `{"error":{"message":"This model's maximum context length is 4096 tokens"}}`, start},
		{400, `{"error":{"message":"streaming is not supported"}}`, with(func(m *manner) { m.noStream = true })},
		{500, `{"error":{"message":"stream broke"}}`, start},
		{401, `{"error":{"message":"seed temperature response_format"}}`, start},
	} {
		s := openaitest.New(t, openaitest.Settings{}, openaitest.Says("được"))
		s.Then(func(e *openaitest.Exchange) { e.Answer(test.status, "application/json", test.body) })
		c := connect(t, config(s))
		_, _ = c.Generate(t.Context(), question(true), ignore)
		if got := c.manner.current(); got != test.want {
			t.Errorf("%d %s: %+v, want %+v", test.status, test.body, got, test.want)
		}
	}
}

// TestWholeForAStream: a server that does not stream is asked again, once.
func TestWholeForAStream(t *testing.T) {
	s := openaitest.New(t, openaitest.Settings{}, openaitest.Says("được rồi"))
	s.Always(openaitest.Whole)
	c := connect(t, config(s))
	for range 2 {
		var pieces []string
		reply, err := c.Generate(t.Context(), question(false), func(piece string) error { pieces = append(pieces, piece); return nil })
		if err != nil || reply.Text != "được rồi" || len(pieces) != 1 {
			t.Errorf("%+v in %q, %v", reply, pieces, err)
		}
	}
	if n := len(s.Requests()); n != 3 {
		t.Errorf("%d requests, want 3", n)
	}
}

func TestAzure(t *testing.T) {
	s := openaitest.New(t, openaitest.Settings{Key: openaitest.Key}, openaitest.Says("được"))
	settings := config(s)
	settings.BaseURL, settings.APIType, settings.Deployment = s.URL, Azure, "phòng 1"
	if _, err := connect(t, settings).Generate(t.Context(), question(false), nil); err != nil {
		t.Fatal(err)
	}
	r := s.Requests()[0]
	if !strings.HasPrefix(r.Path, "/openai/deployments/ph%C3%B2ng%201/chat/completions?api-version=20") || r.Header.Get("Authorization") != "" {
		t.Errorf("asked %s with %v", r.Path, r.Header)
	}
}

// TestRedirect: a conversation goes to the configured place alone.
func TestRedirect(t *testing.T) {
	other := openaitest.New(t, openaitest.Settings{}, openaitest.Says("được"))
	s := openaitest.New(t, openaitest.Settings{}, openaitest.Says("được"))
	s.Always(func(e *openaitest.Exchange) { e.Redirect(other.URL, http.StatusPermanentRedirect) })
	if _, err := connect(t, config(s)).Generate(t.Context(), question(false), nil); !errors.Is(err, model.ErrRefused) {
		t.Errorf("got %v", err)
	}
	if got := other.Received(); got != "" {
		t.Errorf("the other place received %q", got)
	}
}
