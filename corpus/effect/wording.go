package effect

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// wording is the text quoted as the new one.
type wording struct {
	articles []newArticle
	lines    []structure.Line // where no Điều is named
	heading  string           // of a Điều whose name or clauses alone are quoted
}

// newArticle is a Điều in quotation marks.
type newArticle struct {
	label, heading string
	lines          []structure.Line
}

var (
	quotedArticle = regexp.MustCompile(`^["“]?(?:Điều|ĐIỀU)\s+(\d{1,3}[a-zđ]{0,2})\s*[.:]?(?:\s+|$)(.*)$`)
	clauseMark    = regexp.MustCompile(`^(\d{1,3}[a-zđ]{0,2})\s*[.)]\s*`)
	pointMark     = regexp.MustCompile(`^([a-zđ]{1,2}\d{0,2})\s*[).]\s*`)
	glued         = regexp.MustCompile(`[^\d](\d{1,2})\. \p{Lu}`)
)

// wordingOf takes the quoted lines apart at the Điều in them.
func wordingOf(lines []structure.Line) wording {
	var w wording
	for i, l := range lines {
		l.Text = strings.TrimSpace(strings.TrimLeft(l.Text, "“\""))
		if m := quotedArticle.FindStringSubmatch(l.Text); m != nil && !l.Table {
			heading, rest := unglue(m[2], i+1 < len(lines) && strings.HasPrefix(lines[i+1].Text, "2."))
			w.articles = append(w.articles, newArticle{label: m[1], heading: heading, lines: rest})
			continue
		}
		if n := len(w.articles); n > 0 {
			w.articles[n-1].lines = append(w.articles[n-1].lines, l)
		} else {
			w.lines = append(w.lines, l)
		}
	}
	if len(w.articles) > 0 {
		w.heading = w.articles[0].heading
	}
	return w
}

// unglue takes the clauses off a heading that was printed on one line with them;
// second says that the next line is clause 2.
func unglue(s string, second bool) (heading string, lines []structure.Line) {
	const longest = 220 // runes of a heading
	m := glued.FindStringSubmatchIndex(s)
	if m == nil || len([]rune(s)) < longest && !second || s[m[2]:m[3]] != "1" {
		return s, nil
	}
	heading, s = strings.TrimSpace(s[:m[2]]), s[m[2]:]
	for next := 2; ; next++ {
		at := -1
		for _, m := range glued.FindAllStringSubmatchIndex(s, -1) {
			if atoi(s[m[2]:m[3]]) == next {
				at = m[2]
				break
			}
		}
		if at < 0 {
			return heading, append(lines, structure.Line{Text: s})
		}
		lines = append(lines, structure.Line{Text: strings.TrimSpace(s[:at])})
		s = s[at:]
	}
}

// unglued puts khoản and điểm on lines of their own that a file runs together
// with the one in front of them: "2. … . 3. …" where khoản 3 is a target too.
func (w wording) unglued(targets []target) wording {
	if len(targets) < 2 {
		return w
	}
	for _, t := range targets {
		label := regexp.QuoteMeta(firstOf(t.ref.Point, t.ref.Clause))
		if t.piece || label == "" {
			continue
		}
		begins := regexp.MustCompile(`^` + label + `\s*[.)]`)
		inside := regexp.MustCompile(`[.;:,]”?\s*(` + label + `[.)]\s+\p{Lu})`)
		w.lines = split(w.lines, begins, inside)
		for i := range w.articles {
			w.articles[i].lines = split(w.articles[i].lines, begins, inside)
		}
	}
	return w
}

// split cuts the one line that holds the label inside, when no line begins with it.
func split(lines []structure.Line, begins, inside *regexp.Regexp) []structure.Line {
	at, cut := -1, 0
	for i, l := range lines {
		m := inside.FindAllStringSubmatchIndex(l.Text, 2)
		switch {
		case begins.MatchString(l.Text):
			return lines
		case l.Table || len(m) == 0:
		case at >= 0 || len(m) > 1: // which one it is cannot be told
			return lines
		default:
			at, cut = i, m[0][2]
		}
	}
	if at < 0 {
		return lines
	}
	out := append([]structure.Line{}, lines[:at]...)
	first, second := lines[at], lines[at]
	first.Text, second.Text = strings.TrimSpace(lines[at].Text[:cut]), strings.TrimSpace(lines[at].Text[cut:])
	return append(append(out, first, second), lines[at+1:]...)
}

// of is the part of the wording that is the new text of the place. Where the
// place is the only target, wording without a label is taken for it too.
func (w wording) of(place corpus.Ref, only bool) (nodes []corpus.Node, heading string) {
	lines := w.lines
	for _, a := range w.articles {
		if strings.EqualFold(a.label, place.Article) {
			if place.Clause == "" && place.Point == "" {
				return structure.Body(a.lines), a.heading
			}
			lines = a.lines
		}
	}
	switch {
	case place.Clause == "" && place.Point == "":
		if only && len(w.articles) == 0 && !labelled(lines) || len(lines) > 1 && only && len(w.articles) == 0 {
			return structure.Body(lines), ""
		}
		return nil, ""
	case place.Point != "":
		if n, ok := item(lines, corpus.LevelPoint, place.Point, only); ok {
			return []corpus.Node{n}, ""
		}
	default:
		if n, ok := item(lines, corpus.LevelClause, place.Clause, only); ok {
			return []corpus.Node{n}, ""
		}
	}
	return nil, ""
}

func labelled(lines []structure.Line) bool {
	return len(lines) > 0 && (clauseMark.MatchString(lines[0].Text) || pointMark.MatchString(lines[0].Text))
}

// item cuts one khoản or điểm out of the lines.
func item(lines []structure.Line, level corpus.Level, label string, only bool) (corpus.Node, bool) {
	re := clauseMark
	if level == corpus.LevelPoint {
		re = pointMark
	}
	start, end := -1, len(lines)
	for i, l := range lines {
		m := re.FindStringSubmatch(l.Text)
		switch {
		case l.Table || m == nil:
		case start < 0 && strings.EqualFold(strings.TrimLeft(m[1], "0"), label):
			start = i
		case start >= 0:
			end = min(end, i)
		}
	}
	if start < 0 {
		if !only || labelled(lines) || len(lines) == 0 {
			return corpus.Node{}, false
		}
		return corpus.Node{Level: level, Label: label, Marker: marker(level, label), Text: lines[0].Text, Children: structure.Body(lines[1:])}, true
	}
	m := re.FindStringIndex(lines[start].Text)
	return corpus.Node{
		Level: level, Label: label, Marker: strings.TrimSpace(lines[start].Text[:m[1]]), Text: strings.TrimSpace(lines[start].Text[m[1]:]),
		Children: structure.Body(lines[start+1 : end]),
	}, true
}

func marker(level corpus.Level, label string) string {
	if level == corpus.LevelPoint {
		return label + ")"
	}
	return label + "."
}
