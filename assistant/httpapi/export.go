package httpapi

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/trolycongvu/congvu/corpus"
)

// The forms of an exported conversation.
const (
	exportJSON     = "json"
	exportMarkdown = "markdown"
)

// mediaMarkdown is the media type of Markdown (RFC 7763).
const mediaMarkdown = "text/markdown; charset=utf-8"

// export gives a conversation out as a file.
func (s *Server) export(c *gin.Context) error {
	p, err := readParams(c.Request.URL, "format")
	if err != nil {
		return err
	}
	form := p.Get("format")
	switch form {
	case "":
		form = exportJSON
	case exportJSON, exportMarkdown:
	default:
		return &fieldError{"format", fmt.Sprintf("%q phải là json hoặc markdown", form)}
	}
	t, err := s.transcript(c)
	if err != nil {
		return err
	}
	if form == exportJSON {
		c.Header("Content-Disposition", `attachment; filename="hoi-thoai.json"`)
		writeJSON(c, t)
		return nil
	}
	c.Header("Content-Disposition", `attachment; filename="hoi-thoai.md"`)
	c.Data(http.StatusOK, mediaMarkdown, []byte(t.markdown(s.address(c))))
	return nil
}

// markdown is the conversation as Markdown, with links to pages under base.
func (t transcript) markdown(base string) string {
	var b strings.Builder
	title := t.Title
	if title == "" {
		title = "Hội thoại"
	}
	fmt.Fprintf(&b, "# %s\n\nCông vụ · bắt đầu %s · %d lượt hỏi đáp\n", plain(title), moment(t.Created), len(t.History))
	for _, e := range t.History {
		fmt.Fprintf(&b, "\n## %d. %s\n\n*%s", e.Position, plain(strings.Join(strings.Fields(e.Question), " ")), moment(e.Time))
		if !e.AsOf.IsZero() {
			fmt.Fprintf(&b, " · quy định tại ngày %s", e.AsOf.Vietnamese())
		}
		fmt.Fprintf(&b, "*\n\n%s\n", markdownOf(e.Answer, base))
	}
	return b.String()
}

// moment is a time as it is read in Vietnam.
func moment(t time.Time) string { return t.In(corpus.Vietnam).Format("15:04 02/01/2006") }
