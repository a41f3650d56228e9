package ingest

import (
	"fmt"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
)

// Report is what an import did. Its JSON form is for programs, String for people.
type Report struct {
	Sources  []SourceReport `json:"sources"`
	Rejected []Rejection    `json:"rejected,omitempty"` // files that were passed over
	// Outlooks is how many documents have another validity or wording than before
	// through what the acts of others do to them.
	Outlooks int     `json:"outlooks"`
	Revision int64   `json:"revision"`
	Seconds  float64 `json:"seconds"`
}

// SourceReport is what the import of one file or folder did. Store.Changes lists
// the documents and articles behind the counts, under the number in Import.
type SourceReport struct {
	Source   string      `json:"source"`
	Path     string      `json:"path,omitempty"`
	Checksum string      `json:"checksum,omitempty"`
	Edition  corpus.Date `json:"edition,omitzero"`
	store.Summary
	Partial  int          `json:"partial,omitempty"`  // documents that the source holds in part
	Repeated int          `json:"repeated,omitempty"` // articles that occurred more than once
	Empty    []string     `json:"empty,omitempty"`    // articles without text
	Unparsed []string     `json:"unparsed,omitempty"` // notes on amendments that were not understood
	Rejected []Rejection  `json:"rejected,omitempty"` // records that were left out
	Warnings []string     `json:"warnings,omitempty"`
	Files    []FileReport `json:"files,omitempty"` // of single files: what became of each
	Known    int          `json:"known,omitempty"` // files that were not read again: nothing in them changed
	Seconds  float64      `json:"seconds"`
}

// FileReport is what became of one file.
type FileReport struct {
	Name       string            `json:"name"`
	Document   corpus.DocumentID `json:"document,omitempty"`
	Title      string            `json:"title,omitempty"` // full name of the document
	Change     store.Change      `json:"change,omitempty"`
	Reason     string            `json:"reason,omitempty"`  // why it took the place of another reading, or did not
	Problem    string            `json:"problem,omitempty"` // why it was left out, with the remedy
	Articles   int               `json:"articles,omitempty"`
	Pages      int               `json:"pages,omitempty"`
	Reader     string            `json:"reader,omitempty"`
	Confidence float64           `json:"confidence,omitzero"` // of recognised text, 0 to 1
	Warnings   int               `json:"warnings,omitempty"`  // places that were not understood: congvu corpus verify lists them
}

// of fills in what reading and storing the document did.
func (f *FileReport) of(d corpus.Document, out store.Outcome, warnings int) {
	f.Document, f.Title, f.Change, f.Reason = out.Document, d.Name(), out.Change, out.Reason
	f.Articles, f.Pages, f.Reader, f.Confidence = len(d.Articles), d.File.Pages, d.File.Reader, d.File.Confidence
	f.Warnings = warnings
}

// line is the file in one line for people.
func (f FileReport) line() string {
	s := fmt.Sprintf("%s → %s (%d đơn vị", f.Name, f.Title, f.Articles)
	if f.Confidence > 0 {
		s += fmt.Sprintf(", nhận dạng chữ tin cậy %.0f%%", 100*f.Confidence)
	}
	if f.Warnings > 0 {
		s += fmt.Sprintf(", %d chỗ cần xem", f.Warnings)
	}
	s += ")"
	if f.Reason != "" {
		s += ": " + f.Reason
	}
	return s
}

// Rejection is a file or record that was left out.
type Rejection struct {
	Name   string `json:"name"`
	Reason string `json:"reason"` // with the remedy
}

// sourceNames are the sources as people know them.
var sourceNames = map[string]string{
	codeSource:      "Bộ Pháp điển",
	procedureSource: "Thủ tục hành chính (Cổng Dịch vụ công quốc gia)",
	starterSource:   "Kho khởi đầu (tóm lược)",

	store.FileSource: "Tệp văn bản",
}

// shown is how many lines of one list String shows.
const shown = 10

// String says in Vietnamese what was done.
func (r Report) String() string {
	var b strings.Builder
	for _, s := range r.Sources {
		s.write(&b)
	}
	list(&b, "Tệp không nạp được", r.Rejected)
	if r.Outlooks > 0 {
		fmt.Fprintf(&b, "Hiệu lực hoặc lời văn thay đổi theo văn bản khác: %d văn bản\n", r.Outlooks)
	}
	return b.String()
}

func (s SourceReport) write(b *strings.Builder) {
	name := sourceNames[s.Source]
	if s.Edition != 0 {
		name += ", dữ liệu đến " + s.Edition.Vietnamese()
	}
	fmt.Fprintf(b, "%s: %s (%.1f giây)\n", name, s.Path, s.Seconds)
	for _, line := range []struct {
		what   string
		counts store.Counts
	}{{"văn bản", s.Documents}, {"điều", s.Articles}, {"thủ tục", s.Procedures}} {
		if line.counts != (store.Counts{}) {
			fmt.Fprintf(b, "  %s: %s\n", line.what, line.counts)
		}
	}
	for _, line := range []struct {
		n    int
		what string
	}{
		{s.Partial, "văn bản chỉ có một phần trong nguồn"},
		{s.Repeated, "điều lặp lại đã gộp"},
		{len(s.Empty), "điều không có nội dung"},
		{len(s.Unparsed), "ghi chú sửa đổi chưa đọc được"},
		{s.Known, "tệp đã nạp từ trước, không đọc lại"},
	} {
		if line.n > 0 {
			fmt.Fprintf(b, "  %d %s\n", line.n, line.what)
		}
	}
	for _, w := range s.Warnings {
		fmt.Fprintf(b, "  Lưu ý: %s\n", w)
	}
	s.writeFiles(b)
	list(b, "  Bản ghi bị loại", s.Rejected)
}

// writeFiles names the files that brought something.
func (s SourceReport) writeFiles(b *strings.Builder) {
	n := 0
	for _, f := range s.Files {
		if f.Title == "" {
			continue
		}
		if n++; n > shown {
			continue
		}
		fmt.Fprintf(b, "    %s\n", f.line())
	}
	if n > shown {
		fmt.Fprintf(b, "    … và %d tệp nữa (xem đủ bằng --json)\n", n-shown)
	}
}

func list(b *strings.Builder, title string, rejected []Rejection) {
	if len(rejected) == 0 {
		return
	}
	fmt.Fprintf(b, "%s: %d\n", title, len(rejected))
	for i, r := range rejected {
		if i == shown {
			fmt.Fprintf(b, "    … và %d mục nữa (xem đủ bằng --json)\n", len(rejected)-shown)
			break
		}
		fmt.Fprintf(b, "    %s\n", r.Reason)
	}
}

// errNothing tells why there is nothing.
func errNothing(rejected []Rejection) error {
	if len(rejected) == 0 {
		return fmt.Errorf("%w: chưa nêu tệp hay thư mục", ErrNothing)
	}
	var b strings.Builder
	list(&b, "tệp bị loại", rejected)
	return fmt.Errorf("%w; %s", ErrNothing, strings.TrimRight(b.String(), "\n"))
}
