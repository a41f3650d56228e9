package assistant

import (
	"cmp"
	"context"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// When a search counts as having found an answer.
//
// The weights are a logistic regression over 300 of the 710 questions that
// people asked of the official code against 85 invented ones that it cannot
// answer, rounded. The sum is
//
//	scoreWeight · ln(score of the best unit)
//	+ coverageWeight · share of the question's information in the best unit
//	+ togetherWeight · the same share in the best five together
//
// over the syllables that carry content, and answers from enough upwards. See
// the README for what that turns away of all 710, and of questions that were not
// used here. Scores grow with the logarithm of the corpus; those of another are
// brought to the scale of fullCorpus. A change of the ranking asks for new weights.
const (
	fullCorpus     = 67_500 // articles and procedures
	scoreWeight    = 2
	coverageWeight = 3
	togetherWeight = 8
	togetherUnits  = 5
	enough         = 15.75

	// insideCoverage is what the best unit of one named document must cover.
	insideCoverage = 0.40
	// nearCoverage is what a unit must cover to be named as coming near.
	nearCoverage = 0.25
	// closeScore is the share of the best score from which a further provision is
	// shown beside the first.
	closeScore = 0.86
	// tieScore is the share from which two provisions count as equally good, so
	// that legal force may order them.
	tieScore = 0.99
	// procedureScore is the share of the best provision's score from which a
	// procedure answers a question that speaks of carrying one out; namedProcedure
	// the same when the question holds the procedure's whole name.
	procedureScore = 0.85
	namedProcedure = 0.55
	// shortQuestion is up to how many content syllables a question is too short to
	// be searched for beside a place whose document is not named.
	shortQuestion = 3
)

// rankScale brings the scores of the learned ranking to that of logarithms of BM25F
// scores, in which the weights of rerank and the shares above are given: two units
// whose learned scores differ by 1 were e times as often in that order as not.
const rankScale = 0.15

// Weights of rerank, found on half of the same questions and confirmed on the rest.
const (
	rerankFound = 0.2
	rerankPairs = 0.2
	rerankYear  = 0.005 // for each year that the act is younger
	rerankTerms = 0.2   // for an article that explains terms, when a meaning is asked for
	rerankField = 0.1   // for a heading that names what is asked: "Thời hạn …"
	rerankExact = 0.05  // for a heading all of which is in the question
	rerankSame  = 0.2   // besides, for one that holds all of the question's content too
	rerankNamed = 0.1   // besides, for a procedure, whose text holds much else
	rerankForm  = 0.3   // against forms that were not asked for
	rerankFrame = 0.2   // against articles on scope, effect and execution that were not asked for
)

// grounds is how much of a question a text holds.
type grounds struct {
	syllables, found int // content syllables
	pairs, paired    int // adjacent content syllables
}

// groundsOf counts what text holds of q.
func groundsOf(q question.Question, text string) grounds {
	words := " " + strings.Join(question.Syllables(q.Form(text)), " ") + " "
	g := grounds{syllables: len(q.Content)}
	for i, t := range q.Content {
		if strings.Contains(words, " "+t.Text+" ") {
			g.found++
		}
		if !t.Joined {
			continue
		}
		g.pairs++
		if strings.Contains(words, " "+q.Content[i-1].Text+" "+t.Text+" ") {
			g.paired++
		}
	}
	return g
}

func (g grounds) foundShare() float64 { return share(g.found, g.syllables) }
func (g grounds) pairShare() float64  { return share(g.paired, g.pairs) }
func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// confident tells whether what was found answers the question, rather than
// merely resembling it.
func (a *Assistant) confident(ctx context.Context, q question.Question, units []unit) (bool, error) {
	if len(units) == 0 || len(q.Content) == 0 {
		return false, nil
	}
	scale, err := a.scale(ctx)
	if err != nil {
		return false, err
	}
	return certainty(units, scale) >= enough, nil
}

// certainty is the sum that enough is held against.
func certainty(units []unit, scale float64) float64 {
	score, coverage, together := 1e-9, 0.0, 0.0
	for _, u := range units {
		if u.rank > 0 && u.hit.Lexical > score {
			score, coverage = u.hit.Lexical, u.hit.Coverage
		}
		if u.rank > 0 && u.rank <= togetherUnits {
			together = math.Max(together, u.hit.Together)
		}
	}
	return scoreWeight*math.Log(score*scale) + coverageWeight*coverage + togetherWeight*together
}

// scale brings the scores of this corpus to those of fullCorpus.
func (a *Assistant) scale(ctx context.Context) (float64, error) {
	cat, err := a.catalogues.current(ctx)
	if err != nil {
		return 0, err
	}
	n := max(cat.stats.Articles+cat.stats.Procedures, 10)
	return math.Log(fullCorpus) / math.Log(float64(n)), nil
}

// frame begins the headings of articles that every document has and that repeat
// its subject without ruling on it.
var frame = regexp.MustCompile(`^(?:pham vi dieu chinh|doi tuong ap dung|hieu luc thi hanh|to chuc thuc hien|trach nhiem thi hanh|dieu khoan (?:thi hanh|chuyen tiep)|quy dinh chuyen tiep|pham vi)`)

// form is the label of a form to be filled in, which repeats the words of what it
// is for without ruling on it.
var form = regexp.MustCompile(`^(?:Biểu mẫu|Mẫu)(?: |$)`)

// worthOf is the learned score of a unit, put right by what it holds of the
// question and by what sort of article it is.
func worthOf(u unit, q question.Question) float64 {
	w := rankScale*u.hit.Score + rerankFound*u.grounds.foundShare() + rerankPairs*u.grounds.pairShare()
	if y := since(u.document).Year(); y > 0 {
		w += rerankYear * float64(y-2000)
	}
	name := u.article.Heading + u.procedure.Name // it has one of the two
	heading := viet.Fold(name)
	if q.Field.NamedIn(heading) {
		w += rerankField
	}
	exact := shareOf(question.Syllables(q.Form(name)), question.Syllables(q.Form(q.Text)))
	if w += rerankExact * exact; exact == 1 && holdsAll(heading, q) {
		w += rerankSame
	} else if exact == 1 && u.isProcedure() {
		w += rerankNamed
	}
	if q.Wants.Definition && strings.Contains(heading, "giai thich tu ngu") {
		w += rerankTerms
	}
	if form.MatchString(u.article.Label) && !strings.Contains(q.Folded, "mau") && !strings.Contains(q.Folded, "to khai") {
		w -= rerankForm
	}
	if f := frame.FindString(heading); f != "" && !strings.Contains(q.Folded, f) {
		w -= rerankFrame
	}
	return w
}

// rerank orders units by their worth.
func rerank(units []unit, q question.Question) {
	for i := range units {
		units[i].worth = worthOf(units[i], q)
	}
	slices.SortStableFunc(units, func(x, y unit) int { return cmp.Compare(y.worth, x.worth) })
}

// prefersProcedure decides between the best procedure and the best provision.
func prefersProcedure(p, provision unit, q question.Question) bool {
	switch {
	case p.procedure.Code == "":
		return false
	case provision.article.Key == "":
		return true
	case q.Field != question.FieldNone && names(q, p.procedure):
		return p.hit.Lexical >= namedProcedure*provision.hit.Lexical
	case q.Wants.Definition && q.Field == question.FieldNone:
		return false
	case q.AsksRule():
		return p.hit.Lexical > provision.hit.Lexical
	case q.NamesProcedure(), q.AboutProcedure() && q.Field != question.FieldNone:
		return p.hit.Lexical >= procedureScore*provision.hit.Lexical
	}
	return p.hit.Lexical > provision.hit.Lexical
}

// names tells whether the question holds nearly all of the procedure's name.
func names(q question.Question, p corpus.Procedure) bool {
	name := question.Syllables(q.Form(p.Name))
	return len(name) >= 4 && shareOf(name, question.Syllables(q.Form(q.Text))) >= 0.9
}

// holdsAll tells whether the folded heading holds every content syllable.
func holdsAll(heading string, q question.Question) bool {
	syllables := question.Syllables(heading)
	for _, t := range q.Content {
		if !slices.Contains(syllables, viet.Fold(t.Text)) {
			return false
		}
	}
	return len(q.Content) > 0
}

// shareOf is the share of words that is among others.
func shareOf(words, others []string) float64 {
	known := 0
	for _, w := range words {
		if slices.Contains(others, w) {
			known++
		}
	}
	return share(known, len(words))
}
