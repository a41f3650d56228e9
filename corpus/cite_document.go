package corpus

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// citedDocument is a document named in a text.
type citedDocument struct {
	ref  Ref
	this bool // "Luật này"
	end  int  // bytes
	next int  // index of the lexeme behind
}

// kindName is a kind as it is spelled out.
type kindName struct {
	kind  Kind
	words []spelling
}

// kindNames holds the spelled-out kinds by the fold of their first word, longest first.
var kindNames = buildKindNames()

func buildKindNames() map[string][]kindName {
	m := make(map[string][]kindName)
	for _, k := range []Kind{
		KindJointCircular, KindJointResolution, KindConstitution, KindCode, KindLaw, KindOrdinance, KindResolution,
		KindDecree, KindDecision, KindCircular, KindDirective, KindOther,
	} {
		n := kindName{kind: k}
		for w := range strings.FieldsSeq(string(k)) {
			n.words = append(n.words, spell(w))
		}
		m[n.words[0].fold] = append(m[n.words[0].fold], n)
	}
	return m
}

// lawless are the words that make "luật" something else than a law: pháp luật, kỷ
// luật, quy luật.
var lawless = map[string]bool{"phap": true, "ky": true, "quy": true}

// kindAt reads the name of a kind at lexeme i. A short one (NĐ) must be followed
// by a number, and in strict text stand in capitals.
func (c *citer) kindAt(i int) (k Kind, next int, short, ok bool) {
	word := fold(c.text(i))
	if !c.at(i).has(kwKind) || word == "luat" && lawless[fold(c.text(i-1))] {
		return "", i, false, false
	}
	for _, n := range kindNames[word] {
		if c.matches(n.words, i) {
			return n.kind, i + len(n.words), false, true
		}
	}
	k, ok = kindWords[word]
	if !ok || !c.loose && !isCapitals(c.text(i)) {
		return "", i, false, false
	}
	return k, i + 1, true, len(kindNames[word]) == 0
}

// matches tells whether the words stand at lexeme i, one behind the other.
func (c *citer) matches(words []spelling, i int) bool {
	for n, w := range words {
		if c.at(i+n).kind != lexWord || !w.sameWord(c.text(i+n), c.loose) {
			return false
		}
	}
	return true
}

// documentAt reads a document named at lexeme i: by kind and number, by title, as
// "Luật này", or by its number alone.
func (c *citer) documentAt(i int) (d citedDocument, ok bool) {
	if d, ok := c.shortTitleAt(i); ok {
		return d, true
	}
	kind, j, short, ok := c.kindAt(i)
	if !ok {
		return c.numberAt(Ref{}, i)
	}
	if c.at(j).has(kwThis) && !short {
		return citedDocument{ref: c.selfOf(kind), this: true, end: c.at(j).end, next: j + 1}, true
	}
	if d, ok := c.numberAt(Ref{Kind: kind}, j); ok {
		return d, true
	}
	if kind.namedByTitle() {
		if d, ok := c.titledAt(kind, i, j); ok {
			return d, true
		}
	}
	// "Điều 5 của Luật": some act of that kind, which the text has named before
	return citedDocument{ref: Ref{Kind: kind}, end: c.at(j - 1).end, next: j}, !short && c.capitalised(i) && kind != KindOther
}

// numberAt reads a số hiệu, with "số" in front or not. An incomplete one counts
// only after a kind.
func (c *citer) numberAt(r Ref, i int) (d citedDocument, ok bool) {
	for n := 0; n < 2 && (c.at(i).has(kwSo) || c.isMark(i, ':')); n++ {
		i++
	}
	w := c.at(i)
	if d, ok := c.spacedNumberAt(r, i); ok {
		return d, true
	}
	if w.kind != lexDocument || r.Kind == "" && (w.number.Incomplete() || !c.loose && w.number.Year() == 0) {
		return d, false // a bare 03/QĐ-CKNS is more often a form than a document
	}
	r.Number = w.number
	return citedDocument{ref: r.tidy(), end: w.end, next: i + 1}, true
}

// spacedNumberAt reads "126 năm 2020" behind a kind as the incomplete 126/2020.
func (c *citer) spacedNumberAt(r Ref, i int) (d citedDocument, ok bool) {
	if r.Kind == "" || c.at(i).kind != lexLabel || !allDigits(c.text(i)) || !c.at(i+1).has(kwYear) {
		return d, false
	}
	year, err := strconv.Atoi(c.text(i + 2))
	if err != nil || c.at(i+2).kind != lexLabel || year < firstYear || year > lastYear {
		return d, false
	}
	r.Number = Number(c.text(i) + "/" + c.text(i+2))
	return citedDocument{ref: r.tidy(), end: c.at(i + 2).end, next: i + 3}, true
}

// Years that documents in use can bear.
const firstYear, lastYear = 1945, 2099

// selfOf is the document that "Luật này" means: the one the text stands in if it
// is of that kind, else one that is known by its kind alone.
func (c *citer) selfOf(kind Kind) Ref {
	self := c.self.Document()
	same := kind == KindOther || self.Kind == "" || self.Kind == kind ||
		kind.namedByTitle() && self.Kind.namedByTitle() && kind != KindOrdinance
	if !same {
		return Ref{Kind: kind}
	}
	return self
}

// shortTitleAt reads BLDS, BLHS and the like, with their year.
func (c *citer) shortTitleAt(i int) (d citedDocument, ok bool) {
	if !c.at(i).has(kwKind) || len(c.text(i)) < 4 {
		return d, false
	}
	t, ok := shortTitles[fold(c.text(i))]
	if !ok || !c.loose && !isCapitals(c.text(i)) {
		return d, false
	}
	return c.tailAt(Ref{Kind: t.kind, Title: t.print}, i+1), true
}

