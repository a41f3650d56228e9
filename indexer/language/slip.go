package language

// What slips cost, in the unit of Model: the rarer a slip, the more.
const (
	costDoubled   = 4.5 // a letter typed twice
	costSwapped   = 4.5 // two letters in the wrong order
	costMissing   = 5.5
	costAdded     = 6.5
	costNextKey   = 5.5
	costLetter    = 8 // any other wrong letter
	costSounds    = 4 // letters that sound alike: s and x, l and n, ng and ngh
	costToneOff   = 4.5
	costToneAlike = 3.5 // hỏi and ngã
	costTone      = 6
	costMarkOff   = 3
	costMark      = 5
	costKeys      = 1.5 // the input method was off
	costJoined    = 5   // the space between two syllables is missing
	costParted    = 6   // there is a space inside a syllable

	costKnown  = 4   // above all that: what was typed is a syllable too
	costNative = 3   // or could be one
	costMost   = 9.5 // what costs more is another word
)

// slipCost is what it costs to have typed the one for the other, which differ in
// one letter at most, marks and tone aside. ok is false when they differ in more.
func slipCost(typed, meant *spelling) (cost float32, ok bool) {
	t, m := typed.word(), meant.word()
	i := 0
	for i < len(t) && i < len(m) && t[i].bare() == m[i].bare() {
		cost += markCost(t[i], m[i])
		i++
	}
	t, m = t[i:], m[i:]
	switch {
	case len(t) == 0 && len(m) == 0:
	case len(t) == len(m)+1:
		cost += addedCost(typed.word(), i)
		t = t[1:]
	case len(t)+1 == len(m):
		cost += missingCost(meant.word(), i)
		m = m[1:]
	case len(t) != len(m):
		return 0, false
	case len(t) > 1 && t[0].bare() == m[1].bare() && t[1].bare() == m[0].bare():
		cost += costSwapped + markCost(t[0], m[1]) + markCost(t[1], m[0])
		t, m = t[2:], m[2:]
	default:
		cost += letterCost(t[0].bare(), m[0].bare())
		t, m = t[1:], m[1:]
	}
	for i := range t {
		if t[i].bare() != m[i].bare() {
			return 0, false
		}
		cost += markCost(t[i], m[i])
	}
	return cost + toneCost(typed.tone, meant.tone), true
}

func markCost(typed, meant letter) float32 {
	switch {
	case typed == meant:
		return 0
	case typed == typed.bare():
		return costMarkOff
	}
	return costMark
}

func toneCost(typed, meant tone) float32 {
	switch {
	case typed == meant:
		return 0
	case typed == level:
		return costToneOff
	case typed == hook && meant == tilde || typed == tilde && meant == hook:
		return costToneAlike
	}
	return costTone
}

func addedCost(word []letter, i int) float32 {
	switch {
	case i > 0 && word[i] == word[i-1]:
		return costDoubled
	case word[i] == 'h' && i > 0 && word[i-1] == 'g':
		return costSounds
	}
	return costAdded
}

func missingCost(word []letter, i int) float32 {
	if word[i] == 'h' && i > 0 && word[i-1] == 'g' {
		return costSounds
	}
	return costMissing
}

func letterCost(typed, meant letter) float32 {
	switch {
	case alike[[2]letter{typed, meant}] || alike[[2]letter{meant, typed}]:
		return costSounds
	case nextKeys(typed, meant):
		return costNextKey
	}
	return costLetter
}

// alike are letters that people of some region pronounce as one.
var alike = map[[2]letter]bool{
	{'s', 'x'}: true, {'l', 'n'}: true, {'i', 'y'}: true, {'c', 'k'}: true, {'r', 'd'}: true,
	{'r', 'g'}: true, {'v', 'd'}: true, {'c', 't'}: true, {'c', 'q'}: true,
}

// keyRows are the rows of the keyboard; each is shifted to the right of the one above.
var keyRows = [...]string{"qwertyuiop", "asdfghjkl", "zxcvbnm"}

var keyPlaces = placeKeys()

// keyPlace is a row of the keyboard and twice the distance from its left.
type keyPlace struct{ row, column int }

func placeKeys() (places ['z' + 1]keyPlace) {
	for row, keys := range keyRows {
		for i, c := range keys {
			places[c] = keyPlace{row: row + 1, column: 2*i + row}
		}
	}
	return places
}

// nextKeys tells whether two letters a to z have keys that touch.
func nextKeys(a, b letter) bool {
	if a > 'z' || b > 'z' {
		return false
	}
	p, q := keyPlaces[a], keyPlaces[b]
	if p.row == 0 || q.row == 0 {
		return false
	}
	rows, columns := p.row-q.row, p.column-q.column
	return rows == 0 && (columns == 2 || columns == -2) || (rows == 1 || rows == -1) && columns*columns <= 4
}

// soundsLike are beginnings of two letters that sound like another.
var soundsLike = []struct{ typed, meant string }{{"ch", "tr"}, {"tr", "ch"}, {"d", "gi"}, {"gi", "d"}, {"gi", "r"}, {"r", "gi"}}

// respelled calls visit with typed begun as it may sound.
func respelled(typed spelling, visit func(spelling)) {
	for _, pair := range soundsLike {
		was, _ := spell(pair.typed)
		if typed.n <= was.n || typed.cut(0, int(was.n)) != was {
			continue
		}
		s, _ := spell(pair.meant)
		rest := typed.word()[was.n:]
		if int(s.n)+len(rest) > longestSpelling {
			continue
		}
		for _, l := range rest {
			s.push(l)
		}
		s.tone = typed.tone
		visit(s)
	}
}
