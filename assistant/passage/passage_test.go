package passage_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant/passage"
	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
)

func clause(label, text string, points ...string) corpus.Node {
	n := corpus.Node{Level: corpus.LevelClause, Label: label, Marker: label + ".", Text: text}
	for _, p := range points {
		mark, rest, _ := strings.Cut(p, " ")
		if !strings.HasSuffix(mark, ")") {
			n.Children = append(n.Children, corpus.Node{Level: corpus.LevelParagraph, Text: p})
			continue
		}
		n.Children = append(n.Children, corpus.Node{Level: corpus.LevelPoint, Label: strings.TrimSuffix(mark, ")"), Marker: mark, Text: rest})
	}
	return n
}

func paragraph(text string) corpus.Node {
	return corpus.Node{Level: corpus.LevelParagraph, Text: text}
}

// leave is a made-up article with points, fines one with clauses that refer back.
var (
	leave = corpus.Article{Key: "7", Label: "7", Heading: "Nghỉ việc riêng", Body: []corpus.Node{
		clause("1", "Người làm việc tại trạm được nghỉ việc riêng và hưởng nguyên lương trong các trường hợp sau đây:",
			"a) Bản thân kết hôn: nghỉ 03 ngày;", "b) Con kết hôn: nghỉ 01 ngày;", "c) Cha, mẹ chết: nghỉ 04 ngày.",
			"Trừ trường hợp trạm đang có báo động."),
		clause("2", "Ngoài ra, có thể thỏa thuận nghỉ không hưởng lương."),
	}}
	fines = corpus.Article{Key: "9", Label: "9", Heading: "Vi phạm quy định về trạm quan trắc", Body: []corpus.Node{
		clause("1", "Phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng đối với hành vi vào trạm không đăng ký."),
		clause("2", "Phạt tiền từ 3.000.000 đồng đến 5.000.000 đồng đối với một trong các hành vi sau đây:",
			"a) Di chuyển thiết bị đo;", "b) Cắt nguồn điện của trạm "+strings.Repeat("trong giờ quan trắc theo lịch đã công bố ", 20)+"."),
		clause("3", "Hình thức xử phạt bổ sung: tịch thu phương tiện đối với hành vi quy định tại điểm a khoản 2 Điều này."),
		clause("4", "Biện pháp khắc phục: "+strings.Repeat("khôi phục tình trạng ban đầu của hàng rào và biển báo; ", 30)),
	}}
	terms = corpus.Article{Key: "3", Label: "3", Heading: "Giải thích từ ngữ", Body: []corpus.Node{
		paragraph("Trong Quy chế này, các từ ngữ dưới đây được hiểu như sau:"),
		clause("1", "Trạm quan trắc là nơi đặt thiết bị đo của mạng lưới."),
		clause("2", "Người trực trạm là người được giao trông coi trạm quan trắc trong ca."),
		clause("3", "Ca trực là thời gian làm việc liên tục 08 giờ tại trạm quan trắc."),
	}}
)

func TestChooseMarksTheClauseThatAnswers(t *testing.T) {
	tests := []struct {
		name     string
		article  corpus.Article
		question string
		limit    int
		clause   string
		point    string
		first    string // beginning of the line marked
	}{
		{"generic question", leave, "nghỉ việc riêng được quy định như thế nào", 1200, "1", "", "1. Người làm việc"},
		{"one point answers", leave, "con kết hôn được nghỉ mấy ngày", 1200, "1", "b", "b) Con kết hôn"},
		{"without diacritics", leave, "con ket hon duoc nghi may ngay", 1200, "1", "b", "b) Con kết hôn"},
		{"another clause", leave, "thỏa thuận nghỉ không hưởng lương", 1200, "2", "", "2. Ngoài ra"},
		{"definition", terms, "ca trực là gì", 1200, "3", "", "3. Ca trực là"},
		{"definition of the longer term", terms, "người trực trạm là gì?", 1200, "2", "", "2. Người trực trạm"},
		{"fine for a deed in a point", fines, "di chuyển thiết bị đo bị phạt bao nhiêu tiền", 1200, "2", "a", "a) Di chuyển"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := passage.Choose(tt.article, question.Parse(tt.question), tt.limit).Lead
			if got.Clause != tt.clause || got.Point != tt.point {
				t.Fatalf("chose clause %q point %q, want %q %q", got.Clause, got.Point, tt.clause, tt.point)
			}
			if line := got.Lines[got.Lead]; !strings.HasPrefix(line, tt.first) {
				t.Errorf("marked %q, want one that begins %q", line, tt.first)
			}
		})
	}
}

