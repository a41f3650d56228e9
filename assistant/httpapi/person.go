package httpapi

import (
	"fmt"
	"regexp"

	"github.com/gin-gonic/gin"

	"github.com/trolycongvu/congvu/assistant"
	state "github.com/trolycongvu/congvu/assistant/store"
)

// person is who sends the request: what is kept is kept for that person, and is
// nobody else's. Whoever has not said so is assistant.Anonymous.
func (s *Server) person(c *gin.Context) string {
	if p := s.Person(c.Request); p != "" {
		return p
	}
	return assistant.Anonymous
}

// The forms of identifiers that nobody guesses: those of the store, with 80 random
// bits, and random UUIDs (RFC 9562, version 4), which browsers make.
var (
	storeID  = regexp.MustCompile(`^[0-9a-hjkmnp-tv-z]{26}$`)
	randomID = regexp.MustCompile(`^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$`)
)

// leastVaried is how many different characters an identifier drawn at random has at
// the least: one with fewer was made up by hand.
const leastVaried = 8

// unguessable tells whether knowing the identifier proves that one was told it.
func unguessable(id string) bool {
	if !storeID.MatchString(id) && !randomID.MatchString(id) {
		return false
	}
	different := map[rune]bool{}
	for _, r := range id {
		different[r] = true
	}
	return len(different) >= leastVaried
}

// mayContinue tells whether the person may ask in a conversation of that name. To be
// answered in a conversation is to read of it: what is asked next is understood, and
// repeated, by what was asked before.
func mayContinue(person, id string) error {
	if id == "" || person != assistant.Anonymous || unguessable(id) {
		return nil
	}
	return &fieldError{"conversation_id", "chưa đăng nhập thì hội thoại phải có mã không đoán được: lấy từ POST /v1/conversations, hoặc một UUID ngẫu nhiên (phiên bản 4)"}
}

// owned reads the conversation that the path names and whose it must be. All people
// without a name are one person to the store, so that one of them reaches a
// conversation by its identifier alone, and only by one that cannot be guessed.
func (s *Server) owned(c *gin.Context) (person, id string, err error) {
	person, id = s.person(c), c.Param("id")
	if person == assistant.Anonymous && !unguessable(id) {
		return "", "", fmt.Errorf("%w: cuộc trò chuyện", state.ErrNotFound)
	}
	return person, id, nil
}
