package phapdien

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// targets finds the articles that cross-references point to.
type targets struct {
	byID    map[string]corpus.Ref
	byPlace map[string]corpus.Ref
}

func newTargets(docs []*document) targets {
	t := targets{byID: map[string]corpus.Ref{}, byPlace: map[string]corpus.Ref{}}
	for _, d := range docs {
		for _, u := range d.units {
			ref := corpus.Ref{Kind: d.kind, Number: d.number, Article: u.label}
			if d.number == "" {
				ref.Title = d.title
			}
			put(t.byID, u.id, ref)
			put(t.byPlace, u.at.place, ref)
		}
	}
	return t
}

// put notes where a name leads. A name that the code uses twice leads nowhere.
func put(names map[string]corpus.Ref, name string, ref corpus.Ref) {
	if name == "" {
		return
	}
	if other, twice := names[name]; twice && other != ref {
		ref = corpus.Ref{}
	}
	names[name] = ref
}

var (
	linkCode  = regexp.MustCompile(`^Điều\s+(\d+\.\d+\.\p{Lu}+\.[0-9a-zđ.]*[0-9a-zđ])\.?(?:\s|$)`)
	linkPlain = regexp.MustCompile(`^Điều\s+(\d+[a-zđ]?)\.`)
	// linkAct is the document in "… của Luật 58/2010/QH12 Viên chức ban hành ngày 15/11/2010".
	linkAct = regexp.MustCompile(`\scủa\s+(` + kindPattern + `)\s+(\d.*?)\s+ban hành ngày\s+` + datePattern + `$`)
)

// crossRefs makes the references of one article.
func (t targets) crossRefs(links []link) []corpus.CrossRef {
	if len(links) == 0 {
		return nil
	}
	refs := make([]corpus.CrossRef, 0, len(links))
	for _, l := range links {
		refs = append(refs, t.crossRef(l))
	}
	return refs
}

// crossRef resolves a link to the article in this code that it points to, or else
// to the document and article that its words and its page name.
func (t targets) crossRef(l link) corpus.CrossRef {
	ref := corpus.CrossRef{Title: l.text}
	if m := linkCode.FindStringSubmatch(l.text); m != nil {
		ref.Code = m[1]
	}
	if to := t.byID[l.id]; !to.IsZero() {
		ref.Ref = to
		return ref
	}
	if to := t.byPlace[ref.Code]; !to.IsZero() {
		ref.Ref = to
		return ref
	}
	m := linkAct.FindStringSubmatch(l.text)
	if m == nil {
		return ref
	}
	number, _ := cutNumber(m[2])
	if number == "" {
		return ref
	}
	ref.Ref = corpus.Ref{Kind: readKind(m[1]), Number: number, Article: parseAddress(l.address).label}
	if plain := linkPlain.FindStringSubmatch(l.text); plain != nil && ref.Ref.Article == "" {
		ref.Ref.Article = strings.ToLower(plain[1])
	}
	return ref
}
