package embedding

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"net/url"
	"os"
	"path/filepath"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// CacheName is the name of the cache's file in the data folder. It holds nothing
// that cannot be computed again.
const CacheName = "vectors.db"

// cacheID is the application_id in the file's header ("CVv1"), cacheVersion its
// user_version.
const (
	cacheID      = 0x43567631
	cacheVersion = 1
)

// ErrCache is wrapped by errors about the cache's file.
var ErrCache = errors.New("bộ nhớ đệm vectơ không dùng được")

const cacheSchema = `
CREATE TABLE IF NOT EXISTS space ( -- vectors that can be compared with each other
	id        INTEGER PRIMARY KEY,
	model     TEXT    NOT NULL,
	asked     INTEGER NOT NULL, -- dimensions asked for, 0 as the model gives
	dimension INTEGER NOT NULL, -- 0 before the first vector
	UNIQUE (model, asked)
);
CREATE TABLE IF NOT EXISTS vector (
	id    INTEGER PRIMARY KEY,
	space INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
	key   BLOB    NOT NULL, -- SHA-256 of model, prefix and text
	value BLOB    NOT NULL, -- float32, little-endian
	UNIQUE (space, key)
);`

// Cache keeps the vectors of passages by model and text in one SQLite file. What
// was put is on disk. It is safe for concurrent use, by several processes too.
type Cache struct {
	db   *sql.DB
	file string
}

// OpenCache opens the cache in folder dir, making it where there is none. A file
// that is something else is left as it is (ErrCache).
func OpenCache(ctx context.Context, dir string) (*Cache, error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, err
	}
	file, err := filepath.Abs(filepath.Join(dir, CacheName))
	if err != nil {
		return nil, err
	}
	query := url.Values{
		"mode": {"rwc"}, "_busy_timeout": {"10000"}, "_foreign_keys": {"1"}, "_synchronous": {"FULL"}, "_txlock": {"immediate"}, "_dqs": {"0"},
	}
	name := url.URL{Scheme: "file", Path: filepath.ToSlash(file), RawQuery: query.Encode()}
	db, err := sql.Open("sqlite", name.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	c := &Cache{db: db, file: file}
	if err := c.prepare(ctx); err != nil {
		return nil, errors.Join(c.fail(err), db.Close())
	}
	return c, nil
}

// prepare makes the tables of a new file and checks those of an old one.
func (c *Cache) prepare(ctx context.Context) error {
	var id, version, tables int
	row := c.db.QueryRowContext(ctx, `SELECT a.application_id, u.user_version, (SELECT count(*) FROM sqlite_schema)
		FROM pragma_application_id a, pragma_user_version u`)
	if err := row.Scan(&id, &version, &tables); err != nil {
		return err
	}
	switch {
	case id == cacheID && version == cacheVersion:
		return nil
	case id == cacheID && version > cacheVersion:
		return errors.New("do bản Công vụ mới hơn tạo ra")
	case tables > 0:
		return errors.New("không phải tệp của Công vụ")
	}
	if _, err := c.db.ExecContext(ctx, `PRAGMA journal_mode = WAL`); err != nil {
		return err
	}
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	stamp := fmt.Sprintf("; PRAGMA application_id = %d; PRAGMA user_version = %d", cacheID, cacheVersion)
	if _, err := tx.ExecContext(ctx, cacheSchema+stamp); err != nil {
		return err
	}
	return tx.Commit()
}

func (c *Cache) fail(err error) error {
	if err == nil || errors.Is(err, ErrDimension) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return fmt.Errorf("%w: %s: %w; có thể xóa tệp này, vectơ sẽ được tính lại", ErrCache, c.file, err)
}

// Close ends the use of the cache.
func (c *Cache) Close() error { return c.db.Close() }

// Forget drops all vectors of a model.
func (c *Cache) Forget(ctx context.Context, model string) error {
	_, err := c.db.ExecContext(ctx, `DELETE FROM space WHERE model = ?`, model)
	return c.fail(err)
}

