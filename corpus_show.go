package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
)

// errNoDocument tells that a document is not in the store.
var errNoDocument = errors.New("không có trong kho")

type corpusShowCmd struct {
	Place []string `arg:"" name:"số-hiệu" help:"Số hiệu, tên hoặc một nơi trong văn bản: 30/2020/NĐ-CP, \"khoản 2 Điều 15 NĐ 30/2020\"."`
	AsOf  string   `help:"Lời văn và hiệu lực vào ngày này (mặc định: hôm nay)." placeholder:"NGÀY"`
	JSON  bool     `help:"In dạng JSON."`
}

// shown is a document, or some of it, as it read on a day.
type shown struct {
	AsOf     corpus.Date       `json:"as_of"`
	Document corpus.Document   `json:"document"` // with the articles asked for
	Validity assistant.Force   `json:"validity"`
	Warnings []string          `json:"warnings,omitempty"`
	Articles []assistant.Force `json:"article_validity"` // of Document.Articles, in their order
}

// Run prints a document or one place of it as it read on a day.
func (c *corpusShowCmd) Run(a *app) error {
	day, err := parseDay(c.AsOf)
	if err != nil {
		return err
	}
	if day == 0 {
		day = corpus.DateOf(time.Now())
	}
	return a.withStore(func(st *store.Store) error {
		ref, head, err := a.documentNamed(st, strings.Join(c.Place, " "))
		if err != nil {
			return err
		}
		s, err := a.on(st, head, ref, day)
		if err != nil {
			return err
		}
		if c.JSON {
			return a.printJSON(s)
		}
		return a.printf("%s", s.text(ref))
	})
}

// documentNamed finds the document that a person names by number, title, place
// in it, or the name that it has in links.
func (a *app) documentNamed(st *store.Store, name string) (corpus.Ref, corpus.Document, error) {
	if err := a.seed(st); err != nil {
		return corpus.Ref{}, corpus.Document{}, err
	}
	ref, err := corpus.ParseRef(name)
	if err == nil && ref.HasDocument() {
		found, err := st.FindRef(a.ctx, ref)
		switch {
		case err != nil:
			return ref, corpus.Document{}, err
		case len(found) == 1:
			return ref, found[0], nil
		case len(found) > 1:
			return ref, corpus.Document{}, fmt.Errorf("%w: %q là số của %d văn bản: %s (viết đủ loại và số hiệu)",
				errUsage, name, len(found), namesOf(found))
		}
	}
	if id, err := corpus.ParseDocumentID(name); err == nil {
		head, err := st.Head(a.ctx, id)
		if err == nil {
			return corpus.Ref{}, head, nil
		}
		if !errors.Is(err, store.ErrNotFound) {
			return corpus.Ref{}, head, err
		}
	}
	if found, err := st.FindNumber(a.ctx, corpus.Number(strings.TrimSpace(name))); err != nil || len(found) == 1 { // QT 35/CX-HCTP
		return corpus.Ref{}, append(found, corpus.Document{})[0], err
	}
	return ref, corpus.Document{}, fmt.Errorf("%q: %w (xem có gì: congvu corpus list; nạp thêm: congvu corpus import TỆP)", name, errNoDocument)
}

func namesOf(docs []corpus.Document) string {
	names := make([]string, len(docs))
	for i, d := range docs {
		names[i] = d.Name()
	}
	return strings.Join(names, "; ")
}

// on reads a document as it was on day: all of it, or the article that ref names.
func (a *app) on(st *store.Store, head corpus.Document, ref corpus.Ref, day corpus.Date) (shown, error) {
	doc, err := st.Document(a.ctx, head.ID)
	if err != nil {
		return shown{}, err
	}
	s := shown{AsOf: day, Validity: assistant.ForceOf(doc, corpus.Article{}, day)}
	var articles []corpus.Article
	for _, art := range doc.Articles {
		if ref.Article != "" && !strings.EqualFold(art.Label, ref.Article) {
			continue
		}
		versions, err := st.Versions(a.ctx, doc.ID, art.Key)
		if err != nil {
			return s, err
		}
		if v, ok := corpus.VersionOn(versions, day); ok {
			art = v.Article
		} else if late := art.RewordedAfter(day); len(late) > 0 {
			s.Warnings = append(s.Warnings, fmt.Sprintf("%s: lời văn ngày %s không có trong kho; đây là lời văn hiện có, %s",
				art.Title(), day.Vietnamese(), late[0].Describe()))
		}
		articles = append(articles, art)
		s.Articles = append(s.Articles, assistant.ForceOf(doc, art, day))
	}
	if ref.Article != "" && len(articles) == 0 {
		return s, fmt.Errorf("%s: %w", ref, errNoDocument)
	}
	doc.Articles = articles
	s.Document = doc
	return s, nil
}

