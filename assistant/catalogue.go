package assistant

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// catalogueAge is how long a catalogue is used without asking whether the
// editions of the sources moved on; a new revision is seen at once.
const catalogueAge = 10 * time.Minute

// longestTitle bounds, in syllables, the titles by which acts are cited.
const longestTitle = 24

// catalogue knows the documents by the names that people cite them by, and what
// the corpus holds altogether.
type catalogue struct {
	revision int64
	loaded   time.Time
	stats    store.Stats
	heads    []corpus.Document
	byName   map[string][]corpus.Document // "luat khieu nai" → its documents
}

// catalogues keeps the catalogue of the current revision.
type catalogues struct {
	shelf Shelf
	now   Clock
	mu    sync.Mutex
	held  *catalogue
}

// current returns the catalogue of the corpus as it now is.
func (c *catalogues) current(ctx context.Context) (*catalogue, error) {
	revision, err := c.shelf.Revision(ctx)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.held != nil && c.held.revision == revision && c.now().Sub(c.held.loaded) < catalogueAge {
		return c.held, nil
	}
	fresh := &catalogue{revision: revision, loaded: c.now(), byName: map[string][]corpus.Document{}}
	if fresh.stats, err = c.shelf.Stats(ctx); err != nil {
		return nil, err
	}
	heads, err := c.shelf.Heads(ctx)
	if err != nil {
		return nil, err
	}
	fresh.heads = heads
	for _, d := range heads {
		name := foldName(string(d.Kind) + " " + d.Title)
		if n := strings.Count(name, " "); d.Title != "" && n < longestTitle {
			fresh.byName[name] = append(fresh.byName[name], d)
		}
	}
	c.held = fresh
	return fresh, nil
}

func foldName(s string) string {
	return viet.Fold(strings.Join(question.Syllables(viet.Normalize(s)), " "))
}

// shortNames are the abbreviations under which the codes are cited.
var shortNames = map[string]string{
	"blds": "bo luat dan su", "blhs": "bo luat hinh su", "blld": "bo luat lao dong",
	"bltths": "bo luat to tung hinh su", "blttds": "bo luat to tung dan su",
}

// named is a document cited by name in a text, at bytes start to end.
type named struct {
	documents  []corpus.Document
	name       string
	start, end int
}

// find looks for the act cited by name in text; the longest name wins.
func (c *catalogue) find(text string) (best named, ok bool) {
	words := wordsAt(text)
	size := 0
	for i := range words {
		if full, known := shortNames[words[i].folded]; known && size == 0 {
			if docs := c.byName[full]; len(docs) > 0 {
				best, size, ok = named{docs, full, words[i].start, words[i].end}, 1, true
			}
		}
		for n := min(len(words)-i, longestTitle); n > max(size, 1); n-- {
			name := joinFolded(words[i : i+n])
			docs := c.byName[name]
			if len(docs) == 0 || !typedAs(words[i:i+n], docs[0]) || n == 2 && !standsAlone(text, words, i+n) {
				continue
			}
			best, size, ok = named{docs, name, words[i].start, words[i+n-1].end}, n, true
			break
		}
	}
	return best, ok
}

// word is one syllable of a text and where it stands.
type word struct {
	typed, folded string
	start, end    int
}

func wordsAt(text string) []word {
	var out []word
	at := 0
	for _, s := range question.Syllables(text) {
		start := at + strings.Index(text[at:], s)
		at = start + len(s)
		lower := viet.Lower(s)
		out = append(out, word{lower, viet.Fold(lower), start, at})
	}
	return out
}

func joinFolded(words []word) string {
	parts := make([]string, len(words))
	for i, w := range words {
		parts[i] = w.folded
	}
	return strings.Join(parts, " ")
}

// typedAs tells whether the words are the document's kind and title as typed:
// every syllable with its own marks or with none.
func typedAs(words []word, d corpus.Document) bool {
	name := question.Syllables(viet.Lower(viet.Normalize(string(d.Kind) + " " + d.Title)))
	if len(name) != len(words) {
		return false
	}
	for i, w := range words {
		if w.typed != name[i] && w.typed != w.folded {
			return false
		}
	}
	return true
}

// standsAlone tells whether a title of one syllable ("Luật Giá") ends there and
// is not the beginning of other words ("luật giá đất").
func standsAlone(text string, words []word, next int) bool {
	if next >= len(words) || strings.ContainsAny(text[words[next-1].end:words[next].start], ",.;:?!()") {
		return true
	}
	w := words[next].folded
	return slices.Contains([]string{"nam", "so", "quy", "thi", "co", "la", "moi", "hien", "noi", "ve"}, w) || w[0] >= '0' && w[0] <= '9'
}

// onDay picks, of acts that bear one name in turn, the one of the year (in
// number or date) if year is not zero, else the last to take effect by day.
func onDay(docs []corpus.Document, year int, day corpus.Date) (corpus.Document, bool) {
	var best corpus.Document
	found := false
	for _, d := range docs {
		if year != 0 && d.Number.Year() != year && d.Issued.Year() != year {
			continue
		}
		late := year == 0 && !d.Effective.IsZero() && d.Effective > day
		bestLate := found && year == 0 && !best.Effective.IsZero() && best.Effective > day
		switch {
		case !found, bestLate && !late, bestLate == late && since(d) > since(best) != late:
			best, found = d, true
		}
	}
	return best, found
}

func since(d corpus.Document) corpus.Date { return max(d.Effective, d.Issued) }