// key names a vector within its space.
type key [sha256.Size]byte

// keyOf is the key of an input, which is the masked, cut text behind the prefix.
func keyOf(model, prefix, input string) key {
	sum := sha256.New()
	for _, part := range []string{model, prefix, input} {
		var size [8]byte
		binary.LittleEndian.PutUint64(size[:], uint64(len(part)))
		sum.Write(size[:])
		_, _ = io.WriteString(sum, part) // a hash takes all
	}
	return key(sum.Sum(nil))
}

// space is the part of the cache for one model and number of dimensions.
type space struct {
	cache *Cache
	id    int64
}

func (c *Cache) space(ctx context.Context, model string, asked int) (*space, error) {
	_, err := c.db.ExecContext(ctx, `INSERT INTO space (model, asked, dimension) VALUES (?, ?, 0) ON CONFLICT DO NOTHING`, model, asked)
	if err != nil {
		return nil, c.fail(err)
	}
	s := &space{cache: c}
	err = c.db.QueryRowContext(ctx, `SELECT id FROM space WHERE model = ? AND asked = ?`, model, asked).Scan(&s.id)
	return s, c.fail(err)
}

// dimension is the number of components of all vectors, 0 before the first.
func (s *space) dimension(ctx context.Context) (n int, err error) {
	err = s.cache.db.QueryRowContext(ctx, `SELECT dimension FROM space WHERE id = ?`, s.id).Scan(&n)
	return n, s.cache.fail(err)
}

func (s *space) has(ctx context.Context, k key) (found bool, err error) {
	err = s.cache.db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM vector WHERE space = ? AND key = ?)`, s.id, k[:]).Scan(&found)
	return found, s.cache.fail(err)
}

// get reads a vector that is there.
func (s *space) get(ctx context.Context, k key, dimension int) ([]float32, error) {
	var value []byte
	if err := s.cache.db.QueryRowContext(ctx, `SELECT value FROM vector WHERE space = ? AND key = ?`, s.id, k[:]).Scan(&value); err != nil {
		return nil, s.cache.fail(err)
	}
	if len(value) != 4*dimension {
		return nil, s.cache.fail(fmt.Errorf("vectơ dài %d byte, cần %d", len(value), 4*dimension))
	}
	v := make([]float32, dimension)
	for i := range v {
		v[i] = math.Float32frombits(binary.LittleEndian.Uint32(value[4*i:]))
	}
	return v, nil
}

// put keeps the vectors of a batch, all or none. Vectors of another dimension
// than those that are there are ErrDimension.
func (s *space) put(ctx context.Context, keys []key, vectors [][]float32) (err error) {
	tx, err := s.cache.db.BeginTx(ctx, nil)
	if err != nil {
		return s.cache.fail(err)
	}
	defer tx.Rollback()
	if err := s.fit(ctx, tx, len(vectors[0])); err != nil {
		return s.cache.fail(err)
	}
	for i, v := range vectors {
		value := make([]byte, 0, 4*len(v))
		for _, x := range v {
			value = binary.LittleEndian.AppendUint32(value, math.Float32bits(x))
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO vector (space, key, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`,
			s.id, keys[i][:], value)
		if err != nil {
			return s.cache.fail(err)
		}
	}
	return s.cache.fail(tx.Commit())
}

// fit makes n the dimension of the space, or finds that it is another.
func (s *space) fit(ctx context.Context, tx *sql.Tx, n int) error {
	if _, err := tx.ExecContext(ctx, `UPDATE space SET dimension = ? WHERE id = ? AND dimension = 0`, n, s.id); err != nil {
		return err
	}
	var have int
	if err := tx.QueryRowContext(ctx, `SELECT dimension FROM space WHERE id = ?`, s.id).Scan(&have); err != nil {
		return err
	}
	if have != n {
		return fmt.Errorf("%w: máy chủ cho %d chiều, các vectơ đã tính có %d; nếu mô hình đã đổi, hãy tính lại từ đầu: congvu index embed --fresh",
			ErrDimension, n, have)
	}
	return nil
}
