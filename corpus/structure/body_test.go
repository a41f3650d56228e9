package structure

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
)

var update = flag.Bool("update", false, "write the golden files anew")

// outline prints a tree, one node a line.
func outline(nodes []corpus.Node, depth int) string {
	var b strings.Builder
	for _, n := range nodes {
		text := strings.ReplaceAll(n.Text, "\n", "⏎")
		fmt.Fprintf(&b, "%s%s %q %q %s\n", strings.Repeat("  ", depth), n.Level, n.Label, n.Marker, text)
		b.WriteString(outline(n.Children, depth+1))
	}
	return b.String()
}

// linesOf reads a test input: one line a line, a table as lines that begin with "|".
func linesOf(s string) []Line {
	var lines []Line
	for text := range strings.Lines(s) {
		text = strings.TrimSpace(text)
		if text == "" {
			continue
		}
		row, table := strings.CutPrefix(text, "| ")
		if n := len(lines); table && n > 0 && lines[n-1].Table {
			lines[n-1].Text += "\n" + row
			continue
		}
		lines = append(lines, Line{Text: row, Table: table})
	}
	return lines
}

func TestBodyGolden(t *testing.T) {
	inputs, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(inputs) == 0 {
		t.Fatal(inputs, err)
	}
	for _, name := range inputs {
		t.Run(filepath.Base(name), func(t *testing.T) {
			in, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := outline(Body(linesOf(string(in))), 0)
			golden := strings.TrimSuffix(name, ".txt") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// visible is s without any space.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func writeOut(b *strings.Builder, nodes []corpus.Node) {
	for _, n := range nodes {
		b.WriteString(n.Marker)
		b.WriteString(n.Text)
		writeOut(b, n.Children)
	}
}

func depthOf(nodes []corpus.Node) int {
	most := 0
	for _, n := range nodes {
		most = max(most, 1+depthOf(n.Children))
	}
	return most
}

func FuzzBody(f *testing.F) {
	inputs, _ := filepath.Glob("testdata/*.txt")
	for _, name := range inputs {
		in, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(in))
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		lines := linesOf(s)
		nodes := Body(lines)
		var want, got strings.Builder
		for _, l := range lines {
			want.WriteString(l.Text)
		}
		writeOut(&got, nodes)
		if visible(want.String()) != visible(got.String()) {
			t.Errorf("text lost or moved:\n%q\n%q", want.String(), got.String())
		}
		if d := depthOf(nodes); d > maxDepth+2 {
			t.Errorf("tree is %d deep", d)
		}
	})
}

// TestBodyLong shows that the time grows with the length only.
func BenchmarkBody(b *testing.B) {
	for _, clauses := range []int{10, 1000, 10000} {
		b.Run(fmt.Sprint(clauses), func(b *testing.B) {
			var lines []Line
			for i := range clauses {
				lines = append(lines, Line{Text: fmt.Sprintf("%d. Khoản có các điểm sau đây:", i%900+1)})
				for _, letter := range []string{"a", "b", "c", "d", "đ"} {
					lines = append(lines, Line{Text: letter + ") Nội dung của điểm;"})
				}
			}
			b.ReportAllocs()
			for b.Loop() {
				Body(lines)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(lines)), "ns/line")
		})
	}
}