func TestChooseKeepsWhatBelongsToTheLead(t *testing.T) {
	got := passage.Choose(leave, question.Parse("con kết hôn được nghỉ mấy ngày"), 1200)
	want := passage.Choice{
		Lead: passage.Passage{
			Clause: "1", Point: "b",
			Intro: []string{"1. Người làm việc tại trạm được nghỉ việc riêng và hưởng nguyên lương trong các trường hợp sau đây:"},
			Lines: []string{"b) Con kết hôn: nghỉ 01 ngày;"}, Apart: true,
			Quote: "b) Con kết hôn: nghỉ 01 ngày;",
		},
		Rest: []passage.Passage{
			{
				Clause: "1", Lead: -1,
				Lines: []string{"a) Bản thân kết hôn: nghỉ 03 ngày;", "c) Cha, mẹ chết: nghỉ 04 ngày.", "Trừ trường hợp trạm đang có báo động."},
				Quote: "1. Người làm việc tại trạm được nghỉ việc riêng và hưởng nguyên lương trong các trường hợp sau đây:\n" +
					"a) Bản thân kết hôn: nghỉ 03 ngày;\nb) Con kết hôn: nghỉ 01 ngày;\nc) Cha, mẹ chết: nghỉ 04 ngày.\nTrừ trường hợp trạm đang có báo động.",
			},
			{
				Clause: "2", Lead: -1,
				Lines: []string{"2. Ngoài ra, có thể thỏa thuận nghỉ không hưởng lương."},
				Quote: "2. Ngoài ra, có thể thỏa thuận nghỉ không hưởng lương.",
			},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Choose (-want +got):\n%s", diff)
	}
}

func TestChooseFollowsReferencesToTheLead(t *testing.T) {
	got := passage.Choose(fines, question.Parse("di chuyển thiết bị đo bị phạt bao nhiêu tiền"), 1200)
	var clauses []string
	for _, p := range got.Rest {
		clauses = append(clauses, p.Clause)
	}
	if diff := cmp.Diff([]string{"3"}, clauses); diff != "" {
		t.Errorf("clauses shown beside the lead (-want +got):\n%s", diff)
	}
	if got.Omitted != 2 {
		t.Errorf("Omitted = %d, want 2", got.Omitted)
	}
}

func TestEveryShownLineIsWordForWord(t *testing.T) {
	for _, a := range []corpus.Article{leave, fines, terms} {
		text := passage.Text(a)
		for _, q := range []string{"kết hôn", "bao nhiêu tiền", "là gì", "cắt nguồn điện", "", "không có gì khớp ở đây cả"} {
			for _, limit := range []int{60, 200, 1200} {
				c := passage.Choose(a, question.Parse(q), limit)
				for _, p := range append(c.Rest, c.Lead) {
					if !strings.Contains(text, p.Quote) {
						t.Errorf("quote is not in the article: %q", p.Quote)
					}
					for _, l := range append(p.Lines, p.Intro...) {
						if l = strings.TrimSpace(strings.TrimSuffix(l, passage.Ellipsis)); !strings.Contains(text, l) {
							t.Errorf("line is not in the article: %q", l)
						}
					}
				}
			}
		}
	}
}

func TestPlace(t *testing.T) {
	tests := []struct {
		clause, point string
		want          []string
		ok            bool
	}{
		{"2", "", []string{"2. Ngoài ra, có thể thỏa thuận nghỉ không hưởng lương."}, true},
		{"1", "c", []string{"c) Cha, mẹ chết: nghỉ 04 ngày."}, true},
		{"3", "", nil, false},
		{"2", "a", nil, false},
	}
	for _, tt := range tests {
		got, ok := passage.Place(leave, tt.clause, tt.point, 4000)
		if diff := cmp.Diff(tt.want, got.Lines); diff != "" || ok != tt.ok {
			t.Errorf("Place(%s, %s) ok %v (-want +got):\n%s", tt.clause, tt.point, ok, diff)
		}
	}
	if diff := cmp.Diff([]string{"a", "b", "c"}, passage.Points(leave, "1")); diff != "" {
		t.Errorf("Points (-want +got):\n%s", diff)
	}
}

func TestLongPlaceIsCutAtItems(t *testing.T) {
	got, ok := passage.Place(fines, "", "", 400)
	if !ok || !got.Shortened {
		t.Fatalf("Place = %+v, %v; want it shortened", got, ok)
	}
	if last := got.Lines[len(got.Lines)-1]; !strings.HasSuffix(last, passage.Ellipsis) {
		t.Errorf("last line %q does not say that text is left out", last)
	}
}

func TestSentences(t *testing.T) {
	in := "2. Đơn nộp tại TP. Hà Nội. Thời hạn là 02 ngày, v.v. Trường hợp khác thì 03 ngày."
	want := []string{"2. Đơn nộp tại TP. Hà Nội.", "Thời hạn là 02 ngày, v.v. Trường hợp khác thì 03 ngày."}
	if diff := cmp.Diff(want, passage.Sentences(in)); diff != "" {
		t.Errorf("Sentences (-want +got):\n%s", diff)
	}
}

func FuzzSentences(f *testing.F) {
	f.Add("1. Một. Hai? Ba! 4. Năm")
	f.Fuzz(func(t *testing.T, s string) {
		if got := strings.Join(passage.Sentences(s), " "); got != s {
			t.Errorf("sentences of %q join to %q", s, got)
		}
	})
}
