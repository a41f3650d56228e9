package rtf

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/corpus/extract/layout"
	"github.com/trolycongvu/congvu/corpus/structure"
)

const head = `{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil .VnTime;}{\f2\fnil .VnTimeH;}` +
	`{\f3\fnil VNI-Times;}{\f4\froman\fcharset163 Times New Roman;}{\f5\ftech\fcharset2 Symbol;}{\f6\fcharset2 Wingdings{\*\falt W};}}`

func TestRead(t *testing.T) {
	type line = structure.Line
	bold := structure.Style{Bold: true, Centred: true}
	for name, c := range map[string]struct {
		in   string
		want []line
	}{
		"paragraphs": {
			`\pard\qc\b NGH\u7882? \u272?\u7882?NH\par\pard\b0 M\u7897?t\line hai\par ba}`,
			[]line{{Text: "NGHỊ ĐỊNH", Style: bold}, {Text: "Một hai"}, {Text: "ba"}},
		},
		"fallbacks":       {`{\uc2 \u7879\'ea\'f2 A}{\uc0\u7879 B}{\u-3913 ?}\u55357?\u56832?\par`, []line{{Text: "ệ AệB•😀"}}},
		"legacy fonts":    {`{\f1 \'a7i\'d2u 1. Lu\'cbt}{\f2  c\'e9ng ho\'b5} {\f3 \'d1ie\'e0u}\par`, []line{{Text: "Điều 1. Luật CỘNG HOÀ Điều"}}},
		"Windows-1258":    {`{\f4 Lu\'e2\'f2t \'f0i\'ea\'ccu \'fd\'f5}\par`, []line{{Text: "Luật điều ươ"}}},
		"symbols":         {`{\f5 \'b7 \'a3}{\f6 \'a8}\par`, []line{{Text: "• ≤□"}}},
		"hidden":          {`a{\v b}{\deleted c}\v d\v0 e\par`, []line{{Text: "ae"}}},
		"field":           {`{\field{\*\fldinst HYPERLINK "x"}{\fldrslt Lu\u7853?t}} n\'e0y\par`, []line{{Text: "Luật này"}}},
		"destinations":    {`{\info{\title T}}{\header H}{\*\unknown U}{\pict\bin3 {{{ 0a}{\*\bkmkstart m}v\'e0\par`, []line{{Text: "và"}}},
		"list":            {`{\listtext\pard\plain 1.\tab}M\u7897?t\par{\pntext\f5\'b7\tab}Hai\par{\listtext\f6\'fc}\par`, []line{{Text: "1. Một"}, {Text: "• Hai"}}},
		"capitals":        {`{\caps lu\u7853?t} {\f1\caps lu\'cbt}\par`, []line{{Text: "LUẬT LUẬT"}}},
		"raised":          {`10{\super -5} m{\super 2}\par`, []line{{Text: "10^-5 m2"}}},
		"note":            {`Theo lu\u7853?t{\super\chftn{\footnote\pard\plain\chftn  Lu\u7853?t n\'e0o}} n\'e0y.\par Sau\par`, []line{{Text: "Theo luật này."}, {Text: "[1] Luật nào", Style: structure.Style{Note: true}}, {Text: "Sau"}}},
		"box":             {`A{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt \pard B\par C\par}}{\shprslt{\*\do D}}}E\par`, []line{{Text: "AE"}, {Text: "B"}, {Text: "C"}}},
		"Unicode variant": {`{\upr{plain}{\*\ud Ti\u7871?ng}} Vi\u7879?t\par`, []line{{Text: "Tiếng Việt"}}},
		"page":            {`a\page b\par`, []line{{Text: "a"}, {Text: "b"}}},
		"table": {
			`\trowd\clbrdrt\brdrs\cellx1\cellx2\cellx3\pard\intbl TT\cell Vi\u7879?c\cell\pard Ng\'e0y\cell\row` +
				`\trowd\clvmgf\cellx1\cellx2\cellx3\pard\intbl 1\cell a\par b\cell 2\cell\row\trowd\clvmrg\cellx1\cellx2\cellx3\pard\intbl\cell c\cell 3\cell\row\pard Sau\par`,
			[]line{{Text: "TT | Việc | Ngày\n1 | a b | 2\n1 | c | 3", Table: true}, {Text: "Sau"}},
		},
		"nested table": {
			`\trowd\cellx1\cellx2\pard\intbl x\par\pard\intbl\itap2 n1\nestcell n2\nestcell{\*\nesttableprops\trowd\cellx1\cellx2\nestrow}{\nonesttables no}` +
				`\pard\intbl\itap2 n3\nestcell n4\nestcell{\*\nesttableprops\trowd\cellx1\cellx2\nestrow}\pard\intbl\itap1\cell y\cell\row` +
				`\trowd\cellx1\cellx2\pard\intbl 1\cell 2\cell\row\trowd\cellx1\cellx2\pard\intbl 3\cell 4\cell\row\pard\par`,
			[]line{{Text: "x n1 n2 n3 n4 | y\n1 | 2\n3 | 4", Table: true}},
		},
		"masthead": {
			`\trowd\cellx1\cellx2\pard\intbl\qc\u7910?Y BAN\cell C\u7896?NG H\'d2A X\'c3 H\u7896?I CH\u7910? NGH\u296?A VI\u7878?T NAM\cell\row` +
				`\trowd\cellx1\cellx2\pard\intbl S\u7889?: 1\cell ng\'e0y 2\cell\row\pard\par`,
			[]line{
				{Text: "ỦY BAN", Style: structure.Style{Centred: true}},
				{Text: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Style: structure.Style{Centred: true}},
				{Text: "Số: 1"},
				{Text: "ngày 2"},
			},
		},
		"broken off": {`\trowd\cellx1\cellx2\pard\intbl a\cell b{\footnote n`, []line{{Text: "a"}, {Text: "b"}, {Text: "[1] n", Style: structure.Style{Note: true}}}},
	} {
		got, err := Read([]byte(head+c.in), layout.Limits{})
		if diff := cmp.Diff(c.want, got); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", name, err, diff)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	if _, err := Read([]byte("hello"), layout.Limits{}); !errors.Is(err, ErrBroken) {
		t.Errorf("got %v, want ErrBroken", err)
	}
	if _, err := Read([]byte(`{\rtf1`+strings.Repeat("{", 5000)), layout.Limits{}); !errors.Is(err, layout.ErrTooLarge) {
		t.Errorf("deep groups: got %v, want ErrTooLarge", err)
	}
	if _, err := Read([]byte(`{\rtf1 `+strings.Repeat(`a\par `, 100)), layout.Limits{Lines: 50}); !errors.Is(err, layout.ErrTooLarge) {
		t.Errorf("many lines: got %v, want ErrTooLarge", err)
	}
}

