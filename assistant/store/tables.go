package store

import (
	"context"
	"database/sql"
)

// Change runs do with the right to write, whole or not at all. It is for packages that
// keep tables of their own in the file, so that there is one schema, one writer and one
// backup; their tables are among the migrations here. What the database says comes back
// wrapped as all errors of the store, an error of do's own as it is.
func (s *Store) Change(ctx context.Context, do func(*sql.Tx) error) error {
	return foreign(do, func(do func(*sql.Tx) error) error { return s.change(ctx, do) })
}

// View runs do on one state of the file, whatever is written meanwhile. See Change.
func (s *Store) View(ctx context.Context, do func(*sql.Tx) error) error {
	return foreign(do, func(do func(*sql.Tx) error) error { return s.view(ctx, do) })
}

// foreign keeps the errors of another package from being told as those of the file.
func foreign(do func(*sql.Tx) error, run func(func(*sql.Tx) error) error) error {
	var own error
	err := run(func(tx *sql.Tx) error {
		own = do(tx)
		return own
	})
	if own != nil && classify(own) == nil {
		return own
	}
	return err
}
