package indexer

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
)

// changing is a library that remembers when each document changed.
type changing struct {
	library
	changed map[corpus.DocumentID]int64
	codes   map[string]int64
}

func (c *changing) ChangedSince(_ context.Context, revision int64) (docs []corpus.DocumentID, codes []string, err error) {
	for id, at := range c.changed {
		if at > revision {
			docs = append(docs, id)
		}
	}
	for code, at := range c.codes {
		if at > revision {
			codes = append(codes, code)
		}
	}
	slices.Sort(docs)
	return docs, codes, nil
}

func (c *changing) Document(_ context.Context, id corpus.DocumentID) (corpus.Document, error) {
	for _, d := range c.documents {
		if d.ID == id {
			return d, nil
		}
	}
	return corpus.Document{ID: id, Withdrawn: 20260101}, nil
}

func (c *changing) Procedure(_ context.Context, code string) (corpus.Procedure, error) {
	for _, p := range c.procedures {
		if p.Code == code {
			return p, nil
		}
	}
	return corpus.Procedure{Code: code, Withdrawn: 20260101}, nil
}

// TestUpdateRanksAsARebuild: after rounds of changes, added and withdrawn
// documents, the updated index gives the scores and the order of a new one.
func TestUpdateRanksAsARebuild(t *testing.T) {
	c := &changing{library: *randomLibrary(11, 3000), changed: map[corpus.DocumentID]int64{}, codes: map[string]int64{}}
	c.procedures = []corpus.Procedure{
		{Code: "1.000001", Name: "cấp lại thẻ", Steps: "nộp đơn xin thẻ"},
		{Code: "1.000002", Name: "cấp đổi thẻ", Steps: "nộp đơn đổi thẻ"},
	}
	x, dir := built(t, &c.library)
	r := rand.New(rand.NewPCG(12, 13))
	for round := range 3 {
		c.revision++
		changed := c.documents[r.IntN(len(c.documents))]
		changed.Articles = slices.Clone(changed.Articles)
		changed.Articles[0].Heading = "hoàn toàn mới " + randomText(r, 5)
		c.documents[slices.IndexFunc(c.documents, func(d corpus.Document) bool { return d.ID == changed.ID })] = changed
		added := randomLibrary(uint64(20+round), 12).documents[0]
		added.ID = corpus.DocumentID(fmt.Sprintf("9%d-2026-nd-cp", round))
		gone := c.documents[3].ID
		c.documents = append(slices.Delete(slices.Clone(c.documents), 3, 4), added)
		c.changed[changed.ID], c.changed[added.ID], c.changed[gone] = c.revision, c.revision, c.revision
		c.procedures = c.procedures[:1]
		c.codes["1.000002"] = c.revision
		if outcome, err := Sync(t.Context(), dir, c, BuildOptions{}); err != nil || outcome != Updated {
			t.Fatalf("Sync = %v, %v", outcome, err)
		}
	}
	if changed, err := x.Refresh(); err != nil || !changed {
		t.Fatalf("Refresh = %v, %v", changed, err)
	}
	fresh, _ := built(t, &c.library)
	if x.Units() != fresh.Units() {
		t.Fatalf("%d units after updates, want %d", x.Units(), fresh.Units())
	}
	for range 50 {
		q := Query{Text: randomText(r, 6) + " thẻ", Limit: 40}
		got, err := x.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		want, err := fresh.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("question %q (-rebuilt +updated):\n%s", q.Text, diff)
		}
	}
}

func TestSyncChoosesTheCheaperWay(t *testing.T) {
	c := &changing{library: *randomLibrary(14, 200), changed: map[corpus.DocumentID]int64{}}
	dir := filepath.Join(t.TempDir(), "index")
	for _, step := range []struct {
		name   string
		change func()
		want   Outcome
	}{
		{"nothing built", func() {}, Rebuilt},
		{"nothing changed", func() {}, UpToDate},
		{"one document changed", func() { c.revision++; c.changed[c.documents[0].ID] = c.revision }, Updated},
		{"all changed", func() {
			c.revision++
			for _, d := range c.documents {
				c.changed[d.ID] = c.revision
			}
		}, Rebuilt},
		{"an older corpus put back", func() { c.revision -= 2 }, Rebuilt},
	} {
		step.change()
		if got, err := Sync(t.Context(), dir, c, BuildOptions{}); err != nil || got != step.want {
			t.Errorf("%s: Sync = %v, %v, want %v", step.name, got, err, step.want)
		}
	}
}
