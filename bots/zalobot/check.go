package zalobot

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"github.com/trolycongvu/congvu/bots"
)

// Step is one thing that was looked at.
type Step struct {
	Name   string `json:"name"`
	OK     bool   `json:"ok"`
	Said   string `json:"said"`             // what was found
	Remedy string `json:"remedy,omitempty"` // what to do about it
}

// Checked is a configuration to be looked at.
type Checked struct {
	Token, Address     string
	WebhookURL, Secret string
	// Fix sets or deletes the webhook so that the platform is as configured.
	Fix bool
}

// Check looks at a configuration step by step and stops at the first step without
// which the next ones make no sense. Nothing is changed unless c.Fix.
func Check(ctx context.Context, c Checked) (steps []Step) {
	add := func(s Step) bool {
		steps = append(steps, s)
		return s.OK
	}
	client, err := NewClient(c.Token, c.Address)
	if err != nil {
		add(Step{"Token", false, err.Error(), "mở Zalo, tìm Zalo Bot Manager, chọn bot để lấy token; đặt vào zalobot.token hoặc CONGVU_ZALOBOT_TOKEN"})
		return steps
	}
	add(Step{"Token", true, "đúng dạng", ""})
	if !add(checkConfigured(c)) {
		return steps
	}
	me, err := client.Me(ctx)
	if !add(checkAccount(me, err)) {
		return steps
	}
	add(checkDelivery(ctx, client, c))
	return steps
}

// checkConfigured looks at what stands in the configuration alone.
func checkConfigured(c Checked) Step {
	const name = "Cách nhận tin"
	if c.WebhookURL == "" {
		return Step{name, true, "hỏi Zalo liên tục (getUpdates): máy chủ không cần địa chỉ công khai", ""}
	}
	u, err := url.Parse(c.WebhookURL)
	switch n := len(c.Secret); {
	case err != nil || u.Scheme != "https" || u.Host == "":
		return Step{name, false, "zalobot.webhook_url không phải địa chỉ https://…", "đặt địa chỉ công khai có chứng thư, hoặc để trống để dùng getUpdates"}
	case isLoopback(u.Hostname()):
		return Step{name, false, "zalobot.webhook_url trỏ về chính máy này, Zalo không gọi tới được", "đặt địa chỉ công khai, hoặc để trống để dùng getUpdates"}
	case n < minSecret || n > maxSecret:
		return Step{
			name, false, fmt.Sprintf("zalobot.webhook_secret dài %d ký tự, phải từ %d đến %d", n, minSecret, maxSecret),
			"đặt một chuỗi ngẫu nhiên, thí dụ kết quả của: openssl rand -hex 32",
		}
	}
	return Step{name, true, "webhook " + c.WebhookURL, ""}
}

// checkAccount says what getMe told.
func checkAccount(me Account, err error) Step {
	const name = "Tài khoản bot"
	var refused *Error
	switch {
	case err == nil:
		said := fmt.Sprintf("%s (mã %s, loại %s)", me.Name, me.ID, me.Type)
		if !me.CanJoinGroups {
			said += "; chưa được vào nhóm"
		}
		return Step{name, true, said, ""}
	case errors.Is(err, bots.ErrUnauthorized), isCode(err, 404):
		return Step{name, false, err.Error(), "lấy lại token ở Zalo Bot Manager; token cũ hết giá trị khi token mới được cấp"}
	case errors.As(err, &refused):
		return Step{name, false, err.Error(), "Zalo có trả lời nhưng báo lỗi: thử lại sau ít phút"}
	}
	return Step{name, false, err.Error(), "máy chủ phải ra được Internet tới bot-api.zaloplatforms.com cổng 443: kiểm tra mạng, tường lửa, DNS, biến HTTPS_PROXY"}
}

// checkDelivery holds the webhook that is set against the configuration.
func checkDelivery(ctx context.Context, client *Client, c Checked) Step {
	const name = "Webhook ở Zalo"
	set, err := client.Webhook(ctx)
	switch {
	case err != nil:
		return Step{name, false, err.Error(), "thử lại sau ít phút"}
	case set == c.WebhookURL && set == "":
		return Step{name, true, "không đặt, đúng với getUpdates", ""}
	case set == c.WebhookURL && !c.Fix:
		return Step{name, true, "đã đặt đúng địa chỉ (mã bí mật thì Zalo không cho xem; đổi mã: thêm --fix)", ""}
	case c.Fix && c.WebhookURL == "":
		return fixed(name, "đã gỡ webhook "+set, client.DeleteWebhook(ctx))
	case c.Fix:
		return fixed(name, "đã đặt webhook "+c.WebhookURL, client.SetWebhook(ctx, c.WebhookURL, c.Secret))
	case c.WebhookURL == "":
		return Step{
			name, false, "đang đặt webhook " + set + ", khi đó getUpdates không nhận được tin",
			"nếu địa chỉ ấy không còn dùng, gỡ bằng: congvu bot check zalobot --fix; nếu còn dùng, tạo bot khác",
		}
	case set == "":
		return Step{name, false, "chưa đặt", "đặt bằng: congvu bot check zalobot --fix"}
	}
	return Step{name, false, "đang đặt địa chỉ khác: " + set, "nếu đúng là muốn đổi, đặt bằng: congvu bot check zalobot --fix"}
}

func fixed(name, said string, err error) Step {
	if err != nil {
		return Step{name, false, err.Error(), "xem lại địa chỉ webhook và mã bí mật rồi thử lại"}
	}
	return Step{name, true, said, ""}
}
