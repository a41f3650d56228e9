package zalobot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/trolycongvu/congvu/bots"
)

// Name is the network's part of identities.
const Name = "zalobot"

// maxMessage is the longest text of sendMessage, in characters.
const maxMessage = 2000

// The lengths of a webhook's secret in characters, from setWebhook.
const (
	minSecret = 8
	maxSecret = 256
)

// Config is what a Network is made of. Client is required.
type Config struct {
	Client     *Client
	BotName    string                                     // by which people in a group mention the bot; empty is the account's name
	WebhookURL string                                     // where Zalo posts messages; empty: they are polled for
	Secret     string                                     // of the webhook
	Logger     *slog.Logger                               // nil is slog.Default
	Now        func() time.Time                           // nil is time.Now
	Pause      func(context.Context, time.Duration) error // nil is bots.Pause
}

// Network is the platform as the core sees it.
type Network struct {
	Config
	me atomic.Pointer[Account]
}

// New returns a Network. The error wraps ErrConfig.
func New(c Config) (*Network, error) {
	if c.WebhookURL != "" && (len(c.Secret) < minSecret || len(c.Secret) > maxSecret) {
		return nil, fmt.Errorf("%w: zalobot.webhook_secret phải dài từ %d đến %d ký tự khi có zalobot.webhook_url", ErrConfig, minSecret, maxSecret)
	}
	if c.Logger == nil {
		c.Logger = slog.Default()
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Pause == nil {
		c.Pause = bots.Pause
	}
	n := &Network{Config: c}
	n.me.Store(&Account{Name: c.BotName})
	return n, nil
}

// Link is the network with what one message of it holds.
func (n *Network) Link() bots.Link {
	return bots.Link{Network: n, Limit: maxMessage, Length: bots.UTF16Length}
}

// Name is the network's part of identities.
func (n *Network) Name() string { return Name }

// Typing shows that the bot is typing.
func (n *Network) Typing(ctx context.Context, to bots.Place) error {
	return n.Client.sendTyping(ctx, to.Chat)
}

// Send sends a text.
func (n *Network) Send(ctx context.Context, to bots.Place, text string) error {
	return n.Client.sendMessage(ctx, to.Chat, text)
}

// Errors of how the platform is set against the configuration.
var (
	errWebhookSet   = fmt.Errorf("%w: bot đang đặt webhook nên không nhận tin bằng getUpdates được; xem: congvu bot check zalobot", ErrConfig)
	errWebhookOther = fmt.Errorf("%w: webhook đang đặt khác zalobot.webhook_url; xem: congvu bot check zalobot", ErrConfig)
)

// Receive learns who the bot is and sees that the platform is set as configured; then
// it polls or, with a webhook, waits while Handler takes what is posted.
func (n *Network) Receive(ctx context.Context, take bots.Take) error {
	me, err := n.Client.Me(ctx)
	if err != nil {
		return err
	}
	if n.BotName != "" {
		me.Name = n.BotName
	}
	n.me.Store(&me)
	set, err := n.Client.Webhook(ctx)
	switch {
	case err != nil:
		return err
	case n.WebhookURL == "" && set != "":
		return errWebhookSet
	case n.WebhookURL == "":
		return n.poll(ctx, take)
	case set != n.WebhookURL:
		return errWebhookOther
	}
	<-ctx.Done()
	return nil
}

// shortPoll is how long an empty poll lasts at least; one that ends sooner is waited
// after, so that a platform that does not hold polls is not called without a pause.
const shortPoll = time.Second

// poll takes one update after the other until ctx ends.
func (n *Network) poll(ctx context.Context, take bots.Take) error {
	var failed error
	for failed == nil && ctx.Err() == nil {
		began := n.Now()
		raw, err := n.Client.poll(ctx)
		var limited *bots.LimitedError
		switch {
		case isCode(err, http.StatusRequestTimeout), err == nil && (len(raw) == 0 || string(raw) == "null"):
			if n.Now().Sub(began) < shortPoll {
				failed = n.Pause(ctx, shortPoll)
			}
		case errors.As(err, &limited) && limited.After > 0:
			failed = errors.Join(n.Pause(ctx, limited.After), err)
		case err != nil:
			failed = err
		default:
			// The platform has forgotten the update: it is kept even if the program
			// is told to end just now. What cannot be kept the core has told.
			_ = n.accept(context.WithoutCancel(ctx), raw, take)
		}
	}
	if ctx.Err() != nil {
		return nil //nolint:nilerr // the call failed because the program ends
	}
	return failed
}

// accept reads an update and has what is for the bot taken. An error of errRead means
// that it cannot be read.
func (n *Network) accept(ctx context.Context, raw []byte, take bots.Take) error {
	m, why, err := readUpdate(raw, *n.me.Load())
	if err != nil {
		n.Logger.WarnContext(ctx, "tin không đọc được", "network", Name, "error", err)
		return errRead
	}
	if why != forUs {
		n.Logger.DebugContext(ctx, "bỏ qua", "network", Name, "reason", string(why))
		return nil
	}
	return take(ctx, m)
}

var errRead = errors.New("không phải tin của Zalo")
