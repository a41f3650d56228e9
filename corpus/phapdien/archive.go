package phapdien

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// Errors of Read. What a single file of the zip does wrong is no error of Read
// but stands in the Report.
var (
	// ErrNotOfficialCode means that a zip holds no đề mục.
	ErrNotOfficialCode = errors.New("không phải zip Bộ Pháp điển điện tử (không có trang đề mục nào trong thư mục demuc)")
	// ErrBroken means that a zip cannot be opened: cut short, or no zip at all.
	ErrBroken = errors.New("tệp zip bị hỏng hoặc tải chưa xong (tải lại: congvu corpus pull phapdien)")
	// ErrTooLarge means that a zip unpacks to far more than the official code has.
	ErrTooLarge = errors.New("giải nén ra quá lớn so với Bộ Pháp điển (tải lại từ phapdien.moj.gov.vn)")
)

// Limits bound what a zip may unpack to. A zero field is the default.
type Limits struct {
	Member int64 // bytes of one đề mục; default 64 MiB, the largest known has 4
	Total  int64 // bytes of all; default 768 MiB, the code of 2026 has 150
}

const (
	defaultMember = 64 << 20
	defaultTotal  = 768 << 20
	// maxMembers is how many đề mục a zip may hold; the code is planned to have 306.
	maxMembers = 10_000
)

func (l Limits) orDefault() Limits {
	if l.Member <= 0 {
		l.Member = defaultMember
	}
	if l.Total <= 0 {
		l.Total = defaultTotal
	}
	return l
}

// IsOfficialCode tells whether the file is a zip of the official code, judging
// by the names in it.
func IsOfficialCode(file string) bool {
	z, err := zip.OpenReader(file)
	if err != nil {
		return false
	}
	pages, inFolder := subjectPages(&z.Reader)
	if err := z.Close(); err != nil {
		return false
	}
	return inFolder && len(pages) > 0
}

// subjectPages returns the files that can be đề mục, by name: those in a folder
// demuc at any depth, or all pages where the folder was lost.
func subjectPages(z *zip.Reader) (pages []*zip.File, inFolder bool) {
	var loose []*zip.File
	for _, f := range z.File {
		name := strings.ReplaceAll(f.Name, `\`, "/")
		base := path.Base(name)
		if ext := strings.ToLower(path.Ext(base)); ext != ".html" && ext != ".htm" ||
			strings.HasPrefix(base, ".") || strings.Contains(name, "__MACOSX/") {
			continue
		}
		if strings.EqualFold(path.Base(path.Dir(name)), "demuc") {
			pages = append(pages, f)
			continue
		}
		loose = append(loose, f)
	}
	inFolder = len(pages) > 0
	if !inFolder {
		pages = loose
	}
	slices.SortFunc(pages, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	return pages, inFolder
}

// unpack returns the text of a file in the zip, which may have at most limit bytes.
func unpack(f *zip.File, limit int64) (text string, err error) {
	if f.UncompressedSize64 > uint64(limit) {
		return "", fmt.Errorf("%w: %d byte", ErrTooLarge, f.UncompressedSize64)
	}
	r, err := f.Open()
	if err != nil {
		return "", fmt.Errorf("không giải nén được: %w", err)
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	var b strings.Builder
	b.Grow(int(f.UncompressedSize64))
	n, err := io.Copy(&b, io.LimitReader(r, limit+1))
	switch {
	case err != nil:
		return "", fmt.Errorf("không giải nén được: %w", err)
	case n > limit:
		return "", fmt.Errorf("%w: trên %d byte", ErrTooLarge, limit)
	case strings.HasPrefix(b.String(), "\xff\xfe"), strings.HasPrefix(b.String(), "\xfe\xff"):
		return "", fmt.Errorf("%w: mã hóa UTF-16", errNotSubject)
	}
	if text = b.String(); !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\ufffd")
	}
	return text, nil
}
