// Package structure recognises the tree of khoản and điểm in the plain lines of
// one article. It is a pure function of the lines: it adds no text, drops none
// and keeps their order.
package structure

// Line is one line of an article as printed, without surrounding space.
type Line struct {
	Text string
	// Table says that Text is a whole table: one row a line, cells split by " | ".
	Table bool
}
