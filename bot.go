package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/basis"
	state "github.com/trolycongvu/congvu/assistant/store"
	"github.com/trolycongvu/congvu/bots"
	inbox "github.com/trolycongvu/congvu/bots/store"
	"github.com/trolycongvu/congvu/bots/zalobot"
)

type botCmd struct {
	Check botCheckCmd `cmd:"" help:"Xem cấu hình bot thiếu hoặc sai gì."`
}

type botCheckCmd struct {
	Zalobot zalobotCheckCmd `cmd:"" help:"Bot trên Zalo Bot Platform: token, tài khoản, webhook."`
}

type zalobotCheckCmd struct {
	Fix  bool `help:"Đặt hoặc gỡ webhook ở Zalo cho đúng với cấu hình."`
	JSON bool `help:"In dạng JSON."`
}

// errBotCheck ends a check that found something wrong.
var errBotCheck = errors.New("cấu hình bot chưa dùng được, xem các bước ở trên")

// Run looks at the configuration step by step.
func (c *zalobotCheckCmd) Run(a *app) error {
	z := a.config.Zalobot
	steps := zalobot.Check(a.ctx, zalobot.Checked{
		Token: z.Token, Address: z.BaseURL, WebhookURL: z.WebhookURL, Secret: z.WebhookSecret, Fix: c.Fix,
	})
	steps = append(steps, a.checkCommon(z.WebhookURL != "")...)
	var failed error
	if slices.ContainsFunc(steps, func(s zalobot.Step) bool { return !s.OK }) {
		failed = errBotCheck
	}
	if c.JSON {
		return errors.Join(a.printJSON(steps), failed)
	}
	for i, s := range steps {
		mark := "✓"
		if !s.OK {
			mark = "✗"
		}
		if err := a.printf("%d. %s %s: %s\n", i+1, mark, s.Name, s.Said); err != nil {
			return err
		}
		if s.Remedy != "" {
			if err := a.printf("     → %s\n", s.Remedy); err != nil {
				return err
			}
		}
	}
	return failed
}

// checkCommon looks at what all networks share.
func (a *app) checkCommon(webhook bool) (steps []zalobot.Step) {
	b := a.config.Bots
	link := zalobot.Step{Name: "Liên kết nguồn", OK: true, Said: b.BaseURL}
	if b.BaseURL == "" {
		link.Said = "không có, câu trả lời không kèm liên kết"
		link.Remedy = "muốn có thì đặt bots.base_url là địa chỉ trang web mà người dùng mở được"
	}
	people := zalobot.Step{Name: "Người dùng", OK: true, Said: "ai nhắn cũng được trả lời (mọi văn bản trong kho hiện là công khai)"}
	if b.Strangers == strangersRefuse {
		people.Said = fmt.Sprintf("chỉ %d người trong bots.people được trả lời", len(b.known()))
		if len(b.known()) == 0 {
			people.OK = false
			people.Remedy = "thêm mã vào bots.people (người lạ nhắn bot sẽ nhận được mã của mình), hoặc đặt bots.strangers: public"
		}
	}
	steps = append(steps, link, people)
	if webhook {
		steps = append(steps, zalobot.Step{
			Name: "Cổng webhook", OK: true,
			Said: fmt.Sprintf("congvu serve nghe ở http://%s%s; máy chủ web phía trước phải chuyển zalobot.webhook_url về đó", b.WebhookAddr, zalobotPath),
		})
	}
	return steps
}

// zalobotPath is the path of the webhook.
const zalobotPath = "/webhook/zalobot"

// startBots starts the chat networks that are configured; without any it does nothing.
// They end with ctx, which background waits for.
func (a *app) startBots(ctx context.Context, assist *assistant.Assistant, l *library, kept *state.Store, background *sync.WaitGroup) error {
	z := a.config.Zalobot
	if z.Token == "" {
		return nil
	}
	network, err := a.zalobot()
	if err != nil {
		return err
	}
	messages, err := inbox.Open(ctx, a.config.Data, nil)
	if err != nil {
		return err
	}
	bot, err := bots.New(ctx, bots.Config{
		Asker: assist, Checker: basis.New(l.store), Memory: kept, Store: messages, Links: []bots.Link{network.Link()},
		BaseURL: a.config.Bots.BaseURL, Admit: a.admit(), Logger: a.log,
	})
	if err != nil {
		return errors.Join(err, messages.Close())
	}
	routes := http.NewServeMux()
	if z.WebhookURL != "" {
		routes.Handle(zalobotPath, network.Handler(func(ctx context.Context, m bots.Message) error {
			return bot.Take(ctx, zalobot.Name, m)
		}))
	}
	closed := func() {}
	if z.WebhookURL != "" {
		if closed, err = a.listenWebhooks(ctx, routes); err != nil {
			return errors.Join(err, messages.Close())
		}
	}
	background.Go(func() {
		bot.Run(ctx)
		closed()
		if err := messages.Close(); err != nil {
			a.log.Error("đóng sổ tin nhắn", "error", err)
		}
	})
	a.log.Info("bot đang chạy", "network", zalobot.Name, "webhook", z.WebhookURL != "")
	return nil
}

// zalobot is the configured bot.
func (a *app) zalobot() (*zalobot.Network, error) {
	z := a.config.Zalobot
	client, err := zalobot.NewClient(z.Token, z.BaseURL)
	if err == nil {
		var network *zalobot.Network
		network, err = zalobot.New(zalobot.Config{
			Client: client, BotName: z.Name, WebhookURL: z.WebhookURL, Secret: z.WebhookSecret, Logger: a.log,
		})
		if err == nil {
			return network, nil
		}
	}
	return nil, fmt.Errorf("%w: %w; xem: congvu bot check zalobot", errConfig, err)
}

// admit tells who is answered, nil for everybody.
func (a *app) admit() func(network, person string) bool {
	if a.config.Bots.Strangers != strangersRefuse {
		return nil
	}
	known := a.config.Bots.known()
	return func(network, person string) bool { return slices.Contains(known, network+":"+person) }
}

// listenWebhooks serves the webhooks at an address of their own, so that nothing else
// of the program needs to be reached from outside. closed waits for the last request.
func (a *app) listenWebhooks(ctx context.Context, routes http.Handler) (closed func(), err error) {
	const timeout = 15 * time.Second
	addr := a.config.Bots.WebhookAddr
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("không lắng nghe được ở %s (đổi bằng bots.webhook_addr): %w", addr, err)
	}
	srv := &http.Server{
		Handler: routes, ReadHeaderTimeout: timeout, ReadTimeout: timeout, WriteTimeout: timeout, IdleTimeout: time.Minute,
		MaxHeaderBytes: 16 << 10, ErrorLog: slog.NewLogLogger(a.log.Handler(), slog.LevelDebug),
	}
	done := make(chan struct{})
	go func() {
		if err := srv.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			a.log.Error("cổng webhook dừng", "error", err)
		}
	}()
	go func() {
		defer close(done)
		<-ctx.Done()
		drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), timeout)
		defer cancel()
		_ = srv.Shutdown(drain)
	}()
	return func() { <-done }, nil
}
