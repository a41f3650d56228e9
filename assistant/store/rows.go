package store

import (
	"bytes"
	"compress/flate"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"
)

// querier is what reading needs of a pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// scanner reads the columns of one row.
type scanner func(dest ...any) error

// errStop ends each before its last row.
var errStop = errors.New("stop")

// each runs a query and calls do for every row until it says errStop.
func each(ctx context.Context, q querier, do func(scan scanner) error, query string, args ...any) (err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := do(rows.Scan); err != nil {
			if errors.Is(err, errStop) {
				return nil
			}
			return err
		}
	}
	return rows.Err()
}

// column reads a query's only column.
func column[T any](ctx context.Context, q querier, query string, args ...any) (values []T, err error) {
	err = each(ctx, q, func(scan scanner) error {
		var v T
		err := scan(&v)
		values = append(values, v)
		return err
	}, query, args...)
	return values, err
}

// exec runs a statement and returns how many rows it changed.
func exec(ctx context.Context, tx *sql.Tx, query string, args ...any) (int, error) {
	res, err := tx.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	n, err := res.RowsAffected()
	return int(n), err
}

// deflated marks a compressed body; JSON starts with '{' instead.
const deflated = 0x01

// worthDeflating is the length in bytes from which a body is compressed.
const worthDeflating = 256

// maxBody is the longest body read back, in bytes: far more than is ever written.
const maxBody = 32 << 20

// packer writes bodies, one after the other.
type packer struct {
	plain, out bytes.Buffer
	w          *flate.Writer // made when first needed; it takes over a megabyte
}

// pack returns v as a body.
func (s *Store) pack(v any) ([]byte, error) {
	p, ok := s.packers.Get().(*packer)
	if !ok {
		p = new(packer)
	}
	defer s.packers.Put(p)
	p.plain.Reset()
	p.out.Reset()
	e := json.NewEncoder(&p.plain)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	if p.plain.Len() < worthDeflating {
		return bytes.Clone(p.plain.Bytes()), nil
	}
	if err := p.deflate(); err != nil {
		return nil, err
	}
	if p.out.Len() >= p.plain.Len() {
		return bytes.Clone(p.plain.Bytes()), nil
	}
	return bytes.Clone(p.out.Bytes()), nil
}

// deflate writes plain to out.
func (p *packer) deflate() (err error) {
	p.out.WriteByte(deflated)
	if p.w == nil {
		if p.w, err = flate.NewWriter(&p.out, flate.BestSpeed); err != nil {
			return err
		}
	} else {
		p.w.Reset(&p.out)
	}
	if _, err := p.w.Write(p.plain.Bytes()); err != nil {
		return err
	}
	return p.w.Close()
}

// unpacker reads bodies, one after the other. Its zero value is ready.
type unpacker struct {
	src   bytes.Reader
	r     io.ReadCloser // a flate reader, made when first needed
	plain bytes.Buffer
}

// unpack reads a body into v.
func (u *unpacker) unpack(body []byte, v any) error {
	if len(body) > 0 && body[0] == deflated {
		var err error
		if body, err = u.inflate(body[1:]); err != nil {
			return fmt.Errorf("%w: %w", ErrCorrupt, err)
		}
	}
	if err := json.Unmarshal(body, v); err != nil {
		return fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	return nil
}

// inflate returns the body until the next one.
func (u *unpacker) inflate(packed []byte) ([]byte, error) {
	u.src.Reset(packed)
	u.plain.Reset()
	if u.r == nil {
		u.r = flate.NewReader(&u.src)
	} else if err := u.r.(flate.Resetter).Reset(&u.src, nil); err != nil {
		return nil, err
	}
	_, err := u.plain.ReadFrom(io.LimitReader(u.r, maxBody))
	return u.plain.Bytes(), err
}

// instant is a time as it is kept, to the millisecond.
func instant(t time.Time) int64 { return t.UnixMilli() }

// timeOf is the time of an instant.
func timeOf(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

// moment is now as it is kept.
func (s *Store) moment() time.Time { return timeOf(instant(s.now())) }
