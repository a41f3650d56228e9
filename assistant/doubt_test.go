package assistant_test

import (
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/assistant"
	"github.com/trolycongvu/congvu/corpus"
)

// TestDoubt holds that what may have ended with the law that it details is said to
// be in doubt, from the day on which that law ended.
func TestDoubt(t *testing.T) {
	doc := corpus.Document{
		Kind: corpus.KindDecree, Number: "101/2021/NĐ-CP", Effective: 20210101,
		Doubts: []corpus.Doubt{{Since: 20310101, Why: "văn bản được quy định chi tiết đã hết hiệu lực"}},
	}
	before, after := assistant.StandingOf(doc, 20301231), assistant.StandingOf(doc, 20310101)
	if before.Status != assistant.ForceNoEndKnown || len(before.Ends) != 0 {
		t.Errorf("before: %s, %v", before.Status, before.Ends)
	}
	if after.Status != assistant.ForceUnknown || len(after.Ends) != 1 || !strings.Contains(after.Ends[0], "không rõ còn hiệu lực hay không: văn bản được quy định chi tiết") {
		t.Errorf("after: %s, %v", after.Status, after.Ends)
	}
}
