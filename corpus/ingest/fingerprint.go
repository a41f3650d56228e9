package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// fingerprint is the SHA-256 of a file, or of the names and sums of all files of
// a folder.
func fingerprint(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	if !info.IsDir() {
		sum, _, err := checksum(path)
		return sum, err
	}
	h := sha256.New()
	err = filepath.WalkDir(path, func(file string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		sum, _, err := checksum(file)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(path, file)
		fmt.Fprintf(h, "%s %s\n", sum, filepath.ToSlash(rel))
		return err
	})
	return hex.EncodeToString(h.Sum(nil)), err
}
