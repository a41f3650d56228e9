package quality

import (
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// places knows which articles the documents held whole have, by number.
type places struct {
	articles map[string]map[string]bool // of a number's Key: the labels, lower case
	shared   map[string]bool            // numbers that two documents have
}

// learn takes in a document. One held in part, or as a digest, or by laws that
// have since reworded it, proves nothing of what it lacks.
func (p *places) learn(d corpus.Document) {
	key := d.Number.Key()
	if key == "" {
		return
	}
	if _, again := p.articles[key]; again {
		p.shared[key] = true
	}
	if d.Partial || d.Digest || len(d.Articles) == 0 {
		p.articles[key] = nil
		return
	}
	labels := make(map[string]bool, len(d.Articles))
	for _, a := range d.Articles {
		labels[strings.ToLower(a.Label)] = true
	}
	p.articles[key] = labels
}

// lacks tells whether ref names an article that its document surely does not have.
func (p *places) lacks(ref corpus.Ref) bool {
	key := ref.Number.Key()
	labels := p.articles[key]
	if ref.Article == "" || labels == nil || p.shared[key] || ref.Article[0] < '0' || ref.Article[0] > '9' {
		return false
	}
	return !labels[strings.ToLower(ref.Article)]
}

// unresolved lists the places named in a document's articles that do not exist.
func (p *places) unresolved(d corpus.Document) []Finding {
	if d.Digest {
		return nil
	}
	var found []Finding
	amending := amendingArticles(d)
	for _, a := range d.Articles {
		self := a.Ref(d)
		said := make(map[string]bool)
		for _, f := range corpus.FindRefs(a.Text(), self) {
			if amending[a.Label] && f.Ref.Number == d.Number {
				continue // the words are those of the act that it amends
			}
			at := corpus.Ref{Kind: f.Ref.Kind, Number: f.Ref.Number, Article: f.Ref.Article}
			if name := at.String(); p.lacks(at) && !said[name] {
				said[name] = true
				found = append(found, Finding{
					Kind: KindUnresolved, Document: d.ID, Name: d.Name(), Place: self.Place(), Page: a.Page,
					Text: "dẫn chiếu đến " + name + ", nơi không có trong văn bản đó",
				})
			}
		}
	}
	return found
}

// amendingArticles are those that give other acts new words.
func amendingArticles(d corpus.Document) map[string]bool {
	amending := make(map[string]bool)
	for _, m := range d.Amends {
		if m.Rewords() {
			amending[m.By.Article] = true
		}
	}
	return amending
}
