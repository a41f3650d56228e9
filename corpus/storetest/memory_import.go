package storetest

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/corpus/store/collation"
)

// memoryImport is an import into a Memory.
type memoryImport struct {
	m      *Memory
	info   store.ImportInfo
	reread bool
	ended  bool
	docs   map[seenAs]corpus.Document
	added  map[corpus.DocumentID]bool
	procs  map[string]corpus.Procedure
	sum    store.Summary
}

// BeginImport is store.Store.BeginImport.
func (m *Memory) BeginImport(_ context.Context, info store.ImportInfo) (Import, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	info.Edition = max(info.Edition, m.finished[info.Checksum])
	switch {
	case m.busy:
		return nil, store.ErrBusy
	case info.Edition != 0 && info.Edition < m.editions[info.Source] && !info.AllowOlder:
		return nil, store.ErrOlder
	}
	m.busy = true
	return &memoryImport{
		m: m, info: info, reread: info.Checksum != "" && m.last[info.Source] == info.Checksum,
		docs: map[seenAs]corpus.Document{}, procs: map[string]corpus.Procedure{}, added: map[corpus.DocumentID]bool{},
	}, nil
}

func (im *memoryImport) Close() error {
	im.m.mu.Lock()
	defer im.m.mu.Unlock()
	if !im.ended {
		im.ended, im.m.busy = true, false
	}
	return nil
}

// seenAs tells apart what one import brings.
type seenAs struct {
	id     corpus.DocumentID
	sha256 string
}

func (im *memoryImport) PutDocument(ctx context.Context, doc corpus.Document) (store.Change, error) {
	out, err := im.Put(ctx, doc)
	return out.Change, err
}

func (im *memoryImport) Put(ctx context.Context, doc corpus.Document) (store.Outcome, error) {
	return im.PutReading(ctx, doc, store.Quality{})
}

func (im *memoryImport) PutReading(_ context.Context, doc corpus.Document, q store.Quality) (store.Outcome, error) {
	im.m.mu.Lock()
	defer im.m.mu.Unlock()
	keys := map[string]bool{"": true}
	for _, a := range doc.Articles {
		if keys[a.Key] {
			return store.Outcome{}, fmt.Errorf("%w: %s %q", store.ErrInvalid, doc.ID, a.Key)
		}
		keys[a.Key] = true
	}
	if doc.ID == "" {
		return store.Outcome{}, fmt.Errorf("%w: %q", store.ErrInvalid, doc.Title)
	}
	if doc.Source.Name == "" {
		doc.Source.Name = im.info.Source
	}
	if doc.Source.Edition == 0 {
		doc.Source.Edition = im.info.Edition
	}
	as := seenAs{doc.ID, doc.File.SHA256}
	if earlier, ok := im.docs[as]; ok {
		return store.Outcome{Change: again(sameDocument(earlier, doc)), Document: doc.ID}, nil
	}
	doc.Articles = slices.Clone(doc.Articles)
	im.docs[as] = doc
	out := im.put(&kept{doc: doc, quality: q})
	if out.Change == store.Kept || out.Change == store.Unchanged {
		count(&im.sum.Documents, out.Change, 1)
		count(&im.sum.Articles, out.Change, len(doc.Articles))
	}
	return out, nil
}

func again(same bool) store.Change {
	if same {
		return store.Unchanged
	}
	return store.Kept
}

func sameDocument(a, b corpus.Document) bool {
	a.Source.Edition, b.Source.Edition = 0, 0
	return reflect.DeepEqual(a, b)
}

func (im *memoryImport) put(fresh *kept) store.Outcome {
	doc := fresh.doc
	d := im.m.docs[doc.ID]
	out := store.Outcome{Change: store.Changed, Document: doc.ID}
	switch {
	case d == nil:
		if known := im.m.known(fresh); known != "" {
			return store.Outcome{
				Change: store.Unchanged, Document: known,
				Reason: fmt.Sprintf("cùng nội dung với văn bản đã có trong kho (%s)", known),
			}
		}
		out.Change = store.Added
		if was, ok := im.m.removed[doc.ID]; ok {
			out.Reason = "nạp lại văn bản đã gỡ khỏi kho ngày " + was.Day.Vietnamese() + " (" + was.Reason + ")"
			delete(im.m.removed, doc.ID)
		}
		im.added[doc.ID] = true
		d = &document{since: map[string]corpus.Date{}, gone: map[string]corpus.Version{}, versions: map[string][]corpus.Version{}}
		im.m.docs[doc.ID] = d
	case len(d.readings) > 1 || d.at(collation.SlotOf(doc)) < 0:
		return im.putAnother(d, fresh)
	case sameDocument(d.doc, doc):
		d.readings[0].quality = fresh.quality
		out.Change = store.Unchanged
		return out
	case doc.Digest && !d.doc.Digest:
		out.Change = store.Kept
		return out
	case d.doc.Withdrawn != 0:
		out.Change = store.Added
	}
	if out.Change == store.Changed && doc.File.SHA256 != "" {
		out.Reason = "cùng tệp, chương trình nay đọc khác lần trước"
	}
	im.replace(d, doc, out.Change, func(corpus.Article, corpus.Article) bool { return doc.File.SHA256 == "" })
	im.m.alone(d, fresh)
	im.m.bump(d)
	count(&im.sum.Documents, out.Change, 1)
	return out
}

