package store_test

import (
	"database/sql"
	"errors"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant/store"
)

// TestTablesOfOthers: a change is whole or not at all, an error of the caller's own
// comes back as it is, one of the database as the store tells it.
func TestTablesOfOthers(t *testing.T) {
	s, _ := fresh(t)
	ctx := t.Context()
	add := func(name string, err error) error {
		return s.Change(ctx, func(tx *sql.Tx) error {
			_, failed := tx.ExecContext(ctx, `INSERT INTO account (name, role, password, created, changed, used, disabled) VALUES (?, '', '', 0, 0, 0, 0)`, name)
			return errors.Join(failed, err)
		})
	}
	must(0, add("an", nil))(t)
	own := errors.New("lỗi riêng")
	if err := add("bình", own); !errors.Is(err, own) || strings.Contains(err.Error(), store.FileName) {
		t.Errorf("an error of one's own: %v", err)
	}
	var names string
	view := func(query string) error {
		return s.View(ctx, func(tx *sql.Tx) error { return tx.QueryRowContext(ctx, query).Scan(&names) })
	}
	must(0, view(`SELECT group_concat(name) FROM account`))(t)
	if names != "an" {
		t.Errorf("accounts %q, want only the one that was committed", names)
	}
	if err := view(`SELECT name FROM account WHERE name = 'bình'`); !errors.Is(err, sql.ErrNoRows) {
		t.Errorf("no row: %v", err)
	}
	must(0, s.Change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM account`)
		return err
	}))(t)
	if err := s.View(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM account`)
		return err
	}); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("a write where one reads: %v", err)
	}
}
