package eval

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// BEIR is a test collection in the form of the BEIR benchmark: a folder with
// corpus.jsonl, queries.jsonl and qrels/*.tsv. It is its own Resolver, and with
// Revision, Documents and Procedures a corpus that the indexer can build from.
//
// A text whose id is "Luật Cư trú#38" becomes Điều 38 of the document "Luật Cư
// trú"; any other text becomes a document of one article. Judgements of texts
// that the corpus lacks, or has without a word in them, are unresolved and stay
// in the denominators, as trec_eval has it.
type BEIR struct {
	Questions []Question // those with a judgement, in the order of queries.jsonl
	documents []corpus.Document
	units     map[string]Unit // by the collection's text id
}

// ReadBEIR reads the folder. Of several files in qrels only test.tsv counts, as
// is the custom with published figures; without it all do.
func ReadBEIR(dir string) (*BEIR, error) {
	b := &BEIR{units: map[string]Unit{}}
	if err := b.readCorpus(filepath.Join(dir, "corpus.jsonl")); err != nil {
		return nil, err
	}
	questions, err := readQueries(filepath.Join(dir, "queries.jsonl"))
	if err != nil {
		return nil, err
	}
	files, err := qrelFiles(filepath.Join(dir, "qrels"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		if err := questions.readQrels(file); err != nil {
			return nil, err
		}
	}
	b.Questions = slices.DeleteFunc(questions.list, func(q Question) bool { return len(q.Relevant) == 0 })
	return b, nil
}

// Resolve finds the unit of a label whose Document is a text id of the collection.
func (b *BEIR) Resolve(_ context.Context, label Relevant) ([]Unit, error) {
	if unit, ok := b.units[string(label.Document)]; ok {
		return []Unit{unit}, nil
	}
	return nil, nil
}

// Revision is always the same: a collection does not change.
func (b *BEIR) Revision(context.Context) (int64, error) { return 1, nil }

// Documents are in the order of corpus.jsonl, by their first text.
func (b *BEIR) Documents(context.Context) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		for _, d := range b.documents {
			if !yield(d, nil) {
				return
			}
		}
	}
}

// Procedures are none.
func (b *BEIR) Procedures(context.Context) iter.Seq2[corpus.Procedure, error] {
	return func(func(corpus.Procedure, error) bool) {}
}

// beirText is a line of corpus.jsonl, and of queries.jsonl, which has no titles.
type beirText struct {
	ID    string `json:"_id"`
	Title string `json:"title"`
	Text  string `json:"text"`
}

// eachText calls f for each line of a corpus or queries file, and fails on ids
// that are missing or used twice.
func eachText(path string, f func(beirText)) error {
	seen := map[string]bool{}
	return eachLineOf(path, func(_ string, line []byte) error {
		var text beirText
		if err := json.Unmarshal(line, &text); err != nil {
			return fmt.Errorf("không đọc được JSON: %w", err)
		}
		switch {
		case text.ID == "":
			return errors.New(`thiếu "_id"`)
		case seen[text.ID]:
			return fmt.Errorf("_id %q bị lặp", text.ID)
		}
		seen[text.ID] = true
		f(text)
		return nil
	})
}

func (b *BEIR) readCorpus(path string) error {
	builder := collection{documents: map[string]int{}, ids: map[corpus.DocumentID]bool{}}
	err := eachText(path, func(text beirText) {
		if strings.TrimSpace(text.Text) != "" {
			b.units[text.ID] = builder.add(text)
		}
	})
	b.documents = builder.list
	return err
}

// queries gathers questions by id.
type queries struct {
	list []Question
	at   map[string]int
}

func readQueries(path string) (*queries, error) {
	q := &queries{at: map[string]int{}}
	err := eachText(path, func(text beirText) {
		q.at[text.ID] = len(q.list)
		q.list = append(q.list, Question{ID: text.ID, Text: text.Text})
	})
	return q, err
}

// qrelFiles is test.tsv when there is one, otherwise every .tsv of the folder.
func qrelFiles(dir string) ([]string, error) {
	test := filepath.Join(dir, "test.tsv")
	_, err := os.Stat(test)
	if err == nil {
		return []string{test}, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("không mở được %s: %w", test, err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.tsv"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("%w: %s không có tệp .tsv nào", ErrFormat, dir)
	}
	return files, nil
}

// readQrels adds the judgements of one file: query, text and grade split by
// tabs, after a header line, or TREC's four columns. Grades of 0 and less are no
// labels.
func (q *queries) readQrels(path string) error {
	first := true
	return eachLineOf(path, func(_ string, line []byte) error {
		cells := strings.Split(string(line), "\t")
		if len(cells) == 4 {
			cells = slices.Delete(cells, 1, 2) // TREC's iteration, never used
		}
		if len(cells) != 3 {
			return fmt.Errorf("cần 3 cột cách nhau bằng tab (câu hỏi, văn bản, điểm), thấy %d", len(cells))
		}
		grade, err := strconv.Atoi(strings.TrimSpace(cells[2]))
		header := first && err != nil
		first = false
		switch at, known := q.at[cells[0]]; {
		case header:
		case err != nil:
			return fmt.Errorf("điểm %q không phải số nguyên", cells[2])
		case !known:
			return fmt.Errorf("câu hỏi %q không có trong queries.jsonl", cells[0])
		case grade > 0:
			label := Relevant{Document: corpus.Number(cells[1]), Grade: grade}
			q.list[at].Relevant = append(q.list[at].Relevant, label)
		}
		return nil
	})
}
