package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus/corpustest"
)

// measured is what the tests here read of eval's reports.
type measured struct {
	NDCG10       metric  `json:"ndcg@10"`
	Recall10     metric  `json:"recall@10"`
	Recall100    metric  `json:"recall@100"`
	Unresolved   int     `json:"unresolved"`
	Expected     *metric `json:"expected"`
	NothingFound metric  `json:"nothing_found"`

	Citations int            `json:"citations"`
	Resolved  int            `json:"resolved"`
	Quotes    int            `json:"quotes"`
	Verbatim  int            `json:"verbatim"`
	Broken    []string       `json:"broken"`
	Modes     map[string]int `json:"modes"`
}

// faithful fails the test unless every citation resolves and every quotation is
// verbatim, of answers of which at least share are in the mode.
func (m measured) faithful(t *testing.T, what, mode string, share float64) {
	t.Helper()
	all := 0
	for _, n := range m.Modes {
		all += n
	}
	t.Logf("%s: %d citations, %d quotations, modes %v", what, m.Citations, m.Quotes, m.Modes)
	if m.Citations == 0 || m.Resolved != m.Citations || m.Verbatim != m.Quotes {
		t.Errorf("%s: %d of %d citations resolve, %d of %d quotations are verbatim: %q", what, m.Resolved, m.Citations, m.Verbatim, m.Quotes, m.Broken)
	}
	if got := float64(m.Modes[mode]) / float64(all); got < share {
		t.Errorf("%s: %.2f of the answers are in mode %s, want at least %.2f", what, got, mode, share)
	}
}

type metric struct{ Value float64 }

// atLeast fails the test when a figure has fallen below what it was promised to be.
func atLeast(t *testing.T, what string, got, want float64) {
	t.Helper()
	t.Logf("%s: %.3f (at least %.2f)", what, got, want)
	if got < want {
		t.Errorf("%s: %.3f, want at least %.2f", what, got, want)
	}
}

func questionsOf(name string) string { return filepath.Join("eval", "questions", name) }

// TestSmallEvaluation holds what the starter corpus alone answers.
func TestSmallEvaluation(t *testing.T) {
	if testing.Short() {
		t.Skip("asks all questions of the starter corpus four times")
	}
	dir := t.TempDir()
	answerable, unanswerable := questionsOf("answerable-starter.jsonl"), questionsOf("unanswerable.jsonl")
	trace := filepath.Join(dir, "trace.jsonl")
	r := mustJSON[measured](t, dir, "eval", "retrieval", "--questions", answerable, "--trace", trace)
	golden(t, filepath.Join("testdata", "starter-ranks.golden"), ranks(t, trace))
	atLeast(t, "nDCG@10", r.NDCG10.Value, 0.90)
	atLeast(t, "Recall@10", r.Recall10.Value, 0.95)
	atLeast(t, "answerable, answered", mustJSON[measured](t, dir, "eval", "answers", "--questions", answerable).Expected.Value, 0.80)
	atLeast(t, "unanswerable, nothing found", mustJSON[measured](t, dir, "eval", "answers", "--questions", unanswerable).Expected.Value, 0.90)
}

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares got with a file, or rewrites the file.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (run with -update to make it)", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s changed; if it should, run with -update (-want +got):\n%s", file, diff)
	}
}

// ranks is a trace cut down to one line a question: its id and the rank of the
// first unit that answers it, 0 for none.
func ranks(t *testing.T, trace string) string {
	t.Helper()
	data, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for line := range strings.Lines(string(data)) {
		var q struct {
			ID   string
			Rank int
		}
		if err := json.Unmarshal([]byte(line), &q); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, q.ID, q.Rank)
	}
	return b.String()
}

// asQuestions writes every third query of a BEIR folder as a question that wants an
// answer, and returns the file.
func asQuestions(t *testing.T, queries, dir string) string {
	t.Helper()
	data, err := os.ReadFile(queries)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	n := 0
	for line := range strings.Lines(string(data)) {
		if n++; n%3 == 0 {
			b.WriteString(line)
		}
	}
	out := filepath.Join(dir, "beir-questions.jsonl")
	text := strings.NewReplacer(`"_id"`, `"expect": "answered", "id"`, `"text"`, `"question"`).Replace(b.String())
	if err := os.WriteFile(out, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestOfficialCode imports the official code and the procedures of the national
// portal and holds the program to its figures on them, and to the rank of every
// question in testdata/official-ranks.golden. It takes some minutes.
func TestOfficialCode(t *testing.T) {
	if testing.Short() {
		t.Skip("imports the whole official code")
	}
	data, dir := corpustest.SharedData(t), t.TempDir()
	zalo := filepath.Join(data, "questions", "zalo-dev.jsonl")
	code, _, stderr := congvu(t, dir, "corpus", "import",
		filepath.Join(data, "phapdien", "BoPhapDienDienTu.zip"), filepath.Join(data, "procedures", "tthc_dvcqg.zip"))
	if code != exitOK {
		t.Fatalf("import: exit %d: %s", code, stderr)
	}
	var book strings.Builder
	retrieval := func(name string, args ...string) measured {
		trace := filepath.Join(dir, "trace.jsonl")
		r := mustJSON[measured](t, dir, append([]string{"eval", "retrieval", "--trace", trace}, args...)...)
		fmt.Fprintf(&book, "# %s\n%s\n", name, ranks(t, trace))
		return r
	}
	toned := retrieval("zalo-dev", "--questions", zalo)
	atLeast(t, "zalo-dev nDCG@10", toned.NDCG10.Value, 0.76)
	atLeast(t, "zalo-dev Recall@10", toned.Recall10.Value, 0.89)
	atLeast(t, "zalo-dev Recall@100", toned.Recall100.Value, 0.97)
	bare := retrieval("zalo-dev without diacritics", "--questions", zalo, "--no-tones")
	atLeast(t, "zalo-dev without diacritics, nDCG@10", bare.NDCG10.Value, toned.NDCG10.Value-0.06)
	beir := retrieval("alqac2025", "--beir", filepath.Join(data, "beir", "alqac2025"))
	atLeast(t, "alqac2025 nDCG@10", beir.NDCG10.Value, 0.89)
	faq := retrieval("procedures-dev", "--questions", filepath.Join(data, "questions", "procedures-dev.jsonl"))
	atLeast(t, "procedures-dev Recall@10", faq.Recall10.Value, 0.9)
	own := retrieval("own questions on procedures", "--questions", questionsOf("procedures.jsonl"))
	atLeast(t, "own questions on procedures, Recall@10", own.Recall10.Value, 0.85)
	refused := mustJSON[measured](t, dir, "eval", "answers", "--questions", questionsOf("unanswerable.jsonl"))
	atLeast(t, "unanswerable, nothing found", refused.Expected.Value, 0.90)
	found := mustJSON[measured](t, dir, "eval", "answers", "--questions", zalo)
	atLeast(t, "zalo-dev, something found", 1-found.NothingFound.Value, 0.95)
	found.faithful(t, "zalo-dev", "extractive", 1)
	alqac := asQuestions(t, filepath.Join(data, "beir", "alqac2025", "queries.jsonl"), dir)
	faqs := filepath.Join(data, "questions", "procedures-dev.jsonl")
	for _, script := range []string{"quote", "lie"} {
		mustJSON[measured](t, dir, "eval", "answers", "--script", script, "--parallel", "2", "--questions", faqs, "--questions", alqac).
			faithful(t, "FAQ and alqac2025, model "+script, "model", 0.5)
	}
	holdConversations(t, dir, data)
	golden(t, filepath.Join("testdata", "official-ranks.golden"), book.String())
}
