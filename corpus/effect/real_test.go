package effect_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/corpus/effect"
	"github.com/trolycongvu/congvu/corpus/extract"
	"github.com/trolycongvu/congvu/corpus/phapdien"
	"github.com/trolycongvu/congvu/corpus/structure"
)

// data holds documents read from the real data, once for all tests.
var data struct {
	files, code sync.Once
	ofFiles     []corpus.Document
	ofCode      []corpus.Document
	err         error
}

// realFiles are the laws in .docx and the decrees and circulars in Markdown.
func realFiles(tb testing.TB) []corpus.Document {
	tb.Helper()
	dir := filepath.Join(corpustest.SharedData(tb), "documents")
	if testing.Short() {
		tb.Skip("đọc 155 văn bản: bỏ qua với -short")
	}
	data.files.Do(func() {
		for _, pattern := range []string{"docx/*.docx", "md/*.md"} {
			paths, err := filepath.Glob(filepath.Join(dir, pattern))
			if err != nil {
				data.err = err
				return
			}
			slices.Sort(paths)
			for _, p := range paths {
				text, err := extract.Read(context.Background(), p, extract.Options{OCR: extract.OCROff})
				if err != nil {
					data.err = fmt.Errorf("%s: %w", filepath.Base(p), err)
					return
				}
				d := structure.Parse(text.Lines).Document
				effect.Read(&d)
				data.ofFiles = append(data.ofFiles, d)
			}
		}
	})
	if data.err != nil {
		tb.Fatal(data.err)
	}
	return data.ofFiles
}

// realCode are the documents of the official code.
func realCode(tb testing.TB) []corpus.Document {
	tb.Helper()
	path := filepath.Join(corpustest.SharedData(tb), "phapdien", "BoPhapDienDienTu.zip")
	if testing.Short() {
		tb.Skip("đọc cả Bộ Pháp điển: bỏ qua với -short")
	}
	data.code.Do(func() {
		code, err := phapdien.Read(context.Background(), path, phapdien.Options{})
		if err != nil {
			data.err = err
			return
		}
		for d := range code.Documents() {
			effect.Read(&d)
			data.ofCode = append(data.ofCode, d)
		}
	})
	if data.err != nil {
		tb.Fatal(data.err)
	}
	return data.ofCode
}

// endsOf lists the documents that one ends as a whole.
func endsOf(d corpus.Document) []corpus.Amendment {
	var out []corpus.Amendment
	for _, a := range d.Amends {
		stops := slices.Contains(a.Kinds, corpus.AmendRepeal) || slices.Contains(a.Kinds, corpus.AmendReplace)
		if stops && a.Target.Article == "" && !a.Partly && len(a.Phrases) == 0 {
			out = append(out, a)
		}
	}
	return out
}

// TestRealEnds holds every end of a whole document that the laws and decrees
// state; each line was looked at.
func TestRealEnds(t *testing.T) {
	var b strings.Builder
	for _, d := range realFiles(t) {
		for _, a := range endsOf(d) {
			name := string(a.Target.Number)
			if name == "" {
				name = a.Target.DocumentName()
			}
			fmt.Fprintf(&b, "%s %s: %s từ %s", d.Number, a.By.Place(), name, a.Effective)
			if a.Except != "" {
				b.WriteString(", có trường hợp trừ")
			}
			b.WriteByte('\n')
		}
	}
	got := b.String()
	if *update {
		if err := os.WriteFile("testdata/real-ends.golden", []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile("testdata/real-ends.golden")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// TestRealStanding asks on 22/11/2026, of the code and the files together.
func TestRealStanding(t *testing.T) {
	const day corpus.Date = 20261122
	docs := map[string]corpus.Document{}
	acts := map[string][]corpus.Amendment{}
	for _, d := range slices.Concat(realCode(t), realFiles(t)) {
		key := d.Number.Key()
		if old, ok := docs[key]; !ok || len(d.Articles) > len(old.Articles) && !d.Effective.IsZero() {
			docs[key] = d
		}
		for _, a := range d.Amends {
			acts[a.Target.Number.Key()] = append(acts[a.Target.Number.Key()], a)
		}
	}
	for _, c := range []struct {
		number corpus.Number
		want   corpus.ForceStatus
		by     corpus.Number
		until  corpus.Date
		except bool
	}{
		{"81/2006/QH11", corpus.ForceExpired, "68/2020/QH14", 20210701, false},
		{"38/2013/QH13", corpus.ForceExpired, "74/2025/QH15", 20260101, true},
		{"83/2015/QH13", corpus.ForceExpired, "89/2025/QH15", 20260101, false},
		{"29/2018/QH14", corpus.ForceExpired, "117/2025/QH15", 20260301, false},
		{"112/2020/NĐ-CP", corpus.ForceExpired, "234/2026/NĐ-CP", 20260701, false},
		{"02/2016/QH14", corpus.ForceInForce, "07/2026/QH16", 20270101, true},
		{"59/2020/QH14", corpus.ForceInForce, "", 0, false},
		{"40/2019/QH14", corpus.ForceInForce, "", 0, false},
	} {
		d, ok := docs[c.number.Key()]
		if !ok {
			d = corpus.Document{Number: c.number, Kind: corpus.KindOf(c.number), Effective: 20200101}
			t.Logf("%s is not in the data", c.number)
		}
		o := effect.Resolve(d, acts[c.number.Key()], nil)
		s := o.At(corpus.Ref{}, day)
		t.Logf("%s: %s", c.number, s.Why)
		if s.Status != c.want || s.Until != c.until {
			t.Errorf("%s is %s until %s, want %s until %s: %s", c.number, s.Status, s.Until, c.want, c.until, s.Why)
			continue
		}
		if end := o.Validity().EndedBy; c.by == "" {
			continue
		} else if end == nil || end.By.Number.Key() != c.by.Key() || (end.Except != "") != c.except {
			t.Errorf("%s is ended by %+v, want %s", c.number, end, c.by)
		}
	}
}

// BenchmarkRead reads the clauses of the whole official code.
func BenchmarkRead(b *testing.B) {
	docs := realCode(b)
	for b.Loop() {
		for i := range docs {
			effect.Read(&docs[i])
		}
	}
}
