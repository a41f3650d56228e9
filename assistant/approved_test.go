package assistant_test

import (
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/assistant/assistanttest"
	state "github.com/trolycongvu/congvu/assistant/store"
)

// newState is an empty state.db.
func newState(t *testing.T) *state.Store {
	t.Helper()
	s, err := state.Open(t.Context(), t.TempDir(), state.Options{Now: assistanttest.Clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// approve keeps one answer, with the sum that the cited place has or another.
func approve(t *testing.T, s *state.Store, c assistant.Config, sum string) {
	t.Helper()
	const ref = "Điều 10 Nghị định 901/2019/NĐ-CP"
	if sum == "" {
		text, inForce, err := state.CitedIn(c.Corpus, 20260201)(t.Context(), ref)
		if err != nil || !inForce {
			t.Fatalf("%s: in force %t, %v", ref, inForce, err)
		}
		sum = state.TextSum(text)
	}
	_, err := s.PutApproved(t.Context(), state.Approved{
		ID: "lap-tram", Questions: []string{deadlineQuestion}, Approver: "Vụ Pháp chế", ApprovedOn: 20260115,
		Sentences: []state.ApprovedSentence{{Text: "Ba mươi ngày, việc phức tạp thì bốn mươi lăm.", Citations: []int{1}}},
		Citations: []state.ApprovedCitation{{Ref: ref, SHA256: sum}},
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestApproved gives the expert's answer to the very question, and its own to others.
func TestApproved(t *testing.T) {
	c, s := assistanttest.Config(), newState(t)
	c.Bank = s
	approve(t, s, c, "")
	a := assistant.New(c)
	got := ask(t, a, "xin hỏi thời hạn quyết định lập trạm quan trắc cộng đồng là bao nhiêu ngày ạ")
	t.Log(assistant.RenderText(got))
	if got.Mode != assistant.ModeApproved || got.Approved == nil || got.Approved.Approver != "Vụ Pháp chế" || len(got.Citations) != 1 {
		t.Errorf("mode %s, approved %+v, %d citations; want that of Vụ Pháp chế with its source", got.Mode, got.Approved, len(got.Citations))
	}
	if got := ask(t, a, "Thẩm quyền quyết định lập trạm quan trắc cộng đồng"); got.Mode == assistant.ModeApproved {
		t.Error("an approved answer was given to another question")
	}
	past, err := a.Ask(t.Context(), assistant.Request{Question: deadlineQuestion, AsOf: 20200101})
	if err != nil || past.Mode == assistant.ModeApproved {
		t.Errorf("asked of another day: mode %s, %v; want no approved answer", past.Mode, err)
	}
}

// TestApprovedStale gives no answer whose source reads otherwise than it did.
func TestApprovedStale(t *testing.T) {
	c, s := assistanttest.Config(), newState(t)
	c.Bank = s
	approve(t, s, c, strings.Repeat("ab", 32))
	if got := ask(t, assistant.New(c), deadlineQuestion); got.Mode != assistant.ModeExtractive {
		t.Errorf("mode %s, want extractive", got.Mode)
	}
	if a, err := s.Approved(t.Context(), "lap-tram"); err != nil || a.State != state.Stale {
		t.Errorf("state %s, %v; want stale", a.State, err)
	}
}

// TestJournal keeps every answer, masked, and nothing of a secret.
func TestJournal(t *testing.T) {
	c, s := assistanttest.Config(), newState(t)
	c.Journal = s
	a := assistant.New(c)
	for _, q := range []string{"CCCD 001093012345 " + deadlineQuestion, "ĐỘ MẬT: TỐI MẬT\nkế hoạch tuần tra"} {
		if _, err := a.Ask(t.Context(), assistant.Request{Question: q, User: "lan", Channel: "web", ConversationID: "c1"}); err != nil {
			t.Fatal(err)
		}
	}
	records, _, err := s.Records(t.Context(), state.Filter{User: "lan"}, state.Page{})
	if err != nil || len(records) != 2 {
		t.Fatalf("%d records, %v; want 2", len(records), err)
	}
	secret, masked := records[0], records[1]
	if secret.Status != string(assistant.StatusRefusedSecret) {
		secret, masked = masked, secret
	}
	if strings.Contains(masked.Question+masked.Answer, "001093012345") || len(masked.Masked) != 1 || len(masked.Evidence) == 0 {
		t.Errorf("record %+v, want the number masked and the evidence named", masked)
	}
	if secret.Question != "" || strings.Contains(secret.Answer, "tuần tra") {
		t.Errorf("of a secret was kept: %+v", secret)
	}
	turns, err := s.LastTurns(t.Context(), "lan", "c1", 5)
	if err != nil || len(turns) != 1 || turns[0].Subject.Article != "10" {
		t.Errorf("turns %+v, %v; want one, about Điều 10", turns, err)
	}
}

// TestConversationResumes leans on what was asked before a restart, and on nothing
// that another person asked.
func TestConversationResumes(t *testing.T) {
	c := assistanttest.Config()
	c.Journal = newState(t)
	ask := func(user, q string) string {
		t.Helper()
		answer, err := assistant.New(c).Ask(t.Context(), assistant.Request{Question: q, User: user, ConversationID: "c1"})
		if err != nil {
			t.Fatal(err)
		}
		return answer.UnderstoodAs
	}
	ask("lan", "con kết hôn được nghỉ luân phiên mấy ngày")
	if got := ask("lan", "còn nhà bị thiên tai thì sao?"); !strings.Contains(strings.ToLower(got), "nghỉ luân phiên") {
		t.Errorf("after a restart: understood as %q, want the earlier subject carried over", got)
	}
	if got := ask("minh", "còn nhà bị thiên tai thì sao?"); strings.Contains(got, "nghỉ luân phiên") {
		t.Errorf("another person: understood as %q", got)
	}
}
