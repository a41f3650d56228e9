package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/trolycongvu/congvu/corpus"
)

// ImportInfo says what is about to be imported.
type ImportInfo struct {
	Source   string      // as corpus.Source.Name; a source is replaced by its own newer editions only
	Path     string      // of the file, for people
	Checksum string      // of the file: the same unfinished one is continued
	Edition  corpus.Date // the date that the data goes up to, zero when unknown
	// AllowOlder lets an edition older than the one in the store through, which
	// is ErrOlder otherwise.
	AllowOlder bool
}

// Import is an import under way. It is for one goroutine.
type Import struct {
	s       *Store
	n       int64
	info    ImportInfo
	resumed bool
	reread  bool        // the file was the last imported: what differs is the program
	today   corpus.Date // stands in for an edition that is not known
	place   *place
	conn    *sql.Conn
	prep    *prepared
	packer  packer
	unpack  unpacker
	letters []byte // working space of fingerprints
	removed map[corpus.DocumentID]Removal

	retiring   bool // what changes now is not what was put
	seen       map[seenAs]digest
	seenCodes  map[string]digest
	documents  tally
	articles   tally
	procedures tally
}

// tally counts what left no trace in the table of changes, and of what did the
// share that was not put: other readings took its place.
type tally struct{ put, kept, unput int }

// BeginImport takes the importer's place in the data folder. It returns ErrBusy
// naming the process that has it, and ErrOlder when the store holds a newer
// edition of the source. The import must be ended with Finish or Close.
func (s *Store) BeginImport(ctx context.Context, info ImportInfo) (*Import, error) {
	place, err := acquire(ctx, s.dir, 0)
	if errors.Is(err, ErrBusy) {
		return nil, s.whoHolds(ctx, err)
	}
	if err != nil {
		return nil, err
	}
	im := &Import{
		s: s, info: info, place: place, today: corpus.DateOf(s.now()),
		seen: map[seenAs]digest{}, seenCodes: map[string]digest{},
	}
	if err := im.begin(ctx); err != nil {
		return nil, errors.Join(fail(s.file, err), im.Close())
	}
	return im, nil
}

func (im *Import) begin(ctx context.Context) (err error) {
	if im.conn, err = im.s.write.Conn(ctx); err != nil {
		return err
	}
	im.prep = &prepared{conn: im.conn, stmts: map[string]*sql.Stmt{}}
	if err := im.recognise(ctx); err != nil {
		return err
	}
	if im.removed, err = removals(ctx, im.prep); err != nil {
		return err
	}
	if im.info.Source == FileSource {
		if err := im.fillFingerprints(ctx); err != nil {
			return err
		}
	}
	latest, err := im.sourceEdition(ctx)
	if err != nil {
		return err
	}
	if im.info.Edition != 0 && im.info.Edition < latest && !im.info.AllowOlder {
		return fmt.Errorf("%w: %s có dữ liệu đến %s, kho đã có đến %s (thêm --older nếu thật sự muốn thay)",
			ErrOlder, im.info.Path, im.info.Edition.Vietnamese(), latest.Vietnamese())
	}
	return im.register(ctx)
}

// recognise looks for an earlier import of the same file. The edition is the
// newest that the file was given: that one is the better informed.
func (im *Import) recognise(ctx context.Context) error {
	var finished string
	var edition corpus.Date
	err := im.prep.QueryRowContext(ctx, `SELECT n, finished, edition, checksum = (SELECT checksum FROM import
			WHERE source = ?1 AND finished <> '' ORDER BY n DESC LIMIT 1) IS TRUE FROM import
		WHERE source = ?1 AND checksum = ?2 AND checksum <> '' ORDER BY n DESC LIMIT 1`, im.info.Source, im.info.Checksum).
		Scan(&im.n, &finished, &edition, &im.reread)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	im.resumed = err == nil && finished == ""
	im.info.Edition = max(im.info.Edition, edition)
	return err
}

// register enters the import, or its resumption, in the table of imports.
func (im *Import) register(ctx context.Context) error {
	if im.resumed {
		return im.prep.exec(ctx, `UPDATE import SET holder = ?, path = ?, edition = ? WHERE n = ?`,
			holder(), im.info.Path, im.info.Edition, im.n)
	}
	return im.conn.QueryRowContext(ctx,
		`INSERT INTO import (source, path, checksum, edition, holder, started) VALUES (?, ?, ?, ?, ?, ?) RETURNING n`,
		im.info.Source, im.info.Path, im.info.Checksum, im.info.Edition, holder(), im.s.now().Format(time.RFC3339)).Scan(&im.n)
}

// Number identifies the import for Store.Changes.
func (im *Import) Number() int64 { return im.n }

// Edition is the edition imported: the one that was asked for, or a newer one
// that the same file was known by.
func (im *Import) Edition() corpus.Date { return im.info.Edition }

// Resumed tells whether an import of the same file that did not finish is continued.
func (im *Import) Resumed() bool { return im.resumed }

// Close gives the importer's place up. What was put stays; without Finish the
// import counts as interrupted. Closing twice, or after Finish, does nothing.
func (im *Import) Close() error {
	if im.place == nil {
		return nil
	}
	var err error
	if im.prep != nil {
		err = im.prep.close()
	}
	im.place.release()
	im.place = nil
	return fail(im.s.file, err)
}

