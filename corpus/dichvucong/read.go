package dichvucong

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/trolycongvu/congvu/corpus"
)

// SourceName is the Source.Name of every procedure read here.
const SourceName = "dichvucong"

// Options say how to read. The zero value is ready to use.
type Options struct {
	// Edition is the date that the crawl goes up to, when known.
	Edition corpus.Date
	// Progress, when set, is called after each record with the number of
	// records done and of all records, from the goroutine that ranges.
	Progress func(done, total int)
}

// Report counts what a reading met.
type Report struct {
	Read     int          // records seen
	Accepted int          // procedures yielded
	Rejected []*Rejection // in the order of reading
}

// Rejection is the error yielded for a record that is left out. Reading goes on
// after it.
type Rejection struct {
	File   string // name inside the zip or folder
	Code   string // the record's own code, when it could be read
	Err    error  // wraps one of the sentinels of this package
	Remedy string // what a person can do, in Vietnamese
}

// Error names the file, the reason and the remedy, in Vietnamese.
func (r *Rejection) Error() string {
	return fmt.Sprintf("%s: %v; cách khắc phục: %s", r.File, r.Err, r.Remedy)
}

// Unwrap gives the reason.
func (r *Rejection) Unwrap() error { return r.Err }

// Reading is an opened source of records. It is not safe for concurrent use.
type Reading struct {
	src    source
	opts   Options
	report Report
}

// Open lists the records of a zip, a folder (searched with its subfolders) or a
// single JSON file. The error wraps ErrNotProcedures when there is no JSON file.
func Open(path string, opts Options) (*Reading, error) {
	src, err := openSource(path)
	if err != nil {
		return nil, err
	}
	if len(src.names()) == 0 {
		return nil, errors.Join(
			fmt.Errorf("%w: %s không chứa tệp .json nào; hãy chọn tệp zip hoặc thư mục bản ghi thủ tục", ErrNotProcedures, path),
			src.close())
	}
	return &Reading{src: src, opts: opts}, nil
}

// Close releases the source.
func (r *Reading) Close() error { return r.src.close() }

// Len is the number of records that will be tried.
func (r *Reading) Len() int { return len(r.src.names()) }

// Report gives the counts of the last, possibly still running, Procedures.
func (r *Reading) Report() Report { return r.report }

// Procedures yields every record in the order of file names: a procedure and a
// nil error, or an error that is a *Rejection. An error of another type is the
// context's and ends the sequence.
func (r *Reading) Procedures(ctx context.Context) iter.Seq2[corpus.Procedure, error] {
	return func(yield func(corpus.Procedure, error) bool) {
		r.report = Report{}
		names := r.src.names()
		seen := make(map[string]string, len(names))
		for i, name := range names {
			if err := ctx.Err(); err != nil {
				yield(corpus.Procedure{}, err)
				return
			}
			p, rej := r.one(name, seen)
			r.report.Read++
			if r.opts.Progress != nil {
				r.opts.Progress(i+1, len(names))
			}
			if rej != nil {
				r.report.Rejected = append(r.report.Rejected, rej)
				if !yield(corpus.Procedure{}, rej) {
					return
				}
				continue
			}
			r.report.Accepted++
			if !yield(p, nil) {
				return
			}
		}
	}
}

// one reads the record called name. seen maps the codes accepted so far to
// their files.
func (r *Reading) one(name string, seen map[string]string) (corpus.Procedure, *Rejection) {
	data, err := r.src.read(name)
	if err != nil {
		return corpus.Procedure{}, reject(name, "", err)
	}
	rec, err := decode(data)
	if err != nil {
		return corpus.Procedure{}, reject(name, rec.Code, err)
	}
	if first, ok := seen[rec.Code]; ok {
		err := fmt.Errorf("%w: %s đã có trong %s", ErrRepeated, rec.Code, first)
		return corpus.Procedure{}, reject(name, rec.Code, err)
	}
	seen[rec.Code] = name
	p := rec.procedure(folderOf(name))
	p.Source.Edition = r.opts.Edition
	return p, nil
}

// Parse reads one record. folder is the name of the folder it was found in,
// such as "bo-cong-an", which names the publishing agency; it may be empty.
func Parse(data []byte, folder string) (corpus.Procedure, error) {
	rec, err := decode(data)
	if err != nil {
		return corpus.Procedure{}, err
	}
	return rec.procedure(folder), nil
}
