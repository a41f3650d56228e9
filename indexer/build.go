package indexer

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"golang.org/x/sync/errgroup"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/analysis"
)

// Source is the corpus to index. The iterators give current wordings only.
type Source interface {
	// Revision increases whenever the content changes.
	Revision(context.Context) (int64, error)
	Documents(context.Context) iter.Seq2[corpus.Document, error]
	Procedures(context.Context) iter.Seq2[corpus.Procedure, error]
}

// BuildOptions are the optional parts of Build and Update.
type BuildOptions struct {
	// Progress is called now and then with the units done; nil means silent.
	Progress func(units int)
}

// Build indexes all of src as a new generation in dir and lets it serve. Until
// then, and for good when ctx ends or an error comes, the old one serves. It
// returns the name of the new generation.
func Build(ctx context.Context, dir string, src Source, o BuildOptions) (name string, err error) {
	return grow(ctx, dir, src, func(building string) (*content, error) {
		return writeIndex(ctx, building, units(ctx, src), o)
	})
}

// grow makes a new generation in dir: write puts the Bleve index into the folder
// that it is given and returns all its units. Whatever fails, the old generation
// serves on.
func grow(ctx context.Context, dir string, src Source, write func(building string) (*content, error)) (name string, err error) {
	unlock, err := lock(dir)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	sweep(dir)
	revision, err := src.Revision(ctx)
	if err != nil {
		return "", err
	}
	building, err := newBuildingDir(dir, revision, time.Now())
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			_ = os.RemoveAll(building) // what is left is swept by the next build
		}
	}()
	written, err := write(building)
	if err != nil {
		return "", fmt.Errorf("dựng chỉ mục: %w", err)
	}
	return complete(ctx, dir, building, revision, written)
}

// complete measures the Bleve index in building and lets it serve.
func complete(ctx context.Context, dir, building string, revision int64, written *content) (string, error) {
	idx, err := openReadOnly(building)
	if err != nil {
		return "", err
	}
	model, err := builtIn()
	if err != nil {
		return "", err
	}
	info, err := describe(idx, written.rows)
	if err = errors.Join(err, idx.Close()); err != nil {
		return "", err
	}
	info.Revision, info.Words = revision, model.sum
	texts := written.texts.finish(info.Table.IDs)
	if err := errors.Join(info.save(building), texts.save(building), written.learned.save(building)); err != nil {
		return "", err
	}
	if model.Words != nil {
		if err := saveVectors(building, encodeUnits(texts, model.Words)); err != nil {
			return "", err
		}
	}
	if err := ctx.Err(); err != nil {
		return "", err
	}
	name, err := publish(dir, building)
	if err == nil {
		sweep(dir)
	}
	return name, err
}

// units yields every unit of src.
func units(ctx context.Context, src Source) iter.Seq2[unit, error] {
	return func(yield func(unit, error) bool) {
		for d, err := range src.Documents(ctx) {
			if err != nil {
				yield(unit{}, err)
				return
			}
			for _, u := range articleUnits(&d) {
				if !yield(u, nil) {
					return
				}
			}
		}
		for p, err := range src.Procedures(ctx) {
			if err != nil {
				yield(unit{}, err)
				return
			}
			for _, u := range procedureUnits(&p) {
				if !yield(u, nil) {
					return
				}
			}
		}
	}
}

// content is what a generation holds beside its Bleve index.
type content struct {
	rows    map[string]row // by identifier of the unit
	texts   forwardBuilder
	learned learned
}

// batch is one block of units on its way into the index.
type batch struct {
	units []unit
	ids   []string
	docs  []*document.Document
	rows  []row
	text  draftText
}

// writeIndex writes the Bleve index of all units into building. Units are
// analysed by all processors; batches keep their order.
func writeIndex(ctx context.Context, building string, all iter.Seq2[unit, error], o BuildOptions) (*content, error) {
	path := filepath.Join(building, bleveDir)
	builder, err := newBuilder(path)
	if err != nil {
		return nil, err
	}
	group, ctx := errgroup.WithContext(ctx)
	queue := make(chan chan batch, runtime.GOMAXPROCS(0))
	group.Go(func() error { return analyze(ctx, group, all, queue) })
	written := &content{rows: make(map[string]row)}
	lessons := make(chan []unit, runtime.GOMAXPROCS(0))
	group.Go(func() error {
		l := newLearner()
		for units := range lessons {
			l.add(units)
		}
		written.learned = l.learned()
		return nil
	})
	group.Go(func() error {
		defer close(lessons)
		for ready := range queue {
			select {
			case b := <-ready:
				lessons <- b.units
				if err := b.write(builder, written); err != nil {
					return err
				}
				if o.Progress != nil {
					o.Progress(len(written.rows))
				}
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	if err := group.Wait(); err != nil {
		return nil, err
	}
	if len(written.rows) == 0 {
		return nil, errors.New("kho chưa có văn bản nào, hãy nạp trước: congvu corpus import")
	}
	return written, builder.Close()
}

func (b *batch) write(builder *scorch.Builder, to *content) error {
	to.texts.add(b.ids, &b.text)
	for i, doc := range b.docs {
		if _, twice := to.rows[doc.ID()]; twice {
			return fmt.Errorf("hai đơn vị cùng mã %q", doc.ID())
		}
		to.rows[doc.ID()] = b.rows[i]
		if err := builder.Index(doc); err != nil {
			return err
		}
	}
	return nil
}

// analyze cuts all into blocks, starts the analysis of each and sends in order
// the channel on which its batch will come.
func analyze(ctx context.Context, group *errgroup.Group, all iter.Seq2[unit, error], queue chan<- chan batch) error {
	defer close(queue)
	block := make([]unit, 0, blockSize)
	send := func() error {
		ready := make(chan batch, 1)
		units := block
		block = make([]unit, 0, blockSize)
		select {
		case queue <- ready:
		case <-ctx.Done():
			return ctx.Err()
		}
		group.Go(func() error {
			ready <- analyzeBlock(units)
			return nil
		})
		return nil
	}
	for u, err := range all {
		if err != nil {
			return err
		}
		if block = append(block, u); len(block) == blockSize {
			if err := send(); err != nil {
				return err
			}
		}
	}
	if len(block) == 0 {
		return nil
	}
	return send()
}

func analyzeBlock(units []unit) batch {
	var s analysis.Splitter
	b := batch{units: units, ids: make([]string, len(units)), docs: make([]*document.Document, len(units)), rows: make([]row, len(units))}
	for i := range units {
		doc, length := units[i].bleveDocument(&s)
		b.ids[i], b.docs[i], b.rows[i] = units[i].ID, doc, newRow(&units[i], length)
		b.text.add(&units[i])
	}
	return b
}