// bump says that d changed, so that its outlook no longer fits.
func (m *Memory) bump(d *document) {
	m.rev++
	d.rev, d.outlook = m.rev, corpus.Outlook{}
}

// replace makes doc the current wording of d. What outdates keeps as an older
// wording is one unless it reads the same.
func (im *memoryImport) replace(d *document, doc corpus.Document, change store.Change, outdates func(was, now corpus.Article) bool) {
	was := d.doc
	was.Source.Edition = im.m.edition(was.Source, was.Withdrawn)
	d.doc = doc
	for _, a := range doc.Articles {
		i := slices.IndexFunc(was.Articles, func(o corpus.Article) bool { return o.Key == a.Key })
		version, gone := d.gone[a.Key]
		if i >= 0 {
			version = d.version(was.Articles[i], was.Source.Edition, 0)
			version.Article.Withdrawn = was.Withdrawn
			version.Source.Name = was.Source.Name
		}
		delete(d.gone, a.Key)
		switch {
		case i < 0 && !gone, was.Digest:
			d.since[a.Key] = doc.Source.Edition
		case !im.reread && words(version.Article) != words(a) && outdates(version.Article, a):
			version.Until = amendedOn(version.Article, a)
			d.versions[a.Key] = append(d.versions[a.Key], version)
			d.since[a.Key] = doc.Source.Edition
		}
		im.countArticle(change, i >= 0, i >= 0 && reflect.DeepEqual(was.Articles[i], a))
	}
	im.withdrawArticles(d, was, change)
}

func (im *memoryImport) countArticle(change store.Change, had, same bool) {
	switch {
	case change == store.Added || !had:
		count(&im.sum.Articles, store.Added, 1)
	case same:
		count(&im.sum.Articles, store.Unchanged, 1)
	default:
		count(&im.sum.Articles, store.Changed, 1)
	}
}

// withdrawArticles marks what d has no more.
func (im *memoryImport) withdrawArticles(d *document, was corpus.Document, change store.Change) {
	for _, a := range was.Articles {
		kept := slices.ContainsFunc(d.doc.Articles, func(o corpus.Article) bool { return o.Key == a.Key })
		if kept || was.Digest || d.switched {
			continue
		}
		v := d.version(a, was.Source.Edition, a.InForce.Until)
		v.Article.Withdrawn, v.Source.Name = im.info.Edition, was.Source.Name
		d.gone[a.Key] = v
		if change == store.Changed {
			count(&im.sum.Articles, store.Withdrawn, 1)
		}
	}
}

// version is a as an older wording.
func (d *document) version(a corpus.Article, last, until corpus.Date) corpus.Version {
	from := a.InForce.From
	for _, m := range a.Amendments {
		from = max(from, m.Effective)
	}
	src := corpus.Source{Name: d.doc.Source.Name, Edition: last, Address: a.Address}
	return corpus.Version{Article: a, From: from, Until: until, Since: d.since[a.Key], Source: src}
}

// amendedOn is the day of the amendment that now has and was lacks.
func amendedOn(was, now corpus.Article) corpus.Date {
	for _, m := range now.Amendments {
		if !slices.ContainsFunc(was.Amendments, func(o corpus.Amendment) bool { return reflect.DeepEqual(m, o) }) {
			return m.Effective
		}
	}
	return 0
}

// words is the heading and the text of a without spaces.
func words(a corpus.Article) string {
	var b strings.Builder
	b.WriteString(a.Heading)
	var walk func([]corpus.Node)
	walk = func(nodes []corpus.Node) {
		for _, n := range nodes {
			b.WriteString(n.Marker + n.Text)
			walk(n.Children)
		}
	}
	walk(a.Body)
	return strings.Join(strings.FieldsFunc(b.String(), unicode.IsSpace), "")
}

