package question

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// command matches, in a folded clause, an order to the program instead of a
// question to the law. "Bỏ qua hướng dẫn của Bộ Nội vụ" is none.
var command = regexp.MustCompile(strings.Join([]string{
	`\bbo qua (?:moi|tat ca|toan bo|het|cac|nhung) (?:cac |nhung )?(?:huong dan|chi dan|chi thi|menh lenh|quy tac|lenh|yeu cau|rang buoc|gioi han)(?: (?:o )?(?:tren|truoc do|truoc day|truoc|he thong|cua ban|da cho|ban dau))*`,
	`\b(?:bo qua|quen|phot lo|lam ngo) (?:di |het |cac |nhung |moi |tat ca |toan bo )*(?:huong dan|chi dan|quy tac|lenh|yeu cau|chi thi) (?:o )?(?:tren|truoc|he thong|cua ban|ban dau)\w*`,
	`^(?:hay |vui long |xin )?bo qua (?:cac |nhung |moi |tat ca |toan bo )*(?:quy dinh|noi dung|doan|dieu) (?:o |phia )?tren(?: day)?$`,
	`\b(?:ignore|disregard|forget|override)\b[^.\n]{0,20}\b(?:previous|prior|above|earlier|all|any|your|system|everything)\b(?:[^.\n]{0,20}\b(?:instructions?|rules?|prompts?|guidelines?|messages?|told)\b)`,
	`\b(?:in ra|hien thi|tiet lo|cho (?:toi )?(?:xem|biet)|doc|doc lai|liet ke|nhac lai|dich|ma hoa|print|show|reveal|repeat|output|translate)\b[^.\n]{0,30}\b(?:system prompt|prompt|huong dan he thong|chi dan he thong|cau lenh he thong|ma nguon cua ban|cau hinh cua ban|khoa api|api key|mat khau he thong|(?:your|hidden) (?:instructions?|rules|prompt)|raw evidence)\b`,
	`\b(?:system prompt|jailbreak|developer mode|dan mode|che do nha phat trien|loi nhac he thong)\b`,
	`\b(?:you are now|act as|pretend to be|from now on you|safety disabled|assistant must|you (?:must )?obey|repeat the (?:words|text) above)\b`,
	`\b(?:ke )?(?:tu )?bay gio (?:(?:ban|may) (?:la|hay|phai|se)|em (?:la|hay|phai xung))\b[^.\n]*`,
	`(?:\b(?:hay )?(?:dong vai|gia vo)|^(?:hay )?gia lam)(?: la| mot| nhu| thanh) [^.\n]{2,60}`,
	`\bbia (?:ra|them|dat) (?:ra |them |mot |1 |vai |cac |nhung |so )*(?:dieu|luat|nghi dinh|van ban|so hieu|quy dinh|cau tra loi)\b`,
	`\bhay (?:tu )?(?:nghi|che|tuong tuong|sang tac) ra (?:mot |1 )?(?:dieu|luat|nghi dinh|thong tu|van ban|so hieu|quy dinh|an le)\b`,
	`\binvent (?:an?|some) (?:article|law|decree|provision|clause)\b[^.\n]*`,
	`\btra loi (?:ma )?khong can (?:trich dan|nguon|can cu)\b`,
	`^(?:va )?(?:dung|khong can|khong duoc) (?:trich dan|dan nguon|nhac den can cu|nhac den nguon|neu can cu)(?: gi ca| nguon| phap ly| nao ca)?$`,
	`\b(?:tat|vo hieu hoa|bo|huy|pha) (?:bo |het |moi |cac |tat ca |toan bo )*(?:quy tac|gioi han|rang buoc|kiem tra|kiem chung|chi dan)(?: (?:trich dan|an toan|nguon))? (?:cua ban|cua may|trich dan)\b`,
	`\btat (?:bo loc|che do) (?:an toan|kiem duyet|noi dung|kiem chung)\b`,
	`\bnhac lai (?:nguyen van |toan bo |tat ca )*(?:nhung gi|noi dung|cau chu|van ban) (?:o |dung |nam )?(?:tren|truoc|phia tren|phia truoc)\b[^.\n]*`,
	`\blap lai (?:tu|cau|chu|cum tu) ["“].*\blan\b`,
	`\bcau tra loi phai (?:ket thuc|bat dau|chua|kem)\b[^.\n]*`,
	`\b(?:chen|them|gan|ket thuc|bat dau)\b[^\n]{0,120}\bcau tra loi\b`,
	`\btra loi bang json\b`, `["'][}\]]{2,}`,
	`\b(?:giai ma|decode)\b[^\n]{0,40}\b(?:lam theo|follow|execute)\b[^\n]*`, `\bbase64\b`,
	`^(?:[#*> ]*)(?:he thong|system|assistant|tro ly) ?:`, `\bchi (?:dan|thi) moi ?:[^\n]*`, `<\|[a-z_]+\|>`, `\[/?(?:system|inst|sys)\]`,
}, "|"))

