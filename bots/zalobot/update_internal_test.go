package zalobot

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/bots"
)

var bot = Account{ID: "bot-1", Name: "Bot Công vụ"}

func TestCutMention(t *testing.T) {
	tests := []struct {
		text, rest string
		found      bool
	}{
		{"@Bot Công vụ phép năm?", "phép năm?", true},
		{"phép năm @bot công vụ?", "phép năm ?", true},
		{"cho hỏi @Bot  Công vụ, phép năm", "cho hỏi phép năm", true},
		{"@Bot Co\u0302ng vu\u0323 x", "x", true},
		{"Bot Công vụ phép năm?", "Bot Công vụ phép năm?", false},
		{"@Bot khác x", "@Bot khác x", false},
		{"@Bot Công vụ", "", true},
	}
	for _, tt := range tests {
		if rest, found := cutMention(tt.text, bot.Name); rest != tt.rest || found != tt.found {
			t.Errorf("%q: %q, %v; want %q, %v", tt.text, rest, found, tt.rest, tt.found)
		}
	}
	if _, found := cutMention("@x", ""); found {
		t.Error("a bot without a name was mentioned")
	}
}

func TestMessagesWithoutIdentifierHaveTheirOwn(t *testing.T) {
	read := func(raw string) bots.Message {
		t.Helper()
		m, why, err := readUpdate([]byte(raw), bot)
		if err != nil || why != forUs {
			t.Fatalf("%s: %q, %v", raw, why, err)
		}
		return m
	}
	const form = `{"event_name":"message.text.received","message":{"from":{"id":"an"},"chat":{"id":"an"},"text":"TEXT","date":1}}`
	one, two := read(strings.Replace(form, "TEXT", "một", 1)), read(strings.Replace(form, "TEXT", "hai", 1))
	if one.ID == "" || one.ID == two.ID || one.ID != read(strings.Replace(form, "TEXT", "một", 1)).ID {
		t.Errorf("identifiers %q and %q", one.ID, two.ID)
	}
}

// FuzzReadUpdate: whatever the platform, or who knows the secret, sends, a message that
// is taken has all that the core needs.
func FuzzReadUpdate(f *testing.F) {
	for _, s := range []string{
		`{"event_name":"message.text.received","message":{"from":{"id":"an","display_name":"An","is_bot":false},"chat":{"id":"an","chat_type":"PRIVATE"},"text":"hỏi","message_id":"1","date":1750316131602}}`,
		`{"event_name":"message.text.received","message":{"from":{"id":1},"chat":{"id":2,"chat_type":"GROUP"},"text":"@Bot Công vụ x"}}`,
		`{"event_name":"message.unsupported.received"}`, `{"message":null}`, `null`, `[]`, `{"event_name":1}`, ``, `{"message":{"from":{"id":{}}}}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, why, err := readUpdate(raw, bot)
		if err != nil || why != forUs {
			return
		}
		if m.ID == "" || m.Person == "" || m.Chat == "" || m.Kind == "" || m.Person == bot.ID || len(m.ID) > maxLabel || !utf8.ValidString(m.Text) {
			t.Errorf("taken: %+v", m)
		}
	})
}
