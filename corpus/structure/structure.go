// Package structure recognises the structure of legal and administrative texts
// in plain lines: Body the tree of khoản and điểm of one article, Parse a whole
// document. Both are pure functions of the lines: they add no text, drop none and
// keep its order.
package structure

// Line is one paragraph or one table of a file, in reading order, without
// surrounding space.
type Line struct {
	Text string
	// Table says that Text is a whole table: one row a line, cells split by " | ".
	Table bool
	Page  int // of the file, from 1; 0 where pages are not known
	Style Style
}

// Style is what a line looked like, as far as the file tells.
type Style struct {
	Bold, Italic, Centred bool // of all of its text
	Note                  bool // a footnote, moved behind the line that refers to it
	// Heading is 1 to 9 for the levels of headings that the file marks as such.
	Heading int
}
