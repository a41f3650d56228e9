package zalobot_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/bots/zalobot"
	"github.com/trolycongvu/congvu/bots/zalobot/zalobottest"
)

func TestCheck(t *testing.T) {
	other := strings.Replace(zalobottest.Token, "fake", "else", 1)
	tests := []struct {
		name   string
		config zalobot.Checked
		set    string // the webhook at the platform
		fault  *zalobottest.Fault
		want   string // one mark a step
		said   string // of the last step, with its remedy
		left   string // the webhook afterwards
	}{
		{"polling", zalobot.Checked{Token: zalobottest.Token}, "", nil, "✓✓✓✓", "đúng với getUpdates", ""},
		{"no token", zalobot.Checked{}, "", nil, "✗", "Zalo Bot Manager", ""},
		{"token of the wrong form", zalobot.Checked{Token: "abc"}, "", nil, "✗", "SỐ:CHUỖI", ""},
		{"token that is not known", zalobot.Checked{Token: other}, "", nil, "✓✓✗", "lấy lại token", ""},
		{"platform out of order", zalobot.Checked{Token: zalobottest.Token}, "", &zalobottest.Fault{Code: 500}, "✓✓✗", "thử lại", ""},
		{"no network", zalobot.Checked{Token: zalobottest.Token}, "", &zalobottest.Fault{Cut: true}, "✓✓✗", "tường lửa", ""},
		{"polling against a webhook", zalobot.Checked{Token: zalobottest.Token}, hook, nil, "✓✓✓✗", "--fix", hook},
		{"polling against a webhook, put right", zalobot.Checked{Token: zalobottest.Token, Fix: true}, hook, nil, "✓✓✓✓", "đã gỡ", ""},
		{"webhook", zalobot.Checked{Token: zalobottest.Token, WebhookURL: hook, Secret: secret}, hook, nil, "✓✓✓✓", "đã đặt đúng", hook},
		{"webhook that is not set", zalobot.Checked{Token: zalobottest.Token, WebhookURL: hook, Secret: secret}, "", nil, "✓✓✓✗", "chưa đặt", ""},
		{"webhook, put right", zalobot.Checked{Token: zalobottest.Token, WebhookURL: hook, Secret: secret, Fix: true}, "", nil, "✓✓✓✓", "đã đặt", hook},
		{"another webhook", zalobot.Checked{Token: zalobottest.Token, WebhookURL: hook, Secret: secret}, hook + "2", nil, "✓✓✓✗", "địa chỉ khác", hook + "2"},
		{"webhook without a secret", zalobot.Checked{Token: zalobottest.Token, WebhookURL: hook}, "", nil, "✓✗", "openssl rand", ""},
		{"webhook without encryption", zalobot.Checked{Token: zalobottest.Token, WebhookURL: "http://cv.example.vn", Secret: secret}, "", nil, "✓✗", "https", ""},
		{"webhook to oneself", zalobot.Checked{Token: zalobottest.Token, WebhookURL: "https://localhost/x", Secret: secret}, "", nil, "✓✗", "chính máy này", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newScene(t)
			s.zalo.SetWebhook(tt.set, secret)
			if tt.fault != nil {
				s.zalo.Fail("getMe", *tt.fault)
			}
			tt.config.Address = s.web.URL
			steps := zalobot.Check(t.Context(), tt.config)
			marks := ""
			for _, step := range steps {
				marks += map[bool]string{true: "✓", false: "✗"}[step.OK]
				if !step.OK && step.Remedy == "" {
					t.Errorf("%s: nothing is said about what to do", step.Name)
				}
				if strings.Contains(step.Said+step.Remedy, zalobottest.Token) {
					t.Errorf("the token is told: %+v", step)
				}
			}
			if diff := cmp.Diff(tt.want, marks); diff != "" {
				t.Errorf("%+v (-want +got):\n%s", steps, diff)
			}
			last := steps[len(steps)-1]
			if !strings.Contains(last.Said+last.Remedy, tt.said) {
				t.Errorf("the last step says %q, %q", last.Said, last.Remedy)
			}
			if left, _ := s.zalo.Webhook(); left != tt.left {
				t.Errorf("the webhook is %q, want %q", left, tt.left)
			}
		})
	}
}
