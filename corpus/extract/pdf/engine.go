package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	pdfium "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// memoryPages bounds what one document may take in the reader: 1 GiB in pages of
// 64 KiB.
const memoryPages = 16 << 10

// engine is PDFium compiled for this process. It reads one document at a time.
type engine struct {
	pool   pdfium.Pool
	cache  wazero.CompilationCache
	ctx    context.Context //nolint:containedctx // ends whatever runs in the engine; the engine is its only owner
	cancel context.CancelFunc
}

// shared is the engine of the process: started by the first document, dropped when
// a document had to be stopped in mid-work, ended by Shutdown.
var shared struct {
	sync.Mutex
	engine *engine
}

// turn is held by the document that is open: PDFium takes hundreds of megabytes, so
// a process reads one at a time.
var turn = make(chan struct{}, 1)

// Shutdown gives the memory of the PDF reader back. Call it when no document is
// open; the next one starts the reader anew (0.3 s where it was compiled before).
func Shutdown() error {
	shared.Lock()
	defer shared.Unlock()
	if shared.engine == nil {
		return nil
	}
	err := shared.engine.close()
	shared.engine = nil
	return err
}

// running returns the engine, started when it is not.
func running(cacheDir string) (*engine, error) {
	shared.Lock()
	defer shared.Unlock()
	if e := shared.engine; e != nil {
		if e.ctx.Err() == nil {
			return e, nil
		}
		_ = e.close() // it was stopped: what it says when closing is of no use
		shared.engine = nil
	}
	e, err := start(cacheDir)
	if err != nil {
		return nil, err
	}
	shared.engine = e
	return e, nil
}

// start compiles PDFium or loads it compiled from the folder, by default the user's
// cache folder; without a usable folder it compiles every time, which takes some 10 s.
func start(cacheDir string) (*engine, error) {
	if cacheDir == "" {
		if dir, err := os.UserCacheDir(); err == nil {
			cacheDir = filepath.Join(dir, "congvu", "wasm")
		}
	}
	if cacheDir != "" {
		if cache, err := wazero.NewCompilationCacheWithDir(cacheDir); err == nil {
			e, err := startWith(cache)
			if err == nil {
				return e, nil
			}
			_ = cache.Close(context.Background()) // a spoilt cache: go on without it
		}
	}
	return startWith(nil)
}

func startWith(cache wazero.CompilationCache) (*engine, error) {
	// The module is built with exception handling; a document that takes too long is
	// ended through the context.
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages).
		WithCloseOnContextDone(true)
	if cache != nil {
		config = config.WithCompilationCache(cache)
	}
	ctx, cancel := context.WithCancel(context.Background())
	pool, err := webassembly.Init(webassembly.Config{
		Context:       ctx,
		MaxTotal:      1,
		FSConfig:      wazero.NewFSConfig(), // sees no file of the machine
		RuntimeConfig: config,
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
	if err != nil {
		cancel()
		return nil, fmt.Errorf("không khởi động được bộ đọc PDF: %w", err)
	}
	return &engine{pool: pool, cache: cache, ctx: ctx, cancel: cancel}, nil
}

func (e *engine) close() error {
	err := e.pool.Close()
	e.cancel()
	if e.cache != nil {
		err = errors.Join(err, e.cache.Close(context.Background()))
	}
	return err
}
