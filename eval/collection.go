package eval

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus"
)

// collection turns the texts of a BEIR corpus into documents.
type collection struct {
	list      []corpus.Document
	documents map[string]int // places in list by the name that text ids begin with
	ids       map[corpus.DocumentID]bool
}

// add appends text as an article of its document, which it starts when it is the first.
func (c *collection) add(text beirText) Unit {
	name, label, isArticle := cutArticle(text)
	group := name
	if !isArticle {
		group = text.ID + "#" // no document that others belong to has such a name
	}
	at, ok := c.documents[group]
	if !ok {
		at = len(c.list)
		c.documents[group] = at
		c.list = append(c.list, c.document(name))
	}
	document := &c.list[at]
	article := corpus.Article{Key: label, Label: label}
	body := text.Text
	if isArticle {
		article.Heading, body = cutHeading(text.Text)
	} else {
		document.Title = text.Title
	}
	for paragraph := range strings.SplitSeq(body, "\n") {
		if paragraph = strings.TrimSpace(paragraph); paragraph != "" {
			article.Body = append(article.Body, corpus.Node{Level: corpus.LevelParagraph, Text: paragraph})
		}
	}
	document.Articles = append(document.Articles, article)
	return Unit{Document: document.ID, Article: article.Key}
}

// document starts a document with an id of its own.
func (c *collection) document(name string) corpus.Document {
	kind, title := cutKind(name)
	id := corpus.NewDocumentID(kind, "", title)
	for base, n := id, 2; id == "" || c.ids[id]; n++ {
		id = corpus.DocumentID(fmt.Sprintf("%s-%d", base, n))
	}
	c.ids[id] = true
	return corpus.Document{ID: id, Kind: kind, Title: title, Source: corpus.Source{Name: "beir"}}
}

// cutArticle reads "Luật Cư trú#38" as the document's name and the label of a
// Điều. Any other id is a document's name, its only article labelled 1.
func cutArticle(text beirText) (name, label string, ok bool) {
	if i := strings.LastIndexByte(text.ID, '#'); i > 0 && i < len(text.ID)-1 {
		if name, label = text.ID[:i], text.ID[i+1:]; strings.HasSuffix(text.Title, "Điều "+label) {
			return name, label, true
		}
	}
	return text.ID, "1", false
}

// cutKind splits "Luật Cư trú" into the kind and the title proper. A name that
// is a kind and nothing more ("Hiến pháp") is its own title.
func cutKind(name string) (corpus.Kind, string) {
	for _, kind := range []corpus.Kind{
		corpus.KindConstitution, corpus.KindCode, corpus.KindLaw, corpus.KindOrdinance,
		corpus.KindResolution, corpus.KindDecree, corpus.KindDecision,
		corpus.KindJointCircular, corpus.KindCircular, corpus.KindDirective,
	} {
		if rest, ok := strings.CutPrefix(name, string(kind)); ok && rest == "" {
			return kind, name
		} else if ok && strings.HasPrefix(rest, " ") {
			return kind, strings.TrimSpace(rest)
		}
	}
	return corpus.KindOther, name
}

// maxHeading is the longest first line, in characters, taken for a heading.
const maxHeading = 250

// cutHeading splits an article's heading from its body: the first line, when
// more follows and it is no khoản and not long.
func cutHeading(text string) (heading, body string) {
	first, rest, ok := strings.Cut(strings.TrimSpace(text), "\n")
	numbered := first != "" && first[0] >= '0' && first[0] <= '9'
	if !ok || numbered || utf8.RuneCountInString(first) > maxHeading {
		return "", text
	}
	return strings.TrimSpace(first), rest
}