// titledAt reads the title of a law; i is the lexeme of its kind, j the one behind.
func (c *citer) titledAt(kind Kind, i, j int) (d citedDocument, ok bool) {
	if kind == KindConstitution {
		if c.at(j).kind == lexWord && c.loose && fold(c.text(j)) == "luat" { // thuc hien phap luat
			return d, false
		}
		if c.matches(wordsState, j) {
			j += len(wordsState)
		}
		return c.tailAt(Ref{Kind: kind}, j), true
	}
	if d, ok := c.amendingAt(kind, j); ok {
		return d, true
	}
	if !c.loose && !c.capitalised(i) && !c.capitalised(j) {
		return d, false
	}
	title, next, ok := c.knownTitleAt(kind, j)
	if !ok {
		title, next, ok = c.capitalTitleAt(j)
	}
	if !ok {
		return d, false
	}
	return c.tailAt(Ref{Kind: kind, Title: title}, next), true
}

// tailAt reads the year and number behind a title.
func (c *citer) tailAt(r Ref, i int) citedDocument {
	d := citedDocument{ref: r, end: c.at(i - 1).end, next: i}
	j := i
	if c.at(j).has(kwYear) {
		j++
	}
	if year, err := strconv.Atoi(c.text(j)); err == nil && c.at(j).kind == lexLabel && year >= firstYear && year <= lastYear {
		d.ref.Year, d.end, d.next = year, c.at(j).end, j+1
	}
	if n, ok := c.numberAt(d.ref, d.next); ok {
		return n
	}
	return d
}

// knownTitleAt finds the longest known title at lexeme i; commas may be missing
// in the text or stand where the title has none.
func (c *citer) knownTitleAt(kind Kind, i int) (title string, next int, ok bool) {
	if c.at(i).kind != lexWord {
		return "", i, false
	}
	for _, t := range titles[fold(c.text(i))] {
		if t.kind != kind {
			continue
		}
		if next, ok := c.titleEnd(t.words, i); ok {
			return t.print, next, true
		}
	}
	return "", i, false
}

func (c *citer) titleEnd(words []spelling, i int) (next int, ok bool) {
	for n, w := range words {
		for n > 0 && (c.isMark(i, ',') || c.isMark(i, '(') || c.isMark(i, '/')) {
			i++
		}
		switch {
		case c.at(i).kind == lexWord && w.sameWord(c.text(i), c.loose):
			i++
		case w.fold != "va": // people leave "và" out
			return i, false
		}
	}
	return i, true
}

// longestTitle bounds, in words, the titles recognised by their capitals.
const longestTitle = 10

// capitalTitleAt takes the words from a capital on as a title, up to a mark or a
// word that titles seldom contain. Loose text has no capitals to go by.
func (c *citer) capitalTitleAt(i int) (title string, next int, ok bool) {
	if !c.capitalised(i) || c.at(i).has(kwStop) {
		return "", i, false
	}
	next = i + 1
	for next-i < longestTitle {
		if c.isMark(next, ',') && fold(c.text(next+1)) == "chong" || c.isMark(next, '/') && c.capitalised(next+1) {
			next++ // Phòng, chống HIV/AIDS
		}
		if _, ok := c.groupAt(next); ok || c.at(next).kind != lexWord || c.at(next).has(kwStop) {
			break
		}
		next++
	}
	return strings.Join(strings.Fields(c.s[c.at(i).start:c.at(next-1).end]), " "), next, true
}

// capitalised tells whether lexeme i is a word with a capital in front.
func (c *citer) capitalised(i int) bool {
	r, _ := utf8.DecodeRuneInString(c.text(i))
	return c.at(i).kind == lexWord && unicode.IsUpper(r)
}

var (
	wordsAmend     = []spelling{spell("sửa"), spell("đổi")}
	wordsState     = buildLeads("nước Cộng hòa xã hội chủ nghĩa Việt Nam")[0]
	wordsOfArticle = []spelling{spell("của")}
)

// amendingAt reads "Luật sửa đổi, bổ sung một số điều của Luật … số …", whose
// number is its own and not that of the law it changes.
func (c *citer) amendingAt(kind Kind, i int) (d citedDocument, ok bool) {
	const longest = 14 // words up to the law that is changed
	if !c.matches(wordsAmend, i) {
		return d, false
	}
	for j := i + 2; j < i+longest; j++ {
		w := c.at(j)
		if w.kind == lexBreak || w.has(kwThis) || c.isMark(j, '.') {
			return d, false
		}
		if n, ok := c.numberAt(Ref{Kind: kind}, j); ok {
			return n, true
		}
		inner, ok := c.changedAt(j)
		if !ok {
			continue
		}
		r := Ref{Kind: kind, Number: inner.ref.Number, Year: inner.ref.Year}
		if r.Number == "" {
			r.Title = strings.Join(strings.Fields(c.s[c.at(i).start:inner.end]), " ")
			r.Title = strings.TrimSuffix(r.Title, " năm "+strconv.Itoa(r.Year))
		}
		return citedDocument{ref: r.tidy(), end: inner.end, next: inner.next}, true
	}
	return d, false
}

// changedAt reads the law that an amending law changes.
func (c *citer) changedAt(i int) (d citedDocument, ok bool) {
	if !c.matches(wordsOfArticle, i-1) {
		return d, false
	}
	kind, j, _, ok := c.kindAt(i)
	if !ok || c.at(j).has(kwThis) || c.matches(wordsAmend, j) || !kind.namedByTitle() {
		return d, false
	}
	return c.titledAt(kind, i, j)
}
