package openai

import (
	"strings"
	"unicode"
)

// The marks around what a reasoning model thinks aloud.
const (
	thinkOpens  = "<think>"
	thinkCloses = "</think>"
)

// thinking takes the text of a model piece by piece and gives back what is the
// answer: without what stands between the marks, wherever they are split, and
// without white space before the first word. A closing mark alone is dropped;
// what stands before it in a stream was passed on already. Its zero value is
// ready.
type thinking struct {
	inside bool
	begun  bool   // something of the answer was given back
	held   string // what may be the beginning of a mark
}

// next gives back what is sure to be the answer after one more piece.
func (t *thinking) next(piece string) string {
	text := t.held + piece
	t.held = ""
	var out strings.Builder
	for text != "" {
		at := strings.IndexByte(text, '<')
		if at < 0 {
			at = len(text)
		}
		if !t.inside {
			out.WriteString(text[:at])
		}
		text = text[at:]
		switch {
		case text == "":
		case strings.HasPrefix(text, thinkOpens):
			t.inside, text = true, text[len(thinkOpens):]
		case strings.HasPrefix(text, thinkCloses):
			t.inside, text = false, text[len(thinkCloses):]
		case strings.HasPrefix(thinkOpens, text), strings.HasPrefix(thinkCloses, text):
			t.held, text = text, ""
		default:
			if !t.inside {
				out.WriteByte('<')
			}
			text = text[1:]
		}
	}
	return t.trimmed(out.String())
}

// rest gives back what was held when there is no further piece.
func (t *thinking) rest() string {
	held := t.held
	t.held = ""
	if t.inside {
		return ""
	}
	return t.trimmed(held)
}

func (t *thinking) trimmed(s string) string {
	if !t.begun {
		s = strings.TrimLeftFunc(s, unicode.IsSpace)
		t.begun = s != ""
	}
	return s
}

// answerOf is the answer in a whole text, where what stands before a closing mark
// alone is thinking too: some servers put the opening mark into the prompt.
func answerOf(text string) string {
	opens, closes := strings.Index(text, thinkOpens), strings.Index(text, thinkCloses)
	if closes >= 0 && (opens < 0 || closes < opens) {
		text = text[closes+len(thinkCloses):]
	}
	var t thinking
	return t.next(text) + t.rest()
}
