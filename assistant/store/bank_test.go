package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trolycongvu/congvu/assistant/store"
	"github.com/trolycongvu/congvu/corpus"
)

// texts is what places read, by reference; "ended" before a text tells that it is not in
// force.
type texts map[string]string

func (x texts) of(_ context.Context, ref string) (string, bool, error) {
	text, ok := x[ref]
	if !ok {
		return "", false, fmt.Errorf("%w: %s", store.ErrGone, ref)
	}
	text, ended := strings.CutPrefix(text, "ended ")
	return text, !ended, nil
}

// approve makes an approved answer that rests on places that read so.
func approve(id string, on corpus.Date, places texts, refs ...string) store.Approved {
	a := store.Approved{
		ID: id, Questions: []string{"câu hỏi " + id}, Approver: "Trưởng phòng A", ApprovedOn: on,
		Sentences: []store.ApprovedSentence{{Text: "Trả lời.", Citations: []int{}}},
	}
	for i, ref := range refs {
		a.Citations = append(a.Citations, store.ApprovedCitation{Ref: ref, SHA256: store.TextSum(places[ref])})
		a.Sentences[0].Citations = append(a.Sentences[0].Citations, i+1)
	}
	return a
}

func TestApprovedComesBackAsItWas(t *testing.T) {
	s, _ := fresh(t)
	ctx := t.Context()
	places := texts{"r1": "lời một", "r2": "lời hai"}
	before := must(s.BankRevision(ctx))(t)
	want := approve("a", 20260301, places, "r1", "r2")
	want.Collections = []string{"nội bộ"}
	got := must(s.PutApproved(ctx, want))(t)
	want.State, want.Changed = store.Current, start
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("PutApproved (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, must(s.Approved(ctx, "a"))(t)); diff != "" {
		t.Errorf("Approved (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]store.Approved{want}, must(s.ApprovedAnswers(ctx, store.Current))(t)); diff != "" {
		t.Errorf("ApprovedAnswers (-want +got):\n%s", diff)
	}
	if after := must(s.BankRevision(ctx))(t); after == before {
		t.Error("the revision did not move")
	}
	if _, err := s.Approved(ctx, "b"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("one that is not there: %v", err)
	}
}

func TestRevalidate(t *testing.T) {
	s, _ := fresh(t)
	ctx := t.Context()
	places := texts{"giữ": "giữ nguyên", "đổi": "lời cũ", "mất": "sẽ mất", "hết": "sẽ hết"}
	for id, ref := range map[string]string{"1": "giữ", "2": "đổi", "3": "mất", "4": "hết"} {
		must(s.PutApproved(ctx, approve(id, 20260301, places, "giữ", ref)))(t)
	}
	if c := must(s.Revalidate(ctx, places.of))(t); c.Current != 4 || len(c.Stale) != 0 {
		t.Fatalf("before any change: %+v", c)
	}
	now := texts{"giữ": " giữ\n nguyên ", "đổi": "lời mới", "hết": "ended sẽ hết"}
	c := must(s.Revalidate(ctx, now.of))(t)
	reasons := map[string]string{}
	for _, a := range c.Stale {
		reasons[a.ID] = a.Reason
	}
	want := map[string]string{
		"2": "đổi: nội dung đã khác so với khi phê duyệt", "3": "mất: không còn trong kho văn bản", "4": "hết: không có hiệu lực",
	}
	if diff := cmp.Diff(want, reasons); diff != "" || c.Current != 1 {
		t.Errorf("%d current; stale (-want +got):\n%s", c.Current, diff)
	}
	// Text that comes back revives nothing: a person has to look.
	if c := must(s.Revalidate(ctx, places.of))(t); c.Current != 1 || len(c.Stale) != 0 {
		t.Errorf("afterwards: %+v", c)
	}
	if st := must(s.Stats(ctx))(t); st.Approved != (store.ApprovedCounts{Current: 1, Stale: 3}) {
		t.Errorf("counts %+v", st.Approved)
	}
	broken := errors.New("hỏng")
	_, err := s.Revalidate(ctx, func(context.Context, string) (string, bool, error) { return "", false, broken })
	if !errors.Is(err, broken) || must(s.Stats(ctx))(t).Approved.Current != 1 {
		t.Errorf("a corpus that cannot be read: %v", err)
	}
}

// TestOldApprovalDoesNotComeBack: neither a file that is read again nor one with newly
// taken sums makes an approval of before good for the text of now.
func TestOldApprovalDoesNotComeBack(t *testing.T) {
	s, c := fresh(t)
	ctx := t.Context()
	then, now := texts{"r": "lời cũ"}, texts{"r": "lời mới"}
	must(s.PutApproved(ctx, approve("a", 20260301, then, "r")))(t)
	if _, err := s.PutApproved(ctx, approve("a", 20260301, now, "r")); !errors.Is(err, store.ErrInvalid) {
		t.Errorf("new sums under an old approval: %v", err)
	}
	must(s.PutApproved(ctx, approve("a", 20260301, then, "r")))(t) // the same again is no news

	c.at = c.at.AddDate(0, 0, 10)
	must(s.Revalidate(ctx, now.of))(t)
	for _, on := range []corpus.Date{20260301, 20260319} {
		if _, err := s.PutApproved(ctx, approve("a", on, now, "r")); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("stale since 20/03, approved on %v: %v", on, err)
		}
	}
	must(s.PutApproved(ctx, approve("a", 20260320, now, "r")))(t)
	must(0, s.WithdrawApproved(ctx, "a", "không còn cần"))(t)
	if got := must(s.Approved(ctx, "a"))(t); got.State != store.Withdrawn || got.Reason != "không còn cần" {
		t.Errorf("withdrawn: %+v", got)
	}
	if _, err := s.PutApproved(ctx, approve("a", 20260301, now, "r")); !errors.Is(err, store.ErrInvalid) {
		t.Errorf("withdrawn, approved before: %v", err)
	}
	if err := s.WithdrawApproved(ctx, "b", ""); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("withdrawing what is not there: %v", err)
	}
}

