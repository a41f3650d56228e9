// Command congvu is Công vụ, an assistant for Vietnamese civil servants: it
// answers questions about regulations and administrative procedures, each
// sentence with the provision that says so.
//
// The root package only reads flags and configuration and wires the parts
// together; what they do is in corpus, indexer, assistant and eval.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/access"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/indexer/embedding"
)

// Exit codes.
const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2 // the command line, the configuration or the question is wrong
	exitIncomplete  = 3 // an import went on past files that it could not read
	exitInterrupted = 130
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	go func() {
		<-ctx.Done()
		stop() // a second signal ends the program at once
	}()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// commandLine is every command and flag.
type commandLine struct {
	Flags

	Serve   serveCmd   `cmd:"" help:"Mở trang web và API để hỏi đáp."`
	Ask     askCmd     `cmd:"" help:"Hỏi một câu và in câu trả lời."`
	Check   checkCmd   `cmd:"" help:"Kiểm tra căn cứ và dẫn chiếu của dự thảo văn bản."`
	Search  searchCmd  `cmd:"" help:"Tìm điều luật và thủ tục hành chính."`
	Corpus  corpusCmd  `cmd:"" help:"Tải, nạp và liệt kê văn bản."`
	Index   indexCmd   `cmd:"" help:"Dựng chỉ mục tìm kiếm."`
	Eval    evalCmd    `cmd:"" help:"Đo chất lượng trên bộ câu hỏi."`
	Model   modelCmd   `cmd:"" help:"Kiểm tra mô hình ngôn ngữ."`
	MCP     mcpCmd     `cmd:"" name:"mcp" help:"Làm công cụ cho trợ lý AI khác qua MCP (đầu vào, đầu ra chuẩn)."`
	Backup  backupCmd  `cmd:"" help:"Sao lưu thư mục dữ liệu vào một tệp, kể cả khi đang chạy."`
	Restore restoreCmd `cmd:"" help:"Khôi phục thư mục dữ liệu từ tệp sao lưu; hãy dừng serve trước."`
	State   stateCmd   `cmd:"" help:"Hội thoại, góp ý, nhật ký: xem, trích xuất, xóa."`
	Answers answersCmd `cmd:"" help:"Câu trả lời được chuyên gia duyệt."`
	Key     keyCmd     `cmd:"" help:"Khóa API: ai được hỏi qua chương trình."`
	Account accountCmd `cmd:"" help:"Tài khoản của người dùng trang web."`
	Bot     botCmd     `cmd:"" help:"Bot trong mạng trò chuyện."`
	Config  configCmd  `cmd:"" help:"Xem cấu hình đang dùng."`
	Version versionCmd `cmd:"" help:"In phiên bản."`
}

// exit carries an exit code out of kong, which would end the program itself.
type exit int

// run is the whole program; it returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) (code int) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case exit:
			code = int(r)
		default:
			panic(r)
		}
	}()
	var line commandLine
	parser, err := kong.New(
		&line,
		kong.Name("congvu"),
		kong.Description("Công vụ: trợ lý tra cứu văn bản pháp luật và thủ tục hành chính cho cán bộ, công chức, viên chức."),
		kong.Writers(stdout, stderr),
		kong.Exit(func(code int) { panic(exit(code)) }),
		kong.Help(vietnameseHelp),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
		kong.ShortUsageOnError(),
	)
	if err != nil {
		panic(err) // the struct above is wrong: a programming error
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(stderr, "congvu: %s\nXem cách dùng: congvu --help\n", usageMessage(err))
		return exitUsage
	}
	a, err := newApp(ctx, line.Flags, stdout, stderr)
	if err == nil {
		err = parsed.Run(a)
	}
	return a.report(err)
}

// report tells the person what went wrong and returns the exit code for it.
func (a *app) report(err error) int {
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errIncomplete):
		fmt.Fprintln(a.stderr, "congvu:", err)
		return exitIncomplete
	case errors.Is(err, errFindings): // what was found has been printed
		return exitFindings
	case errors.Is(err, context.Canceled) && a.ctx.Err() != nil:
		fmt.Fprintln(a.stderr, "congvu: đã dừng theo yêu cầu; những gì đã lưu còn nguyên")
		return exitInterrupted
	}
	fmt.Fprintln(a.stderr, "congvu:", err)
	if isUsage(err) {
		return exitUsage
	}
	return exitFailed
}

// isUsage tells whether the person can put the error right on the command line.
func isUsage(err error) bool {
	for _, usage := range []error{
		errUsage, errConfig, assistant.ErrInvalid, corpus.ErrDate, eval.ErrFormat, embedding.ErrConfig, embedding.ErrRemote, access.ErrBind,
	} {
		if errors.Is(err, usage) {
			return true
		}
	}
	return false
}

// errUsage is wrapped by errors about what was typed.
var errUsage = errors.New("sai cách dùng")
