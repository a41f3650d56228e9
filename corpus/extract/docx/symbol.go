package docx

import (
	"strconv"

	"github.com/trolycongvu/congvu/corpus/extract/symbol"
)

// sign reads <w:sym>.
func sign(e element) string {
	n, err := strconv.ParseUint(e.attr("char"), 16, 32)
	if err != nil || n <= ' ' || n > 0x10ffff {
		return ""
	}
	return string(symbol.Of(e.attr("font"), rune(n)))
}
