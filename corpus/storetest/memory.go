package storetest

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
)

// Memory is a store in memory, for tests. Its methods do what those of
// store.Store do and are safe for concurrent use.
type Memory struct {
	mu       sync.Mutex
	rev      int64
	docs     map[corpus.DocumentID]*document
	procs    map[string]*procedure
	editions map[string]corpus.Date // of the last complete import
	finished map[string]corpus.Date // editions by checksum
	last     map[string]string      // checksum of the last import by source
	busy     bool
	readings int64 // numbered so far
	files    map[string]store.FileContent
	seen     map[string]seenFile
	removed  map[corpus.DocumentID]removal
}

// removal is what is left of a removed document.
type removal struct {
	store.Removal
	rev int64
}

type document struct {
	doc      corpus.Document // with articles; Withdrawn set when withdrawn
	rev      int64
	since    map[string]corpus.Date
	gone     map[string]corpus.Version // withdrawn articles by key
	versions map[string][]corpus.Version
	derived  map[string][]corpus.Version // older wordings that another reading gave
	readings []*kept
	outlook  corpus.Outlook
	switched bool // another reading is about to be shown
}

type procedure struct {
	p   corpus.Procedure
	rev int64
}

// NewMemory returns a store that holds docs and procs. It panics on those that a
// store refuses.
func NewMemory(docs []corpus.Document, procs []corpus.Procedure) *Memory {
	m := &Memory{
		docs: map[corpus.DocumentID]*document{}, procs: map[string]*procedure{},
		editions: map[string]corpus.Date{}, finished: map[string]corpus.Date{}, last: map[string]string{},
		files: map[string]store.FileContent{}, seen: map[string]seenFile{}, removed: map[corpus.DocumentID]removal{},
	}
	im, err := m.BeginImport(context.Background(), store.ImportInfo{Source: "phapdien"})
	for _, d := range docs {
		if err == nil {
			_, err = im.PutDocument(context.Background(), d)
		}
	}
	for _, p := range procs {
		if err == nil {
			_, err = im.PutProcedure(context.Background(), p)
		}
	}
	if err == nil {
		_, err = im.Finish(context.Background(), false)
	}
	if err != nil {
		panic(err)
	}
	return m
}

// shown is d as readers see it.
func (m *Memory) shown(d *document) corpus.Document {
	doc := d.doc
	doc.ArticleCount = len(doc.Articles)
	doc.Source.Edition = m.edition(doc.Source, doc.Withdrawn)
	doc.Articles = slices.Clone(doc.Articles)
	doc = d.outlook.Over(doc)
	doc.ArticleCount = len(doc.Articles)
	return doc
}

// edition is the last known to hold what came from src.
func (m *Memory) edition(src corpus.Source, withdrawn corpus.Date) corpus.Date {
	if withdrawn != 0 {
		return src.Edition
	}
	return max(src.Edition, m.editions[src.Name])
}

func (m *Memory) get(id corpus.DocumentID) (*document, error) {
	d := m.docs[id]
	if d == nil {
		return nil, fmt.Errorf("%s: %w", id, store.ErrNotFound)
	}
	return d, nil
}

// Document is store.Store.Document.
func (m *Memory) Document(_ context.Context, id corpus.DocumentID) (corpus.Document, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if was, ok := m.removed[id]; ok {
		return corpus.Document{ID: id, Withdrawn: was.Day}, nil
	}
	d, err := m.get(id)
	if err != nil {
		return corpus.Document{}, err
	}
	return m.shown(d), nil
}

// Head is store.Store.Head.
func (m *Memory) Head(_ context.Context, id corpus.DocumentID) (corpus.Document, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d, err := m.get(id)
	if err != nil {
		return corpus.Document{}, err
	}
	return headOf(m.shown(d)), nil
}

