package privacy

import "strings"

// group is a run of digits without anything between them but invisible characters.
type group struct {
	start, end int
	digits     int
	spaced     bool // white space stands before it
	brackets   bool // a bracket stands between it and the group before
}

// groups takes a cluster apart: digits with at most a few separators between.
func (f *finder) groups(i int) (list []group, total int) {
	s := f.text
	g := group{start: i}
	for i < len(s) {
		if classes[s[i]] == digit {
			g.digits++
			total++
			i++
			continue
		}
		g.end = i
		next := group{}
		n := 0
		for i < len(s) && classes[s[i]] != digit && n <= apart {
			w, what := separator(s[i:])
			if what == notSeparator {
				return append(list, g), total
			}
			if what != invisible {
				n++
			}
			next.spaced = next.spaced || what == space
			next.brackets = next.brackets || what == bracket
			i += w
		}
		if i >= len(s) || n > apart {
			return append(list, g), total
		}
		if n == 0 {
			continue
		}
		list = append(list, g)
		next.start = i
		g = next
	}
	g.end = i
	return append(list, g), total
}

// gap is what stands between two groups of digits.
type gap uint8

const (
	notSeparator gap = iota
	space
	mark
	bracket
	invisible
)

// separator tells what s begins with and how many bytes that has.
func separator(s string) (width int, what gap) {
	switch s[0] {
	case ' ', '\t':
		return 1, space
	case '.', '-':
		return 1, mark
	case '(', ')':
		return 1, bracket
	case 0xC2:
		switch {
		case strings.HasPrefix(s, "\u00a0"):
			return 2, space
		case strings.HasPrefix(s, "\u00ad"):
			return 2, invisible
		}
	case 0xE2, 0xE3, 0xEF:
		for _, sep := range wideSeparators {
			if strings.HasPrefix(s, sep.text) {
				return len(sep.text), sep.what
			}
		}
	}
	return 0, notSeparator
}

var wideSeparators = func() (list []struct {
	text string
	what gap
},
) {
	add := func(what gap, from, to rune) {
		for r := from; r <= to; r++ {
			list = append(list, struct {
				text string
				what gap
			}{string(r), what})
		}
	}
	add(space, 0x2000, 0x200A)
	add(invisible, 0x200B, 0x200F)
	add(mark, 0x2010, 0x2015)
	add(mark, 0x2022, 0x2022)
	add(invisible, 0x202A, 0x202E)
	add(space, 0x202F, 0x202F)
	add(space, 0x205F, 0x205F)
	add(invisible, 0x2060, 0x206F)
	add(mark, 0x2212, 0x2212)
	add(space, 0x3000, 0x3000)
	add(invisible, 0xFEFF, 0xFEFF)
	return list
}()
