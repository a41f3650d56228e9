package zalobot

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/bots"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// update is the result of getUpdates, and of the body that a webhook gets.
type update struct {
	Event   string    `json:"event_name"`
	Message *incoming `json:"message"`
}

type incoming struct {
	From struct {
		ID    label `json:"id"`
		IsBot bool  `json:"is_bot"`
	} `json:"from"`
	Chat struct {
		ID   label  `json:"id"`
		Type string `json:"chat_type"` // PRIVATE, GROUP
	} `json:"chat"`
	Text string `json:"text"`
	ID   label  `json:"message_id"`
	Date label  `json:"date"` // milliseconds
}

// label is a string, or a number that is read as one.
type label string

// UnmarshalJSON reads both.
func (l *label) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err == nil {
		*l = label(s)
		return nil
	}
	var n json.Number
	if err := json.Unmarshal(b, &n); err != nil {
		return err
	}
	*l = label(n)
	return nil
}

// events are the kinds of messages by the names of their events.
var events = map[string]bots.Kind{
	"message.text.received":        bots.KindText,
	"message.image.received":       bots.KindImage,
	"message.sticker.received":     bots.KindSticker,
	"message.voice.received":       bots.KindVoice,
	"message.unsupported.received": bots.KindOther,
}

// maxLabel bounds identifiers, in bytes.
const maxLabel = 200

// verdict says why an update is no message for the bot; empty means that it is one.
type verdict string

const (
	forUs     verdict = ""
	notOurs   verdict = "sự kiện khác"
	nameless  verdict = "không có người gửi" // content that the platform withholds
	ownEcho   verdict = "tin của bot"
	unaskedIn verdict = "tin nhóm không nhắc đến bot"
)

// readUpdate reads an update. The error says that it is none.
func readUpdate(raw []byte, me Account) (m bots.Message, v verdict, err error) {
	var u update
	if err := json.Unmarshal(raw, &u); err != nil {
		return m, "", fmt.Errorf("không đọc được tin của Zalo: %w", err)
	}
	kind, known := events[u.Event]
	switch {
	case !known:
		return m, notOurs, nil
	case u.Message == nil || u.Message.From.ID == "" || u.Message.Chat.ID == "":
		return m, nameless, nil
	}
	in := u.Message
	if len(in.From.ID) > maxLabel || len(in.Chat.ID) > maxLabel || len(in.ID) > maxLabel {
		return m, "", fmt.Errorf("tin của Zalo có mã dài quá %d byte", maxLabel)
	}
	m = bots.Message{
		ID: string(in.ID), Person: string(in.From.ID), Place: bots.Place{Chat: string(in.Chat.ID)},
		Group: in.Chat.Type == "GROUP", Text: in.Text, Kind: kind,
	}
	if m.ID == "" {
		m.ID = digest(in)
	}
	if in.From.IsBot || me.ID != "" && m.Person == me.ID {
		return m, ownEcho, nil
	}
	if m.Group {
		rest, mentioned := cutMention(m.Text, me.Name)
		if !mentioned {
			return m, unaskedIn, nil
		}
		m.Text = rest
	}
	return m, forUs, nil
}

// digest stands for the identifier of a message that has none.
func digest(in *incoming) string {
	h := sha256.New()
	for _, part := range []string{string(in.From.ID), string(in.Chat.ID), string(in.Date), in.Text} {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	return "sha256-" + hex.EncodeToString(h.Sum(nil)[:16])
}

// cutMention takes the mention of the bot out of a text, wherever it stands and
// however its name is cased.
func cutMention(text, name string) (rest string, found bool) {
	if name == "" {
		return text, false
	}
	text, name = viet.Normalize(text), viet.Normalize(name)
	words := strings.Fields(name)
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	at, err := regexp.Compile(`(?i)@\s?` + strings.Join(words, `\s+`))
	if err != nil {
		return text, false
	}
	if i := at.FindStringIndex(text); i != nil {
		return strings.TrimSpace(strings.TrimSpace(text[:i[0]]) + " " + strings.TrimLeft(text[i[1]:], " ,:")), true
	}
	return text, false
}
