package indexer

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2"

	"github.com/trolycongvu/congvu/corpus"
)

// ChangingSource is a Source that knows what changed since a revision.
type ChangingSource interface {
	Source
	// ChangedSince names what was added, changed or withdrawn after a revision.
	ChangedSince(ctx context.Context, revision int64) ([]corpus.DocumentID, []string, error)
	// Document returns one document with its articles; withdrawn ones are marked.
	Document(context.Context, corpus.DocumentID) (corpus.Document, error)
	// Procedure returns one procedure; a withdrawn one is marked.
	Procedure(ctx context.Context, code string) (corpus.Procedure, error)
}

// Outcome says what Sync did.
type Outcome string

// The outcomes of Sync.
const (
	UpToDate Outcome = "up_to_date"
	Updated  Outcome = "updated" // a copy of the old generation with the changes
	Rebuilt  Outcome = "rebuilt"
)

// rebuildShare is the share of units from which changing them one by one costs
// more than building anew.
const rebuildShare = 0.1

// Sync brings the index in dir to the revision of src. Few changes are made in a
// copy of the serving generation, many by a new build; either way the result is
// a new generation, and the ranking is that of a new build.
func Sync(ctx context.Context, dir string, src ChangingSource, o BuildOptions) (Outcome, error) {
	changed, err := stale(ctx, dir, src)
	if errors.Is(err, ErrNoIndex) || errors.Is(err, ErrFormat) || errors.Is(err, errTooMany) {
		_, err := Build(ctx, dir, src, o)
		return Rebuilt, err
	}
	if err != nil || len(changed.docs)+len(changed.codes) == 0 {
		return UpToDate, err
	}
	_, err = grow(ctx, dir, src, func(building string) (*content, error) {
		fresh, err := changed.read(ctx, src)
		if err != nil {
			return nil, err
		}
		return changed.amend(ctx, dir, building, fresh, o)
	})
	return Updated, err
}

var errTooMany = errors.New("too many changes")

// changes names the documents and procedures that an index holds in an older state.
type changes struct {
	docs  []corpus.DocumentID
	codes []string
}

// stale returns what changed since the serving generation was built.
func stale(ctx context.Context, dir string, src ChangingSource) (changes, error) {
	name, err := currentName(dir)
	if err != nil {
		return changes{}, err
	}
	info, err := loadInfo(filepath.Join(dir, name))
	if errors.Is(err, fs.ErrNotExist) {
		return changes{}, ErrNoIndex
	}
	if err != nil {
		return changes{}, err
	}
	revision, err := src.Revision(ctx)
	if err != nil || revision == info.Revision {
		return changes{}, err
	}
	if revision < info.Revision { // another corpus, or an older one put back
		return changes{}, errTooMany
	}
	docs, codes, err := src.ChangedSince(ctx, info.Revision)
	if err != nil {
		return changes{}, err
	}
	changed := len(codes)
	documents := make(map[string]bool, len(docs))
	for _, id := range docs {
		documents[string(id)] = true
	}
	for _, id := range info.Table.IDs {
		if documents[string(hitOf(id).Document)] {
			changed++
		}
	}
	if float64(changed+len(docs)) > rebuildShare*float64(info.Units) {
		return changes{}, errTooMany
	}
	return changes{docs, codes}, nil
}

// amend writes a copy of the serving index into building, with fresh in the
// place of what changed.
func (c changes) amend(ctx context.Context, dir, building string, fresh []unit, o BuildOptions) (*content, error) {
	name, err := currentName(dir)
	if err != nil {
		return nil, err
	}
	old, err := openGeneration(dir, name)
	if err != nil {
		return nil, err
	}
	rows, gone := old.info.Table.without(c)
	amended := &content{rows: rows, learned: old.learned}
	amended.texts.addOld(old.text, old.info.Table.IDs, func(id string) bool { _, stays := rows[id]; return stays })
	copied := filepath.Join(building, bleveDir)
	if err := errors.Join(copyIndex(old.idx, copied), old.idx.Close()); err != nil {
		return nil, err
	}
	idx, err := bleve.Open(copied)
	if err != nil {
		return nil, err
	}
	err = remove(idx, gone)
	if err == nil {
		err = add(ctx, idx, fresh, amended, o)
	}
	return amended, errors.Join(err, idx.Close())
}

func copyIndex(idx bleve.Index, path string) error {
	from, ok := idx.(bleve.IndexCopyable)
	if !ok {
		return fmt.Errorf("chỉ mục %T không sao chép được", idx)
	}
	if err := os.Mkdir(path, 0o700); err != nil {
		return err
	}
	return from.CopyTo(bleve.FileSystemDirectory(path))
}

// read returns the units of what changed and is still there.
func (c changes) read(ctx context.Context, src ChangingSource) ([]unit, error) {
	var fresh []unit
	for _, id := range c.docs {
		d, err := src.Document(ctx, id)
		if err != nil {
			return nil, err
		}
		fresh = append(fresh, articleUnits(&d)...)
	}
	for _, code := range c.codes {
		p, err := src.Procedure(ctx, code)
		if err != nil {
			return nil, err
		}
		if p.Withdrawn.IsZero() {
			fresh = append(fresh, procedureUnits(&p)...)
		}
	}
	return fresh, nil
}

// without splits the table: rows that stay, and identifiers of units of the
// documents and procedures named.
func (t *unitTable) without(c changes) (rows map[string]row, gone []string) {
	drop := make(map[string]bool, len(c.docs)+len(c.codes))
	for _, id := range c.docs {
		drop[articlePrefix+string(id)] = true
	}
	for _, code := range c.codes {
		drop[procedureID(code)] = true
	}
	rows = make(map[string]row, len(t.IDs))
	for n, id := range t.IDs {
		switch {
		case id == "":
		case drop[groupOf(id)]:
			gone = append(gone, id)
		default:
			rows[id] = t.row(n)
		}
	}
	return rows, gone
}

// groupOf is the identifier of the document or procedure that a unit belongs to.
func groupOf(id string) string {
	rest := id[min(len(articlePrefix), len(id)):] // both prefixes are as long
	name, _, _ := strings.Cut(rest, "/")
	return id[:len(id)-len(rest)] + name
}

// remove deletes units.
func remove(idx bleve.Index, gone []string) error {
	b := idx.NewBatch()
	for _, id := range gone {
		b.Delete(id)
	}
	return idx.Batch(b)
}

// add indexes fresh units, a block at a time, and adds their rows and texts.
func add(ctx context.Context, idx bleve.Index, fresh []unit, to *content, o BuildOptions) error {
	for block := range slices.Chunk(fresh, blockSize) {
		if err := ctx.Err(); err != nil {
			return err
		}
		b := idx.NewBatch()
		analyzed := analyzeBlock(block)
		to.texts.add(analyzed.ids, &analyzed.text)
		for i, doc := range analyzed.docs {
			to.rows[doc.ID()] = analyzed.rows[i]
			if err := b.IndexAdvanced(doc); err != nil {
				return err
			}
		}
		if err := idx.Batch(b); err != nil {
			return err
		}
		if o.Progress != nil {
			o.Progress(len(to.rows))
		}
	}
	return nil
}
