package starter

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/corpus"
)

var inForce = regexp.MustCompile(`hiệu lực (?:thi hành )?(?:kể )?từ [^.;\n]*`)

// checkHead holds the act's dates and address against the real act.
func checkHead(t *testing.T, a act, found realAct) {
	t.Helper()
	if !hasDate(facts(found.text), a.Issued) {
		t.Errorf("ngày ban hành %s không có trong văn bản thật", a.Issued.Vietnamese())
	}
	if !inForceOn(found.text, a.Effective, a.Issued) && !movedTo(a, a.Effective) {
		t.Errorf("văn bản thật không nói có hiệu lực từ %s", a.Effective.Vietnamese())
	}
	for _, in := range a.Articles {
		if !in.From.IsZero() && !hasDate(facts(found.text), in.From) {
			t.Errorf("Điều %s: ngày %s không có trong văn bản thật", in.Label, in.From.Vietnamese())
		}
	}
	if _, id, ok := strings.Cut(a.Address, "ItemID="); ok && !strings.Contains(found.text, "ItemID="+id) && !strings.Contains(found.text, "ID: "+id) {
		t.Errorf("địa chỉ %s không phải của văn bản này", a.Address)
	}
	if _, id, ok := strings.Cut(a.Address, "docid="); ok && !regexp.MustCompile(`docid[ :="]+`+id+`\b`).MatchString(found.text) {
		t.Errorf("địa chỉ %s không phải của văn bản này", a.Address)
	}
}

// movedTo tells whether an amendment moved the act's own effective date to day d.
func movedTo(a act, d corpus.Date) bool {
	for _, m := range a.AmendedBy {
		if m.Effective == d && strings.Contains(m.Note, "đổi ngày có hiệu lực") {
			return true
		}
	}
	return false
}

// hasDate tells whether the facts name day d.
func hasDate(all []fact, d corpus.Date) bool {
	dashed := strings.Split(d.String(), "-")
	want := fact{plain(dashed[2]) + "/" + plain(dashed[1]) + "/" + dashed[0], "date"}
	for _, f := range all {
		if f == want {
			return true
		}
	}
	return false
}

// inForceOn tells whether text says that something takes effect on day d, be it as
// the day on which the act was passed.
func inForceOn(text string, d, passed corpus.Date) bool {
	for _, clause := range inForce.FindAllString(text, -1) {
		if budgetYear := d%10000 == 101 && strings.Contains(clause, fmt.Sprintf("năm ngân sách %d", d/10000)); budgetYear {
			return true
		}
		if hasDate(facts(clause), d) || (d == passed && strings.Contains(clause, "ngày được thông qua")) {
			return true
		}
	}
	return false
}

var codeAmendment = regexp.MustCompile(`(?:Luật|Nghị định) số ([^\s,]+) có hiệu lực thi hành kể từ ngày (\d\d/\d\d/\d{4})`)

// amendments wants every amendment that the official code notes on the article.
func (c check) amendments(in article) {
	for _, m := range codeAmendment.FindAllStringSubmatch(c.law.note, -1) {
		found := false
		for _, a := range in.Amendments {
			found = found || (string(a.By.Number) == m[1] && a.Effective.Vietnamese() == m[2])
		}
		if !found {
			c.errorf("chưa ghi sửa đổi bởi %s từ %s", m[1], m[2])
		}
	}
	for _, a := range in.Amendments {
		if !strings.Contains(c.law.note, string(a.By.Number)) {
			c.errorf("văn bản thật không ghi sửa đổi bởi %s", a.By.Number)
		}
	}
}

// amending are the files that show the amendment by an act: laws of vbpl.vn, decrees
// that name it among their grounds, or the portal's record that names it.
var amending = map[corpus.Number]string{
	"42/2013/QH13": "documents/docx/VBPL_32908.docx", "47/2024/QH15": "documents/docx/VBPL_172548.docx",
	"43/2024/QH15": "documents/md/nghi-dinh-50-2026-nd-cp-huong-dan-nghi-quyet-254-tien-su-dung-dat-tien-thue-dat.md",
	"58/2024/QH15": "documents/docx/VBPL_186271.docx", "59/2024/QH15": "documents/docx/VBPL_179416.docx",
	"71/2025/QH15": "documents/docx/VBPL_179989.docx", "81/2025/QH15": "documents/docx/VBPL_179416.docx",
	"84/2025/QH15": "documents/docx/VBPL_178964.docx", "93/2025/QH15": "documents/docx/VBPL_179265.docx",
	"95/2025/QH15": "documents/docx/VBPL_186271.docx", "97/2025/QH15": "documents/docx/VBPL_179407.docx",
	"112/2025/QH15": "documents/docx/VBPL_0d02e820-58e7-11f1-97ef-cda804c15594.docx",
	"113/2025/QH15": "documents/docx/VBPL_187742.docx", "116/2025/QH15": "documents/docx/VBPL_186271.docx",
	"124/2025/QH15": "documents/docx/VBPL_187742.docx", "130/2025/QH15": "documents/docx/VBPL_186271.docx",
	"145/2025/QH15": "documents/md/nghi-dinh-193-2026-nd-cp-quyet-toan-von-dau-tu.md",
	"146/2025/QH15": "documents/docx/VBPL_186269.docx", "147/2025/QH15": "documents/docx/VBPL_186271.docx",
	"280/2025/NĐ-CP": "2.000815",
}

// TestAmendments holds the amendments to whole acts against the amending laws. One
// that no file at hand has must say where it is known from.
func TestAmendments(t *testing.T) {
	shared := sharedData(t)
	texts := map[corpus.Number]string{}
	for _, a := range acts(t) {
		coded := codeActs(t, shared)[string(a.Number)].text
		for _, m := range a.AmendedBy {
			if strings.HasPrefix(m.Note, "theo https://") && strings.Contains(m.Note, ".chinhphu.vn/") {
				continue
			}
			text := coded // the official code notes amendments on the article itself
			if !strings.Contains(coded, string(m.By.Number)) {
				if texts[m.By.Number] == "" {
					texts[m.By.Number] = amendingText(t, shared, m.By.Number)
				}
				text = texts[m.By.Number]
			}
			if !strings.Contains(text, string(a.Number)) || !strings.Contains(text, string(m.By.Number)) {
				t.Errorf("%s: không có văn bản nào nói về sửa đổi bởi %s", a.Number, m.By.Number)
			}
			moved := movedTo(a, m.Effective) && hasDate(facts(text), m.Effective)
			if !m.Effective.IsZero() && !moved && !inForceOn(text, m.Effective, 0) {
				t.Errorf("%s: %s không có hiệu lực từ %s", a.Number, m.By.Number, m.Effective.Vietnamese())
			}
		}
	}
}

// amendingText is the text of the file that shows amendments by the act.
func amendingText(t *testing.T, shared string, by corpus.Number) string {
	t.Helper()
	file := amending[by]
	switch filepath.Ext(file) {
	case ".docx":
		return strings.Join(docxLines(t, filepath.Join(shared, file)), "\n")
	case ".md":
		raw, err := os.ReadFile(filepath.Join(shared, file))
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	return portalRecords(t)[file]["can_cu_phap_ly"]
}
