package indexer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/indexer/analysis"
	"github.com/trolycongvu/congvu/indexer/forest"
	"github.com/trolycongvu/congvu/indexer/language"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// ErrNoUnit means that the index has no such article or procedure.
var ErrNoUnit = errors.New("không có trong chỉ mục")

// Explanation says why a unit ranks where it does for a question.
type Explanation struct {
	Question   Interpretation `json:"question"`
	Candidates int            `json:"candidates"` // hits that the order was chosen from
	Model      bool           `json:"model"`      // false: no model, the order is that of BM25F
	Unit       Standing       `json:"unit"`
	// Rival is the first hit or, when Unit is that, the second; nil when there is none.
	Rival *Standing `json:"rival,omitempty"`
}

// Interpretation is how a question was read.
type Interpretation struct {
	Text    string       `json:"text"` // what was searched for
	Folded  bool         `json:"folded"`
	Changes []Correction `json:"changes,omitempty"`
	Beside  []Addition   `json:"beside,omitempty"`
	Terms   []Term       `json:"terms"`             // most telling first
	Unknown []Term       `json:"unknown,omitempty"` // that no unit has
}

// Why a place of a question was read otherwise than it was typed.
const (
	WhyRestored = "diacritics"
	WhySlip     = "slip"
	WhyKeys     = "keys"
	WhyShort    = "abbreviation"
)

// Correction is a place of a question that was read otherwise than it was typed.
type Correction struct {
	From string `json:"from"`
	To   string `json:"to"`
	Why  string `json:"why"` // WhyRestored and the others
}

// Addition is words that were searched for too, as others stand for them.
type Addition struct {
	Text  string  `json:"text"`
	Share float64 `json:"share"` // of what words of the question itself weigh
}

// Term is a word of a question or a pair of words.
type Term struct {
	Text      string  `json:"text"`
	Pair      bool    `json:"pair,omitempty"`
	Documents int     `json:"documents"` // units that have it
	Rarity    float64 `json:"rarity"`    // inverse document frequency
	Weight    float64 `json:"weight"`    // rarity times how much the question asks for it
}

// Standing is where a unit came and by what.
type Standing struct {
	Hit
	// Part is which part of a procedure was held against the question, the best:
	// "" for its fields, "ho-so", "trinh-tu".
	Part        string `json:"part,omitempty"`
	Rank        int    `json:"rank"`         // from 1; 0 when the unit was not found
	LexicalRank int    `json:"lexical_rank"` // by BM25F alone; 0 when it has none of the terms or is Excluded
	// Excluded tells that the query's date, scope or document leaves the unit out.
	Excluded bool    `json:"excluded,omitempty"`
	Prior    float64 `json:"prior"`  // of its kind of document, a factor of BM25F
	Length   int     `json:"length"` // weighted, in syllables, as BM25F counts it
	// Meaning is the cosine of the vectors of question and unit, nil without vectors.
	Meaning *float64 `json:"meaning,omitempty"`
	// Alike is what the operator's model says, nil when it took no part.
	Alike    *Alike         `json:"alike,omitempty"`
	Terms    []TermShare    `json:"terms"` // in the order of Interpretation.Terms; sum to Lexical
	Bias     float64        `json:"bias"`  // what the model gives every unit
	Features []FeatureShare `json:"features"`
}

// TermShare is what one term gives to a unit's BM25F score.
type TermShare struct {
	Text      string  `json:"text"`
	Has       bool    `json:"has"`
	Frequency int     `json:"frequency"` // title and heading count several times
	Score     float64 `json:"score"`
}

// Alike is what the vectors of an operator's model say of a unit.
type Alike struct {
	Cosine     float64 `json:"cosine"`
	Calibrated float64 `json:"calibrated"` // 0 to 1
	Score      float64 `json:"score"`      // what it adds to Hit.Score
}

// FeatureShare is a feature of a unit and what it adds to the model's score. They,
// the bias and what Alike adds sum to Hit.Score; the greatest, up or down, comes
// first. Without a model the shares are 0 and the features in the order of
// FeatureNames.
type FeatureShare struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Score float64 `json:"score"`
}

