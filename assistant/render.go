package assistant

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// RenderText is the answer as plain text for a terminal: the answer first, then
// conditions and exceptions one a line, then the numbered sources, warnings,
// what came close and what may be asked next.
func RenderText(a Answer) string {
	var b strings.Builder
	renderSentences(&b, a)
	renderSources(&b, a)
	renderWarnings(&b, a.Warnings)
	if a.Status == StatusNeedsClarifying {
		renderList(&b, "", "· ", a.Suggestions)
		return strings.TrimRight(b.String(), "\n") + "\n"
	}
	var near []string
	for _, n := range a.Nearest {
		near = append(near, strings.TrimSuffix(n.Place+": "+n.Title, ": "))
	}
	renderList(&b, "Gần nhất", "· ", near)
	renderList(&b, "Có thể hỏi tiếp", "· ", a.Suggestions)
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func renderSentences(b *strings.Builder, a Answer) {
	if a.UnderstoodAs != "" {
		fmt.Fprintf(b, "Hiểu câu hỏi là: %s\n", a.UnderstoodAs)
	}
	for i, s := range a.Sentences {
		mark := "  "
		if s.Lead {
			mark = "▸ "
		}
		text := strings.ReplaceAll(s.Text, "\n", "\n  ")
		last := i+1 == len(a.Sentences) || !slices.Equal(a.Sentences[i+1].Citations, s.Citations)
		if last || s.Lead || !s.Quoted {
			for _, n := range s.Citations {
				text += fmt.Sprintf(" [%d]", n)
			}
		}
		fmt.Fprintf(b, "%s%s\n", mark, text)
	}
	if a.Mode != ModeExtractive && len(a.Sentences) > 0 {
		fmt.Fprintf(b, "  (%s)\n", a.words())
	}
}

// words say in whose words the answer is, and who approved them when.
func (a Answer) words() string {
	if a.Approved == nil {
		return ModeWords(a.Mode)
	}
	return sayf(saidApprovedOn, ModeWords(a.Mode), a.Approved.On.Vietnamese())
}

// renderSources lists each source with its place in full, its force and what
// amended it; a second place in one document names only itself.
func renderSources(b *strings.Builder, a Answer) {
	if len(a.Citations) == 0 {
		return
	}
	b.WriteString("\nNguồn\n")
	first := map[string]int{}
	for _, c := range a.Citations {
		if n, ok := first[c.Link]; ok {
			fmt.Fprintf(b, "[%d] %s\n", c.N, sayf(sameArticle, viet.Capital(c.Within()), n))
			continue
		}
		first[c.Link] = c.N
		fmt.Fprintf(b, "[%d] %s\n    %s\n", c.N, viet.Capital(c.Place), c.Validity.Evidence)
		for _, m := range c.Amendments {
			fmt.Fprintf(b, "    %s\n", m)
		}
		switch {
		case c.Source.File != "":
			fmt.Fprintf(b, "    %s\n", c.Source.Name)
		case c.Source.Address != "":
			fmt.Fprintf(b, "    %s\n", c.Source.Address)
		}
	}
}

func renderWarnings(b *strings.Builder, warnings []string) {
	if len(warnings) > 0 {
		b.WriteByte('\n')
	}
	renderList(b, "", "! ", warnings)
}

func renderList(b *strings.Builder, heading, mark string, lines []string) {
	if len(lines) == 0 {
		return
	}
	if heading != "" {
		fmt.Fprintf(b, "\n%s\n", heading)
	}
	for _, l := range lines {
		fmt.Fprintf(b, "%s%s\n", mark, l)
	}
}
