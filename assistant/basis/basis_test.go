package basis_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant/basis"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/extract"
	"github.com/trolycongvu/congvu/corpus/extract/docx"
	"github.com/trolycongvu/congvu/corpus/extract/layout"
)

// check checks pasted text against the starter corpus on a day.
func check(t testing.TB, text string, day corpus.Date) basis.Report {
	t.Helper()
	draft, err := basis.ReadText(text)
	if err != nil {
		t.Fatal(err)
	}
	report, err := basis.New(starterLibrary(t)).Check(t.Context(), draft, day)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// signs are the citations of a report, each with its verdict and kinds of fault.
func signs(r basis.Report) []string {
	out := []string{}
	for _, l := range r.Lines {
		s := l.Verdict.Sign() + " " + l.Text
		for _, f := range l.Faults {
			s += " [" + string(f.Kind) + "]"
		}
		out = append(out, s)
	}
	return out
}

func TestVerdicts(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{
			"tone placement, i and y, quotes, capitals", "Căn cứ Luật “hoà giải ở cơ sở” số 35/2013/QH13;\nCăn cứ LUẬT LƯU TRỮ;",
			[]string{"✓ Luật hoà giải ở cơ sở số 35/2013/QH13", "✓ LUẬT LƯU TRỮ"},
		},
		{"decomposed letters", "Ca\u0306n c\u01b0\u0301 Lua\u0323\u0302t Khi\u00ea\u0301u na\u0323i s\u00f4\u0301 02/2011/QH13;", []string{"✓ Luật Khiếu nại số 02/2011/QH13"}},
		{
			"one paragraph", "Căn cứ Luật Khiếu nại ngày 11 tháng 11 năm 2011; Luật Tố cáo ngày 12 tháng 6 năm 2018; Căn cứ Luật Tiếp công dân;",
			[]string{"✓ Luật Khiếu nại ngày 11 tháng 11 năm 2011", "✓ Luật Tố cáo ngày 12 tháng 6 năm 2018", "✓ Luật Tiếp công dân"},
		},
		{
			"a list with và", "Căn cứ Luật Khiếu nại số 02/2011/QH13 và Luật Tố cáo số 25/2018/QH14;",
			[]string{"✓ Luật Khiếu nại số 02/2011/QH13", "✓ Luật Tố cáo số 25/2018/QH14"},
		},
		{
			"broken over lines", "Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010\ncủa Chính phủ về kiểm soát\nthủ tục hành chính;",
			[]string{"✓ Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ về kiểm soát thủ tục hành chính"},
		},
		{
			"a note of amendment", "Căn cứ Luật Tố cáo số 25/2018/QH14 đã được sửa đổi, bổ sung một số điều theo Luật số 999/2030/QH19;",
			[]string{"✓ Luật Tố cáo số 25/2018/QH14", "? Luật số 999/2030/QH19"},
		},
		{"a short number", "Căn cứ Nghị định 30/2020 của Chính phủ;", []string{"✓ Nghị định 30/2020 của Chính phủ"}},
		{"inside the draft", "Điều 1. Thực hiện khoản 2 Điều này, Điều 5 Quyết định này và khoản 3 Điều 7.", []string{}},
		{"no act", "Căn cứ tình hình thực tế; Căn cứ đề nghị của Trưởng phòng;", []string{}},
		{"a date that is none", "Căn cứ Luật Khiếu nại ngày 31 tháng 02 năm 2011 số 02/2011/QH13;", []string{"✗ Luật Khiếu nại ngày 31 tháng 02 năm 2011 số 02/2011/QH13 [date]"}},
		{"another law of that title", "Căn cứ Luật Đất đai ngày 29 tháng 11 năm 2013;", []string{"? Luật Đất đai ngày 29 tháng 11 năm 2013"}},
		{
			"number of another act", "Căn cứ Nghị định số 63/2010/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
			[]string{"✗ Nghị định số 63/2010/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư [number]"},
		},
		{
			"quite another title", "Căn cứ Nghị định số 63/2010/NĐ-CP của Chính phủ quy định giá bán lẻ than đá;",
			[]string{"⚠ Nghị định số 63/2010/NĐ-CP của Chính phủ quy định giá bán lẻ than đá [other]"},
		},
		{"a place of a digest", "Theo Điều 999 Luật Khiếu nại số 02/2011/QH13.", []string{"? Điều 999 Luật Khiếu nại số 02/2011/QH13 [absent]"}},
		{"adding a place", "Bổ sung Điều 4 của Nghị định số 902/2024/NĐ-CP.", []string{"✓ Điều 4 của Nghị định số 902/2024/NĐ-CP"}},
		{
			"a sentence that goes on", "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ quy định số đến được ghi liên tục.",
			[]string{"✓ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, signs(check(t, tt.text, 20260201))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestCorrectedLine(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Căn cứ Nghị định số 30/2020/NĐ-CP ngày 03/5/2020 của Chính phủ;", "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;"},
		{"Căn cứ khoản 2 Điều 9 Luật Khiếu nại số 03/2011/QH13;", "Căn cứ khoản 2 Điều 9 Luật Khiếu nại số 02/2011/QH13 ngày 11 tháng 11 năm 2011;"},
		{"Căn cứ Nghị định số 901/2019/NĐ-CP;", "Căn cứ Nghị định số 902/2024/NĐ-CP ngày 01 tháng 6 năm 2024 của Chính phủ về quản lý sân phơi giả định;"},
		{"Căn cứ Điều 9 Nghị định số 902/2024/NĐ-CP;", ""},
	} {
		r := check(t, tt.text, 20260201)
		if len(r.Lines) != 1 || r.Lines[0].Corrected != tt.want {
			t.Errorf("%s: got %+v, want %q", tt.text, r.Lines, tt.want)
		}
	}
}

// TestDays: a draft is judged by its own day, and what ended since is only noted.
func TestDays(t *testing.T) {
	draft, err := basis.ReadText("Căn cứ Nghị định số 901/2019/NĐ-CP;")
	if err != nil {
		t.Fatal(err)
	}
	draft.Date = 20230501
	r, err := basis.New(starterLibrary(t)).Check(t.Context(), draft, 20260201)
	if err != nil {
		t.Fatal(err)
	}
	l := r.Lines[0]
	if l.Verdict != basis.VerdictRight || len(l.Notes) != 1 || !strings.Contains(l.Notes[0], "nay hết hiệu lực từ 01/08/2024") {
		t.Errorf("got %s %q", l.Verdict, l.Notes)
	}
	if !strings.Contains(l.Notes[0], "902/2024/NĐ-CP") || !strings.Contains(l.Notes[0], "trừ quy định tại Điều 2") {
		t.Errorf("what ended it and the exception are not named: %q", l.Notes)
	}
}

func TestSecretDraft(t *testing.T) {
	for _, text := range []string{
		"TỐI MẬT\nỦY BAN NHÂN DÂN TỈNH\nSố: 1/KH-UBND\nKẾ HOẠCH\nCăn cứ Luật Thanh tra;",
		"Độ mật: Mật\nBÁO CÁO\nCăn cứ Luật Thanh tra;",
	} {
		if _, err := basis.ReadText(text); !errors.Is(err, basis.ErrSecret) {
			t.Errorf("%q: %v, want ErrSecret", text, err)
		}
		if _, err := basis.ReadFile(t.Context(), "mat.txt", []byte(text), extract.Options{}); !errors.Is(err, basis.ErrSecret) {
			t.Errorf("file %q: %v, want ErrSecret", text, err)
		}
	}
	open := "QUYẾT ĐỊNH\nBan hành danh mục bí mật nhà nước độ Tối mật\nCăn cứ Luật Bảo vệ bí mật nhà nước số 117/2025/QH15;"
	if _, err := basis.ReadText(open); err != nil {
		t.Errorf("a draft about secrets: %v", err)
	}
	if _, err := basis.ReadText(" \n "); !errors.Is(err, basis.ErrEmpty) {
		t.Errorf("nothing: %v, want ErrEmpty", err)
	}
}

// TestDocx: the Word report is read back by the reader of Word documents.
func TestDocx(t *testing.T) {
	r := check(t, "Căn cứ Luật Khiếu nại số 03/2011/QH13;\nCăn cứ Luật Tố cáo số 25/2018/QH14 & <ghi chú>\x01;", 20260201)
	var first, second bytes.Buffer
	if err := errors.Join(r.Docx(&first), r.Docx(&second)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two reports of one check differ")
	}
	d, err := docx.Read(t.Context(), bytes.NewReader(first.Bytes()), int64(first.Len()), layout.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, l := range d.Lines {
		text.WriteString(l.Text + "\n")
	}
	for _, want := range []string{
		"KẾT QUẢ KIỂM TRA CĂN CỨ", "2 dẫn chiếu: 1 đúng, 1 sai", "✗ sai", "Luật Khiếu nại số 03/2011/QH13",
		"Căn cứ Luật Khiếu nại số 02/2011/QH13 ngày 11 tháng 11 năm 2011;",
	} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("no %q in\n%s", want, text.String())
		}
	}
}

// TestLongDraft: one line without end takes no longer than as many lines.
func TestLongDraft(t *testing.T) {
	r := check(t, "Căn cứ "+strings.Repeat("Nghị định số 30/2020/NĐ-CP và khoản 2 Điều 5 ", 2_000), 20260201)
	if len(r.Lines) == 0 {
		t.Error("nothing was found")
	}
}

func TestText(t *testing.T) {
	got := check(t, "Căn cứ Luật Khiếu nại số 02/2011/QH13 ngày 12 tháng 11 năm 2011;\nTheo Luật Tố cáo.", 20260201).Text()
	for _, want := range []string{
		"dự thảo chưa ghi ngày, xét theo ngày 01/02/2026", "CĂN CỨ", "✗ sai ngày (văn bản ghi 11/11/2011)",
		"→ Căn cứ Luật Khiếu nại số 02/2011/QH13 ngày 11 tháng 11 năm 2011;", "DẪN CHIẾU TRONG NỘI DUNG", "2 dẫn chiếu: 1 đúng, 1 sai",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}
