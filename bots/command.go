package bots

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/trolycongvu/congvu/assistant/question"
	"github.com/trolycongvu/congvu/corpus"
	"github.com/trolycongvu/congvu/indexer/viet"
)

// verb is what a message asks the bot to do.
type verb string

const (
	verbAsk       verb = "hoi"
	verbSearch    verb = "tra"
	verbProcedure verb = "thutuc"
	verbBasis     verb = "cancu"
	verbDay       verb = "ngay"
	verbNew       verb = "moi"
	verbForget    verb = "xoa"
	verbHelp      verb = "trogiup"
	verbUnknown   verb = "" // a slash with a word that is no command
)

// command is a message taken apart.
type command struct {
	verb verb
	rest string // what the command is about, as written
}

// slashed are the commands behind a slash, as they are typed, folded.
var slashed = map[string]verb{
	"hoi": verbAsk, "tra": verbSearch, "tra cuu": verbSearch, "tracuu": verbSearch,
	"thu tuc": verbProcedure, "thutuc": verbProcedure, "can cu": verbBasis, "cancu": verbBasis,
	"ngay": verbDay, "moi": verbNew, "xoa": verbForget,
	"tro giup": verbHelp, "trogiup": verbHelp, "help": verbHelp, "start": verbHelp, "batdau": verbHelp, "bat dau": verbHelp,
}

// joined are words that are a command without a slash too, for they are no
// Vietnamese when written as one word.
var joined = map[string]verb{
	"thutuc": verbProcedure, "cancu": verbBasis, "trogiup": verbHelp, "tracuu": verbSearch,
}

// alone are words that are a command without a slash when nothing else is said.
var alone = map[string]verb{
	"moi": verbNew, "hoi moi": verbNew, "cuoc tro chuyen moi": verbNew, "xoa": verbForget, "xoa het": verbForget,
	"tro giup": verbHelp, "giup": verbHelp, "help": verbHelp, "huong dan": verbHelp,
	"hoi": verbAsk, "tra": verbSearch, "tra cuu": verbSearch, "thu tuc": verbProcedure, "can cu": verbBasis, "ngay": verbDay,
}

// opening are words that open a command without a slash, when written as here: folded
// they would be the beginning of other words ("trả lương", "hội nông dân").
var opening = []struct {
	words string
	verb  verb
}{
	{"tra cứu", verbSearch},
	{"tra cuu", verbSearch},
	{"kiểm tra căn cứ", verbBasis},
	{"kiem tra can cu", verbBasis},
	{"hỏi:", verbAsk},
	{"hoi:", verbAsk},
	{"tra:", verbSearch},
	{"thủ tục:", verbProcedure},
	{"thu tuc:", verbProcedure},
	{"căn cứ:", verbBasis},
	{"can cu:", verbBasis},
}

// basisLine begins a legal basis as drafts have it, one a line.
var basisLine = regexp.MustCompile(`(?m)^\s*(?:Căn cứ|CĂN CỨ|Can cu|CAN CU)\s+\S.*[;.]\s*$`)

// parseCommand reads what a message asks for: a command behind a slash, with or
// without diacritics; the same in words, where they can mean nothing else; and
// otherwise a question.
func parseCommand(text string) command {
	text = strings.TrimSpace(text)
	if body, ok := cutSlash(text); ok {
		return slashCommand(body)
	}
	if v, ok := alone[plain(text)]; ok {
		return command{v, remainder(text, v)}
	}
	first, rest := cutWord(text)
	if v, ok := joined[plain(first)]; ok {
		return command{v, rest}
	}
	lower := viet.Lower(text)
	for _, o := range opening {
		if after, ok := strings.CutPrefix(lower, o.words); ok && len(lower) == len(text) {
			if r := strings.TrimLeft(after, " :\t\n"); r != "" && r != after || strings.HasSuffix(o.words, ":") {
				return command{o.verb, strings.TrimSpace(text[len(text)-len(r):])}
			}
		}
	}
	if isTonedTra(first, text) {
		return command{verbSearch, rest}
	}
	if plain(first) == "ngay" {
		if _, ok := dayNamed(rest); ok {
			return command{verbDay, rest}
		}
	}
	if basisLine.MatchString(text) {
		return command{verbBasis, text}
	}
	return command{verbAsk, text}
}

// isTonedTra tells whether a message begins with "tra" as it is written in a text
// with diacritics, where it cannot be "trả" or "trà".
func isTonedTra(first, text string) bool {
	return viet.Lower(first) == "tra" && viet.HasTones(text)
}

// remainder is what a command in words alone still says: "hết" of "xóa hết".
func remainder(text string, v verb) string {
	if v == verbForget {
		_, rest := cutWord(text)
		return rest
	}
	return ""
}

// cutSlash takes the slash off a command; a slash before anything but a letter is none.
func cutSlash(text string) (body string, ok bool) {
	for _, slash := range []string{"/", "／"} {
		if after, found := strings.CutPrefix(text, slash); found {
			after = strings.TrimLeft(after, " ")
			return after, strings.IndexFunc(after, unicode.IsLetter) == 0
		}
	}
	return "", false
}

func slashCommand(body string) command {
	first, rest := cutWord(body)
	name := strings.NewReplacer("-", " ", "_", " ").Replace(plain(first))
	name, _, _ = strings.Cut(name, "@") // "/hoi@Bot", as some networks write it
	if second, after := cutWord(rest); second != "" {
		if v, ok := slashed[name+" "+plain(second)]; ok {
			return command{v, after}
		}
	}
	if v, ok := slashed[name]; ok {
		return command{v, rest}
	}
	return command{verbUnknown, first}
}

// cutWord is the first word of text and what follows.
func cutWord(text string) (word, rest string) {
	i := strings.IndexFunc(text, unicode.IsSpace)
	if i < 0 {
		return text, ""
	}
	return text[:i], strings.TrimSpace(text[i:])
}

// plain is text folded, with single spaces, without the marks at its end.
func plain(text string) string {
	return strings.TrimRight(strings.Join(strings.Fields(viet.Fold(viet.Normalize(text))), " "), ".!?: ")
}

// cutDay takes a day off the beginning of text: "01/03/2023 lương cơ sở".
func cutDay(text string) (day corpus.Date, rest string, ok bool) {
	first, rest := cutWord(text)
	if day, err := corpus.ParseDate(strings.TrimRight(first, ",:;.")); err == nil {
		return day, rest, true
	}
	day, err := corpus.ParseDate(text)
	return day, "", err == nil
}

// dayNamed tells whether text is a day and nothing else; today is the zero day.
func dayNamed(text string) (day corpus.Date, ok bool) {
	switch plain(text) {
	case "hom nay", "nay", "":
		return 0, text != ""
	}
	day, err := corpus.ParseDate(strings.TrimRight(text, ".!? "))
	return day, err == nil
}

// namesDay tells whether a question says itself which day it is about.
func namesDay(text string, today corpus.Date) bool {
	_, _, ok := question.Day(text, today)
	return ok
}
