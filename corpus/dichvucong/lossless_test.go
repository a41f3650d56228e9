package dichvucong

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/trolycongvu/congvu/corpus"
	"golang.org/x/text/unicode/norm"
)

// squash drops white space and then, until none is left, the furniture: words of
// the page that no parsed value holds.
func squash(s string, furniture ...string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	for _, f := range furniture {
		f = squash(f)
		for strings.Contains(s, f) {
			s = strings.ReplaceAll(s, f, "")
		}
	}
	return s
}

func filingWords(filings []corpus.Filing) string {
	var b strings.Builder
	for _, f := range filings {
		b.WriteString(f.Form + f.Deadline.Text)
		for _, fee := range f.Fees {
			b.WriteString(fee.Text)
		}
		b.WriteString(f.Note)
	}
	return b.String()
}

func dossierWords(cases []corpus.Case) string {
	var b strings.Builder
	for _, c := range cases {
		b.WriteString(c.Name)
		for _, i := range c.Items {
			b.WriteString(i.Name + strings.Join(i.Forms, "") + i.Text)
		}
	}
	return b.String()
}

func basisWords(basis []corpus.Basis) string {
	var b strings.Builder
	for _, x := range basis {
		b.WriteString(x.Title + x.Number)
	}
	return b.String()
}

func resultWords(results []corpus.Result) string {
	var b strings.Builder
	for _, r := range results {
		b.WriteString(r.Name + r.Code)
	}
	return b.String()
}

// chooserWords are the buttons and lists after the results.
var chooserWords = []string{
	"Chọn cơ quan thực hiện", "Chọn Bộ ngành", "Chọn Cơ sở", "Chọn Tỉnh/ Thành phố", "Chọn Phường/ Xã",
	"Tỉnh/ Thành phố", "Bộ ngành", "Đơn vị", "Phường/ Xã", "Sở",
	"Hệ thống chỉ hiển thị những cơ quan đã áp dụng dịch vụ công trực tuyến", "Nộp hồ sơ",
}

// TestNothingLost checks on every record of the portal that each character of the
// page but white space and furniture stands in the parsed value, in order.
func TestNothingLost(t *testing.T) {
	if testing.Short() {
		t.Skip("đọc toàn bộ dữ liệu cổng dịch vụ công")
	}
	src, err := openSource(portalZip(t))
	if err != nil {
		t.Skip(err)
	}
	defer func() {
		if err := src.close(); err != nil {
			t.Error(err)
		}
	}()
	pages := 0
	for _, name := range src.names() {
		data, err := src.read(name)
		if err != nil {
			t.Fatal(err)
		}
		p, err := Parse(data, folderOf(name))
		if err != nil {
			continue
		}
		var raw struct {
			Text string `json:"raw_text"`
		}
		if err := json.Unmarshal(norm.NFC.Bytes(data), &raw); err != nil {
			t.Fatal(err)
		}
		pages++
		want, got := squash(raw.Text, nothing, "--", dossierTable), squash(page(p), nothing, "--", dossierTable)
		want = strings.TrimSuffix(want, chooserTail(want))
		if want != got {
			at := 0
			for at < len(want) && at < len(got) && want[at] == got[at] {
				at++
			}
			t.Errorf("%s: at %d\nwant …%s\ngot  …%s", p.Code, at, window(want, at), window(got, at))
		}
	}
	t.Logf("%d trang", pages)
}

