package docx

import "strconv"

// look is what paragraph and run properties say that matters to the text. A nil
// pointer is what they do not say.
type look struct {
	bold, italic, caps, vanish, raised *bool
	font                               string
	centred                            *bool
	outline                            *int // 0 to 8; 9 is body text
	num                                *int // numId; 0 takes numbering away
	level                              *int // ilvl
	bordered                           *bool
}

// over lays o over l: what o says wins.
func (l look) over(o look) look {
	return look{
		bold: first(o.bold, l.bold), italic: first(o.italic, l.italic), caps: first(o.caps, l.caps),
		vanish: first(o.vanish, l.vanish), raised: first(o.raised, l.raised), font: firstText(o.font, l.font),
		centred: first(o.centred, l.centred), outline: first(o.outline, l.outline),
		num: first(o.num, l.num), level: first(o.level, l.level), bordered: first(o.bordered, l.bordered),
	}
}

func first[T any](a, b *T) *T {
	if a != nil {
		return a
	}
	return b
}

func firstText(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func isSet(b *bool) bool { return b != nil && *b }

// style is one entry of styles.xml.
type style struct {
	basedOn string
	own     look
	full    *look // own over all that it is based on, once worked out
}

// sheet holds the styles and lists of a document.
type sheet struct {
	styles   map[string]*style
	defaults map[string]string // the default style by type: "paragraph", "character", "table"
	base     look
	abstract map[string]*list
	lists    map[int]*instance
	byStyle  map[string]*list // abstract lists that a numbering style names
}

func newSheet() *sheet {
	return &sheet{
		styles: map[string]*style{}, defaults: map[string]string{},
		abstract: map[string]*list{}, lists: map[int]*instance{}, byStyle: map[string]*list{},
	}
}

// maxBasedOn bounds the chain of styles.
const maxBasedOn = 32

// look returns a style's look with all that it inherits.
func (s *sheet) look(id string) look {
	if st := s.styles[id]; st != nil {
		return st.resolve(s, maxBasedOn)
	}
	return look{}
}

func (st *style) resolve(s *sheet, left int) look {
	if st.full != nil {
		return *st.full
	}
	full := st.own
	if parent := s.styles[st.basedOn]; parent != nil && left > 0 {
		full = parent.resolve(s, left-1).over(st.own)
	}
	st.full = &full
	return full
}

// paragraph is the look of a paragraph style, "" being the default one.
func (s *sheet) paragraph(id string) look {
	if s.styles[id] == nil {
		id = s.defaults["paragraph"]
	}
	return s.base.over(s.look(id))
}

// readStyles reads styles.xml.
func (s *sheet) readStyles(r *stream) error {
	return r.walk(func(e element) error {
		switch e.name {
		case "w:styles", "w:docDefaults", "w:rPrDefault", "w:pPrDefault":
			return s.readStyles(r)
		case "w:rPr", "w:pPr":
			return r.look(&s.base)
		case "w:style":
			return s.readStyle(r, e)
		}
		return r.skip()
	})
}

func (s *sheet) readStyle(r *stream, e element) error {
	st := &style{}
	id := e.attr("styleId")
	s.styles[id] = st
	if v := e.attr("default"); v == "1" || v == "true" || v == "on" {
		s.defaults[e.attr("type")] = id
	}
	return r.walk(func(e element) error {
		switch e.name {
		case "w:basedOn":
			st.basedOn = e.attr("val")
		case "w:rPr", "w:pPr", "w:tblPr":
			return r.look(&st.own)
		}
		return r.skip()
	})
}

// look reads the properties of a paragraph, a run or a table into l.
func (s *stream) look(l *look) error {
	return s.walk(func(e element) error {
		switch e.name {
		case "w:rPr", "w:numPr", "w:tblBorders":
			if e.name == "w:rPr" { // of the paragraph mark
				return s.skip()
			}
			return s.look(l)
		case "w:b":
			l.bold = flag(e)
		case "w:i":
			l.italic = flag(e)
		case "w:caps":
			l.caps = flag(e)
		case "w:vanish":
			l.vanish = flag(e)
		case "w:vertAlign":
			raised := e.attr("val") == "superscript"
			l.raised = &raised
		case "w:rFonts":
			l.font = firstText(e.attr("ascii"), firstText(e.attr("hAnsi"), l.font))
		case "w:jc":
			centred := e.attr("val") == "center"
			l.centred = &centred
		case "w:outlineLvl":
			l.outline = number(e)
		case "w:numId":
			l.num = number(e)
		case "w:ilvl":
			l.level = number(e)
		case "w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV", "w:start", "w:end":
			l.border(e)
		}
		return s.skip()
	})
}

// border notes whether any line of a table is drawn.
func (l *look) border(e element) {
	drawn := isSet(l.bordered)
	switch e.attr("val") {
	case "", "nil", "none":
	default:
		drawn = true
	}
	l.bordered = &drawn
}

func flag(e element) *bool {
	on := e.on()
	return &on
}

func number(e element) *int {
	n, err := strconv.Atoi(e.attr("val"))
	if err != nil {
		return nil
	}
	return &n
}
