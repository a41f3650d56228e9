package basis

import (
	"fmt"
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/corpus"
)

// standing says how the document stands on the day of the draft and today.
func (k *check) standing(l *Line, d corpus.Document, c citation) {
	force, now := assistant.ForceOf(d, corpus.Article{}, k.day), assistant.ForceOf(d, corpus.Article{}, k.today)
	l.Validity, l.Today, l.Evidence = &force, &now, force.Evidence
	k.force(l, force, d, c)
	if k.day != k.today && force.Status != assistant.ForceExpired && now.Status == assistant.ForceExpired {
		l.note("nay " + endedText(now.Until, d.InForce))
	}
	for _, m := range d.Amendedby {
		switch {
		case m.By.IsZero():
		case endsWhole(m):
			k.wholeEnd(l, m)
		case m.Effective > k.day:
		case slices.Contains(m.Kinds, corpus.AmendSuspend):
			if m.Until.IsZero() || k.day < m.Until {
				l.fault(FaultSuspended, described(m))
			}
		case m.Rewords() && !c.cites(m.By.Number):
			l.note(described(m))
		}
	}
	if d.Digest {
		l.note(saidDigest)
	}
}

// endsWhole tells whether an act replaces or repeals the whole document.
func endsWhole(m corpus.Amendment) bool {
	return !m.Partly && m.Target.Article == "" && (slices.Contains(m.Kinds, corpus.AmendReplace) || slices.Contains(m.Kinds, corpus.AmendRepeal))
}

// wholeEnd says that the document ends by an act that its validity does not tell of.
func (k *check) wholeEnd(l *Line, m corpus.Amendment) {
	switch {
	case slices.ContainsFunc(l.Faults, func(f Fault) bool { return f.Kind == FaultEnded }):
	case m.Effective > k.day:
		l.note("sẽ " + described(m))
	default:
		l.fault(FaultEnded, described(m))
	}
}

// force adds what the validity of the document says. Not yet in effect matters to
// the căn cứ alone: a sentence may well speak of what is to come, and a law named
// without its date is whichever is in effect.
func (k *check) force(l *Line, force assistant.Force, d corpus.Document, c citation) {
	switch force.Status {
	case assistant.ForceExpired:
		l.fault(FaultEnded, endedText(force.Until, d.InForce))
	case assistant.ForceNotYet:
		text := fmt.Sprintf(saidNotYet, k.day.Vietnamese(), force.From.Vietnamese())
		switch {
		case c.part == PartBasis && (c.ref.Number != "" || !c.date.IsZero() || c.ref.Year != 0):
			l.fault(FaultNotYet, text)
		case !d.Issued.IsZero():
			l.note(text)
		}
	case assistant.ForceUnknown:
		for _, doubt := range d.Doubts {
			if doubt.Since <= k.day {
				l.fault(FaultDoubt, fmt.Sprintf(saidDoubt, doubt.Why))
				break
			}
		}
	case assistant.ForceInForce, assistant.ForceNoEndKnown, assistant.ForceSuspended:
	}
}

// endedText says since when a text is out of force, by what, and with which exception.
func endedText(until corpus.Date, v corpus.Validity) string {
	text := fmt.Sprintf(saidEnded, until.Vietnamese())
	if v.EndedBy == nil || v.EndedBy.By.IsZero() {
		return text
	}
	m := *v.EndedBy
	if m.Effective == until {
		m.Effective = 0 // it was said
	}
	words := strings.TrimPrefix(m.Describe(), "hết hiệu lực ")
	if len(m.Kinds) == 0 {
		words = "theo " + m.By.String()
	}
	text += ", " + words
	if m.Except != "" {
		text += ", “" + m.Except + "”"
	}
	return text
}

// described says what an amendment does, with its exception.
func described(m corpus.Amendment) string {
	text := m.Describe()
	if place := (corpus.Ref{Article: m.Target.Article, Clause: m.Target.Clause, Point: m.Target.Point}).Place(); place != "" {
		text = place + " " + text
	}
	if m.Except != "" {
		text += ", “" + m.Except + "”"
	}
	return text
}