// accessory matches what goes with an order and is one only there: the claim to
// be an administrator, the words to be said, a scrap of JSON.
var accessory = regexp.MustCompile(strings.Join([]string{
	`^(?:va |roi |hay |chi |phai |cu |luon )*(?:tra loi|noi|viet|in|khang dinh|ket thuc|bat dau|xung|bo het|goi)\b`,
	`^(?:ban )?khong (?:bi|con|co|duoc) (?:rang buoc|gioi han|dan nguon|quy tac)`, `\bbo moi gioi han\b`, `^khong dan nguon`,
	`\bduoc cap quyen (?:quan tri|admin)`, `\btoi la (?:quan tri vien|admin|nguoi tao ra ban)`, `^neu ban (?:hieu|dong y|doc duoc)`,
	`^nguoi dung ?:`, `^user ?:`, `^het tai lieu`, `end of evidence`, `bai kiem tra noi bo`,
	`["{}\[\]:]{2,}`, `\b(?:you|your|must|limits?|code block|answers?|verbatim)\b`, `^say\b`, `\]\((?:https?|javascript|data):`, `^(?:!?\[|https?:)`,
}, "|"))

// interrogative matches, folded, what makes a clause a question worth keeping.
var interrogative = regexp.MustCompile(`\?|\b(?:bao lau|bao nhieu|the nao|ra sao|la gi|nhung gi|giay to gi|o dau|khi nao|may (?:ngay|nam|thang|lan)|nhung ai|ai (?:ky|co|duoc|phai)|co (?:duoc|phai|bi) .*khong)\b`)

var (
	// sentenceEnd parts sentences; a full stop within a number or an address is none.
	sentenceEnd = regexp.MustCompile(`[.!?;]{2,}\s*|[.!?;]+(?:\s+|$)|\n+\s*`)
	// clauseEnd parts the clauses of a sentence; its group is where the next one begins.
	clauseEnd = regexp.MustCompile(`,\s*()|\s+(?:và|rồi|sau đó|va|roi|sau do|and|then)\s+()(?:hãy|hay|in|trả lời|tra loi|cho|chỉ|chi|nói|noi|bỏ|bo|kết|không|print|say)\s`)
	// blocks are what is set apart as if the program had said it.
	blocks = regexp.MustCompile(`(?is)\[(?:system|inst|sys)\].*?\[/(?:system|inst|sys)\]|<<sys>>.*?<</sys>>|<\|im_start\|>\s*(?:system|assistant).*?<\|im_end\|>`)
)

// Command tells whether text orders the program about, and returns the text
// without the parts that do. A question inside stays.
func Command(text string) (rest string, found bool) {
	sentences := cut(blocks.ReplaceAllString(text, "\n"), sentenceEnd)
	found = blocks.MatchString(text)
	for _, s := range sentences {
		found = found || backwards(s) || orders(s)
	}
	if !found {
		return text, false
	}
	var kept []string
	for _, s := range sentences {
		if backwards(s) {
			continue
		}
		for _, clause := range cut(s, clauseEnd) {
			if part := strings.TrimSpace(withoutOrder(clause)); part != "" {
				kept = append(kept, part)
			}
		}
	}
	rest = strings.Trim(strings.Join(kept, " "), " ,;:.-–")
	if command.MatchString(plain(rest)) {
		rest = strings.TrimSpace(command.ReplaceAllString(plain(rest), " "))
	}
	return rest, true
}

