package openai

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/trolycongvu/congvu/assistant/model"
	"github.com/trolycongvu/congvu/indexer/endpoint"
)

// CheckReport is what Check found.
type CheckReport struct {
	Endpoint string      `json:"endpoint"` // host and port
	Model    string      `json:"model"`
	Items    []CheckItem `json:"items"` // in the order in which they were looked at
	Usage    model.Usage `json:"usage"`
	TookMS   int64       `json:"took_ms"`
}

// CheckItem is one thing that was looked at.
type CheckItem struct {
	Name  string     `json:"name"` // reachable, model, answer, stream, structured
	State CheckState `json:"state"`
	Said  string     `json:"said"` // in Vietnamese, for the person
}

// CheckState says how a thing stands.
type CheckState string

// The states of a thing.
const (
	Works   CheckState = "yes"
	Fails   CheckState = "no"
	Unknown CheckState = "unknown"
)

// checkSchema is the shape that Check asks for.
const checkSchema = `{"type":"object","properties":{"ok":{"type":"boolean"}},"required":["ok"],"additionalProperties":false}`

// Check asks the server for its models and the model for two words. The error,
// which wraps one of package model's, says why the model cannot be used; that a
// server does not stream or refuses a schema is none. The report holds what was
// found until then.
func (c *Client) Check(ctx context.Context) (CheckReport, error) {
	started := c.config.Now()
	r := CheckReport{Endpoint: c.endpoint.Host(), Model: c.config.Model}
	err := c.checkModels(ctx, &r)
	if err == nil {
		err = c.checkAnswer(ctx, &r)
	}
	if err == nil {
		c.checkStructured(ctx, &r)
	}
	r.TookMS = c.config.Now().Sub(started).Milliseconds()
	r.Usage.Took = time.Duration(r.TookMS) * time.Millisecond
	return r, err
}

func (r *CheckReport) add(name string, state CheckState, format string, args ...any) {
	r.Items = append(r.Items, CheckItem{Name: name, State: state, Said: fmt.Sprintf(format, args...)})
}

// checkModels asks for the list of models, which not every server has.
func (c *Client) checkModels(ctx context.Context, r *CheckReport) error {
	limited, cancel := context.WithTimeout(ctx, c.config.Timeout)
	defer cancel()
	list, err := c.api.ListModels(limited)
	err = c.explain(ctx, err)
	var f *endpoint.Failure
	answered := errors.As(err, &f) && f.Status > 0
	switch {
	case errors.Is(err, ErrRemote), errors.Is(err, model.ErrUnavailable) && !answered:
		r.add("reachable", Fails, "%v", err)
		return err
	case answered && (f.Status == http.StatusUnauthorized || f.Status == http.StatusForbidden):
		r.add("reachable", Works, "kết nối được %s, nhưng máy chủ không nhận khóa", r.Endpoint)
		r.add("model", Unknown, "%v", err)
		return err
	case err != nil:
		r.add("reachable", Works, "kết nối được %s", r.Endpoint)
		r.add("model", Unknown, "máy chủ không liệt kê mô hình: %v", err)
		return nil
	}
	r.add("reachable", Works, "kết nối được %s", r.Endpoint)
	var names []string
	for _, m := range list.Models {
		if m.ID == c.config.Model || m.ID == c.config.Model+":latest" {
			r.add("model", Works, "máy chủ có mô hình %s", m.ID)
			return nil
		}
		names = append(names, c.endpoint.Say(m.ID))
	}
	switch {
	case c.config.APIType == Azure, len(names) == 0: // Azure lists models, not deployments
		r.add("model", Unknown, "máy chủ không cho biết có mô hình %s hay không", c.config.Model)
	default:
		r.add("model", Fails, "máy chủ không kể mô hình %s; có: %s", c.config.Model, strings.Join(names[:min(len(names), 10)], ", "))
	}
	return nil
}

func (c *Client) checkAnswer(ctx context.Context, r *CheckReport) error {
	pieces := 0
	reply, err := c.Generate(ctx, model.Request{Messages: []model.Message{
		{Role: model.System, Text: "Trả lời bằng đúng một từ."},
		{Role: model.User, Text: "Thủ đô của Việt Nam là thành phố nào?"},
	}}, func(string) error { pieces++; return nil })
	r.Usage = r.Usage.Add(reply.Usage)
	if err != nil {
		r.add("answer", Fails, "%v", err)
		return err
	}
	r.add("answer", Works, "mô hình trả lời: %q", c.endpoint.Say(reply.Text))
	if c.manner.current().noStream {
		r.add("stream", Fails, "máy chủ không trả lời dần; câu trả lời hiện ra một lần khi xong")
	} else {
		r.add("stream", Works, "câu trả lời đến dần, %d đoạn", pieces)
	}
	return nil
}

// checkStructured asks for JSON.
func (c *Client) checkStructured(ctx context.Context, r *CheckReport) {
	reply, err := c.Generate(ctx, model.Request{
		Messages: []model.Message{{Role: model.User, Text: `Chỉ trả lời bằng JSON này, không thêm gì: {"ok": true}`}},
		Schema:   &model.Schema{Name: "check", JSON: json.RawMessage(checkSchema)},
	}, nil)
	r.Usage = r.Usage.Add(reply.Usage)
	if err != nil {
		r.add("structured", Fails, "%v", err)
		return
	}
	way := map[Structured]string{
		BySchema: "theo JSON schema", ByJSON: "bằng chế độ JSON, không theo schema", ByPrompt: "chỉ nhờ lời nhắc",
	}[c.manner.current().structured]
	var got struct {
		OK *bool `json:"ok"`
	}
	switch err := json.Unmarshal([]byte(reply.Text), &got); {
	case err != nil, got.OK == nil:
		r.add("structured", Fails, "hỏi JSON (%s) mà nhận được: %q", way, c.endpoint.Say(reply.Text))
	default:
		r.add("structured", Works, "trả lời JSON %s", way)
	}
}
