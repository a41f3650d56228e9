package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/eval"
	"github.com/trolycongvu/congvu/indexer"
)

type evalExplainCmd struct {
	ID        string   `arg:"" optional:"" name:"id" help:"Id của câu hỏi trong --questions."`
	Questions []string `help:"Tệp câu hỏi JSON từng dòng; lặp lại được." placeholder:"TỆP"`
	Text      string   `help:"Hỏi câu này thay cho câu trong tệp; không cần id." placeholder:"CÂU-HỎI"`
	Unit      string   `help:"Giải thích điều hay thủ tục này thay cho đáp án: 30-2020-nd-cp#15, 30/2020/NĐ-CP#15 hoặc mã thủ tục." placeholder:"NƠI"`
	Top       int      `help:"Số kết quả đầu in ra." default:"10"`
	JSON      bool     `help:"In dạng JSON."`
}

// explainDepth is how many hits the ranks are looked for in, as in "eval retrieval".
const explainDepth = 100

// Run explains the ranking of one question.
func (c *evalExplainCmd) Run(a *app) error {
	question, err := c.question()
	if err != nil {
		return err
	}
	return a.withLibrary(func(l *library) error {
		r := &ranked{app: a, library: l, resolver: eval.NewResolver(l.store), query: indexer.Query{
			Text: question.Text, AsOf: question.AsOf, InForceOnly: !question.AsOf.IsZero(), Limit: explainDepth,
		}}
		if r.hits, err = l.index.Search(a.ctx, r.query); err != nil {
			return err
		}
		out, err := c.explain(r, question)
		if err != nil {
			return err
		}
		return a.print(out, c.JSON)
	})
}

// question is the one that the flags name.
func (c *evalExplainCmd) question() (q eval.Question, err error) {
	c.Text = strings.TrimSpace(c.Text)
	switch {
	case c.Top < 1 || c.Top > explainDepth:
		return q, fmt.Errorf("%w: --top là %d, phải từ 1 đến %d", errUsage, c.Top, explainDepth)
	case c.ID == "" && c.Text == "":
		return q, fmt.Errorf("%w: cần id của câu hỏi và --questions TỆP, hoặc --text \"câu hỏi\"", errUsage)
	case c.ID == "":
		return eval.Question{Text: c.Text}, nil
	case len(c.Questions) == 0:
		return q, fmt.Errorf("%w: câu %s ở tệp nào? cần --questions TỆP", errUsage, c.ID)
	}
	questions, err := eval.ReadQuestions(c.Questions...)
	if err != nil {
		return q, err
	}
	at := slices.IndexFunc(questions, func(q eval.Question) bool { return q.ID == c.ID })
	if at < 0 {
		return q, fmt.Errorf("%w: %s không có câu hỏi nào có id %q", errUsage, strings.Join(c.Questions, ", "), c.ID)
	}
	q = questions[at]
	q.Text = cmp.Or(c.Text, q.Text)
	return q, nil
}

// explainedRanking is what "eval explain --json" prints.
type explainedRanking struct {
	ID       string               `json:"id,omitempty"`
	Question string               `json:"question"`
	Answers  []answerRank         `json:"answers"` // one a label
	Hits     []searchResult       `json:"hits"`    // the first ones
	Why      *indexer.Explanation `json:"why,omitempty"`
	// Place and Rival name the units of Why; Differences are what puts one above the
	// other, the greatest first.
	Place       string              `json:"place,omitempty"`
	Rival       string              `json:"rival,omitempty"`
	Differences []featureDifference `json:"differences,omitempty"`
}

// answerRank is a label and where the first unit came that it means.
type answerRank struct {
	Label string `json:"label"` // "30-2020-nd-cp#15"
	Place string `json:"place,omitempty"`
	Rank  int    `json:"rank"` // 0: not in the first 100
	// Missing tells that the corpus lacks what the label names.
	Missing bool `json:"missing,omitempty"`
	unit    indexer.Hit
}

// featureDifference is one feature of two units.
type featureDifference struct {
	Name       string               `json:"name"`
	Unit       indexer.FeatureShare `json:"unit"`
	Rival      indexer.FeatureShare `json:"rival"`
	Difference float64              `json:"difference"` // of what they add: above 0 lifts the unit over the rival
}

// ranked is a question whose ranking is being explained.
type ranked struct {
	app      *app
	library  *library
	resolver eval.Resolver
	query    indexer.Query
	hits     []indexer.Hit
}

