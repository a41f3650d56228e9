package basis

import (
	"context"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// catalogue knows the documents of one revision of the corpus by their titles.
type catalogue struct {
	revision int64
	byTitle  map[string][]corpus.Document // by titleKey, in the order of Heads
	byDate   map[corpus.Date][]corpus.Document
}

// catalogue returns that of the corpus as it now is.
func (c *Checker) catalogue(ctx context.Context) (*catalogue, error) {
	revision, err := c.corpus.Revision(ctx)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.held != nil && c.held.revision == revision {
		return c.held, nil
	}
	heads, err := c.corpus.Heads(ctx)
	if err != nil {
		return nil, err
	}
	fresh := &catalogue{revision: revision, byTitle: map[string][]corpus.Document{}, byDate: map[corpus.Date][]corpus.Document{}}
	for _, d := range heads {
		if d.Title != "" {
			key := titleKey(d.Title)
			fresh.byTitle[key] = append(fresh.byTitle[key], d)
		}
		if !d.Issued.IsZero() {
			fresh.byDate[d.Issued] = append(fresh.byDate[d.Issued], d)
		}
	}
	c.held = fresh
	return fresh, nil
}

// titleKey is equal for titles that differ in spelling alone.
func titleKey(title string) string { return joined(titleWords(title)) }

func joined(words []string) string { return strings.Join(words, " ") }

// titled are the documents of that title and, unless it is empty, of that kind. Luật
// and Bộ luật count as one, for people mix them up.
func (c *catalogue) titled(title string, kind corpus.Kind) []corpus.Document {
	var out []corpus.Document
	for _, d := range c.byTitle[titleKey(title)] {
		if kind == "" || alike(kind, d.Kind) {
			out = append(out, d)
		}
	}
	return out
}

// alike tells whether one kind is taken for the other when an act is looked up by title.
func alike(a, b corpus.Kind) bool {
	law := func(k corpus.Kind) bool { return k == corpus.KindLaw || k == corpus.KindCode }
	return a == b || law(a) && law(b)
}
