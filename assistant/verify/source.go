package verify

import (
	"strings"
	"sync"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// source is a passage as sentences are held against it.
type source struct {
	Source
	text        text
	names       []text
	figures     []figure
	owner       []int // of each token the figure that it belongs to, -1 for none
	byValue     map[counted][]int
	byUnit      map[string][]int
	byNumber    map[value][]int
	days        map[day]bool // said of it, in full and in part
	known       map[day]bool // of its document
	codes       map[string]bool
	places      []corpus.Ref
	labels      map[string]bool // of its lines: "2", "đ"
	titles      map[string]bool // keys of the names of its document
	vocabulary  vocabulary
	manner      manner
	list        polarity
	slotted     func() []slotted // of the text and of the names, made when first asked for
	nameFigures [][]figure
	flat        string   // the text as quotations are looked for in it
	flatNames   []string // the names likewise
	exceptions  []exception
	own         map[string]int // how often the text has each content word
	applies     bool           // it says "áp dụng"
	appliesNot  bool           // and "không áp dụng"
	most        bool           // it bounds something from above
	least       bool           // and from below
}

// counted is so many of something.
type counted struct {
	unit  string
	value value
}

func readSource(s Source) *source {
	r := &source{
		Source: s, text: readText(clean(s.Text)), vocabulary: newVocabulary(), manner: newManner(),
		labels: map[string]bool{}, titles: map[string]bool{}, codes: map[string]bool{},
	}
	r.flat = quotable(r.text.s)
	r.readPlaces()
	for _, name := range append([]string{s.Ref.String(), s.Ref.Title}, s.Names...) {
		if name = clean(name); name == "" {
			continue
		}
		t := readText(name)
		r.names = append(r.names, t)
		r.flatNames = append(r.flatNames, quotable(name))
		r.list |= listPolarity(name)
		r.vocabulary.add(&t)
		r.manner.add(&t, 0, true)
		r.readCodes(&t)
	}
	r.readFigures()
	r.vocabulary.add(&r.text)
	r.readCodes(&r.text)
	r.manner.add(&r.text, r.list, false)
	for i := range r.names {
		r.nameFigures = append(r.nameFigures, r.names[i].figures())
	}
	r.slotted = sync.OnceValue(r.readSlots)
	r.own = r.countWords(0, len(r.text.tokens))
	r.most, r.least = r.text.limits()
	r.readApplies(&r.text)
	for i := range r.names {
		r.readApplies(&r.names[i])
	}
	r.exceptions = r.findExceptions()
	return r
}

// readApplies takes in whether the text says that something applies, and that it does not.
func (r *source) readApplies(t *text) {
	for i := range t.tokens {
		if t.follows(i, "áp", "dụng") {
			not := t.at(i-1).word == "không"
			r.appliesNot, r.applies = r.appliesNot || not, r.applies || !not
		}
	}
}

// readSlots reads the slots of the text and of the names.
func (r *source) readSlots() []slotted {
	out := []slotted{newSlotted(&r.text, r.list)}
	for i := range r.names {
		out = append(out, newSlotted(&r.names[i], 0))
	}
	return out
}

// readPlaces finds the places that the text names, and the names of its document.
func (r *source) readPlaces() {
	for _, f := range corpus.FindRefs(r.text.s, r.Ref) {
		r.places = append(r.places, f.Ref)
		r.text.mark(f.Start, f.End)
	}
	for i := range r.text.tokens {
		if tok := &r.text.tokens[i]; tok.label {
			r.labels[tok.word] = true
		}
	}
	for _, name := range append([]string{r.Ref.Title}, r.Names...) {
		key := corpus.TitleKey(clean(name))
		r.titles[key] = true
		for _, kind := range kindKeys {
			if rest, ok := strings.CutPrefix(key, kind); ok {
				r.titles[rest] = true
			}
		}
		for _, f := range corpus.FindRefs(clean(name), corpus.Ref{}) {
			if f.Ref.HasDocument() {
				r.places = append(r.places, f.Ref)
			}
		}
	}
	delete(r.titles, "")
}

var kindKeys = []string{"luat ", "bo luat ", "phap lenh ", "nghi dinh ", "thong tu ", "nghi quyet ", "quyet dinh "}

// readCodes takes in the document numbers and codes of a text, places included.
func (r *source) readCodes(t *text) {
	for i := range t.tokens {
		tok := &t.tokens[i]
		if tok.kind != viet.Syllable || strings.ContainsAny(tok.word, "0123456789") {
			r.codes[codeKey(tok.word)] = true
		}
	}
}

func (r *source) readFigures() {
	r.figures = r.text.figures()
	r.owner = owners(&r.text, r.figures)
	r.byValue, r.byUnit, r.byNumber = map[counted][]int{}, map[string][]int{}, map[value][]int{}
	r.days, r.known = map[day]bool{}, map[day]bool{}
	for i, f := range r.figures {
		switch f.kind {
		case coded:
		case dated:
			r.byUnit[unitDay] = append(r.byUnit[unitDay], i)
			addDay(r.days, f.date)
		default:
			r.byValue[counted{f.unit, f.value}] = append(r.byValue[counted{f.unit, f.value}], i)
			r.byUnit[f.unit] = append(r.byUnit[f.unit], i)
			r.byNumber[f.value] = append(r.byNumber[f.value], i)
			if y, ok := f.value.integer(); ok && f.unit == "" && isYear(y) {
				addDay(r.days, day{year: y})
			}
		}
	}
	for _, d := range []corpus.Date{r.Issued, r.Effective, r.Since, r.Until} {
		if !d.IsZero() {
			addDay(r.known, dayOf(d))
		}
	}
}

// unitDay is the unit under which dates are kept.
const unitDay = "@"

// addDay takes in a date and all that says less of it.
func addDay(days map[day]bool, d day) {
	days[d] = true
	days[day{day: d.day, month: d.month}] = true
	days[day{month: d.month, year: d.year}] = true
	days[day{year: d.year}] = true
	days[day{month: d.month}] = true
	days[day{day: d.day}] = true
}

// owners maps each token to the figure that it belongs to.
func owners(t *text, figures []figure) []int {
	owner := make([]int, len(t.tokens))
	for i := range owner {
		owner[i] = -1
	}
	for n, f := range figures {
		for i := f.from; i < f.to; i++ {
			owner[i] = n
		}
	}
	return owner
}
