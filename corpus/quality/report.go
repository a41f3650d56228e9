package quality

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"
)

// shown is how many findings of a kind String lists.
const shown = 10

// String is the report for a terminal: counts, and some findings of each kind.
func (r Report) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Đã xem %d văn bản, %d điều\n", r.Documents, r.Articles)
	for _, c := range r.Counts {
		fmt.Fprintf(&b, "%s: %d\n", c.Kind, c.N)
		n := 0
		for _, f := range r.Findings {
			if f.Kind != c.Kind {
				continue
			}
			if n++; n > shown {
				fmt.Fprintf(&b, "    … và %d mục nữa (xem đủ bằng --json hoặc --html TỆP)\n", c.N-shown)
				break
			}
			fmt.Fprintf(&b, "    %s\n", f)
		}
	}
	articles, agree := 0, 0
	for _, c := range r.Compared {
		articles += c.Articles
		agree += c.Agree
	}
	if articles > 0 {
		fmt.Fprintf(&b, "%d văn bản đọc từ nhiều nguồn: %d trong %d điều chung giống nhau từng chữ (%.1f%%)\n",
			len(r.Compared), agree, articles, 100*float64(agree)/float64(articles))
	}
	return b.String()
}

// String is the finding in one line.
func (f Finding) String() string {
	parts := make([]string, 0, 5)
	for _, p := range []string{f.Name, f.Place} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if f.File != "" && f.Kind == KindWarning {
		at := f.File
		if f.Line > 0 {
			at += fmt.Sprintf(", dòng %d", f.Line)
		}
		if f.Page > 0 {
			at += fmt.Sprintf(", trang %d", f.Page)
		}
		parts = append(parts, at)
	}
	return strings.Join(append(parts, f.Text), " · ")
}

//go:embed report.html
var reportPage string

var reportTemplate = template.Must(template.New("report").Parse(reportPage))

// group is one kind of finding on the page.
type group struct {
	Kind     Kind
	Findings []Finding
}

// WriteHTML writes the report as one page without outside assets.
func (r Report) WriteHTML(w io.Writer) error {
	groups := make([]group, 0, len(kinds))
	for _, k := range kinds {
		g := group{Kind: k}
		for _, f := range r.Findings {
			if f.Kind == k {
				g.Findings = append(g.Findings, f)
			}
		}
		groups = append(groups, g)
	}
	return reportTemplate.Execute(w, struct {
		Report
		Groups []group
	}{r, groups})
}
