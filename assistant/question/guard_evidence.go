package question

import (
	"strings"
)

// anchors are words of which every order to the program has one, folded. Looking for
// them first spares the texts of law, which have hardly any, the patterns.
var anchors = []string{
	"bo qua", "quen ", "phot lo", "lam ngo", "ignore", "disregard", "forget", "override", "prompt", "huong dan he thong", "chi dan", "chi thi moi",
	"cau lenh he thong", "mat khau he thong", "loi nhac", "cua ban", "cua may", "khoa api", "api key", "your ", "hidden", "raw evidence", "jailbreak",
	"developer mode", "dan mode", "nha phat trien", "you are now", "act as", "pretend", "from now on", "safety", "assistant", "obey", "repeat the",
	"bay gio", "dong vai", "gia vo", "gia lam", "bia ra", "bia them", "bia dat", "nghi ra", "che ra", "tuong tuong ra", "sang tac ra", "invent a", "invent some",
	"tra loi", "trich dan", "dan nguon", "can cu nao", "nhac den", "neu can cu", "tat bo loc", "tat che do", "nhac lai", "lap lai", "giai ma", "decode",
	"base64", "he thong:", "he thong :", "system", "tro ly:", "tro ly :", "<|", "[sys", "[/sys", "[inst", "[/inst", `"}`, `']`, `}}`, `]]`,
}

// WithoutOrders returns the text of a document without the sentences that order the
// program about, and tells whether there were any. Lines stay lines. It is for what a
// model is shown: to people a document is quoted as it stands.
func WithoutOrders(text string) (rest string, found bool) {
	if !anchored(text) {
		return text, false
	}
	var kept []string
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if !anchored(line) || !holdsOrder(line) {
			kept = append(kept, line)
			continue
		}
		found = true
		var good []string
		for _, s := range cut(line, sentenceEnd) {
			if s = strings.TrimSpace(s); s != "" && !holdsOrder(s) {
				good = append(good, s)
			}
		}
		if len(good) > 0 {
			kept = append(kept, strings.Join(good, " "))
		}
	}
	if !found {
		return text, false
	}
	return strings.Join(kept, "\n"), true
}

func anchored(text string) bool {
	folded := plain(text)
	for _, a := range anchors {
		if strings.Contains(folded, a) {
			return true
		}
	}
	return false
}

func holdsOrder(s string) bool {
	_, found := Command(s)
	return found
}
