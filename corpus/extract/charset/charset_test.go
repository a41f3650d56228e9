package charset

import (
	"encoding/binary"
	"errors"
	"os/exec"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

const sentence = "Điều 5. Trách nhiệm của Ủy ban nhân dân cấp xã\n1. Tiếp nhận hồ sơ, kiểm tra giấy tờ và trả kết quả đúng hạn; " +
	"hướng dẫn bổ sung nếu thiếu.\n2. Lưu trữ sổ sách, thu lệ phí theo quy định, giữ gìn kỷ luật, nghĩa vụ được bảo đảm.\n"

// encodeTCVN3 is the inverse of TCVN3 for small letters and the plain capitals;
// other capitals become small.
func encodeTCVN3(s string) []byte {
	return []byte(mapLetters(s, func(r rune) string {
		for i, t := range tcvn3 {
			if t == r && (unicode.IsLower(r) || strings.ContainsRune("ĂÂÊÔƠƯĐ", r)) {
				return string([]byte{byte(i + tcvn3First)})
			}
		}
		if low := unicode.ToLower(r); low != r && r >= utf8.RuneSelf {
			return string(encodeTCVN3(string(low)))
		}
		return string(r)
	}))
}

func encodeVNI(s string) []byte {
	return []byte(mapLetters(s, func(r rune) string {
		low := unicode.ToLower(r)
		for c, t := range vniSingle {
			if t == low {
				return latin1(matchCase(c, r))
			}
		}
		parts := []rune(norm.NFD.String(string(low)))
		base, marks := parts[0], string(parts[1:])
		horn := strings.ContainsRune(marks, 0x31B)
		marks = strings.ReplaceAll(marks, "\u031B", "")
		if strings.HasPrefix(marks, "\u0323") && len(marks) > 2 { // NFD puts the dot first
			marks = marks[2:] + marks[:2]
		}
		out := string(base)
		if horn {
			out = latin1(map[rune]rune{'o': 'ô', 'u': 'ö'}[base])
		}
		for c, m := range vniMarks {
			if m == marks {
				out += latin1(c)
			}
		}
		if low != r {
			out = latin1of(strings.ToUpper(charmapText(charmap.ISO8859_1, []byte(out))))
		}
		return out
	}))
}

func latin1(r rune) string { return string([]byte{byte(r)}) }

func latin1of(s string) string {
	var b []byte
	for _, r := range s {
		b = append(b, byte(r))
	}
	return string(b)
}

func mapLetters(s string, f func(rune) string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(s) {
		if r < utf8.RuneSelf {
			b.WriteRune(r)
		} else {
			b.WriteString(f(r))
		}
	}
	return b.String()
}

func encodeVISCII(s string) []byte {
	return []byte(mapLetters(s, func(r rune) string {
		for c, t := range visciiTable {
			if t == r {
				return latin1(rune(c))
			}
		}
		return "?"
	}))
}

// encode1258 writes composed shape letters and combining tones.
func encode1258(s string) []byte {
	return []byte(mapLetters(s, func(r rune) string {
		if c, ok := charmap.Windows1258.EncodeRune(r); ok {
			return latin1(rune(c))
		}
		tone := ""
		shape := strings.Map(func(r rune) rune {
			if strings.ContainsRune(tones, r) {
				c, _ := charmap.Windows1258.EncodeRune(r)
				tone = latin1(rune(c))
				return -1
			}
			return r
		}, norm.NFD.String(string(r)))
		base, _ := utf8.DecodeRuneInString(norm.NFC.String(shape))
		c, _ := charmap.Windows1258.EncodeRune(base)
		return latin1(rune(c)) + tone
	}))
}

func encodeUTF16(s string, order binary.AppendByteOrder, bom bool) []byte {
	if bom {
		s = "\uFEFF" + s
	}
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = order.AppendUint16(out, u)
	}
	return out
}

