// Package phapdien reads the official code (Bộ Pháp điển điện tử) from the zip
// that the Ministry of Justice publishes, and gathers its articles, which the
// code arranges by subject, back into the documents that they are of.
//
// What the code is. Each file of the folder demuc is one đề mục: the articles of
// all documents on one subject, in the order of the law on which the subject is
// built. A note over each article names its document, and title, issuer and issue
// date only over the document's first article. Notes also say what amended an
// article, and since when.
//
// What it is not. Each đề mục stands as last updated, so an article in it need
// not be in force today, and an amendment need not be known to it. A document may
// be coded in part. Document.Partial says so where articles are missing between
// others; missing ones at the end leave no trace. What the code lacks is
// therefore not in the corpus, never "does not exist".
//
// What is changed in the text. Characters are composed (Unicode NFC), invisible
// ones dropped, runs of space joined. Tables become lines with cells split by
// " | "; a cell over several rows is repeated while it is short. A picture, most
// often a formula, leaves "[hình]", an attached file "[Tệp đính kèm: name]". The
// heading of the following chapter, where a page left it at the end of an
// article, becomes the title of that chapter.
package phapdien

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// Name is the Source.Name of what this package reads.
const Name = "phapdien"

// Options change how the code is read. The zero value is fit for use.
type Options struct {
	// Edition is the date that the code goes up to. When zero it is the newest
	// date on which a document in it was issued, some weeks before the code was
	// published: the code of February 2026 goes up to 14/11/2025.
	Edition  corpus.Date
	Limits   Limits
	Progress func(done, total int) // when set, is told after each đề mục
}

// Code is the official code, read and gathered by document. It holds the text of
// all articles, about 260 MB for the code of 2026; the trees of a document are
// built when it is asked for.
type Code struct {
	edition   corpus.Date
	subjects  []subject
	documents []*document // by ID
	places    targets
	report    Report
}

// Read reads the zip. It goes on past files in it that cannot be read and names
// them in the report; the error is ErrBroken, ErrNotOfficialCode, ErrTooLarge, one
// of the file system or of the context.
func Read(ctx context.Context, file string, opts Options) (code *Code, err error) {
	z, err := zip.OpenReader(file)
	if err != nil {
		var missing *os.PathError
		if errors.As(err, &missing) {
			return nil, err
		}
		return nil, fmt.Errorf("%s: %w: %w", file, ErrBroken, err)
	}
	defer func() { err = errors.Join(err, z.Close()) }()
	r := reader{opts: opts, limits: opts.Limits.orDefault(), code: &Code{}}
	if err := r.read(ctx, &z.Reader); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return r.code, nil
}

// Edition is the date that the code goes up to.
func (c *Code) Edition() corpus.Date { return c.edition }

// Len is the number of documents.
func (c *Code) Len() int { return len(c.documents) }

// Report says what was found and what could not be read.
func (c *Code) Report() Report { return c.report }

// Documents gives the documents in the order of their IDs. It can be gone
// through more than once, also at the same time.
func (c *Code) Documents() iter.Seq[corpus.Document] {
	return func(yield func(corpus.Document) bool) {
		for _, d := range c.documents {
			if !yield(c.build(d)) {
				return
			}
		}
	}
}

// reader reads the files of one zip.
type reader struct {
	opts    Options
	limits  Limits
	code    *Code
	pages   []readPage
	unpaged error // why a file was passed over, when every file was
}

// readPage is a đề mục with its articles.
type readPage struct {
	subject  subject
	articles []rawArticle
}

func (r *reader) read(ctx context.Context, z *zip.Reader) error {
	files, inFolder := subjectPages(z)
	if len(files) == 0 {
		return ErrNotOfficialCode
	}
	if len(files) > maxMembers {
		return fmt.Errorf("%w: %d trang", ErrTooLarge, len(files))
	}
	var total int64
	for i, f := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := r.readFile(f, inFolder)
		if err != nil {
			r.unpaged = err
			r.code.report.Members = append(r.code.report.Members, BadMember{Name: f.Name, Reason: err.Error()})
		}
		if total += n; total > r.limits.Total {
			return fmt.Errorf("%w: trên %d byte", ErrTooLarge, r.limits.Total)
		}
		if r.opts.Progress != nil {
			r.opts.Progress(i+1, len(files))
		}
	}
	if len(r.pages) == 0 {
		return errors.Join(ErrNotOfficialCode, r.unpaged)
	}
	r.finish()
	return nil
}

// readFile reads one đề mục and returns how many bytes it had. A page outside
// the folder demuc that is no đề mục, such as the index, is no error.
func (r *reader) readFile(f *zip.File, inFolder bool) (int64, error) {
	text, err := unpack(f, r.limits.Member)
	if err != nil {
		return 0, err
	}
	p, err := parseSubject(text)
	if err != nil {
		if !inFolder {
			return int64(len(text)), nil
		}
		return int64(len(text)), err
	}
	r.code.report.DivisionRefs += p.loose
	r.pages = append(r.pages, readPage{p.subject, p.articles})
	return int64(len(text)), nil
}

// finish puts the subjects in their order and gathers the articles.
func (r *reader) finish() {
	slices.SortStableFunc(r.pages, func(a, b readPage) int { return compareNumbers(a.subject.Number, b.subject.Number) })
	g := gatherer{code: r.code, groups: map[groupKey]*document{}}
	for _, p := range r.pages {
		g.subject(p)
	}
	r.pages = nil
	g.finish()
	c := r.code
	c.edition = r.opts.Edition
	if c.edition.IsZero() {
		c.edition = newestIssue(c.documents)
	}
	c.report.Edition = c.edition
	c.report.Subjects = len(c.subjects)
	c.report.Documents = len(c.documents)
}

// compareNumbers orders the numbers of đề mục: 2.10 after 2.9.
func compareNumbers(a, b string) int {
	return slices.CompareFunc(strings.Split(a, "."), strings.Split(b, "."), func(x, y string) int {
		nx, errX := strconv.Atoi(x)
		ny, errY := strconv.Atoi(y)
		if errX != nil || errY != nil {
			return strings.Compare(x, y)
		}
		return nx - ny
	})
}

// newestIssue is the newest issue date that can be believed: one that its
// document's number bears out with the same year, so that a misprint does not count.
func newestIssue(docs []*document) corpus.Date {
	var newest corpus.Date
	for _, d := range docs {
		if d.issued.Year() == d.number.Year() {
			newest = max(newest, d.issued)
		}
	}
	return newest
}
