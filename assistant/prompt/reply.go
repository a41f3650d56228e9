package prompt

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"

	"github.com/trolycongvu/congvu/assistant/model"
	"github.com/trolycongvu/congvu/assistant/verify"
)

// maxReply bounds, in bytes, what is read of one reply.
const maxReply = 64 << 10

// Reply reads what a model says as it comes: the JSON that was asked for, or
// prose with handles in brackets from a model that cannot keep to it. The zero
// Reply is ready.
type Reply struct {
	buffer   []byte
	at       int // what was read of buffer
	form     form
	started  bool // the array of sentences was found
	given    int
	declined bool
	prose    verify.Splitter
}

// form is how a reply is written.
type form int

const (
	formUnknown form = iota
	formJSON
	formProse
)

// Write takes the next piece and returns the sentences that it completes. The
// error wraps model.ErrNonsense when the reply grows beyond all measure.
func (r *Reply) Write(piece string) ([]verify.Sentence, error) {
	if len(r.buffer)+len(piece) > maxReply {
		return nil, fmt.Errorf("%w: dài quá %d byte", model.ErrNonsense, maxReply)
	}
	r.buffer = append(r.buffer, piece...)
	if r.form == formUnknown {
		r.recognise()
	}
	switch r.form {
	case formJSON:
		return r.count(r.objects()), nil
	case formProse:
		text := string(r.buffer[r.at:])
		r.at = len(r.buffer)
		return r.count(cited(r.prose.Write(text))), nil
	}
	return nil, nil
}

// Close returns what is left. The error wraps model.ErrNonsense when nothing in
// the reply could be read, unless the model declined to answer.
func (r *Reply) Close() ([]verify.Sentence, error) {
	var last []verify.Sentence
	switch r.form {
	case formProse:
		last = r.count(cited(r.prose.Close()))
		r.declined = r.declined || r.given == 0 && len(bytes.TrimSpace(r.buffer)) > 0
	case formJSON:
		if r.given == 0 {
			last = r.count(r.whole())
		}
	}
	if r.given == 0 && !r.declined {
		return nil, fmt.Errorf("%w: không có câu nào", model.ErrNonsense)
	}
	return last, nil
}

// Declined tells whether the model said that the passages do not answer.
func (r *Reply) Declined() bool { return r.declined }

func (r *Reply) count(found []verify.Sentence) []verify.Sentence {
	r.given += len(found)
	return found
}

// recognise decides by its first letter, a code fence passed over, how the reply
// is written.
func (r *Reply) recognise() {
	text := bytes.TrimLeft(r.buffer, " \t\r\n\ufeff")
	if bytes.HasPrefix(text, []byte("```")) {
		_, after, found := bytes.Cut(text, []byte("\n"))
		if !found {
			return
		}
		text = bytes.TrimLeft(after, " \t\r\n")
	} else if len(text) < 3 && bytes.HasPrefix([]byte("```"), text) {
		return
	}
	if len(text) == 0 {
		return
	}
	form := formProse
	switch after := bytes.TrimLeft(text[1:], " \t\r\n"); {
	case text[0] == '{':
		form = formJSON
	case text[0] == '[' && len(after) == 0:
		return
	case text[0] == '[' && after[0] == '{': // "[1] Thời hạn …" is prose
		form = formJSON
	}
	r.at, r.form = len(r.buffer)-len(text), form
}

// object is one element of the array of sentences, by whatever names a model
// gives its parts.
type object struct {
	Text     string  `json:"text"`
	Sentence string  `json:"sentence"`
	Sources  handles `json:"sources"`
	Cites    handles `json:"citations"`
}

// handles reads 1, "1", "[1]", [1, 2] and ["[1]", 2] alike.
type handles []int

func (h *handles) UnmarshalJSON(b []byte) error {
	for _, field := range bytes.FieldsFunc(b, func(r rune) bool { return r < '0' || r > '9' }) {
		n := 0
		if len(field) <= 4 && json.Unmarshal(bytes.TrimLeft(field, "0"), &n) == nil {
			*h = append(*h, n)
		}
	}
	return nil
}

// objects reads the elements of the array of sentences that are complete.
func (r *Reply) objects() []verify.Sentence {
	if !r.started && !r.start() {
		return nil
	}
	var out []verify.Sentence
	for {
		rest := r.buffer[r.at:]
		open := bytes.IndexByte(rest, '{')
		if end := bytes.IndexByte(rest, ']'); end >= 0 && (open < 0 || end < open) {
			r.at = len(r.buffer) // nothing after the array counts
			return out
		}
		if open < 0 {
			return out
		}
		size := balanced(rest[open:])
		if size == 0 {
			return out
		}
		var o object
		if err := json.Unmarshal(rest[open:open+size], &o); err == nil {
			out = append(out, o.sentences()...)
		}
		r.at += open + size
	}
}

// start finds the array of sentences, and what the model said before it.
func (r *Reply) start() bool {
	text := r.buffer[r.at:]
	key := bytes.Index(text, []byte(`"sentences"`))
	if text[0] == '[' {
		key = 0
	}
	if key < 0 {
		return false
	}
	open := bytes.IndexByte(text[key:], '[')
	if open < 0 {
		return false
	}
	before := strings.Join(strings.Fields(string(text[:key])), "")
	r.declined = strings.Contains(before, `"answered":false`)
	r.at += key + open + 1
	r.started = true
	return true
}

// whole reads a reply that is JSON of another shape: one answer as prose.
func (r *Reply) whole() []verify.Sentence {
	var answer struct {
		Answered *bool  `json:"answered"`
		Answer   string `json:"answer"`
		Text     string `json:"text"`
	}
	at := bytes.IndexByte(r.buffer, '{')
	if at < 0 {
		return nil
	}
	size := balanced(r.buffer[at:])
	if size == 0 || json.Unmarshal(r.buffer[at:at+size], &answer) != nil {
		return nil
	}
	r.declined = r.declined || answer.Answered != nil && !*answer.Answered
	return cited(verify.Split(answer.Answer + answer.Text))
}

// balanced is the length of the JSON object at the beginning of b, 0 when it is
// not complete.
func balanced(b []byte) int {
	depth, quoted, escaped := 0, false, false
	for i, c := range b {
		switch {
		case escaped:
			escaped = false
		case quoted:
			escaped, quoted = c == '\\', c != '"'
		case c == '"':
			quoted = true
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// sentences takes an element apart that holds several sentences; all of them cite
// what it cites.
func (o object) sentences() []verify.Sentence {
	var out []verify.Sentence
	for _, s := range cited(verify.Split(o.Text + o.Sentence)) {
		s.Cites = union(s.Cites, o.Sources, o.Cites)
		out = append(out, s)
	}
	return out
}

// cited takes the handles out of sentences of prose. What holds no word is no
// sentence.
func cited(texts []string) []verify.Sentence {
	var out []verify.Sentence
	for _, text := range texts {
		rest, cites := verify.Cites(text)
		rest = strings.TrimLeft(strings.TrimSpace(rest), "-•*– \t")
		if !strings.ContainsFunc(rest, unicode.IsLetter) {
			continue
		}
		out = append(out, verify.Sentence{Text: rest, Cites: cites})
	}
	return out
}

func union(lists ...[]int) []int {
	var out []int
	seen := map[int]bool{}
	for _, list := range lists {
		for _, n := range list {
			if !seen[n] {
				seen[n] = true
				out = append(out, n)
			}
		}
	}
	return out
}
