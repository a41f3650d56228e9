package indexer

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/indexer/analysis"
)

var handUnits = []unit{
	{ID: "a/1-2020-nd-cp/1", Title: "Nghị định về đất đai", Heading: "Thời hạn", Body: "1. Nộp đơn trong mười ngày.\na) Đơn, nộp tại xã;" + clauseEnd + "2. Hết hạn thì thôi." + clauseEnd},
	{ID: "a/1-2020-nd-cp/2", Title: "Nghị định về đất đai", Within: "Chương một", Heading: "Lệ phí"},
	{ID: "p/1.000001", Title: "Thủ tục", Heading: "Nộp đơn", Body: "Thôi nộp"},
}

// drafted is units in a draft of their own, with their identifiers.
func drafted(units ...unit) ([]string, *draftText) {
	var d draftText
	var ids []string
	for i := range units {
		d.add(&units[i])
		ids = append(ids, units[i].ID)
	}
	return ids, &d
}

func idsOf(units []unit) (ids []string) {
	for _, u := range units {
		ids = append(ids, u.ID)
	}
	return ids
}

// handForward is the forward of units in their order.
func handForward(units ...unit) *forward {
	var b forwardBuilder
	b.add(drafted(units...))
	return b.finish(idsOf(units))
}

// written is a unit of f in words, its marks as signs.
func written(f *forward, n int) string {
	var words []string
	for _, w := range f.unit(uint32(n)) {
		switch w {
		case otherWord:
			words = append(words, "?")
		case partEnd:
			words = append(words, "|")
		case clauseBreak:
			words = append(words, "¶")
		case lineBreak:
			words = append(words, "/")
		default:
			words = append(words, f.Words[w-firstWord])
		}
	}
	return strings.Join(words, " ")
}

var (
	handWritten = []string{
		"nghị định về đất đai | | thời hạn | 1 nộp đơn trong mười ngày / a đơn nộp tại xã ¶ 2 hết hạn thì thôi |",
		"nghị định về đất đai | chương một | lệ phí | |",
		"thủ tục | | nộp đơn | thôi nộp |",
	}
	wholeForward = cmp.AllowUnexported(forward{})
)

func TestForwardKeepsTexts(t *testing.T) {
	f := handForward(handUnits...)
	for i, want := range handWritten {
		if got := written(f, i); got != want {
			t.Errorf("unit %d:\ngot  %s\nwant %s", i, got, want)
		}
	}
	if got := []string{f.Words[0], f.Words[1]}; got[0] != "nộp" || got[1] != "đơn" {
		t.Errorf("the commonest words are %q, want nộp and đơn", got)
	}
	total := 0
	for _, n := range f.Counts {
		total += int(n)
	}
	if total != len(f.Tokens) || f.Counts[partEnd] != 4*3 || f.Counts[clauseBreak] != 1 || f.Counts[lineBreak] != 1 {
		t.Errorf("counts %v of %d tokens", f.Counts, len(f.Tokens))
	}
}

// The forward depends on the units and the order asked for alone, not on which
// draft each was in nor on the order of the drafts.
func TestForwardOfAnyDrafts(t *testing.T) {
	want := handForward(handUnits...)
	var b forwardBuilder
	b.add(drafted(handUnits[2]))
	b.add(drafted(handUnits[1], handUnits[0]))
	if diff := cmp.Diff(want, b.finish(idsOf(handUnits)), wholeForward); diff != "" {
		t.Errorf("(-one draft +two drafts):\n%s", diff)
	}
}

