package starter

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fact is a number of a text with what it counts or names: {30 ngày}, {28 điều},
// {1/3}, {2025-07-01 ngày tháng}, {30/2020/nđ-cp}.
type fact struct{ value, unit string }

func (f fact) String() string { return strings.TrimSpace(f.value + " " + f.unit) }

var (
	factToken = regexp.MustCompile(`\d+/\d{4}/[\p{L}\d-]+|\d{1,2}/\d{1,2}/\d{4}|\d+/\d{1,2}\b|\d{1,3}(?:[.,]\d{3})+|\d+|[%,.;:()]|\p{L}+`)
	number    = regexp.MustCompile(`^\d+$`)
	ones      = map[string]int{"một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}
	units     = []string{
		"ngày làm việc", "việt nam đồng", "ngày", "tháng", "năm", "giờ", "tuổi", "đồng", "vnđ", "usd", "%",
		"lần", "trang", "tờ", "bản chính", "bản", "kỳ", "cấp", "độ mật", "người", "phần", "bộ",
	}
	references = map[string]bool{"điều": true, "khoản": true, "điểm": true, "phụ": false, "mẫu": true}
)

// deadlines are the units whose every occurrence a digest must keep.
var deadlines = map[string]bool{
	"ngày làm việc": true, "ngày": true, "tháng": true, "năm": true, "giờ": true, "tuổi": true,
	"đồng": true, "%": true, "lần": true, "date": true, "phần": true,
}

// scanner walks the tokens of a text.
type scanner struct {
	tokens []string
	ref    string // the reference word whose list of labels goes on
	facts  []fact
}

func facts(text string) []fact {
	text = saidTwice.ReplaceAllString(text, "$1") // "02 (hai) ngày"
	s := &scanner{tokens: factToken.FindAllString(strings.ToLower(text), -1)}
	for i := 0; i < len(s.tokens); {
		i += s.next(i)
	}
	return s.facts
}

// next takes what begins at token i and returns how many tokens that was.
func (s *scanner) next(i int) int {
	if n := s.date(i); n > 0 {
		return n
	}
	word := s.tokens[i]
	value, n := s.value(i)
	switch {
	case references[word]:
		s.ref = word
		return 1
	case strings.Count(word, "/") == 2:
		s.add(word, "")
		return 1
	case n > 0:
		return s.number(i, value, n)
	case s.ref == "điểm" && pointRank(word) >= 0 && len([]rune(word)) == 1:
		s.add(word, s.ref)
	case word != "và" && word != "hoặc" && word != "đến" && word != ",":
		s.ref = ""
	}
	return 1
}

// number takes a number of n tokens with the unit after it, or as the label of a reference.
func (s *scanner) number(i int, value string, n int) int {
	unit, taken := s.unit(i + n)
	spelled := !number.MatchString(strings.NewReplacer(".", "", ",", "", "/", "").Replace(s.tokens[i]))
	switch {
	case unit == "phần" && spelled && i+n+1 < len(s.tokens) && ones[s.tokens[i+n+1]] > 0:
		s.add(value+"/"+strconv.Itoa(ones[s.tokens[i+n+1]]), "phần")
		return n + 2
	case unit == "phần" && spelled: // "một phần thửa đất" counts nothing
		return n
	case s.ref != "" && !spelled:
		s.add(value, s.ref)
		return n
	case unit == "" && spelled:
		return 1
	}
	s.add(value, unit)
	s.ref = ""
	return n + taken
}

// add notes the fact unless the text already gave it.
func (s *scanner) add(value, unit string) {
	f := fact{value, unit}
	for _, known := range s.facts {
		if known == f {
			return
		}
	}
	s.facts = append(s.facts, f)
}

// date takes "ngày 1 tháng 7 năm 2025", "ngày 31 tháng 12" and 01/07/2025.
func (s *scanner) date(i int) int {
	if d := strings.Split(s.tokens[i], "/"); len(d) == 3 && len(d[2]) == 4 && number.MatchString(d[1]) {
		s.add(plain(d[0])+"/"+plain(d[1])+"/"+d[2], "date")
		return 1
	}
	at := func(k int) string {
		if i+k < len(s.tokens) {
			return s.tokens[i+k]
		}
		return ""
	}
	if at(0) != "ngày" || !number.MatchString(at(1)) || at(2) != "tháng" || !number.MatchString(at(3)) {
		return 0
	}
	day := plain(at(1)) + "/" + plain(at(3))
	if at(4) == "năm" && number.MatchString(at(5)) {
		s.add(day+"/"+at(5), "date")
		return 6
	}
	s.add(day, "date")
	return 4
}

// value reads digits or a spelled-out number at i.
func (s *scanner) value(i int) (value string, n int) {
	word := s.tokens[i]
	if word[0] >= '0' && word[0] <= '9' {
		if strings.Contains(word, "/") {
			return word, 1
		}
		return plain(strings.NewReplacer(".", "", ",", "").Replace(word)), 1
	}
	total := 0
	switch {
	case word == "mười":
		total, n = 10, 1
	case ones[word] > 0 && i+1 < len(s.tokens) && s.tokens[i+1] == "mươi":
		total, n = ones[word]*10, 2
	case ones[word] > 0:
		return strconv.Itoa(ones[word]), 1
	default:
		return "", 0
	}
	if i+n < len(s.tokens) && ones[s.tokens[i+n]] > 0 && s.tokens[i+n] != "năm" {
		total, n = total+ones[s.tokens[i+n]], n+1
	}
	return strconv.Itoa(total), n
}

// unit is what the token at i counts by.
func (s *scanner) unit(i int) (unit string, n int) {
	for _, u := range units {
		words := strings.Fields(u)
		if i+len(words) <= len(s.tokens) && strings.Join(s.tokens[i:i+len(words)], " ") == u {
			switch u {
			case "việt nam đồng", "vnđ":
				u = "đồng"
			}
			return u, len(words)
		}
	}
	return "", 0
}

// plain drops leading zeros.
func plain(digits string) string {
	if s := strings.TrimLeft(digits, "0"); s != "" {
		return s
	}
	return "0"
}

// missing lists the facts that the text at hand does not have. A fact without a
// unit asks only for its number.
func missing(want, have []fact) []fact {
	values, all := map[string]bool{}, map[fact]bool{}
	for _, f := range have {
		values[f.value], all[f] = true, true
	}
	var out []fact
	for _, f := range want {
		if !all[f] && (f.unit != "" || !values[f.value]) {
			out = append(out, f)
		}
	}
	return out
}

func TestFacts(t *testing.T) {
	for text, want := range map[string]string{
		"không quá 30 ngày, kể từ ngày thụ lý":                  "30 ngày",
		"chậm nhất ba mươi ngày làm việc":                       "30 ngày làm việc",
		"hai mươi lăm tuổi và mười năm":                         "25 tuổi; 10 năm",
		"trong 07 ngày làm việc hoặc một lần":                   "7 ngày làm việc; 1 lần",
		"từ ngày 01 tháng 7 năm 2025 đến hết 31/12/2026":        "1/7/2025 date; 31/12/2026 date",
		"ngày 31 tháng 12 năm sau":                              "31/12 date",
		"các khoản 1, 2 và 3 Điều 5, hai bên":                   "1 khoản; 2 khoản; 3 khoản; 5 điều",
		"các điểm a, b và đ khoản 2":                            "a điểm; b điểm; đ điểm; 2 khoản",
		"Nghị định số 30/2020/NĐ-CP":                            "30/2020/nđ-cp",
		"ít nhất một phần ba tổng số đại biểu":                  "1/3 phần",
		"2.000 đồng/trang; 150,000 Việt Nam Đồng; 8,000 VNĐ":    "2000 đồng; 150000 đồng; 8000 đồng",
		"02 (hai) ngày làm việc, một phần thửa đất":             "2 ngày làm việc",
		"không quá 50% mức thu; trùm khoảng 1/3 chữ ký":         "50 %; 1/3",
		"một số trường hợp, một trong các hình thức, người một": "",
	} {
		var got []string
		for _, f := range facts(text) {
			got = append(got, f.String())
		}
		if diff := cmp.Diff(want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("facts(%q): -want +got\n%s", text, diff)
		}
	}
}
