package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	state "github.com/trolycongvu/congvu/assistant/store"
	"github.com/trolycongvu/congvu/corpus"
)

// withState runs f on the state of the data folder: conversations, feedback, audit and
// approved answers. What is wrong with what was typed becomes a usage error.
func (a *app) withState(f func(*state.Store) error) (err error) {
	st, err := a.openState()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	if err := f(st); errors.Is(err, state.ErrInvalid) {
		return fmt.Errorf("%w: %w", errUsage, err)
	} else if err != nil {
		return err
	}
	return nil
}

type stateCmd struct {
	Stats  stateStatsCmd  `cmd:"" help:"Đang giữ bao nhiêu hội thoại, góp ý, nhật ký, câu trả lời đã duyệt."`
	Purge  statePurgeCmd  `cmd:"" help:"Xóa hẳn những gì đã cũ và trả lại dung lượng."`
	Export stateExportCmd `cmd:"" help:"In mọi dữ liệu về một người, dạng JSON Lines."`
	Delete stateDeleteCmd `cmd:"" help:"Xóa hẳn mọi dữ liệu về một người, kể cả nhật ký."`
	Audit  stateAuditCmd  `cmd:"" help:"Xem nhật ký: ai hỏi gì, trả lời thế nào, dựa vào đâu."`
}

type stateStatsCmd struct {
	JSON bool `help:"In dạng JSON."`
}

// Run says what is kept.
func (c *stateStatsCmd) Run(a *app) error {
	return a.withState(func(st *state.Store) error {
		stats, err := st.Stats(a.ctx)
		if err != nil {
			return err
		}
		if c.JSON {
			return a.printJSON(stats)
		}
		return printState(a, stats)
	})
}

func printState(a *app, s state.Stats) error {
	var b strings.Builder
	fmt.Fprintf(&b, "Thư mục dữ liệu: %s\n", a.config.Data)
	fmt.Fprintf(&b, "%d người dùng, %d cuộc trò chuyện, %d lượt hỏi đáp\n", s.Users, s.Conversations, s.Turns)
	fmt.Fprintf(&b, "%d góp ý: %d hài lòng, %d chưa\n", s.Feedback, s.Up, s.Down)
	fmt.Fprintf(&b, "%d bản ghi nhật ký", s.Records)
	if s.Records > 0 {
		fmt.Fprintf(&b, ", từ %s đến %s", vietnamTime(s.Oldest), vietnamTime(s.Newest))
	}
	b.WriteByte('\n')
	for _, count := range s.Statuses {
		fmt.Fprintf(&b, "  %s: %d\n", count.Status, count.Records)
	}
	fmt.Fprintf(&b, "Câu trả lời đã duyệt: %d dùng được, %d hết giá trị, %d đã rút\n", s.Approved.Current, s.Approved.Stale, s.Approved.Withdrawn)
	fmt.Fprintf(&b, "%s trên đĩa\n", megabytes(s.Space.Bytes))
	return a.printf("%s", b.String())
}

// vietnamTime is a moment as it is read in Vietnam.
func vietnamTime(t time.Time) string {
	return t.In(corpus.Vietnam).Format("02/01/2006 15:04:05")
}

func megabytes(n int64) string {
	return strings.Replace(fmt.Sprintf("%.1f MB", float64(n)/1e6), ".", ",", 1)
}

type statePurgeCmd struct {
	OlderThan string `help:"Cũ hơn chừng này: 365d, 12h." default:"365d" placeholder:"TUỔI"`
	DryRun    bool   `help:"Chỉ đếm, không xóa."`
	JSON      bool   `help:"In dạng JSON."`
}

// Run deletes what is older than an age.
func (c *statePurgeCmd) Run(a *app) error {
	age, err := parseAge(c.OlderThan)
	if err != nil {
		return fmt.Errorf("--older-than: %w", err)
	}
	return a.withState(func(st *state.Store) error {
		done, err := st.Purge(a.ctx, state.Ages{Conversations: age, Feedback: age, Audit: age}, c.DryRun)
		if err != nil {
			return err
		}
		if c.JSON {
			return a.printJSON(done)
		}
		verb := "Đã xóa"
		if c.DryRun {
			verb = "Sẽ xóa"
		}
		if err := a.printf("%s %s\n", verb, counted(done.Counts)); err != nil || c.DryRun {
			return err
		}
		if !done.Whole {
			a.say("Một tiến trình khác đang đọc nên tệp ghi trước chưa được dọn hết; chạy lại lệnh này để dọn nốt.")
		}
		return a.printf("Trên đĩa: %s, trước đó %s\n", megabytes(done.After.Bytes), megabytes(done.Before.Bytes))
	})
}

func counted(n state.Counts) string {
	return fmt.Sprintf("%d cuộc trò chuyện (%d lượt hỏi đáp), %d góp ý, %d bản ghi nhật ký", n.Conversations, n.Turns, n.Feedback, n.Records)
}

