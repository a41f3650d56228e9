package effect_test

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/structure"
)

var articleLine = regexp.MustCompile(`^Điều (\d+[a-zđ]?)\.?\s*(.*)$`)

// documentOf builds a document from its lines: what stands outside quotation
// marks and begins with "Điều 1." opens an article.
func documentOf(d corpus.Document, lines []string) corpus.Document {
	var body []structure.Line
	open := -1
	flush := func() {
		if open >= 0 {
			d.Articles[open].Body = structure.Body(body)
		}
		if open < 0 {
			d.Preamble = structure.Body(body)
		}
		body = nil
	}
	depth := 0
	for _, l := range lines {
		if m := articleLine.FindStringSubmatch(l); m != nil && depth <= 0 {
			flush()
			depth = 0
			d.Articles = append(d.Articles, corpus.Article{Key: m[1], Label: m[1], Heading: m[2]})
			open = len(d.Articles) - 1
			continue
		}
		depth += strings.Count(l, "“") - strings.Count(l, "”")
		body = append(body, structure.Line{Text: l})
	}
	flush()
	return d
}
