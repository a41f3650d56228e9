package web

import (
	"fmt"
	"html/template"
	"net/url"
	"strings"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/basis"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// functions are what the templates call.
func functions() template.FuncMap {
	return template.FuncMap{
		"anchor": anchor, "lines": lines, "capital": viet.Capital, "dong": count, "join": strings.Join,
		"askLink":       func(q string) string { return "/?q=" + url.QueryEscape(q) },
		"askNext":       func(q, conversation string) string { return "/?" + url.Values{"q": {q}, "c": {conversation}}.Encode() },
		"documentPage":  assistant.DocumentPage,
		"sourceName":    assistant.SourceName,
		"month":         month,
		"statusMessage": statusMessage,
		"runs":          runs,
		"listItem":      listItem,
		"nodeID":        nodeID,
		"firstOf":       firstOf,
		"forceMessage":  forceMessage,
		"howRead":       howRead,
		"openFile":      openFile,
		"blocks":        blocks,
		"local":         func(address string) bool { return strings.HasPrefix(address, "/") },
		"filePage":      assistant.FilePage,
		"modeWords":     modeWords,
		"reasonWords":   reasonWords,
		"verdictClass":  func(v basis.Verdict) string { return string(v) },
	}
}

// anchor is the place of a citation inside the page of its article: "#khoan-2".
func anchor(c assistant.Citation) string {
	switch {
	case c.Point != "" && c.Clause != "":
		return "#khoan-" + c.Clause + "-diem-" + c.Point
	case c.Point != "":
		return "#diem-" + c.Point
	case c.Clause != "":
		return "#khoan-" + c.Clause
	}
	return ""
}

// nodeIn is a node with the clause that it lies in.
type nodeIn struct {
	corpus.Node
	Clause string
}

// In is the clause that the children of the node lie in.
func (n nodeIn) In() string {
	if n.Level == corpus.LevelClause {
		return n.Label
	}
	return n.Clause
}

// nodeID is the name of a clause or point in the page, empty for other text.
func nodeID(n nodeIn) string {
	switch {
	case n.Label == "":
		return ""
	case n.Level == corpus.LevelClause:
		return "khoan-" + n.Label
	case n.Level == corpus.LevelPoint && n.Clause != "":
		return "khoan-" + n.Clause + "-diem-" + n.Label
	case n.Level == corpus.LevelPoint:
		return "diem-" + n.Label
	}
	return ""
}

// run is a stretch of an answer with one set of sources: they are named once,
// behind its last sentence.
type run struct {
	Sentences []assistant.Sentence
	Citations []int
	Lead      bool
}

// longLead is how many bytes of a leading run are too many for bold print.
const longLead = 420

// Long tells whether the run is too long for bold print.
func (r run) Long() bool {
	n := 0
	for _, s := range r.Sentences {
		n += len(s.Text)
	}
	return n > longLead
}

// shownLine is one line of a run; only the last names the sources.
type shownLine struct {
	Context   string // the beginning of a leading line that only introduces it
	Text      string
	Citations []int
}

// Lines are the lines of the run's sentences.
func (r run) Lines() []shownLine {
	var out []shownLine
	for _, s := range r.Sentences {
		for _, l := range lines(s.Text) {
			out = append(out, shownLine{Text: l})
		}
	}
	if len(out) > 0 {
		out[len(out)-1].Citations = r.Citations
	}
	if context, text, ok := strings.Cut(r.Sentences[0].Text, " … "); ok && r.Lead && len(out) == 1 {
		out[0].Context, out[0].Text = context+" …", text
	}
	return out
}

// firstOf is the number of the first citation of c's article, 0 when that is c.
func firstOf(all []assistant.Citation, c assistant.Citation) int {
	for _, other := range all {
		if other.Link == c.Link {
			if other.N == c.N {
				return 0
			}
			return other.N
		}
	}
	return 0
}

// runs groups the sentences of an answer by their sources, leads apart.
func runs(sentences []assistant.Sentence) []run {
	var out []run
	for _, s := range sentences {
		last := len(out) - 1
		if last >= 0 && out[last].Lead == s.Lead && !s.Lead && fmt.Sprint(out[last].Citations) == fmt.Sprint(s.Citations) {
			out[last].Sentences = append(out[last].Sentences, s)
			continue
		}
		out = append(out, run{[]assistant.Sentence{s}, s.Citations, s.Lead})
	}
	return out
}

// listItem tells whether a sentence is an item of a list ("a) …", "- …"), which
// is set in.
func listItem(text string) bool {
	head, _, _ := strings.Cut(text, " ")
	return strings.HasPrefix(text, "- ") || strings.HasSuffix(head, ")") && len([]rune(head)) <= 4
}

func lines(s string) []string {
	var out []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// count writes a number as officials do: 4.483.
func count(n int) string { return strings.TrimSuffix(corpus.FormatDong(int64(n)), " đồng") }

func month(d corpus.Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%02d/%04d", d.Month(), d.Year())
}

// percent writes a share as officials do: 93%.
func percent(share float64) string { return fmt.Sprintf("%.0f%%", 100*share) }

// modeWords say in whose words an answer is, and who approved them when.
func modeWords(a *assistant.Answer) string {
	words := assistant.ModeWords(a.Mode)
	if a.Approved == nil {
		return words
	}
	return words + ": " + a.Approved.Approver + ", ngày " + a.Approved.On.Vietnamese()
}

// forceMessage says in a few words how a text stands on a day. That no end is
// known is no proof of force.
func forceMessage(f assistant.Force) string {
	switch f.Status {
	case assistant.ForceInForce:
		return "Có hiệu lực đến trước " + f.Until.Vietnamese()
	case assistant.ForceNoEndKnown:
		return "Kho chưa thấy văn bản nào chấm dứt hiệu lực"
	case assistant.ForceNotYet:
		return "Chưa có hiệu lực"
	case assistant.ForceExpired:
		return "Hết hiệu lực"
	case assistant.ForceSuspended:
		return "Đang bị ngưng hiệu lực"
	}
	return "Chưa rõ hiệu lực"
}

// statusMessage heads an answer that is none, or only in part.
func statusMessage(s assistant.Status) string {
	switch s {
	case assistant.StatusPartlyAnswered:
		return "Trả lời một phần"
	case assistant.StatusNothingFound:
		return "Chưa tìm thấy"
	case assistant.StatusNeedsClarifying:
		return "Cần hỏi rõ hơn"
	case assistant.StatusOutOfScope:
		return "Ngoài phạm vi"
	case assistant.StatusRefusedSecret, assistant.StatusRefusedManipulation:
		return "Không thực hiện"
	}
	return ""
}
