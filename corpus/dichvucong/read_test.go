package dichvucong

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/trolycongvu/congvu/corpus"
)

// goodRecord is a whole record of our own making with the code given.
func goodRecord(code, pageCode, decision, extra string) string {
	page := "Cấp thẻ thửTên thủ tụcCấp thẻ thửMã thủ tục" + pageCode + "Số quyết định" + decision +
		"Cấp thực hiệnCấp tỉnh, Cấp xãLoại thủ tụcLoại khácLĩnh vựcThửĐối tượng thực hiện" +
		"Tổ chức (không bao gồm doanh nghiệp, HTX), Cán bộ, công chức, viên chứcCơ quan có thẩm quyền" + extra +
		"Địa chỉ tiếp nhận HSCơ quan được ủy quyềnCơ quan phối hợpThủ tục hành chính liên quanKhông có thông tin" +
		`Trình Tự Thực Hiện Bước 1: lập hồ sơ theo mục Thành phần hồ sơ.\nBước 2: nộp.` +
		"Cách Thức Thực HiệnHình thức nộpThời gianPhí, lệ phíMô tảTrực tiếp7 Ngày làm việc2,000 Việt Nam Đồng" +
		"Thành phần hồ sơ--Tên giấy tờMẫu đơn, tờ khaiSố lượngTờ khai;Mau01.docx1 bản chính" +
		"Căn cứ pháp lýTên văn bản pháp lýMã văn bảnLuật Thử 202412/2024/QH15Cơ quan thực hiệnSở Thử" +
		"Yêu cầu, điều kiện thực hiệnKhông có thông tinKết quả xử lýThẻMã: KQ.G01.000001" +
		"Từ khóaKhông có thông tinMô tảKhông có thông tinNộp hồ sơ"
	return fmt.Sprintf(`{"ma_thu_tuc":%q,"ten_thu_tuc":"Cấp thẻ thử","detail_url":"https://dichvucong.gov.vn/x","raw_text":"%s"}`, code, page)
}