// parseAge reads a number of days, "365d", or a duration as Go writes it, "12h".
func parseAge(s string) (time.Duration, error) {
	age, err := time.ParseDuration(s)
	if days, ok := strings.CutSuffix(s, "d"); ok {
		var n int
		n, err = strconv.Atoi(days)
		age = time.Duration(n) * 24 * time.Hour
		if n > 100_000 {
			age = 0
		}
	}
	if err != nil || age <= 0 {
		return 0, fmt.Errorf("%w: %q không phải khoảng thời gian như 365d, 12h", errUsage, s)
	}
	return age, nil
}

type stateExportCmd struct {
	User   string `required:"" help:"Người dùng." placeholder:"TÊN"`
	Output string `short:"o" help:"Ghi ra tệp này (mặc định: in ra màn hình)." placeholder:"TỆP"`
}

// Run writes everything about a person.
func (c *stateExportCmd) Run(a *app) error {
	return a.withState(func(st *state.Store) error {
		return a.writeTo(c.Output, func(w io.Writer) error {
			n, err := st.Export(a.ctx, c.User, w)
			if err == nil {
				a.say("Đã trích xuất %s của %s.", counted(n), c.User)
			}
			return err
		})
	})
}

// writeTo runs write on the new file path, readable by its owner alone, or on standard
// output when path is empty.
func (a *app) writeTo(path string, write func(io.Writer) error) error {
	if path == "" {
		return write(a.stdout)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("%w: %s đã có, chọn tên khác", errUsage, path)
	}
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

type stateDeleteCmd struct {
	User string `required:"" help:"Người dùng." placeholder:"TÊN"`
	Yes  bool   `help:"Xóa ngay, không hỏi lại." short:"y"`
	JSON bool   `help:"In dạng JSON."`
}

// Run deletes everything about a person.
func (c *stateDeleteCmd) Run(a *app) error {
	return a.withState(func(st *state.Store) error {
		if !c.Yes {
			n, err := st.CountUser(a.ctx, c.User)
			if err != nil {
				return err
			}
			return fmt.Errorf("%w: sẽ xóa hẳn %s của %s; thêm --yes để xóa", errUsage, counted(n), c.User)
		}
		n, err := st.DeleteUser(a.ctx, c.User)
		if err != nil {
			return err
		}
		if c.JSON {
			return a.printJSON(n)
		}
		return a.printf("Đã xóa %s của %s. Bản sao lưu cũ, nếu có, còn giữ dữ liệu này.\n", counted(n), c.User)
	})
}

type stateAuditCmd struct {
	ID     string `arg:"" optional:"" name:"mã" help:"Chỉ bản ghi này, in đủ."`
	Since  string `help:"Từ ngày này, hoặc trong chừng này trở lại: 01/02/2026, 7d, 12h." placeholder:"NGÀY"`
	User   string `help:"Chỉ của người dùng này." placeholder:"TÊN"`
	Status string `help:"Chỉ có trạng thái này: answered, nothing_found…" placeholder:"TRẠNG-THÁI"`
	Text   string `help:"Chỉ khi câu hỏi hoặc câu trả lời có những chữ này." placeholder:"CHỮ"`
	Limit  int    `help:"Số bản ghi, mới nhất trước." default:"20"`
	JSON   bool   `help:"In dạng JSON."`
}

// Run prints records of the audit.
func (c *stateAuditCmd) Run(a *app) error {
	if c.Limit < 1 || c.Limit > 500 {
		return fmt.Errorf("%w: --limit là %d, phải từ 1 đến 500", errUsage, c.Limit)
	}
	since, err := parseSince(c.Since, time.Now())
	if err != nil {
		return err
	}
	return a.withState(func(st *state.Store) error {
		if c.ID != "" {
			r, err := st.AnyRecord(a.ctx, c.ID)
			if err != nil {
				return err
			}
			return a.printJSON(r)
		}
		filter := state.Filter{Since: since, User: c.User, Status: c.Status, Text: c.Text}
		list, more, err := st.Records(a.ctx, filter, state.Page{Limit: c.Limit})
		if err != nil {
			return err
		}
		if c.JSON {
			return a.printJSON(append([]state.Record{}, list...))
		}
		return printRecords(a, list, more != "")
	})
}

// parseSince reads a day or an age; empty is the zero time.
func parseSince(s string, now time.Time) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if age, err := parseAge(s); err == nil {
		return now.Add(-age), nil
	}
	day, err := parseDay(s)
	if err != nil {
		return time.Time{}, fmt.Errorf("--since: %w", err)
	}
	return time.Date(day.Year(), time.Month(day.Month()), day.Day(), 0, 0, 0, 0, corpus.Vietnam), nil
}

func printRecords(a *app, list []state.Record, more bool) error {
	for _, r := range list {
		how := r.Status
		if r.Mode != "" {
			how += ", " + r.Mode
		}
		if err := a.printf("%s  %s  %s  %s\n    %s\n", vietnamTime(r.Time), r.ID, r.User, how, r.Question); err != nil {
			return err
		}
		if len(r.Evidence) > 0 {
			if err := a.printf("    → %s\n", strings.Join(r.Evidence, "; ")); err != nil {
				return err
			}
		}
	}
	switch {
	case len(list) == 0:
		a.say("Không có bản ghi nào như vậy.")
	case more:
		a.say("Còn nữa: tăng --limit, hoặc xem đủ một bản ghi bằng congvu state audit MÃ.")
	}
	return nil
}
