package original

import (
	"net/url"
	"strings"
	"unicode"

	"github.com/trolycongvu/congvu/indexer/viet"
)

// longestName bounds the name that a file is saved under, in runes.
const longestName = 120

// disposition tells the browser to show or to save the file, and its name: in
// Vietnamese (RFC 5987), and folded to ASCII for programs that cannot read that.
func disposition(inline bool, name string) string {
	how := "attachment"
	if inline {
		how = "inline"
	}
	name = plain(name)
	return how + `; filename="` + ascii(name) + `"; filename*=UTF-8''` + strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
}

// plain is the name without folders and without what steers programs.
func plain(name string) string {
	name = strings.ToValidUTF8(name, "")
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, name)
	if runes := []rune(name); len(runes) > longestName { // the end says what sort of file it is
		name = string(runes[:longestName/2]) + "…" + string(runes[len(runes)-longestName/2:])
	}
	if name = strings.Trim(name, " ."); name == "" {
		return "van-ban"
	}
	return name
}

func ascii(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r > unicode.MaxASCII, strings.ContainsRune(`"\%;<>:|?*`, r):
			return '_'
		}
		return r
	}, viet.Fold(name))
}
