package passage

import (
	"math"
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
)

// Parameters of the scoring inside one article.
const (
	k1            = 1.2
	b             = 0.4
	pairWeight    = 1.5  // an adjacent pair of syllables against one syllable
	headingWeight = 0.4  // a syllable that the heading holds already
	wantBonus     = 0.35 // share of the best score that a fitting form of answer adds
	defineBonus   = 2.0  // the same for the clause that defines the term asked for
	earlier       = 0.88 // an earlier piece wins when it has this share of the best score

	generalHeading = 0.7 // share of the question in the heading from which the whole article is meant
	generalEarlier = 0.6 // earlier, for a question that means the whole article
)

// bag is the text of one piece as counted syllables and pairs.
type bag struct {
	counts map[string]float64
	length float64
}

// scorer scores pieces of one article for one question.
type scorer struct {
	q       question.Question
	weights map[string]float64 // of the question's syllables and pairs
	content map[string]bool
	// headingShare is the share of the question's content that the heading holds.
	headingShare float64
}

func newScorer(q question.Question, a corpus.Article) scorer {
	s := scorer{q: q, weights: map[string]float64{}, content: map[string]bool{}}
	heading := bagOf(q, a.Heading)
	weigh := func(term string, w float64) {
		if heading.counts[term] > 0 {
			w *= headingWeight
		}
		s.weights[term] = w
	}
	for i, t := range q.Content {
		if heading.counts[t.Text] > 0 {
			s.headingShare += 1 / float64(len(q.Content))
		}
		s.content[t.Text] = true
		weigh(t.Text, 1)
		if t.Joined {
			weigh(q.Content[i-1].Text+" "+t.Text, pairWeight)
		}
	}
	return s
}

func bagOf(q question.Question, text string) bag {
	syllables := question.Syllables(q.Form(text))
	out := bag{counts: map[string]float64{}, length: float64(len(syllables))}
	for i, s := range syllables {
		out.counts[s]++
		if i > 0 {
			out.counts[syllables[i-1]+" "+s]++
		}
	}
	return out
}

// scores rates each text among the others; all are zero when nothing matches.
func (s scorer) scores(texts []string) []float64 {
	bags := make([]bag, len(texts))
	mean := 0.0
	for i, t := range texts {
		bags[i] = bagOf(s.q, t)
		mean += bags[i].length / float64(len(texts))
	}
	out := make([]float64, len(texts))
	for term, weight := range s.weights {
		df := 0.0
		for _, x := range bags {
			if x.counts[term] > 0 {
				df++
			}
		}
		idf := weight * math.Log(1+(float64(len(texts))-df+0.5)/(df+0.5))
		for i, x := range bags {
			if tf := x.counts[term]; tf > 0 {
				out[i] += idf * tf * (k1 + 1) / (tf + k1*(1-b+b*x.length/mean))
			}
		}
	}
	s.addWants(out, texts)
	return out
}

var (
	duration = regexp.MustCompile(`(?i)\d+\s*(?:\([^)]*\)\s*)?(?:giờ|ngày|tuần|tháng|quý|năm|phút)(?:\PL|$)|ngay sau khi|chậm nhất`)
	money    = regexp.MustCompile(`(?i)\d[\d.,]*\s*(?:đồng|triệu|tỷ|%)|\d+(?:[.,]\d+)?\s*lần|mức lương cơ sở|mức lương tối thiểu`)
	number   = regexp.MustCompile(`\d`)
	office   = regexp.MustCompile(`(?i)bộ trưởng|chủ tịch|thủ trưởng|thủ tướng|giám đốc|người đứng đầu|ủy ban nhân dân|uỷ ban nhân dân|cơ quan|bộ \p{Lu}|sở \p{Lu}|chánh|cục trưởng|tổng cục`)
)

// addWants rewards pieces that hold the sort of answer that is waited for. Only
// pieces that match some word, or all of them when none does, are rewarded.
func (s scorer) addWants(scores []float64, texts []string) {
	best := 0.0
	for _, x := range scores {
		best = math.Max(best, x)
	}
	unmatched := best == 0
	if unmatched {
		best = 1
	}
	for i, t := range texts {
		if scores[i] == 0 && !unmatched {
			continue
		}
		w := s.q.Wants
		if w.Duration && duration.MatchString(t) || w.Money && money.MatchString(t) || w.Who && office.MatchString(t) ||
			w.Count && !w.Duration && !w.Money && number.MatchString(t) {
			scores[i] += wantBonus * best
		}
		if w.Definition {
			scores[i] += defineBonus * best * s.defines(t)
		}
	}
}

// defines tells how well the text defines the term asked for, 0 to 1: the words
// before its first "là" are all in the question.
func (s scorer) defines(text string) float64 {
	head, _, found := strings.Cut(" "+strings.Join(question.Syllables(s.q.Form(text)), " ")+" ", " "+s.q.Form("là")+" ")
	if !found {
		return 0
	}
	words := strings.Fields(head)
	if len(words) > 0 && (number.MatchString(words[0]) || len([]rune(words[0])) == 1) {
		words = words[1:] // the label of the clause or point
	}
	if len(words) == 0 || len(words) > 14 {
		return 0
	}
	known := 0
	for _, w := range words {
		if s.content[w] {
			known++
		}
	}
	if known < len(words)-1 || known == 0 {
		return 0
	}
	return float64(known) / float64(max(len(s.content), len(words)))
}

// pick returns the index of the best score, an earlier one when it has the share
// near of it, and whether the best is clearly ahead of every other.
func pick(scores []float64, near float64) (index int, ahead bool) {
	best, second := 0.0, 0.0
	for _, x := range scores {
		if x > best {
			best, second = x, best
		} else if x > second {
			second = x
		}
	}
	for i, x := range scores {
		if x >= near*best {
			return i, best > 0 && second < 0.8*best
		}
	}
	return 0, false
}

// Best returns the index of the text, of several from article a, that answers q
// best; the first when none stands out.
func Best(a corpus.Article, q question.Question, texts []string) int {
	i, ahead := pick(newScorer(q, a).scores(texts), earlier)
	if !ahead {
		return 0
	}
	return i
}
