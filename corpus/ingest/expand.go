package ingest

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// item is a file or folder with the source that reads it.
type item struct {
	path   string
	source source
	papers []paper // when source is paperSource: what it reads
}

// maxRejected bounds how many files of one folder are named one by one.
const maxRejected = 100

// expand finds what can be imported in path and says why the rest cannot.
func expand(path string) (items []item, rejected []Rejection) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, []Rejection{{path, fmt.Sprintf("%s: không mở được: %v (kiểm tra đường dẫn và quyền đọc)", path, err)}}
	}
	if !info.IsDir() {
		it, err := recognise(path)
		if err != nil {
			return nil, []Rejection{{path, err.Error()}}
		}
		return []item{it}, nil
	}
	for _, src := range sources {
		if src.folder(path) {
			items = append(items, item{path: path, source: src})
		}
	}
	return expandFolder(path, items)
}

// folder is one being gone through.
type folder struct {
	dir      string
	whole    []item // what reads the folder as a whole
	items    []item
	papers   []paper
	rejected []Rejection
	files    int
	skipped  int
}

// expandFolder goes through the files of a folder that found reads already as a
// whole, leaving out those that belong to it.
func expandFolder(dir string, found []item) (items []item, rejected []Rejection) {
	f := &folder{dir: dir, whole: found, items: found}
	err := filepath.WalkDir(dir, f.visit)
	if err != nil {
		f.rejected = append(f.rejected, Rejection{dir, fmt.Sprintf("%s: %v", dir, err)})
	}
	if f.files == 0 {
		f.rejected = append(f.rejected, Rejection{dir, dir + ": thư mục không có tệp nào (kiểm tra đường dẫn)"})
	}
	if f.skipped > 0 {
		f.rejected = append(f.rejected, Rejection{dir, fmt.Sprintf("%s: còn %d tệp khác cũng không đọc được", dir, f.skipped)})
	}
	if len(f.papers) > 0 {
		f.items = append(f.items, item{path: dir, source: paperSource, papers: f.papers})
	}
	return f.items, f.rejected
}

func (f *folder) visit(path string, d fs.DirEntry, err error) error {
	switch {
	case err != nil:
		f.rejected = append(f.rejected, Rejection{path, fmt.Sprintf("%s: không mở được: %v (kiểm tra quyền đọc)", path, err)})
		return nil
	case (strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "~$")) && path != f.dir: // hidden, or Word's lock
		if d.IsDir() {
			return filepath.SkipDir
		}
		return nil
	case !d.Type().IsRegular():
		return nil
	}
	f.files++
	if belongs(path, f.whole) {
		return nil
	}
	it, err := recognise(path)
	switch {
	case err == nil && it.source.name == paperSource.name:
		f.papers = append(f.papers, it.papers...)
	case err == nil:
		f.items = append(f.items, it)
	case len(f.rejected) < maxRejected:
		f.rejected = append(f.rejected, Rejection{path, err.Error()})
	default:
		f.skipped++
	}
	return nil
}

// belongs tells whether a folder that is imported as a whole takes care of path.
func belongs(path string, found []item) bool {
	for _, it := range found {
		if it.source.owns(path) {
			return true
		}
	}
	return false
}

// What is wrong with a file.
var (
	errEmpty  = errors.New("tệp rỗng (tải hoặc chép lại tệp)")
	errBroken = errors.New("tệp zip bị cắt cụt hoặc hỏng (tải lại tệp; congvu corpus pull phapdien tải tiếp phần còn thiếu)")
	errNotZip = errors.New("có đuôi .zip mà không phải zip (tải lại tệp)")
	errJSON   = errors.New("JSON không phải bản ghi thủ tục hành chính")
)

// recognise finds what reads a file by looking at its start.
func recognise(path string) (item, error) {
	head, err := start(path)
	switch {
	case err != nil:
		return item{}, fmt.Errorf("%s: không đọc được: %w (kiểm tra quyền đọc)", path, err)
	case len(head) == 0:
		return item{}, fmt.Errorf("%s: %w", path, errEmpty)
	}
	for _, src := range sources {
		if src.file(path, head) {
			return item{path: path, source: src}, nil
		}
	}
	ext := strings.ToLower(filepath.Ext(path))
	switch {
	case isJSON(head) || ext == ".json":
		return item{}, fmt.Errorf("%s: %w", path, errJSON)
	case ext == ".zip" && !isZip(head):
		return item{}, fmt.Errorf("%s: %w", path, errNotZip)
	}
	papers := []paper{{path: path}}
	if isZip(head) {
		if papers, err = papersOf(path); err != nil {
			return item{}, err
		}
	}
	return item{path: path, source: paperSource, papers: papers}, nil
}

// start reads the first bytes of a file, however large it is.
func start(path string) (head []byte, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	head, err = io.ReadAll(io.LimitReader(f, 512))
	return head, err
}

// isZip and isJSON judge by the first bytes.
func isZip(head []byte) bool { return bytes.HasPrefix(head, []byte("PK\x03\x04")) }

func isJSON(head []byte) bool {
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	return bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("{"))
}

// papersOf lists the papers in a zip: the file itself when it is one of the
// formats that are zips inside, such as .docx.
func papersOf(path string) (papers []paper, err error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", path, errBroken, err)
	}
	defer func() { err = errors.Join(err, z.Close()) }()
	for _, m := range z.File {
		base := filepath.Base(m.Name)
		switch {
		case m.Name == "[Content_Types].xml" || m.Name == "mimetype" || m.Name == "word/document.xml":
			return []paper{{path: path}}, nil
		case m.FileInfo().IsDir() || strings.HasPrefix(base, ".") || strings.HasPrefix(m.Name, "__MACOSX/"):
			continue
		}
		papers = append(papers, paper{path: path, member: m.Name})
	}
	if len(papers) == 0 {
		return nil, fmt.Errorf("%s: tệp zip không có tệp nào", path)
	}
	return papers, nil
}
