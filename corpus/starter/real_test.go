package starter

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"github.com/trolycongvu/congvu/corpus/corpustest"
)

// realAct is an act as its source has it: the wording that digests are held against.
type realAct struct {
	articles map[string]realArticle
	text     string // everything, for dates and headings
}

type realArticle struct {
	heading string
	lines   []string
	note    string // of the official code: effective date and amendments
}

func (a realArticle) text() string { return strings.Join(a.lines, "\n") }

// sharedData is the folder of real data; these tests read much of it.
func sharedData(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("đối chiếu dữ liệu thật: bỏ qua khi -short")
	}
	return corpustest.SharedData(t)
}

// readReal finds the act in the official code, among the laws of vbpl.vn by the
// number in its address, or among the decrees of 2026.
func readReal(t *testing.T, a act) realAct {
	t.Helper()
	shared := sharedData(t)
	if coded := codeActs(t, shared)[string(a.Number)]; coded.articles != nil {
		return coded
	}
	if _, id, ok := strings.Cut(a.Address, "ItemID="); ok {
		return fromLines(docxLines(t, filepath.Join(shared, "documents/docx", "VBPL_"+id+".docx")), lawArticle)
	}
	number, _, _ := strings.Cut(string(a.Number), "/")
	var found []string
	for _, prefix := range []string{"", "nghi-dinh-"} {
		files, err := filepath.Glob(filepath.Join(shared, "documents/md", prefix+number+"-2026-*.md"))
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, files...)
	}
	if len(found) != 1 {
		t.Fatalf("%s: không tìm thấy văn bản thật", a.Number)
	}
	raw, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	return fromLines(unwrap(strings.Split(string(raw), "\n")), markdownArticle)
}

var (
	lawArticle      = regexp.MustCompile(`^Đi[ềể]u (\d+[a-zđ]?)\s*[.:]\s*(.*)`)
	markdownArticle = regexp.MustCompile(`^### Điều (\d+)\. (.*)`)
)

// fromLines gathers lines under the article heads that head recognises.
func fromLines(lines []string, head *regexp.Regexp) realAct {
	act := realAct{articles: map[string]realArticle{}, text: strings.Join(lines, "\n")}
	label := ""
	for _, line := range lines {
		if m := head.FindStringSubmatch(line); m != nil {
			label = m[1]
			act.articles[label] = realArticle{heading: m[2]}
			continue
		}
		if a, ok := act.articles[label]; ok {
			a.lines = append(a.lines, line)
			act.articles[label] = a
		}
	}
	return act
}

// docxLines are the paragraphs of word/document.xml.
func docxLines(t *testing.T, name string) []string {
	t.Helper()
	z, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	raw, err := fs.ReadFile(z, "word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for d := xml.NewDecoder(bytes.NewReader(raw)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return lines(b.String())
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.CharData:
			b.Write(bytes.ReplaceAll(e, []byte("\n"), []byte(" ")))
		case xml.StartElement:
			if e.Name.Local == "p" || e.Name.Local == "br" {
				b.WriteByte('\n')
			}
		}
	}
}

// lines splits text and drops what is empty.
func lines(text string) []string {
	var out []string
	for _, line := range strings.Split(norm.NFC.String(text), "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			out = append(out, line)
		}
	}
	return out
}

var unwrapped = regexp.MustCompile(`^(?:###|\d+\. |[a-zđ]\) )`)

// unwrap joins the lines that a scan broke, and drops its specks at line starts.
func unwrap(in []string) []string {
	var out []string
	for _, line := range in {
		line = strings.ReplaceAll(line, "Điêu ", "Điều ") // a frequent slip of the scan
		line = strings.TrimLeft(strings.TrimSpace(line), "_.:-–—„` ")
		if line == "" {
			continue
		}
		if len(out) > 0 && !unwrapped.MatchString(line) && !strings.HasPrefix(out[len(out)-1], "###") {
			out[len(out)-1] += " " + line
			continue
		}
		out = append(out, line)
	}
	return out
}

