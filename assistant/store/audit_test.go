package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant/store"
)

func record(user, question string) store.Record {
	return store.Record{
		User: user, Channel: "api", Conversation: "c1", Question: question, AsOf: 20260310, Status: "answered", Mode: "model",
		Evidence: []string{"Điều 28 Luật số 02/2011/QH13"}, Answer: "Không quá 30 ngày [1].", Verification: json.RawMessage(`{"verdicts":[]}`),
		Model: "mô-hình", TokensIn: 900, TokensOut: 40, Cost: 0.25,
		Latency: store.Latency{Understand: 1, Retrieve: 20.5, Compose: 300, Verify: 2, Total: 324}, Masked: []string{"số căn cước"},
	}
}

func TestRecordComesBackAsItWas(t *testing.T) {
	s, _ := fresh(t)
	ctx := t.Context()
	want := record("an", "thời hạn khiếu nại")
	got := must(s.AddRecord(ctx, want))(t)
	want.ID, want.Time = got.ID, start
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("AddRecord (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, must(s.Record(ctx, "an", got.ID))(t)); diff != "" {
		t.Errorf("Record (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, must(s.AnyRecord(ctx, got.ID))(t)); diff != "" {
		t.Errorf("AnyRecord (-want +got):\n%s", diff)
	}
}

// TestRecordIsCutRatherThanLost: what a model wrote does not keep its record from being kept.
func TestRecordIsCutRatherThanLost(t *testing.T) {
	s, _ := fresh(t)
	r := record("an", "a")
	r.Answer, r.Model, r.Failure = strings.Repeat("ă", store.MaxAnswer), strings.Repeat("m", 1000), "lỗi \xff\x00"
	got := must(s.AddRecord(t.Context(), r))(t)
	if len(got.Answer) > store.MaxAnswer || !strings.HasSuffix(got.Answer, "ă…") || len(got.Model) > 200 || got.Failure != "lỗi \uFFFD\x00" {
		t.Errorf("kept %d and %d bytes, %q", len(got.Answer), len(got.Model), got.Failure)
	}
	if diff := cmp.Diff(got, must(s.Record(t.Context(), "an", got.ID))(t)); diff != "" {
		t.Errorf("Record (-want +got):\n%s", diff)
	}
}

func TestRecordCanBeNamedBeforehand(t *testing.T) {
	s, c := fresh(t)
	r := record("an", "a")
	r.ID = must(s.NewID(c.at))(t)
	id := r.ID
	c.at = c.at.Add(time.Minute)
	if got := must(s.AddRecord(t.Context(), r))(t); got.ID != id || !got.Time.Equal(start) {
		t.Errorf("kept as %s at %v", got.ID, got.Time)
	}
}

func TestAuditIsAppendOnly(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, &clock{start})
	first := must(s.AddRecord(t.Context(), record("an", "lời thật")))(t)
	forged := record("an", "lời khác")
	forged.ID = first.ID
	if _, err := s.AddRecord(t.Context(), forged); !errors.Is(err, store.ErrInvalid) {
		t.Errorf("a record was written over another: %v", err)
	}
	if _, err := rawDB(t, dir).ExecContext(t.Context(), `UPDATE audit SET status = 'khác'`); err == nil || !strings.Contains(err.Error(), "append only") {
		t.Errorf("the file let a record be changed: %v", err)
	}
	if got := must(s.AnyRecord(t.Context(), first.ID))(t); got.Question != "lời thật" {
		t.Errorf("got %+v", got)
	}
}

func TestRecordsAreFiltered(t *testing.T) {
	s, c := fresh(t)
	ctx := t.Context()
	add := func(user, question, answer, status string) {
		r := record(user, question)
		r.Answer, r.Status = answer, status
		must(s.AddRecord(ctx, r))(t)
		c.at = c.at.Add(time.Hour)
	}
	add("an", "Khiếu nại lần đầu?", "Không quá 30 ngày.", "answered")
	add("bình", "nuôi rồng", "Chưa tìm thấy.", "nothing_found")
	add("an", "Nghỉ thai sản", "Sáu tháng; hoà giải.", "answered")
	add("an", "xin chào", "", "out_of_scope")
	tests := []struct {
		name   string
		filter store.Filter
		want   string
	}{
		{"all", store.Filter{}, "xin chào|Nghỉ thai sản|nuôi rồng|Khiếu nại lần đầu?"},
		{"user", store.Filter{User: "bình"}, "nuôi rồng"},
		{"status", store.Filter{Status: "answered"}, "Nghỉ thai sản|Khiếu nại lần đầu?"},
		{"since", store.Filter{Since: start.Add(2 * time.Hour)}, "xin chào|Nghỉ thai sản"},
		{"until", store.Filter{Until: start.Add(2 * time.Hour)}, "nuôi rồng|Khiếu nại lần đầu?"},
		{"between, of one", store.Filter{Since: start.Add(time.Hour), Until: start.Add(3 * time.Hour), User: "an"}, "Nghỉ thai sản"},
		{"text of a question, untoned", store.Filter{Text: "khieu NAI"}, "Khiếu nại lần đầu?"},
		{"text of an answer, other tone place", store.Filter{Text: "hòa giải"}, "Nghỉ thai sản"},
		{"part of a word", store.Filter{Text: "khie"}, ""},
		{"nobody", store.Filter{User: "an%"}, ""},
	}
	for _, tt := range tests {
		list, more, err := s.Records(ctx, tt.filter, store.Page{})
		if err != nil || more != "" {
			t.Errorf("%s: more %q, error %v", tt.name, more, err)
		}
		if got := questions(list); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func questions(list []store.Record) string {
	var all []string
	for _, r := range list {
		all = append(all, r.Question)
	}
	return strings.Join(all, "|")
}

// TestRecordsArePaged: parts join to the whole, filtered by text too, though a filter
// passes over some of them.
func TestRecordsArePaged(t *testing.T) {
	s, _ := fresh(t)
	ctx := t.Context()
	for i := range 20 {
		must(s.AddRecord(ctx, record("an", fmt.Sprintf("câu %d %s", i, []string{"chẵn", "lẻ"}[i%2]))))(t)
	}
	for _, f := range []store.Filter{{}, {Text: "chẵn"}} {
		want, _, err := s.Records(ctx, f, store.Page{Limit: 100})
		if err != nil || len(want) == 0 {
			t.Fatalf("%d records, error %v", len(want), err)
		}
		var got []store.Record
		for page := (store.Page{Limit: 3}); ; {
			list, more, err := s.Records(ctx, f, page)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, list...)
			if more == "" {
				break
			}
			page.After = more
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("filter %+v (-whole +parts):\n%s", f, diff)
		}
	}
}

func TestIdentifiersSortByTimeAndDiffer(t *testing.T) {
	s, c := fresh(t)
	seen := map[string]bool{}
	last := ""
	for i := range 1000 {
		id := must(s.NewID(c.at))(t)
		if seen[id] || len(id) != 26 || i%10 == 0 && id <= last {
			t.Fatalf("identifier %q after %q", id, last)
		}
		seen[id] = true
		if i%10 == 9 {
			last = id
			for k := range seen {
				last = max(last, k)
			}
			c.at = c.at.Add(time.Millisecond)
		}
	}
}
