package msdoc

import (
	"encoding/binary"
	"unicode/utf16"
)

// draft is a document to be built for a test.
type draft struct {
	main, notes, boxes []para
	fonts              []string
	styles             []draftStyle
	noteMarks          []int // characters of the main text that refer to notes, one each
	shapes             []int // characters of the main text that boxes hang on
	lists              []draftList
	narrow             bool // text as Windows-1252
	flags              uint16
	version            uint16
}

// para is a paragraph with its end mark, of runs in turn.
type para struct {
	runs    []part
	changes []byte
	style   int
}

type part struct {
	text    string
	changes []byte
}

type draftStyle struct {
	builtIn               int
	paragraph, characters []byte
}

// draftList is a list of one level, used once.
type draftList struct {
	format  byte
	pattern string
	start   uint32
}

func p(text string, changes ...byte) para {
	return para{runs: []part{{text: text + "\r"}}, changes: changes}
}

func op1(op uint16, v byte) []byte   { return append(le16(op), v) }
func op2(op uint16, v uint16) []byte { return append(le16(op), le16(v)...) }

func le16(v uint16) []byte { return binary.LittleEndian.AppendUint16(nil, v) }
func le32(v int) []byte    { return binary.LittleEndian.AppendUint32(nil, uint32(v)) }

const textAt = 0x800

// build writes the document as a compound file.
func (d draft) build() []byte {
	word := make([]byte, textAt)
	var units []uint16
	type span struct {
		start, end int
		changes    []byte
		style      int
	}
	var paras, runs []span
	width := 2
	if d.narrow {
		width = 1
	}
	pos := func() int { return textAt + len(units)*width }
	story := func(ps []para) int {
		from := len(units)
		for _, x := range ps {
			start := pos()
			for _, r := range x.runs {
				at := pos()
				units = append(units, utf16.Encode([]rune(r.text))...)
				runs = append(runs, span{at, pos(), r.changes, 0})
			}
			paras = append(paras, span{start, pos(), x.changes, x.style})
		}
		return len(units) - from
	}
	counts := [8]int{storyMain: story(d.main), storyNotes: story(d.notes), storyBoxes: story(d.boxes)}
	for _, u := range units {
		if d.narrow {
			word = append(word, byte(u))
		} else {
			word = append(word, le16(u)...)
		}
	}
	page := func(spans []span, paragraphs bool) int {
		for len(word)%pageSize != 0 {
			word = append(word, 0)
		}
		no := len(word) / pageSize
		b := make([]byte, pageSize)
		n := len(spans)
		b[pageSize-1] = byte(n)
		end, step := pageSize-2, 1
		if paragraphs {
			step = bxSize
		}
		for i, s := range spans {
			copy(b[4*i:], le32(s.start))
			copy(b[4*(i+1):], le32(s.end))
			var raw []byte
			if paragraphs {
				body := append(le16(uint16(s.style)), s.changes...)
				if len(body)%2 != 0 {
					body = append(body, 0)
				}
				raw = append([]byte{0, byte(len(body) / 2)}, body...)
			} else if len(s.changes) > 0 {
				raw = append([]byte{byte(len(s.changes))}, s.changes...)
			}
			if len(raw) > 0 {
				end = (end - len(raw)) &^ 1
				copy(b[end:], raw)
				b[4*(n+1)+step*i] = byte(end / 2)
			}
		}
		word = append(word, b...)
		return no
	}
	paraPage, runPage := page(paras, true), page(runs, false)

	table := make([]byte, 16)
	pairs := make([]byte, 93*8)
	put := func(i int, raw []byte) {
		copy(pairs[8*i:], le32(len(table)))
		copy(pairs[8*i+4:], le32(len(raw)))
		table = append(table, raw...)
	}
	where := textAt
	if d.narrow {
		where = 2*textAt | 0x40000000
	}
	plc := append(append(le32(0), le32(len(units))...), append(append(le16(0), le32(where)...), le16(0)...)...)
	put(pairPieces, append(append([]byte{2}, le32(len(plc))...), plc...))
	put(pairParagraphs, append(append(le32(textAt), le32(pos())...), le32(paraPage)...))
	put(pairCharacters, append(append(le32(textAt), le32(pos())...), le32(runPage)...))
	put(pairFonts, d.fontTable())
	put(pairStyles, d.styleSheet())
	d.putAsides(put, counts)
	d.putLists(put, func(raw []byte) { table = append(table, raw...) })

	version := d.version
	if version == 0 {
		version = firstFib
	}
	copy(word, le16(wordMagic))
	copy(word[2:], le16(version))
	copy(word[10:], le16(d.flags|flagTable1))
	copy(word[0x20:], le16(14))
	copy(word[0x3E:], le16(22))
	for i, n := range counts {
		copy(word[offsetFibCounts+12+4*i:], le32(n))
	}
	copy(word[offsetFibCounts+88:], le16(93))
	copy(word[offsetFibCounts+90:], pairs)
	return compound(map[string][]byte{"WordDocument": word, "1Table": table})
}

func (d draft) fontTable() []byte {
	raw := append(le16(uint16(len(d.fonts))), 0, 0)
	for _, name := range d.fonts {
		entry := make([]byte, 39)
		for _, u := range utf16.Encode([]rune(name + "\x00")) {
			entry = append(entry, le16(u)...)
		}
		raw = append(append(raw, byte(len(entry))), entry...)
	}
	return raw
}

