package questions

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode"
)

// conversation is one line of conversations.jsonl.
type conversation struct {
	ID       string     `json:"id"`
	Turns    []string   `json:"turns"`
	Relevant []relevant `json:"relevant"`
	Slice    string     `json:"slice"`
}

func TestConversations(t *testing.T) {
	raw, err := os.ReadFile("conversations.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	bare := 0
	for line := range strings.Lines(string(raw)) {
		var c conversation
		d := json.NewDecoder(strings.NewReader(line))
		d.DisallowUnknownFields()
		if err := d.Decode(&c); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		said := strings.Join(c.Turns, " ")
		if c.ID == "" || c.Slice == "" || len(c.Relevant) == 0 || len(c.Turns) < 2 || len(c.Turns) > 3 || seen[c.ID] || seen[said] {
			t.Errorf("thiếu, lặp hoặc không phải hai, ba lượt: %s", line)
		}
		for _, r := range c.Relevant {
			if (r.Document == "") == (r.Procedure == "") {
				t.Errorf("%s: nơi trả lời phải là văn bản hoặc thủ tục: %+v", c.ID, r)
			}
		}
		seen[c.ID], seen[said] = true, true
		if !strings.ContainsFunc(said, func(r rune) bool { return r > unicode.MaxASCII }) {
			bare++
		}
	}
	if n := len(seen) / 2; n != 40 || 3*bare < n {
		t.Errorf("%d hội thoại, %d không dấu; cần 40 và ít nhất một phần ba không dấu", n, bare)
	}
}
