package ingest_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/corpus/ingest"
	"github.com/trolycongvu/congvu/corpus/store"
)

// quiet are options that say nothing in the log of the tests.
var quiet = ingest.Options{Logger: slog.New(slog.DiscardHandler)}

func openStore(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// tree writes files of these names and contents below a new folder.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// record is one invented record of the portal.
func record(code, name string) string {
	return fmt.Sprintf(`{"ma_thu_tuc": %q, "ten_thu_tuc": %q}`, code, name)
}

// zipped is a zip of files.
func zipped(t *testing.T, files map[string]string) string {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, content := range files {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestImportProcedures(t *testing.T) {
	records := map[string]string{
		"raw/bo-noi-vu/1.000001.json": record("1.000001", "Thủ tục thứ nhất"),
		"raw/bo-noi-vu/1.000002.json": record("1.000002", "Thủ tục thứ hai"),
		"raw/bo-noi-vu/hong.json":     `{"ma_thu_tuc": "1.0000`,
	}
	withMore := map[string]string{"ghi chú/đọc.txt": "không phải dữ liệu", ".ẩn/x.zip": "", "nữa.zip": zipped(t, map[string]string{
		"bo-y-te/1.000003.json": record("1.000003", "Thủ tục thứ ba"),
	})}
	for name, content := range records {
		withMore[name] = content
	}
	for _, test := range []struct {
		name       string
		path       string
		procedures int
		documents  int // of other files in the folder
	}{
		{"folder", tree(t, records), 2, 0},
		{"zip", filepath.Join(tree(t, map[string]string{"a.zip": zipped(t, records)}), "a.zip"), 2, 0},
		{"a zip by another name", filepath.Join(tree(t, map[string]string{"a.bin": zipped(t, records)}), "a.bin"), 2, 0},
		{"one file", filepath.Join(tree(t, records), "raw", "bo-noi-vu", "1.000001.json"), 1, 0},
		{"folder of several", tree(t, withMore), 3, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			st := openStore(t)
			for _, want := range []store.Counts{{Added: test.procedures}, {Unchanged: test.procedures}} {
				report, err := ingest.Import(t.Context(), st, []string{test.path}, quiet)
				if err != nil {
					t.Fatal(err)
				}
				got := store.Counts{}
				for _, s := range report.Sources {
					got.Added += s.Procedures.Added
					got.Unchanged += s.Procedures.Unchanged
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("procedures (-want +got):\n%s", diff)
				}
				if len(report.Rejected) != 0 || report.Revision != int64(test.procedures+test.documents) {
					t.Errorf("revision %d, rejected %v", report.Revision, report.Rejected)
				}
			}
		})
	}
}

// TestImportPassesOver names what it cannot read and goes on.
func TestImportPassesOver(t *testing.T) {
	whole := zipped(t, map[string]string{"a/1.000001.json": record("1.000001", "Thủ tục")})
	dir := tree(t, map[string]string{
		"rỗng.zip":  "",
		"cụt.zip":   whole[:len(whole)/2],
		"giả.zip":   "không phải zip",
		"luật.docx": zipped(t, map[string]string{"word/document.xml": "<w:document/>"}),
		"quét.pdf":  "%PDF-1.7",
		"cũ.doc":    "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
		"khác.json": `{"a": 1}`,
		"mảng.json": `[1, 2]`,
		"nhị phân":  "\x00\x01\x02\x03\xff\xfe\x00\x07",
		"tốt.zip":   whole,
		"mật.txt":   "TUYỆT MẬT\nBÁO CÁO\nVề việc không ai được biết",
		"được.txt":  "QUY TRÌNH\nTiếp nhận hồ sơ\n1. Tiếp nhận\nCán bộ nhận hồ sơ trong ngày.\n2. Trả kết quả\nTrả trong 03 ngày.",
	})
	empty := t.TempDir()
	large := filepath.Join(t.TempDir(), "lớn.txt")
	f, err := os.Create(large)
	if err != nil {
		t.Fatal(err)
	}
	_, werr := f.WriteString("văn bản ")
	if err := errors.Join(werr, f.Truncate(400<<20), f.Close()); err != nil {
		t.Fatal(err)
	}
	st := openStore(t)
	report, err := ingest.Import(t.Context(), st, []string{dir, empty, large, filepath.Join(dir, "không có")}, quiet)
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Sources) != 2 || report.Sources[0].Procedures.Added != 1 || report.Sources[1].Documents.Added != 1 {
		t.Errorf("imported %+v", report.Sources)
	}
	want := map[string]string{
		"rỗng.zip": "tệp rỗng", "cụt.zip": "cắt cụt", "giả.zip": "không phải zip", "luật.docx": "không có chữ", "quét.pdf": "",
		"cũ.doc": "", "khác.json": "JSON không phải", "mảng.json": "JSON không phải", "nhị phân": "dữ liệu không phải văn bản",
		"lớn.txt": "lớn hơn 200 MB", "không có": "không mở được", filepath.Base(empty): "không có tệp nào", "mật.txt": "dấu chỉ độ mật",
	}
	for _, r := range report.Rejected {
		name := filepath.Base(r.Name)
		if w, ok := want[name]; !ok || !strings.Contains(r.Reason, w) || !strings.Contains(r.Reason, r.Name) {
			t.Errorf("%s: the reason %q does not name the file and say %q", name, r.Reason, w)
		}
		if strings.Contains(r.Reason, "không ai được biết") {
			t.Errorf("the reason tells the secret: %q", r.Reason)
		}
		delete(want, name)
	}
	if len(want) > 0 {
		t.Errorf("nothing was said of %v", want)
	}
	if !strings.Contains(report.String(), "… và 3 mục nữa") {
		t.Errorf("the report says\n%s", report)
	}
}

func TestImportNothing(t *testing.T) {
	st := openStore(t)
	for _, paths := range [][]string{nil, {filepath.Join(t.TempDir(), "không có.zip")}} {
		if _, err := ingest.Import(t.Context(), st, paths, quiet); !errors.Is(err, ingest.ErrNothing) {
			t.Errorf("%v: got %v, want ErrNothing", paths, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := tree(t, map[string]string{"a.json": record("1.000001", "Thủ tục")})
	if _, err := ingest.Import(ctx, st, []string{dir}, quiet); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got %v, want context.Canceled", err)
	}
}

// TestImportBusy ends when another import is under way.
func TestImportBusy(t *testing.T) {
	st := openStore(t)
	im, err := st.BeginImport(t.Context(), store.ImportInfo{Source: "phapdien"})
	if err != nil {
		t.Fatal(err)
	}
	dir := tree(t, map[string]string{"a.json": record("1.000001", "Thủ tục")})
	if _, err := ingest.Import(t.Context(), st, []string{dir}, quiet); !errors.Is(err, store.ErrBusy) {
		t.Errorf("got %v, want ErrBusy", err)
	}
	if err := im.Close(); err != nil {
		t.Error(err)
	}
}

func TestReport(t *testing.T) {
	r := ingest.Report{
		Sources: []ingest.SourceReport{{
			Source: "phapdien", Path: "BoPhapDienDienTu.zip", Edition: 20260201, Seconds: 12.34,
			Summary: store.Summary{
				Import: 3, Revision: 9,
				Documents: store.Counts{Added: 4483, Withdrawn: 2}, Articles: store.Counts{Added: 64949, Changed: 12, Unchanged: 1000},
			},
			Partial: 1050, Repeated: 957, Empty: []string{"a"}, Unparsed: []string{"b", "c"}, Warnings: []string{"để ý"},
		}},
		Rejected: []ingest.Rejection{{Name: "x.pdf", Reason: "x.pdf: chưa đọc được loại tệp này"}},
	}
	want := `Bộ Pháp điển, dữ liệu đến 01/02/2026: BoPhapDienDienTu.zip (12.3 giây)
  văn bản: 4.483 mới, 2 không còn trong nguồn
  điều: 64.949 mới, 12 thay đổi, 1.000 giữ nguyên
  1050 văn bản chỉ có một phần trong nguồn
  957 điều lặp lại đã gộp
  1 điều không có nội dung
  2 ghi chú sửa đổi chưa đọc được
  Lưu ý: để ý
Tệp không nạp được: 1
    x.pdf: chưa đọc được loại tệp này
`
	if diff := cmp.Diff(want, r.String()); diff != "" {
		t.Errorf("String (-want +got):\n%s", diff)
	}
	b, err := json.Marshal(r.Sources[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`"documents":{"added":4483`, `"edition":"2026-02-01"`, `"revision":9`} {
		if !strings.Contains(string(b), part) {
			t.Errorf("%s lacks %s", b, part)
		}
	}
}

func TestStarter(t *testing.T) {
	st := openStore(t)
	report, err := ingest.Starter(t.Context(), st, quiet)
	if err != nil {
		t.Fatal(err)
	}
	if report.Documents.Added == 0 || report.Procedures.Added == 0 {
		t.Errorf("the starter corpus brought %+v", report)
	}
	again, err := ingest.Starter(t.Context(), st, quiet)
	if err != nil || again.Import != 0 {
		t.Errorf("brought again: %+v, %v", again, err)
	}
}
