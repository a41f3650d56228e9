package indexer

import (
	"cmp"
	"context"
	"math"
	"math/bits"
	"slices"
	"strings"
	"sync"

	"github.com/trolycongvu/congvu/indexer/vector"
)

// rerankDepth is how many of the best units by BM25F are looked at again.
const rerankDepth = 300

// probes are used again by later searches: one takes 70 KB.
var probes = sync.Pool{New: func() any { return new(probe) }}

// denseDepth is how many of the units nearest to the question in meaning are looked
// at too.
const denseDepth = 100

// candidates are the units that a question is answered from, in the order of
// their BM25F scores.
type candidates struct {
	asked   *question
	units   []found
	meaning *vector.Probe // of the question, nil without vectors
	alike   *likeness     // by the operator's model, nil without one
}

// find returns the k best units by BM25F together with those nearest in meaning;
// the latter are looked for while the former are. model is the question on its way
// to the operator's model, nil for none.
func (g *generation) find(ctx context.Context, q Query, k int, model *awaited) (*candidates, error) {
	asked, err := g.ask(ctx, q.Text)
	if err != nil {
		return nil, err
	}
	accept := q.filter(&g.info.Table)
	c := &candidates{asked: asked}
	var near []vector.Near
	finish := func() {}
	if g.vectors != nil && len(asked.terms) > 0 {
		c.meaning = g.model.encodeQuestion(asked)
		finish = aside(func() { near = g.vectors.Nearest(c.meaning, denseDepth, accept, nil) })
	}
	s := (&ranking{gen: g, k: k, accept: accept}).score(asked)
	c.units = s.best.ranked()
	finish()
	if c.alike = model.likeness(); c.alike != nil {
		c.alike.look(accept)
		near = append(near, c.alike.found()...)
	}
	c.addNear(near, s)
	return c, ctx.Err()
}

// addNear adds units near in meaning that are not there yet, scored as the others
// are. None comes before what is there: that are the best.
func (c *candidates) addNear(near []vector.Near, s *scorer) {
	if len(c.units) == 0 {
		return
	}
	has := make(map[uint32]bool, len(c.units))
	for _, f := range c.units {
		has[f.unit] = true
	}
	best := len(c.units)
	for _, n := range near {
		if !has[n.Row] && n.Similarity > 0 && s.info.Table.IDs[n.Row] != "" {
			has[n.Row] = true
			c.units = append(c.units, s.scoreUnit(n.Row))
		}
	}
	slices.SortFunc(c.units[best:], s.best.compare)
}

// scored is a unit with what the model says of it.
type scored struct {
	found
	worth float64
}

// rank orders the candidates by the model and what the operator's model says;
// without either they stay as they are.
func (g *generation) rank(c *candidates) []scored {
	ranked := make([]scored, len(c.units))
	for i, f := range c.units {
		ranked[i] = scored{found: f, worth: f.score.float()}
	}
	if g.model.Ranking != nil {
		scores := make([]float64, len(ranked))
		room := rowRooms.Get().(*[]float32)
		defer rowRooms.Put(room)
		rows := g.featuresOf(c, *room)
		*room = rows
		const share = 128 // two blocks of ScoreRows
		inShares(len(ranked), share, func(from, to int) {
			g.model.Ranking.ScoreRows(rows[from*int(featureCount):to*int(featureCount)], scores[from:to])
		})
		for i := range ranked {
			ranked[i].worth = scores[i]
		}
	}
	c.alike.fuse(ranked)
	slices.SortStableFunc(ranked, func(a, b scored) int { return cmp.Compare(b.worth, a.worth) })
	return ranked
}

// rowRooms are used again by later searches: one takes 90 KB.
var rowRooms = sync.Pool{New: func() any { return new([]float32) }}

