package assistant

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// code matches the number of a procedure, with or without the tail that local
// portals add (1.001321.000.00.00.H52).
var codePattern = regexp.MustCompile(`(?:^|[^\d.,/])([1-9]\.\d{6})(?:\.\d{3}\.\d{2}\.\d{2}\.H\d{2})?(?:[^\d/]|$)`)

// procedureCode returns the code of a procedure that text cites, if any.
func procedureCode(text string) string {
	if m := codePattern.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}

// answerCode answers from the procedure that is cited by its code. done is false
// when the number turns out to be no procedure of the corpus and the question
// has other words to search for.
func (a *Assistant) answerCode(ctx context.Context, in *inquiry, d *draft) (done bool, err error) {
	p, err := a.corpus.Procedure(ctx, in.code)
	switch {
	case isMissing(err):
		d.answer.Status = StatusNothingFound
		d.note(sayf(saidNoProcedure, in.code, a.holdings(ctx)))
		d.note(saidAskAdmin)
		return true, nil
	case err != nil:
		return false, err
	}
	in.question = question.Parse(strings.Replace(in.text, in.code, " ", 1))
	a.answerProcedure(in, d, p)
	d.suggestFields(p, in.question.Field)
	return true, nil
}

// answerProcedure says the field that was asked for, copied from the record.
func (a *Assistant) answerProcedure(in *inquiry, d *draft, p corpus.Procedure) {
	field := in.question.Field
	lines := fieldLines(p, field)
	n := d.add(citeProcedure(p, lines))
	card := &ProcedureCard{
		Code: p.Code, Name: p.Name, Field: field, Empty: len(lines) == 0, Decision: p.Decision, Agency: p.Agency,
		Authority: firstOf(p.Authority, p.Executor), Levels: p.Levels, Province: p.Province, Digest: p.Digest,
		Link: ProcedureLink(p.Code), Page: ProcedurePage(p.Code),
	}
	d.answer.Procedure = card
	many := len(lines) > 1
	switch {
	case field == question.FieldNone:
		d.tell(viet.Capital(sayf(saidProcedure, procedureName(p), p.Code)), true, n)
	case card.Empty:
		d.partly()
		d.tell(sayf(saidFieldEmpty, fieldNames[field], procedureName(p), p.Code), true, n)
	default:
		d.tell(sayf(saidField, fieldNames[field], procedureName(p), p.Code), many, n)
	}
	for _, line := range lines {
		d.quote(line, !many && field != question.FieldNone, n)
	}
	d.warnProcedure(p, field)
}

// procedureName is "thủ tục “Cấp thẻ …”", without the word twice.
func procedureName(p corpus.Procedure) string {
	name := strings.TrimPrefix(p.Name, "Thủ tục ")
	return "thủ tục “" + viet.Capital(name) + "”"
}

func (d *draft) warnProcedure(p corpus.Procedure, field question.Field) {
	switch {
	case p.Province != "":
		d.warn(sayf(warnProvince, p.Province))
	case p.Provincial:
		d.warn(warnProvincial)
	}
	if !p.Withdrawn.IsZero() {
		d.warn(sayf(warnProcedureGone, SourceName(p.Source.Name), edition(p.Withdrawn)))
	}
	if field == question.FieldFee || field == question.FieldNone {
		for _, f := range p.Filings {
			for _, fee := range f.Fees {
				if fee.Contradicted() {
					d.warn(warnFeeDiffers)
				}
			}
		}
	}
}

// citeProcedure is the source of an answer about a procedure; the quote is the
// field in the record's words.
func citeProcedure(p corpus.Procedure, lines []string) Citation {
	from := []string{"mã " + p.Code}
	if p.Decision != "" {
		from = append(from, "Quyết định "+strings.TrimPrefix(p.Decision, "Quyết định "))
	}
	for _, who := range []string{p.Agency, p.Province} {
		if who != "" && !slices.Contains(from, who) {
			from = append(from, who)
		}
	}
	evidence := "theo " + sourceEdition(p.Source)
	if p.Digest {
		evidence = SourceName(p.Source.Name)
	}
	return Citation{
		Ref: p.Code, Place: viet.Capital(procedureName(p)) + " (" + strings.Join(from, ", ") + ")", Procedure: p.Code, Heading: p.Name,
		Quote: strings.Join(lines, "\n"), Validity: Force{Status: ForceUnknown, Evidence: evidence}, Amendments: []string{},
		Source: sourceLine(p.Source, ""), Digest: p.Digest, Link: ProcedureLink(p.Code), Page: ProcedurePage(p.Code),
	}
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
