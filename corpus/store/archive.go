package store

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// ErrArchive is a backup that is damaged, or none at all, or hostile.
var ErrArchive = errors.New("bản sao lưu không dùng được")

// Limits of an archive that is read back. Databases of compressed texts do not
// shrink much more; an archive that unpacks to far more is a trap.
const (
	maxManifest  = 1 << 20
	maxUnpacked  = 64 << 30
	maxInflation = 200
	freeOfRatio  = 64 << 20
)

// unpackArchive writes the files of an archive to the empty folder dir and
// verifies their sizes and sums. Names other than those of a backup, links,
// repeated and missing entries are refused.
func unpackArchive(ctx context.Context, dir string, r io.Reader) (manifest, error) {
	packed := &counter{r: r}
	zipped, err := gzip.NewReader(packed)
	if err != nil {
		return manifest{}, fmt.Errorf("%w: không phải tệp tar.gz: %w", ErrArchive, err)
	}
	in := tar.NewReader(zipped)
	m, err := readManifest(in)
	if err != nil {
		return m, err
	}
	left := slices.Clone(m.Files)
	for {
		header, err := in.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return m, fmt.Errorf("%w: bị cắt cụt hoặc hỏng: %w", ErrArchive, err)
		}
		i := slices.IndexFunc(left, func(f manifestFile) bool { return f.Name == header.Name && f.Size == header.Size })
		if i < 0 || header.Typeflag != tar.TypeReg {
			return m, fmt.Errorf("%w: mục lạ %q", ErrArchive, header.Name)
		}
		if err := unpackFile(ctx, filepath.Join(dir, left[i].Name), in, left[i], packed); err != nil {
			return m, err
		}
		left = slices.Delete(left, i, i+1)
	}
	if len(left) > 0 {
		return m, fmt.Errorf("%w: thiếu %s", ErrArchive, left[0].Name)
	}
	return m, nil
}

// readManifest reads the first entry and checks that a backup can be so.
func readManifest(in *tar.Reader) (m manifest, err error) {
	header, err := in.Next()
	if err != nil {
		return m, fmt.Errorf("%w: bị cắt cụt hoặc hỏng: %w", ErrArchive, err)
	}
	if header.Name != manifestName || header.Typeflag != tar.TypeReg || header.Size > maxManifest {
		return m, fmt.Errorf("%w: mục đầu là %q, không phải %s", ErrArchive, header.Name, manifestName)
	}
	if err := json.NewDecoder(in).Decode(&m); err != nil {
		return m, fmt.Errorf("%w: %s: %w", ErrArchive, manifestName, err)
	}
	if m.Format > archiveFormat {
		return m, fmt.Errorf("%w: định dạng sao lưu %d, hãy nâng cấp Công vụ", ErrTooNew, m.Format)
	}
	var total int64
	seen := map[string]bool{}
	for _, f := range m.Files {
		total += f.Size
		if !slices.Contains(archived, f.Name) || seen[f.Name] || f.Size < 0 || f.Size > maxUnpacked || total > maxUnpacked {
			return m, fmt.Errorf("%w: %s kê mục lạ %q", ErrArchive, manifestName, f.Name)
		}
		seen[f.Name] = true
	}
	if !seen[FileName] {
		return m, fmt.Errorf("%w: không có %s", ErrArchive, FileName)
	}
	return m, nil
}

// unpackFile writes one entry to the new file dest.
func unpackFile(ctx context.Context, dest string, in io.Reader, entry manifestFile, packed *counter) (err error) {
	f, err := os.OpenFile(dest, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fail(dest, err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	sum := sha256.New()
	out := io.MultiWriter(f, sum)
	for written := int64(0); written < entry.Size; {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := io.CopyN(out, in, min(16<<20, entry.Size-written))
		written += n
		switch {
		case classify(err) != nil:
			return fail(dest, err)
		case err != nil:
			return fmt.Errorf("%w: %s bị cắt cụt hoặc hỏng: %w", ErrArchive, entry.Name, err)
		case written > freeOfRatio && written > packed.n*maxInflation:
			return fmt.Errorf("%w: %s nở quá %d lần so với tệp nén", ErrArchive, entry.Name, maxInflation)
		}
	}
	if hexSum(sum) != entry.SHA256 {
		return fmt.Errorf("%w: %s sai tổng SHA-256", ErrArchive, entry.Name)
	}
	return f.Sync()
}

// counter counts what was read.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}
