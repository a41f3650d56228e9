package assistant

import (
	"strings"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// reading is an article of a document in one of its wordings.
type reading struct {
	document corpus.Document
	article  corpus.Article
	wording  wording
	reworded []corpus.Date // the days on which the corpus put new words into the article
}

// force says what is known of the text's validity on day, in words that claim no
// more than the corpus shows: presence in the official code is no proof of force.
func (r reading) force(day corpus.Date) Force {
	v := r.validity()
	f := Force{From: v.From, Until: v.Until}
	switch v.At(day) {
	case corpus.ForceExpired:
		f.Status = ForceExpired
	case corpus.ForceNotYet:
		f.Status = ForceNotYet
	case corpus.ForceInForce:
		f.Status = ForceNoEndKnown
		if !v.Until.IsZero() {
			f.Status = ForceInForce
		}
	default:
		f.Status = ForceUnknown
	}
	evidence := r.evidence()
	for _, s := range r.suspensions(day) {
		if f.Status == ForceExpired || f.Status == ForceNotYet {
			break
		}
		evidence = append(evidence, s.words())
		if s.all {
			f.Status = ForceSuspended
		}
	}
	if doubt := r.doubt(day); doubt != "" && f.Status != ForceExpired && f.Status != ForceNotYet {
		f.Status = ForceUnknown
		evidence = append(evidence, sayf(wordDoubt, doubt))
	}
	f.Evidence = strings.Join(evidence, " · ")
	return f
}

// doubt says why the corpus cannot tell whether the document is in force on day,
// empty when it can.
func (r reading) doubt(day corpus.Date) string {
	for _, d := range r.document.Doubts {
		if d.Since <= day {
			return d.Why
		}
	}
	return ""
}

// ForceOf says what is known on day of an article's validity, or of the whole
// document's when the article is the zero Article.
func ForceOf(doc corpus.Document, art corpus.Article, day corpus.Date) Force {
	return reading{document: doc, article: art}.force(day)
}

// validity is the article's own, within that of its document.
func (r reading) validity() corpus.Validity {
	v, whole := r.article.InForce, r.document.InForce
	if v.From.IsZero() {
		v.From = r.start()
	}
	if r.endsWhole() {
		v.Until, v.EndedBy = whole.Until, whole.EndedBy
	}
	return v
}

// start is the day from which the document as a whole is in force.
func (r reading) start() corpus.Date {
	if from := r.document.InForce.From; !from.IsZero() {
		return from
	}
	return r.document.Effective
}

// endsWhole tells whether the article ends because its document does.
func (r reading) endsWhole() bool {
	own, whole := r.article.InForce.Until, r.document.InForce.Until
	return !whole.IsZero() && (own.IsZero() || whole <= own)
}

// gone is the edition of the source that no longer holds the text, zero when the
// last one does.
func (r reading) gone() corpus.Date { return max(r.document.Withdrawn, r.article.Withdrawn) }

func (r reading) evidence() []string {
	v, source := r.validity(), r.document.Source
	parts := []string{wordFromUnknown}
	if !v.From.IsZero() {
		parts = []string{sayf(wordFrom, v.From.Vietnamese())}
	}
	if !v.Until.IsZero() {
		end := sayf(wordUntil, v.Until.Vietnamese())
		if r.wording == wordingThen {
			end = sayf(wordReworded, v.Until.Vietnamese())
		}
		if by := endedBy(v); by != "" {
			end += " (" + by + ")"
		}
		parts = append(parts, end)
	}
	switch {
	case r.wording == wordingThen:
		parts = append(parts, sayf(wordOlder, sourceEdition(source)))
	case !r.gone().IsZero():
		parts = append(parts, sayf(wordGone, SourceName(source.Name), edition(r.gone())))
	case source.Name == codeSource:
		parts = append(parts, sayf(wordInCode, sourceEdition(source)))
	case source.Name != "":
		parts = append(parts, sayf(wordBySource, sourceEdition(source)))
	}
	return parts
}

// endedBy says what set the end of v and what it leaves out, empty when that is
// not known: "bị bãi bỏ bởi Điều 5 Luật …, trừ trường hợp …".
func endedBy(v corpus.Validity) string {
	if v.EndedBy == nil || v.EndedBy.By.IsZero() {
		return ""
	}
	m := *v.EndedBy
	if m.Effective == v.Until {
		m.Effective = 0 // it was said
	}
	words := strings.TrimPrefix(m.Describe(), "hết hiệu lực ")
	if len(m.Kinds) == 0 {
		words = "theo " + m.By.String()
	}
	if m.Except != "" {
		words += ", “" + m.Except + "”" // "Luật này" in it is the document that acts
	}
	return words
}

// warnOf says what an official must know before using the text on day: that it
// is not or no longer in force, that it was reworded, and for an earlier day
// that it may have read otherwise then.
func (d *draft) warnOf(r reading, past bool) {
	d.warnForce(r)
	d.warnReworded(r, past)
}

// warnForce says when the text is not or no longer in force on the day. What
// holds of the whole document is said of the document, once.
func (d *draft) warnForce(r reading) {
	place, whole := r.article.Ref(r.document), r.document.Ref()
	f := r.force(d.day)
	switch f.Status {
	case ForceExpired:
		if r.endsWhole() {
			place = whole
		}
		line := sayf(warnExpired, place, f.Until.Vietnamese())
		if by := endedBy(r.validity()); by != "" {
			line += ", " + by
		}
		d.warn(viet.Capital(line) + ".")
	case ForceNotYet:
		if r.start() == f.From {
			place = whole
		}
		d.warn(viet.Capital(sayf(warnNotYet, place, d.day.Vietnamese(), f.From.Vietnamese())))
	default:
		for _, s := range r.suspensions(d.day) {
			d.warn(viet.Capital(s.place.String()+" "+s.words()) + ".")
		}
		if doubt := r.doubt(d.day); doubt != "" {
			d.warn(viet.Capital(whole.String()+" "+sayf(wordDoubt, doubt)) + ".")
		}
	}
	if gone := r.gone(); !gone.IsZero() && r.wording != wordingThen {
		d.warn(viet.Capital(sayf(warnGone, r.article.Ref(r.document), SourceName(r.document.Source.Name), edition(gone))))
	}
}
