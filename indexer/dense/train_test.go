package dense

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// subjects are headings and bodies that share no word: that they belong together
// only training can tell.
var subjects = []struct{ heading, body string }{
	{"nghỉ phép hằng năm", "mười hai ngày hưởng nguyên lương"},
	{"cấp lại căn cước", "nộp tờ khai ảnh chân dung"},
	{"đăng ký kết hôn", "nam nữ cùng có mặt ký sổ"},
	{"tặng thưởng huân chương", "thành tích xuất sắc hội đồng xét"},
	{"bảo trì công trình", "chủ sở hữu kiểm tra mái móng"},
	{"thu gom rác thải", "phân loại tại nguồn xe chở bãi chôn"},
	{"tuyển dụng viên chức", "thi hai vòng phỏng vấn thực hành"},
	{"khai thác khoáng sản", "giấy phép mỏ trữ lượng thăm dò"},
}

// repeats is how many units each subject has: enough for its words to count.
const repeats = 10

// smallCorpus has repeats units of every subject, the subjects in turn.
func smallCorpus() (*Vocabulary, []Unit) {
	var units []Unit
	for n := range repeats {
		for _, s := range subjects {
			body := strings.Fields(s.body)
			units = append(units, Unit{
				Title:   strings.Fields(fmt.Sprintf("văn bản số %d", n)),
				Heading: strings.Fields(s.heading),
				Lines:   [][]string{body[:len(body)/2], body[len(body)/2:]},
			})
		}
	}
	v := new(Vocabulary)
	for i := range units {
		v.Add(&units[i])
	}
	for i := range units {
		v.AddPairs(&units[i])
	}
	return v, units
}

func trained(t *testing.T, c Config, labelled ...Labelled) *Encoder {
	t.Helper()
	v, units := smallCorpus()
	e, err := Train(t.Context(), v, units, labelled, c)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func encodedText(e *Encoder, text string) []float32 {
	sum := make([]float32, Dim)
	e.Add(sum, e.numbersOf(strings.Fields(text)), 1)
	return sum
}

// nearest is the subject whose body lies nearest to a text, by the cosine.
func nearest(e *Encoder, text string) int {
	a := encodedText(e, text)
	best, greatest := -1, math.Inf(-1)
	for i, s := range subjects {
		var along, length float64
		for j, y := range encodedText(e, s.body) {
			along += float64(a[j] * y)
			length += float64(y * y)
		}
		if cosine := along / math.Sqrt(length+1e-9); cosine > greatest {
			best, greatest = i, cosine
		}
	}
	return best
}

// wrong counts the headings that lie nearer to the body of another subject.
func wrong(e *Encoder) (n int) {
	for i, s := range subjects {
		if nearest(e, s.heading) != i {
			n++
		}
	}
	return n
}

var small = Config{Epochs: 30, Rate: 0.05, Scale: 20, Batch: 16, Seed: 7}

// Every heading ends nearest to the body under it, with which it has no word in
// common; before training hardly any is.
func TestTrainBringsHeadingsToTheirArticles(t *testing.T) {
	if n := wrong(trained(t, small)); n != 0 {
		t.Errorf("%d of %d headings are nearer to another body", n, len(subjects))
	}
	untrained := small
	untrained.Epochs = 0
	if n := wrong(trained(t, untrained)); n < len(subjects)/2 {
		t.Errorf("without training %d of %d headings are nearer to another body, so that the test tells nothing", n, len(subjects))
	}
}

// The loss falls, and is told for every epoch in order.
func TestTrainTellsItsLoss(t *testing.T) {
	c := small
	var losses []float64
	c.Progress = func(epoch int, loss float64) {
		if losses = append(losses, loss); epoch != len(losses) {
			t.Errorf("told epoch %d, want %d", epoch, len(losses))
		}
	}
	trained(t, c)
	if len(losses) != c.Epochs || losses[len(losses)-1] >= losses[0]/2 {
		t.Errorf("losses %.3f of %d epochs; want the last below half of the first", losses, c.Epochs)
	}
}

func TestTrainIsDeterministic(t *testing.T) {
	label := Labelled{Question: strings.Fields("nghỉ mấy ngày"), Unit: 0}
	first := marshalled(t, trained(t, small, label))
	if !bytes.Equal(first, marshalled(t, trained(t, small, label))) {
		t.Error("the same seed gave another model")
	}
	other := small
	other.Seed++
	if bytes.Equal(first, marshalled(t, trained(t, other, label))) {
		t.Error("another seed gave the same model")
	}
}

// A labelled question pulls its words to the unit that answers it.
func TestTrainFollowsLabels(t *testing.T) {
	const question, answer = "tờ khai hội đồng", 4 // words of other subjects
	if nearest(trained(t, small), question) == answer {
		t.Fatal("the question lies there without its label, so that the test tells nothing")
	}
	var labels []Labelled
	for n := range repeats {
		labels = append(labels, Labelled{Question: strings.Fields(question), Unit: n*len(subjects) + answer})
	}
	if got := nearest(trained(t, small, labels...), question); got != answer {
		t.Errorf("the question lies nearest to subject %d, want %d", got, answer)
	}
}

func TestTrainRefuses(t *testing.T) {
	v, units := smallCorpus()
	if _, err := Train(t.Context(), new(Vocabulary), units, nil, small); err == nil {
		t.Error("trained without a vocabulary")
	}
	if _, err := Train(t.Context(), v, units[:1], nil, small); err == nil {
		t.Error("trained on one unit")
	}
	for _, unit := range []int{-1, len(units)} {
		if _, err := Train(t.Context(), v, units, []Labelled{{Unit: unit}}, small); err == nil {
			t.Errorf("took a label that points to unit %d of %d", unit, len(units))
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Train(ctx, v, units, nil, small); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

// Words that are too rare have no vector, and no pair spans an empty word.
func TestVocabulary(t *testing.T) {
	u := Unit{Heading: strings.Fields("nghỉ phép"), Lines: [][]string{{"phép", "", "nghỉ"}}}
	rare := Unit{Heading: []string{"hiếm"}}
	var v Vocabulary
	for range minCount {
		v.Add(&u)
	}
	for range minCount - 1 {
		v.Add(&rare)
	}
	for range minCount {
		v.AddPairs(&u)
	}
	e, counts := v.encoder()
	got := []any{e.words, e.pairs, counts}
	want := []any{[]string{"nghỉ", "phép"}, []pair{{0, 1}}, []int{2 * minCount, 2 * minCount, minCount}}
	if diff := cmp.Diff(want, got, exact); diff != "" {
		t.Errorf("words, pairs, counts (-want +got):\n%s", diff)
	}
	if e.Word("hiếm") != Unknown {
		t.Error("a rare word has a vector")
	}
}

// A text is the sum of the vectors of its words and of its pairs; a break keeps
// words from making a pair.
func TestAdd(t *testing.T) {
	e := handMade()
	value := func(term, i int) float32 { return e.scales[term] * float32(e.vectors[term*Dim+i]) }
	for _, test := range []struct {
		words []int32
		terms []int
	}{
		{[]int32{0, 1}, []int{0, 1, 3}},
		{[]int32{0, Break, 1}, []int{0, 1}},
		{[]int32{0, Unknown, 1}, []int{0, 1}},
		{[]int32{1, 0, 2}, []int{1, 0, 2}},
	} {
		want := make([]float32, Dim)
		for _, term := range test.terms {
			for i := range want {
				want[i] += 2 * value(term, i)
			}
		}
		got := make([]float32, Dim)
		e.Add(got, test.words, 2)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("words %v (-want +got):\n%s", test.words, diff)
		}
	}
}