func (d draft) styleSheet() []byte {
	head := append(le16(uint16(len(d.styles))), le16(10)...)
	raw := append(le16(18), append(head, make([]byte, 14)...)...)
	for _, s := range d.styles {
		x := append(le16(uint16(s.builtIn)), le16(noStyle<<4|kindParagraph)...)
		x = append(append(x, le16(2)...), 0, 0, 0, 0)
		x = append(x, 0, 0, 0, 0) // no name
		for _, upx := range [][]byte{append([]byte{0, 0}, s.paragraph...), s.characters} {
			x = append(append(x, le16(uint16(len(upx)))...), upx...)
			if len(upx)%2 != 0 {
				x = append(x, 0)
			}
		}
		raw = append(append(raw, le16(uint16(len(x)))...), x...)
	}
	return raw
}

// putAsides writes the tables of notes and boxes: one paragraph each.
func (d draft) putAsides(put func(int, []byte), counts [8]int) {
	if len(d.noteMarks) > 0 {
		var marks, flags, texts []byte
		at := 0
		for i, cp := range d.noteMarks {
			marks, flags = append(marks, le32(cp)...), append(flags, 1, 0)
			texts = append(texts, le32(at)...)
			for _, r := range d.notes[i].runs {
				at += len(utf16.Encode([]rune(r.text)))
			}
		}
		put(pairNoteMarks, append(append(marks, le32(counts[storyMain])...), flags...))
		put(pairNoteTexts, append(append(texts, le32(at)...), le32(at+1)...))
	}
	if len(d.shapes) == 0 {
		return
	}
	var places, shapes, texts, entries []byte
	at := 0
	for i, cp := range d.shapes {
		places = append(places, le32(cp)...)
		shapes = append(append(shapes, le32(1000+10*i)...), make([]byte, shapeSize-4)...)
		texts = append(texts, le32(at)...)
		entry := make([]byte, boxSize)
		copy(entry[14:], le32(1000+10*i+3)) // inside a group
		entries = append(entries, entry...)
		for _, r := range d.boxes[i].runs {
			at += len(utf16.Encode([]rune(r.text)))
		}
	}
	put(pairShapes, append(append(places, le32(counts[storyMain])...), shapes...))
	put(pairBoxes, append(append(texts, le32(at)...), entries...))
}

func (d draft) putLists(put func(int, []byte), add func([]byte)) {
	if len(d.lists) == 0 {
		return
	}
	defs, uses := le16(uint16(len(d.lists))), le32(len(d.lists))
	for i := range d.lists {
		def, use := make([]byte, listHead), make([]byte, useSize)
		copy(def, le32(100+i))
		def[26] = 1
		copy(use, le32(100+i))
		defs, uses = append(defs, def...), append(uses, use...)
	}
	put(pairLists, defs)
	for _, l := range d.lists {
		head := make([]byte, levelHead)
		copy(head, le32(int(l.start)))
		head[4] = l.format
		units := utf16.Encode([]rune(l.pattern))
		head = append(head, le16(uint16(len(units)))...)
		for _, u := range units {
			head = append(head, le16(u)...)
		}
		add(head)
	}
	put(pairListUses, append(uses, make([]byte, 4*len(d.lists))...))
}

// compound writes a compound file of streams of at least 4096 bytes.
func compound(streams map[string][]byte) []byte {
	const sector = 512
	const free, end, fatMark = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
	names := []string{"1Table", "WordDocument"}
	var body []byte
	var next []uint32
	place := func(raw []byte) (first int) {
		first = len(next)
		for len(raw)%sector != 0 {
			raw = append(raw, 0)
		}
		n := len(raw) / sector
		for i := range n {
			next = append(next, uint32(first+i+1))
		}
		next[len(next)-1] = end
		body = append(body, raw...)
		return first
	}
	entry := func(name string, kind byte, child, right uint32, start, size int) []byte {
		e := make([]byte, 128)
		for i, u := range utf16.Encode([]rune(name)) {
			binary.LittleEndian.PutUint16(e[2*i:], u)
		}
		binary.LittleEndian.PutUint16(e[64:], uint16(2*len(name)+2))
		e[66], e[67] = kind, 1
		binary.LittleEndian.PutUint32(e[68:], free)
		binary.LittleEndian.PutUint32(e[72:], right)
		binary.LittleEndian.PutUint32(e[76:], child)
		binary.LittleEndian.PutUint32(e[116:], uint32(start))
		binary.LittleEndian.PutUint32(e[120:], uint32(size))
		return e
	}
	dir := entry("Root Entry", 5, 1, free, end, 0)
	for i, name := range names {
		raw := streams[name]
		for len(raw) < 4096 {
			raw = append(raw, 0)
		}
		right := uint32(free)
		if i+1 < len(names) {
			right = uint32(i + 2)
		}
		dir = append(dir, entry(name, 2, free, right, place(raw), len(raw))...)
	}
	dir = append(dir, make([]byte, 128)...)
	copy(dir[3*128+68:], []byte{255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255})
	dirAt := place(dir)
	fatAt := len(next)
	fats := (len(next) + 1 + 127) / 128
	for range fats {
		next = append(next, fatMark)
	}
	for len(next)%128 != 0 {
		next = append(next, free)
	}
	for _, n := range next[:fats*128] {
		body = binary.LittleEndian.AppendUint32(body, n)
	}
	head := make([]byte, sector)
	copy(head, []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1})
	copy(head[24:], []byte{0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0})
	binary.LittleEndian.PutUint32(head[44:], uint32(fats))
	binary.LittleEndian.PutUint32(head[48:], uint32(dirAt))
	binary.LittleEndian.PutUint32(head[56:], 4096)
	binary.LittleEndian.PutUint32(head[60:], end)
	binary.LittleEndian.PutUint32(head[68:], end)
	for i := range 109 {
		n := uint32(free)
		if i < fats {
			n = uint32(fatAt + i)
		}
		binary.LittleEndian.PutUint32(head[76+4*i:], n)
	}
	return append(head, body...)
}