// explain describes the ranking and explains the unit that is asked about: that of
// --unit, else the best right answer, else the first hit.
func (c *evalExplainCmd) explain(r *ranked, q eval.Question) (out explainedRanking, err error) {
	out = explainedRanking{ID: q.ID, Question: q.Text, Answers: []answerRank{}, Hits: []searchResult{}}
	for _, hit := range r.hits[:min(c.Top, len(r.hits))] {
		described, err := r.app.describe(r.library, hit)
		if err != nil {
			return out, err
		}
		out.Hits = append(out.Hits, described)
	}
	for _, label := range q.Relevant {
		answer, err := r.rankOf(label)
		if err != nil {
			return out, err
		}
		out.Answers = append(out.Answers, answer)
	}
	asked, err := c.subject(r, out.Answers)
	if err != nil || asked == nil {
		return out, err
	}
	why, err := r.library.index.Explain(r.app.ctx, r.query, *asked)
	if err != nil {
		return out, err
	}
	out.Why, out.Differences = &why, differences(&why)
	if out.Place, err = r.placeOf(why.Unit.Hit); err == nil && why.Rival != nil {
		out.Rival, err = r.placeOf(why.Rival.Hit)
	}
	return out, err
}

// subject is the unit to explain, nil when there is none.
func (c *evalExplainCmd) subject(r *ranked, answers []answerRank) (*indexer.Hit, error) {
	if c.Unit != "" {
		named, err := r.rankOf(labelOf(c.Unit))
		if err == nil && named.Missing {
			err = fmt.Errorf("%w: --unit %q: %w", errUsage, c.Unit, errNoDocument)
		}
		return &named.unit, err
	}
	var best *answerRank
	for i := range answers {
		a := &answers[i]
		if !a.Missing && (best == nil || a.Rank > 0 && (best.Rank == 0 || a.Rank < best.Rank)) {
			best = a
		}
	}
	switch {
	case best != nil:
		return &best.unit, nil
	case len(r.hits) > 0:
		return &r.hits[0], nil
	}
	return nil, nil
}

// labelOf reads "30-2020-nd-cp#15" or the code of a procedure.
func labelOf(unit string) eval.Relevant {
	document, article, ok := strings.Cut(strings.TrimSpace(unit), "#")
	if !ok {
		return eval.Relevant{Procedure: document}
	}
	return eval.Relevant{Document: corpus.Number(document), Article: article}
}

// rankOf looks a label up among the hits.
func (r *ranked) rankOf(label eval.Relevant) (answerRank, error) {
	answer := answerRank{Label: cmp.Or(label.Procedure, strings.TrimSuffix(string(label.Document)+"#"+label.Article, "#"))}
	units, err := r.resolver.Resolve(r.app.ctx, label)
	if err != nil || len(units) == 0 {
		answer.Missing = true
		return answer, err
	}
	first := units[0]
	for i, h := range r.hits {
		u := eval.Unit{Document: h.Document, Article: h.Article, Procedure: h.Procedure}
		if slices.Contains(units, u) {
			answer.Rank, first = i+1, u
			break
		}
	}
	answer.unit = indexer.Hit{Document: first.Document, Article: first.Article, Procedure: first.Procedure}
	answer.Place, err = r.placeOf(answer.unit)
	return answer, err
}

func (r *ranked) placeOf(unit indexer.Hit) (string, error) {
	described, err := r.app.describe(r.library, unit)
	return described.Place, err
}

// differences sets the features of both units side by side, those first that set
// them furthest apart.
func differences(why *indexer.Explanation) []featureDifference {
	if why.Rival == nil {
		return nil
	}
	rival := make(map[string]indexer.FeatureShare, len(why.Rival.Features))
	for _, f := range why.Rival.Features {
		rival[f.Name] = f
	}
	list := make([]featureDifference, len(why.Unit.Features))
	for i, f := range why.Unit.Features {
		list[i] = featureDifference{Name: f.Name, Unit: f, Rival: rival[f.Name], Difference: f.Score - rival[f.Name].Score}
	}
	slices.SortStableFunc(list, func(a, b featureDifference) int {
		return cmp.Compare(math.Abs(b.Difference), math.Abs(a.Difference))
	})
	return list
}