// text is s for a terminal.
func (s shown) text(ref corpus.Ref) string {
	var b strings.Builder
	d := s.Document
	fmt.Fprintf(&b, "%s\n", d.Name())
	for _, line := range []struct{ what, value string }{
		{"Cơ quan ban hành", d.Issuer},
		{"Ngày ban hành", d.Issued.Vietnamese()},
		{"Người ký", d.Signatory},
		{"Hiệu lực", s.Validity.Evidence},
		{"Tệp", d.File.Name},
	} {
		if line.value != "" {
			fmt.Fprintf(&b, "%s: %s\n", line.what, line.value)
		}
	}
	for _, m := range d.Amendedby {
		fmt.Fprintf(&b, "Văn bản này %s\n", m.Describe())
	}
	for _, w := range s.Warnings {
		fmt.Fprintf(&b, "Lưu ý: %s\n", w)
	}
	if len(d.Articles) == 0 {
		b.WriteString("Kho chưa có nội dung của văn bản này.\n")
	}
	if ref.Article == "" {
		writeNodes(&b, d.Preamble)
	}
	var within []corpus.Heading
	for i, art := range d.Articles {
		for k, h := range art.Within {
			if k >= len(within) || within[k] != h {
				fmt.Fprintf(&b, "\n%s\n", h)
			}
		}
		within = art.Within
		fmt.Fprintf(&b, "\n%s\n", art.Title())
		if f := s.Articles[i]; f.Status != s.Validity.Status {
			fmt.Fprintf(&b, "[%s]\n", f.Evidence)
		}
		for _, m := range art.Amendments {
			fmt.Fprintf(&b, "[%s]\n", m.Describe())
		}
		writePlace(&b, art, ref)
	}
	if ref.Article == "" {
		writeNodes(&b, d.Closing)
	}
	return b.String()
}

// writePlace writes an article, or the khoản or điểm of it that ref names.
func writePlace(b *strings.Builder, art corpus.Article, ref corpus.Ref) {
	if ref.Clause == "" && ref.Point == "" {
		fmt.Fprintln(b, art.Text())
		return
	}
	if n, ok := art.Find(ref.Clause, ref.Point); ok {
		fmt.Fprintln(b, n.FullText())
		return
	}
	fmt.Fprintf(b, "%s: %v\n", ref.Place(), errNoDocument)
}

func writeNodes(b *strings.Builder, nodes []corpus.Node) {
	if len(nodes) == 0 {
		return
	}
	b.WriteByte('\n')
	for _, n := range nodes {
		fmt.Fprintln(b, n.FullText())
	}
}

type corpusOutlineCmd struct {
	Document []string `arg:"" name:"số-hiệu" help:"Số hiệu hoặc tên văn bản."`
	JSON     bool     `help:"In dạng JSON."`
}

// Run prints the tree of a document.
func (c *corpusOutlineCmd) Run(a *app) error {
	return a.withStore(func(st *store.Store) error {
		_, head, err := a.documentNamed(st, strings.Join(c.Document, " "))
		if err != nil {
			return err
		}
		doc, err := st.Document(a.ctx, head.ID)
		if err != nil {
			return err
		}
		if c.JSON {
			return a.printJSON(branchesOf(doc, doc.Outline()))
		}
		if err := a.printf("%s\n", doc.Name()); err != nil {
			return err
		}
		return a.printOutline(doc.Outline(), 1)
	})
}

// branch is a division or article in outline --json.
type branch struct {
	corpus.Heading
	Key      string   `json:"key,omitempty"` // of an article
	Page     int      `json:"page,omitzero"`
	Branches []branch `json:"branches,omitempty"`
}

func branchesOf(doc corpus.Document, in []corpus.Branch) []branch {
	out := make([]branch, len(in))
	for i, b := range in {
		out[i] = branch{Heading: b.Heading, Branches: branchesOf(doc, b.Branches)}
		if b.Article >= 0 {
			out[i].Key, out[i].Page = doc.Articles[b.Article].Key, doc.Articles[b.Article].Page
		}
	}
	return out
}

func (a *app) printOutline(branches []corpus.Branch, depth int) error {
	for _, b := range branches {
		if err := a.printf("%s%s\n", strings.Repeat("  ", depth), b.Heading); err != nil {
			return err
		}
		if err := a.printOutline(b.Branches, depth+1); err != nil {
			return err
		}
	}
	return nil
}
