package mcp

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// maxOutline is how many articles of a document are named.
const maxOutline = 400

type placeInput struct {
	Place string `json:"dieu" jsonschema:"Nơi cần đọc: \"khoản 2 Điều 15 Nghị định 30/2020/NĐ-CP\", \"Điều 28 Luật Khiếu nại\", hoặc cả văn bản \"30/2020/NĐ-CP\"."`
	Day   string `json:"ngay,omitempty" jsonschema:"Lời văn và hiệu lực vào ngày này: 2023-05-01 hoặc 01/05/2023; mặc định hôm nay."`
}

type placeOutput struct {
	Found    bool        `json:"found" jsonschema:"false: kho không có nơi này, hoặc phải chọn trong choices."`
	AsOf     string      `json:"as_of" jsonschema:"Ngày mà lời văn và hiệu lực được xét."`
	Note     string      `json:"note,omitempty" jsonschema:"Điều phải nói khi found là false."`
	Choices  []string    `json:"choices" jsonschema:"Các văn bản cùng số hoặc cùng tên, để gọi lại với tên đầy đủ."`
	Document *document   `json:"document,omitempty" jsonschema:"Văn bản được viện dẫn."`
	Articles []provision `json:"articles" jsonschema:"Điều được viện dẫn; hơn một khi văn bản có hai điều cùng số."`
}

// document is a document as a whole.
type document struct {
	Name     string   `json:"name"`
	Number   string   `json:"number"`
	Issuer   string   `json:"issuer,omitempty"`
	Issued   string   `json:"issued,omitempty"`
	Status   string   `json:"status"`
	Validity string   `json:"validity" jsonschema:"Hiệu lực của cả văn bản vào ngày đó."`
	Warnings []string `json:"warnings"`
	Partial  bool     `json:"partial,omitempty" jsonschema:"true: kho chỉ có một phần của văn bản."`
	Outline  []string `json:"outline" jsonschema:"Các điều, khi hỏi cả văn bản."`
	Page     string   `json:"page"`
}

// provision is one article, or the clause or point of it that was asked for.
type provision struct {
	Place      string   `json:"place" jsonschema:"Nơi viện dẫn đầy đủ, như khi viết trong văn bản."`
	Heading    string   `json:"heading,omitempty"`
	Text       string   `json:"text" jsonschema:"Nguyên văn vào ngày đó."`
	Status     string   `json:"status" jsonschema:"in_force, no_end_known (chưa biết ngày hết hiệu lực), not_yet, expired, suspended, unknown."`
	Validity   string   `json:"validity" jsonschema:"Căn cứ của hiệu lực."`
	Amendments []string `json:"amendments" jsonschema:"Đã được sửa đổi bởi những gì."`
	Warnings   []string `json:"warnings" jsonschema:"Những điều người đọc phải biết."`
	Source     string   `json:"source" jsonschema:"Lời văn lấy từ đâu."`
	Page       string   `json:"page"`
}

// place reads one place on a day.
func (s *server) place(ctx context.Context, in placeInput) (placeOutput, string, error) {
	text, err := clean("dieu", in.Place)
	if err != nil {
		return placeOutput{}, "", err
	}
	day, err := dayOf("ngay", in.Day)
	if err != nil {
		return placeOutput{}, "", err
	}
	if day.IsZero() {
		day = s.Asker.Today()
	}
	ref, ok := refIn(text)
	if !ok {
		return placeOutput{}, "", faultf("dieu: không đọc được nơi viện dẫn; viết như \"khoản 2 Điều 15 Nghị định 30/2020/NĐ-CP\".")
	}
	out := placeOutput{AsOf: iso(day), Choices: []string{}, Articles: []provision{}}
	found, err := s.Library.FindRef(ctx, ref.Document())
	if err != nil {
		return out, "", err
	}
	found = slices.DeleteFunc(found, assistant.Removed)
	switch len(found) {
	case 0:
		out.Note = ref.DocumentName() + ": không có trong kho. Không có trong kho không có nghĩa là không tồn tại."
		return out, out.Note, nil
	case 1:
		err := s.read(ctx, &out, found[0].ID, ref, day)
		return out, s.placed(out), err
	}
	for _, d := range found {
		out.Choices = append(out.Choices, d.Name())
	}
	out.Note = "Nhiều văn bản cùng số hoặc cùng tên; hãy gọi lại với loại và số hiệu đầy đủ."
	return out, s.placed(out), nil
}

// bareNumber matches a number without its suffix: "901/2019".
var bareNumber = regexp.MustCompile(`(?:^|\s)(\d{1,4}/(?:19|20)\d{2})(?:\s|$)`)

