package starter

import (
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
	if !inForceOn(found.text, a.Effective, a.Issued) {
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
	if _, id, ok := strings.Cut(a.Address, "docid="); ok && !strings.Contains(found.text, "docid "+id) {
		t.Errorf("địa chỉ %s không phải của văn bản này", a.Address)
	}
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

// amending are the files of laws of vbpl.vn that amend acts of the starter.
var amending = map[corpus.Number]string{
	"42/2013/QH13": "VBPL_32908", "47/2024/QH15": "VBPL_172548", "71/2025/QH15": "VBPL_179989",
	"81/2025/QH15": "VBPL_179416", "84/2025/QH15": "VBPL_178964", "97/2025/QH15": "VBPL_179407",
	"113/2025/QH15": "VBPL_187742", "124/2025/QH15": "VBPL_187742",
}

// TestAmendments holds the amendments to whole acts against the amending laws. One
// that no file at hand has must say where it is known from.
func TestAmendments(t *testing.T) {
	shared := sharedData(t)
	texts := map[string]string{}
	for _, a := range acts(t) {
		for _, m := range a.AmendedBy {
			file, ok := amending[m.By.Number]
			switch {
			case strings.HasPrefix(m.Note, "theo https://") && strings.Contains(m.Note, ".chinhphu.vn/"):
				continue
			case m.By.Number == "59/2020/QH14": // noted by the official code on the article itself
				if note := codeActs(t, shared)[string(a.Number)].articles[m.Target.Article].note; !strings.Contains(note, "59/2020/QH14") {
					t.Errorf("%s: Bộ Pháp điển không ghi sửa đổi bởi %s", a.Number, m.By.Number)
				}
				continue
			case !ok:
				t.Errorf("%s: không có văn bản nào để đối chiếu sửa đổi bởi %s", a.Number, m.By.Number)
				continue
			}
			if texts[file] == "" {
				texts[file] = strings.Join(docxLines(t, filepath.Join(shared, "documents/docx", file+".docx")), "\n")
			}
			if !strings.Contains(texts[file], string(a.Number)) || !strings.Contains(texts[file], string(m.By.Number)) {
				t.Errorf("%s: %s không nhắc đến cả hai văn bản", a.Number, file)
			}
			if !m.Effective.IsZero() && !inForceOn(texts[file], m.Effective, 0) {
				t.Errorf("%s: %s không có hiệu lực từ %s", a.Number, m.By.Number, m.Effective.Vietnamese())
			}
		}
	}
}
