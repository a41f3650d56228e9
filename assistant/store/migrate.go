package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"log/slog"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migrations are the steps of the schema: the n-th (from 1) brings a file of
// user_version n-1 to n. Steps are only ever appended.
var migrations = []string{
	mustRead("migrations/0001_state.sql"),
	mustRead("migrations/0002_access.sql"),
}

func mustRead(name string) string {
	b, err := migrationFiles.ReadFile(name)
	if err != nil {
		panic(err) // the file is part of the program
	}
	return string(b)
}

// migrate brings db to the last of steps, each step in its own transaction, which
// sees what another process has done meanwhile.
func migrate(ctx context.Context, db *sql.DB, steps []string, log *slog.Logger) error {
	for fresh, first := false, true; ; first = false {
		version, err := schemaVersion(ctx, db)
		if err != nil {
			return err
		}
		fresh = fresh || first && version == 0
		switch {
		case version == len(steps):
			return nil
		case version > len(steps):
			return fmt.Errorf("%w (lược đồ %d, chương trình này biết đến %d): hãy nâng cấp Công vụ rồi mở lại; dữ liệu còn nguyên",
				ErrTooNew, version, len(steps))
		}
		if !fresh {
			log.Info("nâng cấp tệp trạng thái", "từ lược đồ", version, "đến", version+1)
		}
		if err := migrateStep(ctx, db, version, steps[version]); err != nil {
			return err
		}
	}
}

// schemaVersion reads the version and refuses a database that is not ours.
func schemaVersion(ctx context.Context, q querier) (int, error) {
	var version, app, tables int
	err := q.QueryRowContext(ctx, `SELECT
		(SELECT user_version FROM pragma_user_version),
		(SELECT application_id FROM pragma_application_id),
		(SELECT count(*) FROM sqlite_schema)`).Scan(&version, &app, &tables)
	if err != nil {
		return 0, err
	}
	if app != applicationID && (version != 0 || tables != 0) {
		return 0, fmt.Errorf("%w: không phải tệp trạng thái của Công vụ (%s)", ErrCorrupt, remedies[ErrCorrupt])
	}
	return version, nil
}

// migrateStep runs one step unless another process has done so meanwhile.
func migrateStep(ctx context.Context, db *sql.DB, version int, step string) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // of what was not committed
	now, err := schemaVersion(ctx, tx)
	if err != nil || now != version {
		return err
	}
	if _, err := tx.ExecContext(ctx, step); err != nil {
		return fmt.Errorf("lược đồ %d: %w", version+1, err)
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, version+1)); err != nil {
		return err
	}
	return tx.Commit()
}
