// Package assistanttest holds a small made-up corpus and a small search engine,
// so that the assistant and its channels are tested on something that works.
// Every document in it is invented.
package assistanttest

import (
	"context"
	"time"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/corpus/storetest"
)

// Now is the time that Clock tells: noon of 1 February 2026 in Vietnam.
var Now = time.Date(2026, 2, 1, 5, 0, 0, 0, time.UTC)

// Clock stands still at Now.
func Clock() time.Time { return Now }

// Library is a store in memory.
type Library struct{ *storetest.Memory }

// NewLibrary returns the made-up corpus. Điều 15 of its decree has an older
// wording, for it is imported in two editions.
func NewLibrary() Library {
	m := storetest.NewMemory(nil, nil)
	put(m, "first", 20210201, decree(oldNumbering()))
	put(m, "second", 20260201, documents()...)
	im, err := m.BeginImport(context.Background(), store.ImportInfo{Source: "dichvucong", Checksum: "procedures", Edition: 20260115})
	must(err)
	for _, p := range procedures() {
		_, err := im.PutProcedure(context.Background(), p)
		must(err)
	}
	_, err = im.Finish(context.Background(), false)
	must(err)
	return Library{m}
}

func put(m *storetest.Memory, checksum string, edition corpus.Date, docs ...corpus.Document) {
	im, err := m.BeginImport(context.Background(), store.ImportInfo{Source: "phapdien", Checksum: checksum, Edition: edition})
	must(err)
	for _, d := range docs {
		_, err := im.PutDocument(context.Background(), d)
		must(err)
	}
	_, err = im.Finish(context.Background(), false)
	must(err)
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// Stats counts documents and procedures by source.
func (l Library) Stats(ctx context.Context) (store.Stats, error) {
	var st store.Stats
	by := map[string]*store.SourceStats{}
	source := func(s corpus.Source) *store.SourceStats {
		if by[s.Name] == nil {
			by[s.Name] = &store.SourceStats{Name: s.Name}
		}
		by[s.Name].Edition = max(by[s.Name].Edition, s.Edition)
		return by[s.Name]
	}
	heads, err := l.Heads(ctx)
	if err != nil {
		return st, err
	}
	for _, d := range heads {
		st.Documents++
		st.Articles += d.ArticleCount
		source(d.Source).Documents++
		source(d.Source).Articles += d.ArticleCount
	}
	for p, err := range l.Procedures(ctx) {
		if err != nil {
			return st, err
		}
		st.Procedures++
		source(p.Source).Procedures++
	}
	for _, name := range []string{"phapdien", "dichvucong", "file", "starter"} {
		if s := by[name]; s != nil {
			st.Sources = append(st.Sources, *s)
		}
	}
	return st, nil
}

// New returns an Assistant over the made-up corpus.
func New() *assistant.Assistant {
	return assistant.New(Config())
}

// Config is what New makes an assistant of.
func Config() assistant.Config { return ConfigWith() }

// ConfigWith is Config with further documents in the corpus.
func ConfigWith(docs ...corpus.Document) assistant.Config {
	lib := NewLibrary()
	if len(docs) > 0 {
		put(lib.Memory, "further", 20260201, docs...)
	}
	return assistant.Config{Corpus: lib, Search: Search{lib}, Clock: Clock}
}
