package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer"
)

type askCmd struct {
	Question []string `arg:"" name:"câu-hỏi" help:"Câu hỏi bằng tiếng Việt, có dấu hoặc không dấu."`
	AsOf     string   `help:"Ngày cần biết quy định, ví dụ 2023-05-01 hoặc 01/05/2023 (mặc định: hôm nay)." placeholder:"NGÀY"`
	JSON     bool     `help:"In dạng JSON, như POST /v1/ask."`
}

// Run answers one question.
func (c *askCmd) Run(a *app) error {
	day, err := parseDay(c.AsOf)
	if err != nil {
		return err
	}
	return a.withLibrary(func(l *library) (err error) {
		kept, err := a.openState()
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, kept.Close()) }()
		assist, err := a.assistant(l, kept)
		if err != nil {
			return err
		}
		answer, err := assist.Ask(a.ctx, assistant.Request{
			Question: strings.Join(c.Question, " "), AsOf: day, User: localUser(), Channel: "cli",
		})
		if err != nil {
			return err
		}
		if c.JSON {
			return a.printJSON(answer)
		}
		return a.printf("%s\n", strings.TrimRight(assistant.RenderText(answer), "\n"))
	})
}

// parseDay reads a date given on the command line; empty is the zero Date.
func parseDay(s string) (corpus.Date, error) {
	if s == "" {
		return 0, nil
	}
	return corpus.ParseDate(s)
}

type searchCmd struct {
	Query   []string `arg:"" name:"từ-khóa" help:"Cần tìm gì, có dấu hoặc không dấu."`
	Limit   int      `help:"Số kết quả." default:"10"`
	AsOf    string   `help:"Bỏ những gì đã biết là không có hiệu lực vào ngày này." placeholder:"NGÀY"`
	Scope   string   `help:"all, articles (điều luật) hoặc procedures (thủ tục)." enum:"all,articles,procedures" default:"all"`
	Kind    []string `help:"Chỉ các loại văn bản này: Luật, Nghị định, Thông tư…" placeholder:"LOẠI"`
	Issuer  string   `help:"Chỉ văn bản của cơ quan này." placeholder:"CƠ-QUAN"`
	Explain bool     `help:"In thêm điểm và độ phủ."`
	JSON    bool     `help:"In dạng JSON."`
}

// searchResult is one line of search --json.
type searchResult struct {
	indexer.Hit
	Title string `json:"title"`
	Place string `json:"place"`
}

// searchOutput is what search --json prints.
type searchOutput struct {
	Query  string         `json:"query"`
	Hits   []searchResult `json:"hits"`
	TookMS float64        `json:"took_ms"` // the search alone
}

// query checks the flags and makes the search of them.
func (c *searchCmd) query() (indexer.Query, error) {
	q := indexer.Query{Text: strings.Join(c.Query, " "), Limit: c.Limit, Issuer: c.Issuer}
	if strings.TrimSpace(q.Text) == "" {
		return q, fmt.Errorf("%w: chưa nói cần tìm gì", errUsage)
	}
	if c.Limit < 1 || c.Limit > indexer.MaxLimit {
		return q, fmt.Errorf("%w: --limit là %d, phải từ 1 đến %d", errUsage, c.Limit, indexer.MaxLimit)
	}
	if c.Scope != "all" {
		q.Scope = indexer.Scope(c.Scope)
	}
	for _, name := range c.Kind {
		kind, ok := corpus.ParseKind(name)
		if !ok {
			return q, fmt.Errorf("%w: --kind %q không phải loại văn bản (Luật, Nghị định, Thông tư…)", errUsage, name)
		}
		q.Kinds = append(q.Kinds, kind)
	}
	var err error
	q.AsOf, err = parseDay(c.AsOf)
	q.InForceOnly = !q.AsOf.IsZero()
	return q, err
}

// Run searches and prints what was found.
func (c *searchCmd) Run(a *app) error {
	q, err := c.query()
	if err != nil {
		return err
	}
	return a.withLibrary(func(l *library) error {
		out, err := a.searchFor(l, q)
		if err != nil {
			return err
		}
		if c.JSON {
			return a.printJSON(out)
		}
		return c.print(a, out)
	})
}

// searchFor searches and describes what was found.
func (a *app) searchFor(l *library, q indexer.Query) (out searchOutput, err error) {
	start := time.Now()
	hits, err := l.index.Search(a.ctx, q)
	if err != nil {
		return out, err
	}
	out = searchOutput{Query: q.Text, TookMS: float64(time.Since(start).Microseconds()) / 1000, Hits: make([]searchResult, len(hits))}
	for i, h := range hits {
		if out.Hits[i], err = a.describe(l, h); err != nil {
			return out, err
		}
	}
	return out, nil
}

// describe adds to a hit what a person needs to know it by.
func (a *app) describe(l *library, h indexer.Hit) (searchResult, error) {
	r := searchResult{Hit: h}
	if h.Procedure != "" {
		p, err := l.store.Procedure(a.ctx, h.Procedure)
		r.Title, r.Place = p.Name, "Thủ tục "+h.Procedure
		return r, err
	}
	d, err := l.store.Head(a.ctx, h.Document)
	if err != nil {
		return r, err
	}
	article, err := l.store.Article(a.ctx, h.Document, h.Article)
	r.Title, r.Place = article.Heading, article.Title()+", "+d.Name()
	return r, err
}

func (c *searchCmd) print(a *app, out searchOutput) error {
	if len(out.Hits) == 0 {
		return a.printf("Không tìm thấy gì cho: %s\n", out.Query)
	}
	for i, h := range out.Hits {
		if err := a.printf("%2d. %s\n    %s\n", i+1, h.Place, h.Title); err != nil {
			return err
		}
		if c.Explain {
			if err := a.printf("    điểm %.2f (BM25F %.1f), phủ %.0f%%\n", h.Score, h.Lexical, 100*h.Coverage); err != nil {
				return err
			}
		}
	}
	return nil
}
