package eval

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

func TestHalfStripped(t *testing.T) {
	for in, want := range map[string]string{
		"Thời hạn  giải quyết\tkhiếu nại?": "Thời han  giải quyet\tkhiếu nai?",
		" Đi đâu ": " Đi dau ",
		"Được":     "Được",
		"":         "",
		"  ":       "  ",
	} {
		if diff := cmp.Diff(want, halfStripped(in)); diff != "" {
			t.Errorf("halfStripped(%q) (-want +got):\n%s", in, diff)
		}
	}
}

// TestSlips mistypes one syllable in every way and looks for each slip.
func TestSlips(t *testing.T) {
	seen := map[slip]map[string]bool{}
	for seed := range uint64(2000) {
		typed, kind := slipInto("hoãn", seed)
		if seen[kind] == nil {
			seen[kind] = map[string]bool{}
		}
		seen[kind][typed] = true
	}
	for kind, want := range map[slip][]string{
		lettersSwapped: {"ohãn", "hãon", "honã"},
		letterMissing:  {"oãn", "hãn", "hon", "hoã"},
		letterDoubled:  {"hhoãn", "hooãn", "hoããn", "hoãnn"},
		telexTone:      {"hoanx"},
		vniTone:        {"hoan4"},
		toneMissing:    {"hoan"},
		toneWrong:      {"hoán", "hoàn", "hoản", "hoạn"},
	} {
		got := seen[kind]
		for _, w := range want {
			if !got[w] {
				t.Errorf("%s: no %q in %v", kind, w, got)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s: got %v, want %q", kind, got, want)
		}
	}
	for typed := range seen[nextKey] {
		if utf8.RuneCountInString(typed) != 4 || typed == "hoãn" {
			t.Errorf("next key: %q", typed)
		}
	}
	if !seen[nextKey]["hoãm"] || !seen[nextKey]["goãn"] || seen[nextKey]["hoãk"] {
		t.Errorf("next key: %v", seen[nextKey])
	}
}

func TestWrongToneIsComposed(t *testing.T) {
	for seed := range uint64(200) {
		if got := slipped("nghiệp", seed); !norm.NFC.IsNormalString(got) || strings.ContainsAny(got, "\u0300\u0301\u0303\u0309\u0323") {
			t.Errorf("seed %d: %+q has a tone of its own", seed, got)
		}
	}
}

func TestSlippedOnlyOnce(t *testing.T) {
	const question = "Theo 30/2020/NĐ-CP thì UBND và TTg gửi QH13 trong 05 ngày, nghiêm?"
	same := 0
	for seed := range uint64(300) {
		got := slipped(question, seed)
		if got != slipped(question, seed) {
			t.Fatalf("seed %d: two slips", seed)
		}
		was, now := strings.Fields(question), strings.Fields(got)
		if len(was) != len(now) {
			t.Fatalf("seed %d: %q", seed, got)
		}
		changed := 0
		for i := range was {
			if was[i] != now[i] {
				changed++
				if i == 1 || was[i] == "UBND" || was[i] == "QH13" || was[i] == "05" || was[i] == "và" {
					t.Errorf("seed %d changes %q", seed, was[i])
				}
			}
		}
		if changed > 1 {
			t.Errorf("seed %d changes %d words: %q", seed, changed, got)
		}
		if changed == 0 {
			same++
		}
	}
	if same > 0 {
		t.Errorf("%d of 300 seeds change nothing", same)
	}
	if got := slipped("Ở UBND 12", 1); got != "Ở UBND 12" {
		t.Errorf("nothing to mistype: %q", got)
	}
}

func TestAskedTyping(t *testing.T) {
	q := Question{ID: "a", Text: "Thời hạn giải quyết khiếu nại"}
	slip := slipped(q.Text, slipSeed(q))
	for _, c := range []struct {
		options Options
		want    string
	}{
		{Options{}, q.Text},
		{Options{HalfStripped: true}, halfStripped(q.Text)},
		{Options{StripDiacritics: true}, stripDiacritics(q.Text)},
		{Options{Slips: true}, slip},
		{Options{Slips: true, StripDiacritics: true}, stripDiacritics(slip)},
	} {
		if diff := cmp.Diff(c.want, c.options.asked(q).Text); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", c.options, diff)
		}
	}
	if slipSeed(Question{ID: "a"}) == slipSeed(Question{ID: "b"}) {
		t.Error("two questions have one seed")
	}
}
