package store_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant/store"
)

// answered is an answer of the size that answers have: about 6 KB.
func answered(i int) (store.Record, store.Turn) {
	quote := strings.Repeat("Thời hạn giải quyết khiếu nại lần đầu không quá 30 ngày, kể từ ngày thụ lý. ", 40)
	body, err := json.Marshal(map[string]string{"status": "answered", "quote": quote})
	if err != nil {
		panic(err)
	}
	question := fmt.Sprintf("câu hỏi thứ %d về thời hạn giải quyết khiếu nại", i)
	r := store.Record{User: fmt.Sprint("người ", i%50), Question: question, Status: "answered", Answer: quote[:1500], Evidence: []string{"Điều 28 Luật số 02/2011/QH13"}}
	return r, store.Turn{Conversation: "c", Question: question, Answer: body}
}

// BenchmarkKeepAnswer is what keeping one answer adds to answering it.
func BenchmarkKeepAnswer(b *testing.B) {
	s, _ := fresh(b)
	i := 0
	for b.Loop() {
		r, tn := answered(i)
		i++
		kept := must(s.AddRecord(b.Context(), r))(b)
		tn.Record = kept.ID
		must(s.AddTurn(b.Context(), r.User, tn))(b)
	}
}

// BenchmarkSearchAudit looks for words that no record has among 10,000.
func BenchmarkSearchAudit(b *testing.B) {
	s, _ := fresh(b)
	for i := range 10_000 {
		r, _ := answered(i)
		must(s.AddRecord(b.Context(), r))(b)
	}
	b.ResetTimer()
	for b.Loop() {
		if list, _, err := s.Records(b.Context(), store.Filter{Text: "nuôi rồng"}, store.Page{}); err != nil || len(list) > 0 {
			b.Fatal(len(list), err)
		}
	}
}

// BenchmarkFollowUp reads what a follow-up question leans on.
func BenchmarkFollowUp(b *testing.B) {
	s, _ := fresh(b)
	for i := range 50 {
		_, tn := answered(i)
		must(s.AddTurn(b.Context(), "an", tn))(b)
	}
	b.ResetTimer()
	for b.Loop() {
		must(s.LastTurns(b.Context(), "an", "c", 3))(b)
	}
}
