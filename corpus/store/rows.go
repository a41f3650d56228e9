package store

import (
	"database/sql"
	"errors"
)

// eachRow calls do for every row and closes rows.
func eachRow(rows *sql.Rows, do func() error) (err error) {
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := do(); err != nil {
			return err
		}
	}
	return rows.Err()
}
