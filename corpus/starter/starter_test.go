package starter

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
)

func TestDocuments(t *testing.T) {
	docs, err := Documents()
	if err != nil {
		t.Fatal(err)
	}
	provisions := 0
	ids := map[corpus.DocumentID]bool{}
	for _, d := range docs {
		provisions += len(d.Articles)
		if ids[d.ID] || d.ID == "" {
			t.Errorf("%s: mã %q trống hoặc lặp lại", d.Number, d.ID)
		}
		ids[d.ID] = true
		if !d.Digest || !d.Partial || d.Source.Name != Name || !official(d.Source.Address) {
			t.Errorf("%s: chưa ghi là tóm lược của một phần, hoặc thiếu địa chỉ chính thức", d.Number)
		}
		for _, a := range d.Articles {
			if a.Label == "" || a.Heading == "" || !official(a.Address) || a.InForce.From.IsZero() || a.Text() == "" {
				t.Errorf("%s Điều %s: thiếu tên, địa chỉ, ngày hiệu lực hoặc nội dung", d.Number, a.Label)
			}
		}
	}
	if len(docs) < 25 || provisions < 150 {
		t.Errorf("%d điều của %d văn bản, cần ít nhất 150 điều của 25 văn bản", provisions, len(docs))
	}
}

func TestProcedures(t *testing.T) {
	procs, err := Procedures()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range procs {
		if !p.Digest || p.Source.Name != Name {
			t.Errorf("%s: chưa ghi là tóm lược", p.Code)
		}
	}
	if len(procs) < 40 {
		t.Errorf("%d thủ tục, cần ít nhất 40", len(procs))
	}
}

// TestPlaces looks up what the first questions of a newcomer ask for.
func TestPlaces(t *testing.T) {
	docs, err := Documents()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		ref  corpus.Ref
		want []string
	}{
		{corpus.Ref{Number: "63/2010/NĐ-CP", Article: "8", Clause: "2"}, []string{"Tên thủ tục", "Cơ quan giải quyết"}},
		{corpus.Ref{Number: "02/2011/QH13", Article: "28"}, []string{"30 ngày", "45 ngày", "60 ngày", "vùng sâu"}},
		{corpus.Ref{Number: "30/2020/NĐ-CP", Article: "15", Clause: "2"}, []string{"ngày làm việc tiếp theo"}},
		{corpus.Ref{Number: "80/2025/QH15", Article: "11", Clause: "1"}, []string{"nghỉ việc riêng"}},
		{corpus.Ref{Number: "45/2019/QH14", Article: "115", Clause: "1", Point: "a"}, []string{"kết hôn", "03 ngày"}},
	} {
		node := find(t, docs, tt.ref)
		for _, words := range tt.want {
			if !strings.Contains(node.FullText(), words) {
				t.Errorf("%+v: thiếu %q trong %q", tt.ref, words, node.FullText())
			}
		}
	}
}

func find(t *testing.T, docs []corpus.Document, ref corpus.Ref) corpus.Node {
	t.Helper()
	for _, d := range docs {
		for _, a := range d.Articles {
			if d.Number == ref.Number && a.Label == ref.Article {
				if n, ok := a.Find(ref.Clause, ref.Point); ok {
					return n
				}
			}
		}
	}
	t.Fatalf("%+v: không có", ref)
	return corpus.Node{}
}

func TestForce(t *testing.T) {
	docs, err := Documents()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		number, article string
		on              corpus.Date
		want            corpus.ForceStatus
	}{
		{"80/2025/QH15", "26", 20251231, corpus.ForceNotYet},
		{"80/2025/QH15", "26", 20260101, corpus.ForceInForce},
		{"60/2014/QH13", "15", 20270228, corpus.ForceInForce},
		{"60/2014/QH13", "15", 20270301, corpus.ForceExpired},
		{"234/2026/NĐ-CP", "5", 20260630, corpus.ForceNotYet},
	} {
		for _, d := range docs {
			for _, a := range d.Articles {
				if string(d.Number) == tt.number && a.Label == tt.article && a.InForce.At(tt.on) != tt.want {
					t.Errorf("%s Điều %s ngày %s: %s, want %s", tt.number, tt.article, tt.on.Vietnamese(), a.InForce.At(tt.on), tt.want)
				}
			}
		}
	}
}

func TestParseBody(t *testing.T) {
	got, err := parseBody([]string{"Mở đầu:", "1. Một", "a) A", "đ) Đ", "3. Ba"})
	if err != nil {
		t.Fatal(err)
	}
	want := []corpus.Node{
		{Level: corpus.LevelParagraph, Text: "Mở đầu:"},
		{Level: corpus.LevelClause, Label: "1", Marker: "1.", Text: "Một", Children: []corpus.Node{
			{Level: corpus.LevelPoint, Label: "a", Marker: "a)", Text: "A"},
			{Level: corpus.LevelPoint, Label: "đ", Marker: "đ)", Text: "Đ"},
		}},
		{Level: corpus.LevelClause, Label: "3", Marker: "3.", Text: "Ba"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	for _, lines := range [][]string{
		nil, {""}, {" 1. Một"}, {"2. Hai", "1. Một"}, {"1. Một", "1. Một"}, {"1. Một", "đ) Đ", "d) D"},
	} {
		if _, err := parseBody(lines); err == nil {
			t.Errorf("parseBody(%q) không báo lỗi", lines)
		}
	}
}

func TestBadFiles(t *testing.T) {
	const good = `{"number":"1/2026/NĐ-CP","kind":"Nghị định","title":"Về việc thử","issuer":"Chính phủ",
		"issued":"2026-01-01","effective":"2026-02-01","address":"https://vbpl.vn/x","edition":"2026-02-01",
		"articles":[{"label":"1","heading":"Thử","body":["1. Một"],"omits":["2","3b"]}]}`
	read := func(s string) error {
		var a act
		if err := decode([]byte(s), &a); err != nil {
			return err
		}
		_, err := a.document()
		return err
	}
	if err := read(good); err != nil {
		t.Fatal(err)
	}
	for old, bad := range map[string]string{
		`"title"`: `"tilte"`, `"2026-02-01","address"`: `"2026-02-31","address"`, `https://vbpl.vn/x`: `https://example.com/x`,
		`"heading":"Thử"`: `"heading":""`, `"1. Một"`: ``, `"edition":"2026-02-01"`: `"edition":"2026-02-01","until":"2027-01-01"`,
		`"omits":["2","3b"]}`: `"omits":[]},{"label":"1","heading":"Lặp","body":["1. Một"]}`, `"Chính phủ"`: `""`, `]}]}`: `]}]} {}`,
	} {
		if read(strings.Replace(good, old, bad, 1)) == nil {
			t.Errorf("thay %s bằng %s không báo lỗi", old, bad)
		}
	}
}

func TestOmission(t *testing.T) {
	got := omission([]string{"2", "10", "3b"})
	if want := "(Bản tóm lược không nêu khoản 2, khoản 10, điểm b khoản 3.)"; got != want {
		t.Errorf("omission = %q, want %q", got, want)
	}
}

func TestEachFileNamesTheFile(t *testing.T) {
	err := eachFile("data/documents", func([]byte) error { return errors.New("hỏng") })
	if !errors.Is(err, ErrData) || !strings.Contains(err.Error(), "data/documents/02-2011-qh13.json") {
		t.Errorf("lỗi không nêu tên tệp: %v", err)
	}
}

func TestRevision(t *testing.T) {
	got := Revision()
	if len(got) != 16 || got != Revision() {
		t.Errorf("Revision = %q", got)
	}
}
