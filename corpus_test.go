package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus/quality"
)

// Two invented decrees, the second of which amends the first, and a process.
var papers = map[string]string{
	"do-ngang.txt": `CHÍNH PHỦ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 901/2019/NĐ-CP
Hà Nội, ngày 15 tháng 11 năm 2019
NGHỊ ĐỊNH
Quy định về bến đò ngang thôn bản
Điều 1. Phạm vi điều chỉnh
Nghị định này quy định về bến đò ngang thôn bản.
Điều 2. Áo phao
1. Người đi đò được phát một áo phao.
2. Áo phao được thay sau 24 tháng.
Điều 3. Phí qua đò
Phí qua đò là 5.000 đồng một lượt.
Điều 4. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2020.
TM. CHÍNH PHỦ
THỦ TƯỚNG
Nguyễn Văn Bến`,
	"do-ngang-sua-doi.txt": `CHÍNH PHỦ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 902/2023/NĐ-CP
Hà Nội, ngày 10 tháng 5 năm 2023
NGHỊ ĐỊNH
Sửa đổi, bổ sung một số điều của Nghị định số 901/2019/NĐ-CP ngày 15 tháng 11 năm 2019 của Chính phủ quy định về bến đò ngang thôn bản
Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 901/2019/NĐ-CP
1. Sửa đổi, bổ sung khoản 2 Điều 2 như sau:
“2. Áo phao được thay sau 12 tháng.”.
2. Bãi bỏ Điều 3.
Điều 2. Hiệu lực thi hành
Nghị định này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2023.
TM. CHÍNH PHỦ
THỦ TƯỚNG
Nguyễn Văn Bến`,
	"quy-trinh.txt": `QUY TRÌNH
Cấp thẻ người lái đò
I. MỤC ĐÍCH
Quy định cách cấp thẻ cho người lái đò ở thôn.
II. NỘI DUNG
1. Tiếp nhận
Cán bộ thôn nhận đơn xin thẻ lái đò.
2. Trả thẻ
Thẻ lái đò được trả sau 03 ngày làm việc.`,
	"mat.txt": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nTUYỆT MẬT\nBÁO CÁO\nĐiều không ai được biết.",
}

func writePapers(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range papers {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestCorpusOfFiles imports files and reads them back in every way there is.
func TestCorpusOfFiles(t *testing.T) {
	folder, dir := writePapers(t), t.TempDir()

	code, tried, _ := congvu(t, dir, "corpus", "import", folder, "--dry-run")
	if code == exitOK || !strings.Contains(tried, "Nghị định số 902/2023/NĐ-CP") {
		t.Errorf("dry run: exit %d, %s", code, tried)
	}
	if code, _, _ := congvu(t, dir, "corpus", "show", "901/2019/NĐ-CP"); code == exitOK {
		t.Error("the dry run stored something")
	}

	code, said, complaint := congvu(t, dir, "corpus", "import", folder)
	if code != exitIncomplete || !strings.Contains(said, "mang dấu chỉ độ mật") || strings.Contains(said+complaint, "không ai được biết") {
		t.Fatalf("import: exit %d\n%s\n%s", code, said, complaint)
	}
	if _, out, _ := congvu(t, dir, "corpus", "import", folder, "--json"); !strings.Contains(out, `"known": 3`) {
		t.Errorf("imported again: %s", out)
	}

	for _, c := range []struct {
		args  []string
		holds []string
		lacks string
	}{
		{[]string{"show", "901/2019/NĐ-CP"}, []string{"Người ký: Nguyễn Văn Bến", "hiệu lực từ 01/01/2020", "2. Áo phao được thay sau 12 tháng.", "hết hiệu lực từ 01/07/2023"}, "24 tháng"},
		{[]string{"show", "Điều 2 NĐ 901/2019/NĐ-CP", "--as-of", "2022-03-01"}, []string{"sau 24 tháng"}, "12 tháng"},
		{[]string{"show", "khoản 1 Điều 2 Nghị định 901/2019/NĐ-CP"}, []string{"1. Người đi đò"}, "2. Áo phao được"},
		{[]string{"outline", "901-2019-nd-cp"}, []string{"Điều 2. Áo phao", "Điều 4. Hiệu lực thi hành"}, ""},
		{[]string{"outline", "Quy trình Cấp thẻ người lái đò"}, []string{"MỤC ĐÍCH", "NỘI DUNG"}, "Điều"},
		{[]string{"history", "Điều 3 NĐ 901/2019/NĐ-CP"}, []string{"01/01/2020", "01/07/2023", "khoản 2 Điều 1 Nghị định số 902/2023/NĐ-CP"}, "khoản 1 Điều 1"},
	} {
		code, out, complaint := congvu(t, dir, append([]string{"corpus"}, c.args...)...)
		if code != exitOK {
			t.Errorf("%v: exit %d: %s", c.args, code, complaint)
		}
		for _, s := range c.holds {
			if !strings.Contains(out, s) {
				t.Errorf("%v does not say %q:\n%s", c.args, s, out)
			}
		}
		if c.lacks != "" && strings.Contains(out, c.lacks) {
			t.Errorf("%v says %q:\n%s", c.args, c.lacks, out)
		}
	}
}

// TestCorpusVerifyAndRemove reports on the quality of files, and takes one out.
func TestCorpusVerifyAndRemove(t *testing.T) {
	folder, dir := writePapers(t), t.TempDir()
	congvu(t, dir, "corpus", "import", folder)
	page := filepath.Join(t.TempDir(), "báo cáo.html")
	if code, _, complaint := congvu(t, dir, "corpus", "verify", "--html", page); code != exitOK {
		t.Errorf("verify: exit %d: %s", code, complaint)
	}
	if html, err := os.ReadFile(page); err != nil || !strings.Contains(string(html), "Chất lượng kho văn bản") {
		t.Errorf("the page: %v", err)
	}
	report := mustJSON[quality.Report](t, dir, "corpus", "verify")
	counts := make(map[quality.Kind]int)
	for _, c := range report.Counts {
		counts[c.Kind] = c.N
	}
	if diff := cmp.Diff(3, report.Documents); diff != "" || counts[quality.KindNumbering] != 0 || counts[quality.KindUndated] != 2 || counts[quality.KindUnapplied] != 0 {
		t.Errorf("verify: %+v", report)
	}

	if code, _, _ := congvu(t, dir, "corpus", "remove", "902/2023/NĐ-CP"); code != exitUsage {
		t.Errorf("removed without being asked twice: exit %d", code)
	}
	if code, _, complaint := congvu(t, dir, "corpus", "remove", "902/2023/NĐ-CP", "--yes", "--reason", "nhầm"); code != exitOK {
		t.Errorf("remove: exit %d: %s", code, complaint)
	}
	if _, out, _ := congvu(t, dir, "corpus", "show", "901/2019/NĐ-CP"); !strings.Contains(out, "24 tháng") || strings.Contains(out, "hết hiệu lực") {
		t.Errorf("what the removed decree did stays:\n%s", out)
	}
	if a := mustJSON[answer](t, dir, "ask", "phí qua đò ngang là bao nhiêu"); a.Status != "answered" || !strings.Contains(a.Citations[0].Place, "Điều 3") {
		t.Errorf("ask: %+v", a)
	}
}