var (
	codeNote = regexp.MustCompile(`^\(\s*Điều (\S+) (?:Bộ luật|Luật|Nghị định) số (\S+?)[ ,]`)
	codeOnce sync.Once
	codeRead map[string]realAct
)

// codeActs are the acts of the starter that the official code holds, by number.
func codeActs(t *testing.T, shared string) map[string]realAct {
	t.Helper()
	codeOnce.Do(func() {
		codeRead = map[string]realAct{}
		for _, a := range acts(t) {
			codeRead[string(a.Number)] = realAct{}
		}
		z, err := zip.OpenReader(filepath.Join(shared, "phapdien/BoPhapDienDienTu.zip"))
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		for _, f := range z.File {
			if strings.Contains(f.Name, "demuc/") && strings.HasSuffix(f.Name, ".html") {
				readSubject(t, f)
			}
		}
	})
	return codeRead
}

// readSubject takes the wanted articles out of one đề mục.
func readSubject(t *testing.T, f *zip.File) {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	raw, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	wanted := false
	for number := range codeRead {
		wanted = wanted || bytes.Contains(raw, []byte(number))
	}
	if !wanted {
		return
	}
	for _, part := range strings.Split(string(raw), "<p class='pDieu'>")[1:] {
		readCodeArticle(part)
	}
}

func readCodeArticle(part string) {
	_, note, _ := strings.Cut(part, "<p class='pGhiChu'>")
	note, body, _ := strings.Cut(note, "<p class='pNoiDung'>")
	for _, end := range []string{"<p class='pChiDan'", "<p class='pChuong'"} {
		body, _, _ = strings.Cut(body, end)
	}
	source := note
	note = strings.Join(lines(htmlText(note)), " ")
	m := codeNote.FindStringSubmatch(note)
	if m == nil {
		return
	}
	act, ok := codeRead[m[2]]
	if !ok {
		return
	}
	if act.articles == nil {
		act.articles = map[string]realArticle{}
	}
	heading, _, _ := strings.Cut(part, "</p>")
	act.articles[m[1]] = realArticle{heading: strings.Join(lines(htmlText(heading)), " "), lines: lines(htmlText(body)), note: note}
	act.text += "\n" + note + "\n" + source + "\n" + htmlText(body)
	codeRead[m[2]] = act
}

// htmlText is the text of a fragment, one line for a block.
func htmlText(fragment string) string {
	var b strings.Builder
	for z := html.NewTokenizer(strings.NewReader(fragment)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.WriteString(strings.ReplaceAll(string(z.Text()), "\n", " "))
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			if name, _ := z.TagName(); len(name) == 1 || string(name) == "br" || string(name) == "tr" || string(name) == "div" {
				if string(name) == "p" || len(name) > 1 {
					b.WriteByte('\n')
				}
			}
		}
	}
}

// acts are the files of the starter before they become documents.
func acts(t *testing.T) []act {
	t.Helper()
	var out []act
	err := eachFile("data/documents", func(raw []byte) error {
		var a act
		err := decode(raw, &a)
		out = append(out, a)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var (
	realClause = regexp.MustCompile(`^(\d+[a-zđ]?)\. ?(.*)`)
	realPoint  = regexp.MustCompile(`^([a-zđ]\d?)\) ?(.*)`)
)

// places splits the article into its khoản and điểm: "" is the whole, "2" khoản 2
// with its points, "2a" điểm a of khoản 2, "a" a điểm without khoản.
func (a realArticle) places() map[string]string {
	out := map[string]string{"": a.text()}
	clause, point := "", ""
	for _, line := range a.lines {
		if m := realClause.FindStringSubmatch(line); m != nil && follows(clause, m[1]) {
			clause, point, line = m[1], "", m[2]
		} else if m := realPoint.FindStringSubmatch(line); m != nil {
			point, line = m[1], m[2]
		}
		if clause != "" {
			out[clause] += line + "\n"
		}
		if point != "" {
			out[clause+point] += line + "\n"
		}
	}
	return out
}

// follows tells whether clause label b may come right after a.
func follows(a, b string) bool {
	n := clauseNumber(b) - clauseNumber(a)
	return n == 1 || (n == 0 && a < b)
}
