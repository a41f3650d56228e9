package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"sync"
	"time"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/access"
	"github.com/trolycongvu/congvu/assistant/basis"
	"github.com/trolycongvu/congvu/assistant/httpapi"
	"github.com/trolycongvu/congvu/assistant/mcp"
	state "github.com/trolycongvu/congvu/assistant/store"
	"github.com/trolycongvu/congvu/assistant/web"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/ingest"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/indexer"
)

// watchInterval is how often a running server looks for a new generation of the
// index, which another process may have built.
const watchInterval = 2 * time.Second

// dayInterval is how often a running server looks whether the day has changed.
const dayInterval = time.Minute

type serveCmd struct {
	Addr string `help:"Địa chỉ lắng nghe (CONGVU_ADDR; mặc định 127.0.0.1:8080)." placeholder:"HOST:PORT"`
}

// Run serves the web page and the API until the program is told to end.
func (c *serveCmd) Run(a *app) (err error) {
	addr := c.Addr
	if addr == "" {
		addr = a.config.Addr
	}
	auth, err := a.config.Auth.gate()
	if err == nil {
		err = auth.Mode.MayBind(addr) // before anything is opened or built
	}
	if err != nil {
		return err
	}
	l, err := a.openLibrary()
	if err != nil {
		return err
	}
	kept, err := a.openState()
	if err != nil {
		return errors.Join(err, l.Close())
	}
	ctx, stop := context.WithCancel(a.ctx)
	var background sync.WaitGroup
	defer func() {
		stop()
		background.Wait()
		err = errors.Join(err, kept.Close(), l.Close())
	}()
	gate, err := a.gate(auth, kept)
	if err != nil {
		return err
	}
	assist, err := a.assistant(l, kept)
	if err != nil {
		return err
	}
	if err := a.startBots(ctx, assist, l, kept, &background); err != nil {
		return err
	}
	listener, err := listen(ctx, addr, auth.Mode)
	if err != nil {
		return err
	}
	background.Go(func() { l.index.Watch(ctx, watchInterval, a.reportGeneration) })
	background.Go(func() { a.keepUp(ctx, l, kept) })
	background.Go(func() { a.warm(ctx, assist) })
	checker, tools := basis.New(l.store), a.mcpConfig(l, assist)
	tools.Gated = true
	server := httpapi.New(httpapi.Config{
		Asker: assist, Corpus: l.store, Index: l.index, Checker: checker, Logger: a.log, Gate: gate,
		Pages:     web.New(web.Config{Asker: assist, Corpus: l.store, Checker: checker, State: kept, Logger: a.log, Gate: gate}),
		ModelTime: a.modelTime(), State: kept, MCP: mcp.Handler(tools),
	})
	a.say("Công vụ đang chạy: http://%s (Ctrl+C để dừng)", listener.Addr())
	a.sayWhoMay(ctx, auth, kept, listener.Addr().String())
	return server.Serve(ctx, listener)
}

// gate is who may use the server, by the keys and accounts that are kept.
func (a *app) gate(c access.GateConfig, kept *state.Store) (*access.Gate, error) {
	keys := access.NewStore(kept, access.Options{})
	c.Authenticator = access.NewAuthenticator(keys, access.Lifetimes{Idle: a.config.Auth.SessionIdle, Most: a.config.Auth.SessionMax}, a.log)
	return access.NewGate(c)
}

// sayWhoMay says what keeps people from using a server that asks who they are.
func (a *app) sayWhoMay(ctx context.Context, c access.GateConfig, kept *state.Store, addr string) {
	if c.Mode == access.None {
		return
	}
	st := access.NewStore(kept, access.Options{})
	keys, err := st.Keys(ctx)
	if err != nil {
		a.log.Error("đọc khóa API", "error", err)
		return
	}
	accounts, err := st.Accounts(ctx)
	if err != nil {
		a.log.Error("đọc tài khoản", "error", err)
		return
	}
	now := time.Now()
	usable := slices.ContainsFunc(keys, func(k access.Key) bool { return k.Valid(now) })
	switch people := slices.ContainsFunc(accounts, func(x access.Account) bool { return x.Disabled.IsZero() }); {
	case c.Mode == access.Keys && !usable:
		a.say("Chưa có khóa nào dùng được, nên chưa ai hỏi được: congvu key create --name TÊN")
	case c.Mode == access.Accounts && !usable && !people:
		a.say("Chưa có tài khoản hay khóa nào dùng được, nên chưa ai hỏi được: congvu account create TÊN")
	}
	if c.Mode == access.Accounts && len(c.Proxies) == 0 && access.None.MayBind(addr) != nil {
		a.say("Đăng nhập qua mạng cần HTTPS: đặt máy chủ trung gian có TLS phía trước và khai địa chỉ của nó ở auth.trusted_proxies.")
	}
}

// listen listens at addr, if a server of the mode may. What a name stands for is known
// only when it does.
func listen(ctx context.Context, addr string, mode access.Mode) (net.Listener, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("không lắng nghe được ở %s (chọn địa chỉ khác bằng --addr): %w", addr, err)
	}
	if err := mode.MayBind(listener.Addr().String()); err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	return listener, nil
}

func (a *app) reportGeneration(generation string, err error) {
	if err != nil {
		a.log.Error("chuyển sang chỉ mục mới", "error", err)
		return
	}
	a.log.Info("đã chuyển sang chỉ mục mới", "generation", generation)
}

// warm spares the first question the loading of what all questions need.
func (a *app) warm(ctx context.Context, assist *assistant.Assistant) {
	if err := assist.Warm(ctx); err != nil && ctx.Err() == nil {
		a.log.Error("chuẩn bị trả lời", "error", err)
	}
}

// keepUp brings what is in force, and with it the index, up to the day at once and
// whenever the day changes: what a decree changes from tomorrow on is changed tomorrow.
func (a *app) keepUp(ctx context.Context, l *library, kept *state.Store) {
	var day corpus.Date
	tick := time.NewTicker(dayInterval)
	defer tick.Stop()
	for {
		if today := corpus.DateOf(time.Now()); today != day && a.catchUp(ctx, l, today) {
			day = today
			a.tidy(ctx, l, kept, today)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// catchUp works out what is in force on today and updates the index when it lags
// behind the store, as after an import that was killed before its end. It is false
// when another process is at it, so that it is tried again.
func (a *app) catchUp(ctx context.Context, l *library, today corpus.Date) bool {
	_, err := ingest.Outlooks(ctx, l.store, today)
	if err == nil {
		var revision int64
		if revision, err = l.store.Revision(ctx); err == nil && revision == l.index.Revision() {
			return true
		}
	}
	if err == nil {
		a.log.Info("chỉ mục cũ hơn kho, đang cập nhật")
		_, err = indexer.Sync(ctx, a.indexDir(), l.store, indexer.BuildOptions{})
	}
	busy := errors.Is(err, indexer.ErrBusy) || errors.Is(err, store.ErrBusy)
	if err != nil && !busy && ctx.Err() == nil {
		a.log.Error("cập nhật hiệu lực và chỉ mục", "error", err)
	}
	return !busy
}
