package zalobot

import (
	"context"
	"encoding/json"
)

// none is the body of methods without parameters.
type none struct{}

// Account is the bot itself.
type Account struct {
	ID            string `json:"id"`
	Name          string `json:"account_name"`
	Type          string `json:"account_type"`
	CanJoinGroups bool   `json:"can_join_groups"`
}

// Me returns the bot's account.
func (c *Client) Me(ctx context.Context) (me Account, err error) {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	return me, c.call(ctx, "getMe", none{}, &me)
}

// webhookState is what getWebhookInfo and its like answer.
type webhookState struct {
	URL string `json:"url"`
}

// Webhook returns the address of the webhook that is set, empty for none.
func (c *Client) Webhook(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	var w webhookState
	return w.URL, c.call(ctx, "getWebhookInfo", none{}, &w)
}

// SetWebhook has updates posted to address, with the secret in their header.
func (c *Client) SetWebhook(ctx context.Context, address, secret string) error {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	return c.call(ctx, "setWebhook", struct {
		URL    string `json:"url"`
		Secret string `json:"secret_token"`
	}{address, secret}, nil)
}

// DeleteWebhook makes the bot poll again.
func (c *Client) DeleteWebhook(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	return c.call(ctx, "deleteWebhook", none{}, nil)
}

// poll waits for the next update; after an empty poll the error has code 408.
func (c *Client) poll(ctx context.Context) (raw json.RawMessage, err error) {
	ctx, cancel := context.WithTimeout(ctx, pollTime+slack)
	defer cancel()
	return raw, c.call(ctx, "getUpdates", struct {
		Timeout int `json:"timeout"`
	}{int(pollTime.Seconds())}, &raw)
}

// sendMessage sends a text.
func (c *Client) sendMessage(ctx context.Context, chat, text string) error {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	return c.call(ctx, "sendMessage", struct {
		Chat string `json:"chat_id"`
		Text string `json:"text"`
	}{chat, text}, nil)
}

// sendTyping shows that the bot is typing.
func (c *Client) sendTyping(ctx context.Context, chat string) error {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	return c.call(ctx, "sendChatAction", struct {
		Chat   string `json:"chat_id"`
		Action string `json:"action"`
	}{chat, "typing"}, nil)
}
