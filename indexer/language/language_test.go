package language

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// lesson is a text to learn from, as laws are written.
const lesson = `Thời hạn giải quyết khiếu nại lần đầu không quá 30 ngày kể từ ngày thụ lý.
Người khiếu nại có quyền rút khiếu nại; người giải quyết khiếu nại lần hai là Chủ tịch Ủy ban nhân dân cấp tỉnh.
Cán bộ, công chức được nghỉ phép hằng năm theo quy định của pháp luật về lao động.
Thời gian nghỉ phép của công chức do thủ trưởng cơ quan quyết định cho từng người.
Hồ sơ đăng ký khai sinh gồm tờ khai theo mẫu và giấy chứng sinh. Tờ khai nộp tại Ủy ban nhân dân cấp xã (UBND xã).
Điểm đ khoản 2 Điều 15 của Luật này. Điểm d khoản 1 Điều 8. Theo khoản 3 Điều 5 thì cơ quan cho phép nghỉ.
Trong trường hợp cần thiết, cơ quan gửi email cho người khiếu nại trong thời hạn quy định.
`

func learn(text string, times int) *Model {
	b := NewBuilder()
	for range times {
		b.Add(text)
	}
	return b.Model()
}

func TestRead(t *testing.T) {
	m := learn(lesson, 20)
	for _, c := range []struct{ name, typed, meant string }{
		{"no diacritics", "thoi han giai quyet khieu nai lan dau", "thời hạn giải quyết khiếu nại lần đầu"},
		{"none, đ and capitals", "Ho so dang ky khai sinh", "Hồ sơ đăng ký khai sinh"},
		{"half", "thời han giải quyet khiếu nai lần dau", "thời hạn giải quyết khiếu nại lần đầu"},
		{"well written", "Thời hạn giải quyết khiếu nại theo quy định cho công chức trong cơ quan?", ""},
		{"VNI", "nghi3 phep1 của công chức", "nghỉ phép của công chức"},
		{"VNI all over", "cong6 chuc1 d9uoc75 nghi3", "công chức được nghỉ"},
		{"Telex", "nghir pheps hawngf nawm", "nghỉ phép hằng năm"},
		{"Telex inside a word", "dduwocj nghir phesp", "được nghỉ phép"},
		{"Telex and a misspelling", "công chức được ngir phép", "công chức được nghỉ phép"},
		{"doubled", "giải quyếtt khiếu nại", "giải quyết khiếu nại"},
		{"swapped", "giải quyết khiuế nại", "giải quyết khiếu nại"},
		{"swapped capital", "hTời hạn giải quyết", "thời hạn giải quyết"},
		{"missing", "giải quyết khếu nại", "giải quyết khiếu nại"},
		{"key beside", "giải quyết khoếu nại", "giải quyết khiếu nại"},
		{"hỏi and ngã", "được nghĩ phép", "được nghỉ phép"},
		{"sounds alike", "quyết định của thủ chưởng cơ quan", "quyết định của thủ trưởng cơ quan"},
		{"space lost", "giải quyết khiếunại lần đầu", "giải quyết khiếu nại lần đầu"},
		{"space lost, no diacritics", "giai quyet khieunai", "giải quyết khiếu nại"},
		{"space added", "giải quyết kh iếu nại", "giải quyết khiếu nại"},
		{"capitals", "THOI HAN GIAI QUYET", "THỜI HẠN GIẢI QUYẾT"},
		{"combining marks", "thời ha\u0323n giải quyết", ""},
		{"points keep their letter", "diem d khoan 1 dieu 8", "điểm d khoản 1 điều 8"},
		{"numbers and abbreviations", "UBND BHXH 30/2020/NĐ-CP 1.001321 01/7/2025 Điều 15", ""},
		{"glued capitals", "cơ quan cấp C/O mã sốV.07 theo mẫu", ""},
		{"word and number", "khoan2 dieu5", "khoản2 điều5"},
		{"foreign", "gửi email cho người khiếu nại trong Facebook", ""},
		{"no words", " ?! ", ""},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := c.meant
			if want == "" {
				want = c.typed
			}
			r := m.Read(c.typed)
			if diff := cmp.Diff(want, r.Text); diff != "" {
				t.Errorf("Read(%q) (-want +got):\n%s%v", c.typed, diff, r.Changes)
			}
			checkChanges(t, c.typed, r)
		})
	}
}

func TestChanges(t *testing.T) {
	got := learn(lesson, 20).Read("Được nghir phep, giải quyết khiếunại").Changes
	want := []Change{
		{From: "nghir", To: "nghỉ", Start: 9, End: 14, Kind: Keys},
		{From: "phep", To: "phép", Start: 15, End: 19, Kind: Restored},
		{From: "khiếunại", To: "khiếu nại", Start: 36, End: 48, Kind: Slip},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Changes (-want +got):\n%s", diff)
	}
}

// TestKnownSentences reads what the model has learnt from.
func TestKnownSentences(t *testing.T) {
	m := learn(lesson, 20)
	for _, sentence := range strings.FieldsFunc(lesson, func(r rune) bool { return r == '.' || r == '\n' }) {
		if got := m.Read(sentence); got.Text != sentence {
			t.Errorf("Read(%q) = %q", sentence, got.Text)
		}
	}
}

