package starter

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/corpus"
)

// TestProceduresAgainstThePortal holds the digests of procedures against the
// portal's own records.
func TestProceduresAgainstThePortal(t *testing.T) {
	records := portalRecords(t)
	procs, err := Procedures()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range procs {
		t.Run(p.Code, func(t *testing.T) {
			record, ok := records[p.Code]
			if !ok {
				t.Fatal("không có trên Cổng")
			}
			if !strings.Contains(record["raw_text"], p.Code) {
				t.Error("bản ghi mang trang của thủ tục khác")
			}
			for field, want := range map[string]string{
				"ma_thu_tuc": p.Code, "ten_thu_tuc": p.Name, "so_quyet_dinh": p.Decision, "detail_url": p.Source.Address,
				"cap_thuc_hien": strings.Join(p.Levels, ", "), "loai_thu_tuc": p.Type, "linh_vuc": p.Field,
			} {
				if got := strings.TrimSpace(record[field]); got != want {
					t.Errorf("%s: Cổng ghi %q, tóm lược ghi %q", field, got, want)
				}
			}
			checkWords(t, p, record)
			checkFilings(t, p, record)
			for _, a := range p.Applicants {
				if !strings.Contains(record["doi_tuong_thuc_hien"], a) {
					t.Errorf("Cổng không ghi đối tượng %q", a)
				}
			}
			for _, b := range p.Basis {
				if !strings.Contains(record["can_cu_phap_ly"], b.Number) {
					t.Errorf("Cổng không ghi căn cứ %s", b.Number)
				}
			}
			for _, r := range p.Results {
				if r.Code == "" || !strings.Contains(record["ket_qua_xu_ly"], r.Code) {
					t.Errorf("Cổng không ghi kết quả %q", r.Code)
				}
			}
		})
	}
}

// portalRecords are the portal's records of the starter's procedures.
func portalRecords(t *testing.T) map[string]map[string]string {
	t.Helper()
	z, err := zip.OpenReader(filepath.Join(sharedData(t), "procedures/tthc_dvcqg.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	entries, err := data.ReadDir("data/procedures")
	if err != nil {
		t.Fatal(err)
	}
	wanted := map[string]bool{}
	for _, e := range entries {
		wanted[e.Name()] = true
	}
	records := map[string]map[string]string{}
	for _, f := range z.File {
		if !wanted[filepath.Base(f.Name)] {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		record := map[string]string{}
		if err := json.NewDecoder(r).Decode(&record); err != nil {
			t.Fatal(err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		records[record["ma_thu_tuc"]] = record
	}
	return records
}

// The portal's tables stick numbers to the words around them, and its texts say
// some numbers twice: "02 (hai) tờ".
var (
	gluedNumber = regexp.MustCompile(`(\p{L})(\d)`)
	gluedUnit   = regexp.MustCompile(`(VNĐ|Đồng)(\p{L})`)
	saidTwice   = regexp.MustCompile(`(\d) \(\p{L}+\)`)
)

func unglue(text string) string {
	text = gluedUnit.ReplaceAllString(gluedNumber.ReplaceAllString(text, "$1 $2"), "$1 $2")
	return saidTwice.ReplaceAllString(text, "$1")
}

// checkWords wants the numbers of every text of the digest in the record, and no
// long copies of it.
func checkWords(t *testing.T, p corpus.Procedure, record map[string]string) {
	t.Helper()
	whole := unglue(record["raw_text"])
	law := words(whole)
	for _, text := range texts(p) {
		if out := missing(facts(text), facts(whole)); out != nil {
			t.Errorf("Cổng không có %v: %q", out, text)
		}
		if run := longestRun(words(text), law); len(run) > longestCopy {
			t.Errorf("chép %d chữ liền: %s", len(run), strings.Join(run, " "))
		}
		if copied := copiedSentence(text, whole); copied != "" {
			t.Errorf("câu nguyên văn: %s", copied)
		}
	}
	if out := missing(facts(p.Authority+"\n"+p.Executor), facts(whole)); out != nil {
		t.Errorf("Cổng không có %v ở cơ quan thực hiện", out)
	}
	var want []fact
	for _, f := range facts(unglue(record["trinh_tu_thuc_hien"] + "\n" + record["yeu_cau_dieu_kien"])) {
		if deadlines[f.unit] && f.unit != "date" {
			want = append(want, f)
		}
	}
	if out := missing(want, facts(strings.Join(texts(p), "\n"))); out != nil {
		t.Errorf("tóm lược bỏ mất %v", out)
	}
}

// texts are the passages of p that are in our own words.
func texts(p corpus.Procedure) []string {
	out := append(strings.Split(p.Steps, "\n"), p.Conditions)
	for _, f := range p.Filings {
		out = append(out, f.Note)
		for _, fee := range f.Fees {
			out = append(out, fee.Text)
		}
	}
	for _, c := range p.Dossier {
		for _, item := range c.Items {
			out = append(out, item.Name)
		}
	}
	return out
}

// checkFilings wants each way to file with its deadline and fee as the record has
// them: the portal glues the three together.
func checkFilings(t *testing.T, p corpus.Procedure, record map[string]string) {
	t.Helper()
	glued := strings.ToLower(record["cach_thuc_thuc_hien"])
	for _, f := range p.Filings {
		want := strings.ToLower(f.Form)
		if f.Deadline.Count > 0 {
			want += strings.TrimSpace(fmt.Sprintf("%v %s", f.Deadline.Count, f.Deadline.Unit))
		}
		if said := strings.TrimSpace(fmt.Sprintf("%v %s", f.Deadline.Count, f.Deadline.Unit)); f.Deadline.Count > 0 && strings.TrimLeft(f.Deadline.Text, "0") != said {
			t.Errorf("thời hạn %q không khớp lời %q", said, f.Deadline.Text)
		}
		steps := missing(facts(f.Deadline.Text), facts(record["trinh_tu_thuc_hien"])) == nil
		if silent := strings.ToLower(f.Form) + "không có thông tin"; !strings.Contains(glued, want) && (!steps || !strings.Contains(glued, silent)) {
			t.Errorf("Cổng không ghi %q", want)
		}
		for _, fee := range f.Fees {
			amount := "miễn phí"
			if fee.Amount > 0 {
				amount = strings.Replace(strings.TrimSuffix(corpus.FormatDong(fee.Amount), " đồng"), ".", ",", 1)
			}
			if fee.Known && !strings.Contains(glued, amount) {
				t.Errorf("Cổng không ghi mức %q", amount)
			}
			if fee.Amount > 0 && !strings.HasPrefix(fee.Text, corpus.FormatDong(fee.Amount)) {
				t.Errorf("số tiền %s không khớp lời %q", strconv.FormatInt(fee.Amount, 10), fee.Text)
			}
		}
	}
	for _, form := range []string{"Trực tuyến", "Dịch vụ bưu chính", "Trực tiếp"} {
		listed := regexp.MustCompile(form + `(?:\d|Không có thông tin)`).MatchString(record["cach_thuc_thuc_hien"])
		has := false
		for _, f := range p.Filings {
			has = has || f.Form == form
		}
		if listed != has {
			t.Errorf("hình thức %q: Cổng có %v, tóm lược có %v", form, listed, has)
		}
	}
}

func TestProcedureFileNames(t *testing.T) {
	procs, err := Procedures()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range procs {
		if _, err := os.Stat(filepath.Join("data/procedures", p.Code+".json")); err != nil {
			t.Errorf("thủ tục %s không nằm trong tệp cùng tên", p.Code)
		}
	}
}
