package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/indexer"
)

var ready = flag.String("ready", "", "a data folder with the official code and the procedures, for TestConversations")

// TestConversations holds the follow-up questions to their figures on a data folder
// that was made before; TestOfficialCode does so on the one that it makes.
func TestConversations(t *testing.T) {
	if *ready == "" {
		t.Skip("no data folder given with -ready")
	}
	holdConversations(t, *ready, corpustest.SharedData(t))
}

// conversation is one line of conversations.jsonl: questions asked in turn, and the
// places of which the last one must find one.
type conversation struct {
	ID       string          `json:"id"`
	Turns    []string        `json:"turns"`
	Relevant []eval.Relevant `json:"relevant"`
	Slice    string          `json:"slice"`
}

// holdConversations asks the conversations without a model, and unrelated questions
// one after the other, of which none may be taken for a follow-up. Every second
// conversation was written before anything was tuned and not tuned to since: what they
// find is counted and not shown.
func holdConversations(t *testing.T, dir, shared string) {
	a := assistantOver(t, dir)
	talks := readConversations(t)
	var found, cited, either [2]int
	for i, c := range talks {
		half := i % 2
		last := talkTo(t, a, c.ID, c.Turns)
		whole := c.Turns[len(c.Turns)-1]
		if last.UnderstoodAs != "" {
			whole = last.UnderstoodAs
		}
		hits, err := a.Search(t.Context(), indexer.Query{Text: whole, Limit: 5})
		if err != nil {
			t.Fatal(err)
		}
		inHits := slices.ContainsFunc(hits, func(r assistant.Result) bool { return c.finds(hitPlace(r)) })
		inAnswer := slices.ContainsFunc(last.Citations, func(r assistant.Citation) bool { return c.finds(citedPlace(r)) })
		found[half] += count(inHits)
		cited[half] += count(inAnswer)
		either[half] += count(inHits || inAnswer)
		if half == 0 && !(inHits && inAnswer) {
			t.Logf("%s: in the first five %v, cited %v: %s", c.ID, inHits, inAnswer, whole)
			for _, s := range last.Citations {
				t.Logf("    %s", s.Ref)
			}
		}
	}
	n := len(talks)
	for half, name := range []string{"looked at", "frozen"} {
		t.Logf("%s: %d of %d in the first five, %d cited, %d either", name, found[half], n/2, cited[half], either[half])
	}
	atLeast(t, "follow-ups, place among the first five or cited", float64(either[0]+either[1])/float64(n), 0.90)
	atLeast(t, "follow-ups, place cited in the answer", float64(cited[0]+cited[1])/float64(n), 0.80)
	holdUnrelated(t, a, filepath.Join(shared, "questions", "zalo-dev.jsonl"))
}

// holdUnrelated asks questions that have nothing to do with each other in one
// conversation: each must be understood as when it is asked alone.
func holdUnrelated(t *testing.T, a *assistant.Assistant, file string) {
	questions, err := eval.ReadQuestions(file)
	if err != nil {
		t.Fatal(err)
	}
	every, asked, carried := 3, 0, 0
	if *ready != "" {
		every = 1
	}
	for i, q := range questions {
		if i%every != 0 {
			continue
		}
		asked++
		alone := talkTo(t, a, "", []string{q.Text})
		after := talkTo(t, a, "zalo", []string{q.Text})
		if alone.UnderstoodAs != after.UnderstoodAs {
			carried++
			t.Logf("carried over: %s → %s", q.Text, after.UnderstoodAs)
		}
	}
	t.Logf("%d of %d unrelated questions taken for follow-ups", carried, asked)
	if carried*100 > asked {
		t.Errorf("%d of %d unrelated questions taken for follow-ups, want at most 1 in 100", carried, asked)
	}
}

func assistantOver(t *testing.T, dir string) *assistant.Assistant {
	t.Helper()
	st, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	idx, err := indexer.Open(filepath.Join(dir, "index"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = idx.Close() })
	return assistant.New(assistant.Config{Corpus: st, Search: idx, Logger: slog.New(slog.DiscardHandler)})
}

func talkTo(t *testing.T, a *assistant.Assistant, id string, turns []string) (last assistant.Answer) {
	t.Helper()
	for _, q := range turns {
		var err error
		if last, err = a.Ask(t.Context(), assistant.Request{Question: q, ConversationID: id}); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
	return last
}

// finds tells whether place is one of those that answer: its clause counts only when
// the conversation asks for one.
func (c conversation) finds(place eval.Relevant) bool {
	return slices.ContainsFunc(c.Relevant, func(r eval.Relevant) bool {
		same := r.Document == place.Document && r.Procedure == place.Procedure
		return same && (r.Article == "" || r.Article == place.Article) && (r.Clause == "" || r.Clause == place.Clause)
	})
}

func hitPlace(r assistant.Result) eval.Relevant {
	place := eval.Relevant{Procedure: r.Procedure, Article: label(r.Article)}
	if r.Document != nil {
		place.Document = r.Document.Number
	}
	return place
}

func citedPlace(c assistant.Citation) eval.Relevant {
	place := eval.Relevant{Procedure: c.Procedure, Article: label(c.Article), Clause: c.Clause}
	if c.Document != nil {
		place.Document = c.Document.Number
	}
	return place
}

func label(key string) string {
	label, _, _ := strings.Cut(key, "~")
	return label
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func readConversations(t *testing.T) []conversation {
	t.Helper()
	data, err := os.ReadFile(questionsOf("conversations.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var out []conversation
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	for d.More() {
		var c conversation
		if err := d.Decode(&c); err != nil {
			t.Fatal(err)
		}
		out = append(out, c)
	}
	return out
}
