package msdoc

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/structure"
)

func read(raw []byte) ([]structure.Line, error) {
	return Read(bytes.NewReader(raw), int64(len(raw)), layout.Limits{})
}

var (
	inCell = op1(opInTable, 1)
	rowEnd = slices.Concat(op1(opInTable, 1), op1(opRowEnd, 1))
	inner  = slices.Concat(op1(opInTable, 1), le16(opDepth), le32(2))
)

func cell(text string) para {
	return para{runs: []part{{text: text + "\x07"}}, changes: inCell}
}

// rowMark ends a row of cells with the given vertical merges: 0 none, 1 the first,
// 2 one that goes on.
func rowMark(merges ...int) para {
	def := []byte{byte(len(merges))}
	for i := range len(merges) + 1 {
		def = append(def, le16(uint16(1000*i))...)
	}
	for _, m := range merges {
		tc := make([]byte, cellSize)
		copy(tc, le16([]uint16{0, flagGoesOn | flagStarts, flagGoesOn}[m]))
		tc[4+1] = 1 // a line above
		def = append(def, tc...)
	}
	changes := slices.Concat(rowEnd, le16(opTable), le16(uint16(len(def)+1)), def)
	return para{runs: []part{{text: "\x07"}}, changes: changes}
}

func TestRead(t *testing.T) {
	type line = structure.Line
	special := op1(opSpecial, 1)
	for name, c := range map[string]struct {
		in   draft
		want []line
	}{
		"paragraphs": {
			draft{main: []para{p("Nghị định"), p("một\x0bhai"), p("a\x0cb"), p(""), p("x\x1ey\x1fz\u00a0 t\tu")}},
			[]line{{Text: "Nghị định"}, {Text: "một hai"}, {Text: "a"}, {Text: "b"}, {Text: "x-yz t u"}},
		},
		"narrow text": {draft{main: []para{p("caf\u00e9")}, narrow: true}, []line{{Text: "café"}}},
		"looks": {
			draft{
				styles: []draftStyle{{}, {builtIn: 2, paragraph: op1(opAlign, 1), characters: op1(opBold, 1)}},
				main: []para{
					{runs: []part{{text: "Chương\r"}}, style: 1},
					{runs: []part{{"a", op1(opItalic, 1)}, {"b\r", slices.Concat(op1(opItalic, 1), op1(opBold, 0x81))}}},
					{runs: []part{{"c", op1(opHidden, 1)}, {"d", op1(opDeleted, 1)}, {"luật", op1(opCaps, 1)}, {"\r", nil}}},
				},
			},
			[]line{{Text: "Chương", Style: structure.Style{Bold: true, Centred: true, Heading: 2}}, {Text: "ab", Style: structure.Style{Italic: true}}, {Text: "LUẬT"}},
		},
		"fonts": {
			draft{
				fonts: []string{"Times New Roman", ".VnTime", ".VnTimeH", "VNI-Times", "Wingdings"},
				main: []para{{runs: []part{
					{"§iÒu 5. LuËt ", slices.Concat(op2(opFontASCII, 1), op2(opFontOther, 1))},
					{"céng ", slices.Concat(op2(opFontASCII, 2), op2(opFontOther, 2))},
					{"Ñieàu", slices.Concat(op2(opFontASCII, 3), op2(opFontOther, 3))},
					{" Điều ", slices.Concat(op2(opFontASCII, 1), op2(opFontOther, 1))},
					{"\x28", slices.Concat(le16(opSymbol), le16(4), le16(0xF0A8))},
					{"\r", nil},
				}}},
			},
			[]line{{Text: "Điều 5. Luật CỘNG Điều Điều □"}},
		},
		"fields": {
			draft{main: []para{p("a\x13 HYPERLINK \x13 x \x14y\x15\x14b\x15c"), p("\x13 PAGE \x15d"), p("e\x13f")}},
			[]line{{Text: "abc"}, {Text: "d"}, {Text: "ef"}},
		},
		"notes and boxes": {
			draft{
				main:      []para{{runs: []part{{"Luật", nil}, {"\x02", special}, {" này", nil}, {"\x08", special}, {".\r", nil}}}, p("Sau")},
				notes:     []para{{runs: []part{{"\x02", special}, {" Luật nào\r", nil}}}},
				boxes:     []para{p("Hộp")},
				noteMarks: []int{4}, shapes: []int{9},
			},
			[]line{{Text: "Luật này."}, {Text: "Hộp"}, {Text: "[1] Luật nào", Style: structure.Style{Note: true}}, {Text: "Sau"}},
		},
		"lists": {
			draft{
				lists: []draftList{{0, "\x00.", 3}, {4, "\x00)", 1}, {formatBullet, "\uf0b7", 1}, {1, "Điều \x00", 1}},
				main: []para{
					p("một", op2(opList, 1)...), p("hai", op2(opList, 2)...), p("ba", op2(opList, 2)...), p("bốn", op2(opList, 1)...),
					p("năm", op2(opList, 3)...), p("sáu", op2(opList, 4)...), p("", op2(opList, 3)...), p("bảy", op2(opList, 9)...),
				},
			},
			[]line{{Text: "3. một"}, {Text: "a) hai"}, {Text: "b) ba"}, {Text: "4. bốn"}, {Text: "• năm"}, {Text: "Điều I sáu"}, {Text: "bảy"}},
		},
		"table": {
			draft{main: []para{
				cell("TT"), cell("Việc"), cell("Ai"), rowMark(0, 0, 0),
				cell("1"),
				{runs: []part{{text: "a\r"}}, changes: inCell},
				cell("b"), cell("c"), rowMark(1, 0, 0),
				cell(""), cell("d"), cell("e"), rowMark(2, 0, 0),
				p("Sau"),
			}},
			[]line{{Text: "TT | Việc | Ai\n1 | a b | c\n1 | d | e", Table: true}, {Text: "Sau"}},
		},
		"masthead": {
			draft{main: []para{
				cell("ỦY BAN"), cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
				{runs: []part{{text: "\x07"}}, changes: rowEnd},
				cell("Số: 1"), cell("ngày 2"),
				{runs: []part{{text: "\x07"}}, changes: rowEnd},
			}},
			[]line{{Text: "ỦY BAN"}, {Text: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}, {Text: "Số: 1"}, {Text: "ngày 2"}},
		},
		"nested table": {
			draft{main: []para{
				cell("TT"), cell("Việc"), cell("Ai"), rowMark(0, 0, 0),
				cell("1"),
				{runs: []part{{text: "a\r"}}, changes: slices.Concat(inner, op1(opInnerCell, 1))},
				{runs: []part{{text: "b\r"}}, changes: slices.Concat(inner, op1(opInnerCell, 1))},
				{runs: []part{{text: "c\r"}}, changes: slices.Concat(inner, op1(opInnerCell, 1))},
				{runs: []part{{text: "\r"}}, changes: slices.Concat(inner, op1(opInnerCell, 1), op1(opInnerEnd, 1))},
				cell("d"), cell("e"), rowMark(0, 0, 0),
			}},
			[]line{{Text: "TT | Việc | Ai\n1 | a, b, c d | e", Table: true}},
		},
	} {
		got, err := read(c.in.build())
		if diff := cmp.Diff(c.want, got); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", name, err, diff)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	plain := draft{main: []para{p("a")}}
	encrypted, old := plain, plain
	encrypted.flags, old.version = flagEncrypted, 0x68
	for name, c := range map[string]struct {
		raw  []byte
		want error
	}{
		"encrypted": {encrypted.build(), ErrEncrypted},
		"Word 95":   {old.build(), ErrOld},
		"no Word":   {[]byte("PK\x03\x04" + strings.Repeat("x", 5000)), ErrBroken},
		"empty":     {nil, ErrBroken},
		"cut":       {plain.build()[:2000], ErrBroken},
	} {
		if lines, err := read(c.raw); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, %v, want %v", name, lines, err, c.want)
		}
	}
	raw := plain.build()
	if _, err := Read(bytes.NewReader(raw), int64(len(raw)), layout.Limits{FileBytes: 100}); !errors.Is(err, layout.ErrTooLarge) {
		t.Errorf("large: got %v, want ErrTooLarge", err)
	}
}
