package mcp

import (
	"context"
	"fmt"
	"strings"
)

type checkInput struct {
	Text string `json:"du_thao" jsonschema:"Toàn văn dự thảo, hoặc phần căn cứ của nó, dạng chữ."`
	Day  string `json:"ngay_du_thao,omitempty" jsonschema:"Ngày của dự thảo: 2023-05-01 hoặc 01/05/2023; mặc định ngày ghi trong dự thảo, không có thì hôm nay."`
}

// Report is what was found in a draft.
type Report struct {
	AsOf     string   `json:"as_of" jsonschema:"Ngày mà các kết luận nói về."`
	Right    int      `json:"right"`
	Wrong    int      `json:"wrong"`
	Warning  int      `json:"warning"`
	Outside  int      `json:"outside" jsonschema:"Ngoài kho: không đúng cũng không sai, chưa kiểm được."`
	Lines    []Line   `json:"lines" jsonschema:"Mỗi căn cứ hoặc dẫn chiếu một mục, theo thứ tự trong dự thảo."`
	Warnings []string `json:"warnings"`
}

// Line is one citation of a draft.
type Line struct {
	N         int      `json:"n"`
	Text      string   `json:"text" jsonschema:"Như dự thảo viết."`
	Line      int      `json:"line" jsonschema:"Dòng trong dự thảo, từ 1."`
	Verdict   string   `json:"verdict" jsonschema:"right, wrong, outside, warning."`
	Sign      string   `json:"sign" jsonschema:"Kết luận bằng một ký hiệu."`
	Faults    []string `json:"faults" jsonschema:"Sai gì, hoặc phải lưu ý gì."`
	Notes     []string `json:"notes"`
	Document  string   `json:"document,omitempty" jsonschema:"Văn bản trong kho."`
	Corrected string   `json:"corrected,omitempty" jsonschema:"Dòng đúng để dán."`
	Evidence  string   `json:"evidence" jsonschema:"Căn cứ của kết luận."`
	Page      string   `json:"page,omitempty"`
}

// right is the verdict that needs nothing put right.
const right = "right"

// check checks the basis of a draft, a few drafts at one time.
func (s *server) check(ctx context.Context, in checkInput) (Report, string, error) {
	day, err := dayOf("ngay_du_thao", in.Day)
	if err != nil {
		return Report{}, "", err
	}
	select {
	case s.checks <- struct{}{}:
		defer func() { <-s.checks }()
	case <-ctx.Done():
		return Report{}, "", ctx.Err()
	}
	r, err := s.Checker.Check(ctx, in.Text, day, s.Asker.Today())
	if err != nil {
		return Report{}, "", err
	}
	r.Lines, r.Warnings = list(r.Lines), list(r.Warnings)
	for i := range r.Lines {
		l := &r.Lines[i]
		l.Faults, l.Notes, l.Page = list(l.Faults), list(l.Notes), s.address(l.Page)
	}
	return r, r.text(), nil
}

func (r Report) text() string {
	if len(r.Lines) == 0 {
		return "Không thấy căn cứ hay dẫn chiếu nào đến văn bản khác."
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d dẫn chiếu: %d đúng, %d sai, %d cảnh báo, %d ngoài kho (xét ngày %s).\n",
		len(r.Lines), r.Right, r.Wrong, r.Warning, r.Outside, r.AsOf)
	for _, l := range r.Lines {
		fmt.Fprintf(&b, "%d. %s %s\n", l.N, l.Sign, l.Text)
		for _, f := range append(append([]string{}, l.Faults...), l.Notes...) {
			fmt.Fprintf(&b, "   %s\n", f)
		}
		if l.Corrected != "" && l.Verdict != right {
			fmt.Fprintf(&b, "   → %s\n", l.Corrected)
		}
		fmt.Fprintf(&b, "   %s\n", l.Evidence)
	}
	for _, w := range r.Warnings {
		fmt.Fprintf(&b, "Lưu ý: %s\n", w)
	}
	return strings.TrimSpace(b.String())
}
