package forest

import "fmt"

// Set is data to train or measure on: rows of features, grouped by question.
type Set struct {
	Features int       // values in a row
	Rows     []float32 // row after row; NaN is a missing value
	Labels   []float32 // by row: the gain of having it, 0 for not relevant
	Groups   []int     // number of rows of each question, in order
	Weights  []float32 // by question, how much it counts; nil is 1 for all
}

// check names what is wrong with the set.
func (s *Set) check() error {
	if s.Features < 1 || s.Features > MaxFeatures {
		return fmt.Errorf("số đặc trưng %d phải từ 1 đến %d", s.Features, MaxFeatures)
	}
	if len(s.Rows) != len(s.Labels)*s.Features {
		return fmt.Errorf("có %d giá trị cho %d hàng, mỗi hàng %d đặc trưng", len(s.Rows), len(s.Labels), s.Features)
	}
	rows := 0
	for i, n := range s.Groups {
		if n < 0 || n > len(s.Labels)-rows {
			return fmt.Errorf("câu hỏi %d có %d hàng trong khi còn %d hàng", i, n, len(s.Labels)-rows)
		}
		rows += n
	}
	if rows != len(s.Labels) {
		return fmt.Errorf("các câu hỏi có %d hàng nhưng có %d nhãn", rows, len(s.Labels))
	}
	for i, l := range s.Labels {
		if !finite(float64(l)) || l < 0 {
			return fmt.Errorf("nhãn của hàng %d là %v, phải là số không âm", i, l)
		}
	}
	if s.Weights != nil && len(s.Weights) != len(s.Groups) {
		return fmt.Errorf("có %d trọng số cho %d câu hỏi", len(s.Weights), len(s.Groups))
	}
	for i, w := range s.Weights {
		if !finite(float64(w)) || w < 0 {
			return fmt.Errorf("trọng số của câu hỏi %d là %v, phải là số không âm", i, w)
		}
	}
	return nil
}

// starts are the first rows of the questions, with the number of rows at the end.
func (s *Set) starts() []int {
	starts := make([]int, len(s.Groups)+1)
	for i, n := range s.Groups {
		starts[i+1] = starts[i] + n
	}
	return starts
}

// weight is how much a question counts.
func (s *Set) weight(question int) float64 {
	if s.Weights == nil {
		return 1
	}
	return float64(s.Weights[question])
}
