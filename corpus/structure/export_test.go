package structure

// Lost is lost, for the tests that read files.
func Lost(lines []Line, r Reading) (string, bool) { return lost(lines, r) }