// refIn reads the one place that a text names, of a document. A text that names two
// Điều does not say which is meant.
func refIn(text string) (corpus.Ref, bool) {
	var first corpus.Ref
	places := 0
	for i, f := range corpus.FindTypedRefs(text, corpus.Ref{}) {
		if i == 0 {
			first = f.Ref
		}
		if f.Ref.Article != "" {
			places++
		}
	}
	if places > 1 {
		return corpus.Ref{}, false
	}
	if ref, err := corpus.ParseRef(text); err == nil && ref.HasDocument() {
		return ref, true
	}
	if m := bareNumber.FindStringSubmatch(text); m != nil && !first.HasDocument() {
		first.Number = corpus.Number(m[1])
	}
	return first, first.HasDocument()
}

// read fills out with what ref names in a document.
func (s *server) read(ctx context.Context, out *placeOutput, id corpus.DocumentID, ref corpus.Ref, day corpus.Date) error {
	doc, err := s.Library.Document(ctx, id)
	if err != nil {
		return err
	}
	standing := assistant.StandingOf(doc, day)
	out.Document = &document{
		Name: doc.Name(), Number: string(doc.Number), Issuer: doc.Issuer, Issued: iso(doc.Issued), Partial: doc.Partial,
		Status: string(standing.Status), Validity: standing.Evidence, Warnings: list(standing.Warnings()),
		Outline: []string{}, Page: s.address(assistant.DocumentPage(doc.ID)),
	}
	if ref.Article == "" {
		out.Found = true
		for _, a := range doc.Articles[:min(len(doc.Articles), maxOutline)] {
			out.Document.Outline = append(out.Document.Outline, a.Title())
		}
		return nil
	}
	for _, a := range doc.Articles {
		if !strings.EqualFold(a.Label, ref.Article) {
			continue
		}
		view, err := s.Asker.ArticleOn(ctx, id, a.Key, day)
		if err != nil {
			return err
		}
		if p, ok := s.provision(doc, view, ref); ok {
			out.Articles = append(out.Articles, p)
		} else {
			out.Note = fmt.Sprintf("Lời văn mà kho có của %s không có %s.", a.Ref(doc), corpus.Ref{Clause: ref.Clause, Point: ref.Point}.Place())
		}
	}
	out.Found = len(out.Articles) > 0
	switch {
	case out.Found:
		out.Note = ""
	case out.Note == "":
		out.Note = fmt.Sprintf("%s: không có trong phần văn bản mà kho có.", ref)
	}
	return nil
}

// provision is an article, or the clause or point of it that ref names.
func (s *server) provision(doc corpus.Document, view assistant.ArticleView, ref corpus.Ref) (provision, bool) {
	p := provision{
		Place: view.Place, Heading: view.Article.Heading, Text: view.Article.Text(), Status: string(view.Validity.Status),
		Validity: view.Validity.Evidence, Amendments: list(view.Amendments), Warnings: list(view.Warnings),
		Source: view.Source.Name, Page: s.address(view.Page),
	}
	if view.Source.Address != "" {
		p.Source += " (" + view.Source.Address + ")"
	}
	if ref.Clause == "" && ref.Point == "" {
		return p, true
	}
	node, ok := view.Article.Find(ref.Clause, ref.Point)
	if !ok {
		return provision{}, false
	}
	own := view.Article.Ref(doc)
	own.Clause, own.Point = ref.Clause, ref.Point
	p.Place, p.Text = own.Official(&doc), node.FullText()
	return p, true
}

// placed is what was read as text.
func (s *server) placed(o placeOutput) string {
	var b strings.Builder
	if o.Note != "" {
		b.WriteString(o.Note + "\n")
	}
	for _, c := range o.Choices {
		fmt.Fprintf(&b, "- %s\n", c)
	}
	for i, a := range o.Articles {
		fmt.Fprintf(&b, "[%d] %s\n", i+1, viet.Capital(a.Place))
		if a.Heading != "" {
			fmt.Fprintf(&b, "%s\n", a.Heading)
		}
		fmt.Fprintf(&b, "\n%s\n\nHiệu lực (xét ngày %s): %s\n", a.Text, o.AsOf, a.Validity)
		for _, m := range a.Amendments {
			fmt.Fprintf(&b, "%s\n", m)
		}
		for _, w := range a.Warnings {
			fmt.Fprintf(&b, "Lưu ý: %s\n", w)
		}
		fmt.Fprintf(&b, "Nguồn: %s\n%s\n", a.Source, s.linked(a.Page))
	}
	if d := o.Document; d != nil && len(o.Articles) == 0 {
		fmt.Fprintf(&b, "[1] %s\nHiệu lực (xét ngày %s): %s\n", d.Name, o.AsOf, d.Validity)
		for _, w := range d.Warnings {
			fmt.Fprintf(&b, "Lưu ý: %s\n", w)
		}
		b.WriteString(strings.Join(d.Outline, "\n") + "\n" + s.linked(d.Page) + "\n")
	}
	return strings.TrimSpace(b.String())
}
