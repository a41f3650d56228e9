package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// Change is what putting one document, article or procedure did.
type Change string

// The changes. Kept means that what the store shows is worth more than what was
// put: the real text against a digest, the whole against a part from elsewhere,
// or the first of two that one import brought under one identifier. A reading
// that is not shown is kept beside (Store.Readings).
const (
	Added     Change = "added"
	Changed   Change = "changed"
	Unchanged Change = "unchanged"
	Kept      Change = "kept"
	Withdrawn Change = "withdrawn"
	Removed   Change = "removed" // by Store.Remove
)

// Counts is how many of something an import added, changed and so on.
type Counts struct {
	Added     int `json:"added"`
	Changed   int `json:"changed"`
	Unchanged int `json:"unchanged"`
	Kept      int `json:"kept,omitempty"`
	Withdrawn int `json:"withdrawn"`
}

// Moved is how many changed in any way.
func (c Counts) Moved() int { return c.Added + c.Changed + c.Withdrawn }

// String is the counts in Vietnamese: "12 mới, 3 thay đổi, 4.468 giữ nguyên".
func (c Counts) String() string {
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{
		{c.Added, "mới"},
		{c.Changed, "thay đổi"},
		{c.Unchanged, "giữ nguyên"},
		{c.Kept, "bỏ qua vì kho có bản tốt hơn"},
		{c.Withdrawn, "không còn trong nguồn"},
	} {
		if p.n > 0 {
			parts = append(parts, grouped(p.n)+" "+p.what)
		}
	}
	if len(parts) == 0 {
		return "không có gì"
	}
	return strings.Join(parts, ", ")
}

// grouped writes n as Vietnamese do: 64.949.
func grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}

// Summary is what one import did, over all its runs when it was resumed.
type Summary struct {
	Import     int64  `json:"import"`
	Resumed    bool   `json:"resumed,omitempty"` // it continued an import that did not finish
	Documents  Counts `json:"documents"`
	Articles   Counts `json:"articles"`
	Procedures Counts `json:"procedures"`
	Revision   int64  `json:"revision"`
}

// The subjects of changes are the tables that hold them.
const (
	subjectDocument  = "document"
	subjectProcedure = "procedure"
)

// ChangedItem is one line of the report of an import.
type ChangedItem struct {
	Document  corpus.DocumentID `json:"document,omitempty"`
	Article   string            `json:"article,omitempty"` // key; empty for the whole document
	Procedure string            `json:"procedure,omitempty"`
	Change    Change            `json:"change"`
	Articles  int               `json:"articles,omitempty"` // how many came or went with a whole document
}

// Changes lists what an import added, changed and withdrew, documents with
// their articles first, then procedures, each in order of identifier.
func (s *Store) Changes(ctx context.Context, imported int64) (items []ChangedItem, err error) {
	err = each(ctx, s.read, func(scan scanner) error {
		var subject, id string
		var item ChangedItem
		if err := scan(&subject, &id, &item.Article, &item.Change, &item.Articles); err != nil {
			return err
		}
		if subject == subjectProcedure {
			item.Procedure = id
		} else {
			item.Document = corpus.DocumentID(id)
		}
		items = append(items, item)
		return nil
	}, `SELECT subject, id, article, change, articles FROM change WHERE import = ? ORDER BY subject, id, article`, imported)
	return items, fail(s.file, err)
}