// featuresOf returns the features of the candidates, row after row, in room if they
// fit there.
func (g *generation) featuresOf(c *candidates, room []float32) []float32 {
	flat := slices.Grow(room[:0], len(c.units)*int(featureCount))[:len(c.units)*int(featureCount)]
	clear(flat)
	if len(flat) == 0 {
		return flat
	}
	rows := make([]*features, len(c.units))
	for i := range rows {
		rows[i] = (*features)(flat[i*int(featureCount):])
	}
	p := probes.Get().(*probe)
	defer probes.Put(p)
	p.load(c.asked, g.text)
	ideal, top := c.asked.ideal(), math.Max(c.units[0].score.float(), 1e-9)
	const share = 40
	inShares(len(rows), share, func(from, to int) {
		var body bodyScan
		for i, f := range c.units[from:to] {
			row := rows[from+i]
			row[featBM25] = float32(f.score.float() / top)
			row[featIdeal] = float32(f.score.float() / ideal)
			row[featRank] = logOf(from + i)
			row[featQuestion] = logOf(p.length)
			p.describeText(g.text.unit(f.unit), g, row, &body)
			g.describeUnit(f.unit, p.sorts, row)
			if c.meaning != nil {
				row[featMeaning] = g.vectors.Similarity(int(f.unit), c.meaning)
			}
		}
	})
	g.describeDocuments(c.units, rows)
	g.describeMeaning(c, rows)
	return flat
}

// describeMeaning fills the features that compare the units by their vectors.
func (g *generation) describeMeaning(c *candidates, rows []*features) {
	if c.meaning == nil {
		return
	}
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rows[b][featMeaning], rows[a][featMeaning]) })
	best := max(rows[order[0]][featMeaning], 1e-3)
	for rank, i := range order {
		rows[i][featMeaningRank] = logOf(rank)
		rows[i][featMeaningGap] = rows[i][featMeaning] / best
	}
}

// ideal is the score of a unit that has every known term without end.
func (q *question) ideal() float64 {
	total := 0.0
	for _, t := range q.terms {
		total += t.weight * (bm25K1 + 1)
	}
	return math.Max(total, 1e-9)
}

// describeText fills the features that come of the unit's words.
func (p *probe) describeText(tokens []word, g *generation, row *features, body *bodyScan) {
	title, rest := p.part(tokens, g.text.rarity)
	within, rest := p.part(rest, g.text.rarity)
	heading, rest := p.part(rest, g.text.rarity)
	outside := seen{words: title.words | heading.words, pairs: title.pairs | heading.pairs}
	p.body(rest, &outside, body)
	words, pairs := outside.words|body.words, outside.pairs|body.pairs

	row[featWords] = ratio(sum(words, &p.wordWeight), p.totalWords)
	row[featPairs] = ratio(sum(pairs, &p.pairWeight), p.totalPairs)
	row[featContent] = ratio(sum(words, &p.contentWeight), p.totalContent)
	row[featMissing] = ratio(p.heaviestOf(^words), p.heaviest)
	row[featRare] = ratio(sum(words&p.rare, &p.wordWeight), sum(p.rare, &p.wordWeight))
	row[featNumbers] = ratio(sum((words|within.words)&p.numbers, &p.wordWeight), sum(p.numbers, &p.wordWeight))
	row[featHeadWords], row[featHeadPairs], row[featHeadPrecision], row[featHeadRun] = p.shares(&heading)
	row[featTitleWords], row[featTitlePairs], row[featTitlePrecision], row[featTitleRun] = p.shares(&title)
	row[featWithinWords], row[featWithinPairs], row[featWithinPrecision], _ = p.shares(&within)
	p.describeBody(g, row, body)
}

// shares are those of a short part: words, pairs, precision, run.
func (p *probe) shares(s *seen) (words, pairs, precision, run float32) {
	return ratio(sum(s.words, &p.contentWeight), p.totalContent), ratio(sum(s.pairs, &p.pairWeight), p.totalPairs),
		ratio(s.known, s.all), ratio(s.run, p.totalWords)
}

func (p *probe) describeBody(g *generation, row *features, body *bodyScan) {
	row[featBodyWords] = ratio(sum(body.words, &p.wordWeight), p.totalWords)
	row[featBodyPairs] = ratio(sum(body.pairs, &p.pairWeight), p.totalPairs)
	length, average := float64(body.length), g.text.averageBody
	row[featBodyBM25] = bm25Share(&body.wordCounts, p.words, &p.contentWeight, length, average)
	row[featBodyPairsBM25] = bm25Share(&body.pairCounts, p.pairCount, &p.pairWeight, length, average)
	row[featBodyRun] = ratio(body.run, p.totalWords)
	row[featClause], row[featClauseContext], row[featClauseContent] = body.clause, body.context, body.content
	row[featClausePlace], row[featClauseLength] = logOf(body.clausePlace), logOf(body.clauseLength)
	row[featFirstClause], row[featLine], row[featWindow] = body.first, body.line, body.window
	row[featDefinition] = body.definition
	row[featLength], row[featClauses] = logOf(body.length), logOf(body.clauses)
}

