package corpus

// joint is what stands between two parts of a citation.
type joint struct {
	comma, and, of, to bool
}

// none tells that the parts follow each other directly.
func (j joint) none() bool { return j == joint{} }

// cited is one place that is being put together.
type cited struct {
	ref        Ref
	start, end int
	closed     bool // its document is known
	lost       bool // it needs a place around it that the text does not say
	owner      int  // 1 + index of the document named before it, 0 for none
	owned      bool // a document that later places took over
}

// chain is a run of groups and documents that belong together: "điểm a khoản 1,
// khoản 2 Điều 3 và Điều 4 Luật này".
type chain struct {
	*citer
	items []cited
}

// chainAt reads the longest chain at lexeme i and keeps the places found in it.
func (c *citer) chainAt(i int) (next int, ok bool) {
	ch := chain{citer: c}
	var jt joint
	next = i
	for j := i; ; {
		if g, ok := c.groupAt(j); ok {
			ch.addGroup(g, jt)
			next = g.next
		} else if d, ok := c.documentAt(j); ok {
			ch.addDocument(d, jt, c.at(j).start)
			next = d.next
		} else {
			break
		}
		j, jt = c.jointAt(next)
	}
	if next == i {
		return i, false
	}
	next = ch.foreign(next)
	ch.finish()
	return next, true
}

// jointAt reads the words and marks between two parts of a chain.
func (c *citer) jointAt(i int) (next int, jt joint) {
	for range 6 {
		w := c.at(i)
		switch {
		case c.isMark(i, ','), c.isMark(i, ';'):
			jt.comma = true
		case w.has(kwAnd), c.isMark(i, '/') && jt.and:
			jt.and = true
		case w.has(kwOf), w.has(kwIssued):
			jt.of = true
		case w.has(kwTo):
			jt.to = true
		case w.has(kwFrom):
		case c.divisionAt(i):
			i++
		default:
			return i, jt
		}
		i++
	}
	return i, jt
}

// divisionAt tells whether lexemes i and i+1 are "Chương II" or "Mục 2", which say
// no more about a Điều than its number does.
func (c *citer) divisionAt(i int) bool {
	if !c.at(i).has(kwDivision | kwSection) {
		return false
	}
	_, roman := sectionLabel(c.text(i+1), c.at(i+1), "Mục ")
	return c.at(i+1).kind == lexLabel || roman && c.at(i).has(kwDivision)
}

func (ch *chain) addGroup(g placeGroup, jt joint) {
	switch {
	case g.this:
		ch.addThis(g, jt)
	case ch.absorb(g, jt):
		ch.addLabels(g, g.labels[1:])
	case ch.descend(g, jt):
	default:
		owner := 0
		if n := len(ch.items); n > 0 && ch.follows(jt) && !ch.ascends(g) && ch.items[n-1].ref.Place() == "" {
			owner = n
		} else if n > 0 && !ch.items[n-1].closed {
			owner = ch.items[n-1].owner
		}
		from := len(ch.items)
		ch.addLabels(g, g.labels)
		for i := from; i < len(ch.items); i++ {
			ch.items[i].owner = owner
		}
	}
}

func (ch *chain) addLabels(g placeGroup, labels []placeLabel) {
	for _, l := range labels {
		it := cited{start: l.start, end: l.end}
		it.ref.set(g.rank, l.text)
		ch.items = append(ch.items, it)
	}
}

// absorb gives the open places of lower rank the group's first label.
func (ch *chain) absorb(g placeGroup, jt joint) bool {
	last := len(ch.items) - 1
	if last < 0 || jt.and && !jt.of || !ch.items[last].wants(g.rank) {
		return false
	}
	for i := last; i >= 0 && ch.items[i].wants(g.rank); i-- {
		ch.items[i].ref.set(g.rank, g.labels[0].text)
	}
	ch.items[last].end = g.labels[0].end
	return true
}

// wants tells whether the place lacks the part of the given rank around it.
func (it cited) wants(r rank) bool {
	switch {
	case it.closed || it.owned || it.ref.Article != "":
		return false
	case r == rankArticle:
		return it.ref.Clause != "" || it.ref.Point != ""
	}
	return r == rankClause && it.ref.Point != "" && it.ref.Clause == ""
}

// addThis resolves "Điều này" and "khoản này" by the place that the text stands in.
func (ch *chain) addThis(g placeGroup, jt joint) {
	at := ch.self
	switch g.rank {
	case rankArticle:
		at.Clause, at.Point = "", ""
	case rankClause:
		at.Point = ""
	}
	lost := at.Article == "" || g.rank != rankArticle && at.Clause == "" || g.rank == rankPoint && at.Point == ""
	last := len(ch.items) - 1
	if last >= 0 && ch.items[last].wants(g.rank) && (!jt.and || jt.of) {
		ch.items[last].end = g.labels[0].end
		for i := last; i >= 0 && ch.items[i].wants(g.rank); i-- {
			it := &ch.items[i]
			r := at
			r.Point = it.ref.Point
			if g.rank == rankArticle {
				r.Clause = it.ref.Clause
			}
			it.ref, it.closed, it.lost = r, true, lost
		}
		return
	}
	ch.items = append(ch.items, cited{ref: at, start: g.start, end: g.labels[0].end, closed: true, lost: lost})
}

