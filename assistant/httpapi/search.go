package httpapi

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer"
)

const maxHits = 100

// searchAnswer is the body of GET /v1/search.
type searchAnswer struct {
	Query string             `json:"query"`
	AsOf  corpus.Date        `json:"as_of"`
	Hits  []assistant.Result `json:"hits"`
}

func (s *Server) search(c *gin.Context) error {
	p, err := readParams(c.Request.URL, "q", "limit", "as_of", "kind", "scope", "issuer", "in_force")
	if err != nil {
		return err
	}
	q := indexer.Query{Text: strings.TrimSpace(p.Get("q")), Issuer: p.Get("issuer")}
	switch {
	case q.Text == "":
		return &fieldError{"q", "thiếu từ cần tìm: /v1/search?q=…"}
	case len([]rune(q.Text)) > assistant.MaxQuestion:
		return &fieldError{"q", fmt.Sprintf("dài quá %d ký tự", assistant.MaxQuestion)}
	}
	if q.Limit, err = p.number("limit", indexer.DefaultLimit, maxHits); err != nil {
		return err
	}
	if q.AsOf, err = parseDay("as_of", p.Get("as_of")); err != nil {
		return err
	}
	if q.AsOf.IsZero() {
		q.AsOf = s.Asker.Today()
	}
	if q.Scope, err = p.scope(); err != nil {
		return err
	}
	if q.Kinds, err = p.kinds(); err != nil {
		return err
	}
	if q.InForceOnly, err = p.yes("in_force"); err != nil {
		return err
	}
	hits, err := s.Asker.Search(c.Request.Context(), q)
	if err != nil {
		return err
	}
	writeJSON(c, searchAnswer{Query: q.Text, AsOf: q.AsOf, Hits: hits})
	return nil
}

// params are the parameters of a query.
type params struct{ url.Values }

// readParams reads the query; a parameter that is not known is refused, so that
// a misspelt one is not passed over.
func readParams(u *url.URL, known ...string) (params, error) {
	values, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return params{}, &fieldError{"", "phần sau dấu ? không đọc được; mã hóa ký tự theo URL"}
	}
	for name := range values {
		if !slices.Contains(known, name) {
			return params{}, &fieldError{name, fmt.Sprintf("không có tham số %q; các tham số là %s", name, strings.Join(known, ", "))}
		}
	}
	return params{values}, nil
}

// number reads a parameter between 1 and most.
func (p params) number(name string, otherwise, most int) (int, error) {
	text := p.Get(name)
	if text == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > most {
		return 0, &fieldError{name, fmt.Sprintf("%q phải là số từ 1 đến %d", text, most)}
	}
	return n, nil
}

func (p params) yes(name string) (bool, error) {
	switch text := p.Get(name); text {
	case "", "0", "false":
		return false, nil
	case "1", "true":
		return true, nil
	default:
		return false, &fieldError{name, fmt.Sprintf("%q phải là true hoặc false", text)}
	}
}

func (p params) scope() (indexer.Scope, error) {
	switch scope := indexer.Scope(p.Get("scope")); scope {
	case indexer.ScopeAll, indexer.ScopeArticles, indexer.ScopeProcedures:
		return scope, nil
	case "all":
		return indexer.ScopeAll, nil
	default:
		return "", &fieldError{"scope", fmt.Sprintf("%q phải là all, articles hoặc procedures", scope)}
	}
}

// kinds reads "kind", which may stand several times or hold several by commas.
func (p params) kinds() ([]corpus.Kind, error) {
	var out []corpus.Kind
	for _, value := range p.Values["kind"] {
		for name := range strings.SplitSeq(value, ",") {
			if name = strings.TrimSpace(name); name == "" {
				continue
			}
			kind, ok := corpus.ParseKind(name)
			if !ok {
				return nil, &fieldError{"kind", fmt.Sprintf("không có loại văn bản %q; ví dụ: Luật, Nghị định, Thông tư", name)}
			}
			out = append(out, kind)
		}
	}
	return out, nil
}