// Explain says why Search with q, its Limit included, puts a unit where it does; of
// unit only what identifies it counts. A unit that was not found is held against the
// question all the same: its score is what it would have had among those found.
// Explain scores the whole index and is slow beside Search. A unit that the index
// lacks is ErrNoUnit.
func (x *Index) Explain(ctx context.Context, q Query, unit Hit) (e Explanation, err error) {
	err = x.reading(func(g *generation) error {
		s, err := g.newExplainer(ctx, q, x.semantics.start(ctx, g, q.Text))
		if err != nil {
			return err
		}
		e = Explanation{Question: g.interpret(q.Text, s.found.asked), Candidates: len(s.hits), Model: g.model.Ranking != nil}
		if e.Unit, err = s.standing(identity(unit)); err != nil {
			return err
		}
		for _, rival := range s.hits[:min(len(s.hits), 2)] {
			if e.Rival == nil && identity(rival) != identity(unit) {
				standing, err := s.standing(identity(rival))
				if err != nil {
					return err
				}
				e.Rival = &standing
			}
		}
		return nil
	})
	return e, err
}

// identity is h without what a search says of it.
func identity(h Hit) Hit {
	return Hit{Document: h.Document, Article: h.Article, Procedure: h.Procedure}
}

// explainer is a finished search whose units can be explained.
type explainer struct {
	gen     *generation
	query   Query
	found   *candidates
	ranked  []scored // found in the order of the model
	hits    []Hit    // of ranked, all of them
	lexical []Hit    // every unit that has a term, in the order of BM25F
}

func (g *generation) newExplainer(ctx context.Context, q Query, model *awaited) (*explainer, error) {
	c, ranked, err := g.settle(ctx, q, model)
	if err != nil {
		return nil, err
	}
	share := newCoverage(c.asked, q.Emphasis)
	all := &ranking{gen: g, text: q.Text, k: len(g.info.Table.IDs), accept: q.filter(&g.info.Table), exhaustive: true}
	whole, _, err := all.run(ctx)
	if err != nil {
		return nil, err
	}
	var lexical []scored
	for _, f := range whole.best.ranked() {
		lexical = append(lexical, scored{found: f, worth: f.score.float()})
	}
	return &explainer{
		gen: g, query: q, found: c, ranked: ranked,
		hits: g.gather(ranked, share, len(ranked)), lexical: g.gather(lexical, share, len(lexical)),
	}, nil
}

// settle finds and ranks as many candidates as Search does for q.
func (g *generation) settle(ctx context.Context, q Query, model *awaited) (*candidates, []scored, error) {
	limit := q.limit()
	for k := max(rerankDepth, limit+limit/4+procedureParts); ; k = limit * procedureParts {
		c, err := g.find(ctx, q, k, model)
		if err != nil {
			return nil, nil, err
		}
		ranked := g.rank(c)
		hits := g.gather(ranked, newCoverage(c.asked, q.Emphasis), limit)
		if len(hits) == limit || len(c.units) < k || k >= limit*procedureParts {
			return c, ranked, nil
		}
	}
}

// interpret is how text was read to ask asked.
func (g *generation) interpret(text string, asked *question) Interpretation {
	in := Interpretation{Text: asked.text, Folded: asked.folded, Terms: termsOf(asked.terms), Unknown: termsOf(asked.unknown)}
	reading := g.learned.language.Read(viet.Normalize(text))
	why := [...]string{language.Restored: WhyRestored, language.Slip: WhySlip, language.Keys: WhyKeys}
	for _, c := range reading.Changes {
		in.Changes = append(in.Changes, Correction{From: c.From, To: c.To, Why: why[c.Kind]})
	}
	for _, e := range g.lexicon.Expand(reading.Text) {
		if e.Replace {
			in.Changes = append(in.Changes, Correction{From: reading.Text[e.Start:e.End], To: e.Words[0], Why: WhyShort})
		}
	}
	if asked.folded { // nothing is added beside it
		return in
	}
	for _, b := range g.understand(text).beside {
		in.Beside = append(in.Beside, Addition{Text: b.text, Share: besideWeight * b.weight})
	}
	return in
}

func termsOf(terms []searchTerm) []Term {
	out := make([]Term, len(terms))
	for i, t := range terms {
		pair := strings.ContainsRune(t.text, analysis.PairSeparator)
		out[i] = Term{Text: t.text, Pair: pair, Documents: t.list.count, Rarity: t.rarity, Weight: t.weight}
	}
	return out
}

// position is the rank of a unit among hits, from 1; 0 when it is not there.
func position(hits []Hit, unit Hit) int {
	return slices.IndexFunc(hits, func(h Hit) bool { return identity(h) == unit }) + 1
}

