package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// trigger is what a word may introduce.
type trigger uint8

const (
	noTrigger    trigger = iota
	titleWord            // a person's title: ông
	titleHead            // the first syllable of a title of two: công (dân)
	labelWord            // a word that a name is given after: tên
	birthWord            // sinh
	housePart            // số, ngõ
	hamletPart           // thôn, tổ
	dwellingWord         // địa (chỉ), trú
)

// longestTrigger is the longest trigger in bytes: "đương" in capitals has seven.
const longestTrigger = 9

var triggers = func() map[string]trigger {
	m := map[string]trigger{}
	for t, words := range map[trigger]string{
		titleWord:    "ông bà anh chị cháu em cô chú bác cụ dì cậu",
		titleHead:    "công đương bị nguyên đồng người",
		labelWord:    "tên tôi chồng vợ bố mẹ con cha",
		birthWord:    "sinh",
		housePart:    "số ngõ ngách hẻm kiệt",
		hamletPart:   "thôn ấp xóm bản buôn tổ khu",
		dwellingWord: "địa trú",
	} {
		for word := range strings.FieldsSeq(words) {
			for _, v := range variants(word) {
				m[v] = t
			}
		}
	}
	return m
}()

// word reads the word that begins at i and what it introduces, and returns
// where reading goes on.
func (f *finder) word(i int) int {
	end := wordEnd(f.text, i)
	if end-i > longestTrigger || end >= len(f.text) || i < f.free() {
		return end
	}
	if c := f.text[end]; c != ' ' && c != ':' && c != 0xC2 && c != '\n' && c != '\t' {
		return end
	}
	t := triggers[f.text[i:end]]
	if t == noTrigger {
		return end
	}
	return max(end, f.introduced(t, i, end))
}

// introduced reads what the trigger at [i, end) introduces; 0 means nothing.
func (f *finder) introduced(t trigger, i, end int) int {
	switch t {
	case titleWord:
		return f.titled(i, end)
	case titleHead:
		return f.titledByTwo(i, end)
	case labelWord:
		return f.labelled(i, end)
	case birthWord:
		return f.birth(i, end)
	case housePart:
		return f.address(i, true)
	case hamletPart:
		return f.address(i, false)
	case dwellingWord:
		return f.dwelling(end)
	}
	return 0
}

// token is one word with its place in the text.
type token struct {
	start, end int
	text       string
}

func (t token) empty() bool { return t.start == t.end }

// capital tells whether the word begins with a capital letter.
func (t token) capital() bool {
	r, _ := utf8.DecodeRuneInString(t.text)
	return unicode.IsUpper(r)
}

// shouted tells whether the whole word is in capitals.
func (t token) shouted() bool { return len(t.text) > 1 && strings.ToUpper(t.text) == t.text }

// next reads the word after i that at most a few spaces part from it. The token
// is empty when something else comes.
func (f *finder) next(i int) token {
	for n := 0; i < len(f.text) && n < 4; n++ {
		w, what := separator(f.text[i:])
		if what != space && what != invisible {
			break
		}
		i += w
	}
	end := wordEnd(f.text, i)
	return token{i, end, f.text[i:end]}
}