func TestEmptyModel(t *testing.T) {
	const question = "thoi han giải quyết khieu nại 30 ngày"
	if got := NewBuilder().Model().Read(question); got.Text != question || got.Changes != nil {
		t.Errorf("Read = %+v, want %q unchanged", got, question)
	}
}

// TestMerge counts a text in two parts, in either order.
func TestMerge(t *testing.T) {
	lines := strings.Split(lesson, "\n")
	whole := NewBuilder()
	var parts [3]Builder
	for i := range parts {
		parts[i] = *NewBuilder()
	}
	for i, line := range lines {
		whole.Add(line)
		parts[(i+1)*7%3].Add(line)
	}
	parts[2].Merge(&parts[0])
	parts[2].Merge(&parts[1])
	want, got := saved(t, whole.Model()), saved(t, parts[2].Model())
	if !bytes.Equal(want, got) {
		t.Error("the model depends on who counted what")
	}
}

func saved(tb testing.TB, m *Model) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := m.Save(&b); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func TestSave(t *testing.T) {
	m := learn(lesson, 3)
	file := saved(t, m)
	again, err := Load(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(m, again, cmp.AllowUnexported(Model{}, lexicon{}, span{}, spelling{}, deletion{}, target{})); diff != "" {
		t.Errorf("Load(Save) (-want +got):\n%s", diff)
	}
	for i := range file {
		broken := bytes.Clone(file)
		broken[i] ^= 0x41
		if _, err := Load(bytes.NewReader(broken)); !errors.Is(err, ErrFormat) {
			t.Fatalf("byte %d changed: %v, want ErrFormat", i, err)
		}
	}
	for _, cut := range []int{0, 5, len(magic), len(file) / 2, len(file) - 1} {
		if _, err := Load(bytes.NewReader(file[:cut])); !errors.Is(err, ErrFormat) {
			t.Errorf("cut at %d: %v, want ErrFormat", cut, err)
		}
	}
}

func TestTypedKeys(t *testing.T) {
	for in, want := range map[string]string{
		"nghir": "nghỉ", "nghi3": "nghỉ", "dduwowcj": "được", "dduowcj": "được", "d9uoc75": "được", "tieengs": "tiếng",
		"tieng61": "tiếng", "thuwowng": "thương", "quaan": "quân", "quoocs": "quốc", "muwa": "mưa", "awn": "ăn", "khiêus": "khiếu",
		"thuowf": "thườ", "luuw": "lưu", "cho": "", "phép1": "", "xa": "", "9a": "", "b9": "",
	} {
		s, ok := typedKeys(in)
		if !ok {
			if want != "" {
				t.Errorf("typedKeys(%q) fails, want %q", in, want)
			}
			continue
		}
		if w, _ := spell(want); s != w {
			t.Errorf("typedKeys(%q) = %+v, want %q", in, s, want)
		}
	}
}

// checkChanges tells whether the changes lead from the question to the text and
// leave numbers alone.
func checkChanges(t *testing.T, question string, r Reading) {
	t.Helper()
	end, text := 0, ""
	for _, c := range r.Changes {
		if c.Start < end || c.End <= c.Start || c.End > len(question) || question[c.Start:c.End] != c.From {
			t.Fatalf("Read(%q): bad change %+v after %d", question, c, end)
		}
		text += question[end:c.Start] + c.To
		end = c.End
	}
	if text += question[end:]; text != r.Text {
		t.Fatalf("Read(%q) = %q, but its changes give %q", question, r.Text, text)
	}
	for _, token := range viet.Tokenize(question) {
		if token.Kind == viet.Syllable {
			continue
		}
		for _, c := range r.Changes {
			keys := c.Kind == Keys && c.Start < token.Start && token.End <= c.End && token.Kind == viet.Numeral
			if c.Start < token.End && token.Start < c.End && !keys {
				t.Fatalf("Read(%q) touches the number %q: %+v", question, token.Text, c)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	m := learn(lesson, 20)
	for _, s := range []string{
		"thoi han giai quyet", "nghi3 phep1 30/2020/NĐ-CP", "dduwojc ngir phép", "khiếunại kh iếu", "1a\u0301\xff d9 uw", "ĐIỀU 5a khoan2.1",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, question string) { checkChanges(t, question, m.Read(question)) })
}

func FuzzLoad(f *testing.F) {
	file := saved(f, learn(lesson[:300], 1))
	body := file[len(magic) : len(file)-4]
	f.Add(body)
	f.Add(body[:len(body)/2])
	f.Add([]byte{2, 1, 1, 0, 0})
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := decode(data)
		if err != nil {
			if !errors.Is(err, ErrFormat) {
				t.Fatalf("error %v, want ErrFormat", err)
			}
			return
		}
		const question = "thoi hạn giari quyet khiếunại"
		checkChanges(t, question, m.Read(question))
		if _, err := Load(bytes.NewReader(saved(t, m))); err != nil {
			t.Fatalf("saved again: %v", err)
		}
	})
}

func BenchmarkAdd(b *testing.B) {
	builder := NewBuilder()
	syllables := len(viet.Tokenize(lesson))
	b.ReportAllocs()
	for b.Loop() {
		builder.Add(lesson)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*syllables), "ns/syllable")
}

func BenchmarkRead(b *testing.B) {
	m := learn(lesson, 20)
	b.ReportAllocs()
	for b.Loop() {
		m.Read("thoi han giai quyet khieu nai lan dau cua chu tich uy ban nhan dan cap tinh doi voi cong chuc nghi phep hang nam")
	}
}