// page writes p as the portal's page runs its text together.
func page(p corpus.Procedure) string {
	parts := []string{
		p.Name, titleHeading, p.Name, codeHeading, p.Code, "Số quyết định", p.Decision,
		"Cấp thực hiện", strings.Join(p.Levels, ","), "Loại thủ tục", p.Type, "Lĩnh vực", p.Field,
		"Đối tượng thực hiện", strings.Join(p.Applicants, ","), "Cơ quan có thẩm quyền", p.Authority,
		"Địa chỉ tiếp nhận HS", p.Reception, "Cơ quan được ủy quyền", p.Delegated, "Cơ quan phối hợp", p.Coordinating,
		"Thủ tục hành chính liên quan", p.Related, "Trình Tự Thực Hiện", p.Steps,
		filingsHeading, filingsTable, filingWords(p.Filings), dossierHeading, dossierWords(p.Dossier), basisHeading,
	}
	if len(p.Basis) > 0 {
		parts = append(parts, basisTable, basisWords(p.Basis))
	}
	parts = append(parts, executorHeading, p.Executor, conditionsHeading, p.Conditions)
	if len(p.Results) > 0 {
		parts = append(parts, resultsHeading)
		for _, r := range p.Results {
			parts = append(parts, r.Name, resultMark, r.Code)
		}
	}
	return strings.Join(append(parts, keywordsMark, p.Keywords, noteMark, p.Description), "")
}

// chooserTail gives the end of a squashed page that is the form for choosing an
// agency.
func chooserTail(s string) string {
	at := strings.LastIndex(s, squash("Chọn cơ quan thực hiện"))
	if at < 0 || squash(s[at:], chooserWords...) != "" {
		return ""
	}
	return s[at:]
}

func window(s string, at int) string {
	from, to := max(0, at-40), min(len(s), at+80)
	return strings.ToValidUTF8(s[from:to], "")
}

// Each splitter keeps every character of any input.

func FuzzFilings(f *testing.F) {
	f.Add("Hình thức nộpThời gianPhí, lệ phíMô tảTrực tuyến5 Ngày làm việc10 USD(/lần)Trực tiếp120 VNĐ(20.000 đ/tờ khai)ghi chú")
	f.Add("Trực tiếpKhông quy địnhMiễn phí(a (b)Dịch vụ bưu chínhKhông có thông tinKhông có thông tin- c")
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "") // as JSON decodes it
		got, want := squash(filingWords(filings(s)), nothing, filingsTable), squash(s, nothing, filingsTable)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("filings(%q) (-want +got):\n%s", s, diff)
		}
	})
}

func FuzzDossier(f *testing.F) {
	f.Add("--Tên giấy tờMẫu đơn, tờ khaiSố lượngTờ khai.NA5.doc1 bản chínhPhụ lục 10 bản chính,1 bản sao--")
	f.Add("Trường hợp 1:Tên giấy tờMẫu đơn, tờ khaiSố lượngĐơn (01 bản chính)Mẫu 1.docxMẫu 2.docx2 bản chính,3 bản sao")
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "") // as JSON decodes it
		got, want := squash(dossierWords(dossier(s)), nothing, dossierTable, "-"), squash(s, nothing, dossierTable, "-")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("dossier(%q) (-want +got):\n%s", s, diff)
		}
	})
}

func FuzzBasis(f *testing.F) {
	f.Add("Tên văn bản pháp lýMã văn bảnLuật Đất đai năm 202431/2024/QH15Nghị định số 1/2020/NĐ-CPsố 1/2020/NĐ-CP")
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "") // as JSON decodes it
		got, want := squash(basisWords(basis(s)), nothing, basisTable), squash(s, nothing, basisTable)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("basis(%q) (-want +got):\n%s", s, diff)
		}
	})
}

func FuzzResults(f *testing.F) {
	f.Add("Thẻ căn cướcMã: KQ.G01.000023Thông báoMã: KQ.G01.00002Từ khóaabcMô tảdef")
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "") // as JSON decodes it
		got, want := squash(resultWords(results(s)), nothing, resultMark), squash(s, nothing, resultMark)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("results(%q) (-want +got):\n%s", s, diff)
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"ma_thu_tuc":"1.000001","ten_thu_tuc":"A","raw_text":"ATên thủ tụcAMã thủ tục1.000001Số quyết định"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Parse(data, "bo-cong-an")
		if err == nil && (p.Code == "" || p.Text() == "") {
			t.Errorf("Parse(%q) = %+v", data, p)
		}
	})
}
