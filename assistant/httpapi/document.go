package httpapi

import (
	"fmt"
	"slices"

	"github.com/gin-gonic/gin"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/original"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
)

// documentBody is the body of GET /v1/documents/{number}: the document with its
// articles named, their text one click away.
type documentBody struct {
	documentSummary
	Place    string           `json:"place"`
	AsOf     corpus.Date      `json:"as_of"`
	Validity assistant.Force  `json:"validity"` // of the whole, on AsOf
	Warnings []string         `json:"warnings"`
	Steps    []stepSummary    `json:"steps,omitempty"`
	FileLink string           `json:"file_link,omitempty"` // the imported file, as it was
	FilePage string           `json:"file_page,omitempty"` // the same among the web pages
	Outline  []articleSummary `json:"outline"`
}

// articleSummary is an article in the outline. In documents without Điều it is
// the unit that takes its place.
type articleSummary struct {
	Key     string           `json:"key"`
	Label   string           `json:"label"`
	Title   string           `json:"title"` // "Điều 28. Thời hạn giải quyết", "Mục 5.2. Phí"
	Heading string           `json:"heading,omitempty"`
	Within  []corpus.Heading `json:"within,omitempty"`
	Begins  int              `json:"begins_on,omitempty"` // page of the file
	Link    string           `json:"link"`
	Page    string           `json:"page"`
}

// stepSummary is a step of a quy trình with the unit that holds it.
type stepSummary struct {
	corpus.Step
	Link string `json:"link,omitempty"`
	Page string `json:"page,omitempty"`
}

func (s *Server) document(c *gin.Context) error {
	if _, err := readParams(c.Request.URL); err != nil {
		return err
	}
	id, err := s.documentID(c)
	if err != nil {
		return err
	}
	doc, err := s.Corpus.Document(c.Request.Context(), id)
	if err != nil {
		return err
	}
	if assistant.Removed(doc) {
		return fmt.Errorf("văn bản %q đã được bỏ khỏi kho ngày %s: %w", id, doc.Withdrawn.Vietnamese(), store.ErrNotFound)
	}
	writeJSON(c, bodyOf(doc, s.Asker.Today()))
	return nil
}

func bodyOf(doc corpus.Document, day corpus.Date) documentBody {
	ref, standing := doc.Ref(), assistant.StandingOf(doc, day)
	body := documentBody{
		Place: ref.Official(&doc), AsOf: day, Validity: standing.Force, Warnings: standing.Warnings(), Outline: []articleSummary{},
	}
	if doc.File.SHA256 != "" {
		body.FileLink, body.FilePage = assistant.FileLink(doc.File), assistant.FilePage(doc.File, 0)
	}
	for _, step := range doc.Steps {
		summary := stepSummary{Step: step}
		if step.Article != "" {
			summary.Link, summary.Page = assistant.ArticleLink(doc.ID, step.Article), assistant.ArticlePage(doc.ID, step.Article)
		}
		body.Steps = append(body.Steps, summary)
	}
	for _, a := range doc.Articles {
		body.Outline = append(body.Outline, articleSummary{
			Key: a.Key, Label: a.Label, Title: a.Title(), Heading: a.Heading, Within: a.Within, Begins: a.Page,
			Link: assistant.ArticleLink(doc.ID, a.Key), Page: assistant.ArticlePage(doc.ID, a.Key),
		})
	}
	doc.Amends = withoutWording(doc.Amends)
	body.documentSummary = summaryOf(doc)
	return body
}

// withoutWording leaves out the new words that amendments give: they stand in the
// articles, one click away.
func withoutWording(amends []corpus.Amendment) []corpus.Amendment {
	amends = slices.Clone(amends)
	for i := range amends {
		amends[i].Wording = nil
	}
	return amends
}

// file hands an imported file out.
func (s *Server) file(c *gin.Context) error {
	if _, err := readParams(c.Request.URL); err != nil {
		return err
	}
	sum, err := original.ParseSum(c.Param("sha256"))
	if err != nil {
		return &fieldError{"sha256", err.Error()}
	}
	file, err := s.Corpus.File(c.Request.Context(), sum)
	if err != nil {
		return err
	}
	original.Serve(c.Writer, c.Request, sum, file)
	return nil
}