func (im *memoryImport) PutProcedure(_ context.Context, p corpus.Procedure) (store.Change, error) {
	im.m.mu.Lock()
	defer im.m.mu.Unlock()
	if p.Code == "" {
		return "", fmt.Errorf("%w: %q", store.ErrInvalid, p.Name)
	}
	if p.Source.Name == "" {
		p.Source.Name = im.info.Source
	}
	if p.Source.Edition == 0 {
		p.Source.Edition = im.info.Edition
	}
	if earlier, ok := im.procs[p.Code]; ok {
		return again(reflect.DeepEqual(earlier, p)), nil
	}
	im.procs[p.Code] = p
	change := im.putProcedure(p)
	count(&im.sum.Procedures, change, 1)
	return change, nil
}

func (im *memoryImport) putProcedure(p corpus.Procedure) store.Change {
	was, change := im.m.procs[p.Code], store.Changed
	if was == nil {
		was, change = &procedure{}, store.Added
	}
	old, now := was.p, p
	old.Source.Edition, now.Source.Edition = 0, 0
	switch {
	case change == store.Changed && p.Digest && !was.p.Digest:
		return store.Kept
	case reflect.DeepEqual(old, now):
		return store.Unchanged
	case was.p.Withdrawn != 0:
		change = store.Added
	}
	im.m.rev++
	was.p, was.rev = p, im.m.rev
	im.m.procs[p.Code] = was
	return change
}

func (im *memoryImport) Finish(_ context.Context, withdrawMissing bool) (store.Summary, error) {
	im.m.mu.Lock()
	defer im.m.mu.Unlock()
	withdrawMissing = withdrawMissing && im.info.Source != store.FileSource
	if withdrawMissing && len(im.docs)+len(im.procs) == 0 {
		return store.Summary{}, store.ErrInvalid
	}
	if withdrawMissing {
		im.withdraw()
	}
	im.m.dropFiles()
	im.sum.Revision = im.m.rev
	im.m.last[im.info.Source] = im.info.Checksum
	if im.info.Checksum != "" {
		im.m.finished[im.info.Checksum] = im.info.Edition
	}
	im.ended, im.m.busy = true, false
	return im.sum, nil
}

func (im *memoryImport) withdraw() {
	before := im.m.editions[im.info.Source]
	im.retire()
	for id, d := range im.m.docs {
		if _, seen := im.docs[seenAs{id: id}]; seen || d.doc.Source.Name != im.info.Source || d.doc.Withdrawn != 0 {
			continue
		}
		im.m.rev++
		d.rev, d.doc.Withdrawn, d.doc.Source.Edition = im.m.rev, im.info.Edition, max(before, d.doc.Source.Edition)
		for _, k := range d.readings {
			if k.doc.Source.Name == im.info.Source {
				k.withdrawn = im.info.Edition
			}
		}
		count(&im.sum.Documents, store.Withdrawn, 1)
		count(&im.sum.Articles, store.Withdrawn, len(d.doc.Articles))
	}
	for code, p := range im.m.procs {
		if _, seen := im.procs[code]; seen || p.p.Source.Name != im.info.Source || p.p.Withdrawn != 0 {
			continue
		}
		im.m.rev++
		p.rev, p.p.Withdrawn, p.p.Source.Edition = im.m.rev, im.info.Edition, max(before, p.p.Source.Edition)
		count(&im.sum.Procedures, store.Withdrawn, 1)
	}
	im.m.editions[im.info.Source] = im.info.Edition
}

// retire marks the readings of what the source did not bring and others have.
func (im *memoryImport) retire() {
	for id, d := range im.m.docs {
		if _, seen := im.docs[seenAs{id: id}]; seen {
			continue
		}
		ours := slices.IndexFunc(d.readings, func(k *kept) bool { return k.doc.Source.Name == im.info.Source && k.withdrawn == 0 })
		others := slices.ContainsFunc(d.readings, func(k *kept) bool {
			return k.doc.Source.Name != im.info.Source && k.withdrawn == 0 && !k.doc.Digest
		})
		if ours < 0 || len(d.readings) < 2 || !others && !d.readings[ours].doc.Digest {
			continue
		}
		k := d.readings[ours]
		k.doc.Source.Edition = max(im.m.editions[im.info.Source], k.doc.Source.Edition)
		k.withdrawn = im.info.Edition
		im.settle(d, k, k)
	}
}

func count(c *store.Counts, change store.Change, n int) {
	switch change {
	case store.Added:
		c.Added += n
	case store.Changed:
		c.Changed += n
	case store.Unchanged:
		c.Unchanged += n
	case store.Kept:
		c.Kept += n
	case store.Withdrawn:
		c.Withdrawn += n
	}
}
