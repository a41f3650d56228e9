package docx_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/trolycongvu/congvu/corpus/structure"
)

func TestNumbering(t *testing.T) {
	numbering := `<w:abstractNum w:abstractNumId="0">` +
		level("0", "decimal", "Điều %1.", "") +
		level("1", "decimal", "%2.", "") +
		level("2", "lowerLetter", "%3)", "") +
		level("3", "decimal", "%2.%4", `<w:isLgl/>`) + `</w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="1">` + level("0", "upperRoman", "%1", `<w:suff w:val="space"/>`) +
		level("1", "decimalZero", "%1.%2", `<w:isLgl/><w:lvlRestart w:val="0"/>`) + `</w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="2">` + level("0", "bullet", "\uf0b7", `<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>`) +
		level("1", "bullet", "-", "") + `</w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>` +
		`<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>` +
		`<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>` +
		`<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>`
	body := item("1", "0", "Phạm vi") + item("1", "1", "một") + item("1", "2", "chữ a") + item("1", "2", "chữ b") +
		item("1", "1", "hai") + item("1", "2", "lại a") + item("1", "0", "Đối tượng") + item("1", "1", "lại một") +
		item("1", "3", "sâu") + item("2", "1", "từ năm") + item("2", "1", "sáu") + item("1", "1", "bảy") +
		item("3", "0", "phần") + item("3", "1", "con") + item("3", "0", "phần hai") + item("3", "1", "không đếm lại") +
		item("4", "0", "chấm") + item("4", "1", "gạch") + item("1", "1", "") + item("4", "0", "") +
		para(`<w:pStyle w:val="B"/>`, text("theo kiểu")) +
		para(`<w:pStyle w:val="B"/><w:numPr><w:numId w:val="0"/></w:numPr>`, text("không số"))
	styles := `<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>`
	got := texts(read(t, parts{"body": body, "numbering": numbering, "styles": styles}))
	want := []string{
		"Điều 1. Phạm vi", "1. một", "a) chữ a", "b) chữ b", "2. hai", "a) lại a", "Điều 2. Đối tượng", "1. lại một",
		"1.1 sâu", "5. từ năm", "6. sáu", "7. bảy",
		"I phần", "1.1 con", "II phần hai", "2.2 không đếm lại",
		"• chấm", "- gạch", "8.",
		"Điều 3. theo kiểu", "không số",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestTables(t *testing.T) {
	p := func(s string) string { return para("", text(s)) }
	merge := func(more, s string) string { return "<w:tcPr>" + more + "</w:tcPr>" + p(s) }
	body := table("", []string{p("CHÍNH PHỦ") + p("Số: 01/2020/NĐ-CP"), p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p("Độc lập - Tự do - Hạnh phúc")}) +
		p("Điều 1. Biểu phí") +
		table(drawn,
			[]string{p("TT"), p("Nội dung"), p("Mức")},
			[]string{merge(`<w:vMerge w:val="restart"/>`, "I"), p("Cấp mới"), p("5.000") + p("đồng")},
			[]string{merge(`<w:vMerge/>`, ""), p("Cấp lại"), table(drawn, []string{p("trong"), p("ngoài")}, []string{p("1"), p("2")})},
			[]string{merge(`<w:gridSpan w:val="2"/>`, "Cộng"), p("6.000")}) +
		table(drawn, []string{p("Khung một ô")}) +
		table("", []string{p("Nơi nhận:") + p("- Lưu: VT."), p("TM. CHÍNH PHỦ") + p("THỦ TƯỚNG")})
	got := texts(read(t, parts{"body": body}))
	want := []string{
		"CHÍNH PHỦ", "Số: 01/2020/NĐ-CP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
		"Điều 1. Biểu phí",
		"TABLE TT | Nội dung | Mức // I | Cấp mới | 5.000 đồng // I | Cấp lại | trong, ngoài; 1, 2 // Cộng |  | 6.000",
		"Khung một ô",
		"Nơi nhận:", "- Lưu: VT.", "TM. CHÍNH PHỦ", "THỦ TƯỚNG",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestRuns(t *testing.T) {
	box := `<w:txbxContent>` + para("", text("MẬT")) + `</w:txbxContent>`
	for _, c := range []struct {
		name, body string
		want       []string
	}{
		{"tracked changes", para("", text("giữ "), "<w:ins>"+text("thêm")+"</w:ins>", "<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>"), []string{"giữ thêm"}},
		{"deleted paragraph end", para("<w:rPr><w:del/></w:rPr>", text("một ")) + para("", text("dòng")), []string{"một dòng"}},
		{"field", para("", `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>`+text("x")+
			`<w:r><w:fldChar w:fldCharType="separate"/></w:r>`+text("7")+`<w:r><w:fldChar w:fldCharType="end"/></w:r>`+text(" trang")), []string{"7 trang"}},
		{"field without end", para("", `<w:r><w:fldChar w:fldCharType="begin"/></w:r>`+text("ẩn")) + para("", text("hiện")), []string{"hiện"}},
		{"box once", para("", `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>`+box+`</w:drawing></mc:Choice><mc:Fallback><w:pict>`+box+
			`</w:pict></mc:Fallback></mc:AlternateContent></w:r>`, text("neo")), []string{"neo", "MẬT"}},
		{"hidden", para("", run("<w:vanish/>", "ẩn"), text("hiện")), []string{"hiện"}},
		{"capitals", para("", run("<w:caps/>", "quyết định")), []string{"QUYẾT ĐỊNH"}},
		{"raised", para("", text("10"), run(`<w:vertAlign w:val="superscript"/>`, "-5"), text(" m"), run(`<w:vertAlign w:val="superscript"/>`, "2")), []string{"10^-5 m2"}},
		{"symbols", para("", `<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>`, text(" nam"), `<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>`, text("nữ")), []string{"□ nam-nữ"}},
		{"TCVN3", para("", run(`<w:rFonts w:ascii=".VnTime"/>`, "C\u00e9ng hßa"), run(`<w:rFonts w:ascii=".VnTimeH"/>`, " viÖt nam")), []string{"Cộng hòa VIỆT NAM"}},
		{"links and wrappers", para("", `<w:hyperlink>`+text("a")+`</w:hyperlink><w:sdt><w:sdtContent>`+text("b")+`</w:sdtContent></w:sdt><w:smartTag>`+text("c")+`</w:smartTag>`), []string{"abc"}},
		{"formula", para("", text("S = "), `<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>`), []string{"S = (a+b)/2"}},
		{"columns by tabs", para("", text("CHÍNH PHỦ"), "<w:r><w:tab/><w:tab/></w:r>", text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")), []string{"CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}},
		{
			"breaks", para("", `<w:r><w:t>1. Sửa như sau:</w:t><w:br/><w:t xml:space="preserve">    "a) Một</w:t><w:br/><w:t>dòng;</w:t><w:br/><w:t>b) Hai"</w:t></w:r>`),
			[]string{"1. Sửa như sau:", `"a) Một dòng;`, `b) Hai"`},
		},
		{"heading breaks", para("", `<w:r><w:t>Chương II</w:t><w:br/><w:t>TỔ CHỨC VÀ</w:t><w:br/><w:t>HOẠT ĐỘNG</w:t></w:r>`), []string{"Chương II", "TỔ CHỨC VÀ HOẠT ĐỘNG"}},
		{"picture", para("", text("Công thức"), `<w:r><w:drawing><wp:inline><pic:pic/></wp:inline></w:drawing></w:r>`), []string{"Công thức [hình]"}},
	} {
		got := texts(read(t, parts{"body": c.body}))
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: -want +got\n%s", c.name, diff)
		}
	}
}

func TestNotes(t *testing.T) {
	reference := func(id string) string { return `<w:r><w:footnoteReference w:id="` + id + `"/></w:r>` }
	body := para("", text("1. Mức lương"), reference("2"), text(" cơ sở.")) + para("", text("2. Khác.")) +
		table(drawn, []string{para("", text("ô"), reference("3")), para("", text("hai")), para("", text("ba"))}) + para("", text("Hết."))
	footnotes := `<w:footnote w:type="separator" w:id="0">` + para("", text("---")) + `</w:footnote>` +
		`<w:footnote w:id="2">` + para("", text(" Khoản này được sửa.")) + `</w:footnote>` +
		`<w:footnote w:id="3">` + para("", text("Chú thích bảng.")) + `</w:footnote>`
	got := texts(read(t, parts{"body": body, "footnotes": footnotes}))
	want := []string{
		"1. Mức lương cơ sở.", "NOTE [1] Khoản này được sửa.", "2. Khác.",
		"TABLE ô | hai | ba", "NOTE [2] Chú thích bảng.", "Hết.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestMargins(t *testing.T) {
	part := func(name, s string) string { return "<w:" + name + namespaces + ">" + s + "</w:" + name + ">" }
	d := read(t, parts{
		"body": para("", text("Điều 1.")), "word/header1.xml": part("hdr", para("", text("TUYỆT MẬT"))),
		"word/header2.xml": part("hdr", para("", text("TUYỆT MẬT"))), "word/footer1.xml": part("ftr", para("", text("Trang"))),
	})
	var got []string
	for _, l := range d.Margins {
		got = append(got, l.Text)
	}
	if diff := cmp.Diff([]string{"Trang", "TUYỆT MẬT"}, got); diff != "" || len(d.Lines) != 1 {
		t.Errorf("%d lines; -want +got\n%s", len(d.Lines), diff)
	}
}

func TestStyleAndPages(t *testing.T) {
	styles := `<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:i/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="H"><w:basedOn w:val="N"/><w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:i w:val="0"/></w:rPr></w:style>` +
		`<w:style w:type="character" w:styleId="S"><w:rPr><w:b/></w:rPr></w:style>`
	body := para(`<w:pStyle w:val="H"/>`, text("Chương I")) +
		para("", run(`<w:rStyle w:val="S"/>`, "đậm"), text(" nhạt")) +
		para("", "<w:r><w:lastRenderedPageBreak/><w:t>trang hai</w:t></w:r>") +
		para("", "<w:r><w:t>dở </w:t><w:lastRenderedPageBreak/><w:t>dang</w:t></w:r>") + para("", text("trang ba"))
	d := read(t, parts{
		"body": body, "styles": styles,
		"docProps/core.xml": `<cp:coreProperties xmlns:cp="x/core" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Tên tệp</dc:title></cp:coreProperties>`,
	})
	want := []structure.Line{
		{Text: "Chương I", Page: 1, Style: structure.Style{Bold: true, Centred: true, Heading: 2}},
		{Text: "đậm nhạt", Page: 1, Style: structure.Style{Italic: true}},
		{Text: "trang hai", Page: 2, Style: structure.Style{Italic: true}},
		{Text: "dở dang", Page: 2, Style: structure.Style{Italic: true}},
		{Text: "trang ba", Page: 3, Style: structure.Style{Italic: true}},
	}
	if diff := cmp.Diff(want, d.Lines); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if d.Pages != 3 || d.Title != "Tên tệp" {
		t.Errorf("got pages %d, title %q; want 3, Tên tệp", d.Pages, d.Title)
	}
}