// heaviestOf is the greatest weight among the slots of a set.
func (p *probe) heaviestOf(set uint64) (heaviest float32) {
	for slot := 1; slot <= p.words; slot++ {
		if set&(1<<slot) != 0 {
			heaviest = max(heaviest, p.wordWeight[slot])
		}
	}
	return heaviest
}

// describeUnit fills the features that the unit's row of the table gives.
func (g *generation) describeUnit(unit uint32, asked sorts, row *features) {
	t := &g.info.Table
	kind, own := t.KindNames[t.Kinds[unit]], t.Sorts[unit]
	if strings.HasPrefix(t.IDs[unit], procedurePrefix) {
		row[featIsProcedure] = 1
	}
	row[featForce] = float32(kind.Force())
	if year := t.From[unit].Year(); year > 0 {
		row[featYear] = float32(year - 2000)
	}
	row[featArticle] = logOf(int(t.Places[unit]))
	row[featSorts] = float32(bits.OnesCount32(uint32(own & asked)))
	row[featSortsOther] = float32(bits.OnesCount32(uint32(own &^ asked)))
	definition := flag(own&sortDefinition != 0)
	if asked&sortDefinition != 0 {
		row[featWantsTerms] = definition
	} else {
		row[featTerms] = definition
	}
	row[featFrame] = flag(own&^asked&(sortScope|sortSubject|sortForce) != 0)
	row[featForm] = flag(own&^asked&sortForm != 0)
}

func flag(yes bool) float32 {
	if yes {
		return 1
	}
	return 0
}

// describeDocuments fills the features that compare a unit with the others found.
func (g *generation) describeDocuments(ranked []found, rows []*features) {
	t := &g.info.Table
	type group struct {
		best, sum float64
		units     int
	}
	documents, topics := map[uint32]*group{}, map[uint16]float64{}
	scores := make(map[place]float64, len(ranked))
	total := 0.0
	for i, f := range ranked {
		s := f.score.float()
		scores[t.placeOf(f.unit)] = s
		d := documents[t.groups[f.unit]]
		if d == nil {
			d = &group{best: s}
			documents[t.groups[f.unit]] = d
		}
		d.units++
		rows[i][featDocumentRank] = logOf(d.units)
		rows[i][featDocumentGap] = float32(s / math.Max(d.best, 1e-9))
		if i < 50 {
			d.sum += s
			topics[t.Topics[f.unit]] += s
			total += s
		}
	}
	top := math.Max(ranked[0].score.float(), 1e-9)
	for i, f := range ranked {
		d := documents[t.groups[f.unit]]
		rows[i][featDocumentBest] = float32(d.best / top)
		rows[i][featDocumentShare] = float32(d.sum / math.Max(total, 1e-9))
		at := t.placeOf(f.unit)
		near := max(scores[place{at.group, at.number - 1}], scores[place{at.group, at.number + 1}])
		rows[i][featNeighbours] = float32(near / top)
		rows[i][featTopicShare] = float32(topics[t.Topics[f.unit]] / math.Max(total, 1e-9))
	}
}

// group numbers the documents and procedures that the units belong to. Units of
// one need not stand together: Bleve writes those of a batch in any order.
func (t *unitTable) group() {
	t.groups = make([]uint32, len(t.IDs))
	var numbers map[string]uint32
	var names []string
	for i, id := range t.IDs {
		name := ""
		if id != "" {
			name = groupOf(id)
		}
		t.groups[i] = intern(&numbers, &names, name)
	}
}

// place is where a unit stands in its document.
type place struct{ group, number uint32 }

func (t *unitTable) placeOf(unit uint32) place { return place{t.groups[unit], t.Places[unit]} }
