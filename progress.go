package main

import (
	"os"
	"path/filepath"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"

	"github.com/trolycongvu/congvu/corpus/ingest"
)

// bar shows how far long work has come; on anything but a terminal it is silent.
type bar struct{ shown *progressbar.ProgressBar }

// progress starts a bar. A total of 0 or less is unknown.
func (a *app) progress(what string, total int64, options ...progressbar.Option) *bar {
	f, ok := a.stderr.(*os.File)
	if !ok || !isatty.IsTerminal(f.Fd()) {
		return &bar{}
	}
	if total <= 0 {
		total = -1
	}
	return &bar{shown: progressbar.NewOptions64(total, append([]progressbar.Option{
		progressbar.OptionSetDescription(what),
		progressbar.OptionSetWriter(f),
		progressbar.OptionThrottle(100 * time.Millisecond),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionShowCount(),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionSetRenderBlankState(true),
	}, options...)...)}
}

// set moves the bar to done. Errors of drawing do not matter.
func (b *bar) set(done int64) {
	if b.shown != nil {
		_ = b.shown.Set64(done)
	}
}

// of moves the bar and learns the total, when that is known.
func (b *bar) of(done, total int64) {
	if b.shown != nil && total > 0 && b.shown.GetMax64() != total {
		b.shown.ChangeMax64(total)
	}
	b.set(done)
}

// ingest shows how far a file of an import is.
func (b *bar) ingest(p ingest.Progress) {
	if b.shown != nil {
		b.shown.Describe("Nạp " + filepath.Base(p.Path) + ": " + p.Stage)
	}
	b.of(int64(p.Done), int64(p.Total))
}

func (b *bar) finish() {
	if b.shown != nil {
		_ = b.shown.Finish()
	}
}
