package dichvucong

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// maxRecord bounds one record; the largest on the portal is 250 KB.
const maxRecord = 4 << 20

// source lists and reads the records of a zip, folder or file.
type source interface {
	names() []string // sorted, slash-separated
	read(name string) ([]byte, error)
	close() error
}

func openSource(name string) (source, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w; hãy kiểm tra đường dẫn", ErrUnreadable, name, err)
	}
	switch {
	case info.IsDir():
		return openFolder(name)
	case strings.EqualFold(filepath.Ext(name), ".json"):
		dir, file := filepath.Split(name)
		abs, err := filepath.Abs(dir)
		if err != nil {
			return nil, fmt.Errorf("%w: %s: %w", ErrUnreadable, name, err)
		}
		// One level up, so that the folder that names the agency is seen.
		return &folder{root: filepath.Dir(abs), files: []string{path.Join(filepath.Base(abs), file)}}, nil
	default:
		return openArchive(name)
	}
}

type folder struct {
	root  string
	files []string
}

func openFolder(root string) (source, error) {
	abs, err := filepath.Abs(root)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrUnreadable, root, err)
	}
	f := &folder{root: filepath.Dir(abs)}
	err = filepath.WalkDir(abs, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.Type().IsRegular() && isRecordName(filepath.ToSlash(p)) {
			rel, err := filepath.Rel(f.root, p)
			if err != nil {
				return err
			}
			f.files = append(f.files, filepath.ToSlash(rel))
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%w: thư mục %s: %w; hãy kiểm tra quyền đọc", ErrUnreadable, root, err)
	}
	slices.Sort(f.files)
	return f, nil
}

func (f *folder) names() []string { return f.files }

func (f *folder) read(name string) (data []byte, err error) {
	file, err := os.Open(filepath.Join(f.root, filepath.FromSlash(name)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return readLimited(file)
}

func (f *folder) close() error { return nil }

type archive struct {
	zip   *zip.ReadCloser
	files []string
	byKey map[string]*zip.File
}

func openArchive(name string) (source, error) {
	z, err := zip.OpenReader(name)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w; hãy tải lại tệp zip", ErrUnreadable, name, err)
	}
	a := &archive{zip: z, byKey: make(map[string]*zip.File, len(z.File))}
	for _, f := range z.File {
		key := strings.ReplaceAll(f.Name, `\`, "/")
		if f.FileInfo().IsDir() || !isRecordName(key) {
			continue
		}
		if _, ok := a.byKey[key]; !ok {
			a.files = append(a.files, key)
		}
		a.byKey[key] = f
	}
	slices.Sort(a.files)
	return a, nil
}

func (a *archive) names() []string { return a.files }

func (a *archive) read(name string) (data []byte, err error) {
	f := a.byKey[name]
	if f.UncompressedSize64 > maxRecord {
		return nil, fmt.Errorf("%w: %d byte, giới hạn %d", ErrTooLarge, f.UncompressedSize64, maxRecord)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	return readLimited(r)
}

func (a *archive) close() error { return a.zip.Close() }

// readLimited reads r to its end but never more than maxRecord bytes, whatever
// a zip directory claims.
func readLimited(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxRecord+1))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	if len(data) > maxRecord {
		return nil, fmt.Errorf("%w: hơn %d byte", ErrTooLarge, maxRecord)
	}
	return data, nil
}

// isRecordName leaves out what is no record, and the shadow files of macOS zips.
func isRecordName(name string) bool {
	base := path.Base(name)
	return strings.EqualFold(path.Ext(base), ".json") && !strings.HasPrefix(base, ".") &&
		!strings.Contains(name, "__MACOSX/")
}

// folderOf is the name of the folder that holds the record.
func folderOf(name string) string { return path.Base(path.Dir(name)) }