// WriteText writes it all for a person to read.
func (x explainedRanking) WriteText(w io.Writer) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s: %s\n", strings.TrimSpace("Câu hỏi "+x.ID), x.Question)
	if x.Why != nil {
		writeInterpretation(&b, &x.Why.Question)
	}
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	x.writeHits(t)
	if x.Why != nil {
		x.writeStandings(t)
		x.writeTerms(t)
		x.writeFeatures(t)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// reasons are for people.
var reasons = map[string]string{
	indexer.WhyRestored: "thêm dấu", indexer.WhySlip: "gõ sai", indexer.WhyKeys: "phím gõ dấu", indexer.WhyShort: "viết tắt",
}

func writeInterpretation(w io.Writer, in *indexer.Interpretation) {
	fmt.Fprintf(w, "Đọc là: %s\n", in.Text)
	for _, c := range in.Changes {
		fmt.Fprintf(w, "  %s → %s (%s)\n", c.From, c.To, reasons[c.Why])
	}
	for _, b := range in.Beside {
		fmt.Fprintf(w, "  tìm thêm: %s (nặng %s lần chữ của câu)\n", b.Text, decimal(b.Share, 2))
	}
	if in.Folded {
		fmt.Fprintln(w, "  so không dấu")
	}
	if len(in.Unknown) > 0 {
		unknown := make([]string, len(in.Unknown))
		for i, t := range in.Unknown {
			unknown[i] = t.Text
		}
		fmt.Fprintf(w, "  kho không có: %s\n", strings.Join(unknown, ", "))
	}
}

// writeHits writes where the right answers are and what came first.
func (x *explainedRanking) writeHits(w io.Writer) {
	right := map[int]string{}
	if len(x.Answers) > 0 {
		fmt.Fprintln(w, "\nĐÁP ÁN\tHẠNG\tNƠI")
	}
	for _, a := range x.Answers {
		place, rank := a.Place, strconv.Itoa(a.Rank)
		switch {
		case a.Missing:
			place, rank = "không có trong kho", "-"
		case a.Rank == 0:
			rank = fmt.Sprintf("ngoài %d", explainDepth)
		}
		right[a.Rank] = "đúng"
		fmt.Fprintf(w, "%s\t%s\t%s\n", a.Label, rank, place)
	}
	if len(x.Hits) == 0 {
		fmt.Fprintln(w, "\nKhông tìm thấy gì.")
		return
	}
	fmt.Fprintln(w, "\nHẠNG\t\tĐIỂM\tBM25F\tNƠI")
	for i, h := range x.Hits {
		place := h.Place
		if h.Procedure != "" { // that of an article has its heading already
			place += ": " + h.Title
		}
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\n", i+1, right[i+1], decimal(h.Score, 3), decimal(h.Lexical, 2), place)
	}
}

// writeStandings sets the figures of both units side by side.
func (x *explainedRanking) writeStandings(w io.Writer) {
	unit, rival := &x.Why.Unit, x.Why.Rival
	fmt.Fprintf(w, "\nA: %s%s\n", x.Place, partName(unit))
	if rival != nil {
		fmt.Fprintf(w, "B: %s%s\n", x.Rival, partName(rival))
	}
	if unit.Excluded {
		fmt.Fprintln(w, "A bị bộ lọc của câu hỏi (ngày hiệu lực) loại ra.")
	}
	if unit.Rank == 0 {
		fmt.Fprintf(w, "A không nằm trong %d ứng viên; điểm của A là điểm sẽ có nếu là ứng viên.\n", x.Why.Candidates)
	}
	if !x.Why.Model {
		fmt.Fprintln(w, "Chương trình chưa có mô hình xếp hạng: thứ tự là của BM25F.")
	}
	fmt.Fprintln(w, "\n\tA\tB")
	for _, line := range []struct {
		name  string
		value func(*indexer.Standing) string
	}{
		{"hạng", func(s *indexer.Standing) string { return rankName(s.Rank) }},
		{"điểm", func(s *indexer.Standing) string { return decimal(s.Score, 3) }},
		{"hạng theo BM25F", func(s *indexer.Standing) string { return rankName(s.LexicalRank) }},
		{"BM25F", func(s *indexer.Standing) string { return decimal(s.Lexical, 3) }},
		{"hệ số loại văn bản", func(s *indexer.Standing) string { return decimal(s.Prior, 3) }},
		{"độ dài (tiếng, có trọng số)", func(s *indexer.Standing) string { return strconv.Itoa(s.Length) }},
		{"độ phủ", func(s *indexer.Standing) string { return decimal(s.Coverage, 3) }},
		{"gần nghĩa (cosin)", cosineOf},
	} {
		fmt.Fprintf(w, "%s\t%s\t%s\n", line.name, line.value(unit), ofRival(rival, line.value))
	}
	if unit.Alike != nil || rival != nil && rival.Alike != nil {
		fmt.Fprintf(w, "mô hình embedding góp\t%s\t%s\n", alikeOf(unit), ofRival(rival, alikeOf))
	}
}

// alikeOf is what the operator's model adds to the score.
func alikeOf(s *indexer.Standing) string {
	if s.Alike == nil {
		return "-"
	}
	return signed(s.Alike.Score, 3)
}

func ofRival(rival *indexer.Standing, value func(*indexer.Standing) string) string {
	if rival == nil {
		return ""
	}
	return value(rival)
}

func cosineOf(s *indexer.Standing) string {
	if s.Meaning == nil {
		return "-"
	}
	return decimal(*s.Meaning, 3)
}

// rankName is a rank, which is 0 for what is not there.
func rankName(rank int) string {
	if rank == 0 {
		return "-"
	}
	return strconv.Itoa(rank)
}

// partName names the part of a procedure that stands for it.
func partName(s *indexer.Standing) string {
	switch s.Part {
	case "":
		return ""
	case "ho-so":
		return " (phần hồ sơ)"
	}
	return " (phần trình tự, điều kiện)"
}

// writeTerms writes what each word and pair gives to both BM25F scores.
func (x *explainedRanking) writeTerms(w io.Writer) {
	if len(x.Why.Question.Terms) == 0 {
		return
	}
	fmt.Fprintln(w, "\nTỪ\tLOẠI\tSỐ ĐIỀU CÓ\tĐỘ HIẾM\tTRỌNG SỐ\tA: SỐ LẦN\tĐIỂM\tB: SỐ LẦN\tĐIỂM\tA − B")
	for i, t := range x.Why.Question.Terms {
		kind, a, b := "từ", x.Why.Unit.Terms[i], indexer.TermShare{}
		if t.Pair {
			kind = "cặp"
		}
		if x.Why.Rival != nil {
			b = x.Why.Rival.Terms[i]
		}
		fmt.Fprintf(w, "%s\t%s\t%d\t%s\t%s\t%d\t%s\t%d\t%s\t%s\n", t.Text, kind, t.Documents, decimal(t.Rarity, 2), decimal(t.Weight, 2),
			a.Frequency, decimal(a.Score, 2), b.Frequency, decimal(b.Score, 2), signed(a.Score-b.Score, 2))
	}
}

// leastDifference is what is worth a line of a report.
const leastDifference = 0.0005

// writeFeatures writes which features put one unit above the other; without a
// model, in which they differ.
func (x *explainedRanking) writeFeatures(w io.Writer) {
	switch {
	case x.Why.Rival == nil:
		x.writeOwnFeatures(w)
		return
	case x.Why.Model:
		fmt.Fprintf(w, "\nĐẶC TRƯNG\tA\tGÓP\tB\tGÓP\tA − B\nmọi điều như nhau\t\t%s\t\t%[1]s\n", signed(x.Why.Unit.Bias, 3))
	default:
		fmt.Fprintln(w, "\nĐẶC TRƯNG\tA\tB")
	}
	rest := 0
	for _, d := range x.Differences {
		switch {
		case x.Why.Model && math.Abs(d.Difference) >= leastDifference:
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", d.Name, decimal(d.Unit.Value, 3), signed(d.Unit.Score, 3),
				decimal(d.Rival.Value, 3), signed(d.Rival.Score, 3), signed(d.Difference, 3))
		case !x.Why.Model && math.Abs(d.Unit.Value-d.Rival.Value) >= leastDifference:
			fmt.Fprintf(w, "%s\t%s\t%s\n", d.Name, decimal(d.Unit.Value, 3), decimal(d.Rival.Value, 3))
		default:
			rest++
		}
	}
	fmt.Fprintf(w, "%d đặc trưng khác không làm A và B chênh nhau.\n", rest)
}

// writeOwnFeatures writes the features of a unit that stands alone.
func (x *explainedRanking) writeOwnFeatures(w io.Writer) {
	fmt.Fprintln(w, "\nĐẶC TRƯNG\tA\tGÓP")
	for _, f := range x.Why.Unit.Features {
		fmt.Fprintf(w, "%s\t%s\t%s\n", f.Name, decimal(f.Value, 3), signed(f.Score, 3))
	}
}

// decimal writes v with so many places after a decimal comma.
func decimal(v float64, places int) string {
	return strings.Replace(strconv.FormatFloat(v, 'f', places, 64), ".", ",", 1)
}

// signed is decimal with the sign of a difference, none for what rounds to 0.
func signed(v float64, places int) string {
	text := decimal(v, places)
	switch {
	case strings.Trim(text, "-0,") == "":
		return strings.TrimPrefix(text, "-")
	case v > 0:
		return "+" + text
	}
	return text
}