// TestRealFiles turns old Word files into RTF with LibreOffice and looks whether
// the syllables are those that LibreOffice writes as plain text.
func TestRealFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("chuyển đổi bằng LibreOffice: bỏ qua với -short")
	}
	files, err := filepath.Glob(filepath.Join(corpustest.SharedData(t), "documents", "doc", "*.doc"))
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("không có soffice (gói libreoffice-writer) để đối chiếu")
	}
	files = files[:min(len(files), 5)]
	out, profile := t.TempDir(), "-env:UserInstallation=file://"+t.TempDir()
	for _, format := range []string{"rtf", "txt:Text"} {
		args := append([]string{profile, "--headless", "--convert-to", format, "--outdir", out}, files...)
		if msg, err := exec.CommandContext(t.Context(), office, args...).CombinedOutput(); err != nil {
			t.Fatalf("soffice: %v\n%s", err, msg)
		}
	}
	for _, file := range files {
		base := filepath.Join(out, strings.TrimSuffix(filepath.Base(file), ".doc"))
		want, err := os.ReadFile(base + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(base + ".rtf")
		if err != nil {
			t.Fatal(err)
		}
		lines, err := Read(raw, layout.Limits{})
		if err != nil {
			t.Errorf("%s: %v", base, err)
			continue
		}
		if share := foundIn(string(want), lines); share < 0.99 {
			t.Errorf("%s: %.4f of the syllables, want 0.99", filepath.Base(base), share)
		}
	}
}

// foundIn is the share of the syllables of text that the lines have as often.
func foundIn(text string, lines []structure.Line) float64 {
	words := func(s string) []string {
		return strings.FieldsFunc(strings.ToLower(norm.NFC.String(s)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	}
	have := map[string]int{}
	for _, l := range lines {
		for _, w := range words(l.Text) {
			have[w]++
		}
	}
	all := words(strings.TrimPrefix(text, "\uFEFF"))
	found := 0
	for _, w := range all {
		if have[w] > 0 {
			have[w]--
			found++
		}
	}
	return float64(found) / float64(max(len(all), 1))
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		`\trowd\cellx1\cellx2\pard\intbl a\cell b{\footnote n}\cell\row\pard c\par}`, `{\shp{\*\shpinst{\shptxt \trowd\pard\itap16\intbl x\nestcell\nestrow}}}\par`,
		`{\upr{a}{\*\ud b}}\u-10179?\u-8704?\'zz\bin99999 \`, `{\field{\*\fldinst x}{\fldrslt y}}{\f1 \'a7}\line\page`,
	} {
		f.Add([]byte(head + s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 8<<10 {
			return
		}
		lines, err := Read(raw, layout.Limits{})
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
		if size > 64*len(raw)+1024 {
			t.Errorf("%d bytes of text from %d", size, len(raw))
		}
	})
}

func FuzzPlainText(f *testing.F) {
	f.Add("Điều 1. Luật này")
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1<<10 || !utf8.ValidString(s) {
			return
		}
		var in bytes.Buffer
		var want strings.Builder
		in.WriteString(head)
		for _, r := range s {
			if !unicode.IsLetter(r) || r > 0xFFFF {
				continue
			}
			want.WriteRune(r)
			in.WriteString(`\u` + strconv.Itoa(int(int16(r))) + `?`)
		}
		in.WriteString(`\par}`)
		lines, err := Read(in.Bytes(), layout.Limits{})
		got := ""
		for _, l := range lines {
			got += l.Text
		}
		if w := layout.Clean(want.String()); err != nil || got != w && strings.ContainsFunc(w, func(r rune) bool { return r >= 0x1EA0 && r <= 0x1EF9 }) {
			t.Errorf("%v: got %q, want %q", err, got, w)
		}
	})
}
