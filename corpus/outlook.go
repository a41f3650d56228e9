package corpus

import (
	"maps"
	"slices"
)

// Outlook is what is known of a document beyond its own text: the validity of the
// whole and of its articles as the acts of all documents make it, and the wording
// that those acts gave to articles. It is worked out from the document's own text
// and laid over it by the store; it never goes into another one.
type Outlook struct {
	Document  DocumentID  `json:"document"`
	InForce   Validity    `json:"in_force,omitzero"`    // of the whole; the zero Validity leaves the document's own
	Amendedby []Amendment `json:"amended_by,omitempty"` // acts on the whole, added to the document's own
	Doubts    []Doubt     `json:"doubts,omitempty"`     // of the whole
	// Articles by key. A key that the document does not have is passed over, unless
	// the article is Added.
	Articles map[string]ArticleOutlook `json:"articles,omitempty"`
}

// Doubt is a reason why nobody can tell from the corpus whether a document is still
// in force, as when the law that it details has ended.
type Doubt struct {
	Since Date   `json:"since,omitzero"` // zero when that is not known either
	Why   string `json:"why"`            // in Vietnamese, as it follows "không rõ còn hiệu lực hay không: "
}

// ArticleOutlook is Outlook for one article.
type ArticleOutlook struct {
	InForce    Validity    `json:"in_force,omitzero"`    // the zero Validity leaves the article's own
	Amendments []Amendment `json:"amendments,omitempty"` // acts of other documents, added to the article's own
	// Wordings are what acts in force made of the article's own text, the oldest
	// first: the last is the text of today, its own text and the others are older
	// ones. Acts that are not in force yet have no place here.
	Wordings []Wording `json:"wordings,omitempty"`
	// Added is the article itself where acts in force brought it ("bổ sung Điều 5a")
	// and the document does not have it, with InForce.From the day on which it came.
	// It stands behind the article with key After, at the end when there is none.
	Added *Article `json:"added,omitempty"`
	After string   `json:"after,omitempty"`
}

// Wording is the text of an article from a day on.
type Wording struct {
	From    Date   `json:"from"`
	Heading string `json:"heading,omitempty"`
	Body    []Node `json:"body"`
}

// IsZero tells whether nothing is known, neither start nor end.
func (v Validity) IsZero() bool { return v == Validity{} }

// OverHead lays the outlook over a document without touching its articles.
func (o Outlook) OverHead(d Document) Document {
	if !o.InForce.IsZero() {
		d.InForce = o.InForce
	}
	d.Amendedby = slices.Concat(d.Amendedby, o.Amendedby)
	d.Doubts = o.Doubts
	return d
}

// Over lays the outlook over a document and its articles. Neither is changed:
// what differs is copied.
func (o Outlook) Over(d Document) Document {
	d = o.OverHead(d)
	if len(o.Articles) == 0 {
		return d
	}
	added := o.added(d.Articles)
	articles := make([]Article, 0, len(d.Articles)+len(added))
	var place func(Article)
	place = func(a Article) {
		articles = append(articles, o.Articles[a.Key].Over(a))
		behind := added[a.Key]
		delete(added, a.Key)
		for _, b := range behind {
			place(b)
		}
	}
	for _, a := range d.Articles {
		place(a)
	}
	for _, after := range slices.Sorted(maps.Keys(added)) { // behind no article, or in a circle
		left := added[after]
		delete(added, after)
		for _, a := range left {
			place(a)
		}
	}
	d.Articles = articles
	return d
}

// added are the articles that the acts brought, in order of key, by the key that
// they stand behind.
func (o Outlook) added(articles []Article) map[string][]Article {
	found := make(map[string][]Article)
	for _, key := range slices.Sorted(maps.Keys(o.Articles)) {
		over := o.Articles[key]
		if over.Added != nil && !slices.ContainsFunc(articles, func(a Article) bool { return a.Key == key }) {
			a := *over.Added
			a.Key = key
			found[over.After] = append(found[over.After], a)
		}
	}
	return found
}

// Over lays the outlook over an article.
func (o ArticleOutlook) Over(a Article) Article {
	if !o.InForce.IsZero() {
		a.InForce = o.InForce
	}
	if n := len(o.Wordings); n > 0 {
		a.Heading, a.Body = o.Wordings[n-1].Heading, o.Wordings[n-1].Body
	}
	a.Amendments = slices.Concat(a.Amendments, o.Amendments)
	return a
}

// Former returns the wordings of an article that the outlook makes older ones,
// newest first: those between, and own, the article as its document has it.
func (o ArticleOutlook) Former(own Version) []Version {
	if len(o.Wordings) == 0 {
		return nil
	}
	own.From, own.Until = own.Article.WordedFrom(), o.Wordings[0].From
	versions := []Version{own}
	for i, w := range o.Wordings[:len(o.Wordings)-1] {
		v := own
		v.Article.Heading, v.Article.Body = w.Heading, w.Body
		v.From, v.Until = w.From, o.Wordings[i+1].From
		versions = append(versions, v)
	}
	slices.Reverse(versions)
	return versions
}

// WordedFrom is the day from which the wording can have been the article's text:
// when the article or the last amendment in it that changed words took effect.
func (a Article) WordedFrom() Date {
	from := a.InForce.From
	for _, m := range a.Amendments {
		if m.Rewords() {
			from = max(from, m.Effective)
		}
	}
	return from
}

// Rewords tells whether the amendment changes the words of what it acts on.
func (a Amendment) Rewords() bool {
	return slices.ContainsFunc(a.Kinds, func(k AmendmentKind) bool {
		return k != AmendGuide && k != AmendConsolidate
	})
}
