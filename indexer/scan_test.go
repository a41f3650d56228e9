package indexer

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// asking is a question of words in a row, each of weight 1 and so each pair; a
// word after "/" does not join the one before.
func asking(text string) *question {
	q := new(question)
	joined := false
	for _, w := range strings.Fields(text) {
		if w == "/" {
			joined = false
			continue
		}
		s := sequenceWord{text: w, joined: joined, weight: 1, content: 1}
		if joined {
			s.pairWeight = 1
		}
		q.sequence = append(q.sequence, s)
		joined = true
	}
	return q
}

// scanned is what body, the body of a unit whose heading is heading, holds of q.
func scanned(q *question, heading, body string) (head seen, b bodyScan, p *probe) {
	f := handForward(unit{ID: "x", Heading: heading, Body: body})
	p = new(probe)
	p.load(q, f)
	_, rest := p.part(f.unit(0), f.rarity) // title
	_, rest = p.part(rest, f.rarity)       // divisions
	head, rest = p.part(rest, f.rarity)
	p.body(rest, &head, &b)
	return head, b, p
}

var nearly = cmpopts.EquateApprox(0, 1e-5)

func TestProbePart(t *testing.T) {
	q := asking("nghỉ phép hằng năm")
	q.sequence[3].weight = 3
	head, _, p := scanned(q, "phép năm, nghỉ phép hằng tuần", "")
	got := []float32{sum(head.words, &p.wordWeight), sum(head.pairs, &p.pairWeight), head.run, float32(head.length)}
	// The pairs are "nghỉ phép" and "phép hằng"; the run of three words weighs 3, as
	// "năm" alone does.
	if diff := cmp.Diff([]float32{6, 2, 3, 6}, got, nearly); diff != "" {
		t.Errorf("words, pairs, run, length (-want +got):\n%s", diff)
	}
	// Of six words, "tuần" is not in the question; the two "phép" say less each.
	f := handForward(unit{ID: "x", Heading: "phép năm, nghỉ phép hằng tuần"})
	n := float64(len(f.Tokens))
	all := 4*math.Log(n) + 2*math.Log(n/2)
	if diff := cmp.Diff([]float32{float32(all), float32(all - math.Log(n))}, []float32{head.all, head.known}, nearly); diff != "" {
		t.Errorf("information in all, in known words (-want +got):\n%s", diff)
	}
}

func TestProbeClauses(t *testing.T) {
	q := asking("thời hạn nộp đơn") // 4 words and 3 pairs weigh 7
	_, b, _ := scanned(q, "", "đơn thư"+clauseEnd+"thời hạn nộp\ncủa đơn"+clauseEnd+"không gì"+clauseEnd)
	got := []float32{b.first, b.clause, b.line, float32(b.clausePlace), b.content}
	want := []float32{1. / 7, 6. / 7, 5. / 7, 2, 1}
	if diff := cmp.Diff(want, got, nearly); diff != "" {
		t.Errorf("first, best khoản, best line, place of the best khoản, content (-want +got):\n%s", diff)
	}
	if b.run != 3 {
		t.Errorf("the longest run weighs %v, want 3", b.run)
	}
}

// What the heading says counts for every khoản in context, and for none alone.
func TestProbeContext(t *testing.T) {
	_, b, _ := scanned(asking("thời hạn / nộp đơn"), "Thời hạn", "nộp tiền"+clauseEnd+"nộp đơn"+clauseEnd)
	if diff := cmp.Diff([]float32{1. / 6, 3. / 6, 1}, []float32{b.first, b.clause, b.context}, nearly); diff != "" {
		t.Errorf("first, best, best in context (-want +got):\n%s", diff)
	}
}

// The window is two halves that follow each other: what lies in halves further
// apart is never in one.
func TestProbeWindow(t *testing.T) {
	fill := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "x%d ", i)
		}
		return b.String()
	}
	for _, test := range []struct {
		between int
		want    float32
	}{
		{0, 1}, {halfWindow, 2. / 3}, {2*halfWindow - 2, 2. / 3}, {2 * halfWindow, 1. / 3}, {5 * halfWindow, 1. / 3},
	} {
		_, b, _ := scanned(asking("thời hạn"), "", "thời "+fill(test.between)+"hạn")
		if diff := cmp.Diff(test.want, b.window, nearly); diff != "" {
			t.Errorf("%d words between (-want +got):\n%s", test.between, diff)
		}
	}
}

func TestProbeDefinition(t *testing.T) {
	q := asking("cán bộ / là / gì")
	for i := range q.sequence[2:] {
		q.sequence[2+i].content = 0
	}
	for _, test := range []struct {
		body string
		want float32
	}{
		{"cán bộ là người được bầu", 1},
		{"1. Cán bộ là người được bầu", 1}, // a label stands before
		{"công chức là người được tuyển\ncán bộ là người được bầu", 1},
		{"cán là một từ", 0.5},
		{"người là cán bộ", 0},               // "là" comes first
		{"lương của cán bộ là tiền", 2. / 3}, // the line says more than the term
		{"quyền hạn và nghĩa vụ của cán bộ là rộng", 0},
		{"cán bộ công chức", 0},
	} {
		_, b, _ := scanned(q, "", test.body)
		if diff := cmp.Diff(test.want, b.definition, nearly); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.body, diff)
		}
	}
}

// A probe that was used before knows nothing of it.
func TestProbeIsUsedAgain(t *testing.T) {
	f := handForward(handUnits...)
	used, fresh := new(probe), new(probe)
	used.load(asking("thời hạn nộp đơn 1 2 trong mười ngày"), f)
	used.load(asking("lệ phí / 1 / lệ phí"), f)
	fresh.load(asking("lệ phí / 1 / lệ phí"), f)
	for n := range len(handUnits) {
		var a, b bodyScan
		headA, restA := used.part(f.unit(uint32(n)), f.rarity)
		headB, restB := fresh.part(f.unit(uint32(n)), f.rarity)
		used.body(restA, &headA, &a)
		fresh.body(restB, &headB, &b)
		if diff := cmp.Diff(b, a, cmp.AllowUnexported(bodyScan{}, seen{})); diff != "" {
			t.Errorf("unit %d (-fresh +used):\n%s", n, diff)
		}
	}
	if used.words != 3 || used.pairCount != 1 || used.totalWords != 3 || used.numbers != fresh.numbers || used.rare != fresh.rare {
		t.Errorf("%d words, %d pairs, weight %v; want 3, 1, 3", used.words, used.pairCount, used.totalWords)
	}
}

// Of a folded question a word stands for all its spellings.
func TestProbeFolded(t *testing.T) {
	q := asking("thoi han")
	q.folded = true
	_, b, p := scanned(q, "", "thôi hẳn, thời hạn")
	if got := sum(b.words, &p.wordWeight); got != 2 || b.wordCounts[1] != 2 {
		t.Errorf("words weigh %v, the first stands %d times; want 2 and 2", got, b.wordCounts[1])
	}
}

// A question of more words than slots is read as far as they go.
func TestProbeLongQuestion(t *testing.T) {
	var words []string
	for i := range 3 * maxSlots {
		words = append(words, fmt.Sprint("w", i))
	}
	text := strings.Join(words, " ")
	_, b, p := scanned(asking(text), "", text)
	if p.words != maxSlots || p.pairCount != maxSlots-1 {
		t.Errorf("%d words and %d pairs, want %d and %d", p.words, p.pairCount, maxSlots, maxSlots-1)
	}
	if diff := cmp.Diff(float32(1), b.clause, nearly); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
