package prompt_test

import (
	"errors"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant/model"
	"github.com/trolycongvu/congvu/assistant/prompt"
	"github.com/trolycongvu/congvu/assistant/verify"
)

// TestReply reads replies in one piece and in pieces of every size.
func TestReply(t *testing.T) {
	two := []verify.Sentence{
		{Text: "Không quá 30 ngày.", Cites: []int{1}}, {Text: "Vụ việc phức tạp thì không quá 45 ngày.", Cites: []int{1, 2}},
	}
	tests := []struct {
		name, reply string
		want        []verify.Sentence
		declined    bool
	}{
		{"as asked", `{"answered": true, "sentences": [{"text": "Không quá 30 ngày.", "sources": [1]},
			{"text": "Vụ việc phức tạp thì không quá 45 ngày.", "sources": [1, 2]}]}`, two, false},
		{"in a fence, other names", "```json\n" + `{"sentences":[{"sentence":"Không quá 30 ngày.","citations":"[1]"},{"text":"Vụ việc phức tạp thì không quá 45 ngày.","sources":["1","[2]"]}]}` + "\n```\nXong.", two, false},
		{"bare array", `[{"text":"Không quá 30 ngày.","sources":1},{"text":"Vụ việc phức tạp thì không quá 45 ngày. [1][2]","sources":[]}]`, two, false},
		{"prose", "Không quá 30 ngày [1]. Vụ việc phức tạp thì không quá 45 ngày [1, 2].", two, false},
		{"prose, a list", "- Không quá 30 ngày. [1]\n- Vụ việc phức tạp thì không quá 45 ngày. [1][2]\n", two, false},
		{"prose that begins with a handle", "[1] Không quá 30 ngày.", []verify.Sentence{{Text: "Không quá 30 ngày.", Cites: []int{1}}}, false},
		{"cut off", `{"answered":true,"sentences":[{"text":"Không quá 30 ngày.","sources":[1]},{"text":"Vụ vi`, two[:1], false},
		{"braces in text", `{"sentences":[{"text":"Ghi {a} và \"]\" vào sổ.","sources":[1]}]}`, []verify.Sentence{{Text: `Ghi {a} và "]" vào sổ.`, Cites: []int{1}}}, false},
		{"nothing but a marker", `{"sentences":[{"text":"1.","sources":[3]},{"text":"Không quá 30 ngày.","sources":[1]}]}`, two[:1], false},
		{"one answer", `{"answer":"Không quá 30 ngày. [1]"}`, two[:1], false},
		{"declined", `{"answered": false, "sentences": []}`, nil, true},
	}
	for _, test := range tests {
		for size := 1; size <= len(test.reply); size += 1 + size/2 {
			var r prompt.Reply
			got := read(t, &r, test.reply, size)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Fatalf("%s in pieces of %d (-want +got):\n%s", test.name, size, diff)
			}
			if r.Declined() != test.declined {
				t.Errorf("%s: Declined = %t, want %t", test.name, r.Declined(), test.declined)
			}
		}
	}
}

func read(t *testing.T, r *prompt.Reply, reply string, size int) []verify.Sentence {
	t.Helper()
	var got []verify.Sentence
	for len(reply) > 0 {
		n := min(size, len(reply))
		found, err := r.Write(reply[:n])
		if err != nil {
			t.Fatal(err)
		}
		got, reply = append(got, found...), reply[n:]
	}
	last, err := r.Close()
	if err != nil {
		t.Fatal(err)
	}
	return append(got, last...)
}

func TestReplyNonsense(t *testing.T) {
	for _, reply := range []string{"", "   ", "{", `{"x":1}`, "```", `{"sentences":[{]}`, "[1]"} {
		var r prompt.Reply
		_, err := r.Write(reply)
		if err == nil {
			_, err = r.Close()
		}
		if !errors.Is(err, model.ErrNonsense) && !r.Declined() {
			t.Errorf("%q: error %v, want %v", reply, err, model.ErrNonsense)
		}
	}
	var r prompt.Reply
	if _, err := r.Write(strings.Repeat("a", 1<<20)); !errors.Is(err, model.ErrNonsense) {
		t.Errorf("a megabyte: error %v, want %v", err, model.ErrNonsense)
	}
}

func FuzzReply(f *testing.F) {
	f.Add(`{"answered":true,"sentences":[{"text":"a.","sources":[1]}]}`, 3)
	f.Add("Một [1]. Hai [2].", 1)
	f.Add("```\n[{\"text\":\"\\u0000\"}]", 2)
	f.Fuzz(func(t *testing.T, reply string, size int) {
		var r prompt.Reply
		for size = max(size, 1); len(reply) > 0; {
			n := min(size, len(reply))
			if _, err := r.Write(reply[:n]); err != nil {
				return
			}
			reply = reply[n:]
		}
		sentences, err := r.Close()
		for _, s := range sentences {
			if !strings.ContainsFunc(s.Text, unicode.IsLetter) {
				t.Errorf("a sentence without words: %q", s.Text)
			}
		}
		if err != nil && !errors.Is(err, model.ErrNonsense) {
			t.Errorf("error %v does not wrap %v", err, model.ErrNonsense)
		}
	})
}
