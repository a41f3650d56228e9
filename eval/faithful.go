package eval

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/passage"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
)

// Shelves is what Faithful looks an answer up in. What is not there is
// store.ErrNotFound, or for FindRef an empty list.
type Shelves interface {
	FindRef(ctx context.Context, ref corpus.Ref) ([]corpus.Document, error)
	Article(ctx context.Context, id corpus.DocumentID, key string) (corpus.Article, error)
	Versions(ctx context.Context, id corpus.DocumentID, key string) ([]corpus.Version, error)
	Procedure(ctx context.Context, code string) (corpus.Procedure, error)
}

// Said is what an asker made of a question.
type Said struct {
	Status string
	Mode   string
	Faith
	ModelMS float64 // of the time taken, what a model took
}

// Faith counts how true an answer is to the corpus.
type Faith struct {
	Citations int      `json:"citations"`
	Resolved  int      `json:"resolved"` // lead to a place that the corpus holds
	Quotes    int      `json:"quotes"`
	Verbatim  int      `json:"verbatim"` // stand letter for letter in the place that they are said to be from
	Broken    []string `json:"broken,omitempty"`
}

func (f *Faith) add(g Faith) {
	f.Citations += g.Citations
	f.Resolved += g.Resolved
	f.Quotes += g.Quotes
	f.Verbatim += g.Verbatim
	f.Broken = append(f.Broken, g.Broken...)
}

// Faithful looks up every citation and every quotation of an answer: the quote of
// each citation, each sentence that is said to be quoted, and all that a sentence
// has in quotation marks. White space and a capital at the beginning may differ,
// nothing else.
func Faithful(ctx context.Context, l Shelves, a assistant.Answer) (f Faith, err error) {
	texts := make([]string, len(a.Citations))
	for i, c := range a.Citations {
		f.Citations++
		if texts[i], err = sourceText(ctx, l, c); err != nil {
			return f, err
		}
		if texts[i] == "" {
			f.Broken = append(f.Broken, "không tra được: "+c.Ref)
			continue
		}
		f.Resolved++
		f.quote(c.Quote, texts[i])
	}
	for _, s := range a.Sentences {
		var from []string
		for _, n := range s.Citations {
			if n >= 1 && n <= len(texts) {
				from = append(from, texts[n-1])
			}
		}
		for _, quoted := range quotedIn(s) {
			f.quote(quoted, strings.Join(from, " "))
		}
	}
	return f, nil
}

var inMarks = regexp.MustCompile(`“([^“”]+)”`)

// quotedIn are the words of a sentence that claim to be those of its sources. What
// names the place before a quotation is no part of it.
func quotedIn(s assistant.Sentence) []string {
	if s.Quoted {
		if _, words, found := strings.Cut(s.Text, ": “"); found && strings.HasSuffix(words, "”") {
			return []string{strings.TrimSuffix(words, "”")}
		}
		return []string{s.Text}
	}
	var out []string
	for _, m := range inMarks.FindAllStringSubmatch(s.Text, -1) {
		out = append(out, m[1])
	}
	return out
}

// quote counts one quotation, each piece between ellipses and line ends by itself.
func (f *Faith) quote(words, text string) {
	for _, piece := range strings.FieldsFunc(words, func(r rune) bool { return r == '\n' || string(r) == passage.Ellipsis }) {
		piece = squeeze(piece)
		if piece == "" {
			continue
		}
		f.Quotes++
		if strings.Contains(text, piece) || strings.Contains(text, lowerFirst(piece)) {
			f.Verbatim++
			continue
		}
		f.Broken = append(f.Broken, "không nguyên văn: "+piece)
	}
}

// sourceText is all that the corpus holds of the cited place's article, in every
// wording, or of the procedure; empty when it holds no such place.
func sourceText(ctx context.Context, l Shelves, c assistant.Citation) (string, error) {
	if c.Procedure != "" {
		p, err := l.Procedure(ctx, c.Procedure)
		return squeeze(procedureText(p)), known(err)
	}
	ref, err := corpus.ParseRef(c.Ref)
	if err != nil || c.Document == nil {
		return "", nil //nolint:nilerr // a citation that cannot be read is counted, not an error
	}
	docs, err := l.FindRef(ctx, ref)
	if err != nil {
		return "", err
	}
	at := slices.IndexFunc(docs, func(d corpus.Document) bool { return d.ID == c.Document.ID })
	if at < 0 {
		return "", nil
	}
	if c.Article == "" {
		return squeeze(docs[at].Name() + " " + docs[at].Title), nil
	}
	art, err := l.Article(ctx, c.Document.ID, c.Article)
	if err != nil {
		return "", known(err)
	}
	versions, err := l.Versions(ctx, c.Document.ID, c.Article)
	if err := known(err); err != nil {
		return "", err
	}
	_, found := art.Find(c.Clause, c.Point)
	var text strings.Builder
	text.WriteString(squeeze(art.Text()))
	for _, v := range versions {
		_, then := v.Article.Find(c.Clause, c.Point)
		found = found || then
		text.WriteString(" | " + squeeze(v.Article.Text()))
	}
	if !found {
		return "", nil
	}
	return text.String(), nil
}

// procedureText is the record as its fields read, and as they are shown one by one.
func procedureText(p corpus.Procedure) string {
	if p.Code == "" {
		return ""
	}
	return strings.Join(append([]string{p.Text(), p.Name}, assistant.ProcedureLines(p)...), "\n")
}

// known passes over that something is missing.
func known(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	return err
}

func lowerFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
