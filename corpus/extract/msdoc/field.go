package msdoc

// fieldParts tells which characters belong to the instructions of fields: all from
// the mark that begins a field to the one before its result. A field that is
// not closed hides nothing.
func fieldParts(units []uint16) []bool {
	depth := make([]int32, len(units)+1)
	hide := func(from, to int) {
		depth[from]++
		depth[to]--
	}
	type field struct{ begin, result int }
	var open []field
	for cp, u := range units {
		switch u {
		case charField:
			open = append(open, field{cp, -1})
		case charResult:
			if n := len(open); n > 0 && open[n-1].result < 0 {
				open[n-1].result = cp
			}
		case charFieldEnd:
			n := len(open)
			if n == 0 {
				continue
			}
			f := open[n-1]
			open = open[:n-1]
			if f.result < 0 {
				f.result = cp
			}
			hide(f.begin, f.result+1)
		case charEnd:
			// Instructions do not go on for pages.
			const longest = 1 << 14
			if n := len(open); n > 0 && open[n-1].result < 0 && cp-open[n-1].begin > longest {
				open = open[:n-1]
			}
		}
	}
	silent := make([]bool, len(units))
	now := int32(0)
	for i := range units {
		now += depth[i]
		silent[i] = now > 0
	}
	return silent
}
