package verify

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Split takes prose apart into sentences, each with the handles that follow it and
// the white space up to the next. The pieces joined are the text.
func Split(text string) []string {
	var s Splitter
	return append(s.Write(text), s.Close()...)
}

// Splitter splits prose that comes in pieces, wherever they are cut. The zero
// Splitter is ready.
type Splitter struct {
	buffer string
	at     int  // what was read of buffer
	quoted bool // at lies between quotation marks
}

// Write takes the next piece and returns the sentences that are known to be
// complete: of each the beginning of the next has been seen.
func (s *Splitter) Write(piece string) []string {
	s.buffer += piece
	return s.cut(false)
}

// Close returns what is left.
func (s *Splitter) Close() []string {
	out := s.cut(true)
	if s.buffer != "" {
		out = append(out, s.buffer)
	}
	*s = Splitter{}
	return out
}

// cut takes the complete sentences off the buffer; final tells that nothing follows.
func (s *Splitter) cut(final bool) []string {
	var out []string
	for s.at < len(s.buffer) {
		rest := s.buffer[s.at:]
		if !final && !utf8.FullRuneInString(rest) {
			break
		}
		r, size := utf8.DecodeRuneInString(rest)
		if !ends(r) {
			s.turn(r)
			s.at += size
			continue
		}
		end, known := s.end(s.at+size, r, final)
		if !known {
			break
		}
		if end == 0 {
			s.turn(r)
			s.at += size
			continue
		}
		out = append(out, s.buffer[:end])
		s.buffer, s.at, s.quoted = s.buffer[end:], 0, false
	}
	return out
}

// ends tells whether a sentence may end with r.
func ends(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '\n', '。', '？', '！':
		return true
	}
	return false
}

// turn follows quotation marks; a line ends every quotation.
func (s *Splitter) turn(r rune) {
	switch r {
	case '“', '«':
		s.quoted = true
	case '”', '»', '\n':
		s.quoted = false
	case '"':
		s.quoted = !s.quoted
	}
}

// longestAhead bounds, in bytes, what is read behind the end of a sentence.
const longestAhead = 400

// end returns where the next sentence begins when one ends with r, which stands
// right before i; 0 when none ends there. known is false when more must be read.
func (s *Splitter) end(i int, r rune, final bool) (next int, known bool) {
	ahead := ahead{s: s.buffer, i: i, limit: i + longestAhead, final: final}
	if r != '\n' {
		ahead.skip(closing)
		if s.quoted && ahead.i == i {
			return 0, ahead.i < len(s.buffer) || final
		}
	}
	tight := ahead.i
	broken := r == '\n'
	if !broken {
		broken = ahead.handles()
	}
	spaced := ahead.i
	ahead.skip(func(c rune) bool { broken = broken || c == '\n'; return unicode.IsSpace(c) })
	switch {
	case ahead.short:
		return 0, false
	case ahead.i >= len(s.buffer), ahead.i >= ahead.limit:
		return ahead.i, true
	case broken:
		return s.line(ahead.i, r)
	case ahead.i == tight && spaced == tight:
		return 0, true // "30.000", "v.v."
	}
	following, _ := utf8.DecodeRuneInString(s.buffer[ahead.i:])
	if unicode.IsLower(following) || r == '.' && abbreviated(s.buffer[:i-1]) {
		return 0, true
	}
	return ahead.i, true
}

// line decides whether a sentence ends at the end of a line, or handles do it: a
// line that ends with a colon, semicolon or comma goes on in the next.
func (s *Splitter) line(next int, r rune) (int, bool) {
	if r != '\n' {
		return next, true
	}
	said := strings.TrimRightFunc(s.buffer[:s.at], unicode.IsSpace)
	if said == "" {
		return 0, true
	}
	switch said[len(said)-1] {
	case ':', ';', ',':
		return 0, true
	}
	return next, true
}

func closing(r rune) bool {
	switch r {
	case '”', '»', '"', ')', '’', '.', '!', '?', '…', '*':
		return true
	}
	return false
}

// ahead reads on behind the end of a sentence.
type ahead struct {
	s     string
	i     int
	limit int
	final bool
	short bool // the text ended where more may come
}

// skip passes the runes that ok accepts.
func (a *ahead) skip(ok func(rune) bool) {
	for a.i < a.limit && !a.short {
		if a.i >= len(a.s) || !a.final && !utf8.FullRuneInString(a.s[a.i:]) {
			a.short = !a.final
			return
		}
		r, size := utf8.DecodeRuneInString(a.s[a.i:])
		if !ok(r) {
			return
		}
		a.i += size
	}
}

// handles passes groups of handles with the spaces before them and the full stop
// behind them, and tells whether there was one.
func (a *ahead) handles() bool {
	found := false
	for !a.short && a.i < a.limit {
		from := a.i
		a.skip(func(r rune) bool { return r == ' ' || r == '\t' })
		open := a.i
		a.skip(func(r rune) bool { return r == '[' || r == '［' || r == '【' })
		if a.short || a.i == open {
			if !a.short {
				a.i = from
			}
			break
		}
		a.skip(func(r rune) bool { return unicode.IsDigit(r) || strings.ContainsRune(" ,;-–]］】", r) })
		if !a.short && handles.FindStringIndex(a.s[open:a.i]) == nil {
			a.i = from
			break
		}
		found = true
	}
	if found {
		a.skip(func(r rune) bool { return r == '.' || r == ';' || r == ',' })
	}
	return found
}

// abbreviations end with a full stop that ends no sentence, in lower case.
var abbreviations = map[string]bool{
	"tp": true, "ths": true, "ts": true, "pgs": true, "gs": true, "bs": true, "ks": true, "tx": true, "tt": true,
	"stt": true, "vd": true, "đ/c": true, "đc": true, "kg": true, "no": true, "art": true, "tr": true, "q": true, "p": true,
}

// abbreviated tells whether the full stop behind said belongs to an abbreviation,
// an initial, or the numbering that a sentence begins with ("1.", "Điều 5.").
func abbreviated(said string) bool {
	words := strings.Fields(said[max(0, len(said)-80):])
	if len(words) == 0 {
		return true
	}
	last := strings.TrimLeft(words[len(words)-1], `("“«`)
	if abbreviations[strings.ToLower(last)] {
		return true
	}
	r, size := utf8.DecodeRuneInString(last)
	if size == len(last) && unicode.IsUpper(r) && len(words) > 1 {
		before, _ := utf8.DecodeRuneInString(words[len(words)-2])
		return unicode.IsUpper(before)
	}
	return len(said) < 30 && numbering(words)
}

// numbering tells whether words are only the number of a list or of a part.
func numbering(words []string) bool {
	for len(words) > 0 && strings.Trim(words[0], "-*•–#>") == "" {
		words = words[1:]
	}
	if len(words) > 1 {
		switch strings.ToLower(words[0]) {
		case "điều", "khoản", "mục", "chương", "phần", "câu", "bước":
			words = words[1:]
		}
	}
	if len(words) != 1 {
		return false
	}
	word := strings.Trim(words[0], "*_()")
	return len(word) <= 4 && strings.Trim(word, "0123456789IVXabcdđ") == ""
}
