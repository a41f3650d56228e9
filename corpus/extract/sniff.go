package extract

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/trolycongvu/congvu/corpus/extract/eml"
	"github.com/trolycongvu/congvu/corpus/extract/html"
	"github.com/trolycongvu/congvu/corpus/extract/plain"
)

// magic are the beginnings that tell a format for certain.
var magic = []struct{ begin, format string }{
	{"\x89PNG\r\n\x1a\n", FormatImage},
	{"\xff\xd8\xff", FormatImage},
	{"II*\x00", FormatImage},
	{"MM\x00*", FormatImage},
	{"GIF87a", FormatImage},
	{"GIF89a", FormatImage},
	{"%PDF-", FormatPDF},
	{`{\rtf`, FormatRTF},
}

// sniff tells the format by the content. The name only tells Markdown from text.
func sniff(name string, raw []byte) (string, error) {
	head := bytes.TrimLeft(bytes.TrimPrefix(raw[:min(len(raw), 4096)], []byte("\xef\xbb\xbf")), "\r\n\t ")
	if len(head) == 0 && len(bytes.Trim(raw, "\x00\r\n\t \xef\xbb\xbf")) == 0 {
		return "", fmt.Errorf("%w: tệp rỗng", ErrNoText)
	}
	for _, m := range magic {
		if bytes.HasPrefix(head, []byte(m.begin)) {
			return m.format, nil
		}
	}
	switch {
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")), bytes.HasPrefix(raw, []byte("PK\x05\x06")):
		return sniffZip(raw)
	case bytes.HasPrefix(raw, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return sniffOLE(raw)
	case bytes.HasPrefix(raw, []byte("RIFF")) && bytes.HasPrefix(raw[min(len(raw), 8):], []byte("WEBP")),
		bytes.HasPrefix(raw, []byte("BM")) && bytes.HasPrefix(raw[min(len(raw), 6):], make([]byte, 4)):
		return FormatImage, nil
	case bytes.Contains(raw[:min(len(raw), 1024)], []byte("%PDF-")):
		return FormatPDF, nil
	}
	return sniffText(name, raw)
}

// sniffZip tells the formats that are zips.
func sniffZip(raw []byte) (string, error) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return "", fmt.Errorf("%w (%w)", ErrBroken, err)
	}
	for i, f := range z.File {
		name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
		switch {
		case strings.HasPrefix(name, "word/"):
			return FormatDocx, nil
		case strings.HasPrefix(name, "xl/"):
			return "", fmt.Errorf("%w: đây là bảng tính Excel", ErrUnknownFormat)
		case strings.HasPrefix(name, "ppt/"):
			return "", fmt.Errorf("%w: đây là tệp trình chiếu PowerPoint", ErrUnknownFormat)
		case name == "mimetype" && i < 10:
			if kind, err := smallFile(f); err == nil && kind == "application/vnd.oasis.opendocument.text" {
				return FormatODT, nil
			}
		}
	}
	return "", fmt.Errorf("%w: đây là tệp nén, hãy giải nén trước", ErrUnknownFormat)
}

// smallFile reads a part of at most a few bytes.
func smallFile(f *zip.File) (string, error) {
	rc, err := f.Open()
	if err != nil {
		return "", err
	}
	defer rc.Close()
	b, err := io.ReadAll(io.LimitReader(rc, 200))
	return strings.TrimSpace(string(b)), err
}

// sniffOLE tells what a compound file holds by the names of its streams.
func sniffOLE(raw []byte) (string, error) {
	switch {
	case bytes.Contains(raw, wide("EncryptedPackage")):
		return "", ErrEncrypted
	case bytes.Contains(raw, wide("WordDocument")):
		return FormatDoc, nil
	case bytes.Contains(raw, wide("Workbook")):
		return "", fmt.Errorf("%w: đây là bảng tính Excel", ErrUnknownFormat)
	case bytes.Contains(raw, wide("PowerPoint Document")):
		return "", fmt.Errorf("%w: đây là tệp trình chiếu PowerPoint", ErrUnknownFormat)
	case bytes.Contains(raw, wide("__properties_version1.0")):
		return "", fmt.Errorf("%w: đây là thư Outlook (.msg), hãy lưu lại dạng .eml", ErrUnknownFormat)
	}
	return FormatDoc, nil
}

// wide is ASCII in UTF-16LE.
func wide(s string) []byte {
	out := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		out = append(out, s[i], 0)
	}
	return out
}

var markdownPage = regexp.MustCompile(`(?m)\A(?:---\n|#{1,6} )`)

// sniffText tells the formats that are text.
func sniffText(name string, raw []byte) (string, error) {
	ext := strings.ToLower(filepath.Ext(name))
	markdown := ext == ".md" || ext == ".markdown"
	switch {
	case bytes.Contains(raw[:min(len(raw), 2048)], []byte("<w:wordDocument")), bytes.Contains(raw[:min(len(raw), 2048)], []byte("<pkg:package")):
		return formatWordXML, nil
	case eml.Is(raw):
		return FormatMail, nil
	case !markdown && html.Is(raw):
		return FormatHTML, nil
	case markdown:
		return FormatMarkdown, nil
	case bytes.Count(raw[:min(len(raw), 512)], []byte{0}) > 0 && !wideText(raw):
		return "", ErrUnknownFormat
	case markdownPage.Match(bytes.ReplaceAll(raw[:min(len(raw), 4096)], []byte("\r\n"), []byte("\n"))) && plain.IsMarkdown(string(raw[:min(len(raw), 1<<20)])):
		return FormatMarkdown, nil
	}
	return FormatText, nil
}

// wideText tells UTF-16 by its mark or by its zeros.
func wideText(raw []byte) bool {
	if bytes.HasPrefix(raw, []byte("\xff\xfe")) || bytes.HasPrefix(raw, []byte("\xfe\xff")) {
		return true
	}
	var zeros [2]int
	for i, c := range raw[:min(len(raw), 512)] {
		if c == 0 {
			zeros[i%2]++
		}
	}
	return min(zeros[0], zeros[1])*8 < max(zeros[0], zeros[1])
}
