package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/basis"
	"github.com/trolycongvu/congvu/assistant/mcp"
	"github.com/trolycongvu/congvu/corpus"
)

type mcpCmd struct{}

// Run speaks the Model Context Protocol over standard input and output until the
// input ends or the program is told to end.
func (c *mcpCmd) Run(a *app) error {
	return a.withLibrary(func(l *library) (err error) {
		kept, err := a.openState()
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, kept.Close()) }()
		assist, err := a.assistant(l, kept)
		if err != nil {
			return err
		}
		config := a.mcpConfig(l, assist)
		config.User = localUser()
		return mcp.Serve(a.ctx, config, os.Stdin, unclosed{a.stdout})
	})
}

// mcpConfig is what the tools work with, whoever calls them.
func (a *app) mcpConfig(l *library, assist *assistant.Assistant) mcp.Config {
	return mcp.Config{
		Asker: assist, Library: l.store, Checker: draftChecker{basis.New(l.store)}, Logger: a.log, Version: version(),
	}
}

// unclosed is standard output, which the protocol must not close.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }

// draftChecker checks drafts for callers who send text.
type draftChecker struct{ checker *basis.Checker }

// Check reads the draft and says in plain words what was found in it.
func (d draftChecker) Check(ctx context.Context, text string, date, today corpus.Date) (mcp.Report, error) {
	draft, err := basis.ReadText(text)
	if err != nil {
		return mcp.Report{}, fmt.Errorf("%w: %w", mcp.ErrDraft, err)
	}
	if !date.IsZero() {
		draft.Date = date
	}
	r, err := d.checker.Check(ctx, draft, today)
	if err != nil {
		return mcp.Report{}, err
	}
	out := mcp.Report{
		AsOf: r.AsOf.String(), Right: r.Counts.Right, Wrong: r.Counts.Wrong, Warning: r.Counts.Warning, Outside: r.Counts.Outside,
		Warnings: r.Warnings,
	}
	for _, l := range r.Lines {
		line := mcp.Line{
			N: l.N, Text: l.Text, Line: l.Line, Verdict: string(l.Verdict), Sign: l.Verdict.Sign(), Notes: l.Notes,
			Corrected: l.Corrected, Evidence: l.Evidence,
		}
		for _, f := range l.Faults {
			line.Faults = append(line.Faults, f.Text)
		}
		if l.Document != nil {
			line.Document, line.Page = l.Document.Name, assistant.DocumentPage(l.Document.ID)
		}
		out.Lines = append(out.Lines, line)
	}
	return out, nil
}
