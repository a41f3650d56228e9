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
	Revision int64          `json:"revision"`
	Seconds  float64        `json:"seconds"`
}

// SourceReport is what the import of one file or folder did. Store.Changes lists
// the documents and articles behind the counts, under the number in Import.
type SourceReport struct {
	Source   string      `json:"source"`
	Path     string      `json:"path,omitempty"`
	Checksum string      `json:"checksum,omitempty"`
	Edition  corpus.Date `json:"edition,omitzero"`
	store.Summary
	Partial  int         `json:"partial,omitempty"`  // documents that the source holds in part
	Repeated int         `json:"repeated,omitempty"` // articles that occurred more than once
	Empty    []string    `json:"empty,omitempty"`    // articles without text
	Unparsed []string    `json:"unparsed,omitempty"` // notes on amendments that were not understood
	Rejected []Rejection `json:"rejected,omitempty"` // records that were left out
	Warnings []string    `json:"warnings,omitempty"`
	Seconds  float64     `json:"seconds"`
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
	} {
		if line.n > 0 {
			fmt.Fprintf(b, "  %d %s\n", line.n, line.what)
		}
	}
	for _, w := range s.Warnings {
		fmt.Fprintf(b, "  Lưu ý: %s\n", w)
	}
	list(b, "  Bản ghi bị loại", s.Rejected)
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
