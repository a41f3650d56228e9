package store

import (
	"bytes"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/corpus"
)

// older makes a data folder as the first version of the program left it: one
// document of one article, an older wording of it, and a procedure.
func older(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, FileName)
	execFile(t, file, migrations[0])
	long := strings.Repeat("Cơ quan có thẩm quyền quyết định. ", 30)
	execFile(t, file, fmt.Sprintf(`PRAGMA application_id = %d; PRAGMA user_version = 1; PRAGMA journal_mode = WAL;
		INSERT INTO document VALUES (1, '30-2020-nd-cp', '30/2020/NDCP', '30/2020', 'Nghị định', 'cong tac van thu', 20200305, 'phapdien',
			20260201, 0, 0, 1, x'01', '{"id":"30-2020-nd-cp","number":"30/2020/NĐ-CP","kind":"Nghị định","title":"Công tác văn thư","source":{"name":"phapdien"}}', 0, 1);
		INSERT INTO article VALUES (1, 1, '1', 0, x'02', '{"key":"1","label":"1","body":[{"level":"paragraph","text":"%[2]s"}],"in_force":{"from":"2020-03-05"}}', 20260201, 0, 0);
		INSERT INTO version VALUES (1, 1, '1', 'phapdien', '{"key":"1","label":"1","body":[{"level":"paragraph","text":"cũ"}],"in_force":{}}', 20240201, 20250201, 20250701, 0);
		INSERT INTO procedure VALUES (1, '1.001321', 'dichvucong', 20260201, 0, x'03', '{"code":"1.001321","name":"Thủ tục"}', 0, 2);
		INSERT INTO source VALUES ('phapdien', 20260201)`, applicationID, long))
	return dir
}

func TestOpenOlder(t *testing.T) {
	dir := older(t)
	var log bytes.Buffer
	s, err := Open(t.Context(), dir, Options{Logger: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	defer mustClose(t, s)
	if !strings.Contains(log.String(), "nâng cấp kho dữ liệu") {
		t.Errorf("the log does not say that the store was migrated: %s", &log)
	}
	doc, err := s.Document(t.Context(), "30-2020-nd-cp")
	if err != nil || len(doc.Articles) != 1 || doc.Source.Edition != 20260201 {
		t.Fatalf("the document is %+v, %v", doc, err)
	}
	versions, err := s.Versions(t.Context(), doc.ID, "1")
	if err != nil || len(versions) != 1 || versions[0].Until != 20250701 {
		t.Errorf("the older wordings are %+v, %v", versions, err)
	}
	list, err := s.Readings(t.Context(), doc.ID)
	if err != nil || len(list) != 1 || !list[0].Chosen || list[0].Source != "phapdien" || list[0].Articles != 1 {
		t.Errorf("the readings are %+v, %v", list, err)
	}
	if rev, err := s.Revision(t.Context()); err != nil || rev != 2 {
		t.Errorf("revision %d, %v, want 2", rev, err)
	}

	im, err := s.BeginImport(t.Context(), ImportInfo{Source: FileSource})
	if err != nil {
		t.Fatal(err)
	}
	file := doc
	file.ID, file.Number, file.Source = "31-2020-nd-cp", "31/2020/NĐ-CP", corpus.Source{Name: FileSource}
	file.ArticleCount = 0
	out, err := im.Put(t.Context(), file)
	if err != nil || out.Change != Unchanged || out.Document != doc.ID {
		t.Errorf("the text of the old document under another number: %+v, %v", out, err)
	}
	if _, err := im.Finish(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}
