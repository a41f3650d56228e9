package mcp

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
	"github.com/trolycongvu/congvu/indexer"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// maxCandidates is how many procedures are offered when a name does not say which.
const maxCandidates = 8

type procedureInput struct {
	Name string `json:"thu_tuc" jsonschema:"Mã thủ tục (\"1.001321\") hoặc tên thủ tục."`
}

type procedureOutput struct {
	Found      bool        `json:"found" jsonschema:"false: kho không có, hoặc phải chọn trong candidates."`
	Note       string      `json:"note,omitempty"`
	Procedure  *procedure  `json:"procedure,omitempty"`
	Candidates []candidate `json:"candidates" jsonschema:"Các thủ tục gần với tên đó, để gọi lại với mã."`
}

type candidate struct {
	Code     string `json:"code"`
	Name     string `json:"name"`
	Agency   string `json:"agency,omitempty"`
	Province string `json:"province,omitempty" jsonschema:"Thủ tục của riêng tỉnh này."`
	Page     string `json:"page"`
}

// procedure is a record in the portal's words; a field that the record leaves empty
// is empty.
type procedure struct {
	Code       string   `json:"code"`
	Name       string   `json:"name"`
	Place      string   `json:"place" jsonschema:"Viện dẫn đầy đủ: tên, mã, quyết định công bố, cơ quan."`
	Decision   string   `json:"decision,omitempty" jsonschema:"Quyết định công bố."`
	Agency     string   `json:"agency,omitempty"`
	Province   string   `json:"province,omitempty" jsonschema:"Thủ tục của riêng tỉnh này."`
	Levels     []string `json:"levels" jsonschema:"Cấp thực hiện."`
	Applicants []string `json:"applicants" jsonschema:"Đối tượng thực hiện."`
	Authority  string   `json:"authority,omitempty" jsonschema:"Cơ quan có thẩm quyền."`
	Executor   string   `json:"executor,omitempty" jsonschema:"Cơ quan thực hiện."`
	Reception  string   `json:"reception,omitempty" jsonschema:"Địa chỉ tiếp nhận hồ sơ."`
	Steps      string   `json:"steps,omitempty" jsonschema:"Trình tự thực hiện."`
	Filings    []string `json:"filings" jsonschema:"Cách nộp, mỗi cách với thời hạn và phí, lệ phí."`
	Dossier    []string `json:"dossier" jsonschema:"Thành phần hồ sơ theo từng trường hợp."`
	Conditions string   `json:"conditions,omitempty" jsonschema:"Yêu cầu, điều kiện."`
	Results    []string `json:"results"`
	Basis      []string `json:"basis" jsonschema:"Căn cứ pháp lý."`
	Warnings   []string `json:"warnings" jsonschema:"Những điều người đọc phải biết."`
	Source     string   `json:"source"`
	Page       string   `json:"page"`
}

// procedureCode matches the code of a procedure, with or without the tail that local
// portals add.
var procedureCode = regexp.MustCompile(`^([1-9]\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2}\.H\d{2})?$`)

func (s *server) procedure(ctx context.Context, in procedureInput) (procedureOutput, string, error) {
	text, err := clean("thu_tuc", in.Name)
	if err != nil {
		return procedureOutput{}, "", err
	}
	out := procedureOutput{Candidates: []candidate{}}
	code := ""
	if m := procedureCode.FindStringSubmatch(text); m != nil {
		code = m[1]
	} else if code, err = s.named(ctx, text, &out); err != nil {
		return out, "", err
	}
	if code == "" {
		out.Note = "Chưa rõ là thủ tục nào; hãy chọn mã trong danh sách."
		if len(out.Candidates) == 0 {
			out.Note = "Không có thủ tục nào trong kho gần với tên đó."
		}
		return out, s.recorded(out, ""), nil
	}
	p, err := s.Library.Procedure(ctx, code)
	if errors.Is(err, store.ErrNotFound) {
		out.Note = "Thủ tục mã " + code + ": không có trong kho."
		return out, out.Note, nil
	}
	if err != nil {
		return out, "", err
	}
	// Asked by its code, the assistant says what a reader of this record must know.
	answer, err := s.Asker.Ask(ctx, assistant.Request{Question: code, User: s.user(ctx), Channel: channel})
	if err != nil {
		return out, "", err
	}
	out.Found, out.Candidates = true, []candidate{}
	out.Procedure = s.record(p, answer)
	return out, s.recorded(out, p.Text()), nil
}

