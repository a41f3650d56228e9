package bots

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/basis"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// leastCoverage is the share of a search's words that a result must have: what has less
// is not what was looked for.
const leastCoverage = 0.5

// amendedShown is how many amendments of a source an answer lists.
const amendedShown = 2

// render is an answer as plain text for a chat: the answer first, then the numbered
// sources with links to their pages, the warnings, and what may be asked next. Plain
// text, because the marks of Markdown occur in quotations, which must stay as they are.
func (b *Bot) render(a assistant.Answer) string {
	var s strings.Builder
	if a.UnderstoodAs != "" {
		fmt.Fprintf(&s, "Hiểu câu hỏi là: %s\n", a.UnderstoodAs)
	}
	if day := b.dayOrNone(a.AsOf); day != "" {
		fmt.Fprintf(&s, "(Theo quy định vào ngày %s)\n", day)
	}
	renderSentences(&s, a)
	b.renderSources(&s, a.Citations)
	if len(a.Warnings) > 0 {
		s.WriteByte('\n')
	}
	for _, w := range a.Warnings {
		fmt.Fprintf(&s, "⚠ %s\n", w)
	}
	heading := "\nCó thể hỏi tiếp:\n"
	if a.Status == assistant.StatusNeedsClarifying {
		heading = ""
	}
	b.renderNearest(&s, a.Nearest)
	if len(a.Suggestions) > 0 {
		s.WriteString(heading)
	}
	for _, next := range a.Suggestions {
		fmt.Fprintf(&s, "· %s\n", next)
	}
	return strings.TrimSpace(s.String())
}

func renderSentences(s *strings.Builder, a assistant.Answer) {
	for i, one := range a.Sentences {
		if one.Lead && one.Quoted {
			s.WriteString("▸ ") // among the words of the law, those that answer
		}
		s.WriteString(one.Text)
		last := i+1 == len(a.Sentences) || !slices.Equal(a.Sentences[i+1].Citations, one.Citations)
		if last || one.Lead || !one.Quoted {
			for _, n := range one.Citations {
				fmt.Fprintf(s, " [%d]", n)
			}
		}
		s.WriteByte('\n')
	}
	switch words := assistant.ModeWords(a.Mode); {
	case a.Mode == assistant.ModeExtractive || len(a.Sentences) == 0:
	case a.Approved != nil:
		fmt.Fprintf(s, "(%s ngày %s)\n", words, a.Approved.On.Vietnamese())
	default:
		fmt.Fprintf(s, "(%s)\n", words)
	}
}

// renderSources lists the sources; a second place in one article names only itself.
func (b *Bot) renderSources(s *strings.Builder, citations []assistant.Citation) {
	if len(citations) == 0 {
		return
	}
	s.WriteString("\nNguồn:\n")
	first := map[string]int{}
	for _, c := range citations {
		if n, ok := first[c.Link]; ok {
			fmt.Fprintf(s, saySameArticle+"\n", c.N, viet.Capital(c.Within()), n)
			continue
		}
		first[c.Link] = c.N
		fmt.Fprintf(s, "[%d] %s · %s\n", c.N, viet.Capital(c.Place), c.Validity.Evidence)
		earlier := max(0, len(c.Amendments)-amendedShown)
		for _, m := range c.Amendments[earlier:] { // the last ones, which matter most
			fmt.Fprintf(s, "– %s\n", m)
		}
		if earlier > 0 {
			fmt.Fprintf(s, sayMoreAmended+"\n", earlier)
		}
		b.renderLink(s, c.Page)
	}
}

// renderLink writes the address of a page, when it is known where the pages are.
func (b *Bot) renderLink(s *strings.Builder, page string) {
	if b.BaseURL != "" && page != "" {
		fmt.Fprintf(s, "%s: %s%s\n", sayLink, b.BaseURL, page)
	}
}

func (b *Bot) renderNearest(s *strings.Builder, near []assistant.Nearest) {
	if len(near) == 0 {
		return
	}
	s.WriteString("\nGần nhất:\n")
	for _, n := range near {
		fmt.Fprintf(s, "· %s\n", strings.TrimSuffix(viet.Capital(n.Place)+": "+n.Title, ": "))
		b.renderLink(s, n.Page)
	}
}

// renderResults lists what a search found.
func (b *Bot) renderResults(results []assistant.Result) string {
	results = slices.DeleteFunc(slices.Clone(results), func(r assistant.Result) bool { return r.Coverage < leastCoverage })
	if len(results) == 0 {
		return sayNotFound
	}
	var s strings.Builder
	s.WriteString(sayFound + "\n")
	for i, r := range results {
		fmt.Fprintf(&s, "\n%d. %s\n", i+1, strings.TrimSuffix(viet.Capital(r.Place)+": "+r.Heading, ": "))
		for _, line := range []string{r.Snippet, r.Validity.Evidence} {
			if line != "" {
				s.WriteString(line + "\n")
			}
		}
		b.renderLink(&s, r.Page)
	}
	return strings.TrimSpace(s.String())
}

// renderReport lists the căn cứ of a draft, each with what is wrong with it and the
// line to paste.
func (b *Bot) renderReport(r basis.Report) string {
	if len(r.Lines) == 0 {
		return "Không thấy căn cứ hay dẫn chiếu nào đến văn bản khác.\n\n" + sayBasisWhat
	}
	var s strings.Builder
	fmt.Fprintf(&s, "%d dẫn chiếu: %d đúng, %d sai, %d cảnh báo, %d ngoài kho (xét theo ngày %s).\n",
		len(r.Lines), r.Counts.Right, r.Counts.Wrong, r.Counts.Warning, r.Counts.Outside, r.AsOf.Vietnamese())
	for _, l := range r.Lines {
		fmt.Fprintf(&s, "\n%d. %s %s\n", l.N, l.Verdict.Sign(), l.Text)
		for _, f := range l.Faults {
			fmt.Fprintf(&s, "– %s\n", f.Text)
		}
		for _, note := range l.Notes {
			fmt.Fprintf(&s, "– %s\n", note)
		}
		if l.Evidence != "" && len(l.Faults) == 0 {
			fmt.Fprintf(&s, "– %s\n", l.Evidence)
		}
		if l.Corrected != "" && l.Verdict != basis.VerdictRight {
			fmt.Fprintf(&s, "→ %s\n", l.Corrected)
		}
	}
	for _, w := range r.Warnings {
		fmt.Fprintf(&s, "\n⚠ %s", w)
	}
	return strings.TrimSpace(s.String())
}
