package starter

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/trolycongvu/congvu/corpus"
)

// longestCopy is the longest run of words that a digest may share with the law,
// which has names and terms of that length; headings and titles do not count.
const longestCopy = 12

var exception = regexp.MustCompile(`(?:^|[\s(;,])trừ (?:trường hợp|các trường hợp|khi|quy định|những|loại|mạng|người|hoạt động|nội dung|một số)`)

// TestDigestsAgainstTheLaw holds every khoản and điểm of a digest against the
// same place in the real act.
func TestDigestsAgainstTheLaw(t *testing.T) {
	for _, a := range acts(t) {
		t.Run(string(a.Number), func(t *testing.T) {
			found := readReal(t, a)
			checkHead(t, a, found)
			d, err := a.document()
			if err != nil {
				t.Fatal(err)
			}
			for i, article := range d.Articles {
				law, ok := found.articles[article.Label]
				if !ok {
					t.Errorf("Điều %s không có trong văn bản thật", article.Label)
					continue
				}
				c := check{t: t, article: article, law: law, places: law.places(), skip: article.Heading + "\n" + d.Title}
				c.heading()
				c.complete(a.Articles[i].Omits)
				c.nodes("", "", article.Body)
				c.amendments(a.Articles[i])
			}
		})
	}
}

// check holds one article of a digest against the law.
type check struct {
	t       *testing.T
	article corpus.Article
	law     realArticle
	places  map[string]string
	skip    string // words that may be shared
}

func (c check) errorf(format string, args ...any) {
	c.t.Helper()
	c.t.Errorf("Điều "+c.article.Label+": "+format, args...)
}

func (c check) heading() {
	want, got := words(c.law.heading), words(c.article.Heading)
	if !strings.Contains(strings.Join(want, " "), strings.Join(got, " ")) && !strings.Contains(strings.Join(got, " "), strings.Join(want, " ")) {
		c.errorf("tên điều là %q, văn bản thật ghi %q", c.article.Heading, c.law.heading)
	}
}

// complete wants each khoản and điểm of the law in the digest or among what it
// says it omits. A khoản digested without điểm stands for all of them.
func (c check) complete(omits []string) {
	have := map[string]bool{}
	bare := map[string]bool{}
	for _, n := range c.article.Body {
		if n.Level == corpus.LevelParagraph {
			continue
		}
		have[n.Label], bare[n.Label] = true, len(n.Children) == 0
		for _, p := range n.Children {
			have[n.Label+p.Label] = true
		}
	}
	for place := range c.places {
		clause := place
		if i := strings.IndexFunc(place, func(r rune) bool { return r < '0' || r > '9' }); i > 0 {
			clause = place[:i]
		}
		if place != "" && !have[place] && !slices.Contains(omits, place) && !slices.Contains(omits, clause) && !bare[clause] {
			if len(have) > 0 {
				c.errorf("thiếu %q mà không khai là bỏ qua", place)
			}
		}
	}
	for _, o := range omits {
		if c.places[o] == "" {
			c.errorf("khai bỏ qua %q mà văn bản thật không có", o)
		}
	}
}

// nodes checks each node against its own place; above is the khoản it stands in and
// upper its words.
func (c check) nodes(above, upper string, nodes []corpus.Node) {
	for _, n := range nodes {
		if strings.HasPrefix(n.Text, "(Bản tóm lược không nêu") {
			continue
		}
		place := above + n.Label
		law, ok := c.places[place]
		if !ok {
			c.errorf("%q không có trong văn bản thật", place)
			continue
		}
		if out := missing(facts(n.Text), facts(law)); out != nil {
			c.errorf("%q: văn bản thật không có %v", place, out)
		}
		c.deadlines(place, n, law)
		c.exception(place, n.FullText()+upper, law)
		if run := longestRun(words(n.Text), words(law)); len(run) > longestCopy && !strings.Contains(strings.Join(words(c.skip), " "), strings.Join(run, " ")) {
			c.errorf("%q: chép %d chữ liền: %s", place, len(run), strings.Join(run, " "))
		}
		if copied := copiedSentence(n.Text, law); copied != "" && !strings.Contains(strings.Join(words(c.skip), " "), copied) {
			c.errorf("%q: câu nguyên văn: %s", place, copied)
		}
		c.nodes(place, n.Text, n.Children)
	}
}

// copiedSentence is a sentence of twelve words or more that text has word for word
// from law, in lower-case words; "" when there is none.
func copiedSentence(text, law string) string {
	all := " " + strings.Join(words(law), " ") + " "
	for _, sentence := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".;:\n", r) }) {
		if w := words(sentence); len(w) >= longestCopy && strings.Contains(all, " "+strings.Join(w, " ")+" ") {
			return strings.Join(w, " ")
		}
	}
	return ""
}

func TestCopiedSentence(t *testing.T) {
	const law = "Một hai ba bốn năm sáu bảy tám chín mười mười một mười hai, rồi hết."
	if got := copiedSentence("Đầu; một hai ba bốn năm sáu bảy tám chín mười mười một.", law); got == "" {
		t.Error("không thấy câu nguyên văn")
	}
	if got := copiedSentence("Một hai ba bốn năm sáu bảy tám chín mười; mười một hết.", law); got != "" {
		t.Errorf("copiedSentence = %q", got)
	}
}

// deadlines wants every deadline, age and amount of the place, for half
// an answer about a deadline is a wrong one.
func (c check) deadlines(place string, n corpus.Node, law string) {
	text := n.FullText()
	if n.Level == corpus.LevelParagraph {
		text = c.article.Text()
	}
	var want []fact
	for _, f := range facts(law) {
		if deadlines[f.unit] {
			want = append(want, f)
		}
	}
	if n.Level == corpus.LevelParagraph && place == "" && len(c.article.Body) > 1 && c.article.Body[1].Level != corpus.LevelParagraph {
		return // words before the first khoản; the khoản are checked one by one
	}
	if out := missing(want, facts(text)); out != nil {
		c.errorf("%q: bản tóm lược bỏ mất %v", place, out)
	}
}

// exception wants an exception of the place to be said there or in the khoản above.
func (c check) exception(place, text, law string) {
	if place == "" {
		text = c.article.Text()
	}
	if exception.MatchString(strings.ToLower(law)) && !strings.Contains(strings.ToLower(text), "trừ") {
		c.errorf("%q: bản tóm lược bỏ mất ngoại lệ (trừ …)", place)
	}
}

// words are the syllables of text, lower-case.
func words(text string) []string {
	return regexp.MustCompile(`[\p{L}\d]+`).FindAllString(strings.ToLower(text), -1)
}

// longestRun is the longest run of words that a shares with b.
func longestRun(a, b []string) []string {
	var best []string
	lengths := make([]int, len(b)+1)
	for i := range a {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] != b[j] {
				lengths[j+1] = 0
				continue
			}
			lengths[j+1] = lengths[j] + 1
			if lengths[j+1] > len(best) {
				best = a[i+1-lengths[j+1] : i+1]
			}
		}
	}
	return best
}

func TestLongestRun(t *testing.T) {
	got := strings.Join(longestRun(words("một hai ba bốn năm"), words("không hai, ba bốn. sáu một hai")), " ")
	if want := "hai ba bốn"; got != want {
		t.Errorf("longestRun = %q, want %q", got, want)
	}
}