func TestToUTF8(t *testing.T) {
	small := strings.NewReplacer("Ủ", "ủ").Replace(sentence) // TCVN3 has no Ủ
	for name, c := range map[string]struct {
		raw             []byte
		want, enc, hint string
	}{
		"UTF-8":           {raw: []byte(sentence), want: sentence, enc: NameUTF8},
		"UTF-8 with mark": {raw: []byte("\uFEFF" + sentence), want: sentence, enc: NameUTF8},
		"decomposed":      {raw: []byte(norm.NFD.String(sentence)), want: sentence, enc: NameUTF8},
		"cut UTF-8":       {raw: []byte(sentence + "ấ")[:len(sentence)+2], want: sentence + "\uFFFD", enc: NameUTF8},
		"UTF-16LE":        {raw: encodeUTF16(sentence, binary.LittleEndian, true), want: sentence, enc: NameUTF16LE},
		"UTF-16BE":        {raw: encodeUTF16(sentence, binary.BigEndian, true), want: sentence, enc: NameUTF16BE},
		"UTF-16LE bare":   {raw: encodeUTF16(sentence, binary.LittleEndian, false), want: sentence, enc: NameUTF16LE},
		"UTF-16BE bare":   {raw: encodeUTF16(sentence, binary.BigEndian, false), want: sentence, enc: NameUTF16BE},
		"Windows-1258":    {raw: encode1258(sentence), want: sentence, enc: NameWindows1258},
		"TCVN3":           {raw: encodeTCVN3(sentence), want: small, enc: NameTCVN3},
		"TCVN3 as UTF-8":  {raw: []byte(latin(encodeTCVN3(sentence))), want: small, enc: NameTCVN3},
		"VNI":             {raw: encodeVNI(sentence), want: sentence, enc: NameVNI},
		"VNI as UTF-8":    {raw: []byte(latin(encodeVNI(sentence))), want: sentence, enc: NameVNI},
		"VISCII":          {raw: encodeVISCII(sentence), want: sentence, enc: NameVISCII},
		"French":          {raw: []byte("le ch\xE2teau de Gen\xE8ve, o\xF9 l'on f\xEAte No\xEBl \xE9t\xE9"), want: "le château de Genève, où l'on fête Noël été", enc: NameWindows1252},
		"wrong hint":      {raw: encodeTCVN3(sentence), want: small, enc: NameTCVN3, hint: "ISO-8859-1"},
		"ASCII":           {raw: []byte("Article 1. Scope"), want: "Article 1. Scope", enc: NameUTF8},
		"empty":           {enc: NameUTF8},
	} {
		got, enc, err := ToUTF8(c.raw, c.hint)
		if diff := cmp.Diff([]string{c.want, c.enc}, []string{got, enc}); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", name, err, diff)
		}
	}
	if _, _, err := ToUTF8([]byte("\x00\x01\x02\xFF\xFE\x00\x07\x08\x80"), ""); !errors.Is(err, ErrNotText) {
		t.Errorf("binary data: got %v, want ErrNotText", err)
	}
}

func TestRepairLeavesAlone(t *testing.T) {
	for _, s := range []string{
		sentence, "Plain English, with “quotes” – and dashes.", "São Paulo, Genève, Zürich, El Niño, façade, naïve, Citroën, Noël, Müller, Æ",
		"§ 5 và § 6, diện tích 20 m², 30°C, ½ số phiếu", "là và đã có hoà hoá loà", "Đắk Lắk, Krông Pắc, Ea H’leo, Kpă Klơng, Y Moan Ênuôl", "русский текст", "",
		"Số: 15/2019/NĐ-CP", "¿Qué año?", "© ® ¬ \u00ad ¸ µ", "C«ng",
	} {
		if got, enc := Repair(s); got != s || enc != "" {
			t.Errorf("Repair(%q) = %q, %q, want it unchanged", s, got, enc)
		}
		if LooksTCVN3(s) || LooksVNI(s) {
			t.Errorf("%q looks like TCVN3 %t, VNI %t, want neither", s, LooksTCVN3(s), LooksVNI(s))
		}
	}
}

func TestRepairMixed(t *testing.T) {
	want := "Điều 1. Phạm vi điều chỉnh\nvề việc đăng ký\nboä? không\n"
	in := "Điều 1. Phạm vi điều chỉnh\n" + latin(encodeTCVN3("về việc đăng ký")) + "\nboä? không\n"
	if got, enc := Repair(in); got != want || enc != NameTCVN3 {
		t.Errorf("got %q, %q, want %q", got, enc, want)
	}
}