// standing explains one unit, which the search need not have found.
func (s *explainer) standing(unit Hit) (Standing, error) {
	parts := s.gen.partsOf(unit)
	if len(parts) == 0 {
		return Standing{}, fmt.Errorf("%s: %w", strings.Trim(string(unit.Document)+"#"+unit.Article+" "+unit.Procedure, "# "), ErrNoUnit)
	}
	st := Standing{Hit: unit, Rank: position(s.hits, unit), LexicalRank: position(s.lexical, unit)}
	accept := s.query.filter(&s.gen.info.Table)
	st.Excluded = accept != nil && !accept(parts[0])
	best, among := s.bestOf(parts)
	if st.Rank > 0 {
		st.Hit = s.hits[st.Rank-1]
	} else {
		st.Coverage = newCoverage(s.found.asked, s.query.Emphasis).of(best.mask)
	}
	info := s.gen.info
	_, st.Part, _ = strings.Cut(strings.TrimPrefix(info.Table.IDs[best.unit], procedurePrefix), "/")
	if unit.Procedure == "" {
		st.Part = ""
	}
	st.Prior, st.Length = float64(info.prior[best.unit]), int(info.Table.Lengths[best.unit])
	if s.found.meaning != nil {
		cosine := float64(s.gen.vectors.Similarity(int(best.unit), s.found.meaning))
		st.Meaning = &cosine
	}
	st.Alike = s.found.alike.explain(best.unit)
	st.Lexical, st.Terms = best.score.float(), s.gen.termShares(s.found.asked, best.unit)
	row := among.rowOf(s.gen, best.unit)
	st.Features, st.Bias = featureShares(s.gen.model.Ranking, row)
	if st.Rank == 0 {
		st.Score = st.Lexical
		if f := s.gen.model.Ranking; f != nil {
			st.Score = f.Score(row)
		}
		if st.Alike != nil {
			st.Score += st.Alike.Score
		}
	}
	return st, nil
}

// partsOf is the numbers of a unit: one of an article, up to procedureParts of a
// procedure, none when the index lacks it.
func (g *generation) partsOf(unit Hit) (numbers []uint32) {
	for n, id := range g.info.Table.IDs {
		if id != "" && hitOf(id) == unit {
			numbers = append(numbers, uint32(n))
		}
	}
	return numbers
}

// bestOf is the part that stands for the unit: the first in the ranking or, when
// none was found, the best by BM25F. It comes with the candidates, itself among them.
func (s *explainer) bestOf(parts []uint32) (found, *candidates) {
	for _, r := range s.ranked {
		if slices.Contains(parts, r.unit) {
			return r.found, s.found
		}
	}
	scorer := &scorer{info: s.gen.info, terms: s.found.asked.terms, best: topK{ids: s.gen.info.Table.IDs}}
	all := make([]found, len(parts))
	for i, n := range parts {
		all[i] = scorer.scoreUnit(n)
	}
	best := slices.MinFunc(all, scorer.best.compare)
	with := *s.found
	with.units = append(slices.Clone(with.units), best)
	slices.SortFunc(with.units, scorer.best.compare)
	return best, &with
}

// rowOf is the features of a unit that is among the candidates.
func (c *candidates) rowOf(g *generation, unit uint32) []float32 {
	at := slices.IndexFunc(c.units, func(f found) bool { return f.unit == unit })
	return g.featuresOf(c, nil)[at*int(featureCount) : (at+1)*int(featureCount)]
}

// termShares are what the terms give a unit.
func (g *generation) termShares(asked *question, unit uint32) []TermShare {
	shares := make([]TermShare, len(asked.terms))
	for i := range asked.terms {
		t := &asked.terms[i]
		shares[i].Text = t.text
		if of := t.list.of(unit); of > 0 {
			shares[i].Has, shares[i].Frequency = true, g.info.frequency(of, unit)
			shares[i].Score = (t.each * score(of)).float()
		}
	}
	return shares
}

// featureShares are what the features of a row add to the score of f, which may be nil.
func featureShares(f *forest.Forest, row []float32) (shares []FeatureShare, bias float64) {
	shares = make([]FeatureShare, len(row))
	for i, v := range row {
		shares[i] = FeatureShare{Name: featureNames[i], Value: float64(v)}
	}
	if f == nil {
		return shares, 0
	}
	parts := f.Explain(row)
	for i := range shares {
		shares[i].Score = parts[i]
	}
	slices.SortStableFunc(shares, func(a, b FeatureShare) int { return cmp.Compare(math.Abs(b.Score), math.Abs(a.Score)) })
	return shares, parts[len(row)]
}
