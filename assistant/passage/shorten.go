package passage

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// shorten returns lines cut to about limit bytes at the borders of items, with
// Ellipsis for what is left out, keeping the line at lead. It returns the new
// index of that line and whether anything was left out.
func shorten(lines []string, lead, limit int) (kept []string, at int, cut bool) {
	if size(lines) <= limit {
		return lines, lead, false
	}
	first := lead
	if lead > 0 && size(lines[:lead+1]) <= limit {
		first = 0
	}
	if first > 0 { // the lead stands too far down: the opening line, then the lead
		kept = append(kept, clipLine(lines[0], limit/2))
		if first > 1 {
			kept = append(kept, Ellipsis)
		}
	}
	for i := first; i < len(lines); i++ {
		room := limit - size(kept)
		switch {
		case i == lead && len(lines[i]) > room && size(kept) <= limit/2:
			kept = append(kept, clipLine(lines[i], max(room, limit/2)))
		case i == lead || len(lines[i]) < room:
			kept = append(kept, lines[i])
		default:
			return append(kept, Ellipsis), at, true
		}
		if i == lead {
			at = len(kept) - 1
		}
	}
	return kept, at, true
}

// clipLine cuts one long line after the last whole sentence, or else word, that
// fits in limit bytes.
func clipLine(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	end := 0
	for _, s := range Sentences(text) {
		if end+len(s)+1 > limit {
			break
		}
		end = strings.Index(text[end:], s) + end + len(s)
	}
	if end == 0 {
		end = limit
		for end > 0 && !utf8.RuneStart(text[end]) {
			end--
		}
		if i := strings.LastIndexByte(text[:end], ' '); i > 0 {
			end = i
		}
	}
	return strings.TrimSpace(text[:end]) + " " + Ellipsis
}

// abbreviations end in a point that ends no sentence.
var abbreviations = []string{"TP.", "Tp.", "tp.", "v.v.", "ThS.", "TS.", "GS.", "PGS.", "Mr.", "St.", "No.", "tr."}

// Sentences splits a line after every full stop that ends a sentence; joined by
// single spaces the sentences are the line again. A label ("2.", "a)") stays
// with the sentence it marks.
func Sentences(text string) []string {
	var out []string
	start := 0
	for i := 0; i < len(text); i++ {
		if c := text[i]; c != '.' && c != '?' && c != '!' {
			continue
		}
		if i+2 >= len(text) || text[i+1] != ' ' || !startsSentence(text[i+2:]) || isLabel(text[start:i]) || abbreviated(text[start:i+1]) {
			continue
		}
		out = append(out, text[start:i+1])
		start = i + 2
	}
	return append(out, text[start:])
}

func startsSentence(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || r == '"' || r == '“'
}

func isLabel(s string) bool { return len([]rune(strings.TrimSpace(s))) <= 4 }

func abbreviated(s string) bool {
	return slices.ContainsFunc(abbreviations, func(a string) bool {
		return strings.HasSuffix(s, " "+a) || s == a
	})
}
