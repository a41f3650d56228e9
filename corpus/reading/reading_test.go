package reading_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/reading"
)

// read reads one made-up file.
func read(t *testing.T, name, content string) ([]reading.Result, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return reading.File(t.Context(), path, []byte(content), reading.Options{})
}

const decree = `CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 901/2019/NĐ-CP
Hà Nội, ngày 15 tháng 11 năm 2019
NGHỊ ĐỊNH
Quy định về bến đò ngang thôn bản
Điều 1. Phạm vi điều chỉnh
Nghị định này quy định về bến đò ngang thôn bản.
Điều 2. Hiệu lực thi hành
1. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2020.
2. Nghị định số 77/2010/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực thi hành.
`

func TestFile(t *testing.T) {
	for _, c := range []struct {
		name, content string
		want          corpus.Document // only what identifies it
	}{
		{"van-ban.txt", decree, corpus.Document{
			ID: "901-2019-nd-cp", Number: "901/2019/NĐ-CP", Kind: corpus.KindDecree, Title: "Quy định về bến đò ngang thôn bản",
			Issuer: "Chính phủ", Issued: 20191115, Effective: 20200101,
		}},
		{
			"nghi-dinh.md", "---\ntitle: Nghị định 902/2020/NĐ-CP\nso_hieu: 902/2020/NĐ-CP\nngay_ban_hanh: 01/02/2020\nco_quan_ban_hanh: Chính phủ\n---\n\n## Điều 1. Phạm vi\n\nQuy định về phao tiêu.\n",
			corpus.Document{ID: "902-2020-nd-cp", Number: "902/2020/NĐ-CP", Kind: corpus.KindDecree, Issuer: "Chính phủ", Issued: 20200201},
		},
		{
			"Ghi chú họp tổ.txt", "Tổ họp về bến đò.\nMọi người nhất trí thay phao.\n",
			corpus.Document{ID: "van-ban-ghi-chu-hop-to", Kind: corpus.KindOther, Title: "Ghi chú họp tổ"},
		},
	} {
		results, err := read(t, c.name, c.content)
		if err != nil || len(results) != 1 {
			t.Errorf("%s: %d documents, %v", c.name, len(results), err)
			continue
		}
		d := results[0].Document
		if d.File.Name != c.name || len(d.File.SHA256) != 64 || d.File.Format == "" {
			t.Errorf("%s: file %+v", c.name, d.File)
		}
		got := corpus.Document{ID: d.ID, Number: d.Number, Kind: d.Kind, Title: d.Title, Issuer: d.Issuer, Issued: d.Issued, Effective: d.Effective}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestFileActs holds that a document comes with what it does to others.
func TestFileActs(t *testing.T) {
	results, err := read(t, "a.txt", decree)
	if err != nil {
		t.Fatal(err)
	}
	acts := results[0].Document.Amends
	if len(acts) != 1 || acts[0].Target.Number != "77/2010/NĐ-CP" || acts[0].Effective != 20200101 || acts[0].By.Clause != "2" {
		t.Errorf("acts %+v", acts)
	}
}

func TestFileSecret(t *testing.T) {
	const inside = "kho đạn ở bến số 3"
	stamped := strings.Replace(decree, "NGHỊ ĐỊNH\n", "T Ố I  M Ậ T\nNGHỊ ĐỊNH\n", 1) + inside
	mail := "From: a@b.vn\nSubject: =?utf-8?q?B=C3=A1o_c=C3=A1o?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n" +
		"--x\nContent-Type: text/plain; charset=utf-8\n\nXin gửi văn bản.\n" +
		"--x\nContent-Type: text/plain; charset=utf-8\nContent-Disposition: attachment; filename=a.txt\n\n" + stamped + "\n--x--\n"
	for name, content := range map[string]string{"a.txt": stamped, "thư.eml": mail} {
		results, err := read(t, name, content)
		if !errors.Is(err, reading.ErrSecret) || len(results) != 0 {
			t.Errorf("%s: %d documents, %v", name, len(results), err)
		}
		if err != nil && strings.Contains(err.Error(), "kho đạn") {
			t.Errorf("%s: the error tells the secret: %v", name, err)
		}
	}
}

// TestMail holds that a mail and its attachments are documents of their own.
func TestMail(t *testing.T) {
	mail := "From: a@b.vn\nSubject: =?utf-8?q?G=E1=BB=ADi_v=C4=83n_b=E1=BA=A3n?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n" +
		"--x\nContent-Type: text/plain; charset=utf-8\n\nXin gửi văn bản đính kèm.\n" +
		"--x\nContent-Type: text/plain; charset=utf-8\nContent-Disposition: attachment; filename=nd.txt\n\n" + decree + "\n" +
		"--x\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=x.bin\n\n\x00\x01\x02\x03\n--x--\n"
	results, err := read(t, "thư.eml", mail)
	if err != nil || len(results) != 2 {
		t.Fatalf("%d documents, %v", len(results), err)
	}
	if d := results[0].Document; d.Title != "Gửi văn bản" || len(results[0].Warnings) == 0 {
		t.Errorf("the mail: %q, warnings %v", d.Title, results[0].Warnings)
	}
	if d := results[1].Document; d.Number != "901/2019/NĐ-CP" || d.File.Name != "thư.eml › nd.txt" {
		t.Errorf("the attachment: %q of %q", d.Number, d.File.Name)
	}
}

func TestNoDocument(t *testing.T) {
	page := `<ul class="listLaw"><li><p class="title"><a href="/tw/Pages/vbpq-toanvan.aspx?ItemID=7"> Luật 02/2011/QH13</a></p></li></ul>`
	if _, err := read(t, "trang.html", page); !errors.Is(err, reading.ErrNoDocument) {
		t.Errorf("a list: %v, want ErrNoDocument", err)
	}
	if _, err := read(t, "rỗng.txt", " \n"); err == nil {
		t.Error("an empty file was read as a document")
	}
}