func writeZip(t *testing.T, files map[string]string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "tthc.zip")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for name, data := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(z.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReadsOnPastBadRecords(t *testing.T) {
	path := writeZip(t, map[string]string{
		"raw/bo-cong-an/1.000002.json":            goodRecord("1.000002", "1.000002", "9/QĐ-BCA", ""),
		"raw/bo-cong-an/1.000001.json":            "\ufeff" + goodRecord("1.000001", "1.000001", "9/QĐ-BCA", ""),
		"raw/bo-cong-an/1.000003.json":            goodRecord("1.000003", "1.999999", "9/QĐ-UBND", ""),
		"raw/bo-cong-an/a-array.json":             `[]`,
		"raw/bo-cong-an/b-type.json":              `{"ma_thu_tuc":"1.000004","linh_vuc":7}`,
		"raw/bo-cong-an/c-cut.json":               `{"ma_thu_tuc":"1.00`,
		"raw/bo-cong-an/d-code.json":              `{"ten_thu_tuc":"x"}`,
		"raw/bo-cong-an/e-name.json":              `{"ma_thu_tuc":"1.000005"}`,
		"raw/bo-cong-an/f-huge.json":              strings.Repeat(" ", maxRecord+1),
		"raw/bo-tu-phap/1.000002.json":            goodRecord("1.000002", "1.000002", "9/QĐ-BTP", ""),
		"raw/bo-tu-phap/readme.txt":               "not a record",
		"__MACOSX/raw/bo-tu-phap/._1.000002.json": "\x00",
	})
	r, err := Open(path, Options{Edition: 20260211, Progress: func(done, total int) {
		if done < 1 || done > total || total != 10 {
			t.Errorf("progress %d/%d", done, total)
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for p, err := range r.Procedures(context.Background()) {
		var rej *Rejection
		switch {
		case err == nil:
			got = append(got, p.Code+" "+p.Agency)
		case errors.As(err, &rej):
			got = append(got, filepath.Base(rej.File))
			if rej.Remedy == "" || !strings.Contains(rej.Error(), "cách khắc phục") {
				t.Errorf("no remedy: %v", rej)
			}
		default:
			t.Error(err)
		}
	}
	want := []string{
		"1.000001 Bộ Công an", "1.000002 Bộ Công an", "1.000003.json", "a-array.json", "b-type.json", "c-cut.json",
		"d-code.json", "e-name.json", "f-huge.json", "1.000002.json",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if rep := r.Report(); rep.Read != 10 || rep.Accepted != 2 || len(rep.Rejected) != 8 {
		t.Errorf("report %+v", rep)
	}
	reasons := []error{ErrOtherPage, ErrSyntax, ErrSyntax, ErrSyntax, ErrNoCode, ErrNoName, ErrTooLarge, ErrRepeated}
	for i, rej := range r.Report().Rejected {
		if !errors.Is(rej, reasons[i]) {
			t.Errorf("%s: got %v, want %v", rej.File, rej.Err, reasons[i])
		}
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
}

func TestReadFolderAndFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "bo-xay-dung")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "1.000001.json")
	if err := os.WriteFile(file, []byte(goodRecord("1.000001", "1.000001", "9/QĐ-BXD", "")), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{dir, filepath.Dir(dir), file} {
		if !IsProcedures(path) {
			t.Errorf("IsProcedures(%s) = false", path)
		}
		r, err := Open(path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for p, err := range r.Procedures(context.Background()) {
			if err != nil || p.Agency != "Bộ Xây dựng" {
				t.Errorf("%s: %q, %v", path, p.Agency, err)
			}
			n++
		}
		if n != 1 || r.Len() != 1 {
			t.Errorf("%s: %d of %d records", path, n, r.Len())
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	notZip := filepath.Join(t.TempDir(), "x.zip")
	if err := os.WriteFile(notZip, []byte("không phải zip"), 0o644); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]error{
		notZip:      ErrUnreadable,
		"khong-co":  ErrUnreadable,
		t.TempDir(): ErrNotProcedures,
		writeZip(t, map[string]string{"a.html": "x"}): ErrNotProcedures,
	} {
		if _, err := Open(path, Options{}); !errors.Is(err, want) {
			t.Errorf("Open(%s) = %v, want %v", path, err, want)
		}
		if IsProcedures(path) {
			t.Errorf("IsProcedures(%s) = true", path)
		}
	}
	if IsProcedures(writeZip(t, map[string]string{"a.json": `{"x":1}`})) {
		t.Error("a zip of other JSON taken for procedures")
	}
}

func TestReadingEndsWithContext(t *testing.T) {
	r, err := Open(writeZip(t, map[string]string{"a.json": "{}", "b.json": "{}"}), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var got []error
	for _, err := range r.Procedures(ctx) {
		got = append(got, err)
		cancel()
	}
	if len(got) != 2 || !errors.Is(got[1], context.Canceled) {
		t.Errorf("got %v", got)
	}
}

func TestParse(t *testing.T) {
	got, err := Parse([]byte(goodRecord("1.000001", "1.000001", "9/QĐ-BCA", "Công an tỉnh")), "bo-cong-an")
	if err != nil {
		t.Fatal(err)
	}
	want := corpus.Procedure{
		Code: "1.000001", Name: "Cấp thẻ thử", Decision: "9/QĐ-BCA", Agency: "Bộ Công an",
		Levels: []string{"Cấp tỉnh", "Cấp xã"}, Type: "Loại khác", Field: "Thử",
		Applicants: []string{"Tổ chức (không bao gồm doanh nghiệp, HTX)", "Cán bộ, công chức, viên chức"},
		Authority:  "Công an tỉnh", Executor: "Sở Thử",
		Steps:   "Bước 1: lập hồ sơ theo mục Thành phần hồ sơ.\nBước 2: nộp.",
		Results: []corpus.Result{{Name: "Thẻ", Code: "KQ.G01.000001"}},
		Filings: []corpus.Filing{{
			Form: "Trực tiếp", Deadline: corpus.Duration{Count: 7, Unit: "ngày làm việc", Text: "7 Ngày làm việc"},
			Fees: []corpus.Fee{{Amount: 2000, Known: true, Unit: "đồng", Text: "2,000 Việt Nam Đồng"}},
		}},
		Dossier: []corpus.Case{{Items: []corpus.DossierItem{
			{Name: "Tờ khai;", Forms: []string{"Mau01.docx"}, Originals: 1, Text: "1 bản chính"},
		}}},
		Basis:  []corpus.Basis{{Title: "Luật Thử 2024", Number: "12/2024/QH15"}},
		Source: corpus.Source{Name: SourceName, Address: "https://dichvucong.gov.vn/x"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestProvincial(t *testing.T) {
	for _, c := range []struct{ decision, extra, province string }{
		{"226/QĐ-UBND", "UBND tỉnh Sơn La", "Sơn La"},
		{"226/QĐ-UBND", "UBND thành phố Hồ Chí Minh", "Hồ Chí Minh"},
		{"226/QĐ-UBND", "UBND tỉnh Sơn La hoặc UBND tỉnh Lai Châu", ""},
		{"226/QĐ-UBND", "UBND cấp tỉnh", ""},
	} {
		got, err := Parse([]byte(goodRecord("1.000001", "1.000001", c.decision, c.extra)), "bo-cong-an")
		if err != nil {
			t.Fatal(err)
		}
		if !got.Provincial || got.Province != c.province || got.Agency != "" {
			t.Errorf("%+v: provincial %t, province %q, agency %q", c, got.Provincial, got.Province, got.Agency)
		}
	}
	national, err := Parse([]byte(goodRecord("1.000001", "1.000001", "1/QĐ-BTC", "Sở Thử tỉnh Sơn La")), "khac")
	if err != nil || national.Provincial || national.Agency != "Bộ Tài chính" {
		t.Errorf("national record: %+v, %v", national, err)
	}
}

func BenchmarkReadZip(b *testing.B) {
	path := portalZip(b)
	for b.Loop() {
		r, err := Open(path, Options{})
		if err != nil {
			b.Skip(err)
		}
		n := 0
		for _, err := range r.Procedures(context.Background()) {
			if err == nil {
				n++
			}
		}
		b.ReportMetric(float64(n), "procedures")
		if err := r.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
