package dichvucong

import (
	"context"
	"flag"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/corpustest"
)

var update = flag.Bool("update", false, "rewrite the golden file, keeping its head")

// Records of the golden file: drawn once with this seed from the accepted ones.
const (
	goldenSeed  = 20260211
	goldenCount = 100
	goldenFile  = "testdata/golden100.txt"
)

// TestGolden compares 100 random records with what was read and found right by
// hand. The head of the file says how.
func TestGolden(t *testing.T) {
	if testing.Short() {
		t.Skip("đọc toàn bộ dữ liệu cổng dịch vụ công")
	}
	all := readAll(t)
	rng := rand.New(rand.NewPCG(goldenSeed, goldenSeed))
	rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	var b strings.Builder
	for _, p := range all[:goldenCount] {
		outline(&b, p)
	}
	old, err := os.ReadFile(goldenFile)
	if err != nil && !*update {
		t.Fatal(err)
	}
	head, want, _ := strings.Cut(string(old), "\n\n")
	if *update {
		if err := os.WriteFile(goldenFile, []byte(head+"\n\n"+b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(b.String(), "\n")); diff != "" {
		t.Errorf("golden (-want +got):\n%s", diff)
	}
}

func portalZip(tb testing.TB) string {
	tb.Helper()
	return filepath.Join(corpustest.SharedData(tb), "procedures", "tthc_dvcqg.zip")
}

// readAll gives every accepted procedure in the order of file names.
func readAll(tb testing.TB) []corpus.Procedure {
	tb.Helper()
	r, err := Open(portalZip(tb), Options{})
	if err != nil {
		tb.Skip(err)
	}
	defer func() {
		if err := r.Close(); err != nil {
			tb.Error(err)
		}
	}()
	var all []corpus.Procedure
	for p, err := range r.Procedures(context.Background()) {
		if err == nil {
			all = append(all, p)
		}
	}
	return all
}

// outline writes a procedure as short lines: long texts as their first words,
// length and hash.
func outline(b *strings.Builder, p corpus.Procedure) {
	fmt.Fprintf(b, "== %s %s | %s | %s\n", p.Code, brief(p.Name), p.Decision, p.Agency)
	fmt.Fprintf(b, "cấp %s; lĩnh vực %s; đối tượng %d\n", strings.Join(p.Levels, "+"), brief(p.Field), len(p.Applicants))
	fmt.Fprintf(b, "thẩm quyền %s; thực hiện %s\n", brief(p.Authority), brief(p.Executor))
	fmt.Fprintf(b, "trình tự %s; điều kiện %s\n", brief(p.Steps), brief(p.Conditions))
	for _, f := range p.Filings {
		fmt.Fprintf(b, "nộp %s | %s %s", f.Form, strconv.FormatFloat(f.Deadline.Count, 'f', -1, 64), f.Deadline.Unit)
		for _, fee := range f.Fees {
			fmt.Fprintf(b, " | %s %d %s %t %s", fee.Kind, fee.Amount, fee.Unit, fee.Known, brief(fee.Text))
		}
		fmt.Fprintf(b, " | mô tả %s\n", brief(f.Note))
	}
	for _, c := range p.Dossier {
		fmt.Fprintf(b, "hồ sơ %s\n", brief(c.Name))
		for _, i := range c.Items {
			fmt.Fprintf(b, "  %d+%d %s %s\n", i.Originals, i.Copies, brief(i.Name), strings.Join(i.Forms, " ‖ "))
		}
	}
	for _, x := range p.Basis {
		fmt.Fprintf(b, "căn cứ %s | %s\n", x.Number, brief(x.Title))
	}
	for _, x := range p.Results {
		fmt.Fprintf(b, "kết quả %s | %s\n", x.Code, brief(x.Name))
	}
}

// brief is s on one line, cut to its first words with length and hash when long.
func brief(s string) string {
	const most = 28
	s = strings.ReplaceAll(s, "\n", "⏎")
	r := []rune(s)
	if len(r) <= most {
		return strconv.Quote(s)
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(s))
	return fmt.Sprintf("%q…[%d %08x]", string(r[:most]), len(r), h.Sum32())
}