// Missing tells how many documents and procedures of the source Finish would
// withdraw now, and how many the source has in all.
func (im *Import) Missing(ctx context.Context) (missing, all int, err error) {
	if im.info.Source == FileSource {
		return 0, 0, nil
	}
	for _, t := range im.listed() {
		ids, n, err := im.unseen(ctx, t)
		if err != nil {
			return 0, 0, fail(im.s.file, err)
		}
		missing, all = missing+len(ids), all+n
	}
	return missing, all, nil
}

// Finish ends the import. With withdrawMissing the import is taken for the
// whole of its source: what the source brought earlier and not this time is
// withdrawn, and its edition becomes that of everything it still holds. Files
// (FileSource) are never the whole of anything.
func (im *Import) Finish(ctx context.Context, withdrawMissing bool) (Summary, error) {
	withdrawMissing = withdrawMissing && im.info.Source != FileSource
	if withdrawMissing && len(im.seen)+len(im.seenCodes) == 0 {
		return Summary{}, fmt.Errorf("%w: %s không có văn bản hay thủ tục nào, kho được giữ nguyên", ErrInvalid, im.info.Path)
	}
	var sum Summary
	err := immediately(ctx, im.conn, func() (err error) {
		if withdrawMissing {
			if err := im.withdraw(ctx); err != nil {
				return err
			}
		}
		if err := im.dropFiles(ctx); err != nil {
			return err
		}
		if sum, err = im.summary(ctx); err != nil {
			return err
		}
		return im.record(ctx, sum)
	})
	if err != nil {
		return Summary{}, fail(im.s.file, err)
	}
	// Fold the log in unless readers are using it; SQLite does it later then.
	_, _ = im.conn.ExecContext(ctx, "PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA busy_timeout = "+busyTimeout)
	return sum, im.Close()
}

// record marks the import finished and forgets what it makes obsolete.
func (im *Import) record(ctx context.Context, sum Summary) error {
	b, err := json.Marshal(sum)
	if err != nil {
		return err
	}
	if err := im.prep.exec(ctx, `UPDATE import SET finished = ?, summary = ? WHERE n = ?`,
		im.s.now().Format(time.RFC3339), b, im.n); err != nil {
		return err
	}
	// Interrupted imports of the source that this one overtook, and old history.
	const gone = `SELECT n FROM import WHERE (source = ? AND finished = '') OR n <= ? - 200`
	if err := im.prep.exec(ctx, `DELETE FROM change WHERE import IN (`+gone+`)`, im.info.Source, im.n); err != nil {
		return err
	}
	return im.prep.exec(ctx, `DELETE FROM import WHERE n IN (`+gone+`)`, im.info.Source, im.n)
}

// summary counts what the import did, including its earlier runs.
func (im *Import) summary(ctx context.Context) (Summary, error) {
	sum := Summary{Import: im.n, Resumed: im.resumed}
	err := each(ctx, im.prep, func(scan scanner) error {
		var subject string
		var article bool
		var change Change
		var n, articles int
		if err := scan(&subject, &article, &change, &n, &articles); err != nil {
			return err
		}
		switch {
		case subject == subjectProcedure:
			sum.Procedures.add(change, n)
		case article:
			sum.Articles.add(change, n)
		default:
			sum.Documents.add(change, n)
			sum.Articles.add(change, articles)
		}
		return nil
	}, `SELECT subject, article <> '', change, count(*), sum(articles) FROM change WHERE import = ? GROUP BY 1, 2, 3`, im.n)
	if err != nil {
		return sum, err
	}
	sum.Documents.close(im.documents)
	sum.Articles.close(im.articles)
	sum.Procedures.close(im.procedures)
	sum.Revision, err = revision(ctx, im.conn)
	return sum, err
}

func (c *Counts) add(change Change, n int) {
	switch change {
	case Added:
		c.Added += n
	case Changed:
		c.Changed += n
	case Withdrawn:
		c.Withdrawn += n
	}
}

// close fills in what is known from having been put without leaving a change.
func (c *Counts) close(t tally) {
	c.Kept = t.kept
	c.Unchanged = max(0, t.put-t.kept-c.Added-c.Changed+t.unput)
}

// changed notes one change for the report.
func (im *Import) changed(ctx context.Context, item ChangedItem) error {
	if im.retiring && (item.Change == Added || item.Change == Changed) {
		of := &im.articles
		if item.Article == "" {
			of = &im.documents
		}
		of.unput++
	}
	subject, id := subjectDocument, string(item.Document)
	if item.Procedure != "" {
		subject, id = subjectProcedure, item.Procedure
	}
	return im.prep.exec(ctx, `INSERT INTO change (import, subject, id, article, change, articles) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET change = excluded.change, articles = excluded.articles`,
		im.n, subject, id, item.Article, item.Change, item.Articles)
}

// edition is the edition of something put, falling back to the import's.
func (im *Import) edition(own corpus.Date) corpus.Date {
	if own != 0 {
		return own
	}
	return im.info.Edition
}

// mark is the edition as a mark of withdrawal, which must not be zero.
func (im *Import) mark() corpus.Date {
	if im.info.Edition != 0 {
		return im.info.Edition
	}
	return im.today
}