// headOf leaves out of doc what listings leave out.
func headOf(doc corpus.Document) corpus.Document {
	doc.Articles, doc.Amends, doc.Recipients, doc.Preamble, doc.Closing, doc.Steps = nil, nil, nil, nil, nil, nil
	return doc
}

// Article is store.Store.Article.
func (m *Memory) Article(_ context.Context, id corpus.DocumentID, key string) (corpus.Article, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	d, err := m.get(id)
	if err != nil {
		return corpus.Article{}, err
	}
	for _, a := range d.doc.Articles {
		if a.Key == key {
			a.Withdrawn = d.doc.Withdrawn
			return d.outlook.Articles[key].Over(a), nil
		}
	}
	if own, ok := d.added(key); ok {
		return d.outlook.Articles[key].Over(own), nil
	}
	if v, ok := d.gone[key]; ok {
		return v.Article, nil
	}
	return corpus.Article{}, fmt.Errorf("%s, Điều %s: %w", id, key, store.ErrNotFound)
}

// added is the article that the outlook adds under a key.
func (d *document) added(key string) (corpus.Article, bool) {
	over := d.outlook.Articles[key]
	has := slices.ContainsFunc(d.doc.Articles, func(a corpus.Article) bool { return a.Key == key })
	if has || over.Added == nil {
		return corpus.Article{}, false
	}
	a := *over.Added
	a.Key, a.Withdrawn = key, d.doc.Withdrawn
	return a, true
}

// Versions is store.Store.Versions.
func (m *Memory) Versions(ctx context.Context, id corpus.DocumentID, key string) ([]corpus.Version, error) {
	if _, err := m.Article(ctx, id, key); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	d := m.docs[id]
	list := slices.Clone(d.versions[key])
	slices.Reverse(list)
	list = append(list, d.derived[key]...)
	if a, ok := d.added(key); ok {
		own := d.version(a, m.edition(d.doc.Source, 0), 0)
		return append(d.outlook.Articles[key].Former(own), list...), nil
	}
	if v, ok := d.gone[key]; ok {
		return append([]corpus.Version{v}, list...), nil
	}
	i := slices.IndexFunc(d.doc.Articles, func(a corpus.Article) bool { return a.Key == key })
	a := d.doc.Articles[i]
	a.Withdrawn = d.doc.Withdrawn
	own := d.version(a, m.edition(d.doc.Source, d.doc.Withdrawn), a.InForce.Until)
	if a.Withdrawn != 0 {
		return append([]corpus.Version{own}, list...), nil
	}
	return append(d.outlook.Articles[key].Former(own), list...), nil
}

// Procedure is store.Store.Procedure.
func (m *Memory) Procedure(_ context.Context, code string) (corpus.Procedure, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	p := m.procs[code]
	if p == nil {
		return corpus.Procedure{}, fmt.Errorf("%s: %w", code, store.ErrNotFound)
	}
	return m.shownProcedure(p), nil
}

func (m *Memory) shownProcedure(p *procedure) corpus.Procedure {
	shown := p.p
	shown.Source.Edition = m.edition(shown.Source, shown.Withdrawn)
	return shown
}

// Heads is store.Store.Heads.
func (m *Memory) Heads(context.Context) ([]corpus.Document, error) {
	return m.pick(func(d corpus.Document) bool { return d.Withdrawn == 0 }), nil
}

// pick lists the heads that fit, in order of identifier.
func (m *Memory) pick(fits func(corpus.Document) bool) []corpus.Document {
	m.mu.Lock()
	defer m.mu.Unlock()
	var list []corpus.Document
	for _, id := range slices.Sorted(maps.Keys(m.docs)) {
		if doc := m.shown(m.docs[id]); fits(doc) {
			list = append(list, headOf(doc))
		}
	}
	return list
}

// Documents is store.Store.Documents.
func (m *Memory) Documents(ctx context.Context) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		heads, _ := m.Heads(ctx)
		for _, h := range heads {
			if doc, err := m.Document(ctx, h.ID); !yield(doc, err) {
				return
			}
		}
	}
}