func TestForFont(t *testing.T) {
	for _, c := range []struct{ font, in, want string }{
		{".VnTime", "§iÒu 5. LuËt nµy", "Điều 5. Luật này"},
		{".VnTimeH", "§iÒu 5. céng hoµ", "ĐIỀU 5. CỘNG HOÀ"},
		{".VnArial NarrowH", "abc", "ABC"},
		{".VnTime", "Điều 5. Luật này", "Điều 5. Luật này"},
		{".VnTime", "là và", "là và"},
		{".VnTime", "Lu\u1eadt ng\u01b0\u1eddi", "Luật người"},
		{"VNI-Times", "Ñieàu 5. Luaät naøy, UÛY BAN, göûi, tröôøng, nghæ, syõ, kyù", "Điều 5. Luật này, ỦY BAN, gửi, trường, nghỉ, sỹ, ký"},
		{"VNI-Times", "Hà Nội, hoà giải", "Hà Nội, hoà giải"},
	} {
		decode, ok := ForFont(c.font)
		if !ok {
			t.Fatalf("ForFont(%q) not known", c.font)
		}
		if got := decode(c.in); got != c.want {
			t.Errorf("%s: %q gives %q, want %q", c.font, c.in, got, c.want)
		}
	}
	if _, ok := ForFont("Times New Roman"); ok {
		t.Error("Times New Roman has a decoder")
	}
}

func TestParagraph(t *testing.T) {
	got := Paragraph([]Run{{"§iÒu 5. ", ".VnTime"}, {"Số ", "Times New Roman"}, {"Ña", "VNI-Times"}, {"ï ", "VNI-Times"}, {"cù", "Arial"}, {"céng", ".VnTimeH"}})
	if want := "Điều 5. Số Đạ cùCỘNG"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTCVN3AgainstIconv(t *testing.T) {
	iconv, err := exec.LookPath("iconv")
	if err != nil {
		t.Skip("không có iconv")
	}
	for i, want := range tcvn3 {
		if want == 0 {
			continue
		}
		cmd := exec.CommandContext(t.Context(), iconv, "-f", "TCVN", "-t", "UTF-8")
		cmd.Stdin = strings.NewReader(string([]byte{byte(i + tcvn3First), ' '}))
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		if got := norm.NFC.String(strings.TrimSpace(string(out))); got != string(want) {
			t.Errorf("%#x: iconv %q, table %q", i+tcvn3First, got, want)
		}
	}
}

func FuzzToUTF8(f *testing.F) {
	f.Add([]byte(sentence), "")
	f.Add(encodeTCVN3(sentence), "tcvn")
	f.Add(encodeUTF16(sentence, binary.LittleEndian, false), "utf-16")
	f.Add([]byte{0xFF, 0xFE, 0x00, 0xD8}, "")
	f.Fuzz(func(t *testing.T, raw []byte, hint string) {
		if len(raw) > 4<<10 {
			return
		}
		text, _, err := ToUTF8(raw, hint)
		if err == nil && (!utf8.ValidString(text) || !norm.NFC.IsNormalString(text) || strings.TrimSpace(text) == "" && len(strings.TrimSpace(string(raw))) > 4) {
			t.Errorf("ToUTF8(%q) = %q", raw, text)
		}
	})
}

// FuzzRoundTrip builds Vietnamese from the fuzzer's bytes and reads it back from
// each code.
func FuzzRoundTrip(f *testing.F) {
	words := strings.Fields(sentence)
	f.Add([]byte{1, 5, 9, 30, 2, 7, 8, 11})
	f.Fuzz(func(t *testing.T, picks []byte) {
		if len(picks) < 12 || len(picks) > 200 {
			return
		}
		var b strings.Builder
		seen := map[byte]bool{}
		for _, p := range picks {
			seen[p%byte(len(words))] = true
			b.WriteString(strings.ToLower(words[int(p)%len(words)]) + " ")
		}
		if len(seen) < 8 { // a handful of words, repeated, may read as another code
			return
		}
		want := b.String()
		for name, raw := range map[string][]byte{
			NameTCVN3: encodeTCVN3(want), NameVNI: encodeVNI(want), NameWindows1258: encode1258(want), NameVISCII: encodeVISCII(want), NameUTF8: []byte(want),
		} {
			if got, _, err := ToUTF8(raw, name); err != nil || got != want {
				t.Errorf("%s: %v, got %q, want %q", name, err, got, want)
			}
		}
	})
}
