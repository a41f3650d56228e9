package msdoc

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/corpus/corpustest"
)

// full is a draft with a little of everything.
func full() draft {
	return draft{
		fonts:  []string{"Times New Roman", ".VnTime"},
		styles: []draftStyle{{}, {builtIn: 1, paragraph: op1(opAlign, 1), characters: op1(opBold, 1)}},
		main: []para{
			{runs: []part{{"§iÒu", op2(opFontOther, 1)}, {"\x02", op1(opSpecial, 1)}, {"\x08\r", op1(opSpecial, 1)}}, style: 1},
			p("\x13 X \x14luật\x15", op2(opList, 1)...),
			cell("TT"), cell("Việc"), cell("Ai"), rowMark(0, 1, 0), cell("1"), cell(""), cell("c"), rowMark(0, 2, 0), p("hết"),
		},
		notes: []para{p("ghi chú")}, boxes: []para{p("hộp")}, noteMarks: []int{4}, shapes: []int{5},
		lists: []draftList{{0, "\x00.", 1}},
	}
}

// TestBrokenFiles cuts real files at every sixteenth and turns bytes over: each
// costs an error or some text, and little time.
func TestBrokenFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("nhiều lần đọc tệp thật: bỏ qua với -short")
	}
	files, err := filepath.Glob(filepath.Join(corpustest.SharedData(t), "documents", "doc", "*.doc"))
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for k, file := range files {
		if k%3 != 0 {
			continue
		}
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		variants := [][]byte{}
		for i := range 16 {
			variants = append(variants, raw[:len(raw)*i/16])
		}
		for i := range 8 {
			x := slices.Clone(raw)
			for range 1 << (i + 2) {
				x[rng.IntN(len(x))] = byte(rng.Uint32())
			}
			variants = append(variants, x)
		}
		for i, x := range variants {
			start := time.Now()
			lines, err := read(x)
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("%s, variant %d: %v, %d lines, %v", filepath.Base(file), i, took, len(lines), err)
			}
		}
	}
}

// FuzzRead changes bytes of a whole document: each three bytes of edits are a place
// and a value.
func FuzzRead(f *testing.F) {
	f.Add([]byte{0x00, 0x08, 1, 0x00, 0x09, 7})
	f.Add([]byte{0x44, 0x02, 0xFF, 0x1A, 0x02, 2, 0x62, 0x02, 1})
	base := full().build()
	f.Fuzz(func(t *testing.T, edits []byte) {
		if len(edits) > 60 {
			return
		}
		x := slices.Clone(base)
		for ; len(edits) >= 3; edits = edits[3:] {
			x[int(short(edits, 0))%len(x)] = edits[2]
		}
		lines, err := read(x)
		if err != nil {
			return
		}
		size := 0
		for _, l := range lines {
			size += len(l.Text)
			if !utf8.ValidString(l.Text) || strings.TrimSpace(l.Text) != l.Text || l.Text == "" {
				t.Errorf("line %q", l.Text)
			}
		}
		if size > 256*len(x) {
			t.Errorf("%d bytes of text from %d", size, len(x))
		}
	})
}

func BenchmarkRead(b *testing.B) {
	files, err := filepath.Glob(filepath.Join(corpustest.SharedData(b), "documents", "doc", "*.doc"))
	if err != nil || len(files) == 0 {
		b.Fatal("no files", err)
	}
	for b.Loop() {
		for _, file := range files {
			raw, err := os.ReadFile(file)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := read(raw); err != nil {
				b.Fatal(err)
			}
		}
	}
}
