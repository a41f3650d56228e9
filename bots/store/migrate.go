package store

import (
	"context"
	"database/sql"
	_ "embed" // the migrations
	"fmt"
)

//go:embed migrations/0001_bots.sql
var migration1 string

// migrations are the steps of the schema: the n-th (from 1) brings a file of
// user_version n-1 to n. Steps are only ever appended.
var migrations = []string{migration1}

// applicationID marks the file as ours in SQLite's header ("CVb1").
const applicationID = 0x43566231

// migrate brings db to the last step, each in its own transaction.
func migrate(ctx context.Context, db *sql.DB) error {
	for {
		version, err := schemaVersion(ctx, db)
		if err != nil {
			return err
		}
		switch {
		case version == len(migrations):
			return nil
		case version > len(migrations):
			return fmt.Errorf("%w: lược đồ %d, chương trình này biết đến %d", ErrTooNew, version, len(migrations))
		}
		if err := migrateStep(ctx, db, version); err != nil {
			return err
		}
	}
}

// schemaVersion reads the version and refuses a database that is not ours.
func schemaVersion(ctx context.Context, db *sql.DB) (version int, err error) {
	var app, tables int
	err = db.QueryRowContext(ctx, `SELECT
		(SELECT user_version FROM pragma_user_version),
		(SELECT application_id FROM pragma_application_id),
		(SELECT count(*) FROM sqlite_schema)`).Scan(&version, &app, &tables)
	if err == nil && app != applicationID && (version != 0 || tables != 0) {
		err = fmt.Errorf("%w: không phải tệp tin nhắn của Công vụ", ErrCorrupt)
	}
	return version, err
}

func migrateStep(ctx context.Context, db *sql.DB, version int) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // of what was not committed
	if _, err := tx.ExecContext(ctx, migrations[version]); err != nil {
		return fmt.Errorf("lược đồ %d: %w", version+1, err)
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, version+1)); err != nil {
		return err
	}
	return tx.Commit()
}
