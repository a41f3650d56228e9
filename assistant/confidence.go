package assistant

import (
	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/indexer"
)

// When a search counts as having found an answer. Coverage is the share of the
// question's information that the unit holds (indexer.Hit).
const (
	// minCoverage is what the best unit must cover of an ordinary question.
	minCoverage = 0.50
	// minCoverageShort is the same for a question of few content syllables, where
	// one syllable missing is a large part of the matter.
	minCoverageShort = 0.60
	shortQuestion    = 3
	// nearCoverage is what a unit must cover to be named as coming near.
	nearCoverage = 0.25
	// closeScore is the share of the best score from which a further provision is
	// shown beside the first.
	closeScore = 0.86
	// tieScore is the share from which two units count as equally good, so that
	// legal force and date may order them.
	tieScore = 0.97
	// procedureScore is the share of the best provision's score from which a
	// procedure answers a question that speaks of carrying one out.
	procedureScore = 0.85
)

// confident tells whether a hit answers the question, rather than merely
// resembling it.
func confident(h indexer.Hit, q question.Question) bool {
	if len(q.Content) <= shortQuestion {
		return h.Coverage >= minCoverageShort
	}
	return h.Coverage >= minCoverage
}

// prefersProcedure decides between the best procedure and the best provision.
func prefersProcedure(procedure, provision indexer.Hit, q question.Question) bool {
	switch {
	case procedure.Procedure == "":
		return false
	case provision.Article == "":
		return true
	case q.NamesProcedure(), q.AboutProcedure() && q.Field != question.FieldNone:
		return procedure.Score >= procedureScore*provision.Score
	}
	return procedure.Score > provision.Score
}
