package verify

import "github.com/trolycongvu/congvu/corpus"

// role is what a date is said to be of a document.
type role uint8

const (
	anyRole   role = iota
	issued         // ban hành, ký, thông qua
	effective      // có hiệu lực, áp dụng từ
	ended          // hết hiệu lực, không áp dụng từ
)

// roleOf tells what the date of a sentence is said to be: the nearest words before it,
// up to the date before, decide, else those behind it.
func (t *text) roleOf(s saying) role {
	f := s.figure()
	start := max(0, f.from-roleReach)
	if s.n > 0 {
		start = max(start, s.figures[s.n-1].to)
	}
	for i := f.from - 1; i >= start; i-- {
		if r := t.roleAt(i); r != anyRole {
			return r
		}
	}
	for i := f.to; i < min(f.to+roleReach/2, len(t.tokens)) && t.tokens[i].gap < clauseGap; i++ {
		if r := t.roleAt(i); r != anyRole {
			return r
		}
	}
	return anyRole
}

// roleReach is how many tokens before a date tell what it is.
const roleReach = 10

// roleAt reads the role that the word at token i, the last of its expression, gives.
func (t *text) roleAt(i int) role {
	two := t.at(i - 1).word
	switch t.at(i).word {
	case "hành":
		switch two {
		case "ban":
			return issued
		case "thi":
			return t.force(i - 2)
		}
	case "ký", "qua":
		if t.at(i).word == "ký" && two != "đăng" || two == "thông" {
			return issued
		}
	case "lực":
		return t.force(i)
	case "dụng":
		if two == "áp" {
			return t.force(i)
		}
	case "bỏ", "thế":
		if two == "bãi" || two == "thay" {
			return ended
		}
	}
	return anyRole
}

// force is the role of "hiệu lực" or "áp dụng" that ends at token i: what has, or no more.
func (t *text) force(i int) role {
	for k := i - 2; k >= max(0, i-4); k-- {
		switch t.at(k).word {
		case "hết", "không", "mất", "ngưng":
			return ended
		}
	}
	return effective
}

// roleDays are the days of one role that a source knows.
type roleDays []corpus.Date

// dayOf gives the days of a role; all that are known, where none is of that role.
func (r *source) dayOf(as role) roleDays {
	var own roleDays
	switch as {
	case issued:
		own = roleDays{r.Issued}
	case effective:
		own = roleDays{r.Effective, r.Since}
	case ended:
		own = roleDays{r.Until}
	}
	for _, d := range own {
		if !d.IsZero() {
			return own
		}
	}
	return roleDays{r.Issued, r.Effective, r.Since, r.Until}
}

// allows tells whether one of the days supports what is said.
func (days roleDays) allows(said day) bool {
	for _, d := range days {
		if !d.IsZero() && dayOf(d).says(said) {
			return true
		}
	}
	return false
}
