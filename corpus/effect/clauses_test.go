package effect_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/effect"
)

var update = flag.Bool("update", false, "write the listing of edges anew")

// clauseCase is one case of testdata/clauses.txt.
type clauseCase struct {
	name     string
	document corpus.Document
	want     []string
}

func clauseCases(t testing.TB) []clauseCase {
	raw, err := os.ReadFile("testdata/clauses.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []clauseCase
	for i, block := range strings.Split(string(raw), "\n== ") {
		if i == 0 {
			continue
		}
		text, edges, _ := strings.Cut(block, "\n--")
		lines := strings.Split(text, "\n")
		c := clauseCase{name: lines[0], document: documentOf(headOf(t, lines[1]), lines[2:])}
		for e := range strings.SplitSeq(edges, "\n") {
			if e != "" {
				c.want = append(c.want, e)
			}
		}
		out = append(out, c)
	}
	return out
}

// headOf reads "Luật | 90/2030/QH20 | Bến phà | 2030-06-10 | 2031-01-01".
func headOf(t testing.TB, line string) corpus.Document {
	f := strings.Split(line, " | ")
	d := corpus.Document{Number: corpus.Number(f[1]), Title: f[2]}
	d.Kind, _ = corpus.ParseKind(f[0])
	for i, to := range []*corpus.Date{&d.Issued, &d.Effective} {
		var err error
		if *to, err = corpus.ParseDate(f[3+i]); err != nil {
			t.Fatal(err)
		}
	}
	d.ID = corpus.NewDocumentID(d.Kind, d.Number, d.Title)
	return d
}

// edgeLine writes an edge as the cases have it.
func edgeLine(a corpus.Amendment) string {
	kinds := make([]string, len(a.Kinds))
	for i, k := range a.Kinds {
		kinds[i] = string(k)
	}
	parts := []string{strings.Join(kinds, ", "), a.Target.String(), a.By.Place(), a.Effective.String()}
	add := func(ok bool, format string, args ...any) {
		if ok {
			parts = append(parts, fmt.Sprintf(format, args...))
		}
	}
	add(!a.Until.IsZero(), "đến %s", a.Until)
	add(a.Partly, "một phần")
	add(a.Except != "", "%s", a.Except)
	add(a.After != "", "sau %s", a.After)
	add(a.Heading != "", "tên: %s", a.Heading)
	add(len(a.Wording) > 0, "lời văn: %s", outline(a.Wording))
	for _, p := range a.Phrases {
		add(true, "“%s” → “%s”", p.Old, p.New)
	}
	return strings.Join(parts, " | ")
}

// outline names nodes with what lies below them.
func outline(nodes []corpus.Node) string {
	out := make([]string, len(nodes))
	for i, n := range nodes {
		switch n.Level {
		case corpus.LevelClause:
			out[i] = "khoản " + n.Label
		case corpus.LevelPoint:
			out[i] = "điểm " + n.Label
		default:
			out[i] = "đoạn"
		}
		if len(n.Children) > 0 {
			out[i] += " (" + outline(n.Children) + ")"
		}
	}
	return strings.Join(out, ", ")
}

// TestClauses reads the hand-made cases; testdata/edges.golden lists what was
// read, with the words of each clause.
func TestClauses(t *testing.T) {
	cases := clauseCases(t)
	if len(cases) < 50 {
		t.Errorf("%d cases, want 50 or more", len(cases))
	}
	var listing strings.Builder
	right := 0
	for _, c := range cases {
		effect.Read(&c.document)
		var got []string
		fmt.Fprintf(&listing, "== %s\n", c.name)
		for _, a := range c.document.Amends {
			got = append(got, edgeLine(a))
			fmt.Fprintf(&listing, "%s\n    %s\n", edgeLine(a), a.Note)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: -want +got\n%s", c.name, diff)
			continue
		}
		right++
	}
	t.Logf("%d of %d cases right", right, len(cases))
	if *update {
		if err := os.WriteFile("testdata/edges.golden", []byte(listing.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile("testdata/edges.golden")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(listing.String(), "\n")); diff != "" {
		t.Errorf("edges.golden: -want +got\n%s", diff)
	}
}
