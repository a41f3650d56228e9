package mcp

import (
	"context"
	"fmt"
	"strings"

	"github.com/trolycongvu/congvu/indexer"
)

// The values of searchInput.Scope.
const (
	scopeAll        = "tat_ca"
	scopeArticles   = "dieu_luat"
	scopeProcedures = "thu_tuc"
)

const (
	usualHits = 8
	mostHits  = 30
)

type searchInput struct {
	Text    string `json:"tu_khoa" jsonschema:"Cần tìm gì, bằng tiếng Việt, có dấu hoặc không dấu."`
	Limit   int    `json:"gioi_han,omitempty" jsonschema:"Số kết quả, từ 1 đến 30; mặc định 8."`
	Day     string `json:"ngay,omitempty" jsonschema:"Hiệu lực vào ngày này: 2023-05-01 hoặc 01/05/2023; mặc định hôm nay."`
	Scope   string `json:"pham_vi,omitempty" jsonschema:"tat_ca (mặc định), dieu_luat hoặc thu_tuc."`
	InForce bool   `json:"con_hieu_luc,omitempty" jsonschema:"true: bỏ những gì đã biết là không có hiệu lực vào ngày đó."`
}

type searchOutput struct {
	AsOf string `json:"as_of" jsonschema:"Ngày mà hiệu lực được xét."`
	Hits []hit  `json:"hits" jsonschema:"Kết quả, liên quan nhất trước."`
}

// hit is a provision or procedure that was found.
type hit struct {
	Place     string `json:"place" jsonschema:"Nơi viện dẫn."`
	Document  string `json:"document,omitempty" jsonschema:"Tên đầy đủ của văn bản."`
	Number    string `json:"number,omitempty" jsonschema:"Số hiệu của văn bản."`
	Procedure string `json:"procedure,omitempty" jsonschema:"Mã thủ tục hành chính."`
	Heading   string `json:"heading,omitempty"`
	Snippet   string `json:"snippet" jsonschema:"Trích đoạn liên quan nhất, nguyên văn."`
	Status    string `json:"status" jsonschema:"in_force, no_end_known (chưa biết ngày hết hiệu lực), not_yet, expired, suspended, unknown."`
	Validity  string `json:"validity" jsonschema:"Căn cứ của hiệu lực, để nói với người đọc."`
	Page      string `json:"page" jsonschema:"Đường dẫn tới trang của điều luật hoặc thủ tục."`
}

func (s *server) search(ctx context.Context, in searchInput) (searchOutput, string, error) {
	text, err := clean("tu_khoa", in.Text)
	if err != nil {
		return searchOutput{}, "", err
	}
	q := indexer.Query{Text: text, Limit: in.Limit, InForceOnly: in.InForce}
	if q.AsOf, err = dayOf("ngay", in.Day); err != nil {
		return searchOutput{}, "", err
	}
	if q.AsOf.IsZero() {
		q.AsOf = s.Asker.Today()
	}
	switch {
	case in.Limit == 0:
		q.Limit = usualHits
	case in.Limit < 1 || in.Limit > mostHits:
		return searchOutput{}, "", faultf("gioi_han: phải từ 1 đến %d.", mostHits)
	}
	switch in.Scope {
	case "", scopeAll:
	case scopeArticles:
		q.Scope = indexer.ScopeArticles
	case scopeProcedures:
		q.Scope = indexer.ScopeProcedures
	}
	results, err := s.Asker.Search(ctx, q)
	if err != nil {
		return searchOutput{}, "", err
	}
	out := searchOutput{AsOf: iso(q.AsOf), Hits: []hit{}}
	for _, r := range results {
		h := hit{
			Place: r.Place, Procedure: r.Procedure, Heading: r.Heading, Snippet: r.Snippet,
			Status: string(r.Validity.Status), Validity: r.Validity.Evidence, Page: s.address(r.Page),
		}
		if r.Document != nil {
			h.Document, h.Number = r.Document.Name, string(r.Document.Number)
		}
		out.Hits = append(out.Hits, h)
	}
	return out, s.hits(out), nil
}

// hits are results as text.
func (s *server) hits(o searchOutput) string {
	if len(o.Hits) == 0 {
		return "Chưa tìm thấy gì trong kho; có thể văn bản chưa được nạp."
	}
	var b strings.Builder
	for i, h := range o.Hits {
		fmt.Fprintf(&b, "[%d] %s", i+1, h.Place)
		if h.Heading != "" {
			fmt.Fprintf(&b, ": %s", h.Heading)
		}
		if h.Procedure != "" {
			fmt.Fprintf(&b, " (mã %s)", h.Procedure)
		}
		b.WriteByte('\n')
		for _, line := range []string{h.Snippet, h.Validity, s.linked(h.Page)} {
			if line != "" {
				fmt.Fprintf(&b, "    %s\n", strings.ReplaceAll(line, "\n", "\n    "))
			}
		}
	}
	return strings.TrimSpace(b.String())
}
