package assistant

import (
	"slices"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// reading is an article of a document in one of its wordings.
type reading struct {
	document corpus.Document
	article  corpus.Article
	wording  wording
}

// force says what is known of the text's validity on day, in words that claim no
// more than the corpus shows: presence in the official code is no proof of force.
func (r reading) force(day corpus.Date) Force {
	v := r.validity()
	f := Force{From: v.From, Until: v.Until, Evidence: strings.Join(r.evidence(), " · ")}
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
	return f
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
		v.From = max(r.document.Effective, whole.From)
	}
	if !whole.Until.IsZero() && (v.Until.IsZero() || whole.Until < v.Until) {
		v.Until, v.EndedBy = whole.Until, whole.EndedBy
	}
	return v
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
		if v.EndedBy != nil {
			end += " (" + v.EndedBy.Describe() + ")"
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

// amendments are those of the article and of the document as a whole, oldest
// first, without repeats.
func (r reading) amendments() []string {
	all := append(slices.Clone(r.article.Amendments), r.document.Amendedby...)
	slices.SortStableFunc(all, func(a, b corpus.Amendment) int { return int(a.Effective) - int(b.Effective) })
	out := []string{}
	for _, m := range all {
		if line := m.Describe(); !m.By.IsZero() && !slices.Contains(out, line) {
			out = append(out, line)
		}
	}
	return out
}

// warnOf says what an official must know before using the text on day: that it
// is not or no longer in force, that it was reworded, and for an earlier day
// that it may have read otherwise then.
func (d *draft) warnOf(r reading, past bool) {
	place := r.article.Ref(r.document).String()
	f := r.force(d.day)
	switch f.Status {
	case ForceExpired:
		line := sayf(warnExpired, place, f.Until.Vietnamese())
		if end := r.validity().EndedBy; end != nil {
			line += ", " + end.Describe()
		}
		d.warn(capital(line) + ".")
	case ForceNotYet:
		d.warn(capital(sayf(warnNotYet, place, d.day.Vietnamese(), f.From.Vietnamese())))
	}
	if gone := r.gone(); !gone.IsZero() && r.wording != wordingThen {
		d.warn(capital(sayf(warnGone, place, SourceName(r.document.Source.Name), edition(gone))))
	}
	d.warnReworded(r, past)
}

// maxAmendments is how many amendments a warning names; the source names all.
const maxAmendments = 2

// warnReworded adds one line for the amendments in force on the day and one for
// later ones. The article that the answer begins with is "Điều này", others are named.
func (d *draft) warnReworded(r reading, past bool) {
	var before, after []string
	for _, m := range r.article.Amendments {
		switch {
		case !m.Rewords() || m.By.IsZero():
		case m.Effective > d.day:
			after = append(after, m.Describe())
		default:
			before = append(before, m.Describe())
		}
	}
	this := unitWord(r.article) + " này"
	if cites := d.answer.Citations; len(cites) > 0 && cites[0].Link != ArticleLink(r.document.ID, r.article.Key) {
		this = capital(r.article.Ref(r.document).String())
	}
	if n := len(before) - maxAmendments; n > 0 {
		before = append(before[n:], sayf(wordMore, n))
	}
	if len(before) > 0 {
		line := sayf(warnAmended, this, strings.Join(before, "; "))
		if r.document.Source.Name == codeSource {
			line += warnCodified
		}
		d.warn(line + ".")
	}
	switch {
	case len(after) == 0:
	case past:
		d.warn(sayf(warnLater, d.day.Vietnamese(), this, strings.Join(after, "; ")))
	default:
		d.warn(sayf(warnAmended, this, strings.Join(after, "; ")) + ".")
	}
}
