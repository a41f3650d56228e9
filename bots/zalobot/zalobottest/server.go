// Package zalobottest is the Zalo Bot Platform for tests and for trying things by
// hand: a handler that behaves as the platform documents, its errors and limits
// included, and as badly as it is told to.
package zalobottest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"
	"unicode/utf16"
)

// Token and BotID are those of the fake bot.
const (
	Token   = "1234567890:fakeTokenOfATestBot_0123456789"
	BotID   = "bot-1234567890"
	BotName = "Bot Công vụ"
)

// limits of sendMessage and setWebhook.
const (
	maxText   = 2000
	minSecret = 8
	maxSecret = 256
)

// Sent is a message that the bot sent.
type Sent struct {
	Chat string
	Text string
}

// Fault is what happens to a call instead of what should.
type Fault struct {
	Code       int  // error_code and HTTP status of the answer
	RetryAfter int  // seconds, in the header; 0 for none
	Cut        bool // the connection is cut instead of an answer
	Done       bool // the call takes effect before it fails
	HTML       bool // the answer is a page of some proxy
}

// Server is the platform with one bot. It is safe for concurrent use.
type Server struct {
	PollTime time.Duration // that an empty poll is held; 0 is as long as asked

	// Chance, when set, is asked before every call whether it meets a fault. It is
	// never asked twice at once.
	Chance func(method string) (Fault, bool)

	mu      sync.Mutex
	updates []json.RawMessage
	arrived chan struct{} // closed and replaced when there is an update
	sent    []Sent
	typing  int
	polls   int
	faults  map[string][]Fault // by method
	webhook string
	secret  string
	next    int
}

// New returns a Server.
func New() *Server {
	return &Server{arrived: make(chan struct{}), faults: map[string][]Fault{}}
}

// Text is an update with a message of a person to the bot. Its identifier is id.
func Text(id, person, text string) json.RawMessage {
	return Event("message.text.received", id, person, person, text)
}

// Event is an update of any sort; a chat that is not the person's own is a group.
func Event(name, id, person, chat, text string) json.RawMessage {
	kind := "PRIVATE"
	if chat != person {
		kind = "GROUP"
	}
	type account struct {
		ID    string `json:"id"`
		Name  string `json:"display_name"`
		IsBot bool   `json:"is_bot"`
	}
	type place struct {
		ID   string `json:"id"`
		Type string `json:"chat_type"`
	}
	type message struct {
		From account `json:"from"`
		Chat place   `json:"chat"`
		Text string  `json:"text,omitempty"`
		ID   string  `json:"message_id"`
		Date int64   `json:"date"`
	}
	raw, err := json.Marshal(struct {
		Event   string  `json:"event_name"`
		Message message `json:"message"`
	}{name, message{account{person, "Người " + person, person == BotID}, place{chat, kind}, text, id, 1750316131602}})
	if err != nil {
		panic(err) // strings marshal
	}
	return raw
}

// Body is an update as a webhook gets it.
func Body(update json.RawMessage) string {
	return fmt.Sprintf(`{"ok":true,"result":%s}`, update)
}

// Push has updates delivered to the next polls, in that order.
func (s *Server) Push(updates ...json.RawMessage) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.updates = append(s.updates, updates...)
	close(s.arrived)
	s.arrived = make(chan struct{})
}

// Fail has the next calls of a method meet the faults, one after the other.
func (s *Server) Fail(method string, faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults[method] = append(s.faults[method], faults...)
}

// Sent returns what the bot sent so far.
func (s *Server) Sent() []Sent {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Sent(nil), s.sent...)
}

// Typing is how often the bot showed that it types, and Polls how often it polled.
func (s *Server) Typing() int { s.mu.Lock(); defer s.mu.Unlock(); return s.typing }

// Polls is how often the bot polled.
func (s *Server) Polls() int { s.mu.Lock(); defer s.mu.Unlock(); return s.polls }

// SetWebhook sets a webhook as setWebhook does; an empty address deletes it.
func (s *Server) SetWebhook(address, secret string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.webhook, s.secret = address, secret
}

// Webhook is the webhook that is set, with its secret.
func (s *Server) Webhook() (address, secret string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.webhook, s.secret
}

// ServeHTTP answers a call.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	token, method, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/bot"), "/")
	if token != Token {
		answer(w, http.StatusUnauthorized, "Unauthorized")
		return
	}
	fault, failed := s.fault(method)
	if failed && !fault.Done {
		fault.answer(w)
		return
	}
	code, result := s.call(r, method)
	switch {
	case failed:
		fault.answer(w)
	case code != http.StatusOK:
		answer(w, code, result)
	default:
		reply(w, code, fmt.Sprintf(`{"ok":true,"result":%s}`, result))
	}
}

