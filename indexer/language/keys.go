package language

// typedKeys reads the letters and digits of a word as keystrokes of Telex or VNI,
// as an input method would have: "nghir" and "nghi3" are nghỉ, "dduowjc" is được.
// Keys may stand right behind their letter or at the end of the word. ok is
// false when no key is among them.
func typedKeys(word string) (s spelling, ok bool) {
	keys := 0
	for _, r := range word {
		switch {
		case r >= '1' && r <= '9':
			if !s.vniKey(byte(r)) {
				return s, false
			}
			keys++
			continue
		case s.telexKey(r):
			keys++
			continue
		}
		g, known := glyphs[r]
		if !known || s.n == longestSpelling || g.tone != level && s.tone != level {
			return s, false
		}
		s.push(g.letter)
		if g.tone != level {
			s.tone = g.tone
		}
	}
	return s, keys > 0 && s.n > 1
}

// vniKey does what the digit does in VNI, if it can.
func (s *spelling) vniKey(digit byte) bool {
	switch digit {
	case '1':
		return s.setTone(acute)
	case '2':
		return s.setTone(grave)
	case '3':
		return s.setTone(hook)
	case '4':
		return s.setTone(tilde)
	case '5':
		return s.setTone(dot)
	case '6':
		return s.mark('a', hatA) || s.mark('e', hatE) || s.mark('o', hatO)
	case '7':
		return s.horn()
	case '8':
		return s.mark('a', breveA)
	}
	return s.bar()
}

// telexKey does what the key does in Telex, if it can; otherwise it is a letter.
func (s *spelling) telexKey(r rune) bool {
	switch r {
	case 's':
		return s.setTone(acute)
	case 'f':
		return s.setTone(grave)
	case 'r':
		return s.setTone(hook)
	case 'x':
		return s.setTone(tilde)
	case 'j':
		return s.setTone(dot)
	case 'w':
		return s.horn() || s.mark('a', breveA)
	case 'a':
		return s.mark('a', hatA)
	case 'e':
		return s.mark('e', hatE)
	case 'o':
		return s.mark('o', hatO)
	case 'd':
		return s.bar()
	}
	return false
}

// setTone gives the tone to a syllable that has a vowel but no tone yet.
func (s *spelling) setTone(t tone) bool {
	start, end := s.parts()
	if s.tone != level || start == end {
		return false
	}
	s.tone = t
	return true
}

// mark changes the last letter from into to.
func (s *spelling) mark(from, to letter) bool {
	for i := int(s.n) - 1; i >= 0; i-- {
		if s.letters[i] == from {
			s.letters[i] = to
			return true
		}
	}
	return false
}

// horn makes ươ of uo, ơ of o and ư of u.
func (s *spelling) horn() bool {
	start, end := s.parts()
	for i := end - 1; i >= start; i-- {
		switch s.letters[i] {
		case 'o':
			s.letters[i] = hornO
			if i > start && s.letters[i-1] == 'u' {
				s.letters[i-1] = hornU
			}
			return true
		case 'u':
			if i > start && s.letters[i-1] == 'u' {
				i--
			}
			s.letters[i] = hornU
			return true
		case 'a':
			if i == start || s.letters[i-1] != 'u' {
				return s.mark('a', breveA)
			}
		}
	}
	return false
}

// bar makes đ of the d that begins the word.
func (s *spelling) bar() bool {
	if s.n == 0 || s.letters[0] != 'd' {
		return false
	}
	s.letters[0] = barD
	return true
}
