package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"github.com/trolycongvu/congvu/corpus"
)

// MaxFile is the largest file that the store keeps, in bytes.
const MaxFile = 64 << 20

// FileContent is an imported file as it was.
type FileContent struct {
	Name  string // base name, as it was first imported
	Media string // media type: "application/pdf"
	Bytes []byte
}

// PutFile keeps the bytes of a file that documents are read from, once however
// often it comes. Put the documents read from it (File.SHA256) in the same
// import: Finish drops files that no reading names. It returns ErrInvalid for a
// file larger than MaxFile and for bytes that do not have the sum sha256
// (hexadecimal, small letters).
func (im *Import) PutFile(ctx context.Context, sum string, file FileContent) error {
	if len(file.Bytes) > MaxFile {
		return fmt.Errorf("%w: %s lớn hơn %d MB, không giữ được bản gốc trong kho", ErrInvalid, file.Name, MaxFile>>20)
	}
	if got := sha256.Sum256(file.Bytes); hex.EncodeToString(got[:]) != sum {
		return fmt.Errorf("%w: nội dung tệp %s không khớp tổng SHA-256 đã nêu", ErrInvalid, file.Name)
	}
	err := im.prep.exec(ctx, `INSERT INTO file (sha256, name, media, body) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		sum, file.Name, file.Media, file.Bytes)
	return fail(im.s.file, err)
}

// File returns the bytes of an imported file by their sum. It returns ErrNotFound
// when the store does not have them.
func (s *Store) File(ctx context.Context, sum string) (f FileContent, err error) {
	err = s.read.QueryRowContext(ctx, `SELECT name, media, body FROM file WHERE sha256 = ?`, sum).Scan(&f.Name, &f.Media, &f.Bytes)
	if errors.Is(err, sql.ErrNoRows) {
		return f, fmt.Errorf("tệp %q: %w", sum, ErrNotFound)
	}
	return f, fail(s.file, err)
}

// dropFiles deletes the files that no reading names.
func (im *Import) dropFiles(ctx context.Context) error {
	return im.prep.exec(ctx, `DELETE FROM file WHERE sha256 NOT IN (SELECT sha256 FROM reading)`)
}

// MarkFile notes that a file was read to its end by this version of the reader,
// and which documents it gave, none included.
func (im *Import) MarkFile(ctx context.Context, sum, reader string, docs []corpus.DocumentID) error {
	if len(docs) == 0 {
		docs = []corpus.DocumentID{""}
	}
	err := immediately(ctx, im.conn, func() error {
		if err := im.prep.exec(ctx, `DELETE FROM file_seen WHERE sha256 = ?`, sum); err != nil {
			return err
		}
		for _, id := range slices.Compact(slices.Sorted(slices.Values(docs))) {
			if err := im.prep.exec(ctx, `INSERT INTO file_seen (sha256, document, reader) VALUES (?, ?, ?)`, sum, id, reader); err != nil {
				return err
			}
		}
		return nil
	})
	return fail(im.s.file, err)
}

// FileSeen tells whether a file was read to its end by this version of the reader
// before, and which documents it gave, in order of identifier. Removing one of
// them makes the file unseen.
func (s *Store) FileSeen(ctx context.Context, sum, reader string) (docs []corpus.DocumentID, ok bool, err error) {
	docs, err = column[corpus.DocumentID](ctx, s.read,
		`SELECT document FROM file_seen WHERE sha256 = ? AND reader = ? ORDER BY document`, sum, reader)
	ok = len(docs) > 0
	return slices.DeleteFunc(docs, func(id corpus.DocumentID) bool { return id == "" }), ok, fail(s.file, err)
}