// follows tells whether the joint lets a smaller part come behind a larger one, as
// in "Điều 5 khoản 2" and, where people type freely, "Điều 5, khoản 2".
func (ch *chain) follows(jt joint) bool {
	return jt.none() || ch.loose && !jt.and && !jt.of && !jt.to
}

// ascends tells whether a larger part stands right behind the group, so that the
// group belongs to that and not to what is in front.
func (ch *chain) ascends(g placeGroup) bool {
	next, ok := ch.groupAt(g.next)
	for ok && next.rank > g.rank {
		g = next
		if _, ok := ch.documentAt(g.next); ok {
			return true
		}
		next, ok = ch.groupAt(g.next)
	}
	if g.rank == rankArticle {
		_, ok := ch.documentAt(g.next)
		return ok
	}
	return false
}

// descend adds the group below the last place: "Điều 5 khoản 2".
func (ch *chain) descend(g placeGroup, jt joint) bool {
	last := len(ch.items) - 1
	if last < 0 || !ch.follows(jt) || g.rank == rankArticle {
		return false
	}
	it := &ch.items[last]
	if it.lost || it.ref.Place() == "" || it.ref.lowest() <= g.rank {
		return false
	}
	if up, ok := ch.groupAt(g.next); ok && up.rank > g.rank {
		return false
	}
	parent := *it
	it.ref.set(g.rank, g.labels[0].text)
	it.end = g.labels[0].end
	for _, l := range g.labels[1:] {
		more := parent
		more.ref.set(g.rank, l.text)
		more.start, more.end = l.start, l.end
		ch.items = append(ch.items, more)
	}
	return true
}

// addDocument gives the open places their document, or stands alone.
func (ch *chain) addDocument(d citedDocument, jt joint, start int) {
	last := len(ch.items) - 1
	open := last >= 0 && !ch.items[last].closed
	if !open || jt.and && !jt.of {
		lost := !d.ref.HasDocument()
		ch.items = append(ch.items, cited{ref: d.ref, start: start, end: d.end, closed: true, lost: lost})
		return
	}
	for i := last; i >= 0 && !ch.items[i].closed; i-- {
		it := &ch.items[i]
		it.ref = it.ref.within(d.ref)
		it.closed, it.owner = true, 0
	}
	ch.items[last].end = d.end
}

// finish resolves what the text left open and keeps the places.
func (ch *chain) finish() {
	for i := range ch.items {
		it := &ch.items[i]
		switch {
		case it.closed:
			continue
		case it.owner > 0:
			owner := &ch.items[it.owner-1]
			if !owner.owned {
				it.start = owner.start
			}
			owner.owned = true
			it.ref = it.ref.within(owner.ref)
			continue
		}
		it.ref = it.ref.within(ch.self.Document())
		if it.ref.Article == "" {
			it.ref.Article = ch.self.Article
			if it.ref.Clause == "" {
				it.ref.Clause = ch.self.Clause
			}
			it.lost = it.ref.Article == "" || it.ref.Clause == ""
		}
	}
	for _, it := range ch.items {
		if !it.lost && !it.owned {
			ch.found = append(ch.found, FoundRef{Ref: it.ref.tidy(), Start: it.start, End: it.end})
		}
	}
}

// foreign looks for an act behind the chain that no Ref can name ("Điều 5 Quy chế
// …"): its places do not lie in the document at hand. "Quy chế này" does, and
// "ban hành kèm theo Quyết định số …" soon after says where the act is found.
func (ch *chain) foreign(i int) (next int) {
	if len(ch.items) == 0 || ch.items[len(ch.items)-1].closed || !ch.at(i).has(kwForeign) || !ch.capitalised(i) {
		return i
	}
	const farthest = 14 // words of the act's title
	for j := i + 1; j < i+farthest && ch.at(j).kind == lexWord; j++ {
		if ch.at(j).has(kwThis) {
			return j + 1
		}
		if !ch.at(j).has(kwIssued) {
			continue
		}
		if k, _ := ch.jointAt(j); k > j+2 {
			if d, ok := ch.documentAt(k); ok {
				ch.addDocument(d, joint{of: true}, ch.at(k).start)
				return d.next
			}
		}
	}
	for k := range ch.items {
		if it := &ch.items[k]; !it.closed && it.owner == 0 {
			it.closed, it.lost = true, it.ref.Article == ""
		}
	}
	return i
}

// set fills the part of the given rank.
func (r *Ref) set(at rank, label string) {
	switch at {
	case rankPoint:
		r.Point = label
	case rankClause:
		r.Clause = label
	default:
		r.Article = label
	}
}

// lowest is the rank of the smallest part that is named.
func (r Ref) lowest() rank {
	switch {
	case r.Point != "":
		return rankPoint
	case r.Clause != "":
		return rankClause
	}
	return rankArticle
}

// within puts the place into the document of d.
func (r Ref) within(d Ref) Ref {
	d.Article, d.Clause, d.Point = r.Article, r.Clause, r.Point
	return d
}
