package language_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/corpus/ingest"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/indexer/language"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// TestOfficialCode learns from nine tenths of the documents of the official code
// and reads what it has not seen: sentences of the others, and the questions of
// zalo-dev as they are, without diacritics and with half of them.
func TestOfficialCode(t *testing.T) {
	if testing.Short() {
		t.Skip("nạp cả Bộ Pháp điển: bỏ qua khi -short")
	}
	data := corpustest.SharedData(t)
	texts := officialTexts(t, filepath.Join(data, "phapdien", "BoPhapDienDienTu.zip"))
	b := language.NewBuilder()
	var kept []string
	start, syllables := time.Now(), 0
	for i, text := range texts {
		if i%10 == 9 {
			kept = append(kept, sentences(text)...)
			continue
		}
		b.Add(text)
		syllables += strings.Count(text, " ")
	}
	t.Logf("counted at %.3f µs a syllable", time.Since(start).Seconds()*1e6/float64(syllables))
	m := b.Model()
	var questions []string
	list, err := eval.ReadQuestions(filepath.Join(data, "questions", "zalo-dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range list {
		questions = append(questions, q.Text)
	}
	typed := func(s string) string { return s }
	for _, c := range []struct {
		name             string
		texts            []string
		asTyped          func(string) string
		syllables, whole float64 // least shares read right
	}{
		{"sentences", kept, typed, 0.99, 0.975}, // what is changed is nearly all misprints
		{"questions", questions, typed, 0.999, 0.99},
		{"questions without diacritics", questions, viet.Fold, 0.98, 0.8},
		{"questions with half of them", questions, halfFolded, 0.985, 0.85},
	} {
		right, whole, time := readAll(m, c.texts, c.asTyped)
		t.Logf("%s: %.2f%% of syllables, %.1f%% of %d whole, %.0f µs each", c.name, 100*right, 100*whole, len(c.texts),
			time.Seconds()*1e6/float64(len(c.texts)))
		if right < c.syllables || whole < c.whole {
			t.Errorf("%s: %.4f and %.4f right, want %v and %v", c.name, right, whole, c.syllables, c.whole)
		}
	}
}

// officialTexts imports the official code and returns the wording of each document.
func officialTexts(t *testing.T, zip string) (texts []string) {
	t.Helper()
	ctx := context.Background()
	st, err := store.Open(ctx, t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	}()
	if _, err := os.Stat(zip); err != nil {
		t.Skip(err)
	}
	if _, err := ingest.Import(ctx, st, []string{zip}, ingest.Options{}); err != nil {
		t.Fatal(err)
	}
	for d, err := range st.Documents(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		text.WriteString(d.Name() + "\n")
		for _, a := range d.Articles {
			text.WriteString(a.Heading + "\n")
			for _, n := range a.Body {
				text.WriteString(n.FullText() + "\n")
			}
		}
		texts = append(texts, text.String())
	}
	return texts
}

// sentences are some lines of the length of a long question.
func sentences(text string) []string {
	lines := slices.DeleteFunc(strings.Split(viet.Normalize(text), "\n"), func(line string) bool {
		return len(line) < 60 || len(line) > 300
	})
	return lines[:min(len(lines), 10)]
}

// halfFolded is the text with every second word without diacritics.
func halfFolded(text string) string {
	words := strings.Fields(text)
	for i := 1; i < len(words); i += 2 {
		words[i] = viet.Fold(words[i])
	}
	return strings.Join(words, " ")
}

// readAll reads all texts as typed and returns which shares of syllables and of
// whole texts come out as they were, case aside, and the time of reading.
func readAll(m *language.Model, texts []string, asTyped func(string) string) (syllables, whole float64, spent time.Duration) {
	right, all, unhurt := 0, 0, 0
	for _, text := range texts {
		text = viet.Normalize(text)
		typed := asTyped(text)
		start := time.Now()
		read := m.Read(typed)
		spent += time.Since(start)
		want, got := viet.Tokenize(viet.Lower(text)), viet.Tokenize(viet.Lower(read.Text))
		same := 0
		for i := range want {
			if len(got) == len(want) && want[i].Text == got[i].Text {
				same++
			}
		}
		right, all = right+same, all+len(want)
		if same == len(want) {
			unhurt++
		}
	}
	return float64(right) / float64(all), float64(unhurt) / float64(len(texts)), spent
}
