package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/trolycongvu/congvu/assistant/bank"
	state "github.com/trolycongvu/congvu/assistant/store"
	"github.com/trolycongvu/congvu/corpus/store"
)

type answersCmd struct {
	List     answersListCmd     `cmd:"" help:"Liệt kê câu trả lời đã được chuyên gia duyệt."`
	Import   answersImportCmd   `cmd:"" help:"Nạp câu trả lời đã duyệt từ tệp JSON Lines."`
	Export   answersExportCmd   `cmd:"" help:"In câu trả lời đã duyệt, dạng JSON Lines."`
	Withdraw answersWithdrawCmd `cmd:"" help:"Rút một câu trả lời."`
	Check    answersCheckCmd    `cmd:"" help:"Đối chiếu với kho văn bản; câu nào dựa vào quy định đã đổi thì thôi dùng."`
}

type answersListCmd struct {
	State string `help:"Chỉ trạng thái này: current, stale, withdrawn." enum:"all,current,stale,withdrawn" default:"all"`
	JSON  bool   `help:"In dạng JSON."`
}

// Run lists approved answers.
func (c *answersListCmd) Run(a *app) error {
	return a.withState(func(st *state.Store) error {
		only := state.State(c.State)
		if c.State == "all" {
			only = ""
		}
		list, err := st.ApprovedAnswers(a.ctx, only)
		if err != nil {
			return err
		}
		if c.JSON {
			return a.printJSON(append([]state.Approved{}, list...))
		}
		for _, answer := range list {
			if err := printApproved(a, answer); err != nil {
				return err
			}
		}
		return nil
	})
}

// stateNames are the states of an approved answer as they are read.
var stateNames = map[state.State]string{state.Current: "dùng được", state.Stale: "hết giá trị", state.Withdrawn: "đã rút"}

func printApproved(a *app, answer state.Approved) error {
	how := stateNames[answer.State]
	if answer.Reason != "" {
		how += ": " + answer.Reason
	}
	return a.printf("%s  %s (%s, %s duyệt ngày %s)\n", answer.ID, answer.Questions[0], how, answer.Approver, answer.ApprovedOn.Vietnamese())
}

// withBoth runs f on the state and the corpus of the data folder.
func (a *app) withBoth(f func(*state.Store, *store.Store) error) error {
	return a.withStore(func(docs *store.Store) error {
		if err := a.seed(docs); err != nil {
			return err
		}
		return a.withState(func(st *state.Store) error { return f(st, docs) })
	})
}

type answersImportCmd struct {
	File string `arg:"" name:"tệp" help:"Tệp JSON Lines: mỗi dòng có questions, sentences, citations, approver, approved_on." type:"existingfile"`
	JSON bool   `help:"In dạng JSON."`
}

// Run imports approved answers whose citations stand in the corpus.
func (c *answersImportCmd) Run(a *app) error {
	return a.withBoth(func(st *state.Store, docs *store.Store) (err error) {
		f, err := os.Open(c.File)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		done, err := st.ImportApproved(a.ctx, docs, f)
		if err != nil {
			return fmt.Errorf("%s: %w", c.File, err)
		}
		if c.JSON {
			err = a.printJSON(done)
		} else {
			err = c.print(a, done)
		}
		if err == nil {
			err = a.warnUnmatched(st, done.Kept)
		}
		if err == nil && len(done.Rejected) > 0 {
			err = errIncomplete
		}
		return err
	})
}

func (c *answersImportCmd) print(a *app, done state.Imported) error {
	for _, r := range done.Rejected {
		if err := a.printf("%s:%d: %s\n", c.File, r.Line, r.Reason); err != nil {
			return err
		}
	}
	return a.printf("Đã nạp %d câu trả lời, bỏ %d dòng.\n", len(done.Kept), len(done.Rejected))
}

// warnUnmatched names the questions of answers just kept that will find none: those that
// another answer is for too, and those that name no matter.
func (a *app) warnUnmatched(st *state.Store, kept []string) error {
	list, err := st.ApprovedAnswers(a.ctx, state.Current)
	if err != nil {
		return err
	}
	fresh := map[string]bool{}
	for _, id := range kept {
		fresh[id] = true
	}
	entries := make([]bank.Entry, len(list))
	for i, answer := range list {
		entries[i] = bank.Entry{ID: answer.ID, Questions: answer.Questions}
	}
	index := bank.New(entries)
	for _, e := range entries {
		if !fresh[e.ID] {
			continue
		}
		for _, q := range e.Questions {
			if _, ok := index.Match(q); !ok {
				a.say("Lưu ý: %s: câu hỏi %q trùng với câu trả lời khác hoặc quá chung, sẽ không được dùng.", e.ID, q)
			}
		}
	}
	return nil
}

type answersExportCmd struct {
	Output string `short:"o" help:"Ghi ra tệp này (mặc định: in ra màn hình)." placeholder:"TỆP"`
}

// Run writes all approved answers.
func (c *answersExportCmd) Run(a *app) error {
	return a.withState(func(st *state.Store) error {
		return a.writeTo(c.Output, func(w io.Writer) error {
			n, err := st.WriteApproved(a.ctx, w)
			if err == nil {
				a.say("Đã trích xuất %d câu trả lời.", n)
			}
			return err
		})
	})
}

type answersWithdrawCmd struct {
	ID     string `arg:"" name:"mã" help:"Mã của câu trả lời, xem congvu answers list."`
	Reason string `help:"Lý do, được ghi lại." placeholder:"LÝ-DO"`
}

// Run withdraws an approved answer.
func (c *answersWithdrawCmd) Run(a *app) error {
	return a.withState(func(st *state.Store) error {
		if err := st.WithdrawApproved(a.ctx, c.ID, c.Reason); err != nil {
			return err
		}
		a.say("Đã rút câu trả lời %s; từ nay không dùng nữa.", c.ID)
		return nil
	})
}

type answersCheckCmd struct {
	JSON bool `help:"In dạng JSON."`
}

// Run holds the approved answers against the corpus as it is today.
func (c *answersCheckCmd) Run(a *app) error {
	return a.withBoth(func(st *state.Store, docs *store.Store) error {
		checked, err := st.Revalidate(a.ctx, state.CitedIn(docs, st.Today()))
		if err != nil {
			return err
		}
		if c.JSON {
			return a.printJSON(checked)
		}
		for _, answer := range checked.Stale {
			if err := printApproved(a, answer); err != nil {
				return err
			}
		}
		return a.printf("%d câu trả lời còn dùng được, %d câu vừa hết giá trị.\n", checked.Current, len(checked.Stale))
	})
}