func (s *Server) fault(method string) (f Fault, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if queue := s.faults[method]; len(queue) > 0 {
		s.faults[method] = queue[1:]
		return queue[0], true
	}
	if s.Chance != nil {
		return s.Chance(method)
	}
	return f, false
}

func (f Fault) answer(w http.ResponseWriter) {
	switch {
	case f.Cut:
		panic(http.ErrAbortHandler)
	case f.HTML:
		w.WriteHeader(f.Code)
		fmt.Fprint(w, "<html>Bad gateway</html>")
		return
	case f.RetryAfter > 0:
		w.Header().Set("Retry-After", fmt.Sprint(f.RetryAfter))
	}
	answer(w, f.Code, "as told, for "+Token) // the token must not come out on the other side
}

func answer(w http.ResponseWriter, code int, description string) {
	reply(w, code, fmt.Sprintf(`{"ok":false,"error_code":%d,"description":%q}`, code, description))
}

func reply(w http.ResponseWriter, code int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_, _ = io.WriteString(w, body) //nolint:gosec // JSON for a bot, which is no browser and may have gone
}

// parameters are those of all methods.
type parameters struct {
	Timeout int    `json:"timeout"`
	Chat    string `json:"chat_id"`
	Text    string `json:"text"`
	Action  string `json:"action"`
	URL     string `json:"url"`
	Secret  string `json:"secret_token"`
}

// call does what the method does and returns its result, or a code and a description.
func (s *Server) call(r *http.Request, method string) (code int, result string) {
	var p parameters
	if r.Method != http.MethodPost || json.NewDecoder(r.Body).Decode(&p) != nil {
		return http.StatusBadRequest, "Bad request"
	}
	if method == "getUpdates" {
		return s.getUpdates(r, time.Duration(p.Timeout)*time.Second)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch method {
	case "getMe":
		return http.StatusOK, fmt.Sprintf(`{"id":%q,"account_name":%q,"account_type":"BASIC","can_join_groups":true}`, BotID, BotName)
	case "getWebhookInfo":
	case "setWebhook":
		if n := len(p.Secret); n < minSecret || n > maxSecret || !strings.HasPrefix(p.URL, "https://") {
			return http.StatusBadRequest, "Bad request: url or secret_token"
		}
		s.webhook, s.secret = p.URL, p.Secret
	case "deleteWebhook":
		s.webhook, s.secret = "", ""
	case "sendChatAction":
		if p.Chat == "" || p.Action != "typing" {
			return http.StatusBadRequest, "Bad request: action"
		}
		s.typing++
		return http.StatusOK, `{}`
	case "sendMessage":
		if n := len(utf16.Encode([]rune(p.Text))); n < 1 || n > maxText || p.Chat == "" || strings.TrimSpace(p.Text) == "" {
			return http.StatusBadRequest, "Bad request: text must have 1 to 2000 characters"
		}
		s.sent = append(s.sent, Sent{p.Chat, p.Text})
		s.next++
		return http.StatusOK, fmt.Sprintf(`{"message_id":"sent-%d","date":1750316131602}`, s.next)
	default:
		return http.StatusNotFound, "Not found"
	}
	return http.StatusOK, fmt.Sprintf(`{"url":%q,"updated_at":1749538250568}`, s.webhook)
}

// getUpdates gives out one update, and forgets it.
func (s *Server) getUpdates(r *http.Request, wait time.Duration) (code int, result string) {
	if s.PollTime > 0 {
		wait = s.PollTime
	}
	end := time.NewTimer(wait)
	defer end.Stop()
	for first := true; ; first = false {
		s.mu.Lock()
		if first {
			s.polls++
		}
		if s.webhook != "" {
			s.mu.Unlock()
			return http.StatusBadRequest, "Bad request: a webhook is set"
		}
		if len(s.updates) > 0 {
			u := s.updates[0]
			s.updates = s.updates[1:]
			s.mu.Unlock()
			return http.StatusOK, string(u)
		}
		arrived := s.arrived
		s.mu.Unlock()
		select {
		case <-arrived:
		case <-r.Context().Done():
			return http.StatusRequestTimeout, "gone"
		case <-end.C:
			return http.StatusRequestTimeout, "Request timeout"
		}
	}
}
