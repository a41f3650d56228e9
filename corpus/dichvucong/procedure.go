package dichvucong

import (
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// procedure reads a decoded record. folder names the publishing agency.
func (r record) procedure(folder string) corpus.Procedure {
	r = r.recut()
	found, keywords, description := cutFurniture(r.Results)
	p := corpus.Procedure{
		Code:         r.Code,
		Name:         cell(r.Name),
		Decision:     cell(r.Decision),
		Agency:       agency(folder, r.Decision),
		Levels:       list(r.Levels),
		Type:         cell(r.Type),
		Field:        cell(r.Field),
		Applicants:   list(r.Applicants),
		Authority:    cell(r.Authority),
		Executor:     cell(r.Executor),
		Delegated:    cell(r.Delegated),
		Coordinating: cell(r.Coordinating),
		Reception:    paragraphs(r.Reception),
		Related:      cell(r.Related),
		Steps:        paragraphs(r.Steps),
		Conditions:   paragraphs(r.Conditions),
		Results:      results(found),
		Filings:      filings(r.Filings),
		Dossier:      dossier(r.Dossier),
		Basis:        basis(r.Basis),
		Keywords:     oneLine(keywords),
		Description:  paragraphs(description),
		Source:       corpus.Source{Name: SourceName, Address: strings.TrimSpace(r.Address)},
	}
	localise(&p, r.RawText)
	return p
}

// list splits values at commas, except within brackets and where a value holds
// one itself ("Cán bộ, công chức, viên chức" goes on in lower case).
func list(s string) []string {
	var out []string
	depth, from := 0, 0
	s = cell(s)
	for i := range len(s) {
		switch {
		case s[i] == '(':
			depth++
		case s[i] == ')':
			depth--
		case s[i] == ',' && depth <= 0 && startsValue(s[i+1:]):
			out = append(out, strings.TrimSpace(s[from:i]))
			from = i + 1
		}
	}
	if last := strings.TrimSpace(s[from:]); last != "" {
		out = append(out, last)
	}
	return out
}

func startsValue(s string) bool {
	s = strings.TrimSpace(s)
	return s != "" && strings.ToLower(s[:1]) != s[:1] || strings.HasPrefix(s, "Đ")
}