// A unit without text, such as one taken out, has none of anybody else's.
func TestForwardOfMissingUnits(t *testing.T) {
	var b forwardBuilder
	b.add(drafted(handUnits...))
	f := b.finish([]string{"", handUnits[2].ID, "a/none/1"})
	got := []string{written(f, 0), written(f, 1), written(f, 2)}
	if diff := cmp.Diff([]string{"", handWritten[2], ""}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// An update takes the old texts over, but for those that changed or went.
func TestForwardTakesOldUnits(t *testing.T) {
	old := handForward(handUnits...)
	changed := handUnits[0]
	changed.Heading, changed.Body = "Hiệu lực", ""
	var b forwardBuilder
	ids := append(idsOf(handUnits), "")
	b.add(drafted(changed))
	b.addOld(&forward{Starts: append(old.Starts, old.Starts[len(old.Starts)-1]), Tokens: old.Tokens, Words: old.Words}, ids,
		func(id string) bool { return id == handUnits[2].ID })
	want := handForward(changed, handUnits[2])
	if diff := cmp.Diff(want, b.finish([]string{changed.ID, handUnits[2].ID}), wholeForward); diff != "" {
		t.Errorf("(-built anew +updated):\n%s", diff)
	}
}

func TestForwardSpellings(t *testing.T) {
	f := handForward(unit{ID: "x", Body: "thời hạn, thôi hạn, thời hắn"})
	pair := func(a, b string) string { return a + string(analysis.PairSeparator) + b }
	for _, test := range []struct {
		text string
		want []string
	}{
		{"thoi", []string{"thời", "thôi"}},
		{"thời", []string{}}, // not folded
		{"la", []string{}},
		{pair("thoi", "han"), []string{pair("thời", "hạn"), pair("thời", "hắn"), pair("thôi", "hạn"), pair("thôi", "hắn")}},
		{pair("thoi", "la"), []string{}},
	} {
		if diff := cmp.Diff(test.want, f.spellings(test.text)); diff != "" {
			t.Errorf("spellings of %q (-want +got):\n%s", test.text, diff)
		}
	}
	spelled := func(text string, folded bool) (words []string) {
		for _, n := range f.spelled(text, folded, nil) {
			words = append(words, f.Words[n-firstWord])
		}
		return words
	}
	for _, test := range []struct {
		text   string
		folded bool
		want   []string
	}{{"thoi", true, []string{"thời", "thôi"}}, {"thoi", false, nil}, {"thôi", false, []string{"thôi"}}} {
		if diff := cmp.Diff(test.want, spelled(test.text, test.folded)); diff != "" {
			t.Errorf("spelled %q, folded %v (-want +got):\n%s", test.text, test.folded, diff)
		}
	}
}

// saved is the file of f.
func saved(tb testing.TB, dir string, f *forward) []byte {
	tb.Helper()
	if err := f.save(dir); err != nil {
		tb.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, forwardFile))
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

func TestForwardRoundTrip(t *testing.T) {
	for name, f := range map[string]*forward{"hand-made": handForward(handUnits...), "empty": handForward(), "no words": handForward(unit{ID: "x"})} {
		dir := t.TempDir()
		saved(t, dir, f)
		got, err := loadForward(dir)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(f, got, wholeForward); diff != "" {
			t.Errorf("%s (-saved +loaded):\n%s", name, diff)
		}
	}
}

func TestLoadForwardRefuses(t *testing.T) {
	dir := t.TempDir()
	if _, err := loadForward(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("without a file: got %v", err)
	}
	good := saved(t, dir, handForward(handUnits...))
	textLength := int(binary.LittleEndian.Uint32(good))
	change := func(at int, with ...byte) []byte {
		bad := bytes.Clone(good)
		copy(bad[at:], with)
		return bad
	}
	for name, data := range map[string][]byte{
		"nothing":             {},
		"half a head":         good[:7],
		"cut":                 good[:len(good)-1],
		"a byte more":         append(bytes.Clone(good), 0),
		"no starts":           make([]byte, 12),
		"a word unheard of":   change(len(good)-2, 0xff, 0xff),
		"starts not in order": change(12+textLength+4, 0xff, 0xff, 0xff),
		"a last start short":  change(12+textLength+4*3, 0, 0, 0, 0),
	} {
		if err := os.WriteFile(filepath.Join(dir, forwardFile), data, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := loadForward(dir); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: got %v, want ErrFormat", name, err)
		}
	}
}

// What can be read is what would be written, and every unit of it can be looked at.
func FuzzParseForward(f *testing.F) {
	dir := f.TempDir()
	for _, seed := range []*forward{handForward(handUnits...), handForward(), handForward(unit{ID: "x", Body: "một\nhai"})} {
		f.Add(saved(f, dir, seed))
	}
	f.Add(make([]byte, 12))
	f.Fuzz(func(t *testing.T, data []byte) {
		text, err := parseForward(data)
		if err != nil {
			return
		}
		if !bytes.Equal(saved(t, dir, text), data) {
			t.Fatal("it is saved as something else")
		}
		p := new(probe)
		p.load(&question{sequence: []sequenceWord{{text: "một", weight: 1, content: 1}, {text: "hai", joined: true, weight: 1, pairWeight: 1, content: 1}}}, text)
		var body bodyScan
		for n := range len(text.Starts) - 1 {
			tokens := text.unit(uint32(n))
			heading, rest := p.part(tokens, text.rarity)
			p.body(rest, &heading, &body)
			if body.clause < 0 || body.clause > 1.001 || body.definition < 0 || body.definition > 1.001 {
				t.Fatalf("unit %d: clause %v, definition %v, which are shares", n, body.clause, body.definition)
			}
		}
	})
}
