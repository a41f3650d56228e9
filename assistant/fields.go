package assistant

import (
	"strings"

	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
)

// overviewFields are shown, in this order, when no field is asked for.
var overviewFields = []question.Field{
	question.FieldDossier, question.FieldFiling, question.FieldAuthority, question.FieldPlace,
}

// fieldLines copies one field of a procedure, a line each; nil when the record
// leaves it empty. Without a field it is the fields asked for most, each under
// its name.
func fieldLines(p corpus.Procedure, field question.Field) []string {
	switch field {
	case question.FieldNone:
		return overview(p)
	case question.FieldDossier:
		return dossierLines(p)
	case question.FieldDeadline, question.FieldFee, question.FieldFiling:
		return filingLines(p, field)
	case question.FieldSteps:
		return textLines(p.Steps)
	case question.FieldConditions:
		return textLines(p.Conditions)
	case question.FieldPlace:
		return placeLines(p)
	case question.FieldAuthority:
		return authorityLines(p)
	case question.FieldApplicants:
		return joined(p.Applicants)
	case question.FieldResult:
		return stringLines(p.Results)
	case question.FieldBasis:
		return stringLines(p.Basis)
	}
	return nil
}

func overview(p corpus.Procedure) []string {
	var out []string
	for _, f := range overviewFields {
		lines := fieldLines(p, f)
		switch len(lines) {
		case 0:
		case 1:
			out = append(out, fieldNames[f]+": "+lines[0])
		default:
			out = append(out, fieldNames[f]+":")
			for _, l := range lines[:min(len(lines), 8)] {
				out = append(out, "- "+strings.TrimPrefix(l, "- "))
			}
			if len(lines) > 8 {
				out = append(out, "- …")
			}
		}
	}
	return out
}

// textLines splits a field of running text at its line ends.
func textLines(s string) []string {
	var out []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

func dossierLines(p corpus.Procedure) []string {
	var out []string
	for _, c := range p.Dossier {
		if c.Name != "" && c.Name != "--" {
			out = append(out, c.Name)
		}
		for _, item := range c.Items {
			out = append(out, "- "+strings.TrimLeft(item.String(), "-+ "))
		}
	}
	return out
}

// filingLines are the ways to file with their deadline and fees, a note once. Asked
// for deadline or fee alone, ways that say nothing of it are left out.
func filingLines(p corpus.Procedure, field question.Field) []string {
	var out []string
	note := ""
	for _, f := range p.Filings {
		says := field == question.FieldFiling || field == question.FieldDeadline && f.Deadline.String() != "" || field == question.FieldFee && len(f.Fees) > 0
		if !says {
			continue
		}
		out = append(out, f.String())
		if text := strings.Join(strings.Fields(f.Note), " "); text != "" && text != note {
			out = append(out, text)
			note = text
		}
	}
	return out
}

func placeLines(p corpus.Procedure) []string {
	out := textLines(p.Reception)
	if len(out) == 0 {
		return nil
	}
	for _, f := range p.Filings {
		if f.Form != "" {
			out = append(out, "Hình thức nộp: "+f.Form)
		}
	}
	return out
}

func authorityLines(p corpus.Procedure) []string {
	var out []string
	add := func(name, value string) {
		if value != "" {
			out = append(out, name+": "+value)
		}
	}
	add("Cơ quan có thẩm quyền", p.Authority)
	add("Cơ quan thực hiện", p.Executor)
	add("Cơ quan được ủy quyền", p.Delegated)
	add("Cơ quan phối hợp", p.Coordinating)
	return out
}

func joined(values []string) []string {
	if len(values) == 0 {
		return nil
	}
	return []string{strings.Join(values, ", ")}
}

func stringLines[T interface{ String() string }](values []T) []string {
	var out []string
	for _, v := range values {
		if s := v.String(); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// ProcedureLines are the lines that answers may show of a procedure: those of every
// field under its name, and those of the overview.
func ProcedureLines(p corpus.Procedure) []string {
	out := overview(p)
	for _, f := range []question.Field{
		question.FieldDossier, question.FieldDeadline, question.FieldFee, question.FieldFiling, question.FieldSteps, question.FieldConditions,
		question.FieldPlace, question.FieldAuthority, question.FieldApplicants, question.FieldResult, question.FieldBasis,
	} {
		out = append(append(out, fieldNames[f]), fieldLines(p, f)...)
	}
	return out
}
