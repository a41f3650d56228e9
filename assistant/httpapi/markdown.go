package httpapi

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// markdownOf is an answer as Markdown (CommonMark): its sentences, each with the
// numbers of its sources, then the sources with place, force and a link to the page
// under base, then the warnings.
func markdownOf(a assistant.Answer, base string) string {
	var b strings.Builder
	for _, s := range a.Sentences {
		b.WriteString(markdownSentence(s))
	}
	b.WriteString(markdownTail(a, base))
	return strings.TrimSpace(b.String())
}

// markdownSentence is one sentence as a paragraph; the one that answers is bold.
func markdownSentence(s assistant.Sentence) string {
	text := paragraph(s.Text)
	if s.Lead && !strings.Contains(text, "\n") && text != "" {
		text = "**" + text + "**"
	}
	for _, n := range s.Citations {
		text += fmt.Sprintf(" [%d]", n)
	}
	return text + "\n\n"
}

// markdownTail is what follows the sentences of an answer.
func markdownTail(a assistant.Answer, base string) string {
	var b strings.Builder
	if a.UnderstoodAs != "" {
		fmt.Fprintf(&b, "*Hiểu câu hỏi là: %s*\n\n", plain(oneLine(a.UnderstoodAs)))
	}
	if len(a.Sentences) > 0 && a.Mode != assistant.ModeExtractive && a.Mode != "" {
		fmt.Fprintf(&b, "*(%s)*\n\n", plain(assistant.ModeWords(a.Mode)))
	}
	if len(a.Citations) > 0 {
		b.WriteString("**Nguồn**\n\n")
		for _, c := range a.Citations {
			b.WriteString(markdownSource(c, base))
		}
		b.WriteByte('\n')
	}
	for _, w := range a.Warnings {
		fmt.Fprintf(&b, "> **Lưu ý:** %s\n\n", plain(oneLine(w)))
	}
	if len(a.Nearest) > 0 && a.Status != assistant.StatusNeedsClarifying { // whose choices say the same
		b.WriteString("**Gần nhất**\n\n")
		for _, n := range a.Nearest {
			fmt.Fprintf(&b, "- %s\n", link(strings.TrimSuffix(n.Place+": "+n.Title, ": "), n.Page, base))
		}
		b.WriteByte('\n')
	}
	if a.Status == assistant.StatusNeedsClarifying || a.Status == assistant.StatusNothingFound {
		for _, s := range a.Suggestions {
			fmt.Fprintf(&b, "- %s\n", plain(oneLine(s)))
		}
	}
	return b.String()
}

func markdownSource(c assistant.Citation, base string) string {
	parts := []string{link(viet.Capital(oneLine(c.Place)), c.Page, base)}
	if c.Validity.Evidence != "" {
		parts = append(parts, plain(c.Validity.Evidence))
	}
	for _, m := range c.Amendments {
		parts = append(parts, plain(oneLine(m)))
	}
	return fmt.Sprintf("%d. %s\n", c.N, strings.Join(parts, " · "))
}

// link is text that leads to a page of ours; without base it leads nowhere, since a
// path alone would lead into the program that shows the answer.
func link(text, path, base string) string {
	if base == "" || path == "" {
		return plain(text)
	}
	return "[" + plain(text) + "](" + base + strings.NewReplacer("(", "%28", ")", "%29", " ", "%20").Replace(path) + ")"
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// special are the characters that Markdown reads as more than themselves.
var special = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`, `<`, `\<`, `>`, `\>`, `|`, `\|`, `~`, `\~`, `&`, `\&`, `$`, `\$`,
)

// opening matches what would begin a heading, a list or a rule where a line begins.
var opening = regexp.MustCompile(`(?m)^(\s*)(#{1,6}|[-+=]|\d{1,9}[.)])`)

// plain is text that Markdown shows as it stands.
func plain(s string) string {
	return opening.ReplaceAllStringFunc(special.Replace(s), func(begin string) string {
		at := len(begin) - 1 // the character that makes it what it is
		if begin[at] == '#' {
			at = strings.IndexByte(begin, '#')
		}
		return begin[:at] + `\` + begin[at:]
	})
}

// paragraph is text of several lines as one paragraph that keeps them.
func paragraph(s string) string {
	var lines []string
	for line := range strings.SplitSeq(plain(s), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\\\n")
}

// host matches the name of a server with its port, as links may hold it.
var host = regexp.MustCompile(`^(?:[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?$`)

// address is where people reach the web pages: as configured, else as the request
// came in. It is empty when that cannot be told.
func (s *Server) address(c *gin.Context) string {
	switch {
	case s.PublicURL != "":
		return strings.TrimSuffix(s.PublicURL, "/")
	case !host.MatchString(c.Request.Host):
		return ""
	case c.Request.TLS != nil:
		return "https://" + c.Request.Host
	}
	return "http://" + c.Request.Host
}
