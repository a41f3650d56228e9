package indexer

// feature is a place in the row of numbers that re-ranking knows of a unit. All
// shares are of the information in the question: of the sum of the inverse
// document frequencies of its words, or of its pairs, 0 to 1.
type feature int

// The features. A change of their meaning asks for a new model: see congvu eval
// train, which also prints what each is worth.
const (
	// Of the first ranking.
	featBM25  feature = iota // its score, as a share of the best unit's
	featIdeal                // as a share of what a unit full of the question would get
	featRank                 // ln of the rank

	// Of the whole unit.
	featWords   // share of the words
	featPairs   // share of the pairs
	featContent // share of the words, those without content weighing little
	featMissing // the heaviest word that is missing, as a share of the heaviest
	featRare    // share of the three rarest words
	featNumbers // share of the numbers in the question

	featHeadWords
	featHeadPairs
	featHeadPrecision // share of the heading's information that is in the question
	featHeadRun       // the longest run of the question's words, in the question's order
	featTitleWords
	featTitlePairs
	featTitlePrecision
	featTitleRun
	featWithinWords
	featWithinPairs
	featWithinPrecision

	featBodyWords
	featBodyPairs
	featBodyBM25      // words of the body alone, as a share of the ideal
	featBodyPairsBM25 // pairs of the body alone
	featBodyRun

	featClause        // the best khoản: share of words and pairs
	featClauseContext // the best khoản together with heading and title
	featClauseContent // as featClause, by content
	featClausePlace   // its number, in logarithm
	featClauseLength  // its words, in logarithm
	featFirstClause   // the first khoản: share of words and pairs
	featLine          // the best line: share of words and pairs
	featWindow        // the best 32 words: share of words and pairs
	featDefinition    // the longest run of the question at the beginning of a line, before "là"

	// Of the unit alone.
	featLength // of the body, in logarithm
	featClauses
	featForce // of the kind of document
	featYear  // of entry into force, less 2000; 0 when unknown
	featIsProcedure
	featArticle // place in the document, in logarithm

	// Of the sorts of rule asked for and announced.
	featSorts      // how many the heading announces of those asked for
	featSortsOther // how many it announces that were not asked for
	featWantsTerms // a definition is asked for, and this explains terms
	featTerms      // it explains terms, and no definition is asked for
	featFrame      // scope, subjects or entry into force, not asked for
	featForm       // a form, not asked for

	// Of the unit among the others found.
	featDocumentBest  // the first score of the best unit of the document, as a share
	featDocumentShare // the document's share of the first scores of the best fifty
	featDocumentRank  // rank within the document, in logarithm
	featDocumentGap   // the first score as a share of the document's best
	featNeighbours    // the better first score of the articles before and after
	featTopicShare    // the đề mục's share of the first scores of the best fifty

	// Of meaning, by the vectors of words.
	featMeaning     // cosine of question and unit
	featMeaningRank // its rank among the units found, in logarithm
	featMeaningGap  // as a share of the greatest

	featQuestion // words in the question, in logarithm
	featureCount
)

// featureNames are for reports.
var featureNames = [featureCount]string{
	"bm25", "bm25-of-ideal", "rank", "words", "pairs", "content", "missing", "rare", "numbers",
	"heading-words", "heading-pairs", "heading-precision", "heading-run",
	"title-words", "title-pairs", "title-precision", "title-run",
	"within-words", "within-pairs", "within-precision",
	"body-words", "body-pairs", "body-bm25", "body-pairs-bm25", "body-run",
	"clause", "clause-in-context", "clause-content", "clause-place", "clause-length", "first-clause", "line", "window", "definition",
	"length", "clauses", "force", "year", "procedure", "article",
	"sorts", "other-sorts", "wants-terms", "terms", "frame", "form",
	"document-best", "document-share", "document-rank", "document-gap", "neighbours", "topic-share",
	"meaning", "meaning-rank", "meaning-gap",
	"question-length",
}

// row is the features of one unit.
type features [featureCount]float32

// FeatureNames names what the model knows of a unit, in its order.
func FeatureNames() []string { return featureNames[:] }
