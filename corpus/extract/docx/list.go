package docx

import (
	"strconv"
	"strings"

	"github.com/trolycongvu/congvu/corpus/extract/symbol"
)

// maxLevels is how many levels a list of Word has.
const maxLevels = 9

// list is an abstract list: its levels and how far each has counted. All lists
// made from it count on together.
type list struct {
	levels    [maxLevels]level
	count     [maxLevels]int
	begun     [maxLevels]bool
	styleLink string // the numbering style that this list is the definition of
	numLink   string // the numbering style whose list stands for this one
}

// level is one level of a list.
type level struct {
	defined bool
	start   int
	format  string // "decimal", "lowerLetter", …
	text    string // "%1.%2"
	suffix  string // between number and text
	restart int    // 1-based level after which it begins again; 0 never, -1 any higher one
	legal   bool   // all numbers as decimals
	style   string // the paragraph style tied to this level
	font    string
}

// instance is a list as paragraphs refer to it.
type instance struct {
	abstract string
	start    map[int]int   // levels that begin anew on first use
	levels   map[int]level // levels that replace those of the abstract list
	used     map[int]bool
}

// readNumbering reads numbering.xml.
func (s *sheet) readNumbering(r *stream) error {
	return r.walk(func(e element) error {
		switch e.name {
		case "w:numbering":
			return s.readNumbering(r)
		case "w:abstractNum":
			return s.readAbstract(r, e.attr("abstractNumId"))
		case "w:num":
			return s.readInstance(r, e.attr("numId"))
		}
		return r.skip()
	})
}

func (s *sheet) readAbstract(r *stream, id string) error {
	l := &list{}
	s.abstract[id] = l
	return r.walk(func(e element) error {
		switch e.name {
		case "w:lvl":
			i, lv, err := readLevel(r, e)
			if err == nil && i >= 0 {
				l.levels[i] = lv
			}
			return err
		case "w:styleLink":
			l.styleLink = e.attr("val")
			s.byStyle[l.styleLink] = l
		case "w:numStyleLink":
			l.numLink = e.attr("val")
		}
		return r.skip()
	})
}

// readLevel reads one level; i is -1 where it has no place in a list.
func readLevel(r *stream, e element) (i int, l level, err error) {
	i, convErr := strconv.Atoi(e.attr("ilvl"))
	if convErr != nil || i < 0 || i >= maxLevels {
		return -1, level{}, r.skip()
	}
	l = level{defined: true, format: "decimal", suffix: " ", restart: -1, start: 1}
	err = r.walk(func(e element) error {
		switch e.name {
		case "w:start":
			l.start = clampStart(e)
		case "w:numFmt":
			l.format = e.attr("val")
		case "w:lvlText":
			l.text = e.attr("val")
		case "w:suff":
			if e.attr("val") == "nothing" {
				l.suffix = ""
			}
		case "w:lvlRestart":
			if n := number(e); n != nil {
				l.restart = *n
			}
		case "w:isLgl":
			l.legal = e.on()
		case "w:pStyle":
			l.style = e.attr("val")
		case "w:rPr":
			var own look
			err := r.look(&own)
			l.font = own.font
			return err
		}
		return r.skip()
	})
	return i, l, err
}

func clampStart(e element) int {
	if n := number(e); n != nil && *n >= 0 && *n < 1_000_000 {
		return *n
	}
	return 1
}

func (s *sheet) readInstance(r *stream, id string) error {
	n, err := strconv.Atoi(id)
	if err != nil {
		return r.skip()
	}
	in := &instance{start: map[int]int{}, levels: map[int]level{}, used: map[int]bool{}}
	s.lists[n] = in
	return r.walk(func(e element) error {
		switch e.name {
		case "w:abstractNumId":
			in.abstract = e.attr("val")
		case "w:lvlOverride":
			return in.readOverride(r, e)
		}
		return r.skip()
	})
}

func (in *instance) readOverride(r *stream, e element) error {
	i, err := strconv.Atoi(e.attr("ilvl"))
	if err != nil || i < 0 || i >= maxLevels {
		return r.skip()
	}
	return r.walk(func(e element) error {
		switch e.name {
		case "w:startOverride":
			in.start[i] = clampStart(e)
		case "w:lvl":
			at, lv, err := readLevel(r, e)
			if err == nil && at == i {
				in.levels[i] = lv
			}
			return err
		}
		return r.skip()
	})
}

// definition finds the list that an instance counts in, following numbering styles.
func (s *sheet) definition(in *instance) *list {
	l := s.abstract[in.abstract]
	if l == nil || l.numLink == "" {
		return l
	}
	if linked := s.byStyle[l.numLink]; linked != nil {
		return linked
	}
	if own := s.look(l.numLink).num; own != nil && s.lists[*own] != nil && s.lists[*own] != in {
		if linked := s.abstract[s.lists[*own].abstract]; linked != nil {
			return linked
		}
	}
	return l
}

// label counts one paragraph in a list and returns its visible number with what
// stands between it and the text. style is the paragraph's, which tells the level
// where the paragraph does not.
func (s *sheet) label(num int, ilvl *int, style string) string {
	in := s.lists[num]
	if in == nil {
		return ""
	}
	l := s.definition(in)
	if l == nil {
		return ""
	}
	i := 0
	if ilvl != nil {
		i = *ilvl
	} else {
		for k := range maxLevels {
			if lv := in.at(l, k); lv.style != "" && lv.style == style {
				i = k
			}
		}
	}
	if i < 0 || i >= maxLevels || !in.at(l, i).defined {
		return ""
	}
	l.advance(in, i)
	text := l.visible(in, i)
	if text == "" {
		return ""
	}
	return text + in.at(l, i).suffix
}

func (in *instance) at(l *list, i int) level {
	if lv, ok := in.levels[i]; ok {
		return lv
	}
	return l.levels[i]
}

// advance counts one paragraph at level i.
func (l *list) advance(in *instance, i int) {
	start, anew := in.start[i]
	if !in.used[i] && anew {
		l.begun[i], in.used[i] = false, true
	} else if !anew {
		start = in.at(l, i).start
	}
	if l.begun[i] {
		l.count[i]++
	} else {
		l.count[i], l.begun[i] = start, true
	}
	for k := i + 1; k < maxLevels; k++ {
		if r := in.at(l, k).restart; r < 0 || r > 0 && i < r {
			l.begun[k] = false
		}
	}
}

// visible writes the number of level i.
func (l *list) visible(in *instance, i int) string {
	lv := in.at(l, i)
	if lv.format == "bullet" {
		return symbol.Bullet(lv.font, lv.text)
	}
	if lv.format == "none" {
		return strings.TrimSpace(withoutNumbers(lv.text))
	}
	var b strings.Builder
	for k := 0; k < len(lv.text); k++ {
		c := lv.text[k]
		if c != '%' || k+1 == len(lv.text) || lv.text[k+1] < '1' || lv.text[k+1] > '9' {
			b.WriteByte(c)
			continue
		}
		k++
		at := int(lv.text[k] - '1')
		of := in.at(l, at)
		n := l.count[at]
		if !l.begun[at] {
			if n = of.start; in.start[at] > 0 {
				n = in.start[at]
			}
		}
		format := of.format
		if lv.legal {
			format = "decimal"
		}
		b.WriteString(writeNumber(n, format))
	}
	return b.String()
}

// withoutNumbers is the text of a level that shows none.
func withoutNumbers(s string) string {
	for i := '1'; i <= '9'; i++ {
		s = strings.ReplaceAll(s, "%"+string(i), "")
	}
	return s
}
