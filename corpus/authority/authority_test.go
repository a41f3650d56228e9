package authority

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
)

func TestAffected(t *testing.T) {
	for in, want := range map[string]string{
		"Ủy ban nhân dân cấp huyện quyết định":                                            "Ủy ban nhân dân cấp huyện",
		"Chủ tịch Uỷ ban nhân dân cấp huyện; UBND quận, huyện":                            "Chủ tịch Uỷ ban nhân dân cấp huyện|UBND quận",
		"Hội đồng nhân dân, Ủy ban nhân dân huyện Đông Anh":                               "Ủy ban nhân dân huyện",
		"Phòng Tư pháp cấp huyện và Phòng Giáo dục và Đào tạo huyện":                      "Phòng Tư pháp cấp huyện|Phòng Giáo dục và Đào tạo huyện",
		"huyện, quận, thị xã, thành phố thuộc tỉnh (sau đây gọi chung là cấp huyện)":      "huyện, quận, thị xã, thành phố thuộc tỉnh|cấp huyện",
		"Ủy ban nhân dân cấp tỉnh, cấp huyện":                                             "Ủy ban nhân dân cấp tỉnh, cấp huyện",
		"đơn vị hành chính cấp huyện trước đây":                                           "cấp huyện",
		"Tòa án nhân dân cấp huyện; Công an huyện":                                        "Tòa án nhân dân cấp huyện|Công an huyện",
		"Bộ Tài nguyên và Môi trường, Bộ Văn hóa, Thể thao và Du lịch và Bộ Y tế":         "Bộ Tài nguyên và Môi trường|Bộ Văn hóa, Thể thao và Du lịch|Bộ Y tế",
		"Thông tư số 5/2013/TT-BTC ngày 06/11/2013 của Bộ Tài chính; báo cáo của Bộ Y tế": "Bộ Y tế",
		"Bộ trưởng Bộ Lao động - Thương binh và Xã hội, Bộ Tài chính thông báo":           "Bộ trưởng Bộ Lao động - Thương binh và Xã hội|Bộ Tài chính",
		"Ủy ban nhân dân tỉnh, huyện, xã":                                                 "Ủy ban nhân dân tỉnh, huyện",
		"": "",
		"số 1 phố A, huyện Đông Anh, Hà Nội; thị xã Sơn Tây":                             "",
		"huyện đảo, Ủy ban nhân dân huyện đảo, Huyện ủy, quận ủy":                        "",
		"Ủy ban nhân dân cấp xã, cấp tỉnh; Bộ luật Dân sự, bộ phận, Bộ Tổng tham mưu":    "",
		"trung tâm huyện, cơ quan quản lý tiếp thị xã hội, luyện tập, chuyện, quận chúa": "",
	} {
		var got []string
		for _, m := range Affected(in) {
			if in[m.Start:m.End] != m.Text {
				t.Errorf("%q at %d-%d", m.Text, m.Start, m.End)
			}
			got = append(got, m.Text)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("Affected(%q) = %q, want %q", in, got, want)
		}
	}
}

// decree is a decree in force from 1 July 2025 with one article.
func decree(title, heading string, body ...corpus.Node) corpus.Document {
	return corpus.Document{
		Kind: corpus.KindDecree, Number: "500/2025/NĐ-CP", Title: title, Effective: 20250701,
		Articles: []corpus.Article{{Key: "4", Label: "4", Heading: heading, Body: body}},
	}
}

func clause(label, text string, points ...string) corpus.Node {
	n := corpus.Node{Level: corpus.LevelClause, Label: label, Marker: label + ".", Text: text}
	for i, p := range points {
		letter := string(rune('a' + i))
		n.Children = append(n.Children, corpus.Node{Level: corpus.LevelPoint, Label: letter, Marker: letter + ")", Text: p})
	}
	return n
}

func say(moves []Move) []string {
	var out []string
	for _, m := range moves {
		out = append(out, fmt.Sprintf("%s: %s → %s | %s | %s | %s", m.Kind, m.From, m.To, m.Target, m.Since, m.By))
	}
	return out
}

const place = " | 2025-07-01 | "

