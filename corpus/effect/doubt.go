package effect

import (
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus"
)

// doubtful finds what leaves the place's standing open, or part of it ended.
func (q *question) doubtful() (Standing, bool) {
	s := Standing{From: q.start}
	_, s.Until = q.end()
	if g, all := q.guidedEnded(); all {
		s.Status = corpus.ForceUnknown
		s.Why = q.name() + " không rõ còn hiệu lực hay không: văn bản được quy định chi tiết (" + g.ref.String() + ") đã hết hiệu lực từ ngày " +
			g.validity.Until.Vietnamese() + "."
		return s, true
	}
	for i := range q.o.acts {
		a := q.o.acts[i]
		if a.Effective.IsZero() || a.Effective > q.day || q.o.own[i] || len(a.Phrases) > 0 || !a.Until.IsZero() && a.Until <= q.day {
			continue
		}
		stops := has(a.Kinds, corpus.AmendRepeal) || has(a.Kinds, corpus.AmendSuspend)
		switch {
		case !stops || has(a.Kinds, corpus.AmendModify):
		case within(a.Target, q.place) && !q.minor(a.Target), a.Partly && sameSpot(a.Target, q.place):
			s.Status = corpus.ForcePartly
			s.By = append(s.By, a)
		case a.Partly && covers(a.Target, q.place) && q.mayLieIn(a):
			s.Status = corpus.ForceUnknown
			s.By = []corpus.Amendment{a}
			s.Why = q.name() + " không rõ còn hiệu lực hay không: một phần của " + a.Target.String() + " đã chấm dứt hiệu lực từ ngày " +
				a.Effective.Vietnamese() + " theo " + a.By.String() + "."
			return s, true
		}
	}
	if s.Status == corpus.ForcePartly {
		s.Why = q.partlyWords(s.By)
		return s, true
	}
	return s, false
}

// minor tells whether the end of the target leaves the place in force as such: an
// act of which single Điều were repealed is in force, an article that lost a khoản
// is in force in part.
func (q *question) minor(target corpus.Ref) bool {
	return q.place.Article == "" && target.Article != ""
}

func sameSpot(a, b corpus.Ref) bool { return covers(a, b) && covers(b, a) }

// guidedEnded tells whether all that the document details had ended by the day.
func (q *question) guidedEnded() (g guided, all bool) {
	for _, g := range q.o.guided {
		if g.validity.Until.IsZero() || g.validity.Until > q.day {
			return g, false
		}
	}
	if len(q.o.guided) == 0 {
		return g, false
	}
	return q.o.guided[0], true
}

var divisionNamed = regexp.MustCompile(`(Phần|Chương|Mục|Tiểu mục) (?:thứ )?([IVXLC]+|\d+|[a-zà-ỹ]+)`)

// mayLieIn tells whether the article can lie in the part of the document that the
// act ends: where that is a division, it must be one of the article's own.
func (q *question) mayLieIn(act corpus.Amendment) bool {
	named := divisionNamed.FindAllStringSubmatch(act.Note, -1)
	a, ok := q.o.article(q.place.Article)
	if !ok || len(a.Within) == 0 || len(named) == 0 {
		return true
	}
	for _, n := range named {
		for _, h := range a.Within {
			if strings.EqualFold(h.Label, n[2]) && levelOf[n[1]] == h.Level {
				return true
			}
		}
	}
	return false
}

var levelOf = map[string]corpus.Level{
	"Phần": corpus.LevelPart, "Chương": corpus.LevelChapter, "Mục": corpus.LevelSection, "Tiểu mục": corpus.LevelSubsection,
}

// maxNamed is how many places a sentence names.
const maxNamed = 3

func (q *question) partlyWords(by []corpus.Amendment) string {
	return q.name() + " hết hiệu lực một phần: " + namePieces(by) + "."
}

// namePieces lists what was ended, since when and by what.
func namePieces(by []corpus.Amendment) string {
	var parts []string
	for i, a := range by {
		if i == maxNamed {
			parts = append(parts, "…")
			break
		}
		place := a.Target.Place()
		if place == "" || a.Partly {
			place = strings.TrimSpace("một phần " + place)
		}
		parts = append(parts, place+" từ ngày "+a.Effective.Vietnamese()+" theo "+a.By.String())
	}
	return strings.Join(parts, "; ")
}

// standing is that of a place in force, with the end that lies ahead.
func (q *question) standing() Standing {
	act, until := q.end()
	s := Standing{Status: corpus.ForceInForce, From: q.start, Until: until}
	s.Why = q.name() + " có hiệu lực từ ngày " + q.start.Vietnamese()
	if q.added != nil {
		s.By = append(s.By, *q.added)
	}
	for i := range q.o.acts {
		a := q.o.acts[i]
		if !a.Effective.IsZero() && a.Effective <= q.day && a.Target.Article != "" && (covers(a.Target, q.place) || within(a.Target, q.place)) &&
			!ends(a) && changesWords(a) && a.By != corpus.Ref.Document(a.Target) {
			s.By = append(s.By, a)
		}
	}
	if pieces := q.piecesEnded(); q.place.Article == "" && pieces != "" {
		s.Why += ", trừ phần đã bị bãi bỏ: " + pieces
	}
	if !until.IsZero() {
		s.Why += ", còn hiệu lực đến trước ngày " + until.Vietnamese() + endWords(act, q.place) + "."
		if act != nil {
			s.By = append(s.By, *act)
		}
		return s
	}
	s.Why += "; không thấy căn cứ hết hiệu lực trong kho"
	for _, g := range q.o.guided {
		if !g.validity.Until.IsZero() && g.validity.Until <= q.day {
			s.Why += "; văn bản được quy định chi tiết (" + g.ref.String() + ") đã hết hiệu lực từ ngày " + g.validity.Until.Vietnamese()
			break
		}
	}
	s.Why += "."
	return s
}

// piecesEnded names the places of the document that had ended by the day.
func (q *question) piecesEnded() string {
	var by []corpus.Amendment
	for i, a := range q.o.acts {
		if ends(a) && q.minor(a.Target) && !q.o.own[i] && !a.Effective.IsZero() && a.Effective <= q.day {
			by = append(by, a)
		}
	}
	return namePieces(by)
}
