package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"

	"github.com/knadh/koanf/v2"
)

// app is what every command runs with.
type app struct {
	ctx      context.Context //nolint:containedctx // lives as long as the command, which kong calls without one
	config   configuration
	settings *koanf.Koanf
	log      *slog.Logger
	stdout   io.Writer
	stderr   io.Writer
}

func newApp(ctx context.Context, flags Flags, stdout, stderr io.Writer) (*app, error) {
	a := &app{ctx: ctx, stdout: stdout, stderr: stderr, log: slog.New(slog.DiscardHandler)}
	var err error
	if a.settings, a.config, err = loadConfig(flags); err != nil {
		return a, err
	}
	var level slog.Level
	if err := level.UnmarshalText([]byte(a.config.Log.Level)); err != nil {
		return a, fmt.Errorf("%w: log.level: %w", errConfig, err)
	}
	options := &slog.HandlerOptions{Level: level}
	if a.config.Log.Format == "json" {
		a.log = slog.New(slog.NewJSONHandler(stderr, options))
	} else {
		a.log = slog.New(slog.NewTextHandler(stderr, options))
	}
	return a, nil
}

// indexDir is where the index of the data folder lies.
func (a *app) indexDir() string { return filepath.Join(a.config.Data, "index") }

// printf writes to standard output.
func (a *app) printf(format string, args ...any) error {
	_, err := fmt.Fprintf(a.stdout, format, args...)
	return err
}

// say tells the person at the terminal how things stand; what fails to be said is lost.
func (a *app) say(format string, args ...any) {
	_, _ = fmt.Fprintf(a.stderr, format+"\n", args...)
}

// printJSON writes one indented JSON value to standard output.
func (a *app) printJSON(value any) error {
	e := json.NewEncoder(a.stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(value)
}
