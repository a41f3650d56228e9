package questions_test

import (
	"context"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/corpus/corpustest"
	"github.com/trolycongvu/congvu/corpus/dichvucong"
	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// mostShared is the share of a title's syllables that a question may repeat: the
// sets ask for procedures in other words than their titles.
const mostShared = 0.4

var (
	syllable = regexp.MustCompile(`[a-z0-9]+`)
	code     = regexp.MustCompile(`\d\.\d{6}`)
)

// procedureSets are the questions about the portal's procedures: as officials ask,
// by the papers, forms and acts of the record, and as people ask at home.
var procedureSets = []struct {
	file, prefix string
	withoutTones int // at least so many questions come without diacritics
}{
	{"procedures.jsonl", "tthc-", 20},
	{"procedures-everyday.jsonl", "dan-", 0},
}

func proceduresSet(t *testing.T, file string) []eval.Question {
	t.Helper()
	set, err := eval.ReadQuestions(file)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestProcedures(t *testing.T) {
	for _, s := range procedureSets {
		t.Run(s.file, func(t *testing.T) {
			set := proceduresSet(t, s.file)
			if len(set) != 200 {
				t.Errorf("có %d câu, cần 200", len(set))
			}
			bare := 0
			for _, q := range set {
				checkProcedureQuestion(t, q, s.prefix)
				if !viet.HasTones(q.Text) {
					bare++
				}
			}
			if bare < s.withoutTones {
				t.Errorf("có %d câu không dấu, cần ít nhất %d", bare, s.withoutTones)
			}
			checkSpread(t, set)
		})
	}
}

// checkProcedureQuestion wants a question that names no code and is answered by
// procedures alone.
func checkProcedureQuestion(t *testing.T, q eval.Question, prefix string) {
	t.Helper()
	if !strings.HasPrefix(q.ID, prefix) {
		t.Errorf("%s: mã câu hỏi phải bắt đầu bằng %q", q.ID, prefix)
	}
	if code.MatchString(q.Text) {
		t.Errorf("%s: câu hỏi không được nêu mã thủ tục", q.ID)
	}
	if len(q.Relevant) == 0 {
		t.Errorf("%s: không có nơi trả lời", q.ID)
	}
	for _, r := range q.Relevant {
		if !code.MatchString(r.Procedure) || r.Document != "" {
			t.Errorf("%s: nơi trả lời phải là một mã thủ tục: %+v", q.ID, r)
		}
	}
}

// checkSpread wants every field of a procedure to be asked about, and no opening of
// three syllables to become a template.
func checkSpread(t *testing.T, set []eval.Question) {
	t.Helper()
	slices, openings := map[string]int{}, map[string]int{}
	for _, q := range set {
		slices[q.Slice]++
		words := syllable.FindAllString(viet.Fold(q.Text), 3)
		openings[strings.Join(words, " ")]++
	}
	for _, field := range []string{
		"ho_so", "thoi_han", "le_phi", "trinh_tu", "co_quan", "ket_qua", "dieu_kien", "can_cu", "cach_nop", "doi_tuong", "so_luong",
	} {
		if slices[field] < 8 {
			t.Errorf("nhóm %s có %d câu, cần ít nhất 8", field, slices[field])
		}
	}
	for words, n := range openings {
		if n > 3 {
			t.Errorf("%d câu cùng mở đầu %q", n, words)
		}
	}
}

// TestProceduresByTheData wants every code to be the portal's, every agency to be
// asked about, and no question to repeat more of a title than it may.
func TestProceduresByTheData(t *testing.T) {
	if testing.Short() {
		t.Skip("đọc toàn bộ dữ liệu cổng dịch vụ công: bỏ qua khi -short")
	}
	byCode := portal(t)
	for _, s := range procedureSets {
		t.Run(s.file, func(t *testing.T) {
			asked := map[string]bool{}
			for _, q := range proceduresSet(t, s.file) {
				for _, r := range q.Relevant {
					p, ok := byCode[r.Procedure]
					if !ok {
						t.Errorf("%s: không có thủ tục %s", q.ID, r.Procedure)
						continue
					}
					asked[p.Agency] = true
					if share := shared(p.Name, q.Text); share > mostShared {
						t.Errorf("%s: lặp %.0f%% tên thủ tục %s (%s)", q.ID, 100*share, p.Code, p.Name)
					}
				}
			}
			for _, p := range byCode {
				if !asked[p.Agency] {
					t.Errorf("không câu nào hỏi %s", p.Agency)
					asked[p.Agency] = true
				}
			}
		})
	}
}

// shared is the part of the title's distinct syllables, folded, that the question
// has too.
func shared(title, question string) float64 {
	has := map[string]bool{}
	for _, s := range syllable.FindAllString(viet.Fold(question), -1) {
		has[s] = true
	}
	all, both := map[string]bool{}, 0
	for _, s := range syllable.FindAllString(viet.Fold(title), -1) {
		if !all[s] && has[s] {
			both++
		}
		all[s] = true
	}
	return float64(both) / float64(max(len(all), 1))
}

func portal(t *testing.T) map[string]corpus.Procedure {
	t.Helper()
	r, err := dichvucong.Open(filepath.Join(corpustest.SharedData(t), "procedures", "tthc_dvcqg.zip"), dichvucong.Options{})
	if err != nil {
		t.Skip(err)
	}
	defer func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}()
	byCode := map[string]corpus.Procedure{}
	for p, err := range r.Procedures(context.Background()) {
		if err == nil {
			byCode[p.Code] = p
		}
	}
	return byCode
}
