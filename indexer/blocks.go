package indexer

// blockSize is how many consecutive units of the index share one upper bound.
// The builder writes batches of the same size, so that a block holds units that
// stand together in the corpus: articles of one document are found together or
// not at all, which is what makes skipping pay.
const blockSize = 256

// blockMinDF is the number of units from which the bounds of a term are kept with
// its postings; rarer terms are read whole, which costs less.
const blockMinDF = 256

// blockOf returns the block of a unit.
func blockOf(unit uint32) int { return int(unit / blockSize) }

// blockCount returns how many blocks hold that many units.
func blockCount(units int) int { return (units + blockSize - 1) / blockSize }