func TestMarkStaleMarksWhatWasLookedAt(t *testing.T) {
	s, c := fresh(t)
	ctx := t.Context()
	then, now := texts{"r": "lời cũ"}, texts{"r": "lời mới"}
	seen := must(s.PutApproved(ctx, approve("a", 20260301, then, "r")))(t)
	c.at = c.at.Add(24 * time.Hour)
	must(s.PutApproved(ctx, approve("a", 20260310, now, "r")))(t)
	must(0, s.MarkStale(ctx, seen, "nội dung đã khác"))(t)
	if got := must(s.Approved(ctx, "a"))(t); got.State != store.Current {
		t.Errorf("the newer approval is %+v", got)
	}
	must(0, s.MarkStale(ctx, approve("không có", 20260301, then, "r"), "x"))(t)
}

func TestApprovedIsChecked(t *testing.T) {
	s, _ := fresh(t)
	places := texts{"r": "lời"}
	for what, spoil := range map[string]func(*store.Approved){
		"no question":         func(a *store.Approved) { a.Questions = nil },
		"empty question":      func(a *store.Approved) { a.Questions = []string{" "} },
		"no sentence":         func(a *store.Approved) { a.Sentences = nil },
		"uncited sentence":    func(a *store.Approved) { a.Sentences = append(a.Sentences, store.ApprovedSentence{Text: "Thêm."}) },
		"citation not there":  func(a *store.Approved) { a.Sentences[0].Citations = []int{1, 2} },
		"citation zero":       func(a *store.Approved) { a.Sentences[0].Citations = []int{0, 1} },
		"citation not used":   func(a *store.Approved) { a.Citations = append(a.Citations, a.Citations[0]) },
		"no sum":              func(a *store.Approved) { a.Citations[0].SHA256 = "" },
		"short sum":           func(a *store.Approved) { a.Citations[0].SHA256 = "abc" },
		"no approver":         func(a *store.Approved) { a.Approver = "" },
		"no day":              func(a *store.Approved) { a.ApprovedOn = 0 },
		"a day to come":       func(a *store.Approved) { a.ApprovedOn = 20260311 },
		"no identifier":       func(a *store.Approved) { a.ID = "" },
		"identifier of lines": func(a *store.Approved) { a.ID = "a\nb" },
	} {
		a := approve("a", 20260301, places, "r")
		spoil(&a)
		if _, err := s.PutApproved(t.Context(), a); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("%s: error %v, want ErrInvalid", what, err)
		}
	}
	must(s.PutApproved(t.Context(), approve("a", 20260310, places, "r")))(t)
}

