package privacy

import (
	"regexp"
	"strings"
)

var (
	// Digits of the province; series; four or five digits.
	plate      = regexp.MustCompile(`^\d{2}[ \-.]{0,3}([A-Za-zĐđ]{1,2}\d?)([ \-.]{0,3})(\d{3}[.,]?\d{2}|\d{3} \d{2}|\d{4})(?:[^\d\p{L}/\-]|[/\-](?:[^\d\p{L}]|$)|$)`)
	plateWords = []string{"bien so", "bien kiem soat", "bks", "bien", "xe", "xe may", "oto", "o to", "bs"}
)

// plate reads a vehicle's number plate that begins with the two digits at [i, end).
func (f *finder) plate(i, end int) (int, bool) {
	if end-i != 2 || end >= len(f.text) || i < f.free() || f.text[i] == '0' || f.joinedBefore(i) {
		return 0, false
	}
	if c := f.text[end]; classes[c] != letter && c != '-' && c != ' ' && c != '.' {
		return 0, false
	}
	stop := min(len(f.text), i+28)
	m := plate.FindStringSubmatchIndex(f.text[i:stop])
	if m == nil {
		return 0, false
	}
	series, sep, number := f.text[i+m[2]:i+m[3]], f.text[i+m[4]:i+m[5]], f.text[i+m[6]:i+m[7]]
	upper := strings.ToUpper(series) == series
	five := len(number) > 4
	sure := five && (upper && !strings.HasPrefix(f.text[end:], " ") || strings.Contains(number, ".")) || upper && five && sep != ""
	if !sure && upper && strings.Contains(sep, "-") && m[2] == 2 {
		sure = !isYear(number)
	}
	if !sure && !hasWord(f.before(i, 40), plateWords) {
		return 0, false
	}
	return f.add(i, i+m[7], Plate), true
}

func isYear(s string) bool { return strings.HasPrefix(s, "19") || strings.HasPrefix(s, "20") }
