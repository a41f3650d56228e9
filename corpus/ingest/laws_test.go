package ingest_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/corpus/ingest"
	"github.com/trolycongvu/congvu/corpus/quality"
	"github.com/trolycongvu/congvu/corpus/store"
)

// TestLawsBesideTheCode imports the official code and then 119 laws from their own
// files, and holds what the corpus then says of acts that later ones ended.
func TestLawsBesideTheCode(t *testing.T) {
	data := corpustest.SharedData(t)
	if testing.Short() {
		t.Skip("nạp toàn bộ Bộ Pháp điển")
	}
	st := openStore(t)
	code := filepath.Join(data, "phapdien", "BoPhapDienDienTu.zip")
	laws := filepath.Join(data, "documents", "docx")
	report, err := ingest.Import(t.Context(), st, []string{code, laws}, quiet)
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Rejected) > 0 || len(report.Sources) != 2 || len(report.Sources[1].Files) != 119 {
		t.Errorf("imported %d files, left out %v", len(report.Sources[1].Files), report.Rejected)
	}
	again, err := ingest.Import(t.Context(), st, []string{laws}, quiet)
	if err != nil || again.Revision != report.Revision || again.Sources[0].Known != 119 {
		t.Errorf("imported again: revision %d to %d, %d known, %v", report.Revision, again.Revision, again.Sources[0].Known, err)
	}
	const day corpus.Date = 20261122
	for _, c := range []struct {
		number corpus.Number
		until  corpus.Date // zero: no end is known
		by     corpus.Number
		except bool
	}{
		{"81/2006/QH11", 20210701, "68/2020/QH14", false},
		{"38/2013/QH13", 20260101, "74/2025/QH15", true},
		{"83/2015/QH13", 20260101, "89/2025/QH15", false},
		{"29/2018/QH14", 20260301, "117/2025/QH15", false},
		{"02/2016/QH14", 20270101, "07/2026/QH16", true}, // ahead
		{"59/2020/QH14", 0, "", false},
		{"40/2019/QH14", 0, "", false},
	} {
		head := headOf(t, st, c.number)
		v := head.InForce
		if v.Until != c.until {
			t.Errorf("%s ends on %s, want %s", c.number, v.Until, c.until)
			continue
		}
		if c.until != 0 && (v.EndedBy == nil || v.EndedBy.By.Number != c.by || (v.EndedBy.Except != "") != c.except) {
			t.Errorf("%s is ended by %+v, want %s", c.number, v.EndedBy, c.by)
		}
		want := corpus.ForceInForce
		if c.until != 0 && c.until <= day {
			want = corpus.ForceExpired
		}
		if v.From == 0 {
			v.From = head.Effective
		}
		if got := v.At(day); got != want {
			t.Errorf("%s is %s on %s, want %s", c.number, got, day, want)
		}
	}
	agreement(t, st)
}

func headOf(t *testing.T, st *store.Store, n corpus.Number) corpus.Document {
	t.Helper()
	found, err := st.FindRef(t.Context(), corpus.Ref{Kind: corpus.KindLaw, Number: n})
	if err != nil || len(found) != 1 {
		t.Fatalf("%s: %d documents, %v", n, len(found), err)
	}
	return found[0]
}

// agreement holds the laws from files against the same laws of the code.
func agreement(t *testing.T, st *store.Store) {
	t.Helper()
	report, err := quality.Check(context.Background(), st, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	articles, agree := 0, 0
	for _, c := range report.Compared {
		articles += c.Articles
		agree += c.Agree
	}
	t.Logf("%d documents in two readings: %d of %d articles agree (%.1f%%)", len(report.Compared), agree, articles, 100*float64(agree)/float64(articles))
	if articles < 4000 || float64(agree) < 0.98*float64(articles) {
		t.Errorf("%d of %d articles agree, want 98%%", agree, articles)
	}
}
