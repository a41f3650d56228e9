package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/trolycongvu/congvu/corpus"
)

// PutProcedure stores p and says what that did. The same content again changes
// nothing. It returns ErrInvalid when p has no code; the import may go on.
func (im *Import) PutProcedure(ctx context.Context, p corpus.Procedure) (Change, error) {
	if p.Source.Name == "" {
		p.Source.Name = im.info.Source
	}
	if p.Code == "" {
		return "", fmt.Errorf("%w: thủ tục %q không có mã", ErrInvalid, p.Name)
	}
	enc, err := encodeProcedure(p)
	if err != nil {
		return "", fmt.Errorf("%w: thủ tục %s: %w", ErrInvalid, p.Code, err)
	}
	hash := digestOf(enc)
	if earlier, again := im.seenCodes[p.Code]; again {
		return repeated(earlier == hash), nil
	}
	im.seenCodes[p.Code] = hash
	change, err := im.putProcedure(ctx, p, enc, hash)
	if err != nil {
		return "", fail(im.s.file, err)
	}
	im.procedures.put++
	if change == Kept {
		im.procedures.kept++
	}
	return change, nil
}

func (im *Import) putProcedure(ctx context.Context, p corpus.Procedure, enc []byte, hash digest) (Change, error) {
	change, err := im.compareProcedure(ctx, p, hash)
	if err != nil || change == Unchanged || change == Kept {
		return change, err
	}
	body, err := im.packer.pack(enc)
	if err != nil {
		return "", err
	}
	return change, immediately(ctx, im.conn, func() error {
		rev, err := im.nextRevision(ctx)
		if err != nil {
			return err
		}
		if err := im.prep.exec(ctx, `INSERT INTO procedure (code, source, edition, digest, hash, body, revision) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (code) DO UPDATE SET (source, edition, digest, hash, body, revision, withdrawn) =
			(excluded.source, excluded.edition, excluded.digest, excluded.hash, excluded.body, excluded.revision, 0)`,
			p.Code, p.Source.Name, im.edition(p.Source.Edition), p.Digest, hash[:], body, rev); err != nil {
			return err
		}
		return im.changed(ctx, ChangedItem{Procedure: p.Code, Change: change})
	})
}

// compareProcedure says what putting p would do.
func (im *Import) compareProcedure(ctx context.Context, p corpus.Procedure, hash digest) (Change, error) {
	var was, body []byte
	var ours bool
	var withdrawn corpus.Date
	err := im.prep.QueryRowContext(ctx, `SELECT hash, body, digest, withdrawn FROM procedure WHERE code = ?`, p.Code).
		Scan(&was, &body, &ours, &withdrawn)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Added, nil
	case err != nil:
		return "", err
	case p.Digest && !ours:
		return Kept, nil
	case withdrawn != 0:
		return Added, nil
	case string(was) == string(hash[:]):
		return Unchanged, nil
	}
	var old corpus.Procedure
	if err := im.unpack.unpack(body, &old); err != nil {
		return "", err
	}
	again, err := encodeProcedure(old)
	if err != nil || digestOf(again) == hash {
		return Unchanged, err
	}
	return Changed, nil
}
