package basis

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/trolycongvu/congvu/assistant/privacy"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/extract"
	"github.com/trolycongvu/congvu/corpus/structure"
	"github.com/trolycongvu/congvu/indexer/viet"
)

var (
	// ErrSecret refuses a draft that carries a mark of state secrecy. Nothing of its
	// content is in the error.
	ErrSecret = errors.New("dự thảo mang dấu chỉ độ mật nên không được kiểm tra ở đây; không lưu và không ghi lại nội dung nào " +
		"(văn bản mật chỉ soạn và giữ trên máy riêng theo quy định về bảo vệ bí mật nhà nước)")
	// ErrEmpty refuses a draft without text.
	ErrEmpty = errors.New("dự thảo không có chữ")
	// ErrTooLong refuses a text of more than MaxText bytes.
	ErrTooLong = errors.New("dự thảo quá dài: chia nhỏ rồi kiểm tra từng phần")
)

// MaxText is the longest text that is checked, in bytes.
const MaxText = 8 << 20

// Draft is a paper to be checked.
type Draft struct {
	Name   string // of the file, empty for pasted text
	Kind   corpus.Kind
	Number corpus.Number // its own, which is no reference
	Date   corpus.Date   // its own, zero when it is not dated yet
	Lines  []structure.Line
	// Warnings say in Vietnamese what could not be read.
	Warnings []string
}

// ReadText takes pasted text for a draft. The error is ErrSecret, ErrEmpty or ErrTooLong.
func ReadText(text string) (Draft, error) {
	if len(text) > MaxText {
		return Draft{}, ErrTooLong
	}
	var lines []structure.Line
	for line := range strings.Lines(strings.ReplaceAll(text, "\r", "\n")) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, structure.Line{Text: norm.NFC.String(strings.ToValidUTF8(line, "\uFFFD"))})
		}
	}
	if len(lines) == 0 {
		return Draft{}, ErrEmpty
	}
	if stamped(lines) {
		return Draft{}, ErrSecret
	}
	return understand("", extract.Text{Lines: lines})
}

// stamped tells whether a short line in the head of pasted text is a stamp, or holds
// one beside other words. What speaks of "bí mật" has secrecy for its subject.
func stamped(lines []structure.Line) bool {
	const most, longest = 12, 100 // lines, bytes
	for _, l := range lines[:min(len(lines), most)] {
		text := viet.Normalize(l.Text)
		if len(text) < longest && !strings.Contains(viet.Lower(text), "bí mật") && (privacy.SecretMark(text) || privacy.SecretMark(text+"\n")) {
			return true
		}
	}
	return false
}

// ReadFile reads a draft of any format that package extract knows; name is what the
// file is called. A mail is checked with its attachments. The error is ErrSecret or
// one of package extract's.
func ReadFile(ctx context.Context, name string, raw []byte, opts extract.Options) (Draft, error) {
	text, err := extract.ReadBytes(ctx, name, raw, opts)
	if err != nil {
		return Draft{}, err
	}
	return understand(name, text)
}

// understand refuses what is secret and reads the masthead.
func understand(name string, text extract.Text) (Draft, error) {
	if _, _, ok := structure.SecrecyMark(text.Remarks); ok {
		return Draft{}, ErrSecret
	}
	if _, _, ok := structure.SecrecyMark(text.Lines); ok {
		return Draft{}, ErrSecret
	}
	head := structure.ParseWith(text.Lines, text.Properties).Document
	d := Draft{Name: name, Kind: head.Kind, Number: head.Number, Date: head.Issued, Lines: text.Lines, Warnings: text.Warnings}
	for _, a := range text.Attachments {
		if a.Err != nil {
			d.Warnings = append(d.Warnings, fmt.Sprintf("tệp đính kèm %s: %v", a.Name, a.Err))
			continue
		}
		inner, err := understand(a.Name, a.Text)
		if err != nil {
			return Draft{}, err
		}
		d.Lines = append(d.Lines, inner.Lines...)
		d.Warnings = append(d.Warnings, inner.Warnings...)
	}
	return d, nil
}