// orders tells whether the sentence or a clause of it is an order.
func orders(sentence string) bool {
	if command.MatchString(plain(sentence)) {
		return true
	}
	for _, clause := range cut(sentence, clauseEnd) {
		if command.MatchString(plain(clause)) {
			return true
		}
	}
	return false
}

// fewestWords is how long what is left of an order must be to be a question.
const fewestWords = 5

// withoutOrder returns what is left of a clause in a text that gives orders.
func withoutOrder(clause string) string {
	p := plain(clause)
	asked := interrogative.MatchString(p)
	switch {
	case command.MatchString(p):
		left := strings.Join(strings.Fields(command.ReplaceAllString(p, " ")), " ")
		if asked && len(strings.Fields(left)) >= fewestWords && interrogative.MatchString(left) {
			return left
		}
		return ""
	case accessory.MatchString(p) && !asked, !strings.ContainsFunc(p, unicode.IsLetter):
		return ""
	}
	return clause
}

// cut parts text after each match of end, or where the match's group stands.
func cut(text string, end *regexp.Regexp) (parts []string) {
	last := 0
	for _, m := range end.FindAllStringSubmatchIndex(text, -1) {
		at := m[1]
		for i := 2; i < len(m); i += 2 {
			if m[i] >= 0 {
				at = m[i]
			}
		}
		parts = append(parts, text[last:at])
		last = at
	}
	return append(parts, text[last:])
}

// backwards tells whether the sentence, read from its end, is an order: text
// turned round by a direction override that is gone now.
func backwards(sentence string) bool {
	folded := viet.Fold(sentence)
	turned := make([]byte, 0, len(folded))
	for folded != "" {
		_, size := utf8.DecodeLastRuneInString(folded)
		turned = append(turned, folded[len(folded)-size:]...)
		folded = folded[:len(folded)-size]
	}
	return backwardsCommand.Match(turned)
}

var backwardsCommand = regexp.MustCompile(`\b(?:bo qua|ignore|disregard) (?:moi |tat ca |cac |all |the )*(?:huong dan|chi dan|quy tac|previous|instructions)\b`)

// lookAlikes are letters of other alphabets that look like ours.
var lookAlikes = strings.NewReplacer(
	"а", "a", "е", "e", "о", "o", "р", "p", "с", "c", "у", "y", "х", "x", "і", "i", "ѕ", "s", "ԁ", "d", "һ", "h", "ո", "n",
	"А", "A", "В", "B", "Е", "E", "К", "K", "М", "M", "Н", "H", "О", "O", "Р", "P", "С", "C", "Т", "T", "У", "Y", "Х", "X", "І", "I",
	"ο", "o", "α", "a", "ν", "v", "Α", "A", "Β", "B", "Ε", "E", "Η", "H", "Ι", "I", "Κ", "K", "Μ", "M", "Ν", "N", "Ο", "O", "Ρ", "P", "Τ", "T", "Χ", "X",
)

// plain folds text and squeezes its spaces, keeping punctuation but for what
// stands at its ends. Letters of other alphabets are read as what they look
// like, letters with dots between them as a word.
func plain(text string) string {
	words := strings.Fields(viet.Fold(lookAlikes.Replace(text)))
	for i, w := range words {
		words[i] = undotted(w)
	}
	return strings.TrimRight(strings.Join(words, " "), " ,.;!")
}

// undotted is w without the dots of "q.u.a".
func undotted(w string) string {
	if strings.IndexByte(w, '.') <= 0 {
		return w
	}
	pieces := strings.Split(w, ".")
	for _, p := range pieces {
		if len(p) == 0 || len(p) > 2 || p[0] < 'a' || p[0] > 'z' {
			return w
		}
	}
	return strings.Join(pieces, "")
}
