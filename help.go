package main

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"runtime/debug"
	"strings"

	"github.com/alecthomas/kong"
)

// headings are the fixed English words of kong's help and what stands for them.
var headings = strings.NewReplacer(
	"Usage:", "Cách dùng:",
	"Flags:", "Tùy chọn:",
	"Arguments:", "Tham số:",
	"Commands:", "Lệnh:",
	"Show context-sensitive help.", "In hướng dẫn này.",
	"[flags]", "[tùy chọn]",
	"<command>", "<lệnh>",
	`" for more information on a command.`, `" để xem từng lệnh.`,
	`Run "congvu`, `Chạy "congvu`,
)

// vietnameseHelp prints kong's help with its headings in Vietnamese.
func vietnameseHelp(o kong.HelpOptions, ctx *kong.Context) error {
	var b bytes.Buffer
	out := ctx.Stdout
	ctx.Stdout = &b
	err := kong.DefaultHelpPrinter(o, ctx)
	ctx.Stdout = out
	if err != nil {
		return err
	}
	_, err = io.WriteString(out, headings.Replace(b.String()))
	return err
}

// complaints are kong's errors about a command line, in Vietnamese.
var complaints = []struct {
	pattern *regexp.Regexp
	said    string
}{
	{regexp.MustCompile(`^unknown flag (\S+?)(, did you mean "?([^"]+)"?\?)?$`), "không có tùy chọn $1"},
	{regexp.MustCompile(`^unexpected argument (\S+?)(, did you mean "?([^"]+)"?\?)?$`), "không hiểu tham số $1"},
	{regexp.MustCompile(`^expected one of (.*)$`), "thiếu lệnh, cần một trong: $1"},
	{regexp.MustCompile(`^expected "(.*)"$`), "thiếu tham số $1"},
	{regexp.MustCompile(`^missing flags: (.*)$`), "thiếu tùy chọn $1"},
	{regexp.MustCompile(`^(\S+): expected .* but got "(.*)".*$`), `$1: giá trị "$2" không đúng kiểu`},
	{regexp.MustCompile(`^(\S+): missing value.*$`), "$1: thiếu giá trị"},
	{regexp.MustCompile(`^(\S+) must be one of (.*) but got "(.*)"$`), `$1 phải là một trong $2, không phải "$3"`},
}

// usageMessage is a kong error as the person reads it.
func usageMessage(err error) string {
	var parse *kong.ParseError
	text := err.Error()
	if !errors.As(err, &parse) {
		return text
	}
	for _, c := range complaints {
		if c.pattern.MatchString(text) {
			return c.pattern.ReplaceAllString(text, c.said)
		}
	}
	return text
}

type versionCmd struct{}

// Run prints the module's version and the revision that it was built from.
func (versionCmd) Run(a *app) error {
	return a.printf("congvu %s\n", version())
}

func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "không rõ"
	}
	parts := []string{info.Main.Version}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			parts = append(parts, s.Value[:12])
		}
	}
	return strings.Join(append(parts, info.GoVersion), " ")
}
