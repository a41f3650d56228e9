package indexer

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/trolycongvu/congvu/indexer/language"
	"github.com/trolycongvu/congvu/indexer/lexicon"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// besideWeight is what words weigh that a question's own stand for ("sổ đỏ"),
// beside their rarity and how sure the lexicon is of them. Chosen by
// cross-validation on zalo-dev.
const besideWeight = 0.5

// understanding is how a question is read before it is searched for.
type understanding struct {
	text   string // with diacritics, slips and abbreviations put right
	beside []besideWords
}

// besideWords are words that others of the question stand for.
type besideWords struct {
	text   string
	weight float64 // 0 to 1
}

// Reading is a question as the index reads it.
func (x *Index) Reading(question string) language.Reading {
	return x.look().learned.language.Read(viet.Normalize(question))
}

// understand reads a question as it was meant.
func (g *generation) understand(question string) understanding {
	text := g.learned.language.Read(viet.Normalize(question)).Text
	var u understanding
	var b strings.Builder
	end := 0
	for _, e := range g.lexicon.Expand(text) {
		if e.Replace {
			b.WriteString(text[end:e.Start])
			b.WriteString(e.Words[0])
			end = e.End
			continue
		}
		for i, words := range e.Words {
			u.beside = append(u.beside, besideWords{words, e.Weight / float64(i+1)})
		}
	}
	u.text = b.String() + text[end:]
	return u
}

// learner gathers what understanding needs of a corpus.
type learner struct {
	words *language.Builder
	miner lexicon.Miner
}

func newLearner() *learner { return &learner{words: language.NewBuilder()} }

// add learns from the units of one batch.
func (l *learner) add(units []unit) {
	for i := range units {
		u := &units[i]
		for _, text := range [...]string{u.Title, u.Within, u.Heading, u.Body} {
			l.words.Add(text)
		}
		l.miner.Add(u.Body)
	}
}

// learned is what a learner has found out.
type learned struct {
	language *language.Model
	pairs    []lexicon.Pair
}

func (l *learner) learned() learned {
	return learned{language: l.words.Model(), pairs: l.miner.Pairs()}
}

// The files that keep it beside the Bleve index.
const (
	languageFile = "language.bin"
	pairsFile    = "abbreviations.json"
)

func (l *learned) save(dir string) (err error) {
	pairs, err := json.Marshal(l.pairs)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, pairsFile), pairs, 0o600); err != nil {
		return err
	}
	file, err := os.OpenFile(filepath.Join(dir, languageFile), os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	w := bufio.NewWriter(file)
	return errors.Join(l.language.Save(w), w.Flush())
}

func loadLearned(dir string) (l learned, err error) {
	pairs, err := os.ReadFile(filepath.Join(dir, pairsFile))
	if err != nil {
		return l, err
	}
	if err := json.Unmarshal(pairs, &l.pairs); err != nil {
		return l, fmt.Errorf("%w: %s: %w", ErrFormat, pairsFile, err)
	}
	file, err := os.Open(filepath.Join(dir, languageFile))
	if err != nil {
		return l, err
	}
	defer func() { _ = file.Close() }() // only read
	if l.language, err = language.Load(bufio.NewReader(file)); err != nil {
		return l, fmt.Errorf("%w: %s: %w", ErrFormat, languageFile, err)
	}
	return l, nil
}
