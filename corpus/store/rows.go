package store

import (
	"context"
	"database/sql"
	"errors"
)

// querier is what reading needs of a pool, a connection or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// scanner reads the columns of one row.
type scanner func(dest ...any) error

// each runs a query and calls do for every row.
func each(ctx context.Context, q querier, do func(scan scanner) error, query string, args ...any) (err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := do(rows.Scan); err != nil {
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

// prepared runs statements on one connection, each prepared once.
type prepared struct {
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
}

func (p *prepared) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	if stmt := p.stmts[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := p.conn.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	p.stmts[query] = stmt
	return stmt, nil
}

func (p *prepared) exec(ctx context.Context, query string, args ...any) error {
	stmt, err := p.stmt(ctx, query) //nolint:sqlclosecheck // close closes it
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(ctx, args...)
	return err
}

// QueryContext makes prepared a querier.
func (p *prepared) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	stmt, err := p.stmt(ctx, query) //nolint:sqlclosecheck // close closes it
	if err != nil {
		return nil, err
	}
	return stmt.QueryContext(ctx, args...)
}

// QueryRowContext makes prepared a querier.
func (p *prepared) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	stmt, err := p.stmt(ctx, query) //nolint:sqlclosecheck // close closes it
	if err != nil {
		return p.conn.QueryRowContext(ctx, query, args...) // which fails the same way
	}
	return stmt.QueryRowContext(ctx, args...)
}

func (p *prepared) close() error {
	var errs []error
	for _, stmt := range p.stmts {
		errs = append(errs, stmt.Close())
	}
	return errors.Join(append(errs, p.conn.Close())...)
}