// Procedures is store.Store.Procedures.
func (m *Memory) Procedures(context.Context) iter.Seq2[corpus.Procedure, error] {
	m.mu.Lock()
	defer m.mu.Unlock()
	var list []corpus.Procedure
	for _, code := range slices.Sorted(maps.Keys(m.procs)) {
		if p := m.shownProcedure(m.procs[code]); p.Withdrawn == 0 {
			list = append(list, p)
		}
	}
	return func(yield func(corpus.Procedure, error) bool) {
		for _, p := range list {
			if !yield(p, nil) {
				return
			}
		}
	}
}

// Revision is store.Store.Revision.
func (m *Memory) Revision(context.Context) (int64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.rev, nil
}

// ChangedSince is store.Store.ChangedSince.
func (m *Memory) ChangedSince(_ context.Context, after int64) (docs []corpus.DocumentID, codes []string, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for id, d := range m.docs {
		if d.rev > after {
			docs = append(docs, id)
		}
	}
	for id, was := range m.removed {
		if was.rev > after {
			docs = append(docs, id)
		}
	}
	for code, p := range m.procs {
		if p.rev > after {
			codes = append(codes, code)
		}
	}
	slices.Sort(docs)
	slices.Sort(codes)
	return docs, codes, nil
}

// FindNumber is store.Store.FindNumber.
func (m *Memory) FindNumber(_ context.Context, n corpus.Number) ([]corpus.Document, error) {
	found := m.pick(func(d corpus.Document) bool { return n != "" && d.Number.Key() == n.Key() })
	if len(found) == 0 && n != "" {
		found = m.pick(func(d corpus.Document) bool {
			short, _, _ := strings.Cut(string(d.Number), "-")
			return n.Covers(d.Number) || corpus.Number(short).Key() == n.Key()
		})
	}
	return ordered(found), nil
}

// FindTitle is store.Store.FindTitle.
func (m *Memory) FindTitle(_ context.Context, kind corpus.Kind, title string) ([]corpus.Document, error) {
	want := plain(kind, title)
	return ordered(m.pick(func(d corpus.Document) bool {
		return want != "" && plain(d.Kind, d.Title) == want && (kind == "" || d.Kind == kind)
	})), nil
}

// FindRef is store.Store.FindRef.
func (m *Memory) FindRef(ctx context.Context, ref corpus.Ref) ([]corpus.Document, error) {
	if ref.Number == "" {
		return m.FindTitle(ctx, ref.Kind, ref.Title)
	}
	all, _ := m.FindNumber(ctx, ref.Number)
	var fit []corpus.Document
	for _, d := range all {
		if ref.Kind == "" || d.Kind == ref.Kind {
			fit = append(fit, d)
		}
	}
	if len(fit) == 0 && len(all) > 0 && all[0].Number.Key() == ref.Number.Key() {
		return all, nil
	}
	return fit, nil
}

// plain folds a title as far as the tests of this repository need.
func plain(kind corpus.Kind, title string) string {
	number := corpus.Number(strings.Join(strings.Fields(title), " "))
	folded := strings.ReplaceAll(number.Slug(), "-", " ")
	for _, lead := range []string{strings.ReplaceAll(corpus.Number(kind).Slug(), "-", " "), "ve"} {
		folded = strings.TrimPrefix(folded, lead+" ")
	}
	return folded
}

func ordered(docs []corpus.Document) []corpus.Document {
	slices.SortFunc(docs, func(a, b corpus.Document) int {
		return cmp.Or(cmp.Compare(min(a.Withdrawn, 1), min(b.Withdrawn, 1)), cmp.Compare(b.Kind.Force(), a.Kind.Force()),
			cmp.Compare(b.Issued, a.Issued), cmp.Compare(a.ID, b.ID))
	})
	return docs
}
