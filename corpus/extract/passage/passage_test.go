package passage

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus/extract/charset"
	"github.com/trolycongvu/congvu/corpus/structure"
)

func TestLines(t *testing.T) {
	type run struct {
		text, font string
		look       Look
	}
	for name, c := range map[string]struct {
		label string
		runs  []run
		want  []structure.Line
	}{
		"nothing":        {want: nil},
		"number alone":   {label: "1. ", want: []structure.Line{{Text: "1."}}},
		"sign alone":     {label: "- ", want: nil},
		"wrapped":        {runs: []run{{text: "về việc" + Wrap + "đăng ký;" + Wrap + "Sau"}}, want: []structure.Line{{Text: "về việc đăng ký;"}, {Text: "Sau"}}},
		"broken":         {label: "a) ", runs: []run{{text: "về" + Break + "việc"}}, want: []structure.Line{{Text: "a) về"}, {Text: "việc"}}},
		"bold":           {runs: []run{{text: " "}, {text: "Điều 1", look: Look{Bold: true}}, {text: "."}}, want: []structure.Line{{Text: "Điều 1."}}},
		"all bold":       {runs: []run{{text: " "}, {text: "Điều 1", look: Look{Bold: true}}}, want: []structure.Line{{Text: "Điều 1", Style: structure.Style{Bold: true}}}},
		"capitals":       {runs: []run{{text: "lu\u00cbt ", font: ".VnTime", look: Look{Caps: true}}, {text: "luật", look: Look{Caps: true}}}, want: []structure.Line{{Text: "LUẬT LUẬT"}}},
		"raised figures": {runs: []run{{text: "10"}, {text: "3", look: Look{Raised: true}}, {text: " m"}, {text: "2", look: Look{Raised: true}}}, want: []structure.Line{{Text: "10^3 m2"}}},
	} {
		var p Passage
		for _, r := range c.runs {
			p.Add(charset.Run{Text: r.text, Font: r.font}, r.look)
		}
		if diff := cmp.Diff(c.want, p.Lines(c.label)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestManyBreaks makes sure that a long paragraph of breaks takes little time.
func TestManyBreaks(t *testing.T) {
	var p Passage
	p.Add(charset.Run{Text: strings.Repeat("và"+Wrap, 100_000)}, Look{})
	start := time.Now()
	if got := len(p.Lines("")); got != 1 {
		t.Errorf("%d lines, want 1", got)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}

// FuzzLines checks that nothing is lost.
func FuzzLines(f *testing.F) {
	f.Add("Điều 1"+Wrap+"Luật 2", "về\tviệc 3"+Break)
	f.Add("A\u0301", "0")
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a)+len(b) > 1<<10 {
			return
		}
		var p Passage
		p.Add(charset.Run{Text: a}, Look{})
		p.Add(charset.Run{Text: b}, Look{Raised: true})
		var got strings.Builder
		for _, l := range p.Lines("") {
			got.WriteString(l.Text)
		}
		if want, have := digits(a+b), digits(got.String()); want != have {
			t.Errorf("Lines of %q, %q: %q", a, b, got.String())
		}
	})
}

// digits are what no encoding and no composing changes.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
