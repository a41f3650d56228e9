package assistant

import (
	"context"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// maxNearest is how many provisions are named when none answers.
const maxNearest = 3

// near adds something that comes close, once.
func (d *draft) near(n Nearest) {
	for _, old := range d.answer.Nearest {
		if old.Link == n.Link {
			return
		}
	}
	if len(d.answer.Nearest) < maxNearest {
		d.answer.Nearest = append(d.answer.Nearest, n)
	}
}

func nearArticle(doc corpus.Document, art corpus.Article) Nearest {
	return Nearest{
		Place: placeIn(doc, corpus.Ref{Article: art.Label}), Title: art.Heading,
		Link: ArticleLink(doc.ID, art.Key), Page: ArticlePage(doc.ID, art.Key),
	}
}

func nearUnit(u unit) Nearest {
	if u.isProcedure() {
		p := u.procedure
		return Nearest{Place: "Thủ tục mã " + p.Code, Title: p.Name, Link: ProcedureLink(p.Code), Page: ProcedurePage(p.Code)}
	}
	return nearArticle(u.document, u.article)
}

// nothingFound says that the corpus holds no answer, what it holds, and what
// comes nearest.
func (a *Assistant) nothingFound(ctx context.Context, in *inquiry, d *draft, units []unit) error {
	d.answer.Status = StatusNothingFound
	d.note(sayf(saidNothing, a.holdings(ctx)))
	if err := a.nameEnded(ctx, in, d); err != nil {
		return err
	}
	for _, u := range units {
		if u.hit.Coverage >= nearCoverage {
			d.near(nearUnit(u))
		}
	}
	d.note(saidAskAdmin)
	return nil
}

// nameEnded names the provision that would have answered while it was in force.
func (a *Assistant) nameEnded(ctx context.Context, in *inquiry, d *draft) error {
	units, err := a.findFor(ctx, indexer.Query{Text: in.text, AsOf: in.day, Limit: hitsWanted}, in.question)
	if err != nil {
		return err
	}
	sure, err := a.confident(ctx, in.question, units)
	if err != nil || !sure || units[0].isProcedure() {
		return err
	}
	u := units[0]
	r := reading{document: u.document, article: u.article}
	if f := r.force(in.day); f.Status == ForceExpired {
		d.note(sayf(saidEnded, u.article.Ref(u.document).String(), f.Until.Vietnamese()))
		d.near(nearUnit(u))
	}
	return nil
}

// actsAbsent answers a question about acts, named without a place in them, that
// the corpus does not hold: what others say is named, but is no answer.
func (a *Assistant) actsAbsent(ctx context.Context, in *inquiry, d *draft) error {
	d.answer.Status = StatusNothingFound
	for _, ref := range in.absent {
		d.note(sayf(saidNoDocument, viet.Capital(ref.String()), a.upTo(ctx)))
	}
	d.note(saidAskAdmin)
	units, err := a.findAround(ctx, in)
	for _, u := range units {
		d.near(nearUnit(u))
	}
	return err
}

// clarify asks back what the question is about, with choices from what its few
// words find.
func (a *Assistant) clarify(ctx context.Context, in *inquiry, d *draft) error {
	d.answer.Status = StatusNeedsClarifying
	units, err := a.find(ctx, indexer.Query{Text: in.text, AsOf: in.day, InForceOnly: true, Limit: maxNearest})
	if err != nil {
		return err
	}
	for _, u := range units {
		n := nearUnit(u)
		d.near(n)
		d.suggest(choiceOf(u, n))
	}
	if len(units) == 0 {
		d.note(saidClarifyBare)
		return nil
	}
	d.note(saidClarify)
	return nil
}

// holdings says what the corpus holds: "Bộ Pháp điển 02/2026: 4.483 văn bản; Cổng
// Dịch vụ công quốc gia 01/2026: 2.625 thủ tục". It never fails an answer.
func (a *Assistant) holdings(ctx context.Context) string {
	cat, err := a.catalogues.current(ctx)
	if err != nil {
		a.log.WarnContext(ctx, "không đếm được kho văn bản", "error", err)
		return "kho văn bản"
	}
	var parts []string
	for _, s := range cat.stats.Sources {
		var counts []string
		if s.Documents > 0 {
			counts = append(counts, grouped(s.Documents)+" văn bản")
		}
		if s.Procedures > 0 {
			counts = append(counts, grouped(s.Procedures)+" thủ tục")
		}
		name := strings.TrimSpace(SourceName(s.Name) + " " + edition(s.Edition))
		parts = append(parts, name+": "+strings.Join(counts, ", "))
	}
	if len(parts) == 0 {
		return "kho chưa có văn bản nào"
	}
	return strings.Join(parts, "; ")
}

// choiceOf words what was found as a question to choose: "Thời hạn giải quyết
// khiếu nại lần đầu (Luật Khiếu nại)".
func choiceOf(u unit, n Nearest) string {
	switch {
	case n.Title == "":
		return n.Place
	case u.isProcedure():
		return n.Title
	}
	return sayf(askAmong, n.Title, shortName(u.document))
}

// upTo says up to when the corpus holds documents: "dữ liệu đến 02/2026, Bộ Pháp điển".
func (a *Assistant) upTo(ctx context.Context) string {
	cat, err := a.catalogues.current(ctx)
	if err != nil {
		return a.holdings(ctx)
	}
	var newest corpus.Source
	for _, s := range cat.stats.Sources {
		if s.Documents > 0 && (s.Edition > newest.Edition || newest.Name == "") {
			newest = corpus.Source{Name: s.Name, Edition: s.Edition}
		}
	}
	if newest.Name == "" {
		return a.holdings(ctx)
	}
	return upTo(newest)
}