// named returns the code of the procedure of that name, empty when no procedure is
// called just so or several are; out has those that come near then.
func (s *server) named(ctx context.Context, name string, out *procedureOutput) (string, error) {
	results, err := s.Asker.Search(ctx, indexer.Query{Text: name, Scope: indexer.ScopeProcedures, Limit: maxCandidates})
	if err != nil {
		return "", err
	}
	var same []string
	for _, r := range results {
		p, err := s.Library.Procedure(ctx, r.Procedure)
		if err != nil {
			return "", err
		}
		if nameKey(p.Name) == nameKey(name) {
			same = append(same, p.Code)
		}
		out.Candidates = append(out.Candidates, candidate{p.Code, p.Name, p.Agency, p.Province, s.address(r.Page)})
	}
	if len(same) == 1 {
		return same[0], nil
	}
	return "", nil
}

// nameKey is a procedure's name as it is compared: the words alone, folded, without
// the word for what it is.
func nameKey(name string) string {
	var words []string
	for _, t := range viet.Tokenize(viet.Normalize(name)) {
		words = append(words, viet.Fold(t.Text))
	}
	return strings.TrimPrefix(strings.Join(words, " "), "thu tuc ")
}

func (s *server) record(p corpus.Procedure, answer assistant.Answer) *procedure {
	out := &procedure{
		Code: p.Code, Name: p.Name, Place: p.Name + " (mã " + p.Code + ")", Decision: p.Decision, Agency: p.Agency, Province: p.Province,
		Levels: list(p.Levels), Applicants: list(p.Applicants), Authority: p.Authority, Executor: p.Executor, Reception: p.Reception,
		Steps: p.Steps, Conditions: p.Conditions, Filings: said(p.Filings), Dossier: said(p.Dossier), Results: said(p.Results), Basis: said(p.Basis),
		Warnings: list(answer.Warnings), Page: s.address(assistant.ProcedurePage(p.Code)),
	}
	for _, c := range answer.Citations {
		if c.Procedure == p.Code {
			out.Place, out.Source = c.Place, c.Validity.Evidence
		}
	}
	return out
}

// said are values in words, those that say nothing left out.
func said[T fmt.Stringer](values []T) []string {
	out := []string{}
	for _, v := range values {
		if text := v.String(); text != "" {
			out = append(out, text)
		}
	}
	return out
}

// recorded is a procedure, or those to choose from, as text.
func (s *server) recorded(o procedureOutput, record string) string {
	var b strings.Builder
	if o.Note != "" {
		b.WriteString(o.Note + "\n")
	}
	for _, c := range o.Candidates {
		fmt.Fprintf(&b, "- %s · %s", c.Code, c.Name)
		for _, who := range []string{c.Agency, c.Province} {
			if who != "" {
				b.WriteString(" · " + who)
			}
		}
		b.WriteByte('\n')
	}
	if p := o.Procedure; p != nil {
		fmt.Fprintf(&b, "[1] %s\n\n%s\n", p.Place, record)
		for _, w := range p.Warnings {
			fmt.Fprintf(&b, "Lưu ý: %s\n", w)
		}
		fmt.Fprintf(&b, "Nguồn: %s\n%s\n", p.Source, s.linked(p.Page))
	}
	return strings.TrimSpace(b.String())
}
