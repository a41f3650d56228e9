package assistant

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/store"
)

// quoting is a draft that quotes invented sentences from a law and a decree.
func quoting(law, decree string) *draft {
	d := newDraft("", 20260201)
	for i, text := range []string{law, decree} {
		doc := &CitedDocument{ID: "90-2018-qh14", Number: "90/2018/QH14", Kind: corpus.KindLaw, Title: "Quan trắc cộng đồng", Issued: 20180615}
		if i == 1 {
			doc = &CitedDocument{ID: "901-2019-nd-cp", Number: "901/2019/NĐ-CP", Kind: corpus.KindDecree, Title: "Về trạm quan trắc", Issued: 20190105}
		}
		d.quote(text, true, d.add(Citation{Document: doc, Link: string(doc.ID)}))
	}
	return d
}

func TestNameConflicts(t *testing.T) {
	const law = "Thời hạn giải quyết hồ sơ lập trạm là 30 ngày kể từ ngày nhận đủ hồ sơ."
	tests := []struct {
		name, decree string
		conflict     bool
	}{
		{"another value", "Thời hạn giải quyết hồ sơ lập trạm là 20 ngày kể từ ngày nhận đủ hồ sơ.", true},
		{"behind its place", "Điều 10 Nghị định số 901/2019/NĐ-CP: Thời hạn giải quyết hồ sơ lập trạm là 20 ngày kể từ ngày nhận đủ hồ sơ.", true},
		{"the same value", "Thời hạn giải quyết hồ sơ lập trạm là 30 ngày kể từ ngày nhận đủ hồ sơ.", false},
		{"another unit", "Thời hạn giải quyết hồ sơ lập trạm là 20 ngày làm việc kể từ ngày nhận đủ hồ sơ.", false},
		{"another matter", "Thời hạn lưu sổ quan trắc tại trạm giáp ranh là 20 ngày từ khi kiểm kê.", false},
		{"two values", "Thời hạn giải quyết hồ sơ lập trạm là 20 ngày, phức tạp là 45 ngày kể từ ngày nhận đủ hồ sơ.", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := quoting(law, tt.decree)
			a := &Assistant{catalogues: catalogues{shelf: emptyShelf{}, now: noon}}
			if err := a.nameConflicts(t.Context(), d); err != nil {
				t.Fatal(err)
			}
			if got := len(d.answer.Sentences) == 3; got != tt.conflict {
				t.Fatalf("conflict %v, want %v: %+v", got, tt.conflict, d.answer.Sentences)
			}
			if !tt.conflict {
				return
			}
			text := d.answer.Sentences[2].Text
			for _, want := range []string{"30 ngày [1] và 20 ngày [2]", "hiệu lực pháp lý cao hơn: Luật Quan trắc cộng đồng [1]", "ban hành sau: Nghị định số 901/2019/NĐ-CP [2], 05/01/2019", "không có trong kho"} {
				if !strings.Contains(text, want) {
					t.Errorf("%q does not say %q", text, want)
				}
			}
		})
	}
}

// emptyShelf is a corpus without documents.
type emptyShelf struct{}

func (emptyShelf) Revision(context.Context) (int64, error)          { return 1, nil }
func (emptyShelf) Heads(context.Context) ([]corpus.Document, error) { return nil, nil }
func (emptyShelf) Stats(context.Context) (store.Stats, error)       { return store.Stats{}, nil }
func (emptyShelf) Document(context.Context, corpus.DocumentID) (corpus.Document, error) {
	return corpus.Document{}, errMissing
}

func noon() time.Time { return time.Date(2026, 2, 1, 5, 0, 0, 0, time.UTC) }
