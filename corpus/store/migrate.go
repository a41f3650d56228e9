package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"log/slog"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migrations are the steps of the schema: the n-th (from 1) brings a file of
// user_version n-1 to n. Steps are only ever appended.
var migrations = []string{
	mustRead("migrations/0001_corpus.sql"),
	mustRead("migrations/0002_readings.sql"),
}

func mustRead(name string) string {
	b, err := migrationFiles.ReadFile(name)
	if err != nil {
		panic(err) // the file is part of the program
	}
	return string(b)
}

// migrate brings db to the last of steps, each step in its own transaction.
func migrate(ctx context.Context, db *sql.DB, steps []string, log *slog.Logger) (err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	for {
		version, err := schemaVersion(ctx, conn)
		if err != nil {
			return err
		}
		switch {
		case version == len(steps):
			return nil
		case version > len(steps):
			return fmt.Errorf("%w (lược đồ %d, chương trình này biết đến %d): hãy nâng cấp Công vụ rồi mở lại; dữ liệu còn nguyên",
				ErrTooNew, version, len(steps))
		}
		if version > 0 {
			log.Info("nâng cấp kho dữ liệu", "từ lược đồ", version, "đến", version+1)
		}
		if err := migrateStep(ctx, conn, version, steps[version]); err != nil {
			return err
		}
	}
}

// schemaVersion reads the version and refuses a database that is not ours.
func schemaVersion(ctx context.Context, conn *sql.Conn) (int, error) {
	var version, app, tables int
	err := conn.QueryRowContext(ctx, `SELECT
		(SELECT user_version FROM pragma_user_version),
		(SELECT application_id FROM pragma_application_id),
		(SELECT count(*) FROM sqlite_schema)`).Scan(&version, &app, &tables)
	if err != nil {
		return 0, err
	}
	if app != applicationID && (version != 0 || tables != 0) {
		return 0, fmt.Errorf("%w: không phải kho văn bản của Công vụ (%s)", ErrCorrupt, remedies[ErrCorrupt])
	}
	return version, nil
}

// migrateStep runs one step unless another process has done so meanwhile.
func migrateStep(ctx context.Context, conn *sql.Conn, version int, step string) error {
	return immediately(ctx, conn, func() error {
		now, err := schemaVersion(ctx, conn)
		if err != nil || now != version {
			return err
		}
		if _, err := conn.ExecContext(ctx, step); err != nil {
			return fmt.Errorf("lược đồ %d: %w", version+1, err)
		}
		_, err = conn.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, version+1))
		return err
	})
}

// immediately runs do in a transaction that has the right to write from its
// start, and rolls back when it fails.
func immediately(ctx context.Context, conn *sql.Conn, do func() error) error {
	if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	err := do()
	if err == nil {
		if _, err = conn.ExecContext(ctx, "COMMIT"); err == nil {
			return nil
		}
	}
	// SQLite has rolled back by itself after some failures; ROLLBACK then says
	// that there is no transaction, which is what is wanted.
	_, _ = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
	return err
}
