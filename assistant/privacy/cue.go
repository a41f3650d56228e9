package privacy

import (
	"strings"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// unknownCue stands for words that were not looked at yet.
const unknownCue Kind = "?"

// cueWords say, standing shortly before a number, what the number is. Folded.
var cueWords = []struct {
	kind  Kind
	words []string
}{
	{Account, []string{"tai khoan", "stk", "so tk", "tk", "account", "acc", "so the atm", "the ngan hang", "so the"}},
	{Account, banks},
	{TaxCode, []string{"ma so thue", "mst", "ma thue", "tax code", "ms thue"}},
	{Insurance, []string{"bao hiem", "bhxh", "bhyt", "ma so bh", "so so bh", "so bh"}},
	{OldID, []string{"cmnd", "cmt", "cmtnd", "chung minh", "chung minh nhan dan", "chung minh thu"}},
	{CitizenID, []string{"cccd", "can cuoc", "can cuoc cong dan", "dinh danh", "ma dinh danh", "ddcn"}},
	{Phone, []string{"dien thoai", "sdt", "dt", "so dt", "hotline", "zalo", "viber", "di dong", "so may", "goi", "lien he", "lh", "tel", "phone", "mobile", "alo"}},
	{Passport, []string{"ho chieu", "passport", "hc so"}},
}

// banks are names of banks as people write them before an account. Folded.
var banks = []string{
	"vietcombank", "vcb", "vietinbank", "bidv", "agribank", "techcombank", "tcb", "mbbank", "mb bank", "acb", "vpbank", "tpbank", "sacombank",
	"hdbank", "vib", "shb", "msb", "ocb", "seabank", "eximbank", "lienvietpostbank", "lpbank", "abbank", "namabank", "bacabank", "pvcombank",
	"kienlongbank", "ngan hang",
}

// reach is how many folded bytes may stand between a cue and its number.
const reach = 30

// cueBefore returns the kind named by the nearest cue before the number at
// start, no other number between them.
func (f *finder) cueBefore(start int, groups []group) Kind {
	near := f.before(start, 72)
	if k, ok := f.listed(near); ok {
		return k
	}
	if i := strings.LastIndexAny(near, ";0123456789"); i >= 0 { // nothing before those may be the cue
		near = near[i+1:]
	}
	best, kind := -1, Kind("")
	for _, c := range cueWords {
		for _, w := range c.words {
			if end := lastWord(near, w); end > best && far(near[end:]) {
				best, kind = end, c.kind
			}
		}
	}
	if kind == "" && len(groups) > 0 && f.bankAfter(groups[len(groups)-1].end) {
		return Account
	}
	return kind
}

// far tells whether between may stand between a cue and its number.
func far(between string) bool {
	return len(between) <= reach && !strings.ContainsAny(between, "0123456789;") && strings.Count(between, "\n") <= 1
}

// listed tells whether only a comma or "và" parts the number from the one found
// before it, whose kind it then shares.
func (f *finder) listed(near string) (Kind, bool) {
	if len(f.spans) == 0 || len(near) > 8 {
		return "", false
	}
	last := f.spans[len(f.spans)-1]
	switch strings.Trim(near, " \t]") {
	case ",", "va", "hoac", "hay", "/", ", so", "va so", "&", "":
		switch last.kind {
		case CitizenID, OldID, Passport, Insurance, TaxCode, Phone, Account:
			return last.kind, f.free() > 0
		}
	}
	return "", false
}

// bankAfter tells whether "tại Vietcombank" or the like follows.
func (f *finder) bankAfter(end int) bool {
	rest := strings.TrimLeft(f.after(end, 40), " ,(-–\u00a0")
	for _, p := range []string{"mo tai ", "tai ", "o ", "cua ", "chi nhanh "} {
		rest = strings.TrimPrefix(rest, p)
	}
	for _, b := range banks {
		if strings.HasPrefix(rest, b) && (len(rest) == len(b) || !isWord(rest[len(b)])) {
			return true
		}
	}
	return false
}

// lastWord returns the end of the last occurrence of w in s as whole words, or -1.
func lastWord(s, w string) int {
	for end := len(s); ; {
		i := strings.LastIndex(s[:end], w)
		if i < 0 {
			return -1
		}
		j := i + len(w)
		if (i == 0 || !isWord(s[i-1])) && (j == len(s) || classes[s[j]] != letter) {
			return j
		}
		end = j - 1
	}
}

// hasWord tells whether one of words stands in the folded s.
func hasWord(s string, words []string) bool {
	for _, w := range words {
		if lastWord(s, w) >= 0 {
			return true
		}
	}
	return false
}

// variants returns the ways in which a word of Vietnamese is typed: small,
// capital first, all capital, each with and without diacritics.
func variants(word string) []string {
	var list []string
	for _, w := range []string{word, viet.Fold(word)} {
		first := []rune(w)
		list = append(list, w, strings.ToUpper(string(first[0]))+string(first[1:]), strings.ToUpper(w))
	}
	return list
}
