package phapdien

import (
	"archive/zip"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
)

var update = flag.Bool("update", false, "write the golden files anew")

// member is a file of a zip made for a test.
type member struct{ name, text string }

// writeZip makes a zip in a folder of the test.
func writeZip(t testing.TB, members ...member) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "code.zip")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(f)
	for _, m := range members {
		out, err := w.Create(m.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := out.Write([]byte(m.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	return name
}

// sample returns the made-up đề mục of testdata, as members of a zip.
func sample(t testing.TB) []member {
	t.Helper()
	names, err := filepath.Glob("testdata/*.html")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	members := []member{{"BoPhapDien.html", "<html><body>Mục lục</body></html>"}, {"jsonData.js", "var jdAllTree = [];"}}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		members = append(members, member{"BoPhapDienDienTu/demuc/" + filepath.Base(name), "\ufeff" + string(b)})
	}
	return members
}

func read(t testing.TB, members ...member) *Code {
	t.Helper()
	c, err := Read(t.Context(), writeZip(t, members...), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// outline prints documents, one fact a line.
func outline(docs []corpus.Document) string {
	var b strings.Builder
	for _, d := range docs {
		fmt.Fprintf(&b, "%s · %s · %s · %q · %s · ban hành %s · hiệu lực %s · partial %t\n  %s %s · %s\n",
			d.ID, d.Kind, d.Number, d.Title, d.Issuer, d.Issued, d.Effective, d.Partial,
			d.Source.Name, d.Source.Edition, strings.Join(d.Subjects, "; "))
		for _, a := range d.Articles {
			outlineArticle(&b, a)
		}
	}
	return b.String()
}

func outlineArticle(b *strings.Builder, a corpus.Article) {
	fmt.Fprintf(b, "  [%s] %s. %s · %v · %s–%s · %s %s\n", a.Key, a.Label, a.Heading, a.Within,
		a.InForce.From, a.InForce.Until, a.CodePlace, a.Address)
	if a.Remark != "" {
		fmt.Fprintf(b, "    ! %s\n", a.Remark)
	}
	for _, m := range a.Amendments {
		fmt.Fprintf(b, "    ~ %v %s %s partly %t\n", m.Kinds, m.By, m.Effective, m.Partly)
	}
	for _, x := range a.CrossRefs {
		fmt.Fprintf(b, "    > %s · %s\n", x.Ref, x.Code)
	}
	outlineNodes(b, a.Body, "    ")
}

func outlineNodes(b *strings.Builder, nodes []corpus.Node, indent string) {
	for _, n := range nodes {
		fmt.Fprintf(b, "%s%s %s\n", indent, n.Level, strings.ReplaceAll(n.Line(), "\n", " ⏎ "))
		outlineNodes(b, n.Children, indent+"  ")
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s: -want +got\n%s", name, diff)
	}
}

func TestReadGolden(t *testing.T) {
	var calls, total int
	c, err := Read(t.Context(), writeZip(t, sample(t)...), Options{
		Progress: func(done, of int) { calls, total = done, of },
	})
	if err != nil {
		t.Fatal(err)
	}
	docs := slices.Collect(c.Documents())
	if len(docs) != c.Len() || calls != total || total != 3 {
		t.Errorf("got %d documents of %d, progress %d of %d", len(docs), c.Len(), calls, total)
	}
	golden(t, "documents.golden", outline(docs))
	golden(t, "report.golden", outlineReport(c.Report()))
	if diff := cmp.Diff(docs, slices.Collect(c.Documents())); diff != "" {
		t.Error("a second pass differs:", diff)
	}
}

func outlineReport(r Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "edition %s subjects %d documents %d partial %d articles %d\n", r.Edition, r.Subjects, r.Documents, r.Partial, r.Articles)
	fmt.Fprintf(&b, "notes %d amendments %d division refs %d\n", r.AmendmentNotes, r.Amendments, r.DivisionRefs)
	for _, s := range r.EmptySubjects {
		fmt.Fprintln(&b, "empty subject", s)
	}
	for _, n := range r.UnreadNotes {
		fmt.Fprintln(&b, "unread", n.Article, n.Problem)
	}
	for _, p := range r.Repeated {
		fmt.Fprintln(&b, "repeated", p.Document, p.Label, p.Places, "same", p.Same, "both", p.Both)
	}
	for _, list := range []struct {
		name  string
		items []string
	}{{"empty", r.Empty}, {"unplaced", r.Unplaced}, {"untitled", r.Untitled}} {
		for _, s := range list.items {
			fmt.Fprintln(&b, list.name, s)
		}
	}
	return b.String()
}

func TestOptionsEdition(t *testing.T) {
	c, err := Read(t.Context(), writeZip(t, sample(t)...), Options{Edition: 20260201})
	if err != nil {
		t.Fatal(err)
	}
	for d := range c.Documents() {
		if d.Source.Edition != 20260201 {
			t.Fatalf("%s: edition %s", d.ID, d.Source.Edition)
		}
	}
}

func TestReadCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Read(ctx, writeZip(t, sample(t)...), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}
