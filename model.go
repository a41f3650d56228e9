package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/trolycongvu/congvu/assistant/openai"
)

// languageModel is the client of the configured model, nil when there is none.
func (a *app) languageModel() (*openai.Client, error) {
	c := a.config.LLM
	if c.BaseURL == "" {
		return nil, nil //nolint:nilnil // no model is a way to run, not an error
	}
	client, err := openai.New(openai.Config{
		BaseURL: c.BaseURL, APIKey: c.APIKey, Model: c.Model, APIType: c.APIType, APIVersion: c.APIVersion,
		LocalOnly: c.LocalOnly, Timeout: c.Timeout, MaxTokens: c.MaxTokens, Concurrency: c.Concurrency, Seed: c.Seed,
		Structured: openai.Structured(c.Structured), PricePrompt: c.PricePrompt, PriceCompletion: c.PriceCompletion,
		Logger: a.log,
	})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errConfig, err)
	}
	return client, nil
}

type modelCmd struct {
	Check modelCheckCmd `cmd:"" help:"Hỏi thử mô hình: kết nối, tên, trả lời dần, trả lời JSON."`
}

type modelCheckCmd struct {
	JSON bool `help:"In dạng JSON."`
}

// modelCheckOutput is what congvu model check --json prints.
type modelCheckOutput struct {
	openai.CheckReport
	OK    bool   `json:"ok"`
	Error string `json:"error,omitempty"`
}

// checkNames are the things that are looked at, as the person reads them.
var checkNames = map[string]string{
	"reachable": "Kết nối", "model": "Mô hình", "answer": "Trả lời", "stream": "Trả lời dần", "structured": "Trả lời JSON",
}

// checkMarks stand before what was found.
var checkMarks = map[openai.CheckState]string{openai.Works: "được", openai.Fails: "không", openai.Unknown: "chưa rõ"}

// Run asks the configured model and prints what works.
func (c *modelCheckCmd) Run(a *app) error {
	client, err := a.languageModel()
	if err != nil {
		return err
	}
	if client == nil {
		return fmt.Errorf("%w: chưa có mô hình ngôn ngữ, hãy đặt llm.base_url và llm.model (CONGVU_LLM_BASE_URL, CONGVU_LLM_MODEL)", errConfig)
	}
	report, failed := client.Check(a.ctx)
	if c.JSON {
		out := modelCheckOutput{CheckReport: report, OK: failed == nil}
		if failed != nil {
			out.Error = failed.Error()
		}
		return errors.Join(a.printJSON(out), failed)
	}
	for _, item := range report.Items {
		if err := a.printf("%-13s %-8s %s\n", checkNames[item.Name], checkMarks[item.State], strings.TrimSpace(item.Said)); err != nil {
			return err
		}
	}
	if failed != nil {
		return failed
	}
	return a.printf("\n%d token hỏi, %d token trả lời, %d ms.\n", report.Usage.Prompt, report.Usage.Completion, report.TookMS)
}
