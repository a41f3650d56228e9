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
		src, err := recognise(path)
		if err != nil {
			return nil, []Rejection{{path, err.Error()}}
		}
		return []item{{path, src}}, nil
	}
	for _, src := range sources {
		if src.folder(path) {
			items = append(items, item{path, src})
		}
	}
	return expandFolder(path, items)
}

// expandFolder goes through the files of a folder that found reads already as a
// whole, leaving out those that belong to it.
func expandFolder(dir string, found []item) (items []item, rejected []Rejection) {
	files, skipped := 0, 0
	items = found
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			rejected = append(rejected, Rejection{path, fmt.Sprintf("%s: không mở được: %v (kiểm tra quyền đọc)", path, err)})
			return nil
		case strings.HasPrefix(d.Name(), ".") && path != dir:
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		case !d.Type().IsRegular():
			return nil
		}
		files++
		if belongs(path, found) {
			return nil
		}
		src, err := recognise(path)
		switch {
		case err == nil:
			items = append(items, item{path, src})
		case len(rejected) < maxRejected:
			rejected = append(rejected, Rejection{path, err.Error()})
		default:
			skipped++
		}
		return nil
	})
	if err != nil {
		rejected = append(rejected, Rejection{dir, fmt.Sprintf("%s: %v", dir, err)})
	}
	if files == 0 {
		rejected = append(rejected, Rejection{dir, dir + ": thư mục không có tệp nào (kiểm tra đường dẫn)"})
	}
	if skipped > 0 {
		rejected = append(rejected, Rejection{dir, fmt.Sprintf("%s: còn %d tệp khác cũng không đọc được", dir, skipped)})
	}
	return items, rejected
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
	errEmpty   = errors.New("tệp rỗng (tải hoặc chép lại tệp)")
	errBroken  = errors.New("tệp zip bị cắt cụt hoặc hỏng (tải lại tệp; congvu corpus pull phapdien tải tiếp phần còn thiếu)")
	errUnknown = errors.New("chưa đọc được loại tệp này")
)

// readable says what can be imported, for messages.
const readable = "hiện nạp được: zip Bộ Pháp điển điện tử (phapdien.moj.gov.vn), zip, thư mục hoặc JSON thủ tục hành chính"

// recognise finds the source that reads a file by looking at its start.
func recognise(path string) (source, error) {
	head, err := start(path)
	switch {
	case err != nil:
		return source{}, fmt.Errorf("%s: không đọc được: %w (kiểm tra quyền đọc)", path, err)
	case len(head) == 0:
		return source{}, fmt.Errorf("%s: %w", path, errEmpty)
	}
	kind, zipped := kindOf(path, head)
	if zipped {
		z, err := zip.OpenReader(path)
		if err != nil {
			return source{}, fmt.Errorf("%s: %w: %w", path, errBroken, err)
		}
		if err := z.Close(); err != nil {
			return source{}, err
		}
	}
	for _, src := range sources {
		if src.file(path, head) {
			return src, nil
		}
	}
	return source{}, fmt.Errorf("%s: %w (%s); %s", path, errUnknown, kind, readable)
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

// kindOf names the kind of a file for messages and tells whether it should be a zip.
func kindOf(path string, head []byte) (kind string, zipped bool) {
	ext := strings.ToLower(filepath.Ext(path))
	switch {
	case isZip(head) && ext == ".docx":
		return "văn bản Word .docx", false
	case isZip(head) && (ext == ".xlsx" || ext == ".pptx" || ext == ".odt"):
		return "tệp văn phòng " + ext, false
	case isZip(head):
		return "zip không có dữ liệu quen thuộc", true
	case bytes.HasPrefix(head, []byte("%PDF")):
		return "PDF", false
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return "văn bản Word .doc", false
	case ext == ".zip":
		return "có đuôi .zip mà không phải zip", false
	case isJSON(head):
		return "JSON không phải bản ghi thủ tục", false
	case ext == "":
		return "không rõ loại", false
	}
	return "tệp " + ext, false
}