func TestReadTasks(t *testing.T) {
	const own = "Điều 4 Nghị định số 500/2025/NĐ-CP"
	for name, c := range map[string]struct {
		doc  corpus.Document
		want []string
	}{
		"passed on": {
			decree("Quy định", "", clause("1", "Trách nhiệm phê duyệt phương án của Ủy ban nhân dân cấp huyện quy định tại khoản 2 Điều 56 Nghị định số 100/2024/NĐ-CP ngày 26 tháng 7 năm 2024 của Chính phủ do Ủy ban nhân dân cấp xã thực hiện.")),
			[]string{"chuyển nhiệm vụ: Ủy ban nhân dân cấp huyện → Ủy ban nhân dân cấp xã | khoản 2 Điều 56 Nghị định số 100/2024/NĐ-CP" + place + "khoản 1 " + own},
		},
		"several places": {
			decree("Quy định", "", clause("2", "Nhiệm vụ, quyền hạn của Chủ tịch Ủy ban nhân dân cấp huyện được quy định tại Điều 41, khoản 5 Điều 45 Nghị định số 150/2020/NĐ-CP do Chủ tịch Ủy ban nhân dân cấp tỉnh thực hiện")),
			[]string{
				"chuyển nhiệm vụ: Chủ tịch Ủy ban nhân dân cấp huyện → Chủ tịch Ủy ban nhân dân cấp tỉnh | Điều 41 Nghị định số 150/2020/NĐ-CP" + place + "khoản 2 " + own,
				"chuyển nhiệm vụ: Chủ tịch Ủy ban nhân dân cấp huyện → Chủ tịch Ủy ban nhân dân cấp tỉnh | khoản 5 Điều 45 Nghị định số 150/2020/NĐ-CP" + place + "khoản 2 " + own,
			},
		},
		"two in a line, holder by the decree's purpose": {
			decree("Quy định về phân định thẩm quyền của chính quyền địa phương 02 cấp", "", clause("3", "Trách nhiệm công khai quy định tại khoản 2 Điều 17 Nghị định số 98/2024/NĐ-CP do Ủy ban nhân dân cấp xã thực hiện. Việc phê duyệt quy định tại khoản 9 Điều 18 Nghị định số 98/2024/NĐ-CP do Ủy ban nhân dân cấp tỉnh thực hiện")),
			[]string{
				"chuyển nhiệm vụ: cấp huyện → Ủy ban nhân dân cấp xã | khoản 2 Điều 17 Nghị định số 98/2024/NĐ-CP" + place + "khoản 3 " + own,
				"chuyển nhiệm vụ: cấp huyện → Ủy ban nhân dân cấp tỉnh | khoản 9 Điều 18 Nghị định số 98/2024/NĐ-CP" + place + "khoản 3 " + own,
			},
		},
		"listed below": {
			decree("Quy định", "", clause("1", "Ủy ban nhân dân cấp xã thực hiện các nhiệm vụ của Ủy ban nhân dân cấp huyện sau đây:", "Đăng ký quy định tại khoản 1 Điều 35 Luật Hộ tịch số 60/2014/QH13;", "Việc khác.")),
			[]string{"chuyển nhiệm vụ: Ủy ban nhân dân cấp huyện → Ủy ban nhân dân cấp xã | khoản 1 Điều 35 Luật Hộ tịch số 60/2014/QH13" + place + "điểm a khoản 1 " + own},
		},
		"by the heading": {
			decree("Quy định", "Nhiệm vụ, quyền hạn của Chủ tịch Ủy ban nhân dân cấp huyện do Chủ tịch Ủy ban nhân dân cấp xã thực hiện", clause("1", "Cấp giấy phép quy định tại Điều 9 Nghị định số 1/2020/NĐ-CP.")),
			[]string{"chuyển nhiệm vụ: Chủ tịch Ủy ban nhân dân cấp huyện → Chủ tịch Ủy ban nhân dân cấp xã | Điều 9 Nghị định số 1/2020/NĐ-CP" + place + "khoản 1 " + own},
		},
		"taken over": {
			decree("Quy định", "", clause("1", "Chủ tịch Ủy ban nhân dân cấp tỉnh thực hiện thẩm quyền của Bộ trưởng Bộ Y tế quy định tại điểm a khoản 1 Điều 5 Nghị định số 2/2020/NĐ-CP.")),
			[]string{"chuyển nhiệm vụ: Bộ trưởng Bộ Y tế → Chủ tịch Ủy ban nhân dân cấp tỉnh | điểm a khoản 1 Điều 5 Nghị định số 2/2020/NĐ-CP" + place + "khoản 1 " + own},
		},
		"no move": {
			decree(
				"Quy định", "Trách nhiệm của Ủy ban nhân dân cấp tỉnh",
				clause("1", "Ủy ban nhân dân cấp tỉnh có trách nhiệm thực hiện quy định tại Điều 9 Nghị định số 1/2020/NĐ-CP."),
				clause("2", "Kinh phí quy định tại Điều 5 Nghị định số 1/2020/NĐ-CP do Ủy ban nhân dân cấp tỉnh quyết định."),
				clause("3", "Thẩm quyền của Ủy ban nhân dân cấp huyện quy định tại Điều 5 Nghị định này do Ủy ban nhân dân cấp xã thực hiện."),
				clause("4", "“4. Nhiệm vụ của Ủy ban nhân dân cấp huyện quy định tại Điều 5 Nghị định số 1/2020/NĐ-CP do Ủy ban nhân dân cấp xã thực hiện.”"),
			), nil,
		},
	} {
		if diff := cmp.Diff(c.want, say(Read(c.doc))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestReadChanges(t *testing.T) {
	d := decree(
		"Sắp xếp", "",
		clause("1", "Hội đồng nhân dân, Ủy ban nhân dân huyện, quận, thị xã (sau đây gọi chung là cấp huyện) kết thúc hoạt động từ ngày 02 tháng 7 năm 2025."),
		clause("2", "Đại biểu Hội đồng nhân dân cấp huyện, cấp xã kết thúc hoạt động kể từ ngày 01 tháng 7 năm 2025."),
		clause("3", "Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của tỉnh Đông Sơn và tỉnh Tây Sơn thành tỉnh mới có tên gọi là tỉnh Tây Sơn."),
		clause("4", "Hợp nhất Bộ Thương mại và Bộ Công nghiệp thành Bộ Công Thương."),
		clause("5", "Chính quyền địa phương ở đơn vị mới chính thức hoạt động từ ngày 03 tháng 7 năm 2025."),
	)
	d.Amends = []corpus.Amendment{
		{
			Target: corpus.Ref{Number: "1/2020/NĐ-CP", Article: "3"}, By: corpus.Ref{Number: d.Number, Article: "9"}, Effective: 20250801,
			Phrases: []corpus.Phrase{{Old: "cấp huyện, ", New: ""}, {Old: "Bộ Thủy sản", New: "Bộ Nông nghiệp và Môi trường"}, {Old: "cán bộ", New: "công chức"}},
		},
		{Kinds: []corpus.AmendmentKind{corpus.AmendRepeal}, Target: corpus.Ref{Number: d.Number}, By: corpus.Ref{Number: d.Number, Article: "9"}, Effective: 20270301},
	}
	moves := Read(d)
	want := []string{
		"kết thúc hoạt động: cấp huyện →  |  | 2025-07-02 | khoản 1 Điều 4 Nghị định số 500/2025/NĐ-CP",
		"sắp xếp: tỉnh Đông Sơn → tỉnh Tây Sơn |  | 2025-07-03 | khoản 3 Điều 4 Nghị định số 500/2025/NĐ-CP",
		"sắp xếp: Bộ Thương mại → Bộ Công Thương |  | 2025-07-03 | khoản 4 Điều 4 Nghị định số 500/2025/NĐ-CP",
		"sắp xếp: Bộ Công nghiệp → Bộ Công Thương |  | 2025-07-03 | khoản 4 Điều 4 Nghị định số 500/2025/NĐ-CP",
		"thay cụm từ: cấp huyện →  | Điều 3 Nghị định số 1/2020/NĐ-CP | 2025-08-01 | Điều 9 Nghị định số 500/2025/NĐ-CP",
		"thay cụm từ: Bộ Thủy sản → Bộ Nông nghiệp và Môi trường | Điều 3 Nghị định số 1/2020/NĐ-CP | 2025-08-01 | Điều 9 Nghị định số 500/2025/NĐ-CP",
	}
	if diff := cmp.Diff(want, say(moves)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if moves[0].Until != 20270301 {
		t.Errorf("Until = %s", moves[0].Until)
	}
	raw, err := json.Marshal(moves)
	if err != nil {
		t.Fatal(err)
	}
	var again []Move
	if err := json.Unmarshal(raw, &again); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(moves, again); diff != "" {
		t.Errorf("JSON (-want +got):\n%s", diff)
	}
}

func TestWarn(t *testing.T) {
	law := corpus.Ref{Kind: corpus.KindLaw, Number: "72/2025/QH15", Article: "51", Clause: "3"}
	by := corpus.Ref{Kind: corpus.KindDecree, Number: "500/2025/NĐ-CP", Article: "4"}
	at := corpus.Ref{Kind: corpus.KindDecree, Number: "1/2020/NĐ-CP", Article: "5"}
	second := at
	second.Clause = "2"
	moves := []Move{
		{Kind: MoveEnd, From: "cấp huyện", Since: 20250701, By: law},
		{Kind: MoveTask, From: "Ủy ban nhân dân cấp huyện", To: "Ủy ban nhân dân cấp xã", Target: second, Since: 20250701, By: by},
		{Kind: MoveWords, From: "Tòa án nhân dân cấp huyện", To: "Tòa án nhân dân khu vực", Target: at, Since: 20250701, By: by},
		{Kind: MoveMerge, From: "Bộ Thủy sản", To: "Bộ Nông nghiệp và Môi trường", Since: 20250301, By: by},
	}
	const ended = "Nơi này nhắc đến cấp huyện. Chính quyền địa phương cấp huyện kết thúc hoạt động từ ngày 01/07/2025 (khoản 3 Điều 51 Luật số 72/2025/QH15). " +
		"Kho văn bản chưa có quy định chuyển nhiệm vụ ở chính nơi này: hãy kiểm tra cơ quan nay có thẩm quyền."
	const moved = "Thẩm quyền ở nơi này đã thay đổi: nhiệm vụ của Ủy ban nhân dân cấp huyện tại khoản 2 Điều 5 do Ủy ban nhân dân cấp xã thực hiện từ ngày 01/07/2025 (Điều 4 Nghị định số 500/2025/NĐ-CP)."
	third := at
	third.Clause = "3"
	for name, c := range map[string]struct {
		text string
		ref  corpus.Ref
		day  corpus.Date
		want []string
	}{
		"the very place":    {"Ủy ban nhân dân cấp huyện cấp phép", second, 20251101, []string{moved}},
		"the article":       {"Ủy ban nhân dân cấp huyện cấp phép", at, 20251101, []string{moved}},
		"another clause":    {"Ủy ban nhân dân cấp huyện cấp phép", third, 20251101, []string{ended}},
		"another article":   {"Ủy ban nhân dân cấp huyện cấp phép", by, 20251101, []string{ended}},
		"before":            {"Ủy ban nhân dân cấp huyện cấp phép", second, 20250630, nil},
		"no mention":        {"Ủy ban nhân dân cấp xã cấp phép", second, 20251101, nil},
		"the law that ends": {"Ủy ban nhân dân cấp huyện", law, 20251101, nil},
		"merged ministry":   {"Bộ trưởng Bộ Thủy sản", by, 20251101, []string{"Cơ quan nhắc đến ở nơi này đã được sắp xếp lại: Bộ Thủy sản nay là Bộ Nông nghiệp và Môi trường từ ngày 01/03/2025 (Điều 4 Nghị định số 500/2025/NĐ-CP)."}},
		"standing ministry": {"Bộ Y tế", second, 20251101, nil},
	} {
		if name == "another article" || name == "merged ministry" {
			c.ref = corpus.Ref{Kind: corpus.KindDecree, Number: "9/2020/NĐ-CP", Article: "5"}
		}
		var got []string
		for _, w := range Warn(Affected(c.text), moves, c.ref, c.day) {
			got = append(got, w.Text)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestWarnRenamed says that a ministry is called otherwise elsewhere only where
// two documents bear it out.
func TestWarnRenamed(t *testing.T) {
	words := func(number corpus.Number) Move {
		return Move{
			Kind: MoveWords, From: "Bộ Thủy sản", To: "Bộ Nông nghiệp và Môi trường", Since: 20260101,
			Target: corpus.Ref{Number: number, Article: "3"}, By: corpus.Ref{Kind: corpus.KindLaw, Number: "146/2025/QH15", Article: "1"},
		}
	}
	ref := corpus.Ref{Kind: corpus.KindDecree, Number: "9/2020/NĐ-CP", Article: "5"}
	mentions := Affected("Bộ Thủy sản hướng dẫn")
	if got := Warn(mentions, []Move{words("1/2020/QH14")}, ref, 20260201); len(got) > 0 {
		t.Errorf("one document: %v", got)
	}
	got := Warn(mentions, []Move{words("1/2020/QH14"), words("2/2020/QH14")}, ref, 20260201)
	if len(got) != 1 || got[0].Exact || !strings.Contains(got[0].Text, "“Bộ Thủy sản” thay bằng “Bộ Nông nghiệp và Môi trường” (Điều 1 Luật số 146/2025/QH15, từ ngày 01/01/2026)") {
		t.Errorf("two documents: %+v", got)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("Nhiệm vụ của Ủy ban nhân dân cấp huyện quy định tại Điều 4 Nghị định số 1/2020/NĐ-CP do Ủy ban nhân dân cấp xã thực hiện", "quận, huyện")
	f.Add("Hợp nhất Bộ Y tế và Bộ Xây dựng thành Bộ Tài chính", "Bộ Văn hóa, Thể thao")
	f.Fuzz(func(t *testing.T, s, heading string) {
		if len(s)+len(heading) > 3000 {
			return
		}
		d := decree("Quy định về phân định thẩm quyền của chính quyền địa phương", heading, clause("1", s, s, heading))
		moves := Read(d)
		mentions := Affected(s)
		end := 0
		for _, m := range mentions {
			if m.Start < end || s[m.Start:m.End] != m.Text {
				t.Errorf("mention %+v in %q", m, s)
			}
			end = m.End
		}
		Warn(mentions, moves, corpus.Ref{Number: "1/2020/NĐ-CP", Article: "4"}, 20260101)
	})
}
