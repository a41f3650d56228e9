package msdoc

import (
	"sort"

	"github.com/trolycongvu/congvu/corpus/structure"
)

// findNotes finds the footnotes and endnotes and numbers them.
func (b *body) findNotes() {
	b.notes = map[int]aside{}
	c := b.file.counts
	notes := c[storyMain]
	endnotes := notes + c[storyNotes] + c[storyHeaders] + c[storyMacros] + c[storyComments]
	b.noteSet(b.file.pair(pairNoteMarks), b.file.pair(pairNoteTexts), notes, c[storyNotes], formatDecimal)
	b.noteSet(b.file.pair(pairEndMarks), b.file.pair(pairEndTexts), endnotes, c[storyEndnotes], formatSmallRoman)
}

// noteSet reads the places of marks and texts; the story begins at start.
func (b *body) noteSet(marks, texts []byte, start, length, format int) {
	n := (len(marks) - 4) / 6
	number, last := 0, 0
	for i := range n {
		from, to := int(long(texts, 4*i)), int(long(texts, 4*i+4))
		if from < last || to <= from || to > length {
			continue
		}
		last = to
		a := aside{start: start + from, end: start + to}
		if short(marks, 4*(n+1)+2*i) != 0 { // numbered by Word, not by a mark of its own
			number++
			a.label = "[" + writeNumber(number, format) + "] "
		}
		if at := int(long(marks, 4*i)); b.notes[at].end == 0 {
			b.notes[at] = a
		}
	}
}

const (
	shapeSize = 26 // [FSPA]
	boxSize   = 22 // [FTXBXS]
)

// findBoxes finds the text boxes and the places that they hang on. A box inside
// a group of shapes hangs where the group does, which bears a lower number.
func (b *body) findBoxes() {
	b.boxes = map[int]aside{}
	c := b.file.counts
	start := c[storyMain] + c[storyNotes] + c[storyHeaders] + c[storyMacros] + c[storyComments] + c[storyEndnotes]
	shapes := b.shapes()
	raw := b.file.pair(pairBoxes)
	n := (len(raw) - 4) / (4 + boxSize)
	last := 0
	for i := range n {
		from, to := int(long(raw, 4*i)), int(long(raw, 4*i+4))
		entry := slice(raw, 4*(n+1)+boxSize*i, boxSize)
		if from < last || to <= from || to > c[storyBoxes] || short(entry, 8) != 0 { // beyond the story, or free for reuse
			continue
		}
		last = to
		box := aside{start: start + from, end: start + to}
		id := long(entry, 14)
		k := sort.Search(len(shapes), func(k int) bool { return shapes[k].id > id }) - 1
		if k < 0 {
			b.loose = append(b.loose, box)
			continue
		}
		at := shapes[k].at
		if have, ok := b.boxes[at]; ok && have.end == box.start {
			have.end = box.end
			b.boxes[at] = have
		} else if ok {
			b.loose = append(b.loose, box)
		} else {
			b.boxes[at] = box
		}
	}
}

// shape is a drawn object and the place that it hangs on.
type shape struct {
	id uint32
	at int
}

// shapes lists the drawn objects by number.
func (b *body) shapes() []shape {
	raw := b.file.pair(pairShapes)
	n := (len(raw) - 4) / (4 + shapeSize)
	var all []shape
	for i := range max(n, 0) {
		all = append(all, shape{long(raw, 4*(n+1)+shapeSize*i), int(long(raw, 4*i))})
	}
	sort.Slice(all, func(i, j int) bool { return all[i].id < all[j].id })
	return all
}

// asides emits the boxes and notes of a paragraph. Each is read once, so that
// a file whose notes refer to themselves ends.
func (b *body) asides(t *composed) error {
	var lines []structure.Line
	for _, cp := range t.boxes {
		more, err := b.aside(b.boxes, cp)
		if err != nil {
			return err
		}
		lines = append(lines, more...)
	}
	for _, cp := range t.notes {
		label := b.notes[cp].label
		more, err := b.aside(b.notes, cp)
		if err != nil {
			return err
		}
		for i := range more {
			more[i].Style.Note = true
			if i == 0 && !more[i].Table {
				more[i].Text = label + more[i].Text
			}
		}
		lines = append(lines, more...)
	}
	if len(b.tables) > 0 {
		b.pending = append(b.pending, lines...)
		return nil
	}
	b.lines = append(b.lines, lines...)
	return nil
}

func (b *body) aside(from map[int]aside, cp int) ([]structure.Line, error) {
	a, ok := from[cp]
	if !ok {
		return nil, nil
	}
	delete(from, cp)
	return b.story(a.start, a.end)
}
