package assistant

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// maxListed is how many documents one answer lists.
const maxListed = 10

// list answers a question for documents: those that guide, amend or replace the one
// that it names, those about a matter, or how the one named stands.
func (a *Assistant) list(ctx context.Context, in *inquiry, d *draft) (done bool, err error) {
	wanted, ok := question.ReadListing(in.text)
	if !ok {
		return false, nil
	}
	if wanted.Relation == question.RelationForce {
		if id := in.onlyDocument(); id != "" {
			return true, a.describe(ctx, d, in.places[0].document)
		}
		return false, nil
	}
	cat, err := a.catalogues.current(ctx)
	if err != nil {
		return false, err
	}
	var found []listed
	if wanted.Relation == question.RelationAbout {
		found = about(cat.heads, wanted, in)
	} else {
		if len(in.places) != 1 || in.places[0].inside() {
			return false, nil
		}
		target := in.places[0]
		found = entitled(cat.heads, wanted.Relation, target)
		acting, err := a.acting(ctx, wanted.Relation, target)
		if err != nil {
			return false, err
		}
		found = append(found, acting...)
	}
	found = slices.DeleteFunc(found, func(l listed) bool { return wanted.Kind != "" && l.document.Kind != wanted.Kind })
	return a.sayList(ctx, in, d, ordered(found))
}

// listed is one document of a list and what is known of why it is there.
type listed struct {
	document corpus.Document
	held     bool   // in the corpus
	how      string // "sửa đổi, bổ sung, hiệu lực từ 25/09/2017"
}

// about finds the documents whose title, or subject in the official code, holds all
// words of the topic.
func about(heads []corpus.Document, wanted question.Listing, in *inquiry) []listed {
	topic := question.Parse(wanted.Topic)
	var out []listed
	for _, h := range heads {
		if !Removed(h) && (question.AllIn(topic, h.Title) || question.AllIn(topic, strings.Join(h.Subjects, " "))) && !notYet(h, in.day) {
			out = append(out, listed{document: h, held: true})
		}
	}
	return out
}

func notYet(d corpus.Document, day corpus.Date) bool {
	return reading{document: d}.force(day).Status == ForceNotYet
}

// entitled finds the documents whose title says that they stand so to the target.
func entitled(heads []corpus.Document, relation question.Relation, target place) []listed {
	name, number := titleOf(target), viet.Fold(string(target.ref.Number))
	if target.resolved() {
		number = viet.Fold(string(target.document.Number))
	}
	var out []listed
	for _, h := range heads {
		title := " " + foldName(h.Title) + " "
		byNumber := number != "" && strings.Contains(viet.Fold(h.Title), number)
		byName := name != "" && strings.Contains(title, " "+name+" ")
		if (byNumber || byName) && h.ID != target.document.ID && !Removed(h) && says(title, relation) {
			out = append(out, listed{document: h, held: true})
		}
	}
	return out
}

// titleOf is the folded name by which titles of other documents cite the target;
// empty for one that is cited by its number.
func titleOf(target place) string {
	switch {
	case target.resolved() && namedByTitle(target.document):
		return foldName(string(target.document.Kind) + " " + target.document.Title)
	case !target.resolved() && target.ref.Title != "":
		return foldName(string(target.ref.Kind) + " " + target.ref.Title)
	}
	return ""
}

// says tells whether a folded title speaks of the relation.
func says(title string, relation question.Relation) bool {
	var words []string
	switch relation {
	case question.RelationGuides:
		if strings.Contains(title, " sua doi ") && !strings.Contains(title, " quy dinh chi tiet ") && !strings.Contains(title, " huong dan ") {
			return false
		}
		words = []string{" quy dinh chi tiet ", " huong dan ", " bien phap thi hanh ", " thi hanh "}
	case question.RelationAmends:
		words = []string{" sua doi ", " bo sung "}
	default:
		words = []string{" thay the ", " bai bo "}
	}
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(title, w) })
}