// collect reads lines and joins what it was told of each.
func collect(file string) (string, error) {
	var got []string
	err := store.ReadApproved(strings.NewReader(file), func(line int, a store.Approved, bad error) error {
		if bad != nil {
			got = append(got, fmt.Sprintf("%d bad", line))
		} else {
			got = append(got, fmt.Sprintf("%d %s", line, a.Questions[0]))
		}
		return nil
	})
	return strings.Join(got, ", "), err
}

const goodLine = `{"questions":["Hỏi?"],"sentences":[{"text":"Đáp.","citations":[1]}],"citations":[{"ref":"r"}],"approver":"A","approved_on":"2026-03-01"}`

func TestReadingGoesOnPastBadLines(t *testing.T) {
	file := "\ufeff" + goodLine + "\r\n\n{\nrác\n" + goodLine + "{}\n" + strings.Repeat("x", 2<<20) + "\n" +
		strings.Replace(goodLine, `"approver"`, `"aprover"`, 1) + "\n" +
		strings.Replace(goodLine, `"approver"`, `"state":"withdrawn","approver"`, 1) + "\n" + goodLine
	got, err := collect(file)
	if want := "1 Hỏi?, 3 bad, 4 bad, 5 bad, 6 bad, 7 bad, 8 bad, 9 Hỏi?"; got != want || err != nil {
		t.Errorf("got %s, %v; want %s", got, err, want)
	}
}

// TestExportedAnswersAreReadAgain: what is written is read as it was, identifiers included.
func TestExportedAnswersAreReadAgain(t *testing.T) {
	s, _ := fresh(t)
	want := must(s.PutApproved(t.Context(), approve("a", 20260301, texts{"r": "lời"}, "r")))(t)
	var out bytes.Buffer
	if n := must(s.WriteApproved(t.Context(), &out))(t); n != 1 {
		t.Errorf("wrote %d", n)
	}
	err := store.ReadApproved(&out, func(_ int, got store.Approved, bad error) error {
		got.State, got.Changed = want.State, want.Changed
		if diff := cmp.Diff(want, got); diff != "" || bad != nil {
			t.Errorf("read %v (-want +got):\n%s", bad, diff)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func FuzzReadApproved(f *testing.F) {
	f.Add([]byte(goodLine))
	f.Add([]byte("\ufeff" + goodLine + "\n\n{}\nnull\n[1]\n" + goodLine))
	f.Add([]byte(`{"questions":[""],"sentences":[{"citations":[-1]}]}`))
	f.Fuzz(func(t *testing.T, file []byte) {
		lines, last := bytes.Count(file, []byte("\n"))+1, 0
		err := store.ReadApproved(bytes.NewReader(file), func(line int, a store.Approved, bad error) error {
			if line <= last || line > lines {
				t.Errorf("line %d of %d after %d", line, lines, last)
			}
			last = line
			if bad == nil {
				for _, s := range a.Sentences {
					for _, n := range s.Citations {
						_ = a.Citations[n-1] // a good line cites what is there
					}
				}
				if a.ID == "" || len(a.Questions) == 0 || len(a.Sentences) == 0 || a.State == store.Withdrawn {
					t.Errorf("taken as good: %+v", a)
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}
