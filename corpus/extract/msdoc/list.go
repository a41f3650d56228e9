package msdoc

import (
	"strings"
	"unicode/utf16"

	"github.com/trolycongvu/congvu/corpus/extract/symbol"
)

const (
	maxLevels        = 9
	maxLists         = 1 << 15
	maxLabel         = 64 // characters of a level's pattern
	formatDecimal    = 0
	formatSmallRoman = 2
	formatBullet     = 23
	formatNone       = 255
	listHead         = 28 // [LSTF]
	levelHead        = 28 // [LVLF]
	useSize          = 16 // [LFO]
)

// lists are the definitions of lists and their uses, by which paragraphs refer to
// them. All uses of a definition count on together.
type lists struct {
	byID map[uint32]*list
	uses []use
}

// list is one definition [LSTF].
type list struct {
	levels [maxLevels]level
	count  [maxLevels]int
	begun  [maxLevels]bool
}

// level is one level of a list [LVL].
type level struct {
	defined bool
	start   int
	format  int
	legal   bool // all numbers as decimals
	restart int  // levels above which it begins again; -1 any
	pattern string
	font    int // of the label, -1 for the text's
	bare    bool
}

// use is one use of a list [LFO].
type use struct {
	list  uint32
	start map[int]int // levels that begin anew on first use
	own   map[int]level
	begun map[int]bool
}

// readLists reads the definitions [PlfLst] and the uses [PlfLfo].
func (f *file) readLists() lists {
	l := lists{byID: map[uint32]*list{}}
	raw := f.pair(pairLists)
	if len(raw) == 0 {
		return l
	}
	n := min(int(short(raw, 0)), maxLists, len(raw)/listHead)
	at := int(long(f.pairs, 8*pairLists)) + 2 + n*listHead // the levels stand behind what the pair tells
	for i := range n {
		head := slice(raw, 2+listHead*i, listHead)
		x := &list{}
		levels := maxLevels
		if len(head) == listHead && head[26]&1 != 0 {
			levels = 1
		}
		for k := range levels {
			x.levels[k], at = readLevel(f.table, at)
		}
		if id := long(head, 0); l.byID[id] == nil {
			l.byID[id] = x
		}
	}
	l.readUses(f.pair(pairListUses))
	return l
}

// readLevel reads one level and tells where the next begins.
func readLevel(raw []byte, from int) (l level, next int) {
	head := slice(raw, from, levelHead)
	if len(head) < levelHead {
		return level{}, len(raw)
	}
	info := head[5]
	l = level{
		defined: true, start: int(long(head, 0) & 0xFFFF), format: int(head[4]), legal: info&0x04 != 0,
		restart: -1, font: -1, bare: head[15] == 2,
	}
	if info&0x08 != 0 {
		l.restart = int(head[26])
	}
	characters, paragraph := int(head[24]), int(head[25])
	at := from + levelHead + paragraph
	for op, operand := range changes(slice(raw, at, characters)) {
		if op == opFontASCII {
			l.font = int(short(operand, 0))
		}
	}
	at += characters
	n := int(short(raw, at))
	var units []uint16
	for i := range min(n, maxLabel) {
		units = append(units, short(raw, at+2+2*i))
	}
	l.pattern = string(utf16.Decode(units))
	return l, at + 2 + 2*n
}

func (l *lists) readUses(raw []byte) {
	n := min(int(long(raw, 0)), maxLists, len(raw)/useSize)
	at := 4 + n*useSize
	for i := range n {
		head := slice(raw, 4+useSize*i, useSize)
		u := use{list: long(head, 0), start: map[int]int{}, own: map[int]level{}, begun: map[int]bool{}}
		overrides := 0
		if len(head) == useSize {
			overrides = int(head[12])
		}
		at += 4 // [LFOData]
		for range min(overrides, maxLevels) {
			start, flags := int(long(raw, at)&0xFFFF), long(raw, at+4)
			at += 8
			k := int(flags & 0xF)
			if flags&0x10 != 0 {
				u.start[k] = start
			}
			if flags&0x20 != 0 {
				own, next := readLevel(raw, at)
				at = next
				u.own[k] = own
				if flags&0x10 != 0 {
					u.start[k] = own.start
				}
			}
		}
		l.uses = append(l.uses, u)
	}
}

// label counts one paragraph and returns its visible number with what stands
// between it and the text.
func (l *lists) label(number, at int, fonts []string) string {
	if number < 1 || number > len(l.uses) || at < 0 || at >= maxLevels {
		return ""
	}
	u := &l.uses[number-1]
	x := l.byID[u.list]
	if x == nil || !u.level(x, at).defined {
		return ""
	}
	x.advance(u, at)
	text := x.visible(u, at, fonts)
	if text == "" || u.level(x, at).bare {
		return text
	}
	return text + " "
}

func (u *use) level(x *list, i int) level {
	if l, ok := u.own[i]; ok {
		return l
	}
	return x.levels[i]
}

// advance counts one paragraph at level i.
func (x *list) advance(u *use, i int) {
	start, anew := u.start[i]
	if !anew {
		start = u.level(x, i).start
	} else if !u.begun[i] {
		x.begun[i], u.begun[i] = false, true
	}
	if x.begun[i] {
		x.count[i]++
	} else {
		x.count[i], x.begun[i] = start, true
	}
	for k := i + 1; k < maxLevels; k++ {
		if r := u.level(x, k).restart; r < 0 || i < r {
			x.begun[k] = false
		}
	}
}

// visible writes the number of level i. In patterns the characters 0 to 8 stand
// for the numbers of the levels.
func (x *list) visible(u *use, i int, fonts []string) string {
	l := u.level(x, i)
	if l.format == formatBullet {
		font := ""
		if l.font >= 0 && l.font < len(fonts) {
			font = fonts[l.font]
		}
		return symbol.Bullet(font, l.pattern)
	}
	var b strings.Builder
	for _, r := range l.pattern {
		if r >= maxLevels {
			b.WriteRune(r)
			continue
		}
		of := u.level(x, int(r))
		n := x.count[r]
		if !x.begun[r] {
			n = of.start
		}
		format := of.format
		if l.legal && format != formatNone {
			format = formatDecimal
		}
		b.WriteString(writeNumber(n, format))
	}
	return strings.TrimSpace(b.String())
}
