package collation

import (
	"fmt"
	"slices"

	"github.com/trolycongvu/congvu/corpus"
)

// Original is the wording that an article had before the first amendment of its
// words.
type Original struct {
	Key     string // of the article as it is now
	Article corpus.Article
	Until   corpus.Date // zero when the day is not known
}

// Joined is what two readings make together.
type Joined struct {
	Document  corpus.Document
	Originals []Original
	Taken     int    // articles whose words came from the consolidated reading
	Added     int    // articles that only the consolidated reading has
	Why       string // in Vietnamese, what the other reading gave; empty for nothing
}

// Join makes the text that people see out of readings as Choose chose them. The
// documents stand where their readings did; only those chosen are looked at.
func (c Choice) Join(docs []corpus.Document) Joined {
	base := docs[c.Base]
	switch {
	case c.Code >= 0:
		return intoFile(base, docs[c.Code])
	case c.File >= 0:
		return underCode(base, docs[c.File])
	}
	return Joined{Document: base}
}

// Used are the readings that Join looks at.
func (c Choice) Used() []int {
	return slices.DeleteFunc([]int{c.Base, c.Code, c.File}, func(i int) bool { return i < 0 })
}

// intoFile joins the consolidated wording of amended articles to a file that has
// all articles as they were issued.
func intoFile(file, code corpus.Document) Joined {
	j := Joined{Document: fill(file, code)}
	articles := slices.Clone(file.Articles)
	places := match(file.Articles, code.Articles)
	for i := range code.Articles {
		at := places[i]
		if at < 0 {
			continue
		}
		c := code.Articles[i]
		if reworded(c) && !alike(&articles[at], &c) {
			j.original(file, articles[at], c, articles[at].Key)
			j.Taken++
		}
		articles[at] = amended(articles[at], c)
	}
	j.Document.Articles = j.insert(articles, code.Articles, places)
	if j.Taken+j.Added > 0 {
		j.Why = fmt.Sprintf("cho lời văn hợp nhất của %d điều, thêm %d điều", j.Taken, j.Added)
	}
	j.because(frame(file, code))
	return j
}

// because adds one more thing that the other reading gave.
func (j *Joined) because(why string) {
	if j.Why != "" && why != "" {
		j.Why += "; "
	}
	j.Why += why
}

// underCode adds to a consolidated text what a file of the original one knows:
// the older wordings and what stands around the articles.
func underCode(code, file corpus.Document) Joined {
	j := Joined{Document: fill(code, file)}
	places := match(file.Articles, code.Articles)
	for i, c := range code.Articles {
		if at := places[i]; at >= 0 && reworded(c) && !alike(&file.Articles[at], &c) {
			j.original(file, file.Articles[at], c, c.Key)
		}
	}
	if len(j.Originals) > 0 {
		j.Why = fmt.Sprintf("cho lời văn ban đầu của %d điều đã sửa đổi", len(j.Originals))
	}
	j.because(frame(code, file))
	return j
}

// original keeps article was of a file as the older wording of now, which is shown
// under key. What was recognised from an image is not quoted as the text of a
// former day.
func (j *Joined) original(file corpus.Document, was, now corpus.Article, key string) {
	if file.File.Confidence > 0 {
		return
	}
	if was.InForce.From == 0 {
		was.InForce.From = j.Document.Effective
	}
	until := firstReworded(now)
	if until != 0 && until <= was.InForce.From {
		return
	}
	was.Key, was.Amendments = key, nil
	j.Originals = append(j.Originals, Original{Key: key, Article: was, Until: until})
}

// reworded tells whether the article carries amendments that changed its words.
func reworded(a corpus.Article) bool {
	return slices.ContainsFunc(a.Amendments, corpus.Amendment.Rewords)
}

// firstReworded is the day of the first amendment of the article's words, zero
// when one of them is not dated.
func firstReworded(a corpus.Article) corpus.Date {
	var first corpus.Date
	for _, m := range a.Amendments {
		switch {
		case !m.Rewords():
		case m.Effective == 0:
			return 0
		case first == 0 || m.Effective < first:
			first = m.Effective
		}
	}
	return first
}

// amended is article a of a file with what the code knows of it: its words where
// they were changed, its notes and its place.
func amended(a, c corpus.Article) corpus.Article {
	if reworded(c) {
		a.Heading, a.Body = c.Heading, c.Body
	}
	a.Amendments, a.CrossRefs = c.Amendments, c.CrossRefs
	a.CodePlace, a.Address = c.CodePlace, c.Address
	if a.InForce.IsZero() || !c.InForce.Until.IsZero() {
		a.InForce = c.InForce
	}
	if a.Remark == "" {
		a.Remark = c.Remark
	}
	return a
}

// insert puts the articles that only the code has behind those that they follow
// there. A key that is taken already is passed over.
func (j *Joined) insert(articles, code []corpus.Article, places []int) []corpus.Article {
	behind := make(map[int][]corpus.Article)
	keys := make(map[string]bool, len(articles))
	for i := range articles {
		keys[articles[i].Key] = true
	}
	last := -1
	for i, c := range code {
		if places[i] >= 0 {
			last = places[i]
			continue
		}
		if !keys[c.Key] {
			keys[c.Key] = true
			behind[last] = append(behind[last], c)
			j.Added++
		}
	}
	if j.Added == 0 {
		return articles
	}
	joined := slices.Clone(behind[-1])
	for i, a := range articles {
		joined = append(append(joined, a), behind[i]...)
	}
	return joined
}
