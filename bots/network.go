package bots

import (
	"context"
	"errors"
	"time"
	"unicode/utf8"
)

// Network is a chat network. Its methods are safe for concurrent use.
type Network interface {
	// Name is the network's part of every identity: "zalobot".
	Name() string
	// Receive hands every message to take until ctx ends. A message is acknowledged,
	// where the network has that, only after take returned nil. Receive returns nil
	// when ctx ended, and otherwise an error, after which it may be called again.
	Receive(ctx context.Context, take Take) error
	// Typing shows in the chat that an answer is being made.
	Typing(ctx context.Context, to Place) error
	// Send sends one text, which is neither empty nor longer than the network takes.
	// What is known of a failure is in the errors below; any other is worth a new try.
	Send(ctx context.Context, to Place, text string) error
}

// Take accepts a message. Nil means that it is kept, or was before. It may be called
// by any number of goroutines.
type Take func(ctx context.Context, m Message) error

// Place is where an answer goes.
type Place struct {
	Chat   string
	Thread string // empty where the network has none
}

// Message is a message as it came, with identifiers of the network.
type Message struct {
	ID     string // what is delivered twice has one ID
	Person string // the sender
	Place
	Group bool // several people are in the chat; the adapter passes on only what is meant for the bot
	Text  string
	Kind  Kind
}

// Kind is what a message is.
type Kind string

// The kinds of messages. What is no text is answered with what to do instead.
const (
	KindText    Kind = "text"
	KindImage   Kind = "image"
	KindSticker Kind = "sticker"
	KindVoice   Kind = "voice"
	KindFile    Kind = "file"
	KindOther   Kind = "other" // of a sort that the network does not hand on
)

// The errors of Network.Send that it makes no sense to try again at once.
var (
	ErrRejected     = errors.New("mạng trò chuyện không nhận tin này")       // nor will it later
	ErrUnauthorized = errors.New("mạng trò chuyện không nhận thông tin bot") // until the configuration is put right
)

// LimitedError says that the network takes nothing for a while, from anybody.
type LimitedError struct {
	After time.Duration // 0 when the network does not say
	Err   error
}

func (e *LimitedError) Error() string { return e.Err.Error() }

func (e *LimitedError) Unwrap() error { return e.Err }

// Link is a network and what one of its messages may hold.
type Link struct {
	Network Network
	Limit   int              // of a message, in the unit of Length
	Length  func(string) int // of a text; nil is UTF16Length
	Quiet   bool             // messages cost quota: nothing is sent besides answers
}

// UTF16Length is the length of s in UTF-16 units, as JavaScript and Java count
// characters; it is never less than the number of code points.
func UTF16Length(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// Runes is the length of s in code points.
func Runes(s string) int { return utf8.RuneCountInString(s) }
