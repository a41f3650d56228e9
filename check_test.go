package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant/basis"
)

func TestCheck(t *testing.T) {
	dir := t.TempDir()
	right := filepath.Join(dir, "dung.txt")
	wrong := filepath.Join(dir, "sai.txt")
	for path, text := range map[string]string{
		right: "QUYẾT ĐỊNH\nVề việc thử\nCăn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;\n",
		wrong: "QUYẾT ĐỊNH\nVề việc thử\nCăn cứ Nghị định số 30/2020/NĐ-CP ngày 06 tháng 3 năm 2020 của Chính phủ về công tác văn thư;\n",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	word := filepath.Join(dir, "ket-qua.docx")
	for _, tt := range []struct {
		name string
		args []string
		code int
		want string // of what is printed
	}{
		{"right", []string{"check", right}, exitOK, "1 dẫn chiếu: 1 đúng"},
		{"wrong", []string{"check", wrong, "--docx", word}, exitFindings, "sai ngày (văn bản ghi 05/03/2020)"},
		{"both", []string{"check", right, wrong}, exitFindings, "dung.txt"},
		{"pasted", []string{"check", "--text", "Căn cứ Luật Khiếu nại số 02/2011/QH13;"}, exitOK, "✓ Luật Khiếu nại số 02/2011/QH13"},
		{"not yet", []string{"check", "--date", "2010-01-01", right}, exitFindings, "chưa có hiệu lực"},
		{"nothing", []string{"check"}, exitUsage, ""},
		{"no file", []string{"check", filepath.Join(dir, "khong-co.txt")}, exitUsage, ""},
		{"secret", []string{"check", "--text", "TUYỆT MẬT\nCăn cứ Luật Khiếu nại;"}, exitUsage, ""},
		{"two for one table", []string{"check", right, wrong, "--docx", word}, exitUsage, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code, stdout, stderr := congvu(t, dir, tt.args...)
			if code != tt.code || !strings.Contains(stdout, tt.want) {
				t.Errorf("exit %d, want %d; %q in\n%s\n%s", code, tt.code, tt.want, stdout, stderr)
			}
		})
	}
	if info, err := os.Stat(word); err != nil || info.Size() == 0 {
		t.Errorf("the Word report: %v, %v", info, err)
	}
	if r := mustJSON[basis.Report](t, dir, "check", right); r.Counts.Right != 1 || r.Draft != "dung.txt" {
		t.Errorf("as JSON: %+v", r)
	}
}
