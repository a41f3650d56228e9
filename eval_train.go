package main

import (
	"encoding"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/eval/training"
	"github.com/trolycongvu/congvu/indexer"
	"github.com/trolycongvu/congvu/indexer/dense"
	"github.com/trolycongvu/congvu/indexer/forest"
)

type evalTrainCmd struct {
	Questions []string `help:"Tệp câu hỏi có đáp án để học; lặp lại được, mỗi tệp báo cáo riêng." placeholder:"TỆP" required:""`
	Out       string   `help:"Thư mục ghi mô hình và báo cáo." default:"indexer/model" placeholder:"THƯ-MỤC"`
	Words     string   `help:"Véc-tơ từ: keep giữ của chương trình, none bỏ, corpus học lại từ kho, questions học lại từ kho và câu hỏi." enum:"keep,none,corpus,questions" default:"keep"`
	Folds     int      `help:"Số phần của kiểm tra chéo." default:"5"`
	Trees     int      `help:"Số cây; 0 là mặc định của chương trình." default:"0"`
	Ablation  bool     `help:"Đo cả khi thiếu từng nhóm đặc trưng (lâu)."`
	DryRun    bool     `help:"Chỉ đo, không ghi mô hình."`
	JSON      bool     `help:"In báo cáo dạng JSON."`
}

// Run measures by cross-validation, trains on everything and writes the models.
func (c *evalTrainCmd) Run(a *app) error {
	if c.Folds < 2 || c.Trees < 0 {
		return fmt.Errorf("%w: --folds ít nhất là 2, --trees không âm", errUsage)
	}
	sets, err := c.read()
	if err != nil {
		return err
	}
	return a.withLibrary(func(l *library) error {
		words, finders, err := c.words(a, l, sets)
		if err != nil {
			return err
		}
		report, ranking, err := c.train(a, l, finders, sets)
		if err != nil {
			return err
		}
		if !c.DryRun {
			if err := c.write(report, words, ranking); err != nil {
				return err
			}
			a.log.Info("đã ghi mô hình: dựng lại chương trình và chỉ mục để dùng", "thư mục", c.Out)
		}
		return a.print(report, c.JSON)
	})
}

// read returns the questions of each file under its name.
func (c *evalTrainCmd) read() ([]training.Set, error) {
	if _, err := eval.ReadQuestions(c.Questions...); err != nil { // an id may be used once in all of them
		return nil, err
	}
	var sets []training.Set
	for _, file := range c.Questions {
		questions, err := eval.ReadQuestions(file)
		if err != nil {
			return nil, err
		}
		sets = append(sets, training.Set{Name: strings.TrimSuffix(filepath.Base(file), ".jsonl"), Questions: questions})
	}
	return sets, nil
}

// words are the vectors of words to keep, nil for none, and the search that each
// fold is collected with.
func (c *evalTrainCmd) words(a *app, l *library, sets []training.Set) (*dense.Encoder, []training.Finder, error) {
	finders := make([]training.Finder, c.Folds)
	words := l.index.Words()
	if c.Words == "keep" || c.Words == "none" {
		if c.Words == "none" {
			words = nil
		}
		model, err := indexer.NewModel(words, nil)
		if err != nil {
			return nil, nil, err
		}
		view := l.index.WithModel(model)
		for fold := range finders {
			finders[fold] = view
		}
		return words, finders, nil
	}
	source := training.NewWordSource(l.index.Passages())
	if c.Words == "questions" {
		read := func(text string) string { return l.index.Reading(text).Text }
		if err := source.Label(a.ctx, eval.NewResolver(l.store), all(sets), c.Folds, read); err != nil {
			return nil, nil, err
		}
	}
	for fold := range finders {
		if c.Words == "corpus" && fold > 0 { // no question takes part, so all folds have the same
			finders[fold] = finders[0]
			continue
		}
		encoder, err := c.learn(a, source, fold)
		if err != nil {
			return nil, nil, err
		}
		model, err := indexer.NewModel(encoder, nil)
		if err != nil {
			return nil, nil, err
		}
		words, finders[fold] = encoder, l.index.WithModel(model)
	}
	if c.Words == "corpus" || c.DryRun {
		return words, finders, nil
	}
	words, err := c.learn(a, source, -1)
	return words, finders, err
}

func (c *evalTrainCmd) learn(a *app, source *training.WordSource, without int) (*dense.Encoder, error) {
	config := training.DefaultWords()
	config.Progress = func(epoch int, loss float64) {
		a.log.Info("học véc-tơ từ", "không có phần", without, "lượt", epoch, "mất mát", loss)
	}
	return source.Train(a.ctx, without, config)
}

// all is the questions of all sets.
func all(sets []training.Set) (questions []eval.Question) {
	for _, set := range sets {
		questions = append(questions, set.Questions...)
	}
	return questions
}

func (c *evalTrainCmd) train(a *app, l *library, finders []training.Finder, sets []training.Set) (*training.Report, *forest.Forest, error) {
	questions := all(sets)
	resolver := eval.NewResolver(l.store)
	b := a.progress("Tìm", int64(len(questions)))
	examples, err := training.Collect(a.ctx, finders, resolver, questions, func(done, total int) { b.of(int64(done), int64(total)) })
	b.finish()
	if err != nil {
		return nil, nil, err
	}
	config := training.DefaultForest()
	if c.Trees > 0 {
		config.Trees = c.Trees
	}
	report, err := training.Cross(a.ctx, sets, examples, resolver, training.Options{
		Forest: config, Ablation: c.Ablation,
		Progress: func(step string) { a.log.Info("kiểm tra chéo", "cách", step) },
	})
	if err != nil {
		return nil, nil, err
	}
	ranking, err := training.Forest(a.ctx, examples, config)
	if err != nil {
		return nil, nil, err
	}
	report.Weigh(ranking)
	return report, ranking, nil
}

// write puts the models and the report into the folder. A model that is not there
// is an empty file.
func (c *evalTrainCmd) write(report *training.Report, words *dense.Encoder, ranking *forest.Forest) error {
	if err := os.MkdirAll(c.Out, 0o750); err != nil {
		return err
	}
	err := writeModel(filepath.Join(c.Out, "ranking.forest"), ranking)
	if words == nil {
		err = errors.Join(err, os.WriteFile(filepath.Join(c.Out, "words.dense"), nil, 0o600))
	} else {
		err = errors.Join(err, writeModel(filepath.Join(c.Out, "words.dense"), words))
	}
	return errors.Join(err, writeWith(filepath.Join(c.Out, "training.md"), report.WriteMarkdown))
}

func writeModel(file string, m encoding.BinaryMarshaler) error {
	data, err := m.MarshalBinary()
	if err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o600)
}

func writeWith(file string, write func(io.Writer) error) (err error) {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return write(f)
}
