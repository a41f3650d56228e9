package authority_test

import (
	"context"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/authority"
	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/corpus/effect"
	"github.com/trolycongvu/congvu/corpus/extract"
	"github.com/trolycongvu/congvu/corpus/phapdien"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// realMoves reads the moves out of the laws in the real data, and checks of each
// that the place named as its source is there and has its words.
func realMoves(t *testing.T) []authority.Move {
	t.Helper()
	if testing.Short() {
		t.Skip("đọc 119 luật: bỏ qua với -short")
	}
	root := corpustest.SharedData(t) // skips, which must not happen inside Do
	realOnce.Do(func() { realRead = readMoves(t, root) })
	return realRead
}

var (
	realOnce sync.Once
	realRead []authority.Move
)

func readMoves(t *testing.T, root string) []authority.Move {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(root, "documents", "docx", "*.docx"))
	if err != nil {
		t.Fatal(err)
	}
	var all []authority.Move
	for _, name := range names {
		text, err := extract.Read(context.Background(), name, extract.Options{})
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(name), err)
			continue
		}
		doc := structure.Parse(text.Lines).Document
		effect.Read(&doc)
		moves := authority.Read(doc)
		for _, m := range moves {
			if source := sourceOf(doc, m.By); !strings.Contains(source, m.From) || !strings.Contains(source, m.To) || !strings.Contains(source, strings.TrimPrefix(m.Target.Article, "Phụ lục ")) {
				t.Errorf("%s: %s → %s is not in its source", m.By, m.From, m.To)
			}
		}
		all = append(all, moves...)
	}
	return all
}

// sourceOf is the text of the place that makes a move.
func sourceOf(doc corpus.Document, by corpus.Ref) string {
	var b strings.Builder
	for _, a := range doc.Articles {
		if a.Label != by.Article {
			continue
		}
		if n, ok := a.Find(by.Clause, by.Point); ok {
			b.WriteString(strings.Join(strings.Fields(n.FullText()), " "))
		}
	}
	return b.String()
}

func TestRealMoves(t *testing.T) {
	counts := map[authority.MoveKind]int{}
	for _, m := range realMoves(t) {
		counts[m.Kind]++
		if m.Since.IsZero() || m.By.Number == "" || m.By.Article == "" {
			t.Errorf("incomplete: %+v", m)
		}
		if m.Kind == authority.MoveEnd {
			want := corpus.Ref{Kind: corpus.KindLaw, Number: "72/2025/QH15", Article: "51", Clause: "3"}
			if m.By != want || m.Since != 20250701 || m.From != string(authority.LevelDistrict) {
				t.Errorf("end of a level: %+v", m)
			}
		}
	}
	t.Log(counts)
	if counts[authority.MoveEnd] != 1 || counts[authority.MoveWords] < 500 {
		t.Errorf("moves: %v, want one end and at least 500 exchanges of words", counts)
	}
}

// TestRealCode counts the articles of the official code that name the district
// level, and for how many a law in the real data names the very place. None of the
// code's own documents moves tasks, so Read must find nothing there.
func TestRealCode(t *testing.T) {
	moves := realMoves(t)
	code, err := phapdien.Read(context.Background(), filepath.Join(corpustest.SharedData(t), "phapdien", "BoPhapDienDienTu.zip"), phapdien.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var general []authority.Move
	places := map[string][]authority.Move{}
	for _, m := range moves {
		if m.Target.IsZero() {
			general = append(general, m)
		}
		places[m.Target.Number.Key()] = append(places[m.Target.Number.Key()], m)
	}
	articles, named, exact, warned := 0, 0, 0, 0
	for d := range code.Documents() {
		if found := authority.Read(d); len(found) > 0 {
			t.Errorf("%s: %d moves, first %+v", d.ID, len(found), found[0])
		}
		of := append(general[:len(general):len(general)], places[d.Number.Key()]...)
		for _, a := range d.Articles {
			articles++
			var district []authority.Mention
			for _, m := range authority.Affected(a.Heading + "\n" + a.Text()) {
				if m.Level == authority.LevelDistrict {
					district = append(district, m)
				}
			}
			if len(district) == 0 {
				continue
			}
			named++
			for _, w := range authority.Warn(district, of, a.Ref(d), 20261122) {
				warned++
				if w.Exact {
					exact++
				}
			}
		}
	}
	t.Logf("%d articles, %d name the district level, %d are warned of, %d with the very place", articles, named, warned, exact)
	if named < 2200 || named > 2500 || warned != named || exact < 10 {
		t.Errorf("named %d, warned %d, exact %d", named, warned, exact)
	}
}