// acting finds the documents that the corpus knows to have amended or replaced the
// target or an article of it, or that it knows to guide it.
func (a *Assistant) acting(ctx context.Context, relation question.Relation, target place) ([]listed, error) {
	if !target.resolved() {
		return nil, nil
	}
	whole, err := a.corpus.Document(ctx, target.document.ID)
	if err != nil {
		return nil, ignoreMissing(err)
	}
	edges := slices.Clone(whole.Amendedby)
	if by := whole.InForce.EndedBy; by != nil {
		edges = append(edges, *by)
	}
	for _, art := range whole.Articles {
		edges = append(edges, art.Amendments...)
	}
	var out []listed
	for _, e := range edges {
		if !acts(e, relation) || !e.By.HasDocument() {
			continue
		}
		by := e.By.Document()
		l := listed{document: corpus.Document{Kind: by.Kind, Number: by.Number, Title: by.Title}}
		docs, err := a.corpus.FindRef(ctx, by)
		if err != nil {
			return nil, err
		}
		if len(docs) > 0 {
			l.document, l.held = docs[0], true
		}
		if !e.Effective.IsZero() {
			l.how = sayf(wordFrom, e.Effective.Vietnamese())
		}
		out = append(out, l)
	}
	return out, nil
}

// acts tells whether an edge is of the relation.
func acts(e corpus.Amendment, relation question.Relation) bool {
	of := map[question.Relation][]corpus.AmendmentKind{
		question.RelationGuides:   {corpus.AmendGuide},
		question.RelationAmends:   {corpus.AmendModify, corpus.AmendSupplement, corpus.AmendReplace, corpus.AmendRepeal},
		question.RelationReplaces: {corpus.AmendReplace, corpus.AmendRepeal},
	}[relation]
	return slices.ContainsFunc(e.Kinds, func(k corpus.AmendmentKind) bool { return slices.Contains(of, k) })
}

// ordered keeps each document once, the highest force first, then the youngest.
func ordered(list []listed) []listed {
	slices.SortStableFunc(list, func(x, y listed) int {
		return cmp.Or(
			y.document.Force()-x.document.Force(), cmp.Compare(since(y.document), since(x.document)),
			cmp.Compare(x.document.ID, y.document.ID), cmp.Compare(x.document.Number, y.document.Number),
		)
	})
	return slices.CompactFunc(list, func(x, y listed) bool {
		return x.document.ID == y.document.ID && x.document.Number == y.document.Number && x.document.Title == y.document.Title
	})
}

// sayList says the documents with their dates and validity, each with its source.
// What is known of without being held is named after them.
func (a *Assistant) sayList(ctx context.Context, in *inquiry, d *draft, list []listed) (done bool, err error) {
	held := slices.DeleteFunc(slices.Clone(list), func(l listed) bool { return !l.held })
	if len(list) == 0 {
		return false, nil
	}
	if len(held) == 0 && in.onlyDocument() == "" {
		return false, nil
	}
	d.note(sayf(saidListed, len(list), a.upTo(ctx)))
	for _, l := range held[:min(len(held), maxListed)] {
		n := d.add(citeDocument(l.document, d.day))
		d.tell(sayf(saidListedOne, viet.Capital(l.document.Name()), d.answer.Citations[n-1].Validity.Evidence), n == 1, n)
	}
	if more := len(held) - maxListed; more > 0 {
		d.note(sayf(saidListedMore, more))
	}
	var unheld []string
	for _, l := range list {
		if !l.held && len(unheld) < maxListed {
			unheld = append(unheld, strings.TrimSuffix(l.document.Ref().String()+", "+l.how, ", "))
		}
	}
	if len(unheld) > 0 {
		n := d.add(citeDocument(in.places[0].document, d.day))
		d.tell(sayf(saidListedUnheld, strings.Join(unheld, "; ")), len(held) == 0, n)
	}
	return true, nil
}

// citeDocument is the source of what is said of a document as a whole.
func citeDocument(doc corpus.Document, day corpus.Date) Citation {
	of := reading{document: doc}
	return Citation{
		Ref: doc.Ref().String(), Place: doc.Ref().Official(&doc), Document: cited(doc), Quote: doc.Title,
		Validity: of.force(day), Amendments: of.amendments(), Source: sourceOf(doc, corpus.Article{}),
		Digest: doc.Digest, Link: DocumentLink(doc.ID), Page: DocumentPage(doc.ID),
	}
}
